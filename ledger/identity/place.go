package identity

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"readout/ledger/audit"
	"readout/ledger/index"
	"readout/ledger/people"
	"readout/ledger/statement"
	"readout/ledger/storyline"
	"readout/record"
	"readout/store"
)

const (
	// placeDays is how far from each other reports of one story are looked for.
	placeDays = 3
	// maxNear bounds how many reports are looked at for one speaker of one day.
	maxNear = 40
	// sameStory is the likeness from which two reports are of one story.
	//
	// Source: the pairs of 302 articles of 33 threads that lie within placeDays of each
	// other, 2026-11-28: 271 of the 309 pairs above 0.2 are of one thread, most others of
	// threads that belong together, and 271 of the 367 of one thread lie above.
	sameStory = 0.2
)

// NameSpeakers sets whom the speakers of statements are: Person and Called. A surname
// alone, an office or a description of one is the only holder of it in the same story,
// and nobody where there are several; that is looked for only if stories says so, since
// it reads other reports.
func (reg *Register) NameSpeakers(ctx context.Context, list []statement.Statement, stories bool) error {
	p, err := reg.newPlacer(ctx, list)
	if err != nil {
		return err
	}
	p.stories = stories
	for i := range list {
		for k := range list[i].Speakers {
			if err := p.name(ctx, &list[i], k); err != nil {
				return err
			}
		}
	}
	return nil
}

// placer finds people for the speakers of some statements.
type placer struct {
	reg     *Register
	stories bool
	people  map[uint64]*Person
	apart   map[uint64]bool // agents that a decision split off: nothing but a decision joins them again
	placed  map[placeKey]*placement
	terms   map[store.VersionID]map[uint64]float64
}

type placeKey struct {
	agent   uint64
	version store.VersionID
}

// placement is a person and why; person is nil where nobody is found.
type placement struct {
	person *Person
	joined statement.Joined
}

func (reg *Register) newPlacer(ctx context.Context, list []statement.Statement) (*placer, error) {
	p := &placer{reg: reg, people: map[uint64]*Person{}, apart: map[uint64]bool{}, placed: map[placeKey]*placement{},
		terms: map[store.VersionID]map[uint64]float64{}}
	var keys []string
	for i := range list {
		for _, sp := range list[i].Speakers {
			keys = append(keys, people.SurnameKey(sp.Kind, sp.Name))
		}
	}
	a, err := reg.trail.Standing(ctx)
	if err != nil {
		return nil, err
	}
	for _, d := range a.People {
		for _, id := range d.Agents {
			p.apart[id] = d.Kind == audit.Split
		}
	}
	return p, p.know(ctx, index.Dedup(keys))
}

// know resolves the people of some name keys.
func (p *placer) know(ctx context.Context, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	people, err := p.reg.Resolve(ctx, keys...)
	if err != nil {
		return err
	}
	for i := range people {
		for _, id := range people[i].AgentIDs() {
			p.people[id] = &people[i]
		}
	}
	return nil
}

// name sets whom one speaker of a statement is.
func (p *placer) name(ctx context.Context, s *statement.Statement, k int) error {
	sp := &s.Speakers[k]
	agent := s.AgentIDs[k]
	person := p.people[agent]
	if person != nil {
		sp.Person, sp.Called = person.ID, person.Name
	} else {
		sp.Person, sp.Called = sp.Agent, sp.Name
	}
	if !p.stories || sp.Kind != record.PersonKind || p.apart[agent] || person != nil && wholeName(person.Name) > 0 &&
		!index.Describes(person.Name) {
		return nil
	}
	at, err := p.place(ctx, s, sp, agent)
	if err != nil || at.person == nil {
		return err
	}
	sp.Person, sp.Called = at.person.ID, at.person.Name
	sp.Joined = &at.joined
	return nil
}

