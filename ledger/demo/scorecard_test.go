package demo_test

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"readout/ledger/demo"
	"readout/record"
	"readout/score"
)

var update = flag.Bool("update", false, "rewrite testdata/scorecard.golden")

// TestScoreCard compares the reader with the hand-written records of the thread: right words,
// right person, right status. The card is a golden file, so that a change of rules or weights
// that affects quality shows in its diff.
//
// The gold has the statements and slots that matter for the ledger, not all of them, so the
// card has only recall.
func TestScoreCard(t *testing.T) {
	card := score.Card{Title: "The demonstration thread, 23 dispatches: of what a careful reader recorded, in per cent",
		Columns: []string{"", "right", "recorded"}}
	found := readAgainstGold(t)
	for k, name := range cardRows {
		card.Add(name, found[k].share(), found[k].of)
	}
	var b strings.Builder
	if err := card.Write(&b); err != nil {
		t.Fatal(err)
	}
	const path = "testdata/scorecard.golden"
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the score card has moved; go test -run TestScoreCard -update shows it in the diff\n%s", b.String())
	}
}

// The rows of the card. Speaker, commitment and act are those of the statements found.
var cardRows = [...]string{"statements found", "with exactly these words", "right speaker", "right kind",
	"right commitment", "right act", "slots found", "with their speaker"}

type share struct{ right, of int }

func (s share) share() float64 { return 100 * float64(s.right) / float64(max(1, s.of)) }

func (s *share) add(right bool) {
	s.of++
	if right {
		s.right++
	}
}

type thread [len(cardRows)]share

func readAgainstGold(t *testing.T) thread {
	t.Helper()
	golds, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	var sum thread
	for i, r := range readDispatches(t) {
		sum.statements(golds[i], r)
		sum.slots(golds[i], r)
	}
	return sum
}

func (sum *thread) statements(gold, r *record.Record) {
	used := map[string]bool{}
	for i := range gold.Statements {
		g := &gold.Statements[i]
		want := words(gold, g.Content)
		var best *record.Statement
		agree := 0.5
		for k := range r.Statements {
			s := &r.Statements[k]
			if a := overlap(want, words(r, s.Content)); !used[s.ID] && a >= agree {
				best, agree = s, a
			}
		}
		sum[0].add(best != nil)
		if best == nil {
			continue
		}
		used[best.ID] = true
		sum[1].add(strings.TrimPrefix(strings.Join(words(r, best.Content), " "), "that ") == strings.Join(want, " "))
		sum[2].add(sameSpeaker(gold, g.Speakers, r, best.Speakers))
		sum[3].add(g.Kind == best.Kind)
		sum[4].add(g.Commitment == best.Commitment)
		sum[5].add(g.Act == best.Act)
	}
}

func (sum *thread) slots(gold, r *record.Record) {
	for i := range gold.Events {
		for _, g := range gold.Events[i].Slots {
			var with bool
			found := false
			for k := range r.Events {
				for _, s := range r.Events[k].Slots {
					if s.Slot != g.Slot || s.Status != g.Status || !sameValue(g.Value, s.Value) {
						continue
					}
					found = true
					with = with || sameSpeaker(gold, g.SaidBy, r, s.SaidBy)
				}
			}
			sum[6].add(found)
			if found {
				sum[7].add(with)
			}
		}
	}
}

// sameValue reports whether a value matches the gold, in more words or fewer.
func sameValue(gold, found string) bool {
	g, f := strings.ToLower(strings.TrimPrefix(gold, "T")), strings.ToLower(found)
	return g == "" || strings.Contains(f, g) || f != "" && strings.Contains(g, f)
}

// sameSpeaker compares surnames; speakers missing from the gold need not be found.
func sameSpeaker(gold *record.Record, want []string, r *record.Record, have []string) bool {
	for _, id := range want {
		name := nameOf(gold, id)
		last := name[strings.LastIndex(name, " ")+1:]
		if !slices.ContainsFunc(have, func(h string) bool { return strings.Contains(nameOf(r, h), last) }) {
			return false
		}
	}
	return true
}

func nameOf(r *record.Record, id string) string {
	for i := range r.Entities {
		if r.Entities[i].ID == id {
			return r.Entities[i].Name
		}
	}
	return ""
}

// words returns the words of some spans in lower case, without punctuation.
func words(r *record.Record, spans []record.Span) []string {
	var out []string
	for _, sp := range spans {
		out = append(out, strings.FieldsFunc(strings.ToLower(r.Article.Text[sp.Start:sp.End]), func(c rune) bool {
			return !unicode.IsLetter(c) && !unicode.IsDigit(c)
		})...)
	}
	return out
}

// overlap returns the share of words that two lists have in common.
func overlap(a, b []string) float64 {
	in := map[string]bool{}
	for _, w := range a {
		in[w] = true
	}
	both, all := 0, len(in)
	seen := map[string]bool{}
	for _, w := range b {
		switch {
		case seen[w]:
		case in[w]:
			both++
		default:
			all++
		}
		seen[w] = true
	}
	return float64(both) / float64(max(1, all))
}
