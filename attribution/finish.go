package attribution

import (
	"cmp"
	"slices"

	"readout/article"
	"readout/attribution/marks"
	"readout/doc"
	"readout/record"
)

// by names this pass in a record.
const by = "attribution/heads"

// finish makes full statements of what was found and puts them into d.Statements in
// text order.
func finish(d *doc.Doc, lex *lexicon, all []found) {
	r := &reading{tokens: newTokens(d, lex)}
	all = decliner{r}.declined(all)
	sift := sieve{r}
	for i := range all {
		r.wholePhrase(&all[i])
		sift.feelings(&all[i])
		r.passiveContent(&all[i])
	}
	all = slices.DeleteFunc(all, func(f found) bool {
		return sift.somebody(&f) || sift.asksWhether(&f) || sift.deed(&f) || sift.onlyWhen(&f)
	})
	slices.SortStableFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.start(), b.start()), cmp.Compare(b.hull().End, a.hull().End))
	})
	d.Statements = make([]doc.Statement, len(all))
	for i := range all {
		f := &all[i]
		s := &d.Statements[i]
		*s = doc.Statement{Kind: marks.KindOf(d, f.content), Cue: []article.Span{d.Bytes(f.cue)},
			Content:  marks.Pieces(d, f.content),
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
		if f.declines {
			s.Act = record.Decline
		}
		s.Commitment = does.commitment(c, s.Act, f.hull())
		s.Act = does.refineAct(c, s, f.hull())
		s.About = r.about(s)
		r.setting(c, f, s, all[max(0, i-beside):min(len(all), i+beside)])
	}
	nest(d)
	for i := range all {
		turns{r}.continued(all, i)
	}
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
