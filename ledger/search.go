package ledger

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readout/ledger/ask"
	"readout/ledger/statement"
	"readout/store"
)

// Page is one page of statements, newest publication first. Within a day they are ordered by
// time, outlet, address and place in the text, whatever arrived first.
type Page struct {
	Statements []statement.Statement `json:"statements"`
	Next       string                `json:"next,omitempty"` // "" on the last page
}

// ErrCursor refuses a cursor that did not come from a page.
var ErrCursor = errors.New("not a valid cursor")

// maxLimit bounds the size of a page.
const maxLimit = 1000

// Search finds statements.
//
// Errors: a *Fault if the query is invalid; ErrUnknown if there is no such person; ErrCursor.
func (l *Ledger) Search(ctx context.Context, q ask.Query) (Page, error) {
	ids, next, err := l.page(ctx, q, false)
	if err != nil {
		return Page{}, err
	}
	page := Page{Next: next}
	page.Statements, err = l.Load(ctx, ids)
	return page, err
}

// page finds the rows on one page, and the cursor of the next.
func (l *Ledger) page(ctx context.Context, q ask.Query, articles bool) (ids []store.StatementID, next string,
	err error) {
	f, err := l.filter(ctx, q)
	if err != nil {
		return nil, "", err
	}
	f.Articles = articles
	skip := 0
	if q.Cursor != "" {
		before, n, ok := strings.Cut(q.Cursor, "-")
		b, err1 := strconv.ParseInt(before, 36, 64)
		k, err2 := strconv.Atoi(n)
		if !ok || err1 != nil || err2 != nil || k < 0 || b < 0 {
			return nil, "", fmt.Errorf("ledger: %q: %w", q.Cursor, ErrCursor)
		}
		if skip = k; q.Oldest {
			f.From = store.Day(b)
		} else {
			f.To = store.Day(b)
		}
	}
	f.Limit += skip
	within, err := l.within(ctx, &q)
	if err != nil {
		return nil, "", err
	}
	if q.Oldest {
		return l.oldestPage(ctx, f, within, skip)
	}
	if ids, err = l.hits(ctx, f, within); err != nil {
		return nil, "", fmt.Errorf("ledger: searching: %w", err)
	}
	// The hits are whole days. Ids cannot order them, since they depend on the order of
	// arrival. Only what is on the page is read in full.
	limit := f.Limit
	if ids, err = l.newestFirst(ctx, ids); err != nil {
		return nil, "", err
	}
	end := min(limit, len(ids))
	switch {
	case end < len(ids): // the page ends within a day
		next = cursorIn(ids, end)
	case end > 0 && end == limit && ids[end-1].Version().Day() > 1: // more may follow on earlier days
		next = strconv.FormatInt(int64(ids[end-1].Version().Day()-1), 36) + "-0"
	}
	return ids[min(skip, end):end], next, nil
}

// oldestPage is page with the oldest first.
func (l *Ledger) oldestPage(ctx context.Context, f store.Filter, within map[store.VersionID]bool,
	skip int) (ids []store.StatementID, next string, err error) {
	ids, more, err := l.oldestHits(ctx, f, within)
	if err != nil {
		return nil, "", fmt.Errorf("ledger: searching: %w", err)
	}
	if ids, err = l.newestFirst(ctx, ids); err != nil {
		return nil, "", err
	}
	oldestOrder(ids)
	end := min(f.Limit, len(ids))
	switch {
	case end < len(ids):
		next = cursorIn(ids, end)
	case end > 0 && more:
		next = strconv.FormatInt(int64(ids[end-1].Version().Day()+1), 36) + "-0"
	}
	return ids[min(skip, end):end], next, nil
}

// cursorIn returns the cursor of the page after one that ends within a day.
func cursorIn(ids []store.StatementID, end int) string {
	last := ids[end-1].Version().Day()
	first := slices.IndexFunc(ids, func(id store.StatementID) bool { return id.Version().Day() == last })
	return strconv.FormatInt(int64(last), 36) + "-" + strconv.Itoa(end-first)
}

