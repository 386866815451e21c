package index

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// made returns n words drawn with a seed.
func made(seed uint64, n int) []string {
	random := rand.New(rand.NewPCG(seed, 0))
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("w%d", random.IntN(5000))
	}
	return out
}

func hashes(words []string) []uint64 { return WordHashes(strings.Join(words, " ")) }

func share(x, y []uint64) bool {
	return slices.ContainsFunc(x, func(k uint64) bool { return slices.Contains(y, k) })
}

func TestWordHashes(t *testing.T) {
	got := WordHashes("the gauge the")
	if len(got) != 3 || got[0] != got[2] || got[0] == got[1] {
		t.Errorf("hashes: %v", got)
	}
	if len(WordHashes("")) != 0 {
		t.Error("no words have a hash")
	}
}

// TestShingles: one shingle per run; a short text has one.
func TestShingles(t *testing.T) {
	words := hashes(made(1, 10))
	for n, want := range map[int]int{0: 0, 1: 1, 3: 1, 4: 1, 5: 2, 10: 7} {
		if got := Shingles(words[:n], ShingleWords); len(got) != want {
			t.Errorf("%d words have %d shingles, want %d", n, len(got), want)
		}
	}
	turned := slices.Clone(words)
	slices.Reverse(turned)
	if share(Shingles(words, ShingleWords), Shingles(turned, ShingleWords)) {
		t.Error("the order of words makes no difference")
	}
}

// TestSketch: texts that share a run of words share part of their sketches, wherever the run
// is, and texts of other words do not.
func TestSketch(t *testing.T) {
	const run = ShingleWords + Winnow - 1
	for seed := range uint64(40) {
		common := made(seed+1000, run)
		x := slices.Concat(made(seed, 30), common, made(seed+1, 17))
		y := slices.Concat(made(seed+2, 3), common, made(seed+3, 50))
		if !share(Sketch(hashes(x)), Sketch(hashes(y))) {
			t.Errorf("seed %d: a run of %d words is not found", seed, run)
		}
		if other := made(seed+5000, 80); share(Sketch(hashes(x)), Sketch(hashes(other))) {
			t.Errorf("seed %d: texts of other words share a sketch", seed)
		}
	}
	long := hashes(made(1, 400))
	if n := len(Sketch(long)); n > len(long)/2 || n < len(long)/20 {
		t.Errorf("the sketch of %d words has %d parts", len(long), n)
	}
	if Sketch(nil) != nil || len(Sketch(hashes(made(1, 2)))) != 1 {
		t.Error("the sketch of a short text is not one part")
	}
}

// TestBands: near copies share a band, other texts do not.
func TestBands(t *testing.T) {
	for seed := range uint64(40) {
		x := made(seed, 300)
		y := slices.Clone(x)
		for i := 0; i < len(y); i += 60 {
			y[i] = "changed"
		}
		if !share(Bands(hashes(x)), Bands(hashes(y))) {
			t.Errorf("seed %d: a near copy shares no band", seed)
		}
		if share(Bands(hashes(x)), Bands(hashes(made(seed+5000, 300)))) {
			t.Errorf("seed %d: another text shares a band", seed)
		}
	}
	if len(Bands(nil)) != 0 {
		t.Error("nothing has a band")
	}
}

// TestShare: relative to the smaller set; a flash is not a copy of the report that includes
// it.
func TestShare(t *testing.T) {
	set := func(from, to int) (out []uint64) {
		for i := from; i < to; i++ {
			out = append(out, uint64(i))
		}
		return out
	}
	for _, c := range []struct {
		x, y []uint64
		want float64
	}{
		{set(0, 10), set(0, 10), 1}, {set(0, 10), set(5, 15), 0.5}, {set(0, 10), set(0, 30), 1}, {set(0, 10), set(0,
			40), 0},
		{set(0, 10), set(10, 20), 0}, {nil, set(0, 10), 0}, {nil, nil, 0},
	} {
		if got := Share(c.x, c.y); got != c.want || Share(c.y, c.x) != got {
			t.Errorf("%d of %d: %v, want %v", len(c.x), len(c.y), got, c.want)
		}
	}
	for x, want := range map[float64]float64{0.666: 0.67, 0.664: 0.66, 1: 1, 0: 0} {
		if got := Round2(x); got != want {
			t.Errorf("%v is rounded to %v", x, got)
		}
	}
}
