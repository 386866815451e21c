package page

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/export"
	"readout/ledger/identity"
	"readout/ledger/stream"
	"readout/serve/cache"
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
	Plots    []*plot         // the same for screens of two widths
	Others   []ledger.Person // of the same name
	Decision []auditEntry
	Stream   StreamList // what changed lately that is about this person
}

// said is a person's track with the topics it is about.
type said struct {
	track  ledger.Track
	topics []ledger.Topic
}

const (
	topicsShown = 14
	trackShown  = 60
)

func (p *pages) person(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	person, err := p.o.Ledger.Person(r.Context(), id)
	if err != nil {
		return err
	}
	if person.ID != id { // a name or another of the person's agents
		to := address(asOf(r), "/person/%s", person.ID)
		if topic := r.URL.Query().Get("topic"); topic != "" {
			to = address(asOf(r), "/person/"+url.PathEscape(person.ID)+"?topic="+url.QueryEscape(topic))
		}
		http.Redirect(w, r, to, http.StatusFound)
		return nil
	}
	v := p.view(r, person.Name, "people")
	main := personPage{Person: person, Topic: strings.TrimSpace(r.URL.Query().Get("topic"))}
	v.Feed = "/feeds/person/" + person.ID + ".atom"
	s, err := p.said(r.Context(), person.ID, main.Topic, v.AsOf)
	if err != nil {
		return err
	}
	main.Topics = s.topics[:min(len(s.topics), topicsShown)]
	main.Count = len(s.track.Entries)
	main.Track = slices.Clone(s.track.Entries)
	slices.Reverse(main.Track)
	if main.Cut = len(main.Track) > trackShown; main.Cut {
		main.Track = main.Track[:trackShown]
	}
	if main.Topic != "" {
		for _, f := range [...]format{middle, narrow} {
			if drawn := positions(v, &s.track, f); drawn != nil {
				main.Plots = append(main.Plots, drawn)
			}
		}
	}
	same, err := p.o.Ledger.People(r.Context(), person.Name)
	if err != nil {
		return err
	}
	for _, o := range same {
		if o.ID != person.ID {
			main.Others = append(main.Others, o)
		}
	}
	if len(person.Merged) > 0 {
		all, err := p.o.Ledger.Audit(r.Context())
		if err != nil {
			return err
		}
		main.Decision = auditOf(slices.DeleteFunc(all, func(d store.Decision) bool { return !slices.Contains(person.Merged, d.ID) }))
	}
	if main.Stream, err = p.streamPart(w, r, v, stream.Filter{Person: stream.NamesOf(&person)}); err != nil {
		return err
	}
	v.Main = &main
	return p.show(w, r, "person", v, http.StatusOK)
}

// said reads a person's track, and what all of it is about.
func (p *pages) said(ctx context.Context, id, topic, day string) (said, error) {
	all, err := p.cache.Said(ctx, id, "", day)
	if err != nil {
		return said{}, err
	}
	s := said{all, all.Topics()}
	if topic != "" {
		if s.track, err = p.cache.Said(ctx, id, topic, day); err != nil {
			return said{}, fmt.Errorf("%w: %w", errBadAsk, err)
		}
	}
	return s, nil
}

