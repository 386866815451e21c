package attribution

import (
	"cmp"
	"slices"

	"readout/article"
	"readout/doc"
)

// finish makes full statements of decided attributions, whoever decided them, and
// puts them into d.Statements in text order. Raws without a content or a cue, and
// spans outside the text, are left out.
func (r *reading) finish(raws []Raw) {
	d := r.d
	raws = slices.DeleteFunc(raws, func(raw Raw) bool {
		return len(raw.Cue) == 0 || len(raw.Content) == 0 || !inText(d, raw)
	})
	slices.SortStableFunc(raws, func(a, b Raw) int {
		return cmp.Or(cmp.Compare(start(a), start(b)), cmp.Compare(hull(b.Content).Len(), hull(a.Content).Len()))
	})
	d.Statements = make([]doc.Statement, len(raws))
	for i, raw := range raws {
		raw.Source = askedSource(d, raw)
		s := &d.Statements[i]
		*s = doc.Statement{Kind: kindOf(d, raw.Content), Source: raw.Source, Cue: raw.Cue, Content: raw.Content,
			NestedIn: -1, By: raw.By, Score: raw.Score}
		cue := r.readCue(raw)
		s.Speakers = r.speakers(raw.Source)
		s.Attitude = r.attitude(cue, raw)
		s.Act = r.act(cue, raw)
		s.Commitment = r.commitment(cue, s)
		s.Act = r.refineAct(cue, s)
		s.About = r.about(s)
		r.setting(cue, s, raws[max(0, i-beside):min(len(raws), i+beside)])
	}
	nest(d)
	r.linkPapers()
	r.linkVia()
	r.linkAnswers()
}

// askedSource is the source of an attribution, none where its cue says that it was
// asked: "The minister, asked whether he would testify, replied …".
func askedSource(d *doc.Doc, raw Raw) []article.Span {
	if len(raw.Source) != 1 || len(raw.Cue) != 1 || raw.Source[0].End > raw.Cue[0].Start {
		return raw.Source
	}
	first, _ := d.TokensIn(raw.Cue[0])
	if d.LowerForm(first) == "asked" && first > 0 && d.LowerForm(first-1) == "," && d.Tokens[first-1].Start == raw.Source[0].End {
		return nil
	}
	return raw.Source
}

// beside is how many attributions before and after one may share its sentence.
const beside = 16

// start is the first byte of an attribution.
func start(raw Raw) int {
	first := raw.Cue[0].Start
	for _, spans := range [...][]article.Span{raw.Source, raw.Content} {
		if len(spans) > 0 {
			first = min(first, spans[0].Start)
		}
	}
	return first
}

// hull runs from the first byte of spans in text order to the last.
func hull(spans []article.Span) article.Span {
	if len(spans) == 0 {
		return article.Span{}
	}
	return article.Span{Start: spans[0].Start, End: spans[len(spans)-1].End}
}

func inText(d *doc.Doc, raw Raw) bool {
	for _, spans := range [...][]article.Span{raw.Source, raw.Cue, raw.Content} {
		for _, sp := range spans {
			if sp.Start < 0 || sp.End > len(d.Text) || sp.Empty() {
				return false
			}
		}
	}
	return true
}

// kindOf decides direct, indirect or mixed by quotation marks alone: by how many of
// the content's words stand inside them.
func kindOf(d *doc.Doc, content []article.Span) doc.StatementKind {
	inside, outside := 0, 0
	for _, sp := range content {
		first, end := d.TokensIn(sp)
		for i := first; i < end; i++ {
			switch {
			case d.Tokens[i].Kind == doc.PunctToken:
			case d.Tokens[i].Quote >= 0:
				inside++
			default:
				outside++
			}
		}
	}
	switch {
	case inside == 0:
		return doc.Indirect
	case outside == 0:
		return doc.Direct
	}
	return doc.Mixed
}

// cueReading is what the words of a cue say, found again from its span, so that
// cues a model found are read like those the lexicon proposed.
type cueReading struct {
	entry       *cueEntry // nil where no lexicon entry stands in the span
	first, end  int       // tokens of the whole cue
	head        int       // the entry's first token
	negated     bool
	modal       bool // would, could, might, may
	passive     bool
	interrogate bool // "asked", "when asked"
}

// readCue finds the entry of a cue's words: the last verb that has one, else the
// last entry of any kind.
func (r *reading) readCue(raw Raw) cueReading {
	d := r.d
	first, end := d.TokensIn(hull(raw.Cue))
	c := cueReading{first: first, end: end, head: first}
	if first >= end {
		return c
	}
	for i := first; i < end; i++ {
		word := r.words[i]
		k := word.class
		c.negated = c.negated || k&negation != 0
		switch d.LowerForm(i) {
		case "would", "could", "might", "may":
			c.modal = true
		}
		if k&beForm != 0 && i+1 < end {
			c.passive = true
		}
		for _, f := range word.forms {
			if !r.matches(f.entry, i, end) {
				continue
			}
			tag := r.word(i).UPOS
			isVerb := f.entry.part == verbCue
			if isVerb && (tag == doc.NOUN || tag == doc.PROPN) && end-first > 1 && c.entry != nil {
				continue
			}
			if !isVerb && (tag == doc.VERB || c.entry != nil && c.entry.part == verbCue) {
				continue
			}
			c.entry, c.head = f.entry, i
			i += len(f.entry.rest)
			break
		}
	}
	if c.entry != nil && c.entry.act == "ask" && c.entry.part == verbCue {
		c.interrogate = true
	}
	return c
}

// matches tells whether an entry's further words stand at token i+1, inside end.
func (r *reading) matches(e *cueEntry, i, end int) bool {
	if i+len(e.rest) >= end {
		return len(e.rest) == 0
	}
	for k, w := range e.rest {
		if r.d.LowerForm(i+1+k) != w {
			return false
		}
	}
	return true
}
