package kb

import (
	"embed"
	"slices"
	"strings"

	"readout/doc"
	"readout/entity/class"
)

//go:embed *.tsv
var tables embed.FS

// Builtin reads the embedded tables. They are part of the program: what a line of them lacks is found by the
// package's tests, not while reading articles.
func Builtin() *Base {
	k := &Base{words: make([]Word, 1, 8192), at: make(map[string]int32, 8192), countryOf: make(map[string]int32)}
	b := builder{k}
	b.countries()
	b.seats()
	b.places()
	b.organizations()
	b.wordClasses()
	b.givenNames()
	b.titleHeads()
	for i := range k.words {
		slices.SortStableFunc(k.words[i].Spellings, func(x, y Spelling) int { return len(y.Text) - len(x.Text) })
	}
	return k
}

// builder gathers the tables.
type builder struct{ k *Base }

// What the first field of a line says, where it is no class.
const (
	withArticle  = "country_with_article"
	peopleEnding = "people_ending"
	adjEnding    = "ending"
	count        = "count"
	writing      = "writing"
	attends      = "attending"
	firmForm     = "firm_form"
	short        = "short"
	sameHead     = "same"
	personLike   = "person-like"
)

// word is the word of that spelling in lower case, made if there is none yet.
func (b *builder) word(lower string) *Word {
	i, ok := b.k.at[lower]
	if !ok {
		i = int32(len(b.k.words))
		b.k.words = append(b.k.words, Word{Text: lower})
		b.k.at[lower] = i
	}
	return &b.k.words[i]
}

// add keeps an entry and its spellings. A spelling that an earlier entry has stays with it, so that countries come
// before what is called after them.
func (b *builder) add(e Entry, names ...string) int32 {
	at := int32(len(b.k.entries))
	b.k.entries = append(b.k.entries, e)
	for _, name := range names {
		low := strings.ToLower(name)
		first, _, _ := strings.Cut(low, " ")
		b.phrase(first, Spelling{Text: name, Lower: low, Entry: at})
		// The tokeniser may end the first word sooner: "Guinea-Bissau", "N'Djamena".
		if i := strings.IndexAny(first, "-'&/,’"); i > 0 {
			b.phrase(first[:i], Spelling{Text: name, Lower: low, Entry: at})
		}
	}
	return at
}

func (b *builder) phrase(first string, p Spelling) {
	w := b.word(first)
	if !slices.ContainsFunc(w.Spellings, func(have Spelling) bool { return have.Text == p.Text }) {
		w.Spellings = append(w.Spellings, p)
	}
}

func (b *builder) countries() {
	article := make(map[string]bool)
	var endings []string
	for f := range lines("grammar.tsv", 2) {
		switch f[0] {
		case withArticle:
			for _, name := range list(f[1]) {
				article[name] = true
			}
		case peopleEnding:
			endings = strings.Fields(f[1])
		}
	}
	for f := range lines("countries.tsv", 6) {
		code, name := f[0], f[1]
		e := Entry{Name: name, Kind: doc.Place, Country: code}
		at := b.add(e, append(list(f[2]), name)...)
		if _, ok := b.k.countryOf[code]; !ok {
			b.k.countryOf[code] = at
		}
		e.Sort = Adjective
		adjectives := list(f[3])
		b.add(e, adjectives...)
		e.Sort = Nationals
		var people []string
		for _, a := range adjectives {
			if slices.ContainsFunc(endings, func(end string) bool { return strings.HasSuffix(a, end) }) {
				people = append(people, a+"s")
			}
		}
		b.add(e, append(people, list(f[4])...)...)
		for _, city := range list(f[5]) {
			of := name
			if article[name] {
				of = "the " + name
			}
			b.add(Entry{Name: city, Kind: doc.Place, Sort: Capital, Country: code, StandsFor: "Government of " + of}, city)
		}
	}
}

func (b *builder) seats() {
	for f := range lines("seats.tsv", 5) {
		e := Entry{Name: f[0], Kind: doc.EntityKind(f[2]), Sort: Seat, Country: f[3], StandsFor: f[4]}
		if e.Kind == doc.Place {
			e.Sort = Capital
		}
		b.add(e, append(list(f[1]), f[0])...)
	}
}

