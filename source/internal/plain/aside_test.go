package plain

import (
	"strings"
	"testing"

	"readout/source/internal/input"
)

// before and behind stand around what is tried, so that it is inside a report in small letters.
const (
	before = "OSTBY, March 7 (OPA) - The sluice stays shut, warden Nils Aro said on Thursday.\n\n"
	behind = "\n\nThe gauge was last read in May, when the water stood high at the lock.\n"
)

// TestAsides: what leads to another article is no paragraph of this one; what only looks like it is.
func TestAsides(t *testing.T) {
	for _, c := range []struct{ about, text, want string }{
		{"in brackets", "( Also on OPA: Aro: Everything is terrible)", "aside: all"},
		{"pictures in brackets", "( PHOTOS: 12 wardens criticizing the plan)", "aside: all"},
		{"a remark in brackets", "(Note: The gauge is old.)", "paragraph: all"},
		{"brackets behind a sentence", "Aro left. (RELATED: Aro (67) To Resign) Vell stayed.",
			"paragraph: Aro left.|aside: (RELATED: Aro (67) To Resign)|paragraph: Vell stayed."},
		{"brackets in a sentence", "Aro left (read: fled) the hall.", "paragraph: all"},
		{"a word and a colon", "SEE ALSO: Aro slams Vell", "aside: all"},
		{"no space", "Related:Aro: 'We are afraid of the bridge'", "aside: all"},
		{"no space before a sentence", "More:Aro says the sluice stays shut. (It does not.)", "aside: all"},
		{"another word", "Warden: Aro slams the plan of Vell, who is late.", "paragraph: all"},
		{"a sentence behind a word that links", "More: the sluice stays shut, said Aro.", "paragraph: all"},
		{"a title behind it", "More: Aro says the sluice stays shut", "aside: all"},
		{"read more", "Aro blames Vell for the sluice Read more", "aside: all"},
		{"read more behind a sentence", "Aro blames Vell. Read more", "paragraph: Aro blames Vell.|aside: Read more"},
		{"a film", "JUST WATCHED Aro slams Vell Replay More Videos ... MUST WATCH Aro slams Vell 04:17", "aside: all"},
		{"watched", "Just watched by Vell, the sluice stays shut.", "paragraph: all"},
		{"capitals", "ARO SLAMS VELL: THE SLUICE IS NOT HIS", "aside: all"},
		{"a heading in capitals", "WHAT HAPPENS NEXT", "heading: all"},
		{"a heading quoted", "“WE DO NOT WANT A NEW SLUICE HERE”", "paragraph: all"},
		{"a note in capitals", "NOTE: THE NAME OF THE WARDEN WAS CORRECTED ON MAY 3.", "paragraph: all"},
		{"below a rule", "___\n\nWILL THE SLUICE BE SHUT FOR MANY WEEKS?",
			"furniture: ___|heading: WILL THE SLUICE BE SHUT FOR MANY WEEKS?"},
		{"where headings are in capitals", "THE SLUICE\n\nAro left.\n\nWHO WILL READ THE GAUGE NOW",
			"heading: THE SLUICE|paragraph: Aro left.|heading: WHO WILL READ THE GAUGE NOW"},
		{"a speaker", "VELL: It is late.", "paragraph: all"},
		{"an advertisement", "Advertisement:", "aside: all"},
		{"of advertisements", "Advertisements for the bridge were shown by Aro.", "furniture: all"},
		{"a label above titles", "READ MORE:\n\nToo Many Locks in Ostby\n\nA Prelude\n\nCopyright 2031 OPA",
			"aside: READ MORE:|aside: Too Many Locks in Ostby|aside: A Prelude|furniture: Copyright 2031 OPA"},
		{"a label above the report", "More:\n\nThe lock\n\nAro left.",
			"aside: More:|heading: The lock|paragraph: Aro left."},
	} {
		want := c.want
		if kind, whole := strings.CutSuffix(want, ": all"); whole {
			want = kind + ": " + c.text
		}
		if got := middle(t, c.text); got != want {
			t.Errorf("%s: %q", c.about, got)
		}
	}
}

// TestGlued: what a page glued to the words beside it is cut off.
func TestGlued(t *testing.T) {
	for _, c := range []struct{ about, text, want string }{
		{"a film's caption", "Media caption “I saw it”", "aside: Media caption|caption: “I saw it”"},
		{"a player", "Media playback is unsupported on your device Media caption Sluice “a danger”, says Aro",
			"aside: Media playback is unsupported on your device Media caption|caption: Sluice “a danger”, says Aro"},
		{"a picture", "Image copyright OPA Image caption Aro left",
			"aside: Image copyright OPA Image caption|caption: Aro left"},
		{"media", "Media captions the lock, Aro said.", "paragraph: Media captions the lock, Aro said."},
		{"a button", "CLOSE Budget papers show the cost.", "aside: CLOSE|caption: Budget papers show the cost."},
		{"a verb", "Close Budget papers, Aro said.", "paragraph: Close Budget papers, Aro said."},
		{"share buttons", "Twitter Pinterest Nils Aro said it is late.",
			"aside: Twitter Pinterest|paragraph: Nils Aro said it is late."},
		{"companies", "Twitter and Pinterest said it is late.", "paragraph: Twitter and Pinterest said it is late."},
		{"a credit", "Aro blamed Vell in May. | Getty\n\nAro left.",
			"caption: Aro blamed Vell in May. | Getty|paragraph: Aro left."},
	} {
		if got := middle(t, c.text); got != c.want {
			t.Errorf("%s: %q", c.about, got)
		}
	}
}

// TestGluedHeadline: the headline begins behind the credit of the picture above it.
func TestGluedHeadline(t *testing.T) {
	for text, want := range map[string]string{
		"Aro blamed Vell in May. | Getty Aro blames 'late' Vell" + behind:       "Aro blames 'late' Vell",
		"Aro blamed Vell in May. | Mia Orr/OPA Aro blames 'late' Vell" + behind: "Aro blames 'late' Vell",
		"CLOSE\n\nAro blames 'late' Vell" + behind:                              "Aro blames 'late' Vell",
		"Aro blames Vell | The Ostby Post" + behind:                             "",
	} {
		a, err := Text([]byte(text), input.Hint{})
		if err != nil {
			t.Fatal(err)
		}
		if got := a.Cut(a.Headline); got != want {
			t.Errorf("%q: headline %q", text, got)
		}
	}
}

// middle reads a text inside a report and returns its blocks.
func middle(t *testing.T, text string) string {
	t.Helper()
	a, err := Text([]byte(before+text+behind), input.Hint{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range a.Blocks[1 : len(a.Blocks)-1] {
		got = append(got, string(b.Kind)+": "+a.Cut(b.Span))
	}
	again := *a
	markAsides(&again)
	if len(again.Blocks) != len(a.Blocks) {
		t.Errorf("%q: %d blocks, and %d when marked again", text, len(a.Blocks), len(again.Blocks))
	}
	return strings.Join(got, "|")
}
