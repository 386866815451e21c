package ask_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"readout/cmd/readout/internal/ask"
	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/clitest"
	"readout/ledger"
	"readout/ledger/event"
	"readout/ledger/ledgertest"
	"readout/record"
	"readout/store/sqlite"
)

// table is the command line of these tests.
type table struct {
	Search  ask.Search  `cmd:""`
	Said    ask.Said    `cmd:""`
	Person  ask.Person  `cmd:""`
	Event   ask.Event   `cmd:""`
	Events  ask.Events  `cmd:""`
	Changes ask.Changes `cmd:""`
	Check   ask.Check   `cmd:""`
	Compare ask.Compare `cmd:""`
	Stories ask.Stories `cmd:""`
	Outlet  ask.Outlet  `cmd:""`
}

// firstID runs a search and returns the id of the first statement.
func firstID(t *testing.T, db, text string) string {
	t.Helper()
	out, errs, status := clitest.Run(t.Context(), new(table), "", "search", text, "--format", "csv", "--db", db)
	lines := strings.Split(out, "\n")
	if status != cli.ExitOK || len(lines) < 2 {
		t.Fatalf("status %d: %s%s", status, out, errs)
	}
	id, _, _ := strings.Cut(lines[1], ",")
	return id
}

// TestAnswers runs each query on the demonstrations, as text and as a table.
func TestAnswers(t *testing.T) {
	db := clitest.Ledger(t)
	id := firstID(t, db, `"every vote counts"`)
	cases := []clitest.Case{
		{Args: []string{"search", `"gas transit"`}, Out: []string{"transit", "Dravitsyn"}},
		{Args: []string{"search", "transit", "--limit", "1"}, Out: []string{"More: --cursor "}},
		{Args: []string{"search", "zeppelin"}, Out: []string{"Nothing was found."}},
		{Args: []string{"search", "transit", "--format", "csv"}, Out: []string{"id,speaker,said,published,outlet",
			"Dravitsyn"}},
		{Args: []string{"search", "transit", "--status", "planned"}, Out: []string{"planned"}},
		{Args: []string{"said", "Dravitsyn"}, Out: []string{"Sergei Dravitsyn", "2024-03-"}},
		{Args: []string{"said", "Dravitsyn", "--about", "gas"}, Out: []string{"before:"}},
		{Args: []string{"said", "Dravitsyn", "--format", "csv"}, Out: []string{"relation,point,told,reports,id,speaker"}},
		{Args: []string{"said", "Nobody"}, Status: cli.ExitBad, Err: []string{"readout: "}},
		{Args: []string{"person", "Oskeby", "--agents"}, Out: []string{"Maren Oskeby", "called", "as", "spokeswoman"}},
		{Args: []string{"person", "Oskeby", "--format", "csv"}, Out: []string{"Maren Oskeby"}},
		{Args: []string{"person", "Zeppelin"}, Status: cli.ExitBad, Err: []string{`readout: person "Zeppelin": `}},
		{Args: []string{"search", "transit", "--limit", "0"}, Status: cli.ExitBad,
			Err: []string{"--limit 0: give 1 or more"}},
		{Args: []string{"search", `"transit`}, Status: cli.ExitBad,
			Err: []string{"readout: the search cannot be read at character 1: "}},
		{Args: []string{"events", "zeppelin", "--format", "json"}, Out: []string{"[]\n"}},
		{Args: []string{"event", "summit"}, Out: []string{"Ostrella", "date", "2024-03-28", "place", "it was Ostrella"}},
		{Args: []string{"event", "summit", "--as-of", "2024-03-14"}, Out: []string{"date", "2024-03-28"}},
		{Args: []string{"event", "summit", "--format", "csv"}, Out: []string{"Ostrella"}},
		{Args: []string{"event", "summit", "--why"}, Out: []string{"Reports of it"}},
		{Args: []string{"event", "summit", "--why", "--details"}, Out: []string{"Reports of it", " of "}},
		{Args: []string{"event", "summit", "--why", "--format", "csv"}, Out: []string{"Ostrella"}},
		{Args: []string{"event", "zeppelin"}, Status: cli.ExitBad, Err: []string{"readout: "}},
		{Args: []string{"events"}, Out: []string{"bus drivers' strike"}},
		{Args: []string{"events", "concert"}, Out: []string{"Larkspurs"}},
		{Args: []string{"events", "--place", "Ostrella"}, Out: []string{"Ostrella"}},
		{Args: []string{"events", "zeppelin", "--format", "text"}, Out: []string{"No such event."}},
		{Args: []string{"events", "--upcoming", "--from", "2024-05-24", "--format", "csv"},
			Out: []string{"warehouse fire hearing"}},
		{Args: []string{"events", "--upcoming", "--as-of", "2024-03-14"}, Out: []string{"2024-03-28"}},
		{Args: []string{"events", "--from", "2024-03-14"}, Status: cli.ExitBad, Err: []string{"add --upcoming"}},
		{Args: []string{"changes", "--since", "2024-03-01"}, Out: []string{"→"}},
		{Args: []string{"changes", "--since", "2024-03-01", "--format", "csv"}, Out: []string{"correction"}},
		{Args: []string{"changes", "--since", "2030-01-01"}, Out: []string{"Nothing changed."}},
		{Args: []string{"compare", id}, Out: []string{"outlets", "the fullest"}},
		{Args: []string{"compare", id, "--format", "csv"}, Out: []string{"difference,id,speaker", id}},
		{Args: []string{"stories"}, Out: []string{"outlets"}},
		{Args: []string{"stories", "--format", "csv"}, Out: []string{"first"}},
		{Args: []string{"outlet", "NP"}, Out: []string{"compared with others'", "altered", "Maren Oskeby"}},
		{Args: []string{"outlet", "NP", "--format", "csv"}, Out: []string{"outlet,difference,wordings", "NP,altered,"}},
	}
	for i := range cases {
		cases[i].Args = append(cases[i].Args, "--db", db)
	}
	clitest.Check(t, func() any { return new(table) }, cases)
}

