package rules

import (
	"strings"
	"unicode/utf8"

	"readout/doc"
	"readout/model"
)

// entity is a doc.Entity with what linking needs to know of it.
type entity struct {
	doc.Entity
	roles     []role
	key       model.Hash
	next      int32 // the entity with the same surname made before it, or -1
	forename  model.Hash
	words     int32 // words of the fullest name
	last      int32 // token of the latest mention in text order, -1 if none yet
	lastHit   int32 // that mention
	count     int32
	subject   int32 // times it was a subject
	generic   bool  // named by a description only
	indef     bool  // introduced by an indefinite one
	unsure    bool  // its kind is a guess: a "he" may show that it is a person
	described model.Hash
	pronouns  bool  // nothing but pronouns name it
	thing     bool  // only learned links know of it; a record does not show it
	stamp     int32 // when it was last gathered as a candidate
	sameHead  int32 // the entity entered before it under its first head word, or -1
	heads     [4]model.Hash
	headCount int8
}

// Salts keep keys of different sorts apart in one index.
const (
	saltName model.Hash = iota + 101
	saltSurname
	saltForename
	saltHead
	saltAcronym
	saltDescription
	saltLemma
)

// linkNames ties the names of the whole article to entities: full names first, so
// that a surname in the headline finds the name the report gives later.
func (r *reading) linkNames() {
	r.index.reset()
	for i := range r.mentions {
		if m := &r.mentions[i]; m.Kind == doc.Person && !m.Name.Empty() && r.nameWords(m) > 1 {
			r.linkFullName(i)
		}
	}
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Name.Empty() || m.Entity >= 0 {
			continue
		}
		switch {
		case m.Kind == doc.Person:
			r.linkShortName(i)
		case m.entry >= 0:
			r.linkEntry(i)
		}
	}
	// Places first: an adjective of a place no table has may stand before it.
	for i := range r.mentions {
		if m := &r.mentions[i]; !m.Name.Empty() && m.Entity < 0 && m.Kind == doc.Place {
			r.linkThing(i)
		}
	}
	for i := range r.mentions {
		if m := &r.mentions[i]; !m.Name.Empty() && m.Entity < 0 {
			r.linkThing(i)
		}
	}
	r.linkAcronyms()
}

// bounds is the tokens of a mention's bare name, without "Jr." and its like.
func (r *reading) bounds(m *mention) (first, end int) {
	first, end = r.d.TokensIn(m.Name)
	for end > first+1 && (r.tok[end-1].class&suffix != 0 || r.isForm(end-1, ",")) {
		end--
	}
	return first, end
}

func (r *reading) nameWords(m *mention) int {
	first, end := r.bounds(m)
	return end - first
}

// lookup is the entity under a key, or -1. Keys of an index map to entity numbers
// in r.under.
func (r *reading) lookup(h model.Hash) int32 {
	if id := r.index.get(h); id >= 0 {
		return r.under[id]
	}
	return -1
}

// enter puts an entity under a key and gives the one that was there, or -1.
func (r *reading) enter(h model.Hash, e int32) int32 {
	id, isNew := r.index.put(h)
	if isNew {
		r.under = append(r.under[:id], e)
		return -1
	}
	old := r.under[id]
	r.under[id] = e
	return old
}

// create makes an entity.
func (r *reading) create(e doc.Entity) int32 {
	r.entities = append(r.entities, entity{Entity: e, next: -1, last: -1, lastHit: -1, sameHead: -1})
	return int32(len(r.entities) - 1)
}

// tie links a mention to an entity, which takes what the mention says of it.
func (r *reading) tie(i int, e int32) {
	m := &r.mentions[i]
	m.Entity = int(e)
	if !m.Name.Empty() {
		r.names[r.nameAt[m.Head]].entity = e
	}
	x := &r.entities[e]
	x.count++
	if x.Gender == 0 && m.gender != 0 && m.Form != doc.PronounForm {
		x.Gender = m.gender
	}
	if m.role.head != "" && m.Kind == doc.Person && !m.plural || m.role.class&plural != 0 && !m.Name.Empty() {
		r.bear(e, &m.role)
	}
}

// bear gives a person a role.
func (r *reading) bear(e int32, ro *role) {
	x := &r.entities[e]
	if g := genderOfClass(ro.class); g != 0 && x.Kind == doc.Person {
		x.Gender = g
	}
	if x.Kind != doc.Person {
		return
	}
	if x.Country == "" && ro.country != "" && ro.class&(leader|office|voice) != 0 {
		x.Country = ro.country
	}
	if ro.courtesy || ro.head == "" || ro.class&(titleHead|kin|shortTitle) == 0 {
		return
	}
	title := ro.text
	if title == "" {
		title = r.phrase(int(ro.first), int(ro.end))
	}
	if !x.generic || len(x.roles) == 0 {
		r.addRole(x, title, ro)
	}
	x.roles = append(x.roles, *ro)
}

