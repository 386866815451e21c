package entity

import (
	"strings"
	"unicode/utf8"

	"readout/doc"
)

// linkNames ties the names of the whole article to entities: full names first, so
// that a surname in a headline finds the name the report gives later.
func (r *reading) linkNames() {
	for i := range r.mentions {
		if m := &r.mentions[i]; m.Kind == doc.Person && m.Entity < 0 && len(r.nameTokens(i)) > 1 {
			r.linkPerson(i)
		}
	}
	for i := range r.mentions {
		m := &r.mentions[i]
		switch {
		case m.Entity >= 0:
		case m.Kind == doc.Person || m.entry == nil && m.Kind != doc.Organization && r.surname(i) >= 0:
			m.Kind = doc.Person
			r.linkPerson(i)
		case m.entry != nil:
			r.linkEntry(i)
		default:
			r.linkThing(i)
		}
	}
	r.takeSides()
}

// takeSides finds the country of people whose titles name one that no table knows:
// "Karvonian President" belongs to Karvonia.
func (r *reading) takeSides() {
	for e := range r.entities {
		x := &r.entities[e]
		if x.Kind != doc.Person || x.Country != "" {
			continue
		}
		for k := range x.titles {
			t := &x.titles[k]
			if t.rank == "calling" || t.rank == "courtesy" {
				continue
			}
			for _, w := range t.modifiers {
				if at := r.derived(w); at >= 0 {
					place := &r.entities[at]
					if place.Kind == doc.Other {
						place.Kind = doc.Place
					}
					if place.Country == "" {
						place.Country = place.Name
					}
					x.Country, t.country = place.Country, place.Country
				}
			}
		}
	}
}

// nameTokens is the bare name of a mention, its courtesy suffix left out.
func (r *reading) nameTokens(i int) []string {
	m := &r.mentions[i]
	first, end := r.d.TokensIn(m.Name)
	var out []string
	for t := first; t < end; t++ {
		if low := r.low(t); low != "jr." && low != "sr." && low != "," && low != "jr" && low != "iii" && low != "ii" {
			out = append(out, low)
		}
	}
	return out
}

// linkPerson ties a person's name: to one with the same last name and no other
// first name, else to one of its own.
func (r *reading) linkPerson(i int) {
	m := &r.mentions[i]
	name := r.nameTokens(i)
	if len(name) == 0 {
		return
	}
	e := r.findPerson(name, m.title)
	if e < 0 {
		e = r.create(doc.Entity{Kind: doc.Person, Name: r.d.Cut(m.Name), Gender: r.kb.given[name[0]]})
		r.byPerson[name[len(name)-1]] = append(r.byPerson[name[len(name)-1]], e)
	}
	x := &r.entities[e]
	if len(name) > len(strings.Fields(x.Name)) && utf8.RuneCountInString(r.d.Cut(m.Name)) > utf8.RuneCountInString(x.Name) {
		x.Name = r.d.Cut(m.Name)
		if x.Gender == 0 {
			x.Gender = r.kb.given[name[0]]
		}
	}
	r.bear(e, m.title)
	r.link(i, e)
}

// findPerson is the person a name can belong to, or -1.
func (r *reading) findPerson(name []string, t title) int {
	last := name[len(name)-1]
	for _, e := range r.byPerson[last] {
		have := strings.Fields(strings.ToLower(r.entities[e].Name))
		if len(name) == 1 || len(have) == 1 || compatibleFirst(name[0], have[0]) {
			if t.gender != 0 && r.entities[e].Gender != 0 && t.gender != r.entities[e].Gender {
				continue
			}
			return e
		}
	}
	if len(name) > 1 {
		return -1
	}
	// A first name alone: "Hillary", after "Hillary Clinton".
	for e := range r.entities {
		x := &r.entities[e]
		if x.Kind == doc.Person && strings.Contains(x.Name, " ") && strings.EqualFold(x.Name[:strings.IndexByte(x.Name, ' ')], name[0]) {
			return e
		}
	}
	return -1
}

// compatibleFirst tells whether two first names can be one person's: the same, or
// one the initial or short form of the other.
func compatibleFirst(a, b string) bool {
	a, b = strings.TrimSuffix(a, "."), strings.TrimSuffix(b, ".")
	return a == b || len(a) >= 1 && len(b) >= 1 && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}

// surname is the person whose last name a mention of one word is, or -1.
func (r *reading) surname(i int) int {
	name := r.nameTokens(i)
	if len(name) != 1 {
		return -1
	}
	if people := r.byPerson[name[0]]; len(people) > 0 {
		return people[len(people)-1]
	}
	return -1
}

