package attribution

import (
	"cmp"
	"slices"

	"readout/article"
	"readout/doc"
)

// by names this pass in a record.
const by = "attribution/heads"

// finish makes full statements of what was found and puts them into d.Statements in
// text order.
func finish(d *doc.Doc, lex *lexicon, all []found) {
	r := &reading{tokens: newTokens(d, lex)}
	for i := range all {
		r.wholePhrase(&all[i])
		r.passiveContent(&all[i])
	}
	all = slices.DeleteFunc(all, func(f found) bool { return r.somebody(&f) })
	slices.SortStableFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.start(), b.start()), cmp.Compare(b.hull().End, a.hull().End))
	})
	d.Statements = make([]doc.Statement, len(all))
	for i := range all {
		f := &all[i]
		s := &d.Statements[i]
		*s = doc.Statement{Kind: kindOf(d, f.content), Cue: []article.Span{d.Bytes(f.cue)},
			Content:  pieces(d, f.content),
			NestedIn: -1, By: by, Score: f.score}
		if !f.source.Empty() {
			s.Source = []article.Span{d.Bytes(f.source)}
		}
	}
	r.fill(all)
	r.publish()
}

// fill reads what is not spans: speakers, act, attitude, commitment, and who was told
// when and where.
func (r *reading) fill(all []found) {
	d := r.d
	cues := make([]cueReading, len(all))
	does := sense{r.tokens}
	for i := range all {
		f, s := &all[i], &d.Statements[i]
		cues[i] = r.readCue(f.cue)
		c := &cues[i]
		relay := r.relayed(c, f)
		r.constrain(f, s)
		s.Speakers = r.speakers(f.source)
		s.Via = r.speakers(relay)
		c.unheld = r.unheld(f)
		c.negated = c.negated || c.unheld && r.is(c.head, commentWord)
		s.Attitude = does.attitude(c, f)
		s.Act = does.act(c, f.hull())
		s.Commitment = does.commitment(c, s.Act, f.hull())
		s.Act = does.refineAct(c, s, f.hull())
		s.About = r.about(s)
		r.setting(c, f, s, all[max(0, i-beside):min(len(all), i+beside)])
	}
	nest(d)
	r.linkPapers(all)
	r.linkVia(cues)
	r.linkAnswers(all, cues)
}

// beside is how many attributions before and after one may share its sentence.
const beside = 16

// start is the first token of an attribution.
func (f *found) start() int {
	first := min(f.cue.First, f.hull().First)
	if !f.source.Empty() {
		first = min(first, f.source.First)
	}
	return first
}

// pieces is the bytes of content, a span a paragraph: none holds the white space between
// two blocks.
func pieces(d *doc.Doc, content []doc.Range) []article.Span {
	var out []article.Span
	for _, s := range content {
		for s.First < s.End {
			block := d.Sentences[d.Tokens[s.First].Sentence].Block
			end := s.First + 1
			for end < s.End && d.Sentences[d.Tokens[end].Sentence].Block == block {
				end++
			}
			out = append(out, d.SpanOf(s.First, end))
			s.First = end
		}
	}
	return out
}

// kindOf decides direct, indirect or mixed by quotation marks alone: by how many of the
// content's words stand inside them.
func kindOf(d *doc.Doc, content []doc.Range) doc.StatementKind {
	inside, outside := 0, 0
	for _, s := range content {
		for i := s.First; i < s.End; i++ {
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
