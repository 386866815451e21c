package search

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/export"
	"readout/serve/page/frame"
	"readout/serve/page/said"
)

func (p *Pages) searchExport(w http.ResponseWriter, r *http.Request) error {
	q, err := p.query(r)
	if err != nil {
		return frame.Asked(err)
	}
	q.Limit, q.Cursor = tableLimit, ""
	found, err := p.Ledger.Search(r.Context(), q)
	if err != nil {
		return frame.Asked(err)
	}
	return frame.SendAs(w, r, "statements", func() [][]string { return export.StatementRows(found.Statements) },
		func() string {
			return said.StatementsText("Statements", found.Statements)
		})
}

// searchPage is a search, what it found, and how to narrow it.
type searchPage struct {
	Form    url.Values
	Text    string
	Speaker string
	Role    string
	From    string
	To      string
	Active  []frame.FacetValue // conditions that are set, each with the address without it
	Sorts   []frame.FacetValue
	Keep    []frame.Param // conditions that the form leaves as they are
	Found   []foundView
	Next    string // address of the next page
	Facets  []facet
	Counted int  // statements that the facets count
	All     bool // the facets count all that was found
	Going   bool // or will soon
	Later   bool // events and stories will be counted soon
	Saved   []savedSearch
	table   func(ending string) string
	Save    string // address of the form that keeps it
	Asked   bool
}

// Oldest reports whether the oldest hits come first.
func (m *searchPage) Oldest() bool { return m.Form.Get("sort") == "oldest" }

// Table is the address of what was found as a file.
func (m *searchPage) Table(ending string) string { return m.table(ending) }

const (
	foundShown  = 25
	facetValues = 8
)

// query reads a search from its address.
func (p *Pages) query(r *http.Request) (ledger.Query, error) {
	q, err := ask.ParseQuery(r.URL.Query())
	q.Limit = foundShown
	if err != nil {
		return q, err
	}
	if id := r.URL.Query().Get("story"); id != "" {
		story, err := p.reports.StoryWith(r.Context(), id, p.Today(r.Context(), frame.AsOf(r)), frame.AsOf(r))
		if err != nil {
			return q, err
		}
		q.Articles = make([]string, 0, len(story.Articles))
		for _, a := range story.Articles {
			q.Articles = append(q.Articles, a.ID)
		}
	}
	return p.Cache.WithinReports(r.Context(), q)
}

func (p *Pages) search(w http.ResponseWriter, r *http.Request) error {
	v := p.View(r, "Search", "search")
	if to, ok := withOperators(r.URL.Query()); ok {
		http.Redirect(w, r, "/search?"+to.Encode(), http.StatusSeeOther)
		return nil
	}
	q, err := p.query(r)
	if err != nil {
		return frame.Asked(err)
	}
	v.Query = q.Text
	form := r.URL.Query()
	form.Del("as_of")
	form.Del("cursor")
	main := searchPage{Form: form, Text: q.Text, Speaker: q.Speaker, Role: q.Role, From: q.From, To: q.To,
		Asked: len(frame.Without(form, "sort", "")) > 0}
	if main.Asked {
		v.Title = "Search: " + cmp.Or(q.Text, q.Speaker, "statements")
		if v.Feed = "/feeds/search.atom?" + frame.Without(form, "sort", "").Encode(); form.Has("story") {
			v.Feed = "" // what a story is changes with each report
		}
	}
	page, err := p.Ledger.Search(r.Context(), q)
	if err != nil {
		return frame.Asked(err)
	}
	if main.Found, err = p.inSentences(r.Context(), page.Statements, q.Text); err != nil {
		return err
	}
	if page.Next != "" {
		main.Next = searchAddress(v, frame.With(form, "cursor", page.Next))
	}
	counted, err := p.Cache.Tally(r.Context(), v.AsOf+" "+frame.Without(form, "sort", "").Encode(), q)
	if err != nil {
		return frame.Asked(err)
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
	main.table = func(ending string) string { return frame.Address(v.AsOf, "/search."+ending+"?"+form.Encode()) }
	main.Save = "/saved?" + form.Encode()
	for key, label := range map[string]string{"speaker": "speaker", "role": "role", "from": "from", "to": "to",
		"person": "person"} {
		if val := form.Get(key); val != "" {
			if key == "person" {
				if who, err := p.Ledger.Person(r.Context(), val); err == nil {
					val = who.Name
				}
			}
			main.Active = append(main.Active, frame.FacetValue{Label: label + ": " + val,
				To: searchAddress(v, frame.Without(form, key, ""))})
		}
	}
	slices.SortFunc(main.Active, func(x, y frame.FacetValue) int { return strings.Compare(x.Label, y.Label) })
	if main.Saved, err = p.savedSearches(r.Context()); err != nil {
		return err
	}
	v.Main = &main
	return p.Show(w, r, "search", v, http.StatusOK)
}

// searchAddress is a search as an address.
func searchAddress(v *frame.View, form url.Values) string {
	return frame.Address(v.AsOf, "/search?"+form.Encode())
}

// tableLimit bounds the rows of one CSV of a search.
const tableLimit = 1000
