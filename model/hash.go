package model

import "encoding/binary"

// Hash is a feature as an integer. Equal features have equal hashes on every
// machine; the seldom case of two features with one hash costs a little accuracy
// and no memory.
type Hash uint64

const (
	hashStart = 0x9e3779b97f4a7c15
	hashStep  = 0xd6e8feb86659fd93
)

// HashString is the hash of a string. It allocates nothing.
func HashString(s string) Hash {
	h := uint64(hashStart) ^ uint64(len(s))
	var word [8]byte
	for len(s) >= 8 {
		copy(word[:], s)
		h = (h ^ binary.LittleEndian.Uint64(word[:])) * hashStep
		h ^= h >> 32
		s = s[8:]
	}
	var last uint64
	for i := range len(s) {
		last |= uint64(s[i]) << (8 * i)
	}
	h = (h ^ last) * hashStep
	h ^= h >> 32
	return Hash(h * hashStep)
}

// With combines a feature with another, or with the number of its template; the
// order matters.
func (h Hash) With(o Hash) Hash {
	m := (uint64(h) ^ uint64(o)*hashStart) * hashStep
	return Hash(m ^ m>>29)
}

// Row folds the hash to 32 bits, of which a table of 2^n rows uses the low n. It
// may be given any integer that tells features apart, hashed or not.
func (h Hash) Row() uint32 {
	m := uint64(h) * hashStep
	m ^= m >> 32
	return uint32(m * hashStep >> 32)
}
