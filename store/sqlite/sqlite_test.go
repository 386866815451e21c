package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/record"
	"readout/store"
	"readout/store/storetest"
)

func open(t *testing.T, path string, o Options) *Store {
	t.Helper()
	st, err := Open(context.Background(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return open(t, filepath.Join(t.TempDir(), "l.db"), Options{}) })
}

func TestOpenRefusesNewer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	st := open(t, path, Options{})
	if _, err := st.conn.ExecContext(context.Background(), "PRAGMA user_version = 1000"); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), path, Options{}); !errors.Is(err, store.ErrNewer) {
		t.Errorf("a newer file: %v, want ErrNewer", err)
	}
}

// TestOpenRefusesForeign: a file that holds something else is refused and stays as it is; an
// empty one becomes a ledger.
func TestOpenRefusesForeign(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	site := filepath.Join(dir, "site.db")
	s, err := NewSite(ctx, site)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Finish(ctx); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "other.db")
	db, err := sql.Open("sqlite", other)
	if err != nil {
		t.Fatal(err)
	}
	// The version is another program's, and one of its tables is called as one of ours.
	if _, err := db.Exec("CREATE TABLE article (x); PRAGMA user_version = 3"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	for _, path := range []string{site, other} {
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range []Options{{}, {ReadOnly: true}} {
			if _, err := Open(ctx, path, o); !errors.Is(err, store.ErrForeign) {
				t.Errorf("%s, read only %v: %v, want ErrForeign", path, o.ReadOnly, err)
			}
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s was changed, or is gone: %v", path, err)
		}
	}
	empty := filepath.Join(dir, "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	open(t, empty, Options{}).Close()
}

func TestOpenReadOnly(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(context.Background(), filepath.Join(dir, "none.db"), Options{ReadOnly: true}); err == nil {
		t.Error("a file that is not there was opened for reading")
	}
	if _, err := Open(context.Background(), filepath.Join(dir, "no", "folder.db"), Options{}); err == nil {
		t.Error("a folder that is not there was opened")
	}
	path := filepath.Join(dir, "l 1%?#.db") // a name that an address would break at
	open(t, path, Options{}).Close()
	st := open(t, path, Options{ReadOnly: true})
	defer st.Close()
	if _, err := st.Put(context.Background(), nil); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("writing: %v, want ErrReadOnly", err)
	}
	if _, err := st.Search(context.Background(), store.Filter{}); err != nil {
		t.Errorf("searching: %v", err)
	}
}

func TestEraseLeavesNothingInTheFile(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "l.db")
	st := open(t, path, Options{})
	entry := func(ident, words string) store.Entry {
		return store.Entry{Version: store.Version{Key: store.Key{Outlet: "A", Ident: ident},
			SHA256: [32]byte{byte(len(words))}, Headline: "Headline " + words,
			ID: store.NewVersionID(store.DayOf("2024-03-05"), 0)}, Packed: []byte("packed " + words),
			Rows: []store.Row{{N: 0, Terms: words}, {N: 1, Terms: words}}, Words: strings.Fields(words),
			Events: []store.Event{{ID: store.VersionID(0).Row(1), Name: words, Terms: words}}}
	}
	bad, old := entry("1", "scandalous"), entry("1", "libellous")
	old.Version.SHA256 = bad.Version.SHA256
	out, err := st.Put(ctx, []store.Entry{old, entry("2", "harmless words")})
	if err != nil {
		t.Fatal(err)
	}
	bad.Version.ID, old.Version.ID = out[0].ID, out[0].ID
	if _, err := st.Replace(ctx, store.Change{Old: old, New: bad}); err != nil {
		t.Fatal(err)
	}
	room := maxEndings
	if m, err := st.spellOut(ctx, store.Match{Op: store.Find, Phrase: []string{"harm"}, Prefix: true},
		&room); err != nil || m.Prefix || m.Phrase[0] != "harmless" {
		t.Errorf("harm* is spelled out to %+v (%v)", m, err)
	}
	if _, err := st.Erase(ctx, []store.Entry{bad}, store.Decision{Kind: "takedown"}); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"scandal", "libel"} {
			if bytes.Contains(data, []byte(word)) {
				t.Errorf("l.db%s still holds %s", suffix, word)
			}
		}
		if suffix == "" && !bytes.Contains(data, []byte("harmless")) {
			t.Error("the file does not hold the other words: the test looks at the wrong thing")
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestCommitFails: where the database refuses at the very end, nothing is acknowledged
// and nothing is stored, and the next transaction works.
func TestCommitFails(t *testing.T) {
	ctx := context.Background()
	st := open(t, filepath.Join(t.TempDir(), "l.db"), Options{})
	defer st.Close()
	// A reference that is checked when the transaction ends.
	for _, q := range []string{"PRAGMA foreign_keys = 1",
		"CREATE TABLE late (of INTEGER REFERENCES body(id) DEFERRABLE INITIALLY DEFERRED)"} {
		if _, err := st.conn.ExecContext(ctx, q); err != nil {
			t.Fatal(err)
		}
	}
	failing := st.With(func(ctx context.Context, tx *sql.Tx, _ []store.Outcome) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO late VALUES (12345)")
		return err
	})
	if _, err := failing.Decide(ctx, store.Decision{Kind: "merge", Data: "{}"}); err == nil ||
		!strings.Contains(err.Error(), "FOREIGN KEY") {
		t.Errorf("the commit's error came out as %v", err)
	}
	if list, err := st.Decisions(ctx, 0); err != nil || len(list) != 0 {
		t.Errorf("stored all the same: %+v, %v", list, err)
	}
	if id, err := st.Decide(ctx, store.Decision{Kind: "merge", Data: "{}"}); err != nil || id == 0 {
		t.Errorf("after it: %d, %v", id, err)
	}
	if err := st.Check(ctx); err != nil {
		t.Error(err)
	}
}

// TestOldIndexes: what a file of before was filled with by other rules is not taken out by these, which would
// damage the indexes; a new file, or one that was empty, is filled by these.
func TestOldIndexes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	st := open(t, path, Options{})
	entry := store.Entry{Version: store.Version{Key: store.Key{Outlet: "A", Ident: "1"}, Since: "2024-03-05",
		SHA256: sha256.Sum256(nil), Reader: "1 none"}, Rows: []store.Row{{Terms: "sluice"}},
		Packed: store.Pack(&store.Body{Record: &record.Record{}})}
	out, err := st.Put(t.Context(), []store.Entry{entry})
	if err != nil {
		t.Fatal(err, out)
	}
	old, again := entry, entry
	old.Version.ID, again.Version.ID, again.Version.Reader = out[0].ID, out[0].ID, "2 none"
	// As a file of before would be, whose state had no such row.
	for _, q := range []string{"DELETE FROM state WHERE key = '" + indexes + "'",
		"DROP TABLE overview", "DROP TABLE rewritten", "PRAGMA user_version = 3"} {
		if _, err := st.conn.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	st = open(t, path, Options{})
	defer st.Close()
	change := store.Change{Old: old, New: again}
	if _, err := st.Replace(t.Context(), change); !errors.Is(err, store.ErrOldIndexes) {
		t.Errorf("%v, want ErrOldIndexes", err)
	}
	if _, err := st.conn.ExecContext(t.Context(), "UPDATE state SET value = '"+store.IndexRules+"'"); err != nil {
		t.Fatal(err)
	}
	if _, err := st.Replace(t.Context(), change); err != nil {
		t.Errorf("by the same rules: %v", err)
	}
}
