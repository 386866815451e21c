package stream

import (
	"errors"
	"slices"
	"strings"

	"readout/ledger"
	"readout/record"
	"readout/store"
)

// Position is a change of position: what somebody said then, and says now, of one point.
type Position struct {
	Who   Person   `json:"who"`
	Point string   `json:"point"`
	Then  Quote    `json:"then"`
	Now   Quote    `json:"now"`
	Share float64  `json:"share"` // of the words of the shorter one that both have
	Both  []string `json:"both"`  // words that both have
}

const (
	// peopleRead bounds how many of those who spoke last are looked at, and backRead how
	// many of the sayings before it one is set against.
	peopleRead = 40
	backRead   = 80
	// sameShare and sameWords say when two sentences speak of one point: as a share of the
	// telling words of the shorter one, and as a number of them. Ours: in the two
	// demonstrations no pair of another point reaches both.
	sameShare = 0.6
	sameWords = 4
)

// positions makes a card where somebody says the opposite of what the same person said
// before, in so much the same words that both speak of one point.
func (b *builder) positions() error {
	asked := map[string]bool{}
	for i := range b.heard {
		for _, sp := range b.heard[i].Speakers {
			if asked[sp.Agent] || len(asked) >= peopleRead {
				continue
			}
			asked[sp.Agent] = true
			track, err := b.l.Sayings(b.ctx, sp.Agent, b.o.AsOf)
			if errors.Is(err, ledger.ErrUnknown) {
				continue
			}
			if err != nil {
				return err
			}
			for _, a := range track.Person.Agents {
				asked[a.ID] = true
			}
			if err := b.track(&track); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *builder) track(t *ledger.Track) error {
	for i := len(t.Entries) - 1; i > 0; i-- {
		now := &t.Entries[i]
		if now.Statement.Article.Published < b.o.From {
			continue
		}
		for k := i - 1; k >= max(0, i-backRead); k-- {
			then := &t.Entries[k]
			both, share := inCommon(then.Statement.Content, now.Statement.Content)
			if share < sameShare || len(both) < sameWords {
				continue
			}
			if opposite(then, now) {
				if err := b.changed(t, then, now, both, share); err != nil {
					return err
				}
			}
			break // the last word before it on this point is what counts
		}
	}
	return nil
}

// opposite reports whether one of two is affirmed and the other denied, by somebody who
// is certain of both or nearly so, on different days. What became of a plan is no change
// of the mind of whoever tells it.
func opposite(then, now *ledger.Position) bool {
	for _, status := range now.Statement.Statuses {
		if status == record.Held || status == record.Cancelled || status == record.Postponed {
			return false
		}
	}
	return then.Level*now.Level < 0 && max(then.Level, -then.Level) >= 2 && max(now.Level, -now.Level) >= 2 &&
		then.Statement.Said < now.Statement.Said && then.Statement.Act != record.Ask && now.Statement.Act != record.Ask
}

func (b *builder) changed(t *ledger.Track, then, now *ledger.Position, both []string, share float64) error {
	x, err := b.quote(&then.Statement)
	if err != nil {
		return err
	}
	y, err := b.quote(&now.Statement)
	if err != nil {
		return err
	}
	who := Person{t.Person.ID, t.Person.Name}
	s := &now.Statement
	b.put(Card{Kind: PositionChange, At: s.Article.Published, Article: s.Article, People: []Person{who}, Outlets: []string{then.Statement.Article.Outlet},
		Topics: s.About, Position: &Position{Who: who, Point: strings.Join(both, " "), Then: *x, Now: *y, Share: share, Both: both}},
		who.Name, then.Statement.Content, s.Content)
	return nil
}

// small are words that tell nothing of what a sentence is about, and those that only say
// whether it holds.
var small = strings.Fields("the a an of to in on at by for from with and or but that this these those it its he she they we i you his her their our is are " +
	"was were be been being will would shall should can could may might must have has had do does did not no never nor said says into about as than then there")

// inCommon gives the telling words that two sentences share, in the order of the second,
// and what share they are of those of the shorter one.
func inCommon(x, y string) (both []string, share float64) {
	a, b := telling(x), telling(y)
	for _, w := range b {
		if slices.Contains(a, w) && !slices.Contains(both, w) {
			both = append(both, w)
		}
	}
	if n := min(len(a), len(b)); n > 0 {
		share = float64(len(both)) / float64(n)
	}
	return both, share
}

func telling(s string) []string {
	var out []string
	for _, w := range strings.Fields(store.Words(s)) {
		if !slices.Contains(small, w) && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}
