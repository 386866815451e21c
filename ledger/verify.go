package ledger

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"readout/store"
)

// Verification is what Verify found. The ledger is whole when Problems is empty.
type Verification struct {
	Versions   int       `json:"versions"`
	Statements int       `json:"statements"`
	Anchors    int       `json:"anchors"`
	Problems   []Problem `json:"problems"`
	Orphans    []Orphan  `json:"orphans,omitempty"` // corrections that fit no more; the ledger is whole all the same
}

// Problem is one thing that is not as it was stored.
type Problem struct {
	Outlet string `json:"outlet,omitempty"`
	Ident  string `json:"ident,omitempty"`
	Text   string `json:"text"`
}

// maxProblems bounds how many problems a verification lists.
const maxProblems = 1000

// Verify reads every stored text again, checks its hash, that every anchor lies in
// it on rune borders, that what was stored is what the record packs to, and that
// the database itself is sound.
//
// Errors: the store's, other than damage: damage is a problem.
func (l *Ledger) Verify(ctx context.Context, progress func(done int)) (Verification, error) {
	return l.VerifyAt(ctx, "", progress)
}

// VerifyAt is Verify for the texts that stood at the end of a day; "" is all.
func (l *Ledger) VerifyAt(ctx context.Context, asOf string, progress func(done int)) (Verification, error) {
	out := Verification{Problems: []Problem{}}
	if err := CheckAsOf(asOf); err != nil {
		return out, fmt.Errorf("ledger: verifying: %w", err)
	}
	add := func(key store.Key, format string, args ...any) {
		if len(out.Problems) < maxProblems {
			out.Problems = append(out.Problems, Problem{Outlet: key.Outlet, Ident: key.Ident, Text: fmt.Sprintf(format, args...)})
		}
	}
	if err := l.st.Check(ctx); err != nil {
		if !errors.Is(err, store.ErrCorrupt) {
			return out, fmt.Errorf("ledger: verifying: %w", err)
		}
		add(store.Key{}, "%v", err)
	}
	// One day after the other, so that one damaged body does not end the check.
	all, err := l.st.Versions(ctx, store.VersionFilter{AsOf: asOf})
	if err != nil {
		if errors.Is(err, store.ErrCorrupt) {
			add(store.Key{}, "%v", err)
			return out, nil
		}
		return out, fmt.Errorf("ledger: verifying: %w", err)
	}
	const step = 200
	for i := 0; i < len(all); i += step {
		if err := l.verifySome(ctx, all[i:min(i+step, len(all))], &out, add); err != nil {
			return out, err
		}
		if progress != nil {
			progress(out.Versions)
		}
	}
	orphans, err := l.Orphans(ctx)
	if err != nil && !errors.Is(err, store.ErrCorrupt) {
		return out, err
	}
	if len(orphans) > 0 {
		out.Orphans = orphans
	}
	return out, nil
}

func (l *Ledger) verifySome(ctx context.Context, want []store.Version, out *Verification, add func(store.Key, string, ...any)) error {
	ids := make([]store.VersionID, len(want))
	for i := range want {
		ids[i] = want[i].ID
	}
	got, err := l.st.Versions(ctx, store.VersionFilter{IDs: ids, Body: true})
	switch {
	case errors.Is(err, store.ErrCorrupt) && len(want) > 1: // find which
		for i := range want {
			if err := l.verifySome(ctx, want[i:i+1], out, add); err != nil {
				return err
			}
		}
		return nil
	case errors.Is(err, store.ErrCorrupt):
		out.Versions++
		add(want[0].Key, "%v", err)
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
				add(want[i].Key, "the text is missing")
			}
		}
	}
	for i := range got {
		v := &got[i]
		r := v.Body.Record
		out.Versions++
		out.Statements += len(r.Statements)
		for _, s := range r.Statements {
			out.Anchors += len(s.Content) + len(s.Source) + len(s.Cue)
		}
		if sum := sha256.Sum256([]byte(r.Article.Text)); sum != v.SHA256 {
			add(v.Key, "the text's hash is %x, it was stored as %x", sum, v.SHA256)
		}
		if err := r.Check(); err != nil {
			add(v.Key, "%v", err)
		}
		if len(r.Statements) != v.Count {
			add(v.Key, "the record holds %d statements, %d were stored", len(r.Statements), v.Count)
		}
	}
	return nil
}

// VerifyVersion checks one version as Verify does, without the database's own check.
func (l *Ledger) VerifyVersion(ctx context.Context, id store.VersionID) (Verification, error) {
	out := Verification{Problems: []Problem{}}
	vs, err := l.st.Versions(ctx, store.VersionFilter{IDs: []store.VersionID{id}})
	if err != nil {
		return out, fmt.Errorf("ledger: verifying: %w", err)
	}
	err = l.verifySome(ctx, vs, &out, func(key store.Key, format string, args ...any) {
		out.Problems = append(out.Problems, Problem{Outlet: key.Outlet, Ident: key.Ident, Text: fmt.Sprintf(format, args...)})
	})
	return out, err
}
