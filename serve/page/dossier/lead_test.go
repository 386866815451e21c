package dossier

import (
	"testing"

	"readout/ledger"
	"readout/record"
)

// TestLead: the sentence about an event says no more than stands of it.
func TestLead(t *testing.T) {
	for _, c := range []struct {
		status, time, place, want string
	}{
		{record.Held, "2031-03-05", "Lausen", "Port hearing, held on 5 March 2031, in Lausen."},
		{record.Planned, "2031-03-05", "", "Port hearing, planned on 5 March 2031."},
		{record.Planned, "", "", "Port hearing, planned."},
		{record.Cancelled, "2031-03-05", "", "Port hearing, called off; it was planned on 5 March 2031."},
		{record.Cancelled, "", "", "Port hearing, called off."},
		{record.Postponed, "2031-03-05", "", "Port hearing, put off."},
		{record.Possible, "2031-03-05", "Port", "Port hearing, possible on 5 March 2031."},
	} {
		d := ledger.Dossier{Name: "port hearing", Status: c.status, Time: c.time, Place: c.place}
		if got := lead(&d); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.status, c.time, got, c.want)
		}
	}
}
