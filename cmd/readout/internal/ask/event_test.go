package ask

import (
	"testing"

	"readout/ledger"
)

// TestCalled: other events are of a name if all words asked for are in theirs.
func TestCalled(t *testing.T) {
	list := []ledger.Dossier{{Name: "second vote"}, {Name: "council vote on the pool"}, {Name: "hearing"}}
	for question, want := range map[string]int{"vote": 2, "Council vote": 1, "summit": 0} {
		if got := called(list, question); got != want {
			t.Errorf("%q: %d, want %d", question, got, want)
		}
	}
}
