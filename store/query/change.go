package query

import (
	"fmt"

	"readout/store"
)

// Kept has callbacks for everything that is not derived.
type Kept struct {
	Version  func(*store.Version, []byte) error
	Decision func(*store.Decision) error
	Fact     func(*store.Fact) error
	Down     func(store.Key, int64) error // an article taken down, and the decision
}

// Link appends a link to the hash chain.
type Link func(kind string, ref int64, item, body [32]byte) error

// Linking appends links for the contents of a ledger that has no chain yet.
func Linking(chain *store.Chain, link Link) Kept {
	return Kept{
		Version: func(v *store.Version, packed []byte) error {
			return link(store.VersionLink, int64(v.ID), store.VersionItem(v), store.BodyItem(packed))
		},
		Decision: func(d *store.Decision) error {
			return link(store.DecisionLink, d.ID, store.DecisionItem(d), [32]byte{})
		},
		Fact: func(f *store.Fact) error { chain.AddFact(f); return nil },
		Down: func(k store.Key, decision int64) error {
			return link(store.ArticleLink, decision, store.KeyItem(k), [32]byte{})
		},
	}
}

// Proving verifies the contents of a ledger against the chain.
func Proving(p *store.Prover) Kept {
	return Kept{
		Version:  func(v *store.Version, packed []byte) error { p.Version(v, packed); return nil },
		Decision: func(d *store.Decision) error { p.Decision(d); return nil },
		Fact:     func(f *store.Fact) error { p.Fact(f); return nil },
		Down:     func(k store.Key, by int64) error { p.Down(k, by); return nil },
	}
}

// Replace applies changes in order. Last is the id of the last decision; a change that has not
// seen it is rejected.
//
// Errors: store.ErrConflict; those of decide and replace.
func Replace(changes []store.Change, last int64, decide func(store.Decision) (int64, error),
	replace func(*store.Change) error) (decision int64, err error) {
	for i := range changes {
		c := &changes[i]
		if c.Seen != last {
			return decision, fmt.Errorf("decision %d came meanwhile: %w", last, store.ErrConflict)
		}
		if c.Decision != nil {
			if decision, err = decide(*c.Decision); err != nil {
				return decision, err
			}
			last = decision
		}
		if err := replace(c); err != nil {
			return decision, err
		}
	}
	return decision, nil
}

// Erase deletes a version whose rows are already deleted, and marks its article so that it is
// not added again.
func (d *Dialect) Erase(v *store.Version, decision int64, exec func(text string, args ...any) error, link Link) error {
	for _, text := range [...]string{"DELETE FROM body WHERE id = ?", "DELETE FROM version WHERE id = ?"} {
		if err := exec(d.Write(text), int64(v.ID)); err != nil {
			return err
		}
	}
	key := store.Key{Outlet: d.clean(v.Key.Outlet), Ident: d.clean(v.Key.Ident)}
	if err := exec(d.Write(`INSERT INTO article (outlet, ident, erased) VALUES (?, ?, ?)
		ON CONFLICT (outlet, ident) DO UPDATE SET erased = excluded.erased`), key.Outlet, key.Ident, decision); err != nil {
		return err
	}
	if err := link(store.ArticleLink, decision, store.KeyItem(key), [32]byte{}); err != nil {
		return err
	}
	if v.ID < 0 { // restored from a backup: the version was never stored here
		return nil
	}
	return link(store.ErasedLink, int64(v.ID), [32]byte{}, [32]byte{})
}

// Browse reads versions with their numbers of statements, newest first, and returns the ids of
// the rows that match the filter.
func Browse(rows Rows, f *store.Filter) ([]store.StatementID, error) {
	var out []store.StatementID
	for rows.Next() {
		var id int64
		var count int
		if err := rows.Scan(&id, &count); err != nil {
			return nil, err
		}
		first, last := 1, min(count, store.MaxRow)
		if f.Articles {
			first, last = 0, 0
		}
		for n := last; n >= first; n-- {
			row := store.VersionID(id).Row(n)
			if row >= f.LastID() {
				continue
			}
			if f.Full(out, row) {
				return out, nil
			}
			out = append(out, row)
		}
	}
	return out, rows.Err()
}
