package dossier

import (
	"testing"

	"readout/ledger/event"
	"readout/store"
)

// TestSure: an entry is told from a score on, and not if its clause only explains something else.
func TestSure(t *testing.T) {
	for _, c := range []struct {
		entry event.Entry
		sure  bool
	}{
		{event.Entry{Score: event.FirmScore}, true},
		{event.Entry{Score: event.FirmScore - 0.01}, false},
		{event.Entry{Score: 1, Background: true}, false},
	} {
		c.entry.Report = &event.Report{Event: &store.Event{Slots: []store.Slot{{}}}}
		if e := slotEntry(&c.entry); e.Sure() != c.sure {
			t.Errorf("%+v: %v, want %v", c.entry, e.Sure(), c.sure)
		}
	}
}
