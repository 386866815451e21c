package index

import (
	"cmp"
	"readout/store"
	"slices"
)

// Shingles are hashes of runs of words. Two texts that share a run of words share its
// shingles, so an index of some of them, selected by hash and not by position, finds texts
// that share any longer run.
//
// Source: winnowing, Schleimer, Wilkerson and Aiken 2003; one-permutation hashing,
// Li, Owen and Zhang 2012.
const (
	ShingleWords = 4
	// Winnow is the window size: of every run of this many shingles the smallest is kept, so
	// that any shared run of ShingleWords+Winnow-1 words is certain to be found.
	Winnow = 8
	// bandCount bands of bandRows minima each: near copies with half their shingles in common
	// share at least one band with a probability of 97 %, by 1-(1-0.5^2)^12.
	bandCount = 12
	bandRows  = 2
)

// WordHashes hashes each word of a text in the alphabet of store.Words.
func WordHashes(words string) []uint64 {
	out := make([]uint64, 0, len(words)/5)
	h := uint64(fnvOffset)
	for i := 0; i < len(words); i++ {
		if words[i] == ' ' {
			out = append(out, h)
			h = fnvOffset
			continue
		}
		h = (h ^ uint64(words[i])) * fnvPrime
	}
	if words != "" {
		out = append(out, h)
	}
	return out
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// mix distributes a hash over all bits.
func mix(x uint64) uint64 {
	x ^= x >> 31
	x *= 0x7fb5d329728ea185
	x ^= x >> 27
	x *= 0x81dadef4bc2dd44d
	return x ^ x>>33
}

// Shingles returns the hashes of all runs of k words, in order; one for a shorter text.
func Shingles(words []uint64, k int) []uint64 {
	if len(words) == 0 {
		return nil
	}
	k = min(k, len(words))
	out := make([]uint64, 0, len(words)-k+1)
	for i := 0; i+k <= len(words); i++ {
		var h uint64
		for _, w := range words[i : i+k] {
			h = mix(h*31 + w)
		}
		out = append(out, h)
	}
	return out
}

// Sketch returns the shingles by which a statement is found.
func Sketch(words []uint64) []uint64 {
	all := Shingles(words, ShingleWords)
	if len(all) <= Winnow {
		if len(all) == 0 {
			return nil
		}
		return []uint64{slices.Min(all)}
	}
	var out []uint64
	last := -1
	for i := 0; i+Winnow <= len(all); i++ {
		best := i
		for j := i + 1; j < i+Winnow; j++ {
			if all[j] <= all[best] { // the later of equal ones lasts longest
				best = j
			}
		}
		if best != last {
			out, last = append(out, all[best]), best
		}
	}
	return Dedup(out)
}

// Bands returns the keys by which near copies of a whole text are found.
func Bands(words []uint64) []uint64 {
	const bins = bandCount * bandRows
	var least [bins]uint64
	for i := range least {
		least[i] = ^uint64(0)
	}
	for _, h := range Shingles(words, ShingleWords) {
		bin := h % bins
		if v := mix(h); v < least[bin] {
			least[bin] = v
		}
	}
	out := make([]uint64, 0, bandCount)
	for b := 0; b < bandCount; b++ {
		h, empty := uint64(b)+1, 0
		for _, v := range least[b*bandRows : (b+1)*bandRows] {
			if v == ^uint64(0) {
				empty++
			}
			h = mix(h*31 + v)
		}
		if empty < bandRows {
			out = append(out, h)
		}
	}
	return out
}

// Dedup sorts a list in place and removes duplicates.
func Dedup[T cmp.Ordered](list []T) []T {
	slices.Sort(list)
	return slices.Compact(list)
}

// Grams returns the hashes of all runs of four words of an article's own text, sorted, without
// duplicates.
func Grams(v *store.Version) []uint64 {
	p := NewPreparer(v.Body.Record)
	return Dedup(Shingles(WordHashes(p.Body()), ShingleWords))
}

// Share returns the part of the smaller set that both have; 0 if the sizes differ too much for
// a copy.
func Share(x, y []uint64) float64 {
	small, large := min(len(x), len(y)), max(len(x), len(y))
	if small == 0 || float64(small) < familyLength*float64(large) {
		return 0
	}
	n, i, j := 0, 0, 0
	for i < len(x) && j < len(y) {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return float64(n) / float64(small)
}

// Round2 rounds a share to two decimals.
func Round2(x float64) float64 { return float64(int(x*100+0.5)) / 100 }

const (
	// FamilyShare: two texts are copies if they share this much of the shorter one. Background
	// that a desk repeats in every piece stays well below this.
	FamilyShare = 0.6
	// familyLength: a copy is at least this long compared with the other text, so that a flash
	// is not a copy of the report that includes it.
	familyLength = 0.3
)
