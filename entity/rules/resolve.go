package rules

import (
	"slices"

	"readout/doc"
	"readout/model"
)

// linkRest reads the mentions in text order and ties descriptions and pronouns to
// the entities named before them, or to one of their own.
func (r *reading) linkRest() {
	r.recent = r.recent[:0]
	r.findPairs()
	r.quoteSpeakers()
	r.titledNames()
	for i := range r.mentions {
		m := &r.mentions[i]
		switch {
		case m.Entity >= 0:
		case m.apposed >= 0:
			r.tie(i, r.names[r.nameAt[m.apposed]].entity)
		case m.Form == doc.PronounForm:
			if r.tok[m.FirstToken].class&(pronounFirst|pronounWe|pronounYou) == 0 {
				r.resolvePronoun(i)
			}
		default:
			r.resolveNominal(i)
		}
		if m.Entity >= 0 {
			r.touch(i)
		}
	}
	r.firstPersons()
}

// touch notes that an entity has been mentioned.
func (r *reading) touch(i int) {
	m := &r.mentions[i]
	x := &r.entities[m.Entity]
	x.last, x.lastHit = int32(m.FirstToken), int32(i)
	if r.isSubject(m) {
		x.subject++
	}
	r.recent = append(r.recent, int32(i))
}

// isSubject tells whether a mention is the subject of a verb: by the tree where
// there is one, else by the word after it.
func (r *reading) isSubject(m *mention) bool {
	switch r.relation(m) {
	case doc.NoRel:
	case doc.Nsubj, doc.NsubjPass, doc.NsubjOuter:
		return true
	default:
		return false
	}
	j := m.EndToken
	for r.upos(j) == doc.ADV {
		j++
	}
	u := r.upos(j)
	return r.same(m.FirstToken, j) && (u == doc.VERB && r.xpos(j) != doc.XVBG && r.xpos(j) != doc.XVBN || u == doc.AUX) && r.upos(m.FirstToken-1) != doc.ADP
}

// relation is what a mention's outermost word is to the rest of its sentence;
// NoRel without a tree.
func (r *reading) relation(m *mention) doc.Rel {
	if m.Head >= len(r.d.Words) {
		return doc.NoRel
	}
	w := &r.d.Words[m.Head]
	for range 4 {
		h := int(w.Head)
		if h < 0 || (h < m.FirstToken || h >= m.EndToken) && w.Rel != doc.Appos && w.Rel != doc.Conj && w.Rel != doc.Flat {
			break
		}
		w = &r.d.Words[h]
	}
	return w.Rel
}

// bySpeech tells whether a mention stands beside a verb of saying, as its subject.
func (r *reading) bySpeech(m *mention) bool {
	j := m.EndToken
	for r.upos(j) == doc.ADV || r.upos(j) == doc.AUX {
		j++
	}
	return r.is(j, said) && r.same(j, m.FirstToken) || r.is(m.FirstToken-1, said) && (r.isForm(m.FirstToken-2, ",", "\"", "”", "''", "’"))
}

// resolveNominal ties a description.
func (r *reading) resolveNominal(i int) {
	m := &r.mentions[i]
	e := int32(-1)
	switch {
	case m.Kind == doc.Group, m.plural && m.Kind != doc.Organization:
		e = r.resolveGroup(i)
	case m.Kind == doc.Person:
		e = r.resolvePerson(i)
	case m.Kind == doc.Organization:
		e = r.resolveOrganization(i)
	default:
		if e = r.resolvePlace(i); e < 0 {
			return // "the region" that nothing names is nobody's speaker and no event's place
		}
	}
	if e < 0 {
		e = r.describeNew(i)
	}
	r.tie(i, e)
}

