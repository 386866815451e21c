package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Nominal returns a name that begins with a verb as a noun phrase: "signed a joint declaration" as "signing of a joint
// declaration", "arrive in Lausen" as "arrival in Lausen". It leaves other names, and a verb followed by anything but
// a prepositional phrase or an object: "met again". Behind a name what is done is that one's: "Vell resigned" is
// called "Vell's resignation".
func Nominal(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsLower(first) {
			continue
		}
		if verb := strings.Join(words[i:], " "); i > 0 {
			if noun := nominal(verb); noun != verb {
				return strings.Join(words[:i], " ") + "'s " + noun
			}
		}
		break
	}
	return nominal(name)
}

// nominal is the same of a name that begins with its verb.
func nominal(name string) string {
	verb, rest, _ := strings.Cut(name, " ")
	noun, joined, takesObject := strings.Cut(nouns[strings.ToLower(verb)], " ")
	if noun == "" {
		return name
	}
	next, _, _ := strings.Cut(rest, " ")
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case rest == "":
		return noun
	case behind[Stem(next)]:
		return noun + " " + rest
	case takesObject && (unicode.IsUpper(first) || objects[next] != ""):
		return noun + " " + joined + " " + rest
	}
	return name
}
