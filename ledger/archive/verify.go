package archive

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"readout/ledger/ask"
	"readout/ledger/audit"
	"readout/store"
)

// Verification is the result of Verify. The ledger is intact if Problems is empty.
type Verification struct {
	Versions   int            `json:"versions"`
	Statements int            `json:"statements"`
	Anchors    int            `json:"anchors"`
	Outdated   int            `json:"outdated,omitempty"` // versions whose indexes an earlier program made; not compared
	Problems   []Problem      `json:"problems"`
	Orphans    []audit.Orphan `json:"orphans,omitempty"` // corrections that no longer fit; not a problem of the ledger
	Readers    map[string]int `json:"readers"`           // versions by the name of the reader that read them
}

// Problem is one thing that differs from what was stored.
type Problem struct {
	Outlet string `json:"outlet,omitempty"`
	Ident  string `json:"ident,omitempty"`
	Text   string `json:"text"`
}

// maxProblems bounds the list of problems.
const maxProblems = 1000

// Verify reads every stored text again and checks its hash, that every anchor is inside it on
// rune boundaries, that everything derived (rows, words, agents, events, when a version stood)
// matches the records, that nothing was removed from or inserted into the hash chain of
// decisions, and that the database itself is sound.
//
// Errors: the store's, except damage, which is reported as a problem.
func (ar *Archive) Verify(ctx context.Context, progress func(done int)) (Verification, error) {
	return ar.VerifyAt(ctx, "", progress)
}

// VerifyAt is Verify for the texts that stood at the end of a day; "" is all. With a day, the
// indexes are not checked.
func (ar *Archive) VerifyAt(ctx context.Context, asOf string, progress func(done int)) (Verification, error) {
	out := Verification{Readers: map[string]int{}, Problems: []Problem{}}
	if err := ask.CheckAsOf(asOf); err != nil {
		return out, fmt.Errorf("ledger: verifying: %w", err)
	}
	y, err := ar.newVerifier(ctx, &out)
	if err != nil {
		return out, err
	}
	if err := ar.st.Check(ctx); err != nil {
		if !errors.Is(err, store.ErrCorrupt) {
			return out, fmt.Errorf("ledger: verifying: %w", err)
		}
		y.add(store.Key{}, "%v", err)
	}
	// In small batches, so that one damaged body does not end the check.
	all, err := ar.st.Versions(ctx, store.VersionFilter{AsOf: asOf})
	if err == nil {
		for i := range all {
			y.keys[all[i].ID] = all[i].Key
		}
		const step = 200
		for i := 0; i < len(all); i += step {
			if err := y.verifyRows(ctx, all[i:min(i+step, len(all))]); err != nil {
				return out, err
			}
			if progress != nil {
				progress(out.Versions)
			}
		}
		if asOf == "" {
			y.until(all)
			if err = y.everyAgent(ctx); err == nil {
				err = y.indexed(ctx)
			}
		}
	}
	if errors.Is(err, store.ErrCorrupt) {
		y.add(store.Key{}, "%v", err)
	} else if err != nil {
		return out, fmt.Errorf("ledger: verifying: %w", err)
	}
	orphans, err := ar.trail.Orphans(ctx)
	if err != nil && !errors.Is(err, store.ErrCorrupt) {
		return out, err
	}
	if len(orphans) > 0 {
		out.Orphans = orphans
	}
	return out, nil
}

func (ar *Archive) newVerifier(ctx context.Context, out *Verification) (*verifier, error) {
	a, err := ar.trail.Standing(ctx)
	if err != nil {
		return nil, fmt.Errorf("ledger: verifying: %w", err)
	}
	return &verifier{ar: ar, audit: a, out: out, found: map[store.VersionID]store.Indexed{},
		keys: map[store.VersionID]store.Key{}, earlier: map[store.VersionID]bool{}}, nil
}

// verifyRows verifies the versions with the given rows.
func (y *verifier) verifyRows(ctx context.Context, want []store.Version) error {
	ids := make([]store.VersionID, len(want))
	for i := range want {
		ids[i] = want[i].ID
	}
	got, err := y.ar.st.Versions(ctx, store.VersionFilter{IDs: ids, Body: true})
	switch {
	case errors.Is(err, store.ErrCorrupt) && len(want) > 1: // find out which
		for i := range want {
			if err := y.verifyRows(ctx, want[i:i+1]); err != nil {
				return err
			}
		}
		return nil
	case errors.Is(err, store.ErrCorrupt):
		y.out.Versions++
		y.add(want[0].Key, "%v", err)
		return nil
	case err != nil:
		return fmt.Errorf("ledger: verifying: %w", err)
	}
	if len(got) != len(want) {
		have := map[store.VersionID]bool{}
		for i := range got {
			have[got[i].ID] = true
		}
		for i := range want {
			if !have[want[i].ID] {
				y.add(want[i].Key, "the text is missing")
			}
		}
	}
	var agents []store.Agent
	for i := range got {
		v := &got[i]
		r := v.Body.Record
		y.out.Versions++
		y.out.Readers[v.Reader]++
		y.out.Statements += len(r.Statements)
		for _, s := range r.Statements {
			y.out.Anchors += len(s.Content) + len(s.Source) + len(s.Cue)
		}
		if sum := sha256.Sum256([]byte(r.Article.Text)); sum != v.SHA256 {
			y.add(v.Key, "the text's hash is %x, it was stored as %x", sum, v.SHA256)
		}
		if len(r.Statements) != v.Count {
			y.add(v.Key, "the record holds %d statements, %d were stored", len(r.Statements), v.Count)
		}
		agents = append(agents, y.row(v)...)
	}
	if err := y.agents(ctx, agents); err != nil {
		if !errors.Is(err, store.ErrCorrupt) {
			return fmt.Errorf("ledger: verifying: %w", err)
		}
		y.add(store.Key{}, "%v", err)
	}
	return nil
}

// VerifyVersion checks one version like Verify, without the database's own check.
func (ar *Archive) VerifyVersion(ctx context.Context, id store.VersionID) (Verification, error) {
	out := Verification{Readers: map[string]int{}, Problems: []Problem{}}
	vs, err := ar.st.Versions(ctx, store.VersionFilter{IDs: []store.VersionID{id}})
	if err != nil {
		return out, fmt.Errorf("ledger: verifying: %w", err)
	}
	y, err := ar.newVerifier(ctx, &out)
	if err != nil {
		return out, err
	}
	return out, y.verifyRows(ctx, vs)
}
