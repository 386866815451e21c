package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"readout"
	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/ledgertest"
	"readout/source"
	"readout/source/fetch"
	"readout/source/warc"
)

// endCommand ends as requested.
type endCommand struct {
	How   string  `arg:"" optional:""`
	Since string  `placeholder:"DAY"`
	From  string  `placeholder:"DAY"`
	On    *string `placeholder:"DAY"`
}

func (c *endCommand) Run(ctx context.Context, t Terminal) error {
	switch c.How {
	case "some":
		return Failure{Status: ExitSome}
	case "told":
		return fmt.Errorf("wrapped: %w", Failure{Status: 75, Err: errors.New("it hangs")})
	case "stopped":
		return fmt.Errorf("working: %w", context.Canceled)
	case "bad":
		return errors.New("it is broken")
	}
	fmt.Fprintln(t.Out, "done")
	return ctx.Err()
}

type endTable struct {
	End     endCommand       `cmd:"" help:"End."`
	Version kong.VersionFlag `name:"version"`
}

// TestRun: the error of a command determines the exit status, and is printed on at most one
// line.
func TestRun(t *testing.T) {
	for _, c := range []struct {
		args   string
		status int
		out    string
		err    string
	}{
		{"end", ExitOK, "done\n", ""},
		{"end some", ExitSome, "", ""},
		{"end told", 75, "", "readout: it hangs\n"},
		{"end stopped", ExitStopped, "", "readout: stopped\n"},
		{"end bad", ExitBad, "", "readout: it is broken\n"},
		{"end --since 2024-03-14", ExitOK, "done\n", ""},
		{"end --since 14.3.2024", ExitBad, "", `readout: --since: "14.3.2024" is not a day`},
		{"end --from 2024-02-30", ExitBad, "", `readout: --from: "2024-02-30" is not a day`},
		{"end --on never", ExitBad, "", `readout: --on: "never" is not a day`},
		{"end --nonsense", ExitBad, "", "readout: unknown flag --nonsense\nRun 'readout --help' to see"},
		{"--version", ExitOK, "of a test\n", ""},
		{"", ExitOK, "Usage: readout <command>", ""},
	} {
		var out, errs bytes.Buffer
		status := Run(t.Context(), new(endTable), strings.Fields(c.args), Terminal{Out: &out, Err: &errs},
			kong.Vars{"version": "of a test"})
		if status != c.status || !strings.HasPrefix(out.String(), c.out) || !strings.HasPrefix(errs.String(), c.err) {
			t.Errorf("%q: status %d\n%s%s", c.args, status, out.String(), errs.String())
		}
	}
	if status := Run(t.Context(), new(int), nil, Terminal{Out: io.Discard, Err: io.Discard}); status != ExitBad {
		t.Errorf("a table that is none: status %d", status)
	}
}

// TestTerminal: a file is no terminal and gets no colours.
func TestTerminal(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	term := NewTerminal(f, f, f)
	if term.InIsTTY || term.ErrIsTTY || term.Width != 0 {
		t.Errorf("a file is taken for a terminal: %+v", term)
	}
	fmt.Fprint(term.Out, Strong("name"))
	if raw, err := os.ReadFile(f.Name()); err != nil || string(raw) != "name" {
		t.Errorf("%q, %v", raw, err)
	}
}

