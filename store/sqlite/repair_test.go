package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout/store"
)

// oneText is a store with one text, and its id.
func oneText(t *testing.T) (*Store, store.VersionID) {
	t.Helper()
	st := open(t, filepath.Join(t.TempDir(), "l.db"), Options{})
	t.Cleanup(func() { st.Close() })
	out, err := st.Put(t.Context(), []store.Entry{{Version: store.Version{Key: store.Key{Outlet: "A", Ident: "1"},
		ID: store.NewVersionID(store.DayOf("2024-03-05"), 0)}, Packed: []byte("packed"),
		Rows:  []store.Row{{Terms: "gauge"}},
		Words: []string{"gauge"}}})
	if err != nil {
		t.Fatal(err)
	}
	return st, out[0].ID
}

// TestRawBody: a body is read and overwritten as it lies; a check finds that it is another.
func TestRawBody(t *testing.T) {
	ctx := t.Context()
	st, id := oneText(t)
	if err := st.Check(ctx); err != nil {
		t.Fatal(err)
	}
	if raw, err := st.RawBody(ctx, id); err != nil || string(raw) != "packed" {
		t.Errorf("the body is %q, %v", raw, err)
	}
	if err := st.SetRawBody(ctx, id, []byte("pocked")); err != nil {
		t.Fatal(err)
	}
	err := st.Check(ctx)
	if !errors.Is(err, store.ErrCorrupt) || !strings.Contains(err.Error(), "the body of version") {
		t.Errorf("a body that is another: %v", err)
	}
	if err := st.SetRawBody(ctx, id, []byte("packed")); err != nil {
		t.Fatal(err)
	}
	if err := st.Check(ctx); err != nil {
		t.Errorf("a body that was put back: %v", err)
	}
	if _, err := st.RawBody(ctx, id+1); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a body that is not there: %v", err)
	}
}

// TestLock: while the right to write is held nobody else writes, and then they do.
func TestLock(t *testing.T) {
	st, _ := oneText(t)
	other := open(t, st.path, Options{Wait: 50 * time.Millisecond})
	defer other.Close()
	release, err := st.Lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	decide := func() error {
		_, err := other.Decide(context.Background(), store.Decision{Kind: "judge", Who: "Ann", Why: "a card", Data: "{}"})
		return err
	}
	if decide() == nil {
		t.Error("another program writes while the right to write is held")
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if err := decide(); err != nil {
		t.Errorf("after the release: %v", err)
	}
}

// TestQueue: a store that may be written has a queue beside it, one connection for all who
// ask; one that is only read has none.
func TestQueue(t *testing.T) {
	st, _ := oneText(t)
	for range 2 {
		if _, err := st.Queue(); err != nil {
			t.Fatal(err)
		}
	}
	only := open(t, st.path, Options{ReadOnly: true})
	defer only.Close()
	if _, err := only.Queue(); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("a store that is only read: %v", err)
	}
}

// TestDown: an article that is marked as taken down without a decision is told.
func TestDown(t *testing.T) {
	ctx := t.Context()
	st, _ := oneText(t)
	if _, err := st.conn.ExecContext(ctx, "UPDATE article SET erased = 7"); err != nil {
		t.Fatal(err)
	}
	err := st.Check(ctx)
	if !errors.Is(err, store.ErrCorrupt) || !strings.Contains(err.Error(),
		"is marked as taken down by decision 7, which did not") {
		t.Errorf("a mark that no decision made: %v", err)
	}
}
