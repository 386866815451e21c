package class

import "testing"

// TestClasses checks that every class has a unique name and a word, so that the table and the
// rules stay in sync.
func TestClasses(t *testing.T) {
	have := make(map[Class]bool)
	for w, set := range lexicon {
		if w == "" {
			t.Error("the empty word has a class")
		}
		for c := range classes {
			have[c] = have[c] || set.Has(c)
		}
	}
	taken := make(map[string]bool)
	for c, name := range names {
		if name == "" || taken[name] || !have[Class(c)] {
			t.Errorf("class %d: name %q, taken %v, has words %v", c, name, taken[name], have[Class(c)])
		}
		taken[name] = true
	}
}

// TestRead checks that a word has all its classes and no others.
func TestRead(t *testing.T) {
	words := read("# a comment\nthe\tder die\nof\tder\n")
	for _, c := range []struct {
		word    string
		the, of bool
	}{{"der", true, true}, {"die", true, false}, {"das", false, false}} {
		set := words[c.word]
		if set.Has(The) != c.the || set.Has(Of) != c.of || set.Has(A) {
			t.Errorf("%s: %v", c.word, set)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a class that no rule has was taken")
		}
	}()
	read("none\tword\n")
}
