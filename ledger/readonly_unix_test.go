//go:build unix

package ledger_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"readout/store"
	"readout/store/sqlite"
)

// nobody is a user who owns no file.
const nobody = 65534

func TestReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "l.db")
	filled(t, path, 3)
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o755)
	if os.Getuid() == 0 { // who may write anywhere
		if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil { // the test's own, for root alone
			t.Fatal(err)
		}
		if err := syscall.Seteuid(nobody); err != nil {
			t.Fatal(err)
		}
		defer syscall.Seteuid(0)
	}
	if st, err := sqlite.Open(context.Background(), path, sqlite.Options{}); !errors.Is(err, store.ErrReadOnly) {
		if err == nil {
			st.Close()
		}
		t.Errorf("opening for writing: %v, want ErrReadOnly", err)
	}
}
