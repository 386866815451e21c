package decide_test

import (
	"regexp"
	"strings"
	"testing"

	"readout/cmd/readout/internal/ask"
	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/clitest"
	"readout/cmd/readout/internal/decide"
)

// table is the command line of these tests: decisions, and queries that show their effect.
type table struct {
	Merge    decide.Merge    `cmd:""`
	Split    decide.Split    `cmd:""`
	Correct  decide.Correct  `cmd:""`
	Takedown decide.Takedown `cmd:""`
	Undo     decide.Undo     `cmd:""`
	Audit    decide.Audit    `cmd:""`
	Search   ask.Search      `cmd:""`
	Person   ask.Person      `cmd:""`
	Event    ask.Event       `cmd:""`
}

func newTable() any { return new(table) }

// found runs a command and returns what a pattern matches in its output.
func found(t *testing.T, pattern string, args ...string) string {
	t.Helper()
	out, errs, status := clitest.Run(t.Context(), new(table), "", args...)
	m := regexp.MustCompile(pattern).FindStringSubmatch(out)
	if status != cli.ExitOK || m == nil {
		t.Fatalf("%q: status %d, no %s in\n%s%s", args, status, pattern, out, errs)
	}
	return m[1]
}

// TestCorrect gives a statement to another speaker and undoes that.
func TestCorrect(t *testing.T) {
	t.Setenv("READOUT_USER", "Ana")
	db := "--db=" + clitest.Ledger(t)
	id := found(t, `(?m)^(v\d+\.s\d+),`, "search", `"gas transit"`, "--speaker", "Dravitsyn", "--format", "csv", db)
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"correct", id, "--act", "promise", "--why", "heard it", db}, Out: []string{"Decision 1 (correct)"}},
		{Args: []string{"search", "transit", "--act", "promise", db}, Out: []string{id}},
		{Args: []string{"correct", id, "--speaker", "Ada", "--nobody", "--why", "x", db}, Status: cli.ExitBad,
			Err: []string{"contradict each other"}},
		{Args: []string{"correct", id, "--speaker", "Zeppelin", "--why", "x", db}, Status: cli.ExitBad,
			Err: []string{`names no "Zeppelin"; it names Andrei Volsunov, Elin Tverdahl, `}},
		{Args: []string{"correct", id, "--value", "x", "--why", "x", db}, Status: cli.ExitBad,
			Err: []string{"require the id of a detail of an event"}},
		{Args: []string{"correct", id, "--nobody", "--why", "a crowd", db, "--format", "csv"},
			Out: []string{"decision,kind", "2,correct"}},
		{Args: []string{"undo", "1", "--why", "misheard", db}, Out: []string{"Decision 3 takes back decision 1."}},
		{Args: []string{"undo", "1", "--why", "again", db}, Status: cli.ExitBad, Err: []string{"undone already"}},
		{Args: []string{"audit", db}, Out: []string{"1  correct, undone by 3", "Ana · heard it", "3  undo 1"}},
		{Args: []string{"audit", "--format", "csv", db}, Out: []string{"decision,at,who,kind,undoes,why,data", "1,",
			"correct"}},
		{Args: []string{"audit", "--as-of", "2020-01-01", db}, Out: []string{"Nothing has been decided."}},
	})
}

// TestCorrectAnEvent corrects a detail of an event by the id from event --why.
func TestCorrectAnEvent(t *testing.T) {
	t.Setenv("READOUT_USER", "Ana")
	db := "--db=" + clitest.Ledger(t)
	id := found(t, `(v\d+\.s\d+/venue/\d+-\d+)`, "event", "summit", "--why", "--details", db)
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"correct", id, "--value", "Old Mint", "--why", "renamed", db}, Out: []string{"Decision 1 "}},
		{Args: []string{"event", "summit", db}, Out: []string{"Old Mint"}},
		{Args: []string{"correct", id, "--not-said", "--why", "misread", db}, Out: []string{"Decision 2 "}},
		{Args: []string{"correct", id, "--act", "deny", "--why", "x", db}, Status: cli.ExitBad, Err: []string{"readout: "}},
	})
}

// TestTakedown: an article is gone with everything found in it; the decision remains.
func TestTakedown(t *testing.T) {
	t.Setenv("READOUT_USER", "Ana")
	db := "--db=" + clitest.Ledger(t)
	id := found(t, `(?m)^(v\d+\.s\d+),`, "search", `"hosts do not send bills"`, "--format", "csv", db)
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"takedown", "https://nowhere.example/", "--why", "x", db}, Status: cli.ExitBad,
			Err: []string{"readout: "}},
		{Args: []string{"takedown", id, "--why", "court order", db},
			Out: []string{"Decision 1 (takedown)", "The text is gone for good; 'readout undo 1' only lets it be added again."}},
		{Args: []string{"search", `"hosts do not send bills"`, db}, Out: []string{"Nothing was found."}},
		{Args: []string{"audit", db}, Out: []string{"takedown", "court order"}},
	})
}

// TestMergeAndSplit merges two people, and two events, and splits them again.
func TestMergeAndSplit(t *testing.T) {
	t.Setenv("READOUT_USER", "Ana")
	db := "--db=" + clitest.Ledger(t)
	one := found(t, `person · (?:[A-Z]+ · )?(a[0-9a-z]+)\n`, "person", "Dravitsyn", db)
	two := found(t, `person · (?:[A-Z]+ · )?(a[0-9a-z]+)\n`, "person", "Penhallow", db)
	summit := found(t, `(v\d+\.s\d+)\n`, "event", "summit", db)
	concert := found(t, `(v\d+\.s\d+)\n`, "event", "Larkspurs", db)
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"merge", "Sergei Dravitsyn", one, "--why", "x", db}, Status: cli.ExitBad,
			Err: []string{"is not the id of a person"}},
		{Args: []string{"merge", one, two, "--why", "a pen name", db}, Out: []string{"Decision 1 (merge)"}},
		{Args: []string{"person", "Dravitsyn", db}, Out: []string{"Penhallow"}},
		{Args: []string{"split", two, "--why", "no, two", db}, Out: []string{"Decision 2 (split)"}},
		{Args: []string{"merge", summit, concert, "--why", "one night", db}, Out: []string{"Decision 3 "}},
		{Args: []string{"split", concert, "--why", "no, two", db}, Out: []string{"Decision 4 "}},
	})
	out, _, _ := clitest.Run(t.Context(), new(table), "", "person", "Dravitsyn", db)
	if strings.Contains(out, "Penhallow") {
		t.Errorf("after the split they are one still:\n%s", out)
	}
}

// TestWhoDecides: a decision needs a name and a reason.
func TestWhoDecides(t *testing.T) {
	t.Setenv("READOUT_USER", "")
	t.Setenv("USER", "")
	db := "--db=" + t.TempDir() + "/none.db"
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"undo", "1", "--why", "x", db}, Status: cli.ExitBad, Err: []string{"who decides?"}},
		{Args: []string{"undo", "1", "--who", "Ana", db}, Status: cli.ExitBad, Err: []string{"missing flags: --why"}},
		{Args: []string{"undo", "1", "--who", "Ana", "--why", "x", db}, Status: cli.ExitBad,
			Err: []string{"there is no ledger"}},
	})
}
