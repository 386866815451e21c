// Package local holds the second demonstration: three weeks of ordinary news of an invented
// town by three invented outlets, with what a careful reader finds in it.
//
// In comes nothing; out go articles as records. It refuses a file whose annotation quotes what
// its text does not say.
//
// The one idea: pages are tested with a desk's everyday news (a council vote that is moved, a
// strike called off, a court date, a mayor who changes her mind, a cancelled concert),
// independent of how well any reader reads. So each text comes with a hand-written annotation.
package local

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"readout/article"
	"readout/record"
)

//go:embed *.txtar
var files embed.FS

// Records returns all articles, in the order of their files, which is the order of arrival.
//
// Errors: a file cannot be parsed.
func Records() ([]*record.Record, error) {
	list, err := files.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("local: %w", err)
	}
	out := make([]*record.Record, 0, len(list))
	for _, f := range list {
		raw, err := files.ReadFile(f.Name())
		if err != nil {
			return nil, fmt.Errorf("local: %w", err)
		}
		r, err := Parse(raw)
		if err != nil {
			return nil, fmt.Errorf("local: %s: %w", f.Name(), err)
		}
		out = append(out, r)
	}
	return out, nil
}

// Parse parses one article: lines "outlet: …", "url: …", "published: …" and optionally
// "updated: …" and "notice: …"; a section text, with the headline as its first paragraph; a
// section read. A line of the latter is one of
//
//	P|name|role
//	O|name|role
//	S|speaker|kind|act|commitment|content|source|cue
//	V|id|name|type|status|time|place|mention|participants;…
//	T|event|slot|status|value|words|how the statement begins that says it, or -
//
// Words are those of the body, or of the headline if the body does not have them.
//
// Errors: a line is none of these, or quotes what the text does not say.
func Parse(raw []byte) (*record.Record, error) {
	a := txtar.Parse(raw)
	if len(a.Files) != 2 || a.Files[0].Name != "text" || a.Files[1].Name != "read" {
		return nil, errors.New("it needs the sections text and read")
	}
	p := parser{r: bare(strings.TrimSpace(string(a.Files[0].Data)))}
	for line := range strings.Lines(string(a.Comment)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		p.head(key, value)
	}
	for line := range strings.Lines(string(a.Files[1].Data)) {
		line = strings.TrimRight(line, "\n")
		if err := p.line(strings.Split(line, "|")); err != nil {
			return nil, fmt.Errorf("line %q: %w", line, err)
		}
	}
	return p.r, nil
}

// bare returns an article with its blocks and nothing read from it.
func bare(text string) *record.Record {
	sum := sha256.Sum256([]byte(text))
	r := &record.Record{Schema: record.Schema, Reader: record.Reader{Version: "by hand", Models: "none"},
		Article:  record.Article{Language: "en", SHA256: hex.EncodeToString(sum[:]), PublishedFrom: "metadata", Text: text},
		Entities: []record.Entity{}, Times: []record.Time{}, Statements: []record.Statement{}, Events: []record.Event{},
		Gaps: []record.Gap{}}
	off := 0
	for i, par := range strings.Split(text, "\n\n") {
		sp := record.Span{Start: off, End: off + len(par)}
		kind := article.Paragraph
		if i == 0 {
			kind, r.Article.Headline = article.Headline, &sp
		}
		r.Article.Blocks = append(r.Article.Blocks, record.Block{Kind: kind, Span: sp})
		off += len(par) + len("\n\n")
	}
	return r
}

type parser struct{ r *record.Record }

func (p *parser) head(key, value string) {
	a := &p.r.Article
	switch key {
	case "outlet":
		a.Outlet = value
	case "url":
		a.URL, a.ID = value, value
	case "published":
		a.Published = value
	case "updated":
		a.Updated = value
	case "notice":
		a.Notice = value
	}
}

// fields is the number of fields in a line of each kind.
var fields = map[string]int{"P": 3, "O": 3, "S": 8, "V": 9, "T": 7}

func (p *parser) line(f []string) error {
	if n := fields[f[0]]; n == 0 || len(f) != n {
		return fmt.Errorf("%d parts, want %d", len(f), n)
	}
	switch f[0] {
	case "P":
		return p.entity("person", f[1], f[2])
	case "O":
		return p.entity("organization", f[1], f[2])
	case "S":
		return p.statement(f)
	case "V":
		return p.event(f)
	}
	return p.slot(f)
}

func (p *parser) find(words string) (record.Span, error) {
	body := p.r.Article.Headline.End
	if i := strings.Index(p.r.Article.Text[body:], words); i >= 0 {
		return record.Span{Start: body + i, End: body + i + len(words)}, nil
	}
	if i := strings.Index(p.r.Article.Text, words); i >= 0 {
		return record.Span{Start: i, End: i + len(words)}, nil
	}
	return record.Span{}, fmt.Errorf("the text does not say %q", words)
}

