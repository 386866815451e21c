package names

import (
	"slices"

	"readout/doc"
	"readout/entity/class"
	"readout/entity/person"
)

// labels reads the labels of speakers, with which the paragraphs of a transcript begin.
type labels struct{ *finder }

// speakers reads the names of those who speak in a transcript: who is a person at one label is one at all, as is who
// is named elsewhere.
func (f labels) speakers() {
	var list []doc.Range
	for s := range f.Doc.Sentences {
		first := f.Doc.Sentences[s].FirstToken
		if s > 0 && f.Doc.Sentences[s].Block == f.Doc.Sentences[s-1].Block || first == len(f.Doc.Tokens) {
			continue
		}
		if f.Mark(first, "\"", "“", "”") {
			first++
		}
		if colon := f.Doc.SpeakerLabel(first); colon > 0 {
			for first+1 < colon && f.Is(first, class.TitleWord) {
				first++
			}
			end := first + 1
			for end < colon && !f.Mark(end, ",") { // "MARA VELL, HOST:"
				end++
			}
			list = append(list, doc.Range{First: first, End: end})
		}
	}
	if len(list) == 0 {
		return
	}
	people := make(map[string]bool)
	for i := range f.names {
		if n := &f.names[i]; n.Kind == doc.Person {
			people[f.key(n)] = true
			people[person.Parse(f.Text, int(n.First), int(n.End)).Surname] = true
		}
	}
	for _, l := range list {
		if people[f.Lower(l.First, l.End)] && f.within(l.First, l.End) {
			f.names = slices.DeleteFunc(f.names, func(n Name) bool { return int(n.First) >= l.First && int(n.End) <= l.End })
			f.add(Name{First: int32(l.First), End: int32(l.End), Kind: doc.Person, By: "entity/speaker", Sure: 0.8})
		}
	}
}
