package storyline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"readout/ledger/ask"
	"readout/ledger/audit"
	"readout/ledger/statement"
	"readout/store"
)

// Stories clusters the articles of a ledger.
type Stories struct{ trail *audit.Trail }

// New clusters what a store holds, through its audit.
func New(trail *audit.Trail) *Stories { return &Stories{trail} }

// Run says which versions of articles are of one story, for all that were published within some days.
//
// Articles join stories in the order of publication and never leave them, so the stories of an earlier
// day are those of the versions up to that day: one run answers for all its days.
//
// Shape: the three are parallel, in the order of publication.
type Run struct {
	Versions []store.VersionID `json:"versions"`
	Stories  []int             `json:"stories"` // numbers, counted from 0
	Terms    []string          `json:"terms"`   // the story's telling words at that time, separated by spaces
}

// RunDays gives the days of the run that answers for stories reported on a day or after it: it starts a
// month or two before, so that a story that was already running keeps its first article, and ends at
// least a month later. All days of a month have the same run. "" has the run of all there is.
func RunDays(from string) (first, last string) {
	t, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return "", ""
	}
	month := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	return month.AddDate(0, -1, 0).Format(time.DateOnly), month.AddDate(0, 2, 0).Format(time.DateOnly)
}

// Run clusters the articles published from one day to another, both included; "" is open. Another
// version of an article is of the same story as the first.
//
// Errors: the store's.
func (sto *Stories) Run(ctx context.Context, from, to string) (Run, error) {
	versions, err := sto.trail.Versions(ctx, store.VersionFilter{From: store.DayOf(from), To: store.DayOf(to)})
	if err != nil {
		return Run{}, fmt.Errorf("ledger: clustering stories: %w", err)
	}
	sortByTime(versions)
	c := NewClusterer()
	out := Run{}
	known := map[store.Key]int{}
	err = sto.texts(ctx, versions, func(v *store.Version, text string) {
		n, ok := known[v.Key]
		if !ok {
			n = c.Add(v.ID.Day(), v.Headline, text)
			known[v.Key] = n
		}
		out.Versions = append(out.Versions, v.ID)
		out.Stories = append(out.Stories, n)
		out.Terms = append(out.Terms, strings.Join(c.terms(n), " "))
	})
	if err != nil {
		return Run{}, fmt.Errorf("ledger: clustering stories: %w", err)
	}
	return out, nil
}

func sortByTime(versions []store.Version) {
	slices.SortFunc(versions, func(x, y store.Version) int {
		return cmp.Or(store.CompareTimes(x.Since, y.Since), cmp.Compare(x.Key.Outlet, y.Key.Outlet),
			cmp.Compare(x.Key.Ident, y.Key.Ident), cmp.Compare(x.ID, y.ID))
	})
}

// termsShown is how many telling words of a story are told.
const termsShown = 6

// terms are the telling words of a story.
func (c *Clusterer) terms(n int) []string {
	st := c.stories[n]
	var out []string
	for _, t := range heaviest(st.vec, termsShown) {
		out = append(out, st.names[t])
	}
	return out
}

// Storylines clusters the articles published from one day to another, both
// included. It starts a month or two earlier, so that a story already running keeps its
// first article. Copies and versions of one article are one report.
//
// Errors: a *Fault of a day; the store's.
func (sto *Stories) Storylines(ctx context.Context, from, to, asOf string) ([]Storyline, error) {
	if err := errors.Join(ask.CheckDays("from", from, "to", to), ask.CheckAsOf(asOf)); err != nil {
		return nil, fmt.Errorf("ledger: storylines: %w", err)
	}
	first, _ := RunDays(from)
	run, err := sto.Run(ctx, first, to)
	if err != nil {
		return nil, err
	}
	return sto.StoriesOf(ctx, &run, from, to, asOf)
}

// StoriesOf gives the stories of a run that were reported from one day to another, both included, as
// they stood at the end of a day ("" is now): those with most articles first.
//
// Errors: a *Fault of a day; the store's.
func (sto *Stories) StoriesOf(ctx context.Context, run *Run, from, to, asOf string) ([]Storyline, error) {
	if err := errors.Join(ask.CheckDays("from", from, "to", to), ask.CheckAsOf(asOf)); err != nil {
		return nil, fmt.Errorf("ledger: storylines: %w", err)
	}
	first, _ := RunDays(from)
	versions, err := sto.trail.Versions(ctx, store.VersionFilter{From: store.DayOf(first), To: store.DayOf(to),
		AsOf: asOf, Live: asOf == ""})
	if err != nil {
		return nil, fmt.Errorf("ledger: reading storylines: %w", err)
	}
	sortByTime(versions)
	at := make(map[store.VersionID]int, len(run.Versions))
	for i, id := range run.Versions {
		at[id] = i
	}
	lines := map[int]*Storyline{}
	var order []int
	for i := range versions {
		v := &versions[i]
		k, ok := at[v.ID]
		if !ok {
			continue // it came after the run
		}
		n := run.Stories[k]
		s := lines[n]
		if s == nil {
			s = &Storyline{ID: fmt.Sprintf("v%d", v.ID), Title: v.Headline, First: statement.Day(v.Since)}
			lines[n] = s
			order = append(order, n)
		}
		s.Last, s.Terms = statement.Day(v.Since), strings.Fields(run.Terms[k])
		s.Articles = append(s.Articles, statement.ArticleOf(v))
	}
	var out []Storyline
	for _, n := range order {
		s := lines[n]
		if s.Last < from {
			continue
		}
		outlets := map[string]bool{}
		for _, a := range s.Articles {
			outlets[a.Outlet] = true
		}
		s.Outlets = len(outlets)
		out = append(out, *s)
	}
	slices.SortStableFunc(out, func(x, y Storyline) int {
		return cmp.Or(cmp.Compare(len(y.Articles), len(x.Articles)), cmp.Compare(y.Last, x.Last),
			cmp.Compare(x.Title, y.Title))
	})
	return out, nil
}

// textsRead is how many articles are read at once: the records of all of them are gigabytes.
const textsRead = 200

// texts visits versions with their texts, in their order. One that was taken down since is left out.
func (sto *Stories) texts(ctx context.Context, versions []store.Version, visit func(*store.Version, string)) error {
	for some := range slices.Chunk(versions, textsRead) {
		ids := make([]store.VersionID, len(some))
		for i := range some {
			ids[i] = some[i].ID
		}
		read, err := sto.trail.Versions(ctx, store.VersionFilter{IDs: ids, Body: true})
		if err != nil {
			return err
		}
		text := make(map[store.VersionID]string, len(read))
		for i := range read {
			text[read[i].ID] = read[i].Body.Record.Article.Text
		}
		for i := range some {
			if t, ok := text[some[i].ID]; ok {
				visit(&some[i], t)
			}
		}
	}
	return nil
}
