package stream

import (
	"context"
	"fmt"

	"readout/ledger"
)

// Found is what somebody asked to be told of, as the ledger gives it.
type Found struct {
	Statements []ledger.Statement
	Changes    []ledger.SlotChange
	Articles   []ledger.ArticleChange
}

// Cards shows what was found as cards, so that it is told in the words of the stream.
//
// Errors: the ledger's.
func Cards(ctx context.Context, l *ledger.Ledger, found Found) ([]Card, error) {
	b := &builder{ctx: ctx, l: l, texts: map[string]*ledger.Text{}}
	for i := range found.Statements {
		s := &found.Statements[i]
		q, err := b.quote(s)
		if err != nil {
			return nil, fmt.Errorf("stream: %w", err)
		}
		b.put(Card{Kind: Said, At: s.Article.Published, Article: s.Article, People: speakers(s), Topics: s.About, Said: q},
			s.Article.Outlet, s.Article.URL, s.Content)
	}
	for i := range found.Changes {
		if err := b.slotChange(&found.Changes[i]); err != nil {
			return nil, fmt.Errorf("stream: %w", err)
		}
	}
	for i := range found.Articles {
		b.notice(&found.Articles[i])
	}
	return b.cards, nil
}

// slotChange makes the card of one point that stands otherwise. Where nothing is reported
// of it any more, the words are those that were withdrawn.
func (b *builder) slotChange(c *ledger.SlotChange) error {
	m, e := Move{Slot: c.Slot, Item: c.Item}, c.Now
	if c.Before != nil {
		m.Was = &State{c.Before.Status, c.Before.Value}
	}
	if e == nil {
		if e = c.Before; e == nil {
			return nil
		}
	} else {
		m.Is = State{e.Status, e.Value}
	}
	if c.Since != nil {
		m.Since = &State{c.Since.Status, c.Since.Value}
	}
	q, err := b.entry(e)
	if err != nil {
		return err
	}
	m.Words = *q
	b.put(Card{Kind: PlanChange, At: e.Published, Article: e.Article, Event: c.Event, EventName: c.Name, People: q.Who,
		Moves: []Move{m}},
		c.Name, c.Slot, c.Item, e.Article.Outlet, e.Article.URL)
	return nil
}

func (b *builder) notice(c *ledger.ArticleChange) {
	b.put(Card{Kind: Notice, At: c.Article.Published, Article: c.Article, Notice: c}, c.Article.Outlet, c.Article.URL,
		c.Article.Published)
}
