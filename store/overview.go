package store

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"time"
)

// Now is the day of an overview of all articles there are.
const Now = Day(math.MaxInt32)

// Overview is a stored answer that depends on a large part of the ledger and is slow to compute. It
// is derived data: the transaction that changes its inputs deletes it, and the next request computes
// it again.
type Overview struct {
	Name string
	Day  Day           // the last day whose articles it depends on
	Data []byte        // in the encoding of whoever computed it
	Made int64         // Unix time, in seconds
	Took time.Duration // time it took to compute
	// Stale reports that articles have arrived which it lacks. Only overviews of Now can be stale; others
	// are deleted.
	Stale bool
}

// Sum returns a SHA-256 over the stored fields. An overview whose row was edited in the database is
// not used.
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

// Mark identifies the state of a store: the last arrival, and a counter of changes to what was already
// there (decisions, rereadings, facts).
type Mark struct{ Arrival, Rewritten int64 }
