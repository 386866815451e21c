package ledger

import (
	"testing"

	"readout/record"
)

// TestLevelOf: statuses that point both ways leave it to the commitment.
func TestLevelOf(t *testing.T) {
	for _, c := range []struct {
		statuses []string
		commits  string
		act      string
		want     int
	}{
		{nil, record.CertainPlus, "", 3},
		{nil, record.CertainPlus, record.Deny, -3},
		{nil, record.ProbableMinus, "", -2},
		{[]string{record.Doubted}, record.CertainPlus, "", -2},
		{[]string{record.Undecided}, record.CertainPlus, "", 0},
		{[]string{record.Undecided, record.Planned}, record.Uncommitted, "", 3},
		{[]string{record.Planned, record.Doubted}, record.ProbableMinus, "", -2},
	} {
		if got := levelOf(&Statement{Statuses: c.statuses, Commitment: c.commits, Act: c.act}); got != c.want {
			t.Errorf("%v %s %s: %d, want %d", c.statuses, c.commits, c.act, got, c.want)
		}
	}
}
