package people

import (
	"slices"

	"readout/internal/union"
	"readout/record"
)

// joiner puts agents of one surname together. A join that would bring two given
// names, two Wikidata ids or father and son under one person is refused, however
// many agents lie between them.
type joiner struct {
	all   []profile
	union union.Sets
	byKey map[string][]int // agents that may be one
	// of the group that each agent leads, each once:
	givens    map[int][][]string
	suffixes  map[int][]string
	wikidatas map[int][]string
}

func newJoiner(all []profile) *joiner {
	j := &joiner{all: all, union: union.New(len(all)), byKey: map[string][]int{}, givens: map[int][][]string{},
		suffixes: map[int][]string{}, wikidatas: map[int][]string{}}
	for i := range all {
		p := &all[i]
		j.byKey[p.Key] = append(j.byKey[p.Key], i)
		if len(p.given) > 0 {
			j.givens[i], j.suffixes[i] = [][]string{p.given}, []string{p.suffix}
		}
		if p.Wikidata != "" {
			j.wikidatas[i] = []string{p.Wikidata}
		}
	}
	return j
}

// join joins the groups of two agents unless they contradict each other.
func (j *joiner) join(a, b int) bool {
	a, b = j.union.Find(a), j.union.Find(b)
	if a == b {
		return true
	}
	if j.all[a].Kind != j.all[b].Kind || j.all[a].Key != j.all[b].Key {
		return false
	}
	if len(j.wikidatas[a]) > 0 && len(j.wikidatas[b]) > 0 && j.wikidatas[a][0] != j.wikidatas[b][0] {
		return false
	}
	for _, x := range j.givens[a] {
		for _, y := range j.givens[b] {
			if !givenNamesAgree(x, y) {
				return false
			}
		}
	}
	for _, x := range j.suffixes[a] {
		for _, y := range j.suffixes[b] {
			if x != y {
				return false
			}
		}
	}
	givens, suffixes, wikidatas := slices.Concat(j.givens[a], j.givens[b]),
		slices.Concat(j.suffixes[a], j.suffixes[b]), slices.Concat(j.wikidatas[a], j.wikidatas[b])
	slices.SortFunc(givens, slices.Compare[[]string])
	slices.Sort(suffixes)
	slices.Sort(wikidatas)
	j.union.Join(a, b)
	lead := j.union.Find(a)
	j.givens[lead] = slices.CompactFunc(givens, slices.Equal[[]string])
	j.suffixes[lead], j.wikidatas[lead] = slices.Compact(suffixes), slices.Compact(wikidatas)
	return true
}

// byEvidence joins full names, and things other than people, where evidence does:
// whole given names first, so that an initial finds the groups that they make.
func (j *joiner) byEvidence() {
	initials := func(p *profile) bool {
		return p.Kind == record.PersonKind && slices.ContainsFunc(p.given, func(g string) bool { return len(g) == 1 })
	}
	for _, short := range []bool{false, true} {
		for a := range j.all {
			x := &j.all[a]
			if x.Kind == record.PersonKind && len(x.given) == 0 || initials(x) != short {
				continue
			}
			for _, b := range j.byKey[x.Key] {
				y := &j.all[b]
				if a == b || y.Kind == record.PersonKind && len(y.given) == 0 || !short && (b > a || initials(y)) {
					continue
				}
				if mayBeOne(x, y) && evidence(x, y) {
					j.join(a, b)
				}
			}
		}
	}
}

// place joins groups of which little is known to the only other that they can be.
// The groups are taken as they are before anyone is placed.
func (j *joiner) place(which func(*profile) bool) {
	type move struct{ from, to int }
	var moves []move
	for _, groups := range j.groups() {
		for g, members := range groups {
			if !weak(j.all, members) || !slices.ContainsFunc(members, func(i int) bool { return which(&j.all[i]) }) {
				continue
			}
			if to := j.only(groups, g); to >= 0 {
				moves = append(moves, move{members[0], groups[to][0]})
			}
		}
	}
	for _, m := range moves {
		j.join(m.from, m.to)
	}
}

// only is the only group that another can be, -1 for none or several. Those that share
// an office are meant rather than those of whom none is said.
func (j *joiner) only(groups [][]int, g int) int {
	var sharing, targets []int
	for h, others := range groups {
		if h == g || !canJoin(j.all, groups[g], others) {
			continue
		}
		targets = append(targets, h)
		if shareOffice(j.all, groups[g], others) {
			sharing = append(sharing, h)
		}
	}
	if len(sharing) > 0 {
		targets = sharing
	}
	if len(targets) != 1 {
		return -1
	}
	return targets[0]
}

// groups are the groups so far, those of one key together.
func (j *joiner) groups() map[string][][]int {
	out := map[string][][]int{}
	for _, g := range j.union.Groups() {
		key := j.all[g[0]].Key
		out[key] = append(out[key], g)
	}
	return out
}

func shareOffice(all []profile, from, to []int) bool {
	for _, i := range from {
		for _, k := range to {
			if ShareWord(all[i].heads, all[k].heads) {
				return true
			}
		}
	}
	return false
}

// mayBeOne reports whether nothing speaks against two agents being one.
func mayBeOne(x, y *profile) bool {
	if x.Kind != y.Kind || x.Key != y.Key || x.Wikidata != "" && y.Wikidata != "" && x.Wikidata != y.Wikidata {
		return false
	}
	if x.Kind != record.PersonKind {
		return x.Country == y.Country || x.Country == "" || y.Country == ""
	}
	if len(x.given) > 0 && len(y.given) > 0 && x.suffix != y.suffix {
		return false
	}
	return givenNamesAgree(x.given, y.given)
}

