package encoder

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"readout/doc"
	"readout/encoder/kernel"
)

// TestPassOutOfTime checks that tokens not read in time are removed and recorded as a gap.
func TestPassOutOfTime(t *testing.T) {
	v, err := NewVocabulary(append([]string{"[PAD]", "[UNK]", "[CLS]", "[SEP]"}, strings.Fields("the talks go on")...))
	if err != nil {
		t.Fatal(err)
	}
	p := NewPass(&Core{Network: load(t, small, kernel.Best()), vocabulary: v,
		scratch: sync.Pool{New: func() any { return new(Scratch) }}})
	words := strings.Fields(strings.Repeat("the talks go on ", 600))
	for layers, read := range map[int]bool{0: false, 5: true, 1000: true} { // two layers a batch, three batches
		d := doc.Build(words, nil, nil, nil)
		d.Within(&late{t.Context(), layers})
		if err := p.Run(d); err != nil {
			t.Fatal(err)
		}
		if len(d.Vectors) != len(d.Tokens)*d.Width || read != (len(d.Tokens) > 0) {
			t.Fatalf("time for %d layers: %d tokens with %d vectors", layers, len(d.Tokens), len(d.Vectors)/d.Width)
		}
		if whole := len(d.Tokens) == len(words); whole != (len(d.Gaps) == 0) || whole != (layers == 1000) {
			t.Errorf("time for %d layers: %d tokens, gaps %v", layers, len(d.Tokens), d.Gaps)
		}
		if n := len(d.Tokens); n > 0 && d.Sentences[0].EndToken != n {
			t.Errorf("time for %d layers: the sentence ends with token %d of %d", layers, d.Sentences[0].EndToken, n)
		}
	}
}

// TestLongest checks that the pieces read of an article are limited, and that the rest is a
// gap.
func TestLongest(t *testing.T) {
	v, err := NewVocabulary([]string{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "one", "##two"})
	if err != nil {
		t.Fatal(err)
	}
	p := NewPass(&Core{Network: load(t, small, kernel.Best()), vocabulary: v,
		scratch: sync.Pool{New: func() any { return new(Scratch) }}})
	for _, c := range []struct {
		word      string
		has, read int
	}{
		{"one", maxArticlePieces, maxArticlePieces},
		{"one", maxArticlePieces + 1, maxArticlePieces},
		{"onetwo", maxArticlePieces/2 + 1, maxArticlePieces / 2},
		{"onetwotwo", maxArticlePieces/3 + 9, maxArticlePieces / 3},
	} {
		d := doc.Build(slices.Repeat([]string{c.word}, c.has), nil, nil, nil)
		if err := p.Run(d); err != nil {
			t.Fatal(err)
		}
		gap := len(d.Gaps) == 1 && d.Gaps[0].Start == c.read*(len(c.word)+1) && d.Gaps[0].End == len(d.Text)
		if len(d.Tokens) != c.read || len(d.Vectors) != c.read*d.Width || gap != (c.read < c.has) {
			t.Errorf("%d of %q: %d tokens are read, gaps %v", c.has, c.word, len(d.Tokens), d.Gaps)
		}
	}
}