func (r *reading) addRole(x *entity, title string, ro *role) {
	for i := range x.Roles {
		if x.Roles[i].Title == title {
			return
		}
	}
	x.Roles = append(x.Roles, doc.Role{Title: title, Span: r.titleSpan(ro)})
}

// linkFullName ties a person's name of several words.
func (r *reading) linkFullName(i int) {
	m := &r.mentions[i]
	first, end := r.bounds(m)
	key := r.tok[end-1].hash.With(saltSurname)
	for e := r.lookup(key); e >= 0; e = r.entities[e].next {
		if x := &r.entities[e]; r.oneForename(x.forename, first, e) {
			r.fuller(e, m, end-first)
			r.tie(i, e)
			return
		}
	}
	e := r.create(doc.Entity{Kind: doc.Person, Name: r.phrase(r.nameTokens(m)), Gender: m.gender})
	x := &r.entities[e]
	x.words, x.forename = int32(end-first), r.tok[first].hash
	x.key = r.key(first, end)
	x.next = r.enter(key, e)
	r.enter(r.tok[first].hash.With(saltForename), e)
	if r.tok[first].class&familyFirst != 0 {
		r.enter(r.tok[first].hash.With(saltSurname).With(1), e)
	}
	r.tie(i, e)
}

func (r *reading) nameTokens(m *mention) (first, end int) { return r.d.TokensIn(m.Name) }

// fuller lets an entity be called by the fuller of two names.
func (r *reading) fuller(e int32, m *mention, words int) {
	x := &r.entities[e]
	if int32(words) > x.words {
		x.words = int32(words)
		x.Name = r.phrase(r.nameTokens(m))
	}
}

// oneForename tells whether the name that begins at token first can have the
// forename of an entity: the same word, its initial, or a short form of it.
func (r *reading) oneForename(have model.Hash, first int, e int32) bool {
	if r.tok[first].hash == have {
		return true
	}
	a, b := r.d.LowerForm(first), strings.ToLower(r.entities[e].Name)
	b, _, _ = strings.Cut(b, " ")
	a, b = strings.TrimSuffix(a, "."), strings.TrimSuffix(b, ".")
	if utf8.RuneCountInString(a) == 1 || utf8.RuneCountInString(b) == 1 || len(a) >= 3 && len(b) >= 3 {
		if strings.HasPrefix(a, b) || strings.HasPrefix(b, a) {
			return true
		}
	}
	return shortForms[a] != "" && shortForms[a] == b || shortForms[b] != "" && shortForms[b] == a
}

// shortForms are short forms of given names that do not begin as the full one does.
var shortForms = map[string]string{"bill": "william", "bob": "robert", "dick": "richard", "jim": "james", "jack": "john", "ted": "edward",
	"mike": "michael", "tony": "anthony", "liz": "elizabeth", "beth": "elizabeth", "kate": "katherine", "peggy": "margaret", "chuck": "charles",
	"bernie": "bernard", "hank": "henry", "jeb": "john", "rick": "richard", "kathy": "kathleen", "joe": "joseph", "sasha": "alexander",
	"volodya": "vladimir", "vova": "vladimir", "misha": "mikhail", "dima": "dmitry", "gus": "augustus", "mitch": "mitchell"}

// linkShortName ties a person's name of one word: to the bearer of that surname
// mentioned last before it, else to the first after it, else to a forename's.
func (r *reading) linkShortName(i int) {
	m := &r.mentions[i]
	first, end := r.bounds(m)
	if end <= first {
		return
	}
	h := r.tok[end-1].hash
	best := r.closest(r.lookup(h.With(saltSurname)), i)
	if best < 0 {
		best = r.closest(r.lookup(h.With(saltSurname).With(1)), i)
	}
	if best < 0 && m.role.head == "" {
		best = r.lookup(h.With(saltForename))
	}
	if best < 0 {
		best = r.create(doc.Entity{Kind: doc.Person, Name: r.phrase(r.nameTokens(m)), Gender: m.gender})
		r.entities[best].words = 1
		r.entities[best].next = r.enter(h.With(saltSurname), best)
		r.entities[best].key = r.key(first, end)
	}
	r.tie(i, best)
}

