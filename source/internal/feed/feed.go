// Package feed reads what lists articles: RSS, Atom and JSON Feed, sitemaps, OPML.
//
// In come the bytes of a list; out go its entries, with their text where the list carries
// it. It refuses other documents.
//
// The one idea: a feed that is broken still has entries, so they are picked out one by one
// where no parser takes it.
package feed

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"readout/article"
	"readout/source/day"
	"readout/source/internal/byline"
	"readout/source/internal/input"
	"readout/source/internal/item"
	"readout/source/internal/letters"
	"readout/source/internal/page"
	"readout/source/internal/tree"
	"readout/source/internal/xmltree"
)

// Channel is a feed: who publishes, and its entries in the feed's order.
type Channel struct {
	Title    string
	URL      string // of the site
	Language string
	Entries  []Entry
}

// Entry is one item of a feed or of a news sitemap.
//
// Published and Updated are as ParseDate gives them: a date that cannot be, or is
// missing, is "".
type Entry struct {
	ID        string
	URL       string
	Title     string
	Summary   string // plain text
	Content   string // HTML, where the feed carries the article
	Outlet    string // what the feed calls itself
	Authors   []string
	Published string
	Updated   string
	Language  string
}

// Read reads RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed. XML that is broken is
// mended as far as it can be; where nothing helps, the entries are picked out one
// by one. Addresses are made absolute against hint.URL.
//
// Errors: ErrNotFeed, ErrTooDeep, ErrTooLarge, and Decode's.
func Read(raw []byte, hint input.Hint) (*Channel, error) {
	text := bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")))
	var f *gofeed.Feed
	var err error
	if len(text) > 0 && text[0] == '{' {
		f, err = parseJSONFeed(text)
	} else if text, err = xmltree.Read("feed", raw, hint); err == nil {
		f, err = parseFeed(withoutPrefixes(text))
		if ch := pickEntries(text, hint); err != nil && len(ch.Entries) > 0 {
			return ch, nil
		}
	} else {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("source: feed %s: %w: %w", hint.URL, ErrNotFeed, err)
	}
	ch := &Channel{Title: tree.PlainText(f.Title), URL: input.Resolve(hint.URL, f.Link),
		Language: input.LanguageTag(f.Language)}
	hint.URL = cmp.Or(hint.URL, ch.URL) // an item's link may say only where on the site
	for _, it := range f.Items {
		if len(it.Authors) == 0 && f.FeedType == "atom" {
			it.Authors = f.Authors // whoever wrote all of it
		}
		if e := ch.entry(it, hint); e.URL != "" || e.Title != "" || e.Content != "" {
			ch.Entries = append(ch.Entries, e)
		}
	}
	return ch, nil
}

// entry is one item as the feed library gives it.
func (ch *Channel) entry(it *gofeed.Item, hint input.Hint) Entry {
	e := Entry{ID: strings.TrimSpace(it.GUID), Title: tree.PlainText(it.Title), Content: it.Content, Outlet: ch.Title,
		Published: feedDay(it.Published, hint), Updated: feedDay(it.Updated, hint), Language: ch.Language}
	if it.Link != "" {
		e.URL = input.Resolve(hint.URL, strings.TrimSpace(it.Link))
	} else if strings.HasPrefix(e.ID, "http") {
		e.URL = e.ID
	}
	e.Summary = tree.PlainText(it.Description)
	description := withoutNote(it.Description)
	if strings.TrimSpace(e.Content) == "" && isWhole(description, tree.PlainText(description)) {
		e.Content = description
	}
	e.Content = item.AsHTML(withoutNote(e.Content))
	for _, a := range it.Authors {
		if a != nil {
			e.Authors = append(e.Authors, cmp.Or(a.Name, a.Email))
		}
	}
	if it.DublinCoreExt != nil {
		if len(it.DublinCoreExt.Creator) > 1 {
			e.Authors = it.DublinCoreExt.Creator // the library keeps the first
		}
		for _, d := range it.DublinCoreExt.Date {
			e.Published = cmp.Or(e.Published, feedDay(d, hint))
		}
	}
	e.Authors = byline.Clean(e.Authors)
	e.ID = cmp.Or(e.ID, e.URL)
	return e
}

// wholeText is from how many bytes on a description is taken to be the article. A
// summary is shorter, or ends in the mark that it goes on.
const wholeText = 600

// isWhole reports whether a description is the article itself and no summary of it: it is
// long, or of several paragraphs.
func isWhole(description, plain string) bool {
	ends := strings.Count(strings.ToLower(description), "</p>")
	if ends < 2 && breaks(description) < 2 && len(plain) < wholeText {
		return false
	}
	end := strings.TrimRight(plain, " ])")
	return !strings.HasSuffix(end, "…") && !strings.HasSuffix(end, "...")
}

