package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"readout/serve/alert"
	"readout/serve/auth"
)

// SubscriptionList is the subscriptions to alerts.
type SubscriptionList struct {
	Subscriptions []alert.Subscription `json:"subscriptions"`
}

// Subscribed is a new subscription with its secret.
type Subscribed struct {
	Subscription alert.Subscription `json:"subscription"`
	Secret       string             `json:"secret" doc:"Shown only this once. POSTs are signed with it as Standard Webhooks specifies: webhook-signature is v1, and the base64 of HMAC-SHA256 over webhook-id.webhook-timestamp.body."`
}

// NewSubscription is a request for a subscription.
type NewSubscription struct {
	Name       string   `json:"name,omitempty" maxLength:"200" doc:"What it is for, shown in lists." example:"venue of the summit"`
	URL        string   `json:"url" maxLength:"2000" doc:"The receiver: an https or http address outside private networks, or mailto: and an e-mail address if this server has a mail server." example:"https://hooks.example/readout"`
	Form       string   `json:"form,omitempty" enum:",slack" doc:"slack: a message for people, in the format of incoming webhooks of Slack, Mattermost and Rocket.Chat; by default a signed POST for programs."`
	Often      string   `json:"often,omitempty" enum:",daily" doc:"daily: one digest a day, for mail and chats; by default at once."`
	At         string   `json:"at,omitempty" pattern:"^(\\d\\d:\\d\\d)?$" doc:"Time of the digest; 07:00 by default." example:"07:00"`
	Zone       string   `json:"zone,omitempty" maxLength:"60" doc:"Time zone of at; UTC by default." example:"Europe/Berlin"`
	Kind       string   `json:"kind" enum:"cards,statements,status,articles" doc:"cards: what the front page shows; statements: new ones that match a search; status: changes of an event; articles: corrected, edited or withdrawn."`
	Since      string   `json:"since,omitempty" pattern:"^(\\d{4}-\\d\\d-\\d\\d)?$" doc:"Only what was published on that day or later; today by default."`
	Outlet     []string `json:"outlet,omitempty" maxItems:"100" doc:"Only of these outlets."`
	Query      string   `json:"q,omitempty" maxLength:"1000" doc:"statements: words that must all occur."`
	Speaker    string   `json:"speaker,omitempty" maxLength:"200" doc:"statements: words of the speaker's name or role."`
	Person     string   `json:"person,omitempty" maxLength:"200" doc:"statements: by this person, by id or name; cards: of this person."`
	Act        []string `json:"act,omitempty" maxItems:"20" doc:"statements: only of these acts."`
	Commitment []string `json:"commitment,omitempty" maxItems:"10" doc:"statements: only of these FactBank values."`
	Event      string   `json:"event,omitempty" maxLength:"300" doc:"status: words of the event's name, place or participants, or its id; cards: words of its name, or its id." example:"summit"`
	Slot       []string `json:"slot,omitempty" maxItems:"20" doc:"status: only of these slots: date, venue, agenda, …"`
	Is         []string `json:"is,omitempty" maxItems:"20" doc:"status: only if the new status is one of these: planned, ruled out, …"`
	Notice     []string `json:"notice,omitempty" maxItems:"10" doc:"articles: only these: correction, kill, update, edit."`
	Card       []string `json:"card,omitempty" maxItems:"10" doc:"cards: only of these kinds: position, plan, change, wording, notice, statement."`
	Topic      string   `json:"topic,omitempty" maxLength:"200" doc:"cards: only those with this word."`
}

// DeliveryList is deliveries that are pending, or that were given up.
type DeliveryList struct {
	Deliveries []alert.Delivery `json:"deliveries"`
}

type alertID struct {
	ID string `path:"id" maxLength:"100"`
}

type nothing struct{}