// closest is the entity of a chain of namesakes that mention i means: of those
// that agree in gender the one named last before it, or first after it.
func (r *reading) closest(e int32, i int) int32 {
	if e < 0 || r.entities[e].next < 0 {
		if e >= 0 && r.opposed(e, i) {
			return -1
		}
		return e
	}
	best, bestAt := int32(-1), -1
	for k := i - 1; k >= 0 && k > i-200; k-- {
		x := &r.mentions[k]
		if x.Entity < 0 || x.Name.Empty() || x.Kind != doc.Person || r.opposed(int32(x.Entity), i) {
			continue
		}
		for c := e; c >= 0; c = r.entities[c].next {
			if c == int32(x.Entity) && k > bestAt {
				best, bestAt = c, k
			}
		}
		if best >= 0 {
			return best
		}
	}
	for c := e; c >= 0; c = r.entities[c].next {
		if !r.opposed(c, i) {
			best = c
		}
	}
	return best
}

// opposed tells whether a mention's title says another gender than the entity's.
func (r *reading) opposed(e int32, i int) bool {
	g := r.mentions[i].gender
	x := &r.entities[e]
	return (g == 'm' || g == 'f') && (x.Gender == 'm' || x.Gender == 'f') && g != x.Gender
}

// linkEntry ties a name of the tables. A capital in its government's place is the
// country; as a city it is a place of its own.
func (r *reading) linkEntry(i int) {
	m := &r.mentions[i]
	e := &r.kb.entries[m.entry]
	if m.Form == doc.MetonymForm && e.sort == capital {
		if c, ok := r.kb.countryOf[e.country]; ok && strings.HasPrefix(e.standsFor, "Government of") {
			e = &r.kb.entries[c]
		} else {
			r.tie(i, r.named(doc.Entity{Kind: doc.Organization, Name: e.standsFor, Country: "", Gender: 'n'}))
			return
		}
	}
	x := doc.Entity{Kind: e.kind, Name: e.name, Country: e.country, Gender: 'n'}
	if e.sort == seat {
		x.StandsFor = e.standsFor
		if r.isForm(m.FirstToken, "the") {
			x.Name = "the " + e.name
		}
	}
	at := r.named(x)
	if x.Name != r.entities[at].Name && strings.HasPrefix(x.Name, "the ") {
		r.entities[at].Name = x.Name
	}
	r.tie(i, at)
}

// named is the entity of a canonical name, made if there is none yet.
func (r *reading) named(e doc.Entity) int32 {
	h := nameHash(e.Name).With(saltName)
	if at := r.lookup(h); at >= 0 {
		return at
	}
	at := r.create(e)
	r.enter(h, at)
	return at
}

// nameHash is the hash of a name's words in lower case, its article left out.
func nameHash(name string) model.Hash {
	return model.HashString(strings.TrimPrefix(strings.ToLower(name), "the "))
}

// linkThing ties any other name: the same words, initials, a name that ends in it,
// or the place it is the adjective of.
func (r *reading) linkThing(i int) {
	m := &r.mentions[i]
	first, end := r.nameTokens(m)
	key := r.key(first, end).With(saltName)
	if at := r.lookup(key); at >= 0 {
		r.tie(i, at)
		return
	}
	text := r.phrase(first, end)
	if m.Kind == doc.Place && m.By == "entity/dateline@1" {
		text = properCase(text)
	}
	at := r.lookup(nameHash(text).With(saltName))
	if at < 0 && end-first == 1 && (r.tok[first].shape&allCaps != 0 || strings.Contains(text, ".")) {
		at = r.lookup(acronymHash(text))
	}
	if at < 0 && end-first == 1 {
		if p := r.derivedFrom(first); p >= 0 {
			at = p
			m.Kind, m.adjunct = doc.Place, r.followedByNoun(m.EndToken)
			m.By = "entity/adjective@1"
		}
	}
	if at < 0 && m.Kind == doc.Organization {
		// "the Foreign Ministry" after "the Karvonian Foreign Ministry"
		if other := r.lookup(r.tok[end-1].hash.With(saltHead)); other >= 0 && r.suffixOf(first, end, other) {
			at = other
		}
	}
	if at < 0 {
		at = r.create(doc.Entity{Kind: m.Kind, Name: text, Country: m.role.country, Gender: 'n'})
		r.entities[at].words = int32(end - first)
		r.entities[at].unsure = r.names[r.nameAt[m.Head]].sure == guessed && end-first <= 3
		if m.Kind == doc.Organization {
			r.enter(r.tok[end-1].hash.With(saltHead), at)
			if a := r.initials(first, end); a != 0 {
				r.enter(a, at)
			}
		}
	}
	if x := &r.entities[at]; int32(end-first) > x.words && x.words > 0 && m.Kind == x.Kind {
		x.Name, x.words = text, int32(end-first)
	}
	r.enter(key, at)
	r.tie(i, at)
}

