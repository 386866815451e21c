package reports

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
	"readout/serve/cache"
	"readout/serve/page/frame"
	"readout/serve/page/said"
	"readout/store"
)

type outletCount struct {
	Name     string
	Articles int
	Last     string
}

// OutletList is the outlets with what each published in two weeks.
type OutletList struct {
	From string
	List []outletCount
}

func (p *Pages) outlets(w http.ResponseWriter, r *http.Request) error {
	v := p.View(r, "Outlets", "outlets")
	main, err := p.Outlets(r.Context(), v.Today, v.AsOf)
	if err != nil {
		return err
	}
	v.Main = &main
	return p.Show(w, r, "outlets", v, http.StatusOK)
}

// Outlets counts the articles of each outlet in the two weeks up to a day.
func (p *Pages) Outlets(ctx context.Context, today, asOf string) (OutletList, error) {
	return cache.Get(ctx, p.Cache, "outlets "+today+" "+asOf, func(ctx context.Context) (OutletList, error) {
		out := OutletList{From: frame.AddDays(today, -StoryDays)}
		versions, err := p.Ledger.Store().Versions(ctx, store.VersionFilter{From: store.DayOf(out.From),
			To: store.DayOf(today), AsOf: asOf, Live: asOf == ""})
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

// OutletPage is what an outlet quotes, restates and alters.
type OutletPage struct {
	Name     string
	Articles []ledger.Article
	Speakers []ledger.Voice
	Kinds    []frame.FacetValue
	Read     int // statements that the counts are of
	// Fidelity counts how the outlet's wordings differ from the fullest ones, among
	// the utterances that others report too.
	Fidelity []said.ClassCount
	Compared int
	Altered  []ledger.Wording
	Restated []ledger.Wording
}

const (
	outletRead     = 200 // statements
	outletCompared = 40  // utterances set against others'
)

func (p *Pages) outlet(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	v := p.View(r, name, "outlets")
	if name == frame.Unnamed {
		name, v.Title = "", "Unnamed outlet"
	}
	v.Feed = "/feeds/search.atom?" + frame.With(nil, "outlet", name).Encode()
	main, err := p.Outlet(r.Context(), name, v.AsOf)
	if err != nil {
		return err
	}
	v.Main = &main
	return p.Show(w, r, "outlet", v, http.StatusOK)
}

// Outlet is what one outlet quotes, restates and alters.
func (p *Pages) Outlet(ctx context.Context, name, asOf string) (OutletPage, error) {
	return cache.Get(ctx, p.Cache, "outlet "+asOf+" "+name, func(ctx context.Context) (OutletPage, error) {
		return p.outletOf(ctx, name, asOf)
	})
}

func (p *Pages) outletOf(ctx context.Context, name, asOf string) (OutletPage, error) {
	out := OutletPage{Name: name}
	l := p.Ledger
	var err error
	if out.Articles, err = l.SearchArticles(ctx, ledger.Query{Outlets: []string{name}, AsOf: asOf,
		Limit: 20}); err != nil {
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
		out.Kinds = append(out.Kinds, frame.FacetValue{Label: k, Count: kinds[k]})
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
	for _, c := range [...]ledger.Difference{ledger.Identical, ledger.Trimmed, ledger.Elided, ledger.Bracketed,
		ledger.Merged, ledger.Reworded, ledger.Altered} {
		if classes[c] > 0 {
			out.Fidelity = append(out.Fidelity, said.ClassCount{Class: c, Count: classes[c]})
		}
	}
	out.Restated = out.Restated[:min(len(out.Restated), 10)]
	return out, nil
}