// positions draws a track: how each statement on one point, the one most spoken of,
// commits its speaker, over the days. Statements on different points tell nothing
// beside each other.
func positions(v *view, all *ledger.Track, f format) *plot {
	t, on := onePoint(all)
	if len(t.Entries) < 2 {
		return nil
	}
	const step, top = 30, 34
	a := axis{x0: f.labels + 10, x1: f.width - 16}
	for _, e := range t.Entries {
		d := store.DayOf(e.Statement.Said)
		if a.from == 0 || d < a.from {
			a.from = d
		}
		a.to = max(a.to, d)
	}
	if a.to == 0 {
		return nil
	}
	a.to = max(a.to, a.from+1)
	level := func(n int) int { return top + (3-n)*step/2 }
	p := &plot{Name: "positions-" + f.name, Width: f.width, Height: level(-3) + 18, Top: 24, Bottom: level(-3) + 10, Ticks: a.ticks(f.maxTicks),
		Label: plain(fmt.Sprintf("%s: how firmly %s affirmed or denied, in %d statements. The list below holds the same.", stream.Capital(on), t.Person.Name, len(t.Entries)))}
	for _, l := range [...]struct {
		n     int
		words string
	}{{3, "holds"}, {0, "open"}, {-3, "does not"}} {
		p.Texts = append(p.Texts, plotText{0, level(l.n) + 4, "lane", l.words})
		p.Rules = append(p.Rules, rule{a.x0, a.x1, level(l.n)})
	}
	var path strings.Builder
	for i := range t.Entries {
		e := &t.Entries[i]
		x, y := a.x(store.DayOf(e.Statement.Said)), level(e.Level)
		if i == 0 {
			fmt.Fprintf(&path, "M%d %d", x, y)
		} else {
			fmt.Fprintf(&path, "H%dV%d", x, y)
		}
		d := dot{X: x, Y: y, Class: "side1", Title: plain(stream.LongDate(e.Statement.Said) + ": " + clip(160, e.Statement.Content))}
		if v != nil {
			d.To = v.Mark(&e.Statement)
		}
		p.Dots = append(p.Dots, d)
	}
	p.Path = path.String()
	return p
}

// onePoint is the part of a track that is on the point most spoken of.
func onePoint(all *ledger.Track) (*ledger.Track, string) {
	count, best := map[string]int{}, ""
	for i := range all.Entries {
		for _, name := range all.Entries[i].Points {
			if count[name]++; count[name] > count[best] {
				best = name
			}
		}
	}
	t := &ledger.Track{Person: all.Person, Topic: all.Topic}
	for i := range all.Entries {
		if best != "" && slices.Contains(all.Entries[i].Points, best) {
			t.Entries = append(t.Entries, all.Entries[i])
		}
	}
	return t, best
}

func (p *pages) track(r *http.Request) (ledger.Track, error) {
	s, err := p.said(r.Context(), r.PathValue("id"), strings.TrimSpace(r.URL.Query().Get("topic")), asOf(r))
	return s.track, err
}

func (p *pages) positionPlot(w http.ResponseWriter, r *http.Request) error {
	t, err := p.track(r)
	if err != nil {
		return err
	}
	return p.sendPlot(w, positions(nil, &t, wide), "positions.svg")
}

func (p *pages) positionTable(w http.ResponseWriter, r *http.Request) error {
	t, err := p.track(r)
	if err != nil {
		return err
	}
	return sendCSV(w, "positions.csv", export.TrackRows(&t))
}

// peoplePage is the people who spoke last, or those of a name.
type peoplePage struct {
	Query   string
	Found   []ledger.Person
	Lately  []ledger.Voice
	Counted int
}

// latelyRead is how many of the newest statements the list of people is made from.
const latelyRead = 300

func (p *pages) people(w http.ResponseWriter, r *http.Request) error {
	v := p.view(r, "People", "people")
	main := peoplePage{Query: strings.TrimSpace(r.URL.Query().Get("q"))}
	var err error
	if main.Query != "" {
		main.Found, err = p.o.Ledger.People(r.Context(), main.Query)
	} else {
		main, err = p.latelyKept(r.Context(), v.AsOf)
	}
	if err != nil {
		return err
	}
	v.Main = &main
	return p.show(w, r, "people", v, http.StatusOK)
}

func (p *pages) latelyKept(ctx context.Context, asOf string) (peoplePage, error) {
	return cache.Get(ctx, p.cache, "people "+asOf, func(ctx context.Context) (peoplePage, error) { return p.lately(ctx, asOf) })
}

func (p *pages) lately(ctx context.Context, asOf string) (peoplePage, error) {
	var out peoplePage
	page, err := p.o.Ledger.Search(ctx, ledger.Query{AsOf: asOf, Limit: latelyRead})
	if err != nil {
		return out, err
	}
	out.Counted = len(page.Statements)
	if err := p.o.Ledger.NameSpeakers(ctx, page.Statements, true); err != nil {
		return out, err
	}
	out.Lately = identity.Voices(page.Statements)
	return out, nil
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }
