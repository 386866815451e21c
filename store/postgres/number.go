package postgres

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	"readout/store"
)

// number gives ids to those entries whose text the store has not, as far as can be
// seen now, and 0 to the others. A number that is not used in the end is left out for
// ever: numbers say nothing.
func number(ctx context.Context, db querier, entries []store.Entry) ([]store.VersionID, error) {
	ids := make([]store.VersionID, len(entries))
	fresh, err := unknown(ctx, db, entries)
	if err != nil || len(fresh) == 0 {
		return ids, err
	}
	count := map[store.Day]int32{}
	for _, i := range fresh {
		count[entries[i].Version.ID.Day()]++
	}
	days := slices.Sorted(maps.Keys(count)) // in order, so that two writers never wait for each other
	var counts []int32
	for _, d := range days {
		counts = append(counts, count[d])
	}
	rows, err := db.Query(ctx, `INSERT INTO day AS d (day, next) SELECT * FROM unnest($1::int[], $2::int[])
		ON CONFLICT (day) DO UPDATE SET next = d.next + excluded.next RETURNING day, next`, days, counts)
	if err != nil {
		return nil, err
	}
	next := map[store.Day]int{}
	var day store.Day
	var after int
	if _, err := pgx.ForEachRow(rows, []any{&day, &after}, func() error {
		if after > store.MaxSeq+1 {
			return fmt.Errorf("the day %s is full: it holds %d articles", day, store.MaxSeq+1)
		}
		next[day] = after - int(count[day])
		return nil
	}); err != nil {
		return nil, err
	}
	for _, i := range fresh {
		d := entries[i].Version.ID.Day()
		ids[i] = store.NewVersionID(d, next[d])
		next[d]++
	}
	return ids, nil
}

// unknown lists the entries that would be added, each text of an article once.
func unknown(ctx context.Context, db querier, entries []store.Entry) ([]int, error) {
	type text struct {
		key store.Key
		sha [32]byte
	}
	seen := map[text]bool{}
	var at []int32
	var outlets, idents []string
	var shas [][]byte
	for i := range entries {
		v := &entries[i].Version
		k := text{store.Key{Outlet: clean(v.Key.Outlet), Ident: clean(v.Key.Ident)}, v.SHA256}
		if !seen[k] {
			seen[k] = true
			at, outlets, idents, shas = append(at, int32(i)), append(outlets, k.key.Outlet), append(idents, k.key.Ident),
				append(shas, v.SHA256[:])
		}
	}
	if len(at) == 0 {
		return nil, nil
	}
	rows, err := db.Query(ctx,
		`SELECT u.at FROM unnest($1::int[], $2::text[], $3::text[], $4::bytea[]) AS u (at, outlet, ident, sha)
		WHERE NOT EXISTS (SELECT FROM article a LEFT JOIN version v ON v.article = a.id AND v.sha256 = u.sha
			WHERE a.outlet = u.outlet AND a.ident = u.ident AND (a.erased <> 0 OR v.id IS NOT NULL)) ORDER BY u.at`, at, outlets,
		idents, shas)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int])
}
