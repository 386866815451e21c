// Package history covers one article: what became of its statements from version to version,
// and its copies in other outlets.
package history

import (
	"context"
	"fmt"
	"strings"

	"readout/ledger/ask"
	"readout/ledger/audit"
	"readout/ledger/index"
	"readout/ledger/people"
	"readout/ledger/quote"
	"readout/ledger/statement"
	"readout/record"
	"readout/store"
)

// Survival is the fate of a statement in the next version of its article.
type Survival string

// The fates of a statement.
const (
	Stands    Survival = "stands"
	Moved     Survival = "moved"   // the same words in a different order among the others
	Changed   Survival = "changed" // similar words of the same speaker, or the same words of another
	Withdrawn Survival = "withdrawn"
	Gained    Survival = "added" // not in the earlier version
)

// Fate is one statement of the earlier version, the later one, or both. Old and New count from
// 1; 0 is none.
type Fate struct {
	Old, New int
	Survival Survival
}

// CompareVersions returns the fate of each statement of an earlier version, in its order,
// followed by the statements that the later version adds.
func CompareVersions(earlier, later *record.Record) []Fate {
	xs, ys := contents(earlier), contents(later)
	taken := make([]int, len(ys))
	fates := make([]Fate, len(xs))
	pair := func(same func(i, j int) bool, s Survival) {
		for i := range xs {
			if fates[i].New != 0 {
				continue
			}
			for j := range ys {
				if taken[j] == 0 && same(i, j) {
					fates[i] = Fate{Old: i + 1, New: j + 1, Survival: s}
					taken[j] = i + 1
					break
				}
			}
		}
	}
	pair(func(i, j int) bool { return xs[i].words == ys[j].words && xs[i].speaker == ys[j].speaker }, Stands)
	pair(func(i, j int) bool { return xs[i].words == ys[j].words }, Changed) // another speaker
	pair(func(i, j int) bool {
		if xs[i].speaker != ys[j].speaker {
			return false
		}
		_, same := quote.SameWords(xs[i].list, ys[j].list)
		return same
	}, Changed)
	// The most statements that keep their relative order stand; the rest have moved.
	var seq []int
	for i := range fates {
		if fates[i].Survival == Stands {
			seq = append(seq, fates[i].New)
		}
	}
	inOrder := longestIncreasing(seq)
	k := 0
	for i := range fates {
		switch {
		case fates[i].Survival == Stands:
			if !inOrder[k] {
				fates[i].Survival = Moved
			}
			k++
		case fates[i].New == 0:
			fates[i] = Fate{Old: i + 1, Survival: Withdrawn}
		}
	}
	for j := range ys {
		if taken[j] == 0 {
			fates = append(fates, Fate{New: j + 1, Survival: Gained})
		}
	}
	return fates
}

type contentOf struct {
	words, speaker string
	list           []string
}

func contents(r *record.Record) []contentOf {
	p := index.NewPreparer(r)
	names := map[string]string{}
	for _, e := range r.Entities {
		names[e.ID] = people.SurnameKey(e.Kind, e.Name)
	}
	out := make([]contentOf, len(r.Statements))
	for i := range r.Statements {
		s := &r.Statements[i]
		out[i].words = p.Words(s.Content)
		out[i].list = strings.Fields(out[i].words)
		var who []string
		for _, id := range s.Speakers {
			who = append(who, names[id])
		}
		out[i].speaker = strings.Join(index.Dedup(who), "|")
	}
	return out
}

