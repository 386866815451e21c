package names

import (
	"readout/doc"
	"readout/entity/class"
	"readout/entity/kb"
	"readout/entity/person"
)

// bearers finds who bears a name of one word: a person, a country, a firm.
type bearers struct{ *finder }

// surnames makes a name of one word that ends the name of a person a person's.
func (f bearers) surnames() {
	last := make(map[string]bool)
	for i := range f.names {
		if n := &f.names[i]; n.Kind == doc.Person && n.End-n.First > 1 {
			p := person.Parse(f.Text, int(n.First), int(n.End))
			last[p.Surname] = true
		}
	}
	lands := f.lands(last)
	for i := range f.names {
		n := &f.names[i]
		if f.ofLand(n) && last[f.key(n)] {
			if l := lands[f.key(n)]; f.onlyPerson(n) || l.person && !l.land && !f.asLand(n) {
				n.Kind, n.Entry, n.By = doc.Person, -1, "entity/surname"
			}
			continue
		}
		if n.End-n.First > 3 || n.Kind == doc.Person || n.Wire || !last[f.key(n)] {
			continue
		}
		if n.Entry >= 0 {
			if e := f.KB.Entry(n.Entry); e.Sort != kb.Place && e.Sort != kb.Capital && !e.Ambiguous {
				continue
			}
		}
		if f.probability(&Name{First: n.First, End: n.End, Kind: doc.Person}) > 0.15 || n.Entry < 0 && n.Kind != doc.Place &&
			!f.The(int(n.First)-1) {
			n.Kind, n.Entry, n.By = doc.Person, -1, "entity/surname"
		}
	}
}

// land is what an article shows of a surname that is also a country's name or adjective.
type land struct {
	person bool // somebody is called so: it stands where a person does
	land   bool // the country is meant somewhere, by this word or another
}

// lands looks at every place where the article has a surname that is also a country's: "Holland" of Keating Holland.
func (f bearers) lands(last map[string]bool) map[string]land {
	words := make(map[string]string) // of each country the word that is a surname here
	for i := range f.names {
		if n := &f.names[i]; f.ofLand(n) && last[f.key(n)] && f.KB.Entry(n.Entry).Sort == kb.Country {
			words[f.KB.Entry(n.Entry).Country] = f.key(n)
		}
	}
	out := make(map[string]land)
	for i := range f.names {
		n := &f.names[i]
		if n.Entry < 0 {
			continue
		}
		key := f.key(n)
		if f.ofLand(n) && last[key] {
			l := out[key]
			l.person = l.person || n.Kind == doc.Person || f.onlyPerson(n) || f.speaks(n)
			l.land = l.land || f.asLand(n) && !f.onlyPerson(n)
			out[key] = l
		} else if word, ok := words[f.KB.Entry(n.Entry).Country]; ok {
			l := out[word]
			l.land = true // the people or the capital of the country
			out[word] = l
		}
	}
	return out
}

// ofLand reports whether a name is one word of the tables for a country or its people, and seldom a person's.
func (f bearers) ofLand(n *Name) bool {
	if n.Entry < 0 || n.End-n.First > 1 || n.Wire {
		return false
	}
	e := f.KB.Entry(n.Entry)
	return (e.Sort == kb.Country || e.Sort == kb.Adjective) && !e.Ambiguous
}

// onlyPerson reports whether a name stands where no country does: "Ms. English", "Holland, who", "Holland's wife",
// "English's claim".
func (f bearers) onlyPerson(n *Name) bool {
	first, end := int(n.First), int(n.End)
	if f.The(first - 1) {
		return false
	}
	who := end
	if f.Mark(who, ",") {
		who++
	}
	return f.Is(first-1, class.Courtesy|class.ShortTitle) && f.Cap(first-1) ||
		f.Is(who, class.Relative) && !f.Is(who, class.Possessive) && f.Same(first, who) ||
		f.Clitic(end) && (f.Is(end+1, class.Kin) || f.KB.Entry(n.Entry).Sort == kb.Adjective)
}

// speaks reports whether a name is the subject of a verb of saying, as a person may be and a country too: "Holland
// said", "“…,” adds Holland."
func (f bearers) speaks(n *Name) bool {
	first, end := int(n.First), int(n.End)
	says := func(i int) bool { return f.Same(i, first) && f.Is(i, class.Said) && f.Verb(i) }
	if says(end) {
		return !f.asLand(n) && !f.Is(first-1, class.And)
	}
	return says(first-1) && f.Punct(first-2) && f.Punct(end)
}

// asLand reports whether a name stands where a country does and hardly a person: "in Holland", "English lawyers", "the
// English". No country is called by its adjective.
func (f bearers) asLand(n *Name) bool {
	first, end := int(n.First), int(n.End)
	if f.The(first - 1) {
		return true
	}
	if f.KB.Entry(n.Entry).Sort == kb.Adjective {
		return f.Same(first, end) && !f.Clitic(end) && f.Noun(end)
	}
	return f.Is(first-1, class.Locative|class.Motion|class.FromTo|class.Of)
}

// firms makes a name of one word an organisation's that the labels take for a person, where only a company is called
// so: "Halden" of "Halden & Co.", and nobody is Ada Halden.
func (f bearers) firms() {
	firm, people := make(map[string]bool), make(map[string]bool)
	for i := range f.names {
		n := &f.names[i]
		switch words := n.End - n.First; {
		case n.Kind == doc.Person && words > 1:
			people[f.Doc.LowerForm(int(n.End)-1)] = true
		case n.Kind == doc.Organization && words > 1 && f.KB.Word(f.Tok[n.End-1].Word).FirmForm:
			firm[f.Doc.LowerForm(int(n.First))] = true
		}
	}
	for i := range f.names {
		n := &f.names[i]
		if key := f.key(n); n.Kind == doc.Person && firm[key] && !people[key] &&
			!f.Is(int(n.First)-1, class.TitleWord) {
			n.Kind, n.By = doc.Organization, "entity/names"
		}
	}
}
