package decide

import (
	"context"
	"errors"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
	"readout/ledger/audit"
)

// Correct is "readout correct".
type Correct struct {
	decideFlags `embed:""`
	Statement   string   `arg:"" help:"Id of the statement, as printed by search, or of a detail of an event, as printed by 'readout event --why --details'."`
	Speaker     []string `placeholder:"NAME" help:"Who said it, by the name in the article; repeat it for several speakers."`
	Nobody      bool     `help:"Nobody named in the article said it."`
	SaidOn      *string  `placeholder:"DAY" help:"When it was said; empty if unknown."`
	Act         *string  `placeholder:"ACT" help:"The act: assert, deny, promise, …"`
	Attitude    *string  `placeholder:"ATTITUDE" help:"speech, belief, intention, perception or document."`
	Commitment  *string  `placeholder:"VALUE" help:"The FactBank value: CT+, PR-, …"`
	Value       *string  `placeholder:"VALUE" help:"For an event: the value in the text: a day, a place, …"`
	Status      *string  `placeholder:"STATUS" help:"For a detail of an event, or all details in a statement: planned, held, ruled out, …"`
	NotSaid     bool     `help:"For an event: the text says nothing of the kind."`
	Event       string   `placeholder:"ID" help:"For an event: the report of the other event in the article that it belongs to."`
}

// Help returns the text of "readout correct --help".
func (Correct) Help() string {
	return `Records how a statement should have been read. From then on it is found and shown as corrected.
The article and the record remain unchanged, and 'readout undo' reverts the correction.

  readout correct v85855305728.s4 --speaker "Mira Halden" --why "the minister, not the mayor"
  readout correct v85855305728.s1/date/120-128 --value 2024-03-28 --why "Thursday is the 28th"`
}

// Run records the correction.
func (c *Correct) Run(ctx context.Context, t cli.Terminal) error {
	if audit.IsSlotID(c.Statement) {
		set := ledger.SlotCorrection{Value: c.Value, Status: c.Status, Drop: c.NotSaid, Event: c.Event}
		return c.decide(ctx, t, ledger.CorrectSlot, 0, func(l *ledger.Ledger) (int64, error) {
			return l.CorrectSlot(ctx, c.Who, c.Why, c.Statement, set)
		})
	}
	if c.Value != nil || c.NotSaid || c.Event != "" {
		return errors.New("--value, --not-said and --event require the id of a detail of an event, as printed " +
			"by 'readout event --why --details'")
	}
	set := ledger.Correction{SaidOn: c.SaidOn, Act: c.Act, Attitude: c.Attitude, Commitment: c.Commitment,
		Status: c.Status}
	switch {
	case c.Nobody && c.Speaker != nil:
		return errors.New("--nobody and --speaker contradict each other")
	case c.Nobody:
		set.Speakers = &[]string{}
	case c.Speaker != nil:
		set.Speakers = &c.Speaker
	}
	return c.decide(ctx, t, ledger.Correct, 0, func(l *ledger.Ledger) (int64, error) {
		return l.Correct(ctx, c.Who, c.Why, c.Statement, set)
	})
}
