package source

import (
	"cmp"
	"slices"
	"strings"

	"readout/article"
	"readout/source/day"
)

// newsItem1 reads one news item of NewsML 1, nil where it is no text. The item's
// components lie in each other; what the outermost says of the news goes first.
//
// Source: IPTC NewsML 1.2.
func newsItem1(e *element) *wireItem {
	it := &wireItem{}
	a := &it.a
	management, lines := e.find("newsmanagement"), e.find("newslines")
	id := e.find("newsidentifier")
	a.ID = cmp.Or(id.find("publicidentifier").words(), id.find("newsitemid").words())
	created := day.Parse(management.find("thisrevisioncreated").words())
	a.Published = cmp.Or(day.Parse(management.find("firstcreated").words()), created)
	a.Updated = created
	a.Language = languageTag(cmp.Or(e.find("language").attr("formalname"), e.find("newscomponent").attr("lang")))
	a.Outlet = cmp.Or(lines.find("creditline").words(), e.find("provider").find("party").attr("formalname"),
		id.find("providerid").words())
	a.Urgency = clampUrgency(management.find("urgency").attr("formalname"))
	a.Notice = statusNotice(management.find("status").attr("formalname"))
	if n := signalNotice(management.find("instruction").attr("formalname")); weight(n) > weight(a.Notice) {
		a.Notice = n
	}
	if a.Notice == article.Embargoed {
		a.EmbargoUntil = day.Parse(management.find("statuswillchange").find("dateandtime").words())
	}
	it.headline = lines.find("headline").words()
	it.deck = lines.find("subheadline").words()
	it.byline = lines.find("byline").words()
	it.dateline = strings.TrimRight(lines.find("dateline").words(), " ,.-–—")
	for _, c := range e.all("contentitem") {
		kind := strings.ToLower(c.find("mediatype").attr("formalname"))
		if data := c.find("datacontent"); data != nil && (kind == "" || kind == "text" || kind == "complextext") {
			it.addData(data)
		}
	}
	return it
}

// addData adds a component's text, unless it is one that is there in another form.
func (it *wireItem) addData(data *element) {
	other := &wireItem{}
	if n := data.find("nitf"); n != nil {
		readNITF(other, n)
	} else if other.pieces = markupPieces(data); len(other.pieces) == 1 && len(data.children) == 1 {
		other.pieces = plainPieces(data.raw())
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