func (b *builder) places() {
	sorts := map[string]Sort{"city": Place, "region": Place, "state": Place, "continent": Continent, "water": Continent,
		"mountains": Continent, "adjective": Adjective}
	for f := range lines("places.tsv", 3) {
		for _, name := range list(f[2]) {
			if f[1] == personLike {
				for i := range b.k.entries {
					if b.k.entries[i].Name == name {
						b.k.entries[i].Ambiguous = true
					}
				}
				continue
			}
			e := Entry{Name: name, Kind: doc.Place, Sort: sorts[f[1]], Country: f[0]}
			if e.Sort == Adjective {
				name, e.Name, _ = strings.Cut(name, "=")
			}
			if e.Country == "-" {
				e.Country = ""
			}
			b.add(e, name)
		}
	}
}

func (b *builder) organizations() {
	sorts := map[string]Sort{"body": Body, "group": Body, "party": Body, "state": StateBody, "agency": Outlet,
		"media": Outlet, "company": Company}
	for f := range lines("organizations.tsv", 3) {
		e := Entry{Name: f[2], Kind: doc.Organization, Sort: sorts[f[0]], Country: f[1]}
		if e.Country == "-" {
			e.Country = ""
		}
		names := []string{f[2]}
		if len(f) > 3 {
			names = append(names, list(f[3])...)
		}
		b.add(e, names...)
	}
}

func (b *builder) wordClasses() {
	for _, file := range [...]string{"words.tsv", "grammar.tsv"} {
		for f := range lines(file, 2) {
			c := class.Rows()[f[0]]
			for w := range strings.FieldsSeq(f[1]) {
				b.word(w).Class |= c
				b.word(w).Writing = b.word(w).Writing || f[0] == writing
				b.word(w).FirmForm = b.word(w).FirmForm || f[0] == firmForm
				b.word(w).Attends = b.word(w).Attends || f[0] == attends
			}
		}
	}
	for f := range lines("grammar.tsv", 3) {
		switch f[0] {
		case adjEnding:
			b.k.endings = append(b.k.endings, ending{f[1], strings.TrimPrefix(f[2], "-")})
		case count:
			w := b.word(f[1])
			w.Count = int(f[2][0] - '0')
		}
	}
}

func (b *builder) givenNames() {
	classes := map[string]class.Set{"m": class.GivenMale, "f": class.GivenFemale, "u": class.GivenMale | class.GivenFemale,
		"family-first": class.FamilyFirst}
	for f := range lines("given.tsv", 2) {
		if f[0] == short {
			w := b.word(f[1])
			w.Short = append(w.Short, strings.Fields(f[2])...)
			continue
		}
		c := classes[f[0]]
		for w := range strings.FieldsSeq(f[1]) {
			b.word(strings.ToLower(w)).Class |= c
		}
	}
}

// titleHeads ties each head of a title to the singular that stands for it and its synonyms.
func (b *builder) titleHeads() {
	for i := range b.k.words {
		w := &b.k.words[i]
		if w.Class&(class.PersonNoun|class.ShortTitle|class.ThingNoun|class.SideNoun) == 0 {
			continue
		}
		w.Head = w.Text
		if w.Class&(class.Plural|class.Person) != 0 {
			w.Head = b.singular(w.Text)
			w.Singular = w.Head
		}
	}
	for f := range lines("heads.tsv", 3) {
		for other := range strings.FieldsSeq(f[2]) {
			if f[0] == sameHead {
				b.word(other).Head = f[1]
			} else {
				w := b.word(f[1])
				w.mayMean = append(w.mayMean, other)
			}
		}
		if f[0] == sameHead {
			b.word(f[1]).Head = f[1]
		}
	}
}

// singular is the singular of a plural whose singular the tables have too.
func (b *builder) singular(w string) string {
	for _, try := range [...]string{strings.TrimSuffix(w, "s"), strings.TrimSuffix(w, "ies") + "y",
		strings.TrimSuffix(w, "es"), strings.TrimSuffix(w, "men") + "man", strings.TrimSuffix(w, "s.") + "."} {
		if i, ok := b.k.at[try]; ok && try != w &&
			b.k.words[i].Class&(class.PersonNoun|class.ThingNoun|class.ShortTitle) != 0 {
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
