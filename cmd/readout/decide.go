package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/audit"
	"readout/store"
)

// decideFlags are the flags of every command that records a decision.
type decideFlags struct {
	ledgerFlags `embed:""`
	formatFlags `embed:""`
	Why         string `required:"" placeholder:"TEXT" help:"The reason, for the audit."`
	Who         string `env:"READOUT_USER,USER" placeholder:"NAME" help:"Who decides (${env})."`
}

// decide opens the ledger, records one decision and prints its number.
// undone is the decision that it takes back, or 0.
func (f *decideFlags) decide(ctx context.Context, t terminal, kind string, undone int64,
	do func(*ledger.Ledger) (int64, error)) error {
	if f.Who == "" {
		return errors.New("who decides? Say it with --who")
	}
	l, closeLedger, err := f.openThere(ctx)
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
	return f.print(t, answer{value: number, text: func(w *textAnswer) {
		if undone > 0 {
			w.line(0, "Decision %d takes back decision %d.", id, undone)
			return
		}
		w.line(0, "Decision %d (%s) is in the audit; 'readout undo %d' takes it back.", id, kind, id)
	}, table: func() [][]string { return [][]string{{"decision", "kind"}, {fmt.Sprint(id), kind}} }})
}

// mergeCommand is "readout merge".
type mergeCommand struct {
	decideFlags `embed:""`
	People      []string `arg:"" name:"ids" help:"Ids of people, as 'readout person' prints them (a1b2…), or of events, as 'readout event' does (v1….s1)."`
}

func (c *mergeCommand) Run(ctx context.Context, t terminal) error {
	if eventIDs(c.People) {
		return c.decide(ctx, t, ledger.MergeEvents, 0, func(l *ledger.Ledger) (int64, error) {
			return l.MergeEvents(ctx, c.Who, c.Why, c.People...)
		})
	}
	return c.decide(ctx, t, ledger.Merge, 0, func(l *ledger.Ledger) (int64, error) {
		return l.Merge(ctx, c.Who, c.Why, c.People...)
	})
}

// splitCommand is "readout split".
type splitCommand struct {
	decideFlags `embed:""`
	Agents      []string `arg:"" name:"ids" help:"Ids of the presentations that are somebody else, as 'readout person --agents' prints them, or of the reports that are of another event, as 'readout event --why' does."`
}

func (c *splitCommand) Run(ctx context.Context, t terminal) error {
	if eventIDs(c.Agents) {
		return c.decide(ctx, t, ledger.SplitEvents, 0, func(l *ledger.Ledger) (int64, error) {
			return l.SplitEvents(ctx, c.Who, c.Why, c.Agents...)
		})
	}
	return c.decide(ctx, t, ledger.Split, 0, func(l *ledger.Ledger) (int64, error) {
		return l.Split(ctx, c.Who, c.Why, c.Agents...)
	})
}

// eventIDs reports whether ids are those of reports of events.
func eventIDs(ids []string) bool {
	return len(ids) > 0 && !slices.ContainsFunc(ids, func(id string) bool {
		_, err := store.ParseStatementID(id)
		return err != nil
	})
}

// correctCommand is "readout correct".
type correctCommand struct {
	decideFlags `embed:""`
	Statement   string   `arg:"" help:"Id of the statement, as search prints it, or of something said of an event, as 'readout event --why' does."`
	Speaker     []string `placeholder:"NAME" help:"Who said it, as the article names them; several for several."`
	Nobody      bool     `help:"Nobody that the article names said it."`
	SaidOn      *string  `placeholder:"DAY" help:"When it was said; empty for not known."`
	Act         *string  `placeholder:"ACT" help:"What it does: assert, deny, promise, …"`
	Attitude    *string  `placeholder:"ATTITUDE" help:"speech, belief, intention, perception or document."`
	Commitment  *string  `placeholder:"VALUE" help:"The FactBank value: CT+, PR-, …"`
	Value       *string  `placeholder:"VALUE" help:"Of an event: the value that the text gives: a day, a place, …"`
	Status      *string  `placeholder:"STATUS" help:"Of an event, or of all that a statement says of one: planned, held, ruled out, …"`
	NotSaid     bool     `help:"Of an event: the text says nothing of the kind."`
	Event       string   `placeholder:"ID" help:"Of an event: the report of the other event of the article that it is said of."`
}

// Help is shown by "readout correct --help".
func (correctCommand) Help() string {
	return `Records how a statement should have been read. It is found and shown as corrected from
then on; the article and the record stay as they are, and 'readout undo' takes the
correction back.

  readout correct v85855305728.s4 --speaker "Mira Halden" --why "the minister, not the mayor"
  readout correct v85855305728.s1/date/120-128 --value 2024-03-28 --why "Thursday is the 28th"`
}

