package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"readout/ledger/stream"
	"readout/serve/alert"
	"readout/serve/auth"
	"readout/serve/page/frame"
)

// Alerts keeps who is told of what; *alert.Dispatcher does.
type Alerts interface {
	Subscribe(ctx context.Context, who string, s alert.Subscription) (alert.Subscription, string, error)
	Subscriptions() []alert.Subscription
	Unsubscribe(id string) error
	Test(id string) (alert.Delivery, error)
	Deliveries(dead bool) []alert.Delivery
	Again(id string) error
	Drop(id string) error
	End(id, key string) error
	Mails() bool
	Busy() bool
}

// alertsPage is who is told of what, and what could not be told.
type alertsPage struct {
	Token         string
	Off           bool
	Asks          bool
	Who           string
	Form          url.Values
	List          []alertView
	Waiting, Dead []deliveryView
	MoreWaiting   int
	Secret        string // of the alert just made, shown once
	Refused, Done string
	Mails         bool // mail can be sent from here
	Zone          string
	Cards         []choice
	now           time.Time
}

// deliveriesShown bounds the messages on the page.
const deliveriesShown = 50

// deliveryView is a message with the name of its alert.
type deliveryView struct {
	alert.Delivery
	Name string
}

func (m *alertsPage) named(list []alert.Delivery) []deliveryView {
	out := make([]deliveryView, len(list))
	for i := range list {
		out[i] = deliveryView{list[i], "an alert"}
		for k := range m.List {
			if s := &m.List[k]; s.ID == list[i].Subscription {
				if out[i].Name = "“" + s.Name + "”"; s.Name == "" {
					out[i].Name = "“" + s.Told + "”"
				}
			}
		}
	}
	return out
}

// Soon reports whether a message is due.
func (m *alertsPage) Soon(next string) bool {
	t, err := time.Parse(time.RFC3339Nano, next)
	return err != nil || !t.After(m.now)
}

// choice is a value of a field that several may be chosen of.
type choice struct {
	Value, Label string
	Chosen       bool
}

// alertView is a subscription in words.
type alertView struct {
	alert.Subscription
	Told    string // of what it tells
	To, How string
}

func newAlertView(s *alert.Subscription) alertView {
	v := alertView{Subscription: *s, Told: s.Of(), To: frame.HostOf(s.URL), How: "at once"}
	if to, ok := strings.CutPrefix(s.URL, "mailto:"); ok {
		v.To = to
	}
	if s.Often == alert.Daily {
		v.How = "once a day, at " + s.At
		if s.Zone != "" {
			v.How += " (" + s.Zone + ")"
		}
	}
	return v
}

func (p *Pages) alerts(w http.ResponseWriter, r *http.Request) error {
	if err := auth.Allow(r.Context(), auth.Write); err != nil {
		return err
	}
	form := r.URL.Query()
	return p.showAlerts(w, r, form, alertsPage{Done: doneWords[form.Get("done")]}, http.StatusOK)
}

// elsewhere reports whether alerts are another server's, or nobody's.
func elsewhere(a Alerts) bool { return a == nil || a.Busy() }

func (p *Pages) showAlerts(w http.ResponseWriter, r *http.Request, form url.Values, main alertsPage, status int) error {
	v := p.View(r, "Alerts", "alerts")
	main.Token, main.Form, main.Off = p.FormToken(w, r), form, elsewhere(p.o.Alerts)
	main.Who, main.Asks = p.Writer(r, v)
	main.Zone = p.Settings(r).Zone
	for _, k := range stream.Kinds {
		main.Cards = append(main.Cards, choice{string(k), k.Words(), slices.Contains(form["card"], string(k))})
	}
	main.Mails = !main.Off && p.o.Alerts.Mails()
	if !main.Off {
		for _, s := range p.o.Alerts.Subscriptions() {
			main.List = append(main.List, newAlertView(&s))
		}
		main.Waiting, main.Dead = main.named(p.o.Alerts.Deliveries(false)), main.named(p.o.Alerts.Deliveries(true))
		main.MoreWaiting = max(len(main.Waiting)-deliveriesShown, 0)
		main.Waiting, main.Dead = main.Waiting[:min(len(main.Waiting), deliveriesShown)],
			main.Dead[:min(len(main.Dead), deliveriesShown)]
		main.now = p.Now()
	}
	w.Header().Set("Cache-Control", "no-store")
	v.Main = &main
	return p.Show(w, r, "alerts", v, status)
}

