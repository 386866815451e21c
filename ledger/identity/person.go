// Package identity says who is who across articles: which names are one person's, and
// whom a surname or an office alone means in its story.
//
// In come names and statements; out come people with their names, roles and what they
// said. Two people of one name are two answers, and what a person decided (a merge, a
// split) goes before all evidence.
package identity

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"readout/ledger/ask"
	"readout/ledger/audit"
	"readout/ledger/index"
	"readout/ledger/people"
	"readout/ledger/statement"
	"readout/record"
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

// AgentIDs are the ids of the agents that are this person.
func (p *Person) AgentIDs() []uint64 {
	ids := make([]uint64, len(p.agents))
	for i := range p.agents {
		ids[i] = p.agents[i].ID
	}
	return ids
}

// Store is what a Register needs of a store.
type Store interface {
	Agents(ctx context.Context, f store.AgentFilter) ([]store.Agent, error)
	Facts(ctx context.Context, f store.FactFilter) ([]store.Fact, error)
	Search(ctx context.Context, f store.Filter) ([]store.StatementID, error)
}

// Register knows which names of articles mean one person, and what that person said.
type Register struct {
	st    Store
	trail *audit.Trail
	load  *statement.Loader
}

// New makes the register of a store, with what people decided about who is who.
func New(st Store, trail *audit.Trail, load *statement.Loader) *Register {
	return &Register{st, trail, load}
}

// People finds everybody a name may mean, those with most agents first: two people
// of one name are two answers.
func (reg *Register) People(ctx context.Context, name string) ([]Person, error) {
	if err := ask.CheckName("person", name); err != nil {
		return nil, fmt.Errorf("ledger: people: %w", err)
	}
	if id, ok := index.ParseAgent(name); ok {
		agents, err := reg.st.Agents(ctx, store.AgentFilter{IDs: []uint64{id}})
		if err != nil {
			return nil, fmt.Errorf("ledger: looking up %s: %w", name, err)
		}
		if len(agents) == 1 {
			people, err := reg.Resolve(ctx, agents[0].Key)
			for _, p := range people {
				if slices.Contains(p.AgentIDs(), id) {
					return []Person{p}, err
				}
			}
			return nil, err
		}
	}
	keys := index.Dedup([]string{people.SurnameKey(record.PersonKind, name),
		people.SurnameKey(record.OrganizationKind, name)})
	people, err := reg.Resolve(ctx, keys...)
	if err != nil {
		return nil, err
	}
	var out []Person
	for _, p := range people {
		if slices.ContainsFunc(p.Names, func(n Named) bool { return askedFor(p.Kind, n.Name, name) }) {
			out = append(out, p)
		}
	}
	// Who is called just so comes before who is called more: the father before the son.
	exact := func(p *Person) int {
		if slices.ContainsFunc(p.Names, func(n Named) bool { return strings.EqualFold(n.Name, name) }) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(out, func(x, y Person) int { return cmp.Compare(exact(&x), exact(&y)) })
	return out, nil
}

// askedFor reports whether a name found is what a user may have meant: all words
// asked for are in it.
func askedFor(kind, have, asked string) bool {
	if kind != record.PersonKind {
		return people.SurnameKey(kind, have) == people.SurnameKey(kind, asked)
	}
	return people.SurnameKey(kind, have) == people.SurnameKey(kind, asked) &&
		len(people.GivenKeys(have)) >= len(people.GivenKeys(asked)) && people.NamesAgree(have, asked)
}

// Person finds the one person a name or id means: the one most written about where
// several have the name.
//
// Errors: ErrUnknown.
func (reg *Register) Person(ctx context.Context, name string) (Person, error) {
	people, err := reg.People(ctx, name)
	if err != nil {
		return Person{}, err
	}
	if len(people) == 0 {
		return Person{}, fmt.Errorf("ledger: %q: %w", name, ask.ErrUnknown)
	}
	return people[0], nil
}

func assemblePerson(agents []store.Agent, members []int, facts []store.Fact) Person {
	var p Person
	names, roles := map[string]*Named{}, map[string]*Named{}
	known := map[string]string{} // how a role was first written
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
			lower := strings.ToLower(r)
			if known[lower] == "" {
				known[lower] = r
			}
			see(roles, known[lower], a)
			count[lower]++
		}
		p.Country, p.Wikidata = cmp.Or(p.Country, a.Country), cmp.Or(p.Wikidata, a.Wikidata)
		p.StandsFor = cmp.Or(p.StandsFor, a.StandsFor)
		first, last = min(first, a.First), max(last, a.Last)
	}
	slices.SortFunc(p.agents, func(x, y store.Agent) int { return cmp.Compare(x.ID, y.ID) })
	for _, a := range p.agents {
		p.Agents = append(p.Agents, PersonAgent{ID: index.AgentName(a.ID), Name: a.Name, Roles: a.Roles, Country: a.Country,
			First: a.First.String(), Last: a.Last.String()})
	}
	p.ID, p.Kind = index.AgentName(p.agents[0].ID), p.agents[0].Kind
	p.First, p.Last = first.String(), last.String()
	p.Names, p.Roles = sortedNamed(names), borneOut(sortedNamed(roles), count, len(members))
	best := slices.MaxFunc(p.Names, func(x, y Named) int {
		return cmp.Or(cmp.Compare(wholeName(x.Name), wholeName(y.Name)), cmp.Compare(count[x.Name], count[y.Name]),
			cmp.Compare(y.Name, x.Name))
	})
	p.Name = best.Name
	for _, f := range facts {
		if p.Kind != record.PersonKind || f.Key != people.SurnameKey(record.PersonKind, p.Name) ||
			!people.NamesAgree(f.Name, p.Name) || len(people.GivenKeys(f.Name)) == 0 {
			continue
		}
		if p.Wikidata != "" && f.Wikidata != p.Wikidata || p.Country != "" && f.Country != "" && f.Country != p.Country {
			continue
		}
		if p.Wikidata == "" && p.Country == "" && !people.ShareWord(people.RoleWords([]string{f.Role}),
			people.RoleWords(namesOf(p.Roles))) {
			continue
		}
		p.Wikidata = cmp.Or(p.Wikidata, f.Wikidata)
		if f.Role != "" {
			p.Known = append(p.Known, KnownRole{Role: f.Role, From: f.From.String(), To: f.To.String(), Source: f.Source})
		}
	}
	return p
}

