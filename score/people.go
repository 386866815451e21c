package score

import (
	"strings"

	"readout/doc"
)

// SplitPeople is how many people of a document are two: one by a surname alone beside one whose full name ends in it.
// Two people of one surname are no split; a surname that stays alone beside them is.
func SplitPeople(entities []doc.Entity) int {
	full := make(map[string]bool)
	for i := range entities {
		if w := nameWords(&entities[i]); len(w) > 1 {
			full[w[len(w)-1]] = true
		}
	}
	n := 0
	for i := range entities {
		if w := nameWords(&entities[i]); len(w) == 1 && full[w[0]] {
			n++
		}
	}
	return n
}

// nameWords is the words of a person's name in lower case, without "Jr."; nil for what is no named person.
func nameWords(e *doc.Entity) []string {
	if e.Kind != doc.Person || e.Name == "" || strings.ToLower(e.Name[:1]) == e.Name[:1] {
		return nil // descriptions begin small
	}
	w := strings.Fields(strings.ToLower(e.Name))
	if last := strings.Trim(w[len(w)-1], "."); len(w) > 1 &&
		(last == "jr" || last == "sr" || strings.Trim(last, "iv") == "") {
		w = w[:len(w)-1]
	}
	return w
}
