package names

import (
	"slices"
	"strings"

	"readout/doc"
	"readout/entity/class"
	"readout/entity/lexical"
	"readout/entity/person"
)

// titled reads names behind titles where the labels see none: after "Sen." comes somebody.
func (f *finder) titled() {
	for i := range f.Tok {
		if !f.Cap(i) || f.taken[i] || !f.Same(i, i+1) || !f.Is(i, class.Courtesy|class.ShortTitle) && !f.officeBefore(i) {
			continue
		}
		end := i + 1
		for end < len(f.Tok) && f.Same(i, end) && !f.taken[end] && f.Tok[end].Entry < 0 && !f.Is(end, class.TitleWord) &&
			(f.Cap(end) || f.Joins(end) || f.Is(end, class.Particle) && f.Cap(end+1)) {
			end++
		}
		for end > i+1 && !f.Cap(end-1) {
			end--
		}
		if end > i+1 && !f.AllCapitals[f.Doc.Tokens[i].Sentence] {
			f.add(Name{First: int32(i + 1), End: int32(end), Kind: doc.Person, By: "entity/titled", Sure: 0.8})
		}
	}
}

// officeBefore reports whether an office in capitals stands at token i before a word that can only be a name:
// "Secretary Holm".
func (f *finder) officeBefore(i int) bool {
	return f.Is(i, class.Office|class.Leader) && f.Cap(i+1) && (f.UPOS(i+1) == doc.PROPN || f.UPOS(i+1) == doc.NOUN &&
		!f.Small[f.Doc.LowerForm(i+1)]) && f.Tok[i+1].Shape&lexical.AllCaps == 0 && f.Tok[i+1].Entry < 0 &&
		f.Tok[i+1].Class&(class.TitleWord|class.TimeName|class.OrgHead|class.FacilityHead|class.PlaceNoun|class.Elect) == 0 &&
		(!f.Is(i+1, class.Modifier) || f.UPOS(i+2) != doc.NOUN) && f.UPOS(i+2) != doc.PROPN && !f.Joins(i+2) && !f.Clitic(i+2)
}

// whole names: a family's name before a hyphenated one, a given name before an unknown word.
func (f *finder) unlabelled() {
	for i := range f.Tok {
		end := f.family(i)
		if end > i && f.within(i, end) {
			f.names = slices.DeleteFunc(f.names, func(n Name) bool { return int(n.First) >= i && int(n.End) <= end })
			f.add(Name{First: int32(i), End: int32(end), Kind: doc.Person, By: familyName, Sure: 0.8})
			continue
		}
		if f.Tok[i].Shape&lexical.Initial != 0 && !f.Cap(i-1) && !f.taken[i] && f.initialled(i) {
			if end = f.unfinished(i, i+1); !f.overlapsTaken(i, end) &&
				!f.Is(end-1, class.OrgHead|class.FacilityHead|class.PlaceNoun) {
				f.add(Name{First: int32(i), End: int32(end), Kind: doc.Person, By: familyName, Sure: 0.7})
			}
			continue
		}
		if end = i + 2; f.givenBefore(i) && !f.overlapsTaken(i, end) {
			f.add(Name{First: int32(i), End: int32(f.hyphenated(i, end)), Kind: doc.Person, By: "entity/given", Sure: 0.7})
		}
	}
}

// givenBefore reports whether token i is a given name, and the one behind it a name that the labels do not see and
// nothing else explains.
func (f *finder) givenBefore(i int) bool {
	return f.Is(i, class.Given) && f.Cap(i) && f.Tok[i].Entry < 0 && f.UPOS(i) == doc.PROPN && f.Same(i, i+1) &&
		f.Cap(i+1) && f.Tok[i+1].Shape&lexical.AllCaps == 0 && f.Tok[i+1].Entry < 0 &&
		f.UPOS(i+1) == doc.PROPN && f.Tok[i+1].Class&(class.TitleWord|class.TimeName|class.OrgHead|class.FacilityHead|
		class.PlaceNoun|class.Suffix) == 0 &&
		!f.AllCapitals[f.Doc.Tokens[i].Sentence] && f.UPOS(i+2) != doc.PROPN && !f.Cap(i-1) && !f.Joins(i+2)
}

// fromTables adds the names of the tables that the labels have left out, and takes the place of shorter ones.
func (f *finder) fromTables() {
	for i := 0; i < len(f.Tok); i++ {
		e := f.Tok[i].Entry
		if e < 0 {
			continue
		}
		end, x := int(f.Tok[i].End), f.KB.Entry(e)
		if !f.overlapsTaken(i, end) {
			if end == i+1 && f.describes(i) {
				continue
			}
			if !x.Ambiguous && f.Tok[i].Class&(class.TimeName|class.Pronoun) == 0 &&
				!(end == i+1 && f.Tok[i].Shape&lexical.Opens != 0 && f.Small[f.Doc.LowerForm(i)]) {
				f.add(Name{First: int32(i), End: int32(end), Kind: x.Kind, By: "entity/table", Sure: 0.8})
			}
			i = end - 1
			continue
		}
		if end > i+1 && f.within(i, end) {
			f.names = slices.DeleteFunc(f.names, func(n Name) bool { return int(n.First) >= i && int(n.End) <= end })
			f.add(Name{First: int32(i), End: int32(end), Kind: x.Kind, By: "entity/table", Sure: 0.9})
			i = end - 1
		}
	}
}

// within reports whether every name that touches tokens [first, end) lies in them.
func (f *finder) within(first, end int) bool {
	return !slices.ContainsFunc(f.names, func(n Name) bool {
		return int(n.First) < end && int(n.End) > first && (int(n.First) < first || int(n.End) > end || n.Wire)
	})
}

// repeated adds what the article calls a name elsewhere: headlines in capitals hide what they name.
func (f *finder) repeated() {
	type known struct {
		kind  doc.EntityKind
		words int
	}
	named := make(map[string]known)
	first := make(map[string]bool)
	for i := range f.names {
		n := &f.names[i]
		if n.Sure < 0.6 || n.Entry >= 0 {
			continue
		}
		named[f.key(n)] = known{n.Kind, int(n.End - n.First)}
		first[f.Doc.LowerForm(int(n.First))] = true
		if n.Kind == doc.Person && n.End-n.First > 1 {
			p := person.Parse(f.Text, int(n.First), int(n.End))
			if !strings.Contains(p.Surname, " ") {
				named[p.Surname] = known{doc.Person, 1}
				first[p.Surname] = true
			}
		}
	}
	for i := range f.Tok {
		if f.taken[i] || !f.Cap(i) || !first[f.Doc.LowerForm(i)] || f.Tok[i].Shape&lexical.Initial != 0 {
			continue
		}
		for end := min(i+6, f.Sentence(i).EndToken); end > i; end-- {
			k, ok := named[f.Lower(i, end)]
			if !ok || f.overlapsTaken(i, end) || end == i+1 &&
				(f.Small[f.Doc.LowerForm(i)] || f.Is(i, class.TitleWord|class.TimeName) ||
					f.Is(i, class.Modifier) && !f.Verb(i+1)) {
				continue
			}
			if f.Joins(i-1) || f.Joins(end) && !f.AllCapitals[f.Doc.Tokens[i].Sentence] {
				continue
			}
			f.add(Name{First: int32(i), End: int32(end), Kind: k.kind, By: "entity/repeated", Sure: 0.6})
			break
		}
	}
}
