package event

import (
	"strings"

	"readout/doc"
	"readout/record"
)

// value is what a slot holds: a TIMEX3 value, a name, or the words themselves; "" where
// the words say that nothing is settled.
func (r *reading) value(s *slot, kind string) string {
	open := s.status == record.Undecided || s.status == record.Declined || s.status == record.Referred
	switch kind {
	case record.DateSlot:
		if t := r.dateOf(s); t != nil {
			return day(t.Value)
		}
	case record.TimeSlot:
		if v := r.clock(s); v != "" {
			return v
		}
	case record.PlaceSlot, record.VenueSlot:
		if v := r.placeName(s); v != "" {
			return v
		}
	case record.ParticipantsSlot:
		if e := r.entityOf(s, doc.Person, doc.Organization, doc.Group, doc.Place); e >= 0 {
			return r.d.Entities[e].Name
		}
		return r.phrase(s.first, s.end, true)
	case record.FormatSlot:
		return r.phrase(s.first, s.end, false)
	default:
		return r.phrase(s.first, s.end, true)
	}
	if open {
		return ""
	}
	return r.phrase(s.first, s.end, true)
}

// day is the day of a TIMEX3 value, without its hour.
func day(value string) string {
	if i := strings.IndexByte(value, 'T'); i > 0 {
		return value[:i]
	}
	return value
}

// clock is the hour that a slot names, with its zone as stated; a part of the day is
// told in the article's words.
func (r *reading) clock(s *slot) string {
	for t := s.first; t < s.end; t++ {
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

// placeName is the names of the places in a slot: "Darby, Pennsylvania".
func (r *reading) placeName(s *slot) string {
	var names []string
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.FirstToken >= s.end {
			break
		}
		if m.Head < s.first || m.Head >= s.end || m.Entity < 0 || !located(r.d.Entities[m.Entity].Kind) {
			continue
		}
		if m.Form != doc.NameForm && m.Form != doc.MetonymForm {
			continue
		}
		name := r.d.Entities[m.Entity].Name
		if n := len(names); n > 0 && (strings.Contains(names[n-1], name) || n == 2) {
			continue
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

func located(k doc.EntityKind) bool {
	return k == doc.Place || k == doc.Facility || k == doc.Organization
}

// entityOf is the entity of one of the kinds that most of a slot's words name, or -1.
func (r *reading) entityOf(s *slot, kinds ...doc.EntityKind) int {
	best, most := -1, 0
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.FirstToken >= s.end {
			break
		}
		if m.Entity < 0 || m.EndToken <= s.first || m.Head < s.first || m.Head >= s.end {
			continue
		}
		n := min(m.EndToken, s.end) - max(m.FirstToken, s.first)
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
	for a < b-1 && (r.is(a, "lead") || directed && r.is(a, "direction") || r.upos(a) == doc.PUNCT && !r.opensQuote(a)) {
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
