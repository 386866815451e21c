// Package dossier is what is known of one planned or past event, and how that came about.
//
// In come an event's name or the id of one report; out come its slots with all that was
// said of each, what stands now and what changed since. It asks package ledger/event which
// reports are of one event.
package dossier

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"readout/ledger/ask"
	"readout/ledger/audit"
	"readout/ledger/event"
	"readout/ledger/event/daterange"
	"readout/ledger/event/weights"
	"readout/ledger/index"
	"readout/ledger/people"
	"readout/ledger/statement"
	"readout/record"
	"readout/store"
)

// Dossier is what is known of one planned or past event, and how that came about.
//
// Shape: ID names the first report of the event; any report's id finds the dossier.
// Status, Time and Place are what stands now. Slots are in a fixed order, agenda
// items each on their own.
type Dossier struct {
	ID           string            `json:"id"`
	Name         string            `json:"name"`
	Type         string            `json:"type"`
	Status       string            `json:"status"`
	Time         string            `json:"time"`
	Place        string            `json:"place"`
	Participants []string          `json:"participants"`
	First        statement.Article `json:"first"`
	Last         statement.Article `json:"last"`
	Reports      int               `json:"reports"` // articles that speak of it
	Partial      bool              `json:"partial"` // only the newest reports were looked at: there may be other events
	Slots        []SlotTrack       `json:"slots"`
	// Sequence counts the changes of date, place or status, as iCalendar wants it.
	Sequence int `json:"sequence"`

	occasion *event.Occasion
}

// Store is what Dossiers need of a store.
type Store interface {
	Events(ctx context.Context, f store.EventFilter) ([]store.Event, error)
	EventIDs(ctx context.Context, f store.EventFilter) ([]store.StatementID, error)
	Versions(ctx context.Context, f store.VersionFilter) ([]store.Version, error)
}

// Dossiers gathers what is known of events from all reports of them.
type Dossiers struct {
	st    Store
	trail *audit.Trail
	load  *statement.Loader
}

// New makes the dossiers of a store, with what people decided about them.
func New(st Store, trail *audit.Trail, load *statement.Loader) *Dossiers {
	return &Dossiers{st, trail, load}
}

// Event gives the dossier of an event by id or by words of its name, participants
// and place: the one with most reports, where several fit.
//
// Errors: ErrUnknown.
func (ds *Dossiers) Event(ctx context.Context, name, asOf string) (Dossier, error) {
	d, _, err := ds.event(ctx, name, asOf)
	return d, err
}

// event is Event, with what was read for it.
func (ds *Dossiers) event(ctx context.Context, name, asOf string) (Dossier, *gathering, error) {
	list, g, err := ds.events(ctx, name, asOf)
	if err != nil {
		return Dossier{}, nil, err
	}
	if len(list) == 0 {
		return Dossier{}, nil, fmt.Errorf("ledger: event %q: %w", name, ask.ErrUnknown)
	}
	return list[0], g, nil
}

// Events gives the dossiers of all events that a name fits, those that it fits best
// first, and of those that it fits as well, those with most reports.
func (ds *Dossiers) Events(ctx context.Context, name, asOf string) ([]Dossier, error) {
	list, _, err := ds.events(ctx, name, asOf)
	return list, err
}

// events is Events, with what was read for it.
func (ds *Dossiers) events(ctx context.Context, name, asOf string) ([]Dossier, *gathering, error) {
	if err := errors.Join(ask.CheckAsOf(asOf), ask.CheckName("event", name)); err != nil {
		return nil, nil, fmt.Errorf("ledger: %w", err)
	}
	var q eventQuery
	var occasions []*event.Occasion
	var g *gathering
	id, err := store.ParseStatementID(name)
	if err == nil {
		occasions, g, err = ds.gather(ctx, store.EventFilter{IDs: []store.StatementID{id}, AsOf: asOf})
	} else {
		q = parseEventQuery(name)
		if len(q.words) == 0 {
			return nil, nil, fmt.Errorf("ledger: event %q: %w", name, ask.ErrUnknown)
		}
		var first []store.Event
		if first, err = q.find(ctx, ds.st, asOf); err != nil || len(first) == 0 {
			return nil, nil, err
		}
		occasions, g, err = ds.gatherFrom(ctx, first, asOf, false, maxNear)
	}
	if err != nil {
		return nil, nil, err
	}
	if len(q.words) > 0 {
		occasions = slices.DeleteFunc(occasions, q.refuses)
	}
	list, err := ds.show(ctx, occasions, g, asOf)
	if err != nil {
		return nil, nil, err
	}
	ranks := make(map[string]int, len(list))
	for i := range list {
		ranks[list[i].ID] = q.rank(&list[i], occasions[i], asOf)
	}
	list = slices.DeleteFunc(list, func(d Dossier) bool { return q.otherDay(&d) })
	sortByRank(list, ranks)
	return list, g, nil
}

