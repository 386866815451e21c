package page

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/identity"
	"readout/ledger/statement"
	"readout/serve/cache"
	"readout/store"
)

// storyDays is how far back the list of stories goes.
const storyDays = 14

type storiesPage struct {
	From, To string
	List     []ledger.Storyline
	Single   int // articles that share their story with no other
}

const storiesShown = 60

func (p *pages) stories(ctx context.Context, to, asOf string) ([]ledger.Storyline, error) {
	return cache.Overview(ctx, p.cache, "stories "+to+" "+asOf, func(ctx context.Context) ([]ledger.Storyline, error) {
		return p.o.Ledger.Storylines(ctx, addDays(to, -storyDays), to, asOf)
	})
}

func (p *pages) storylines(w http.ResponseWriter, r *http.Request) error {
	v := p.view(r, "Stories", "storylines")
	list, err := p.stories(r.Context(), v.Today, v.AsOf)
	if err != nil {
		return err
	}
	main := storiesPage{From: addDays(v.Today, -storyDays), To: v.Today}
	for _, s := range list {
		if len(s.Articles) < 2 {
			main.Single++
			continue
		}
		if len(main.List) < storiesShown {
			main.List = append(main.List, s)
		}
	}
	v.Main = &main
	return p.show(w, r, "storylines", v, http.StatusOK)
}

// storylinePage is one story, its articles by day.
type storylinePage struct {
	ledger.Storyline
	Days []storyDay
}

type storyDay struct {
	Day      string
	Articles []ledger.Article
}

func (p *pages) storyline(w http.ResponseWriter, r *http.Request) error {
	v := p.view(r, "", "storylines")
	story, err := p.storyWith(r.Context(), r.PathValue("id"), v.Today, v.AsOf)
	if err != nil {
		return err
	}
	main := storylinePage{Storyline: story}
	for _, a := range main.Articles {
		day := a.Published[:min(10, len(a.Published))]
		if n := len(main.Days); n == 0 || main.Days[n-1].Day != day {
			main.Days = append(main.Days, storyDay{Day: day})
		}
		d := &main.Days[len(main.Days)-1]
		d.Articles = append(d.Articles, a)
	}
	slices.Reverse(main.Days)
	v.Title = main.Title
	v.Main = &main
	return p.show(w, r, "storyline", v, http.StatusOK)
}

// storyWith is the story that a report is of.
func (p *pages) storyWith(ctx context.Context, id, today, asOf string) (ledger.Storyline, error) {
	version, err := statement.ParseVersion(id)
	if err != nil {
		return ledger.Storyline{}, notFound(err)
	}
	// The stories of late, or those of the month from its first article on.
	for _, to := range [...]string{today, addDays(version.Day().String(), storyDays)} {
		list, err := p.stories(ctx, to, asOf)
		if err != nil {
			return ledger.Storyline{}, err
		}
		for i := range list {
			s := &list[i]
			if s.ID == id || slices.ContainsFunc(s.Articles, func(a ledger.Article) bool { return a.ID == id }) {
				return *s, nil
			}
		}
	}
	return ledger.Storyline{}, fmt.Errorf("story %s: %w", id, ask.ErrUnknown)
}

type outletCount struct {
	Name     string
	Articles int
	Last     string
}

type outletsPage struct {
	From string
	List []outletCount
}

func (p *pages) outlets(w http.ResponseWriter, r *http.Request) error {
	v := p.view(r, "Outlets", "outlets")
	main, err := p.outletsKept(r.Context(), v.Today, v.AsOf)
	if err != nil {
		return err
	}
	v.Main = &main
	return p.show(w, r, "outlets", v, http.StatusOK)
}

func (p *pages) outletsKept(ctx context.Context, today, asOf string) (outletsPage, error) {
	return cache.Overview(ctx, p.cache, "outlets "+today+" "+asOf, func(ctx context.Context) (outletsPage, error) {
		out := outletsPage{From: addDays(today, -storyDays)}
		versions, err := p.o.Ledger.Store().Versions(ctx, store.VersionFilter{From: store.DayOf(out.From), To: store.DayOf(today), AsOf: asOf, Live: asOf == ""})
		if err != nil {
			return out, err
		}
		at := map[string]int{}
		for i := range versions {
			x := &versions[i]
			n, ok := at[x.Key.Outlet]
			if !ok {
				n = len(out.List)
				at[x.Key.Outlet] = n
				out.List = append(out.List, outletCount{Name: x.Key.Outlet})
			}
			out.List[n].Articles++
			out.List[n].Last = max(out.List[n].Last, x.Since)
		}
		slices.SortFunc(out.List, func(x, y outletCount) int {
			return cmp.Or(cmp.Compare(y.Articles, x.Articles), cmp.Compare(x.Name, y.Name))
		})
		return out, nil
	})
}

