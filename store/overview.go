package store

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"time"
)

// Now is the day of an overview that looks at all articles there are.
const Now = Day(math.MaxInt32)

// Overview is an answer that looks at a large part of a ledger, kept so that it is not worked out
// for each who asks. It is derived: it goes when what it was made of changes, and comes back when it
// is asked for.
type Overview struct {
	Name string
	Day  Day           // the last one whose articles it looks at
	Data []byte        // whose form is its maker's
	Made int64         // seconds since 1970
	Took time.Duration // to work it out
	// Stale: articles came that it does not look at. Only one of Now is kept for that time.
	Stale bool
}

// Sum is a hash over what is kept of an overview: one that was changed in the database by
// anything but this program is not given out.
func (o *Overview) Sum() []byte {
	h := sha256.New()
	for _, part := range [...][]byte{[]byte(o.Name), o.Data} {
		h.Write(binary.AppendUvarint(nil, uint64(len(part))))
		h.Write(part)
	}
	for _, n := range [...]int64{int64(o.Day), o.Made, int64(o.Took)} {
		h.Write(binary.AppendVarint(nil, n))
	}
	return h.Sum(nil)
}

// Mark is the state that a store is in: which articles came, and how often what was there was changed
// by a decision, another reading or a fact.
type Mark struct{ Arrival, Rewritten int64 }
