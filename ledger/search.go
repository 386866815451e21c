package ledger

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readout/store"
)

// Query asks for statements. Conditions that are set must all hold; of a list, any.
type Query struct {
	Text        string // store.ParseMatch's language
	Speaker     string // words of a speaker's name or role
	Person      string // a person of the ledger, by id or name
	Role        string
	Outlets     []string
	Kinds       []string
	Acts        []string
	Commitments []string
	Attitudes   []string
	Statuses    []string
	From, To    string // days of publication, both included
	AsOf        string // what stood at the end of that day; "" is now
	Replaced    bool   // what later versions replaced, too
	Limit       int    // 0 is 50
	Cursor      string // Page.Next of the page before
}

// Page is one page of statements, newest publication first. Within a day the order
// is of time, outlet, address and place in the text, whatever arrived first.
type Page struct {
	Statements []Statement `json:"statements"`
	Next       string      `json:"next,omitempty"` // "" on the last page
}

// ErrCursor refuses a cursor that no page gave.
var ErrCursor = errors.New("it is no cursor")

// maxLimit bounds what one page can hold.
const maxLimit = 1000

// Search finds statements.
//
// Errors: the text says only what not to find; no such person (ErrUnknown);
// ErrCursor.
func (l *Ledger) Search(ctx context.Context, q Query) (Page, error) {
	f, err := l.filter(ctx, q)
	if err != nil {
		return Page{}, err
	}
	skip := 0
	if q.Cursor != "" {
		before, n, ok := strings.Cut(q.Cursor, "-")
		b, err1 := strconv.ParseInt(before, 36, 64)
		k, err2 := strconv.Atoi(n)
		if !ok || err1 != nil || err2 != nil || k < 0 || b < 0 {
			return Page{}, fmt.Errorf("ledger: %q: %w", q.Cursor, ErrCursor)
		}
		f.To, skip = store.Day(b), k
	}
	f.Limit += skip
	ids, err := l.st.Search(ctx, f)
	if err != nil {
		return Page{}, fmt.Errorf("ledger: searching: %w", err)
	}
	// The hits are whole days. Ids do not order them: they depend on the order of
	// arrival. Only what is on the page is read in full.
	limit := f.Limit
	if ids, err = l.newestFirst(ctx, ids); err != nil {
		return Page{}, err
	}
	end := min(limit, len(ids))
	var page Page
	if page.Statements, err = l.loadStatements(ctx, ids[min(skip, end):end]); err != nil {
		return Page{}, err
	}
	switch {
	case end < len(ids): // the page ends within a day
		last := ids[end-1].Version().Day()
		first := slices.IndexFunc(ids, func(id store.StatementID) bool { return id.Version().Day() == last })
		page.Next = strconv.FormatInt(int64(last), 36) + "-" + strconv.Itoa(end-first)
	case end > 0 && end == limit && ids[end-1].Version().Day() > 1: // more may follow on earlier days
		page.Next = strconv.FormatInt(int64(ids[end-1].Version().Day()-1), 36) + "-0"
	}
	return page, nil
}

// newestFirst orders hits by day, the newest first, and within a day by time,
// outlet, address and place in the text. Hits taken down meanwhile are left out.
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
		return cmp.Or(cmp.Compare(w.ID.Day(), v.ID.Day()), store.CompareTimes(w.Since, v.Since), cmp.Compare(v.Key.Outlet, w.Key.Outlet),
			cmp.Compare(v.Key.Ident, w.Key.Ident), slices.Compare(v.SHA256[:], w.SHA256[:]))
	})
	return ids, nil
}

func (l *Ledger) filter(ctx context.Context, q Query) (store.Filter, error) {
	m, err := store.ParseMatch(q.Text)
	if err != nil {
		return store.Filter{}, fmt.Errorf("ledger: searching %q: %w", q.Text, err)
	}
	f := store.Filter{Match: m, Speaker: q.Speaker, Role: q.Role, Outlets: q.Outlets, Kinds: q.Kinds, Acts: q.Acts, Commitments: q.Commitments,
		Attitudes: q.Attitudes, Statuses: q.Statuses, From: store.DayOf(q.From), To: store.DayOf(q.To), AsOf: q.AsOf, Replaced: q.Replaced, Limit: q.Limit}
	if f.Limit <= 0 {
		f.Limit = 50
	}
	f.Limit = min(f.Limit, maxLimit)
	if q.Person != "" {
		p, err := l.Person(ctx, q.Person)
		if err != nil {
			return f, err
		}
		f.Agents = p.agentIDs()
	}
	return f, nil
}

// oldestFirst orders statements for timelines: by what was said first, then by
// publication.
func oldestFirst(x, y Statement) int {
	return cmp.Or(cmp.Compare(x.Said, y.Said), store.CompareTimes(x.Article.Published, y.Article.Published),
		cmp.Compare(x.Article.Outlet, y.Article.Outlet), cmp.Compare(x.Article.URL, y.Article.URL),
		cmp.Compare(x.Article.SHA256, y.Article.SHA256), cmp.Compare(x.id.N(), y.id.N()))
}

// SearchArticles finds articles whose whole text matches, newest first.
func (l *Ledger) SearchArticles(ctx context.Context, q Query) ([]Article, error) {
	f, err := l.filter(ctx, q)
	if err != nil {
		return nil, err
	}
	f.Articles = true
	ids, err := l.st.Search(ctx, f)
	if err != nil {
		return nil, fmt.Errorf("ledger: searching articles: %w", err)
	}
	want := make([]store.VersionID, len(ids))
	for i, id := range ids {
		want[i] = id.Version()
	}
	versions, err := l.st.Versions(ctx, store.VersionFilter{IDs: want})
	if err != nil {
		return nil, fmt.Errorf("ledger: searching articles: %w", err)
	}
	slices.SortFunc(versions, func(x, y store.Version) int {
		return cmp.Or(cmp.Compare(y.ID.Day(), x.ID.Day()), store.CompareTimes(y.Since, x.Since), cmp.Compare(x.Key.Outlet, y.Key.Outlet),
			cmp.Compare(x.Key.Ident, y.Key.Ident), slices.Compare(x.SHA256[:], y.SHA256[:]))
	})
	out := make([]Article, 0, min(len(versions), f.Limit))
	for i := range versions[:min(len(versions), f.Limit)] {
		out = append(out, articleOf(&versions[i]))
	}
	return out, nil
}
