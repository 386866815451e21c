package meta

import (
	"fmt"
	"strings"
	"testing"

	"readout/source/internal/tree"
)

// read reads the metadata of a page with the given head.
func read(head string) *Page {
	page := "<html><head>" + head + "</head><body><h1>Sluice stays shut</h1></body></html>"
	return Read(tree.Parse([]byte(page)), "2024-03-12")
}

func ld(s string) string { return `<script type="application/ld+json">` + s + `</script>` }

func named(name, content string) string {
	return fmt.Sprintf(`<meta name=%q content=%q>`, name, content)
}

// TestRanks checks that the meta name of the best rank wins, whatever the order.
func TestRanks(t *testing.T) {
	const better, worse = "2024-03-07", "2024-03-09"
	for _, c := range []struct{ better, worse string }{
		{"article:published_time", "date"}, {"parsely-pub-date", "sailthru.date"}, {"datePublished", "dc.date"},
	} {
		for _, head := range []string{named(c.better, better) + named(c.worse, worse),
			named(c.worse, worse) + named(c.better, better)} {
			if got := read(head).Published; got != better {
				t.Errorf("%s: published %q", head, got)
			}
		}
	}
	m := read(named("date", "no day") + named("article:published_time", "2034-01-01") + named("pdate", better))
	if m.Published != better {
		t.Errorf("a day that none can be hides the one that is: %q", m.Published)
	}
}

// TestFields checks that each field is read from its meta elements, and that unknown names are
// ignored.
func TestFields(t *testing.T) {
	m := read(`<title>Sluice | Ostby Post</title><link rel=Canonical href=" https://ostby.example/sluice ">` +
		`<meta property="og:title" content="Sluice &amp; lock">` + named("description", "The gauge.") +
		named("author", "Mara Lenz") + named("article:modified_time", "2024-03-08") +
		named("application-name", "Post app") + `<meta property="og:site_name" content="Ostby Post">` +
		named("og:locale", "en_GB") + named("og:type", "article") + named("keywords", "sluice"))
	for what, c := range map[string][2]string{
		"headline": {strings.Join(m.Headline, ""), "Sluice & lock"},
		"title":    {m.Title, "Sluice | Ostby Post"}, "deck": {m.Deck, "The gauge."},
		"authors": {strings.Join(m.Authors, "|"), "Mara Lenz"}, "updated": {m.Updated, "2024-03-08"},
		"outlet": {m.Outlet, "Ostby Post"}, "language": {m.Language, "en-GB"},
		"address": {m.Address, "https://ostby.example/sluice"}, "article": {fmt.Sprint(m.Article), "true"},
	} {
		if c[0] != c[1] {
			t.Errorf("%s: %q, want %q", what, c[0], c[1])
		}
	}
	if m := read(named("og:type", "website")); m.Article || m.Outlet+m.Deck+m.Published+m.Address != "" {
		t.Errorf("a page that says nothing: %+v", m)
	}
}

// TestAuthors checks that several elements name several people, and that JSON-LD takes
// precedence.
func TestAuthors(t *testing.T) {
	for head, want := range map[string]string{
		named("author", "Mara Lenz") + named("author", "Jon Ask"):         "Mara Lenz|Jon Ask",
		named("author", "Post staff desk") + named("byl", "By Mara Lenz"): "Mara Lenz",
		named("author", "Jon Ask") +
			ld(`{"@type":"NewsArticle","headline":"Sluice stays shut","author":"Mara Lenz"}`): "Mara Lenz",
		ld(`{"@type":"NewsArticle","author":[{"@type":"Organization","name":"Ostby Post"},` +
			`{"@type":"Person","name":"Mara Lenz"}]}`): "Mara Lenz",
		ld(`{"@type":"NewsArticle","author":[{"@type":"NewsMediaOrganization","name":"Ostby Press"}]}`): "Ostby Press",
		ld(`{"@graph":[{"@type":"Person","@id":"#m","name":"Mara Lenz"},` +
			`{"@type":"NewsArticle","author":{"@id":"#m"}}]}`): "Mara Lenz",
		ld(`{"@type":"NewsArticle","author":{"@id":"#nobody"}}`): "",
	} {
		if got := strings.Join(read(head).Authors, "|"); got != want {
			t.Errorf("%s: authors %q, want %q", head, got, want)
		}
	}
	p := tree.Parse([]byte(`<body><a rel="author" href=/m>Mara Lenz</a><a rel="nofollow author" href=/j>Jon Ask</a>` +
		`<span itemprop=author>Pia Holm</span><a rel=authority href=/x>Nils Aro</a></body>`))
	if got := strings.Join(Read(p, "").Shown, "|"); got != "Mara Lenz|Jon Ask|Pia Holm" {
		t.Errorf("shown authors %q", got)
	}
}

