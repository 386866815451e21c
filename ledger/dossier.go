package ledger

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/record"
	"readout/store"
)

// Dossier is what is known of one planned or past event, and how that came about.
//
// Shape: ID names the first report of the event; any report's id finds the dossier.
// Status, Time and Place are what stands now. Slots are in a fixed order, agenda
// items each on their own.
type Dossier struct {
	ID           string      `json:"id"`
	Name         string      `json:"name"`
	Type         string      `json:"type"`
	Status       string      `json:"status"`
	Time         string      `json:"time"`
	Place        string      `json:"place"`
	Participants []string    `json:"participants"`
	First        Article     `json:"first"`
	Last         Article     `json:"last"`
	Reports      int         `json:"reports"` // versions of articles that speak of it
	Partial      bool        `json:"partial"` // only the newest reports were looked at
	Slots        []SlotTrack `json:"slots"`
	// Sequence counts the changes of date, place or status, as iCalendar wants it.
	Sequence int `json:"sequence"`
}

// Event gives the dossier of an event by id or by words of its name, participants
// and place: the one with most reports, where several fit.
//
// Errors: ErrUnknown.
func (l *Ledger) Event(ctx context.Context, name, asOf string) (Dossier, error) {
	list, err := l.Events(ctx, name, asOf)
	if err != nil {
		return Dossier{}, err
	}
	if len(list) == 0 {
		return Dossier{}, fmt.Errorf("ledger: event %q: %w", name, ErrUnknown)
	}
	return list[0], nil
}

// Events gives the dossiers of all events that a name fits, those with most
// reports first.
func (l *Ledger) Events(ctx context.Context, name, asOf string) ([]Dossier, error) {
	if err := errors.Join(CheckAsOf(asOf), CheckName("event", name)); err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	f := store.EventFilter{AsOf: asOf, Limit: maxFound}
	if id, err := store.ParseStatementID(name); err == nil {
		f.IDs = []store.StatementID{id}
	} else {
		words := strings.Fields(store.Words(name))
		if len(words) == 0 {
			return nil, fmt.Errorf("ledger: event %q: %w", name, ErrUnknown)
		}
		f.Words = store.Match{Op: store.And}
		for _, w := range words {
			f.Words.Args = append(f.Words.Args, store.Match{Op: store.Find, Phrase: []string{w}})
		}
		if len(words) == 1 {
			f.Words = f.Words.Args[0]
		}
	}
	list, err := l.dossiers(ctx, f, asOf)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(x, y Dossier) int { return cmp.Compare(y.Reports, x.Reports) })
	return list, nil
}

// Upcoming gives the dossiers of events planned for a day from (included) to
// another (not included; "" is no end), as known at asOf, soonest first.
func (l *Ledger) Upcoming(ctx context.Context, from, to, asOf string) ([]Dossier, error) {
	if err := errors.Join(CheckDays("from", from, "to", to), CheckAsOf(asOf)); err != nil {
		return nil, fmt.Errorf("ledger: coming events: %w", err)
	}
	list, err := l.dossiers(ctx, store.EventFilter{From: from, To: to, AsOf: asOf, Limit: 10 * maxRows}, asOf)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(d Dossier) bool { return d.Time < from || to != "" && d.Time >= to })
	slices.SortStableFunc(list, func(x, y Dossier) int { return cmp.Or(cmp.Compare(x.Time, y.Time), cmp.Compare(x.Name, y.Name)) })
	return list, nil
}

// AllEvents gives the dossiers of the events last reported, those without a day among
// them, in the order of their days.
func (l *Ledger) AllEvents(ctx context.Context, asOf string) ([]Dossier, error) {
	if err := CheckAsOf(asOf); err != nil {
		return nil, fmt.Errorf("ledger: events: %w", err)
	}
	list, err := l.dossiers(ctx, store.EventFilter{AsOf: asOf, Limit: 10 * maxRows}, asOf)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(x, y Dossier) int { return cmp.Or(cmp.Compare(x.Time, y.Time), cmp.Compare(x.Name, y.Name)) })
	return list, nil
}

