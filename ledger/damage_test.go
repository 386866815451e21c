package ledger_test

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/demo"
	"readout/store"
	"readout/store/sqlite"
)

// TestDamageEndsNothing: an unreadable body affects only its own article, which is named, and
// no others.
func TestDamageEndsNothing(t *testing.T) {
	path := wholeFile(t)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	var id int64
	if err := db.QueryRow("SELECT id FROM version WHERE until = '' AND statements > 2 ORDER BY id LIMIT 1 OFFSET 3").Scan(
		&id); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("UPDATE body SET data = x'0102030405060708' WHERE id = ?", id); err != nil {
		t.Fatal(err)
	}
	db.Close()
	st, err := sqlite.Open(context.Background(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	l := ledger.New(st, ledger.Options{})
	versions, err := st.Versions(t.Context(), store.VersionFilter{Live: true})
	if err != nil {
		t.Fatal(err)
	}
	var lost *ledger.Damage
	good, bad, articles := 0, 0, map[string]bool{}
	for s, err := range l.Each(t.Context(), ask.Query{}) {
		switch {
		case err == nil:
			articles[s.Article.ID] = true
		case errors.As(err, &lost):
			bad++
		default:
			t.Fatal(err)
		}
	}
	for _, err := range l.Records(t.Context(), "", "", "") {
		if err == nil {
			good++
		} else if !errors.As(err, &lost) {
			t.Fatal(err)
		}
	}
	if bad != 1 || good != len(versions)-1 || len(articles) < good-3 {
		t.Errorf("%d damages, %d of %d records, statements of %d articles", bad, good, len(versions), len(articles))
	}
}

// TestSlowArticlesAreKept: articles that arrive slowly do not wait for a full batch.
func TestSlowArticlesAreKept(t *testing.T) {
	st, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	records, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	kept := make(chan int, 100)
	err = ledger.New(st, ledger.Options{}).AddAll(t.Context(), func(yield func(ledger.Item, error) bool) {
		for i, r := range records[:4] {
			if i == 2 {
				time.Sleep(1100 * time.Millisecond) // past what a batch is gathered for
			}
			if !yield(ledger.Item{Record: r}, nil) {
				return
			}
			if i == 2 {
				if n := <-kept; n != 3 { // else this never goes on
					t.Errorf("%d articles were kept", n)
				}
			}
		}
	}, 100, func(a []ledger.Added) { kept <- len(a) })
	if err != nil {
		t.Fatal(err)
	}
}
