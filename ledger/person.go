package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readout/store"
)

// Person is one person, organization or place across articles.
//
// Shape: ID names one of the agents that make the person up; any of them finds the
// person. Names are all spellings, the most articles' first in Name. Names and
// roles are dated by the articles that use them.
type Person struct {
	ID        string  `json:"id"`
	Kind      string  `json:"kind"`
	Name      string  `json:"name"`
	Names     []Named `json:"names"`
	Roles     []Named `json:"roles"`
	Country   string  `json:"country,omitempty"`
	StandsFor string  `json:"stands_for,omitempty"`
	Wikidata  string  `json:"wikidata,omitempty"`
	First     string  `json:"first"` // day of the first article
	Last      string  `json:"last"`
	Merged    []int64 `json:"merged,omitempty"` // decisions that shaped this person
	// Known are roles from the knowledge base the user brought.
	Known []KnownRole `json:"known,omitempty"`
	// Agents are how articles present the person, one for each way: what a split
	// takes apart.
	Agents []PersonAgent `json:"agents"`

	agents []store.Agent
}

// PersonAgent is a person as some articles present it.
type PersonAgent struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Roles   []string `json:"roles,omitempty"`
	Country string   `json:"country,omitempty"`
	First   string   `json:"first"`
	Last    string   `json:"last"`
}

// Named is a name or role and the days of the first and last article that use it.
type Named struct {
	Name  string `json:"name"`
	First string `json:"first"`
	Last  string `json:"last"`
}

// KnownRole is a role that the knowledge base knows, not an article.
type KnownRole struct {
	Role   string `json:"role"`
	From   string `json:"from,omitempty"`
	To     string `json:"to,omitempty"`
	Source string `json:"source"`
}

func (p *Person) agentIDs() []uint64 {
	ids := make([]uint64, len(p.agents))
	for i := range p.agents {
		ids[i] = p.agents[i].ID
	}
	return ids
}

func agentName(id uint64) string { return "a" + strconv.FormatUint(id, 36) }

func parseAgent(s string) (uint64, bool) {
	if len(s) < 2 || s[0] != 'a' {
		return 0, false
	}
	id, err := strconv.ParseUint(s[1:], 36, 63)
	return id, err == nil
}

// People finds everybody a name may mean, those with most agents first: two people
// of one name are two answers.
func (l *Ledger) People(ctx context.Context, name string) ([]Person, error) {
	if id, ok := parseAgent(name); ok {
		agents, err := l.st.Agents(ctx, store.AgentFilter{IDs: []uint64{id}})
		if err != nil {
			return nil, fmt.Errorf("ledger: looking up %s: %w", name, err)
		}
		if len(agents) == 1 {
			people, err := l.resolve(ctx, agents[0].Key)
			for _, p := range people {
				if slices.Contains(p.agentIDs(), id) {
					return []Person{p}, err
				}
			}
			return nil, err
		}
	}
	keys := dedupStrings([]string{surnameKey("person", name), surnameKey("organization", name)})
	people, err := l.resolve(ctx, keys...)
	if err != nil {
		return nil, err
	}
	var out []Person
	for _, p := range people {
		if slices.ContainsFunc(p.Names, func(n Named) bool { return askedFor(p.Kind, n.Name, name) }) {
			out = append(out, p)
		}
	}
	return out, nil
}

// askedFor tells whether a name found is what a user may have meant: all words
// asked for are in it.
func askedFor(kind, have, asked string) bool {
	if kind != "person" {
		return surnameKey(kind, have) == surnameKey(kind, asked)
	}
	return surnameKey(kind, have) == surnameKey(kind, asked) && len(givenKeys(have)) >= len(givenKeys(asked)) && namesAgree(have, asked)
}

// Person finds the one person a name or id means: the one most written about where
// several have the name.
//
// Errors: ErrUnknown.
func (l *Ledger) Person(ctx context.Context, name string) (Person, error) {
	return l.person(ctx, name, "")
}

