package sqlite

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestSite: a file for readers has its rows once, can be searched, and refers to nothing
// that it does not hold.
func TestSite(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "site.db")
	s, err := NewSite(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range [][]any{
		{"texts", "abc", "The sluice stays shut."},
		{"articles", "v1", "Ostby Post", "Sluice", "https://o.example/1", "2024-03-05", "", "", "abc", nil},
		{"articles", "v2", "Ostby Post", "Gone", "https://o.example/2", "2024-03-05", "", "", "def", nil},
		{"articles", "v1", "Varn Post", "Again", "", "", "", "", "", nil},
		{"statements", "v1.s1", "v1", "Nils Aro", "", "", "", "The gauge is read.", "", "", "", "", "", "", "", "", "",
			"", "", 1.0,
			nil, ""},
		{"slots", "e1", "date", "", "planned", "2024-03-20", "", "", "", "", "v1.s1", "v1", 0, 0},
		{"slots", "e1", "place", "", "planned", "Ostby", "", "", "", "", "v1.s9", "v1", 0, 0},
	} {
		if err := s.Add(ctx, row[0].(string), row[1:]...); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Add(ctx, "nosuchtable", 1); err == nil {
		t.Error("a row went into no table")
	}
	if err := s.Finish(ctx); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for query, want := range map[string]int{
		"SELECT count(*) FROM articles": 2, "SELECT count(*) FROM articles WHERE outlet = 'Ostby Post'": 2,
		"SELECT count(*) FROM articles WHERE text IS NOT NULL":                     1,
		"SELECT count(*) FROM statements_fts WHERE statements_fts MATCH 'gauge'":   1,
		"SELECT count(*) FROM texts_fts WHERE texts_fts MATCH 'shut'":              1,
		"SELECT count(*) FROM slots WHERE statement IS NOT NULL":                   1,
		"SELECT count(*) FROM pragma_foreign_key_check WHERE \"table\" <> 'slots'": 0,
	} {
		var n int
		if err := db.QueryRowContext(ctx, query).Scan(&n); err != nil || n != want {
			t.Errorf("%s: %d, %v, want %d", query, n, err, want)
		}
	}
	if _, err := NewSite(ctx, path); !errors.Is(err, os.ErrExist) {
		t.Errorf("a file that is there is overwritten: %v", err)
	}
}

// TestAbandonedSite: what was given up leaves no file.
func TestAbandonedSite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "site.db")
	s, err := NewSite(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Abandon(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is still there: %v", err)
	}
}
