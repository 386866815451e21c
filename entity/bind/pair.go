package bind

import "slices"

// Pair is what the feature of two mentions compares: the words of each and its head in lower case, those with a
// capital, and its sentence.
type Pair struct {
	Text, Head string
	Capitals   []string
	Sentence   int32
}

// Feature is the feature of two mentions that the head was trained with: 1 for the same words, 2 for the same head
// word, 4 for a capitalised word in both, 8 for one sentence.
func Feature(a, b *Pair) uint8 {
	f := uint8(0)
	if a.Text == b.Text {
		f |= 1
	}
	if a.Head == b.Head {
		f |= 2
	}
	if slices.ContainsFunc(a.Capitals, func(w string) bool { return slices.Contains(b.Capitals, w) }) {
		f |= 4
	}
	if a.Sentence == b.Sentence {
		f |= 8
	}
	return f
}
