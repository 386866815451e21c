package syntax

import (
	_ "embed"
	"strings"
)

// lexiconText lists words in lower case, one per line, with the classes of which they are a
// base form: a for adjectives and adverbs, n for nouns, v for verbs. They come from the
// training parts of UD English EWT and GUM.
//
//go:embed lexicon.txt
var lexiconText string

// class is a set of the word classes that lemmas distinguish.
type class uint8

const (
	adjective class = 1 << iota // adverbs too
	noun
	verb
)

// entry is the lexicon's entry of one base form.
type entry struct {
	form    string // the form itself, so that a lemma needs no copy
	classes class
}

// parseLexicon parses text in the format of lexiconText.
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
