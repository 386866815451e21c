package reports

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/statement"
	"readout/ledger/stream"
	"readout/serve/page/frame"
	"readout/store"
)

// StoryDays is how far back the list of stories goes.
const StoryDays = 14

type storiesPage struct {
	From, To string
	List     []ledger.Storyline
	Single   int // articles that share their story with no other
	More     int // stories that are not shown
}

const storiesShown = 60

// Stories are the running stories of the two weeks up to a day.
func (p *Pages) Stories(ctx context.Context, to, asOf string) ([]ledger.Storyline, error) {
	return p.Cache.Stories(ctx, frame.AddDays(to, -StoryDays), to, asOf)
}

func (p *Pages) storylines(w http.ResponseWriter, r *http.Request) error {
	v := p.View(r, "Stories", "storylines")
	list, err := p.Stories(r.Context(), v.Today, v.AsOf)
	if err != nil {
		return err
	}
	main := storiesPage{From: frame.AddDays(v.Today, -StoryDays), To: v.Today}
	for _, s := range list {
		if len(s.Articles) < 2 {
			main.Single++
			continue
		}
		if len(main.List) == storiesShown {
			main.More++
			continue
		}
		main.List = append(main.List, s)
	}
	v.Main = &main
	return p.Show(w, r, "storylines", v, http.StatusOK)
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

func (p *Pages) storyline(w http.ResponseWriter, r *http.Request) error {
	v := p.View(r, "", "storylines")
	story, err := p.StoryWith(r.Context(), r.PathValue("id"), v.Today, v.AsOf)
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
	v.Title = stream.Titled(main.Title)
	v.Main = &main
	return p.Show(w, r, "storyline", v, http.StatusOK)
}

// StoryWith is the story that a report is of.
func (p *Pages) StoryWith(ctx context.Context, id, today, asOf string) (ledger.Storyline, error) {
	version, err := statement.ParseVersion(id)
	if err != nil {
		return ledger.Storyline{}, frame.NotFound(err)
	}
	ids, err := p.versionsOf(ctx, version)
	if err != nil {
		return ledger.Storyline{}, err
	}
	// The stories of late, or those of the month from its first article on.
	for _, to := range [...]string{today, frame.AddDays(version.Day().String(), StoryDays)} {
		list, err := p.Stories(ctx, to, asOf)
		if err != nil {
			return ledger.Storyline{}, err
		}
		for i := range list {
			s := &list[i]
			if slices.ContainsFunc(s.Articles, func(a ledger.Article) bool { return ids[a.ID] }) {
				return *s, nil
			}
		}
	}
	return ledger.Storyline{}, fmt.Errorf("story %s: %w", id, ask.ErrUnknown)
}

// versionsOf are the ids of all versions of the report that one is of: a story that was linked to by a version is found
// when another stands.
func (p *Pages) versionsOf(ctx context.Context, id store.VersionID) (map[string]bool, error) {
	versions, err := p.Ledger.Store().Versions(ctx, store.VersionFilter{IDs: []store.VersionID{id}})
	if err != nil || len(versions) == 0 {
		return nil, err
	}
	if versions, err = p.Ledger.Store().Versions(ctx, store.VersionFilter{Key: &versions[0].Key}); err != nil {
		return nil, err
	}
	ids := make(map[string]bool, len(versions))
	for i := range versions {
		ids[statement.ArticleOf(&versions[i]).ID] = true
	}
	return ids, nil
}
