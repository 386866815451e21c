package entity

import (
	"embed"
	"slices"
	"strings"

	"readout/doc"
	"readout/entity/class"
)

//go:embed kb/*.tsv
var tables embed.FS

// entrySort is what sort of thing an entry of the tables is.
type entrySort uint8

const (
	country   entrySort = iota
	adjective           // "Russian": of a country
	nationals           // "Russians", "Dutchmen"
	capital             // a city that may stand for its country's government
	seat                // "the Kremlin", "Brussels"
	place               // a city, region, sea
	continent           // never a speaker, seldom ambiguous
	body                // an international organisation or an association
	stateBody           // an organ of one country
	outlet              // an agency, newspaper or broadcaster
	company
)

// entry is what the tables know of a name.
type entry struct {
	name      string // what an entity so named is called: "United States" for "US"
	kind      doc.EntityKind
	sort      entrySort
	country   string // ISO 3166-1 alpha-2
	standsFor string // of a capital or seat
	ambiguous bool   // also a person's name: "Jordan", "Austin"
}

// phrase is one spelling of an entry, to be compared with the text as it stands.
type phrase struct {
	text  string
	lower string
	entry int32
}

// word is what the tables know of a word.
type word struct {
	text    string
	class   class.Set
	head    string   // of a title's head: the singular that stands for its synonyms
	mayMean []string // heads that it may describe: "leader" a "president"
	short   []string // given names that it may be short for
	count   int      // of a numeral
	phrases []phrase // those that begin with the word, longest first
}

// knowledge is the built-in tables. It is read-only.
type knowledge struct {
	words     []word // words[0] is no word
	at        map[string]int32
	entries   []entry
	countryOf map[string]int32 // ISO code to entry
	endings   []ending
}

// ending pairs the ending of an adjective with that of the place it comes from.
type ending struct{ adjective, place string }

// find is the index of a word in lower case; 0 if the tables do not have it.
func (k *knowledge) find(lower string) int32 { return k.at[lower] }

// look is what the tables know of a word in lower case; nothing of one that they do not have.
func (k *knowledge) look(lower string) *word { return &k.words[k.at[lower]] }

// word is the word of an index that find gave.
func (k *knowledge) word(i int32) *word { return &k.words[i] }

// entry is the entry of an index.
func (k *knowledge) entry(i int32) *entry { return &k.entries[i] }

// ofCountry is the entry of a country by its ISO code.
func (k *knowledge) ofCountry(code string) (entry int32, ok bool) {
	entry, ok = k.countryOf[code]
	return entry, ok
}

// spelt is the entry of a spelling, nil if the tables have none.
func (k *knowledge) spelt(text string) *entry {
	first, _, _ := strings.Cut(strings.ToLower(text), " ")
	for _, ph := range k.look(first).phrases {
		if ph.text == text {
			return k.entry(ph.entry)
		}
	}
	return nil
}

// ordinary reports whether a word does not tell one bearer of a title from another.
func (k *knowledge) ordinary(w string) bool { return k.look(w).class&class.Ordinary != 0 }

// mayMean reports whether a description's head may stand for a title: "leader" for "president".
func (k *knowledge) mayMean(description, title string) bool {
	return slices.Contains(k.look(description).mayMean, title)
}

// builtin reads the embedded tables. They are part of the program: what a line of them lacks is found by the
// package's tests, not while reading articles.
func builtin() *knowledge {
	k := &knowledge{words: make([]word, 1, 8192), at: make(map[string]int32, 8192), countryOf: make(map[string]int32)}
	b := builder{k}
	b.countries()
	b.seats()
	b.places()
	b.organizations()
	b.wordClasses()
	b.givenNames()
	b.titleHeads()
	for i := range k.words {
		slices.SortStableFunc(k.words[i].phrases, func(x, y phrase) int { return len(y.text) - len(x.text) })
	}
	return k
}

// builder gathers the tables.
type builder struct{ k *knowledge }

// word is the word of that spelling in lower case, made if there is none yet.
func (b *builder) word(lower string) *word {
	i, ok := b.k.at[lower]
	if !ok {
		i = int32(len(b.k.words))
		b.k.words = append(b.k.words, word{text: lower})
		b.k.at[lower] = i
	}
	return &b.k.words[i]
}

// add keeps an entry and its spellings. A spelling that an earlier entry has stays with it, so that countries come
// before what is called after them.
func (b *builder) add(e entry, names ...string) int32 {
	at := int32(len(b.k.entries))
	b.k.entries = append(b.k.entries, e)
	for _, name := range names {
		low := strings.ToLower(name)
		first, _, _ := strings.Cut(low, " ")
		b.phrase(first, phrase{text: name, lower: low, entry: at})
		// The tokeniser may end the first word sooner: "Guinea-Bissau", "N'Djamena".
		if i := strings.IndexAny(first, "-'&/,’"); i > 0 {
			b.phrase(first[:i], phrase{text: name, lower: low, entry: at})
		}
	}
	return at
}

func (b *builder) phrase(first string, p phrase) {
	w := b.word(first)
	if !slices.ContainsFunc(w.phrases, func(have phrase) bool { return have.text == p.text }) {
		w.phrases = append(w.phrases, p)
	}
}