// TestWall checks what the publisher marks as free and as not free.
func TestWall(t *testing.T) {
	for head, want := range map[string]bool{
		ld(`{"@type":"NewsArticle","isAccessibleForFree":false}`):   true,
		ld(`{"@type":"NewsArticle","isAccessibleForFree":"False"}`): true,
		ld(`{"@type":"NewsArticle","isAccessibleForFree":true}`):    false,
		ld(`{"@type":"WebPage","isAccessibleForFree":false}`):       false,
		named("article:content_tier", "locked"):                     true,
		named("article:content_tier", "metered"):                    false,
		named("article:content_tier", "free"):                       false,
	} {
		if got := read(head).Walled; got != want {
			t.Errorf("%s: walled %v", head, got)
		}
	}
}

// TestOwnArticle checks that of several articles described on a page, its own is the one with
// its URL or headline, and that a list has none.
func TestOwnArticle(t *testing.T) {
	article := func(headline, more string) string {
		return `{"@type":"NewsArticle","headline":"` + headline + `"` + more + `}`
	}
	own := article("Sluice stays shut", `,"description":"own","datePublished":"2024-03-07"`)
	other := article("Ten walks by the water", `,"datePublished":"2023-01-01"`)
	at := func(address string) string { return article("A", ","+address+`,"datePublished":"2024-03-01"`) }
	const canonical = `<link rel=canonical href="https://ostby.example/sluice">`
	for name, c := range map[string]struct{ head, want string }{
		"alone":            {ld(own), "2024-03-07"},
		"alone, no title":  {ld(other), "2023-01-01"},
		"before another":   {ld("[" + own + "," + other + "]"), "2024-03-07"},
		"behind another":   {ld("[" + other + "," + own + "]"), "2024-03-07"},
		"in two scripts":   {ld(other) + ld(own), "2024-03-07"},
		"in a list":        {ld("[" + strings.Repeat(other+",", 5) + own + "]"), "2024-03-07"},
		"a list of others": {ld("[" + strings.Repeat(other+",", 5) + other + "]"), ""},
		"three others":     {ld("[" + other + "," + other + "," + other + "]"), "2023-01-01"},
		"as a main entity": {ld(`{"@type":"WebPage","mainEntity":` + own + `}`), "2024-03-07"},
		"by address":       {canonical + ld("["+own+","+at(`"url":"http://ostby.example/sluice/"`)+"]"), "2024-03-01"},
		"by a part of it":  {canonical + ld("["+own+","+at(`"url":"http://ostby.example/sluice/2"`)+"]"), "2024-03-07"},
		"by its fragment":  {canonical + ld("["+own+","+at(`"@id":"https://ostby.example/sluice#a"`)+"]"), "2024-03-01"},
		"a blog's":         {ld(`{"@type":"BlogPosting","datePublished":"2024-03-07"}`), "2024-03-07"},
		"a recipe's":       {ld(`{"@type":"Recipe","datePublished":"2024-03-07"}`), ""},
		"deeper than real": {ld(strings.Repeat(`{"mainEntity":`, 6) + own + strings.Repeat("}", 6)), ""},
	} {
		if got := read(c.head).Published; got != c.want {
			t.Errorf("%s: published %q, want %q", name, got, c.want)
		}
	}
}

