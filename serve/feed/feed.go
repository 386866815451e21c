// Package feed lets programs follow a ledger: Atom, JSON Feed and iCalendar of any search,
// person, event or list of changes.
//
// In come requests under /feeds/; out go feeds whose entries keep their ids as long as their
// words stand. It refuses unknown formats and conditions.
//
// The one idea: a feed is a query that is repeated. Its entries are text, never markup, each
// with the address of the page that shows it here and of the article it was cut from.
package feed

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/stream"
	"readout/serve/cache"
	"readout/serve/etag"
)

// Options configures the feeds. Only Ledger is required.
type Options struct {
	Ledger *ledger.Ledger
	Cache  *cache.Cache     // caches slow answers; nil uses a new one
	Base   string           // the public address, "https://news.example"; "" uses the address of each request
	Now    func() time.Time // nil is time.Now
	Log    *slog.Logger     // nil logs nothing
}

// Prefix is the path under which feeds are mounted.
const Prefix = "/feeds"

type service struct {
	o Options
	l *ledger.Ledger
}

// New returns the handler of everything under Prefix:
//
//	/feeds/search.atom    statements, with the filters of the search page
//	/feeds/person/ID.atom what one person said; ?q= on a topic
//	/feeds/event/ID.atom  every change of an event's slots; ?slot= of one kind
//	/feeds/stream.atom    the cards of the front page, with its filters
//	/feeds/changes.atom   slots that changed, articles corrected and withdrawn
//	/feeds/events.ics     events with a day; ?name= those of a name
//	/feeds/event/ID.ics   one event
//
// and .json for each .atom.
//
// Errors: there is no ledger.
func New(o Options) (http.Handler, error) {
	if o.Ledger == nil {
		return nil, errors.New("feed: there is no ledger")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Cache == nil {
		o.Cache = cache.New(o.Ledger)
	}
	s := &service{o: o, l: o.Ledger}
	mux := http.NewServeMux()
	handle := func(pattern string, serve func(w http.ResponseWriter, r *http.Request) error) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Cache-Control", "private, max-age=60")
			etag.Serve(w, r, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if err := serve(w, r); err != nil {
					s.fail(w, r, err)
				}
			}))
		})
	}
	for _, form := range []string{"atom", "json"} {
		handle("GET "+Prefix+"/search."+form, s.search)
		handle("GET "+Prefix+"/changes."+form, s.changes)
		handle("GET "+Prefix+"/stream."+form, s.stream)
	}
	handle("GET "+Prefix+"/events.ics", s.calendar)
	handle("GET "+Prefix+"/person/{file}", s.person)
	handle("GET "+Prefix+"/event/{file}", s.event)
	handle(Prefix+"/", func(http.ResponseWriter, *http.Request) error {
		return refusal{http.StatusNotFound, "There is no such feed."}
	})
	return mux, nil
}

// refusal is an error that is the request's fault.
type refusal struct {
	status int
	detail string
}

func (r refusal) Error() string { return r.detail }

