package stream

import (
	"errors"
	"fmt"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/event"
)

// Position is a change of position: what somebody said then, and says now, of one point.
//
// Shape: Point and Text are those of the ledger's relation; Score is how sure it is.
type Position struct {
	Who   Person  `json:"who"`
	Point string  `json:"point"`
	Text  string  `json:"text"`
	Then  Quote   `json:"then"`
	Now   Quote   `json:"now"`
	Score float64 `json:"score"`
}

// peopleRead bounds how many of those who spoke last are looked at.
const peopleRead = 40

// positions makes a card where the ledger relates what somebody says to what the same
// person said before, and the one goes the other way than the other. It adds nothing to
// what the ledger asserts.
func (b *builder) positions() error {
	asked := map[string]bool{}
	for i := range b.heard {
		for _, sp := range b.heard[i].Speakers {
			if asked[sp.Agent] || len(asked) >= peopleRead {
				continue
			}
			asked[sp.Agent] = true
			track, err := b.trackOf(sp.Agent)
			if errors.Is(err, ask.ErrUnknown) {
				continue
			}
			if err != nil {
				return err
			}
			for _, a := range track.Person.Agents {
				asked[a.ID] = true
			}
			for k := range track.Entries {
				now := &track.Entries[k]
				if r := now.Relation; r != nil && r.Kind == ledger.Other && now.Statement.Article.Published >= b.o.From {
					if err := b.changed(&track, now); err != nil {
						return err
					}
				}
			}
		}
	}
	return nil
}

// trackOf is what one person said. What the sayings have to do with one another, for
// which dossiers are weighed, is asked only where some affirm and others deny.
func (b *builder) trackOf(agent string) (ledger.Track, error) {
	t, err := b.l.Sayings(b.ctx, agent, b.o.AsOf)
	if err != nil {
		return t, err
	}
	yes, no := false, false
	for i := range t.Entries {
		e := &t.Entries[i]
		yes, no = yes || e.Level > 0, no || e.Level < 0
		for _, status := range e.Statement.Statuses {
			yes, no = yes || event.Polarity(status) > 0, no || event.Polarity(status) < 0
		}
	}
	if !yes || !no {
		return t, nil
	}
	said, err := b.l.Said(b.ctx, agent, "", b.o.AsOf)
	if err != nil {
		return t, fmt.Errorf("comparing what %s said: %w", t.Person.Name, err)
	}
	return said, nil
}

func (b *builder) changed(t *ledger.Track, now *ledger.Position) error {
	r := now.Relation
	x, err := b.quote(&r.Before)
	if err != nil {
		return err
	}
	y, err := b.quote(&now.Statement)
	if err != nil {
		return err
	}
	who := Person{t.Person.ID, t.Person.Name}
	s := &now.Statement
	b.put(Card{Kind: PositionChange, At: s.Article.Published, Article: s.Article, People: []Person{who},
		Outlets: []string{r.Before.Article.Outlet},
		Topics:  s.About, Position: &Position{Who: who, Point: r.Point, Text: r.Text, Then: *x, Now: *y, Score: r.Score}},
		who.Name, r.Before.Content, s.Content)
	return nil
}
