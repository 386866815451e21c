package alert

import (
	"context"
	"errors"
	"slices"
	"strings"

	"readout/ledger/ask"
	"readout/ledger/stream"
	"readout/store"
)

// news returns the cards of the stream for new versions.
func (b *batch) news(ctx context.Context, s *Subscription) (Alert, error) {
	a := Alert{Type: "cards.added"}
	if err := b.loadCards(ctx, s); err != nil {
		return a, err
	}
	f := stream.Filter{Kinds: s.Card, Topic: strings.ToLower(s.Topic)}
	if s.Person != "" {
		who, err := b.d.l.Person(ctx, s.Person)
		if err != nil {
			return a, err
		}
		f.Person = stream.NamesOf(&who)
	}
	event := s.Event
	if _, err := store.ParseStatementID(event); err == nil { // the id of any report identifies the event
		d, err := b.d.l.Event(ctx, event, "")
		if err != nil {
			return a, err
		}
		f.Event, event = d.ID, ""
	}
	for i := range b.cards {
		c := &b.cards[i]
		v := b.name[c.Article.ID]
		if v == nil || v.Since < s.Since || !f.Takes(c) || !named(c.EventName, event) {
			continue
		}
		if len(s.Outlet) == 0 || slices.ContainsFunc(c.Outlets, func(o string) bool { return slices.Contains(s.Outlet, o) }) {
			a.Cards = append(a.Cards, Card{*c, b.d.page(c.Path())})
		}
	}
	return a, nil
}

// loadCards makes the cards of the days of new versions, as far as a subscription is about those
// days.
func (b *batch) loadCards(ctx context.Context, s *Subscription) error {
	first := ""
	for i := range b.versions {
		v := &b.versions[i]
		if day := v.ID.Day(); v.Since >= s.Since && day > 0 && (first == "" || day.String() < first) {
			first = day.String()
		}
	}
	if first == "" || b.cardsFrom != "" && b.cardsFrom <= first {
		return nil
	}
	list, err := stream.Of(ctx, b.d.l, stream.Options{From: first})
	if err != nil && !errors.Is(err, ask.ErrUnknown) {
		return err
	}
	b.cards, b.cardsFrom = list, first
	return nil
}

// named reports whether an event's name contains all the words.
func named(name, asked string) bool {
	have := strings.Fields(store.Words(name))
	for w := range strings.FieldsSeq(store.Words(asked)) {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}
