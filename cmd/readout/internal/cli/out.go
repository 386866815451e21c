package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// WriteOut writes to standard output where path is empty, or beside the named file and
// then renames, so that a file of that name is always whole.
func WriteOut(t Terminal, path string, do func(io.Writer) error) error {
	if path == "" {
		return do(t.Raw)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".export-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	err = do(f)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("exporting: %w", err)
	}
	return os.Rename(f.Name(), path)
}
