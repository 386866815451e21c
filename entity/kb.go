package entity

import (
	"embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/doc"
)

//go:embed kb/*.tsv
var tables embed.FS

// entry is what the tables know of a name.
type entry struct {
	name      string // the entity's name: "United States" for "U.S."
	kind      doc.EntityKind
	country   string
	standsFor string
	sort      entrySort
	plural    bool // "Americans"
}

type entrySort uint8

const (
	countryName entrySort = iota
	demonym
	capitalCity
	seat
	organisation
	agency
)

// knowledge is the built-in tables, ready for look-up by lower-case words.
type knowledge struct {
	entries  map[string]*entry
	longest  map[string]int // first word of a name: how many tokens its names may have
	given    map[string]byte
	titles   map[string]titleWord
	orgHeads map[string]bool
}

type titleWord struct {
	singular string
	gender   byte
	rank     string
	plural   bool
}

// builtin reads the embedded tables. They are part of the program: a line that
// does not fit is a mistake in it, which the package's tests find.
func builtin() *knowledge {
	k := &knowledge{entries: make(map[string]*entry), longest: make(map[string]int), given: make(map[string]byte),
		titles: make(map[string]titleWord), orgHeads: set(orgHeadWords)}
	for _, f := range rows("kb/countries.tsv") {
		code, name := f[0], f[1]
		k.put(name, &entry{name: name, kind: doc.Place, country: code})
		for _, other := range list(f, 2) {
			k.put(other, &entry{name: name, kind: doc.Place, country: code})
		}
		for _, d := range list(f, 3) {
			k.put(d, &entry{name: name, kind: doc.Place, country: code, sort: demonym, plural: strings.HasSuffix(d, "s")})
		}
		for _, city := range list(f, 4) {
			k.put(city, &entry{name: city, kind: doc.Place, country: code, sort: capitalCity, standsFor: "Government of " + name})
		}
	}
	for _, f := range rows("kb/seats.tsv") {
		e := &entry{name: f[0], kind: doc.Organization, sort: seat, standsFor: field(f, 2), country: field(f, 3)}
		if f[1] == "seat" {
			e.kind, e.sort = doc.Place, capitalCity
		}
		k.put(f[0], e)
	}
	for _, f := range rows("kb/organisations.tsv") {
		e := &entry{name: f[0], kind: doc.Organization, sort: organisation}
		k.put(f[0], e)
		for _, short := range list(f, 1) {
			k.put(short, e)
		}
	}
	for _, f := range rows("kb/agencies.tsv") {
		k.put(f[0], &entry{name: f[0], kind: doc.Organization, sort: agency})
	}
	for _, f := range rows("kb/firstnames.tsv") {
		k.given[strings.ToLower(f[0])] = f[1][0]
	}
	for _, f := range rows("kb/titles.tsv") {
		t := titleWord{singular: f[1], rank: f[3], gender: f[2][0]}
		if t.rank != "voices" {
			t.rank = strings.TrimSuffix(t.rank, "s")
		} else {
			t.rank = "voice"
		}
		t.plural = f[0] != f[1]
		if t.gender == '-' {
			t.gender = 0
		}
		// Titles of two words are known by their heads: "prime minister" is a minister.
		if !strings.Contains(f[0], " ") {
			k.titles[f[0]] = t
		}
	}
	return k
}

// put keeps the first entry of a name: countries come before what is called after them.
func (k *knowledge) put(name string, e *entry) {
	low := strings.ToLower(name)
	if _, there := k.entries[low]; there {
		return
	}
	k.entries[low] = e
	first := low
	if at := strings.IndexAny(low, " -'"); at > 0 {
		first = low[:at]
	}
	tokens := 1
	for _, c := range low {
		switch c {
		case ' ':
			tokens++
		case '-', '\'':
			tokens += 2
		}
	}
	k.longest[first] = max(k.longest[first], tokens)
}

// find is the longest name of the tables that starts at token i and ends by end.
func (k *knowledge) find(d *doc.Doc, i, end int) (*entry, int) {
	n := k.longest[d.LowerForm(i)]
	for j := min(i+n, end); j > i; j-- {
		if e := k.entries[d.Lower[d.Tokens[i].Start:d.Tokens[j-1].Span.End]]; e != nil {
			return e, j
		}
	}
	return nil, i
}

func rows(file string) [][]string {
	raw, err := tables.ReadFile(file)
	if err != nil {
		return nil
	}
	var out [][]string
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		out = append(out, strings.Split(line, "\t"))
	}
	return out
}

func field(f []string, i int) string {
	if i < len(f) {
		return f[i]
	}
	return ""
}

func list(f []string, i int) []string {
	s := field(f, i)
	if s == "" {
		return nil
	}
	return strings.Split(s, ";")
}

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

func upperFirst(s string) bool {
	if s == "" {
		return false
	}
	if c := s[0]; c < utf8.RuneSelf {
		return c >= 'A' && c <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// orgHeadWords end the names of organisations.
const orgHeadWords = "ministry committee party bank university council agency department union corporation corp corp. inc inc. group court parliament senate house " +
	"congress association institute army police news times post press organization organisation commission service bureau company co co. ltd foundation " +
	"fund board league federation front movement administration office authority assembly alliance coalition club team society academy college school " +
	"center centre chamber command corps force forces guard guards navy airlines airways network journal herald tribune today magazine review church " +
	"secretariat directorate cabinet presidency government treasury duma rada campaign trust holdings partners media radio television tv "

var (
	facilityHeads = set("airport palace hotel bridge hall stadium square street avenue pipeline castle villa tower airbase base port terminal station hospital prison dam plant museum theater theatre library canal tunnel crossings crossing")
	placeHeads    = set("river lake mount mountain sea ocean island islands city county bay gulf strait peninsula valley coast province region district republic state states desert")
	particles     = set("de van von der den bin ibn al el la di da du le of ben abu ter ten dos das del")
)