// TestMendedData checks that JSON with the usual template errors is read.
func TestMendedData(t *testing.T) {
	for name, script := range map[string]string{
		"whole":               `{"@type":"NewsArticle","publisher":"Ostby Post"}`,
		"a comma too many":    `{"@type":["NewsArticle", ],"publisher":"Ostby Post" ,` + "\n}",
		"a line in a string":  "{\"@type\":\"NewsArticle\",\"headline\":\"Sluice\n\tstays\",\"publisher\":\"Ostby Post\"}",
		"no escape":           `{"@type":"NewsArticle","headline":"a \x b \" c","publisher":"Ostby Post"}`,
		"in a CDATA section":  `//<![CDATA[` + "\n" + `{"@type":"NewsArticle","publisher":"Ostby Post"}` + "\n//]]>",
		"a semicolon behind":  `{"@type":"NewsArticle","publisher":"Ostby Post"};`,
		"a comma in a string": `{"@type":"NewsArticle","publisher":"Ostby Post","headline":"a,}",}`,
	} {
		if m := read(ld(script)); m.Outlet != "Ostby Post" || !m.Article {
			t.Errorf("%s: outlet %q, article %v", name, m.Outlet, m.Article)
		}
	}
	for _, script := range []string{"", "no data", "}{", `{"@type":`, "[1,2"} {
		if m := read(ld(script)); m.Article {
			t.Errorf("%s is read as an article", script)
		}
	}
}

func TestBodyInData(t *testing.T) {
	for value, want := range map[string]string{
		`"The gauge is read."`: "The gauge is read.", `["The gauge.","Aro left."]`: "The gauge.\n\nAro left.", `7`: "",
	} {
		if got := read(ld(`{"@type":"NewsArticle","articleBody":` + value + `}`)).Body; got != want {
			t.Errorf("%s: body %q, want %q", value, got, want)
		}
	}
}

// TestTimes checks what time elements say about themselves; a class on any other element does
// not make it one.
func TestTimes(t *testing.T) {
	for element, want := range map[string]string{
		`<time datetime=2024-03-07>`:                           "2024-03-07 false false",
		`<time datetime=2024-03-07 pubdate>`:                   "2024-03-07 true false",
		`<time datetime=2024-03-07 itemprop=datePublished>`:    "2024-03-07 true false",
		`<time datetime=2024-03-07 itemprop=dateModified>`:     "2024-03-07 false true",
		`<time datetime=2024-03-07 class="entry updated">`:     "2024-03-07 false true",
		`<time datetime=2024-03-07 class="published updated">`: "2024-03-07 false false",
		`<time datetime=2024-03-07 class=date-modified>`:       "2024-03-07 false true",
		`<time datetime=2034-03-07>`:                           "",
		`<time datetime=soon>`:                                 "",
		`<abbr class=published title=2024-03-07>`:              "2024-03-07 true false",
		`<abbr class=updated title=2024-03-07>`:                "2024-03-07 false true",
		`<abbr title=2024-03-07>`:                              "",
	} {
		m := Read(tree.Parse([]byte("<body>"+element+"x")), "2024-03-12")
		got := ""
		for _, t := range m.Times {
			got += fmt.Sprint(t.Day, " ", t.Sure, " ", t.Updated)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", element, got, want)
		}
	}
	m := Read(tree.Parse([]byte(`<body><time datetime=2024-03-08 itemprop=dateModified>x</time>`)), "2024-03-12")
	if m.Updated != "2024-03-08" || m.Published != "" {
		t.Errorf("a change alone: published %q, updated %q", m.Published, m.Updated)
	}
}

// TestDayIn finds a date alone in a line and among words.
func TestDayIn(t *testing.T) {
	m := &Page{Today: "2024-03-12"}
	for line, want := range map[string]string{
		"7 March 2024": "2024-03-07", " | 2024-03-07 – ": "2024-03-07", "Posted 2024-03-07.": "2024-03-07",
		"Posted 2034-03-07.": "", "No day here": "", "Route 2024": "", "": "",
	} {
		if got := m.DayIn(line); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

// TestAddress checks that the canonical URL wins, completed from og:url if it is a path.
func TestAddress(t *testing.T) {
	const og = `<meta property="og:url" content="https://ostby.example/m/sluice">`
	for head, want := range map[string]string{
		`<link rel=canonical href=/news/sluice>` + og:                "https://ostby.example/news/sluice",
		`<link rel=canonical href=https://post.example/sluice>` + og: "https://post.example/sluice",
		og:                                  "https://ostby.example/m/sluice",
		`<link rel=canonical href=/sluice>`: "/sluice",
		`<link rel=alternate href=/sluice>`: "",
	} {
		if got := read(head).Address; got != want {
			t.Errorf("%s: %q, want %q", head, got, want)
		}
	}
}
