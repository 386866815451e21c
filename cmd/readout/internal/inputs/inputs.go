package inputs

import (
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// maxInput is the size limit of an input that is read whole. Archives are streamed.
const maxInput = 256 << 20

// Input is something to read, with the name used in messages.
type Input struct {
	Name string
	Open func() (io.ReadCloser, error)
}

// readable lists the extensions of files to read in a directory. A file named on the command
// line is read whatever its extension.
var readable = map[string]bool{".txt": true, ".text": true, ".md": true, ".html": true, ".htm": true, ".xhtml": true,
	".xml": true, ".json": true, ".jsonl": true, ".ndjson": true, ".csv": true, ".warc": true, ".gz": true, ".zst": true}

// List returns the inputs named by args: files, directories with their contents, and "-" for
// standard input. A path that cannot be opened is an input whose Open fails.
func List(args []string, stdin io.Reader) iter.Seq[Input] {
	return func(yield func(Input) bool) {
		for _, arg := range args {
			if arg == "-" {
				if !yield(Input{Name: "standard input", Open: func() (io.ReadCloser, error) { return io.NopCloser(stdin), nil }}) {
					return
				}
				continue
			}
			if info, err := os.Stat(arg); err != nil || !info.IsDir() {
				if !yield(fileInput(arg)) {
					return
				}
				continue
			}
			if !walk(arg, yield) {
				return
			}
		}
	}
}

// walk yields the readable files below a directory, sorted by name so that runs are
// reproducible.
func walk(root string, yield func(Input) bool) bool {
	more, found := true, false
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			found = true
			more = yield(Input{Name: path, Open: func() (io.ReadCloser, error) { return nil, err }})
		case entry.IsDir() && path != root && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case entry.Type()&fs.ModeSymlink != 0:
			info, statErr := os.Stat(path)
			if statErr == nil && info.Mode().IsRegular() && !readable[strings.ToLower(filepath.Ext(path))] {
				return nil
			}
			found = true
			switch {
			case statErr != nil:
				more = yield(Input{Name: path, Open: func() (io.ReadCloser, error) { return nil, statErr }})
			case info.Mode().IsRegular():
				more = yield(fileInput(path))
			default: // it may be a cycle
				more = yield(Input{Name: path, Open: func() (io.ReadCloser, error) {
					return nil, errors.New("a link to a directory is not followed: name the directory itself")
				}})
			}
		case entry.Type().IsRegular() && readable[strings.ToLower(filepath.Ext(path))]:
			found = true
			more = yield(fileInput(path))
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	if more && err == nil && !found {
		return yield(Input{Name: root, Open: func() (io.ReadCloser, error) {
			return nil, errors.New("the directory contains no file that Readout can read")
		}})
	}
	return more
}

func fileInput(path string) Input {
	return Input{Name: path, Open: func() (io.ReadCloser, error) { return os.Open(path) }}
}

// plainError removes operation and path from a file error: the line in which it is shown already
// names the file.
func plainError(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}