// Upcoming gives the dossiers of events planned for a day from (included) to
// another (not included; "" is no end), as known at asOf, soonest first.
func (ds *Dossiers) Upcoming(ctx context.Context, from, to, asOf string) ([]Dossier, error) {
	if err := errors.Join(ask.CheckDays("from", from, "to", to), ask.CheckAsOf(asOf)); err != nil {
		return nil, fmt.Errorf("ledger: coming events: %w", err)
	}
	list, err := ds.standing(ctx, store.EventFilter{From: from, To: to, AsOf: asOf, Limit: maxListed}, asOf)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(d Dossier) bool { return !within(d.Time, from, to) })
	slices.SortFunc(list, bySoonest)
	return list, nil
}

// AllEvents gives the dossiers of the events last reported, in the order of their days, those
// without a day last.
func (ds *Dossiers) AllEvents(ctx context.Context, asOf string) ([]Dossier, error) {
	if err := ask.CheckAsOf(asOf); err != nil {
		return nil, fmt.Errorf("ledger: events: %w", err)
	}
	list, err := ds.standing(ctx, store.EventFilter{AsOf: asOf, Limit: maxListed}, asOf)
	if err != nil {
		return nil, err
	}
	byTime(list)
	return list, nil
}

// Latest gives the events that AllEvents gives and that were last reported on a day or after it: the
// most of them, those reported last first.
//
// Errors: a *Fault of the day; the store's.
func (ds *Dossiers) Latest(ctx context.Context, from, asOf string, most int) ([]Dossier, error) {
	if err := ask.CheckAsOf(asOf); err != nil {
		return nil, fmt.Errorf("ledger: events: %w", err)
	}
	found, g, err := ds.gather(ctx, store.EventFilter{AsOf: asOf, Limit: maxListed})
	if err != nil {
		return nil, err
	}
	last := func(o *event.Occasion) string { return o.Rows[len(o.Rows)-1].Version.Since }
	found = slices.DeleteFunc(found, func(o *event.Occasion) bool { return last(o) < from || !o.Stands(asOf) })
	slices.SortStableFunc(found, func(x, y *event.Occasion) int { return store.CompareTimes(last(y), last(x)) })
	n := min(most, len(found))
	for n > 0 && n < len(found) && store.CompareTimes(last(found[n]), last(found[n-1])) == 0 {
		n++ // which of them are among the most is told by their days and names
	}
	list, err := ds.show(ctx, found[:n], g, asOf)
	if err != nil {
		return nil, err
	}
	byTime(list)
	slices.SortStableFunc(list, func(x, y Dossier) int {
		return store.CompareTimes(y.Last.Published, x.Last.Published)
	})
	return list[:min(most, len(list))], nil
}

// byTime orders events by their days and names.
func byTime(list []Dossier) {
	slices.SortStableFunc(list, func(x, y Dossier) int {
		return cmp.Or(cmp.Compare(undated(x), undated(y)), ByDays(x.Time, y.Time), cmp.Compare(x.Name, y.Name))
	})
}

// undated is 1 for a dossier without a day.
func undated(d Dossier) int {
	if d.Time == "" {
		return 1
	}
	return 0
}

// standing is Find without the events that only versions of articles tell of that others took the place of.
func (ds *Dossiers) standing(ctx context.Context, f store.EventFilter, asOf string) ([]Dossier, error) {
	list, g, err := ds.gather(ctx, f)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(o *event.Occasion) bool { return !o.Stands(asOf) })
	return ds.show(ctx, list, g, asOf)
}

// Find gives the dossiers of the events that a filter finds, as known at asOf ("" is now).
//
// Errors: the store's.
func (ds *Dossiers) Find(ctx context.Context, f store.EventFilter, asOf string) ([]Dossier, error) {
	list, g, err := ds.gather(ctx, f)
	if err != nil {
		return nil, err
	}
	return ds.show(ctx, list, g, asOf)
}

