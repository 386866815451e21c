package event

import (
	"strings"

	"readout/doc"
	"readout/event/words"
	"readout/record"
)

// value is what a slot holds: a TIMEX3 value, a name, or the words themselves; "" where
// the words say that nothing is settled.
func (r *reading) value(s *slot, kind string) string {
	switch kind {
	case record.DateSlot:
		return r.date(s)
	case record.TimeSlot:
		if v := r.clock(s); v != "" {
			return v
		}
	case record.PlaceSlot, record.VenueSlot:
		if v := r.placeName(s); v != "" {
			return v
		}
	case record.ParticipantsSlot:
		return r.participant(s)
	case record.AgendaSlot:
		return r.phrase(r.topic(s), s.End, true)
	case record.FormatSlot:
		return r.phrase(s.First, s.End, false)
	default:
		return r.phrase(s.First, s.End, true)
	}
	if s.status == record.Undecided || s.status == record.Declined || s.status == record.Referred {
		return ""
	}
	return r.phrase(s.First, s.End, true)
}

// topic is where the words begin that say what is talked about: "the state of and prospects for
// [trade]", "the issue of [sanctions]".
func (r *reading) topic(s *slot) int {
	first := s.First
	for t := s.First; t < s.End-1; t++ {
		switch r.upos(t) {
		case doc.NOUN:
			if !r.lemma(t, words.Topic) {
				return first
			}
		case doc.ADP:
			if r.upos(t-1) != doc.NOUN {
				return first
			}
			if r.upos(t+1) != doc.CCONJ {
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
func (r *reading) clock(s *slot) string {
	for t := s.First; t < s.End; t++ {
		if r.timeAt[t] < 0 {
			continue
		}
		x := &r.d.Times[r.timeAt[t]]
		if _, hour, ok := strings.Cut(x.Value, "T"); ok && hour != "" && hour[0] >= '0' && hour[0] <= '9' {
			return strings.TrimSpace(hour + " " + x.Zone)
		}
	}
	return ""
}

// placeName is the names of the places in a slot: "Darby, Pennsylvania". "The Hanoi hotel"
// is no name, and "the Vietnamese capital of Hanoi" is Hanoi.
func (r *reading) placeName(s *slot) string {
	var names []string
	end := s.First
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.FirstToken >= s.End {
			break
		}
		if m.Head < s.First || m.Head >= s.End || m.FirstToken < end || !r.placed(m) || r.upos(m.Head) == doc.ADJ {
			continue
		}
		if len(names) > 0 && !r.only(end, m.FirstToken, ",") {
			names = names[:0] // "the capital of", "its embassy in": what stands last is where it is
		}
		if len(names) < 2 {
			names = append(names, r.d.Entities[m.Entity].Name)
		}
		end = m.EndToken
	}
	apposed := end < s.End && r.d.Form(end) == "," // "Ostby, a lakeside town"
	if len(names) == 0 || r.noun(end, s.End) && !apposed {
		return ""
	}
	return strings.Join(names, ", ")
}

// placed reports whether a mention names a place, a house or a body that has one.
func (r *reading) placed(m *doc.Mention) bool {
	return m.Entity >= 0 && located(r.d.Entities[m.Entity].Kind) && named(m)
}

// named reports whether a mention is a name, or a seat that stands for whose it is.
func named(m *doc.Mention) bool { return m.Form == doc.NameForm || m.Form == doc.MetonymForm }

// only reports whether tokens [first, end) are all that form.
func (r *reading) only(first, end int, form string) bool {
	for t := first; t < end; t++ {
		if r.d.Form(t) != form {
			return false
		}
	}
	return first < end
}

// noun reports whether a common noun or a further name stands in tokens [first, end).
func (r *reading) noun(first, end int) bool {
	for t := first; t < end; t++ {
		if u := r.upos(t); u == doc.NOUN || u == doc.PROPN && r.timeAt[t] < 0 {
			return true
		}
	}
	return false
}

// participant is the entity that a slot names, or its words where they say more: "experts
// and journalists from South Korea".
func (r *reading) participant(s *slot) string {
	first := s.First
	for first < s.End-1 && (r.is(first, words.Lead) || r.is(first, words.Direction)) {
		first++
	}
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.FirstToken > first {
			break
		}
		if m.Entity < 0 || m.EndToken < s.End || m.Head >= s.End {
			continue
		}
		if m.Form != doc.NominalForm || r.d.Entities[m.Entity].Kind == doc.Person {
			return r.d.Entities[m.Entity].Name
		}
	}
	return r.phrase(s.First, s.End, true)
}

func located(k doc.EntityKind) bool {
	return k == doc.Place || k == doc.Facility || k == doc.Organization
}

// entityOf is the entity of one of the kinds that most of a slot's words name, or -1.
func (r *reading) entityOf(s *slot, kinds ...doc.EntityKind) int {
	best, most := -1, 0
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.FirstToken >= s.End {
			break
		}
		if m.Entity < 0 || m.EndToken <= s.First || m.Head < s.First || m.Head >= s.End {
			continue
		}
		n := min(m.EndToken, s.End) - max(m.FirstToken, s.First)
		for _, k := range kinds {
			if r.d.Entities[m.Entity].Kind == k && n > most {
				best, most = m.Entity, n
			}
		}
	}
	return best
}

// phrase is words as written, without what leads in to them.
func (r *reading) phrase(first, end int, directed bool) string {
	a, b := first, end
	for a < b-1 && (r.is(a, words.Lead) || directed && r.is(a, words.Direction) || r.upos(a) == doc.PUNCT &&
		!r.opensQuote(a)) {
		a++
	}
	for b > a+1 && r.upos(b-1) == doc.PUNCT && !r.closesQuote(b-1) {
		b--
	}
	return strings.Join(strings.Fields(r.d.Cut(r.d.SpanOf(a, b))), " ")
}

func (r *reading) opensQuote(t int) bool {
	q := r.d.Tokens[t].Quote
	return q >= 0 && r.d.Quotes[q].FirstToken == t
}

func (r *reading) closesQuote(t int) bool {
	q := r.d.Tokens[t].Quote
	return q >= 0 && r.d.Quotes[q].EndToken == t+1
}
