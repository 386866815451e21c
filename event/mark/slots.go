package mark

import (
	"slices"

	"readout/doc"
	"readout/event/label"
	"readout/event/phrase"
	"readout/event/words"
	"readout/record"
)

// Slots are the marked words that say something of an event, in text order. Kinds are those of
// the head.
func Slots(x phrase.Text, kinds []string, marked []label.Span) []label.Span {
	m := marks{x, kinds}
	var out []label.Span
	for _, s := range m.whole(marked) {
		s.End = x.TrimEnd(s.Range)
		if end := nameEnd(x, s.Range); kinds[s.Kind] != record.PlaceSlot || m.isPlace(end) {
			s.End = end
		}
		s.Kind = m.kindOf(s)
		if !x.Meaning(s.Range) || inDateline(x, s.Range) || kinds[s.Kind] == record.DateSlot && !datable(x, s.Range) ||
			m.beside(s) {
			continue
		}
		out = append(out, s)
	}
	return m.complete(out)
}

// marks is a text with the kinds of what is marked in it.
type marks struct {
	phrase.Text
	kinds []string
}

// whole joins the pieces of a phrase that the head cuts behind a preposition or an article: "the
// sharing of" and "the waters of the river". Of "the state of and prospects for trade" each stays.
func (m marks) whole(spans []label.Span) []label.Span {
	var out []label.Span
	for _, s := range spans {
		if n := len(out); n > 0 && out[n-1].Kind == s.Kind && out[n-1].End == s.First && !m.Joins(out[n-1].Range) {
			if u := m.UPOS(s.First - 1); u == doc.ADP || u == doc.DET {
				out[n-1].End = s.End
				out[n-1].Score = min(out[n-1].Score, s.Score)
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// kindOf is the kind of a slot: by its noun where that fills one kind only.
func (m marks) kindOf(s label.Span) int {
	last := s.End - 1
	kind := ""
	switch {
	case m.Is(last, words.Conference) && m.Is(last-1, words.Press) && last > s.First:
		kind = record.PressSlot
	case m.Is(last, words.Paper) && m.kinds[s.Kind] != record.OutcomeSlot && m.kinds[s.Kind] != record.AgendaSlot:
		kind = record.DocumentSlot
	}
	if k := slices.Index(m.kinds, kind); k >= 0 {
		return k
	}
	return s.Kind
}

// isPlace reports whether a name that ends at a token is that of a place: "Norland" of "the Norland Cup" is one.
func (m marks) isPlace(end int) bool {
	name := m.NameAt(end - 1)
	return name != nil && name.Kind == doc.Place
}

// beside reports whether a place is told as a side of what is between two.
func (m marks) beside(s label.Span) bool {
	kind := m.kinds[s.Kind]
	if kind != record.PlaceSlot && kind != record.VenueSlot {
		return false
	}
	return m.Is(s.First, words.Beside) || s.First > 0 && m.Is(s.First-1, words.Beside)
}

// complete adds to the topics of an event the last one of a list, which the head leaves out where
// it is told in other words than the rest: "strategic stability and arms control issues".
func (m marks) complete(list []label.Span) []label.Span {
	var more []label.Span
	for _, s := range list {
		if m.kinds[s.Kind] != record.AgendaSlot || m.UPOS(s.End) != doc.CCONJ {
			continue
		}
		item := s
		item.First, item.End = s.End+1, m.NounsEnd(s.End+1)
		inside := func(o label.Span) bool { return o.First < item.End && item.First < o.End }
		if item.End > item.First && m.SentenceOf(item.End-1) == m.SentenceOf(s.First) && !slices.ContainsFunc(list, inside) {
			more = append(more, item)
		}
	}
	list = append(list, more...)
	slices.SortStableFunc(list, func(a, b label.Span) int { return a.First - b.First })
	return list
}

// datable reports whether a span can say when: it has a time expression, or a word that
// is no verb. What is so now is no day of anything.
func datable(x phrase.Text, s doc.Range) bool {
	can := false
	for t := s.First; t < s.End; t++ {
		if when := x.TimeAt(t); when != nil {
			return !isNow(when)
		}
		switch x.UPOS(t) {
		case doc.NOUN, doc.PROPN, doc.NUM, doc.ADV, doc.ADJ:
			can = true
		}
	}
	return can && !isNow(x.TimeAt(s.End)) // "right" in "right now"
}

// isNow reports whether a time is the present.
func isNow(when *doc.Time) bool { return when != nil && when.Value == "PRESENT_REF" }