// show makes the dossiers of occasions, in their order.
func (ds *Dossiers) show(ctx context.Context, list []*event.Occasion, g *gathering, asOf string) ([]Dossier, error) {
	var out []Dossier
	for _, o := range list {
		d := dossierOf(o, asOf)
		d.Partial = g.cut
		if err := ds.markCorrected(ctx, &d); err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// markCorrected tells of each entry whether a person changed how it was read. Only
// texts that have corrections are looked at.
func (ds *Dossiers) markCorrected(ctx context.Context, d *Dossier) error {
	a, err := ds.trail.Standing(ctx)
	if err != nil || len(a.Corrections) == 0 {
		return err
	}
	mark := func(slot string, e *SlotEntry) error {
		list := a.Corrections[audit.TextRef{Outlet: e.Article.Outlet, Ident: e.Article.URL, SHA256: e.Article.SHA256}]
		for _, c := range list {
			if c.Slot != nil && c.Slot.Slot == slot && c.Slot.Span == e.Span {
				e.Corrected = c.Decision
				return nil
			}
		}
		if e.Statement == "" || len(list) == 0 {
			return nil
		}
		s, err := ds.load.Statement(ctx, e.Statement)
		if err == nil {
			e.Corrected = s.Corrected
		}
		return err
	}
	for i := range d.Slots {
		t := &d.Slots[i]
		for k := range t.Entries { // First and Last point at these
			if err := mark(t.Slot, &t.Entries[k]); err != nil {
				return err
			}
		}
		for k := range t.Sides {
			if err := mark(t.Slot, &t.Sides[k]); err != nil {
				return err
			}
		}
		if t.Now != nil {
			if err := mark(t.Slot, t.Now); err != nil {
				return err
			}
		}
	}
	return nil
}

// dossierOf shows what stands of an occasion.
func dossierOf(o *event.Occasion, asOf string) Dossier {
	first, last := o.Rows[0], o.Rows[len(o.Rows)-1]
	w := weights.ForDeciding()
	v := o.View(asOf, index.EventKeys, &w)
	d := Dossier{ID: first.ID.String(), Name: v.Name, Type: v.Type, Status: v.Status, Time: v.Time, Place: v.Place,
		occasion: o, First: statement.ArticleOf(&first.Version), Last: statement.ArticleOf(&last.Version),
		Slots: slotTracks(&v)}
	d.Reports = o.Articles(asOf)
	d.Participants = partyNames(v.Parties)
	for _, slot := range [...]string{record.DateSlot, record.PlaceSlot} {
		if t := d.Main(slot); t != nil {
			d.Sequence += changesOf(t)
		}
	}
	return d
}

// changesOf counts the changes of a slot.
func changesOf(t *SlotTrack) int {
	n, previous := 0, ""
	for _, e := range t.Entries {
		// What was withdrawn counts twice: a sequence never falls.
		if e.Withdrawn {
			n++
		}
		if e.Restated || e.Status+e.Value == previous {
			continue
		}
		if previous != "" {
			n++
		}
		previous = e.Status + e.Value
	}
	return n
}

// partyNames are the names of those who take part: people by their fullest names, then
// states and bodies; a state for which somebody is named is that person.
func partyNames(parties []event.Party) []string {
	people, spoken := map[string]int{}, map[string]bool{}
	for _, p := range parties {
		if p.Kind == record.PersonKind {
			people[p.Name] = p.Reports
			spoken[p.Country] = p.Country != ""
		}
	}
	out := fullNames(people)
	for _, p := range parties {
		if p.Kind != record.PersonKind && !(p.Kind == record.PlaceKind && spoken[p.Country]) &&
			!slices.Contains(out, p.Name) {
			out = append(out, p.Name)
		}
	}
	if out == nil {
		out = []string{}
	}
	return out
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
	day := daterange.Of(d.Time).From.String()
	if len(d.Time) < len(day) || day == "" {
		return nil
	}
	var out []Outcome
	after := false
	for _, t := range d.Slots {
		o := Outcome{Slot: t.Slot, Item: t.Item}
		for i := range t.Entries {
			e := &t.Entries[i]
			switch {
			case e.Withdrawn || e.Restated || e.Verdict == string(event.SetAside):
			case e.Status == record.Held || e.Said > day || e.Said == day && d.Status == record.Held:
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

// fullNames drops a name that is only the surname of another, and orders the rest
// by how often they are given.
func fullNames(m map[string]int) []string {
	var out []string
	for name := range m {
		short := false
		for other := range m {
			if other == name || people.SurnameKey(record.PersonKind, other) != people.SurnameKey(record.PersonKind, name) ||
				!people.NamesAgree(other, name) {
				continue
			}
			g, h := len(people.GivenKeys(name)), len(people.GivenKeys(other))
			short = short || g < h || g == h && (m[other] > m[name] || m[other] == m[name] && other < name)
		}
		if !short {
			out = append(out, name)
		}
	}
	slices.SortFunc(out, func(x, y string) int { return cmp.Or(cmp.Compare(m[y], m[x]), cmp.Compare(x, y)) })
	return out
}

// Articles are the ids of the reports that say something of an event.
func (d *Dossier) Articles() []string {
	var out []string
	add := func(id string) {
		if id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	add(d.First.ID)
	for i := range d.Slots {
		for k := range d.Slots[i].Entries {
			add(d.Slots[i].Entries[k].Article.ID)
		}
	}
	add(d.Last.ID)
	return out
}
