package page

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"readout/ledger"
	"readout/ledger/stream"
	"readout/record"
	"readout/serve/auth"
	"readout/serve/cache"
)

// streamPage is what is new, as cards put together by story, and what is ahead.
type streamPage struct {
	StreamList
	Upcoming []comingEvent
	Past     []comingEvent
	Kinds    []facetValue
	Active   []facetValue // conditions that are set, each with the address without it
	Outlets  []facetValue
	Keep     []param // conditions that the form of words and people leaves as they are
	Topic    string
	Person   string
	Unread   int
	Visit    string // since when cards are new to this reader
	Older    string // address of the next page
	Live     string // address of the updates
	Empty    bool   // of a ledger that holds nothing
}

// StreamList is cards with what their forms need.
type StreamList struct {
	Stories []story
	Token   string // of the forms of cards; "" where the reader may not decide
	Back    string
}

// story is the cards of one event, or of one report.
type story struct {
	Title, To string
	Cards     []cardShown
}

// cardShown is a card as pages show it.
type cardShown struct {
	*stream.Card
	Tells string // in a line
	New   bool
	Judge *ledger.Judgement
}

const (
	// aheadDays is how far ahead events come up, and upcomingShown how many.
	aheadDays     = 45
	upcomingShown = 8
	outletsNamed  = 8
)

func (p *pages) streamKept(ctx context.Context, today, asOf string, fresh bool) (streamed, error) {
	kept, err := p.cache.Stream(ctx, today, asOf, fresh)
	return streamed{kept}, err
}

// streamed is what is kept of the stream.
type streamed struct{ cache.Streamed }

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

func (p *pages) stream(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v := p.view(r, "New", "today")
	q := r.URL.Query()
	q.Del("as_of")
	v.Feed = feedOf(q)
	before := q.Get("before")
	pick, err := stream.NewFilter(ctx, p.o.Ledger, q)
	if err != nil {
		return asked(err)
	}
	kept, err := p.streamKept(ctx, v.Today, v.AsOf, false)
	if err != nil {
		return err
	}
	main := streamPage{Topic: q.Get("topic"), Person: q.Get("person"), Visit: p.lastVisit(w, r)}
	list := slices.DeleteFunc(slices.Clone(kept.Cards), func(c stream.Card) bool { return !pick.Takes(&c) })
	main.Unread = kept.unread(list, main.Visit)
	if main.Unread > 0 && v.AsOf == "" {
		v.Title = fmt.Sprintf("(%d) New", main.Unread)
	}
	if at := slices.IndexFunc(list, func(c stream.Card) bool { return c.ID == before }); at >= 0 {
		list = list[at+1:]
	}
	if size := p.settings(r).size; len(list) > size {
		list = list[:size]
		main.Older = address(v.AsOf, "/?"+with(without(q, "before", ""), "before", list[size-1].ID).Encode())
	}
	if main.StreamList, err = p.listed(w, r, v, kept, list, main.Visit); err != nil {
		return err
	}
	main.narrow(v, q, kept.Cards)
	if v.AsOf == "" && before == "" {
		main.Live = "/live?" + q.Encode()
	}
	ahead, err := p.aheadKept(ctx, v.Today, v.AsOf)
	if err != nil {
		return err
	}
	main.Upcoming, main.Past = ahead.Upcoming, ahead.Past
	if len(kept.Cards) == 0 {
		stats, err := p.statsKept(ctx)
		if err != nil {
			return err
		}
		main.Empty = stats.Articles == 0
	}
	v.Main = &main
	return p.show(w, r, "stream", v, http.StatusOK)
}

// unread counts cards whose articles came after a moment.
func (s *streamed) unread(list []stream.Card, since string) int {
	n := 0
	for i := range list {
		if s.isNew(&list[i], since) {
			n++
		}
	}
	return n
}

func (s *streamed) isNew(c *stream.Card, since string) bool {
	t, err := time.Parse(time.RFC3339, since)
	return err == nil && s.Ingested[c.Article.ID] > t.Unix()
}

// listed puts cards together by story, with what people said of them. Cards that
// somebody marked as wrong are left out.
func (p *pages) listed(w http.ResponseWriter, r *http.Request, v *view, kept streamed, list []stream.Card, since string) (StreamList, error) {
	judged, err := p.o.Ledger.Judgements(r.Context())
	if err != nil {
		return StreamList{}, err
	}
	out := StreamList{Back: v.Here}
	if v.Who.Scope >= auth.Write && v.AsOf == "" {
		out.Token = p.formToken(w, r)
	}
	// What else a report says goes with the event that it tells of.
	events := map[string]*stream.Card{}
	for i := range list {
		if c := &list[i]; c.Event != "" && events[c.Article.ID] == nil {
			events[c.Article.ID] = c
		}
	}
	at := map[string]int{}
	for i := range list {
		view := cardShown{Card: &list[i], Tells: stream.Capital(list[i].Happened()), New: kept.isNew(&list[i], since)}
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
		key, title, to := storyOf(v, of)
		n, ok := at[key]
		if !ok {
			n = len(out.Stories)
			at[key] = n
			out.Stories = append(out.Stories, story{Title: title, To: to})
		}
		out.Stories[n].Cards = append(out.Stories[n].Cards, view)
	}
	return out, nil
}

