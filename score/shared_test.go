package score

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/doc"
	"readout/encoder"
	"readout/model/weights"
	"readout/syntax"
	"readout/text"
)

var update = flag.Bool("update", false, "rewrite golden files")

// golden compares text with a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update if that is meant\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}

func TestBootstrapIsSeededAndHoldsTheFigure(t *testing.T) {
	right := []float64{1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1}
	mean := func(drawn []int) float64 {
		var sum float64
		for _, i := range drawn {
			sum += right[i]
		}
		return 100 * sum / float64(len(drawn))
	}
	a, b := Bootstrap(len(right), 1, mean), Bootstrap(len(right), 1, mean)
	if a != b {
		t.Errorf("one seed gave %v and %v", a, b)
	}
	if !(a.Low < 70 && 70 < a.High) || a.Low < 40 || a.High > 95 {
		t.Errorf("interval %v around a mean of 70", a)
	}
	if got := Bootstrap(1, 1, mean); got != (Interval{}) {
		t.Errorf("one article gave an interval: %v", got)
	}
}

func TestWorstSideBySide(t *testing.T) {
	var b strings.Builder
	err := WriteWorst(&b, []Errors{
		{Article: "fine", F1: 100, Pairs: []Pair{{"the ministry", "the ministry"}}},
		{Article: "poor", F1: 20, Pairs: []Pair{
			{"that the harbour would open\nin May, weather allowing", "that the harbour would open"},
			{"the port's captain", ""},
			{"", "a crane"},
		}},
	}, 2, 24)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "worst.golden", b.String())
}

// TestTreeCard scores tags and trees on a small treebank of our own: weights that change the
// figures show in the golden file.
func TestTreeCard(t *testing.T) {
	core, err := weights.Deep()
	if err != nil {
		t.Fatal(err)
	}
	parser, err := syntax.New(core, syntax.Options{Trees: true})
	if err != nil {
		t.Fatal(err)
	}
	var s Trees
	docs, gold := syntax.Documents(harbour(t))
	for i, d := range docs {
		text.Quote(d)
		for _, pass := range []doc.Pass{encoder.NewPass(core), parser} {
			if err := pass.Run(d); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Add(gold[i], d.Words); err != nil {
			t.Fatal(err)
		}
	}
	var b strings.Builder
	if err := s.Card("The harbour treebank").Write(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "harbour.golden", b.String())
}

// harbour is a small treebank of our own.
func harbour(t *testing.T) []syntax.Tree {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "harbour.conllu"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	trees, err := syntax.ReadCoNLLU(f)
	if err != nil {
		t.Fatal(err)
	}
	return trees
}

func TestTreesByTheSharedTaskRules(t *testing.T) {
	gold := doc.Build([]string{"He", "left", "Sunday"}, []string{"PRON/PRP", "VERB/VBD", "PROPN/NNP"}, []int{2, 0, 2},
		[]string{"nsubj", "root", "obl:unmarked"})
	got := doc.Build([]string{"He", "left", "Sunday"}, []string{"PRON/PRP", "VERB/VBN", "PROPN/NNP"}, []int{2, 0, 2},
		[]string{"obj", "root", "obl"})
	var s Trees
	if err := s.Add(gold.Words, got.Words); err != nil {
		t.Fatal(err)
	}
	if s.Words != 3 || s.UPOS != 3 || s.XPOS != 2 || s.UAS != 3 || s.LAS != 2 {
		t.Errorf("%+v: want a subtype not to count, a wrong relation and a wrong Penn tag to", s)
	}
	if err := s.Add(gold.Words, got.Words[:2]); err == nil {
		t.Error("sentences of different length were compared")
	}
}
