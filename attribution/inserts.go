package attribution

import (
	"readout/attribution/insert"
	"readout/attribution/lexicon"
	"readout/attribution/marks"
	"readout/doc"
)

// inserts leaves out of a content what the reporter inserts or adds to it.
func (r sieve) inserts(f *found) {
	var out []doc.Range
	x := insert.Reader{Text: r.Text}
	f.content[0].First = x.Opened(f.content[0])
	for _, s := range f.content {
		out = append(out, x.In(s)...)
	}
	if gap := r.secondVerb(f); !gap.Empty() {
		out = append(out, gap)
	}
	if left := marks.Without(f.content, out); len(out) > 0 && len(left) > 0 {
		f.content = left
		trimContent(r.Doc, f)
	}
}

// secondVerb finds the second verb of who speaks: "countered that the mayor has the power, and tapped Orr". A past
// tense beside a content in the present goes on with the cue.
func (r sieve) secondVerb(f *found) doc.Range {
	s := f.content[0]
	if s.First < f.cue.End || r.Word(r.ReadCue(f.cue).Head).XPOS != doc.XVBD {
		return doc.Range{}
	}
	verb := r.MainClause(s) + 1
	for verb < s.End && !r.Is(verb, lexicon.FiniteTag) {
		verb++
	}
	for i := verb; i+2 < s.End; i++ {
		if r.Tokens[i].Quote >= 0 || r.Word(i).XPOS == doc.XVBD {
			return doc.Range{}
		}
		if r.Form(i) != "," || !r.Is(i+1, lexicon.Conjunction) {
			continue
		}
		k := i + 2
		for r.Is(k, lexicon.AdverbTag) {
			k++
		}
		if k < s.End && r.Word(k).XPOS == doc.XVBD {
			return doc.Range{First: i, End: f.hull().End}
		}
	}
	return doc.Range{}
}
