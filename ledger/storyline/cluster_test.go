package storyline

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"readout/store"
)

const (
	sluice = "Sluice at Ostby stays shut\n\nThe sluice at Ostby stays shut until the gauge is read, " +
		"warden Nils Aro told the " +
		"lock board.\n\nThe gauge at the lock was damaged by ice."
	sluiceLater = "Aro reads gauge at Ostby lock\n\nWarden Nils Aro read the gauge of the sluice on Friday.\n\n" +
		"The lock board " +
		"wants to open the sluice."
	vote = "Varn votes on bridge\n\nThe town of Varn votes on a bridge to the island of Helm.\n\nFerries to Helm lose " +
		"passengers, says owner Jens Holm."
)

func add(c *Clusterer, day store.Day, text string) int {
	title, _, _ := strings.Cut(text, "\n")
	return c.Add(day, title, text)
}

// TestClusters: reports of one story come together, reports of two do not, and a story
// that was silent for long is over.
func TestClusters(t *testing.T) {
	c := NewClusterer()
	for i, step := range []struct {
		day  store.Day
		text string
		want int
	}{
		{1000, sluice, 0}, {1000, vote, 1}, {1001, sluiceLater, 0}, {1002, vote, 1},
		{1002 + storyDays, sluiceLater, 2}, // the first was silent for longer
		{1002 + storyDays, vote, 1},        // and this one just as long
		{1003 + storyDays, "Rain\n\nIt rained.", 3},
	} {
		if got := add(c, step.day, step.text); got != step.want {
			t.Errorf("report %d is of story %d, want %d", i, got, step.want)
		}
	}
}

// TestClustersInEveryRun: the same articles make the same stories.
func TestClustersInEveryRun(t *testing.T) {
	run := func() (out []int) {
		c := NewClusterer()
		for i := range 300 {
			text := []string{sluice, vote, sluiceLater}[i%3]
			out = append(out, add(c, store.Day(1000+i), text+fmt.Sprintf("\n\nReport of lot%d and of lot%d.", i, i*7%50)))
		}
		return out
	}
	if first := run(); !slices.Equal(first, run()) || slices.Max(first) != 1 {
		t.Errorf("stories: %v", first)
	}
}

// TestTerms: names and what stands at the top tell more; words of every report tell nothing.
func TestTerms(t *testing.T) {
	counts, names := StoryTermsOf("Sluice shut",
		"The gauge at Ostby.\n\nOn Friday Aro's “Ostby” said.\n\nc\n\nd\n\nThe gauges.")
	got := map[string]float64{}
	for h, n := range counts {
		got[names[h]] = n
	}
	want := map[string]float64{
		"sluice": 6, "shut": 3, // of the title, one with a capital
		"gauge": 1.5 + 1, // at the top and far down, in the plural
		"ostby": 6,       // a name, twice, once in quotation marks
		"aro":   3,
	}
	for w, n := range want {
		if got[w] != n {
			t.Errorf("%s weighs %v, want %v", w, got[w], n)
		}
	}
	for _, w := range []string{"the", "said", "friday", "at", "on"} {
		if _, ok := got[w]; ok {
			t.Errorf("%s tells a story", w)
		}
	}
}

// TestStrongest: the heaviest, and of equals always the same.
func TestStrongest(t *testing.T) {
	vec := map[uint64]float64{1: 2, 2: 5, 3: 2, 4: 9, 5: 2}
	if got := KeysOf(strongest(vec, 3)); !slices.Equal(got, []uint64{1, 2, 4}) {
		t.Errorf("the strongest are %v", got)
	}
	if got := strongest(vec, 9); len(got) != 5 {
		t.Errorf("of five %d are left", len(got))
	}
}

// TestLongStory: what a story is known by stays bounded, however many words its articles add, and terms that it
// dropped no longer lead to it.
func TestLongStory(t *testing.T) {
	c := NewClusterer()
	const shared = 60
	for n := range 40 {
		var words []string
		for i := range shared {
			words = append(words, fmt.Sprintf("shared%c%c", 'a'+i/26, 'a'+i%26))
		}
		for i := range shared {
			words = append(words, fmt.Sprintf("only%c%c%c%c", 'a'+n/26, 'a'+n%26, 'a'+i/26, 'a'+i%26))
		}
		if got := c.Add(store.Day(20000+n/10), "", strings.Join(words, " ")); got != 0 {
			t.Fatalf("article %d is of story %d", n, got)
		}
	}
	s := c.stories[0]
	if len(s.vec) > 8*storyTerms {
		t.Errorf("the story is known by %d terms", len(s.vec))
	}
	leads := 0
	for term, list := range c.byTerm {
		for range list {
			leads++
			if s.vec[term] == 0 {
				t.Fatal("a dropped term still leads to the story")
			}
		}
	}
	if leads != len(s.vec) {
		t.Errorf("%d terms lead to a story of %d", leads, len(s.vec))
	}
}
