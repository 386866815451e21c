package score

import (
	"testing"

	"readout/doc"
)

func TestSplitPeople(t *testing.T) {
	person := func(names ...string) (out []doc.Entity) {
		for _, n := range names {
			out = append(out, doc.Entity{Kind: doc.Person, Name: n})
		}
		return out
	}
	for _, c := range []struct {
		entities []doc.Entity
		want     int
	}{
		{person("Hilda Korvin", "Korvin"), 1}, {person("Hilda Korvin", "Jan Korvin"), 0},
		{person("Jan Korvin Jr.", "Korvin"), 1},
		{person("Jan Korvin", "the spokesman"), 0}, {person("a man of Korvin", "Korvin"), 0},
		{append(person("Jan Korvin"), doc.Entity{Kind: doc.Place, Name: "Korvin"}), 0},
	} {
		if got := SplitPeople(c.entities); got != c.want {
			t.Errorf("%+v: %d split, want %d", c.entities, got, c.want)
		}
	}
}
