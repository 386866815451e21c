package ledger_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"readout/ledger/ask"
	"readout/ledger/identity"
	"readout/ledger/statement"
	"readout/record"
)

// speaker is somebody of an article: the name or description, a role and a country.
type speaker struct{ name, role, country string }

// story makes an article of a text in which "NAME said: “WORDS”" lines are statements.
func story(outlet, ident, day, text string, who ...speaker) *record.Record {
	sum := sha256.Sum256([]byte(text))
	r := &record.Record{Schema: record.Schema, Reader: record.Reader{Version: "1", Models: "none"},
		Article: record.Article{ID: ident, Outlet: outlet, SHA256: hex.EncodeToString(sum[:]), Published: day, Text: text}}
	for i, sp := range who {
		at := strings.Index(text, sp.name)
		span := record.Span{Start: at, End: at + len(sp.name)}
		e := record.Entity{ID: "e" + string(rune('1'+i)), Kind: "person", Name: sp.name, Country: sp.country,
			Mentions: []record.Mention{{Span: span, Form: "name"}}}
		if sp.role != "" {
			e.Roles = []record.Role{{Title: sp.role, Span: span}}
		}
		r.Entities = append(r.Entities, e)
		if said := strings.Index(text, sp.name+" said: "); said >= 0 {
			start := said + len(sp.name+" said: ")
			end := start + strings.Index(text[start:]+"\n", "\n")
			r.Statements = append(r.Statements, record.Statement{ID: "s" + string(rune('1'+len(r.Statements))), Kind: "direct",
				Source: []record.Span{{Start: said, End: said + len(sp.name)}}, Content: []record.Span{{Start: start, End: end}},
				Speakers: []string{e.ID}, Commitment: record.CertainPlus, Act: record.Assert, Attitude: record.Speech, Score: 1})
		}
	}
	return r
}

const dam = "\nThe dam at Ostrella above the Vessin River cracked overnight and water reached the turbines of the " +
	"Karvonia power station.\n"

// TestOneStory: a surname, an office or a description alone is the only holder in the
// same story, and nobody where there are two, or where it can be anybody.
func TestOneStory(t *testing.T) {
	ctx := context.Background()
	l := newLedger(t)
	add(t, l,
		story("NP", "1", "2024-03-05",
			"Sergei Dravitsyn said: “The dam holds.”\nHe is the Karvonian presidential spokesman."+dam,
			speaker{"Sergei Dravitsyn", "Karvonian presidential spokesman", "KV"}),
		story("KTA", "2", "2024-03-05", "Dravitsyn said: “The water will be let off.”"+dam, speaker{"Dravitsyn", "", ""}),
		story("Mer", "3", "2024-03-06", "the Karvonian presidential spokesman said: “Nobody was hurt.”"+dam,
			speaker{"the Karvonian presidential spokesman", "Karvonian presidential spokesman", "KV"}),
		story("Mer", "4", "2024-03-06", "a Karvonian official said: “The crack is old.”"+dam,
			speaker{"a Karvonian official", "Karvonian official", "KV"}),
		story("Mer", "5", "2024-03-06", "the Norhaven spokesman said: “We were told too late.”"+dam,
			speaker{"the Norhaven spokesman", "Norhaven spokesman", "NH"}),
		// Another man of the name, another story, the same day.
		story("NP", "6", "2024-03-05",
			"Anton Dravitsyn said: “I paint in the morning.”\nHis canvases hang in the gallery of Lindvik until autumn, and "+
				"tickets sell well.",
			speaker{"Anton Dravitsyn", "painter", "KV"}),
		// Both in one story: it cannot be known who is meant.
		story("NP", "7", "2024-05-05",
			"Anton Dravitsyn said: “My brother is a good neighbour.”\nSergei Dravitsyn walked his dog in Tavrosk beside the "+
				"painter on Sunday.",
			speaker{"Anton Dravitsyn", "painter", "KV"}, speaker{"Sergei Dravitsyn", "spokesman", "KV"}),
		story("KTA", "8", "2024-05-05",
			"Dravitsyn said: “The dog is old.”\nDravitsyn walked his dog in Tavrosk beside the painter on Sunday, a good "+
				"neighbour.", speaker{"Dravitsyn", "", ""}),
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
	l := newLedger(t)
	add(t, l,
		said("1", "2024-03-01", "Mara Lind", "president of Norhaven", "NH", "One."),
		said("2", "2024-03-02", "Olof Lind", "husband of the president", "NH", "Two."),
		said("3", "2024-03-03", "Lind", "president", "NH", "Three."),
		said("4", "2024-03-04", "Mara Lind", "candidate", "", "Four."),
		said("5", "2024-03-05", "Jon Kass", "senator", "NH", "Five."),
		said("6", "2024-03-06", "Jon Kass Jr.", "senator", "NH", "Six."),
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
