// Package transcript reads the turns of transcripts and printed interviews, whose paragraphs begin with the label of a
// speaker or stand below it.
//
// In comes a document with its mentions; out go the turns: who speaks, and the words. Where labels may also head what
// is told of their bearers, it reads none unless all of it looks like talk.
//
// The one idea: all that stands behind a label is its speaker's, up to the end of the paragraph or of what is quoted.
package transcript

import (
	"readout/attribution/signature"
	"readout/doc"
)

// Turn is what one speaker says in a transcript, behind the label that names the speaker.
type Turn struct {
	Label   doc.Range // the mention of the speaker
	Colon   int       // or the last token of a heading
	Content doc.Range
	Speaker int  // the entity; negative where nothing tells
	quoted  bool // its first paragraph begins with a mark
}

// turns reads the turns of a text.
type turns struct{ signature.Reader }

// leastTurns is how many turns make a transcript: one label in capitals may be a heading ("IN OSTBY: …").
const leastTurns = 3

// Of returns the turns of a transcript, or of what is printed like one; none if a text is neither.
func Of(x signature.Reader) []Turn {
	if list := capitals(x); len(list) >= leastTurns {
		return list
	}
	return dialogue(x)
}

// capitals returns the turns behind labels in capitals in the order of the text.
func capitals(x signature.Reader) []Turn {
	r := turns{x}
	var out []Turn
	for first := 0; first < len(r.Tokens); {
		end := r.blockEnd(first)
		switch t, ok := r.labelled(first, end); {
		case ok:
			t.Content = r.spoken(t.Colon+1, end)
			out = append(out, t)
		case len(out) > 0 && r.goesOn(&out[len(out)-1], first):
			out[len(out)-1].Content.End = r.spoken(first, end).End
		}
		first = end
	}
	return out
}

// blockEnd returns the end of the paragraph that a token is in.
func (r turns) blockEnd(token int) int {
	end := token + 1
	for end < len(r.Tokens) && r.Paragraph(end) == r.Paragraph(token) {
		end++
	}
	return end
}

// labelled finds the label at the start of a paragraph, a person's name. A name in small letters may head what is told
// of its bearer: "Vask: Against the bridge."
func (r turns) labelled(first, end int) (Turn, bool) {
	quoted := isMark(r.Form(first))
	if quoted {
		first++
	}
	colon := r.SpeakerLabel(first)
	if colon < 0 || colon >= end {
		return Turn{}, false
	}
	for m := r.FirstMention(first); m < len(r.Mentions) && r.Mentions[m].FirstToken < colon; m++ {
		x := &r.Mentions[m]
		if ends := x.EndToken == colon || r.Form(x.EndToken) == ","; ends && x.Kind == doc.Person && x.Form == doc.NameForm &&
			x.Entity >= 0 {
			label := doc.Range{First: x.FirstToken, End: x.EndToken}
			return Turn{Label: label, Colon: colon, Speaker: x.Entity, quoted: quoted}, true
		}
	}
	return Turn{}, false
}

// spoken is a part of a turn without the mark that closes it.
func (r turns) spoken(first, end int) doc.Range {
	if end > first && isMark(r.Form(end-1)) && !r.opensIn(first, end) {
		end--
	}
	return doc.Range{First: first, End: end}
}

// opensIn reports whether the quotation that ends a part of a turn opened in it.
func (r turns) opensIn(first, end int) bool {
	q := r.Tokens[end-1].Quote
	return q >= 0 && r.Quotes[q].FirstToken >= first && r.Quotes[q].EndToken == end
}

// goesOn reports whether the paragraph at a token belongs to a turn: each paragraph of what is quoted at length begins
// with a mark, and only the last ends with one. One in brackets tells what is heard: "(CROSSTALK)".
func (r turns) goesOn(t *Turn, first int) bool {
	return t.quoted && t.Content.End == first && isMark(r.Form(first)) && first+1 < len(r.Tokens) && r.Form(first+1) != "("
}

func isMark(form string) bool { return form == "\"" || form == "“" || form == "”" }
