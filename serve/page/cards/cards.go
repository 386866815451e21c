package cards

import (
	"context"
	"net/http"
	"slices"
	"time"

	"readout/ledger"
	"readout/ledger/stream"
	"readout/serve/auth"
	"readout/serve/cache"
	"readout/serve/page/frame"
	"readout/store"
)

// List is cards with what their forms need.
type List struct {
	Stories []Story
	Token   string // of the forms of cards; "" where the reader may not decide
	Back    string
}

// Story is the cards of one event, or of one report.
type Story struct {
	Title, To string
	Cards     []Shown
}

// Shown is a card as pages show it.
type Shown struct {
	*stream.Card
	Tells string // in a line
	New   bool
	Judge *ledger.Judgement
}

// Kept is the stream as it is, from the cache; fresh waits for what came just now.
func (p *Pages) Kept(ctx context.Context, today, asOf string, fresh bool) (Newest, error) {
	kept, err := p.Cache.Stream(ctx, today, asOf, fresh)
	return Newest{kept}, err
}

// Newest is what is kept of the stream.
type Newest struct{ cache.Streamed }

// Unread counts cards whose articles came after a moment.
func (s *Newest) Unread(list []stream.Card, since string) int {
	n := 0
	for i := range list {
		if s.isNew(&list[i], since) {
			n++
		}
	}
	return n
}

func (s *Newest) isNew(c *stream.Card, since string) bool {
	t, err := time.Parse(time.RFC3339, since)
	return err == nil && s.Ingested[c.Article.ID] > t.Unix()
}

// Listed puts cards together by story, with what people said of them. Cards that
// somebody marked as wrong are left out.
func (p *Pages) Listed(w http.ResponseWriter, r *http.Request, v *frame.View, kept Newest, list []stream.Card,
	since string) (List, error) {
	judged, err := p.Ledger.Judgements(r.Context())
	if err != nil {
		return List{}, err
	}
	out := List{Back: v.Here}
	if v.Who.Scope >= auth.Write && v.AsOf == "" {
		out.Token = p.FormToken(w, r)
	}
	// What else a report says goes with the event that it tells of.
	events := map[string]*stream.Card{}
	for i := range list {
		if c := &list[i]; c.Event != "" && events[c.Article.ID] == nil {
			events[c.Article.ID] = c
		}
	}
	at, stands := map[string]int{}, standing(list)
	for i := range list {
		view := Shown{Card: &list[i], Tells: stream.Capital(list[i].Happened()), New: kept.isNew(&list[i], since)}
		if j, ok := judged[list[i].ID]; ok {
			if !j.Right {
				continue
			}
			view.Judge = &j
		}
		of := &list[i]
		if e := events[of.Article.ID]; e != nil && of.Event == "" {
			of = e
		}
		key, title, to := storyOf(v, of, stands)
		n, ok := at[key]
		if !ok {
			n = len(out.Stories)
			at[key] = n
			out.Stories = append(out.Stories, Story{Title: title, To: to})
		}
		out.Stories[n].Cards = append(out.Stories[n].Cards, view)
	}
	return out, nil
}

// partShown bounds the cards on a page that is about something else than the stream.
const partShown = 8

// Part is the newest cards but statements that some conditions take.
func (p *Pages) Part(w http.ResponseWriter, r *http.Request, v *frame.View, pick stream.Filter) (List, error) {
	kept, err := p.Kept(r.Context(), v.Today, v.AsOf, false)
	if err != nil {
		return List{}, err
	}
	list := slices.DeleteFunc(slices.Clone(kept.Cards), func(c stream.Card) bool {
		return c.Kind == stream.Said || !pick.Takes(&c)
	})
	return p.Listed(w, r, v, kept, list[:min(len(list), partShown)], "")
}

// storyOf is what a card is put together with: its event, or else its report, by the headline that stands.
func storyOf(v *frame.View, c *stream.Card, stands map[store.Key]*ledger.Article) (key, title, to string) {
	if c.Event != "" {
		return c.Event, stream.Capital(c.EventName), v.To("/event/%s", c.Event)
	}
	a := c.Article
	if now := stands[reportOf(&a)]; now != nil {
		a = *now
	}
	title = a.Headline
	if withdraws(c) {
		title = c.Notice.Before.Headline // what withdraws a report has no headline of its own
	}
	return a.Outlet + " " + a.URL, stream.Titled(title), v.To("/article/%s", a.ID)
}

func withdraws(c *stream.Card) bool { return c.Notice != nil && c.Notice.Kind == "kill" }

func reportOf(a *ledger.Article) store.Key { return store.Key{Outlet: a.Outlet, Ident: a.URL} }

// standing are the versions of reports that stand, of those that cards tell of.
func standing(list []stream.Card) map[store.Key]*ledger.Article {
	out := map[store.Key]*ledger.Article{}
	for i := range list {
		if a := &list[i].Article; a.Until == "" && !withdraws(&list[i]) {
			out[reportOf(a)] = a
		}
	}
	return out
}
