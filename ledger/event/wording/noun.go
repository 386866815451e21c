package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Nominal returns a name that begins with a verb as a noun phrase: "signed a joint declaration" as "signing of a joint
// declaration", "arrive in Lausen" as "arrival in Lausen". It leaves other names, and a verb followed by anything but
// a prepositional phrase or an object: "met again".
func Nominal(name string) string {
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