func (c *correctCommand) Run(ctx context.Context, t terminal) error {
	if audit.IsSlotID(c.Statement) {
		set := ledger.SlotCorrection{Value: c.Value, Status: c.Status, Drop: c.NotSaid, Event: c.Event}
		return c.decide(ctx, t, ledger.CorrectSlot, 0, func(l *ledger.Ledger) (int64, error) {
			return l.CorrectSlot(ctx, c.Who, c.Why, c.Statement, set)
		})
	}
	if c.Value != nil || c.NotSaid || c.Event != "" {
		return errors.New("--value, --not-said and --event are for what is said of an event: its id is as in 'readout " +
			"event --why'")
	}
	set := ledger.Correction{SaidOn: c.SaidOn, Act: c.Act, Attitude: c.Attitude, Commitment: c.Commitment,
		Status: c.Status}
	switch {
	case c.Nobody && c.Speaker != nil:
		return errors.New("--nobody and --speaker say different things")
	case c.Nobody:
		set.Speakers = &[]string{}
	case c.Speaker != nil:
		set.Speakers = &c.Speaker
	}
	return c.decide(ctx, t, ledger.Correct, 0, func(l *ledger.Ledger) (int64, error) {
		return l.Correct(ctx, c.Who, c.Why, c.Statement, set)
	})
}

// takedownCommand is "readout takedown".
type takedownCommand struct {
	decideFlags `embed:""`
	Article     string `arg:"" help:"Its address, or the id of a version or statement of it."`
	Outlet      string `placeholder:"NAME" help:"The outlet, where several have the address."`
}

// Help is shown by "readout takedown --help".
func (takedownCommand) Help() string {
	return `Takes an article out with all its versions: text, record and everything it is found by.
What stays is the decision, with the hash of what stood there. The article is not taken in
again until the decision is undone; undoing does not bring the text back.`
}

func (c *takedownCommand) Run(ctx context.Context, t terminal) error {
	return c.decide(ctx, t, ledger.Takedown, 0, func(l *ledger.Ledger) (int64, error) {
		key := store.Key{Outlet: c.Outlet, Ident: c.Article}
		if c.Outlet == "" {
			var err error
			if key, err = l.Locate(ctx, c.Article); err != nil {
				return 0, err
			}
		}
		return l.TakeDown(ctx, c.Who, c.Why, key)
	})
}

// undoCommand is "readout undo".
type undoCommand struct {
	decideFlags `embed:""`
	Decision    int64 `arg:"" help:"Number of the decision, as 'readout audit' prints it."`
}

func (c *undoCommand) Run(ctx context.Context, t terminal) error {
	return c.decide(ctx, t, ledger.Undo, c.Decision, func(l *ledger.Ledger) (int64, error) {
		return l.Undo(ctx, c.Who, c.Why, c.Decision)
	})
}

// auditCommand is "readout audit".
type auditCommand struct {
	askFlags `embed:""`
}

func (c *auditCommand) Run(ctx context.Context, t terminal) error {
	return c.ask(ctx, t, func(l *ledger.Ledger) (answer, error) {
		all, err := l.Audit(ctx)
		list := []store.Decision{}
		undone := map[int64]int64{}
		for _, d := range all {
			if c.AsOf == "" || d.At < store.EndOf(c.AsOf) {
				list = append(list, d)
				undone[d.Undoes] = d.ID
			}
		}
		return answer{value: list, text: func(w *textAnswer) {
			for _, d := range list {
				what := d.Kind
				switch {
				case d.Undoes != 0:
					what += fmt.Sprintf(" %d", d.Undoes)
				case undone[d.ID] != 0:
					what += fmt.Sprintf(", undone by %d", undone[d.ID])
				}
				w.line(0, "%d  %s  %s", d.ID, strong.Render(what),
					faint.Render(clean(strings.Join([]string{d.At, d.Who, d.Why}, " · "))))
			}
			if len(list) == 0 {
				w.line(0, "Nothing has been decided.")
			}
		}, table: func() [][]string {
			rows := [][]string{{"decision", "at", "who", "kind", "undoes", "why", "data"}}
			for _, d := range list {
				rows = append(rows, []string{fmt.Sprint(d.ID), d.At, d.Who, d.Kind, fmt.Sprint(d.Undoes), d.Why, d.Data})
			}
			return rows
		}}, err
	})
}