// withoutPrefixes takes the prefix off the elements of XHTML that an Atom feed
// holds under one, so that they read as HTML: <xh:p> is <p>.
func withoutPrefixes(text []byte) []byte {
	const namespace = `"http://www.w3.org/1999/xhtml"`
	rest := text
	for {
		k := bytes.Index(rest, []byte("xmlns:"))
		if k < 0 {
			return text
		}
		rest = rest[k+len("xmlns:"):]
		prefix, value, ok := bytes.Cut(rest[:min(len(rest), 80)], []byte("="))
		if !ok || !bytes.HasPrefix(bytes.ReplaceAll(value, []byte("'"), []byte(`"`)), []byte(namespace)) || len(prefix) > 20 {
			continue
		}
		text = bytes.ReplaceAll(text, append(append([]byte("<"), prefix...), ':'), []byte("<"))
		return bytes.ReplaceAll(text, append(append([]byte("</"), prefix...), ':'), []byte("</"))
	}
}

// breaks counts the empty lines in a text, written or drawn, between its paragraphs.
func breaks(text string) int {
	text = strings.ToLower(text)
	for _, br := range [...]string{"<br>", "<br/>", "<br />"} {
		text = strings.ReplaceAll(text, br, "\n")
	}
	n, lines := 0, strings.Split(strings.TrimSpace(text), "\n")
	for i, line := range lines[1:] {
		if strings.TrimSpace(line) == "" && strings.TrimSpace(lines[i]) != "" {
			n++
		}
	}
	return n
}

// feedNotes is what programs that write feeds put behind an item: where it stood first.
var feedNotes = [...]string{"appeared first on", "first appeared on"}

// withoutNote takes the last paragraph off an item where a program wrote it.
func withoutNote(content string) string {
	low := strings.ToLower(content)
	if len(low) != len(content) {
		return content
	}
	from := strings.LastIndex(low, "<p>the post <a ")
	for _, note := range feedNotes {
		if from >= 0 && strings.Contains(low[from:], note) && strings.Count(low[from:], "</p>") < 2 {
			return content[:from]
		}
	}
	return content
}

// feedDay is a date of a feed, "" where it can be none of an article's.
func feedDay(s string, hint input.Hint) string {
	if d := day.Parse(s); d != "" && day.IsPlausible(d, hint.Today) {
		return d
	}
	return ""
}

// ErrNotFeed says that a document is no feed.
var ErrNotFeed = errors.New("no feed")

// parseFeed keeps the library's panics on odd input inside.
func parseFeed(text []byte) (f *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("feed parser: %v", p)
		}
	}()
	return gofeed.NewParser().Parse(bytes.NewReader(text))
}

