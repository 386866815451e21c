package attribution

import (
	"slices"
	"strings"
	"testing"

	"readout/article"
	"readout/attribution/internal/tagged"
	"readout/doc"
)

// TestParticle: the particle of a cue's verb is not content, but a preposition is.
func TestParticle(t *testing.T) {
	for tag, want := range map[doc.XPOS]string{doc.XRP: "the signing", doc.XIN: "out the signing"} {
		d := read(t, "Marsh ruled out the signing.")
		f := found{cue: tagged.At(d, "ruled", 0), content: []doc.Range{tagged.At(d, "out the signing", 0)}}
		d.Words = make([]doc.Word, len(d.Tokens))
		d.Words[f.cue.End].XPOS = tag
		particle(d, &f)
		if got := words(d, f.content); len(got) != 1 || got[0] != want {
			t.Errorf("%v: %q, want %q", tag, got, want)
		}
	}
}

// reconciled returns what is kept of attributions given as cue, content and score.
func reconciled(t *testing.T, raw string, atts ...[3]string) []string {
	t.Helper()
	d := read(t, raw)
	var all []found
	for _, a := range atts {
		f := found{cue: tagged.At(d, a[0], 0), content: []doc.Range{tagged.At(d, a[1], 0)}}
		f.evidence = evidence{cue: 6, source: 6, content: 6}
		if a[2] == "less" {
			f.evidence.content = 3
		}
		all = append(all, f)
	}
	var out []string
	for _, f := range reconcile(d, all, &deepWeights) {
		out = append(out, d.Cut(d.Bytes(f.cue))+": "+strings.Join(words(d, f.content), " / "))
	}
	return out
}

