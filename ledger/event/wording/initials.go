package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/store"
)

// The letters of what is taken for an abbreviation: two are too often those of something else.
const (
	minInitials = 3
	maxInitials = 6
)

// Short are the words of a name that may be the initials of another, in lower case: "RNC", of "RNC in Lausen".
func Short(name string) []string {
	var out []string
	for w := range strings.FieldsFuncSeq(name, apart) {
		if n := len(w); n >= minInitials && n <= maxInitials && strings.ToUpper(w) == w && isLetters(w) {
			out = append(out, strings.ToLower(w))
		}
	}
	return out
}

// Initials are those of the words of a name that follow each other, in lower case, with the small words between them
// and without: "rnc" of "the Republican National Convention", "sotu" of "State of the Union". A run begins and ends
// with a word with a capital, so that not every sentence has hundreds.
func Initials(name string) []string {
	words := strings.FieldsFunc(name, apart)
	var out []string
	for i, first := range words {
		if !isCapital(first) {
			continue
		}
		all, capitals := "", ""
		for _, w := range words[i:] {
			r, _ := utf8.DecodeRuneInString(w)
			all += string(unicode.ToLower(r))
			if !isCapital(w) {
				continue
			}
			capitals += string(unicode.ToLower(r))
			if n := utf8.RuneCountInString(all); n >= minInitials && n <= maxInitials {
				out = append(out, all)
			}
			if n := utf8.RuneCountInString(capitals); n >= minInitials && n <= maxInitials && capitals != all {
				out = append(out, capitals)
			}
		}
	}
	return out
}

// Proper are the runs of words with a capital in a name, two or more, in lower case: "republican national convention".
// What only names others, who takes part or where it is, is none.
func Proper(name string, others []string) []string {
	known := map[string]bool{}
	for w := range strings.FieldsSeq(store.Words(strings.Join(others, " "))) {
		known[w] = true
	}
	var out, run []string
	small, own := 0, false // words without a capital at the end of the run; one of its words is of nobody else
	end := func() {
		if run = run[:len(run)-small]; len(run) > 1 && own {
			out = append(out, strings.Join(run, " "))
		}
		run, small, own = run[:0], 0, false
	}
	for _, w := range strings.FieldsFunc(name, apart) {
		switch {
		case isCapital(w):
			w = store.Words(w)
			run, small, own = append(run, w), 0, own || !known[w]
		case len(run) > 0 && inName[w] != "": // "State of the Union"
			run, small = append(run, w), small+1
		default:
			end()
		}
	}
	end()
	return out
}

// apart reports whether a character stands between words.
func apart(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func isLetters(w string) bool {
	return strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

func isCapital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}
