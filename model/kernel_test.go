package model

import (
	"math/rand/v2"
	"testing"
)

func TestKernelSumsLikeTheTable(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, width := range []int{8, 16, 24, 64, 72} {
		table := &Table{Width: width, Scale: 1, Weights: make([]int8, width<<6)}
		for i := range table.Weights {
			table.Weights[i] = int8(random.IntN(255) - 127)
		}
		k, ok := NewKernel(table)
		if !ok {
			t.Fatalf("width %d refused", width)
		}
		for _, n := range []int{0, 1, 50, 256} {
			rows := make([]uint32, n)
			for i := range rows {
				rows[i] = random.Uint32()
			}
			want, got := make([]int32, width), make([]int32, width)
			for _, f := range rows {
				at := int(f) % 64 * width
				for j, w := range table.Weights[at : at+width] {
					want[j] += int32(w)
				}
			}
			k.Sum(got, rows)
			for j := range want {
				if got[j] != want[j] {
					t.Fatalf("width %d, %d rows, column %d: %d, want %d", width, n, j, got[j], want[j])
				}
			}
		}
	}
	if _, ok := NewKernel(&Table{Width: 12, Weights: make([]int8, 12)}); ok {
		t.Error("a width of 12 was accepted")
	}
}

func TestQuantiseKeepsWeights(t *testing.T) {
	weights := []float32{0, 0.5, -1, 0.25, 1, -0.125, 0.75, 0}
	table := Quantise(weights, 2)
	for i, w := range weights {
		if got := float32(table.Weights[i]) * table.Scale; got-w > table.Scale/2 || w-got > table.Scale/2 {
			t.Errorf("weight %v became %v", w, got)
		}
	}
	for _, w := range Quantise(make([]float32, 8), 2).Weights {
		if w != 0 {
			t.Errorf("a zero weight became %d", w)
		}
	}
}

func BenchmarkKernel(b *testing.B) {
	table := &Table{Width: 64, Scale: 1, Weights: make([]int8, 64<<16)}
	k, _ := NewKernel(table)
	random := rand.New(rand.NewPCG(1, 2))
	var rows [64]uint32
	var sums [64]int32
	for b.Loop() {
		for i := range rows {
			rows[i] = random.Uint32()
		}
		k.Sum(sums[:], rows[:])
	}
}
