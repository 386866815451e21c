package relation_test

import (
	"strings"
	"testing"

	"readout/ledger/event/daterange"
	"readout/ledger/event/relation"
)

// TestOfDays: a day in a month is the finer of the two, and what is not known differs from all.
func TestOfDays(t *testing.T) {
	for _, c := range []struct {
		x, y string
		want relation.Relation
	}{
		{"2031-03-28", "2031-03-28", relation.Same}, {"2031-03-28", "2031-03", relation.Finer},
		{"2031", "2031-03-28", relation.Coarser}, {"2031-03-28", "2031-03-29", relation.Differ},
		{"", "2031-03-28", relation.Differ}, {"2031-03-28", "", relation.Differ},
	} {
		if got := relation.OfDays(daterange.Of(c.x), daterange.Of(c.y)); got != c.want {
			t.Errorf("%q and %q: %v, want %v", c.x, c.y, got, c.want)
		}
	}
}

// TestOfParts: the name that has all words of another is the finer.
func TestOfParts(t *testing.T) {
	for _, c := range []struct {
		x, y  string
		holds func(long, short string) bool
		want  relation.Relation
	}{
		{"villa la grange", "la villa", relation.Holds, relation.Finer},
		{"villa", "villa la grange", relation.Holds, relation.Coarser},
		{"villa la grange", "villa park", relation.Holds, relation.Differ},
		{"", "villa", relation.Holds, relation.Differ},
		{"10:30", "10", strings.HasPrefix, relation.Finer},
	} {
		if got := relation.OfParts(c.x, c.y, c.holds); got != c.want {
			t.Errorf("%q and %q: %v, want %v", c.x, c.y, got, c.want)
		}
	}
}
