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

// TestStoryOf: a card goes with its event, else with its report as it was headed before.
func TestStoryOf(t *testing.T) {
	v := &frame.View{}
	c := stream.Card{Article: ledger.Article{ID: "v3", Outlet: "Ostby Post", URL: "https://o.example/1",
		Headline: "Sluice stays shut"}}
	if key, title, to := storyOf(v, &c); key != "Ostby Post https://o.example/1" || title != "Sluice stays shut" ||
		to != "/article/v3" {
		t.Errorf("a report: %q, %q, %q", key, title, to)
	}
	c.Event, c.EventName = "e1", "reading of the gauge"
	if key, title, to := storyOf(v, &c); key != "e1" || title != "Reading of the gauge" || to != "/event/e1" {
		t.Errorf("an event: %q, %q, %q", key, title, to)
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
