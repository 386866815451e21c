package source

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"readout/source/internal/input"
	"readout/source/internal/sourcetest"
)

// FuzzRows reads any bytes as JSON lines and as CSV: every row is an article whose
// blocks fit or an error, and reading ends.
func FuzzRows(f *testing.F) {
	f.Add([]byte("{\"text\":\"The talks will go on, he " +
		"said.\"}\n{\"text\":1}\n{broken\n\n{\"html\":\"<p>a</p>\",\"authors\":[\"A B\",null]}"))
	f.Add([]byte("id,title,text,published\n1,\"A \"\"title\"\"\",\"Two\nlines, one cell\",2031-03-05\n2,x\n\"open"))
	f.Add([]byte("text\ttitle\nThe talks will go on\tTalks\r\n"))
	f.Add([]byte("\xff\xfe{\x00}\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		rows := 0
		check := func(text string, broken string) {
			if rows++; rows > len(raw)+2 {
				t.Fatal("more rows than bytes")
			}
			if broken != "" || !utf8.ValidString(text) {
				t.Fatalf("row %d: %s %q", rows, broken, text)
			}
		}
		for a, err := range JSONL(bytes.NewReader(raw), input.Hint{}) {
			if err != nil {
				check("", "")
				continue
			}
			check(a.Text, sourcetest.CheckBlocks(a))
		}
		rows = 0
		for a, err := range CSV(bytes.NewReader(raw), input.Hint{}) {
			if err != nil {
				check("", "")
				continue
			}
			check(a.Text, sourcetest.CheckBlocks(a))
		}
	})
}

// FuzzLists reads any bytes as what lists articles and feeds: addresses come out
// without white space, and a list of feeds that was written reads back.
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
		_, _ = FindFeeds(raw, hint)
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
