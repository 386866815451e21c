package index_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"readout/article"
	"readout/ledger/index"
	"readout/ledger/ledgertest"
	"readout/record"
	"readout/store"
)

func prepare(t *testing.T, r *record.Record) store.Entry {
	t.Helper()
	e, err := index.Prepare(r, nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func meeting() *record.Record {
	return ledgertest.Meeting("1", "2024-03-01", "KTA", "Jon Alder", "Mira Halden", "Ostrella", "2024-03-20",
		record.Planned)
}

// TestVersion: the row of an article, from its record.
func TestVersion(t *testing.T) {
	for name, c := range map[string]struct {
		change func(a *record.Article)
		want   string
	}{
		"by its id": {func(*record.Article) {}, "NP 1 2024-03-01T00:00:00Z "},
		"by its address": {func(a *record.Article) { a.URL = "https://np.example/1" },
			"NP https://np.example/1 2024-03-01T00:00:00Z "},
		"by its agency": {func(a *record.Article) { a.Outlet, a.Dateline = "", &record.Dateline{Agency: "OPA"} },
			"OPA 1 2024-03-01T00:00:00Z "},
		"updated":        {func(a *record.Article) { a.Updated = "2024-03-02" }, "NP 1 2024-03-02T00:00:00Z "},
		"updated before": {func(a *record.Article) { a.Updated = "2024-02-02" }, "NP 1 2024-03-01T00:00:00Z "},
		"in another zone": {func(a *record.Article) { a.Published = "2024-03-01T01:00:00+02:00" },
			"NP 1 2024-02-29T23:00:00Z "},
		"with a headline": {func(a *record.Article) { a.Headline = &record.Span{Start: 0, End: 9} },
			"NP 1 2024-03-01T00:00:00Z Piet Solm"},
		"titled by its page": {func(a *record.Article) { a.Title = "Rain" }, "NP 1 2024-03-01T00:00:00Z Rain"},
	} {
		r := ledgertest.Said("1", "2024-03-01", "Piet Solm", "", "", "It rains.")
		c.change(&r.Article)
		v, err := index.NewPreparer(r).Version(7)
		if got := fmt.Sprint(v.Key.Outlet, " ", v.Key.Ident, " ", v.Since, " ", v.Headline); err != nil ||
			!sameMoment(got, c.want) || v.Ingested != 7 || v.Count != 1 {
			t.Errorf("%s: %q, %v, want %q", name, got, err, c.want)
		}
	}
	for name, change := range map[string]func(r *record.Record){
		"neither address nor id": func(r *record.Record) { r.Article.ID = "" },
		"no hash":                func(r *record.Record) { r.Article.SHA256 = "xyz" },
		"a span outside":         func(r *record.Record) { r.Statements[0].Content[0].End = 999 },
	} {
		r := ledgertest.Said("1", "2024-03-01", "Piet Solm", "", "", "It rains.")
		change(r)
		if _, err := index.Prepare(r, nil, 1); err == nil {
			t.Errorf("a record with %s was prepared", name)
		}
	}
}

// sameMoment compares times, taking a day as its first moment.
func sameMoment(got, want string) bool {
	return got == want || got == strings.ReplaceAll(want, "T00:00:00Z", "")
}

// TestRows: what a statement is found by, and what not.
func TestRows(t *testing.T) {
	r := ledgertest.Misread()
	r.Statements[0].Act, r.Statements[0].Attitude = record.Deny, record.Speech
	e := prepare(t, r)
	if len(e.Rows) != 2 || e.Rows[0].N != 0 || e.Rows[1].N != 1 {
		t.Fatalf("rows: %+v", e.Rows)
	}
	has := func(row int, term string) bool {
		return slices.Contains(strings.Fields(e.Rows[row].Terms), term)
	}
	speaker := index.AgentOf(&r.Entities[0], 0)
	for term, in := range map[string][2]bool{
		"booked": {true, true}, "said": {true, false}, "halden": {false, false},
		store.TagTerm("outlet", "NP"): {true, true}, store.TagTerm("act", record.Deny): {false, true},
		store.TagTerm("act", record.Assert): {false, false}, store.TagTerm("kind", "direct"): {false, true},
		store.TagTerm("com", record.CertainPlus): {false, true}, store.TagTerm("sta", record.Planned): {false, true},
		store.AgentTerm(speaker.ID): {false, true}, store.TagTerm("outlet", "KTA"): {false, false},
	} {
		for row := range in {
			if has(row, term) != in[row] {
				t.Errorf("row %d is found by %q: %v", row, term, !in[row])
			}
		}
	}
	for _, list := range [][]string{store.NameTerms("Jon Alder"), store.RoleTerms("foreign minister")} {
		for _, term := range list {
			if !has(1, term) {
				t.Errorf("the statement is not found by its speaker's %q", term)
			}
		}
	}
	if !slices.Equal(e.Words, store.DistinctWords(e.Rows)) {
		t.Error("the words are not those of the rows")
	}
}

// TestAgents: whoever speaks or takes part is an agent; others in the article are not.
func TestAgents(t *testing.T) {
	r := meeting()
	r.Entities = append(r.Entities, record.Entity{ID: "e3", Kind: "person", Name: "Una Brask",
		Mentions: []record.Mention{{Span: record.Span{End: 3}}}})
	names := func(e store.Entry) (out []string) {
		for _, a := range e.Agents {
			out = append(out, a.Name)
		}
		return out
	}
	if got := names(prepare(t, r)); !slices.Equal(got, []string{"Jon Alder", "Mira Halden"}) {
		t.Errorf("agents: %q", got)
	}
	r.Entities[0].Members = []string{"e3"} // a group speaks for its members
	if got := names(prepare(t, r)); !slices.Equal(got, []string{"Jon Alder", "Mira Halden", "Una Brask"}) {
		t.Errorf("agents with members: %q", got)
	}
}

// TestAgentOf: roles without duplicates, in order; the id is the same only for the same facts.
func TestAgentOf(t *testing.T) {
	entity := func(name, country string, roles ...string) *record.Entity {
		e := &record.Entity{Kind: "person", Name: name, Country: country}
		for _, role := range roles {
			e.Roles = append(e.Roles, record.Role{Title: role})
		}
		return e
	}
	a := index.AgentOf(entity("Nils Aro", "NH", "warden", "Mayor", "Warden"), 3)
	if len(a.Roles) != 2 || !strings.EqualFold(a.Roles[0], "mayor") || !strings.EqualFold(a.Roles[1], "warden") ||
		a.First != 3 || a.Last != 3 {
		t.Errorf("agent: %+v", a)
	}
	if b := index.AgentOf(entity("Nils Aro", "NH", "Mayor", "warden"), 9); b.ID != a.ID {
		t.Error("another order and day make another agent")
	}
	for _, other := range []*record.Entity{entity("Nils Arø", "NH", "Mayor", "warden"),
		entity("Nils Aro", "SM", "Mayor", "warden"), entity("Nils Aro", "NH", "warden")} {
		if index.AgentOf(other, 3).ID == a.ID {
			t.Errorf("%+v is the same agent", other)
		}
	}
	if id, ok := index.ParseAgent(index.AgentName(a.ID)); !ok || id != a.ID {
		t.Errorf("the id %d comes back as %d", a.ID, id)
	}
	for _, bad := range []string{"", "a", "b12", "12", "a-1", "a!", "azzzzzzzzzzzzzzzz"} {
		if _, ok := index.ParseAgent(bad); ok {
			t.Errorf("%q is read as an id", bad)
		}
	}
}

// TestEvents: the row of an event with its parties, and what each says.
func TestEvents(t *testing.T) {
	r := meeting()
	r.Entities[0].Country = "NH"
	r.Events[0].Slots[0].SaidBy = []string{"e1"}
	r.Entities = append(r.Entities,
		record.Entity{ID: "e3", Kind: record.PlaceKind, Name: "Ostrella",
			Mentions: []record.Mention{{Span: r.Events[0].Slots[1].Span}}},
		record.Entity{ID: "e4", Kind: "person", Name: "Una Brask", Mentions: []record.Mention{{Span: record.Span{End: 3}}}})
	r.Events[0].Place, r.Events[0].Participants, r.Events[0].Unsure = "e3", []string{"e1", "e2", "e4"}, []string{"e4"}
	e := prepare(t, r).Events[0]
	if e.Name != "talks" || e.Status != record.Planned || e.Time != "2024-03-20" || e.Place != "Ostrella" ||
		e.Words != "talks" {
		t.Errorf("event: %+v", e)
	}
	got := ""
	for _, p := range e.Parties {
		got += fmt.Sprintf("%s %s said %v near %v unsure %v; ", p.Name, p.Country, p.Said, p.Near, p.Unsure)
	}
	if want := "Jon Alder NH said false near false unsure false; Mira Halden  said false near false unsure false; " +
		"Una Brask  said false near false unsure true; "; got != want {
		t.Errorf("parties: %s", got)
	}
	if s := e.Slots[0]; s.Slot != record.DateSlot || s.Value != "2024-03-20" || !slices.Equal(s.SaidBy, []int{0}) ||
		s.Statement != 1 || s.Score != 0.9 {
		t.Errorf("slot: %+v", s)
	}
	if e.Slots[0].Sentence != e.Slots[1].Sentence || e.Slots[0].Sentence == 0 {
		t.Error("two slots of a sentence are not of one")
	}
	// Whoever only talks about the event is not a party of it.
	r.Events[0].Participants, r.Events[0].Unsure = []string{"e2"}, nil
	e = prepare(t, r).Events[0]
	if len(e.Parties) != 2 || e.Parties[1].Name != "Jon Alder" || !(e.Parties[1].Near || e.Parties[1].Said) {
		t.Errorf("one party: %+v", e.Parties)
	}
}

// TestOfficeHolders: if an event has only one party, office holders in the article may be
// meant; spokespeople are not.
func TestOfficeHolders(t *testing.T) {
	for role, near := range map[string]bool{
		"foreign minister": true, "President": true, "presidential spokesman": false, "painter": false,
	} {
		r := meeting()
		r.Entities[0].Roles[0].Title = role
		r.Events[0].Participants = []string{"e2"}
		r.Events[0].Slots[0].SaidBy = nil
		e := prepare(t, r).Events[0]
		if got := len(e.Parties) == 2 && e.Parties[1].Near; got != near {
			t.Errorf("a %s is near: %v: %+v", role, got, e.Parties)
		}
	}
}

// TestSides: a person belongs to the country after which the role is named.
func TestSides(t *testing.T) {
	for role, want := range map[string]string{
		"Karvonian president": "Karvonia", "president of Karvonia": "Karvonia", "Karvoner president": "Karvonia",
		"Karvonist president": "", "president": "",
	} {
		r := meeting()
		r.Entities[0].Roles[0].Title = role
		r.Entities = append(r.Entities, record.Entity{ID: "e3", Kind: record.PlaceKind, Name: "Karvonia",
			Mentions: []record.Mention{{Span: record.Span{End: 3}}}})
		if got := prepare(t, r).Events[0].Parties[0].Country; got != want {
			t.Errorf("a %s is of %q, want %q", role, got, want)
		}
	}
}

// TestReportKeys: two reports of one event share a key, those of two events do not.
func TestReportKeys(t *testing.T) {
	keys := func(first, second, place, day string) []uint64 {
		r := ledgertest.Meeting("1", "2024-03-01", "KTA", first, second, place, day, record.Planned)
		e := prepare(t, r).Events[0]
		return index.NewReport(&e).Keys()
	}
	shared := func(x, y []uint64) bool {
		return slices.ContainsFunc(x, func(k uint64) bool { return slices.Contains(y, k) })
	}
	one := keys("Jon Alder", "Mira Halden", "Ostrella", "2024-03-20")
	for name, c := range map[string]struct {
		keys []uint64
		want bool
	}{
		"the same people":    {keys("Jon Alder", "Mira Halden", "Helmsby", "2024-06-11"), true},
		"a bare surname":     {keys("Alder", "Mira Halden", "Helmsby", "2024-06-11"), true},
		"one of them, then":  {keys("Jon Alder", "Una Brask", "Helmsby", "2024-03-28"), true},
		"one of them, later": {keys("Jon Alder", "Una Brask", "Helmsby", "2025-06-11"), false},
		"the same place":     {keys("Piet Solm", "Una Brask", "Ostrella", "2024-06-11"), true},
		"nothing":            {keys("Piet Solm", "Una Brask", "Helmsby", "2024-06-11"), false},
	} {
		if got := shared(one, c.keys); got != c.want {
			t.Errorf("%s: a key is shared: %v", name, got)
		}
	}
	if !slices.IsSorted(one) || len(slices.Compact(slices.Clone(one))) != len(one) {
		t.Error("the keys are not in order, each once")
	}
}

// TestNames: a proper name, and a description or office in its place; what may be either is
// listed, but joins nobody.
func TestNames(t *testing.T) {
	for name, want := range map[string][2]bool{ // describes, may be listed
		"Nils Aro": {false, true}, "the warden": {true, false}, "Stephen King": {true, true}, "The Ostby Post": {false,
			true},
		"Kremlin Spokesman": {true, false}, "the Ostby Post": {true, true}, "aro": {true, false}, "Nils\nAro": {false,
			false},
		"Aro: Nils": {false, false}, "": {true, false},
	} {
		if got := [2]bool{index.Describes(name), index.Listed(record.PersonKind, name)}; got != want {
			t.Errorf("%q describes, and may be listed: %v, want %v", name, got, want)
		}
	}
}

// TestBody: what a page puts around and into the report is not found as its text.
func TestBody(t *testing.T) {
	const text = "Talks end\n\nBy Ana Vell\n\nThey met.\n\nSEE ALSO: Ferries\n\nHarbour news"
	r := meeting()
	r.Article.Text, r.Article.Blocks = text, nil
	for _, b := range []struct {
		kind  article.BlockKind
		words string
	}{{article.Headline, "Talks end"}, {article.Byline, "By Ana Vell"}, {article.Paragraph, "They met."},
		{article.Aside, "SEE ALSO: Ferries"}, {article.Furniture, "Harbour news"}} {
		at := strings.Index(text, b.words)
		r.Article.Blocks = append(r.Article.Blocks, article.Block{Kind: b.kind,
			Span: article.Span{Start: at, End: at + len(b.words)}})
	}
	if got := index.NewPreparer(r).Body(); got != "talks end they met" {
		t.Errorf("%q", got)
	}
}

// TestOutletOfDateline: an article that names no outlet is found by the agency of its dateline, by which it is shown.
func TestOutletOfDateline(t *testing.T) {
	r := ledgertest.Said("1", "2024-03-01", "Piet Solm", "", "", "It rains.")
	r.Article.Outlet, r.Article.Dateline = "", &record.Dateline{Span: record.Span{End: 4}, Agency: "Meridian"}
	e := prepare(t, r)
	if e.Version.Key.Outlet != "Meridian" || len(e.Rows) != 2 {
		t.Fatalf("%+v", e)
	}
	for _, row := range e.Rows {
		if !strings.Contains(row.Terms, store.TagTerm("outlet", "Meridian")) {
			t.Errorf("row %d is not found by its outlet: %s", row.N, row.Terms)
		}
	}
}
