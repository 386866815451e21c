package identity_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"readout/ledger/ask"
	"readout/ledger/identity"
	"readout/ledger/ledgertest"
	"readout/ledger/statement"
)

const dam = "\nThe dam at Ostrella above the Vessin River cracked overnight and water reached the turbines of the " +
	"Karvonia power station.\n"

// TestOneStory: a surname, an office or a description alone is the only holder in the
// same story, and nobody where there are two, or where it can be anybody.
func TestOneStory(t *testing.T) {
	ctx := context.Background()
	l := ledgertest.Open(t)
	ledgertest.Add(t, l,
		ledgertest.Story("NP", "1", "2024-03-05",
			"Sergei Dravitsyn said: “The dam holds.”\nHe is the Karvonian presidential spokesman."+dam,
			ledgertest.Who("Sergei Dravitsyn", "Karvonian presidential spokesman", "KV")),
		ledgertest.Story("KTA", "2", "2024-03-05", "Dravitsyn said: “The water will be let off.”"+dam,
			ledgertest.Who("Dravitsyn", "", "")),
		ledgertest.Story("Mer", "3", "2024-03-06", "the Karvonian presidential spokesman said: “Nobody was hurt.”"+dam,
			ledgertest.Who("the Karvonian presidential spokesman", "Karvonian presidential spokesman", "KV")),
		ledgertest.Story("Mer", "4", "2024-03-06", "a Karvonian official said: “The crack is old.”"+dam,
			ledgertest.Who("a Karvonian official", "Karvonian official", "KV")),
		ledgertest.Story("Mer", "5", "2024-03-06", "the Norhaven spokesman said: “We were told too late.”"+dam,
			ledgertest.Who("the Norhaven spokesman", "Norhaven spokesman", "NH")),
		// Another man of the name, another story, the same day.
		ledgertest.Story("NP", "6", "2024-03-05",
			"Anton Dravitsyn said: “I paint in the morning.”\nHis canvases hang in the gallery of Lindvik until autumn, and "+
				"tickets sell well.",
			ledgertest.Who("Anton Dravitsyn", "painter", "KV")),
		// Both in one story: it cannot be known who is meant.
		ledgertest.Story("NP", "7", "2024-05-05",
			"Anton Dravitsyn said: “My brother is a good neighbour.”\nSergei Dravitsyn walked his dog in Tavrosk beside the "+
				"painter on Sunday.",
			ledgertest.Who("Anton Dravitsyn", "painter", "KV"), ledgertest.Who("Sergei Dravitsyn", "spokesman", "KV")),
		ledgertest.Story("KTA", "8", "2024-05-05",
			"Dravitsyn said: “The dog is old.”\nDravitsyn walked his dog in Tavrosk beside the painter on Sunday, a good "+
				"neighbour.", ledgertest.Who("Dravitsyn", "", "")),
	)
	track, err := l.Said(ctx, "Sergei Dravitsyn", "", "")
	if err != nil {
		t.Fatal(err)
	}
	var said, joined []string
	for _, e := range track.Entries {
		said = append(said, strings.Trim(e.Statement.Content, "“”."))
		if j := e.Statement.Speakers[0].Joined; j != nil {
			joined = append(joined, j.String())
		}
	}
	if got, want := strings.Join(said, "; "), "The water will be let off; The dam holds; Nobody was hurt"; got != want {
		t.Errorf("Sergei Dravitsyn said %q, want %q", got, want)
	}
	if got, want := strings.Join(joined,
		"; "), "joined by name, 1 report of the same story; joined by office, 1 report of the same story"; got != want {
		t.Errorf("why: %q, want %q", got, want)
	}
	// Undone: the surname alone is a person of its own.
	page, err := l.Search(ctx, ask.Query{Text: "water"})
	if err != nil || len(page.Statements) != 1 {
		t.Fatal(page, err)
	}
	if err := l.NameSpeakers(ctx, page.Statements, true); err != nil ||
		page.Statements[0].Speakers[0].Called != "Sergei Dravitsyn" {
		t.Errorf("called %+v, %v", page.Statements[0].Speakers, err)
	}
	if _, err := l.Split(ctx, "editor", "the mayor of that name", page.Statements[0].Speakers[0].Agent); err != nil {
		t.Fatal(err)
	}
	if track, err = l.Said(ctx, "Sergei Dravitsyn", "water", ""); err != nil || len(track.Entries) != 0 {
		t.Errorf("after the split: %+v, %v", track.Entries, err)
	}
}

// TestNobodyUnderTwoNames: an agent that fits two people does not make them one.
func TestNobodyUnderTwoNames(t *testing.T) {
	l := ledgertest.Open(t)
	ledgertest.Add(t, l,
		ledgertest.Said("1", "2024-03-01", "Mara Lind", "president of Norhaven", "NH", "One."),
		ledgertest.Said("2", "2024-03-02", "Olof Lind", "husband of the president", "NH", "Two."),
		ledgertest.Said("3", "2024-03-03", "Lind", "president", "NH", "Three."),
		ledgertest.Said("4", "2024-03-04", "Mara Lind", "candidate", "", "Four."),
		ledgertest.Said("5", "2024-03-05", "Jon Kass", "senator", "NH", "Five."),
		ledgertest.Said("6", "2024-03-06", "Jon Kass Jr.", "senator", "NH", "Six."),
	)
	for name, want := range map[string]string{"Mara Lind": "Lind NH|Mara Lind NH", "Olof Lind": "Olof Lind NH",
		"Jon Kass": "Jon Kass NH"} {
		p, err := l.Person(context.Background(), name)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, n := range p.Names {
			got = append(got, n.Name+" "+p.Country)
		}
		slices.Sort(got)
		if strings.Join(got, "|") != want {
			t.Errorf("%s is called %q, want %q", name, got, want)
		}
	}
}

// TestVoices: a list of those who speak has each once, and nobody who is only described.
func TestVoices(t *testing.T) {
	var list []statement.Statement
	for _, sp := range []statement.Speaker{
		{Kind: "person", Name: "Sergei Dravitsyn", Person: "a1", Called: "Sergei Dravitsyn"},
		{Kind: "person", Name: "Dravitsyn", Person: "a1", Called: "Sergei Dravitsyn", Role: "spokesman for"},
		{Kind: "person", Name: "a Norhaven official", Agent: "a2"},
		{Kind: "organization", Name: "her office", Agent: "a3"},
		{Kind: "group", Name: "sides", Agent: "a4"},
		{Kind: "place", Name: "Karvonia", Agent: "a5"},
		{Kind: "organization", Name: "Karvonia", Agent: "a6"},
		{Kind: "person", Name: "Kremlin Spokesman", Agent: "a7"},
		{Kind: "person", Name: "Mara King", Agent: "a8"},
	} {
		list = append(list, statement.Statement{Speakers: []statement.Speaker{sp}})
	}
	var got []string
	for _, v := range identity.Voices(list) {
		got = append(got, fmt.Sprint(v.Name, " ", v.Statements, " ", v.Role))
	}
	if want := []string{"Sergei Dravitsyn 2 spokesman", "Karvonia 2 ", "Mara King 1 "}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