// newestFirst orders hits by day, newest first, and within a day by time, outlet, address and
// place in the text. Hits taken down in the meantime are omitted.
func (l *Ledger) newestFirst(ctx context.Context, ids []store.StatementID) ([]store.StatementID, error) {
	var want []store.VersionID
	versions := map[store.VersionID]*store.Version{}
	for _, id := range ids {
		if _, ok := versions[id.Version()]; !ok {
			versions[id.Version()] = nil
			want = append(want, id.Version())
		}
	}
	for chunk := range slices.Chunk(want, 2000) {
		list, err := l.st.Versions(ctx, store.VersionFilter{IDs: chunk})
		if err != nil {
			return nil, fmt.Errorf("ledger: reading articles: %w", err)
		}
		for i := range list {
			versions[list[i].ID] = &list[i]
		}
	}
	ids = slices.DeleteFunc(ids, func(id store.StatementID) bool { return versions[id.Version()] == nil })
	slices.SortFunc(ids, func(x, y store.StatementID) int {
		if x.Version() == y.Version() {
			return cmp.Compare(x.N(), y.N())
		}
		v, w := versions[x.Version()], versions[y.Version()]
		return cmp.Or(cmp.Compare(w.ID.Day(), v.ID.Day()), store.CompareTimes(w.Since, v.Since),
			cmp.Compare(v.Key.Outlet, w.Key.Outlet),
			cmp.Compare(v.Key.Ident, w.Key.Ident), slices.Compare(v.SHA256[:], w.SHA256[:]))
	})
	return ids, nil
}

func (l *Ledger) filter(ctx context.Context, q ask.Query) (store.Filter, error) {
	if err := q.Check(); err != nil {
		return store.Filter{}, fmt.Errorf("ledger: searching: %w", err)
	}
	m, err := q.Match()
	if err != nil {
		return store.Filter{}, fmt.Errorf("ledger: searching: %w", err)
	}
	f := store.Filter{Match: m, Speaker: q.Speaker, Role: q.Role, Outlets: q.Outlets, Kinds: q.Kinds, Acts: q.Acts,
		Commitments: q.Commitments,
		Attitudes:   q.Attitudes, Statuses: q.Statuses, From: store.DayOf(q.From), To: store.DayOf(q.To), AsOf: q.AsOf,
		Replaced: q.Replaced, Limit: q.Limit}
	if f.Limit <= 0 {
		f.Limit = 50
	}
	f.Limit = min(f.Limit, maxLimit)
	if q.Person != "" {
		p, err := l.Person(ctx, q.Person)
		if err != nil {
			return f, err
		}
		f.Agents = p.AgentIDs()
	}
	return f, nil
}

// ArticlePage is one page of articles, ordered like Page.
type ArticlePage struct {
	Articles []statement.Article `json:"articles"`
	Next     string              `json:"next,omitempty"` // "" on the last page
}

// FindArticles finds articles whose whole text matches.
//
// Errors: those of Search.
func (l *Ledger) FindArticles(ctx context.Context, q ask.Query) (ArticlePage, error) {
	ids, next, err := l.page(ctx, q, true)
	if err != nil || len(ids) == 0 {
		return ArticlePage{}, err
	}
	want := make([]store.VersionID, len(ids))
	for i, id := range ids {
		want[i] = id.Version()
	}
	versions, err := l.st.Versions(ctx, store.VersionFilter{IDs: want})
	if err != nil {
		return ArticlePage{}, fmt.Errorf("ledger: searching articles: %w", err)
	}
	at := make(map[store.VersionID]*store.Version, len(versions))
	for i := range versions {
		at[versions[i].ID] = &versions[i]
	}
	out := ArticlePage{Articles: make([]statement.Article, 0, len(want)), Next: next}
	for _, id := range want {
		if v := at[id]; v != nil { // not taken down in the meantime
			out.Articles = append(out.Articles, statement.ArticleOf(v))
		}
	}
	return out, nil
}

// SearchArticles finds the newest articles whose whole text matches.
func (l *Ledger) SearchArticles(ctx context.Context, q ask.Query) ([]statement.Article, error) {
	page, err := l.FindArticles(ctx, q)
	return page.Articles, err
}