// TestReconcile: two attributions share no words unless one is nested in the other.
func TestReconcile(t *testing.T) {
	for _, c := range []struct {
		name, text string
		atts       [][3]string
		want       []string
	}{
		{"apart", "Marsh said it sank. Vask denied it burned.", [][3]string{{"said", "it sank", ""}, {"denied",
			"it burned", ""}}, []string{"said: it sank", "denied: it burned"}},
		{"nested", "Marsh said Vask denied it burned.", [][3]string{{"said", "Vask denied it burned", ""}, {"denied",
			"it burned", "less"}}, []string{"said: Vask denied it burned", "denied: it burned"}},
		{"nested too far", "Marsh said Vask denied it burned and left.", [][3]string{{"said",
			"Vask denied it burned", ""}, {"denied", "it burned and left", "less"}},
			[]string{"said: Vask denied it burned", "denied: it burned"}},
		{"claimed twice", "Marsh said it sank, Vask added.", [][3]string{{"said", "it sank", ""}, {"added",
			"it sank", "less"}}, []string{"said: it sank"}},
		{"claimed in part", "Marsh said it sank and that all left, Vask added.", [][3]string{{"said", "it sank", ""},
			{"added", "it sank and that all left", "less"}}, []string{"said: it sank", "added: and that all left"}},
	} {
		if got := reconciled(t, c.text, c.atts...); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestClosed: a cue does not claim a sentence that ends a quotation before it.
func TestClosed(t *testing.T) {
	for _, c := range []struct {
		text, cue, content string
		want               bool
	}{
		{"“It was dark.” Vask disagreed.", "disagreed", "“It was dark.”", true},
		{"“It was dark,” Vask said.", "said", "“It was dark,”", false},
		{"Vask said: “It was dark.”", "said", "“It was dark.”", false},
	} {
		d := read(t, c.text)
		if got := claimsClosed(d, &found{cue: tagged.At(d, c.cue, 0), content: []doc.Range{tagged.At(d, c.content,
			0)}}); got != c.want {
			t.Errorf("%s: %v", c.text, got)
		}
	}
}

// TestAddQuotations: quoted whole sentences without a cue continue the statement before them if it
// ended with a quotation, unless the reporter's words come between them.
func TestAddQuotations(t *testing.T) {
	for _, c := range []struct{ name, text, content, want string }{
		{"same paragraph", "“It sank,” Marsh said. “Nobody was hurt.” The aide left.", "“It sank,”",
			"said: “It sank,” / “Nobody was hurt.”"},
		{"next paragraph", "“It sank,” Marsh said.\n\n“Nobody was hurt.”", "“It sank,”",
			"said: “It sank,” / “Nobody was hurt.”"},
		{"reporter between", "“It sank,” Marsh said. The ferry was old. “Nobody was hurt.”", "“It sank,”",
			"said: “It sank,”"},
		{"not in marks", "Marsh said it sank. “Nobody was hurt.”", "it sank", "said: it sank"},
		{"a name in marks", "“It sank,” Marsh said. “Meridian” reported nothing.", "“It sank,”", "said: “It sank,”"},
	} {
		if got := reconciled(t, c.text, [3]string{"said", c.content, ""}); len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestTrimCue: a cue ends with a whole noun group or its verb; a trailing preposition stays only
// if its object is the content.
func TestTrimCue(t *testing.T) {
	for _, c := range []struct{ sentence, cue, content, want string }{
		{"Marsh/NNP said/VBD in/IN Ostra/NNP no/DT", "said in", "no", "said"},
		{"Marsh/NNP called/VBD for/IN a/DT truce/NN", "called for", "a truce", "called for"},
		{"Marsh/NNP said/VBD in/IN a/DT phone/NN interview/NN no/DT", "said in a phone", "no",
			"said in a phone interview"},
		{"Marsh/NNP said/VBD in/IN the/DT speech/NN no/DT", "said in the speech", "no", "said in the speech"},
		{"Marsh/NNP ruled/VBD out/RP no/DT truce/NN", "ruled out", "truce", "ruled out"},
	} {
		d := tagged.Sentence(c.sentence)
		f := found{source: tagged.At(d, "Marsh", 0), cue: tagged.At(d, c.cue, 0),
			content: []doc.Range{tagged.At(d, c.content, 0)}}
		trimCue(d, &f)
		if got := d.Cut(d.Bytes(f.cue)); got != c.want {
			t.Errorf("%s: %q, want %q", c.sentence, got, c.want)
		}
	}
}

// TestNearer: a quotation in the sentence of another cue belongs to that cue.
func TestNearer(t *testing.T) {
	text := "“It sank,” Marsh said. “All left,” Vask added."
	got := reconciled(t, text, [3]string{"said", "“It sank,”", ""}, [3]string{"added", "“All left,”", "less"})
	want := []string{"said: “It sank,”", "added: “All left,”"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	d := read(t, text)
	both := doc.Range{First: tagged.At(d, "“It sank", 0).First, End: tagged.At(d, "left,”", 0).End}
	all := []found{
		{cue: tagged.At(d, "said", 0), source: tagged.At(d, "Marsh", 0), content: []doc.Range{both},
			evidence: evidence{cue: 6, source: 6, content: 6}},
		{cue: tagged.At(d, "added", 0), content: []doc.Range{tagged.At(d, "“All left,”", 0)},
			evidence: evidence{cue: 6, source: 6, content: 2}},
	}
	got = nil
	for _, f := range reconcile(d, all, &deepWeights) {
		got = append(got, d.Cut(d.Bytes(f.cue))+": "+strings.Join(words(d, f.content), " / "))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestAway counts the sentences between a part and its cue.
func TestAway(t *testing.T) {
	d := read(t, "Marsh came. Vask said it sank. All left. Nobody came.")
	cue := tagged.At(d, "said", 0)
	for words, want := range map[string]int{"Marsh": 1, "Vask": 0, "it sank": 0, "All left": 1, "it sank. All left": 0,
		"Nobody": 2} {
		if got := away(d, tagged.At(d, words, 0), cue); got != want {
			t.Errorf("%s: %d, want %d", words, got, want)
		}
	}
}

// TestBeside: a cue with its source outside the content it was found in ends that content; one
// with its source inside is nested.
func TestBeside(t *testing.T) {
	for _, c := range []struct {
		text, source, second string
		want                 []string
	}{
		{"Marsh said it sank, adding that all left.", "Marsh", "adding", []string{"said: it sank",
			"adding: that all left"}},
		{"Marsh said Vask denied that all left.", "Vask", "denied", []string{"said: Vask denied that all left",
			"denied: that all left"}},
		{"Marsh said “it sank, adding that all left.”", "Marsh", "adding",
			[]string{"said: “it sank, adding that all left.”", "adding: that all left"}},
	} {
		d := read(t, c.text)
		cue := tagged.At(d, "said", 0)
		end := tagged.At(d, "left", 0).End
		if d.Quotes != nil {
			end = d.Quotes[0].EndToken
		}
		all := []found{
			{cue: cue, source: tagged.At(d, "Marsh", 0), content: []doc.Range{{First: cue.End, End: end}},
				evidence: evidence{cue: 6, source: 6, content: 6}},
			{cue: tagged.At(d, c.second, 0), source: tagged.At(d, c.source, 0),
				content: []doc.Range{tagged.At(d, "that all left",
					0)}, evidence: evidence{cue: 6, source: 6, content: 3}},
		}
		var got []string
		for _, f := range reconcile(d, all, &deepWeights) {
			got = append(got, d.Cut(d.Bytes(f.cue))+": "+strings.Join(words(d, f.content), " / "))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestHeadingBehind: a quoted heading behind a quotation is the newspaper's, a quoted paragraph is
// the speaker's.
func TestHeadingBehind(t *testing.T) {
	for kind, want := range map[article.BlockKind]string{article.Heading: "said: “It sank.”",
		article.Paragraph: "said: “It sank.” / “It must stop.”"} {
		d := read(t, "Marsh said: “It sank.”\n\n“It must stop.”")
		d.Article.Blocks[1].Kind = kind
		all := []found{{cue: tagged.At(d, "said", 0), content: []doc.Range{tagged.At(d, "“It sank.”", 0)},
			evidence: evidence{cue: 6, source: 6, content: 6}}}
		var got []string
		for _, f := range reconcile(d, all, &deepWeights) {
			got = append(got, d.Cut(d.Bytes(f.cue))+": "+strings.Join(words(d, f.content), " / "))
		}
		if !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %q, want %q", kind, got, want)
		}
	}
}

// TestTold: links that the page sets into a sentence say nothing, and are cut out of what is said.
func TestTold(t *testing.T) {
	d := read(t, "“Mayor Marsh Ann MarshVask says no MORE left,” Holm Bo Max HolmFive things MORE said.")
	whole := doc.Range{First: d.Quotes[0].FirstToken, End: d.Quotes[0].EndToken}
	said := tagged.At(d, "said", 0)
	got := told(d, []found{
		{cue: tagged.At(d, "says", 0), source: tagged.At(d, "MarshVask", 0), content: []doc.Range{tagged.At(d, "no", 0)}},
		{cue: said, source: doc.Range{First: tagged.At(d, "Holm", 0).First, End: said.First}, content: []doc.Range{whole}},
	})
	if len(got) != 1 || d.Cut(d.Bytes(got[0].source)) != "Holm" ||
		!slices.Equal(words(d, got[0].content), []string{"“Mayor Marsh", "left,”"}) {
		t.Errorf("%+v", got)
	}
}
