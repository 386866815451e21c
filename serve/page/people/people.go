package people

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/identity"
	"readout/serve/cache"
)

// PeoplePage is the people who spoke last, or those of a name.
type PeoplePage struct {
	Query   string
	Found   []ledger.Person
	Lately  []ledger.Voice
	Counted int
}

// latelyRead is how many of the newest statements the list of people is made from.
const latelyRead = 300

func (p *Pages) people(w http.ResponseWriter, r *http.Request) error {
	v := p.View(r, "People", "people")
	main := PeoplePage{Query: strings.TrimSpace(r.URL.Query().Get("q"))}
	var err error
	if main.Query != "" {
		main.Found, err = p.Ledger.People(r.Context(), main.Query)
	} else {
		main, err = p.Lately(r.Context(), v.AsOf)
	}
	if err != nil {
		return err
	}
	v.Main = &main
	return p.Show(w, r, "people", v, http.StatusOK)
}

// Lately is the people of the newest statements.
func (p *Pages) Lately(ctx context.Context, asOf string) (PeoplePage, error) {
	return cache.Get(ctx, p.Cache, "people "+asOf, func(ctx context.Context) (PeoplePage, error) {
		return p.lately(ctx, asOf)
	})
}

func (p *Pages) lately(ctx context.Context, asOf string) (PeoplePage, error) {
	var out PeoplePage
	page, err := p.Ledger.Search(ctx, ledger.Query{AsOf: asOf, Limit: latelyRead})
	if err != nil {
		return out, err
	}
	page.Statements = slices.DeleteFunc(page.Statements, func(s ledger.Statement) bool { return !s.Sure() })
	out.Counted = len(page.Statements)
	if err := p.Ledger.NameSpeakers(ctx, page.Statements, true); err != nil {
		return out, err
	}
	out.Lately = identity.Voices(page.Statements)
	return out, nil
}