// TestCheck checks quotations that are exact, different, from another speaker, or unknown.
func TestCheck(t *testing.T) {
	db := clitest.Ledger(t)
	cases := []clitest.Case{
		{Args: []string{"check", "Four hours is enough", "--by", "Oskeby"}, Out: []string{"part of a sentence"}},
		{Args: []string{"check", "Four hours is enough", "--details"}, Out: []string{" · bytes 284 to 304"}},
		{Args: []string{"check", "hosts do not send bills", "--by", "Oskeby"}, Out: []string{"another speaker",
			"Tomas Aguiral"}},
		{Args: []string{"check", "hosts do not send bills", "--by", "Zeppelin"},
			Out: []string{"Nobody of the name Zeppelin is in the ledger."}},
		{Args: []string{"check", "Two members are ill", "--by", "Penhallow"},
			Out: []string{"Outlets give these words differently", "The same saying is in"}},
		{Args: []string{"check", "Four hours is never enough if both sides come to work", "--by", "Oskeby"},
			Out: []string{"put in: never"}},
		{Args: []string{"check", "the moon is made of green cheese"}, Out: []string{"not found"}},
		{Args: []string{"check", "hosts do not send bills", "--format", "csv"},
			Out: []string{"verdict,difference,by_speaker,quoted,words,id", "Aguiral"}},
		{Args: []string{"check", "..."}, Status: cli.ExitBad, Err: []string{"no words"}},
	}
	for i := range cases {
		cases[i].Args = append(cases[i].Args, "--db", db)
	}
	clitest.Check(t, func() any { return new(table) }, cases)
}