func (b *builder) countries() {
	article := make(map[string]bool)
	for f := range lines("kb/grammar.tsv", 2) {
		if f[0] == "country_with_article" {
			for _, name := range list(f[1]) {
				article[name] = true
			}
		}
	}
	for f := range lines("kb/countries.tsv", 6) {
		code, name := f[0], f[1]
		e := entry{name: name, kind: doc.Place, country: code}
		at := b.add(e, append(list(f[2]), name)...)
		if _, ok := b.k.countryOf[code]; !ok {
			b.k.countryOf[code] = at
		}
		e.sort = adjective
		adjectives := list(f[3])
		b.add(e, adjectives...)
		e.sort = nationals
		var people []string
		for _, a := range adjectives {
			if last := a[len(a)-1]; strings.IndexByte("nik", last) >= 0 || last == 't' && strings.HasSuffix(a, "ot") ||
				strings.HasSuffix(a, "er") || strings.HasSuffix(a, "ar") {
				people = append(people, a+"s")
			}
		}
		b.add(e, append(people, list(f[4])...)...)
		for _, city := range list(f[5]) {
			of := name
			if article[name] {
				of = "the " + name
			}
			b.add(entry{name: city, kind: doc.Place, sort: capital, country: code, standsFor: "Government of " + of}, city)
		}
	}
}

func (b *builder) seats() {
	for f := range lines("kb/seats.tsv", 5) {
		e := entry{name: f[0], kind: doc.EntityKind(f[2]), sort: seat, country: f[3], standsFor: f[4]}
		if e.kind == doc.Place {
			e.sort = capital
		}
		b.add(e, append(list(f[1]), f[0])...)
	}
}

func (b *builder) places() {
	for f := range lines("kb/places.tsv", 3) {
		for _, name := range list(f[2]) {
			if f[1] == "person-like" {
				for i := range b.k.entries {
					if b.k.entries[i].name == name {
						b.k.entries[i].ambiguous = true
					}
				}
				continue
			}
			e := entry{name: name, kind: doc.Place, sort: place, country: f[0]}
			switch f[1] {
			case "adjective":
				name, e.name, _ = strings.Cut(name, "=")
				e.sort = adjective
			case "continent", "water", "mountains":
				e.sort = continent
			}
			if e.country == "-" {
				e.country = ""
			}
			b.add(e, name)
		}
	}
}

func (b *builder) organizations() {
	sorts := map[string]entrySort{"body": body, "group": body, "party": body, "state": stateBody, "agency": outlet,
		"media": outlet, "company": company}
	for f := range lines("kb/organizations.tsv", 3) {
		e := entry{name: f[2], kind: doc.Organization, sort: sorts[f[0]], country: f[1]}
		if e.country == "-" {
			e.country = ""
		}
		names := []string{f[2]}
		if len(f) > 3 {
			names = append(names, list(f[3])...)
		}
		b.add(e, names...)
	}
}

func (b *builder) wordClasses() {
	for _, file := range [...]string{"kb/words.tsv", "kb/grammar.tsv"} {
		for f := range lines(file, 2) {
			c := class.Rows()[f[0]]
			for w := range strings.FieldsSeq(f[1]) {
				b.word(w).class |= c
			}
		}
	}
	for f := range lines("kb/grammar.tsv", 3) {
		switch f[0] {
		case "ending":
			b.k.endings = append(b.k.endings, ending{f[1], strings.TrimPrefix(f[2], "-")})
		case "count":
			w := b.word(f[1])
			w.count = int(f[2][0] - '0')
		}
	}
}

func (b *builder) givenNames() {
	classes := map[string]class.Set{"m": class.GivenMale, "f": class.GivenFemale, "u": class.GivenMale | class.GivenFemale,
		"family-first": class.FamilyFirst}
	for f := range lines("kb/given.tsv", 2) {
		if f[0] == "short" {
			w := b.word(f[1])
			w.short = append(w.short, strings.Fields(f[2])...)
			continue
		}
		c := classes[f[0]]
		for w := range strings.FieldsSeq(f[1]) {
			b.word(strings.ToLower(w)).class |= c
		}
	}
}

// titleHeads ties each head of a title to the singular that stands for it and its synonyms.
func (b *builder) titleHeads() {
	for i := range b.k.words {
		w := &b.k.words[i]
		if w.class&(class.PersonNoun|class.ShortTitle|class.ThingNoun|class.SideNoun) == 0 {
			continue
		}
		w.head = w.text
		if w.class&(class.Plural|class.Person) != 0 {
			w.head = b.singular(w.text)
		}
	}
	for f := range lines("kb/heads.tsv", 3) {
		for other := range strings.FieldsSeq(f[2]) {
			if f[0] == "same" {
				b.word(other).head = f[1]
			} else {
				w := b.word(f[1])
				w.mayMean = append(w.mayMean, other)
			}
		}
		if f[0] == "same" {
			b.word(f[1]).head = f[1]
		}
	}
}

// singular is the singular of a plural whose singular the tables have too.
func (b *builder) singular(w string) string {
	for _, try := range [...]string{strings.TrimSuffix(w, "s"), strings.TrimSuffix(w, "ies") + "y",
		strings.TrimSuffix(w, "es"), strings.TrimSuffix(w, "men") + "man"} {
		if i, ok := b.k.at[try]; ok && try != w && b.k.words[i].class&(class.PersonNoun|class.ThingNoun) != 0 {
			return try
		}
	}
	return w
}

// lines yields the fields of a table's lines that have at least n of them.
func lines(file string, n int) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		raw, err := tables.ReadFile(file)
		if err != nil {
			return // the file is embedded: TestTables would have failed
		}
		for line := range strings.Lines(string(raw)) {
			line = strings.TrimSuffix(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			if f := strings.Split(line, "\t"); len(f) >= n && !yield(f) {
				return
			}
		}
	}
}

// list splits a field at its semicolons.
func list(field string) []string {
	if field == "" {
		return nil
	}
	parts := strings.Split(field, ";")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}
