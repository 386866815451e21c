package cache

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/statement"
	"readout/ledger/storyline"
	"readout/ledger/stream"
	"readout/store"
)

// Today is the day at which a ledger is looked at now: the clock's, or where nothing was
// reported for quietAfter days the last day of a report, so that the ledger of a story
// that is over can still be looked at as it was.
func (c *Cache) Today(ctx context.Context, now time.Time) string {
	today := now.Format(time.DateOnly)
	if last := c.LastDay(ctx); last != "" && last < now.AddDate(0, 0, -quietAfter).Format(time.DateOnly) {
		return last
	}
	return today
}

// quietAfter is how many days without a report make the ledger's last day its today.
const quietAfter = 14

// streamDays is how far back a stream goes.
const streamDays = 45

// Streamed is a stream, and when each of its articles came, in seconds since 1970.
type Streamed struct {
	Cards    []stream.Card
	Ingested map[string]int64
}

// Stream is the cards of the weeks before a day, as package stream makes them. With
// fresh, no stale answer is served. What they hold is shared: it must not be changed.
//
// Errors: those of stream.Of.
func (c *Cache) Stream(ctx context.Context, today, asOf string, fresh bool) (Streamed, error) {
	recall := Kept[Streamed]
	if fresh {
		recall = RefreshKept[Streamed]
	}
	return recall(ctx, c, "stream "+today+" "+asOf, asOf, func(ctx context.Context) (Streamed, error) {
		from := today
		if t, err := time.Parse(time.DateOnly, today); err == nil {
			from = t.AddDate(0, 0, -streamDays).Format(time.DateOnly)
		}
		cards, err := stream.Of(ctx, c.l, stream.Options{From: from, To: asOf, AsOf: asOf})
		if err != nil {
			return Streamed{}, err
		}
		out := Streamed{cards, map[string]int64{}}
		var ids []store.VersionID
		for i := range cards {
			if id, err := statement.ParseVersion(cards[i].Article.ID); err == nil {
				ids = append(ids, id)
			}
		}
		if len(ids) == 0 {
			return out, nil
		}
		versions, err := c.l.Store().Versions(ctx, store.VersionFilter{IDs: ids})
		for i := range versions {
			out.Ingested[fmt.Sprintf("v%d", versions[i].ID)] = versions[i].Ingested
		}
		return out, err
	})
}

// Stories is the running stories reported from one day to another, both included, as
// ledger.Ledger.Storylines gives them. What they hold is shared: it must not be changed.
//
// Errors: those of ledger.Ledger.Storylines.
func (c *Cache) Stories(ctx context.Context, from, to, asOf string) ([]ledger.Storyline, error) {
	if err := errors.Join(ask.CheckDays("from", from, "to", to), ask.CheckAsOf(asOf)); err != nil {
		return nil, err
	}
	run, err := c.StoryRun(ctx, from)
	if err != nil {
		return nil, err
	}
	// A run may be served stale while it is refreshed: what is made of it must not outlive that.
	of := ""
	if n := len(run.Versions); n > 0 {
		of = fmt.Sprint(n, " ", run.Versions[n-1])
	}
	return Get(ctx, c, "stories "+from+" "+to+" "+asOf+" of "+of, func(ctx context.Context) ([]ledger.Storyline, error) {
		return c.l.StoriesOf(ctx, &run, from, to, asOf)
	})
}

// StoryRun is the run of stories that answers for those reported on a day or after it.
//
// Errors: those of ledger.Ledger.Run.
func (c *Cache) StoryRun(ctx context.Context, from string) (storyline.Run, error) {
	first, last := storyline.RunDays(from)
	through := last
	if through >= c.LastDay(ctx) {
		through = "" // it goes on
	}
	return Kept(ctx, c, "run of stories "+first, through, func(ctx context.Context) (storyline.Run, error) {
		return c.l.Run(ctx, first, last)
	})
}

// Event is the dossier of an event, as ledger.Ledger.Event gives it. What it holds is
// shared: it must not be changed.
//
// Errors: those of ledger.Ledger.Event.
func (c *Cache) Event(ctx context.Context, name, asOf string) (ledger.Dossier, error) {
	return Get(ctx, c, "event "+asOf+" "+name, func(ctx context.Context) (ledger.Dossier, error) {
		d, err := c.l.Event(ctx, name, asOf)
		d.Detach()
		return d, err
	})
}

// Search finds statements, as ledger.Ledger.Search does. Which reports an event has is cached.
//
// Errors: those of ledger.Ledger.Search.
func (c *Cache) Search(ctx context.Context, q ledger.Query) (ledger.Page, error) {
	q, err := c.WithinReports(ctx, q)
	if err != nil {
		return ledger.Page{}, err
	}
	return c.l.Search(ctx, q)
}

// WithinReports is the query that asks for an event's reports in place of the event.
//
// Errors: those of ledger.Ledger.Event.
func (c *Cache) WithinReports(ctx context.Context, q ledger.Query) (ledger.Query, error) {
	if q.Event == "" {
		return q, nil
	}
	d, err := c.Event(ctx, q.Event, q.AsOf)
	if err != nil {
		return q, fmt.Errorf("ledger: searching the reports of an event: %w", err)
	}
	of := d.Articles()
	if q.Articles != nil {
		of = slices.DeleteFunc(of, func(id string) bool { return !slices.Contains(q.Articles, id) })
	}
	q.Event, q.Articles = "", of
	return q, nil
}

// Said is what a person said, as ledger.Ledger.Said gives it. What it holds is
// shared: it must not be changed.
//
// Errors: those of ledger.Ledger.Said.
func (c *Cache) Said(ctx context.Context, person, topic, asOf string) (ledger.Track, error) {
	return Get(ctx, c, "said "+asOf+" "+person+" | "+topic, func(ctx context.Context) (ledger.Track, error) {
		return c.l.Said(ctx, person, topic, asOf)
	})
}

// Events are the dossiers of all events that a name fits, as ledger.Ledger.Events
// gives them. What they hold is shared: it must not be changed.
//
// Errors: those of ledger.Ledger.Events.
func (c *Cache) Events(ctx context.Context, name, asOf string) ([]ledger.Dossier, error) {
	return Get(ctx, c, "events named "+asOf+" "+name, func(ctx context.Context) ([]ledger.Dossier, error) {
		return ledger.Detached(c.l.Events(ctx, name, asOf))
	})
}
