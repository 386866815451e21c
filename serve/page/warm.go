package page

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"readout/ledger/ask"
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
	for tick := time.NewTicker(warmAgain); ; {
		select {
		case <-ctx.Done():
			tick.Stop()
			return
		case <-tick.C:
			log(h.warmOverviews(ctx))
		}
	}
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
