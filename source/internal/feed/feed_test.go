package feed

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"readout/article"
	"readout/source/internal/input"
	"readout/source/internal/page"
	"readout/source/internal/sourcetest"
	"readout/source/internal/wire"
)

func TestFeedFormats(t *testing.T) {
	for name, raw := range map[string]string{
		"rss 2": `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
			`xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Ostby Post</title><link>https://ostby.example/</link><language>en-gb</language>
<item><title>Harbour vote &amp; quay</title><link>/a</link><guid isPermaLink="false">g1</guid><pubDate>Wed, 26 May ` +
			`2021 10:30:00 +0200</pubDate><dc:creator>Mara Lenz</dc:creator>
<description>&lt;p&gt;The council&amp;nbsp;waits.&lt;/p&gt;</description><content:encoded>` +
			`<![CDATA[<p>Full text.</p>]]></content:encoded></item></channel></rss>`,
		"rss 0.91": `<rss version="0.91"><channel><title>Ostby Post</title><link>https://ostby.example/</link><item>` +
			`<title>Harbour vote &amp; quay</title><link>/a</link></item></channel></rss>`,
		"rss 1.0": `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" ` +
			`xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Ostby Post</title>` +
			`<link>https://ostby.example/</link></channel>
<item rdf:about="g1"><title>Harbour vote &amp; quay</title><link>/a</link>` +
			`<dc:date>2021-05-26T10:30:00+02:00</dc:date></item></rdf:RDF>`,
		"atom": `<feed xmlns="http://www.w3.org/2005/Atom"><title>Ostby Post</title><link href="https://ostby.example/"/>` +
			`<entry><id>g1</id><title>Harbour vote &amp; quay</title><link href="/a"/>
<published>2021-05-26T10:30:00+02:00</published><updated>2021-05-26T11:00:00Z</updated><author><name>Mara Lenz</name>` +
			`</author></entry></feed>`,
		"json": `{"version":"https://jsonfeed.org/version/1.1","title":"Ostby ` +
			`Post","home_page_url":"https://ostby.example/","items":[{"id":"g1","url":"/a","title":"Harbour vote & ` +
			`quay","content_html":"<p>Full text.</p>","date_published":"2021-05-26T10:30:00+02:00","authors":[{"name":"Mara ` +
			`Lenz"}]}]}`,
		"broken": `<rss><channel><title>Ostby Post</title><link>https://ostby.example/</link><item><title>Harbour vote & ` +
			`quay</title><link>/a</link><guid>g1</guid><pubDate>Wed, 26 May 2021 10:30:00 +0200</pubDate><description>5 < 6 ` +
			`<b>bold</description></item><item><title>cut`,
	} {
		ch, err := Read([]byte(raw), input.Hint{URL: "https://ostby.example/feed"})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if ch.Title != "Ostby Post" || len(ch.Entries) == 0 {
			t.Errorf("%s: %+v", name, ch)
			continue
		}
		e := ch.Entries[0]
		if e.Title != "Harbour vote & quay" || e.URL != "https://ostby.example/a" {
			t.Errorf("%s: entry %+v", name, e)
		}
		if name != "rss 0.91" && e.Published != "2021-05-26T10:30:00+02:00" {
			t.Errorf("%s: published %q", name, e.Published)
		}
		if (name == "rss 2" || name == "atom" || name == "json") &&
			(len(e.Authors) != 1 || e.Authors[0] != "Mara Lenz" || e.ID != "g1") {
			t.Errorf("%s: authors %q, id %q", name, e.Authors, e.ID)
		}
	}
}

func TestFeedDatesThatCannotBe(t *testing.T) {
	for _, date := range []string{"Wed, 31 Feb 2021 10:00:00 GMT", "0000-00-00T00:00:00Z", "soon",
		"Thu, 01 Jan 0001 00:00:00 +0000", "2021-99-99"} {
		ch, err := Read([]byte(`<rss version="2.0"><channel><title>x</title><item><title>a</title>`+
			`<link>https://ostby.example/a</link><pubDate>`+date+`</pubDate></item></channel></rss>`), input.Hint{})
		if err != nil || len(ch.Entries) != 1 || ch.Entries[0].Published != "" {
			t.Errorf("%q: %+v, %v", date, ch, err)
		}
	}
}

