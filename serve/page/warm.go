package page

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/serve/cache"
	"readout/serve/page/frame"
	"readout/serve/page/reports"
)

// Warm works out the pages that look at many articles before anybody asks for them,
// and again when the ledger has changed. It returns when the context is done.
func (h *Pages) Warm(ctx context.Context) {
	log := func(err error) {
		if err != nil && ctx.Err() == nil {
			h.log.Warn("pages are not ready beforehand", "error", err)
		}
	}
	log(h.warmOverviews(ctx))
	log(h.warmEvents(ctx))
	log(h.warmOutlets(ctx))
	var past sync.WaitGroup
	past.Go(func() { h.keepPastReady(ctx, log) })
	defer past.Wait()
	tick := time.NewTicker(warmAgain)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			log(h.warmOverviews(ctx))
		}
	}
}

const (
	// pastDays is how many days before today are ready to be looked at as of each of them.
	pastDays = 1100
	// pastAgain is how often it is seen to that they still are: each decision and late article lets
	// go of what was kept.
	pastAgain = 5 * time.Minute
	// pastRest is how long to rest after a day, in multiples of the time it took: others need the
	// processor too. At first, when most days are missing, it is firstRest.
	pastRest, firstRest = 20, 1
)

// keepPastReady prepares past days, again and again until the context is done.
func (h *Pages) keepPastReady(ctx context.Context, log func(error)) {
	rest := time.Duration(firstRest)
	for ctx.Err() == nil {
		h.awaitQuiet(ctx)
		log(h.Prepare(ctx, "", "", func(_, _ int, took time.Duration) {
			wait(ctx, rest*took)
			if took > lookingUp { // else it was there already, and the next may be too
				h.awaitQuiet(ctx)
			}
		}))
		wait(ctx, pastAgain)
		rest = pastRest
	}
}

const (
	// quietFor is for how long nobody asked for anything if the server has little to do.
	quietFor = 3 * time.Second
	// lookingUp is the longest that it takes to see that a day is prepared.
	lookingUp = 100 * time.Millisecond
	// quietWait is how long a day waits for that: a server that is never quiet prepares its days all the same.
	quietWait = 2 * time.Minute
)

// awaitQuiet returns when the server has little to do, or has had much to do for long.
func (h *Pages) awaitQuiet(ctx context.Context) {
	if h.quiet == nil {
		return
	}
	until := time.Now().Add(quietWait)
	for ctx.Err() == nil && time.Now().Before(until) {
		q := h.quiet()
		if q >= quietFor {
			return
		}
		wait(ctx, quietFor-q)
	}
}