// TestLedgerFlags: a mistyped name is an error and creates no ledger.
func TestLedgerFlags(t *testing.T) {
	f := LedgerFlags{DB: filepath.Join(t.TempDir(), "l.db")}
	if _, _, err := f.OpenThere(t.Context()); err == nil || !strings.Contains(err.Error(), "create one with") {
		t.Errorf("opened what is not there: %v", err)
	}
	_, closeLedger, err := f.OpenOrMake(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	closeLedger()
	_, closeLedger, err = f.OpenThere(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	closeLedger()
	for db, want := range map[string]bool{"news.db": false, "postgres://readout@db/readout": true,
		"postgresql://db/readout": true, "host=/run dbname=readout": true} {
		if f := (LedgerFlags{DB: db}); f.Server() != want {
			t.Errorf("%s: a server %v, want %v", db, !want, want)
		}
	}
	f = LedgerFlags{DB: "postgres://127.0.0.1:1/none?connect_timeout=1"}
	if _, _, err := f.OpenThere(t.Context()); err == nil {
		t.Error("a database that does not answer was opened")
	}
}

// TestOpenToFill: a ledger that was created for a command is removed if the command fails, and an old one never is; a
// file without content is no ledger.
func TestOpenToFill(t *testing.T) {
	f := LedgerFlags{DB: filepath.Join(t.TempDir(), "l.db")}
	bad := errors.New("it is no backup")
	fill := func(err error) {
		t.Helper()
		_, closeLedger, openErr := f.OpenToFill(t.Context())
		if openErr != nil {
			t.Fatal(openErr)
		}
		if got := closeLedger(err); !errors.Is(got, err) {
			t.Errorf("closing gives %v, want %v", got, err)
		}
	}
	fill(bad)
	if _, err := os.Stat(f.DB); err == nil {
		t.Error("the ledger of a command that failed is still there")
	}
	fill(nil)
	fill(bad)
	if err := f.There(); err != nil {
		t.Errorf("a ledger that was there is gone: %v", err)
	}
	if err := os.WriteFile(f.DB, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.There(); err == nil || !strings.Contains(err.Error(), "empty file") {
		t.Errorf("an empty file is a ledger: %v", err)
	}
	f.DB = filepath.Join(t.TempDir(), "none", "l.db")
	if _, _, err := f.OpenToFill(t.Context()); err == nil {
		t.Error("a ledger was created in a directory that does not exist")
	}
}

// TestPlainError: errors reach users without names of packages.
func TestPlainError(t *testing.T) {
	for err, want := range map[error]string{
		errors.New("ledger: opening l.db: sqlite: no table"):                "opening l.db: no table",
		fmt.Errorf("ledger: searching: %w", ask.NewFault("q", "no end")):    "no end",
		fmt.Errorf("ledger: searching: %w", ask.NewFault("from", "no day")): "from: no day",
	} {
		if got := plainError(err); got != want {
			t.Errorf("%v: %q, want %q", err, got, want)
		}
	}
}

// TestAnswer prints an answer in each format, and returns errors.
func TestAnswer(t *testing.T) {
	f := AskFlags{LedgerFlags: LedgerFlags{DB: filepath.Join(t.TempDir(), "l.db")}}
	question := func(*ledger.Ledger) (Answer, error) {
		return Answer{Value: map[string]string{"what": "<b>"}, Text: func(w *Text) { w.Line(2, "%s", "text"); w.Gap() },
			Table: func() [][]string { return [][]string{{"what"}, {"a,b"}} }}, nil
	}
	if err := f.Ask(t.Context(), Terminal{}, question); err == nil {
		t.Error("asked a ledger that is not there")
	}
	_, closeLedger, err := f.OpenOrMake(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	closeLedger()
	for format, want := range map[string]string{"text": "  text\n\n", "csv": "what\n\"a,b\"\n",
		"json": "{\n  \"what\": \"<b>\"\n}\n"} {
		var out bytes.Buffer
		f.Format = format
		if err := f.Ask(t.Context(), Terminal{Raw: &out, Out: &out}, question); err != nil || out.String() != want {
			t.Errorf("%s: %q, %v", format, out.String(), err)
		}
	}
	broken := errors.New("broken")
	err = f.Ask(t.Context(), Terminal{}, func(*ledger.Ledger) (Answer, error) { return Answer{}, broken })
	if !errors.Is(err, broken) {
		t.Errorf("the question's error is %v", err)
	}
}

// TestText: lines are wrapped with their indent; details are shown only on request.
func TestText(t *testing.T) {
	w := &Text{width: 30}
	w.Line(4, "%s", "the harbour will stay open all winter")
	if got := w.String(); got != "    the harbour will stay open\n    all winter\n" {
		t.Errorf("%q", got)
	}
	if w.Detail("rule") != "" || (&Text{Details: true}).Detail("rule") != "rule" {
		t.Error("details do not follow the flag")
	}
	for n, want := range map[int]string{0: "0 stories", 1: "1 story", 2: "2 stories"} {
		if got := Counted(n, "story"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := Counted(2, "report") + "|" + Joined("", "a", "", "b") + "|" + Clean("a\x1b[2Jb\u0085c\x7f"); got !=
		"2 reports|a · b|a [2Jb c " {
		t.Errorf("%q", got)
	}
}

// TestStatement: a statement in words, and as a table row.
func TestStatement(t *testing.T) {
	s := ledger.Statement{ID: "v1.s1", Content: "the gas will flow", Said: "2024-03-01", Kind: "indirect", Act: "promise",
		Commitment: "CT+", Statuses: []string{"planned", "open"}, By: "attribution/said@1", Source: "the ministry",
		Article: ledger.Article{Outlet: "KTA", URL: "https://kta.example/1", Published: "2024-03-02"}}
	w := new(Text)
	w.Statement(2, &s)
	const want = "the ministry · 2024-03-01 · KTA · indirect · certain · planned, open · v1.s1"
	if got := w.String(); !strings.Contains(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := strings.Join(StatementNotes(&s, true), " "); !strings.Contains(got, "CT+ attribution/said@1") {
		t.Errorf("details: %q", got)
	}
	s.Speakers = []ledger.Speaker{{Name: "Mira Voss"}, {Name: "Ola Brandt"}}
	rows := StatementRows([]ledger.Statement{s})
	if len(rows) != 2 || len(rows[0]) != len(rows[1]) || rows[1][1] != "Mira Voss and Ola Brandt" ||
		rows[0][8] != "statuses" || rows[1][8] != "planned;open" {
		t.Errorf("%q", rows)
	}
}

// TestWriteOut: the file is complete or does not exist.
func TestWriteOut(t *testing.T) {
	var out bytes.Buffer
	write := func(w io.Writer) error { _, err := io.WriteString(w, "all"); return err }
	if err := WriteOut(Terminal{Raw: &out}, "", write); err != nil || out.String() != "all" {
		t.Errorf("standard output has %q, %v", out.String(), err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	if err := WriteOut(Terminal{}, path, write); err != nil {
		t.Fatal(err)
	}
	err := WriteOut(Terminal{}, filepath.Join(dir, "other"), func(w io.Writer) error {
		io.WriteString(w, "half")
		return errors.New("no more")
	})
	if err == nil || err.Error() != "exporting: no more" {
		t.Errorf("the error is %v", err)
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) != 1 || list[0].Name() != "file" {
		t.Errorf("the folder holds %v, %v", list, err)
	}
	if err := WriteOut(Terminal{}, filepath.Join(dir, "none", "file"), write); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
}

// TestNetFlags: networks are parsed, and errors name the flag.
func TestNetFlags(t *testing.T) {
	f := NetFlags{UserAgent: "me", Allow: []string{"192.168.1.0/24"}, Delay: time.Second}
	o, err := f.FetchOptions()
	if err != nil || o.Allow[0] != netip.MustParsePrefix("192.168.1.0/24") || o.UserAgent != "me" {
		t.Errorf("%+v, %v", o, err)
	}
	c, err := f.Client()
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	f.Allow = []string{"here"}
	if _, err := f.Client(); err == nil || !strings.HasPrefix(err.Error(), "--allow: ") {
		t.Errorf("%v", err)
	}
}

// TestWeights: without a directory the built-in weights read; a directory without weights is an
// error.
func TestWeights(t *testing.T) {
	f := WeightFlags{ReaderFlags: ReaderFlags{Model: readout.Fast}}
	r, err := f.Reader(readout.Options{})
	if err != nil || readout.ModelOf(r.Name()) != readout.Fast {
		t.Fatalf("%v, %v", r, err)
	}
	dir := t.TempDir()
	f.Weights = dir
	for _, name := range []string{"words.bin", "deep.bin", "fast.bin"} {
		if _, err := f.Reader(readout.Options{}); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("without %s: %v", name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte("no weights"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, f.Model = range []readout.Model{readout.Deep, readout.Fast} {
		if _, err := f.Reader(readout.Options{}); err == nil {
			t.Errorf("%s: opened weights that are none", f.Model)
		}
	}
}

// TestTellOthers: who adds to a ledger is told of texts that the other model read, and of no others.
func TestTellOthers(t *testing.T) {
	f := &LedgerFlags{DB: filepath.Join(t.TempDir(), "l.db")}
	l, closeLedger, err := f.OpenOrMake(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer closeLedger()
	told := func(m readout.Model) string {
		var errs bytes.Buffer
		r := ReaderFlags{Model: m}
		r.TellOthers(t.Context(), Terminal{Err: &errs}, l)
		return errs.String()
	}
	if got := told(readout.Fast); got != "" {
		t.Errorf("of an empty ledger: %q", got)
	}
	r := ledgertest.Said("a", "2031-03-05", "Mira Halden", "minister", "Vestria", "The pier stays.")
	r.Reader.Models = "sha256:0"
	if _, err := l.Add(t.Context(), []ledger.Item{{Record: r}}); err != nil {
		t.Fatal(err)
	}
	if got := told(""); got != "" {
		t.Errorf("of the same model: %q", got)
	}
	want := "readout: --model deep read 1 text of this ledger, and --model fast reads what is new: " +
		"'readout reread --model fast --write' reads all with one model.\n"
	if got := told(readout.Fast); got != want {
		t.Errorf("of another model: %q", got)
	}
	if err := l.Store().Close(); err != nil {
		t.Fatal(err)
	}
	if got := told(readout.Fast); got != "" {
		t.Errorf("of a ledger that cannot be asked: %q", got)
	}
}

// late is a timeout of the network.
type late struct{}

func (late) Error() string   { return "late" }
func (late) Timeout() bool   { return true }
func (late) Temporary() bool { return true }

// TestProgress counts failures by kind, most frequent first, and draws only if enabled and only
// after a while.
func TestProgress(t *testing.T) {
	var errs bytes.Buffer
	p := NewProgress(Terminal{Err: &errs}, false, "read")
	if p.KindsOfFailure() != "" {
		t.Errorf("nothing failed, and %q", p.KindsOfFailure())
	}
	for _, err := range []error{fetch.ErrRobots, fmt.Errorf("x: %w", source.ErrEmpty), fetch.ErrRobots, late{}, late{},
		&warc.Damage{}, errors.New("x")} {
		p.Failed(err)
	}
	p.Done(3)
	if got := p.KindsOfFailure(); got != " (2 robots.txt, 2 timeout, 1 damage, 1 empty, 1 other)" {
		t.Errorf("%q", got)
	}
	p.Tell("a line")
	p.End()
	if errs.String() != "a line\n" {
		t.Errorf("%q", errs.String())
	}
	p = NewProgress(Terminal{Err: &errs}, true, "read")
	p.started = p.started.Add(-2 * showAfter)
	p.Total = 10
	if got := p.remaining(5, 0.5); got != ", 5 left for 10s" {
		t.Errorf("%q", got)
	}
	p.Done(1)
	p.Tell("above the bar")
	p.End()
	p.Tell("after it")
	if !strings.HasSuffix(errs.String(), "after it\n") || p.pool != nil {
		t.Errorf("%q", errs.String())
	}
}
