package item

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"readout/article"
	"readout/source/internal/input"
	"readout/source/internal/sourcetest"
)

const sluiceText = "OSTBY, March 7 (OPA) - The sluice stays shut, warden Nils Aro said."

// sluiceItem returns an item as a wire sends it: parts in separate fields, and a body that
// repeats its head.
func sluiceItem() *Item {
	return &Item{
		A:        article.Article{ID: "opa-1", Published: "2024-03-07T10:00:00Z", Updated: "2024-03-07T10:00:00Z"},
		Headline: "Sluice stays shut", Deck: "The gauge is to be read first", Byline: "By Mara Lenz and Jon Ask",
		Pieces: []Piece{
			{article.Paragraph, "SLUICE STAYS SHUT"},
			{article.Paragraph, "By Mara Lenz and Jon Ask"},
			{article.Caption, "The lock on Thursday."},
			{article.Paragraph, sluiceText},
			{article.Heading, "What comes next"},
			{article.Paragraph, "Sluice stays shut"},
		},
	}
}

// TestItemInOrder checks that head, text and captions come in a page's order, and the head
// only once.
func TestItemInOrder(t *testing.T) {
	a, err := sluiceItem().Article(input.Hint{})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{"Sluice stays shut", "The gauge is to be read first", "By Mara Lenz and Jon Ask",
		sluiceText, "What comes next", "Sluice stays shut", "The lock on Thursday."}, "\n\n")
	if a.Text != want {
		t.Errorf("text %q", a.Text)
	}
	if broken := sourcetest.CheckBlocks(a); broken != "" {
		t.Error(broken)
	}
	for what, c := range map[string][2]string{
		"headline": {a.Cut(a.Headline), "Sluice stays shut"},
		"deck":     {a.Cut(a.Deck), "The gauge is to be read first"},
		"byline":   {a.Cut(a.Byline), "By Mara Lenz and Jon Ask"},
		"caption":  {strings.Join(sourcetest.Blocks(a, article.Caption), "|"), "The lock on Thursday."},
		"authors":  {strings.Join(a.Authors, "|"), "Mara Lenz|Jon Ask"},
		"from":     {a.PublishedFrom, "metadata"},
		"updated":  {a.Updated, ""}, // the same moment is no update
	} {
		if c[0] != c[1] {
			t.Errorf("%s: %q, want %q", what, c[0], c[1])
		}
	}
}

