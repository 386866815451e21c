package page

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"readout/ledger/ask"
	"readout/serve/cache"
	"readout/serve/page/frame"
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
	tick, past := time.NewTicker(warmAgain), time.NewTicker(pastAgain)
	defer tick.Stop()
	defer past.Stop()
	for ago := 0; ; {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			log(h.warmOverviews(ctx))
		case <-past.C:
			ago = ago%pastDays + 1
			log(h.warmPast(ctx, ago))
		}
	}
}

const (
	// pastDays is how many days before today are ready to be looked at as of each of them.
	pastDays = 8
	// pastAgain is how often it is seen to that one of them is: each decision and late article lets
	// go of what was kept, and a day takes up to half a minute of a processor.
	pastAgain = 5 * time.Minute
)

// warmPast works out what the pages as of a past day look at, where the database does not keep it.
func (h *Pages) warmPast(ctx context.Context, ago int) error {
	day := frame.AddDays(h.frame.Today(ctx, ""), -ago)
	ctx = cache.Beforehand(ctx)
	for _, work := range [...]func() error{
		func() error { _, err := h.cards.Kept(ctx, day, day, false); return err },
		func() error { _, err := h.front.Ahead(ctx, day, day); return err },
		func() error { _, err := h.dossier.Events(ctx, "", day, day); return err },
		func() error { _, err := h.reports.Stories(ctx, day, day); return err },
		func() error { _, err := h.search.Reports(ctx, day); return err },
	} {
		if err := work(); err != nil {
			return fmt.Errorf("page: warming up %s: %w", day, err)
		}
	}
	return nil
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
