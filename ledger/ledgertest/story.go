package ledgertest

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"readout/record"
)

// Speaker is somebody in an article: a name or description, a role and a country.
type Speaker struct{ Name, Role, Country string }

// Who returns a Speaker.
func Who(name, role, country string) Speaker {
	return Speaker{Name: name, Role: role, Country: country}
}

// Story makes an article from a text in which "NAME said: “WORDS”" lines are statements.
func Story(outlet, ident, day, text string, who ...Speaker) *record.Record {
	sum := sha256.Sum256([]byte(text))
	r := &record.Record{Schema: record.Schema, Reader: record.Reader{Version: "1", Models: "none"},
		Article: record.Article{ID: ident, Outlet: outlet, SHA256: hex.EncodeToString(sum[:]), Published: day, Text: text}}
	for i, sp := range who {
		at := strings.Index(text, sp.Name)
		span := record.Span{Start: at, End: at + len(sp.Name)}
		e := record.Entity{ID: "e" + string(rune('1'+i)), Kind: "person", Name: sp.Name, Country: sp.Country,
			Mentions: []record.Mention{{Span: span, Form: "name"}}}
		if sp.Role != "" {
			e.Roles = []record.Role{{Title: sp.Role, Span: span}}
		}
		r.Entities = append(r.Entities, e)
		if said := strings.Index(text, sp.Name+" said: "); said >= 0 {
			start := said + len(sp.Name+" said: ")
			end := start + strings.Index(text[start:]+"\n", "\n")
			r.Statements = append(r.Statements, record.Statement{ID: "s" + string(rune('1'+len(r.Statements))), Kind: "direct",
				Source: []record.Span{{Start: said, End: said + len(sp.Name)}}, Content: []record.Span{{Start: start, End: end}},
				Speakers: []string{e.ID}, Commitment: record.CertainPlus, Act: record.Assert, Attitude: record.Speech, Score: 1})
		}
	}
	return r
}

// Said makes an article in which one person says one thing.
func Said(ident, day, name, role, country, content string) *record.Record {
	text := name + " said: " + content
	sum := sha256.Sum256([]byte(text))
	e := record.Entity{ID: "e1", Kind: "person", Name: name, Country: country,
		Mentions: []record.Mention{{Span: record.Span{End: len(name)}, Form: "name"}}}
	if role != "" {
		e.Roles = []record.Role{{Title: role, Span: record.Span{End: len(name)}}}
	}
	return &record.Record{Schema: record.Schema, Reader: record.Reader{Version: "1", Models: "none"},
		Article:  record.Article{ID: ident, Outlet: "NP", SHA256: hex.EncodeToString(sum[:]), Published: day, Text: text},
		Entities: []record.Entity{e},
		Statements: []record.Statement{{ID: "s1", Kind: "direct", Source: []record.Span{{End: len(name)}},
			Content:  []record.Span{{Start: len(name) + 7, End: len(text)}},
			Speakers: []string{"e1"}, Commitment: "CT+"}}}
}

// Meeting makes an article about one meeting of two people.
func Meeting(id, day, outlet, first, second, place, date, status string) *record.Record {
	r := Said(id, day, first, "foreign minister", "", "The talks in "+place+" are on "+date+".")
	r.Article.Outlet = outlet
	r.Entities = append(r.Entities, record.Entity{ID: "e2", Kind: "person", Name: second, Roles: []record.Role{},
		Mentions: []record.Mention{{Span: record.Span{End: 3}, Form: "name"}}})
	sp := r.Statements[0].Content[0]
	at := func(word string) record.Span {
		i := strings.LastIndex(r.Article.Text[:sp.End], word)
		return record.Span{Start: i, End: i + len(word)}
	}
	r.Events = []record.Event{{ID: "v1", Type: "meeting", Name: "talks", Status: status, Span: at("talks"),
		Mentions:     []record.Span{at("talks")},
		Participants: []string{"e1", "e2"}, Time: date, Slots: []record.Slot{
			{Slot: record.DateSlot, Value: date, Status: status, Span: at(date), SaidBy: []string{"e1"}, Statement: "s1",
				Score: 0.9},
			{Slot: record.PlaceSlot, Value: place, Status: status, Span: at(place), SaidBy: []string{}, Score: 0.9}}}}
	return r
}

// Misread returns an article whose only statement was attributed to the wrong person, and
// whose event slot depends on that statement.
func Misread() *record.Record {
	r := Said("1", "2024-03-01", "Jon Alder", "foreign minister", "NH", "The hall is booked.")
	r.Entities = append(r.Entities, record.Entity{ID: "e2", Kind: "person", Name: "Mira Halden", Country: "NH",
		Roles:    []record.Role{{Title: "mayor", Span: record.Span{End: 3}}},
		Mentions: []record.Mention{{Span: record.Span{End: 3}, Form: "name"}}})
	sp := r.Statements[0].Content[0]
	r.Events = []record.Event{{ID: "v1", Name: "booking", Span: sp, Mentions: []record.Span{sp},
		Participants: []string{"e2"}, Time: "2024-03-20",
		Slots: []record.Slot{{Slot: record.VenueSlot, Value: "the hall", Status: record.Planned, Span: sp,
			SaidBy: []string{"e1"}, Statement: "s1", Score: 0.9}}}}
	return r
}
