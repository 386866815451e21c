// Package event decides what reports together say of an event: which reports speak
// of one, and what stands of it.
//
// In come reports, what one article says of one event each, with their keys; out come
// occasions, and for each thing said of one whether it supports what stands, and if
// not, why. It reads no store and judges no reader: what is uncertain in a report
// comes in as its score.
//
// The one idea: nothing is decided by the last report alone. Every entry has a weight,
// of who says it, in which words and how often independently, and what is set aside
// stays visible with its reason. All weights are in weights.go.
package event

import (
	"cmp"
	"slices"
	"strings"

	"readout/ledger/event/daterange"
	"readout/ledger/event/wording"
	"readout/record"
	"readout/store"
)

// Keys brings names to the keys by which reports are compared.
type Keys struct {
	Name    func(name string) string       // of a place or a title
	Surname func(kind, name string) string // of a party
}

// Report is what one version of one article says of one event, with the keys it is
// compared by. All key lists are sorted.
type Report struct {
	*store.Event
	Class  string // the sort of event: meeting, visit, vote, …; "" where nothing tells
	Key    string // of its name
	Head   string // the word of its name that says what it is
	People []string
	Sides  []string // states, bodies and parties
	Near   []string // who may take part, where the report does not say
	Places []string
	Terms  []string          // telling words of its mentions and of its agenda
	Days   []daterange.Range // that the report gives it, surest first
	Day    store.Day
	// unsureDay: the reader is sure of none of its days.
	unsureDay bool
	settled   bool     // it says for sure that the event is on a day or was
	told      string   // the status, as its own days allow
	over      bool     // it says that the event took place
	sure      bool     // the reader is sure of what it says became of the event
	short     []string // words of its name in capitals, as keys
	initials  []string // of the words of its name
	proper    []string // names in its name that are neither of who takes part nor of where it is
	persons   []person
	keys      []string // of the parties, parallel to them
	linkKeys  []uint64 // see Keys
	seeks     []uint64 // those by which it looks for the event that it is of
	looked    []Looked
}

// Looked is what a person looked up of a slot: its place in Report.Slots, and the value that what is there was put
// in place of, "" where the value is as it was read.
type Looked struct {
	Slot int
	Was  string
}

// Look tells a report what people looked up of its slots.
func (r *Report) Look(list []Looked) { r.looked = list }

// isLooked reports whether a person looked a slot up.
func (r *Report) isLooked(i int) bool {
	return slices.ContainsFunc(r.looked, func(l Looked) bool { return l.Slot == i })
}

// person is somebody who takes part, by the keys of the last and the first word of the name:
// "Kim" is Kim Jong Un as well as Kaito Kim. first is "" where the name is one word.
type person struct {
	last, first string
	sure        bool // that takes part
}

// NewReport works out the keys of a report.
func NewReport(e *store.Event, k Keys) *Report {
	r := &Report{Event: e, Key: k.Name(e.Name), Day: e.ID.Version().Day()}
	r.Class = wording.ClassOf(e)
	r.Head = wording.Head(e.Name)
	r.short, r.initials = wording.Short(e.Name), wording.Initials(e.Name)
	r.parties(k)
	r.Places = placeKeys(e, k)
	r.Terms = telling(e, r)
	others := Places(e)
	for i := range e.Parties {
		others = append(others, e.Parties[i].Name, e.Parties[i].Country)
	}
	r.proper = wording.Proper(e.Name, others)
	r.Days, r.unsureDay = daysOf(e)
	r.settled = slices.ContainsFunc(e.Slots, settlesDate)
	r.told = r.statusByDays()
	r.over = r.told == record.Held
	r.sure = e.StatusScore == 0 || e.StatusScore >= sureStatus || slices.ContainsFunc(r.Slots, r.confirms)
	r.keyed()
	return r
}

func (r *Report) parties(k Keys) {
	for _, p := range r.Parties {
		key := k.Surname(p.Kind, p.Name)
		r.keys = append(r.keys, key)
		switch {
		case p.Near:
			r.Near = append(r.Near, key)
			continue
		case p.Said:
			continue
		case p.Kind == record.PersonKind:
			r.People = append(r.People, key)
			r.persons = append(r.persons, person{key, firstKey(p.Name, key, k), !p.Unsure})
		case p.Country == "" && p.Kind != record.GroupKind:
			r.Sides = append(r.Sides, key)
		}
		if p.Country != "" {
			r.Sides = append(r.Sides, k.Name(p.Country))
		}
	}
	r.People, r.Sides, r.Near = sorted(r.People), sorted(r.Sides), sorted(r.Near)
	slices.SortFunc(r.persons, func(x, y person) int {
		return cmp.Or(cmp.Compare(x.last, y.last), cmp.Compare(y.first, x.first))
	})
	r.persons = slices.CompactFunc(r.persons, func(x, y person) bool { return x.last == y.last })
}

