// Package mark makes mentions and slots of what the heads have marked.
//
// In come spans over an article; out go those that can name an event or fill a slot, cut to their
// phrase. It refuses what cannot: words without a meaning, names, a dateline, a mere "called off".
//
// The one idea: a head says where something is, roughly, and the tags say where its phrase ends.
package mark

import (
	"readout/doc"
	"readout/event/cue"
	"readout/event/label"
	"readout/event/phrase"
	"readout/event/words"
)

// Mentions are the marked words that name events.
func Mentions(x phrase.Text, marked []label.Span) []label.Span {
	var out []label.Span
	for _, s := range marked {
		s.Range = trim(x, s.Range)
		if !x.Meaning(s.Range) || inDateline(x, s.Range) || isName(x, s.Range) || onlyChange(x, s.Range) ||
			asks(x, s.Range) {
			continue
		}
		if n := len(out); n > 0 && s.First < out[n-1].End {
			continue // the noun that the one before ends at
		}
		out = append(out, s)
	}
	return out
}

// Which is the word in a mention's noun phrase that tells its event from others of its sort.
// "Next" in "next week's summit" is a time's.
func Which(x phrase.Text, s doc.Range) string {
	last := s.End - 1
	if u := x.UPOS(last); u != doc.NOUN && u != doc.PROPN {
		return ""
	}
	for t := last - 1; t >= 0 && x.Tokens[t].Sentence == x.Tokens[last].Sentence; t-- {
		if x.TimeAt(t) == nil && (x.Is(t, words.Which) || x.Is(t, words.Another)) {
			return x.LowerForm(t)
		}
		switch x.UPOS(t) {
		case doc.ADJ, doc.NOUN, doc.PROPN, doc.NUM, doc.DET:
		default:
			return ""
		}
	}
	return ""
}

// trim cuts off a mention what its noun does, and what leads on from it: "the summit [will
// be held in]".
func trim(x phrase.Text, s doc.Range) doc.Range {
	for s.First < s.End-1 && x.UPOS(s.First) == doc.PUNCT {
		s.First++
	}
	if s.End-s.First > 1 && x.UPOS(s.First) == doc.VERB && cue.ChangeAt(x, s.First) != cue.NoChange {
		s.First++ // "delaying talks"
	}
	noun := false
	for t := s.First; t < s.End; t++ {
		switch x.UPOS(t) {
		case doc.NOUN, doc.PROPN:
			noun = true
		case doc.AUX:
			if noun {
				s.End = t
			}
		case doc.VERB:
			if tag := x.Words[t].XPOS; noun && (tag == doc.XVBD || tag == doc.XVBZ || tag == doc.XVBP || tag == doc.XVBN) {
				s.End = t
			}
		}
	}
	whole := doc.Range{First: s.First, End: s.End - 1}
	if x.UPOS(whole.End) == doc.PRON && x.Is(whole.End, words.Who) && x.Body(whole) {
		s.End-- // "the Congress [that]" ended
	}
	s.End = x.TrimEnd(s)
	for last := s.End - 1; x.UPOS(last) == doc.ADJ && s.End < len(x.Tokens) && x.UPOS(s.End) == doc.NOUN; {
		s.End++ // "his new [role]"
		last = s.End - 1
	}
	s.End = nameEnd(x, s)
	return s
}

// nameEnd is the end of a phrase with all of the name that it ends in: "met Orr [Vask]".
func nameEnd(x phrase.Text, s doc.Range) int {
	end := s.End
	for m := range x.Covering(doc.Range{First: s.End - 1, End: s.End}) {
		if m.Form == doc.NameForm && m.FirstToken >= s.First {
			end = max(end, m.EndToken)
		}
	}
	return end
}

// onlyChange reports whether a mention is no more than a verb of change, which names no event
// but says what became of one.
func onlyChange(x phrase.Text, s doc.Range) bool {
	for t := s.First; t < s.End; t++ {
		if x.UPOS(t) == doc.VERB {
			if cue.ChangeAt(x, t) == cue.NoChange {
				return false
			}
		} else if u := x.UPOS(t); u == doc.NOUN || u == doc.PROPN || u == doc.PRON {
			return false
		}
	}
	return true
}

// asks reports whether a mention is only of somebody who asks for something: "a call for a ban" is no telephone call,
// "a call for Friday" may be one.
func asks(x phrase.Text, s doc.Range) bool {
	for t := s.First; t < s.End; t++ {
		if x.UPOS(t) == doc.VERB {
			return false
		}
		if x.Lemma(t, words.Asks) && x.UPOS(t) == doc.NOUN && x.Is(t+1, words.For) {
			return x.TimeAt(t+2) == nil && x.UPOS(t+2) != doc.NUM
		}
	}
	return false
}

// inDateline reports whether a span lies in the line that says where and when the report
// was written: nothing takes place there.
func inDateline(x phrase.Text, s doc.Range) bool {
	dl := x.Article.Dateline
	return dl != nil && x.Bytes(s).Overlaps(dl.Span)
}

// isName reports whether a span is no more than the name of a person or a place, or than people: "the Democrats", not
// those of "a leaders summit".
func isName(x phrase.Text, s doc.Range) bool {
	if s.End-s.First > 1 && x.UPOS(s.End-1) == doc.PART && x.Is(s.End-1, words.Direction) {
		s.End-- // "Mr. Orr [to]"
	}
	for s.End-s.First > 1 && x.TimeAt(s.End-1) != nil {
		s.End-- // "the candidate in [2031]"
	}
	s.End = x.TrimEnd(s)
	for m := range x.Covering(s) {
		if m.Form == doc.NameForm && (m.Kind == doc.Person || m.Kind == doc.Place) ||
			m.Form == doc.NominalForm && (m.Kind == doc.Person || m.Kind == doc.Group) &&
				m.EndToken == m.Head+1 && x.UPOS(m.EndToken) != doc.NOUN {
			return true
		}
	}
	return false
}
