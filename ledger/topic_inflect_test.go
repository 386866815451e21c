package ledger

import "testing"

// TestInflect: regular endings, and words that only look like a plural.
func TestInflect(t *testing.T) {
	for _, c := range []struct{ plural, singular string }{
		{"talks", "talk"}, {"sanctions", "sanction"}, {"parties", "party"}, {"days", "day"}, {"matches", "match"},
		{"taxes", "tax"}, {"wishes", "wish"}, {"bys", "by"},
	} {
		if got := plural(c.singular); got != c.plural {
			t.Errorf("the plural of %q is %q, want %q", c.singular, got, c.plural)
		}
	}
	for w, want := range map[string]string{"talks": "talk", "parties": "party", "matches": "match", "taxes": "tax",
		"dies": "die", "axes": "axe", "crisis": "crisis", "virus": "virus", "loss": "loss", "gas": "gas"} {
		if got := singular(w); got != want {
			t.Errorf("the singular of %q is %q, want %q", w, got, want)
		}
	}
}
