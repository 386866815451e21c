package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/ledgertest"
)

func TestPages(t *testing.T) {
	ctx := context.Background()
	l := ledgertest.Open(t)
	var want []string
	for d := 9; d > 0; d-- {
		for k := range 4 {
			ledgertest.Add(t, l, ledgertest.Said(fmt.Sprint(d, "-", k), fmt.Sprintf("2024-03-%02d", d), "Jon Alder", "", "NH",
				fmt.Sprintf("Word %d-%d.", d, k)))
			want = append(want, fmt.Sprintf("Word %d-%d.", d, k))
		}
	}
	for _, limit := range []int{1, 3, 4, 5, 7, 36, 100} {
		var got []string
		q := ask.Query{Text: "word", Limit: limit}
		for {
			page, err := l.Search(ctx, q)
			if err != nil {
				t.Fatal(err)
			}
			if len(page.Statements) > limit {
				t.Fatalf("a page of %d, limit %d", len(page.Statements), limit)
			}
			for _, s := range page.Statements {
				got = append(got, s.Content)
			}
			if q.Cursor = page.Next; q.Cursor == "" {
				break
			}
			if len(got) > 2*len(want) {
				t.Fatalf("limit %d: the pages do not end", limit)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("limit %d: %d statements %q", limit, len(got), got)
		}
	}
	n := 0
	for s, err := range l.Each(ctx, ask.Query{Person: "Alder"}) {
		if err != nil || s.Content == "" {
			t.Fatal(err)
		}
		n++
	}
	if n != len(want) {
		t.Errorf("each gives %d of %d", n, len(want))
	}
	if _, err := l.Search(ctx, ask.Query{Cursor: "nonsense"}); err == nil {
		t.Error("a cursor that is none")
	}
}

func TestAddAll(t *testing.T) {
	ctx := context.Background()
	l := ledgertest.Open(t)
	broken := errors.New("no more")
	items := func(fail bool) iter.Seq2[ledger.Item, error] {
		return func(yield func(ledger.Item, error) bool) {
			for i := range 25 {
				r := ledgertest.Said(fmt.Sprint(i), "2024-03-01", "Jon Alder", "", "", fmt.Sprint("Thing ", i, "."))
				if i == 7 {
					r.Article.SHA256 = strings.Repeat("0", 64)
				}
				if i == 20 && fail {
					yield(ledger.Item{}, broken)
					return
				}
				if !yield(ledger.Item{Record: r}, nil) {
					return
				}
			}
		}
	}
	for _, fail := range []bool{true, false} {
		var added, bad, calls int
		err := l.AddAll(ctx, items(fail), 4, func(list []ledger.Added) {
			calls++
			for _, a := range list {
				switch {
				case a.Err != nil:
					bad++
				case a.New:
					added++
				}
			}
		})
		want := map[bool][3]int{true: {19, 1, 5}, false: {5, 1, 7}}[fail]
		if got := [3]int{added, bad, calls}; got != want || fail != errors.Is(err, broken) {
			t.Errorf("source fails %v: added, bad, batches %v, want %v; %v", fail, got, want, err)
		}
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if err := l.AddAll(cancelled, items(false), 4, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
