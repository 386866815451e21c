package lexicon

import "testing"

// TestTables: all lines of the tables can be parsed, and a malformed one is an error.
func TestTables(t *testing.T) {
	lex := &Lexicon{classes: map[string]Class{}, cues: map[string][]*Cue{}}
	for _, bad := range []string{"nosuch\tword", "negation"} {
		if readClasses("words.tsv", bad, className, lex.classes) == nil ||
			readClasses("lemmas.tsv", bad, lemmaClassName, map[string]LemmaClass{}) == nil {
			t.Errorf("words %q read", bad)
		}
	}
	for _, bad := range []string{"say\tverb", "say\tadverb\tspeech\tassert\tCT+\t-",
		"say\tverb\tspeech\tassert\tsure\t-"} {
		if lex.readCues(bad) == nil {
			t.Errorf("cue %q read", bad)
		}
	}
	if _, err := Read(); err != nil {
		t.Error(err)
	}
}

// TestRead: words and lemmas have their own classes, and the longest cue comes first.
func TestRead(t *testing.T) {
	lex, err := Read()
	if err != nil {
		t.Fatal(err)
	}
	if lex.Class("not")&Negation == 0 || lex.Class("ferry") != 0 || lex.Class("not")&Conjunction != 0 {
		t.Errorf("classes %b and %b", lex.Class("not"), lex.Class("ferry"))
	}
	if lex.LemmaClass("hope") != Feeling || lex.LemmaClass("raise") != Moving || lex.LemmaClass("sail") != 0 {
		t.Error("classes of lemmas")
	}
	cues := lex.Cues("agree")
	if len(cues) < 4 || len(cues[0].Rest) != 1 || len(cues[len(cues)-1].Rest) != 0 {
		t.Errorf("cues of agree: %+v", cues)
	}
	if lex.Cues("sail") != nil {
		t.Error("to sail says nothing")
	}
}

// TestFacts: ParseFact reverses String, and the weaker of two certainties wins.
func TestFacts(t *testing.T) {
	for _, value := range []string{"CT+", "CT-", "PR+", "PR-", "PS+", "PS-", "Uu"} {
		if f, ok := ParseFact(value); !ok || f.String() != value {
			t.Errorf("%s: %v, %v", value, f, ok)
		}
	}
	if _, ok := ParseFact("sure"); ok {
		t.Error("sure is no value")
	}
	for _, c := range []struct{ a, b, want string }{{"CT+", "PR-", "PR-"}, {"CT-", "CT-", "CT+"}, {"PS+", "PR+", "PS+"}} {
		a, _ := ParseFact(c.a)
		b, _ := ParseFact(c.b)
		if got := a.And(b).String(); got != c.want {
			t.Errorf("%s and %s: %s, want %s", c.a, c.b, got, c.want)
		}
	}
}
