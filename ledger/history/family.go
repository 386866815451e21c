package history

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"readout/ledger/ask"
	"readout/ledger/index"
	"readout/ledger/statement"
	"readout/store"
)

// Family is one article and its near copies in the same and other outlets.
//
// Shape: Members are in order of publication; the first is taken to be the origin. Share is
// the part of the shorter text that both have in common, in runs of four words, from 0 to 1.
type Family struct {
	Origin  statement.Article `json:"origin"`
	Members []FamilyMember    `json:"members"`
}

// FamilyMember is one article of a family and how much it shares with the origin.
type FamilyMember struct {
	Article statement.Article `json:"article"`
	Share   float64           `json:"share"`
}

const (
	// maxFamily bounds the number of copies of one text.
	maxFamily = 500
)

// Family finds the near copies of a version of an article.
//
// Errors: ErrUnknown; the store's.
func (txs *Texts) Family(ctx context.Context, id store.VersionID) (Family, error) {
	start, err := txs.trail.Versions(ctx, store.VersionFilter{IDs: []store.VersionID{id}, Body: true})
	if err != nil {
		return Family{}, fmt.Errorf("ledger: reading version %d: %w", id, err)
	}
	if len(start) == 0 {
		return Family{}, fmt.Errorf("ledger: version %d: %w", id, ask.ErrUnknown)
	}
	type member struct {
		v     store.Version
		grams []uint64
	}
	found := map[store.VersionID]*member{}
	queue := []*member{{v: start[0], grams: index.Grams(&start[0])}}
	found[id] = queue[0]
	for ; len(queue) > 0 && len(found) < maxFamily; queue = queue[1:] {
		m := queue[0]
		p := index.NewPreparer(m.v.Body.Record)
		ids, err := txs.st.Search(ctx, store.Filter{Articles: true, Replaced: true,
			Sketch: index.Bands(index.WordHashes(p.Body())),
			Limit:  maxFamily})
		if err != nil {
			return Family{}, fmt.Errorf("ledger: finding copies: %w", err)
		}
		var more []store.VersionID
		for _, s := range ids {
			if found[s.Version()] == nil {
				more = append(more, s.Version())
			}
		}
		if len(more) == 0 {
			continue
		}
		versions, err := txs.trail.Versions(ctx, store.VersionFilter{IDs: more, Body: true})
		if err != nil {
			return Family{}, fmt.Errorf("ledger: finding copies: %w", err)
		}
		for i := range versions {
			c := &member{v: versions[i], grams: index.Grams(&versions[i])}
			if index.Share(m.grams, c.grams) >= index.FamilyShare {
				found[c.v.ID] = c
				queue = append(queue, c)
			}
		}
	}
	members := make([]*member, 0, len(found))
	for _, m := range found {
		members = append(members, m)
	}
	slices.SortFunc(members, func(x, y *member) int {
		return cmp.Or(store.CompareTimes(x.v.Since, y.v.Since), cmp.Compare(x.v.Key.Outlet, y.v.Key.Outlet),
			cmp.Compare(x.v.Key.Ident, y.v.Key.Ident),
			slices.Compare(x.v.SHA256[:], y.v.SHA256[:]))
	})
	f := Family{Origin: statement.ArticleOf(&members[0].v)}
	for _, m := range members {
		f.Members = append(f.Members, FamilyMember{Article: statement.ArticleOf(&m.v),
			Share: index.Round2(index.Share(members[0].grams, m.grams))})
	}
	return f, nil
}
