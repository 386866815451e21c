// Package wording says what words of events tell: the sort of event, whether a word tells one event
// from another, and which items of lists are one.
package wording

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"readout/record"
	"readout/store"
)

// classes.tsv names the sort of event that a word stands for, and the words that tell
// one event from another no better than "the" does.
//
//go:embed classes.tsv
var classesTSV string

// wordClasses and typeClasses give the sort of event; common words tell no event from
// another, hollow ones no item of a list from another, and paper ones no document.
var (
	tables      = readClasses(classesTSV)
	wordClasses = byStem(tables["word"])
	typeClasses = tables["type"]
	common      = set(tables["common"])
	hollow      = set(tables["hollow"])
	paper       = set(tables["paper"])
	inside      = set(tables["inside"])
	inName      = tables["inname"]
	ordinals    = tables["which"]
	behind      = set(tables["behind"]) // what follows one belongs to the noun before
	member      = tables["member"]
	nouns       = tables["noun"]
	objects     = tables["object"] // first words of an object that is no name
	numbered    = tables["numbered"]
)

// readClasses gives, of each kind of line, words with their sort.
func readClasses(tsv string) map[string]map[string]string {
	out := map[string]map[string]string{}
	for line := range strings.Lines(tsv) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) < 3 || strings.HasPrefix(line, "#") {
			continue
		}
		if out[f[0]] == nil {
			out[f[0]] = map[string]string{}
		}
		for w := range strings.FieldsSeq(f[2]) {
			out[f[0]][w] = f[1]
		}
	}
	return out
}

// byStem are the values of words by their stems.
func byStem(words map[string]string) map[string]string {
	out := make(map[string]string, len(words))
	for w, v := range words {
		out[Stem(w)] = v
	}
	return out
}

// set are the stems of words.
func set(words map[string]string) map[string]bool {
	out := make(map[string]bool, len(words))
	for w := range words {
		out[Stem(w)] = true
	}
	return out
}

// WhichOf is the word by which a report tells an event apart from others of its sort,
// "" where none of some words does.
func WhichOf(words string) string {
	for w := range strings.FieldsSeq(words) {
		if which := ordinals[w]; which != "" {
			return which
		}
	}
	return ""
}

// Numbered reports whether a word that WhichOf returns is a number: the second is not the first.
func Numbered(which string) bool { return numbered[which] != "" }

// Class is the sort of event that a word names, "" where it names none.
func Class(word string) string { return wordClasses[Stem(word)] }

// ClassOfType is the sort of event of a type of the guide's.
func ClassOfType(name string) (class string, ok bool) {
	class, ok = typeClasses[strings.ToLower(name)]
	return class, ok
}

// Common reports whether a stem tells no event from another.
func Common(stem string) bool { return common[stem] }

// Nobody reports whether a name names nobody who can take part in an event: it is a word for one of a
// party, whoever that is ("Republican", "House Democratic"), or tells nothing ("Sunday"), or of a
// person to which words of a page are stuck.
func Nobody(kind, name string) bool {
	w := strings.ToLower(name)
	return kind == record.PersonKind && glued(name) || member[w[strings.LastIndexByte(w, ' ')+1:]] != "" || common[Stem(w)]
}

// glued reports whether a person's name has words of a page stuck to it without a space: "Ana OrrickLatest", "Orr2031".
// What belongs to a name before a capital within it is shorter: "McVell", "FitzOrr".
func glued(name string) bool {
	run := 0 // of small letters
	for _, c := range name {
		switch {
		case unicode.IsLower(c):
			run++
			continue
		case unicode.IsDigit(c) && run > 0, unicode.IsUpper(c) && run >= longestPrefix:
			return true
		}
		run = 0
	}
	return false
}

// longestPrefix is how many small letters stand at least before a capital that belongs to another word.
const longestPrefix = 4

// Head is the stem of the word that says what a name names: the last before what belongs to it
// ("summit of the five", "address to parliament"), "" where that is no noun that tells.
func Head(name string) string {
	head := ""
	for i, w := range strings.Fields(store.Words(name)) {
		if i > 0 && behind[w] {
			break
		}
		head = w
	}
	if stem := Stem(head); !common[stem] {
		return stem
	}
	return ""
}

// Inside reports whether a name is of something in a document, and not of the document: "the text", "one page".
func Inside(name string) bool { return inside[Head(name)] }

// Stem is a word without the endings that English gives its nouns and verbs.
func Stem(w string) string {
	for _, end := range [...]string{"ies", "ing", "ed", "es", "s", "'"} {
		if stem, ok := strings.CutSuffix(w, end); ok && len(stem) > 3 {
			if end != "s" || !strings.ContainsRune("sui", rune(stem[len(stem)-1])) { // "address", "caucus", "crisis"
				w = stem
			}
			break
		}
	}
	return strings.TrimRight(w, "ey")
}

// ClassOf is the sort of an event: by its type where that is one of the guide's, or
// by the last telling word of its name.
func ClassOf(e *store.Event) string {
	if class, ok := ClassOfType(e.Type); ok {
		return class
	}
	for _, w := range slices.Backward(strings.Fields(store.Words(e.Name))) {
		if class := Class(w); class != "" {
			return class
		}
	}
	return strings.ToLower(e.Type)
}
