package position_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"readout/ledger/ledgertest"
)

// TestTopics: a word finds its variants, and topics are points and what recurs, each
// once.
func TestTopics(t *testing.T) {
	ctx := context.Background()
	l := ledgertest.Open(t)
	ledgertest.Add(t, l, ledgertest.Gold(t)...)
	days := func(topic string) []string {
		track, err := l.Said(ctx, "Dravitsyn", topic, "")
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, e := range track.Entries {
			out = append(out, e.Statement.Said)
		}
		return slices.Compact(out)
	}
	want := "2024-03-11 2024-03-18 2024-03-27"
	for _, topic := range []string{"document", "declaration", "declarations"} {
		if got := strings.Join(days(topic), " "); got != want {
			t.Errorf("on %s: %s, want %s", topic, got, want)
		}
	}
	if got := strings.Join(days(`"declaration"`), " "); got == "" {
		t.Error("nothing on the very word")
	}
	if got := days("gas NOT pipeline"); len(got) != 4 {
		t.Errorf("on gas: %q", got)
	}
	topics, err := l.Topics(ctx, "Dravitsyn", "")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, topic := range topics {
		names = append(names, topic.Name)
	}
	if len(names) < 3 || !slices.Contains(names, "gas transit") {
		t.Errorf("topics: %q", names)
	}
	documents := 0
	for _, name := range names {
		if strings.Contains(name, "document") || strings.Contains(name, "declaration") {
			documents++
		}
		if strings.HasPrefix(name, "our ") || strings.Contains(name, ",") {
			t.Errorf("a topic is %q", name)
		}
	}
	if documents != 1 {
		t.Errorf("the document is %d topics: %q", documents, names)
	}
	for _, name := range names { // each can be clicked
		if len(days(name)) == 0 {
			t.Errorf("nothing is found on %q", name)
		}
	}
	if _, err := l.Said(ctx, "Dravitsyn", "NOT gas", ""); err == nil {
		t.Error("a topic that says only what not to find")
	}
}
