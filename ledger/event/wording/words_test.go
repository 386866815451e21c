package wording

import (
	"testing"

	"readout/record"
	"readout/store"
)

// TestWords: what single words and names tell.
func TestWords(t *testing.T) {
	for word, want := range map[string]string{"summits": "meeting", "voting": "vote", "walkouts": "protest",
		"harbour": ""} {
		if got := Class(word); got != want {
			t.Errorf("%s is of the sort %q, want %q", word, got, want)
		}
	}
	if class, ok := ClassOfType("Hearing"); class != "hearing" || !ok {
		t.Errorf("the type hearing is of the sort %q, %v", class, ok)
	}
	for name, want := range map[string]string{"summit of the five": "summit", "address to parliament": "address",
		"harbour wall votes": "votes", "next week": ""} {
		if got := Head(name); got != Stem(want) {
			t.Errorf("%q is headed by %q, want %q", name, got, want)
		}
	}
	for words, want := range map[string]string{"their 2nd meeting": "second", "the earlier talks": "previous",
		"the talks": ""} {
		if got := WhichOf(words); got != want {
			t.Errorf("%q is which? %q, want %q", words, got, want)
		}
	}
	if !Common(Stem("yesterday")) || Common(Stem("harbour")) {
		t.Error("yesterday tells an event from another, or harbour does not")
	}
}

// TestStem: one and several of a thing have one stem, also where the one ends in s.
func TestStem(t *testing.T) {
	for one, several := range map[string]string{"vote": "votes", "caucus": "caucuses", "address": "addresses",
		"party": "parties", "speech": "speeches"} {
		if Stem(one) != Stem(several) {
			t.Errorf("%s has the stem %q, %s has %q", one, Stem(one), several, Stem(several))
		}
	}
}

// TestNobody: one of a party and a day take part in nothing, a party and a body do.
func TestNobody(t *testing.T) {
	for name, want := range map[string]bool{"Republican": true, "Sunday": true, "Republican Party": false,
		"Republicans": false, "Senate": false, "House Democratic": true} {
		if got := Nobody(record.PersonKind, name); got != want {
			t.Errorf("%s names nobody: %v, want %v", name, got, want)
		}
	}
}

// TestItems: items of a list are one by their telling words, and hollow ones are none.
func TestItems(t *testing.T) {
	items := NewItems()
	first := items.Of("agenda", "the sharing of the waters of the Vessin River")
	for name, same := range map[string]bool{"Vessin River waters": true, "exchange of prisoners": false} {
		if got := items.Of("agenda", name); (got == first) != same {
			t.Errorf("%q is %q", name, got.Name)
		}
	}
	if got := items.Of("agenda", "other issues"); got != nil {
		t.Errorf("hollow words are the item %q", got.Name)
	}
	if x, y := items.Of("document", "joint declaration"), items.Of("document", "final communiqué"); x != y {
		t.Errorf("what a document is called tells it apart: %q, %q", x.Name, y.Name)
	}
}

// TestNumbered: the second is not the first, but the next may be any.
func TestNumbered(t *testing.T) {
	for words, want := range map[string]bool{"the 2nd round": true, "first talks": true, "next talks": false,
		"talks": false} {
		if got := Numbered(WhichOf(words)); got != want {
			t.Errorf("%q: %v, want %v", words, got, want)
		}
	}
}

// TestGlued: a capital after a whole word is of another one, after a prefix it belongs to the name.
func TestGlued(t *testing.T) {
	for name, want := range map[string]bool{
		"Ana OrrickLatest": true, "Vell Ana Marie Vell2031": true, "Donal OrrickDavis": true,
		"Ana Vell": false, "Ana McVell": false, "Ana FitzVell": false, "Ana Marie O'Vell-Orr": false, "ANA VELL": false,
		"Ana Vell 3rd": false, "": false,
	} {
		if got := glued(name); got != want || got && Nobody(record.OrganizationKind, name) {
			t.Errorf("%q: %v", name, got)
		}
	}
}

// TestMostOften: the name given most often, of two given as often the longer, then the first.
func TestMostOften(t *testing.T) {
	for want, names := range map[string]map[string]int{"": nil, "talks": {"talks": 2, "summit talks": 1},
		"summit talks": {"talks": 1, "summit talks": 1}, "race": {"vote": 1, "race": 1}} {
		if got := MostOften(names); got != want {
			t.Errorf("%v: %q, want %q", names, got, want)
		}
	}
}

// TestClassOf: the type of the guide goes before the name, of which the last telling word counts.
func TestClassOf(t *testing.T) {
	for _, c := range []struct{ kind, name, want string }{
		{"vote", "talks in Ostby", "vote"}, {"", "talks on the vote", "vote"}, {"", "strike of drivers", "protest"},
		{"Concert", "the Larkspurs", "concert"}, {"", "the Larkspurs", ""},
	} {
		if got := ClassOf(&store.Event{Type: c.kind, Name: c.name}); got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.kind, c.name, got, c.want)
		}
	}
}