func TestFeedMendsXML(t *testing.T) {
	raw := "\n \ufeff<?xml version=\"1.0\" encoding=\"utf-8\"?><!DOCTYPE rss [<!ENTITY a \"b\">]><rss version=\"2.0\">" +
		"<channel><title>Ostby\x00\x08 Post&nbsp;&hellip;</title>" +
		"<item><title>R&D and more &a; \x0b</title><link>https://ostby.example/a?x=1&y=2</link></item></channel></rss>"
	ch, err := Read([]byte(raw), input.Hint{})
	if err != nil {
		t.Fatal(err)
	}
	if ch.Title != "Ostby Post …" || len(ch.Entries) != 1 || ch.Entries[0].Title != "R&D and more &a;" ||
		ch.Entries[0].URL != "https://ostby.example/a?x=1&y=2" {
		t.Errorf("%+v", ch)
	}
	latin := []byte("<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss version=\"2.0\"><channel>" +
		"<title>\xce\xf1\xf2\xe1\xfe</title><item><title>a</title><link>https://ostby.example/</link></item></channel></rss>")
	if ch, err := Read(latin, input.Hint{}); err != nil || ch.Title != "Остбю" {
		t.Errorf("windows-1251: %+v, %v", ch, err)
	}
}

func TestXMLHostileInput(t *testing.T) {
	laughs := `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">`
	for i := range 12 {
		laughs += fmt.Sprintf(`<!ENTITY lol%d "%s">`, i+1, strings.Repeat(fmt.Sprintf("&lol%d;", i), 10))
	}
	laughs += `<!ENTITY file SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&lol12;&file;</title>` +
		`<item><title>a</title><link>https://ostby.example/a</link></item></channel></rss>`
	ch, err := Read([]byte(laughs), input.Hint{})
	if err != nil || len(ch.Title) > 100 || strings.Contains(ch.Title, "root:") {
		t.Errorf("entity bomb: %v, %.200v", err, ch)
	}
	deep := []byte("<rss>" + strings.Repeat("<a>", 1<<20))
	for name, read := range map[string]func([]byte) error{
		"feed":    func(b []byte) error { _, err := Read(b, input.Hint{}); return err },
		"sitemap": func(b []byte) error { _, err := Sitemap(b, input.Hint{}); return err },
		"opml":    func(b []byte) error { _, err := OPML(b, input.Hint{}); return err },
		"newsml":  func(b []byte) error { _, err := wire.NewsML(b, input.Hint{}); return err },
		"nitf":    func(b []byte) error { _, err := wire.NITF(b, input.Hint{}); return err },
	} {
		if err := read(deep); !errors.Is(err, input.ErrTooDeep) {
			t.Errorf("%s of a million nested tags: %v, want ErrTooDeep", name, err)
		}
	}
	json := []byte(`{"uri":"a","x":` + strings.Repeat("[", 1<<20))
	if _, err := wire.Ninjs(json, input.Hint{}); !errors.Is(err, input.ErrTooDeep) {
		t.Errorf("ninjs: %v", err)
	}
	if _, err := Read(append([]byte(`{"version":"https://jsonfeed.org/version/1","items":`),
		bytes.Repeat([]byte("["), 1<<20)...), input.Hint{}); !errors.Is(err, input.ErrTooDeep) {
		t.Errorf("json feed: %v", err)
	}
}

func TestFeedRefusesWhatIsNone(t *testing.T) {
	for _, raw := range []string{"<html><body><p>Not found</p></body></html>", "{}", "plain words"} {
		if ch, err := Read([]byte(raw), input.Hint{}); !errors.Is(err, ErrNotFeed) {
			t.Errorf("%q: %+v, %v", raw, ch, err)
		}
	}
}

