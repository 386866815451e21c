package archive

import (
	"context"
	"fmt"

	"readout/ledger/ask"
	"readout/ledger/audit"
	"readout/store"
)

// TakeDown removes an article with all its versions, and keeps it out. What remains is the
// decision, with a tombstone for each version.
//
// Errors: ErrUnknown.
func (ar *Archive) TakeDown(ctx context.Context, who, why string, key store.Key) (int64, error) {
	versions, err := ar.st.Versions(ctx, store.VersionFilter{Key: &key, Body: true})
	if err != nil {
		return 0, fmt.Errorf("ledger: taking down %s: %w", key.Ident, err)
	}
	if len(versions) == 0 {
		return 0, fmt.Errorf("ledger: taking down %s of %q: %w", key.Ident, key.Outlet, ask.ErrUnknown)
	}
	a, err := ar.trail.Standing(ctx)
	if err != nil {
		return 0, err
	}
	var data audit.Data
	entries := make([]store.Entry, len(versions))
	for i := range versions {
		v := &versions[i]
		data.Tombstones = append(data.Tombstones, audit.Tombstone{Outlet: key.Outlet, Ident: key.Ident, Since: v.Since,
			Ingested: v.Ingested,
			SHA256:   fmt.Sprintf("%x", v.SHA256)})
		if entries[i], err = a.PrepareAgain(v); err != nil {
			return 0, err
		}
	}
	d, err := ar.trail.Draft(audit.Takedown, who, why, data)
	if err != nil {
		return 0, err
	}
	id, err := ar.st.Erase(ctx, entries, d)
	if err != nil {
		return 0, fmt.Errorf("ledger: taking down %s: %w", key.Ident, err)
	}
	return id, nil
}

// Locate returns the article named by an address, a version's id ("v…") or a statement's id
// ("v….s…").
//
// Errors: ErrUnknown; the address belongs to articles of several outlets.
func (ar *Archive) Locate(ctx context.Context, name string) (store.Key, error) {
	if name == "" { // an empty filter would match every article
		return store.Key{}, fmt.Errorf("ledger: article %q: %w", name, ask.ErrUnknown)
	}
	f := store.VersionFilter{Ident: name}
	if sid, err := store.ParseStatementID(name); err == nil {
		f = store.VersionFilter{IDs: []store.VersionID{sid.Version()}}
	} else if id, err := store.ParseVersionID(name); err == nil {
		f = store.VersionFilter{IDs: []store.VersionID{id}}
	}
	versions, err := ar.st.Versions(ctx, f)
	if err != nil {
		return store.Key{}, fmt.Errorf("ledger: looking for %s: %w", name, err)
	}
	if len(versions) == 0 {
		return store.Key{}, fmt.Errorf("ledger: article %q: %w", name, ask.ErrUnknown)
	}
	for i := range versions {
		if versions[i].Key != versions[0].Key {
			return store.Key{}, fmt.Errorf("ledger: %q is an article of %q and of %q: name it by the id of a statement",
				name, versions[0].Key.Outlet, versions[i].Key.Outlet)
		}
	}
	return versions[0].Key, nil
}
