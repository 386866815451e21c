package quote

import (
	"testing"
	"unicode/utf8"

	"readout/record"
)

// TestQuoted distinguishes words inside and outside quotation marks.
func TestQuoted(t *testing.T) {
	for _, c := range []struct {
		content, claim string
		quoted         bool
	}{
		{`the talks were "long and hard" and would go on`, "long and hard", true},
		{`the talks were "long and hard" and would go on`, "hard and would go on", false},
		{`the talks were “long and hard” and would go on`, "would go on", false},
		{"“One paragraph.\n\n“Another paragraph.” and no more", "another paragraph", true},
		{`"One paragraph. 'A word' of his," he said`, "a word of his", true},
	} {
		y := newWording(c.claim)
		w, ok := setAgainst(anchor(c.content, []record.Span{{Start: 0, End: len(c.content)}}, "mixed"), y,
			[]segment{{0, len(y.words)}})
		if !ok || w.Quoted != c.quoted {
			t.Errorf("%q in %q: found %v, quoted %v", c.claim, c.content, ok, w.Quoted)
		}
	}
}

// FuzzSetAgainst: whatever the texts, the spans found are inside the content, on rune
// boundaries.
func FuzzSetAgainst(f *testing.F) {
	f.Add("We will “go on [there]” … and not stop, he said.", "will [go] … not stop")
	f.Add("a b c d e f g h", "x b c y e f g")
	f.Add("“““", "…")
	f.Fuzz(func(t *testing.T, content, claim string) {
		if !utf8.ValidString(content) {
			return
		}
		y := newWording(claim)
		y.cut(maxClaim)
		q := inquiry{y: y}
		w, ok := setAgainst(anchor(content, []record.Span{{Start: 0, End: len(content)}}, "mixed"), y, q.segments())
		if !ok {
			return
		}
		for _, sp := range w.Spans {
			if sp.Start < 0 || sp.End > len(content) || sp.Start >= sp.End || !utf8.RuneStart(content[sp.Start]) ||
				sp.End < len(content) && !utf8.RuneStart(content[sp.End]) {
				t.Fatalf("%q in %q: span %v", claim, content, sp)
			}
		}
	})
}
