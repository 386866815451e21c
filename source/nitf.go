package source

import (
	"cmp"
	"fmt"
	"strings"

	"readout/article"
	"readout/source/day"
	"readout/source/internal/input"
	"readout/source/internal/xmltree"
)

// NITF reads a News Industry Text Format document.
//
// Errors: ErrNoArticle, ErrNotWire, ErrTooDeep, ErrTooLarge, and Decode's.
//
// Source: IPTC NITF 3.6.
func NITF(raw []byte, hint input.Hint) (*article.Article, error) {
	text, err := xmltree.Read("NITF", raw, hint)
	if err != nil {
		return nil, err
	}
	root, err := xmltree.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("source: NITF %s: %w", hint.Name, err)
	}
	e := root.Find("nitf")
	if e == nil {
		return nil, fmt.Errorf("source: %s: %w", hint.Name, ErrNotWire)
	}
	it := &wireItem{}
	readNITF(it, e)
	return it.article(hint)
}

// readNITF fills what an item does not have yet from an nitf element.
func readNITF(it *wireItem, e *xmltree.Element) {
	a := &it.a
	data, head, body := e.Find("docdata"), e.Find("body.head"), e.Find("body.content")
	a.ID = cmp.Or(a.ID, data.Find("doc-id").Attr("id-string"))
	a.Language = cmp.Or(a.Language, input.LanguageTag(e.Attr("lang")))
	a.Published = cmp.Or(a.Published, day.Parse(data.Find("date.issue").Attr("norm")),
		day.Parse(head.Find("story.date").Attr("norm")))
	if a.Urgency == 0 {
		a.Urgency = clampUrgency(data.Find("urgency").Attr("ed-urg"))
	}
	if n := statusNotice(data.Attr("management-status")); weight(n) > weight(a.Notice) {
		a.Notice = n
	}
	if a.Notice == article.Embargoed {
		a.EmbargoUntil = cmp.Or(a.EmbargoUntil, day.Parse(data.Find("date.release").Attr("norm")))
	}
	if data.Find("correction") != nil && weight(a.Notice) < weight(article.Correction) {
		a.Notice = article.Correction
	}
	for _, n := range head.All("note") {
		it.notes = append(it.notes, n.Words())
	}
	for _, n := range data.All("ed-msg") {
		it.notes = append(it.notes, n.Attr("info"))
	}
	it.headline = cmp.Or(it.headline, head.Find("hl1").Words(), e.Find("head").Find("title").Words())
	it.deck = cmp.Or(it.deck, head.Find("hl2").Words(), head.Find("abstract").Words())
	it.byline = cmp.Or(it.byline, head.Find("byline").Words())
	if d := head.Find("dateline"); d != nil {
		it.dateline = cmp.Or(d.Find("location").Words(), d.Words())
		it.dateline = strings.TrimRight(it.dateline, " ,.-–—")
	}
	a.Outlet = cmp.Or(a.Outlet, head.Find("distributor").Words(), e.Find("pubdata").Attr("name"))
	if body == nil {
		body = e.Find("body")
	}
	if body != nil {
		it.pieces = append(it.pieces, markupPieces(body)...)
	}
	if end := e.Find("body.end"); end != nil {
		for _, p := range markupPieces(end) {
			it.pieces = append(it.pieces, piece{article.Furniture, p.text})
		}
	}
}
