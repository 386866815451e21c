package dossier_test

import (
	"testing"

	"readout/ledger/dossier"
	"readout/record"
)

// TestToCome: what was put off, called off or ruled out is not to come; what is doubted or open may be.
func TestToCome(t *testing.T) {
	var list []dossier.Dossier
	for _, status := range []string{record.Planned, record.Postponed, record.Likely, record.Cancelled, record.RuledOut,
		record.Doubted, record.NotPlanned, ""} {
		list = append(list, dossier.Dossier{Status: status})
	}
	got := ""
	for _, d := range dossier.ToCome(list) {
		got += d.Status + "|"
	}
	if want := "planned|likely|doubted||"; got != want {
		t.Errorf("to come are %q, want %q", got, want)
	}
}