func (l *Ledger) person(ctx context.Context, name, _ string) (Person, error) {
	people, err := l.People(ctx, name)
	if err != nil {
		return Person{}, err
	}
	if len(people) == 0 {
		return Person{}, fmt.Errorf("ledger: %q: %w", name, ErrUnknown)
	}
	return people[0], nil
}

// resolve joins the agents under some name keys into people. It looks at all of
// them at once, so that the answer does not depend on which came first.
func (l *Ledger) resolve(ctx context.Context, keys ...string) ([]Person, error) {
	audit, err := l.audited(ctx)
	if err != nil {
		return nil, err
	}
	decisions := audit.people
	// A merge may join agents of other names: their keys come in too.
	agents, err := l.st.Agents(ctx, store.AgentFilter{Keys: keys})
	if err != nil {
		return nil, fmt.Errorf("ledger: looking up people: %w", err)
	}
	if more := mergedWith(agents, decisions); len(more) > 0 {
		others, err := l.st.Agents(ctx, store.AgentFilter{IDs: more})
		if err != nil {
			return nil, fmt.Errorf("ledger: looking up people: %w", err)
		}
		for _, a := range others {
			keys = append(keys, a.Key)
		}
		if agents, err = l.st.Agents(ctx, store.AgentFilter{Keys: dedupStrings(keys)}); err != nil {
			return nil, fmt.Errorf("ledger: looking up people: %w", err)
		}
	}
	facts, err := l.st.Facts(ctx, store.FactFilter{Keys: dedupStrings(keys)})
	if err != nil {
		return nil, fmt.Errorf("ledger: looking up people: %w", err)
	}
	return joinAgents(agents, decisions, facts), nil
}

func mergedWith(agents []store.Agent, decisions []personDecision) []uint64 {
	have := map[uint64]bool{}
	for _, a := range agents {
		have[a.ID] = true
	}
	var more []uint64
	for _, d := range decisions {
		if d.kind == Merge && slices.ContainsFunc(d.agents, func(id uint64) bool { return have[id] }) {
			for _, id := range d.agents {
				if !have[id] {
					more = append(more, id)
				}
			}
		}
	}
	return more
}

// profile is an agent with what is compared over and over.
type profile struct {
	*store.Agent
	given  []string        // keys of the given names
	roles  map[string]bool // telling words of all roles
	public bool            // one of the roles is a public office
	bare   bool            // nothing but the name is known
}

func profiles(agents []store.Agent) []profile {
	out := make([]profile, len(agents))
	for i := range agents {
		a := &agents[i]
		p := profile{Agent: a, roles: roleWords(a.Roles), bare: a.Wikidata == "" && a.Country == "" && len(a.Roles) == 0}
		if a.Kind == "person" {
			p.given = givenKeys(a.Name)
		}
		for w := range p.roles {
			p.public = p.public || publicRoles[w]
		}
		out[i] = p
	}
	return out
}

