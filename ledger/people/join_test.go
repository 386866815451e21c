package people

import (
	"fmt"
	"slices"
	"testing"

	"readout/record"
	"readout/store"
)

// called is an agent as an article presents one: a name, a country and roles.
func called(name, country string, roles ...string) store.Agent {
	return store.Agent{Kind: record.PersonKind, Name: name, Key: SurnameKey(record.PersonKind, name), Country: country,
		Roles: roles}
}

func known(a store.Agent, wikidata string) store.Agent {
	a.Wikidata = wikidata
	return a
}

// TestJoin: which agents are one person, and which near ones are not.
func TestJoin(t *testing.T) {
	for _, c := range []struct {
		name   string
		agents []store.Agent
		want   [][]int
	}{
		{"an office in common", []store.Agent{called("Mira Voss", "", "foreign minister"),
			called("Mira Voss", "", "minister")}, [][]int{{0, 1}}},
		{"a country in common", []store.Agent{called("Mira Voss", "NH"), called("Mira Voss", "NH", "minister")},
			[][]int{{0, 1}}},
		{"another given name", []store.Agent{called("Mira Voss", "NH", "minister"), called("Jan Voss", "NH", "minister")},
			[][]int{{0}, {1}}},
		{"father and son", []store.Agent{called("Jan Voss Jr.", "NH", "senator"), called("Jan Voss", "NH", "senator")},
			[][]int{{0}, {1}}},
		{"an initial", []store.Agent{called("M. Voss", "NH", "minister"), called("Mira Voss", "NH", "minister")},
			[][]int{{0, 1}}},
		{"one Wikidata id", []store.Agent{known(called("Mira Voss", ""), "Q1"), known(called("Mira Voss", "NH"), "Q1")},
			[][]int{{0, 1}}},
		{"two Wikidata ids", []store.Agent{known(called("Mira Voss", "NH"), "Q1"),
			known(called("Mira Voss", "NH"), "Q2")}, [][]int{{0}, {1}}},
		{"a surname alone, one person of it", []store.Agent{called("Mira Voss", "NH", "minister"), called("Voss", "")},
			[][]int{{0, 1}}},
		{"a surname alone, two of it", []store.Agent{called("Mira Voss", "NH", "minister"),
			called("Jan Voss", "KV", "mayor"), called("Voss", "")},
			[][]int{{0}, {1}, {2}}},
		{"a surname with the office of one of two", []store.Agent{called("Mira Voss", "NH", "minister"),
			called("Jan Voss", "KV", "mayor"),
			called("Voss", "", "mayor")}, [][]int{{0}, {1, 2}}},
		{"another walk of life", []store.Agent{called("Mira Voss", "NH", "minister"),
			called("Mira Voss", "", "goalkeeper")}, [][]int{{0}, {1}}},
		{"another country", []store.Agent{called("Mira Voss", "NH", "minister"), called("Mira Voss", "KV", "minister")},
			[][]int{{0}, {1}}},
		{"another surname", []store.Agent{called("Mira Voss", "NH", "minister"), called("Mira Holt", "NH", "minister")},
			[][]int{{0}, {1}}},
	} {
		for i := range c.agents {
			c.agents[i].ID = uint64(i + 1)
		}
		if got := Join(c.agents).Groups(); !slices.EqualFunc(got, c.want, slices.Equal) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestOffice: a role or description as a head and what it is of.
func TestOffice(t *testing.T) {
	for role, want := range map[string]string{
		"spokesman for the Karvonian president": "spokes [karvonian president]",
		"the former foreign minister":           "minister [foreign]",
		"chairwoman of the ruling party":        "chair [party ruling]",
		"":                                      " []",
	} {
		o := ReadOffice(role)
		var of []string
		for w := range o.Of {
			of = append(of, w)
		}
		slices.Sort(of)
		if got := fmt.Sprint(o.Head, " ", of); got != want {
			t.Errorf("%q is %q, want %q", role, got, want)
		}
	}
	for description, want := range map[string]bool{
		"the Karvonian presidential spokesman": true, "a Norhaven official": false, "the official": false,
		"the president": false, "": false,
	} {
		if _, ok := DefiniteOffice(description); ok != want {
			t.Errorf("%q can mean one person only: %v, want %v", description, ok, want)
		}
	}
}

// TestHolds: a description fits a role that says as much, and no deputy of it.
func TestHolds(t *testing.T) {
	for _, c := range []struct {
		description, role string
		sameCountry, want bool
	}{
		{"Karvonian foreign minister", "foreign minister of Karvonian affairs", false, true},
		{"Karvonian foreign minister", "foreign minister", true, true},
		{"Karvonian foreign minister", "foreign minister", false, false},
		{"foreign minister", "deputy foreign minister", true, false},
		{"foreign minister", "finance minister", true, false},
		{"foreign minister", "president", true, false},
	} {
		if got := ReadOffice(c.description).Holds(ReadOffice(c.role), c.sameCountry); got != c.want {
			t.Errorf("%q fits %q: %v, want %v", c.description, c.role, got, c.want)
		}
	}
}

// TestCleanRole: what was cut off with a role goes, what is none is "".
func TestCleanRole(t *testing.T) {
	for title, want := range map[string]string{
		"the head of the": "head", "a minister,": "minister", "member for": "member", "the": "", "x": "", "seat 14": "",
		"prime minister": "prime minister",
	} {
		if got := CleanRole(title); got != want {
			t.Errorf("%q becomes %q, want %q", title, got, want)
		}
	}
}

// TestKeys: suffixes belong to no surname, and given names come without them.
func TestKeys(t *testing.T) {
	if NameSuffix("Jan Voss Jr.") != "jr" || NameSuffix("Jan Voss") != "" ||
		SurnameKey(record.PersonKind, "Jan Voss III") != NameKey("Voss") {
		t.Errorf("suffix %q, surname %q", NameSuffix("Jan Voss Jr."), SurnameKey(record.PersonKind, "Jan Voss III"))
	}
	if got := GivenKeys("Jan Pieter Voss Jr."); len(got) != 2 {
		t.Errorf("given names %q", got)
	}
	if GivenKeys("") != nil || SurnameKey(record.OrganizationKind, "the Union") != NameKey("Union") {
		t.Error("an empty name, or an article before a body")
	}
	if !Idle("acting") || Idle("foreign") || !SingleHead("king") || SingleHead("official") {
		t.Error("idle words and single offices are mixed up")
	}
}
