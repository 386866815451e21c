package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

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