// suffixOf tells whether the words of one name end the other's: "Foreign Ministry"
// and "Karvonian Foreign Ministry".
func (r *reading) suffixOf(first, end int, e int32) bool {
	a, b := strings.ToLower(r.phrase(first, end)), strings.ToLower(r.entities[e].Name)
	if len(a) > len(b) {
		a, b = b, a
	}
	return strings.HasSuffix(b, a) && (len(a) == len(b) || b[len(b)-len(a)-1] == ' ') && strings.Contains(a, " ")
}

// initials is the key of the acronym of a name: "ILO" for "International Labour
// Organization"; 0 for a name too short to have one.
func (r *reading) initials(first, end int) model.Hash {
	var buf [12]byte
	n := 0
	for t := first; t < end && n < len(buf); t++ {
		if r.tok[t].shape&capitalised != 0 {
			buf[n] = r.d.Lower[r.d.Tokens[t].Start]
			n++
		}
	}
	if n < 2 {
		return 0
	}
	return model.HashString(string(buf[:n])).With(saltAcronym)
}

func acronymHash(text string) model.Hash {
	return model.HashString(strings.ReplaceAll(strings.ToLower(text), ".", "")).With(saltAcronym)
}

// linkAcronyms merges what brackets put side by side: "the Karvonian Telegraph
// Agency (KTA)". It runs last because the short form may stand alone before.
func (r *reading) linkAcronyms() {
	for i := 1; i < len(r.mentions); i++ {
		m, before := &r.mentions[i], &r.mentions[i-1]
		if m.Name.Empty() || before.Name.Empty() || m.Entity < 0 || before.Entity < 0 || m.Entity == before.Entity ||
			!r.isForm(m.FirstToken-1, "(") || before.EndToken != m.FirstToken-1 || !r.isForm(m.EndToken, ")", ",", ";") {
			continue
		}
		if m.EndToken-m.FirstToken == 1 && r.tok[m.FirstToken].shape&allCaps != 0 && before.Kind != doc.Person && m.entry < 0 && before.EndToken-before.FirstToken > 1 {
			r.merge(int32(before.Entity), int32(m.Entity))
		}
	}
}

// merge gives all mentions of entity b to entity a.
func (r *reading) merge(a, b int32) {
	if a == b {
		return
	}
	for i := range r.mentions {
		if r.mentions[i].Entity == int(b) {
			r.mentions[i].Entity = int(a)
			if r.mentions[i].Kind == doc.Other {
				r.mentions[i].Kind = r.entities[a].Kind
			}
			r.entities[a].count++
		}
	}
	r.entities[b].count = 0
}

// derivedFrom is the place of this article that the word at token i is the
// adjective of, by its ending: "Karvonian" of "Karvonia"; -1 if there is none.
func (r *reading) derivedFrom(i int) int32 {
	low := r.d.LowerForm(i)
	if base, ok := strings.CutSuffix(low, "ans"); ok {
		low = base + "an"
	}
	for _, e := range endings {
		stem, ok := strings.CutSuffix(low, e.adjective)
		if !ok || len(stem) < 3 {
			continue
		}
		h := model.HashString(stem + e.place)
		if at := r.lookup((model.Hash(1)).With(h).With(saltName)); at >= 0 && r.entities[at].Kind == doc.Place {
			return at
		}
	}
	return -1
}

// endings pair the ending of an adjective with that of the place it comes from.
var endings = [...]struct{ adjective, place string }{
	{"n", ""}, {"an", ""}, {"ian", ""}, {"ian", "ia"}, {"an", "a"}, {"an", "e"}, {"ese", ""}, {"ese", "a"}, {"ish", "land"}, {"ish", "ia"}, {"ic", "ia"},
	{"i", ""}, {"i", "ia"}, {"er", ""}, {"ic", "land"}, {"ian", "y"}, {"ian", "e"}, {"ean", "e"}, {"ic", ""}, {"ite", ""}, {"n", "s"},
}

// properCase writes a place that a dateline has in capitals as it is written
// elsewhere: "PORT CASSEL".
func properCase(s string) string {
	if strings.ToUpper(s) != s {
		return s
	}
	words := strings.Fields(s)
	for i, w := range words {
		_, n := utf8.DecodeRuneInString(w)
		words[i] = w[:n] + strings.ToLower(w[n:])
	}
	return strings.Join(words, " ")
}
