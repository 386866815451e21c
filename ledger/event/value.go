package event

import (
	"strconv"
	"strings"

	"readout/ledger/event/daterange"
	"readout/ledger/event/relation"
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

// How two values of a slot go together.
const (
	differ  = relation.Differ
	same    = relation.Same
	finer   = relation.Finer
	coarser = relation.Coarser
)

// compare says how the value of x stands to that of y.
func compare(slot string, x, y *Entry) relation.Relation {
	if x.key == y.key {
		return same
	}
	switch slot {
	case record.DateSlot:
		return relation.OfDays(x.days, y.days)
	case record.TimeSlot:
		return relation.OfParts(x.key, y.key, strings.HasPrefix)
	}
	r := relation.OfParts(x.key, y.key, relation.Holds)
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
