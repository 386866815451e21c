package search

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"readout/ledger"
	"readout/ledger/stream"
	"readout/record"
	"readout/serve/cache"
	"readout/serve/page/frame"
)

type facet struct {
	Name, Label string
	Values      []frame.FacetValue
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

// facet shows how often one field has each value, those chosen first, then the most
// frequent.
func (m *searchPage) facet(v *frame.View, name, label string, counts map[string]int) {
	counts = maps.Clone(counts)
	chosen := m.Form[name]
	for _, c := range chosen {
		counts[c] += 0
	}
	delete(counts, "")
	f := facet{Name: name, Label: label}
	for value, n := range counts {
		fv := frame.FacetValue{Label: record.Sure(value), Count: n, Chosen: slices.Contains(chosen, value)}
		if fv.Chosen {
			fv.To = searchAddress(v, frame.Without(m.Form, name, value))
		} else {
			fv.To = searchAddress(v, frame.With(m.Form, name, value))
		}
		f.Values = append(f.Values, fv)
	}
	slices.SortFunc(f.Values, func(x, y frame.FacetValue) int {
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
func (m *searchPage) people(v *frame.View, voices []ledger.Voice) {
	if m.Form.Get("speaker") != "" || m.Form.Get("person") != "" {
		return
	}
	f := facet{Name: "person", Label: "Speaker"}
	for _, voice := range voices {
		f.Values = append(f.Values, frame.FacetValue{Label: voice.Name, Count: voice.Statements,
			To: searchAddress(v, frame.With(m.Form, "person", voice.Person))})
	}
	slices.SortStableFunc(f.Values, func(x, y frame.FacetValue) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Label, y.Label))
	})
	f.Values = f.Values[:min(len(f.Values), facetValues)]
	if len(f.Values) > 1 {
		m.Facets = append([]facet{f}, m.Facets...)
	}
}

// topicsWait is how long a search waits for the events and stories of its reports: where they are
// not there by then they are worked out behind it.
const topicsWait = 300 * time.Millisecond

// topics counts what events and stories the hits are of, and names those that are chosen.
func (p *Pages) topics(ctx context.Context, v *frame.View, m *searchPage, articles map[string]int) error {
	soon, cancel := context.WithTimeout(ctx, topicsWait)
	defer cancel()
	later := func(err error) bool { return err != nil && ctx.Err() == nil && soon.Err() != nil }
	events, err := p.Reports(soon, v.AsOf)
	if err != nil && !later(err) {
		return err
	}
	stories, err2 := p.reports.Stories(soon, v.Today, v.AsOf)
	if err2 != nil && !later(err2) {
		return err2
	}
	m.Later = err != nil || err2 != nil
	told := map[string][]Named{}
	for i := range stories {
		if s := &stories[i]; len(s.Articles) > 1 {
			for _, a := range s.Articles {
				told[a.ID] = append(told[a.ID], Named{s.ID, stream.Titled(s.Title)})
			}
		}
	}
	for _, f := range [...]struct {
		name, label string
		of          map[string][]Named
	}{{"event", "Event", events}, {"story", "Story", told}} {
		if chosen := m.Form.Get(f.name); chosen != "" {
			m.Active = append(m.Active, frame.FacetValue{Label: f.name + ": " + p.nameOf(ctx, v, f.name, chosen),
				To: searchAddress(v, frame.Without(m.Form, f.name, ""))})
			continue
		}
		m.topic(v, f.name, f.label, f.of, articles)
	}
	return nil
}

// nameOf is what an event or a story that a search is narrowed to is called.
func (p *Pages) nameOf(ctx context.Context, v *frame.View, kind, id string) string {
	if kind == "event" {
		if d, err := p.Cache.Event(ctx, id, v.AsOf); err == nil {
			return frame.EventTitle(&d)
		}
	} else if s, err := p.reports.StoryWith(ctx, id, v.Today, v.AsOf); err == nil {
		return stream.Titled(s.Title)
	}
	return id
}

// Named is something with its name.
type Named struct{ ID, Name string }

// topic counts the hits in reports of each event or story.
func (m *searchPage) topic(v *frame.View, name, label string, of map[string][]Named, articles map[string]int) {
	counts := map[Named]int{}
	for id, hits := range articles {
		for _, n := range of[id] {
			counts[n] += hits
		}
	}
	f := facet{Name: name, Label: label}
	for n, c := range counts {
		f.Values = append(f.Values, frame.FacetValue{Label: n.Name, Count: c,
			To: searchAddress(v, frame.With(frame.Without(m.Form, name, ""), name, n.ID))})
	}
	slices.SortFunc(f.Values, func(x, y frame.FacetValue) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Label, y.Label), cmp.Compare(x.To, y.To))
	})
	if f.Values = f.Values[:min(len(f.Values), facetValues)]; len(f.Values) > 0 {
		m.Facets = append(m.Facets, f)
	}
}

// Reports gives the events that each report tells of, by the report's id.
func (p *Pages) Reports(ctx context.Context, asOf string) (map[string][]Named, error) {
	key := "reports of events " + asOf
	return cache.Kept(ctx, p.Cache, key, asOf, func(ctx context.Context) (map[string][]Named, error) {
		list, err := p.Ledger.AllEvents(ctx, asOf)
		if err != nil {
			return nil, err
		}
		out := map[string][]Named{}
		for i := range list {
			d := &list[i]
			for _, id := range d.Articles() {
				out[id] = append(out[id], Named{d.ID, frame.EventTitle(d)})
			}
		}
		return out, nil
	})
}

// sorts are the orders that hits can be shown in.
func (m *searchPage) sorts(v *frame.View) {
	oldest := m.Oldest()
	m.Sorts = []frame.FacetValue{{Label: "newest first", To: searchAddress(v, frame.Without(m.Form, "sort", "")),
		Chosen: !oldest},
		{Label: "oldest first", To: searchAddress(v, frame.With(frame.Without(m.Form, "sort", ""), "sort", "oldest")),
			Chosen: oldest}}
}

// keep lists the conditions that the form has no field for.
func (m *searchPage) keep() {
	for _, name := range [...]string{"person", "outlet", "kind", "act", "attitude", "commitment", "status", "event",
		"story", "sort"} {
		for _, value := range m.Form[name] {
			m.Keep = append(m.Keep, frame.Param{Name: name, Value: value})
		}
	}
}

// days shows the days of publication, where the search is not narrowed to some.
func (m *searchPage) days(v *frame.View, counts map[string]int) {
	if m.From != "" || m.To != "" {
		return
	}
	f := facet{Name: "day", Label: "Day"}
	for day, n := range counts {
		f.Values = append(f.Values, frame.FacetValue{Label: stream.LongDate(day), Count: n,
			To: searchAddress(v, frame.With(frame.With(m.Form, "from", day), "to", day))})
	}
	slices.SortFunc(f.Values, func(x, y frame.FacetValue) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Label, y.Label))
	})
	if f.Values = f.Values[:min(len(f.Values), facetValues)]; len(f.Values) > 1 {
		m.Facets = append(m.Facets, f)
	}
}
