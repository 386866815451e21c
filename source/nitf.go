package source

import (
	"cmp"
	"fmt"
	"strings"

	"readout/article"
	"readout/source/day"
)

// NITF reads a News Industry Text Format document.
//
// Errors: ErrNoArticle, ErrNotWire, ErrTooDeep, ErrTooLarge, and Decode's.
//
// Source: IPTC NITF 3.6.
func NITF(raw []byte, hint Hint) (*article.Article, error) {
	text, err := readXML("NITF", raw, hint)
	if err != nil {
		return nil, err
	}
	root, err := parseXML(text)
	if err != nil {
		return nil, fmt.Errorf("source: NITF %s: %w", hint.Name, err)
	}
	e := root.find("nitf")
	if e == nil {
		return nil, fmt.Errorf("source: %s: %w", hint.Name, ErrNotWire)
	}
	it := &wireItem{}
	readNITF(it, e)
	return it.article(hint)
}

// readNITF fills what an item does not have yet from an nitf element.
func readNITF(it *wireItem, e *element) {
	a := &it.a
	data, head, body := e.find("docdata"), e.find("body.head"), e.find("body.content")
	a.ID = cmp.Or(a.ID, data.find("doc-id").attr("id-string"))
	a.Language = cmp.Or(a.Language, languageTag(e.attr("lang")))
	a.Published = cmp.Or(a.Published, day.Parse(data.find("date.issue").attr("norm")),
		day.Parse(head.find("story.date").attr("norm")))
	if a.Urgency == 0 {
		a.Urgency = clampUrgency(data.find("urgency").attr("ed-urg"))
	}
	if n := statusNotice(data.attr("management-status")); weight(n) > weight(a.Notice) {
		a.Notice = n
	}
	if a.Notice == article.Embargoed {
		a.EmbargoUntil = cmp.Or(a.EmbargoUntil, day.Parse(data.find("date.release").attr("norm")))
	}
	if data.find("correction") != nil && weight(a.Notice) < weight(article.Correction) {
		a.Notice = article.Correction
	}
	for _, n := range head.all("note") {
		it.notes = append(it.notes, n.words())
	}
	for _, n := range data.all("ed-msg") {
		it.notes = append(it.notes, n.attr("info"))
	}
	it.headline = cmp.Or(it.headline, head.find("hl1").words(), e.find("head").find("title").words())
	it.deck = cmp.Or(it.deck, head.find("hl2").words(), head.find("abstract").words())
	it.byline = cmp.Or(it.byline, head.find("byline").words())
	if d := head.find("dateline"); d != nil {
		it.dateline = cmp.Or(d.find("location").words(), d.words())
		it.dateline = strings.TrimRight(it.dateline, " ,.-–—")
	}
	a.Outlet = cmp.Or(a.Outlet, head.find("distributor").words(), e.find("pubdata").attr("name"))
	if body == nil {
		body = e.find("body")
	}
	if body != nil {
		it.pieces = append(it.pieces, markupPieces(body)...)
	}
	if end := e.find("body.end"); end != nil {
		for _, p := range markupPieces(end) {
			it.pieces = append(it.pieces, piece{article.Furniture, p.text})
		}
	}
}
