package cards

import (
	"testing"

	"readout/ledger"
	"readout/ledger/stream"
	"readout/serve/page/frame"
)

// TestFeedOf: each card leads to the feed that goes on telling of what it tells.
func TestFeedOf(t *testing.T) {
	at := stream.Card{}
	at.Article.Outlet = "Ostby & Varn"
	person := at
	person.People = []stream.Person{{ID: "p 1"}}
	event := person
	event.Event = "e/1"
	notice := at
	notice.Notice = &ledger.ArticleChange{}
	for want, c := range map[string]stream.Card{
		"/feeds/event/e%2F1.atom":                  event,
		"/feeds/person/p%201.atom":                 person,
		"/feeds/stream.atom?kind=notice":           notice,
		"/feeds/search.atom?outlet=Ostby+%26+Varn": at,
	} {
		if got := feedOf(&c); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestStoryOf: a card goes with its event, else with its report by the headline that stands; what withdraws a
// report has none.
func TestStoryOf(t *testing.T) {
	v := &frame.View{}
	article := func(id, until, headline string) ledger.Article {
		return ledger.Article{ID: id, Outlet: "Ostby Post", URL: "https://o.example/1", Until: until, Headline: headline}
	}
	first, second := article("v3", "2031-01-02", "Sluice hurts seven"), article("v4", "", "Sluice hurts four")
	notice := func(kind string) stream.Card {
		return stream.Card{Article: second, Notice: &ledger.ArticleChange{Kind: kind, Before: first, Article: second}}
	}
	event := stream.Card{Article: first, Event: "e1", EventName: "reading of the gauge"}
	const report = "Ostby Post https://o.example/1"
	for _, c := range []struct {
		what           string
		card           stream.Card
		others         []stream.Card
		key, title, to string
	}{
		{"a report", stream.Card{Article: first}, nil, report, "Sluice hurts seven", "/article/v3"},
		{"a report that was changed", stream.Card{Article: first}, []stream.Card{{Article: second}}, report,
			"Sluice hurts four", "/article/v4"},
		{"its correction", notice("correction"), nil, report, "Sluice hurts four", "/article/v4"},
		{"its withdrawal", notice("kill"), nil, report, "Sluice hurts seven", "/article/v4"},
		{"a report that was withdrawn", stream.Card{Article: first}, []stream.Card{notice("kill")}, report,
			"Sluice hurts seven", "/article/v3"},
		{"an event", event, []stream.Card{{Article: second}}, "e1", "Reading of the gauge", "/event/e1"},
	} {
		key, title, to := storyOf(v, &c.card, standing(append(c.others, c.card)))
		if key != c.key || title != c.title || to != c.to {
			t.Errorf("%s: %q, %q, %q", c.what, key, title, to)
		}
	}
}

// TestNewSince: a card is new whose article came after a moment; without one none is.
func TestNewSince(t *testing.T) {
	kept := Newest{}
	kept.Ingested = map[string]int64{"v1": 1711792800, "v2": 1711796400} // 10:00 and 11:00 of 30 March 2024
	list := make([]stream.Card, 3)
	list[0].Article.ID, list[1].Article.ID, list[2].Article.ID = "v1", "v2", "v3"
	for since, want := range map[string]int{
		"2024-03-30T09:59:59Z": 2, "2024-03-30T10:00:00Z": 1, "2024-03-30T11:00:00Z": 0, "": 0, "yesterday": 0,
	} {
		if got := kept.Unread(list, since); got != want {
			t.Errorf("%d are new since %q, want %d", got, since, want)
		}
	}
}
