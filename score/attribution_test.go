package score

import (
	"strings"
	"testing"

	"readout/article"
)

// spanOf returns the span of words in a text.
func spanOf(t *testing.T, text, words string) []article.Span {
	t.Helper()
	if words == "" {
		return nil
	}
	at := strings.Index(text, words)
	if at < 0 {
		t.Fatalf("%q does not stand in %q", words, text)
	}
	return []article.Span{{Start: at, End: at + len(words)}}
}

func said(t *testing.T, text, source, cue, content string) Attribution {
	t.Helper()
	return Attribution{Source: spanOf(t, text, source), Cue: spanOf(t, text, cue), Content: spanOf(t, text, content)}
}

const ferry = `Mayor Ilse Varn said “the old ferry won't sail again.” The crew denied that wages were late, ` +
	`and called the plan "a very odd dream of" bankers.`

// TestAttributionsByHand compares the figures of one article with counts made by hand.
func TestAttributionsByHand(t *testing.T) {
	gold := []Attribution{
		said(t, ferry, "Mayor Ilse Varn", "said", "“the old ferry won't sail again.”"),
		said(t, ferry, "The crew", "denied", "that wages were late"),
		said(t, ferry, "", "called", `"a very odd dream of" bankers`),
	}
	found := []Attribution{
		said(t, ferry, "Ilse Varn", "said", "“the old ferry won't sail again.”"), // two words of three
		said(t, ferry, "The crew", "denied", "wages"),                            // one word of four
		said(t, ferry, "the plan", "called", `"a very odd dream of" bankers`),    // nobody says it
	}
	f := Attributions(ferry, gold, found)
	for _, c := range []struct {
		name string
		got  Count
		want Count
	}{
		{"words of sources", f.Token[SourceRole], Count{FoundHits: 4, GoldHits: 4, Found: 6, Gold: 5}},
		{"words of cues", f.Token[CueRole], Count{FoundHits: 3, GoldHits: 3, Found: 3, Gold: 3}},
		{"words of contents", f.Token[ContentRole], Count{FoundHits: 13, GoldHits: 13, Found: 13, Gold: 16}},
		{"exact sources", f.Exact[SourceRole], Count{FoundHits: 1, GoldHits: 1, Found: 3, Gold: 2}},
		{"exact contents", f.Exact[ContentRole], Count{FoundHits: 2, GoldHits: 2, Found: 3, Gold: 3}},
		{"soft contents", f.Soft[ContentRole], Count{FoundHits: 3, GoldHits: 2.25, Found: 3, Gold: 3}},
		{"whole", f.Whole[AllKinds], Count{FoundHits: 1, GoldHits: 1, Found: 3, Gold: 3}},
		{"whole, direct", f.Whole[DirectKind], Count{FoundHits: 1, GoldHits: 1, Found: 1, Gold: 1}},
		{"whole, indirect", f.Whole[IndirectKind], Count{Found: 1, Gold: 1}},
		{"whole, mixed", f.Whole[MixedKind], Count{Found: 1, Gold: 1}},
	} {
		if c.got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, c.got, c.want)
		}
	}
}

// TestAttributionsAddUp: the figures of two articles add up.
func TestAttributionsAddUp(t *testing.T) {
	gold := []Attribution{said(t, ferry, "The crew", "denied", "that wages were late")}
	var sum AttributionFigures
	sum.Add(Attributions(ferry, gold, gold))
	sum.Add(Attributions(ferry, gold, nil))
	p, r, f1 := sum.Whole[AllKinds].PRF()
	if p != 100 || r != 50 || int(f1) != 66 {
		t.Errorf("precision %v, recall %v, F1 %v; want 100, 50 and two thirds", p, r, f1)
	}
	if p, r, f1 := (Count{}).PRF(); p != 0 || r != 0 || f1 != 0 {
		t.Errorf("nothing to divide by gives %v %v %v", p, r, f1)
	}
}

// TestWholeIsOneToOne: of two found attributions over one gold one, only the better one counts.
func TestWholeIsOneToOne(t *testing.T) {
	gold := []Attribution{said(t, ferry, "The crew", "denied", "that wages were late")}
	found := []Attribution{said(t, ferry, "The crew", "denied", "wages were late"),
		said(t, ferry, "The crew", "denied", "that wages were late")}
	if w := Attributions(ferry, gold, found).Whole[AllKinds]; w.FoundHits != 1 || w.GoldHits != 1 || w.Found != 2 {
		t.Errorf("%+v: want one hit of two finds", w)
	}
}

// TestCueWithoutWords: a dash and a colon are cues, though they have no words to share; Signed alone counts them.
func TestCueWithoutWords(t *testing.T) {
	const text = "“The ferry is late.” — Ilse Varn said."
	gold := []Attribution{said(t, text, "Ilse Varn", "—", "“The ferry is late.”")}
	for cue, want := range map[string]float64{"—": 1, "said": 0} {
		found := []Attribution{said(t, text, "Ilse Varn", cue, "“The ferry is late.”")}
		f := Attributions(text, gold, found)
		if w := f.Signed[DirectKind]; w.FoundHits != want || w.GoldHits != want || f.Whole[DirectKind].GoldHits != 0 {
			t.Errorf("cue %q: %+v, want %v", cue, f, want)
		}
	}
}
