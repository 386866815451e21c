// Package person takes people's names apart, and reports whether two can be one person's.
//
// In come the tokens of a name; out go its given names, its surname with and without particles, nickname and suffix.
// It refuses nothing: what it cannot take apart is all surname.
//
// The one idea: a shorter name may stand for a longer one that it nowhere contradicts.
package person

import (
	"slices"
	"strings"
	"unicode/utf8"

	"readout/entity/class"
	"readout/entity/kb"
	"readout/entity/lexical"
)

// Name is the parts of a person's name, in lower case. Given names and nicknames may be missing.
type Name struct {
	Given       []string // given and middle names in order, without full stops
	Surname     string   // with its particle: "le pen", "al-bashir", "hyde-smith"
	Plain       string   // without its particle: "bashir"
	Suffix      string   // "jr"
	Nickname    string
	FamilyFirst bool // the family name stands first: "Xi Jinping"
	Words       int
	parts       []string // its words in order
}

// Parse takes the name at tokens [first, end) apart.
func Parse(w *lexical.Text, first, end int) (p Name) {
	for t := first; t+2 < end; t++ {
		if w.Tok[t].Shape&lexical.Wordlike == 0 && w.Tok[t+2].Shape&lexical.Wordlike == 0 &&
			w.Tok[t+1].Shape&lexical.Wordlike != 0 && !w.Hyphen(t) {
			p.Nickname = w.Doc.LowerForm(t + 1)
		}
	}
	for end > first+1 && (w.Is(end-1, class.Suffix) || w.Mark(end-1, ",")) {
		if w.Is(end-1, class.Suffix) {
			p.Suffix = strings.TrimSuffix(w.Doc.LowerForm(end-1), ".")
		}
		end--
	}
	parts := nameParts(w, first, end)
	p.Words, p.parts = len(parts), parts
	if len(parts) == 0 {
		p.Surname = w.Lower(first, end)
		p.Plain, p.Words = p.Surname, 1
		return p
	}
	// The surname is the last word and the particles before it.
	at := len(parts) - 1
	p.Plain = parts[at]
	for at > 1 && w.KB.Look(parts[at-1]).Class&class.Particle != 0 {
		at--
	}
	if at == 1 && len(parts) > 1 && w.KB.Look(parts[0]).Class&(class.Particle|class.Given) == class.Particle {
		at = 0 // "Le Pen"
	}
	p.Surname = strings.Join(parts[at:], " ")
	if i := strings.IndexByte(p.Plain, '-'); i > 0 && w.KB.Look(p.Plain[:i]).Class&class.Particle != 0 {
		p.Plain = p.Plain[i+1:] // "al-Bashir"
	}
	for _, g := range parts[:at] {
		if g = strings.TrimSuffix(g, "."); g != p.Nickname {
			p.Given = append(p.Given, g)
		}
	}
	if at == len(parts)-1 && familyLeads(w.KB, parts) {
		p.FamilyFirst = true
		p.Surname, p.Plain, p.Given = parts[0], parts[0], parts[1:]
	}
	return p
}

// familyLeads reports whether a name begins with the family's, as Chinese, Korean and Vietnamese names do. "Kim" may
// be a given name: then what follows decides.
func familyLeads(k *kb.Base, parts []string) bool {
	if len(parts) < 2 || len(parts) > 3 {
		return false
	}
	switch k.Look(parts[0]).Class & (class.FamilyFirst | class.Given) {
	case class.FamilyFirst:
		return true
	case 0, class.GivenMale, class.GivenFemale, class.Given:
		return false
	}
	if len(parts) == 2 {
		return strings.Contains(parts[1], "-")
	}
	return (k.Look(parts[1]).Class|k.Look(parts[2]).Class)&class.Given == 0
}

// nameParts is the words of a name in lower case, those that hyphens join as one.
func nameParts(w *lexical.Text, first, end int) []string {
	var parts []string
	for t := first; t < end; t++ {
		switch {
		case w.Tok[t].Shape&lexical.Wordlike == 0:
		case t > first && w.Joins(t-1) && len(parts) > 0:
			parts[len(parts)-1] += "-" + plain(w.Doc.LowerForm(t))
		default:
			parts = append(parts, plain(w.Doc.LowerForm(t)))
		}
	}
	return parts
}

// plain is a word with straight apostrophes.
func plain(s string) string { return strings.ReplaceAll(s, "’", "'") }

// Full reports whether a name says more than a surname.
func (p *Name) Full() bool { return len(p.Given) > 0 }

// Agrees reports whether two full names can be one person's: the same surname, and given names that are the same, an
// initial, or one short for the other.
func (a *Name) Agrees(k *kb.Base, b *Name) bool {
	if a.Suffix != b.Suffix {
		return false
	}
	if long, short := a.parts, b.parts; min(len(long), len(short)) > 1 {
		if len(long) < len(short) {
			long, short = short, long
		}
		if slices.Equal(long[len(long)-len(short):], short) || a.FamilyFirst && slices.Equal(long[:len(short)], short) {
			return true // "San Suu Kyi" of "Aung San Suu Kyi"
		}
	}
	if a.Surname != b.Surname && a.Plain != b.Plain {
		return false
	}
	if len(a.Given) == 0 || len(b.Given) == 0 {
		return true
	}
	if !oneGiven(k, a.Given[0], b.Given[0]) && (a.Nickname == "" || a.Nickname != b.Given[0]) &&
		(b.Nickname == "" || b.Nickname != a.Given[0]) {
		// "J. Robert Kane" and "Robert Kane"
		return len(a.Given) > 1 && utf8.RuneCountInString(a.Given[0]) == 1 && oneGiven(k, a.Given[1], b.Given[0]) ||
			len(b.Given) > 1 && utf8.RuneCountInString(b.Given[0]) == 1 && oneGiven(k, b.Given[1], a.Given[0])
	}
	if len(a.Given) > 1 && len(b.Given) > 1 && !a.FamilyFirst {
		return oneGiven(k, a.Given[1], b.Given[1]) || len(a.Given) != len(b.Given)
	}
	return true
}

// oneGiven reports whether two given names can be one person's.
func oneGiven(k *kb.Base, a, b string) bool {
	if a == b {
		return true
	}
	if utf8.RuneCountInString(a) == 1 || utf8.RuneCountInString(b) == 1 || len(a) >= 3 && len(b) >= 3 {
		if strings.HasPrefix(a, b) || strings.HasPrefix(b, a) {
			return true
		}
	}
	for _, long := range k.Look(a).Short {
		if long == b {
			return true
		}
		for _, other := range k.Look(b).Short {
			if other == long {
				return true
			}
		}
	}
	for _, long := range k.Look(b).Short {
		if long == a {
			return true
		}
	}
	return false
}

// Gender is that of the first given name that is mostly one gender's; 0 if none is.
func (p *Name) Gender(k *kb.Base) byte {
	for _, g := range p.Given {
		if i := strings.IndexByte(g, '-'); i > 0 {
			g = g[:i]
		}
		switch k.Look(g).Class & class.Given {
		case class.GivenMale:
			return 'm'
		case class.GivenFemale:
			return 'f'
		}
		if utf8.RuneCountInString(g) > 1 {
			return 0
		}
	}
	return 0
}