// evidence reports whether something beyond the name joins two agents. Things other
// than people need none: an office of one name is one.
func evidence(x, y *profile) bool {
	if x.Wikidata != "" && x.Wikidata == y.Wikidata || x.Kind != record.PersonKind {
		return true
	}
	if x.Country != "" && y.Country != "" && x.Country != y.Country {
		return false
	}
	if x.bare && y.bare {
		return len(x.given) == len(y.given)
	}
	if ShareWord(x.heads, y.heads) {
		return true
	}
	// One country, and nothing that one person could not have been.
	return x.Country != "" && x.Country == y.Country && (len(x.heads) == 0 || len(y.heads) == 0 || x.public && y.public)
}

// weak reports whether little is known of a group: bare names, or no given names.
func weak(all []profile, members []int) bool {
	for _, i := range members {
		if p := &all[i]; !p.bare && (p.Kind != record.PersonKind || len(p.given) > 0) {
			return false
		}
	}
	return true
}

// canJoin reports whether a group of which little is known can be the same as
// another, of which more is: every name agrees and nothing contradicts.
func canJoin(all []profile, from, to []int) bool {
	if strength(all, to) <= strength(all, from) {
		return false
	}
	for _, i := range from {
		for _, k := range to {
			if !mayBeOne(&all[i], &all[k]) {
				return false
			}
		}
	}
	return !differInCountry(all, from, to) && !differInOffice(all, from, to)
}

// settle joins groups of one full name that nothing tells apart, unless a third group
// fits one of them and not the other: then it cannot be known whose agents they are.
func (j *joiner) settle() {
	for _, all := range j.groups() {
		groups := slices.DeleteFunc(all, func(g []int) bool {
			return j.all[g[0]].Kind != record.PersonKind ||
				!slices.ContainsFunc(g, func(i int) bool { return fullyNamed(&j.all[i]) })
		})
		fits := make([][]bool, len(groups))
		for g := range groups {
			fits[g] = make([]bool, len(groups))
			for h := range groups {
				fits[g][h] = g == h || j.alike(groups[g], groups[h])
			}
		}
		for g := range groups {
			for h := range g {
				if fits[g][h] && slices.Equal(fits[g], fits[h]) {
					j.join(groups[g][0], groups[h][0])
				}
			}
		}
	}
}

// fullyNamed reports whether a given name is more than an initial.
func fullyNamed(p *profile) bool {
	return slices.ContainsFunc(p.given, func(g string) bool { return len(g) > 1 })
}

// alike reports whether two groups have one full name and nothing tells them apart.
func (j *joiner) alike(from, to []int) bool {
	for _, i := range from {
		for _, k := range to {
			if !mayBeOne(&j.all[i], &j.all[k]) {
				return false
			}
		}
	}
	return !differInCountry(j.all, from, to) && !differInWalk(j.all, from, to)
}

// differInCountry reports whether both groups have countries, and none in common.
func differInCountry(all []profile, from, to []int) bool {
	var countries [2]map[string]bool
	for n, members := range [2][]int{from, to} {
		countries[n] = map[string]bool{}
		for _, i := range members {
			if c := all[i].Country; c != "" {
				countries[n][c] = true
			}
		}
	}
	return len(countries[0]) > 0 && len(countries[1]) > 0 && !ShareWord(countries[0], countries[1])
}

// walks are heads of roles that are a walk of life beside politics: namesakes are
// told apart by them.
var walks = map[string]bool{"goalkeeper": true, "striker": true, "midfielder": true, "defender": true,
	"player": true, "footballer": true,
	"coach": true, "athlete": true, "runner": true, "swimmer": true, "boxer": true, "golfer": true, "driver": true,
	"singer": true, "musician": true,
	"guitarist": true, "actor": true, "actress": true, "director": true, "painter": true, "artist": true,
	"author": true, "novelist": true,
	"poet": true, "professor": true, "teacher": true, "student": true, "farmer": true, "doctor": true, "nurse": true,
	"lawyer": true, "analyst": true,
	"economist": true, "trader": true, "journalist": true, "reporter": true, "priest": true, "bishop": true,
	"pastor": true, "resident": true,
	"neighbor": true, "neighbour": true, "witness": true, "suspect": true, "victim": true}

// differInWalk reports whether both groups have roles, none in common, and those of one
// of them are all of another walk of life.
func differInWalk(all []profile, from, to []int) bool {
	var heads [2]map[string]bool
	var only [2]bool
	for n, members := range [2][]int{from, to} {
		heads[n], only[n] = map[string]bool{}, true
		for _, i := range members {
			for w := range all[i].heads {
				heads[n][w] = true
				only[n] = only[n] && walks[w]
			}
		}
	}
	return len(heads[0]) > 0 && len(heads[1]) > 0 && (only[0] || only[1]) && !ShareWord(heads[0], heads[1])
}

// differInOffice reports whether both groups hold offices, none in common, and one of
// them no public one: the minister of a name is not the goalkeeper.
func differInOffice(all []profile, from, to []int) bool {
	var heads [2]map[string]bool
	var public [2]bool
	for n, members := range [2][]int{from, to} {
		heads[n] = map[string]bool{}
		for _, i := range members {
			for w := range all[i].heads {
				heads[n][w] = true
			}
			public[n] = public[n] || all[i].public
		}
	}
	return len(heads[0]) > 0 && len(heads[1]) > 0 && !ShareWord(heads[0], heads[1]) && !(public[0] && public[1])
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
