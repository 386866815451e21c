package page

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"readout/ledger"
	"readout/serve/memory"
)

// todayPage is what changed since the last visit, what was said last, what comes.
type todayPage struct {
	Since    string // the day from which changes are shown
	Visit    bool   // Since is the reader's own last visit
	Slots    []eventChanges
	Articles []ledger.ArticleChange
	People   []auditEntry
	Newest   []ledger.Statement
	Upcoming []comingEvent
	Past     []comingEvent
	Days     []dayLink
	Empty    bool
	More     int // events with changes beyond those shown
	Edited   int // articles beyond those shown
}

// eventChanges are the changes of one event's slots.
type eventChanges struct {
	ID, Name string
	Slots    []ledger.SlotChange
	More     int    // changes beyond those shown
	last     string // when the newest was published
}

// comingEvent is an event as lists show it.
type comingEvent struct {
	ledger.Dossier
	Title string
	When  string // "in 3 days"
	Open  []ledger.SlotTrack
	Sides int // slots about which sides differ
}

type dayLink struct{ Day, Label string }

func newComing(d ledger.Dossier, today string) comingEvent {
	c := comingEvent{Dossier: d, Title: eventTitle(&d), Open: d.Undecided()}
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
	title := capital(d.Name)
	if d.Place != "" && !strings.Contains(strings.ToLower(title), strings.ToLower(d.Place)) {
		title += " in " + d.Place
	}
	return title
}

const (
	newestShown   = 12
	upcomingShown = 8
	eventsChanged = 10
	slotsShown    = 8
	articlesShown = 12
	aheadDays     = 45 // how far ahead events come up
	changedDays   = 7  // what a first visit is shown
)

func (p *pages) today(w http.ResponseWriter, r *http.Request) error {
	v := p.view(r, "Today", "today")
	v.Feed = "/feeds/search.atom"
	since, visit := r.URL.Query().Get("since"), false
	if last := p.lastVisit(w, r); since == "" && last != "" && last >= addDays(v.Today, -60) && last <= v.Today && v.AsOf == "" {
		since, visit = last, true
	}
	if since == "" {
		since = addDays(v.Today, -changedDays)
	}
	main, err := p.todayKept(r.Context(), since, v.Today, v.AsOf)
	if err != nil {
		return err
	}
	main.Since, main.Visit = since, visit
	v.Main = &main
	return p.show(w, r, "today", v, http.StatusOK)
}

func (p *pages) todayKept(ctx context.Context, since, today, asOf string) (todayPage, error) {
	return memory.Remember(ctx, p.memory, "today "+since+" "+today+" "+asOf, func(ctx context.Context) (todayPage, error) { return p.todayOf(ctx, since, today, asOf) })
}

func (p *pages) todayOf(ctx context.Context, since, today, asOf string) (todayPage, error) {
	var out todayPage
	l := p.o.Ledger
	changes, err := l.Changes(ctx, since, asOf)
	if err != nil {
		return out, err
	}
	out.Articles = changes.Articles
	slices.Reverse(out.Articles) // the newest first
	at := map[string]int{}
	for _, c := range changes.Slots {
		if c.Now == nil {
			continue
		}
		i, ok := at[c.Event]
		if !ok {
			i = len(out.Slots)
			at[c.Event] = i
			out.Slots = append(out.Slots, eventChanges{ID: c.Event, Name: capital(c.Name)})
		}
		e := &out.Slots[i]
		e.last = max(e.last, c.Now.Published)
		if len(e.Slots) == slotsShown {
			e.More++
			continue
		}
		e.Slots = append(e.Slots, c)
	}
	slices.SortStableFunc(out.Slots, func(x, y eventChanges) int { return cmp.Compare(y.last, x.last) })
	out.More = max(len(out.Slots)-eventsChanged, 0)
	out.Slots = out.Slots[:len(out.Slots)-out.More]
	out.Edited = max(len(out.Articles)-articlesShown, 0)
	out.Articles = out.Articles[:len(out.Articles)-out.Edited]
	out.People = auditOf(changes.Audit)
	page, err := l.Search(ctx, ledger.Query{AsOf: asOf, Limit: 60})
	if err != nil {
		return out, err
	}
	out.Newest = distinct(page.Statements, newestShown)
	coming, err := l.Upcoming(ctx, today, addDays(today, aheadDays), asOf)
	if err != nil {
		return out, err
	}
	for _, d := range coming[:min(len(coming), upcomingShown)] {
		out.Upcoming = append(out.Upcoming, newComing(d, today))
	}
	if len(out.Upcoming) < upcomingShown/2 {
		past, err := l.Upcoming(ctx, addDays(today, -14), today, asOf)
		if err != nil {
			return out, err
		}
		slices.Reverse(past)
		for _, d := range past[:min(len(past), upcomingShown/2)] {
			out.Past = append(out.Past, newComing(d, today))
		}
	}
	for _, n := range [...]int{1, 7, 30} {
		day := addDays(today, -n)
		out.Days = append(out.Days, dayLink{day, map[int]string{1: "a day", 7: "a week", 30: "a month"}[n]})
	}
	out.Empty = len(page.Statements) == 0 && len(coming) == 0
	return out, nil
}

// distinct drops statements whose words came before in the list: copies and nested ones.
func distinct(list []ledger.Statement, n int) []ledger.Statement {
	seen := map[string]bool{}
	var out []ledger.Statement
	for _, s := range list {
		if key := strings.ToLower(strings.Trim(s.Content, " \"“”.,")); !seen[key] && len(s.Speakers) > 0 && len(key) > 20 {
			seen[key] = true
			out = append(out, s)
		}
		if len(out) == n {
			break
		}
	}
	return out
}

// visitCookie holds two days: that of the visit before, and of this one. A visit
// ends after an hour without a request for the page.
const (
	visitCookie = "readout_visit"
	visitEnds   = time.Hour
)

// lastVisit is the day of the reader's visit before this one, "" if there was none.
func (p *pages) lastVisit(w http.ResponseWriter, r *http.Request) string {
	now := p.o.Now().UTC()
	before, current := "", time.Time{}
	if c, err := r.Cookie(visitCookie); err == nil {
		last, cur, _ := strings.Cut(c.Value, "|")
		if _, err := time.Parse(time.DateOnly, last); err == nil {
			before = last
		}
		current, _ = time.Parse(time.RFC3339, cur)
	}
	if !current.IsZero() && now.Sub(current) > visitEnds {
		before = current.Format(time.DateOnly)
	}
	http.SetCookie(w, &http.Cookie{Name: visitCookie, Value: before + "|" + now.Format(time.RFC3339), Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: r.TLS != nil, MaxAge: 365 * 24 * 3600})
	return before
}