// firstKey is the key of the first word of a person's name, "" where it is one word or only
// describes somebody.
func firstKey(name, last string, k Keys) string {
	first, _, more := strings.Cut(name, " ")
	if key := k.Surname(record.PersonKind, first); more && isName(first) && key != last {
		return key
	}
	return ""
}

// maxPlaces bounds the places of one event.
const maxPlaces = 6

// Places are the names of the places of an event: its own, and those that its slots
// give for town and house and do not rule out.
func Places(e *store.Event) []string {
	var out []string
	add := func(name string) {
		if name != "" && !slices.Contains(out, name) && len(out) < maxPlaces {
			out = append(out, name)
		}
	}
	add(e.Place)
	for i := range e.Slots {
		s := &e.Slots[i]
		if (s.Slot == record.PlaceSlot || s.Slot == record.VenueSlot) && heard(s) && s.Status != record.RuledOut &&
			s.Status != record.NotPlanned {
			add(s.Value)
		}
	}
	return out
}

func placeKeys(e *store.Event, k Keys) []string {
	var keys []string
	for _, name := range Places(e) {
		if key := k.Name(name); key != "" {
			keys = append(keys, key)
		}
	}
	return sorted(keys)
}

// daysOf are the days that a report gives an event, those said most often first; where the
// reader is sure of none, the day that it finds likeliest.
func daysOf(e *store.Event) (days []daterange.Range, unsure bool) {
	type counted struct {
		r daterange.Range
		n int
	}
	var list []counted
	add := func(value string, n int) {
		r := daterange.Of(value)
		if r.From == 0 {
			return
		}
		for i := range list {
			if list[i].r == r {
				list[i].n += n
				return
			}
		}
		list = append(list, counted{r, n})
	}
	for i := range e.Slots {
		s := &e.Slots[i]
		switch {
		case s.Slot != record.DateSlot:
		case !likely(s):
			unsure = unsure || s.Value == e.Time
		case s.Value == e.Time:
			add(s.Value, 3)
		default:
			add(s.Value, 2)
		}
	}
	if len(list) == 0 {
		add(e.Time, 1)
	} else {
		unsure = false
	}
	slices.SortStableFunc(list, func(x, y counted) int { return y.n - x.n })
	out := make([]daterange.Range, len(list))
	for i := range list {
		out[i] = list[i].r
	}
	return out, unsure
}

// likelyScore is the score from which a day counts for what a report is joined to; 0.4 and 0.6 link no better.
const likelyScore = 0.5

func likely(s *store.Slot) bool { return !s.Background && s.Score >= likelyScore }

// settlesDate reports whether a slot says for sure on which day an event is or was.
func settlesDate(s store.Slot) bool {
	return s.Slot == record.DateSlot && likely(&s) && Settled(s.Status) && daterange.Of(s.Value).Exact()
}

// statusByDays is the status that a report gives: what it calls held and puts on a day after its
// own, or on one that it only plans, is planned.
func (r *Report) statusByDays() string {
	if r.Status == record.Held && (len(r.Days) > 0 && r.Days[0].From > r.known() ||
		slices.ContainsFunc(r.Slots, toCome)) {
		return record.Planned
	}
	return r.Status
}

// sureStatus is the confidence from which a status is told.
//
// Source: 400 annotated reports that the reader's weights have not seen; of the statuses below it that no day
// confirms half are wrong, of those above it one in eleven.
const sureStatus = 0.8

// confirms reports whether a slot gives for sure a day that has the event's status: held, or still to come.
func (r *Report) confirms(s store.Slot) bool {
	coming := func(status string) bool { return status != record.Held && Polarity(status) >= 2 }
	return s.Slot == record.DateSlot && likely(&s) && s.Value != "" &&
		(s.Status == r.told || coming(s.Status) && coming(r.told))
}

// toCome reports whether a slot gives a day that is only planned or possible: then what is told
// as held is not over.
func toCome(s store.Slot) bool {
	return s.Slot == record.DateSlot && likely(&s) && s.Status != record.Held && Polarity(s.Status) > 0
}

// telling are the words that tell an event from others of its sort: those of its
// mentions and of its agenda without names of parties and words of every event.
func telling(e *store.Event, r *Report) []string {
	var out []string
	add := func(text string) {
		for w := range strings.FieldsSeq(store.Words(text)) {
			stem := wording.Stem(w)
			if len(stem) > 2 && !wording.Common(stem) && wording.Class(w) == "" && !slices.Contains(r.People, w) {
				out = append(out, stem)
			}
		}
	}
	add(e.Name)
	add(e.Words)
	for i := range e.Slots {
		if e.Slots[i].Slot == record.AgendaSlot && heard(&e.Slots[i]) {
			add(e.Slots[i].Value)
		}
	}
	return sorted(out)
}

func sorted[T cmp.Ordered](list []T) []T {
	slices.Sort(list)
	return slices.Compact(list)
}
