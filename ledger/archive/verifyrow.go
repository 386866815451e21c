package archive

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"readout/ledger/audit"
	"readout/ledger/index"
	"readout/ledger/people"
	"readout/store"
)

// verifier holds what is collected while a ledger is verified.
type verifier struct {
	ar    *Archive
	audit *audit.Standing
	out   *Verification
	found map[store.VersionID]store.Indexed // what each version's record gives
	keys  map[store.VersionID]store.Key

	earlier map[store.VersionID]bool // versions made by another reader than the program's
}

func (y *verifier) add(key store.Key, format string, args ...any) {
	if len(y.out.Problems) < maxProblems {
		y.out.Problems = append(y.out.Problems, Problem{Outlet: key.Outlet, Ident: key.Ident,
			Text: fmt.Sprintf(format, args...)})
	}
}

// row compares a version's row with what its record gives, and notes its index entries.
func (y *verifier) row(v *store.Version) []store.Agent {
	r, _ := y.audit.Corrected(audit.TextRefOf(v), v.Body.Record)
	e, err := index.Prepare(r, nil, v.Ingested)
	if err != nil {
		y.add(v.Key, "%v", err)
		return nil
	}
	want := &e.Version
	if !y.sameKey(v, want) {
		y.add(v.Key, "it is kept as %q of %q, its record says %q of %q", v.Key.Ident, v.Key.Outlet, want.Key.Ident,
			want.Key.Outlet)
	}
	if v.ID.Day() != want.ID.Day() {
		y.add(v.Key, "it is kept under the day %s, its record says %s", v.ID.Day(), want.ID.Day())
	}
	for _, f := range [...]struct{ name, have, want string }{{"time", v.Since, want.Since},
		{"notice", v.Notice, want.Notice}, {"headline", v.Headline, want.Headline}, {"reader", v.Reader, want.Reader}} {
		if clean(f.have) != clean(f.want) {
			y.add(v.Key, "the row's %s is %q, the record gives %q", f.name, f.have, f.want)
		}
	}
	y.found[v.ID], y.keys[v.ID] = store.IndexedOf(&e), v.Key
	if version, _, _ := strings.Cut(want.Reader, " "); y.ar.reader != "" && version != y.ar.reader {
		y.earlier[v.ID] = true
	}
	return e.Agents
}

// clean removes bytes that not every database stores in a text.
func clean(s string) string {
	return string(slices.DeleteFunc([]byte(s), func(c byte) bool { return c == 0 }))
}

func (y *verifier) sameKey(v, want *store.Version) bool {
	return clean(v.Key.Outlet) == clean(want.Key.Outlet) && clean(v.Key.Ident) == clean(want.Key.Ident)
}

// agents compares the agents derived from some articles with those stored.
func (y *verifier) agents(ctx context.Context, want []store.Agent) error {
	ids := make([]uint64, 0, len(want))
	for i := range want {
		ids = append(ids, want[i].ID)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	kept := map[uint64]*store.Agent{}
	for some := range slices.Chunk(ids, 5000) {
		list, err := y.ar.st.Agents(ctx, store.AgentFilter{IDs: some})
		if err != nil {
			return err
		}
		for i := range list {
			kept[list[i].ID] = &list[i]
		}
	}
	told := map[uint64]bool{}
	for i := range want {
		w, have := &want[i], kept[want[i].ID]
		if told[w.ID] || have != nil && sameAgent(have, w) && have.First <= w.First && have.Last >= w.Last {
			continue
		}
		told[w.ID] = true
		if have == nil {
			y.add(store.Key{}, "the agent %x (%s) is missing", w.ID, w.Name)
		} else {
			y.add(store.Key{}, "the agent %x (%s) is not what an article gives", w.ID, w.Name)
		}
	}
	return nil
}

// sameAgent reports whether two agents are written alike. The case of a role does not
// distinguish agents (store.AgentID), so the stored one may have it as another article does.
func sameAgent(x, y *store.Agent) bool {
	lower := func(a store.Agent) store.Agent {
		a.Roles = slices.Clone(a.Roles)
		for i, r := range a.Roles {
			a.Roles[i] = strings.ToLower(r)
		}
		return a
	}
	a, err1 := json.Marshal(lower(*x))
	b, err2 := json.Marshal(lower(*y))
	return err1 == nil && err2 == nil && clean(string(a)) == clean(string(b)) && clean(x.Key) == clean(y.Key)
}

// everyAgent checks the id and key of each stored agent, including those that no article
// mentions any more.
func (y *verifier) everyAgent(ctx context.Context) error {
	list, err := y.ar.st.Agents(ctx, store.AgentFilter{})
	for i := range list {
		a := &list[i]
		if store.AgentID(*a) != a.ID || clean(people.SurnameKey(a.Kind, a.Name)) != clean(a.Key) {
			y.add(store.Key{}, "the agent %x (%s) is not what was stored", a.ID, a.Name)
		}
	}
	return err
}

// until checks the period in which each version of an article stood against the order of its
// versions.
func (y *verifier) until(all []store.Version) {
	byKey := map[store.Key][]store.Version{}
	for i := range all {
		byKey[all[i].Key] = append(byKey[all[i].Key], all[i])
	}
	for key, list := range byKey {
		want := slices.Clone(list)
		store.OrderVersions(want)
		until := map[store.VersionID]string{}
		for i := range want {
			until[want[i].ID] = want[i].Until
		}
		for i := range list {
			if list[i].Until != until[list[i].ID] {
				y.add(key, "the version of %s is said to stand until %q, the versions give %q", list[i].Since, list[i].Until,
					until[list[i].ID])
			}
		}
	}
}

// indexed compares the index entries of every version with what its record gives.
func (y *verifier) indexed(ctx context.Context) error {
	seen := map[store.VersionID]bool{}
	err := y.ar.st.Indexed(ctx, func(id store.VersionID, have store.Indexed) error {
		want, ok := y.found[id]
		seen[id] = true
		switch {
		case !ok && y.keys[id] == store.Key{}:
			y.add(store.Key{}, "version %d is in the indexes and not in the ledger", id)
		case !ok: // its record could not be read, which was already reported
		case have != want && y.earlier[id]:
			y.out.Outdated++
		case have.Rows != want.Rows:
			y.add(y.keys[id], "the words that it is found by are not those of its record")
		case have.Events != want.Events || have.Count != want.Count:
			y.add(y.keys[id], "its events are not those of its record")
		}
		return nil
	})
	for id := range y.found {
		if !seen[id] {
			y.add(y.keys[id], "it is not in the indexes")
		}
	}
	return err
}