// joinAgents makes people of agents: those whose names agree are joined where
// evidence does (a Wikidata id, a country, a role in common); those without any
// evidence join the only person of their name, if there is only one.
func joinAgents(agents []store.Agent, decisions []personDecision, facts []store.Fact) []Person {
	slices.SortFunc(agents, func(x, y store.Agent) int { return cmp.Compare(x.ID, y.ID) })
	all := profiles(agents)
	u := newUnion(len(all))
	index := map[uint64]int{}
	for i := range all {
		index[all[i].ID] = i
		for j := range i {
			if mayBeOne(&all[i], &all[j]) && evidence(&all[i], &all[j]) {
				u.join(i, j)
			}
		}
	}
	// Agents that evidence did not place join where only one group of full names can
	// be meant; the groups are taken as they are before anyone is placed.
	groups := u.groups()
	type move struct{ from, to int }
	var moves []move
	for g, members := range groups {
		if !weak(all, members) {
			continue
		}
		var targets []int
		for h, others := range groups {
			if h != g && canJoin(all, members, others) {
				targets = append(targets, h)
			}
		}
		if len(targets) == 1 {
			moves = append(moves, move{members[0], groups[targets[0]][0]})
		}
	}
	for _, m := range moves {
		u.join(m.from, m.to)
	}
	apart := map[int]int64{} // agents that a decision took out, and which
	shaped := map[int][]int64{}
	for _, d := range decisions {
		var in []int
		for _, id := range d.agents {
			if i, ok := index[id]; ok {
				in = append(in, i)
				shaped[i] = append(shaped[i], d.id)
			}
		}
		for k, i := range in {
			if d.kind == Split {
				apart[i] = d.id
				continue
			}
			delete(apart, i)
			if k > 0 {
				u.join(in[0], i)
			}
		}
	}
	final := map[[2]int64][]int{}
	for i := range all {
		key := [2]int64{int64(u.find(i)), apart[i]}
		final[key] = append(final[key], i)
	}
	var out []Person
	for _, members := range final {
		p := assemblePerson(agents, members, facts)
		for _, i := range members {
			p.Merged = append(p.Merged, shaped[i]...)
		}
		slices.Sort(p.Merged)
		p.Merged = slices.Compact(p.Merged)
		out = append(out, p)
	}
	slices.SortFunc(out, func(x, y Person) int {
		return cmp.Or(cmp.Compare(len(y.agents), len(x.agents)), cmp.Compare(y.Last, x.Last), cmp.Compare(x.ID, y.ID))
	})
	return out
}

// mayBeOne tells whether nothing speaks against two agents being one.
func mayBeOne(x, y *profile) bool {
	if x.Kind != y.Kind || x.Key != y.Key || x.Wikidata != "" && y.Wikidata != "" && x.Wikidata != y.Wikidata {
		return false
	}
	if x.Kind != "person" {
		return x.Country == y.Country || x.Country == "" || y.Country == ""
	}
	return givenNamesAgree(x.given, y.given)
}

// evidence tells whether something beyond the name joins two agents. Things other
// than people need none: an office of one name is one.
func evidence(x, y *profile) bool {
	if x.Wikidata != "" && x.Wikidata == y.Wikidata || x.Kind != "person" {
		return true
	}
	if x.Country != "" && y.Country != "" && x.Country != y.Country {
		return false
	}
	if x.bare && y.bare {
		return len(x.given) == len(y.given)
	}
	if shareWord(x.roles, y.roles) {
		return true
	}
	// One country, and nothing that one person could not have been.
	return x.Country != "" && x.Country == y.Country && (len(x.roles) == 0 || len(y.roles) == 0 || x.public && y.public)
}

// roleWords are the words that tell roles apart: a person may be spokesman and
// secretary, but a minister of a name is not the goalkeeper.
func roleWords(roles []string) map[string]bool {
	out := map[string]bool{}
	for _, role := range roles {
		for _, w := range strings.Fields(store.Words(role)) {
			w = strings.TrimSuffix(strings.TrimSuffix(w, "woman"), "man")
			if len(w) > 2 && w != "the" && w != "for" && w != "and" {
				out[w] = true
			}
		}
	}
	return out
}

func shareWord(x, y map[string]bool) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	for w := range x {
		if y[w] {
			return true
		}
	}
	return false
}

// publicRoles are offices that one person holds one after the other.
var publicRoles = map[string]bool{"president": true, "minister": true, "premier": true, "prime": true, "chancellor": true, "senator": true,
	"leader": true, "secretary": true, "spokes": true, "spokesperson": true, "ambassador": true, "governor": true, "deputy": true, "chief": true,
	"chair": true, "lawmaker": true, "official": true, "adviser": true, "envoy": true, "negotiator": true, "mayor": true, "head": true}

// weak tells whether little is known of a group: bare names, or no given names.
func weak(all []profile, members []int) bool {
	for _, i := range members {
		if p := &all[i]; !p.bare && (p.Kind != "person" || len(p.given) > 0) {
			return false
		}
	}
	return true
}

