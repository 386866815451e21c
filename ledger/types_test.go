package ledger_test

import (
	"encoding/json"
	"errors"
	"testing"

	"readout/ledger"
	"readout/ledger/ledgertest"
	"readout/record"
)

// TestDetached: what is kept of dossiers says what they say, and an error stays one.
func TestDetached(t *testing.T) {
	l := ledgertest.Open(t, ledgertest.Meeting("1", "2024-03-01", "KTA", "Jon Alder", "Mira Halden", "Ostrella",
		"2024-03-20", record.Planned))
	want, err := l.AllEvents(t.Context(), "")
	if err != nil || len(want) == 0 {
		t.Fatalf("%d events, %v", len(want), err)
	}
	got, err := ledger.Detached(l.AllEvents(t.Context(), ""))
	x, _ := json.Marshal(got)
	y, _ := json.Marshal(want)
	if err != nil || string(x) != string(y) {
		t.Errorf("%s, %v; want %s", x, err, y)
	}
	down := errors.New("the disk is gone")
	if _, err := ledger.Detached(nil, down); !errors.Is(err, down) {
		t.Errorf("the failure is %v", err)
	}
}