func TestFindFeeds(t *testing.T) {
	page := `<head><base href="https://ostby.example/en/"><link rel="alternate" type="application/rss+xml" title="All ` +
		`news" href="rss.xml"><link rel="stylesheet" href="x.css">
<link rel="alternate" hreflang="de" href="/de"><link rel=alternate type="application/atom+xml" href="/atom">` +
		`<link rel="alternate" type="application/feed+json" href="/feed.json"></head>`
	links, err := Find([]byte(page), input.Hint{URL: "https://ostby.example/"})
	if err != nil || len(links) != 3 ||
		links[0] != (FeedLink{"https://ostby.example/en/rss.xml", "All news", "application/rss+xml"}) ||
		links[1].URL != "https://ostby.example/atom" {
		t.Errorf("%+v, %v", links, err)
	}
}

func TestEntryArticle(t *testing.T) {
	e := &Entry{URL: "https://ostby.example/a", Title: "Harbour vote put off", Published: "2021-05-26",
		Authors: []string{"Mara Lenz"},
		Content: "<p>The council of Ostby put off its vote on the new harbour until June, the mayor said.</p><p>It will " +
			"meet again in three weeks.</p>"}
	a, err := e.Article(input.Hint{})
	if err != nil || a.Cut(a.Headline) != e.Title || a.Published != "2021-05-26" || len(a.Authors) != 1 ||
		!strings.HasSuffix(a.Text, "three weeks.") {
		t.Errorf("%+v, %v", a, err)
	}
	if _, err := (&Entry{Title: "x"}).Article(input.Hint{}); !errors.Is(err, input.ErrNoArticle) {
		t.Errorf("without content: %v", err)
	}
}

func TestChannelEvery(t *testing.T) {
	ch := &Channel{Entries: []Entry{{Published: "2021-05-26T12:00:00Z"}, {Published: "2021-05-26T10:00:00Z"},
		{Published: ""}, {Published: "2021-05-26T08:00:00Z"}}}
	if got := ch.Every(); got != 2*time.Hour {
		t.Errorf("Every = %s", got)
	}
}

func TestSitemaps(t *testing.T) {
	news := `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" ` +
		`xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" ` +
		`xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://ostby.example/a?x=1&amp;y=2</loc><lastmod>2021-05-26</lastmod><news:news><news:publication>` +
		`<news:name>Ostby Post</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2021-05-26T10:00:00Z</news:publication_date><news:title>Harbour vote</news:title></news:news>` +
		`<image:image><image:loc>https://ostby.example/p.jpg</image:loc></image:image></url>
<url><loc>/b</loc></url><url><loc>https://ostby.example/cut`
	sm, err := Sitemap([]byte(news), input.Hint{URL: "https://ostby.example/news.xml"})
	if err != nil || len(sm.Entries) != 2 {
		t.Fatalf("%+v, %v", sm, err)
	}
	if e := sm.Entries[0]; e.URL != "https://ostby.example/a?x=1&y=2" || e.Title != "Harbour vote" ||
		e.Published != "2021-05-26T10:00:00Z" || e.Updated != "2021-05-26" || e.Language != "en" {
		t.Errorf("entry %+v", e)
	}
	if e := sm.Entries[1]; e.URL != "https://ostby.example/b" || e.Title != "" {
		t.Errorf("entry %+v", e)
	}
	index, err := Sitemap([]byte(`<sitemapindex><sitemap><loc>https://ostby.example/1.xml</loc></sitemap><sitemap>`+
		`<loc>https://ostby.example/2.xml.gz</loc></sitemap></sitemapindex>`), input.Hint{})
	if err != nil || len(index.Sitemaps) != 2 || index.Sitemaps[1] != "https://ostby.example/2.xml.gz" {
		t.Errorf("index %+v, %v", index, err)
	}
	lines, err := Sitemap([]byte("https://ostby.example/a\nhttps://ostby.example/b\n"), input.Hint{})
	if err != nil || len(lines.Entries) != 2 {
		t.Errorf("lines %+v, %v", lines, err)
	}
	if _, err := Sitemap([]byte("<html></html>"), input.Hint{}); !errors.Is(err, ErrNotSitemap) {
		t.Errorf("a page: %v", err)
	}
}