// borneOut are the roles that more than one article gives, or all where there is none: a role said once
// beside one said often was as a rule somebody else's. So is an office without a word of what it is of,
// "President", that few of very many articles give: they mean another of that surname, or wish.
func borneOut(roles []Named, count map[string]int, articles int) []Named {
	roles = slices.DeleteFunc(roles, func(r Named) bool {
		office := people.ReadOffice(r.Name)
		return office.Single() && len(office.Of) == 0 && articles >= manyWays &&
			rareOffice*count[strings.ToLower(r.Name)] < articles
	})
	out := slices.DeleteFunc(slices.Clone(roles), func(r Named) bool {
		return r.First == r.Last &&
			count[strings.ToLower(r.Name)] < 2
	})
	if len(out) == 0 {
		return roles
	}
	return out
}

// A bare office is somebody else's where there are manyWays of presenting a person, of which it is in fewer
// than one of rareOffice.
const (
	manyWays   = 5
	rareOffice = 4
)

// wholeName is 2 for a surname with a given name or two, 1 for one with initials or
// with so many words that more than a name was read, 0 for a surname alone.
func wholeName(name string) int {
	given := people.GivenKeys(name)
	switch {
	case len(given) == 0:
		return 0
	case len(given) > 3 || !slices.ContainsFunc(given, func(g string) bool { return len(g) > 1 }):
		return 1
	}
	return 2
}

func sortedNamed(m map[string]*Named) []Named {
	out := make([]Named, 0, len(m))
	for _, n := range m {
		out = append(out, *n)
	}
	slices.SortFunc(out, func(x, y Named) int {
		return cmp.Or(cmp.Compare(x.First, y.First),
			cmp.Compare(x.Name, y.Name))
	})
	return out
}

func namesOf(list []Named) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = n.Name
	}
	return out
}