// pickEntries reads items and entries out of a feed too broken to parse: what
// stands between <item> and </item>, however it is nested.
func pickEntries(text []byte, hint input.Hint) *Channel {
	ch := &Channel{}
	z := html.NewTokenizer(bytes.NewReader(text))
	z.AllowCDATA(true)
	var e *Entry
	field := ""
	var value strings.Builder
	end := func() {
		if e != nil && (e.URL != "" || e.Title != "") {
			e.ID = cmp.Or(e.ID, e.URL)
			ch.Entries = append(ch.Entries, *e)
		}
		e = nil
	}
	for {
		switch z.Next() {
		case html.ErrorToken:
			if e != nil && field != "" && value.Len() > 0 { // the feed is cut off in it
				setField(ch, e, field, fieldText(value.String()), hint)
			}
			end()
			return ch
		case html.TextToken:
			if field != "" {
				value.Write(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			tag := string(name)
			if tag == "item" || tag == "entry" {
				end()
				e = &Entry{}
			}
			field = tag
			value.Reset()
			for more && tag == "link" && e != nil {
				var key, val []byte
				if key, val, more = z.TagAttr(); string(key) == "href" && e.URL == "" {
					e.URL = input.Resolve(hint.URL, strings.TrimSpace(string(val)))
				}
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			text := fieldText(value.String())
			if tag := string(name); tag == "item" || tag == "entry" {
				end()
			} else if tag == field {
				setField(ch, e, field, text, hint)
			}
			field = ""
		}
	}
}

// fieldText is a field without the marks of the section that holds it.
func fieldText(value string) string {
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(value), "<![CDATA["), "]]>")
}

func setField(ch *Channel, e *Entry, field, text string, hint input.Hint) {
	if e == nil {
		if field == "title" && ch.Title == "" {
			ch.Title = tree.PlainText(text)
		}
		return
	}
	switch field {
	case "title":
		e.Title = tree.PlainText(text)
	case "link":
		if e.URL == "" && strings.TrimSpace(text) != "" {
			e.URL = input.Resolve(hint.URL, strings.TrimSpace(text))
		}
	case "guid", "id":
		e.ID = strings.TrimSpace(text)
	case "pubdate", "published", "dc:date", "issued":
		e.Published = cmp.Or(e.Published, feedDay(text, hint))
	case "updated", "modified":
		e.Updated = feedDay(text, hint)
	case "description", "summary":
		e.Summary = tree.PlainText(text)
		if text = withoutNote(text); e.Content == "" && isWhole(text, tree.PlainText(text)) {
			e.Content = item.AsHTML(text)
		}
	case "content", "content:encoded":
		e.Content = withoutNote(text)
	case "dc:creator", "author", "name":
		e.Authors = append(e.Authors, byline.Clean([]string{text})...)
	}
}

// Article makes an article of an entry that carries its text.
//
// Errors: ErrNoArticle where it carries none.
func (e *Entry) Article(hint input.Hint) (*article.Article, error) {
	hint.URL = cmp.Or(e.URL, hint.URL)
	hint.Language = cmp.Or(e.Language, hint.Language)
	hint.Outlet = cmp.Or(hint.Outlet, e.Outlet)
	a, err := page.Fragment(e.Title, e.Content, hint)
	if err != nil {
		return nil, fmt.Errorf("source: feed entry %s: %w", e.ID, err)
	}
	if len(a.Authors) == 0 {
		a.Authors = e.Authors
	}
	if a.PublishedFrom != "option" && e.Published != "" {
		a.Published, a.PublishedFrom = e.Published, "metadata"
	}
	a.Updated = cmp.Or(e.Updated, a.Updated)
	return a, nil
}

// Page is the entry as a page of its own, for those that can only keep pages.
func (e *Entry) Page() []byte {
	var sb strings.Builder
	sb.WriteString("<html><head><title>" + html.EscapeString(e.Title) + "</title>")
	for _, m := range [][2]string{{"og:type", "article"}, {"og:site_name", e.Outlet},
		{"article:published_time", e.Published}, {"article:modified_time", e.Updated}} {
		if m[1] != "" {
			sb.WriteString(`<meta property="` + m[0] + `" content="` + html.EscapeString(m[1]) + `">`)
		}
	}
	for _, name := range e.Authors {
		sb.WriteString(`<meta name="author" content="` + html.EscapeString(name) + `">`)
	}
	sb.WriteString("</head><body><h1>" + html.EscapeString(e.Title) + "</h1><article itemprop=articleBody>" + e.Content +
		"</article></body></html>")
	return []byte(sb.String())
}

// FeedLink is a feed that a page names.
type FeedLink struct{ URL, Title, Type string }

// Find finds the feeds a page names in its head, in the page's order.
func Find(raw []byte, hint input.Hint) ([]FeedLink, error) {
	text, err := input.DecodePage(raw, hint)
	if err != nil {
		return nil, err
	}
	p := tree.Parse(text)
	base := hint.URL
	var links []FeedLink
	seen := make(map[string]bool)
	for i := range p.Nodes {
		i := int32(i)
		switch p.Nodes[i].Tag.String() {
		case "base":
			base = input.Resolve(base, p.Get(i, tree.AttrHref))
		case "link", "a":
			kind := strings.ToLower(strings.TrimSpace(p.Get(i, tree.AttrType)))
			if !strings.Contains(strings.ToLower(p.Get(i, tree.AttrRel)), "alternate") || !isFeedType(kind) {
				continue
			}
			if u := input.Resolve(base, p.Get(i, tree.AttrHref)); u != base && !seen[u] {
				seen[u] = true
				links = append(links, FeedLink{u, letters.Collapse(p.Get(i, tree.AttrTitle)), kind})
			}
		}
	}
	return links, nil
}

func isFeedType(kind string) bool {
	switch kind {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/xml+rss":
		return true
	}
	return false
}

// Every is how often a feed's entries came, on average over the newest, 0 where
// fewer than two are dated: what to wait between two looks at it.
func (ch *Channel) Every() time.Duration {
	var newest, oldest time.Time
	n := 0
	for _, e := range ch.Entries[:min(len(ch.Entries), 50)] {
		t, err := time.Parse(time.RFC3339, cmp.Or(e.Published, e.Updated))
		if err != nil {
			continue
		}
		if n == 0 || t.After(newest) {
			newest = t
		}
		if n == 0 || t.Before(oldest) {
			oldest = t
		}
		n++
	}
	if n < 2 {
		return 0
	}
	return newest.Sub(oldest) / time.Duration(n-1)
}
