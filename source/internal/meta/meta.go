// Package meta reads a page's metadata: meta and link elements, JSON-LD and time elements.
//
// The input is a parsed page; the output is what it claims about its article: headline,
// authors, dates, outlet. The package refuses nothing and leaves implausible values empty.
//
// The one idea: the claims contradict each other, so each property has a rank, and of several
// articles described on a page only the page's own counts.
package meta

import (
	"cmp"
	"strings"

	"golang.org/x/net/html/atom"

	"readout/source/day"
	"readout/source/internal/byline"
	"readout/source/internal/input"
	"readout/source/internal/letters"
	"readout/source/internal/tree"
)

// Page is the metadata of a page's article.
type Page struct {
	Headline  []string // candidates, best first
	Title     string   // the title element
	Deck      string
	Authors   []string
	Shown     []string // names that the page text marks as the author
	Published string
	Updated   string
	Outlet    string
	Address   string // canonical
	Language  string
	Walled    bool   // the publisher marks the text as not accessible for free
	Article   bool   // the publisher marks the page as an article
	Body      string // the text, if the metadata holds it

	Times []Time
	Today string
}

// Time is a time element of a page.
type Time struct {
	Node    int32
	Day     string
	Updated bool // marked as a modification date
	Sure    bool // marked as the publication date
}

// metaRank ranks the meta names of the same field; the lowest rank wins. Other names are
// ignored.
var metaRank = map[string]struct {
	field metaField
	rank  uint8
}{
	"og:title": {metaTitle, 1}, "twitter:title": {metaTitle, 3}, "dc.title": {metaTitle, 4},
	"parsely-title": {metaTitle, 2}, "sailthru.title": {metaTitle, 2}, "title": {metaTitle, 5}, "hdl": {metaTitle, 2},
	"og:description": {metaDeck, 1}, "description": {metaDeck, 2}, "twitter:description": {metaDeck, 3},
	"author": {metaAuthor, 2}, "article:author": {metaAuthor, 3}, "parsely-author": {metaAuthor, 1},
	"sailthru.author": {metaAuthor, 1}, "byl": {metaAuthor, 1}, "dc.creator": {metaAuthor, 2},
	"dcterms.creator": {metaAuthor, 2}, "article:author_name": {metaAuthor, 1}, "article.author": {metaAuthor, 3},
	"og:article:author": {metaAuthor, 3}, "cxenseparse:author": {metaAuthor, 1}, "citation_author": {metaAuthor, 1},
	"authors": {metaAuthor, 2}, "article:published_time": {metaPublished, 1},
	"og:article:published_time": {metaPublished, 1}, "datepublished": {metaPublished, 1},
	"article.published": {metaPublished, 1}, "parsely-pub-date": {metaPublished, 1}, "sailthru.date": {metaPublished, 2},
	"article_date_original": {metaPublished, 1}, "ptime": {metaPublished, 1}, "pubdate": {metaPublished, 1},
	"pdate": {metaPublished, 2}, "publish-date": {metaPublished, 1}, "publishdate": {metaPublished, 1},
	"publication_date": {metaPublished, 1}, "date.issued": {metaPublished, 1}, "dc.date": {metaPublished, 2},
	"dc.date.issued": {metaPublished, 1}, "dcterms.created": {metaPublished, 2}, "dcterms.date": {metaPublished, 2},
	"date": {metaPublished, 2}, "displaydate": {metaPublished, 2}, "originalpublicationdate": {metaPublished, 1},
	"cxenseparse:recs:publishtime": {metaPublished, 1}, "rnews:datepublished": {metaPublished, 1},
	"og:pubdate": {metaPublished, 1}, "og:published_time": {metaPublished, 1}, "article:modified_time": {metaUpdated, 1},
	"og:updated_time": {metaUpdated, 2}, "datemodified": {metaUpdated, 1}, "lastmod": {metaUpdated, 1},
	"utime": {metaUpdated, 1}, "last-modified": {metaUpdated, 2}, "dcterms.modified": {metaUpdated, 1},
	"article.updated": {metaUpdated, 1}, "og:site_name": {metaOutlet, 1}, "application-name": {metaOutlet, 3},
	"dc.publisher": {metaOutlet, 2}, "cre": {metaOutlet, 2},
	"og:url":           {metaAddress, 2},
	"og:locale":        {metaLanguage, 2},
	"og:type":          {metaType, 1},
	"content-language": {metaLanguage, 1}, "dc.language": {metaLanguage, 1}, "inlanguage": {metaLanguage, 1},
	"article:content_tier": {metaTier, 1},
}

type metaField uint8

const (
	metaTitle metaField = iota
	metaDeck
	metaAuthor
	metaPublished
	metaUpdated
	metaOutlet
	metaAddress
	metaLanguage
	metaType
	metaTier
	metaFields
)

// Day parses a date and returns it if it is plausible for the article, else "".
func (m *Page) Day(s string) string {
	if d := day.Parse(s); d != "" && day.IsPlausible(d, m.Today) {
		return d
	}
	return ""
}

// DayIn returns the date anywhere in a line, or "".
func (m *Page) DayIn(line string) string {
	line = strings.Trim(line, " :|,-–—")
	if d := m.Day(line); d != "" {
		return d
	}
	for _, w := range strings.Fields(line) {
		if len(w) >= len("1.1.2024") && letters.IsDigit(w[0]) {
			if d := m.Day(strings.Trim(w, ".,:;|()")); d != "" {
				return d
			}
		}
	}
	return ""
}

