package event

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"readout/ledger/event/weights"
	"readout/store"
)

// TestJudge runs the cases of testdata/judge.txt, in both orders of arrival.
func TestJudge(t *testing.T) {
	data, err := os.ReadFile("testdata/judge.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := strings.Split(string(data), "\n-- ")[1:]
	if len(cases) < 20 {
		t.Fatalf("%d cases", len(cases))
	}
	w := weights.ForDeciding()
	for _, text := range cases {
		name, body, _ := strings.Cut(text, "\n")
		t.Run(name, func(t *testing.T) {
			c := parseJudgeCase(t, body)
			for _, backwards := range []bool{false, true} {
				entries := c.entries()
				if backwards {
					slices.Reverse(entries)
				}
				c.check(t, Judge(c.slot, entries, 0, &w))
			}
		})
	}
}

type judgeCase struct {
	slot, stands string
	also, aside  []string
	said         []string
	t            *testing.T
}

func parseJudgeCase(t *testing.T, body string) *judgeCase {
	c := &judgeCase{t: t, stands: "none given"}
	for line := range strings.SplitSeq(strings.TrimSpace(body), "\n") {
		switch first, rest, _ := strings.Cut(line, " "); {
		case c.slot == "":
			c.slot = line
		case first == "=":
			c.stands = rest
		case first == "also":
			c.also = append(c.also, rest)
		case first == "aside":
			c.aside = append(c.aside, rest)
		default:
			c.said = append(c.said, line)
		}
	}
	return c
}

var judgeStatuses = []string{"held", "planned", "likely", "possible", "undecided", "doubted", "not planned",
	"ruled out", "postponed"}

func (c *judgeCase) entries() []*Entry {
	var out []*Entry
	for i, line := range c.said {
		f := strings.SplitN(line, " ", 4)
		day := "2024-" + f[0]
		e := &Entry{Said: day, Published: day + "T12:00:00Z", Day: store.DayOf(day), Outlet: f[1],
			Article: f[1] + f[0], Score: 1, Sentence: uint64(i + 1)}
		if f[2] != "-" {
			e.Voice, e.Side = f[2], f[2]
			e.Decides = strings.ToLower(f[2]) != f[2]
		}
		k := slices.IndexFunc(judgeStatuses, func(s string) bool { return strings.HasPrefix(f[3], s+" ") })
		if k < 0 {
			c.t.Fatalf("no status in %q", line)
		}
		e.Status = judgeStatuses[k]
		var words []string
		for w := range strings.FieldsSeq(strings.TrimPrefix(f[3], e.Status)) {
			switch {
			case w == "weak":
				e.Score = 0.3
			case w == "half":
				e.Score = 0.5
			case w == "passing":
				e.Background = true
			case w == "gone":
				e.Withdrawn = true
			case w == "looked":
				e.Looked, e.Decides = true, true
			case w == "replaced":
				e.Replaced = true
			case strings.HasPrefix(w, "sentence="):
				e.Sentence = store.Hash(w)
			case w != "-":
				words = append(words, w)
			}
		}
		e.Value = strings.Join(words, " ")
		out = append(out, e)
	}
	return out
}

func (c *judgeCase) check(t *testing.T, got Track) {
	t.Helper()
	stands := ""
	if got.Now != nil {
		stands = got.Status + " " + got.Now.Value
	}
	if stands != c.stands {
		t.Errorf("%q stands, want %q", stands, c.stands)
	}
	var also []string
	for _, e := range got.Also {
		also = append(also, e.Status+" "+e.Value)
	}
	slices.Sort(also)
	if !slices.Equal(also, c.also) {
		t.Errorf("beside it %q, want %q", also, c.also)
	}
	for _, want := range c.aside {
		if !slices.ContainsFunc(got.Entries, func(e *Entry) bool {
			return e.Verdict == SetAside && fmt.Sprintf("%s %s", e.Outlet, e.Reason) == want
		}) {
			t.Errorf("nothing was set aside as %q", want)
		}
	}
	for _, e := range got.Entries {
		if e.Verdict == "" && got.Now != nil {
			t.Errorf("%s %s %s has no verdict", e.Outlet, e.Status, e.Value)
		}
	}
}
