package people

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/stream"
	"readout/serve/page/cards"
	"readout/serve/page/correct"
	"readout/serve/page/frame"
	"readout/serve/page/plot"
	"readout/store"
)

// personPage is one person, organization or place.
type personPage struct {
	ledger.Person
	Topic    string
	Topics   []ledger.Topic
	Track    []ledger.Position // the newest first
	Count    int
	Cut      bool            // more was said than is shown
	Unsure   int             // statements that were not surely read, which are not shown
	Plots    []*plot.Plot    // the same for screens of two widths
	Others   []ledger.Person // of the same name
	Decision []correct.AuditEntry
	Stream   cards.List // what changed lately that is about this person
}

// history is a person's track with the topics it is about.
type history struct {
	track  ledger.Track
	topics []ledger.Topic
}

const (
	topicsShown = 14
	trackShown  = 60
)

func (p *Pages) person(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	person, err := p.Ledger.Person(r.Context(), id)
	if err != nil {
		return err
	}
	if person.ID != id { // a name or another of the person's agents
		to := frame.Address(frame.AsOf(r), "/person/%s", person.ID)
		if topic := r.URL.Query().Get("topic"); topic != "" {
			to = frame.Address(frame.AsOf(r), "/person/"+url.PathEscape(person.ID)+"?topic="+url.QueryEscape(topic))
		}
		http.Redirect(w, r, to, http.StatusFound)
		return nil
	}
	v := p.View(r, person.Name, "people")
	main := personPage{Person: person, Topic: strings.TrimSpace(r.URL.Query().Get("topic"))}
	v.Feed = "/feeds/person/" + person.ID + ".atom"
	s, err := p.history(r.Context(), person.ID, main.Topic, v.AsOf)
	if err != nil {
		return err
	}
	main.Topics = s.topics[:min(len(s.topics), topicsShown)]
	main.Count = len(s.track.Entries)
	main.Track = slices.Clone(s.track.Entries)
	slices.Reverse(main.Track)
	main.Track = slices.DeleteFunc(main.Track, func(e ledger.Position) bool { return !e.Statement.Sure() })
	main.Unsure = main.Count - len(main.Track)
	if main.Cut = len(main.Track) > trackShown; main.Cut {
		main.Track = main.Track[:trackShown]
	}
	if main.Topic != "" {
		for _, f := range [...]plot.Format{plot.Middle, plot.Narrow} {
			if drawn := positions(v, &s.track, f); drawn != nil {
				main.Plots = append(main.Plots, drawn)
			}
		}
	}
	same, err := p.Ledger.People(r.Context(), person.Name)
	if err != nil {
		return err
	}
	for _, o := range same {
		if o.ID != person.ID {
			main.Others = append(main.Others, o)
		}
	}
	if len(person.Merged) > 0 {
		all, err := p.Ledger.Audit(r.Context())
		if err != nil {
			return err
		}
		main.Decision = correct.AuditOf(slices.DeleteFunc(all, func(d store.Decision) bool {
			return !slices.Contains(person.Merged, d.ID)
		}))
	}
	if main.Stream, err = p.cards.Part(w, r, v, stream.Filter{Person: stream.NamesOf(&person)}); err != nil {
		return err
	}
	v.Main = &main
	return p.Show(w, r, "person", v, http.StatusOK)
}

// history reads a person's track, and what all of it is about.
func (p *Pages) history(ctx context.Context, id, topic, day string) (history, error) {
	all, err := p.Cache.Said(ctx, id, "", day)
	if err != nil {
		return history{}, err
	}
	s := history{all, all.Topics()}
	if topic != "" {
		if s.track, err = p.Cache.Said(ctx, id, topic, day); err != nil {
			return history{}, fmt.Errorf("%w: %w", frame.ErrBadAsk, err)
		}
	}
	return s, nil
}