func (p *parser) entity(kind, name, role string) error {
	sp, err := p.find(name)
	if err != nil {
		return err
	}
	e := record.Entity{ID: fmt.Sprintf("e%d", len(p.r.Entities)+1), Kind: kind, Name: name,
		Mentions: []record.Mention{{Span: sp, Form: "name", By: "hand", Score: 1}}}
	if role != "" {
		at, err := p.find(role)
		if err != nil {
			return err
		}
		e.Roles = []record.Role{{Title: role, Span: at}}
	}
	p.r.Entities = append(p.r.Entities, e)
	return nil
}

// known returns the id of an entity by name.
func (p *parser) known(name string) (string, error) {
	for i := range p.r.Entities {
		if p.r.Entities[i].Name == name {
			return p.r.Entities[i].ID, nil
		}
	}
	return "", fmt.Errorf("no line names %q", name)
}

func (p *parser) statement(f []string) error {
	who, err := p.known(f[1])
	if err != nil {
		return err
	}
	s := record.Statement{ID: fmt.Sprintf("s%d", len(p.r.Statements)+1), Kind: f[2], Speakers: []string{who},
		Via: []string{},
		Act: f[3], Commitment: f[4], Attitude: record.Speech, About: []string{}, By: "hand", Score: 1}
	content, err := p.find(f[5])
	if err != nil {
		return err
	}
	s.Content = []record.Span{content}
	// Source and cue are in the statement's own paragraph, after it or before it.
	for _, b := range p.r.Article.Blocks {
		if content.Start < b.Start || content.End > b.End {
			continue
		}
		source, ok := near(p.r.Article.Text, b.Span, content, f[6])
		cue, found := near(p.r.Article.Text, b.Span, content, f[7])
		if !ok || !found {
			return fmt.Errorf("the paragraph lacks %q or %q", f[6], f[7])
		}
		s.Source, s.Cue = []record.Span{source}, []record.Span{cue}
	}
	p.r.Statements = append(p.r.Statements, s)
	return nil
}

// near finds words of a paragraph outside a span, preferring those after it.
func near(text string, block, beside record.Span, words string) (record.Span, bool) {
	if i := strings.Index(text[beside.End:block.End], words); i >= 0 {
		return record.Span{Start: beside.End + i, End: beside.End + i + len(words)}, true
	}
	if i := strings.LastIndex(text[block.Start:beside.Start], words); i >= 0 {
		return record.Span{Start: block.Start + i, End: block.Start + i + len(words)}, true
	}
	return record.Span{}, false
}

func (p *parser) event(f []string) error {
	sp, err := p.find(f[7])
	if err != nil {
		return err
	}
	v := record.Event{ID: f[1], Name: f[2], Type: f[3], Status: f[4], Time: f[5], Span: sp, Mentions: []record.Span{sp},
		Participants: []string{}, Slots: []record.Slot{}, By: "hand", Score: 1}
	for name := range strings.SplitSeq(f[8], ";") {
		if name == "" {
			continue
		}
		id, err := p.known(name)
		if err != nil {
			return err
		}
		v.Participants = append(v.Participants, id)
	}
	if f[6] != "" {
		if v.Place, err = p.known(f[6]); err != nil {
			if err := p.entity("place", f[6], ""); err != nil {
				// A town that the report does not introduce: it is placed where the event is.
				p.r.Entities = append(p.r.Entities, record.Entity{ID: fmt.Sprintf("e%d", len(p.r.Entities)+1), Kind: "place",
					Name:     f[6],
					Mentions: []record.Mention{{Span: sp, Form: "name", By: "hand", Score: 1}}})
			}
			v.Place = p.r.Entities[len(p.r.Entities)-1].ID
		}
	}
	p.r.Events = append(p.r.Events, v)
	return nil
}

func (p *parser) slot(f []string) error {
	sp, err := p.find(f[5])
	if err != nil {
		return err
	}
	s := record.Slot{Slot: f[2], Status: f[3], Value: f[4], Span: sp, SaidBy: []string{}, By: "hand", Score: 1}
	for i := range p.r.Statements {
		st := &p.r.Statements[i]
		if f[6] != "-" && s.Statement == "" && strings.HasPrefix(p.r.Article.Text[st.Content[0].Start:], f[6]) {
			s.Statement, s.SaidBy = st.ID, st.Speakers
		}
	}
	if f[6] != "-" && s.Statement == "" {
		return fmt.Errorf("no statement begins %q", f[6])
	}
	for i := range p.r.Events {
		if p.r.Events[i].ID == f[1] {
			p.r.Events[i].Slots = append(p.r.Events[i].Slots, s)
			return nil
		}
	}
	return fmt.Errorf("there is no event %s", f[1])
}
