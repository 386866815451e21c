package entity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"readout/doc"
	"readout/entity/class"
	"readout/entity/kb"
	"readout/entity/lexical"
	"readout/entity/mention"
	"readout/entity/names"
	"readout/entity/person"
	"readout/entity/title"
)

// entity is a doc.Entity with what linking needs to know of it.
type entity struct {
	doc.Entity
	person  *person.Name // the fullest name of a person
	words   int          // words of the fullest name of anything else
	roles   []title.Role
	said    bool // its gender is said, not guessed from a list of given names
	count   int
	generic bool // named by a description only
	indef   bool // introduced by an indefinite one
	silent  bool // nothing but pronouns name it
	thing   bool // neither person nor body nor place: a record does not show it
	wire    bool // the agency that reports
	several bool
	last    int // its latest mention in text order so far, -1 if none
	head    string
	side    []string // what its description says beside the head
	affil   int32    // the name in its description, or -1
}

// linker ties mentions to entities.
type linker struct {
	title.Reader
	mentions   []mention.Mention // in text order
	nameEntity []int32           // the entity of each name, or -1
	entities   []entity
	named      map[string]int32 // things by their names, acronyms and canonical names
	surname    map[string][]int32
	forename   map[string][]int32
}

// linkNames gives an article's mentions, and ties those by names to entities.
func linkNames(w *names.Found, mentions []mention.Mention) *linker {
	r := &linker{Reader: title.Reader{Found: w}, mentions: mentions, nameEntity: slices.Repeat([]int32{-1}, len(w.Names)),
		named: make(map[string]int32), surname: make(map[string][]int32), forename: make(map[string][]int32)}
	r.linkNames()
	return r
}

// linkNames ties the names of the whole article: full names first, so that a surname in the headline finds the name
// that the report gives later. Surnames of several people stay for later.
func (r *linker) linkNames() {
	for _, step := range []func(i int, m *mention.Mention){r.fullName, r.shortName, r.forenameOnly, r.tableName,
		r.placeName,
		r.longName, r.otherName} {
		for i := range r.mentions {
			if m := &r.mentions[i]; m.Named >= 0 && m.Apposed < 0 && m.Entity < 0 {
				step(i, m)
			}
		}
	}
	r.acronyms()
	for i := range r.mentions {
		if m := &r.mentions[i]; m.Apposed >= 0 && r.nameEntity[m.Apposed] >= 0 {
			r.tie(i, r.nameEntity[m.Apposed])
		}
	}
}

// create makes an entity.
func (r *linker) create(e doc.Entity) int32 {
	r.entities = append(r.entities, entity{Entity: e, last: -1, affil: -1})
	return int32(len(r.entities) - 1)
}

// tie links a mention to an entity, which takes what the mention says of it.
func (r *linker) tie(i int, e int32) {
	m := &r.mentions[i]
	m.Entity = int(e)
	x := &r.entities[e]
	x.count++
	if m.Named >= 0 {
		r.nameEntity[m.Named] = e
		x.wire = x.wire || r.Names[m.Named].Wire
	}
	if m.Form == doc.PronounForm || x.Kind != doc.Person || m.Plural {
		return
	}
	if (m.Gender == 'm' || m.Gender == 'f') && !x.said {
		x.Gender, x.said = m.Gender, true
	}
	if m.Role.Head != "" {
		r.bear(x, &m.Role, r.borneOut(x, m))
	}
}

// borneOut reports whether the article itself says that a person bears the role of a mention: with the name, or in
// apposition to it. That a description elsewhere means this person is a guess, what is said of somebody in a quotation
// is a claim, and "wife" says nothing without whose.
func (r *linker) borneOut(x *entity, m *mention.Mention) bool {
	if m.Role.Class&class.Kin != 0 && m.Role.Class&class.TitleHead == 0 && !x.generic {
		return false
	}
	return m.Named >= 0 || x.generic || m.Apposed >= 0 && !m.Claimed && r.Doc.Tokens[m.Head].Quote < 0
}

