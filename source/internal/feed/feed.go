// Package feed reads lists of articles: RSS, Atom and JSON Feed, sitemaps, OPML.
//
// The input is the bytes of a list; the output is its entries, with their text if the list
// includes it. Other documents are refused.
//
// The one idea: a broken feed still has entries, so they are extracted one by one when no
// parser accepts it.
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

// Channel is a feed: its publisher, and its entries in the feed's order.
type Channel struct {
	Title    string
	URL      string // of the site
	Language string
	Entries  []Entry
}

// Entry is one item of a feed or of a news sitemap.
//
// Published and Updated are as day.Parse returns them: "" if missing or impossible.
type Entry struct {
	ID        string
	URL       string
	Title     string
	Summary   string // plain text
	Content   string // HTML, if the feed includes the article
	Outlet    string // the feed's title
	Authors   []string
	Published string
	Updated   string
	Language  string
}

// Read reads RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed. Malformed XML is repaired as far as
// possible; if that fails, the entries are extracted one by one. URLs are made absolute
// against hint.URL.
//
// Errors: ErrNotFeed, ErrTooDeep, ErrTooLarge, and those of input.Decode.
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
	hint.URL = cmp.Or(hint.URL, ch.URL) // an item's link may be relative to the site
	for _, it := range f.Items {
		if len(it.Authors) == 0 && f.FeedType == "atom" {
			it.Authors = f.Authors // the feed's authors
		}
		if e := ch.entry(it, hint); e.URL != "" || e.Title != "" || e.Content != "" {
			ch.Entries = append(ch.Entries, e)
		}
	}
	return ch, nil
}

// entry converts an item of the feed library.
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
			e.Authors = it.DublinCoreExt.Creator // the library keeps only the first
		}
		for _, d := range it.DublinCoreExt.Date {
			e.Published = cmp.Or(e.Published, feedDay(d, hint))
		}
	}
	e.Authors = byline.Clean(e.Authors)
	e.ID = cmp.Or(e.ID, e.URL)
	return e
}

// wholeText is the length in bytes from which a description is taken to be the article. A
// summary is shorter, or ends with an ellipsis.
const wholeText = 600

// isWhole reports whether a description is the whole article rather than a summary: it is long
// or has several paragraphs, and does not end with an ellipsis.
func isWhole(description, plain string) bool {
	ends := strings.Count(strings.ToLower(description), "</p>")
	if ends < 2 && breaks(description) < 2 && len(plain) < wholeText {
		return false
	}
	end := strings.TrimRight(plain, " ])")
	return !strings.HasSuffix(end, "…") && !strings.HasSuffix(end, "...")
}

// withoutPrefixes removes the namespace prefix from XHTML elements in an Atom feed, so that
// they parse as HTML: <xh:p> becomes <p>.
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

// breaks counts the empty lines between the paragraphs of a text, including those made with
// <br>.
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

// feedNotes occur in the note about the original place of publication that feed generators
// append to an item.
var feedNotes = [...]string{"appeared first on", "first appeared on"}

// withoutNote removes a generated note at the end of an item.
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

// feedDay parses a feed's date. It returns "" if it is not plausible for an article.
func feedDay(s string, hint input.Hint) string {
	if d := day.Parse(s); d != "" && day.IsPlausible(d, hint.Today) {
		return d
	}
	return ""
}

// ErrNotFeed means that a document is not a feed.
var ErrNotFeed = errors.New("not a feed")

// parseFeed parses a feed and recovers from the library's panics on unusual input.
func parseFeed(text []byte) (f *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("feed parser: %v", p)
		}
	}()
	return gofeed.NewParser().Parse(bytes.NewReader(text))
}

// pickEntries extracts the entries of a feed too broken to parse: what is between <item> and
// </item>, at any depth.
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
			if e != nil && field != "" && value.Len() > 0 { // the feed is truncated here
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

// fieldText returns a field without its CDATA markers.
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

// Article returns the article of an entry that includes its text.
//
// Errors: ErrNoArticle if it does not.
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

// Page returns the entry as an HTML page, for callers that can only store pages.
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

// FeedLink is a link in a page to a feed.
type FeedLink struct{ URL, Title, Type string }

// Find returns the feeds linked in a page, in the page's order.
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

// Every returns the average interval between the newest entries of a feed, which suggests how
// often to poll it; 0 if fewer than two have a date.
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
