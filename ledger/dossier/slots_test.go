package dossier

import (
	"testing"

	"readout/ledger/event"
	"readout/record"
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

// TestBare: an event with a day, a place or somebody who takes part is told of; a status alone says little.
func TestBare(t *testing.T) {
	for want, list := range map[bool][]Dossier{
		true:  {{Name: "meeting"}, {Name: "meeting", Status: record.Held}},
		false: {{Time: "2031-03"}, {Place: "Lausen"}, {Participants: []string{"Ana Vell"}}},
	} {
		for _, d := range list {
			if d.Bare() != want {
				t.Errorf("%+v: bare %v", d, !want)
			}
		}
	}
}

// TestNothing: it is told why nothing stands, and of what never might only where nothing else was said.
func TestNothing(t *testing.T) {
	withdrawn := SlotEntry{Withdrawn: true, Reason: event.Withdrawal}
	weak, lapsed := SlotEntry{Reason: event.Weak}, SlotEntry{Reason: event.Lapsed}
	for want, track := range map[string]SlotTrack{
		"":                                      {Now: &SlotEntry{}, Entries: []SlotEntry{withdrawn}},
		"all that was said of it was withdrawn": {Entries: []SlotEntry{withdrawn, withdrawn}},
		"nothing stands":                        {},
		"nothing stands: " + event.Weak:         {Entries: []SlotEntry{withdrawn, weak, weak}},
		"nothing stands: " + event.Lapsed:       {Entries: []SlotEntry{withdrawn, weak, lapsed, lapsed}},
	} {
		if got := track.Nothing(); got != want {
			t.Errorf("%+v: %q, want %q", track.Entries, got, want)
		}
	}
}

// TestOpen: of what took place or is off nothing is open that nothing is known of; of what was put off it is.
func TestOpen(t *testing.T) {
	for status, want := range map[string]bool{"": true, record.Planned: true, record.Possible: true, record.Doubted: true,
		record.Postponed: true, record.Held: false, record.Cancelled: false, record.RuledOut: false} {
		if open(nil, status) != want {
			t.Errorf("nothing stands of what is %q: open %v", status, !want)
		}
	}
	for status, want := range map[string]bool{record.Undecided: true, record.Possible: true, record.Doubted: true,
		record.Planned: false, record.Held: false, record.RuledOut: false} {
		if open(&SlotEntry{Status: status}, record.Planned) != want {
			t.Errorf("%q: open %v", status, !want)
		}
	}
}