// longestIncreasing marks a longest increasing subsequence. The sequence has no repeats.
func longestIncreasing(seq []int) []bool {
	in := make([]bool, len(seq))
	prev := make([]int, len(seq))
	var tails []int // index of the smallest last element of an increasing run of each length
	for i, x := range seq {
		lo, hi := 0, len(tails)
		for lo < hi {
			if mid := (lo + hi) / 2; seq[tails[mid]] < x {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		prev[i] = -1
		if lo > 0 {
			prev[i] = tails[lo-1]
		}
		if lo == len(tails) {
			tails = append(tails, i)
		} else {
			tails[lo] = i
		}
	}
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = prev[i] {
			in[i] = true
		}
	}
	return in
}

// Store is the part of a store that Texts needs.
type Store interface {
	Search(ctx context.Context, f store.Filter) ([]store.StatementID, error)
	Versions(ctx context.Context, f store.VersionFilter) ([]store.Version, error)
}

// Texts shows articles: what became of one from version to version, and its copies.
type Texts struct {
	st    Store
	trail *audit.Trail
}

// New returns the Texts of a store.
func New(st Store, trail *audit.Trail) *Texts { return &Texts{st, trail} }

// History is all versions of one article, oldest first, with the fate of the statements from
// each to the next.
type History struct {
	Versions []statement.Article `json:"versions"`
	Steps    []VersionStep       `json:"steps"`
}

// VersionStep lists the fates of statements between two consecutive versions.
type VersionStep struct {
	From  statement.Article `json:"from"`
	To    statement.Article `json:"to"`
	Fates []StatementFate   `json:"fates"`
}

// StatementFate shows both statements of a fate; a missing one is nil.
type StatementFate struct {
	Survival Survival             `json:"survival"`
	Old      *statement.Statement `json:"old,omitempty"`
	New      *statement.Statement `json:"new,omitempty"`
	Differs  []string             `json:"differs,omitempty"` // the record's fields that differ, for two readings of one text
}

// History returns the versions of an article.
//
// Errors: ErrUnknown.
func (txs *Texts) History(ctx context.Context, key store.Key) (History, error) {
	a, err := txs.trail.Standing(ctx)
	if err != nil {
		return History{}, err
	}
	versions, err := txs.st.Versions(ctx, store.VersionFilter{Key: &key, Body: true})
	if err != nil {
		return History{}, fmt.Errorf("ledger: reading versions of %s: %w", key.Ident, err)
	}
	if len(versions) == 0 {
		return History{}, fmt.Errorf("ledger: %s of %q: %w", key.Ident, key.Outlet, ask.ErrUnknown)
	}
	store.OrderVersions(versions)
	var h History
	for i := range versions {
		h.Versions = append(h.Versions, statement.ArticleOf(&versions[i]))
		if i == 0 {
			continue
		}
		old, cur := statement.ReadingOf(a, &versions[i-1]), statement.ReadingOf(a, &versions[i])
		step := VersionStep{From: h.Versions[i-1], To: h.Versions[i]}
		for _, f := range CompareVersions(old.R, cur.R) {
			sf := StatementFate{Survival: f.Survival}
			if f.Old > 0 {
				s := old.Statement(f.Old)
				sf.Old = &s
			}
			if f.New > 0 {
				s := cur.Statement(f.New)
				sf.New = &s
			}
			step.Fates = append(step.Fates, sf)
		}
		h.Steps = append(h.Steps, step)
	}
	return h, nil
}

// Text is one version of an article with everything that was read in it.
type Text struct {
	Article    statement.Article     `json:"article"`
	Record     *record.Record        `json:"record"`
	Statements []statement.Statement `json:"statements"` // of Record.Statements, in order
}

// Text reads a version by the id that answers show ("v…").
//
// Errors: ErrUnknown; the id is invalid; the store's.
func (txs *Texts) Text(ctx context.Context, id string) (Text, error) {
	v, err := statement.ParseVersion(id)
	if err != nil {
		return Text{}, err
	}
	versions, err := txs.st.Versions(ctx, store.VersionFilter{IDs: []store.VersionID{v}, Body: true})
	if err != nil {
		return Text{}, fmt.Errorf("ledger: reading %s: %w", id, err)
	}
	if len(versions) == 0 {
		return Text{}, fmt.Errorf("ledger: article %s: %w", id, ask.ErrUnknown)
	}
	rd := statement.NewReading(&versions[0])
	t := Text{Article: statement.ArticleOf(rd.V), Record: rd.R, Statements: make([]statement.Statement,
		len(rd.R.Statements))}
	for i := range t.Statements {
		t.Statements[i] = rd.Statement(i + 1)
	}
	return t, nil
}
