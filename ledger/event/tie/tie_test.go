package tie_test

import (
	"testing"

	"readout/ledger/event/tie"
	"readout/store"
)

// TestTies: a later decision goes before an earlier one.
func TestTies(t *testing.T) {
	id := func(n int) store.StatementID { return store.NewVersionID(1, 0).Row(n) }
	a, b, c := id(1), id(2), id(3)
	var nobody *tie.Ties
	if nobody.Any(a) || nobody.Tied(a, b) || nobody.Split(a) || nobody.Parted(a, b) {
		t.Error("nobody decided anything")
	}
	var ties tie.Ties
	ties.Together(1, a, b)
	if !ties.Tied(a, b) || ties.Tied(a, c) || ties.Any(c) || ties.Split(a) {
		t.Error("a and b were put together, and c was not")
	}
	ties.Apart(2, []store.StatementID{b}, []store.StatementID{a})
	if ties.Tied(a, b) || !ties.Parted(a, b) || !ties.Parted(b, a) || ties.Parted(a, c) {
		t.Error("b was taken from a")
	}
	if !ties.Split(a) || ties.Split(c) {
		t.Error("a was split from b, and c from nobody")
	}
	ties.Together(3, a, b)
	if !ties.Tied(a, b) || ties.Parted(a, b) {
		t.Error("a and b were put together again")
	}
}
