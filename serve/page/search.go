package page

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/stream"
	"readout/record"
	"readout/serve/cache"
)

// searchPage is a search, what it found, and how to narrow it.
type searchPage struct {
	Form    url.Values
	Text    string
	Speaker string
	Role    string
	From    string
	To      string
	Active  []facetValue // conditions that are set, each with the address without it
	Sorts   []facetValue
	Keep    []param // conditions that the form leaves as they are
	Found   []foundView
	Next    string // address of the next page
	Facets  []facet
	Counted int  // statements that the facets count
	All     bool // the facets count all that was found
	Going   bool // or will soon
	Saved   []savedSearch
	table   func(ending string) string
	Save    string // address of the form that keeps it
	Asked   bool
}

// Oldest reports whether the oldest hits come first.
func (m *searchPage) Oldest() bool { return m.Form.Get("sort") == "oldest" }

// Table is the address of what was found as a file.
func (m *searchPage) Table(ending string) string { return m.table(ending) }

type facet struct {
	Name, Label string
	Values      []facetValue
}

type facetValue struct {
	Label  string
	Count  int
	To     string
	Chosen bool
}

// facetFields are the conditions that a search can be narrowed by. Each is a
// parameter of the address that may be given several times.
var facetFields = [...]struct {
	name, label string
	of          func(*cache.Tally) map[string]int
}{
	{"outlet", "Outlet", func(t *cache.Tally) map[string]int { return t.Outlets }},
	{"kind", "Kind", func(t *cache.Tally) map[string]int { return t.Kinds }},
	{"act", "Act", func(t *cache.Tally) map[string]int { return t.Acts }},
	{"status", "Status", func(t *cache.Tally) map[string]int { return t.Statuses }},
	{"commitment", "How sure", func(t *cache.Tally) map[string]int { return t.Commitments }},
}

const (
	foundShown  = 25
	facetValues = 8
)

// query reads a search from its address.
func (p *pages) query(r *http.Request) (ledger.Query, error) {
	q, err := ask.ParseQuery(r.URL.Query())
	q.Limit = foundShown
	if err != nil {
		return q, err
	}
	if id := r.URL.Query().Get("story"); id != "" {
		story, err := p.storyWith(r.Context(), id, p.now(r.Context(), asOf(r)), asOf(r))
		if err != nil {
			return q, err
		}
		q.Articles = make([]string, 0, len(story.Articles))
		for _, a := range story.Articles {
			q.Articles = append(q.Articles, a.ID)
		}
	}
	return q, nil
}

func (p *pages) search(w http.ResponseWriter, r *http.Request) error {
	v := p.view(r, "Search", "search")
	if to, ok := withOperators(r.URL.Query()); ok {
		http.Redirect(w, r, "/search?"+to.Encode(), http.StatusSeeOther)
		return nil
	}
	q, err := p.query(r)
	if err != nil {
		return asked(err)
	}
	v.Query = q.Text
	form := r.URL.Query()
	form.Del("as_of")
	form.Del("cursor")
	main := searchPage{Form: form, Text: q.Text, Speaker: q.Speaker, Role: q.Role, From: q.From, To: q.To, Asked: len(without(form, "sort", "")) > 0}
	if main.Asked {
		v.Title = "Search: " + cmp.Or(q.Text, q.Speaker, "statements")
		if v.Feed = "/feeds/search.atom?" + without(form, "sort", "").Encode(); form.Has("story") {
			v.Feed = "" // what a story is changes with each report
		}
	}
	page, err := p.o.Ledger.Search(r.Context(), q)
	if err != nil {
		return asked(err)
	}
	if main.Found, err = p.inSentences(r.Context(), page.Statements, q.Text); err != nil {
		return err
	}
	if page.Next != "" {
		main.Next = searchAddress(v, with(form, "cursor", page.Next))
	}
	counted, err := p.cache.Tally(r.Context(), v.AsOf+" "+without(form, "sort", "").Encode(), q)
	if err != nil {
		return asked(err)
	}
	main.Counted, main.All, main.Going = counted.Found, counted.All, counted.Going
	main.people(v, counted.Voices)
	if err := p.topics(r.Context(), v, &main, counted.Articles); err != nil {
		return err
	}
	for _, f := range facetFields {
		main.facet(v, f.name, f.label, f.of(&counted))
	}
	main.days(v, counted.Days)
	main.sorts(v)
	main.keep()
	main.table = func(ending string) string { return address(v.AsOf, "/search."+ending+"?"+form.Encode()) }
	main.Save = "/saved?" + form.Encode()
	for key, label := range map[string]string{"speaker": "speaker", "role": "role", "from": "from", "to": "to", "person": "person"} {
		if val := form.Get(key); val != "" {
			if key == "person" {
				if who, err := p.o.Ledger.Person(r.Context(), val); err == nil {
					val = who.Name
				}
			}
			main.Active = append(main.Active, facetValue{Label: label + ": " + val, To: searchAddress(v, without(form, key, ""))})
		}
	}
	slices.SortFunc(main.Active, func(x, y facetValue) int { return strings.Compare(x.Label, y.Label) })
	if main.Saved, err = p.savedSearches(r.Context()); err != nil {
		return err
	}
	v.Main = &main
	return p.show(w, r, "search", v, http.StatusOK)
}

