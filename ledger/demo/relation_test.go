package demo_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"readout/ledger"
	"readout/ledger/demo"
	"readout/record"
)

// leastRelations is the minimum number of relations in the thread as read by hand. What the reader gives the ledger
// holds none that it is sure of: most of what it reads as open or ruled out is wrong in real reports, so it scores low.
const leastRelations = 10

// TestRelations compares every relation that the ledger shows for the thread with the list of
// those judged right, with the hand-written records and with our own.
func TestRelations(t *testing.T) {
	golds, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	for name, records := range map[string][]*record.Record{"by hand": golds, "read": readDispatches(t)} {
		t.Run(name, func(t *testing.T) {
			if n := judgeRelations(t, openThread(t, records)); n < leastRelations && name == "by hand" {
				t.Errorf("%d relations are shown, want %d at least", n, leastRelations)
			}
		})
	}
}

// judgeRelations gives the number of relations that a ledger shows.
func judgeRelations(t *testing.T, l *ledger.Ledger) int {
	t.Helper()
	right := rightRelations(t)
	shown, wrong := 0, 0
	for _, who := range []string{"Volsunov", "Tverdahl", "Dravitsyn", "Oskeby", "Beltsova", "Holmsund", "Aguiral",
		"Feldrum", "Amber Palace", "Karvonia", "Norhaven"} {
		people, err := l.People(context.Background(), who)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range people {
			track, err := l.Said(context.Background(), p.ID, "", "")
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range track.Entries {
				r := e.Relation
				if r == nil {
					continue
				}
				shown++
				if !isJudgedRight(right, p.Name, r, &e.Statement) {
					wrong++
					t.Errorf("%.2f %s, %s, %s: %s\n\t%s %s\n\t%s %s", r.Score, p.Name, r.Kind, r.Point, r.Text,
						r.Before.Said, r.Before.Content, e.Statement.Said, e.Statement.Content)
				}
			}
		}
	}
	t.Logf("%d relations shown, %d of them judged right", shown, shown-wrong)
	return shown
}

func rightRelations(t *testing.T) [][]string {
	t.Helper()
	b, err := os.ReadFile("relations.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			f := strings.Split(line, "\t")
			if len(f) != 5 {
				t.Fatalf("relations.tsv: %q has %d fields, want 5", line, len(f))
			}
			out = append(out, f)
		}
	}
	return out
}

func isJudgedRight(right [][]string, speaker string, r *ledger.Relation, now *ledger.Statement) bool {
	begins := func(s *ledger.Statement, want string) bool {
		day, words, _ := strings.Cut(want, " ")
		bare := func(s string) string { return strings.TrimPrefix(strings.TrimLeft(s, `"“`), "that ") }
		return strings.HasPrefix(s.Said, day) && strings.HasPrefix(bare(s.Content), bare(words))
	}
	for _, f := range right {
		last := func(name string) string { return name[strings.LastIndex(name, " ")+1:] }
		point, _, _ := strings.Cut(r.Point, ":")
		if last(f[0]) == last(speaker) && f[1] == string(r.Kind) && f[2] == point && begins(&r.Before, f[3]) &&
			begins(now, f[4]) {
			return true
		}
	}
	return false
}
