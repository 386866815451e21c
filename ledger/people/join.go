package people

import (
	"strings"

	"readout/internal/union"
	"readout/record"
	"readout/store"
)

// profile is an agent with what is compared over and over.
type profile struct {
	*store.Agent
	given  []string        // keys of the given names
	suffix string          // jr, iii
	heads  map[string]bool // what the roles are at heart: minister, spokes
	public bool            // one of the roles is a public office
	bare   bool            // nothing but the name is known
}

func profiles(agents []store.Agent) []profile {
	out := make([]profile, len(agents))
	for i := range agents {
		a := &agents[i]
		p := profile{Agent: a, heads: OfficeHeads(a.Roles), bare: a.Wikidata == "" && a.Country == "" && len(a.Roles) == 0}
		if a.Kind == record.PersonKind {
			p.given, p.suffix = GivenKeys(a.Name), NameSuffix(a.Name)
		}
		for w := range RoleWords(a.Roles) {
			p.public = p.public || publicRoles[w]
		}
		out[i] = p
	}
	return out
}

// Join makes sets of agents that are one person or thing: those whose names agree are
// joined where evidence does (a Wikidata id, a country, an office in common); those without
// any evidence join the only person of their name, if there is only one. Nobody joins a
// group of which one member has another given name.
//
// The agents must be in the order of their ids, so that the answer is always the same.
func Join(agents []store.Agent) union.Sets {
	j := newJoiner(profiles(agents))
	j.byEvidence()
	// Full names first: a surname alone is then looked up among people, not among the
	// ways in which articles present one.
	j.place(func(p *profile) bool { return len(p.given) > 0 || p.Kind != record.PersonKind })
	j.settle()
	j.place(func(p *profile) bool { return len(p.given) == 0 && !p.bare })
	j.place(func(p *profile) bool { return len(p.given) == 0 })
	return j.union
}

// RoleWords are the words that tell roles apart: a person may be spokesman and
// secretary, but a minister of a name is not the goalkeeper.
func RoleWords(roles []string) map[string]bool {
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

// ShareWord reports whether two sets have a word in common.
func ShareWord(x, y map[string]bool) bool {
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
var publicRoles = map[string]bool{"president": true, "minister": true, "premier": true, "prime": true,
	"chancellor": true, "senator": true,
	"leader": true, "secretary": true, "spokes": true, "spokesperson": true, "ambassador": true, "governor": true,
	"deputy": true, "chief": true,
	"chair": true, "lawmaker": true, "official": true, "adviser": true, "envoy": true, "negotiator": true,
	"mayor": true, "head": true}
