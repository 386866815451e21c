package desk_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"readout/serve/alert"
	"readout/serve/auth"
	"readout/serve/page"
	"readout/serve/page/pagetest"
)

// teller keeps who is told of what, and what was asked of it.
type teller struct {
	list          []alert.Subscription
	waiting, dead []alert.Delivery
	asked         []string
	who           string
	fails         error
	busy, mails   bool
}

func (a *teller) Subscribe(_ context.Context, who string, s alert.Subscription) (alert.Subscription, string, error) {
	if a.fails != nil {
		return alert.Subscription{}, "", a.fails
	}
	a.who, a.list = who, append(a.list, s)
	return s, "the-secret", nil
}

func (a *teller) Subscriptions() []alert.Subscription { return a.list }

func (a *teller) Deliveries(dead bool) []alert.Delivery {
	if dead {
		return a.dead
	}
	return a.waiting
}

func (a *teller) do(what, id string) error {
	a.asked = append(a.asked, what+" "+id)
	return a.fails
}

func (a *teller) Unsubscribe(id string) error { return a.do("end", id) }
func (a *teller) Again(id string) error       { return a.do("again", id) }
func (a *teller) Drop(id string) error        { return a.do("drop", id) }
func (a *teller) Mails() bool                 { return a.mails }
func (a *teller) Busy() bool                  { return a.busy }

func (a *teller) Test(id string) (alert.Delivery, error) { return alert.Delivery{}, a.do("test", id) }

func (a *teller) End(id, key string) error {
	if key != "right" {
		return alert.ErrUnknown
	}
	return a.do("end", id)
}

// TestMakeAlert: what a form says is what is subscribed to, and nothing of another kind's
// fields.
func TestMakeAlert(t *testing.T) {
	all := url.Values{"do": {"make"}, "who": {"Ann"}, "name": {" Lock "}, "to": {"https://ostby.example/hook"},
		"topic": {"sluice"}, "person": {"Nils Aro"}, "event": {"e1"}, "q": {"gauge"}, "speaker": {"Aro"},
		"card": {"new"}, "at": {"07:30"}}
	for name, c := range map[string]struct {
		set  url.Values
		want alert.Subscription
	}{
		"of cards": {url.Values{"kind": {"cards"}}, alert.Subscription{Name: "Lock", URL: "https://ostby.example/hook",
			Kind: alert.Cards, Card: []string{"new"}, Topic: "sluice", Person: "Nils Aro", Event: "e1"}},
		"of statements": {url.Values{"kind": {"statements"}, "outlet": {"Ostby Post"}}, alert.Subscription{Name: "Lock",
			URL: "https://ostby.example/hook", Kind: alert.Statements, Query: "gauge", Speaker: "Aro",
			Outlet: []string{"Ostby Post"}}},
		"of an event, in a chat": {url.Values{"kind": {"status"}, "way": {"slack"}}, alert.Subscription{Name: "Lock",
			URL: "https://ostby.example/hook", Kind: alert.Status, Event: "e1", Form: alert.Chat}},
		"by mail, daily": {url.Values{"kind": {"articles"}, "way": {"mail"}, "often": {"daily"},
			"to": {"ann@ostby.example"}},
			alert.Subscription{Name: "Lock", URL: "mailto:ann@ostby.example", Kind: alert.Articles, Often: alert.Daily,
				At: "07:30", Zone: "UTC"}},
		"by mail, said twice": {url.Values{"kind": {"articles"}, "way": {"mail"}, "to": {"mailto:ann@ostby.example"}},
			alert.Subscription{Name: "Lock", URL: "mailto:ann@ostby.example", Kind: alert.Articles}},
	} {
		a := &teller{mails: true}
		s := pagetest.New(t, page.Options{Alerts: a})
		form := url.Values{}
		for _, from := range []url.Values{all, c.set} {
			for key, value := range from {
				form[key] = value
			}
		}
		status, _, body := s.Post(t, "/alerts", "/alerts", form)
		if status != 200 || len(a.list) != 1 || !reflect.DeepEqual(a.list[0], c.want) || a.who != "Ann" {
			t.Errorf("%s: %d, by %q: %+v", name, status, a.who, a.list)
		}
		if !strings.Contains(body, "The alert is made.") {
			t.Errorf("%s: the page does not say that it is made", name)
		}
		// Only a program checks signatures.
		if shown := strings.Contains(body, "the-secret"); shown != (name == "of cards" || name == "of statements") {
			t.Errorf("%s: the secret is shown: %v", name, shown)
		}
	}
}

// TestRefusedAlert: why is said, and what was filled in stays.
func TestRefusedAlert(t *testing.T) {
	a := &teller{fails: fmt.Errorf("%w: no such person", alert.ErrRefused)}
	s := pagetest.New(t, page.Options{Alerts: a})
	status, _, body := s.Post(t, "/alerts", "/alerts", url.Values{"do": {"make"}, "kind": {"statements"}, "q": {"gauge"},
		"to": {"https://ostby.example/hook"}})
	if status != 422 || !strings.Contains(body, "no such person.") || !strings.Contains(body, "gauge") ||
		!strings.Contains(body, "https://ostby.example/hook") {
		t.Errorf("answers %d: %s", status, body)
	}
}