// partShown bounds the cards on a page that is about something else than the stream.
const partShown = 8

// streamPart is the newest cards but statements that some conditions take.
func (p *pages) streamPart(w http.ResponseWriter, r *http.Request, v *view, pick stream.Filter) (StreamList, error) {
	kept, err := p.streamKept(r.Context(), v.Today, v.AsOf, false)
	if err != nil {
		return StreamList{}, err
	}
	list := slices.DeleteFunc(slices.Clone(kept.Cards), func(c stream.Card) bool { return c.Kind == stream.Said || !pick.Takes(&c) })
	return p.listed(w, r, v, kept, list[:min(len(list), partShown)], "")
}

// storyOf is what a card is put together with: its event, or else its report.
func storyOf(v *view, c *stream.Card) (key, title, to string) {
	if c.Event != "" {
		return c.Event, stream.Capital(c.EventName), v.To("/event/%s", c.Event)
	}
	title = stream.Titled(c.Article.Headline)
	if c.Notice != nil {
		title = stream.Titled(c.Notice.Before.Headline)
	}
	return c.Article.Outlet + " " + c.Article.URL, title, v.To("/article/%s", c.Article.ID)
}

// narrow makes the links that narrow the stream.
func (m *streamPage) narrow(v *view, q url.Values, all []stream.Card) {
	q = without(q, "before", "")
	to := func(form url.Values) string { return address(v.AsOf, "/?"+form.Encode()) }
	kinds, outlets := map[string]int{}, map[string]int{}
	for i := range all {
		kinds[string(all[i].Kind)]++
		for _, o := range all[i].Outlets {
			outlets[o]++
		}
	}
	for _, k := range stream.Kinds {
		f := facetValue{Label: k.Words(), Count: kinds[string(k)], Chosen: slices.Contains(q["kind"], string(k))}
		if f.Count == 0 && !f.Chosen {
			continue
		}
		if f.To = to(with(q, "kind", string(k))); f.Chosen {
			f.To = to(without(q, "kind", string(k)))
		}
		m.Kinds = append(m.Kinds, f)
	}
	for name, n := range outlets {
		f := facetValue{Label: name, Count: n, Chosen: q.Get("outlet") == name}
		if f.To = to(with(without(q, "outlet", ""), "outlet", name)); f.Chosen {
			f.To = to(without(q, "outlet", ""))
		}
		m.Outlets = append(m.Outlets, f)
	}
	slices.SortFunc(m.Outlets, func(x, y facetValue) int { return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Label, y.Label)) })
	m.Outlets = m.Outlets[:min(len(m.Outlets), outletsNamed)]
	for _, name := range [...]string{"kind", "event", "outlet"} {
		for _, value := range q[name] {
			m.Keep = append(m.Keep, param{name, value})
		}
	}
	for _, key := range [...]string{"person", "event", "topic"} {
		if value := q.Get(key); value != "" {
			m.Active = append(m.Active, facetValue{Label: key + ": " + value, To: to(without(q, key, ""))})
		}
	}
}

// upcoming is the events ahead and just past.
type upcoming struct{ Upcoming, Past []comingEvent }

func (p *pages) aheadKept(ctx context.Context, today, asOf string) (upcoming, error) {
	return cache.Get(ctx, p.cache, "ahead "+today+" "+asOf, func(ctx context.Context) (upcoming, error) {
		var out upcoming
		coming, err := p.o.Ledger.Upcoming(ctx, today, addDays(today, aheadDays), asOf)
		if err != nil {
			return out, err
		}
		over := func(d ledger.Dossier) bool { return d.Status == record.Held }
		held := slices.Clone(coming)
		held = slices.DeleteFunc(held, func(d ledger.Dossier) bool { return !over(d) })
		coming = slices.DeleteFunc(coming, over)
		for _, d := range coming[:min(len(coming), upcomingShown)] {
			out.Upcoming = append(out.Upcoming, newComing(d, today))
		}
		if len(out.Upcoming) < upcomingShown/2 {
			past, err := p.o.Ledger.Upcoming(ctx, addDays(today, -14), today, asOf)
			if err != nil {
				return out, err
			}
			past = append(past, held...) // today, and over
			slices.Reverse(past)
			for _, d := range past[:min(len(past), upcomingShown/2)] {
				out.Past = append(out.Past, newComing(d, today))
			}
		}
		return out, nil
	})
}

