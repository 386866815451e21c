package page

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"readout/article"
	"readout/source/internal/input"
	"readout/source/internal/sourcetest"
)

func TestHTMLReadsAnArticle(t *testing.T) {
	a, err := Read([]byte(sourcetest.Page), input.Hint{URL: "https://ostby.example/2021/05/26/harbour-vote?utm=1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ what, got, want string }{
		{"headline", a.Cut(a.Headline), "Harbour vote put off until June"},
		{"deck", a.Cut(a.Deck), "The council wants to hear from the fishermen before it decides."},
		{"byline", a.Cut(a.Byline), "By Mara Lenz and Jon Ask 26 May 2021"},
		{"authors", strings.Join(a.Authors, "; "), "Mara Lenz; Jon Ask"},
		{"published", a.Published, "2021-05-26T09:30:00+02:00"},
		{"published from", a.PublishedFrom, "metadata"},
		{"updated", a.Updated, "2021-05-26T11:00:00+02:00"},
		{"outlet", a.Outlet, "The Ostby Post"},
		{"address", a.URL, "https://ostby.example/2021/05/26/harbour-vote"},
		{"language", a.Language, "en-GB"},
		{"notice", string(a.Notice), ""},
		{"captions", strings.Join(sourcetest.Blocks(a, article.Caption), "|"),
			"Boats lie at the old quay on Tuesday morning."},
		{"headings", strings.Join(sourcetest.Blocks(a, article.Heading), "|"), "What comes next"},
		{"lists", strings.Join(sourcetest.Blocks(a, article.List), "|"),
			"The first stage would cost 40 million crowns.|The second stage has not been planned yet."},
		{"furniture", strings.Join(sourcetest.Blocks(a, article.Furniture), "|"),
			"(Reporting by Mara Lenz; Editing by Pia Holm)"},
	} {
		if c.got != c.want {
			t.Errorf("%s = %q, want %q", c.what, c.got, c.want)
		}
	}
	paragraphs := sourcetest.Blocks(a, article.Paragraph)
	if len(paragraphs) != 3 || !strings.HasSuffix(paragraphs[2], "has been left open.") {
		t.Errorf("paragraphs = %q", paragraphs)
	}
	for _, out := range []string{"cookies", "Advertisement", "Read more", "Ferry", "for years", "newsletter", "Copyright",
		"Home"} {
		if strings.Contains(a.Text, out) {
			t.Errorf("the text holds %q", out)
		}
	}
	if a.Dateline == nil || a.Dateline.Place != "OSTBY" || a.Dateline.Agency != "OPA" {
		t.Errorf("dateline = %+v", a.Dateline)
	}
	if last := a.Blocks[len(a.Blocks)-1]; last.Kind != article.Caption {
		t.Errorf("captions are not last: %v", a.Blocks)
	}
}

func TestHTMLHintWins(t *testing.T) {
	a, err := Read([]byte(sourcetest.Page), input.Hint{Published: "2021-05-25", Outlet: "Post", ID: "x1"})
	if err != nil || a.Published != "2021-05-25" || a.PublishedFrom != "option" || a.Outlet != "Post" || a.ID != "x1" {
		t.Errorf("article %q %q %q %q, %v", a.Published, a.PublishedFrom, a.Outlet, a.ID, err)
	}
}

func TestHTMLSaysThatAPageHoldsNoArticle(t *testing.T) {
	for name, page := range map[string]string{
		"empty": "<html><body></body></html>",
		"menu":  "<html><body>" + strings.Repeat("<a href=x>World</a> <a href=y>Sport</a> ", 50) + "</body></html>",
		"consent": "<html><body><div class=consent><p>We value your privacy. We and our partners store information on a " +
			"device.</p><button>OK</button></div></body></html>",
		"script app": "<html><body><div id=root></div><script>render()</script></body></html>",
	} {
		if a, err := Read([]byte(page), input.Hint{}); !errors.Is(err, input.ErrNoArticle) {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
	}
}

func TestHTMLSaysThatAnArticleIsCutShort(t *testing.T) {
	page := `<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"The quiet quay",` +
		`"isAccessibleForFree":false}</script></head><body>
<article><h1>The quiet quay</h1><p>For forty years the boats of Ostby have gone out at four in the morning, and for ` +
		`forty years they have come back at noon.</p>
<div class="paywall"><p>To continue reading, subscribe now.</p></div></article></body></html>`
	a, err := Read([]byte(page), input.Hint{})
	if err != nil || a.Notice != article.Paywalled || !strings.Contains(a.Text, "come back at noon.") ||
		strings.Contains(a.Text, "subscribe") {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestHTMLCharacterSets(t *testing.T) {
	const russian = "Совет Остбю отложил голосование по новой гавани до июня, сообщила мэр Тильда Раск журналистам."
	const nippon = "オストビー市議会は新しい港に関する採決を六月まで延期した、と市長は水曜日に記者団に語った。 市議会は六月に再び開かれる。"
	page := func(meta, text string) string {
		return "<html><head>" + meta + "<title>x</title></head><body><article><h1>" + text[:strings.Index(text, " ")] +
			"</h1><p>" + text + "</p><p>" + text + "</p></article></body></html>"
	}
	encode := func(s string, e interface {
		String(string) (string, error)
	}) []byte {
		out, err := e.String(s)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(out)
	}
	for _, c := range []struct {
		name string
		raw  []byte
		hint input.Hint
		want string
	}{
		{"windows-1251 by meta", encode(page(`<meta charset="windows-1251">`, russian), charmap.Windows1251.NewEncoder()),
			input.Hint{}, russian},
		{"windows-1251 by header", encode(page("", russian), charmap.Windows1251.NewEncoder()),
			input.Hint{ContentType: "text/html; charset=windows-1251"}, russian},
		{"windows-1251 unsaid", encode(page("", strings.Repeat(russian+" ", 4)), charmap.Windows1251.NewEncoder()),
			input.Hint{},
			russian},
		{"koi8-r by meta", encode(page(`<META http-equiv="Content-Type" content="text/html; charset=koi8-r">`, russian),
			charmap.KOI8R.NewEncoder()), input.Hint{}, russian},
		{"koi8-r unsaid", encode(page("", strings.Repeat(russian+" ", 4)), charmap.KOI8R.NewEncoder()), input.Hint{},
			russian},
		{"utf-16 by mark", encode(page("", russian), unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()),
			input.Hint{}, russian},
		{"utf-16 big end", encode(page("",
			"The council of Ostby put off its vote on the harbour until June, the mayor said."),
			unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder()), input.Hint{},
			"The council of Ostby put off its vote on the harbour until June, the mayor said."},
		{"shift-jis by meta", encode(page(`<meta charset="Shift_JIS">`, nippon), japanese.ShiftJIS.NewEncoder()),
			input.Hint{},
			nippon},
		{"iso-2022-jp by header", encode(page("", nippon), japanese.ISO2022JP.NewEncoder()),
			input.Hint{ContentType: "text/html; charset=iso-2022-jp"}, nippon},
		{"utf-8 said to be latin", []byte(page(`<meta charset="iso-8859-1">`, russian)),
			input.Hint{ContentType: "text/html; charset=iso-8859-1"}, russian},
	} {
		a, err := Read(c.raw, c.hint)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if !strings.Contains(a.Text, c.want) {
			t.Errorf("%s: %.90q", c.name, a.Text)
		}
	}
}

// A million nested tags, a million siblings, everything unclosed: linear and shallow.
func TestHTMLHostileNesting(t *testing.T) {
	body := "<p>The council of Ostby put off its vote on the new harbour until June, the mayor said on Wednesday.</p>"
	n := 1 << 20
	for name, page := range map[string]string{
		"nested div":     strings.Repeat("<div>", n) + body,
		"nested b":       strings.Repeat("<b>", n) + body,
		"nested a":       strings.Repeat("<a href=x>", n) + "</a>" + body,
		"nested table":   strings.Repeat("<table><tr><td>", n/4) + body,
		"stray end tags": body + strings.Repeat("</i></div></p>", n/2),
		"crossed tags":   body + strings.Repeat("<a href=x><div></a>", n/4),
		"attributes":     "<div " + strings.Repeat("class=x ", n) + ">" + body,
		"one class":      "<div class='" + strings.Repeat("ad-", n) + "'>" + body,
		"open brackets":  body + strings.Repeat("<", n),
		"entities":       body + strings.Repeat("&amp;&#x41;&nosuch;", n/8),
		"nested json":    "<script type='application/ld+json'>" + strings.Repeat("[", n) + "</script>" + body,
		"nested author": `<script type='application/ld+json'>{"@type":"NewsArticle","author":` +
			strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + "}</script>" + body,
		"unfinished quote": body + "<div class='" + strings.Repeat("x", n),
	} {
		a, err := Read([]byte("<html><body><h1>Harbour vote put off</h1>"+page), input.Hint{})
		if err != nil {
			if !errors.Is(err, input.ErrNoArticle) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err := sourcetest.CheckBlocks(a); err != "" {
			t.Errorf("%s: %s", name, err)
		}
	}
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte(sourcetest.Page))
	f.Add([]byte("<p>a<p>b</a><table><p>x<td>y</table><!-- --><![CDATA[z]]>"))
	f.Add([]byte("\x00\x10\x00\x00G" + strings.Repeat("y", 700)))
	f.Add([]byte("<a href=x><div></a>text<li><ul><li>one<li>two</ul>"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := Read(raw, input.Hint{URL: "https://ostby.example/a"})
		if err != nil {
			return
		}
		if err := sourcetest.CheckBlocks(a); err != "" {
			t.Fatal(err)
		}
		b, err := Read(raw, input.Hint{URL: "https://ostby.example/a"})
		if err != nil || a.Text != b.Text {
			t.Fatal("a second reading differs")
		}
	})
}

func BenchmarkHTML(b *testing.B) {
	raw := []byte(sourcetest.Page)
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(raw, input.Hint{}); err != nil {
			b.Fatal(err)
		}
	}
}