// alertsChange makes an alert, ends or tries one, or sees to what was not delivered.
func (p *Pages) alertsChange(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Form(r)
	if err != nil {
		return err
	}
	if elsewhere(p.o.Alerts) {
		return frame.BadForm("this server sends no alerts, or another on this ledger does")
	}
	id, done := form.Get("id"), ""
	switch form.Get("do") {
	case "make":
		return p.makeAlert(w, r, form)
	case "end":
		err, done = p.o.Alerts.Unsubscribe(id), "ended"
	case "test":
		_, err = p.o.Alerts.Test(id)
		done = "tested"
	case "again":
		err, done = p.o.Alerts.Again(id), "again"
	case "drop":
		err, done = p.o.Alerts.Drop(id), "dropped"
	default:
		return frame.ErrBadForm
	}
	if err != nil && !errors.Is(err, alert.ErrUnknown) {
		return fmt.Errorf("%w: %w", frame.ErrBadForm, err)
	}
	http.Redirect(w, r, "/alerts?done="+done, http.StatusSeeOther)
	return nil
}

func (p *Pages) makeAlert(w http.ResponseWriter, r *http.Request, form url.Values) error {
	get := func(key string) string { return strings.TrimSpace(form.Get(key)) }
	s := alert.Subscription{Name: get("name"), URL: get("to"), Kind: get("kind")}
	if outlet := get("outlet"); outlet != "" {
		s.Outlet = []string{outlet}
	}
	switch s.Kind {
	case alert.Cards:
		s.Card, s.Topic, s.Person, s.Event = form["card"], get("topic"), get("person"), get("event")
	case alert.Statements:
		s.Query, s.Speaker = get("q"), get("speaker")
	case alert.Status:
		s.Event = get("event")
	}
	switch way := get("way"); {
	case way == "mail":
		s.URL = "mailto:" + strings.TrimPrefix(s.URL, "mailto:")
	case way == alert.Chat:
		s.Form = alert.Chat
	}
	if get("often") == alert.Daily {
		s.Often, s.At, s.Zone = alert.Daily, get("at"), p.Settings(r).Zone
	}
	made, secret, err := p.o.Alerts.Subscribe(r.Context(), p.Who(w, r, form), s)
	switch {
	case errors.Is(err, alert.ErrRefused), errors.Is(err, alert.ErrBusy):
		return p.showAlerts(w, r, form, alertsPage{Refused: stream.Capital(err.Error()) + "."},
			http.StatusUnprocessableEntity)
	case err != nil:
		return err
	}
	done := alertsPage{Done: doneWords["made"]}
	if !strings.HasPrefix(made.URL, "mailto:") && made.Form == alert.JSON {
		done.Secret = secret // nobody else checks signatures
	}
	return p.showAlerts(w, r, url.Values{}, done, http.StatusOK)
}

// unsubscribePage asks whoever got a mail whether they want no more.
type unsubscribePage struct {
	ID, Key     string
	Done, Known bool
}

// unsubscribeForm shows the button. Programs that follow links in mails end nothing.
func (p *Pages) unsubscribeForm(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	return p.showUnsubscribe(w, r, unsubscribePage{ID: q.Get("id"), Key: q.Get("key"), Known: true})
}

// unsubscribe ends an alert for whoever has its key, be it a person or a mail program
// (RFC 8058). The key is all that is needed: it says nothing of who asks.
func (p *Pages) unsubscribe(w http.ResponseWriter, r *http.Request) error {
	main := unsubscribePage{ID: r.FormValue("id"), Key: r.FormValue("key")}
	if p.o.Alerts != nil {
		err := p.o.Alerts.End(main.ID, main.Key)
		if err != nil && !errors.Is(err, alert.ErrUnknown) {
			return err
		}
		main.Done = err == nil
	}
	return p.showUnsubscribe(w, r, main)
}

func (p *Pages) showUnsubscribe(w http.ResponseWriter, r *http.Request, main unsubscribePage) error {
	v := p.View(r, "Get no more mail", "")
	v.Main = &main
	w.Header().Set("Cache-Control", "no-store")
	return p.Show(w, r, "unsubscribe", v, http.StatusOK)
}
