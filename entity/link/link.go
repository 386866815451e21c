// Package link ties the names of an article to entities, and keeps what the article says of each.
//
// In come an article's mentions; out go its entities, each with its fullest name, its roles and its gender, and the
// mentions that name them tied to them. It refuses to choose between several people of one surname: those mentions stay
// open, and so do descriptions and pronouns.
//
// The one idea: names are tied for the whole article before anything else, full names first.
package link

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

// Entity is a doc.Entity with what linking needs to know of it.
type Entity struct {
	doc.Entity
	person     *person.Name // the fullest name of a person
	wordCount  int          // words of the fullest name of anything else
	own        bool         // it is called so by the report or the tables, not in a quotation only
	Held       []title.Role // the roles that it bears, also those that a record does not show
	GenderSaid bool         // its gender is said, not guessed from a list of given names
	Count      int          // of its mentions
	Generic    bool         // named by a description only
	Indefinite bool         // introduced by an indefinite one
	Silent     bool         // nothing but pronouns name it
	Thing      bool         // neither person nor body nor place: a record does not show it
	Wire       bool         // the agency that reports
	Several    bool         // several people or things
	Last       int          // its latest mention in text order so far, -1 if none
	Head       string       // of the description that alone names it
	Mods       []string     // what its description says beside the head
	Affil      int32        // the name in its description, or -1
}

// Shown reports whether a record shows an entity.
func (x *Entity) Shown() bool { return !x.Thing && !x.Silent }

// NameWords is the words of the name in lower case, its article left out.
func (x *Entity) NameWords() []string { return strings.Fields(nameKey(x.Name)) }

// Links is an article's mentions and the entities that they are tied to.
type Links struct {
	*names.Found
	Mentions   []mention.Mention // in text order
	NameEntity []int32           // of each name the entity, or -1
	Entities   []Entity
	named      map[string]int32   // things by their names, acronyms and canonical names
	surname    map[string][]int32 // people by surnames
	forename   map[string][]int32 // people by given names and nicknames
}

// Names ties the mentions of an article that are names to entities.
func Names(w *names.Found, mentions []mention.Mention) *Links {
	r := &Links{Found: w, Mentions: mentions, NameEntity: slices.Repeat([]int32{-1}, len(w.Names)),
		named: make(map[string]int32), surname: make(map[string][]int32), forename: make(map[string][]int32)}
	r.tieNames()
	return r
}

// tieNames ties the names of the whole article: full names first, so that a surname in the headline finds the name
// that the report gives later. Surnames of several people stay for later.
func (r *Links) tieNames() {
	for _, step := range []func(i int, m *mention.Mention){r.fullName, r.inOffice, r.shortName, r.forenameOnly,
		r.tableName, r.placeName, r.longName, r.otherName} {
		for i := range r.Mentions {
			if m := &r.Mentions[i]; m.Named >= 0 && m.Apposed < 0 && m.Entity < 0 {
				step(i, m)
			}
		}
	}
	r.acronyms()
	for i := range r.Mentions {
		if m := &r.Mentions[i]; m.Apposed >= 0 && r.NameEntity[m.Apposed] >= 0 {
			r.Tie(i, r.NameEntity[m.Apposed])
		}
	}
}

// Create makes an entity.
func (r *Links) Create(e doc.Entity) int32 {
	r.Entities = append(r.Entities, Entity{Entity: e, Last: -1, Affil: -1})
	return int32(len(r.Entities) - 1)
}

// Tie links a mention to an entity, which takes what the mention says of it.
func (r *Links) Tie(i int, e int32) {
	m := &r.Mentions[i]
	m.Entity = int(e)
	x := &r.Entities[e]
	x.Count++
	if m.Named >= 0 {
		r.NameEntity[m.Named] = e
		x.Wire = x.Wire || r.Names[m.Named].Wire
	}
	if m.Form == doc.PronounForm || x.Kind != doc.Person || m.Plural {
		return
	}
	if (m.Gender == 'm' || m.Gender == 'f') && !x.GenderSaid {
		x.Gender, x.GenderSaid = m.Gender, true
	}
	if m.Role.Head != "" {
		r.bear(x, &m.Role, r.borneOut(x, m))
	}
}

// borneOut reports whether the article itself says that a person bears the role of a mention: with the name, or in
// apposition to it. That a description elsewhere means this person is a guess, what is said of somebody in a quotation
// is a claim, and "wife" says nothing without whose.
func (r *Links) borneOut(x *Entity, m *mention.Mention) bool {
	if m.Role.Class&class.Kin != 0 && m.Role.Class&class.TitleHead == 0 && !x.Generic {
		return false
	}
	return m.Named >= 0 || x.Generic || m.Apposed >= 0 && !m.Claimed && r.Doc.Tokens[m.Head].Quote < 0
}