// Read reads the JSON-LD, meta and link elements of a page.
func Read(p *tree.Page, today string) *Page {
	m := &Page{Today: today}
	var best [metaFields]struct {
		rank  uint8
		value string
	}
	var titles [8]string
	var authors []string
	var graph ldGraph
	var shown []string // h1 headings
	var timeUpdated string
	for i := range p.Nodes {
		i := int32(i)
		n := &p.Nodes[i]
		switch n.Tag {
		case atom.Meta:
			value := strings.TrimSpace(p.Get(i, tree.AttrContent))
			if value == "" {
				continue
			}
			for _, key := range [...]tree.Key{tree.AttrProperty, tree.AttrName, tree.AttrItemprop} {
				r, ok := metaRank[strings.ToLower(p.Get(i, key))]
				if !ok {
					continue
				}
				b := &best[r.field]
				if r.field == metaTitle && titles[r.rank] == "" {
					titles[r.rank] = tree.PlainText(value)
				}
				if r.field == metaAuthor && r.rank == b.rank && b.value != "" {
					authors = append(authors, value)
				}
				if r.field == metaPublished && m.Day(value) == "" {
					continue
				}
				if b.value == "" || r.rank < b.rank {
					b.rank, b.value = r.rank, value
				}
			}
		case atom.Link:
			if rel := p.Get(i, tree.AttrRel); m.Address == "" && strings.EqualFold(rel, "canonical") {
				m.Address = strings.TrimSpace(p.Get(i, tree.AttrHref))
			}
		case atom.H1:
			if len(shown) < 4 {
				shown = append(shown, p.TextOf(i))
			}
		case atom.Title:
			if m.Title == "" {
				m.Title = p.TextOf(i)
			}
		case atom.Script:
			if n.End > i+1 { // only JSON-LD scripts keep their text
				graph.add(p.RawText(i), 0)
			}
		case atom.A, atom.Span, atom.Div, atom.P, atom.Strong:
			rel, prop := p.Get(i, tree.AttrRel), p.Get(i, tree.AttrItemprop)
			if len(m.Shown) < 6 && (rel == "author" || prop == "author" || strings.HasPrefix(rel, "author ") ||
				strings.HasSuffix(rel, " author")) && n.End-i < 24 {
				m.Shown = append(m.Shown, p.TextOf(i))
			}
		case atom.Time:
			m.addTime(p, i, p.Get(i, tree.AttrDatetime))
		case atom.Abbr: // hAtom microformat, used by pages without time elements
			if class := p.Get(i, tree.AttrClass); class == "published" || class == "updated" {
				m.addTime(p, i, p.Get(i, tree.AttrTitle))
			}
		}
	}
	address := cmp.Or(m.Address, best[metaAddress].value)
	if !strings.Contains(m.Address, "://") && strings.Contains(best[metaAddress].value, "://") {
		address = input.Resolve(best[metaAddress].value, m.Address)
	}
	ld := graph.ownArticle(address, append(append(titles[:], m.Title), shown...))
	if ld != nil {
		m.Article = true
		m.Headline = append(m.Headline, tree.PlainText(string(ld.Headline)))
		m.Authors = byline.Clean(append(ld.Author.Names, ld.Creator.Names...))
		m.Published, m.Updated = m.Day(string(ld.Published)), m.Day(string(ld.Modified))
		m.Body = body(ld.Body)
		if len(ld.Publisher) > 0 {
			m.Outlet = ld.Publisher[0]
		}
		m.Language = string(ld.Language)
		m.Walled = strings.EqualFold(string(ld.Accessible), "false")
	}
	for _, t := range titles {
		m.Headline = append(m.Headline, t)
	}
	m.Deck = tree.PlainText(best[metaDeck].value)
	if len(m.Authors) == 0 {
		m.Authors = byline.Clean(append([]string{best[metaAuthor].value}, authors...))
	}
	m.Shown = byline.Clean(m.Shown)
	for _, t := range m.Times {
		if t.Updated {
			timeUpdated = cmp.Or(timeUpdated, t.Day)
		}
	}
	m.Published = cmp.Or(m.Published, m.Day(best[metaPublished].value))
	m.Updated = cmp.Or(m.Updated, m.Day(best[metaUpdated].value), timeUpdated)
	m.Outlet = cmp.Or(tree.PlainText(best[metaOutlet].value), m.Outlet)
	m.Address = address
	m.Language = input.LanguageTag(cmp.Or(p.Get(0, tree.AttrLang), m.Language, best[metaLanguage].value))
	m.Article = m.Article || best[metaType].value == "article"
	switch best[metaTier].value {
	case "locked", "metered":
		m.Walled = m.Walled || best[metaTier].value == "locked"
	}
	return m
}

// addTime records a time element and what it says about itself; its position is judged later.
func (m *Page) addTime(p *tree.Page, i int32, date string) {
	const most = 64
	d := m.Day(date)
	if d == "" || len(m.Times) >= most {
		return
	}
	prop, class := p.Get(i, tree.AttrItemprop), strings.ToLower(p.Get(i, tree.AttrClass))
	t := Time{Node: i, Day: d, Sure: prop == "datePublished" || p.Has(i, tree.AttrPubdate) ||
		class == "published" && p.Nodes[i].Tag == atom.Abbr}
	t.Updated = !t.Sure && (prop == "dateModified" || strings.Contains(class, "modified") ||
		strings.Contains(class, "updated") && !strings.Contains(class, "published"))
	m.Times = append(m.Times, t)
}
