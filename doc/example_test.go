package doc_test

import (
	"fmt"

	"readout/doc"
)

// A pass can be tested without a trained model: words, tags and a tree are given.
func ExampleBuild() {
	d := doc.Build(
		[]string{"Talks", "ended", "."},
		[]string{"NOUN", "VERB", "PUNCT"},
		[]int{2, 0, 2}, // the head of each word as CoNLL-U counts: from 1, 0 for the root
		[]string{"nsubj", "root", "punct"},
	)
	for i, w := range d.Words {
		tok := d.Tokens[i]
		fmt.Println(d.Text[tok.Start:tok.End], w.UPOS, w.Head)
	}
	// Output:
	// Talks NOUN 1
	// ended VERB -1
	// . PUNCT 1
}