// TestOtherEvents: events of which nothing is known are counted and not listed, and who asks for one of several of a
// name is told that there are others.
func TestOtherEvents(t *testing.T) {
	db := filepath.Join(t.TempDir(), "l.db")
	st, err := sqlite.Open(t.Context(), db, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	l := ledger.New(st, ledger.Options{})
	bare := ledgertest.Meeting("1", "2031-03-01", "KTA", "Ana Vell", "Bo Rask", "Lausen", "2031-04-01", record.Planned)
	e := &bare.Events[0]
	e.Participants, e.Slots, e.Time = []string{}, []record.Slot{}, ""
	for _, r := range []*record.Record{bare,
		ledgertest.Meeting("2", "2031-06-01", "KTA", "Cara Lind", "Dan Orr", "Sund", "2031-07-01", record.Planned),
		ledgertest.Meeting("3", "2031-09-01", "KTA", "Eva Holm", "Fred Marsh", "Kelm", "2031-10-01", record.Planned)} {
		out, err := l.Add(t.Context(), []ledger.Item{{Record: r}})
		if err != nil || out[0].Err != nil {
			t.Fatal(err, out)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	clitest.Check(t, func() any { return new(table) }, []clitest.Case{
		{Args: []string{"events", "--db", db}, Out: []string{"Sund", "Kelm", "1 more, of which no day"}},
		{Args: []string{"events", "--all", "--db", db}, Out: []string{"Sund", "Kelm", "talks  planned · 1 report"}},
		{Args: []string{"event", "talks", "--db", db}, Out: []string{"of that name; 'readout events talks' lists"}},
	})
}

// TestAnswersAsJSON: JSON output is a single value with the same answer.
func TestAnswersAsJSON(t *testing.T) {
	db := clitest.Ledger(t)
	for _, args := range [][]string{{"said", "Dravitsyn"}, {"event", "summit"}, {"event", "summit", "--why"}, {"events"},
		{"changes", "--since", "2024-03-01"}, {"check", "Four hours is enough"}, {"stories"}, {"outlet", "KTA"},
		{"person", "Oskeby"}} {
		out, errs, status := clitest.Run(t.Context(), new(table), "", append(args, "--format", "json", "--db", db)...)
		if status != cli.ExitOK || !json.Valid([]byte(out)) || len(out) < 20 {
			t.Errorf("%q: status %d, %s%.200s", args, status, errs, out)
		}
	}
}

// TestWriteDossier: the entry that stands is always shown, and where nothing stands, why.
func TestWriteDossier(t *testing.T) {
	stands := ledger.SlotEntry{ID: "v1.s1/venue/4-9", Status: "held", Value: "Lakeside Hall", Said: "2024-03-28",
		Restated: true}
	lapsed := ledger.SlotEntry{Status: "planned", Value: "2024-03-21", Said: "2024-03-07", Verdict: "set aside",
		Reason: event.Lapsed}
	gone := ledger.SlotEntry{Status: "planned", Said: "2024-03-07", Withdrawn: true, Verdict: "set aside"}
	for want, d := range map[string]*ledger.Dossier{
		"2024-03-28  held        Lakeside Hall": {Slots: []ledger.SlotTrack{{Slot: "venue", Now: &stands,
			Entries: []ledger.SlotEntry{stands}}}},
		"date  nothing stands: the day went by, and no report says": {Slots: []ledger.SlotTrack{{Slot: "date",
			Entries: []ledger.SlotEntry{lapsed, gone}}}},
		"venue  all that was said of it was withdrawn": {Slots: []ledger.SlotTrack{{Slot: "venue",
			Entries: []ledger.SlotEntry{gone}}}},
		"format: 24-hour  so it was": {Slots: []ledger.SlotTrack{{Slot: "format", Item: "24-hour",
			Now: &ledger.SlotEntry{Status: "held"}}}},
		"Nothing more was surely read of it": {},
	} {
		w := new(cli.Text)
		ask.WriteDossier(w, d)
		if got := ansi.Strip(w.String()); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// TestNothingIsMade: a query on a missing ledger does not create one, nor of an empty file.
func TestNothingIsMade(t *testing.T) {
	db, empty := t.TempDir()+"/none.db", t.TempDir()+"/empty.db"
	if err := os.WriteFile(empty, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	clitest.Check(t, func() any { return new(table) }, []clitest.Case{
		{Args: []string{"search", "harbour", "--db", db}, Status: cli.ExitBad, Err: []string{"there is no ledger " + db}},
		{Args: []string{"search", "harbour", "--from", "2024-02-30", "--db", db}, Status: cli.ExitBad,
			Err: []string{`--from: "2024-02-30" is not a day`}},
		{Args: []string{"search", "harbour", "--db", empty}, Status: cli.ExitBad,
			Err: []string{empty + " is an empty file and no ledger"}},
		{Args: []string{"stories", "--db", db}, Status: cli.ExitBad, Err: []string{"there is no ledger " + db}},
	})
}
