package timex

import "testing"

// TestClasses: every class has a name of its own and a word, so that the table and the rules
// cannot come apart.
func TestClasses(t *testing.T) {
	have := make(map[class]bool)
	for w, set := range lexicon {
		if w == "" {
			t.Error("the empty word has a class")
		}
		for c := range classes {
			have[c] = have[c] || set.has(c)
		}
	}
	names := make(map[string]bool)
	for c, name := range classNames {
		if name == "" || names[name] || !have[class(c)] {
			t.Errorf("class %d: name %q, taken %v, has words %v", c, name, names[name], have[class(c)])
		}
		names[name] = true
	}
}

// TestReadLexicon: a word has all its classes and no other.
func TestReadLexicon(t *testing.T) {
	words := readLexicon("# a comment\nthe\tder die\nof\tder\n")
	for _, c := range []struct {
		word    string
		the, of bool
	}{{"der", true, true}, {"die", true, false}, {"das", false, false}} {
		set := words[c.word]
		if set.has(cThe) != c.the || set.has(cOf) != c.of || set.has(cA) {
			t.Errorf("%s: %v", c.word, set)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a class that no rule has was taken")
		}
	}()
	readLexicon("none\tword\n")
}