// comingEvent is an event as lists show it.
type comingEvent struct {
	ledger.Dossier
	Title string
	When  string // "in 3 days"
	Head  string // how it stands, in a word or two
	Open  []ledger.SlotTrack
	Sides int // slots about which sides differ
}

func newComing(d ledger.Dossier, today string) comingEvent {
	c := comingEvent{Dossier: d, Title: eventTitle(&d), Head: stream.Head(&d, today), Open: d.Undecided()}
	if len(d.Time) >= 10 {
		c.When = dayCount(today, d.Time[:10])
	}
	for _, t := range d.Slots {
		if t.Differ {
			c.Sides++
		}
	}
	return c
}

// eventTitle is an event's name with what tells it from others of that name.
func eventTitle(d *ledger.Dossier) string {
	title := stream.Capital(d.Name)
	if d.Place != "" && !strings.Contains(strings.ToLower(title), strings.ToLower(d.Place)) {
		title += " in " + d.Place
	}
	return title
}

// visitCookie holds two moments: the end of the visit before, and the last look of this
// one. A visit ends after an hour without a request for the page.
const (
	visitCookie = "readout_visit"
	visitEnds   = time.Hour
)

// lastVisit is when the reader's visit before this one ended, "" if there was none.
func (p *pages) lastVisit(w http.ResponseWriter, r *http.Request) string {
	now := p.o.Now().UTC()
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
	p.setCookie(w, r, visitCookie, before+"|"+now.Format(time.RFC3339), time.Duration(365*24)*time.Hour)
	return before
}

// judge keeps what somebody says of a card.
func (p *pages) judge(w http.ResponseWriter, r *http.Request) error {
	form, err := p.form(r)
	if err != nil {
		return err
	}
	card, do := form.Get("card"), form.Get("do")
	kept, err := p.streamKept(r.Context(), p.now(r.Context(), ""), "", false)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(kept.Cards, func(c stream.Card) bool { return c.ID == card })
	if at < 0 || do != "right" && do != "wrong" {
		return fmt.Errorf("%w: this card is no longer there", errBadForm)
	}
	if _, err := p.o.Ledger.JudgeCard(r.Context(), p.who(w, r, form), card, clip(300, kept.Cards[at].Tells()), do == "right"); err != nil {
		return refused(err)
	}
	p.cache.Invalidate()
	to := localPath(form.Get("back"))
	if do == "wrong" {
		to = "/corrections"
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

const (
	// liveEvery is how often it is looked for what is new while somebody listens.
	liveEvery = 700 * time.Millisecond
	// liveBeat keeps connections through proxies open.
	liveBeat = 25 * time.Second
	// liveMost bounds who listens at one time.
	liveMost = 500
	// liveCards bounds the ids of one message.
	liveCards = 60
)

// live tells of new cards as they come: server-sent events, each with the ids of the
// newest cards that the conditions in the address take.
func (p *pages) live(w http.ResponseWriter, r *http.Request) error {
	if p.listening.Add(1) > liveMost {
		p.listening.Add(-1)
		w.Header().Set("Retry-After", "60")
		http.Error(w, "too many listen", http.StatusServiceUnavailable)
		return nil
	}
	defer p.listening.Add(-1)
	ctx := r.Context()
	pick, err := stream.NewFilter(ctx, p.o.Ledger, r.URL.Query())
	if err != nil {
		return asked(err)
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	flush := http.NewResponseController(w)
	tick, beat := time.NewTicker(liveEvery), time.NewTicker(liveBeat)
	defer tick.Stop()
	defer beat.Stop()
	for was := ""; ; {
		if now := p.cache.Revision(ctx); now != was {
			was = now
			kept, err := p.streamKept(ctx, p.now(ctx, ""), "", true)
			if err != nil {
				return nil // the answer has begun; the browser asks again
			}
			judged, err := p.o.Ledger.Judgements(ctx)
			if err != nil {
				return nil
			}
			ids := []string{}
			for i := range kept.Cards {
				j, ok := judged[kept.Cards[i].ID]
				if len(ids) < liveCards && pick.Takes(&kept.Cards[i]) && (!ok || j.Right) {
					ids = append(ids, kept.Cards[i].ID)
				}
			}
			data, err := json.Marshal(ids)
			if err != nil {
				return nil
			}
			fmt.Fprintf(w, "data: %s\n\n", data)
			if flush.Flush() != nil {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-beat.C:
			fmt.Fprint(w, ": \n\n")
			if flush.Flush() != nil {
				return nil
			}
		case <-tick.C:
		}
	}
}

// listeners counts who listens.
type listeners = atomic.Int64