func TestOPMLRoundTrip(t *testing.T) {
	in := `<?xml version="1.0"?><opml version="1.0"><head><title>mine</title></head><body><outline text="News">` +
		`<outline text="North"><outline type="rss" text="Ostby &amp; Post" title="Ostby &amp; Post" ` +
		`xmlUrl="https://ostby.example/feed" htmlUrl="https://ostby.example/"/></outline>
<outline text="Lake" xmlUrl="https://lake.example/feed"/></outline>` +
		`<outline xmlURL="https://alone.example/rss" text="Alone"></outline></body></opml>`
	subs, err := OPML([]byte(in), input.Hint{})
	if err != nil || len(subs) != 3 || subs[0].Title != "Ostby & Post" ||
		strings.Join(subs[0].Folders, "/") != "News/North" || subs[2].Folders != nil {
		t.Fatalf("%+v, %v", subs, err)
	}
	var buf bytes.Buffer
	if err := WriteOPML(&buf, "mine", subs); err != nil {
		t.Fatal(err)
	}
	again, err := OPML(buf.Bytes(), input.Hint{})
	if err != nil || fmt.Sprint(again) != fmt.Sprint(subs) {
		t.Errorf("again %+v, %v\n%s", again, err, buf.String())
	}
	if _, err := OPML([]byte("<rss/>"), input.Hint{}); !errors.Is(err, ErrNotOPML) {
		t.Errorf("a feed: %v", err)
	}
}

func FuzzFeed(f *testing.F) {
	f.Add([]byte(`<rss version="2.0"><channel><title>x</title><item><title>R&D</title><link>/a</link><pubDate>Wed, 31 ` +
		`Feb 2021</pubDate></item></channel></rss>`))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="xhtml"><div>a</div></title></entry>` +
		`</feed>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":1}]}`))
	f.Add([]byte("\xff\xfe<\x00r\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if ch, err := Read(raw, input.Hint{URL: "https://ostby.example/"}); err == nil {
			for _, e := range ch.Entries {
				_, _ = e.Article(input.Hint{})
			}
		}
		_, _ = Sitemap(raw, input.Hint{})
		_, _ = OPML(raw, input.Hint{})
	})
}