// TestItemHint checks that ID, outlet and date of the hint take precedence, while URL and
// language only fill in.
func TestItemHint(t *testing.T) {
	hint := input.Hint{ID: "own", URL: "https://a.example/", Outlet: "Ostby Post", Language: "en",
		Published: "2024-03-06"}
	it := sluiceItem()
	it.A.URL, it.A.Outlet, it.A.Language, it.A.Updated = "https://b.example/", "OPA", "en-GB", "2024-03-08"
	a, err := it.Article(hint)
	if err != nil {
		t.Fatal(err)
	}
	got := []string{a.ID, a.URL, a.Outlet, a.Language, a.Published, a.PublishedFrom, a.Updated}
	want := []string{"own", "https://b.example/", "Ostby Post", "en-GB", "2024-03-06", "option", "2024-03-08"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	it = sluiceItem()
	it.A.Authors = []string{"Pia Holm"}
	if a, err = it.Article(hint); err != nil || a.URL != hint.URL || a.Language != "en" {
		t.Errorf("not filled: %q, %q, %v", a.URL, a.Language, err)
	}
	if !slices.Equal(a.Authors, []string{"Pia Holm"}) {
		t.Errorf("authors %q: those said apart were overwritten by the byline", a.Authors)
	}
}

// TestItemParts checks that a marked-up body provides headline and byline if the fields do
// not.
func TestItemParts(t *testing.T) {
	pieces := []Piece{{article.Headline, "Sluice stays shut"}, {article.Byline, "By Mara Lenz"},
		{article.Paragraph, sluiceText}}
	a, err := (&Item{Pieces: pieces, Dateline: "VARN"}).Article(input.Hint{})
	if err != nil || a.Cut(a.Headline) != "Sluice stays shut" || a.Cut(a.Byline) != "By Mara Lenz" {
		t.Errorf("%+v, %v", a, err)
	}
	if a.Dateline == nil || a.Dateline.Place != "VARN" || a.Cut(a.Dateline.Span) != "VARN" {
		t.Errorf("dateline %+v", a.Dateline)
	}
	a, err = (&Item{Headline: "No word from the lock", Pieces: pieces}).Article(input.Hint{})
	if err != nil || a.Cut(a.Headline) != "No word from the lock" || strings.Contains(a.Text, "Sluice stays") {
		t.Errorf("two headlines: %q, %v", a.Text, err)
	}
}

// TestItemWithoutText checks that an item without text is refused by name, except for a kill.
func TestItemWithoutText(t *testing.T) {
	head := func() *Item { return &Item{A: article.Article{ID: "opa-1"}, Headline: "Sluice stays shut"} }
	_, err := head().Article(input.Hint{})
	if !errors.Is(err, input.ErrNoArticle) || !strings.Contains(err.Error(), "opa-1") {
		t.Errorf("an item without text: %v", err)
	}
	captioned := head()
	captioned.Pieces = []Piece{{article.Caption, "The lock on Thursday."}, {article.Paragraph, "Sluice stays shut"}}
	if _, err := captioned.Article(input.Hint{}); !errors.Is(err, input.ErrNoArticle) {
		t.Errorf("an item with a caption alone: %v", err)
	}
	killed := head()
	killed.Notes = []string{"KILL: the report was wrong"}
	a, err := killed.Article(input.Hint{})
	if err != nil || a.Notice != article.Kill {
		t.Errorf("a kill: %+v, %v", a, err)
	}
}

// TestKillWithdraws checks that a killed item keeps only the headline and the desk's notes.
func TestKillWithdraws(t *testing.T) {
	it := sluiceItem()
	it.Notes = []string{"MANDATORY KILL. The report was wrong."}
	a, err := it.Article(input.Hint{})
	if err != nil || a.Text != "Sluice stays shut\n\nMANDATORY KILL. The report was wrong." {
		t.Errorf("%q, %v", a.Text, err)
	}
	it = sluiceItem()
	it.Notes = []string{"Please do not kill the engines, warden says"}
	if a, err = it.Article(input.Hint{}); err != nil || a.Notice != "" || !strings.Contains(a.Text, sluiceText) {
		t.Errorf("notice %q, %v", a.Notice, err)
	}
}

// TestNotices checks that a desk's words open a notice and the same words in a headline do
// not.
func TestNotices(t *testing.T) {
	for note, want := range map[string]article.Notice{
		"CORRECTION: name of the warden":             article.Correction,
		"Correction":                                 article.Correction,
		"Correction – name of the warden":            article.Correction,
		"Correction fluid sales rise":                "",
		"Corrects spelling of Aro":                   article.Correction,
		"Corrects to Thursday":                       article.Correction,
		"Corrects course after the vote":             "",
		"(Corrects day in second paragraph)":         article.Correction,
		"Eds: Corrects name":                         article.Correction,
		"UPDATE 2-Sluice stays shut":                 article.Update,
		"Update on sluice due on Monday":             "",
		"Updates with the warden's words":            article.Update,
		"Updates throughout":                         article.Update,
		"Updates phone plans":                        "",
		"(Adds the warden's words)":                  article.Update,
		"Adds colour to the harbour":                 "",
		"EMBARGOED UNTIL 0600 GMT":                   article.Embargoed,
		"Embargoed goods found on the quay":          "",
		"Embargo: 0600":                              article.Embargoed,
		"Embargo on timber is lifted":                "",
		"Hold for release at six":                    article.Embargoed,
		"Please kill the report of Thursday":         article.Kill,
		"Retraction":                                 article.Kill,
		"Retraction of the ferry's ramp takes hours": "",
		"** WITHDRAWN: sluice report **":             article.Kill,
		"Withdrawn troops come home":                 "",
	} {
		if got := noticeOf(note); got != want {
			t.Errorf("%q opens the notice %q, want %q", note, got, want)
		}
	}
}

// TestWeightiestNotice checks that a kill outranks an embargo, that a correction, that an
// update.
func TestWeightiestNotice(t *testing.T) {
	const kill, embargo, correct, update = "KILL: wrong", "Embargo: 0600", "CORRECTION: name", "UPDATE 2"
	for _, c := range []struct {
		notes []string
		until string
		want  article.Notice
	}{
		{[]string{update, correct}, "", article.Correction},
		{[]string{correct, update}, "", article.Correction},
		{[]string{correct, embargo}, "", article.Embargoed},
		{[]string{embargo, kill, update}, "", article.Kill},
		{[]string{update}, "2024-03-08", article.Embargoed},
		{[]string{kill}, "2024-03-08", article.Kill},
		{nil, "", ""},
	} {
		it := sluiceItem()
		it.Notes, it.A.EmbargoUntil = c.notes, c.until
		if a, err := it.Article(input.Hint{}); err != nil || a.Notice != c.want {
			t.Errorf("%q until %q: notice %q, %v; want %q", c.notes, c.until, a.Notice, err, c.want)
		}
	}
}

// TestStatusAndSignal checks the codes of all formats, and codes without a notice.
func TestStatusAndSignal(t *testing.T) {
	for status, want := range map[string]article.Notice{
		"stat:canceled": article.Kill, "Cancelled": article.Kill, "stat:withheld": article.Embargoed,
		"embargoed": article.Embargoed, "stat:usable": "", "": "",
	} {
		if got := StatusNotice(status); got != want {
			t.Errorf("status %q: %q, want %q", status, got, want)
		}
	}
	for signal, want := range map[string]article.Notice{
		"sig:correction": article.Correction, "Corrected": article.Correction, "sig:kill": article.Kill,
		"withdrawn": article.Kill, "sig:writethru": article.Update, "rewrite": article.Update, "sig:atomic": "", "": "",
	} {
		if got := SignalNotice(signal); got != want {
			t.Errorf("signal %q: %q, want %q", signal, got, want)
		}
	}
	for s, want := range map[string]int{"1": 1, " 8 ": 8, "9": 8, "0": 0, "10": 0, "-1": 0, "urgent": 0, "": 0} {
		if got := ClampUrgency(s); got != want {
			t.Errorf("urgency %q is %d, want %d", s, got, want)
		}
	}
}
