package source

import (
	"slices"
	"strings"

	"readout/article"
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
	a.ID = firstOf(id.find("publicidentifier").words(), id.find("newsitemid").words())
	created := ParseDate(management.find("thisrevisioncreated").words())
	a.Published = firstOf(ParseDate(management.find("firstcreated").words()), created)
	a.Updated = created
	a.Language = languageTag(firstOf(e.find("language").attr("formalname"), e.find("newscomponent").attr("lang")))
	a.Outlet = firstOf(lines.find("creditline").words(), e.find("provider").find("party").attr("formalname"),
		id.find("providerid").words())
	a.Urgency = clampUrgency(management.find("urgency").attr("formalname"))
	a.Notice = statusNotice(management.find("status").attr("formalname"))
	if n := signalNotice(management.find("instruction").attr("formalname")); weight(n) > weight(a.Notice) {
		a.Notice = n
	}
	if a.Notice == article.Embargoed {
		a.EmbargoUntil = ParseDate(management.find("statuswillchange").find("dateandtime").words())
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
	it.headline = firstOf(it.headline, other.headline)
	it.deck = firstOf(it.deck, other.deck)
	it.byline = firstOf(it.byline, other.byline)
	it.dateline = firstOf(it.dateline, other.dateline)
	it.notes = append(it.notes, other.notes...)
	for _, p := range other.pieces {
		if !slices.ContainsFunc(it.pieces, func(q piece) bool { return q.text == p.text }) {
			it.pieces = append(it.pieces, p)
		}
	}
}
