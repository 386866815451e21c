package front

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"readout/ledger"
	known "readout/ledger/dossier"
	"readout/ledger/event/daterange"
	"readout/ledger/stream"
	"readout/record"
	"readout/serve/cache"
	"readout/serve/page/cards"
	"readout/serve/page/dossier"
	"readout/serve/page/frame"
	"readout/store"
)

// streamPage is what is new, as cards put together by story, and what is ahead.
type streamPage struct {
	cards.List
	Upcoming []dossier.Coming
	Past     []dossier.Coming
	Kinds    []frame.FacetValue
	Active   []frame.FacetValue // conditions that are set, each with the address without it
	Outlets  []frame.FacetValue
	Keep     []frame.Param // conditions that the form of words and people leaves as they are
	Topic    string
	Person   string
	Unread   int
	Visit    string // since when cards are new to this reader
	Older    string // address of the next page
	Live     string // address of the updates
	Empty    bool   // of a ledger that holds nothing
}

const (
	// aheadDays is how far ahead events come up, and upcomingShown how many.
	aheadDays     = 45
	upcomingShown = 8
	outletsNamed  = 8
)

// feedOf is the feed of the stream by its conditions in an address; it refuses others.
func feedOf(q url.Values) string {
	asked := url.Values{}
	for _, name := range stream.Conditions {
		if q.Has(name) {
			asked[name] = q[name]
		}
	}
	if len(asked) == 0 {
		return "/feeds/stream.atom"
	}
	return "/feeds/stream.atom?" + asked.Encode()
}

func (p *Pages) stream(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v := p.View(r, "New", "today")
	q := r.URL.Query()
	q.Del("as_of")
	v.Feed = feedOf(q)
	before := q.Get("before")
	pick, err := stream.NewFilter(ctx, p.Ledger, q)
	if err != nil {
		return frame.Asked(err)
	}
	kept, err := p.cards.Kept(ctx, v.Today, v.AsOf, false)
	if err != nil {
		return err
	}
	main := streamPage{Topic: q.Get("topic"), Person: q.Get("person"), Visit: p.lastVisit(w, r)}
	list := slices.DeleteFunc(slices.Clone(kept.Cards), func(c stream.Card) bool { return !pick.Takes(&c) })
	main.Unread = kept.Unread(list, main.Visit)
	if main.Unread > 0 && v.AsOf == "" {
		v.Title = fmt.Sprintf("(%d) New", main.Unread)
	}
	if at := slices.IndexFunc(list, func(c stream.Card) bool { return c.ID == before }); at >= 0 {
		list = list[at+1:]
	}
	if size := p.Settings(r).Size; len(list) > size {
		list = list[:size]
		main.Older = frame.Address(v.AsOf, "/?"+frame.With(frame.Without(q, "before", ""), "before",
			list[size-1].ID).Encode())
	}
	if main.List, err = p.cards.Listed(w, r, v, kept, list, main.Visit); err != nil {
		return err
	}
	main.narrow(v, q, kept.Cards)
	if v.AsOf == "" && before == "" {
		main.Live = "/live?" + q.Encode()
	}
	ahead, err := p.Ahead(ctx, v.Today, v.AsOf)
	if err != nil {
		return err
	}
	main.Upcoming, main.Past = ahead.Upcoming, ahead.Past
	if len(kept.Cards) == 0 {
		stats, err := p.Stats(ctx)
		if err != nil {
			return err
		}
		main.Empty = stats.Articles == 0
	}
	v.Main = &main
	return p.Show(w, r, "stream", v, http.StatusOK)
}

