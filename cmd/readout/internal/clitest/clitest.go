// Package clitest runs command lines in tests of the command packages.
//
// It takes a table of commands and the arguments, and returns the output and the exit status. It
// also provides test data: a ledger with both demonstrations, and a small news site.
//
// The one idea: a command is tested as a user calls it, but within the process of the test.
package clitest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/charmbracelet/colorprofile"

	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/inputs"
	"readout/ledger"
	"readout/ledger/demo"
	"readout/ledger/demo/local"
	"readout/record"
	"readout/store/sqlite"
)

// Run executes a command line. table is a pointer to a struct of commands. The output is that
// for a pipe: without colours, not wrapped.
func Run(ctx context.Context, table any, stdin string, args ...string) (stdout, stderr string, status int) {
	var out, errs bytes.Buffer
	plain := &colorprofile.Writer{Forward: &out, Profile: colorprofile.NoTTY}
	status = cli.Run(ctx, table, args, cli.Terminal{In: strings.NewReader(stdin), Raw: &out, Out: plain, Err: &errs},
		kong.Vars{"version": "of a test", "formats": inputs.Formats})
	return out.String(), errs.String(), status
}

// Case is a command line with its expected result.
type Case struct {
	Args   []string
	Stdin  string
	Status int
	Out    []string // what standard output must contain, in this order
	Err    []string // what standard error must contain, in this order
}

// Check runs command lines one after the other, each with its own table.
func Check(t *testing.T, table func() any, cases []Case) {
	t.Helper()
	for _, c := range cases {
		out, errs, status := Run(t.Context(), table(), c.Stdin, c.Args...)
		if status != c.Status {
			t.Errorf("%q: status %d, want %d\n%s%s", c.Args, status, c.Status, out, errs)
		}
		holds(t, c.Args, out, c.Out)
		holds(t, c.Args, errs, c.Err)
	}
}

// holds checks that a text contains words in the given order.
func holds(t *testing.T, args []string, text string, want []string) {
	t.Helper()
	if w := missing(text, want); w != "" {
		t.Errorf("%q: no %q, in its place, in\n%s", args, w, text)
	}
}

// missing returns the first word that text does not contain after the words before it, or "".
func missing(text string, want []string) string {
	for _, w := range want {
		_, after, found := strings.Cut(text, w)
		if !found {
			return w
		}
		text = after
	}
	return ""
}

// Ledger creates a ledger with the hand-written records of both demonstrations, the summit and
// the town, and returns its file.
func Ledger(t *testing.T) string {
	t.Helper()
	raw, err := both()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "both.db")
	if err := os.WriteFile(path, raw, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// both is the content of that file, created once per test binary.
var both = sync.OnceValues(fill)

func fill() ([]byte, error) {
	dir, err := os.MkdirTemp("", "clitest-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	ctx, path := context.Background(), filepath.Join(dir, "both.db")
	st, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		return nil, err
	}
	l := ledger.New(st, ledger.Options{})
	for _, list := range []func() ([]*record.Record, error){demo.Gold, local.Records} {
		records, err := list()
		if err != nil {
			return nil, errors.Join(err, st.Close())
		}
		for _, r := range records {
			out, err := l.Add(ctx, []ledger.Item{{Record: r}})
			if err == nil {
				err = out[0].Err
			}
			if err != nil {
				return nil, errors.Join(fmt.Errorf("clitest: %w", err), st.Close())
			}
		}
	}
	if err := st.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// Local appends flags for accessing servers on this machine without delays.
func Local(args ...string) []string {
	return append(args, "--allow", "127.0.0.0/8", "--delay", "1ms")
}
