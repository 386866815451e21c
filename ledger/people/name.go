// Package people tells which ways of naming somebody may mean one person.
//
// In come names, roles and agents, as articles present people; out go keys that spellings
// share, offices taken apart, and sets of agents that are one. It refuses to join what
// contradicts itself: two given names, two Wikidata ids, father and son.
//
// The one idea: a name alone joins nobody. Evidence does, an office or a country in common,
// and all agents of a name are looked at at once, so that no order of arrival matters.
package people

import (
	"strings"

	"readout/record"
	"readout/store"
)

// NameKey brings a name to a key that its spellings share: "Sergei", "Sergey" and
// "Serguei" are one, as are "Alexander" and "Aleksandr". Words keep their order.
//
// Source: ours, after the variants of one name in JRC-Names. It joins spellings,
// not different names: people are told apart by evidence, in joiner.go.
func NameKey(name string) string {
	words := strings.Fields(store.Words(name))
	for i, w := range words {
		words[i] = WordKey(w)
	}
	return strings.Join(words, " ")
}

// respelled is applied in order, longest spellings first. What one scheme of
// transliteration writes so, another writes otherwise.
var respelled = strings.NewReplacer(
	"shch", "s", "schtsch", "s", "tsch", "c", "sch", "s", "sh", "s", "kh", "h", "zh", "j", "tch", "c", "ch", "c", "tz",
	"c", "ts", "c", "cz", "c",
	"ph", "f", "th", "t", "ck", "k", "guei", "gi", "guey", "gi", "gue", "ge", "gui", "gi", "qu", "k", "q", "k", "x",
	"ks", "w", "v", "ou", "u", "oo", "u",
	"yo", "o", "jo", "o", "io", "o", "yu", "u", "ju", "u", "iu", "u", "ya", "a", "ja", "a", "ia", "a", "ye", "e", "je",
	"e", "ie", "e",
	"ei", "i", "ey", "i", "ej", "i", "ai", "i", "ay", "i", "aj", "i", "iy", "i", "ij", "i", "yi", "i", "yy", "i", "y",
	"i", "dj", "j", "dzh", "j")

// WordKey is NameKey for one word.
func WordKey(w string) string {
	if len(w) < 4 {
		return w
	}
	w = respelled.Replace(w)
	if strings.HasSuffix(w, "ff") || strings.HasSuffix(w, "f") && len(w) > 4 {
		w = strings.TrimRight(w, "f") + "v"
	}
	// Doubled letters are one; -der and -dr are the same ending.
	out := make([]byte, 0, len(w))
	for i := 0; i < len(w); i++ {
		if i == 0 || w[i] != w[i-1] {
			out = append(out, w[i])
		}
	}
	if s := string(out); strings.HasSuffix(s, "der") {
		return s[:len(s)-2] + "r"
	}
	return string(out)
}

// SurnameKey is the key of a person's last name, by which all that may be the same
// person are looked up; for anything else, of the name without its article.
func SurnameKey(kind, name string) string {
	key := strings.TrimPrefix(NameKey(name), "the ")
	if kind != record.PersonKind {
		return key
	}
	words := strings.Fields(key)
	for len(words) > 1 && nameSuffixes[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return key
	}
	return words[len(words)-1]
}

var nameSuffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}

// NameSuffix is the part after a surname that tells father from son, "" for none.
func NameSuffix(name string) string {
	words := strings.Fields(NameKey(name))
	if len(words) > 1 && nameSuffixes[words[len(words)-1]] {
		return words[len(words)-1]
	}
	return ""
}

// GivenKeys are the keys of all names before the surname.
func GivenKeys(name string) []string {
	words := strings.Fields(NameKey(name))
	for len(words) > 1 && nameSuffixes[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return nil
	}
	return words[:len(words)-1]
}

// NamesAgree reports whether two names of one surname can be one person's: given
// names agree as far as both have them, and an initial agrees with its name.
func NamesAgree(x, y string) bool { return givenNamesAgree(GivenKeys(x), GivenKeys(y)) }

func givenNamesAgree(gx, gy []string) bool {
	if len(gx) == 0 || len(gy) == 0 {
		return true
	}
	if len(gx) > len(gy) {
		gx, gy = gy, gx
	}
	// Every given name of the shorter is found, in order, in the longer: a middle
	// name may be left out, the first one may not.
	j := 0
	for i, g := range gx {
		for j < len(gy) && !givenAgree(g, gy[j]) {
			if i == 0 {
				return false
			}
			j++
		}
		if j == len(gy) {
			return false
		}
		j++
	}
	return true
}

func givenAgree(x, y string) bool {
	if len(x) == 1 || len(y) == 1 {
		return x[0] == y[0]
	}
	return x == y
}
