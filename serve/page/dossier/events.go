package dossier

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"readout/ledger"
	known "readout/ledger/dossier"
	"readout/ledger/event/daterange"
	"readout/ledger/stream"
	"readout/record"
	"readout/serve/cache"
	"readout/serve/page/frame"
	"readout/store"
)

func (p *Pages) events(w http.ResponseWriter, r *http.Request) error {
	v := p.View(r, "Events", "events")
	q := strings.TrimSpace(r.URL.Query().Get("q"))
	main, err := p.Events(r.Context(), q, v.Today, v.AsOf)
	if err != nil {
		return err
	}
	v.Main = &main
	return p.Show(w, r, "events", v, http.StatusOK)
}

// EventList is the events ahead and past, or those that a search found.
type EventList struct {
	Query        string
	Coming, Past []Coming
	Undated      []Coming
	From, To     string // the days of those that are shown without words
	More         bool   // more answer than are shown
}

// pastDays is how far back the list of events goes; a search goes as far as there is.
const pastDays = 30

const eventsShown = 60

// Events lists the events about a day, or with words those that are called so.
func (p *Pages) Events(ctx context.Context, q, today, asOf string) (EventList, error) {
	work := func(ctx context.Context) (EventList, error) { return p.eventsOf(ctx, q, today, asOf) }
	if q != "" {
		return cache.Get(ctx, p.Cache, "events "+q+" "+today+" "+asOf, work)
	}
	return cache.Kept(ctx, p.Cache, "list of events "+today+" "+asOf, asOf, work)
}

func (p *Pages) eventsOf(ctx context.Context, q, today, asOf string) (EventList, error) {
	out := EventList{Query: q}
	list, err := p.listed(ctx, &out, today, asOf)
	if err != nil {
		return out, fmt.Errorf("%w: %w", frame.ErrBadAsk, err)
	}
	now := store.DayOf(today)
	for _, d := range list {
		c, days := NewComing(d, today), daterange.Of(d.Time)
		switch {
		case d.Time == "":
			out.Undated = append(out.Undated, c)
		case days.To < now, d.Status == record.Held && days.From <= now: // today's, and over
			out.Past = append(out.Past, c)
		case days.From > now, len(d.Time) >= len(time.DateOnly), d.Last.Published >= frame.AddDays(today, -30):
			out.Coming = append(out.Coming, c)
		default:
			out.Past = append(out.Past, c)
		}
	}
	slices.SortStableFunc(out.Coming, func(x, y Coming) int { return known.ByDays(x.Time, y.Time) })
	slices.SortStableFunc(out.Past, func(x, y Coming) int { return known.ByDays(y.Time, x.Time) })
	for _, part := range [...]*[]Coming{&out.Coming, &out.Past, &out.Undated} {
		*part = (*part)[:min(len(*part), eventsShown)]
	}
	out.More = len(list) > len(out.Coming)+len(out.Past)+len(out.Undated)
	return out, nil
}

// listed gives the events that a list is made of: those that its words find, or those of its days.
func (p *Pages) listed(ctx context.Context, out *EventList, today, asOf string) ([]ledger.Dossier, error) {
	if out.Query != "" {
		return p.Cache.Events(ctx, out.Query, asOf)
	}
	out.From, out.To = frame.AddDays(today, -pastDays), frame.AddDays(today, 2*pastDays)
	return p.Ledger.Upcoming(ctx, out.From, out.To, asOf)
}

// Coming is an event as lists show it: lists are kept, and do not hold what all its reports say.
type Coming struct {
	ID, Title    string
	Status, Time string
	Reports      int
	When         string // "in 3 days"
	Head         string // how it stands, in a word or two
	Open         []OpenSlot
	Sides        int // slots about which sides differ
}

// OpenSlot is a slot, or an item of one, of which nothing is settled.
type OpenSlot struct{ Slot, Item string }

// NewComing puts an event into words as they are true of a day.
func NewComing(d ledger.Dossier, today string) Coming {
	c := Coming{ID: d.ID, Title: frame.EventTitle(&d), Status: d.Status, Time: d.Time, Reports: d.Reports,
		Head: stream.Head(&d, today)}
	for _, t := range d.Undecided() {
		c.Open = append(c.Open, OpenSlot{t.Slot, t.Item})
	}
	if len(d.Time) >= 10 {
		c.When = frame.DayCount(today, d.Time[:10])
	}
	for _, t := range d.Slots {
		if t.Differ {
			c.Sides++
		}
	}
	return c
}
