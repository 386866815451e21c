package page

import (
	"strings"
	"testing"

	"readout/source/internal/input"
)

// reportPage returns a page about an invented sluice with head and lead inserted.
func reportPage(head, lead, tail string) string {
	return `<html><head><meta property="og:site_name" content="Ostby Post">` + head + `</head><body>` + lead +
		`<p>The sluice at Ostby stays shut until the gauge is read, warden Nils Aro said on Thursday after a meeting of ` +
		`the board.</p>
<p>“We do not open what we cannot close,” Aro told reporters at the lock, and went home.</p>
<p>The board meets again in a fortnight, and nobody expects that the gauge will be read by ` +
		`then.</p>` + tail + `</body></html>`
}

const ownLD = `{"@type":["WebPage","NewsArticle"],"headline":"Sluice stays ` +
	`shut","datePublished":"2024-03-07T09:00:00Z","author":{"@id":"#p"}}`

func TestPublishedIsTheArticlesOwnDay(t *testing.T) {
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	const title = "<h1>Sluice stays shut</h1>"
	for name, c := range map[string]struct{ head, lead, tail, want string }{
		"types in a list": {ld(ownLD), title, "", "2024-03-07T09:00:00Z"},
		"a related story first": {ld(`[{"@type":"NewsArticle","headline":"Ten walks by the ` +
			`water","datePublished":"2019-01-01"},` + ownLD + `]`), title, "", "2024-03-07T09:00:00Z"},
		"a list of others": {ld(`[` +
			strings.Repeat(`{"@type":"NewsArticle","headline":"Ten walks by the water","datePublished":"2019-01-01"},`, 5) +
			`{}]`), title, "", ""},
		"by its address": {`<link rel="canonical" href="https://ostby.example/sluice/">` +
			ld(`[{"@type":"NewsArticle","headline":"A","datePublished":"2019-01-01"},{"@type":"NewsArticle","headline":"B",`+
				`"url":"http://ostby.example/sluice","datePublished":"2024-03-07"}]`), title, "", "2024-03-07"},
		"the site's own clock": {"", `<header><time datetime="2024-03-11">Today</time></header><article>` + title +
			`<p class="byline">By Mara Lenz <time datetime="2024-03-07">7 March</time></p>`, "</article>", "2024-03-07"},
		"the site's clock alone": {"",
			`<div class="top"><div><div><div><time datetime="2024-03-11">Today</time></div></div></div></div><main><div><div>` +
				`<article>` + title, "</article></div></div></main>", ""},
		"above the headline": {"", `<article><time datetime="2024-03-07">7 March</time>` + title, "</article>",
			"2024-03-07"},
		"a comment's": {"", "<article>" + title,
			`</article><section class="comments"><time datetime="2024-03-09">9 March</time><p>I agree.</p></section>`, ""},
		"a change": {`<meta property="article:modified_time" content="2024-03-09T10:00:00Z">`,
			title + `<p class="byline">By Mara Lenz. Updated 9 March 2024</p>`, "", ""},
		"before a change": {"", title + `<p class="byline">7 March 2024, updated 9 March 2024</p>`, "",
			"2024-03-07"},
		"years ahead": {`<meta property="article:published_time" content="2034-03-07">`,
			title + `<p class="byline">By Mara Lenz, 7 March 2024</p>`, "", "2024-03-07"},
		"under a headline in bold":   {"", `<div><b>Sluice stays shut</b></div><div>7 March 2024</div>`, "", "2024-03-07"},
		"a name that is a month":     {"", title + `<p class="byline">By April Rask, 7 March 2024</p>`, "", "2024-03-07"},
		"numbers between dots":       {"", title + `<p class="meta">07.03.2024</p>`, "", "2024-03-07"},
		"numbers that may be either": {"", title + `<p class="meta">07/03/2024</p>`, "", ""},
	} {
		a, err := Read([]byte(reportPage(c.head, c.lead, c.tail)), input.Hint{Today: "2024-03-12"})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if a.Published != c.want || (a.PublishedFrom == "metadata") != (c.want != "") {
			t.Errorf("%s: published %q from %q, want %q", name, a.Published, a.PublishedFrom, c.want)
		}
	}
}