func (l *Ledger) dossiers(ctx context.Context, f store.EventFilter, asOf string) ([]Dossier, error) {
	list, g, err := l.gather(ctx, f)
	if err != nil {
		return nil, err
	}
	var out []Dossier
	for _, o := range list {
		d := o.dossier(asOf)
		d.Partial = g.cut
		if err := l.markCorrected(ctx, &d); err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// markCorrected tells of each entry whether a person changed how it was read. Only
// texts that have corrections are looked at.
func (l *Ledger) markCorrected(ctx context.Context, d *Dossier) error {
	a, err := l.audited(ctx)
	if err != nil || len(a.corrections) == 0 {
		return err
	}
	mark := func(e *SlotEntry) error {
		if e.Statement == "" || len(a.corrections[textRef{e.Article.Outlet, e.Article.URL, e.Article.SHA256}]) == 0 {
			return nil
		}
		s, err := l.Statement(ctx, e.Statement)
		if err == nil {
			e.Corrected = s.Corrected
		}
		return err
	}
	for i := range d.Slots {
		for k := range d.Slots[i].Entries { // Now points at one of these
			if err := mark(&d.Slots[i].Entries[k]); err != nil {
				return err
			}
		}
		for k := range d.Slots[i].Sides {
			if err := mark(&d.Slots[i].Sides[k]); err != nil {
				return err
			}
		}
	}
	return nil
}

// single are the slots of which an event has one.
var single = map[string]bool{record.DateSlot: true, record.TimeSlot: true, record.PlaceSlot: true, record.VenueSlot: true, record.PressSlot: true}

// slotOrder is the order in which dossiers show slots.
var slotOrder = []string{record.DateSlot, record.TimeSlot, record.PlaceSlot, record.VenueSlot, record.ParticipantsSlot, record.FormatSlot,
	record.AgendaSlot, record.DocumentSlot, record.PressSlot, record.OutcomeSlot}

func (o *occasion) dossier(asOf string) Dossier {
	first, last := o.rows[0], o.rows[len(o.rows)-1]
	d := Dossier{ID: first.ID.String(), Type: first.Type, First: first.shown, Last: last.shown}
	names, parties, places := map[string]int{}, map[string]int{}, map[string]int{}
	versions := map[store.VersionID]bool{}
	var latest *report
	for _, e := range o.rows {
		versions[e.ID.Version()] = true
		if !e.Version.StandsAt(asOf) {
			continue
		}
		names[e.Name]++
		for _, p := range e.Parties {
			if !p.Said && !p.Near && p.Kind == "person" {
				parties[p.Name]++
			}
		}
		if e.Place != "" {
			places[e.Place]++
		}
		if e.Time != "" {
			d.Time = e.Time
		}
		latest = e
	}
	if latest == nil { // all reports were withdrawn: say what they said
		latest = last
		names[last.Name]++
		d.Time = last.Time
	}
	d.Reports = len(versions)
	d.Name, d.Place, d.Status = mostOften(names), mostOften(places), latest.Status
	d.Participants = fullNames(properNames(parties))
	d.Slots = o.tracks(asOf)
	for i := range d.Slots {
		t := &d.Slots[i]
		if t.Now == nil || t.Item != "" {
			continue
		}
		switch t.Slot {
		case record.DateSlot:
			if v := t.Now.Value; settled(t.Now.Status) && store.DayOf(v) > 0 {
				d.Time = v
			}
		case record.PlaceSlot:
			if settled(t.Now.Status) && t.Now.Value != "" {
				d.Place = t.Now.Value
			}
		}
		if t.Slot == record.DateSlot || t.Slot == record.PlaceSlot {
			previous := ""
			for _, e := range t.Entries {
				// What was withdrawn counts twice: a sequence never falls.
				if e.Withdrawn {
					d.Sequence++
				}
				if e.Restated || e.Status+e.Value == previous {
					continue
				}
				if previous != "" {
					d.Sequence++
				}
				previous = e.Status + e.Value
			}
		}
	}
	return d
}

// Outcome sets what was said of a slot before the event against what is said after
// it. Either is nil where nothing was.
type Outcome struct {
	Slot    string     `json:"slot"`
	Item    string     `json:"item,omitempty"`
	Planned *SlotEntry `json:"planned,omitempty"`
	Actual  *SlotEntry `json:"actual,omitempty"`
}

// Outcomes compares plan and event, slot by slot. Before the event's day it gives
// nothing.
func (d *Dossier) Outcomes() []Outcome {
	if len(d.Time) < 10 {
		return nil
	}
	var out []Outcome
	after := false
	for _, t := range d.Slots {
		o := Outcome{Slot: t.Slot, Item: t.Item}
		for i := range t.Entries {
			e := &t.Entries[i]
			switch {
			case e.Withdrawn || e.Restated:
			case e.Status == record.Held || e.Said > d.Time[:10] || e.Said == d.Time[:10] && d.Status == record.Held:
				o.Actual, after = e, true
			default:
				o.Planned = e
			}
		}
		out = append(out, o)
	}
	if !after {
		return nil
	}
	return out
}

// Undecided gives the slots that are open: with a dossier as of some days before
// the event, what was still open then.
func (d *Dossier) Undecided() []SlotTrack {
	var out []SlotTrack
	for _, t := range d.Slots {
		if t.Open {
			out = append(out, t)
		}
	}
	return out
}

func settled(status string) bool { return status == record.Held || status == record.Planned }

func mostOften(m map[string]int) string {
	best := ""
	for name, n := range m {
		if best == "" || n > m[best] || n == m[best] && (len(name) > len(best) || len(name) == len(best) && name < best) {
			best = name
		}
	}
	return best
}

// properNames drops what only describes somebody ("the prime minister of Norhaven"),
// unless nobody is named.
func properNames(m map[string]int) map[string]int {
	out := map[string]int{}
	for name, n := range m {
		if r, _ := utf8.DecodeRuneInString(name); unicode.IsUpper(r) {
			out[name] = n
		}
	}
	if len(out) == 0 {
		return m
	}
	return out
}

// fullNames drops a name that is only the surname of another, and orders the rest
// by how often they are given.
func fullNames(m map[string]int) []string {
	var out []string
	for name := range m {
		short := false
		for other := range m {
			if other == name || surnameKey("person", other) != surnameKey("person", name) || !namesAgree(other, name) {
				continue
			}
			g, h := len(givenKeys(name)), len(givenKeys(other))
			short = short || g < h || g == h && (m[other] > m[name] || m[other] == m[name] && other < name)
		}
		if !short {
			out = append(out, name)
		}
	}
	slices.SortFunc(out, func(x, y string) int { return cmp.Or(cmp.Compare(m[y], m[x]), cmp.Compare(x, y)) })
	return out
}
