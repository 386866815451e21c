package rules

import "readout/model"

// nameIndex numbers hashes in the order they come: a small hash table that is
// emptied, not thrown away, after each article.
type nameIndex struct {
	slot []indexSlot
	n    int32
}

type indexSlot struct {
	hash model.Hash
	id   int32 // plus one; 0 is an empty slot
}

// reset empties the index.
func (x *nameIndex) reset() {
	if x.slot == nil {
		x.slot = make([]indexSlot, 256)
	}
	clear(x.slot)
	x.n = 0
}

// put is the number of a hash, given now if it has none.
func (x *nameIndex) put(h model.Hash) (id int32, isNew bool) {
	if int(x.n)*2 >= len(x.slot) {
		x.grow()
	}
	s := x.find(h)
	if s.id == 0 {
		x.n++
		*s = indexSlot{hash: h, id: x.n}
		return x.n - 1, true
	}
	return s.id - 1, false
}

// get is the number of a hash, -1 if it has none.
func (x *nameIndex) get(h model.Hash) int32 { return x.find(h).id - 1 }

func (x *nameIndex) find(h model.Hash) *indexSlot {
	mask := uint64(len(x.slot) - 1)
	for i := uint64(h) & mask; ; i = (i + 1) & mask {
		if s := &x.slot[i]; s.id == 0 || s.hash == h {
			return s
		}
	}
}

func (x *nameIndex) grow() {
	old := x.slot
	x.slot = make([]indexSlot, 2*len(old))
	for _, s := range old {
		if s.id != 0 {
			*x.find(s.hash) = s
		}
	}
}