// bear gives a person a role. Others learn of it if it is borne out; linking goes by all.
func (r *linker) bear(x *entity, ro *title.Role, borneOut bool) {
	if ro.Class&(class.TitleHead|class.Kin|class.ShortTitle) == 0 || ro.Courtesy {
		return
	}
	if x.Country == "" && ro.Country != "" && ro.Class&(class.Leader|class.Office|class.Voice) != 0 {
		x.Country = ro.Country
	}
	if x.generic && len(x.roles) > 0 {
		return
	}
	called := ro.Text
	if called == "" {
		called = r.Phrase(ro.First, ro.End)
	}
	if borneOut && !slices.ContainsFunc(x.Roles, func(have doc.Role) bool {
		return strings.EqualFold(have.Title, called)
	}) {
		x.Roles = append(x.Roles, doc.Role{Title: called, Span: r.Doc.SpanOf(ro.First, ro.End)})
	}
	x.roles = append(x.roles, *ro)
}

func (r *linker) personOfMention(m *mention.Mention) person.Name {
	n := &r.Names[m.Named]
	return person.Parse(r.Text, int(n.First), int(n.End))
}

// fullName ties a person's name of several words.
func (r *linker) fullName(i int, m *mention.Mention) {
	if m.Kind != doc.Person {
		return
	}
	p := r.personOfMention(m)
	if !p.Full() {
		return
	}
	for _, e := range r.holders(&p) {
		if x := &r.entities[e]; x.person.Agrees(r.KB, &p) {
			if p.Words > x.person.Words {
				x.Name = r.nameText(m)
				x.person = &p
				r.enter(e, &p)
			}
			r.tie(i, e)
			return
		}
	}
	e := r.create(doc.Entity{Kind: doc.Person, Name: r.nameText(m), Gender: p.Gender(r.KB)})
	r.entities[e].person = &p
	r.enter(e, &p)
	r.tie(i, e)
}

// nameText is a mention's bare name as written, white space folded.
func (r *linker) nameText(m *mention.Mention) string {
	n := &r.Names[m.Named]
	return r.Phrase(int(n.First), int(n.End))
}

// enter lists a person under what a shorter name may say.
func (r *linker) enter(e int32, p *person.Name) {
	keys := []string{p.Surname, p.Plain}
	if p.FamilyFirst && len(p.Given) > 0 {
		keys = append(keys, strings.Join(p.Given, " "), p.Given[len(p.Given)-1]) // "Nguyen Phu Chau" is called Chau
	}
	// "Rodham Clinton", "García Márquez": the last two words may be a surname too.
	if n := len(p.Given); n > 1 && utf8.RuneCountInString(p.Given[n-1]) > 1 {
		keys = append(keys, p.Given[n-1]+" "+p.Surname)
	}
	for _, k := range keys {
		if !slices.Contains(r.surname[k], e) {
			r.surname[k] = append(r.surname[k], e)
		}
	}
	if len(p.Given) > 0 {
		for _, k := range []string{p.Given[0], p.Nickname} {
			if k != "" && !slices.Contains(r.forename[k], e) {
				r.forename[k] = append(r.forename[k], e)
			}
		}
	}
}

