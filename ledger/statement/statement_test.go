package statement_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/index"
	"readout/ledger/ledgertest"
	"readout/ledger/statement"
	"readout/record"
)

// TestShown: a statement is shown with its article, its speakers and the slots it fills.
func TestShown(t *testing.T) {
	r := ledgertest.Misread()
	s := &r.Statements[0]
	s.Act, s.Attitude, s.Audience, s.Occasion, s.Via = record.Warn, record.Speech, "reporters", "a visit", []string{"e2"}
	s.About, s.Answers = []string{"e2"}, &record.Span{Start: 0, End: 3}
	r.Entities[0].Members = []string{"e2"}
	two := r.Events[0].Slots[0] // a second slot of the same event is no second event
	two.Slot, two.Status = record.PlaceSlot, record.Likely
	unsure := two // what the reader is not sure of is told of no statement
	unsure.Status, unsure.Score = record.Postponed, record.FirmScore-0.01
	aside := two
	aside.Status, aside.Background = record.Held, true
	r.Events[0].Slots = append(r.Events[0].Slots, two, unsure, aside)
	l := ledgertest.Open(t, r)
	got := ledgertest.One(t, l, ledger.Query{Text: "booked"})
	for what, c := range map[string][2]string{
		"content": {got.Content, "The hall is booked."}, "source": {got.Source, "Jon Alder"}, "act": {got.Act, "warn"},
		"audience": {got.Audience, "reporters"}, "occasion": {got.Occasion, "a visit"}, "answers": {got.Answers, "Jon"},
		"said": {got.Said, "2024-03-01"}, "said on": {got.SaidOn, ""}, "outlet": {got.Article.Outlet, "NP"},
		"about": {strings.Join(got.About, "|"), "Mira Halden"}, "via": {strings.Join(got.Via, "|"), "Mira Halden"},
		"statuses": {strings.Join(got.Statuses, "|"), record.Planned + "|" + record.Likely},
	} {
		if c[0] != c[1] {
			t.Errorf("%s: %q, want %q", what, c[0], c[1])
		}
	}
	if len(got.Speakers) != 2 || got.Speakers[0].Name != "Jon Alder" || got.Speakers[0].Role != "foreign minister" ||
		got.Speakers[0].Country != "NH" || got.Speakers[1].Name != "Mira Halden" {
		t.Errorf("speakers: %+v", got.Speakers)
	}
	if id, ok := index.ParseAgent(got.Speakers[0].Agent); !ok || id != got.AgentIDs[0] {
		t.Errorf("the agent %s is not %d", got.Speakers[0].Agent, got.AgentIDs[0])
	}
	if !slices.Equal(got.Fills, []int{1}) {
		t.Errorf("it fills slots of the events %v", got.Fills)
	}
	if words := got.ContentWords(); !slices.Equal(words, []string{"the", "hall", "is", "booked"}) {
		t.Errorf("words: %q", words)
	}
}

// TestPieces: the pieces of a content are joined with dots.
func TestPieces(t *testing.T) {
	r := ledgertest.Said("1", "2024-03-01", "Piet Solm", "", "", "It rains, he thinks, on us.")
	sp := r.Statements[0].Content[0]
	r.Statements[0].Content = []record.Span{{Start: sp.Start, End: sp.Start + 8}, {Start: sp.End - 6, End: sp.End}}
	list, err := statement.StatementsOf(r)
	if err != nil || len(list) != 1 || list[0].Content != "It rains … on us." {
		t.Errorf("%+v, %v", list, err)
	}
	if list[0].ID != r.Article.SHA256[:16]+".s1" {
		t.Errorf("the id outside of a ledger is %s", list[0].ID)
	}
	r.Article.ID = ""
	if _, err := statement.StatementsOf(r); err == nil {
		t.Error("an article with neither address nor id is shown")
	}
}