// bear gives a person a title.
func (r *reading) bear(e int, t title) {
	if t.head == "" {
		return
	}
	x := &r.entities[e]
	if t.gender != 0 && x.Gender == 0 {
		x.Gender = t.gender
	}
	if t.country != "" && x.Country == "" && t.rank != "calling" {
		x.Country = t.country
	}
	x.titles = append(x.titles, t)
	if t.words != "" {
		x.Roles = append(x.Roles, doc.Role{Title: t.words, Span: r.d.SpanOf(t.first, t.end)})
	}
}

// linkEntry ties a name of the tables. A capital in its government's place is the
// country; the city is a place of its own.
func (r *reading) linkEntry(i int) {
	m := &r.mentions[i]
	e := m.entry
	if e.sort == capitalCity && m.Form == doc.MetonymForm {
		if country := r.country(e); country != nil {
			r.link(i, r.named(doc.Entity{Kind: doc.Place, Name: country.name, Country: country.country, Gender: 'n'}))
			return
		}
	}
	x := doc.Entity{Kind: e.kind, Name: e.name, Country: e.country, Gender: 'n'}
	if e.sort == seat {
		x.StandsFor = e.standsFor
		x.Name = "the " + e.name
	}
	r.link(i, r.named(x))
}

// country is the entry of the country a city is the capital of.
func (r *reading) country(city *entry) *entry {
	name, ok := strings.CutPrefix(city.standsFor, "Government of ")
	if !ok {
		return nil
	}
	return r.kb.entries[strings.ToLower(name)]
}

// named is the entity of that name, made if there is none yet.
func (r *reading) named(e doc.Entity) int {
	key := nameKey(e.Name)
	if at, ok := r.byName[key]; ok {
		return at
	}
	at := r.create(e)
	r.byName[key] = at
	return at
}

func nameKey(name string) string {
	return strings.TrimPrefix(strings.Join(strings.Fields(strings.ToLower(name)), " "), "the ")
}

// linkThing ties any other name: the same name, or the initials of a longer one.
// An adjective of a country of no table goes with the country: "Karvonian".
func (r *reading) linkThing(i int) {
	m := &r.mentions[i]
	name := r.d.Cut(m.Name)
	if at, ok := r.byName[nameKey(name)]; ok {
		if x := &r.entities[at]; x.Kind == doc.Other && m.Kind != doc.Other {
			x.Kind = m.Kind // "Geneva summit" does not tell, "in Geneva" does
		}
		r.link(i, at)
		return
	}
	if m.Kind == doc.Organization && m.End-m.First == 1 {
		if at := r.initials(name); at >= 0 {
			r.byName[nameKey(name)] = at
			r.link(i, at)
			return
		}
	}
	if m.End-m.First == 1 && (m.Kind == doc.Other || m.Kind == doc.Place) {
		if at := r.derived(nameKey(name)); at >= 0 {
			m.Kind = doc.Place
			r.link(i, at)
			return
		}
	}
	r.link(i, r.named(doc.Entity{Kind: m.Kind, Name: name, Gender: 'n'}))
}

// initials is the organisation that a short form in capitals stands for, or -1.
func (r *reading) initials(short string) int {
	short = strings.ReplaceAll(short, ".", "")
	if strings.ToUpper(short) != short || len(short) < 2 {
		return -1
	}
	for e := range r.entities {
		if r.entities[e].Kind != doc.Organization {
			continue
		}
		var b strings.Builder
		for _, w := range strings.Fields(r.entities[e].Name) {
			if upperFirst(w) {
				b.WriteByte(w[0])
			}
		}
		if b.String() == short {
			return e
		}
	}
	return -1
}

// derived is the place whose adjective or name a word is, by their common stem:
// "Karvonian" and "Karvonia"; -1 if there is none.
func (r *reading) derived(low string) int {
	for e := range r.entities {
		x := &r.entities[e]
		if x.Kind != doc.Place && x.Kind != doc.Other {
			continue
		}
		other := nameKey(x.Name)
		n := 0
		for n < len(low) && n < len(other) && low[n] == other[n] {
			n++
		}
		if n >= 4 && n >= min(len(low), len(other))-1 && derivedEnding[low[n:]] && derivedEnding[other[n:]] {
			return e
		}
	}
	return -1
}

// derivedEnding is what is left of a country and its adjective after their common stem.
var derivedEnding = map[string]bool{"": true, "n": true, "an": true, "ian": true, "ese": true, "ish": true, "i": true, "a": true, "ia": true, "er": true,
	"ns": true, "ans": true, "ians": true, "e": true, "y": true, "ers": true}
