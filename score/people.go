package score

import (
	"strings"

	"readout/doc"
)

// SplitPeople counts people of a document who were split in two: one entity with only a surname,
// although another entity's full name ends in it. Two people with the same surname are not a
// split, but an entity with only that surname is.
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

// nameWords returns the words of a person's name in lower case without "Jr.", or nil if the
// entity is no named person.
func nameWords(e *doc.Entity) []string {
	if e.Kind != doc.Person || e.Name == "" || strings.ToLower(e.Name[:1]) == e.Name[:1] {
		return nil // descriptions begin with a lowercase letter
	}
	w := strings.Fields(strings.ToLower(e.Name))
	if last := strings.Trim(w[len(w)-1], "."); len(w) > 1 &&
		(last == "jr" || last == "sr" || strings.Trim(last, "iv") == "") {
		w = w[:len(w)-1]
	}
	return w
}
