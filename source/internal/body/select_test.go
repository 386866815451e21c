package body

import (
	"slices"
	"strings"
	"testing"

	"readout/source/internal/meta"
	"readout/source/internal/tree"
)

// The paragraphs of an invented report.
var report = []string{
	"The sluice at Ostby stays shut until the gauge is read, warden Nils Aro said on Thursday after a meeting.",
	"“We do not open what we cannot close,” Aro told reporters at the lock, and went home.",
	"The board meets again in a fortnight, and nobody expects that the gauge will be read by then.",
	"A spokesman for the ferry company, Jens Holm, said that it would wait for the reading as well.",
}

const (
	headline = "<h1>Sluice stays shut</h1>"
	aside    = "The ferry company of Varn raises its fares in the autumn, it said in a letter, and not before."
)

func text() string { return "<p>" + strings.Join(report, "</p><p>") + "</p>" }

// story returns a page with a div under the headline.
func story(parts ...string) string { return headline + "<div>" + strings.Join(parts, "") + "</div>" }

// found returns the headline and the text found on a page.
func found(head, page string) (string, []string) {
	p := tree.Parse([]byte("<html><head>" + head + "</head><body>" + page + "</body></html>"))
	c := ChunksOf(p)
	s := c.FindBody(&Selection{}, meta.Read(p, "2024-03-12"))
	title := ""
	if s.Title >= 0 {
		title = c.Str(&c.Chunks[s.Title])
	}
	var kept []string
	for i := range c.Chunks {
		if c.Chunks[i].Keep {
			kept = append(kept, c.Str(&c.Chunks[i]))
		}
	}
	return title, kept
}

// TestTextIsFound checks that the whole text and nothing else is found in any markup.
func TestTextIsFound(t *testing.T) {
	beside := "<p>" + aside + "</p>"
	for name, page := range map[string]string{
		"alone":                  headline + text(),
		"before an aside":        headline + "<div>" + text() + "</div><aside>" + beside + "</aside>",
		"before comments":        headline + "<div>" + text() + "</div><div id=comments>" + beside + beside + "</div>",
		"behind a notice":        "<div class=cookie-consent>" + beside + "</div>" + headline + "<div>" + text() + "</div>",
		"before related stories": headline + "<div>" + text() + "<div class=related-stories>" + beside + "</div></div>",
		"in a wrong name":        "<div class=related>" + headline + text() + "</div>",
		"by its role":            headline + "<div>" + text() + "</div><div role=complementary>" + beside + "</div>",
		"before hidden text":     headline + "<div>" + text() + "<div style='display:none'>" + beside + "</div></div>",
		"over a paywall": headline + "<div>" + text() + "<div class=paywall><p>Read on for a crown a week, and leave " +
			"whenever you like.</p></div></div>",
		"among labels": headline + "<div><p>Advertisement</p>" + text() + "<p>Sign up for our letter</p>" +
			"<p>(Reporting by Mara Lenz)</p></div>",
		"over a loose heading": headline + "<div>" + text() + "<h3>More</h3></div>",
		"behind a date":        headline + "<div><p>Ostby, Thursday</p>" + text() + "</div>",
		"over tags":            headline + "<div>" + text() + "<p><a href=/t>Ostby</a></p><p>Varn</p></div>",
		"over linked lines": headline + "<div>" + text() + "<p><a href=/a>The ferry company of Varn raises its fares " +
			"in the autumn</a></p></div>",
		"beside teasers": headline + "<div class=main>" + text() + "</div><div><div class=card><h3><a href=/a>Fares rise" +
			"</a></h3>" + beside + "</div></div>",
		"with a caption": story("<figure><img src=a><figcaption>"+aside+"</figcaption></figure>", text()),
	} {
		title, kept := found("", page)
		if title != "Sluice stays shut" {
			t.Errorf("%s: the headline is %q", name, title)
		}
		if !slices.Equal(kept, report) {
			t.Errorf("%s: %q", name, kept)
		}
	}
}