// bear gives a person a role. Others learn of it if it is borne out; linking goes by all.
func (r *Links) bear(x *Entity, ro *title.Role, borneOut bool) {
	if ro.Class&(class.TitleHead|class.Kin|class.ShortTitle) == 0 || ro.Courtesy {
		return
	}
	if x.Country == "" && ro.Country != "" && ro.Class&(class.Leader|class.Office|class.Voice) != 0 {
		x.Country = ro.Country
	}
	if x.Generic && len(x.Held) > 0 {
		return
	}
	called := ro.Text
	if called == "" {
		called = r.Phrase(ro.First, ro.End)
	}
	if borneOut && !r.asked(ro.First) && !r.over(x, ro) {
		r.show(x, doc.Role{Title: called, Span: r.Doc.SpanOf(ro.First, ro.End)})
	}
	x.Held = append(x.Held, *ro)
}

// asked reports whether a token stands in a question of the report's own, which may suppose what is not so: "Would
// President Orr raise taxes?"
func (r *Links) asked(t int) bool {
	s := r.Sentence(t)
	for k := s.EndToken - 1; k > t; k-- {
		if r.Doc.Tokens[k].Kind != doc.PunctToken {
			return false
		}
		if r.Doc.Form(k) == "?" {
			return r.Doc.Tokens[k].Quote < 0
		}
	}
	return false
}

// over reports whether the article says that a role is one of former times, and takes it back where it was learned
// before: the "President" of a picture's caption, and "former president" in the text.
func (r *Links) over(x *Entity, ro *title.Role) bool {
	same := func(h *title.Role) bool {
		return h.Head == ro.Head && h.Former != ro.Former && slices.Equal(h.Mods, ro.Mods)
	}
	for i := range x.Held {
		if h := &x.Held[i]; same(h) && !ro.Former {
			return true
		} else if same(h) {
			span := r.Doc.SpanOf(h.First, h.End)
			x.Roles = slices.DeleteFunc(x.Roles, func(o doc.Role) bool { return o.Span == span })
		}
	}
	return false
}

// show lets others learn of a role. What the report says in its own voice wins over what a quotation says, which may
// speak of another time.
func (r *Links) show(x *Entity, ro doc.Role) {
	quoted := func(o doc.Role) bool {
		first, _ := r.Doc.TokensIn(o.Span)
		return r.Doc.Tokens[first].Quote >= 0
	}
	own := func(o doc.Role) bool { return !quoted(o) }
	switch {
	case own(ro):
		x.Roles = slices.DeleteFunc(x.Roles, quoted)
	case slices.ContainsFunc(x.Roles, own):
		return
	}
	if !slices.ContainsFunc(x.Roles, func(o doc.Role) bool { return strings.EqualFold(o.Title, ro.Title) }) {
		x.Roles = append(x.Roles, ro)
	}
}

func (r *Links) PersonOf(m *mention.Mention) person.Name {
	n := &r.Names[m.Named]
	return person.Parse(r.Text, int(n.First), int(n.End))
}

// fullName ties a person's name of several words.
func (r *Links) fullName(i int, m *mention.Mention) {
	if m.Kind != doc.Person {
		return
	}
	p := r.PersonOf(m)
	if !p.Full() {
		return
	}
	for _, e := range r.holders(&p) {
		if x := &r.Entities[e]; x.person.Agrees(r.KB, &p) {
			if p.Words > x.person.Words {
				x.Name = r.ownName(m)
				x.person = &p
				r.enter(e, &p)
			}
			r.Tie(i, e)
			return
		}
	}
	e := r.Create(doc.Entity{Kind: doc.Person, Name: r.ownName(m), Gender: p.Gender(r.KB)})
	r.Entities[e].person = &p
	r.enter(e, &p)
	r.Tie(i, e)
}

// nameText is a mention's bare name as written, white space folded.
func (r *Links) nameText(m *mention.Mention) string {
	n := &r.Names[m.Named]
	return r.Phrase(int(n.First), int(n.End))
}

// ownName is nameText without a first word that is no given name, where the article has the rest for a name at least
// as often: "Sloppy Jan Dahl" is called Jan Dahl.
func (r *Links) ownName(m *mention.Mention) string {
	n := &r.Names[m.Named]
	first, end := int(n.First), int(n.End)
	leads := func(i int) bool { return r.Is(i, class.Given|class.FamilyFirst) }
	if initial := utf8.RuneCountInString(strings.TrimSuffix(r.Doc.Form(first), ".")) == 1; initial || end-first < 3 ||
		leads(first) || !leads(first+1) || r.Is(first, class.Particle) || r.Is(first+1, class.Particle) {
		return r.nameText(m)
	}
	whole, rest := 0, 0
	for i := range r.Names {
		switch o := &r.Names[i]; r.Lower(int(o.First), int(o.End)) {
		case r.Lower(first, end):
			whole++
		case r.Lower(first+1, end):
			rest++
		}
	}
	if rest < whole || rest == 0 {
		return r.nameText(m)
	}
	return r.Phrase(first+1, end)
}