// searchAddress is a search as an address.
func searchAddress(v *view, form url.Values) string {
	return address(v.AsOf, "/search?"+form.Encode())
}

// asked takes what the ledger says of a question for the reader's to mend, unless
// it is the store's or the clock's.
func asked(err error) error {
	var fault *ledger.Fault
	switch {
	case errors.As(err, &fault):
		return fmt.Errorf("%w: %w", errBadAsk, fault)
	case errors.Is(err, ledger.ErrCursor):
		return fmt.Errorf("%w: %w", errBadAsk, err)
	}
	return err
}

func with(form url.Values, key, value string) url.Values {
	out := url.Values{}
	for k, vs := range form {
		out[k] = slices.Clone(vs)
	}
	if key == "cursor" {
		out.Set(key, value)
	} else {
		out.Add(key, value)
	}
	return out
}

// without takes one value of a parameter out, or with "" all of them.
func without(form url.Values, key, value string) url.Values {
	out := with(form, key, "")
	out[key] = slices.DeleteFunc(out[key], func(s string) bool { return value == "" || s == value || s == "" })
	if len(out[key]) == 0 {
		delete(out, key)
	}
	return out
}

// facet shows how often one field has each value, those chosen first, then the most
// frequent.
func (m *searchPage) facet(v *view, name, label string, counts map[string]int) {
	counts = maps.Clone(counts)
	chosen := m.Form[name]
	for _, c := range chosen {
		counts[c] += 0
	}
	delete(counts, "")
	f := facet{Name: name, Label: label}
	for value, n := range counts {
		fv := facetValue{Label: record.Sure(value), Count: n, Chosen: slices.Contains(chosen, value)}
		if fv.Chosen {
			fv.To = searchAddress(v, without(m.Form, name, value))
		} else {
			fv.To = searchAddress(v, with(m.Form, name, value))
		}
		f.Values = append(f.Values, fv)
	}
	slices.SortFunc(f.Values, func(x, y facetValue) int {
		if x.Chosen != y.Chosen {
			if x.Chosen {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Label, y.Label))
	})
	f.Values = f.Values[:min(len(f.Values), facetValues)]
	if len(f.Values) > 1 || len(chosen) > 0 {
		m.Facets = append(m.Facets, f)
	}
}

// people shows who speaks, by name.
func (m *searchPage) people(v *view, voices []ledger.Voice) {
	if m.Form.Get("speaker") != "" || m.Form.Get("person") != "" {
		return
	}
	f := facet{Name: "person", Label: "Speaker"}
	for _, voice := range voices {
		f.Values = append(f.Values, facetValue{Label: voice.Name, Count: voice.Statements, To: searchAddress(v, with(m.Form, "person", voice.Person))})
	}
	slices.SortStableFunc(f.Values, func(x, y facetValue) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Label, y.Label))
	})
	f.Values = f.Values[:min(len(f.Values), facetValues)]
	if len(f.Values) > 1 {
		m.Facets = append([]facet{f}, m.Facets...)
	}
}

