package reports

import (
	"context"
	"net/http"

	"readout/ledger/outlet"
	"readout/ledger/stream"
	"readout/serve/cache"
	"readout/serve/page/frame"
)

// OutletList is the outlets with what each published in two weeks.
type OutletList struct {
	From, To string
	List     []outlet.Count
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
		out := OutletList{From: frame.AddDays(today, -StoryDays), To: today}
		var err error
		out.List, err = outlet.List(ctx, p.Ledger, out.From, today, asOf)
		return out, err
	})
}

func (p *Pages) outlet(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	v := p.View(r, name, "outlets")
	if name == frame.Unnamed {
		name, v.Title = "", stream.OutletName("")
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
func (p *Pages) Outlet(ctx context.Context, name, asOf string) (outlet.Profile, error) {
	return cache.Get(ctx, p.Cache, "outlet "+asOf+" "+name, func(ctx context.Context) (outlet.Profile, error) {
		return outlet.Of(ctx, p.Ledger, name, asOf)
	})
}
