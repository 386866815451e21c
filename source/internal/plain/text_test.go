package plain

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"readout/article"
	"readout/source/internal/input"
	"readout/source/internal/letters"
	"readout/source/internal/sourcetest"
)

const harbourReport = "Harbour to stay open\n\nARLEN, March 5 (Meridian) — “The harbour will stay open,” Mira Halden " +
	"told reporters on Wednesday.\n"

// TestTextRefuses checks that input that is not text is refused with the reason.
func TestTextRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		raw  string
		want error
	}{
		"nothing":      {"", input.ErrEmpty},
		"only spaces":  {" \n\t\r\n", input.ErrEmpty},
		"only a mark":  {"\ufeff", input.ErrEmpty},
		"zeros":        {strings.Repeat("\x00", 1000), input.ErrBinary},
		"a PNG":        {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x02\x03\x04\x05\x06", input.ErrBinary},
		"control runs": {strings.Repeat("a\x01\x02", 500), input.ErrBinary},
	} {
		if _, err := Text([]byte(c.raw), input.Hint{}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// TestTextLineEnds checks that the blocks do not depend on the kind of line ends, and that the
// text is the input itself.
func TestTextLineEnds(t *testing.T) {
	want := blocksOf(t, harbourReport)
	for _, ends := range []string{"\r\n", "\r"} {
		if got := blocksOf(t, strings.ReplaceAll(harbourReport, "\n", ends)); got != want {
			t.Errorf("%q:\n%s\nwant\n%s", ends, got, want)
		}
	}
}

// TestDayLine checks that a full date alone in its line at the head is the day of publication.
func TestDayLine(t *testing.T) {
	const body = "\n\nThe harbour will stay open all winter, the port of Arlen says in its plan for the year.\n"
	for head, want := range map[string]string{
		"Harbour to stay open\n\n5 March 2031":                   "2031-03-05",
		"PRESS RELEASE\n\nHarbour to stay open\n\nMarch 5, 2031": "2031-03-05",
		"5 March 2031\n\nHarbour to stay open":                   "2031-03-05",
		"Harbour to stay open\nBy Mira Halden\n5th March 2031":   "2031-03-05",
		"Harbour to stay open\n\n5 March":                        "",
		"Harbour to stay open\n\n03/05/2031":                     "",
		"Harbour to stay open\n\nFrom 5 March 2031":              "",
		"Harbour to stay open\n\nWinter plan\n\n5 March 2031":    "",
		"Harbour to stay open\n\n7 March 2031":                   "", // after it was fetched
		"Harbour to stay open" + body + "5 March 2031":           "",
	} {
		a, err := Text([]byte(head+body), input.Hint{Today: "2031-03-05"})
		if err != nil || a.Published != want || (a.PublishedFrom == "metadata") != (want != "") {
			t.Errorf("%q: published %q from %q, %v, want %q", head, a.Published, a.PublishedFrom, err, want)
		}
	}
	a, err := Text([]byte("5 March 2031"+body), input.Hint{Published: "2031-03-01"})
	if err != nil || a.Published != "2031-03-01" || a.PublishedFrom != "option" {
		t.Errorf("published %q from %q, %v, where the caller says it", a.Published, a.PublishedFrom, err)
	}
}

func blocksOf(t *testing.T, raw string) string {
	t.Helper()
	a, err := Text([]byte(raw), input.Hint{})
	if err != nil {
		t.Fatal(err)
	}
	if a.Text != raw {
		t.Errorf("%q became %q", raw, a.Text)
	}
	var b strings.Builder
	for _, x := range a.Blocks {
		b.WriteString(string(x.Kind) + ": " + a.Cut(x.Span) + "\n")
	}
	return b.String()
}

// TestDatelines parses the datelines of every wire's style.
func TestDatelines(t *testing.T) {
	for text, want := range map[string]string{
		"MOSCOW, May 26. /TASS/. The talks":           "MOSCOW|0-5-26|TASS|MOSCOW, May 26. /TASS/.",
		"GENEVA, June 16 (Reuters) - The talks":       "GENEVA|0-6-16|Reuters|GENEVA, June 16 (Reuters) -",
		"KYIV, Ukraine (AP) — The talks":              "KYIV, Ukraine|0-0-0|AP|KYIV, Ukraine (AP) —",
		"PARIS, 3 March (AFP) - The talks":            "PARIS|0-3-3|AFP|PARIS, 3 March (AFP) -",
		"BRUSSELS — The talks":                        "BRUSSELS|0-0-0||BRUSSELS —",
		"BERLIN/PARIS, March 3 (Reuters) - The talks": "BERLIN|0-3-3|Reuters|BERLIN/PARIS, March 3 (Reuters) -",
		"BEIJING, Nov. 3, 2021 (Xinhua) -- The talks": "BEIJING|2021-11-3|Xinhua|BEIJING, Nov. 3, 2021 (Xinhua) --",
		"The talks - which nobody expected - went on": "",
		"“We go” — he said":                           "",
		"HE SHOUTED, and then - nothing":              "",
	} {
		dl := parseDateline(text, article.Span{End: len(text)})
		have := ""
		if dl != nil {
			have = strings.Join([]string{dl.Place, dayOf(dl), dl.Agency, text[dl.Start:dl.End]}, "|")
		}
		if have != want {
			t.Errorf("%s\nhave %s\nwant %s", text, have, want)
		}
	}
}

func dayOf(dl *article.Dateline) string { return fmt.Sprintf("%d-%d-%d", dl.Year, dl.Month, dl.Day) }

// FuzzText reads any bytes: the text is valid UTF-8; blocks are inside it, in order, on rune
// boundaries and without white space at their ends; between blocks there is only white space.
func FuzzText(f *testing.F) {
	for _, s := range []string{harbourReport, "Порт открыт.\n", "港は開いている。\n", "\xff\xfea\x00", "\x00a\x00b",
		"a\rb\r\n\n\rc", "\ufeff\u200b x",
		"- a\n1. b\nPhoto: c", "“\n”", "MOSCOW, /T", strings.Repeat("a b\n", 40)} {
		f.Add([]byte(s), "")
	}
	f.Add([]byte("\xcf\xf0\xe8\xe2\xe5\xf2"), "windows-1251")
	f.Fuzz(func(t *testing.T, raw []byte, charset string) {
		a, err := Text(raw, input.Hint{Charset: charset})
		if err != nil {
			if !errors.Is(err, input.ErrEmpty) && !errors.Is(err, input.ErrBinary) {
				t.Fatalf("%v: neither empty nor binary", err)
			}
			return
		}
		if !utf8.ValidString(a.Text) {
			t.Fatalf("%q is not UTF-8", a.Text)
		}
		last := 0
		for _, b := range a.Blocks {
			if b.Start < last || b.Empty() || b.End > len(a.Text) || !utf8.RuneStart(a.Text[b.Start]) ||
				b.End < len(a.Text) && !utf8.RuneStart(a.Text[b.End]) {
				t.Fatalf("block %v after %d in %q", b, last, a.Text)
			}
			if strings.TrimSpace(a.Cut(b.Span)) != a.Cut(b.Span) || strings.TrimSpace(a.Text[last:b.Start]) != "" {
				t.Fatalf("block %v after %d in %q", b, last, a.Text)
			}
			last = b.End
		}
		if strings.TrimSpace(a.Text[last:]) != "" {
			t.Fatalf("no block holds %q", a.Text[last:])
		}
		if dl := a.Dateline; dl != nil && (dl.Start < 0 || dl.End > len(a.Text) || dl.Empty() || dl.DateSpan.End > dl.End) {
			t.Fatalf("dateline %+v of %q", dl, a.Text)
		}
	})
}

// Wrapped lines are joined, whatever the column.
func TestTextWithBrokenLines(t *testing.T) {
	for name, c := range map[string]struct{ raw, want string }{
		"uneven": {"OSTBY, March 7 (OPA) - Warden Nils Aro said on Thursday that the sluice will not be opened\nbefore the " +
			"gauge is read, and that the reading would be\nin May.\n\n“Nothing moves — not one crate —\nbefore that,” Aro " +
			"told\nreporters at the lock.\n",
			"OSTBY, March 7 (OPA) - Warden Nils Aro said on Thursday that the sluice will not be opened before the gauge is " +
				"read, and that the reading would be in May.|“Nothing moves — not one crate — before that,” Aro told reporters " +
				"at the lock."},
		"set in": {"  OSTBY, March 7 (OPA) - The sluice will not be opened before the\ngauge is read, warden Nils Aro said " +
			"on Thursday at the lock.\n  He said that it was last read in May, when the water stood at a\nhigher mark than in " +
			"any year before, and that it rose since.\n",
			"OSTBY, March 7 (OPA) - The sluice will not be opened before the gauge is read, warden Nils Aro said on Thursday " +
				"at the lock.|He said that it was last read in May, when the water stood at a higher mark than in any year " +
				"before, and that it rose since."},
		"a line each": {"OSTBY, March 7 (OPA) - The sluice stays shut, warden Nils Aro said on Thursday at the lock.\nThe " +
			"gauge was last read in May, when the water stood high.\nThe board meets again in a fortnight to hear of it.\n",
			"OSTBY, March 7 (OPA) - The sluice stays shut, warden Nils Aro said on Thursday at the lock.|The gauge was last " +
				"read in May, when the water stood high.|The board meets again in a fortnight to hear of it."},
	} {
		a, err := Text([]byte(c.raw), input.Hint{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range sourcetest.Blocks(a, article.Paragraph) {
			got = append(got, letters.Collapse(b))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestResolveLanguage checks that detection wins if it has a result, and the declared language
// otherwise.
func TestResolveLanguage(t *testing.T) {
	russian := "Министр сообщил в среду, что порт останется открытым, а закрывать его мы не собираемся."
	for _, c := range []struct{ declared, text, want string }{
		{"", "Harbour to stay open", "en"},
		{"de", "Harbour to stay open", "de"},
		{"en-GB", "The minister said on Monday that the harbour would stay open, and that no closure was being planned by " +
			"the government.", "en-GB"},
		{"en", russian, "ru"},
		{"ru-RU", russian, "ru-RU"},
		{"", russian, "ru"},
	} {
		if got := resolveLanguage(c.declared, c.text); got != c.want {
			t.Errorf("declared %q, %.20s…: %q, want %q", c.declared, c.text, got, c.want)
		}
	}
}

// TestNoPossibleDay: a time at which nothing was published is none, from whichever format it comes.
func TestNoPossibleDay(t *testing.T) {
	for published, want := range map[string]string{"0001-01-01T00:00:00Z": "", "9999-12-31": "",
		"2024-03-05": "2024-03-05"} {
		a := &article.Article{Text: "It rains.", Published: published, PublishedFrom: "metadata", Updated: published}
		Finish(a)
		if a.Published != want || a.Updated != want || (a.PublishedFrom == "") != (want == "") {
			t.Errorf("%q: %q from %q, updated %q", published, a.Published, a.PublishedFrom, a.Updated)
		}
	}
}
