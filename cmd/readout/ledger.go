package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"charm.land/lipgloss/v2"

	"readout/ledger"
	"readout/ledger/export"
	"readout/record"
	"readout/store"
	"readout/store/postgres"
	"readout/store/sqlite"
)

// ledgerFlags are the flags of every command that opens a ledger.
type ledgerFlags struct {
	DB string `name:"db" env:"READOUT_DB" default:"readout.db" placeholder:"FILE" help:"The ledger: a file, or postgres://… (${env}, ${default})."`
}

// openThere is open for a command that asks or changes what is there: a mistyped name
// is an error, not a new empty ledger.
func (f *ledgerFlags) openThere(ctx context.Context) (*ledger.Ledger, func(), error) {
	if err := f.there(); err != nil {
		return nil, nil, err
	}
	return f.open(ctx)
}

// there refuses the name of a file that is none.
func (f *ledgerFlags) there() error {
	if f.server() {
		return nil
	}
	_, err := os.Stat(f.DB)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no ledger %s: 'readout add' makes one, --db names another", f.DB)
	}
	return err
}

// open opens the ledger, or makes it; close it with the function that comes with it.
func (f *ledgerFlags) open(ctx context.Context) (*ledger.Ledger, func(), error) {
	var st store.Store
	var err error
	if f.server() {
		st, err = postgres.Open(ctx, f.DB)
	} else {
		st, err = sqlite.Open(ctx, f.DB, sqlite.Options{})
	}
	if err != nil {
		return nil, nil, err
	}
	return ledger.New(st, ledger.Options{}), func() { st.Close() }, nil
}

// server reports whether the ledger is a server's and not a file.
func (f *ledgerFlags) server() bool {
	return strings.HasPrefix(f.DB, "postgres://") || strings.HasPrefix(f.DB, "postgresql://") ||
		strings.Contains(f.DB, "host=")
}

// askFlags are the flags of every command that asks a ledger something.
type askFlags struct {
	ledgerFlags `embed:""`
	formatFlags `embed:""`
	AsOf        string `placeholder:"DAY" help:"What stood at the end of that day: 2024-03-20."`
}

// formatFlags are the flags of every command that prints an answer.
type formatFlags struct {
	Format  string `enum:"text,json,csv" default:"text" help:"How to print: ${enum}."`
	Details bool   `help:"Print codes, rules and byte offsets, too."`
}

// answer is what a command found, in the forms it can be printed in.
type answer struct {
	value any // as JSON
	text  func(w *textAnswer)
	table func() [][]string // header first
}

// print writes an answer in the format asked for.
func (f *formatFlags) print(t terminal, a answer) error {
	switch f.Format {
	case "json":
		enc := json.NewEncoder(t.raw)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(a.value)
	case "csv":
		return export.WriteRows(t.raw, a.table())
	}
	w := &textAnswer{width: t.width, details: f.Details}
	a.text(w)
	_, err := io.WriteString(t.out, w.b.String())
	return err
}

var (
	strong = lipgloss.NewStyle().Bold(true)
	faint  = lipgloss.NewStyle().Foreground(lipgloss.Color("245"))
	status = lipgloss.NewStyle().Foreground(lipgloss.Color("3"))
)

// textAnswer lays an answer out for people.
type textAnswer struct {
	b       strings.Builder
	width   int
	details bool // codes, rules and byte offsets, too
}

// line writes text under an indent, wrapped to the terminal.
func (w *textAnswer) line(indent int, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	pad := strings.Repeat(" ", indent)
	if w.width > indent+20 {
		text = lipgloss.Wrap(text, w.width-indent, " ")
	}
	w.b.WriteString(pad + strings.ReplaceAll(text, "\n", "\n"+pad) + "\n")
}

func (w *textAnswer) gap() { w.b.WriteByte('\n') }

// statement writes one statement: its words, then who, when, where and how found.
func (w *textAnswer) statement(indent int, s *ledger.Statement) {
	w.line(indent, "%s", clean(s.Content))
	w.line(indent, "%s", faint.Render(clean(strings.Join(statementNotes(s, w.details), " · "))))
}

func statementNotes(s *ledger.Statement, details bool) []string {
	notes := []string{speakerNames(s), s.Said, s.Article.Outlet, s.Kind}
	if s.Commitment != "" {
		notes = append(notes, record.Sure(s.Commitment))
	}
	if len(s.Statuses) > 0 {
		notes = append(notes, strings.Join(s.Statuses, ", "))
	}
	if details {
		if s.Commitment != "" {
			notes = append(notes, s.Commitment)
		}
		notes = append(notes, s.By)
	}
	return append(notes, s.ID)
}

// counted is "1 report", "2 reports".
func counted(n int, one string) string {
	switch {
	case n == 1:
		return "1 " + one
	case strings.HasSuffix(one, "y"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(one, "y"))
	}
	return fmt.Sprintf("%d %ss", n, one)
}

func speakerNames(s *ledger.Statement) string {
	names := make([]string, 0, len(s.Speakers))
	for _, sp := range s.Speakers {
		name := sp.Name
		if sp.Joined != nil {
			name += " (" + sp.Called + ", " + sp.Joined.String() + ")"
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return s.Source
	}
	return strings.Join(names, " and ")
}

// clean shows a control character as a mark, so that an article cannot steer the
// terminal it is shown in.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}

var statementHeader = []string{"id", "speaker", "said", "published", "outlet", "kind", "act", "commitment", "statuses",
	"content", "url"}

func statementRow(s *ledger.Statement) []string {
	return []string{s.ID, speakerNames(s), s.Said, s.Article.Published, s.Article.Outlet, s.Kind, s.Act, s.Commitment,
		strings.Join(s.Statuses, ";"), s.Content, s.Article.URL}
}

func statementRows(list []ledger.Statement) [][]string {
	rows := [][]string{statementHeader}
	for i := range list {
		rows = append(rows, statementRow(&list[i]))
	}
	return rows
}