// holders is the people who bear a surname.
func (r *linker) holders(p *person.Name) []int32 {
	out := slices.Clone(r.surname[p.Surname])
	for _, e := range r.surname[p.Plain] {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// shortName ties a surname to the one who bears it in this article.
func (r *linker) shortName(i int, m *mention.Mention) {
	if m.Kind != doc.Person {
		return
	}
	p := r.personOfMention(m)
	fit := r.fitting(m, &p)
	switch {
	case len(fit) == 1:
		r.tie(i, fit[0])
	case len(fit) == 0 && !(m.Role.Head == "" && len(r.forename[p.Surname]) > 0):
		e := r.create(doc.Entity{Kind: doc.Person, Name: r.nameText(m)})
		r.entities[e].person = &p
		r.enter(e, &p)
		r.tie(i, e)
	}
}

// fitting is the people whom a surname may mean: its bearers whom neither a title's gender nor "Jr." excludes.
func (r *linker) fitting(m *mention.Mention, p *person.Name) []int32 {
	var out []int32
	for _, e := range r.holders(p) {
		x := &r.entities[e]
		if p.Suffix != "" && p.Suffix != x.person.Suffix || m.Gender != 0 && x.Gender != 0 && m.Gender != x.Gender {
			continue
		}
		out = append(out, e)
	}
	return out
}

// forenameOnly ties a given name to the one who bears it in this article.
func (r *linker) forenameOnly(i int, m *mention.Mention) {
	if m.Kind != doc.Person {
		return
	}
	p := r.personOfMention(m)
	if have := r.forename[p.Surname]; p.Words == 1 && len(have) > 0 && len(r.fitting(m, &p)) == 0 {
		r.tie(i, have[0])
	}
}

// tableName ties a name of the tables. A capital in its government's place is the country; as a city it is a place
// of its own.
func (r *linker) tableName(i int, m *mention.Mention) {
	at := r.Names[m.Named].Entry
	if at < 0 || m.Kind == doc.Person {
		return
	}
	e := r.KB.Entry(at)
	if m.Form == doc.MetonymForm && e.Sort == kb.Capital {
		c, ok := r.KB.OfCountry(e.Country)
		if !ok || !strings.HasPrefix(e.StandsFor, "Government of") {
			r.tie(i, r.called(doc.Entity{Kind: doc.Organization, Name: e.StandsFor, Gender: 'n'}))
			return
		}
		e = r.KB.Entry(c)
	}
	x := doc.Entity{Kind: e.Kind, Name: e.Name, Country: e.Country, Gender: 'n'}
	if e.Sort == kb.Seat {
		x.StandsFor = e.StandsFor
		if r.The(m.FirstToken) {
			x.Name = "the " + e.Name
		}
	}
	at = r.called(x)
	if x.Name != r.entities[at].Name && strings.HasPrefix(x.Name, "the ") {
		r.entities[at].Name = x.Name
	}
	r.tie(i, at)
}

// called is the entity of a canonical name, made if there is none yet.
func (r *linker) called(e doc.Entity) int32 {
	key := nameKey(e.Name)
	if at, ok := r.named[key]; ok {
		return at
	}
	at := r.create(e)
	r.named[key] = at
	return at
}

// nameKey is a name in lower case, its article left out.
func nameKey(name string) string { return strings.TrimPrefix(strings.ToLower(name), "the ") }

// placeName ties a place that no table has. It comes before other names: an adjective of it may stand before it.
func (r *linker) placeName(i int, m *mention.Mention) {
	if m.Kind == doc.Place {
		r.otherName(i, m)
	}
}

// longName ties names of several words before the acronyms that may stand for them.
func (r *linker) longName(i int, m *mention.Mention) {
	if n := &r.Names[m.Named]; n.End-n.First > 1 {
		r.otherName(i, m)
	}
}

// otherName ties any other name: the same words, initials, a name that begins or ends like it, or the place it is
// the adjective of.
func (r *linker) otherName(i int, m *mention.Mention) {
	if m.Kind == doc.Person {
		return
	}
	text := r.nameText(m)
	if m.By == "entity/dateline" {
		text = properCase(text)
	}
	key := nameKey(text)
	single := !strings.Contains(key, " ")
	at, ok := r.named[key]
	if !ok && single && (strings.ToUpper(text) == text || strings.Contains(text, ".")) {
		at, ok = r.named[acronym(text)]
	}
	if !ok && single {
		if at, ok = r.derivedFrom(key); ok {
			m.Kind, m.By, m.Adjunct = doc.Place, "entity/adjective", r.Noun(m.EndToken)
		}
	}
	if !ok && m.Kind == doc.Organization {
		at, ok = r.shorter(key)
	}
	if !ok {
		at = r.create(doc.Entity{Kind: m.Kind, Name: text, Country: m.Role.Country, Gender: 'n'})
		if a := r.initials(m); a != "" {
			if _, taken := r.named[a]; !taken {
				r.named[a] = at
			}
		}
	}
	if x := &r.entities[at]; m.Kind == x.Kind && x.StandsFor == "" && m.By != "entity/adjective" &&
		r.Names[m.Named].Entry < 0 && x.words < strings.Count(text, " ")+1 {
		x.words = strings.Count(text, " ") + 1
		if x.count > 0 && x.words > 1 {
			x.Name = text
		}
	}
	r.named[key] = at
	r.tie(i, at)
}

// shorter is the organisation of a longer name that this one ends, or begins as companies' short names do: "Foreign
// Ministry" of "Karvonian Foreign Ministry", "Alder" of "Alder Motors".
func (r *linker) shorter(key string) (at int32, ok bool) {
	for e := range r.entities {
		x := &r.entities[e]
		if x.Kind != doc.Organization || x.person != nil {
			continue
		}
		have := nameKey(x.Name)
		long, short := have, key
		if len(long) < len(short) {
			long, short = short, long
		}
		several := strings.Contains(short, " ")
		if several && strings.HasSuffix(long, " "+short) || strings.HasPrefix(long, short+" ") &&
			(several || len(short) > 3) && strings.Count(long, " ") <= 3 {
			return int32(e), true
		}
	}
	return 0, false
}

// initials is the acronym of a name, as a key: "ILO" for "International Labour Organization"; "" for a name too short
// to have one.
func (r *linker) initials(m *mention.Mention) string {
	var b strings.Builder
	n := &r.Names[m.Named]
	for t := int(n.First); t < int(n.End); t++ {
		if r.Cap(t) {
			c, _ := utf8.DecodeRuneInString(r.Doc.LowerForm(t))
			b.WriteRune(c)
		}
	}
	if b.Len() < 2 || m.Kind == doc.Person {
		return ""
	}
	return "\x00" + b.String()
}

func acronym(text string) string { return "\x00" + strings.ReplaceAll(strings.ToLower(text), ".", "") }

// acronyms merges what brackets put side by side: "the Karvonian Telegraph Agency (KTA)". It runs last because the
// short form may stand alone before.
func (r *linker) acronyms() {
	for i := 1; i < len(r.mentions); i++ {
		m, before := &r.mentions[i], &r.mentions[i-1]
		if m.Named < 0 || before.Named < 0 || m.Entity < 0 || before.Entity < 0 || m.Entity == before.Entity ||
			!r.Mark(m.FirstToken-1, "(") || before.EndToken != m.FirstToken-1 || !r.Mark(m.EndToken, ")", ",", ";") {
			continue
		}
		if m.EndToken-m.FirstToken == 1 && r.Tok[m.FirstToken].Shape&lexical.AllCaps != 0 && before.Kind != doc.Person &&
			r.Names[m.Named].Entry < 0 && before.EndToken-before.FirstToken > 1 {
			r.merge(int32(before.Entity), int32(m.Entity))
		}
	}
}

// merge gives all mentions of entity b to entity a.
func (r *linker) merge(a, b int32) {
	x, y := &r.entities[a], &r.entities[b]
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Entity != int(b) {
			continue
		}
		m.Entity = int(a)
		if m.Named >= 0 {
			r.nameEntity[m.Named] = a
		}
		if m.Role.Head != "" && x.Kind == doc.Person && !m.Plural {
			r.bear(x, &m.Role, r.borneOut(x, m))
		}
	}
	for key, e := range r.named {
		if e == b {
			r.named[key] = a
		}
	}
	x.count += y.count
	x.last = max(x.last, y.last)
	if x.Gender == 0 {
		x.Gender, x.said = y.Gender, y.said
	}
	y.count = 0
}

// derivedFrom is the place of this article that a word is the adjective of, by its ending: "Karvonian" of "Karvonia".
func (r *linker) derivedFrom(low string) (int32, bool) {
	for _, name := range r.KB.DerivedFrom(low) {
		if at, ok := r.named[name]; ok && r.entities[at].Kind == doc.Place {
			return at, true
		}
	}
	return 0, false
}

// properCase writes a place that a dateline has in capitals as it is written elsewhere: "PORT CASSEL".
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
