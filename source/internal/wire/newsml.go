// Package wire reads the formats of news agencies: NewsML, NITF and ninjs.
//
// The input is the bytes of a document; the output is its text items as articles. Other
// documents, and items without text, are refused.
//
// The one idea: each format fills an item.Item, which builds the article.
package wire

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"readout/article"
	"readout/source/day"
	"readout/source/internal/byline"
	"readout/source/internal/input"
	"readout/source/internal/item"
	"readout/source/internal/xmltree"
)

// NewsML reads the text items of a NewsML-G2 document: a news item, or a news message or
// package with several. Pictures, events and planning items in it are skipped. NewsML 1 is
// read too.
//
// Errors: ErrNoArticle if no item holds text, ErrNotWire for a document of another kind,
// ErrTooDeep, ErrTooLarge, and those of input.Decode.
//
// Source: IPTC NewsML-G2 2.35, NewsML 1.2.
func NewsML(raw []byte, hint input.Hint) ([]*article.Article, error) {
	text, err := xmltree.Read("NewsML-G2", raw, hint)
	if err != nil {
		return nil, err
	}
	root, err := xmltree.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("source: NewsML-G2 %s: %w", hint.Name, err)
	}
	items := root.All("newsitem")
	if len(items) == 0 {
		if root.Find("packageitem") == nil && root.Find("conceptitem") == nil && root.Find("knowledgeitem") == nil &&
			root.Find("planningitem") == nil && root.Find("newsmessage") == nil {
			return nil, fmt.Errorf("source: %s: %w", hint.Name, ErrNotWire)
		}
		return nil, fmt.Errorf("source: NewsML-G2 %s: %w", hint.Name, input.ErrNoArticle)
	}
	var out []*article.Article
	for _, e := range items {
		h := hint
		if len(items) > 1 {
			h.ID = ""
		}
		it := newsItem(e)
		if e.Find("newscomponent") != nil {
			it = newsItem1(e)
		}
		if it == nil {
			continue
		}
		a, err := it.Article(h)
		if err != nil {
			continue
		}
		out = append(out, a)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("source: NewsML-G2 %s: %w", hint.Name, input.ErrNoArticle)
	}
	return out, nil
}

// ErrNotWire means that a document is in none of the wire formats.
var ErrNotWire = errors.New("not a wire document")

// newsItem reads one news item, or returns nil if its class is not text.
func newsItem(e *xmltree.Element) *item.Item {
	it := &item.Item{}
	meta, content := e.Find("itemmeta"), e.Find("contentmeta")
	if class := lastPart(cmp.Or(meta.Find("itemclass").Attr("qcode"), meta.Find("itemclass").Attr("uri"))); class != "" &&
		class != "text" && class != "composite" {
		return nil
	}
	a := &it.A
	a.ID = e.Attr("guid")
	a.Language = input.LanguageTag(cmp.Or(content.Find("language").Attr("tag"), e.Attr("lang")))
	a.Outlet = providerName(meta.Find("provider"))
	created := day.Parse(meta.Find("versioncreated").Words())
	a.Published = cmp.Or(day.Parse(meta.Find("firstcreated").Words()), day.Parse(content.Find("contentcreated").Words()),
		created)
	a.Updated = cmp.Or(created, day.Parse(content.Find("contentmodified").Words()))
	a.EmbargoUntil = day.Parse(meta.Find("embargoed").Words())
	a.Urgency = item.ClampUrgency(content.Find("urgency").Words())
	a.Notice = item.StatusNotice(cmp.Or(meta.Find("pubstatus").Attr("qcode"),
		lastPart(meta.Find("pubstatus").Attr("uri"))))
	for _, s := range meta.All("signal") {
		if n := item.SignalNotice(cmp.Or(s.Attr("qcode"), lastPart(s.Attr("uri")))); item.Weight(n) > item.Weight(a.Notice) {
			a.Notice = n
		}
	}
	for _, n := range meta.All("ednote") {
		it.Notes = append(it.Notes, n.Words())
	}
	for _, h := range content.All("headline") {
		it.Headline = cmp.Or(it.Headline, h.Words())
	}
	for _, d := range content.All("by") {
		it.Byline = cmp.Or(it.Byline, d.Words())
	}
	for _, c := range content.All("creator") {
		if name := c.Find("name").Words(); name != "" && !strings.Contains(strings.ToLower(c.Attr("type")), "org") {
			a.Authors = append(a.Authors, byline.Clean([]string{name})...)
		}
	}
	set := e.Find("contentset")
	for _, x := range set.All("inlinexml") {
		if n := x.Find("nitf"); n != nil {
			readNITF(it, n)
		} else {
			it.Pieces = append(it.Pieces, item.MarkupPieces(x)...)
		}
		if len(it.Pieces) > 0 {
			return it
		}
	}
	for _, d := range set.All("inlinedata") {
		text := d.Raw()
		if kind := strings.ToLower(d.Attr("contenttype")); strings.Contains(kind, "html") {
			it.Pieces = append(it.Pieces, item.HTMLPieces(text)...)
		} else if !strings.Contains(d.Attr("encoding"), "base64") {
			it.Pieces = append(it.Pieces, item.PlainPieces(text)...)
		}
		if len(it.Pieces) > 0 {
			return it
		}
	}
	return it
}

// providerName returns a provider's name, or else its code: "nprov:AFP".
func providerName(e *xmltree.Element) string {
	if e == nil {
		return ""
	}
	return cmp.Or(e.Find("name").Words(), e.Attr("literal"), lastPart(e.Attr("qcode")), lastPart(e.Attr("uri")))
}

// lastPart returns what follows the last colon or slash of a code or URL.
func lastPart(s string) string {
	return s[strings.LastIndexAny(s, ":/")+1:]
}
