package ledger_test

import (
	"fmt"
	"slices"
	"testing"

	"readout/ledger/ledgertest"

	"readout/ledger"
	"readout/ledger/ask"
)

// TestOrders: the pages of a search contain every hit once, in both orders, over all articles
// or some.
func TestOrders(t *testing.T) {
	ledgertest.OnBoth(t, func(t *testing.T, l *ledger.Ledger) {
		var all, some, within []string
		for d := 9; d > 0; d-- {
			for k := range 1 + d%4 {
				words := fmt.Sprintf("Word %d-%d.", d, k)
				ledgertest.Add(t, l, ledgertest.Said(fmt.Sprint(d, "-", k), fmt.Sprintf("2024-03-%02d", d), "Jon Alder", "",
					"NH", words))
				all = append(all, words)
				if (d+k)%3 == 0 {
					some = append(some, words)
				}
			}
		}
		list, err := l.Search(t.Context(), ask.Query{})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range list.Statements {
			if slices.Contains(some, s.Content) {
				within = append(within, s.Article.ID)
			}
		}
		for _, c := range []struct {
			name     string
			articles []string
			want     []string
		}{{"all", nil, all}, {"some", within, some}, {"none", []string{}, nil}} {
			for _, oldest := range []bool{false, true} {
				want := slices.Clone(c.want)
				if oldest {
					slices.Reverse(want)
				}
				for limit := 1; limit <= len(all)+1; limit++ {
					var got []string
					for q := (ask.Query{Text: "word", Articles: c.articles, Oldest: oldest, Limit: limit}); len(got) <= len(want); {
						page, err := l.Search(t.Context(), q)
						if err != nil {
							t.Fatal(err)
						}
						for _, s := range page.Statements {
							got = append(got, s.Content)
						}
						if q.Cursor = page.Next; q.Cursor == "" {
							break
						}
					}
					if !slices.Equal(got, want) {
						t.Errorf("%s, oldest first %v, %d a page: %q, want %q", c.name, oldest, limit, got, want)
					}
				}
			}
		}
		page, err := l.Search(t.Context(), ask.Query{From: "2024-03-03", To: "2024-03-04", Oldest: true})
		if err != nil || len(page.Statements) != 5 ||
			page.Statements[0].Article.Published > page.Statements[4].Article.Published {
			t.Errorf("of two days, oldest first: %d, %v", len(page.Statements), err)
		}
	})
}
