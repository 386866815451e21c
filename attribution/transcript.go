package attribution

import (
	"slices"

	"readout/attribution/transcript"
	"readout/doc"
)

// transcript gives every turn of a transcript to its speaker, whole: what its labels mark needs no verb and no sentence
// of its own. What somebody tells within a turn of what others said stays.
//
// Source: PolNeAR's guidelines; 10 of 3,500 reports of 2010 to 2020 hold such a transcript.
func (r signing) transcript(all []found) []found {
	list := transcript.Of(r.Reader)
	if len(list) == 0 {
		return all
	}
	labels, contents := make([]doc.Range, len(list)), make([]doc.Range, len(list))
	for i, t := range list {
		labels[i], contents[i] = t.Label, t.Content
	}
	all = slices.DeleteFunc(all, func(f found) bool {
		in := doc.Overlapping(contents, f.hull())
		inside := len(in) == 1 && in[0].Contains(f.cue) && in[0].Contains(f.hull())
		return !inside && (len(in) > 0 || len(doc.Overlapping(labels, f.source)) > 0)
	})
	for _, t := range list {
		if r.TellsSomething(t.Content) && t.Speaker >= 0 {
			all = append(all, found{cue: doc.Range{First: t.Colon, End: t.Colon + 1}, source: t.Label,
				content: []doc.Range{t.Content}, score: sureSign, signed: true, speaker: t.Speaker + 1})
		}
	}
	return all
}
