package page

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"readout/ledger/stream"
	"readout/serve/alert"
	"readout/serve/auth"
)

// Alerts keeps who is told of what; *alert.Desk does.
type Alerts interface {
	Subscribe(ctx context.Context, who string, s alert.Subscription) (alert.Subscription, string, error)
	Subscriptions() []alert.Subscription
	Unsubscribe(id string) error
	Test(id string) (alert.Delivery, error)
	Deliveries(dead bool) []alert.Delivery
	Again(id string) error
	Drop(id string) error
}

// alertsPage is who is told of what, and what could not be told.
type alertsPage struct {
	Token         string
	Off           bool
	Asks          bool
	Who           string
	Form          url.Values
	List          []alertView
	Waiting, Dead []alert.Delivery
	Secret        string // of the alert just made, shown once
	Refused, Done string
}

// alertView is a subscription in words.
type alertView struct {
	alert.Subscription
	Of string
}

func (p *pages) alerts(w http.ResponseWriter, r *http.Request) error {
	if err := auth.Allow(r.Context(), auth.Write); err != nil {
		return err
	}
	form := r.URL.Query()
	return p.showAlerts(w, r, form, alertsPage{Done: doneWords[form.Get("done")]}, http.StatusOK)
}

func (p *pages) showAlerts(w http.ResponseWriter, r *http.Request, form url.Values, main alertsPage, status int) error {
	v := p.view(r, "Alerts", "alerts")
	main.Token, main.Form, main.Off = p.formToken(w, r), form, p.o.Alerts == nil
	main.Who, main.Asks = p.writer(r, v)
	if !main.Off {
		for _, s := range p.o.Alerts.Subscriptions() {
			main.List = append(main.List, alertView{s, alertWords(&s)})
		}
		main.Waiting, main.Dead = p.o.Alerts.Deliveries(false), p.o.Alerts.Deliveries(true)
	}
	w.Header().Set("Cache-Control", "no-store")
	v.Main = &main
	return p.show(w, r, "alerts", v, status)
}

// alertWords says of what an alert tells.
func alertWords(s *alert.Subscription) string {
	var parts []string
	add := func(words, value string) {
		if value != "" {
			parts = append(parts, words+value)
		}
	}
	head := "new statements"
	switch s.Kind {
	case alert.Status:
		head = "whatever changes of an event"
	case alert.Articles:
		head = "reports corrected, edited or withdrawn"
	}
	if s.Query != "" {
		add("with the words ", "“"+s.Query+"”")
	}
	add("by ", s.Person)
	add("by ", s.Speaker)
	add("", s.Event)
	add("of ", strings.Join(s.Slot, " or "))
	add("now ", strings.Join(s.Is, " or "))
	add("in ", strings.Join(s.Outlet, " or "))
	add("of the kind ", strings.Join(s.Notice, " or "))
	if len(parts) == 0 {
		return head
	}
	return head + ": " + strings.Join(parts, ", ")
}

// alertsChange makes an alert, ends or tries one, or sees to what was not delivered.
func (p *pages) alertsChange(w http.ResponseWriter, r *http.Request) error {
	form, err := p.form(r)
	if err != nil {
		return err
	}
	if p.o.Alerts == nil {
		return badForm("this server sends no alerts, or another on this ledger does")
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
		return errBadForm
	}
	if err != nil && !errors.Is(err, alert.ErrUnknown) {
		return fmt.Errorf("%w: %w", errBadForm, err)
	}
	http.Redirect(w, r, "/alerts?done="+done, http.StatusSeeOther)
	return nil
}

func (p *pages) makeAlert(w http.ResponseWriter, r *http.Request, form url.Values) error {
	get := func(key string) string { return strings.TrimSpace(form.Get(key)) }
	s := alert.Subscription{Name: get("name"), URL: get("to"), Kind: get("kind")}
	if outlet := get("outlet"); outlet != "" {
		s.Outlet = []string{outlet}
	}
	switch s.Kind {
	case alert.Statements:
		s.Query, s.Speaker = get("q"), get("speaker")
	case alert.Status:
		s.Event = get("event")
	}
	made, secret, err := p.o.Alerts.Subscribe(r.Context(), p.who(w, r, form), s)
	switch {
	case errors.Is(err, alert.ErrRefused), errors.Is(err, alert.ErrBusy):
		return p.showAlerts(w, r, form, alertsPage{Refused: stream.Capital(err.Error()) + "."}, http.StatusUnprocessableEntity)
	case err != nil:
		return err
	}
	_ = made
	return p.showAlerts(w, r, url.Values{}, alertsPage{Secret: secret, Done: doneWords["made"]}, http.StatusOK)
}