// outletPage is what an outlet quotes, restates and alters.
type outletPage struct {
	Name     string
	Articles []ledger.Article
	Speakers []ledger.Voice
	Kinds    []facetValue
	Read     int // statements that the counts are of
	// Fidelity counts how the outlet's wordings differ from the fullest ones, among
	// the utterances that others report too.
	Fidelity []classCount
	Compared int
	Altered  []ledger.Wording
	Restated []ledger.Wording
}

const (
	outletRead     = 200 // statements
	outletCompared = 40  // utterances set against others'
)

func (p *pages) outlet(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	v := p.view(r, name, "outlets")
	if name == unnamed {
		name, v.Title = "", "Unnamed outlet"
	}
	v.Feed = "/feeds/search.atom?" + with(nil, "outlet", name).Encode()
	main, err := p.outletKept(r.Context(), name, v.AsOf)
	if err != nil {
		return err
	}
	v.Main = &main
	return p.show(w, r, "outlet", v, http.StatusOK)
}

func (p *pages) outletKept(ctx context.Context, name, asOf string) (outletPage, error) {
	return cache.Get(ctx, p.cache, "outlet "+asOf+" "+name, func(ctx context.Context) (outletPage, error) { return p.outletOf(ctx, name, asOf) })
}

func (p *pages) outletOf(ctx context.Context, name, asOf string) (outletPage, error) {
	out := outletPage{Name: name}
	l := p.o.Ledger
	var err error
	if out.Articles, err = l.SearchArticles(ctx, ledger.Query{Outlets: []string{name}, AsOf: asOf, Limit: 20}); err != nil {
		return out, err
	}
	if len(out.Articles) == 0 {
		return out, fmt.Errorf("outlet %q: %w", name, ask.ErrUnknown)
	}
	page, err := l.Search(ctx, ledger.Query{Outlets: []string{name}, AsOf: asOf, Limit: outletRead})
	if err != nil {
		return out, err
	}
	out.Read = len(page.Statements)
	if err := l.NameSpeakers(ctx, page.Statements, true); err != nil {
		return out, err
	}
	out.Speakers = identity.Voices(page.Statements)
	out.Speakers = out.Speakers[:min(len(out.Speakers), 12)]
	kinds := map[string]int{}
	for i := range page.Statements {
		kinds[page.Statements[i].Kind]++
	}
	for _, k := range [...]string{"direct", "mixed", "indirect"} {
		out.Kinds = append(out.Kinds, facetValue{Label: k, Count: kinds[k]})
	}
	classes := map[ledger.Difference]int{}
	done := map[string]bool{}
	compared := 0
	for i := range page.Statements {
		s := &page.Statements[i]
		if s.Kind == "indirect" || len(strings.Fields(s.Content)) < 6 || done[s.ID] {
			continue
		}
		if compared++; compared > outletCompared {
			break
		}
		u, err := l.Compare(ctx, s.ID)
		if err != nil {
			return out, err
		}
		for k := range u.Members {
			m := &u.Members[k]
			done[m.Statement.ID] = true
			if m.Statement.Article.Outlet != name || m.Statement.Article.Until != "" {
				continue
			}
			if m.Restated {
				out.Restated = append(out.Restated, *m)
			}
			if u.Outlets < 2 || m.Statement.Kind == "indirect" {
				continue
			}
			classes[m.Difference]++
			out.Compared++
			if m.Difference == ledger.Altered {
				out.Altered = append(out.Altered, *m)
			}
		}
	}
	for _, c := range [...]ledger.Difference{ledger.Identical, ledger.Trimmed, ledger.Elided, ledger.Bracketed, ledger.Merged, ledger.Reworded, ledger.Altered} {
		if classes[c] > 0 {
			out.Fidelity = append(out.Fidelity, classCount{c, classes[c]})
		}
	}
	out.Restated = out.Restated[:min(len(out.Restated), 10)]
	return out, nil
}
