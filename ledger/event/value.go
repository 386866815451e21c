package event

import (
	"strconv"
	"strings"

	"readout/ledger/event/daterange"
	"readout/record"
	"readout/store"
)

func key36(n uint64) string { return strconv.FormatUint(n, 36) }

// prepare works out what an entry is compared by.
func (e *Entry) prepare(slot string) {
	switch slot {
	case record.DateSlot:
		e.days = daterange.Of(e.Value)
		e.key = e.Value
	case record.TimeSlot:
		e.key = strings.TrimPrefix(e.Value, "T")
	case record.PressSlot, record.AgendaSlot, record.DocumentSlot, record.OutcomeSlot, record.FormatSlot,
		record.ParticipantsSlot:
		e.key = "item" // only its status is judged
	default:
		e.key = store.Words(e.Value)
	}
}

// relation is how two values of a slot go together.
type relation int

const (
	differ relation = iota
	same
	finer   // the first is more precise
	coarser // the first is less precise
)

// compare says how the value of x stands to that of y.
func compare(slot string, x, y *Entry) relation {
	if x.key == y.key {
		return same
	}
	switch slot {
	case record.DateSlot:
		return compareDays(x.days, y.days)
	case record.TimeSlot:
		return compareParts(x.key, y.key, strings.HasPrefix)
	}
	r := compareParts(x.key, y.key, holdsWords)
	if described, other := strings.ToLower(x.Value) == x.Value, strings.ToLower(y.Value) == y.Value; described != other {
		switch { // "lakeside concert hall" tells less than "Lakeside Hall"
		case r == finer && described:
			return coarser
		case r == coarser && other:
			return finer
		}
	}
	return r
}

func compareDays(x, y daterange.Range) relation {
	switch {
	case x.From == 0 || y.From == 0:
		return differ
	case x == y:
		return same
	case x.Within(y):
		return finer
	case y.Within(x):
		return coarser
	}
	return differ
}

func compareParts(x, y string, holds func(long, short string) bool) relation {
	switch {
	case x == "" || y == "":
		return differ
	case holds(x, y):
		return finer
	case holds(y, x):
		return coarser
	}
	return differ
}

// holdsWords reports whether all words of one name are in another.
func holdsWords(long, short string) bool {
	words := strings.Fields(long)
	for w := range strings.FieldsSeq(short) {
		found := false
		for _, v := range words {
			found = found || v == w
		}
		if !found {
			return false
		}
	}
	return true
}
