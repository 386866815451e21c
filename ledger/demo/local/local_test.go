package local_test

import (
	"context"
	"path/filepath"
	"testing"

	"readout/ledger"
	"readout/ledger/demo/local"
	"readout/store/sqlite"
)

// TestRecords holds each reading to the promises of a record, and the thread to what
// happens in it: five events, of which two are called off and two are moved.
func TestRecords(t *testing.T) {
	list, err := local.Records()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	st, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	l := ledger.New(st, ledger.Options{})
	for _, r := range list {
		if err := r.Check(); err != nil {
			t.Errorf("%s: %v", r.Article.URL, err)
		}
		out, err := l.Add(ctx, []ledger.Item{{Record: r}})
		if err != nil || out[0].Err != nil {
			t.Fatal(err, out)
		}
	}
	events, err := l.AllEvents(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, d := range events {
		got[d.Name] += d.Status + " " + d.Time + ";"
	}
	for name, want := range map[string]string{"council vote on Mill Lane baths": "held 2024-05-21;",
		"the Larkspurs' concert": "cancelled 2024-05-18;",
		"bus drivers' strike":    "cancelled 2024-05-16;", "warehouse fire hearing": "planned 2024-06-06;",
		"night market": "planned 2024-06-01;"} {
		if got[name] != want {
			t.Errorf("%s: %q, want %q", name, got[name], want)
		}
	}
}

// TestParseRefuses gives files that are none.
func TestParseRefuses(t *testing.T) {
	for name, raw := range map[string]string{
		"no reading":      "outlet: A\n-- text --\nHead\n\nBody.\n",
		"words not there": "outlet: A\n-- text --\nHead\n\nBody.\n-- read --\nP|Ann Oter|\n",
		"a short line":    "outlet: A\n-- text --\nHead\n\nBody.\n-- read --\nS|Ann\n",
		"no such event": "outlet: A\n-- text --\nHead\n\nBody on May 1.\n-- read --\n" +
			"T|v1|date|planned|2024-05-01|May 1|-\n",
	} {
		if r, err := local.Parse([]byte(raw)); err == nil {
			t.Errorf("%s: %+v", name, r)
		}
	}
}