// Articles' text is found in every field in which feeds carry it.
func TestFeedTexts(t *testing.T) {
	const first, second = "The sluice at Ostby stays shut, warden Nils Aro said.",
		"Prices rose to < 5 crowns a crate, he said."
	rss := func(item string) string {
		return `<?xml version="1.0"?><rss ` +
			`version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" ` +
			`xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Ostby Post</title><item><title>Sluice</title>` +
			`<guid>g</guid>` + item + `</item></channel></rss>`
	}
	atom := func(content string) string {
		return `<feed xmlns="http://www.w3.org/2005/Atom"><title>Ostby Post</title><entry><title>Sluice</title><id>g</id>` +
			content + `</entry></feed>`
	}
	markup := "<p>" + first + "</p><p>" + strings.ReplaceAll(second, "<", "&lt;") + "</p>"
	escape := func(s string) string { return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s) }
	for name, raw := range map[string]string{
		"content":       rss("<content:encoded><![CDATA[" + markup + "]]></content:encoded>"),
		"escaped twice": rss("<content:encoded>" + escape(escape(markup)) + "</content:encoded>"),
		"description":   rss("<description>" + escape(markup) + "</description>"),
		"behind a warning": "<br />\n<b>Warning</b>: Undefined variable $x in <b>/srv/x.php</b><br />\n" +
			rss("<content:encoded>"+escape(markup)+"</content:encoded>"),
		"xhtml": atom(`<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml">` +
			strings.NewReplacer("<p>", "<x:p>", "</p>", "</x:p>").Replace(markup) + `</x:div></content>`),
		"plain": atom(`<content type="text">` + first + "\n\n" + escape(second) + `</content>`),
		"JSON text": `{"version":"https://jsonfeed.org/version/1.1","title":"Ostby ` +
			`Post","items":[{"id":7,"title":"Sluice","content_text":"` + first + `\n\n` + second + `"}]}`,
		"JSON authors": `{"version":"https://jsonfeed.org/version/1.1","title":"Ostby ` +
			`Post","items":[{"id":"g","title":"Sluice","authors":"Mara Lenz","content_html":"` + markup + `"}]}`,
	} {
		ch, err := Read([]byte(raw), input.Hint{URL: "https://ostby.example/feed"})
		if err != nil || len(ch.Entries) != 1 {
			t.Errorf("%s: %+v, %v", name, ch, err)
			continue
		}
		a, err := ch.Entries[0].Article(input.Hint{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := strings.Join(sourcetest.Blocks(a, article.Paragraph), "|"); got != first+"|"+second ||
			a.Outlet != "Ostby Post" ||
			a.Cut(a.Headline) != "Sluice" {
			t.Errorf("%s: %q by %q under %q", name, got, a.Outlet, a.Cut(a.Headline))
		}
	}
}

func TestFeedKeepsEveryAuthor(t *testing.T) {
	raw := `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>x</title><item>` +
		`<title>Sluice</title><link>https://ostby.example/a</link>` +
		`<dc:creator>Mara Lenz</dc:creator><dc:creator>Jon Ask</dc:creator><pubDate>31.05.2017</pubDate>` +
		`<description>Short.</description></item></channel></rss>`
	ch, err := Read([]byte(raw), input.Hint{})
	if err != nil || len(ch.Entries) != 1 {
		t.Fatal(ch, err)
	}
	if e := ch.Entries[0]; strings.Join(e.Authors, "|") != "Mara Lenz|Jon Ask" || e.Published != "2017-05-31" ||
		e.Content != "" {
		t.Errorf("%+v", e)
	}
}

func TestEntryAsAPage(t *testing.T) {
	e := Entry{Title: "Sluice & lock",
		Content: "<p>The sluice at Ostby stays shut, warden Nils Aro said on Thursday, and nobody knows for how long.</p>",
		Outlet:  "Ostby Post", Authors: []string{"Mara Lenz"}, Published: "2024-03-07"}
	a, err := page.Read(e.Page(), input.Hint{})
	if err != nil || a.Cut(a.Headline) != e.Title || a.Outlet != e.Outlet || a.Published != e.Published ||
		strings.Join(a.Authors, "|") != "Mara Lenz" {
		t.Errorf("%+v, %v", a, err)
	}
}

// FuzzLists reads any bytes as lists of articles and of feeds: URLs have no white space, and
// an OPML list that was written reads back.
func FuzzLists(f *testing.F) {
	f.Add([]byte(`<urlset><url><loc> https://a.example/1 </loc><news:news>` +
		`<news:publication_date>2031-03-05</news:publication_date></news:news></url></urlset>`))
	f.Add([]byte(`<sitemapindex><sitemap><loc>https://a.example/2.xml</loc></sitemap>`))
	f.Add([]byte("https://a.example/1\nhttps://a.example/2\n"))
	f.Add([]byte(`<opml><body><outline text="Folder"><outline xmlUrl="https://a.example/feed" title="A &amp; B"/>` +
		`</outline></body></opml>`))
	f.Add([]byte(`<html><head><base href="//b.example/"><link rel=alternate type=application/rss+xml href="feed"></head>`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		hint := input.Hint{URL: "https://a.example/"}
		if sm, err := Sitemap(raw, hint); err == nil {
			for _, e := range sm.Entries {
				if e.URL != strings.TrimSpace(e.URL) || e.URL == "" {
					t.Fatalf("entry %q", e.URL)
				}
			}
		}
		_, _ = Find(raw, hint)
		subs, err := OPML(raw, hint)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := WriteOPML(&b, "x", subs); err != nil {
			t.Fatal(err)
		}
		again, err := OPML(b.Bytes(), hint)
		if err != nil && len(subs) > 0 {
			t.Fatalf("%v of %s", err, b.String())
		}
		if len(again) != len(subs) {
			t.Fatalf("%d feeds were written, %d came back: %s", len(subs), len(again), b.String())
		}
	})
}
