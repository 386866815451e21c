// Package clitest runs command lines for the tests of the packages of commands.
//
// In come a table of commands and the words of a command line; out go what it prints and
// its exit status. It also has what commands are tried on: a ledger of both
// demonstrations, and a small news site.
//
// The one idea: a command is tested as a user calls it, in the process of its test.
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

// Run carries out one command line of a table, a pointer to a struct of commands, as
// where output is no terminal: without colours, and as wide as it gets.
func Run(ctx context.Context, table any, stdin string, args ...string) (stdout, stderr string, status int) {
	var out, errs bytes.Buffer
	plain := &colorprofile.Writer{Forward: &out, Profile: colorprofile.NoTTY}
	status = cli.Run(ctx, table, args, cli.Terminal{In: strings.NewReader(stdin), Raw: &out, Out: plain, Err: &errs},
		kong.Vars{"version": "of a test", "formats": inputs.Formats})
	return out.String(), errs.String(), status
}

// Case is a command line and what must come of it.
type Case struct {
	Args   []string
	Stdin  string
	Status int
	Out    []string // what standard output must hold, in this order
	Err    []string // what standard error must hold, in this order
}

// Check runs command lines one after the other, each with a table of its own.
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

// holds looks for words in a text, each behind the one before.
func holds(t *testing.T, args []string, text string, want []string) {
	t.Helper()
	if w := missing(text, want); w != "" {
		t.Errorf("%q: no %q, in its place, in\n%s", args, w, text)
	}
}

// missing is the first of some words that a text does not hold behind those before, "" if
// it holds all.
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

// Ledger makes a ledger of the summit and of the town, as careful readers wrote them
// down, and returns its file.
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

// both is the file of that ledger, filled once for all tests of a package.
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

// Local are flags with which commands reach servers of this machine, without waiting.
func Local(args ...string) []string {
	return append(args, "--allow", "127.0.0.0/8", "--delay", "1ms")
}
