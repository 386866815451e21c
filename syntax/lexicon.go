package syntax

import (
	_ "embed"
	"strings"
)

// lexiconText lists words in lower case with the classes they are a base form of,
// one a line: a for adjectives and adverbs, n for nouns, v for verbs. They are those
// of the train parts of UD English EWT and GUM.
//
//go:embed lexicon.txt
var lexiconText string

// class is a set of the classes of words that lemmas are told apart by.
type class uint8

const (
	adjective class = 1 << iota // adverbs too
	noun
	verb
)

// entry is what the lexicon knows of one base form.
type entry struct {
	form    string // the form itself, so that a lemma can be had without a copy
	classes class
}

// parseLexicon reads the form of lexiconText.
func parseLexicon(text string) map[string]entry {
	lex := make(map[string]entry, strings.Count(text, "\n"))
	for line := range strings.Lines(text) {
		form, classes, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		e := entry{form: form}
		for _, c := range classes {
			switch c {
			case 'a':
				e.classes |= adjective
			case 'n':
				e.classes |= noun
			case 'v':
				e.classes |= verb
			}
		}
		lex[form] = e
	}
	return lex
}
