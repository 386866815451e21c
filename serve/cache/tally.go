package cache

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"readout/ledger"
	"readout/ledger/identity"
)

// Tally is how many statements a search finds, and how they are spread. What it holds is
// shared: it must not be changed.
type Tally struct {
	Found int
	All   bool // they are all that there are; else the newest
	Going bool // the others are being counted
	// Outlets to Days count by what statements and their articles say, Articles by id.
	Outlets, Kinds, Acts, Commitments, Statuses, Days, Articles map[string]int
	Voices                                                      []ledger.Voice
}

const (
	// tallySoon is how many hits are counted before an answer in any case, tallyMost how
	// many where it takes no longer than tallyWait, or did so before.
	tallySoon = 500
	tallyMost = 5000
	tallyWait = 50 * time.Millisecond
	// tallyPage is how many are read at once.
	tallyPage = 1000
)

// errBusy is that another search is being counted.
var errBusy = errors.New("another search is being counted")

// Tally counts what a search finds. Whoever asks does not wait long: where there is much to
// count it goes on behind, one search at a time, and is there for whoever asks again.
//
// Errors: those of ledger.Ledger.Search.
func (c *Cache) Tally(ctx context.Context, key string, q ledger.Query) (Tally, error) {
	some, err := Get(ctx, c, "tally "+key, func(ctx context.Context) (Tally, error) {
		return tally(ctx, c.l, q, tallySoon)
	})
	if err != nil || some.All {
		return some, err
	}
	soon, cancel := context.WithTimeout(ctx, tallyWait)
	defer cancel()
	all, err := Get(soon, c, "tally of all "+key, func(ctx context.Context) (Tally, error) {
		select {
		case c.tallies <- struct{}{}:
			defer func() { <-c.tallies }()
			return tally(ctx, c.l, q, tallyMost)
		default:
			return Tally{}, errBusy
		}
	})
	switch {
	case err == nil:
		return all, nil
	case ctx.Err() == nil && (soon.Err() != nil || errors.Is(err, errBusy)):
		some.Going = true
		return some, nil
	}
	return Tally{}, err
}

// tally counts the newest hits, at most so many.
func tally(ctx context.Context, l *ledger.Ledger, q ledger.Query, most int) (Tally, error) {
	t := Tally{Outlets: map[string]int{}, Kinds: map[string]int{}, Acts: map[string]int{}, Commitments: map[string]int{},
		Statuses: map[string]int{}, Days: map[string]int{}, Articles: map[string]int{}}
	voices := map[string]int{}
	q.Cursor, q.Oldest = "", false
	for {
		q.Limit = min(tallyPage, most-t.Found)
		page, err := l.Search(ctx, q)
		if err != nil {
			return t, err
		}
		if err := l.NameSpeakers(ctx, page.Statements, false); err != nil {
			return t, err
		}
		for i := range page.Statements {
			t.add(&page.Statements[i])
		}
		for _, v := range identity.Voices(page.Statements) {
			t.voice(voices, v)
		}
		if q.Cursor, t.All = page.Next, page.Next == ""; t.All || t.Found >= most {
			break
		}
	}
	slices.SortStableFunc(t.Voices, func(x, y ledger.Voice) int { return cmp.Compare(y.Statements, x.Statements) })
	return t, nil
}

func (t *Tally) add(s *ledger.Statement) {
	t.Found++
	t.Outlets[s.Article.Outlet]++
	t.Kinds[s.Kind]++
	t.Acts[s.Act]++
	t.Commitments[s.Commitment]++
	t.Articles[s.Article.ID]++
	for _, st := range slices.Compact(slices.Sorted(slices.Values(s.Statuses))) {
		t.Statuses[st]++
	}
	if day := s.Article.Published; len(day) >= len(time.DateOnly) {
		t.Days[day[:len(time.DateOnly)]]++
	}
}

// voice adds somebody's statements to those counted before, as ledger.Voices tells one
// from another.
func (t *Tally) voice(at map[string]int, v ledger.Voice) {
	key := "person " + v.Person
	if v.Kind != "person" {
		key = strings.ToLower(strings.TrimPrefix(v.Name, "the "))
	}
	if n, ok := at[key]; ok {
		t.Voices[n].Statements += v.Statements
		return
	}
	at[key] = len(t.Voices)
	v.Last = ledger.Statement{} // it would keep an article's words
	t.Voices = append(t.Voices, v)
}
