package wire

import (
	"cmp"
	"slices"
	"strings"

	"readout/article"
	"readout/source/day"
	"readout/source/internal/input"
	"readout/source/internal/item"
	"readout/source/internal/xmltree"
)

// newsItem1 reads one news item of NewsML 1. Its components are nested; what the outermost
// says about the news takes precedence.
//
// Source: IPTC NewsML 1.2.
func newsItem1(e *xmltree.Element) *item.Item {
	it := &item.Item{}
	a := &it.A
	management, lines := e.Find("newsmanagement"), e.Find("newslines")
	id := e.Find("newsidentifier")
	a.ID = cmp.Or(id.Find("publicidentifier").Words(), id.Find("newsitemid").Words())
	created := day.Parse(management.Find("thisrevisioncreated").Words())
	a.Published = cmp.Or(day.Parse(management.Find("firstcreated").Words()), created)
	a.Updated = created
	a.Language = input.LanguageTag(cmp.Or(e.Find("language").Attr("formalname"), e.Find("newscomponent").Attr("lang")))
	a.Outlet = cmp.Or(lines.Find("creditline").Words(), e.Find("provider").Find("party").Attr("formalname"),
		id.Find("providerid").Words())
	a.Urgency = item.ClampUrgency(management.Find("urgency").Attr("formalname"))
	a.Notice = item.StatusNotice(management.Find("status").Attr("formalname"))
	if n := item.SignalNotice(management.Find("instruction").Attr("formalname")); item.Weight(n) > item.Weight(a.Notice) {
		a.Notice = n
	}
	if a.Notice == article.Embargoed {
		a.EmbargoUntil = day.Parse(management.Find("statuswillchange").Find("dateandtime").Words())
	}
	it.Headline = lines.Find("headline").Words()
	it.Deck = lines.Find("subheadline").Words()
	it.Byline = lines.Find("byline").Words()
	it.Dateline = strings.TrimRight(lines.Find("dateline").Words(), " ,.-–—")
	for _, c := range e.All("contentitem") {
		kind := strings.ToLower(c.Find("mediatype").Attr("formalname"))
		if data := c.Find("datacontent"); data != nil && (kind == "" || kind == "text" || kind == "complextext") {
			addData(it, data)
		}
	}
	return it
}

// addData adds a component's text, unless the same text is already there in another form.
func addData(it *item.Item, data *xmltree.Element) {
	other := &item.Item{}
	if n := data.Find("nitf"); n != nil {
		readNITF(other, n)
	} else if other.Pieces = item.MarkupPieces(data); len(other.Pieces) == 1 && len(data.Children) == 1 {
		other.Pieces = item.PlainPieces(data.Raw())
	}
	it.Headline = cmp.Or(it.Headline, other.Headline)
	it.Deck = cmp.Or(it.Deck, other.Deck)
	it.Byline = cmp.Or(it.Byline, other.Byline)
	it.Dateline = cmp.Or(it.Dateline, other.Dateline)
	it.Notes = append(it.Notes, other.Notes...)
	for _, p := range other.Pieces {
		if !slices.ContainsFunc(it.Pieces, func(q item.Piece) bool { return q.Text == p.Text }) {
			it.Pieces = append(it.Pieces, p)
		}
	}
}
