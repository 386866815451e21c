package api

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/export"
	"readout/serve/cache"
)

// EventList is a list of events with their dossiers.
type EventList struct {
	Events []ledger.Dossier `json:"events"`
}

// OutcomeList compares what was planned with what took place.
type OutcomeList struct {
	Event    string           `json:"event"`
	Outcomes []ledger.Outcome `json:"outcomes"`
}

type eventName struct {
	ID string `path:"id" minLength:"1" maxLength:"300" doc:"The id of an event (or of any report of it), or words of its name, place or participants, which select the event with the most reports." example:"summit"`
	AsOfDay
}

func (s *service) eventRoutes(doc huma.API) {
	add(s, doc, route{Path: "/events", ID: "find-events", Tag: "events",
		Summary: "Events by name, or upcoming events",
		About: "With name: all events that match its words, most reports first. Without: those planned for a " +
			"day from \"from\" (default: today) on, soonest first."},
		func(ctx context.Context, in *struct {
			Name  string `query:"name" maxLength:"300" doc:"Words of names, places or participants." example:"summit"`
			From  string `query:"from" pattern:"^\\d{4}-\\d\\d-\\d\\d$" doc:"Planned for that day or later; today by default."`
			To    string `query:"to" pattern:"^\\d{4}-\\d\\d-\\d\\d$" doc:"Planned for a day before that."`
			Place string `query:"place" maxLength:"300" doc:"Only those in this town or venue." example:"Ostrella"`
			Limit int    `query:"limit" minimum:"1" maximum:"200" default:"20" doc:"Maximum number. Each comes with its whole dossier."`
			AsOfDay
		}) (EventList, error) {
			if err := errors.Join(ask.CheckDays("from", in.From, "to", in.To), ask.CheckAsOf(in.AsOf)); err != nil {
				return EventList{}, err
			}
			var list []ledger.Dossier
			var err error
			if in.Name != "" {
				list, err = s.o.Cache.Events(ctx, in.Name, in.AsOf)
			} else {
				from := in.From
				if from == "" {
					from = s.o.Now().UTC().Format(time.DateOnly)
					if len(in.AsOf) >= 10 {
						from = in.AsOf[:10]
					}
				}
				list, err = s.upcoming(ctx, from, in.To, in.AsOf, in.Place, in.Limit)
			}
			if in.Place != "" { // a copy, since cached values are shared
				list = slices.DeleteFunc(slices.Clone(list), func(d ledger.Dossier) bool { return !d.In(in.Place) })
			}
			return EventList{orEmpty(list[:min(len(list), in.Limit)])}, err
		}, func(e *EventList) [][]string { return export.DossierRows(e.Events) })

	add(s, doc, route{Path: "/events/{id}", ID: "get-event", Tag: "events", Fails: []int{404},
		Summary: "The dossier of an event",
		About: "What stands for each slot (date, place, venue, participants, agenda, documents, press conference, …), who " +
			"said it, how it came about, where the sides differ, what is open."},
		func(ctx context.Context, in *eventName) (ledger.Dossier, error) { return s.dossier(ctx, in) },
		func(d *ledger.Dossier) [][]string { return export.DossierRows([]ledger.Dossier{*d}) })

	add(s, doc, route{Path: "/events/{id}/why", ID: "get-event-why", Tag: "events", Fails: []int{404},
		Summary: "Why the dossier says what it says",
		About: "The dossier, in which each entry has its verdict (stands, supports, superseded, set aside) and the reason; " +
			"and for each report the evidence that it concerns this event, " +
			"with the reports of other events that have the most in common with it."},
		func(ctx context.Context, in *eventName) (ledger.EventWhy, error) {
			// Which event words mean is worked out once for all that is asked of it.
			d, err := s.dossier(ctx, in)
			if err != nil {
				return ledger.EventWhy{}, err
			}
			return cache.Get(ctx, s.o.Cache, "why "+in.AsOf+" "+d.ID, func(ctx context.Context) (ledger.EventWhy, error) {
				return s.l.Why(ctx, d.ID, in.AsOf)
			})
		}, nil)

	add(s, doc, route{Path: "/events/{id}/outcomes", ID: "get-outcomes", Tag: "events", Fails: []int{404},
		Summary: "What was planned against what took place",
		About:   "Empty before the event's day."},
		func(ctx context.Context, in *eventName) (OutcomeList, error) {
			d, err := s.dossier(ctx, in)
			return OutcomeList{d.ID, orEmpty(d.Outcomes())}, err
		}, nil)

	add(s, doc, route{Path: "/changes", ID: "get-changes", Tag: "events", Summary: "What changed since a day",
		About: "Slots of events that changed, articles that were edited, corrected or withdrawn, and what people decided."},
		func(ctx context.Context, in *struct {
			Since string `query:"since" required:"true" pattern:"^\\d{4}-\\d\\d-\\d\\d$" doc:"From the start of that day." example:"2024-03-14"`
			AsOfDay
		}) (ledger.Changes, error) {
			if err := errors.Join(ask.CheckMoment("since", in.Since), ask.CheckAsOf(in.AsOf)); err != nil {
				return ledger.Changes{}, err
			}
			return cache.Overview(ctx, s.o.Cache, "changes "+in.Since+" "+in.AsOf,
				func(ctx context.Context) (ledger.Changes, error) { return s.l.Changes(ctx, in.Since, in.AsOf) })
		}, export.ChangeRows)
}

// upcoming gives coming events: the first of them, or all where those of a place are wanted.
func (s *service) upcoming(ctx context.Context, from, to, asOf, place string, most int) ([]ledger.Dossier, error) {
	key := "upcoming " + from + " " + to + " " + asOf
	if place != "" {
		return cache.Overview(ctx, s.o.Cache, key, func(ctx context.Context) ([]ledger.Dossier, error) {
			return ledger.Detached(s.l.Upcoming(ctx, from, to, asOf))
		})
	}
	return cache.Overview(ctx, s.o.Cache, fmt.Sprint(key, " first ", most),
		func(ctx context.Context) ([]ledger.Dossier, error) {
			return ledger.Detached(s.l.Soonest(ctx, from, to, asOf, most))
		})
}

func (s *service) dossier(ctx context.Context, in *eventName) (ledger.Dossier, error) {
	if err := ask.CheckAsOf(in.AsOf); err != nil {
		return ledger.Dossier{}, err
	}
	return s.o.Cache.Event(ctx, in.ID, in.AsOf)
}
