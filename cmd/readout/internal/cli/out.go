package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// WriteOut writes to standard output if path is empty. Otherwise it writes a temporary file and
// renames it, so that a file of that name is always complete.
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
