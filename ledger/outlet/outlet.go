// Package outlet says what each outlet publishes, whom it quotes, and what it does with
// words that others report too.
//
// In come a ledger and the name of an outlet; out go counts, with the reports that they are
// of. It refuses an outlet that the ledger does not have, and judges none: that a wording is
// altered says that words differ inside it, and not who is right.
//
// The one idea: an outlet's wordings are held against the fullest ones that any outlet gives
// of the same utterance, so that its way with words is counted and not guessed.
package outlet

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/identity"
	"readout/record"
	"readout/store"
)

// Ledger is what profiles are made from.
type Ledger interface {
	SearchArticles(ctx context.Context, q ledger.Query) ([]ledger.Article, error)
	Search(ctx context.Context, q ledger.Query) (ledger.Page, error)
	NameSpeakers(ctx context.Context, list []ledger.Statement, always bool) error
	Compare(ctx context.Context, id string) (ledger.Utterance, error)
	Store() store.Store
}

// Count is how much one outlet published in some days.
type Count struct {
	Name     string `json:"name"`
	Articles int    `json:"articles"`
	Last     string `json:"last"` // when it published the newest of them
}

// List counts the articles of each outlet from one day to another, those with most first.
func List(ctx context.Context, l Ledger, from, to, asOf string) ([]Count, error) {
	versions, err := l.Store().Versions(ctx, store.VersionFilter{From: store.DayOf(from), To: store.DayOf(to),
		AsOf: asOf, Live: asOf == ""})
	if err != nil {
		return nil, err
	}
	var out []Count
	at := map[string]int{}
	for i := range versions {
		x := &versions[i]
		n, ok := at[x.Key.Outlet]
		if !ok {
			n = len(out)
			at[x.Key.Outlet] = n
			out = append(out, Count{Name: x.Key.Outlet})
		}
		out[n].Articles++
		out[n].Last = max(out[n].Last, x.Since)
	}
	slices.SortFunc(out, func(x, y Count) int {
		return cmp.Or(cmp.Compare(y.Articles, x.Articles), cmp.Compare(x.Name, y.Name))
	})
	return out, nil
}

// Profile is what an outlet quotes, restates and alters, by its newest statements.
type Profile struct {
	Name     string           `json:"name"`
	Articles []ledger.Article `json:"articles"` // the newest
	Speakers []ledger.Voice   `json:"speakers"` // whom it quotes, the most first
	Read     int              `json:"read"`     // statements that the counts are of
	Kinds    []KindCount      `json:"kinds"`
	// Wordings counts how its wordings differ from the fullest ones, among the Compared
	// utterances that others report too.
	Compared int              `json:"compared"`
	Wordings []WordingCount   `json:"wordings"`
	Altered  []ledger.Wording `json:"altered"`
	Restated []ledger.Wording `json:"restated"`
}

// KindCount is how many statements are of one kind: direct, mixed, indirect.
type KindCount struct {
	Kind  string `json:"kind"`
	Count int    `json:"count"`
}

// WordingCount is how many wordings differ from the fullest one in one way.
type WordingCount struct {
	Difference ledger.Difference `json:"difference"`
	Count      int               `json:"count"`
}

// Differences are all, in the order in which they are told: the nearest to the fullest
// wording first.
func Differences() []ledger.Difference {
	return []ledger.Difference{ledger.Identical, ledger.Trimmed, ledger.Elided, ledger.Bracketed, ledger.Merged,
		ledger.Reworded, ledger.Altered}
}

// How much is looked at for one profile, and shown of it.
const (
	readMost     = 200 // statements
	comparedMost = 40  // utterances set against others'
	articlesMost = 20
	speakersMost = 12
	restatedMost = 10
)

// Of is the profile of one outlet.
//
// Errors: ask.ErrUnknown.
func Of(ctx context.Context, l Ledger, name, asOf string) (Profile, error) {
	out := Profile{Name: name, Speakers: []ledger.Voice{}, Wordings: []WordingCount{},
		Altered: []ledger.Wording{}, Restated: []ledger.Wording{}}
	var err error
	if out.Articles, err = l.SearchArticles(ctx, ledger.Query{Outlets: []string{name}, AsOf: asOf,
		Limit: articlesMost}); err != nil {
		return out, err
	}
	if len(out.Articles) == 0 {
		return out, fmt.Errorf("outlet %q: %w", name, ask.ErrUnknown)
	}
	page, err := l.Search(ctx, ledger.Query{Outlets: []string{name}, AsOf: asOf, Limit: readMost})
	if err != nil {
		return out, err
	}
	if err := l.NameSpeakers(ctx, page.Statements, true); err != nil {
		return out, err
	}
	out.Read = len(page.Statements)
	voices := identity.Voices(page.Statements)
	out.Speakers = append(out.Speakers, voices[:min(len(voices), speakersMost)]...)
	kinds := map[string]int{}
	for i := range page.Statements {
		kinds[page.Statements[i].Kind]++
	}
	for _, k := range [...]string{record.Direct, record.Mixed, record.Indirect} {
		out.Kinds = append(out.Kinds, KindCount{k, kinds[k]})
	}
	return out, out.compare(ctx, l, page.Statements)
}

// compare sets the outlet's quotations against what others have of the same utterances.
func (p *Profile) compare(ctx context.Context, l Ledger, list []ledger.Statement) error {
	counts := map[ledger.Difference]int{}
	done := map[string]bool{}
	compared := 0
	for i := range list {
		s := &list[i]
		if s.Kind == record.Indirect || len(strings.Fields(s.Content)) < 6 || done[s.ID] {
			continue
		}
		if compared++; compared > comparedMost {
			break
		}
		u, err := l.Compare(ctx, s.ID)
		if err != nil {
			return err
		}
		for k := range u.Members {
			m := &u.Members[k]
			done[m.Statement.ID] = true
			if m.Statement.Article.Outlet == p.Name && m.Statement.Article.Until == "" {
				p.count(m, u.Outlets, counts)
			}
		}
	}
	for _, d := range Differences() {
		if counts[d] > 0 {
			p.Wordings = append(p.Wordings, WordingCount{d, counts[d]})
		}
	}
	p.Restated = p.Restated[:min(len(p.Restated), restatedMost)]
	return nil
}

// count counts one wording of the outlet, of an utterance that so many outlets report.
func (p *Profile) count(m *ledger.Wording, outlets int, counts map[ledger.Difference]int) {
	if m.Restated {
		p.Restated = append(p.Restated, *m)
	}
	if outlets < 2 || m.Statement.Kind == record.Indirect {
		return
	}
	counts[m.Difference]++
	p.Compared++
	if m.Difference == ledger.Altered {
		p.Altered = append(p.Altered, *m)
	}
}
