package cards

import (
	"net/url"

	"readout/ledger/stream"
	"readout/serve/page/frame"
)

// storiesItem is what a part of a page is given: cards put together by story.
type storiesItem struct {
	V *frame.View
	L List
}

// cardItem is what a part of a page is given: one card of a list.
type cardItem struct {
	V *frame.View
	L List
	C Shown
}

// feedOf is the feed that goes on telling of what a card tells.
func feedOf(c *stream.Card) string {
	switch {
	case c.Event != "":
		return "/feeds/event/" + url.PathEscape(c.Event) + ".atom"
	case len(c.People) > 0:
		return "/feeds/person/" + url.PathEscape(c.People[0].ID) + ".atom"
	case c.Notice != nil:
		return "/feeds/stream.atom?kind=" + string(stream.Notice)
	}
	return "/feeds/search.atom?" + url.Values{"outlet": {c.Article.Outlet}}.Encode()
}
