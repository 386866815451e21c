package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"readout/store"
)

// Kinds of decision in the audit.
const (
	Merge    = "merge"    // two people are one
	Split    = "split"    // agents are a person of their own
	Takedown = "takedown" // an article was taken out
	Undo     = "undo"     // an earlier decision is taken back
)

// Tombstone is what a takedown leaves of one version: where it stood, when it was
// stored and the hash of what stood there.
type Tombstone struct {
	Outlet   string `json:"outlet"`
	Ident    string `json:"ident"`
	Since    string `json:"since"`
	Ingested int64  `json:"ingested"`
	SHA256   string `json:"sha256"`
}

// decisionData is the JSON of Decision.Data.
type decisionData struct {
	Agents     []string    `json:"agents,omitempty"`
	Tombstones []Tombstone `json:"tombstones,omitempty"`
}

// personDecision is a merge or split that has not been undone.
type personDecision struct {
	id     int64
	kind   string
	agents []uint64
}

// Merge records that several people, by id, are one. It can be undone.
func (l *Ledger) Merge(ctx context.Context, who, why string, people ...string) (int64, error) {
	if len(people) < 2 {
		return 0, errors.New("ledger: merging: it takes two people")
	}
	return l.decidePeople(ctx, Merge, who, why, people, true)
}

// Split records that some agents ("a…", as statements show their speakers) are a
// person of their own. It can be undone.
func (l *Ledger) Split(ctx context.Context, who, why string, agents ...string) (int64, error) {
	return l.decidePeople(ctx, Split, who, why, agents, false)
}

func (l *Ledger) decidePeople(ctx context.Context, kind, who, why string, ids []string, whole bool) (int64, error) {
	var data decisionData
	for _, id := range ids {
		if _, ok := parseAgent(id); !ok {
			return 0, fmt.Errorf("ledger: %s: %q is not the id of a person", kind, id)
		}
		p, err := l.Person(ctx, id)
		if err != nil {
			return 0, fmt.Errorf("ledger: %s: %w", kind, err)
		}
		if whole {
			// All agents of today's person: those it gains later join them by evidence.
			for _, a := range p.agents {
				data.Agents = append(data.Agents, agentName(a.ID))
			}
		} else {
			data.Agents = append(data.Agents, id)
		}
	}
	return l.decide(ctx, kind, who, why, 0, data)
}

func (l *Ledger) decide(ctx context.Context, kind, who, why string, undoes int64, data decisionData) (int64, error) {
	d, err := l.decision(kind, who, why, undoes, data)
	if err != nil {
		return 0, err
	}
	id, err := l.st.Decide(ctx, d)
	if err != nil {
		return 0, fmt.Errorf("ledger: recording a %s: %w", kind, err)
	}
	return id, nil
}

func (l *Ledger) decision(kind, who, why string, undoes int64, data decisionData) (store.Decision, error) {
	if who == "" || why == "" {
		return store.Decision{}, fmt.Errorf("ledger: a %s needs who decided it and why", kind)
	}
	b, err := json.Marshal(data)
	if err != nil {
		return store.Decision{}, fmt.Errorf("ledger: recording a %s: %w", kind, err)
	}
	return store.Decision{At: l.now().UTC().Format(time.RFC3339), Who: who, Kind: kind, Undoes: undoes, Why: why, Data: string(b)}, nil
}

// Undo takes back a decision. Undoing a takedown lets the article in again; its
// text is gone until it is added.
//
// Errors: ErrUnknown, or the decision is an undo or undone already.
func (l *Ledger) Undo(ctx context.Context, who, why string, decision int64) (int64, error) {
	all, err := l.st.Decisions(ctx)
	if err != nil {
		return 0, fmt.Errorf("ledger: undoing %d: %w", decision, err)
	}
	i := slices.IndexFunc(all, func(d store.Decision) bool { return d.ID == decision })
	switch {
	case i < 0:
		return 0, fmt.Errorf("ledger: undoing decision %d: %w", decision, ErrUnknown)
	case all[i].Kind == Undo:
		return 0, fmt.Errorf("ledger: decision %d is itself an undo", decision)
	case slices.ContainsFunc(all, func(d store.Decision) bool { return d.Undoes == decision }):
		return 0, fmt.Errorf("ledger: decision %d is undone already", decision)
	}
	return l.decide(ctx, Undo, who, why, decision, decisionData{})
}

// Audit lists every decision, oldest first.
func (l *Ledger) Audit(ctx context.Context) ([]store.Decision, error) {
	all, err := l.st.Decisions(ctx)
	if err != nil {
		return nil, fmt.Errorf("ledger: reading the audit: %w", err)
	}
	return all, nil
}

// effective are the merges and splits that stand, oldest first.
func (l *Ledger) effective(ctx context.Context) ([]personDecision, error) {
	all, err := l.st.Decisions(ctx)
	if err != nil {
		return nil, fmt.Errorf("ledger: reading the audit: %w", err)
	}
	undone := map[int64]bool{}
	for _, d := range all {
		undone[d.Undoes] = true
	}
	var out []personDecision
	for _, d := range all {
		if d.Kind != Merge && d.Kind != Split || undone[d.ID] {
			continue
		}
		var data decisionData
		if err := json.Unmarshal([]byte(d.Data), &data); err != nil {
			return nil, fmt.Errorf("ledger: decision %d: %w", d.ID, err)
		}
		pd := personDecision{id: d.ID, kind: d.Kind}
		for _, a := range data.Agents {
			if id, ok := parseAgent(a); ok {
				pd.agents = append(pd.agents, id)
			}
		}
		out = append(out, pd)
	}
	return out, nil
}

// TakeDown takes an article out with all its versions, and keeps it out. What
// stays is the decision with a tombstone for each version.
//
// Errors: ErrUnknown.
func (l *Ledger) TakeDown(ctx context.Context, who, why string, key store.Key) (int64, error) {
	versions, err := l.st.Versions(ctx, store.VersionFilter{Key: &key, Body: true})
	if err != nil {
		return 0, fmt.Errorf("ledger: taking down %s: %w", key.Ident, err)
	}
	if len(versions) == 0 {
		return 0, fmt.Errorf("ledger: taking down %s of %q: %w", key.Ident, key.Outlet, ErrUnknown)
	}
	var data decisionData
	entries := make([]store.Entry, len(versions))
	for i := range versions {
		v := &versions[i]
		data.Tombstones = append(data.Tombstones, Tombstone{Outlet: key.Outlet, Ident: key.Ident, Since: v.Since, Ingested: v.Ingested,
			SHA256: fmt.Sprintf("%x", v.SHA256)})
		if entries[i], err = l.prepareAgain(v); err != nil {
			return 0, err
		}
	}
	d, err := l.decision(Takedown, who, why, 0, data)
	if err != nil {
		return 0, err
	}
	id, err := l.st.Erase(ctx, entries, d)
	if err != nil {
		return 0, fmt.Errorf("ledger: taking down %s: %w", key.Ident, err)
	}
	return id, nil
}

// prepareAgain makes the entry a stored version was written as.
func (l *Ledger) prepareAgain(v *store.Version) (store.Entry, error) {
	e, err := Prepare(v.Body.Record, v.Body.Raw, v.Ingested)
	if err != nil {
		return e, err
	}
	e.Version.ID, e.Version.Key = v.ID, v.Key
	return e, nil
}
