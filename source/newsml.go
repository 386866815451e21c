package source

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"readout/article"
	"readout/source/day"
)

// NewsML reads the text items of a NewsML-G2 document: a news item, or a news
// message or package with several. Pictures, events and plans in it are passed
// over. NewsML 1 is read too.
//
// Errors: ErrNoArticle where no item holds text, ErrNotWire where the document is
// of another kind, ErrTooDeep, ErrTooLarge, and Decode's.
//
// Source: IPTC NewsML-G2 2.35, NewsML 1.2.
func NewsML(raw []byte, hint Hint) ([]*article.Article, error) {
	text, err := readXML("NewsML-G2", raw, hint)
	if err != nil {
		return nil, err
	}
	root, err := parseXML(text)
	if err != nil {
		return nil, fmt.Errorf("source: NewsML-G2 %s: %w", hint.Name, err)
	}
	items := root.all("newsitem")
	if len(items) == 0 {
		if root.find("packageitem") == nil && root.find("conceptitem") == nil && root.find("knowledgeitem") == nil &&
			root.find("planningitem") == nil && root.find("newsmessage") == nil {
			return nil, fmt.Errorf("source: %s: %w", hint.Name, ErrNotWire)
		}
		return nil, fmt.Errorf("source: NewsML-G2 %s: %w", hint.Name, ErrNoArticle)
	}
	var out []*article.Article
	for _, e := range items {
		h := hint
		if len(items) > 1 {
			h.ID = ""
		}
		it := newsItem(e)
		if e.find("newscomponent") != nil {
			it = newsItem1(e)
		}
		if it == nil {
			continue
		}
		a, err := it.article(h)
		if err != nil {
			continue
		}
		out = append(out, a)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("source: NewsML-G2 %s: %w", hint.Name, ErrNoArticle)
	}
	return out, nil
}

// ErrNotWire says that a document is none of the wire formats.
var ErrNotWire = errors.New("no wire document")

// newsItem reads one news item, nil where its class is not text.
func newsItem(e *element) *wireItem {
	it := &wireItem{}
	meta, content := e.find("itemmeta"), e.find("contentmeta")
	if class := lastPart(cmp.Or(meta.find("itemclass").attr("qcode"), meta.find("itemclass").attr("uri"))); class != "" &&
		class != "text" && class != "composite" {
		return nil
	}
	a := &it.a
	a.ID = e.attr("guid")
	a.Language = languageTag(cmp.Or(content.find("language").attr("tag"), e.attr("lang")))
	a.Outlet = providerName(meta.find("provider"))
	created := day.Parse(meta.find("versioncreated").words())
	a.Published = cmp.Or(day.Parse(meta.find("firstcreated").words()), day.Parse(content.find("contentcreated").words()),
		created)
	a.Updated = cmp.Or(created, day.Parse(content.find("contentmodified").words()))
	a.EmbargoUntil = day.Parse(meta.find("embargoed").words())
	a.Urgency = clampUrgency(content.find("urgency").words())
	a.Notice = statusNotice(cmp.Or(meta.find("pubstatus").attr("qcode"), lastPart(meta.find("pubstatus").attr("uri"))))
	for _, s := range meta.all("signal") {
		if n := signalNotice(cmp.Or(s.attr("qcode"), lastPart(s.attr("uri")))); weight(n) > weight(a.Notice) {
			a.Notice = n
		}
	}
	for _, n := range meta.all("ednote") {
		it.notes = append(it.notes, n.words())
	}
	for _, h := range content.all("headline") {
		it.headline = cmp.Or(it.headline, h.words())
	}
	for _, d := range content.all("by") {
		it.byline = cmp.Or(it.byline, d.words())
	}
	for _, c := range content.all("creator") {
		if name := c.find("name").words(); name != "" && !strings.Contains(strings.ToLower(c.attr("type")), "org") {
			a.Authors = append(a.Authors, cleanAuthors([]string{name})...)
		}
	}
	set := e.find("contentset")
	for _, x := range set.all("inlinexml") {
		if n := x.find("nitf"); n != nil {
			readNITF(it, n)
		} else {
			it.pieces = append(it.pieces, markupPieces(x)...)
		}
		if len(it.pieces) > 0 {
			return it
		}
	}
	for _, d := range set.all("inlinedata") {
		text := d.raw()
		if kind := strings.ToLower(d.attr("contenttype")); strings.Contains(kind, "html") {
			it.pieces = append(it.pieces, htmlPieces(text)...)
		} else if !strings.Contains(d.attr("encoding"), "base64") {
			it.pieces = append(it.pieces, plainPieces(text)...)
		}
		if len(it.pieces) > 0 {
			return it
		}
	}
	return it
}

// raw is the text of a subtree as written.
func (e *element) raw() string {
	var sb strings.Builder
	e.write(&sb)
	return sb.String()
}

// providerName is a provider's name, or what its code says: "nprov:AFP".
func providerName(e *element) string {
	if e == nil {
		return ""
	}
	return cmp.Or(e.find("name").words(), e.attr("literal"), lastPart(e.attr("qcode")), lastPart(e.attr("uri")))
}

// lastPart is what follows the last colon or slash of a code or address.
func lastPart(s string) string {
	return s[strings.LastIndexAny(s, ":/")+1:]
}