// The Unix epoch is not a date, a site's header shows today, and a line may name both the
// publication and a change.
func TestDaysInLines(t *testing.T) {
	const (
		title = "<h1>Sluice stays shut</h1>"
		today = "<header>Tuesday 12 March 2024</header>"
		never = `<meta name="date" content="1970-01-01T00:00:00Z">`
	)
	const both, turned = "Published: 7 March 2024 | Updated: 9 March 2024",
		"Updated 9 March 2024, first published 7 March 2024"
	for name, c := range map[string]struct{ head, lead, published, updated string }{
		"a clock never set":  {never, title + "<p>7 March 2024</p>", "2024-03-07", ""},
		"numbers in a line":  {"", title + "<p>Posted on 2024/03/07 by Mara Lenz</p>", "2024-03-07", ""},
		"dots in a line":     {"", title + "<div>Mara Lenz · 07.03.2024</div>", "2024-03-07", ""},
		"either way":         {"", title + "<div>Mara Lenz · 07/03/2024</div>", "", ""},
		"a day and a change": {"", title + "<p>" + both + "</p>", "2024-03-07", "2024-03-09"},
		"a change and a day": {"", title + "<p>" + turned + "</p>", "2024-03-07", "2024-03-09"},
		"today in a header":  {"", today + "<article>" + title, "", ""},
		"its own header":     {"", "<article><header><p>7 March 2024</p>" + title + "</header>", "2024-03-07", ""},
	} {
		a, err := Read([]byte(reportPage(c.head, c.lead, "")), input.Hint{Today: "2024-03-12"})
		if err != nil || a.Published != c.published || a.Updated != c.updated {
			t.Errorf("%s: %q, %q, want %q, %q, %v", name, a.Published, a.Updated, c.published, c.updated, err)
		}
	}
}

func TestLongestPart(t *testing.T) {
	for title, want := range map[string]string{
		"Water | Sluice stays shut until May":           "Sluice stays shut until May",
		"Ostby – Water – Sluice stays shut until May":   "Sluice stays shut until May",
		"Live – sluice stays shut until May":            "Live – sluice stays shut until May",
		"The board votes again | Sluice stays shut now": "The board votes again | Sluice stays shut now",
		"News | Water": "News | Water",
	} {
		if got := longestPart(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

// A heading that equals a part of the title is the headline; the name of the site in the first
// heading, which links to the front page, is not.
func TestHeadlineAmongNames(t *testing.T) {
	const want = "Sluice stays shut until May"
	const second = "<h2>" + want + "</h2>"
	for name, c := range map[string]struct{ head, lead string }{
		"the site's name in h1": {"<title>" + want + " - Post</title>", `<h1><a href="/">Post of Ostby</a></h1>` + second},
		"a link home alone":     {"<title></title>", `<h1><a href="https://ostby.example/">Post</a></h1>` + second},
		"rubrics first":         {"<title>News » Water » " + want + "</title>", ""},
		"rubrics between":       {"<title>" + want + " – Ostby – Water</title>", ""},
	} {
		const site = `<meta property="og:site_name" content="Ostby Post">`
		raw := strings.Replace(reportPage(c.head, c.lead, ""), site, "", 1)
		a, err := Read([]byte(raw), input.Hint{})
		if got := a.Cut(a.Headline); err != nil || got != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestReferencesAcrossScripts(t *testing.T) {
	head := `<script type="application/ld+json">` + ownLD +
		`</script><script type="application/ld+json">[{"@type":"Person","@id":"#p","name":"Mara Lenz"}]</script>`
	a, err := Read([]byte(reportPage(head, "<h1>Sluice stays shut</h1>", "")), input.Hint{})
	if err != nil || strings.Join(a.Authors, "|") != "Mara Lenz" {
		t.Errorf("authors %q, %v", a.Authors, err)
	}
}

func TestHeadlineWithoutTheSite(t *testing.T) {
	for name, c := range map[string][2]string{
		"site last":        {"<title>Sluice stays shut until May | Ostby Post</title>", ""},
		"site first":       {"<title>Ostby Post | Sluice stays shut until May</title>", ""},
		"site and colon":   {"<title>Ostby Post: Sluice stays shut until May</title>", ""},
		"site and rubric":  {"<title>Sluice stays shut until May | Opinion | Ostby Post</title>", ""},
		"an empty heading": {"<title>Ostby Post</title>", "<h1></h1><div><h2>Sluice stays shut until May</h2></div>"},
	} {
		a, err := Read([]byte(reportPage(c[0], c[1], "")), input.Hint{})
		if err != nil || a.Cut(a.Headline) != "Sluice stays shut until May" || strings.Count(a.Text, "until May") != 1 {
			t.Errorf("%s: %q in %.80q, %v", name, a.Cut(a.Headline), a.Text, err)
		}
	}
}

// An organization is an author only if no person is.
func TestPeopleBeforeOrganizations(t *testing.T) {
	const org, person = `{"@type":"Organization","name":"Ostby Post"}`, `{"@type":"Person","name":"Mara Lenz"}`
	for given, want := range map[string]string{
		"[" + org + "," + person + "]": "Mara Lenz",
		"[" + org + "]":                "Ostby Post",
		person:                         "Mara Lenz",
		`["Mara Lenz","Nils Aro"]`:     "Mara Lenz|Nils Aro",
	} {
		head := `<script type="application/ld+json"><!-- data --> {"@type":"NewsArticle",` +
			`"headline":"Sluice stays shut","author":` + given + `,}</script>`
		a, err := Read([]byte(reportPage(head, "<h1>Sluice stays shut</h1>", "")), input.Hint{})
		if got := strings.Join(a.Authors, "|"); err != nil || got != want {
			t.Errorf("%s: %q, want %q, %v", given, got, want, err)
		}
	}
}
