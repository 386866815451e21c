package reports

import (
	"context"
	"net/http"
	"slices"

	"readout/ledger"
	"readout/ledger/statement"
	"readout/ledger/stream"
	"readout/serve/cache"
	"readout/serve/page/frame"
	"readout/store"
)

// copiesPage is an article and its near copies in all outlets.
type copiesPage struct {
	ledger.Family
	Article ledger.Article
}

func (p *Pages) copies(w http.ResponseWriter, r *http.Request) error {
	t, err := p.Ledger.Text(r.Context(), r.PathValue("id"))
	if err != nil {
		return frame.NotFound(err)
	}
	id, err := statement.ParseVersion(t.Article.ID)
	if err != nil {
		return frame.NotFound(err)
	}
	v := p.View(r, "Copies of “"+stream.Titled(t.Article.Headline)+"”", "")
	family, err := cache.Get(r.Context(), p.Cache, "copies "+t.Article.ID,
		func(ctx context.Context) (ledger.Family, error) { return p.Ledger.Family(ctx, id) })
	if err != nil {
		return err
	}
	v.Main = &copiesPage{Family: family, Article: t.Article}
	return p.Show(w, r, "copies", v, http.StatusOK)
}

// versionsPage is how an article changed.
type versionsPage struct {
	ledger.History
	Article ledger.Article
	Steps   []versionStep
}

type versionStep struct {
	ledger.VersionStep
	Kept  int // statements that stand or moved
	Fates []ledger.StatementFate
	Text  []textEdit
}

func (p *Pages) versions(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	t, err := p.Ledger.Text(ctx, r.PathValue("id"))
	if err != nil {
		return frame.NotFound(err)
	}
	v := p.View(r, "Versions of “"+t.Article.Headline+"”", "")
	h, err := p.Ledger.History(ctx, store.Key{Outlet: t.Article.Outlet, Ident: t.Article.URL})
	if err != nil {
		return err
	}
	main := versionsPage{History: h, Article: t.Article}
	for _, s := range h.Steps {
		step := versionStep{VersionStep: s}
		for _, f := range s.Fates {
			if f.Survival == ledger.Stands || f.Survival == ledger.Moved {
				step.Kept++
			} else {
				step.Fates = append(step.Fates, f)
			}
		}
		from, err := p.Ledger.Text(ctx, s.From.ID)
		if err != nil {
			return err
		}
		to, err := p.Ledger.Text(ctx, s.To.ID)
		if err != nil {
			return err
		}
		step.Text = compareTexts(from.Record.Article.Text, to.Record.Article.Text)
		main.Steps = append(main.Steps, step)
	}
	slices.Reverse(main.Steps)
	v.Main = &main
	return p.Show(w, r, "versions", v, http.StatusOK)
}
