package model

import (
	"bytes"
	"math"
	"testing"
)

// trainXor trains a network on a function no linear model can have: class 1 where
// exactly one of two features is there.
func trainXor(seed uint64) *Trainee {
	net := NewTrainee(4, 2, 0.1, 1, seed)
	scores, gradient := make([]float32, 2), make([]float32, 2)
	possible := []bool{true, true}
	for i := range 4000 {
		rows, class := xorExample(i)
		net.Score(scores, rows)
		GradientOfGood(gradient, scores, possible, []bool{class == 0, class == 1})
		net.Learn(rows, gradient)
	}
	net.Snapshot()
	return net
}

func xorExample(i int) (rows []uint32, class int) {
	a, b := i&1, i>>1&1
	return []uint32{uint32(a), uint32(2 + b), 4}, a ^ b
}

func TestNetworkLearnsXor(t *testing.T) {
	w := NewWriter("test", 1)
	trainXor(1).Write(w, "xor")
	data, err := w.Encode()
	if err != nil {
		t.Fatal(err)
	}
	f, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	net, err := f.Network("xor")
	if err != nil {
		t.Fatal(err)
	}
	scores := make([]float32, 2)
	for i := range 4 {
		rows, class := xorExample(i)
		net.Score(scores, rows)
		if scores[class] <= scores[1-class] {
			t.Errorf("example %d of class %d scored %v", i, class, scores)
		}
	}
	w = NewWriter("test", 1)
	trainXor(1).Write(w, "xor")
	if again, err := w.Encode(); err != nil || !bytes.Equal(again, data) {
		t.Errorf("one seed gave two networks (%v)", err)
	}
	if _, err := f.Network("and"); err == nil {
		t.Error("a network that is not there was read")
	}
}

// TestGradientOfGood compares the gradient with differences of the loss.
func TestGradientOfGood(t *testing.T) {
	scores := []float32{0.3, -1, 2, 0.5}
	possible := []bool{true, true, true, false}
	good := []bool{true, true, false, true}
	gradient, scratch := make([]float32, 4), make([]float32, 4)
	GradientOfGood(gradient, scores, possible, good)
	const step = 1e-2
	for k := range scores {
		up, down := append([]float32(nil), scores...), append([]float32(nil), scores...)
		up[k] += step
		down[k] -= step
		want := (GradientOfGood(scratch, up, possible, good) - GradientOfGood(scratch, down, possible, good)) / (2 * step)
		if math.Abs(float64(gradient[k])-want) > 1e-3 {
			t.Errorf("class %d: gradient %v, by differences %v", k, gradient[k], want)
		}
	}
}

func TestPerceptronAveragesAndLearns(t *testing.T) {
	p := NewPerceptron(4, 8)
	scores := make([]int32, 8)
	for i := range 300 {
		class := i % 3
		rows := []uint32{uint32(class), 9}
		p.Score(scores, rows)
		got := 0
		for k, s := range scores {
			if s > scores[got] {
				got = k
			}
		}
		if got != class {
			p.Update(rows, class, got)
		}
		p.Tick()
	}
	k, _ := NewKernel(Quantise(p.Average(), 8))
	for class := range 3 {
		var sums [8]int32
		k.Sum(sums[:], []uint32{uint32(class), 9})
		for other, s := range sums {
			if other != class && s >= sums[class] {
				t.Errorf("class %d scored %v", class, sums)
			}
		}
	}
}
