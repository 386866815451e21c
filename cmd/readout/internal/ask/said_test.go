package ask_test

import (
	"path/filepath"
	"strings"
	"testing"

	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/clitest"
	"readout/ledger"
	"readout/ledger/ledgertest"
	"readout/record"
	"readout/store/sqlite"
)

// TestSaidUnsure: what is not surely read is left out and counted, and --all shows it.
func TestSaidUnsure(t *testing.T) {
	db := filepath.Join(t.TempDir(), "l.db")
	st, err := sqlite.Open(t.Context(), db, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	l := ledger.New(st, ledger.Options{})
	for i, words := range []string{"The chamber is simply too small.", "The bridge over the Lorn is not yet safe."} {
		r := ledgertest.Said(string(rune('1'+i)), "2031-03-01", "Una Pryce", "", "", words)
		r.Statements[0].Kind, r.Statements[0].Score = record.Indirect, 0.9-0.4*float64(i)
		out, err := l.Add(t.Context(), []ledger.Item{{Record: r}})
		if err != nil || out[0].Err != nil {
			t.Fatal(err, out)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	const note = "1 statement of which the reading is less sure is left out"
	for _, c := range []struct {
		args         []string
		unsure, told bool
	}{{[]string{"said", "Pryce"}, false, true}, {[]string{"said", "Pryce", "--all"}, true, false}} {
		out, errs, status := clitest.Run(t.Context(), new(table), "", append(c.args, "--db", db)...)
		if status != cli.ExitOK || !strings.Contains(out, "too small") || strings.Contains(out, "not yet safe") != c.unsure ||
			strings.Contains(out, note) != c.told {
			t.Errorf("%q: status %d\n%s%s", c.args, status, out, errs)
		}
	}
}

// TestChangedSince: an outlet that has other words in a later version is said to have changed them, and counts once.
func TestChangedSince(t *testing.T) {
	db := filepath.Join(t.TempDir(), "l.db")
	st, err := sqlite.Open(t.Context(), db, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	l := ledger.New(st, ledger.Options{})
	for i, number := range []string{"Seven", "Four"} {
		words := number + " people of the crew were taken to the hospital."
		r := ledgertest.Said("1", "2031-03-01", "Una Pryce", "", "", words)
		r.Article.Published, r.Article.Updated = "2031-03-01T08:00:00Z", "2031-03-01T0"+string(rune('8'+i))+":00:00Z"
		out, err := l.Add(t.Context(), []ledger.Item{{Record: r}})
		if err != nil || out[0].Err != nil {
			t.Fatal(err, out)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string {
		t.Helper()
		out, errs, status := clitest.Run(t.Context(), new(table), "", append(args, "--db", db)...)
		if status != cli.ExitOK {
			t.Fatalf("%q: status %d\n%s%s", args, status, out, errs)
		}
		return out
	}
	out := run("check", "Seven people of the crew were taken to the hospital")
	if !strings.Contains(out, "has changed these words since") {
		t.Error(out)
	}
	id, _, _ := strings.Cut(strings.Split(run("search", "crew", "--format", "csv"), "\n")[1], ",")
	if out := run("compare", id); !strings.Contains(out, "as it stands") || !strings.Contains(out, "an earlier version") {
		t.Error(out)
	}
}
