package source

import (
	"cmp"
	"slices"
	"strings"

	"readout/article"
	"readout/source/day"
	"readout/source/internal/input"
	"readout/source/internal/xmltree"
)

// newsItem1 reads one news item of NewsML 1, nil where it is no text. The item's
// components lie in each other; what the outermost says of the news goes first.
//
// Source: IPTC NewsML 1.2.
func newsItem1(e *xmltree.Element) *wireItem {
	it := &wireItem{}
	a := &it.a
	management, lines := e.Find("newsmanagement"), e.Find("newslines")
	id := e.Find("newsidentifier")
	a.ID = cmp.Or(id.Find("publicidentifier").Words(), id.Find("newsitemid").Words())
	created := day.Parse(management.Find("thisrevisioncreated").Words())
	a.Published = cmp.Or(day.Parse(management.Find("firstcreated").Words()), created)
	a.Updated = created
	a.Language = input.LanguageTag(cmp.Or(e.Find("language").Attr("formalname"), e.Find("newscomponent").Attr("lang")))
	a.Outlet = cmp.Or(lines.Find("creditline").Words(), e.Find("provider").Find("party").Attr("formalname"),
		id.Find("providerid").Words())
	a.Urgency = clampUrgency(management.Find("urgency").Attr("formalname"))
	a.Notice = statusNotice(management.Find("status").Attr("formalname"))
	if n := signalNotice(management.Find("instruction").Attr("formalname")); weight(n) > weight(a.Notice) {
		a.Notice = n
	}
	if a.Notice == article.Embargoed {
		a.EmbargoUntil = day.Parse(management.Find("statuswillchange").Find("dateandtime").Words())
	}
	it.headline = lines.Find("headline").Words()
	it.deck = lines.Find("subheadline").Words()
	it.byline = lines.Find("byline").Words()
	it.dateline = strings.TrimRight(lines.Find("dateline").Words(), " ,.-–—")
	for _, c := range e.All("contentitem") {
		kind := strings.ToLower(c.Find("mediatype").Attr("formalname"))
		if data := c.Find("datacontent"); data != nil && (kind == "" || kind == "text" || kind == "complextext") {
			it.addData(data)
		}
	}
	return it
}

// addData adds a component's text, unless it is one that is there in another form.
func (it *wireItem) addData(data *xmltree.Element) {
	other := &wireItem{}
	if n := data.Find("nitf"); n != nil {
		readNITF(other, n)
	} else if other.pieces = markupPieces(data); len(other.pieces) == 1 && len(data.Children) == 1 {
		other.pieces = plainPieces(data.Raw())
	}
	it.headline = cmp.Or(it.headline, other.headline)
	it.deck = cmp.Or(it.deck, other.deck)
	it.byline = cmp.Or(it.byline, other.byline)
	it.dateline = cmp.Or(it.dateline, other.dateline)
	it.notes = append(it.notes, other.notes...)
	for _, p := range other.pieces {
		if !slices.ContainsFunc(it.pieces, func(q piece) bool { return q.text == p.text }) {
			it.pieces = append(it.pieces, p)
		}
	}
}
