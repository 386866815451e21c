package wording

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/internal/daynames"
)

// Name is what an event is called by the name that a report gives it.
func Name(given string) string { return Nominal(Timeless(Unquoted(whole(given)))) }

// MostOften is the name given most often, the longer of two given as often.
func MostOften(m map[string]int) string {
	best := ""
	for name, n := range m {
		if best == "" || n > m[best] || n == m[best] && (len(name) > len(best) || len(name) == len(best) &&
			name < best) {
			best = name
		}
	}
	return best
}

// Usual is what reports call an event, each by the name it has there: of the names with the noun that most of them use,
// the one given most often.
func Usual(given []string) string {
	nouns, names := map[string]int{}, map[string]map[string]int{}
	for _, name := range given {
		noun := Head(name)
		nouns[noun]++
		if names[noun] == nil {
			names[noun] = map[string]int{}
		}
		names[noun][name]++
	}
	return MostOften(names[MostOften(nouns)])
}

// pairing goes before the two sides of an event; joining stands between them.
const (
	pairing = " between "
	joining = " and "
)

// both are words for two sides at once.
var both = map[string]bool{"two": true, "both": true, "all": true}

// whole is a name without a part that breaks off: "first meeting between Presidents Ana
// Vell of Norland" names one side of two, and then the name is that of the meeting alone.
func whole(name string) string {
	head, sides, ok := strings.Cut(name, pairing)
	words := strings.Fields(sides)
	if !ok || len(words) == 0 || strings.Contains(sides, joining) ||
		slices.ContainsFunc(words, func(w string) bool { return both[w] }) {
		return name
	}
	if r, _ := utf8.DecodeRuneInString(words[len(words)-1]); !unicode.IsUpper(r) {
		return name // "between officials"
	}
	return head
}

// Timeless is a name without the time that is true only on the day of the report that gives it: "vote next
// week" is a vote, and "today's talks" are talks. A name that is nothing else is left.
func Timeless(name string) string {
	words := strings.Fields(name)
	for len(words) > 0 && relative(possessor(words[0])) {
		words = words[1:]
	}
	if n := len(words); n > 2 && relative(strings.ToLower(words[0])) && tables["span"][possessor(words[1])] != "" {
		words = words[2:] // "Monday evening's results"
	}
	end := len(words)
	for end > 1 && trailing(words[:end]) {
		end--
		for end > 1 && before(words[end-1]) {
			end--
		}
	}
	if end == 0 || end == len(words) && len(words) == len(strings.Fields(name)) {
		return name
	}
	return strings.Join(words[:end], " ")
}

// Unquoted is a name without a quotation mark that has no fellow in it: "“frank discussion".
func Unquoted(name string) string {
	if strings.Count(name, `"`)%2 == 1 {
		name = strings.ReplaceAll(name, `"`, "")
	}
	if strings.Count(name, "“") != strings.Count(name, "”") {
		name = strings.NewReplacer("“", "", "”", "").Replace(name)
	}
	return strings.TrimSpace(name)
}

// possessor is the noun of "week's", "" where a word is no possessive.
func possessor(word string) string {
	lower := strings.ToLower(word)
	for _, end := range [...]string{"'s", "’s"} {
		if noun, ok := strings.CutSuffix(lower, end); ok {
			return noun
		}
	}
	return ""
}

// relative reports whether a word in lower case is a time that only the day of a report tells.
func relative(w string) bool {
	return tables["moment"][w] != "" || tables["span"][w] != "" || daynames.Weekday(w) > 0
}

// before reports whether a word stands before such a time: "next week", "later on Monday".
func before(word string) bool {
	w := strings.ToLower(word)
	return tables["relative"][w] != "" || tables["beside"][w] != ""
}

// trailing reports whether words end in a time: in "next week", in "tomorrow" and in "vote Thursday", but not in
// "the fiscal year" or "Super Tuesday".
func trailing(words []string) bool {
	last, previous := strings.ToLower(words[len(words)-1]), words[len(words)-2]
	first, _ := utf8.DecodeRuneInString(previous)
	switch {
	case tables["moment"][last] != "":
		return true
	case daynames.Weekday(last) > 0:
		return unicode.IsLower(first)
	}
	return tables["span"][last] != "" && tables["relative"][strings.ToLower(previous)] != ""
}
