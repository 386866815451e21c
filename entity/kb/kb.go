// Package kb is the knowledge base: the countries, seats of government, places and organisations that have a fixed
// name, and what the tables know of English words and given names.
//
// In comes a word in lower case, or the spelling of a name; out goes what the tables have of it. It refuses nothing:
// they are part of the program, and this package's tests hold their form.
//
// The one idea: what everybody knows stands in tables; no person does.
package kb

import (
	"slices"
	"strings"

	"readout/doc"
	"readout/entity/class"
)

// Sort is what sort of thing an entry of the tables is.
type Sort uint8

// The sorts.
const (
	Country   Sort = iota
	Adjective      // "Russian": of a country
	Nationals      // "Russians", "Dutchmen"
	Capital        // a city that may stand for its country's government
	Seat           // "the Kremlin", "Brussels"
	Place          // a city, region, sea
	Continent      // never a speaker, seldom ambiguous
	Body           // an international organisation or an association
	StateBody      // an organ of one country
	Outlet         // an agency, newspaper or broadcaster
	Company
)

// Entry is what the tables know of a name.
type Entry struct {
	Name      string // what an entity so named is called: "United States" for "US"
	Kind      doc.EntityKind
	Sort      Sort
	Country   string // ISO 3166-1 alpha-2
	StandsFor string // of a capital or seat
	Ambiguous bool   // also a person's name: "Jordan", "Austin"
}

// Spelling is one spelling of an entry, to be compared with the text as it stands. Shape: Entry is its index.
type Spelling struct {
	Text  string
	Lower string
	Entry int32
}

// Word is what the tables know of a word.
type Word struct {
	Text      string
	Class     class.Set
	Head      string     // of a title's head: the singular that stands for its synonyms
	Singular  string     // of a plural head of a title: "sen." for "sens."
	mayMean   []string   // heads that it may describe: "leader" a "president"
	Short     []string   // given names that it may be short for
	Count     int        // of a numeral
	FirmForm  bool       // the legal form of a company: "Inc."
	Writing   bool       // what is written, drawn or recorded, and nobody: "notice", "poll"
	Attends   bool       // somebody who serves those who hold an office, or watches them: "staffer", "narrator"
	Spellings []Spelling // those that begin with the word, longest first
}

// Base is the built-in tables. It is read-only.
type Base struct {
	words     []Word // words[0] is no word
	at        map[string]int32
	entries   []Entry
	countryOf map[string]int32 // ISO code to entry
	endings   []ending
}

// ending pairs the ending of an adjective with that of the place it comes from.
type ending struct{ adjective, place string }

// Find is the index of a word in lower case; 0 if the tables do not have it.
func (k *Base) Find(lower string) int32 { return k.at[lower] }

// Look is what the tables know of a word in lower case; nothing of one that they do not have.
func (k *Base) Look(lower string) *Word { return &k.words[k.at[lower]] }

// Word is the word of an index that Find gave.
func (k *Base) Word(i int32) *Word { return &k.words[i] }

// Entry is the entry of an index.
func (k *Base) Entry(i int32) *Entry { return &k.entries[i] }

// OfCountry is the entry of a country by its ISO code.
func (k *Base) OfCountry(code string) (entry int32, ok bool) {
	entry, ok = k.countryOf[code]
	return entry, ok
}

// DerivedFrom is the names, in lower case, that a place may have whose adjective or people a word in lower case is, by
// its ending: "karvonia" for "karvonian" and "karvonians".
func (k *Base) DerivedFrom(word string) []string {
	if base, ok := strings.CutSuffix(word, "ans"); ok {
		word = base + "an"
	}
	var names []string
	for _, e := range k.endings {
		if stem, ok := strings.CutSuffix(word, e.adjective); ok && len(stem) >= 3 {
			names = append(names, stem+e.place)
		}
	}
	return names
}

// Spelt is the entry of a spelling, nil if the tables have none.
func (k *Base) Spelt(text string) *Entry {
	first, _, _ := strings.Cut(strings.ToLower(text), " ")
	for _, ph := range k.Look(first).Spellings {
		if ph.Text == text {
			return k.Entry(ph.Entry)
		}
	}
	return nil
}

// Ordinary reports whether a word does not tell one bearer of a title from another.
func (k *Base) Ordinary(w string) bool { return k.Look(w).Class&class.Ordinary != 0 }

// Writing reports whether a word names what is written, drawn or recorded: it is in the table, or ends in a long word
// of it, as "subheadline" does.
func (k *Base) Writing(w string) bool {
	const longest, least = 6, 6 // letters before, letters of the word
	for at := range w {
		if at > longest || at > 0 && len(w)-at < least {
			break
		}
		if k.Look(w[at:]).Writing {
			return true
		}
	}
	return false
}

// MayMean reports whether a description's head may stand for a title: "leader" for "president".
func (k *Base) MayMean(description, title string) bool {
	return slices.Contains(k.Look(description).mayMean, title)
}
