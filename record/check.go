package record

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
)

// Check verifies that a record is consistent: the hash is of the text, every span is inside it
// on rune boundaries, every ID that is used exists.
//
// Errors: all violations, joined; nil if there are none.
func (r *Record) Check() error {
	c := checker{text: r.Article.Text, entities: map[string]bool{"": true}, statements: map[string]bool{"": true}}
	sum := sha256.Sum256([]byte(r.Article.Text))
	if got := hex.EncodeToString(sum[:]); got != r.Article.SHA256 {
		c.fail("article: sha256 is %s, the text's is %s", r.Article.SHA256, got)
	}
	for _, e := range r.Entities {
		c.entities[e.ID] = true
	}
	for _, s := range r.Statements {
		c.statements[s.ID] = true
	}
	for name, sp := range map[string]*Span{"headline": r.Article.Headline, "deck": r.Article.Deck,
		"byline": r.Article.Byline} {
		if sp != nil {
			c.span("article "+name, *sp)
		}
	}
	for _, b := range r.Article.Blocks {
		c.span("block "+string(b.Kind), b.Span)
	}
	if r.Article.Dateline != nil {
		c.span("dateline", r.Article.Dateline.Span)
	}
	for _, e := range r.Entities {
		for _, m := range e.Mentions {
			c.span("mention of "+e.ID, m.Span)
		}
		for _, role := range e.Roles {
			c.span("role of "+e.ID, role.Span)
		}
		c.known(e.ID, c.entities, e.Members...)
	}
	for _, t := range r.Times {
		c.span("time "+t.Value, t.Span)
	}
	for _, s := range r.Statements {
		for part, spans := range map[string][]Span{"source": s.Source, "cue": s.Cue, "content": s.Content} {
			for _, sp := range spans {
				c.span(s.ID+" "+part, sp)
			}
		}
		if s.Answers != nil {
			c.span(s.ID+" answers", *s.Answers)
		}
		c.known(s.ID, c.entities, s.Speakers...)
		c.known(s.ID, c.entities, s.Via...)
		c.known(s.ID, c.entities, s.About...)
		c.known(s.ID, c.statements, s.NestedIn)
	}
	for _, v := range r.Events {
		for _, sp := range v.Mentions {
			c.span(v.ID, sp)
		}
		c.known(v.ID, c.entities, v.Place)
		c.known(v.ID, c.entities, v.Participants...)
		for _, id := range v.Unsure {
			if !slices.Contains(v.Participants, id) {
				c.fail("%s: is not sure of %q, which does not take part", v.ID, id)
			}
		}
		for _, s := range v.Slots {
			c.span(v.ID+" "+s.Slot, s.Span)
			c.known(v.ID, c.entities, s.SaidBy...)
			c.known(v.ID, c.statements, s.Statement)
		}
	}
	return errors.Join(c.errs...)
}

type checker struct {
	text                 string
	entities, statements map[string]bool
	errs                 []error
}

func (c *checker) fail(format string, args ...any) {
	c.errs = append(c.errs, fmt.Errorf("record: "+format, args...))
}

func (c *checker) span(what string, sp Span) {
	switch {
	case sp.Start < 0 || sp.End > len(c.text) || sp.Start >= sp.End:
		c.fail("%s: span %d to %d is not inside the %d bytes of text", what, sp.Start, sp.End, len(c.text))
	case !runeBorder(c.text, sp.Start) || !runeBorder(c.text, sp.End):
		c.fail("%s: span %d to %d cuts a character", what, sp.Start, sp.End)
	}
}

func (c *checker) known(what string, ids map[string]bool, used ...string) {
	for _, id := range used {
		if !ids[id] {
			c.fail("%s: names %q, which the record does not hold", what, id)
		}
	}
}

func runeBorder(text string, off int) bool {
	return off == len(text) || utf8.RuneStart(text[off])
}
