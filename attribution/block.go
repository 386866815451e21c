package attribution

import (
	"slices"

	"readout/attribution/block"
	"readout/doc"
)

// blocks gives a block quotation to its source as a whole: the heads read its first sentence. What an outlet is quoted
// with that quotes others itself stays theirs.
//
// Source: ours; of 3,500 reports of 2010 to 2020, 36 hold 45 such paragraphs.
func (r signing) blocks(all []found) {
	x := block.Reader{Text: r.Text}
	for i := range all {
		f := &all[i]
		whole := x.Whole(f.cue, f.source, f.hull())
		if whole.Empty() || !x.OfPerson(f.source) && slices.ContainsFunc(all, func(o found) bool {
			return whole.Contains(o.cue) && !o.source.Empty()
		}) {
			continue
		}
		f.content, f.verbatim = []doc.Range{whole}, x.Verbatim(whole)
	}
}

// selves gives what "I" says or thinks within words that are one person's by their form to that person: "Vell: I think
// it is late."
func (r signing) selves(all []found) {
	for i := range all {
		s := &r.Statements[i]
		o, x := s.NestedIn, block.Reader{Text: r.Text}
		if o >= 0 && (all[o].signed || all[o].verbatim) && x.Self(all[i].source) {
			s.Speakers = r.Statements[o].Speakers
		}
	}
}
