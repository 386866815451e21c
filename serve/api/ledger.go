package api

import (
	"context"
	"errors"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/export"
	"readout/ledger/outlet"
	"readout/serve/cache"
	"readout/store"
)

// StoryList is running stories, those with the most articles first.
type StoryList struct {
	Stories []ledger.Storyline `json:"stories"`
}

// OutletList is outlets, those with most articles first.
type OutletList struct {
	Outlets []outlet.Count `json:"outlets"`
}

// Audit is everything that people decided, oldest first.
type Audit struct {
	Decisions []store.Decision `json:"decisions"`
}

func (s *service) ledgerRoutes(doc huma.API) {
	add(s, doc, route{Path: "/stories", ID: "get-stories", Tag: "ledger", Summary: "Running stories and their articles",
		About: "Articles of the given days, grouped by what they are about; a story that was already running keeps its " +
			"first article."},
		func(ctx context.Context, in *struct {
			From  string `query:"from" required:"true" pattern:"^\\d{4}-\\d\\d-\\d\\d$" doc:"Published on that day or later." example:"2024-03-01"`
			To    string `query:"to" required:"true" pattern:"^\\d{4}-\\d\\d-\\d\\d$" doc:"Published on that day or earlier; at most 31 days after \"from\"." example:"2024-03-31"`
			Limit int    `query:"limit" minimum:"1" maximum:"500" default:"50"`
			AsOfDay
		}) (StoryList, error) {
			if err := errors.Join(ask.CheckDays("from", in.From, "to", in.To), ask.CheckAsOf(in.AsOf)); err != nil {
				return StoryList{}, err
			}
			if n := store.DayOf(in.To) - store.DayOf(in.From); n < 0 || n > 31 {
				return StoryList{}, huma.Error422UnprocessableEntity("to: at most 31 days after from")
			}
			list, err := s.o.Cache.Stories(ctx, in.From, in.To, in.AsOf)
			return StoryList{orEmpty(list[:min(len(list), in.Limit)])}, err
		}, func(x *StoryList) [][]string { return export.StoryRows(x.Stories) })

	add(s, doc, route{Path: "/outlets", ID: "find-outlets", Tag: "outlets",
		Summary: "What each outlet published in some days"},
		func(ctx context.Context, in *struct {
			From string `query:"from" required:"true" pattern:"^\\d{4}-\\d\\d-\\d\\d$" doc:"Published on that day or later." example:"2024-03-01"`
			To   string `query:"to" required:"true" pattern:"^\\d{4}-\\d\\d-\\d\\d$" doc:"Published on that day or earlier." example:"2024-03-31"`
			AsOfDay
		}) (OutletList, error) {
			if err := errors.Join(ask.CheckDays("from", in.From, "to", in.To), ask.CheckAsOf(in.AsOf)); err != nil {
				return OutletList{}, err
			}
			list, err := cache.Get(ctx, s.o.Cache, "outlets of "+in.From+" "+in.To+" "+in.AsOf,
				func(ctx context.Context) ([]outlet.Count, error) {
					return outlet.List(ctx, s.l, in.From, in.To, in.AsOf)
				})
			return OutletList{orEmpty(list)}, err
		}, func(x *OutletList) [][]string {
			rows := [][]string{{"outlet", "articles", "last"}}
			for _, o := range x.Outlets {
				rows = append(rows, []string{o.Name, strconv.Itoa(o.Articles), o.Last})
			}
			return rows
		})

	add(s, doc, route{Path: "/outlets/{name}", ID: "get-outlet", Tag: "outlets", Fails: []int{404},
		Summary: "Whom one outlet quotes, and what it does with words",
		About: "Counted over its newest statements. Wordings are set against the fullest one that any outlet has of the " +
			"same utterance; altered says that words inside differ, and not who is right."},
		func(ctx context.Context, in *struct {
			Name string `path:"name" minLength:"1" maxLength:"200" doc:"As articles of it are filed." example:"KTA"`
			AsOfDay
		}) (outlet.Profile, error) {
			if err := ask.CheckAsOf(in.AsOf); err != nil {
				return outlet.Profile{}, err
			}
			return cache.Get(ctx, s.o.Cache, "outlet "+in.AsOf+" "+in.Name, // the page's, too
				func(ctx context.Context) (outlet.Profile, error) {
					return outlet.Of(ctx, s.l, in.Name, in.AsOf)
				})
		}, nil)

	add(s, doc, route{Path: "/stats", ID: "get-stats", Tag: "ledger", Summary: "How much the ledger holds"},
		func(ctx context.Context, _ *struct{}) (store.Stats, error) {
			return cache.Get(ctx, s.o.Cache, "stats", s.l.Store().Stats)
		}, nil)

	add(s, doc, route{Path: "/audit", ID: "get-audit", Tag: "ledger", Summary: "Every human decision: merges, " +
		"splits, corrections, takedowns, and what was undone"},
		func(ctx context.Context, _ *struct{}) (Audit, error) {
			list, err := s.l.Audit(ctx)
			return Audit{orEmpty(list)}, err
		}, nil)
}
