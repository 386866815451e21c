package attribution

import (
	"cmp"
	"slices"

	"readout/article"
	"readout/attribution/act"
	"readout/attribution/lexicon"
	"readout/attribution/marks"
	"readout/attribution/phrase"
	"readout/attribution/setting"
	"readout/attribution/speaker"
	"readout/doc"
)

// by identifies this pass in records.
const by = "attribution/heads"

// finish turns attributions into full statements and stores them in Statements in text order.
func finish(x *phrase.Text, all []found) {
	d := x.Doc
	signs := newSigning(x)
	all = signs.transcript(signs.signed(sift(x, decliner{x}.declined(all))))
	signs.blocks(all)
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
		if f.signed || f.verbatim {
			s.Kind = doc.Direct // verbatim, with marks or without
		}
		if !f.source.Empty() {
			s.Source = []article.Span{d.Bytes(f.source)}
		}
	}
	fill(x, all)
}

// fill adds everything but the spans: speakers, act, attitude, commitment, audience, occasion
// and day, and the links between statements.
func fill(x *phrase.Text, all []found) {
	d := x.Doc
	cues := make([]phrase.Cue, len(all))
	who, whose := speaker.New(x, by), sourcing{x}
	for i := range all {
		f, s := &all[i], &d.Statements[i]
		cues[i] = x.ReadCue(f.cue)
		c := &cues[i]
		relay := whose.relayed(c, f)
		whose.constrain(f, s)
		s.Speakers = who.Of(f.source)
		if whose.told(f, s.Speakers) {
			s.Speakers = nil
		}
		if f.speaker > 0 {
			s.Speakers = []int{f.speaker - 1}
		}
		s.Via = who.Of(relay)
		made := making{x}
		c.Unheld = made.unmade(c, f)
		c.Negated = c.Negated || c.Unheld && x.Is(c.Head, lexicon.CommentWord)
		does := act.Of(x, c, f.source, f.hull(), f.declines)
		s.Attitude, s.Act, s.Commitment = does.Attitude, does.Act, does.Commitment
		if !f.declines && (c.Unheld || made.unsaid(c, does, f.hull()) || made.silent(c, f, does) || made.cut(f)) {
			s.Score *= unmadeLeaves
		}
		s.About = who.About(s)
		told := setting.Of(x, c, f.rest(x, all[max(0, i-neighbours):min(len(all), i+neighbours)]))
		s.Audience, s.Occasion, s.SaidOn = told.Audience, told.Occasion, told.SaidOn
		if f.signed {
			s.SaidOn = newSigning(x).day(f)
		}
	}
	nest(d)
	newSigning(x).selves(all)
	goes := turns{Text: x, left: make(map[int]bool)}
	for i := range all {
		if !goes.continued(all, i) {
			goes.doubtful(&all[i], &d.Statements[i])
		}
	}
	ties := linking{x}
	ties.papers(all)
	ties.via(cues)
	ties.answers(all, cues)
	who.Publish()
}

// rest returns what is left of the sentence of a cue: neither source nor content of f, nor
// nearby content that does not contain the cue. In "said he hoped to sign by March 1 but warned
// …" the warning was not made on March 1.
func (f *found) rest(x *phrase.Text, near []found) phrase.Rest {
	taken := append([]doc.Range{f.source}, f.content...)
	for i := range near {
		if n := &near[i]; !n.contains(f.cue) {
			taken = append(taken, n.content...)
		}
	}
	return phrase.Rest{Sentence: x.SentenceAt(f.cue.First), Taken: taken}
}

// neighbours bounds how many attributions before and after one may share its sentence.
const neighbours = 16

// start returns the first token of an attribution.
func (f *found) start() int {
	first := min(f.cue.First, f.hull().First)
	if !f.source.Empty() {
		first = min(first, f.source.First)
	}
	return first
}
