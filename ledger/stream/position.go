package stream

import (
	"errors"
	"fmt"

	"readout/ledger"
	"readout/ledger/ask"
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

// peopleRead bounds how many of those who spoke last are looked at, and sayingsRead how many utterances of
// theirs.
const (
	peopleRead  = 40
	sayingsRead = 1500
)

// positions makes a card where the ledger relates what somebody says to what the same
// person said before, and the one goes the other way than the other. It adds nothing to
// what the ledger asserts.
func (b *builder) positions() error {
	tracks, err := b.tracks()
	if err != nil {
		return err
	}
	if err := b.l.Turns(b.ctx, tracks, b.o.From, b.o.AsOf); err != nil {
		return fmt.Errorf("comparing what people said: %w", err)
	}
	for i := range tracks {
		for k := range tracks[i].Entries {
			now := &tracks[i].Entries[k]
			if r := now.Relation; r != nil && r.Kind == ledger.Other && now.Statement.Article.Published >= b.o.From {
				b.changed(&tracks[i], now)
			}
		}
	}
	return nil
}

// tracks are what those said who spoke last.
func (b *builder) tracks() ([]ledger.Track, error) {
	asked := map[string]bool{}
	var out []ledger.Track
	read := 0
	for i := range b.heard {
		for _, sp := range b.heard[i].Speakers {
			if asked[sp.Agent] || len(asked) >= peopleRead || read >= sayingsRead {
				continue
			}
			asked[sp.Agent] = true
			track, err := b.l.Sayings(b.ctx, sp.Agent, b.o.AsOf)
			if errors.Is(err, ask.ErrUnknown) {
				continue
			}
			if err != nil {
				return nil, fmt.Errorf("reading what %s said: %w", sp.Name, err)
			}
			for _, a := range track.Person.Agents {
				asked[a.ID] = true
			}
			out = append(out, track)
			read += len(track.Entries)
		}
	}
	return out, nil
}

// changed makes the card of one utterance that goes another way than one before it.
func (b *builder) changed(t *ledger.Track, now *ledger.Position) {
	r := now.Relation
	x, y := quote(&r.Before), quote(&now.Statement)
	who := Person{t.Person.ID, t.Person.Name}
	s := &now.Statement
	b.put(Card{Kind: PositionChange, At: s.Article.Published, Article: s.Article, People: []Person{who},
		Outlets: []string{r.Before.Article.Outlet},
		Topics:  s.About, Position: &Position{Who: who, Point: r.Point, Text: r.Text, Then: *x, Now: *y, Score: r.Score}},
		who.Name, r.Before.Content, s.Content)
}