// describeNew makes an entity that only a description names.
func (r *reading) describeNew(i int) int32 {
	m := &r.mentions[i]
	kind, gender := m.Kind, m.gender
	if m.plural && kind == doc.Person {
		kind, gender = doc.Group, 'p'
	}
	e := r.create(doc.Entity{Kind: kind, Name: r.phrase(m.FirstToken, max(m.EndToken, int(m.nameEnd))), Gender: gender, Country: m.role.country})
	x := &r.entities[e]
	x.generic, x.indef = true, !m.definite
	x.described = r.description(m)
	x.next = r.enter(x.described, e)
	return e
}

// description is one hash for what a description says: its head and side.
func (r *reading) description(m *mention) model.Hash {
	return model.HashString(m.role.head).With(saltDescription)
}

// resolvePerson ties a description of one person to whom it describes; -1 if that
// is nobody mentioned so far.
func (r *reading) resolvePerson(i int) int32 {
	m := &r.mentions[i]
	if !m.definite {
		return -1
	}
	best, bestScore := int32(-1), float32(0)
	for e := len(r.entities) - 1; e >= 0 && e > len(r.entities)-maxBearers; e-- {
		x := &r.entities[e]
		if x.Kind != doc.Person || x.count == 0 || m.gender != 0 && x.Gender != 0 && m.gender != x.Gender {
			continue
		}
		if x.last < 0 && !x.bears(m.role.head) {
			continue // a broader word looks back: "the diplomat" is no minister still to be named
		}
		if s := r.fits(m, int32(e)); s > 0 {
			s += r.recency(int32(e), m.FirstToken)
			if s > bestScore {
				best, bestScore = int32(e), s
			}
		}
	}
	if best >= 0 {
		return best
	}
	if m.role.class&person != 0 && !r.is(m.FirstToken, possessive) {
		return r.lastPerson(i)
	}
	return -1
}

// bears tells whether a person bears a title with that head.
func (x *entity) bears(head string) bool {
	return slices.ContainsFunc(x.roles, func(ro role) bool { return ro.head == head })
}

// maxBearers bounds how many entities a description is held against: the latest.
const maxBearers = 200

// recency is at most 1: how near before a token an entity was mentioned. Somebody
// mentioned only later counts less than anybody before.
func (r *reading) recency(e int32, at int) float32 {
	last := r.entities[e].last
	if last < 0 {
		return 0
	}
	return 0.2 + 0.8*float32(last+1)/float32(at+1)
}

// fits is how well a description fits what is known of a person: 0 not at all.
func (r *reading) fits(m *mention, e int32) float32 {
	x := &r.entities[e]
	var best float32
	for k := range x.roles {
		if a := x.roles[k].affil; a >= 0 && r.is(m.FirstToken, possessive) && r.gone(r.names[a].entity, m.FirstToken) {
			continue // "its spokesman" is not of a company that nobody spoke of
		}
		if s := r.roleFits(&m.role, &x.roles[k], x); s > best {
			best = s
		}
	}
	if len(x.roles) == 0 && x.generic && x.described == r.description(m) {
		best = 1
	}
	if best > 0 && x.indef && r.is(m.FirstToken, possessive) {
		return 0
	}
	return best
}

// gone tells whether an entity was not mentioned in the sentence of a token or the
// two before it.
func (r *reading) gone(e int32, at int) bool {
	return e >= 0 && (r.entities[e].last < 0 || r.d.SentenceOf(at)-r.d.SentenceOf(int(r.entities[e].last)) > 2)
}

