package ledger_test

import (
	"fmt"
	"os"
	"testing"

	"readout/ledger/demo"
	"readout/ledger/index"
	"readout/store"
)

// TestIndexRules: the index entries of the demonstration's hand-written records have not
// changed under this number of the rules. If this fails although the records are the same,
// raise store.IndexRules, since a ledger file filled by other rules must not be rewritten by
// these; then run it with -update.
func TestIndexRules(t *testing.T) {
	const golden = "testdata/indexrules.golden"
	records, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	var sum store.Indexed
	for _, r := range records {
		e, err := index.Prepare(r, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		x := store.IndexedOf(&e)
		sum = store.Indexed{Rows: sum.Rows*31 + x.Rows, Events: sum.Events*31 + x.Events, Count: sum.Count + x.Count}
	}
	got := fmt.Sprintf("%s %016x %016x %d\n", store.IndexRules, sum.Rows, sum.Events, sum.Count)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%swant %s", got, want)
	}
}
