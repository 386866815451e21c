// Package relation says how two values of a slot go together: whether they differ, are the same, or one tells more.
//
// In come two days or two names; out goes the relation of the first to the second. What is not known differs from all.
//
// The one idea: a coarser value supports a finer one and differs from none.
package relation

import (
	"slices"
	"strings"

	"readout/ledger/event/daterange"
)

// Relation is how the first of two values goes together with the second.
type Relation int

// The relations.
const (
	Differ Relation = iota
	Same
	Finer   // the first is more precise
	Coarser // the first is less precise
)

// OfDays compares two days, weeks, months or years.
func OfDays(x, y daterange.Range) Relation {
	switch {
	case x.From == 0 || y.From == 0:
		return Differ
	case x == y:
		return Same
	case x.Within(y):
		return Finer
	case y.Within(x):
		return Coarser
	}
	return Differ
}

// OfParts compares two texts that are not the same, by whether one holds the other.
func OfParts(x, y string, holds func(long, short string) bool) Relation {
	switch {
	case x == "" || y == "":
		return Differ
	case holds(x, y):
		return Finer
	case holds(y, x):
		return Coarser
	}
	return Differ
}

// Holds reports whether all words of one name are in another.
func Holds(long, short string) bool {
	words := strings.Fields(long)
	for w := range strings.FieldsSeq(short) {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}