// roleFits is how well a described role d fits a role that somebody bears.
func (r *reading) roleFits(d, have *role, x *entity) float32 {
	var s float32
	switch {
	case d.head == have.head:
		s = 3
	case r.mayMean(d, have.head):
		s = 1.5
	default:
		return 0
	}
	side := have.country
	if side == "" {
		side = x.Country
	}
	switch {
	case d.country != "" && side != "":
		if d.country != side {
			return 0
		}
		s += 3
	case d.country != "" && d.affil >= 0 && have.affil < 0:
		s -= 1
	}
	if d.affil >= 0 && have.affil >= 0 && d.country == "" {
		if !r.oneName(d.affil, have.affil) {
			return 0
		}
		s += 3
	}
	if d.former != have.former && d.former {
		s -= 1
	}
	shared, telling := 0, 0
	for _, w := range d.mods[:d.n] {
		if r.ordinary(w) {
			continue
		}
		telling++
		for _, h := range have.mods[:have.n] {
			if h == w {
				shared++
				break
			}
		}
	}
	switch {
	case shared > 0:
		s += float32(shared)
	case telling > 0 && d.head == have.head && have.n > 0 && d.class&(office|leader) != 0:
		return 0 // "the prime minister" is not the foreign minister
	case telling > 0 && d.country == "":
		s -= 1.4
	}
	return s
}

// ordinary tells whether a word does not tell one bearer of a title from another.
func (r *reading) ordinary(h model.Hash) bool {
	c := r.kb.words[r.kb.find(h)]
	switch c.text {
	case "new", "current", "former", "senior", "top", "veteran", "longtime", "acting", "late", "young", "old", "embattled", "popular", "powerful",
		"newly", "outgoing", "incoming", "first", "famous", "noted", "retired", "presidential":
		return true
	}
	return false
}

// mayMean tells whether the head of a description may stand for a title.
func (r *reading) mayMean(d *role, head string) bool {
	w := &r.kb.words[r.kb.find(model.HashString(d.head))]
	for _, m := range w.mayMean {
		if m == head {
			return true
		}
	}
	return false
}

// oneName tells whether two names are the same words.
func (r *reading) oneName(a, b int32) bool {
	x, y := &r.names[a], &r.names[b]
	return r.key(int(x.first), int(x.end)) == r.key(int(y.first), int(y.end))
}

// lastPerson is the person mentioned last before a description that says no more
// than "the man".
func (r *reading) lastPerson(i int) int32 {
	m := &r.mentions[i]
	for k := len(r.recent) - 1; k >= 0 && k >= len(r.recent)-12; k-- {
		a := &r.mentions[r.recent[k]]
		if a.Kind != doc.Person || a.plural || a.Form == doc.PronounForm {
			continue
		}
		if r.d.SentenceOf(m.FirstToken)-r.d.SentenceOf(a.FirstToken) > 2 {
			break
		}
		x := &r.entities[a.Entity]
		if x.Kind == doc.Person && (x.Gender == m.gender || x.Gender == 0 && m.gender == 0) && a.FirstToken < m.FirstToken && !r.same(a.FirstToken, m.FirstToken) {
			return int32(a.Entity)
		}
	}
	return -1
}

// resolveOrganization ties "the ministry" to the ministry named before.
func (r *reading) resolveOrganization(i int) int32 {
	m := &r.mentions[i]
	if m.bare && m.plural {
		return r.samePhrase(m)
	}
	if !m.definite {
		return -1
	}
	for k := len(r.recent) - 1; k >= 0 && k >= len(r.recent)-80; k-- {
		a := &r.mentions[r.recent[k]]
		if a.Kind != doc.Organization || a.plural != m.plural {
			continue
		}
		x := &r.entities[a.Entity]
		if x.Kind != doc.Organization || a.FirstToken >= m.FirstToken {
			continue
		}
		if m.role.country != "" && x.Country != "" && m.role.country != x.Country {
			continue
		}
		if r.namedSo(m, a) {
			return int32(a.Entity)
		}
	}
	return r.samePhrase(m)
}

// titledNames ties descriptions of organisations and places to the names right
// behind them: "the newspaper Dagbladet Nord", "the harbour town of Ostby".
func (r *reading) titledNames() {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Entity >= 0 || m.apposed >= 0 || m.Form != doc.NominalForm || m.plural {
			continue
		}
		at := m.EndToken
		switch m.Kind {
		case doc.Place:
			if !r.isForm(at, "of") || !r.isForm(m.Head, "town", "city", "village", "port", "island", "republic", "province", "district", "settlement", "kingdom", "capital") {
				continue
			}
			at++
		case doc.Organization:
		default:
			continue
		}
		if at >= len(r.tok) || r.nameAt[at] < 0 || !r.same(at, m.Head) {
			continue
		}
		if n := &r.names[r.nameAt[at]]; int(n.first) == at && n.entity >= 0 && r.entities[n.entity].Kind == m.Kind {
			m.apposed = int32(at)
		}
	}
}

