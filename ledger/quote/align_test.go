package quote

import (
	"strings"
	"testing"

	"readout/ledger/index"
)

func TestClassify(t *testing.T) {
	const full = `"We will not sign a joint document in Ostrella this week, but our experts will go on working on the ` +
		`text with their colleagues,"`
	for other, want := range map[string]Difference{
		full: Identical,
		`“We will not sign a joint document in Ostrella this week, but our experts will go on working on the text with ` +
			`their colleagues.”`: Identical,
		`"We will not sign a joint document in Ostrella this week,"`:                                                 Trimmed,
		`"our experts will go on working on the text"`:                                                               Trimmed,
		`"We will not sign a joint document … but our experts will go on working on the text with their colleagues"`: Elided,
		`"We will not sign a joint document in Ostrella this week, but our [Karvonian] experts will go on working on the ` +
			`text with their colleagues"`: Bracketed,
		`"We will not sign a joint document, but our experts will go on working on [it] with their colleagues"`: Merged,
		`"We will not sign a joint document in Ostrella this week, but our experts will go on working on [it] with their ` +
			`colleagues"`: Bracketed,
		`"We will sign a joint document in Ostrella this week, but our experts will go on working on the text with their ` +
			`colleagues"`: Altered,
		`"We will never sign a joint document in Ostrella this week, but our experts will go on working on the text with ` +
			`their colleagues"`: Altered,
		`"We are not going to put our names to a common paper in Ostrella this week, yet our specialists keep on working ` +
			`at the text with those of the other side"`: Reworded,
	} {
		x, y := newWording(full), newWording(other)
		if got := classify(x, y, align(x.words, y.words)); got != want {
			t.Errorf("%.70s…: %s, want %s", other, got, want)
		}
	}
}

func TestSpellingIsNoDifference(t *testing.T) {
	x, y := newWording("The harbour will be modernised, the labour party recognises"),
		newWording("The harbor will be modernized, the labor party recognizes")
	if got := classify(x, y, align(x.words, y.words)); got != Identical {
		t.Errorf("British and American spelling: %s", got)
	}
}

func TestEditsRebuildBothTexts(t *testing.T) {
	x, y := newWording("It is unlikely that a paper will be signed at the first meeting"),
		newWording("It is impossible that a paper will be signed")
	var ref, other []string
	for _, e := range edits(x, y, align(x.words, y.words)) {
		ref = append(ref, e.Reference)
		if e.Op == "same" {
			other = append(other, e.Reference)
		} else {
			other = append(other, e.Other)
		}
	}
	if got := strings.Join(strings.Fields(strings.Join(ref, " ")), " "); got != strings.Join(x.forms, " ") {
		t.Errorf("reference: %q", got)
	}
	if got := strings.Join(strings.Fields(strings.Join(other, " ")), " "); got != strings.Join(y.forms, " ") {
		t.Errorf("other: %q", got)
	}
}

func FuzzAlign(f *testing.F) {
	f.Add("a b c d", "a c d e")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := newWording(a), newWording(b)
		i, j := 0, 0
		for _, o := range align(x.words, y.words) {
			if o.x >= 0 {
				if o.x != i {
					t.Fatalf("word %d of the first text comes at %d", o.x, i)
				}
				i++
			}
			if o.y >= 0 {
				if o.y != j {
					t.Fatalf("word %d of the second text comes at %d", o.y, j)
				}
				j++
			}
		}
		if i != min(len(x.words), maxAlign) || j != min(len(y.words), maxAlign) {
			t.Fatalf("%d of %d and %d of %d words are aligned", i, len(x.words), j, len(y.words))
		}
		classify(x, y, align(x.words, y.words))
	})
}

func TestSketchFindsSharedRuns(t *testing.T) {
	words := strings.Fields("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho " +
		"sigma tau upsilon phi chi psi omega")
	whole := index.Sketch(index.WordHashes(strings.Join(words, " ")))
	have := map[uint64]bool{}
	for _, k := range whole {
		have[k] = true
	}
	// Any run of ShingleWords+Winnow-1 words or more is certain to share a key.
	const run = index.ShingleWords + index.Winnow - 1
	for i := 0; i+run+1 <= len(words); i++ {
		found := false
		for _, k := range index.Sketch(index.WordHashes("other words before " + strings.Join(words[i:i+run+1],
			" ") + " and others after it")) {
			found = found || have[k]
		}
		if !found {
			t.Errorf("the run at %d shares no key", i)
		}
	}
	if n := len(whole); n > 2*len(words)/index.Winnow+2 {
		t.Errorf("%d keys for %d words", n, len(words))
	}
}
