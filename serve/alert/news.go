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

// news is the cards of the stream that new versions give rise to.
func (b *batch) news(ctx context.Context, s *Subscription) (Alert, error) {
	a := Alert{Type: "cards.added"}
	if err := b.card(ctx, s); err != nil {
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
	if _, err := store.ParseStatementID(event); err == nil { // any report's id names the event
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

// card makes the cards of the days of new versions, as far as a subscription is about
// those.
func (b *batch) card(ctx context.Context, s *Subscription) error {
	first := ""
	for i := range b.versions {
		v := &b.versions[i]
		if day := v.ID.Day(); v.Since >= s.Since && day > 0 && (first == "" || day.String() < first) {
			first = day.String()
		}
	}
	if first == "" || b.carded != "" && b.carded <= first {
		return nil
	}
	list, err := stream.Of(ctx, b.d.l, stream.Options{From: first})
	if err != nil && !errors.Is(err, ask.ErrUnknown) {
		return err
	}
	b.cards, b.carded = list, first
	return nil
}

// named reports whether all words asked for are among those of an event's name.
func named(name, asked string) bool {
	have := strings.Fields(store.Words(name))
	for w := range strings.FieldsSeq(store.Words(asked)) {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}