// place looks for the only holder of a speaker's surname or office in the same story.
func (p *placer) place(ctx context.Context, s *statement.Statement, sp *statement.Speaker, agent uint64) (*placement,
	error) {
	key := placeKey{agent, s.Row.Version()}
	if at := p.placed[key]; at != nil {
		return at, nil
	}
	at := &placement{}
	p.placed[key] = at
	var words []string // that the reports looked for have one of
	var holds func(e *record.Entity) (by string)
	surname := people.SurnameKey(record.PersonKind, sp.Name)
	switch o, ok := people.DefiniteOffice(sp.Name); {
	case ok:
		words = officeWords(o.Head)
		lenient := !unicode.IsUpper([]rune(sp.Name)[0])
		holds = func(e *record.Entity) string { return holdsOffice(o, e, sp.Country, lenient) }
	case !index.Describes(sp.Name) && len(people.GivenKeys(sp.Name)) == 0:
		words = strings.Fields(store.Words(sp.Name))
		holds = func(e *record.Entity) string {
			if people.SurnameKey(e.Kind, e.Name) == surname {
				return "name"
			}
			return ""
		}
	default:
		return at, nil
	}
	near, err := p.near(ctx, s, words)
	if err != nil {
		return nil, err
	}
	var name string
	for _, rd := range near {
		found := false
		for i := range rd.R.Entities {
			e := &rd.R.Entities[i]
			if e.Kind != record.PersonKind || !fullName(e.Name) || index.Describes(e.Name) {
				continue
			}
			by := holds(e)
			if by == "" {
				continue
			}
			if name != "" && (people.SurnameKey(record.PersonKind, name) != people.SurnameKey(record.PersonKind, e.Name) ||
				!people.NamesAgree(name, e.Name) || people.NameSuffix(name) != people.NameSuffix(e.Name)) {
				return at, nil // there are two: it cannot be known which
			}
			if len(e.Name) > len(name) {
				name = e.Name
			}
			at.joined.By, found = max(at.joined.By, by), true
		}
		if found {
			at.joined.Reports++
		}
	}
	if name == "" {
		return at, nil
	}
	at.person, err = p.called(ctx, name)
	return at, err
}

// called is the only person of a full name, nil where there are several.
func (p *placer) called(ctx context.Context, name string) (*Person, error) {
	if err := p.know(ctx, []string{people.SurnameKey(record.PersonKind, name)}); err != nil {
		return nil, err
	}
	var found *Person
	for _, person := range p.people {
		if person == found || person.Kind != record.PersonKind ||
			!slices.ContainsFunc(person.Names, func(n Named) bool { return n.Name == name }) {
			continue
		}
		if found != nil && found.ID != person.ID {
			return nil, nil
		}
		found = person
	}
	return found, nil
}

// near reads the reports of the same story that have one of some words.
func (p *placer) near(ctx context.Context, s *statement.Statement, words []string) ([]*statement.Reading, error) {
	at := s.Row.Version().Day()
	if at == 0 || len(words) == 0 {
		return nil, nil
	}
	m := store.Match{Op: store.Or}
	for _, w := range words {
		m.Args = append(m.Args, store.Match{Op: store.Find, Phrase: []string{w}})
	}
	if len(m.Args) == 1 {
		m = m.Args[0]
	}
	ids, err := p.reg.st.Search(ctx, store.Filter{Articles: true, Match: m, From: max(at-placeDays, 1),
		To: at + placeDays, Limit: maxNear})
	if err != nil {
		return nil, fmt.Errorf("ledger: looking for reports of the same story: %w", err)
	}
	ids = append(ids[:min(len(ids), 2*maxNear)], s.Row.Version().Row(0))
	readings, err := p.reg.load.Readings(ctx, ids)
	if err != nil {
		return nil, err
	}
	own := readings[s.Row.Version()]
	if own == nil {
		return nil, nil
	}
	var out []*statement.Reading
	for _, rd := range readings {
		if rd == own || likeness(p.termsOf(own), p.termsOf(rd)) >= sameStory {
			out = append(out, rd)
		}
	}
	slices.SortFunc(out, func(x, y *statement.Reading) int { return cmp.Compare(x.V.ID, y.V.ID) })
	return out, nil
}

func (p *placer) termsOf(rd *statement.Reading) map[uint64]float64 {
	if t := p.terms[rd.V.ID]; t != nil {
		return t
	}
	t := likenessTerms(rd.V.Headline, rd.R.Article.Text)
	p.terms[rd.V.ID] = t
	return t
}

// likenessTerms weighs the words that tell a story, to the length of one.
func likenessTerms(headline, text string) map[uint64]float64 {
	counts, _ := storyline.StoryTermsOf(headline, text)
	sum := 0.0
	for _, k := range storyline.KeysOf(counts) {
		counts[k] = 1 + math.Log(max(counts[k], 1))
		sum += counts[k] * counts[k]
	}
	for k := range counts {
		counts[k] /= math.Sqrt(sum)
	}
	return counts
}

// likeness is the cosine of two texts' terms.
func likeness(x, y map[uint64]float64) float64 {
	if len(x) > len(y) {
		x, y = y, x
	}
	dot := 0.0
	for _, k := range storyline.KeysOf(x) {
		dot += x[k] * y[k]
	}
	return dot
}

// fullName reports whether a name has a given name that is more than an initial.
func fullName(name string) bool {
	return slices.ContainsFunc(people.GivenKeys(name), func(g string) bool { return len(g) > 1 })
}

// officeWords are the words under which holders of an office's head are found.
func officeWords(head string) []string {
	if head == "spokes" || head == "chair" {
		return []string{head + "man", head + "woman", head + "person"}
	}
	return []string{head}
}

