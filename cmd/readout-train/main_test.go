package main

import (
	"slices"
	"strings"
	"testing"

	"readout/encoder"
)

func vocabulary(t *testing.T) *encoder.Vocabulary {
	t.Helper()
	v, err := encoder.NewVocabulary([]string{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "talks", "will", "go", "##es",
		"said", "she", "\"", "."})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestPrepareGoldWords: the words of a treebank are split like text, including quotation marks.
func TestPrepareGoldWords(t *testing.T) {
	x := &input{ID: "a", Words: strings.Fields(`" The talks goes . " she said`),
		Space:     []bool{false, true, true, false, false, true, true, false},
		Sentences: []int{6, 8}, Paragraphs: []int{8}}
	p, err := prepare(vocabulary(t), x)
	if err != nil {
		t.Fatal(err)
	}
	if p.Text != "\"The talks goes.\" she said" {
		t.Errorf("text %q", p.Text)
	}
	if want := []int{1, 3, 3, 3, 3, 2, 0, 0}; !slices.Equal(p.Quote, want) {
		t.Errorf("quote classes %v, want %v", p.Quote, want)
	}
	if want := []int32{7, 8}; !slices.Equal(p.Pieces[3], want) {
		t.Errorf("pieces of goes %v, want %v", p.Pieces[3], want)
	}
	if !slices.Equal(p.Sentences, []int{6, 8}) || len(p.Windows) != 1 {
		t.Errorf("sentences %v, windows %v", p.Sentences, p.Windows)
	}
}

func TestPrepareRefuses(t *testing.T) {
	for name, x := range map[string]*input{
		"spaces":    {Words: []string{"a"}, Space: nil, Sentences: []int{1}},
		"sentences": {Words: []string{"a", "b"}, Space: []bool{true, true}, Sentences: []int{1}},
		"backwards": {Words: []string{"a", "b"}, Space: []bool{true, true}, Sentences: []int{2, 1}},
		"empty":     {Words: []string{""}, Space: []bool{true}, Sentences: []int{1}},
		"no text":   {Text: "  "},
	} {
		if _, err := prepare(vocabulary(t), x); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
