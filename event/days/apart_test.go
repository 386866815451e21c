package days

import (
	"slices"
	"testing"
)

// TestApart: a mention days from most others is apart; the next day is only for what is over in a day.
func TestApart(t *testing.T) {
	list := func(days ...string) []Dated {
		var out []Dated
		for i, d := range days {
			out = append(out, Dated{Mention: i, Days: []string{d}})
		}
		return out
	}
	for _, c := range []struct {
		days  []string
		brief bool
		want  []int
	}{
		{nil, false, nil},
		{[]string{"2031-03-03", "2031-03-03", "2031-03-20"}, false, []int{2}},
		{[]string{"2031-03-20", "2031-03-03", "2031-03-03"}, false, []int{0}},
		{[]string{"2031-03-03", "2031-03-04"}, false, nil},
		{[]string{"2031-03-03", "2031-03-04"}, true, []int{1}},
	} {
		if got := Apart(list(c.days...), c.brief); !slices.Equal(got, c.want) {
			t.Errorf("%q, brief %v: %v, want %v", c.days, c.brief, got, c.want)
		}
	}
}
