package lexicon

import (
	"strings"
	"testing"
)

// TestInflect: regular endings, and words that only look like a plural.
func TestInflect(t *testing.T) {
	for _, c := range []struct{ plural, singular string }{
		{"talks", "talk"}, {"sanctions", "sanction"}, {"parties", "party"}, {"days", "day"}, {"matches", "match"},
		{"taxes", "tax"}, {"wishes", "wish"}, {"bys", "by"},
	} {
		if got := Plural(c.singular); got != c.plural {
			t.Errorf("the plural of %q is %q, want %q", c.singular, got, c.plural)
		}
	}
	for w, want := range map[string]string{"talks": "talk", "parties": "party", "matches": "match", "taxes": "tax",
		"dies": "die", "axes": "axe", "crisis": "crisis", "virus": "virus", "loss": "loss", "gas": "gas"} {
		if got := Singular(w); got != want {
			t.Errorf("the singular of %q is %q, want %q", w, got, want)
		}
	}
}

// TestPlainSpelling: British and American spelling are equal, short words are unchanged.
func TestPlainSpelling(t *testing.T) {
	for w, want := range map[string]string{"labour": "labor", "organisation": "organization",
		"recognised": "recognized", "realises": "realizes", "four": "four", "rise": "rise", "sluice": "sluice"} {
		if got := PlainSpelling(w); got != want {
			t.Errorf("%q is spelled %q, want %q", w, got, want)
		}
	}
	if !IsFunction("which") || IsFunction("not") || !IsAuxiliary("would") || IsAuxiliary("which") {
		t.Error("function words and auxiliaries are mixed up")
	}
}

// TestProposing: words that signal a request or a condition, and words that report.
func TestProposing(t *testing.T) {
	for w, want := range map[string]bool{"if": true, "unless": true, "urged": true, "hopes": true, "said": false,
		"would": false, "proposal": false, "": false} {
		if got := IsProposing(w); got != want {
			t.Errorf("%q proposes: %v", w, got)
		}
	}
}

// TestTelling: words that deny, that say that plans are changed, and that count.
func TestTelling(t *testing.T) {
	for w, want := range map[string]bool{"not": true, "wouldnt": true, "cannot": true, "hardly": true, "parent": false,
		"want": false, "nt": false, "knot": false, "the": false} {
		if got := IsDenial(w); got != want {
			t.Errorf("%q denies: %v", w, got)
		}
	}
	if !IsTelling("chamber") || IsTelling("not") || IsTelling("i") || IsTelling("would") || !Turns("hardly") ||
		!Turns("unless") || !Turns("only") || Turns("simply") {
		t.Error("words that tell something and words that turn it are mixed up")
	}
	if !IsChange("postponed") || IsChange("planned") || Number("nine") != "9" || Number("one") != "" ||
		!IsVerbToo("may") || IsVerbToo("june") || !IsOrdinalEnding("th") || IsOrdinalEnding("m") {
		t.Error("changes, numbers and months are mixed up")
	}
}

// TestIsSaying: a cue that says no more than that something was said, and what only a clause has.
func TestIsSaying(t *testing.T) {
	for cue, want := range map[string]bool{"said": true, "has told": true, "was quoted as saying": true,
		"according to": true, "did not say": false, "declined to say": false, "denied": false, "was": false, "": false} {
		if got := IsSaying(strings.Fields(cue)); got != want {
			t.Errorf("%q: %v", cue, got)
		}
	}
	for w, want := range map[string]bool{"was": true, "would": true, "has": true, "been": false, "bridge": false} {
		if got := IsFinite(w); got != want {
			t.Errorf("%q: %v", w, got)
		}
	}
}

// TestIsNaming: cues of calling somebody something.
func TestIsNaming(t *testing.T) {
	for cue, want := range map[string]bool{"called": true, "has described": true, "said": false, "": false} {
		if got := IsNaming(strings.Fields(cue)); got != want {
			t.Errorf("%q: %v", cue, got)
		}
	}
}
