package wire

import (
	"cmp"
	"fmt"
	"strings"

	"readout/article"
	"readout/source/day"
	"readout/source/internal/input"
	"readout/source/internal/item"
	"readout/source/internal/xmltree"
)

// NITF reads a News Industry Text Format document.
//
// Errors: ErrNoArticle, ErrNotWire, ErrTooDeep, ErrTooLarge, and those of input.Decode.
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
	it := &item.Item{}
	readNITF(it, e)
	return it.Article(hint)
}

// readNITF fills in what an item still lacks from an nitf element.
func readNITF(it *item.Item, e *xmltree.Element) {
	a := &it.A
	data, head, body := e.Find("docdata"), e.Find("body.head"), e.Find("body.content")
	a.ID = cmp.Or(a.ID, data.Find("doc-id").Attr("id-string"))
	a.Language = cmp.Or(a.Language, input.LanguageTag(e.Attr("lang")))
	a.Published = cmp.Or(a.Published, day.Parse(data.Find("date.issue").Attr("norm")),
		day.Parse(head.Find("story.date").Attr("norm")))
	if a.Urgency == 0 {
		a.Urgency = item.ClampUrgency(data.Find("urgency").Attr("ed-urg"))
	}
	if n := item.StatusNotice(data.Attr("management-status")); item.Weight(n) > item.Weight(a.Notice) {
		a.Notice = n
	}
	if a.Notice == article.Embargoed {
		a.EmbargoUntil = cmp.Or(a.EmbargoUntil, day.Parse(data.Find("date.release").Attr("norm")))
	}
	if data.Find("correction") != nil && item.Weight(a.Notice) < item.Weight(article.Correction) {
		a.Notice = article.Correction
	}
	for _, n := range head.All("note") {
		it.Notes = append(it.Notes, n.Words())
	}
	for _, n := range data.All("ed-msg") {
		it.Notes = append(it.Notes, n.Attr("info"))
	}
	it.Headline = cmp.Or(it.Headline, head.Find("hl1").Words(), e.Find("head").Find("title").Words())
	it.Deck = cmp.Or(it.Deck, head.Find("hl2").Words(), head.Find("abstract").Words())
	it.Byline = cmp.Or(it.Byline, head.Find("byline").Words())
	if d := head.Find("dateline"); d != nil {
		it.Dateline = cmp.Or(d.Find("location").Words(), d.Words())
		it.Dateline = strings.TrimRight(it.Dateline, " ,.-–—")
	}
	a.Outlet = cmp.Or(a.Outlet, head.Find("distributor").Words(), e.Find("pubdata").Attr("name"))
	if body == nil {
		body = e.Find("body")
	}
	if body != nil {
		it.Pieces = append(it.Pieces, item.MarkupPieces(body)...)
	}
	if end := e.Find("body.end"); end != nil {
		for _, p := range item.MarkupPieces(end) {
			it.Pieces = append(it.Pieces, item.Piece{Kind: article.Furniture, Text: p.Text})
		}
	}
}