// fail answers with problem details (RFC 9457).
func (s *service) fail(w http.ResponseWriter, r *http.Request, err error) {
	var fault *ledger.Fault
	said := refusal{http.StatusInternalServerError, "Something went wrong here. The log has it."}
	switch {
	case errors.As(err, &said):
	case errors.As(err, &fault):
		said = refusal{http.StatusUnprocessableEntity, fault.Error()}
	case errors.Is(err, ask.ErrUnknown):
		said = refusal{http.StatusNotFound, err.Error()}
	case errors.Is(err, ledger.ErrCursor):
		said = refusal{http.StatusUnprocessableEntity, err.Error()}
	case errors.Is(err, context.DeadlineExceeded):
		w.Header().Set("Retry-After", "10") // it is computed further meanwhile
		said = refusal{http.StatusServiceUnavailable, "This took too long."}
	default:
		s.o.Log.ErrorContext(r.Context(), "a feed failed", "path", r.URL.Path, "error", err)
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(said.status)
	json.NewEncoder(w).Encode(map[string]any{"title": http.StatusText(said.status), "status": said.status,
		"detail": said.detail})
}

// base returns the address under which this server is reached. Middleware has already checked
// the host against the server's own names.
func (s *service) base(r *http.Request) string {
	if s.o.Base != "" {
		return strings.TrimSuffix(s.o.Base, "/")
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}

// conditions are the parameters of a search.
var conditions = []string{"q", "speaker", "person", "role", "outlet", "kind", "act", "commitment", "attitude", "status",
	"event", "from", "to", "as_of", "replaced", "cursor"}

// checkParams refuses parameters that a feed does not know, so that a mistyped one does not mean
// "all".
func checkParams(q url.Values, known ...string) error {
	for name := range q {
		if !slices.Contains(known, name) {
			return refusal{http.StatusUnprocessableEntity, fmt.Sprintf("%q is not a condition of this feed: %s", name,
				strings.Join(known, ", "))}
		}
	}
	return ask.CheckMoment("since", q.Get("since"))
}

// perFeed is the number of entries on a page of a feed. "next" leads to older ones.
const perFeed = 50

func query(q url.Values) (ledger.Query, error) {
	out, err := ask.ParseQuery(q)
	out.Limit = perFeed
	return out, err
}

func (s *service) search(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	if err := checkParams(q, conditions...); err != nil {
		return err
	}
	title := "Statements"
	if said := describe(q); said != "" {
		title += ": " + said
	}
	home := q.Encode()
	if home != "" {
		home = "?" + home
	}
	search, err := query(q)
	if err != nil {
		return err
	}
	return s.statements(w, r, search, title, "/search"+home)
}

// describe describes the conditions of a search.
func describe(q url.Values) string {
	var parts []string
	for _, name := range conditions[:len(conditions)-2] {
		for _, v := range q[name] {
			switch {
			case v == "":
			case name == "q":
				parts = append(parts, v)
			default:
				parts = append(parts, name+" "+v)
			}
		}
	}
	return strings.Join(parts, ", ")
}

func (s *service) statements(w http.ResponseWriter, r *http.Request, q ledger.Query, title, home string) error {
	page, err := s.o.Cache.Search(r.Context(), q)
	if err != nil {
		return err
	}
	f := s.feed(r, title, home)
	for i := range page.Statements {
		f.entries = append(f.entries, ofStatement(f.base, &page.Statements[i]))
	}
	if page.Next != "" {
		more := r.URL.Query()
		more.Set("cursor", page.Next)
		f.next = f.base + r.URL.EscapedPath() + "?" + more.Encode()
	}
	return f.write(w, form(r))
}

// form returns the extension of the requested address.
func form(r *http.Request) string { return r.URL.Path[strings.LastIndexByte(r.URL.Path, '.')+1:] }

// named returns the id in an address like person/ID.atom. It refuses unknown extensions.
func named(r *http.Request, forms ...string) (string, error) {
	file := r.PathValue("file")
	dot := strings.LastIndexByte(file, '.')
	if dot < 1 || !slices.Contains(forms, file[dot+1:]) {
		return "", refusal{http.StatusNotFound, "The forms of this feed are " + strings.Join(forms, ", ") + "."}
	}
	return file[:dot], nil
}

func (s *service) person(w http.ResponseWriter, r *http.Request) error {
	id, err := named(r, "atom", "json")
	if err != nil {
		return err
	}
	q := r.URL.Query()
	if err := checkParams(q, "q", "cursor"); err != nil {
		return err
	}
	p, err := s.l.Person(r.Context(), id)
	if err != nil {
		return err
	}
	search, err := query(q)
	if err != nil {
		return err
	}
	search.Person = p.ID
	title := p.Name
	if search.Text != "" {
		title += " on " + search.Text
	}
	return s.statements(w, r, search, title, "/person/"+p.ID)
}

func (s *service) event(w http.ResponseWriter, r *http.Request) error {
	id, err := named(r, "atom", "json", "ics")
	if err != nil {
		return err
	}
	q := r.URL.Query()
	if err := checkParams(q, "slot"); err != nil {
		return err
	}
	d, err := s.o.Cache.Event(r.Context(), id, "")
	if err != nil {
		return err
	}
	if form(r) == "ics" {
		return writeCalendar(w, []ledger.Dossier{d}, d.Name)
	}
	f := s.feed(r, eventTitle(&d), "/event/"+d.ID)
	for i := range d.Slots {
		if slot := q.Get("slot"); slot == "" || slot == d.Slots[i].Slot {
			f.entries = append(f.entries, ofSlot(f.base, &d, &d.Slots[i])...)
		}
	}
	slices.SortStableFunc(f.entries, func(x, y entry) int { return strings.Compare(y.updated, x.updated) })
	f.entries = f.entries[:min(len(f.entries), 2*perFeed)]
	return f.write(w, form(r))
}

// changeDays is how far back a list of changes goes by default.
const changeDays = 14

func (s *service) changes(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	if err := checkParams(q, "since", "event", "slot", "status"); err != nil {
		return err
	}
	since := cmp.Or(q.Get("since"), s.o.Now().UTC().AddDate(0, 0, -changeDays).Format(time.DateOnly))
	c, err := cache.Overview(r.Context(), s.o.Cache, "changes "+since+" ",
		func(ctx context.Context) (ledger.Changes, error) { return s.l.Changes(ctx, since, "") })
	if err != nil {
		return err
	}
	f := s.feed(r, "Changes", "/?since="+since)
	slotsOnly := q.Has("event") || q.Has("slot") || q.Has("status")
	for i := range c.Slots {
		x := &c.Slots[i]
		if wanted(q["event"], x.Event) && wanted(q["slot"], x.Slot) && (x.Now == nil && !q.Has("status") || x.Now != nil &&
			wanted(q["status"], x.Now.Status)) {
			f.entries = append(f.entries, ofSlotChange(f.base, x))
		}
	}
	for i := range c.Articles {
		if !slotsOnly {
			f.entries = append(f.entries, ofArticleChange(f.base, &c.Articles[i]))
		}
	}
	slices.SortStableFunc(f.entries, func(x, y entry) int { return strings.Compare(y.updated, x.updated) })
	f.entries = f.entries[:min(len(f.entries), maxChanges)]
	return f.write(w, form(r))
}

// stream serves the cards of the front page, with the same filters, without those that a
// person marked as wrong.
func (s *service) stream(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), r.URL.Query()
	if err := checkParams(q, stream.Conditions[:]...); err != nil {
		return err
	}
	filter, err := stream.NewFilter(ctx, s.l, q)
	if err != nil {
		return err
	}
	kept, err := s.o.Cache.Stream(ctx, s.o.Cache.Today(ctx, s.o.Now()), "", false)
	if err != nil {
		return err
	}
	judged, err := s.l.Judgements(ctx)
	if err != nil {
		return err
	}
	title, home := "New", "/"
	if len(q) > 0 {
		title, home = title+": "+conditionsOf(q), "/?"+q.Encode()
	}
	f := s.feed(r, title, home)
	for i := range kept.Cards {
		c := &kept.Cards[i]
		if j, ok := judged[c.ID]; len(f.entries) < maxChanges && filter.Takes(c) && (!ok || j.Right) {
			f.entries = append(f.entries, ofCard(f.base, c))
		}
	}
	return f.write(w, form(r))
}

// conditionsOf describes the filters of a stream.
func conditionsOf(q url.Values) string {
	var parts []string
	for _, name := range stream.Conditions {
		for _, v := range q[name] {
			if name == "kind" {
				parts = append(parts, strings.ToLower(stream.Kind(v).Words()))
			} else if v != "" {
				parts = append(parts, name+" "+v)
			}
		}
	}
	return strings.Join(parts, ", ")
}

// maxChanges bounds a feed of changes to the newest.
const maxChanges = 200

func wanted(list []string, v string) bool { return len(list) == 0 || slices.Contains(list, v) }

// calendarDays is how long past events stay in a calendar.
const calendarDays = 60

func (s *service) calendar(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	if err := checkParams(q, "name", "from", "to"); err != nil {
		return err
	}
	var list []ledger.Dossier
	var err error
	name := "Events"
	if q.Get("name") != "" {
		name += ": " + q.Get("name")
		list, err = s.o.Cache.Events(r.Context(), q.Get("name"), "")
	} else {
		from := cmp.Or(q.Get("from"), s.o.Now().UTC().AddDate(0, 0, -calendarDays).Format(time.DateOnly))
		list, err = cache.Overview(r.Context(), s.o.Cache, "upcoming "+from+" "+q.Get("to")+" ",
			func(ctx context.Context) ([]ledger.Dossier, error) {
				return ledger.Detached(s.l.Upcoming(ctx, from, q.Get("to"), ""))
			})
	}
	if err != nil && !errors.Is(err, ask.ErrUnknown) {
		return err
	}
	return writeCalendar(w, list, name)
}