// topics counts what events and stories the hits are of, and names those that are chosen.
func (p *pages) topics(ctx context.Context, v *view, m *searchPage, articles map[string]int) error {
	events, err := p.reportsKept(ctx, v.AsOf)
	if err != nil {
		return err
	}
	stories, err := p.stories(ctx, v.Today, v.AsOf)
	if err != nil {
		return err
	}
	told := map[string][]named{}
	for i := range stories {
		if s := &stories[i]; len(s.Articles) > 1 {
			for _, a := range s.Articles {
				told[a.ID] = append(told[a.ID], named{s.ID, stream.Titled(s.Title)})
			}
		}
	}
	for _, f := range [...]struct {
		name, label string
		of          map[string][]named
	}{{"event", "Event", events}, {"story", "Story", told}} {
		if chosen := m.Form.Get(f.name); chosen != "" {
			m.Active = append(m.Active, facetValue{Label: f.name + ": " + p.nameOf(ctx, v, f.name, chosen), To: searchAddress(v, without(m.Form, f.name, ""))})
			continue
		}
		m.topic(v, f.name, f.label, f.of, articles)
	}
	return nil
}

// nameOf is what an event or a story that a search is narrowed to is called.
func (p *pages) nameOf(ctx context.Context, v *view, kind, id string) string {
	if kind == "event" {
		if d, err := p.cache.Event(ctx, id, v.AsOf); err == nil {
			return eventTitle(&d)
		}
	} else if s, err := p.storyWith(ctx, id, v.Today, v.AsOf); err == nil {
		return stream.Titled(s.Title)
	}
	return id
}

// named is something with its name.
type named struct{ id, name string }

// topic counts the hits in reports of each event or story.
func (m *searchPage) topic(v *view, name, label string, of map[string][]named, articles map[string]int) {
	counts := map[named]int{}
	for id, hits := range articles {
		for _, n := range of[id] {
			counts[n] += hits
		}
	}
	f := facet{Name: name, Label: label}
	for n, c := range counts {
		f.Values = append(f.Values, facetValue{Label: n.name, Count: c, To: searchAddress(v, with(without(m.Form, name, ""), name, n.id))})
	}
	slices.SortFunc(f.Values, func(x, y facetValue) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Label, y.Label), cmp.Compare(x.To, y.To))
	})
	if f.Values = f.Values[:min(len(f.Values), facetValues)]; len(f.Values) > 0 {
		m.Facets = append(m.Facets, f)
	}
}

// reportsKept gives the events that each report tells of, by the report's id.
func (p *pages) reportsKept(ctx context.Context, asOf string) (map[string][]named, error) {
	return cache.Overview(ctx, p.cache, "reports of events "+asOf, func(ctx context.Context) (map[string][]named, error) {
		list, err := p.o.Ledger.AllEvents(ctx, asOf)
		if err != nil {
			return nil, err
		}
		out := map[string][]named{}
		for i := range list {
			d := &list[i]
			for _, id := range d.Articles() {
				out[id] = append(out[id], named{d.ID, eventTitle(d)})
			}
		}
		return out, nil
	})
}

// sorts are the orders that hits can be shown in.
func (m *searchPage) sorts(v *view) {
	oldest := m.Oldest()
	m.Sorts = []facetValue{{Label: "newest first", To: searchAddress(v, without(m.Form, "sort", "")), Chosen: !oldest},
		{Label: "oldest first", To: searchAddress(v, with(without(m.Form, "sort", ""), "sort", "oldest")), Chosen: oldest}}
}

// keep lists the conditions that the form has no field for.
func (m *searchPage) keep() {
	for _, name := range [...]string{"person", "outlet", "kind", "act", "attitude", "commitment", "status", "event", "story", "sort"} {
		for _, value := range m.Form[name] {
			m.Keep = append(m.Keep, param{name, value})
		}
	}
}

// days shows the days of publication, where the search is not narrowed to some.
func (m *searchPage) days(v *view, counts map[string]int) {
	if m.From != "" || m.To != "" {
		return
	}
	f := facet{Name: "day", Label: "Day"}
	for day, n := range counts {
		f.Values = append(f.Values, facetValue{Label: stream.LongDate(day), Count: n, To: searchAddress(v, with(with(m.Form, "from", day), "to", day))})
	}
	slices.SortFunc(f.Values, func(x, y facetValue) int { return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Label, y.Label)) })
	if f.Values = f.Values[:min(len(f.Values), facetValues)]; len(f.Values) > 1 {
		m.Facets = append(m.Facets, f)
	}
}

// tableLimit bounds the rows of one CSV of a search.
const tableLimit = 1000
