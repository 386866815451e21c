package cli

import (
	"context"
	"encoding/json"
	"io"
	"reflect"

	"readout/ledger"
	"readout/ledger/export"
)

// AskFlags are the flags of every command that queries a ledger.
type AskFlags struct {
	LedgerFlags `embed:""`
	FormatFlags `embed:""`
	AsOf        string `placeholder:"DAY" help:"Show the state at the end of that day: 2024-03-20."`
}

// FormatFlags are the flags of every command that prints an answer.
type FormatFlags struct {
	Format  string `enum:"text,json,csv" default:"text" help:"Output format: ${enum}."`
	Details bool   `help:"Also print codes, rules and byte offsets."`
}

// Answer is the result of a command in its printable forms.
type Answer struct {
	Value any // as JSON
	Text  func(w *Text)
	Table func() [][]string // header first
}

// Ask opens the ledger, calls question, and prints the answer.
func (f *AskFlags) Ask(ctx context.Context, t Terminal, question func(*ledger.Ledger) (Answer, error)) error {
	l, closeLedger, err := f.OpenThere(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	a, err := question(l)
	if err != nil {
		return err
	}
	return f.Print(t, a)
}

// Print writes an answer in the chosen format.
func (f *FormatFlags) Print(t Terminal, a Answer) error {
	switch f.Format {
	case "json":
		enc := json.NewEncoder(t.Raw)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if v := reflect.ValueOf(a.Value); v.Kind() == reflect.Slice && v.IsNil() {
			a.Value = []int{} // an empty list, not null
		}
		return enc.Encode(a.Value)
	case "csv":
		return export.WriteRows(t.Raw, a.Table())
	}
	w := &Text{width: t.Width, Details: f.Details}
	a.Text(w)
	_, err := io.WriteString(t.Out, w.String())
	return err
}