// TestAlertChanges: each button does what it says; one that is no longer there is no fault.
func TestAlertChanges(t *testing.T) {
	a := &teller{}
	s := pagetest.New(t, page.Options{Alerts: a})
	send := func(do string) (int, string) {
		status, leads, _ := s.Post(t, "/alerts", "/alerts", url.Values{"do": {do}, "id": {"s1"}})
		return status, leads
	}
	for do, done := range map[string]string{"end": "ended", "test": "tested", "again": "again", "drop": "dropped"} {
		for _, fails := range []error{nil, alert.ErrUnknown} {
			a.fails, a.asked = fails, nil
			status, leads := send(do)
			if status != 303 || leads != "/alerts?done="+done || strings.Join(a.asked, "") != do+" s1" {
				t.Errorf("%s answers %d, leads to %s, asks %q", do, status, leads, a.asked)
			}
		}
		a.fails = errors.New("the disk is full")
		if status, _ := send(do); status != 400 {
			t.Errorf("%s that fails answers %d", do, status)
		}
	}
	if status, _ := send("nothing"); status != 400 {
		t.Errorf("an unknown change answers %d", status)
	}
	s.Holds(t, "/alerts?done=ended", "The alert is ended.")
	s.Holds(t, "/alerts?done=tested", "A test is on its way.")
}

// TestAlertList: who is told of what and where, and what could not be told, by its alert.
func TestAlertList(t *testing.T) {
	a := &teller{list: []alert.Subscription{
		{ID: "s1", Name: "Lock", URL: "mailto:ann@ostby.example", Kind: alert.Articles, Often: alert.Daily, At: "07:30",
			Zone: "Europe/Oslo", By: "Ann", Made: "2024-03-29T10:00:00Z"},
		{ID: "s2", URL: "https://hooks.example/x?key=s3cr3t", Kind: alert.Statements, Query: "gauge", By: "Bo",
			Made: "2024-03-29T10:00:00Z", Paused: "it has no end"},
	}}
	a.dead = []alert.Delivery{{ID: "d1", Subscription: "s1", Made: "2024-03-29T10:00:00Z", Tries: 8,
		Error: "no such box"}}
	a.waiting = []alert.Delivery{
		{ID: "d2", Subscription: "s2", Made: "2024-03-29T10:00:00Z", Tries: 1, Error: "busy", Next: "2024-03-30T11:00:00Z"},
		{ID: "d3", Subscription: "gone", Made: "2024-03-29T10:00:00Z", Next: "2024-03-30T18:00:00Z"},
	}
	s := pagetest.New(t, page.Options{Alerts: a})
	s.Holds(t, "/alerts", "2 alerts", "Lock", "to ann@ostby.example, once a day, at 07:30 (Europe/Oslo)",
		"to hooks.example, at once", "Paused: it has no end", "1 message given up", "For “Lock”", "8 tries: no such box",
		"2 messages on the way", "1 try failed (busy); goes now", "For an alert", "18:00")
	if _, body := s.Get(t, "/alerts"); strings.Contains(body, "s3cr3t") {
		t.Error("the page shows the key in the address of a webhook")
	}
	for range 60 {
		a.waiting = append(a.waiting, a.waiting[0])
	}
	s.Holds(t, "/alerts", "50 messages on the way", "And 12 more.")
	s.Who.Scope = auth.Read
	s.Refuses(t, "/alerts", 403)
}

// TestBusyAlerts: those of another server are not changed here.
func TestBusyAlerts(t *testing.T) {
	a := &teller{busy: true}
	s := pagetest.New(t, page.Options{Alerts: a})
	s.Holds(t, "/alerts", "another on this ledger does")
	if status, _, _ := s.Post(t, "/settings", "/alerts", url.Values{"do": {"end"}, "id": {"s1"}}); status != 400 ||
		len(a.asked) > 0 {
		t.Errorf("answers %d, asks %q", status, a.asked)
	}
}

// TestUnsubscribe: the key in a mail ends its alert, and only the button does.
func TestUnsubscribe(t *testing.T) {
	a := &teller{}
	s := pagetest.New(t, page.Options{Alerts: a})
	s.Who = auth.Principal{}
	s.Holds(t, "/unsubscribe?id=s1&key=right", "End this alert", `value="right"`)
	if len(a.asked) > 0 {
		t.Error("following the link alone ends the alert")
	}
	for key, c := range map[string]struct{ says, asked string }{
		"wrong": {"There is no such alert any more", ""}, "right": {"The alert is ended.", "end s1"},
	} {
		status, _, body := s.Post(t, "/settings", "/unsubscribe", url.Values{"id": {"s1"}, "key": {key}})
		if status != 200 || !strings.Contains(body, c.says) || strings.Join(a.asked, "") != c.asked {
			t.Errorf("%s: %d, asks %q", key, status, a.asked)
		}
		a.asked = nil
	}
}