// holdsOffice reports by what an entity is the holder of an office described: "" where
// it is not.
func holdsOffice(o people.Office, e *record.Entity, country string, lenient bool) string {
	same := lenient && country != "" && country == e.Country
	for _, r := range e.Roles {
		role := people.ReadOffice(r.Title)
		if o.Holds(role, false) {
			return "office"
		}
		if same && o.Holds(role, true) {
			return "office and country"
		}
	}
	return ""
}

// maxShort bounds how many statements of a surname or an office alone are looked at for
// one person.
const maxShort = 200

// SaidBy reads what a person said: under the names that are the person's alone, and
// where a surname or an office alone means the person in its story.
func (reg *Register) SaidBy(ctx context.Context, p *Person, f store.Filter) ([]statement.Statement, error) {
	f.Agents = p.AgentIDs()
	ids, err := reg.st.Search(ctx, f)
	if err != nil {
		return nil, err
	}
	list, err := reg.load.Load(ctx, ids)
	if err != nil {
		return nil, err
	}
	if p.Kind != record.PersonKind || wholeName(p.Name) == 0 {
		return list, nil
	}
	short, err := reg.shortAgents(ctx, p)
	if err != nil || len(short) == 0 {
		return list, err
	}
	f.Agents, f.Limit = short, min(maxShort, max(f.Limit, 1))
	if ids, err = reg.st.Search(ctx, f); err != nil {
		return nil, err
	}
	more, err := reg.load.Load(ctx, ids[:min(len(ids), f.Limit)])
	if err != nil {
		return nil, err
	}
	if err := reg.NameSpeakers(ctx, more, true); err != nil {
		return nil, err
	}
	have := map[store.StatementID]bool{}
	for i := range list {
		have[list[i].Row] = true
	}
	for _, s := range more {
		if !have[s.Row] && slices.ContainsFunc(s.Speakers,
			func(sp statement.Speaker) bool { return sp.Person == p.ID && sp.Joined != nil }) {
			list = append(list, s)
		}
	}
	return list, nil
}

// shortAgents are the agents that may mean a person in some story and are not the
// person's everywhere: the surname alone, and descriptions of the person's offices.
func (reg *Register) shortAgents(ctx context.Context, p *Person) ([]uint64, error) {
	keys := []string{people.SurnameKey(record.PersonKind, p.Name)}
	for head := range people.OfficeHeads(namesOf(p.Roles)) {
		if people.SingleHead(head) {
			for _, w := range officeWords(head) {
				keys = append(keys, people.WordKey(w))
			}
		}
	}
	agents, err := reg.st.Agents(ctx, store.AgentFilter{Keys: index.Dedup(keys)})
	if err != nil {
		return nil, err
	}
	own := p.AgentIDs()
	var out []uint64
	for i := range agents {
		a := &agents[i]
		if a.Kind != record.PersonKind || slices.Contains(own, a.ID) {
			continue
		}
		if _, office := people.DefiniteOffice(a.Name); office || !index.Describes(a.Name) &&
			len(people.GivenKeys(a.Name)) == 0 && a.Key == keyOf(p) {
			out = append(out, a.ID)
		}
	}
	slices.Sort(out)
	return out, nil
}

func keyOf(p *Person) string { return people.SurnameKey(p.Kind, p.Name) }

// Voice is somebody who speaks in some statements, under one name.
type Voice struct {
	Person     string              `json:"person"` // id
	Name       string              `json:"name"`
	Kind       string              `json:"kind"`
	Role       string              `json:"role,omitempty"`
	Statements int                 `json:"statements"`
	Last       statement.Statement `json:"last"` // the first of the list that was given
}

// Voices counts the speakers of statements that NameSpeakers has named, each person or
// body once whatever kinds and spellings articles give, those who speak most first.
// Whoever is only described ("a Norhaven official", "sides", "her office") is left out:
// what several such said is nobody's record.
func Voices(list []statement.Statement) []Voice {
	at := map[string]int{}
	var out []Voice
	for i := range list {
		for _, sp := range list[i].Speakers {
			name := cmp.Or(sp.Called, sp.Name)
			if !index.Listed(sp.Kind, name) {
				continue
			}
			key := strings.ToLower(strings.TrimPrefix(name, "the "))
			if sp.Kind == record.PersonKind {
				key = "person " + cmp.Or(sp.Person, sp.Agent)
			}
			n, ok := at[key]
			if !ok {
				n = len(out)
				at[key] = n
				out = append(out, Voice{Person: cmp.Or(sp.Person, sp.Agent), Name: name, Kind: sp.Kind, Last: list[i]})
			}
			if out[n].Role == "" {
				out[n].Role = people.CleanRole(sp.Role)
			}
			out[n].Statements++
		}
	}
	slices.SortStableFunc(out, func(x, y Voice) int { return cmp.Compare(y.Statements, x.Statements) })
	return out
}
