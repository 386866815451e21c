// Package decide implements the commands by which people decide what a ledger cannot know:
// merge, split, correct, takedown and undo, and audit, which lists decisions.
//
// They take a ledger, who decides and why, and print the id of the decision. They reject a
// decision without a person.
//
// The one idea: undo can revert every change except the deletion of the text of an article that
// was taken down.
package decide

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
	"readout/store"
)

// decideFlags are the flags of every command that records a decision.
type decideFlags struct {
	cli.LedgerFlags `embed:""`
	cli.FormatFlags `embed:""`
	Why             string `required:"" placeholder:"TEXT" help:"The reason, for the audit log."`
	Who             string `env:"READOUT_USER,USER" placeholder:"NAME" help:"Who decides; required unless the environment names somebody (${env})."`
}

// decide opens the ledger, records a decision and prints its id. undone is the decision that it
// undoes, or 0.
func (f *decideFlags) decide(ctx context.Context, t cli.Terminal, kind string, undone int64,
	do func(*ledger.Ledger) (int64, error)) error {
	if f.Who == "" {
		return errors.New("who decides? Name yourself with --who NAME, or in the environment variable READOUT_USER")
	}
	l, closeLedger, err := f.OpenThere(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	id, err := do(l)
	if err != nil {
		return err
	}
	number := struct {
		Decision int64  `json:"decision"`
		Kind     string `json:"kind"`
	}{id, kind}
	return f.Print(t, cli.Answer{Value: number, Text: func(w *cli.Text) {
		if undone > 0 {
			w.Line(0, "Decision %d takes back decision %d.", id, undone)
			return
		}
		if kind == ledger.Takedown {
			w.Line(0, "Decision %d (takedown) is in the audit. The text is gone for good; 'readout undo %d' only lets it be "+
				"added again.", id, id)
			return
		}
		w.Line(0, "Decision %d (%s) is in the audit; 'readout undo %d' takes it back.", id, kind, id)
	}, Table: func() [][]string { return [][]string{{"decision", "kind"}, {fmt.Sprint(id), kind}} }})
}

// eventIDs reports whether ids are those of reports of events.
func eventIDs(ids []string) bool {
	return len(ids) > 0 && !slices.ContainsFunc(ids, func(id string) bool {
		_, err := store.ParseStatementID(id)
		return err != nil
	})
}