func (s *service) alertRoutes(doc huma.API) {
	desk := s.o.Alerts
	add(s, doc, route{Path: "/alerts", ID: "list-alerts", Tag: "alerts", Fails: []int{403}, Summary: "All subscriptions",
		About: "Requires the write scope, since addresses may contain secrets."},
		func(ctx context.Context, _ *struct{}) (SubscriptionList, error) {
			if err := auth.Allow(ctx, auth.Write); err != nil {
				return SubscriptionList{}, err
			}
			if desk.Busy() {
				return SubscriptionList{}, alertError(alert.ErrBusy)
			}
			return SubscriptionList{desk.Subscriptions()}, nil
		}, nil)

	add(s, doc, route{Method: http.MethodPost, Path: "/alerts", ID: "subscribe", Tag: "alerts", Status: http.StatusCreated,
		Fails: []int{403}, Summary: "Subscribe by webhook, in a chat or by mail",
		About: "To new statements that match a search, changes of an event (\"status of the venue changed\"), " +
			"articles corrected or withdrawn, or what the front page shows. " +
			"A POST not answered with 2xx is retried over three days, and then kept as a dead letter; 410 pauses the " +
			"subscription."},
		func(ctx context.Context, in *struct{ Body NewSubscription }) (Subscribed, error) {
			if err := auth.Allow(ctx, auth.Write); err != nil {
				return Subscribed{}, err
			}
			b := &in.Body
			sub, secret, err := desk.Subscribe(ctx, auth.From(ctx).Name,
				alert.Subscription{Name: b.Name, URL: b.URL, Kind: b.Kind, Since: b.Since, Outlet: b.Outlet, Query: b.Query,
					Speaker: b.Speaker,
					Person:  b.Person, Act: b.Act, Commitment: b.Commitment, Event: b.Event, Slot: b.Slot, Is: b.Is, Notice: b.Notice,
					Form: b.Form, Often: b.Often, At: b.At, Zone: b.Zone, Card: b.Card, Topic: b.Topic})
			return Subscribed{sub, secret}, alertError(err)
		}, nil)

	do := func(method, path, id, summary string, act func(id string) error) {
		add(s, doc, route{Method: method, Path: path, ID: id, Tag: "alerts", Status: http.StatusNoContent,
			Fails: []int{403, 404}, Summary: summary},
			func(ctx context.Context, in *alertID) (nothing, error) {
				if err := auth.Allow(ctx, auth.Write); err != nil {
					return nothing{}, err
				}
				return nothing{}, alertError(act(in.ID))
			}, nil)
	}
	do(http.MethodDelete, "/alerts/{id}", "unsubscribe", "End a subscription and drop its pending deliveries",
		desk.Unsubscribe)
	do(http.MethodPost, "/alerts/{id}/test", "test-alert", "Send a POST without items, to test a receiver",
		func(id string) error {
			_, err := desk.Test(id)
			return err
		})
	do(http.MethodPost, "/deliveries/{id}/retry", "retry-delivery",
		"Send a delivery at once: a dead letter, or a pending one", desk.Again)
	do(http.MethodDelete, "/deliveries/{id}", "drop-delivery", "Discard a delivery", desk.Drop)

	add(s, doc, route{Path: "/deliveries", ID: "list-deliveries", Tag: "alerts", Fails: []int{403},
		Summary: "Pending deliveries, or the dead letters", About: "Requires the write scope."},
		func(ctx context.Context, in *struct {
			Dead bool `query:"dead" doc:"The dead letters: deliveries that were given up."`
		}) (DeliveryList, error) {
			if err := auth.Allow(ctx, auth.Write); err != nil {
				return DeliveryList{}, err
			}
			if desk.Busy() {
				return DeliveryList{}, alertError(alert.ErrBusy)
			}
			return DeliveryList{desk.Deliveries(in.Dead)}, nil
		}, nil)
}

// alertError converts errors of the alert desk to HTTP errors.
func alertError(err error) error {
	switch {
	case errors.Is(err, alert.ErrUnknown):
		return huma.Error404NotFound(err.Error())
	case errors.Is(err, alert.ErrRefused):
		return huma.Error422UnprocessableEntity(err.Error())
	case errors.Is(err, alert.ErrBusy):
		return huma.Error503ServiceUnavailable("Another server on this ledger sends the alerts: ask that one.")
	}
	return err
}
