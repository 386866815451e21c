package history

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"readout/record"
)

// version is one version of an article: each line is "SPEAKER: WORDS".
func version(lines ...string) *record.Record {
	r := &record.Record{Article: record.Article{Text: strings.Join(lines, "\n")}}
	at := 0
	for _, line := range lines {
		who, _, _ := strings.Cut(line, ": ")
		id := ""
		for _, e := range r.Entities {
			if e.Name == who {
				id = e.ID
			}
		}
		if id == "" {
			id = fmt.Sprintf("e%d", len(r.Entities)+1)
			r.Entities = append(r.Entities, record.Entity{ID: id, Kind: record.PersonKind, Name: who})
		}
		r.Statements = append(r.Statements, record.Statement{Speakers: []string{id},
			Content: []record.Span{{Start: at + len(who) + 2, End: at + len(line)}}})
		at += len(line) + 1
	}
	return r
}

// TestCompareVersions: the fate of each statement, and what is new.
func TestCompareVersions(t *testing.T) {
	const (
		a = "Nils Aro: The sluice stays shut until the gauge is read."
		b = "Jens Holm: The ferry will wait for the reading as well."
		c = "Pia Holm: Nobody on the board was asked about any of it."
		d = "Nils Aro: We do not open what we cannot close."
	)
	for name, test := range map[string]struct {
		before, after []string
		want          string
	}{
		"the same":       {[]string{a, b}, []string{a, b}, "1-1 stands, 2-2 stands"},
		"one more":       {[]string{a}, []string{b, a}, "1-2 stands, 0-1 added"},
		"one less":       {[]string{a, b}, []string{b}, "1-0 withdrawn, 2-1 stands"},
		"another order":  {[]string{a, b, c}, []string{b, c, a}, "1-3 moved, 2-1 stands, 3-2 stands"},
		"another last":   {[]string{a, b, c, d}, []string{d, a, b, c}, "1-2 stands, 2-3 stands, 3-4 stands, 4-1 moved"},
		"case and dots":  {[]string{a}, []string{strings.Replace(a, "The sluice", "“the sluice…", 1)}, "1-1 stands"},
		"a word changed": {[]string{a}, []string{strings.Replace(a, "shut", "closed", 1)}, "1-1 changed"},
		"another voice":  {[]string{a}, []string{strings.Replace(a, "Nils Aro", "Jens Holm", 1)}, "1-1 changed"},
		"a full name":    {[]string{strings.Replace(a, "Nils Aro", "Aro", 1)}, []string{a}, "1-1 stands"},
		"other words":    {[]string{a}, []string{d}, "1-0 withdrawn, 0-1 added"},
		"changed words of another": {[]string{a},
			[]string{strings.NewReplacer("Nils Aro", "Jens Holm", "shut", "closed").Replace(a)}, "1-0 withdrawn, 0-1 added"},
		"said twice, then once": {[]string{a, a}, []string{a}, "1-1 stands, 2-0 withdrawn"},
		"nothing":               {nil, nil, ""},
	} {
		var got []string
		for _, f := range CompareVersions(version(test.before...), version(test.after...)) {
			got = append(got, fmt.Sprintf("%d-%d %s", f.Old, f.New, f.Survival))
		}
		if s := strings.Join(got, ", "); s != test.want {
			t.Errorf("%s: %s, want %s", name, s, test.want)
		}
	}
}

func TestLongestIncreasing(t *testing.T) {
	for _, c := range []struct {
		seq  []int
		want int
	}{
		{nil, 0}, {[]int{3}, 1}, {[]int{1, 2, 3}, 3}, {[]int{3, 2, 1}, 1}, {[]int{2, 3, 1}, 2}, {[]int{4, 1, 2, 3}, 3},
		{[]int{1, 5, 2, 6, 3, 4}, 4},
	} {
		in, last, n := longestIncreasing(c.seq), 0, 0
		for i, x := range c.seq {
			if in[i] {
				if n++; x <= last {
					t.Errorf("%v: %v does not rise", c.seq, in)
				}
				last = x
			}
		}
		if n != c.want {
			t.Errorf("%v: %d marked, want %d", c.seq, n, c.want)
		}
	}
	if !slices.Equal(longestIncreasing([]int{1, 9, 2, 3}), []bool{true, false, true, true}) {
		t.Error("the one out of order is not the one that moved")
	}
}
