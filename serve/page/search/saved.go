package search

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/serve/auth"
	"readout/serve/page/frame"
)

// savedSearch is a saved search as the search page lists it.
type savedSearch struct {
	ledger.SavedSearch
	To string
}

func (p *Pages) savedSearches(ctx context.Context) ([]savedSearch, error) {
	list, err := p.Ledger.SavedSearches(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]savedSearch, 0, len(list))
	for _, s := range list {
		// Only what is a query goes into the address.
		if q, err := url.ParseQuery(s.Query); err == nil {
			out = append(out, savedSearch{s, "/search?" + q.Encode()})
		}
	}
	return out, nil
}

// saveSearch shows the form that names a search, and keeps what it is sent.
func (p *Pages) saveSearch(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Form(r)
	if err != nil {
		return err
	}
	who, name := p.Who(w, r, form), strings.TrimSpace(form.Get("name"))
	q, err := url.ParseQuery(form.Get("query"))
	if err != nil || name == "" || who == "" {
		return fmt.Errorf("%w: a search needs a name, and you too", frame.ErrBadForm)
	}
	if _, err := ask.ParseQuery(q); err != nil {
		return err
	}
	q.Del("cursor")
	if _, err := p.Ledger.SaveSearch(r.Context(), who, name, q.Encode()); err != nil {
		return frame.Refused(err)
	}
	http.Redirect(w, r, "/search?"+q.Encode(), http.StatusSeeOther)
	return nil
}

// savePage is the form that names a search.
type savePage struct {
	Token, Query, Who, Name string
	Asks                    bool
}

func (p *Pages) saveForm(w http.ResponseWriter, r *http.Request) error {
	if err := auth.Allow(r.Context(), auth.Write); err != nil {
		return err
	}
	v := p.View(r, "Save a search", "search")
	q := r.URL.Query()
	if _, err := ask.ParseQuery(q); err != nil {
		return err
	}
	main := savePage{Token: p.FormToken(w, r), Query: q.Encode(), Who: v.Who.Name, Asks: v.Who.Open,
		Name: cmp.Or(q.Get("q"), q.Get("speaker"))}
	w.Header().Set("Cache-Control", "no-store")
	v.Main = &main
	return p.Show(w, r, "save", v, http.StatusOK)
}