// TestPartsOfTheText checks text in markup that asides use too.
func TestPartsOfTheText(t *testing.T) {
	const unended = "He was seen at the lock on the day before with two of the board"
	for name, c := range map[string]struct{ page, part string }{
		"a subheading": {story("<p>"+report[0]+"</p><h2>What comes next</h2>", text()), "What comes next"},
		"a list":       {story(text(), "<ul><li>A new lock</li></ul>"), "A new lock"},
		"a table":      {story(text(), "<table><td>4.1 metres</table>"), "4.1 metres"},
		"a quoted post": {story(text(), "<div class=social><blockquote class=twitter-tweet><p>"+aside,
			"</p></blockquote></div>", text()), aside},
		"a short speech":       {story(text(), "<p>“No.”</p>", text()), "“No.”"},
		"a linked sentence":    {story("<p>"+report[0]+"</p><p><a href=/live>"+aside+"</a></p>", text()), aside},
		"an unended paragraph": {story(text(), "<p>"+unended+"</p>"), unended},
	} {
		if _, kept := found("", c.page); !slices.Contains(kept, c.part) {
			t.Errorf("%s is lost: %q", name, kept)
		}
	}
}

// TestHeadlineIsFound checks the headline: by the metadata, by a part of the title, else the
// first h1 that is not a logo.
func TestHeadlineIsFound(t *testing.T) {
	for name, c := range map[string]struct{ head, page, want string }{
		"by the metadata": {`<meta property="og:title" content="Sluice stays shut">`,
			"<h1>Ostby Post</h1><h2>Sluice stays shut</h2>" + text(), "Sluice stays shut"},
		"by the title": {"<title>Sluice stays shut today | Ostby Post</title>",
			"<h1>Ostby Post</h1><h2>Sluice stays shut today</h2>" + text(), "Sluice stays shut today"},
		"not by a rubric": {"<title>Lock news | Sluice stays shut today</title>",
			"<h1>Sluice shut</h1><h2>Lock news</h2>" + text(), "Sluice shut"},
		"not the logo":       {"", "<h1><a href=/>Ostby Post</a></h1>" + headline + text(), "Sluice stays shut"},
		"a linked h1":        {"", "<h1><a href=/news/sluice>Sluice stays shut</a></h1>" + text(), "Sluice stays shut"},
		"not another story":  {"", "<h2><a href=/x>Fares rise</a></h2>" + headline + text(), "Sluice stays shut"},
		"not in the sidebar": {"", "<div class=popup><h1>Stay with us</h1></div>" + headline + text(), "Sluice stays shut"},
		"none":               {"", "<h2>Next</h2>" + text(), ""},
	} {
		if got, _ := found(c.head, c.page); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestDeckIsNoText checks that the line below the headline is the deck if the metadata says
// so.
func TestDeckIsNoText(t *testing.T) {
	page := "<header>" + headline + "<p>" + aside + "</p></header><div>" + text() + "</div>"
	if _, kept := found("", page); !slices.Contains(kept, aside) {
		t.Errorf("an opening in the header is lost: %q", kept)
	}
	if _, kept := found(`<meta name=description content="`+aside+`">`, page); slices.Contains(kept, aside) {
		t.Errorf("the deck is read as text: %q", kept)
	}
}

// TestNoProse checks that nothing is kept if nothing reads as sentences.
func TestNoProse(t *testing.T) {
	menu := strings.Repeat("<li><a href=/x>News of the harbour</a></li>", 20)
	for _, page := range []string{"", "<ul>" + menu + "</ul>", headline, "<p>Ostby</p>"} {
		if _, kept := found("", page); len(kept) != 0 {
			t.Errorf("%.60s: kept %q", page, kept)
		}
	}
}

// TestFindBodyAgain checks that reused memory does not change the result.
func TestFindBodyAgain(t *testing.T) {
	first := tree.Parse([]byte("<body>" + headline + "<div class=comments>" + text() + "</div>"))
	old := ChunksOf(first).FindBody(&Selection{}, meta.Read(first, ""))
	p := tree.Parse([]byte("<body>" + headline + text()))
	c := ChunksOf(p)
	s := c.FindBody(old, meta.Read(p, ""))
	if want := ChunksOf(p).FindBody(&Selection{}, meta.Read(p, "")); s.Kept() != want.Kept() || s.Kept() == 0 {
		t.Errorf("%d bytes kept, want %d", s.Kept(), want.Kept())
	}
}
