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
	b := &builder{ctx: ctx, l: l}
	for i := range found.Statements {
		s := &found.Statements[i]
		b.put(Card{Kind: Said, At: s.Article.Published, Article: s.Article, People: speakers(s), Topics: s.About,
			Said: quote(s)}, s.Article.Outlet, s.Article.URL, s.Content)
	}
	for i := range found.Changes {
		b.slotChange(&found.Changes[i])
	}
	for i := range found.Articles {
		b.notice(&found.Articles[i])
	}
	if err := b.sentences(); err != nil {
		return nil, fmt.Errorf("stream: %w", err)
	}
	return b.cards, nil
}

// slotChange makes the card of one point that stands otherwise. Where nothing is reported
// of it any more, the words are those that were withdrawn.
func (b *builder) slotChange(c *ledger.SlotChange) {
	m, e := Move{Slot: c.Slot, Item: c.Item}, c.Now
	if c.Before != nil {
		m.Was = &State{c.Before.Status, c.Before.Value}
	}
	if e == nil {
		if e = c.Before; e == nil {
			return
		}
	} else {
		m.Is = State{e.Status, e.Value}
	}
	if c.Since != nil {
		m.Since = &State{c.Since.Status, c.Since.Value}
	}
	q := entry(e)
	m.Words = *q
	b.put(Card{Kind: PlanChange, At: e.Published, Article: e.Article, Event: c.Event, EventName: c.Name, People: q.Who,
		Moves: []Move{m}},
		c.Name, c.Slot, c.Item, e.Article.Outlet, e.Article.URL)
}

func (b *builder) notice(c *ledger.ArticleChange) {
	b.put(Card{Kind: Notice, At: c.Article.Published, Article: c.Article, Notice: c}, c.Article.Outlet, c.Article.URL,
		c.Article.Published)
}