// enter lists a person under what a shorter name may say.
func (r *Links) enter(e int32, p *person.Name) {
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
func (r *Links) holders(p *person.Name) []int32 {
	out := slices.Clone(r.surname[p.Surname])
	for _, e := range r.surname[p.Plain] {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// inOffice ties a surname with an office to a person of its own where nobody else of that surname can hold it:
// "President Trump" is not "first lady Melania Trump".
func (r *Links) inOffice(i int, m *mention.Mention) {
	if m.Kind != doc.Person || m.Role.Courtesy || m.Role.Class&(class.Leader|class.Office) == 0 {
		return
	}
	p := r.PersonOf(m)
	fit := r.Fitting(m, &p)
	if !p.Full() && len(fit) > 0 && r.Entities[fit[0]].byFamily() {
		r.tieNew(i, m, &p)
	}
}

// byFamily reports whether the article has no role for a person but that of somebody's wife, husband or child.
func (x *Entity) byFamily() bool {
	return len(x.Held) > 0 && !slices.ContainsFunc(x.Held, func(ro title.Role) bool {
		return ro.Class&(class.Kin|class.Courtesy) == 0
	})
}

// shortName ties a surname to the one who bears it in this article.
func (r *Links) shortName(i int, m *mention.Mention) {
	if m.Kind != doc.Person {
		return
	}
	p := r.PersonOf(m)
	fit := r.Fitting(m, &p)
	switch {
	case len(fit) == 1 && m.Role.Head == "" && len(r.Bearers(m, &p)) > 1:
		// who speaks nearby may be the boy's grandfather; that is read where mentions are taken in text order
	case len(fit) == 1:
		r.Tie(i, fit[0])
	case len(fit) == 0 && !(m.Role.Head == "" && len(r.forename[p.Surname]) > 0):
		r.tieNew(i, m, &p)
	}
}

// tieNew ties a surname to a person whom nothing else in the article names so far.
func (r *Links) tieNew(i int, m *mention.Mention, p *person.Name) {
	e := r.Create(doc.Entity{Kind: doc.Person, Name: r.nameText(m)})
	r.Entities[e].person = p
	r.enter(e, p)
	r.Tie(i, e)
}

// Fitting is the people whom a surname may mean: its bearers whom neither a title's gender nor "Jr." excludes. Who is
// in the article as somebody's wife or son is not called by the bare surname beside one who is in it for an own part,
// but where that one alone has spoken just before.
func (r *Links) Fitting(m *mention.Mention, p *person.Name) []int32 {
	out := r.Bearers(m, p)
	if own := slices.DeleteFunc(slices.Clone(out), r.ByFamily); m.Gender == 0 && len(own) > 0 {
		return own
	}
	return out
}

// Bearers is all people of a surname whom neither a title's gender nor "Jr." excludes.
func (r *Links) Bearers(m *mention.Mention, p *person.Name) []int32 {
	var out []int32
	for _, e := range r.holders(p) {
		x := &r.Entities[e]
		if p.Suffix != "" && p.Suffix != x.person.Suffix || m.Gender != 0 && x.Gender != 0 && m.Gender != x.Gender {
			continue
		}
		out = append(out, e)
	}
	return out
}

// ByFamily reports whether an entity is in the article as somebody's wife, husband or child only.
func (r *Links) ByFamily(e int32) bool { return r.Entities[e].byFamily() }

// forenameOnly ties a given name to the one who bears it in this article.
func (r *Links) forenameOnly(i int, m *mention.Mention) {
	if m.Kind != doc.Person {
		return
	}
	p := r.PersonOf(m)
	if have := r.forename[p.Surname]; p.Words == 1 && len(have) > 0 && len(r.Fitting(m, &p)) == 0 {
		r.Tie(i, have[0])
	}
}

// tableName ties a name of the tables. A capital in its government's place is the country; as a city it is a place
// of its own.
func (r *Links) tableName(i int, m *mention.Mention) {
	at := r.Names[m.Named].Entry
	if at < 0 || m.Kind == doc.Person {
		return
	}
	e := r.KB.Entry(at)
	if m.Form == doc.MetonymForm && e.Sort == kb.Capital {
		c, ok := r.KB.OfCountry(e.Country)
		if !ok || !strings.HasPrefix(e.StandsFor, "Government of") {
			r.Tie(i, r.called(doc.Entity{Kind: doc.Organization, Name: e.StandsFor, Gender: 'n'}))
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
	r.Entities[at].own = true
	if x.Name != r.Entities[at].Name && strings.HasPrefix(x.Name, "the ") {
		r.Entities[at].Name = x.Name
	}
	r.Tie(i, at)
}

// called is the entity of a canonical name, made if there is none yet.
func (r *Links) called(e doc.Entity) int32 {
	key := nameKey(e.Name)
	if at, ok := r.named[key]; ok {
		return at
	}
	at := r.Create(e)
	r.named[key] = at
	return at
}

// nameKey is a name in lower case, its article left out.
func nameKey(name string) string { return strings.TrimPrefix(strings.ToLower(name), "the ") }

// placeName ties a place that no table has. It comes before other names: an adjective of it may stand before it.
func (r *Links) placeName(i int, m *mention.Mention) {
	if m.Kind == doc.Place {
		r.otherName(i, m)
	}
}

// longName ties names of several words before the acronyms that may stand for them.
func (r *Links) longName(i int, m *mention.Mention) {
	if n := &r.Names[m.Named]; n.End-n.First > 1 {
		r.otherName(i, m)
	}
}

// otherName ties any other name: the same words, initials, a name that begins or ends like it, or the place it is
// the adjective of.
func (r *Links) otherName(i int, m *mention.Mention) {
	if m.Kind == doc.Person {
		return
	}
	text := r.nameText(m)
	if m.By == "entity/dateline" && m.Kind == doc.Place {
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
		at = r.Create(doc.Entity{Kind: m.Kind, Name: text, Country: m.Role.Country, Gender: 'n'})
		if a := r.initials(m); a != "" {
			if _, taken := r.named[a]; !taken {
				r.named[a] = at
			}
		}
	}
	if x := &r.Entities[at]; m.Kind == x.Kind && x.StandsFor == "" && m.By != "entity/adjective" &&
		r.Names[m.Named].Entry < 0 {
		r.rename(x, text, r.Doc.Tokens[m.FirstToken].Quote < 0)
	}
	r.named[key] = at
	r.Tie(i, at)
}

// rename gives what is no person the longer of two names. What a quotation calls it does not count where the report has
// a name of its own: "“The Failing Ostby Post lied,” he said" is the Ostby Post.
func (r *Links) rename(x *Entity, text string, own bool) {
	words := strings.Count(text, " ") + 1
	if x.own && !own || x.wordCount >= words && (x.own || !own || words == 1) {
		return
	}
	x.wordCount, x.own = words, own
	if x.Count > 0 && words > 1 {
		x.Name = text
	}
}

// shorter is the organisation of a longer name that this one ends, or begins as companies' short names do: "Foreign
// Ministry" of "Karvonian Foreign Ministry", "Alder" of "Alder Motors".
func (r *Links) shorter(key string) (at int32, ok bool) {
	for e := range r.Entities {
		x := &r.Entities[e]
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
func (r *Links) initials(m *mention.Mention) string {
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
func (r *Links) acronyms() {
	for i := 1; i < len(r.Mentions); i++ {
		m, before := &r.Mentions[i], &r.Mentions[i-1]
		if m.Named < 0 || before.Named < 0 || m.Entity < 0 || before.Entity < 0 || m.Entity == before.Entity ||
			!r.Mark(m.FirstToken-1, "(") || before.EndToken != m.FirstToken-1 || !r.Mark(m.EndToken, ")", ",", ";") {
			continue
		}
		if m.EndToken-m.FirstToken == 1 && r.Tok[m.FirstToken].Shape&lexical.AllCaps != 0 && before.Kind != doc.Person &&
			r.Names[m.Named].Entry < 0 && before.EndToken-before.FirstToken > 1 {
			r.Merge(int32(before.Entity), int32(m.Entity))
		}
	}
}

// Merge gives all mentions of entity b to entity a.
func (r *Links) Merge(a, b int32) {
	x, y := &r.Entities[a], &r.Entities[b]
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if m.Entity != int(b) {
			continue
		}
		m.Entity = int(a)
		if m.Named >= 0 {
			r.NameEntity[m.Named] = a
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
	x.Count += y.Count
	x.Last = max(x.Last, y.Last)
	if x.Gender == 0 {
		x.Gender, x.GenderSaid = y.Gender, y.GenderSaid
	}
	y.Count = 0
}

// derivedFrom is the place of this article that a word is the adjective of, by its ending: "Karvonian" of "Karvonia".
func (r *Links) derivedFrom(low string) (int32, bool) {
	for _, name := range r.KB.DerivedFrom(low) {
		if at, ok := r.named[name]; ok && r.Entities[at].Kind == doc.Place {
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
