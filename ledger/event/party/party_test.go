package party_test

import (
	"strings"
	"testing"

	"readout/ledger/event/party"
	"readout/record"
	"readout/store"
)

// TestParties: who enough articles name takes part; who speaks, is near, unsure, away or described does not.
func TestParties(t *testing.T) {
	person := func(name string) store.Party { return store.Party{Kind: record.PersonKind, Name: name} }
	said, near, unsure := person("Ann Holt"), person("Bo Lind"), person("Cy Marsh")
	said.Said, near.Near, unsure.Unsure = true, true, true
	place := store.Party{Kind: record.PlaceKind, Name: "Norland", Country: "Norland"}
	body := store.Party{Kind: record.OrganizationKind, Name: "Ostby Council"}
	for _, c := range []struct {
		about, class string
		articles     [][]store.Party
		away, want   string
	}{
		{"one article", "meeting", [][]store.Party{{person("Jon Vask"), person("Una Orr")}}, "", "Jon Vask, Una Orr"},
		{"named by one of two", "meeting", [][]store.Party{{person("Jon Vask"), person("Una Orr")}, {person("Una Orr")}}, "",
			"Una Orr"},
		{"the one named most first", "meeting", [][]store.Party{{person("Jon Vask"), person("Una Orr")},
			{person("Una Orr"), person("Jon Vask")}, {person("Una Orr")}}, "", "Una Orr, Jon Vask"},
		{"no part in it", "meeting", [][]store.Party{{said, near, unsure, person("Una Orr")}}, "", "Una Orr"},
		{"stays away", "meeting", [][]store.Party{{person("Jon Vask"), person("Una Orr")}}, "Una Orr", "Jon Vask"},
		{"only described", "meeting", [][]store.Party{{person("the mayor"), person("Una Orr")}}, "", "Una Orr"},
		{"nobody by name", "meeting", [][]store.Party{{person("the mayor")}}, "", "the mayor"},
		{"a place beside people", "meeting", [][]store.Party{{place, person("Una Orr")}}, "", "Una Orr"},
		{"a place alone", "meeting", [][]store.Party{{place}}, "", "Norland"},
		{"who speaks of a vote", "vote", [][]store.Party{{body, person("Una Orr")}}, "", "Ostby Council"},
		{"a body and a person who meet", "meeting", [][]store.Party{{body, person("Una Orr")}}, "", "Ostby Council, Una Orr"},
	} {
		var count party.Count
		for i, parties := range c.articles {
			article := string(rune('a' + i))
			count.Report(article)
			for k := range parties {
				count.Add(&parties[k], parties[k].Name, article)
			}
		}
		var got []string
		for _, p := range count.Parties(map[string]bool{c.away: true}, c.class) {
			got = append(got, p.Name)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %q, want %q", c.about, got, c.want)
		}
	}
}
