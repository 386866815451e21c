package attribution

import (
	"slices"

	"readout/doc"
)

// turn is what one speaker says in a transcript, behind the label that names the speaker.
type turn struct {
	label   doc.Range // the mention of the speaker
	colon   int
	content doc.Range
	quoted  bool // its first paragraph begins with a mark
}

// leastTurns is how many turns make a transcript: one label in capitals may be a heading ("IN OSTBY: …").
const leastTurns = 3

// transcript gives every turn of a transcript to its speaker, whole: what its labels mark needs no verb and no sentence
// of its own. What somebody tells within a turn of what others said stays.
//
// Source: PolNeAR's guidelines; 10 of 3,500 reports of 2010 to 2020 hold such a transcript.
func (r signing) transcript(all []found) []found {
	list := r.turnsOf()
	if len(list) < leastTurns {
		return all
	}
	labels, contents := make([]doc.Range, len(list)), make([]doc.Range, len(list))
	for i, t := range list {
		labels[i], contents[i] = t.label, t.content
	}
	all = slices.DeleteFunc(all, func(f found) bool {
		in := doc.Overlapping(contents, f.hull())
		inside := len(in) == 1 && in[0].Contains(f.cue) && in[0].Contains(f.hull())
		return !inside && (len(in) > 0 || len(doc.Overlapping(labels, f.source)) > 0)
	})
	for _, t := range list {
		if r.tellsSomething(t.content) {
			all = append(all, found{cue: doc.Range{First: t.colon, End: t.colon + 1}, source: t.label,
				content: []doc.Range{t.content}, score: sureSign, signed: true})
		}
	}
	return all
}

// turnsOf returns the turns of a transcript in the order of the text.
func (r signing) turnsOf() []turn {
	var out []turn
	for first := 0; first < len(r.Tokens); {
		end := r.blockEnd(first)
		switch t, ok := r.labelled(first, end); {
		case ok:
			t.content = r.spoken(t.colon+1, end)
			out = append(out, t)
		case len(out) > 0 && r.goesOn(&out[len(out)-1], first):
			out[len(out)-1].content.End = r.spoken(first, end).End
		}
		first = end
	}
	return out
}

// blockEnd returns the end of the paragraph that a token is in.
func (r signing) blockEnd(token int) int {
	end := token + 1
	for end < len(r.Tokens) && r.blockOf(end) == r.blockOf(token) {
		end++
	}
	return end
}

// labelled finds the label at the start of a paragraph, a person's name. A name in small letters may head what is told of
// its bearer: "Vask: Against the bridge."
func (r signing) labelled(first, end int) (turn, bool) {
	quoted := isMark(r.Form(first))
	if quoted {
		first++
	}
	colon := r.SpeakerLabel(first)
	if colon < 0 || colon >= end {
		return turn{}, false
	}
	for m := r.FirstMention(first); m < len(r.Mentions) && r.Mentions[m].FirstToken < colon; m++ {
		x := &r.Mentions[m]
		if ends := x.EndToken == colon || r.Form(x.EndToken) == ","; ends && x.Kind == doc.Person && x.Form == doc.NameForm &&
			x.Entity >= 0 {
			return turn{label: doc.Range{First: x.FirstToken, End: x.EndToken}, colon: colon, quoted: quoted}, true
		}
	}
	return turn{}, false
}

// spoken is a part of a turn without the mark that closes it.
func (r signing) spoken(first, end int) doc.Range {
	if end > first && isMark(r.Form(end-1)) && !r.opensIn(first, end) {
		end--
	}
	return doc.Range{First: first, End: end}
}

// opensIn reports whether the quotation that ends a part of a turn opened in it.
func (r signing) opensIn(first, end int) bool {
	q := r.Tokens[end-1].Quote
	return q >= 0 && r.Quotes[q].FirstToken >= first && r.Quotes[q].EndToken == end
}

// goesOn reports whether the paragraph at a token belongs to a turn: each paragraph of what is quoted at length begins
// with a mark, and only the last ends with one. One in brackets tells what is heard: "(CROSSTALK)".
func (r signing) goesOn(t *turn, first int) bool {
	return t.quoted && t.content.End == first && isMark(r.Form(first)) && first+1 < len(r.Tokens) && r.Form(first+1) != "("
}

func isMark(form string) bool { return form == "\"" || form == "“" || form == "”" }