// namedSo tells whether an organisation's name or description a has the head of
// description m and everything else m says; or m says no more than "the company".
func (r *reading) namedSo(m, a *mention) bool {
	head := false
	for t := a.FirstToken; t < a.EndToken; t++ {
		if w := r.tok[t].word; w != 0 && r.kb.words[w].head == m.role.head {
			head = true
		}
	}
	if !head {
		if m.role.n > 0 || m.role.affil >= 0 || a.entry < 0 || m.role.country != "" {
			return false
		}
		switch r.kb.entries[a.entry].sort {
		case company:
			return r.isForm(m.Head, "company", "firm", "giant", "corporation", "manufacturer", "maker")
		case newsAgency:
			return r.isForm(m.Head, "agency", "newspaper", "paper", "network", "outlet", "broadcaster", "channel", "magazine", "website")
		case body, association:
			return r.isForm(m.Head, "organization", "organisation", "body", "group", "alliance", "bloc", "union", "agency")
		}
		return false
	}
	for _, w := range m.role.mods[:m.role.n] {
		if r.ordinary(w) {
			continue
		}
		found := false
		for t := a.FirstToken; t < a.EndToken; t++ {
			found = found || r.tok[t].hash == w
		}
		if !found {
			return false
		}
	}
	return true
}

// samePhrase is the entity that the same description named before, or -1.
func (r *reading) samePhrase(m *mention) int32 {
	for e := r.lookup(r.description(m)); e >= 0; e = r.entities[e].next {
		x := &r.entities[e]
		if x.Country == m.role.country && (x.Kind == doc.Group || x.Gender == m.gender) && r.sameMods(m, e) {
			return e
		}
	}
	return -1
}

// sameMods tells whether the description that made an entity has the same
// modifiers as another.
func (r *reading) sameMods(m *mention, e int32) bool {
	x := &r.entities[e]
	if x.lastHit < 0 {
		return false
	}
	a := &r.mentions[x.lastHit].role
	if a.n != m.role.n {
		return m.role.n == 0
	}
	return a.mods == m.role.mods
}

// resolvePlace ties "the country", "the city" to the place of that sort named last.
func (r *reading) resolvePlace(i int) int32 {
	m := &r.mentions[i]
	if !m.definite || m.plural || m.role.n > 0 {
		return -1
	}
	wantCountry := r.isForm(m.Head, "country", "nation", "republic", "kingdom")
	for k := len(r.recent) - 1; k >= 0 && k >= len(r.recent)-30; k-- {
		a := &r.mentions[r.recent[k]]
		if a.Kind != m.Kind || a.Entity < 0 || a.FirstToken >= m.FirstToken {
			continue
		}
		if m.Kind == doc.Facility {
			if r.headWord(a, m.role.head) {
				return int32(a.Entity)
			}
			continue
		}
		if a.entry < 0 {
			if !a.adjunct {
				return int32(a.Entity)
			}
			continue
		}
		sort := r.kb.entries[a.entry].sort
		isCountry := sort == country || sort == adjective || sort == nationals || a.Form == doc.MetonymForm
		if isCountry == wantCountry && sort != continent {
			return int32(a.Entity)
		}
	}
	return -1
}

// headWord tells whether a mention or the noun after it says what a facility is.
func (r *reading) headWord(a *mention, head string) bool {
	for t := a.FirstToken; t < min(a.EndToken+3, len(r.tok)); t++ {
		if w := r.tok[t].word; w != 0 && r.kb.words[w].head == head {
			return true
		}
	}
	return false
}