// canJoin tells whether a group of which little is known can be the same as
// another, of which more is: every name agrees and nothing contradicts.
func canJoin(all []profile, from, to []int) bool {
	if strength(all, to) <= strength(all, from) {
		return false
	}
	for _, i := range from {
		for _, j := range to {
			x, y := &all[i], &all[j]
			if !mayBeOne(x, y) || x.Country != "" && y.Country != "" && x.Country != y.Country {
				return false
			}
			if len(x.roles) > 0 && len(y.roles) > 0 && !shareWord(x.roles, y.roles) && !(x.public && y.public) {
				return false
			}
		}
	}
	return true
}

// strength counts what is known of a group, so that the lesser joins the greater.
func strength(all []profile, members []int) int {
	n := 0
	for _, i := range members {
		known := 2 * len(all[i].given)
		if !all[i].bare {
			known++
		}
		n = max(n, known)
	}
	return n
}

func assemblePerson(agents []store.Agent, members []int, facts []store.Fact) Person {
	var p Person
	names, roles := map[string]*Named{}, map[string]*Named{}
	see := func(m map[string]*Named, name string, a *store.Agent) {
		n := m[name]
		if n == nil {
			m[name] = &Named{Name: name, First: a.First.String(), Last: a.Last.String()}
			return
		}
		n.First, n.Last = min(n.First, a.First.String()), max(n.Last, a.Last.String())
	}
	count := map[string]int{}
	first, last := store.Day(1<<30), store.Day(0)
	for _, i := range members {
		a := &agents[i]
		p.agents = append(p.agents, *a)
		see(names, a.Name, a)
		count[a.Name]++
		for _, r := range a.Roles {
			see(roles, r, a)
		}
		p.Country, p.Wikidata = cmp.Or(p.Country, a.Country), cmp.Or(p.Wikidata, a.Wikidata)
		p.StandsFor = cmp.Or(p.StandsFor, a.StandsFor)
		first, last = min(first, a.First), max(last, a.Last)
	}
	slices.SortFunc(p.agents, func(x, y store.Agent) int { return cmp.Compare(x.ID, y.ID) })
	for _, a := range p.agents {
		p.Agents = append(p.Agents, PersonAgent{ID: agentName(a.ID), Name: a.Name, Roles: a.Roles, Country: a.Country, First: a.First.String(), Last: a.Last.String()})
	}
	p.ID, p.Kind = agentName(p.agents[0].ID), p.agents[0].Kind
	p.First, p.Last = first.String(), last.String()
	p.Names, p.Roles = sortedNamed(names), sortedNamed(roles)
	best := slices.MaxFunc(p.Names, func(x, y Named) int {
		return cmp.Or(cmp.Compare(len(givenKeys(x.Name)), len(givenKeys(y.Name))), cmp.Compare(count[x.Name], count[y.Name]), cmp.Compare(y.Name, x.Name))
	})
	p.Name = best.Name
	for _, f := range facts {
		if p.Kind != "person" || f.Key != surnameKey("person", p.Name) || !namesAgree(f.Name, p.Name) || len(givenKeys(f.Name)) == 0 {
			continue
		}
		if p.Wikidata != "" && f.Wikidata != p.Wikidata || p.Country != "" && f.Country != "" && f.Country != p.Country {
			continue
		}
		if p.Wikidata == "" && p.Country == "" && !shareWord(roleWords([]string{f.Role}), roleWords(namesOf(p.Roles))) {
			continue
		}
		p.Wikidata = cmp.Or(p.Wikidata, f.Wikidata)
		if f.Role != "" {
			p.Known = append(p.Known, KnownRole{Role: f.Role, From: f.From.String(), To: f.To.String(), Source: f.Source})
		}
	}
	return p
}

func sortedNamed(m map[string]*Named) []Named {
	out := make([]Named, 0, len(m))
	for _, n := range m {
		out = append(out, *n)
	}
	slices.SortFunc(out, func(x, y Named) int { return cmp.Or(cmp.Compare(x.First, y.First), cmp.Compare(x.Name, y.Name)) })
	return out
}

func namesOf(list []Named) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = n.Name
	}
	return out
}

func dedupStrings(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
