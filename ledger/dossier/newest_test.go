package dossier_test

import (
	"encoding/json"
	"testing"

	"readout/ledger/dossier"
	"readout/ledger/ledgertest"
	"readout/record"
	"readout/store"
)

// TestReadOnce: lists of events are the same whether the newest reports are read for each of them or
// once, and whatever was read for another day.
func TestReadOnce(t *testing.T) {
	corpus := ledgertest.New(ledgertest.Options{Seed: 9, Statements: 8, People: 30, Events: 40, PerDay: 20})
	var list []*record.Record
	for n := range 240 { // more than are linked by what they share
		list = append(list, corpus.Record(n))
	}
	l := ledgertest.Open(t, list...)
	once := dossier.ReadOnce(t.Context())
	if dossier.ReadOnce(once) != once {
		t.Error("what was read is read again")
	}
	for _, asOf := range []string{"", "2019-01-10", "2019-01-11", "2019-01-10"} {
		for _, f := range []store.EventFilter{{AsOf: asOf}, {AsOf: asOf, Limit: 200}, {AsOf: asOf, From: "2019-02-01"}} {
			want, err := l.Find(t.Context(), f, asOf)
			if err != nil || len(want) == 0 {
				t.Fatalf("%d events, %v", len(want), err)
			}
			got, err := l.Find(once, f, asOf)
			if err != nil {
				t.Fatal(err)
			}
			x, _ := json.Marshal(got)
			y, _ := json.Marshal(want)
			if string(x) != string(y) {
				t.Errorf("as of %q %+v finds %d events, want %d", asOf, f, len(got), len(want))
			}
		}
	}
}