func wait(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// Prepare works out what the pages as of each past day look at, where the database does not keep it,
// the newest day first: all past days, or those from one day to another, both included ("" is no bound).
// done is told after each day how many of them are done and how long it took.
//
// Errors: the context's; the store's, which cannot be written to among them.
func (h *Pages) Prepare(ctx context.Context, from, to string, done func(n, of int, took time.Duration)) error {
	stats, err := h.frame.Ledger.Store().Stats(ctx)
	if err != nil {
		return fmt.Errorf("page: preparing past days: %w", err)
	}
	today := h.frame.Today(ctx, "")
	var past []int // how many days ago
	for ago := 1; ago <= pastDays && stats.FirstDay != ""; ago++ {
		day := frame.AddDays(today, -ago)
		if day < max(from, stats.FirstDay) {
			break
		}
		if to == "" || day <= to {
			past = append(past, ago)
		}
	}
	for n, ago := range past {
		began := time.Now()
		if err := h.preparePast(ctx, ago); err != nil {
			return err
		}
		// Links to old stories should open soon, and the stories of a month serve all of its days: with each
		// day those of one month further back.
		if old := frame.AddDays(today, -ago-monthDays*n); old >= max(from, stats.FirstDay) {
			if err := h.prepareStories(ledger.ReadOnce(cache.Beforehand(ctx)), old); err != nil {
				return fmt.Errorf("page: preparing the stories of %s: %w", old, err)
			}
		}
		done(n+1, len(past), time.Since(began))
	}
	return nil
}

// preparePast works out what the pages as of a day before today look at, where the database does not keep it.
func (h *Pages) preparePast(ctx context.Context, ago int) error {
	day := frame.AddDays(h.frame.Today(ctx, ""), -ago)
	ctx = ledger.ReadOnce(cache.Beforehand(ctx))
	for _, work := range [...]func() error{
		func() error { _, err := h.cards.Kept(ctx, day, day, false); return err },
		func() error { _, err := h.front.Ahead(ctx, day, day); return err },
		func() error { _, err := h.dossier.Events(ctx, "", day, day); return err },
		func() error { return h.prepareStories(ctx, day) },
	} {
		if err := work(); err != nil {
			return fmt.Errorf("page: preparing %s: %w", day, err)
		}
	}
	return nil
}

// monthDays is how many days are in a month, or less.
const monthDays = 28

// prepareStories works out the stories that pages as of a day look at.
func (h *Pages) prepareStories(ctx context.Context, day string) error {
	_, err := h.frame.Cache.StoryRun(ctx, frame.AddDays(day, -reports.StoryDays))
	return err
}

// warmAgain is how often it is seen to that the overviews are of the ledger as it is.
const warmAgain = 20 * time.Second

func (h *Pages) warmOverviews(ctx context.Context) error {
	today := h.frame.Today(ctx, "")
	for _, work := range [...]func() error{
		func() error { _, err := h.cards.Kept(ctx, today, "", false); return err },
		func() error { _, err := h.front.Ahead(ctx, today, ""); return err },
		func() error { _, err := h.dossier.Events(ctx, "", today, ""); return err },
		func() error { _, err := h.reports.Outlets(ctx, today, ""); return err },
		func() error { _, err := h.people.Lately(ctx, ""); return err },
		func() error { _, err := h.frame.Stats(ctx); return err },
		func() error { _, err := h.reports.Stories(ctx, today, ""); return err },
		func() error { _, err := h.search.Reports(ctx, ""); return err },
	} {
		if err := work(); err != nil {
			return fmt.Errorf("page: warming up: %w", err)
		}
	}
	return nil
}

// warmEvents works out the dossiers that the list of events and the front page lead to.
func (h *Pages) warmEvents(ctx context.Context) error {
	today := h.frame.Today(ctx, "")
	list, err := h.dossier.Events(ctx, "", today, "")
	if err != nil {
		return fmt.Errorf("page: warming up: %w", err)
	}
	var ids []string
	for _, e := range slices.Concat(list.Coming, list.Past) {
		ids = append(ids, e.ID)
	}
	ahead, err := h.front.Ahead(ctx, today, "")
	if err != nil {
		return fmt.Errorf("page: warming up: %w", err)
	}
	for _, e := range slices.Concat(ahead.Upcoming, ahead.Past) {
		ids = append(ids, e.ID)
	}
	kept, err := h.cards.Kept(ctx, today, "", false)
	if err != nil {
		return fmt.Errorf("page: warming up: %w", err)
	}
	for i := range kept.Cards {
		if id := kept.Cards[i].Event; id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, id := range ids {
		if _, err := h.frame.Cache.Event(ctx, id, ""); err != nil && !errors.Is(err, ask.ErrUnknown) {
			return fmt.Errorf("page: warming up: %w", err)
		}
	}
	return nil
}

// outletsWarmed bounds how many outlets' pages are worked out beforehand: those with
// most articles.
const outletsWarmed = 60

func (h *Pages) warmOutlets(ctx context.Context) error {
	list, err := h.reports.Outlets(ctx, h.frame.Today(ctx, ""), "")
	if err != nil {
		return fmt.Errorf("page: warming up: %w", err)
	}
	for _, o := range list.List[:min(len(list.List), outletsWarmed)] {
		if _, err := h.reports.Outlet(ctx, o.Name, ""); err != nil {
			return fmt.Errorf("page: warming up: %w", err)
		}
	}
	return nil
}