// TestLoad: in the requested order; missing ones are omitted, or an error if a single one is
// requested.
func TestLoad(t *testing.T) {
	l := ledgertest.Open(t, ledgertest.Said("1", "2024-03-01", "Piet Solm", "", "", "It rains."),
		ledgertest.Said("2", "2024-03-02", "Una Brask", "", "", "It snows."))
	rain, snow := ledgertest.One(t, l, ledger.Query{Text: "rains"}), ledgertest.One(t, l, ledger.Query{Text: "snows"})
	missing := rain.Article.ID + ".s9"
	got, err := l.Statements(t.Context(), snow.ID, missing, "v1.s1", rain.ID)
	if err != nil || len(got) != 2 || got[rain.ID].Content != "It rains." || got[snow.ID].Content != "It snows." {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := l.Statements(t.Context(), rain.ID, "nothing"); err == nil {
		t.Error("what is no id is passed over")
	}
	if s, err := l.Statement(t.Context(), rain.ID); err != nil || s.Content != "It rains." {
		t.Errorf("%+v, %v", s, err)
	}
	for _, id := range []string{missing, "v1.s1"} {
		if _, err := l.Statement(t.Context(), id); !errors.Is(err, ask.ErrUnknown) {
			t.Errorf("%s: %v, want ErrUnknown", id, err)
		}
	}
	if _, err := l.Statement(t.Context(), "nothing"); err == nil || errors.Is(err, ask.ErrUnknown) {
		t.Errorf("what is no id: %v", err)
	}
}

// TestOrders: by day of speaking, and by publication.
func TestOrders(t *testing.T) {
	at := func(said, published, outlet string) statement.Statement {
		return statement.Statement{Said: said, Article: statement.Article{Published: published, Outlet: outlet}}
	}
	early, late := at("2024-03-01", "2024-03-05T10:00:00Z", "KTA"), at("2024-03-02", "2024-03-05T11:00:00+02:00", "NP")
	if statement.OldestFirst(early, late) >= 0 || statement.OldestFirst(late, early) <= 0 {
		t.Error("what was said later goes first")
	}
	if statement.ByPublication(late, early) >= 0 { // 09:00 and 10:00 of one zone
		t.Error("what was published later goes first")
	}
	if same := at("2024-03-01", "2024-03-05T10:00:00Z", "NP"); statement.OldestFirst(early, same) >= 0 ||
		statement.ByPublication(early, same) >= 0 || statement.OldestFirst(early, early) != 0 {
		t.Error("of equals the order is not the outlets'")
	}
}

// TestLevels: a statement's level, by the slots it fills, else by its own words.
func TestLevels(t *testing.T) {
	for _, c := range []struct {
		commitment, act string
		statuses        []string
		want            int
	}{
		{record.CertainPlus, record.Assert, nil, 3}, {record.ProbablePlus, "", nil, 2}, {record.PossiblePlus, "", nil, 1},
		{record.PossibleMinus, "", nil, -1}, {record.ProbableMinus, "", nil, -2}, {record.CertainMinus, "", nil, -3},
		{"", record.Assert, nil, 0},
		{record.CertainPlus, record.Deny, nil, -3}, {record.CertainPlus, record.Reject, nil, -3},
		{record.CertainMinus, record.Deny, nil, -3}, // a denial in words that deny
		{record.CertainPlus, record.Assert, []string{record.RuledOut}, -3},
		{record.CertainPlus, record.Assert, []string{record.Planned, record.RuledOut}, 3}, // both ways: its own word
		{record.CertainPlus, record.Assert, []string{record.Undecided}, 0},
	} {
		s := &statement.Statement{Commitment: c.commitment, Act: c.act, Statuses: c.statuses}
		if got := statement.Level(s); got != c.want {
			t.Errorf("%+v: level %d", c, got)
		}
	}
}

func TestWords(t *testing.T) {
	for n, want := range map[int]string{1: "joined by name, 1 report of the same story",
		3: "joined by name, 3 reports of the same story"} {
		if got := (&statement.Joined{By: "name", Reports: n}).String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for at, want := range map[string]string{"2024-03-01T08:00:00Z": "2024-03-01", "2024-03-01": "2024-03-01",
		"2024": "2024",
		"":     ""} {
		if got := statement.Day(at); got != want {
			t.Errorf("the day of %q is %q", at, got)
		}
	}
	if _, err := statement.ParseVersion("s1"); err == nil || !strings.Contains(err.Error(),
		"is not the id of an article") {
		t.Errorf("what is no id: %v", err)
	}
}

// TestSure: what is surely said is told, quoted words sooner than others, and never what somebody
// refused to do or only thinks.
func TestSure(t *testing.T) {
	for _, c := range []struct {
		kind, act, attitude, content string
		score                        float64
		want                         bool
	}{
		{record.Indirect, record.Assert, record.Speech, "that the mill stays open", 0.8, true},
		{record.Indirect, record.Assert, record.Speech, "that the mill stays open", 0.78, false},
		{record.Direct, record.Assert, record.Speech, "“The mill stays open,”", 0.78, true},
		{record.Direct, record.Assert, record.Speech, "“The mill stays open,”", 0.72, false},
		{record.Indirect, record.Assert, record.Belief, "that the mill stays open", 0.8, false},
		{record.Indirect, record.Reject, record.Speech, "to sell the mill", 0.8, false},
		{record.Indirect, record.Demand, record.Speech, "to sell the mill", 0.8, true},
		{record.Indirect, record.Reject, record.Speech, "the sale of the mill", 0.8, true},
	} {
		s := statement.Statement{Kind: c.kind, Act: c.act, Attitude: c.attitude, Content: c.content, Score: c.score}
		if got := s.Sure(); got != c.want {
			t.Errorf("%+v is told: %v", c, got)
		}
		if s.Corrected = 1; !s.Sure() {
			t.Errorf("%+v is not told, when a person corrected it", c)
		}
	}
}