// narrow makes the links that narrow the stream.
func (m *streamPage) narrow(v *frame.View, q url.Values, all []stream.Card) {
	q = frame.Without(q, "before", "")
	to := func(form url.Values) string { return frame.Address(v.AsOf, "/?"+form.Encode()) }
	kinds, outlets := map[string]int{}, map[string]int{}
	for i := range all {
		kinds[string(all[i].Kind)]++
		for _, o := range all[i].Outlets {
			outlets[o]++
		}
	}
	for _, k := range stream.Kinds {
		f := frame.FacetValue{Label: k.Words(), Count: kinds[string(k)], Chosen: slices.Contains(q["kind"], string(k))}
		if f.Count == 0 && !f.Chosen {
			continue
		}
		if f.To = to(frame.With(q, "kind", string(k))); f.Chosen {
			f.To = to(frame.Without(q, "kind", string(k)))
		}
		m.Kinds = append(m.Kinds, f)
	}
	for name, n := range outlets {
		f := frame.FacetValue{Label: name, Count: n, Chosen: q.Get("outlet") == name}
		if f.To = to(frame.With(frame.Without(q, "outlet", ""), "outlet", name)); f.Chosen {
			f.To = to(frame.Without(q, "outlet", ""))
		}
		m.Outlets = append(m.Outlets, f)
	}
	slices.SortFunc(m.Outlets, func(x, y frame.FacetValue) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Label, y.Label))
	})
	m.Outlets = m.Outlets[:min(len(m.Outlets), outletsNamed)]
	for _, name := range [...]string{"kind", "event", "outlet"} {
		for _, value := range q[name] {
			m.Keep = append(m.Keep, frame.Param{Name: name, Value: value})
		}
	}
	for _, key := range [...]string{"person", "event", "topic"} {
		if value := q.Get(key); value != "" {
			m.Active = append(m.Active, frame.FacetValue{Label: key + ": " + value, To: to(frame.Without(q, key, ""))})
		}
	}
}

// Upcoming is the events ahead and just past.
type Upcoming struct{ Upcoming, Past []dossier.Coming }

// Ahead finds the events of the next weeks; where there are few, those just past too.
func (p *Pages) Ahead(ctx context.Context, today, asOf string) (Upcoming, error) {
	return cache.Kept(ctx, p.Cache, "ahead "+today+" "+asOf, asOf, func(ctx context.Context) (Upcoming, error) {
		var out Upcoming
		coming, err := p.Ledger.Upcoming(ctx, today, frame.AddDays(today, aheadDays), asOf)
		if err != nil {
			return out, err
		}
		over := func(d ledger.Dossier) bool { return d.Status == record.Held }
		held := slices.Clone(coming)
		held = slices.DeleteFunc(held, func(d ledger.Dossier) bool { return !over(d) })
		coming = known.ToCome(slices.DeleteFunc(coming, over))
		for _, d := range coming[:min(len(coming), upcomingShown)] {
			out.Upcoming = append(out.Upcoming, dossier.NewComing(d, today))
		}
		if len(out.Upcoming) < upcomingShown/2 {
			past, err := p.Ledger.Upcoming(ctx, frame.AddDays(today, -14), today, asOf)
			if err != nil {
				return out, err
			}
			past = slices.DeleteFunc(past, func(d ledger.Dossier) bool { return daterange.Of(d.Time).To >= store.DayOf(today) })
			past = append(past, held...) // today, and over
			slices.Reverse(past)
			for _, d := range past[:min(len(past), upcomingShown/2)] {
				out.Past = append(out.Past, dossier.NewComing(d, today))
			}
		}
		return out, nil
	})
}

// visitCookie holds two moments: the end of the visit before, and the last look of this
// one. A visit ends after an hour without a request for the page.
const (
	visitCookie = "readout_visit"
	visitEnds   = time.Hour
)

// lastVisit is when the reader's visit before this one ended, "" if there was none.
func (p *Pages) lastVisit(w http.ResponseWriter, r *http.Request) string {
	now := p.Now().UTC()
	before, current := "", time.Time{}
	if c, err := r.Cookie(visitCookie); err == nil {
		last, cur, _ := strings.Cut(c.Value, "|")
		if _, err := time.Parse(time.RFC3339, last); err == nil {
			before = last
		}
		current, _ = time.Parse(time.RFC3339, cur)
	}
	if !current.IsZero() && now.Sub(current) > visitEnds {
		before = current.Format(time.RFC3339)
	}
	p.SetCookie(w, r, visitCookie, before+"|"+now.Format(time.RFC3339), time.Duration(365*24)*time.Hour)
	return before
}
