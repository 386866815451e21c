// Package value says what the words of a slot hold: a day, an hour, a place, a name, or themselves.
//
// In come words of an article and what they are said to be; out goes a TIMEX3 value, a name or the
// words as written. It refuses to guess: what the words leave open is empty.
//
// The one idea: pure functions of the text, its times and its names; a day is turned to the side of
// the report's own day that its status asks for.
package value

import (
	"strings"

	"readout/doc"
	"readout/event/phrase"
	"readout/event/words"
	"readout/record"
)

// Of is what words that fill a slot with a status hold: a TIMEX3 value, a name, or the words
// themselves; "" where the words say that nothing is settled.
func Of(x phrase.Text, s doc.Range, slot, status string) string {
	switch slot {
	case record.DateSlot:
		return date(x, s, status)
	case record.TimeSlot:
		if v := clock(x, s); v != "" {
			return v
		}
	case record.PlaceSlot, record.VenueSlot:
		if v := placeName(x, s); v != "" {
			return v
		}
	case record.ParticipantsSlot:
		return participant(x, s)
	case record.AgendaSlot:
		return x.Written(topic(x, s), s.End, true)
	case record.FormatSlot:
		return x.Written(s.First, s.End, false)
	default:
		return x.Written(s.First, s.End, true)
	}
	if status == record.Undecided || status == record.Declined || status == record.Referred {
		return ""
	}
	return x.Written(s.First, s.End, true)
}

// topic is where the words begin that say what is talked about: "the state of and prospects for
// [trade]", "the issue of [sanctions]".
func topic(x phrase.Text, s doc.Range) int {
	first := s.First
	for t := s.First; t < s.End-1; t++ {
		switch x.UPOS(t) {
		case doc.NOUN:
			if !x.Lemma(t, words.Topic) {
				return first
			}
		case doc.ADP:
			if x.UPOS(t-1) != doc.NOUN {
				return first
			}
			if x.UPOS(t+1) != doc.CCONJ {
				first = t + 1
			}
		case doc.ADJ, doc.DET, doc.CCONJ:
		default:
			return first
		}
	}
	return first
}

// clock is the hour that a slot names, with its zone as stated; a part of the day is
// told in the article's words.
func clock(x phrase.Text, s doc.Range) string {
	for t := s.First; t < s.End; t++ {
		when := x.TimeAt(t)
		if when == nil {
			continue
		}
		if _, hour, ok := strings.Cut(when.Value, "T"); ok && hour != "" && hour[0] >= '0' && hour[0] <= '9' {
			return strings.TrimSpace(hour + " " + when.Zone)
		}
	}
	return ""
}

// placeName is the names of the places in a slot: "Darby, Pennsylvania". "The Hanoi hotel"
// is no name, and "the Vietnamese capital of Hanoi" is Hanoi.
func placeName(x phrase.Text, s doc.Range) string {
	var names []string
	end := s.First
	for i := range x.Mentions {
		m := &x.Mentions[i]
		if m.FirstToken >= s.End {
			break
		}
		if m.Head < s.First || m.Head >= s.End || m.FirstToken < end || !placed(x, m) || x.UPOS(m.Head) == doc.ADJ {
			continue
		}
		if len(names) > 0 && !x.Only(end, m.FirstToken, ",") {
			names = names[:0] // "the capital of", "its embassy in": what stands last is where it is
		}
		if len(names) < 2 {
			names = append(names, x.Entities[m.Entity].Name)
		}
		end = m.EndToken
	}
	apposed := end < s.End && x.Form(end) == "," // "Ostby, a lakeside town"
	if len(names) == 0 || x.HasNoun(end, s.End) && !apposed {
		return ""
	}
	return strings.Join(names, ", ")
}

// placed reports whether a mention names a place, a house or a body that has one.
func placed(x phrase.Text, m *doc.Mention) bool {
	return m.Entity >= 0 && located(x.Entities[m.Entity].Kind) && phrase.Named(m)
}

func located(k doc.EntityKind) bool {
	return k == doc.Place || k == doc.Facility || k == doc.Organization
}

// participant is the entity that a slot names, or its words where they say more: "experts
// and journalists from South Korea".
func participant(x phrase.Text, s doc.Range) string {
	first := s.First
	for first < s.End-1 && (x.Is(first, words.Lead) || x.Is(first, words.Direction)) {
		first++
	}
	for i := range x.Mentions {
		m := &x.Mentions[i]
		if m.FirstToken > first {
			break
		}
		if m.Entity < 0 || m.EndToken < s.End || m.Head >= s.End {
			continue
		}
		if m.Form != doc.NominalForm || x.Entities[m.Entity].Kind == doc.Person {
			return x.Entities[m.Entity].Name
		}
	}
	return x.Written(s.First, s.End, true)
}

// Place is the entity of a place or a house that most of a slot's words name, or -1.
func Place(x phrase.Text, s doc.Range) int {
	best, most := -1, 0
	for i := range x.Mentions {
		m := &x.Mentions[i]
		if m.FirstToken >= s.End {
			break
		}
		if m.Entity < 0 || m.EndToken <= s.First || m.Head < s.First || m.Head >= s.End {
			continue
		}
		n := min(m.EndToken, s.End) - max(m.FirstToken, s.First)
		if k := x.Entities[m.Entity].Kind; (k == doc.Place || k == doc.Facility) && n > most {
			best, most = m.Entity, n
		}
	}
	return best
}
