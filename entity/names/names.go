// Package names finds the names in an article: of people, organisations, places and buildings.
//
// In come an article's tokens, looked up, and the scores of the labels of names; out go the names, bare: without
// titles, articles and what stands beside them. It refuses no scores: where the labels leave a name in pieces or out,
// the tables, titles, datelines and the article's other names mend it.
//
// The one idea: a name is what its labels say together, wherever the article has it.
package names

import (
	"slices"
	"strings"

	"readout/doc"
	"readout/entity/bio"
	"readout/entity/class"
	"readout/entity/kb"
	"readout/entity/lexical"
)

// Name is a name found in the text, bare: without titles, articles and what stands in apposition to it.
type Name struct {
	First, End int32 // tokens, half-open
	Kind       doc.EntityKind
	Entry      int32   // entry of the tables, or -1
	Sure       float32 // probability of the kind
	Country    string  // the side a name says it belongs to: "Russian Foreign Ministry"
	By         string  // what found it, as a record says it
	Wire       bool    // the agency of the dateline
}

// Found is an article's tokens with the names found in them.
type Found struct {
	*lexical.Text
	Names  []Name  // in text order
	NameAt []int32 // the name that covers each token, or -1
}

// finder makes names of the labels' scores.
type finder struct {
	*lexical.Text
	names  []Name
	bio    *bio.Inventory
	scores []float32
	taken  []bool // tokens that are part of a name
}

// Find finds the names of an article by the scores of the labels of b: [tokens, labels].
func Find(w *lexical.Text, b *bio.Inventory, scores []float32) *Found {
	f := &finder{Text: w, bio: b, scores: scores, taken: make([]bool, len(w.Tok))}
	f.dateline()
	for s := range w.Doc.Sentences {
		f.labelled(w.Doc.Sentences[s])
	}
	labels{f}.speakers()
	f.unlabelled()
	f.titled()
	f.fromTables()
	f.vote()
	f.repeated()
	f.names = cutInserted(w.Doc, slices.DeleteFunc(f.names, f.saysWhat))
	slices.SortFunc(f.names, func(a, b Name) int { return int(a.First - b.First) })
	for i := range f.names {
		f.decide(&f.names[i])
	}
	f.names = slices.DeleteFunc(f.names, func(n Name) bool { return isLetters(w, f.names, &n) || isCurrency(w, &n) })
	nameAt := slices.Repeat([]int32{-1}, len(w.Tok))
	for i := range f.names {
		n := &f.names[i]
		for t := n.First; t < n.End; t++ {
			nameAt[t] = int32(i)
		}
	}
	return &Found{Text: w, Names: f.names, NameAt: nameAt}
}

// cutInserted drops the names in links that the page sets into a sentence, and ends a name where they begin.
func cutInserted(d *doc.Doc, found []Name) []Name {
	inserted := d.Inserted()
	kept := found[:0]
	for _, n := range found {
		if links := doc.Overlapping(inserted, doc.Range{First: int(n.First), End: int(n.End)}); len(links) > 0 {
			if n.End = int32(links[0].First); n.End <= n.First {
				continue
			}
		}
		kept = append(kept, n)
	}
	return kept
}

// saysWhat reports whether a name is one word that says what somebody is, behind a determiner and at the end of its
// phrase: "the Ostby Republican said", not "the Republican Party", not "Republicans".
func (f *finder) saysWhat(n Name) bool {
	i := int(n.First)
	if n.Kind == doc.Person && f.byname(&n) {
		return true
	}
	if n.End-n.First != 1 || n.Kind == doc.Person || !f.Is(i, class.Calling) || f.Is(i, class.Plural) ||
		f.XPOS(i) == doc.XNNPS || f.Joins(i+1) {
		return false
	}
	if u := f.UPOS(i + 1); f.Same(i, i+1) && (u == doc.NOUN || u == doc.PROPN || u == doc.ADJ) {
		return false
	}
	const longest = 6
	for k := i - 1; k >= i-longest && f.Same(k, i); k-- {
		if f.Is(k, class.Determiner|class.Indefinite) || f.Clitic(k) {
			return true
		}
		if f.Is(k, class.And) && f.Is(k-1, class.Calling) && !f.Is(k-1, class.Plural) {
			continue // "the top Republican and Democrat"
		}
		if u := f.UPOS(k); u != doc.PROPN && u != doc.ADJ && u != doc.NOUN && f.XPOS(k) != doc.XVBG {
			return false
		}
	}
	return false
}

// byname reports whether what the labels call a person is a byname, which tells who somebody is and is no name of his:
// "the Hammer of Ostby". The article has no such name elsewhere, and no person's name has an article.
func (f *finder) byname(n *Name) bool {
	if n.End-n.First != 1 || !f.The(int(n.First)-1) || !f.Is(int(n.End), class.Of) || n.Entry >= 0 {
		return false
	}
	return !slices.ContainsFunc(f.names, func(o Name) bool {
		return o.First != n.First && slices.Contains(strings.Fields(f.key(&o)), f.key(n))
	})
}

// bodyName names, in a record, what found the name of a firm by the word that it ends in.
const bodyName = "entity/body"

// familyName names, in a record, what found the name of a person by the family's name that it begins with.
const familyName = "entity/family"

// describes reports whether a capitalised noun says what somebody is and names nobody: "a
// Democrat", "Democrat Anna Lind".
func (f *finder) describes(i int) bool {
	if !f.Is(i, class.Calling) || f.Is(i, class.Plural|class.Given) || f.Tok[i].Entry >= 0 &&
		f.KB.Entry(f.Tok[i].Entry).Sort != kb.Body {
		return false
	}
	return f.Is(i-1, class.Indefinite) || f.Same(i, i+1) && f.Cap(i+1) && f.bio.Kind[f.top(i+1)] >= 0 &&
		f.bio.Kinds[f.bio.Kind[f.top(i+1)]] == string(doc.Person)
}

// add keeps a name with what its labels and the tables say of it.
func (f *finder) add(n Name) {
	n.Entry = -1
	if n.By == "" {
		n.By = "entity/names"
	}
	if n.Sure == 0 {
		n.Sure = f.probability(&n)
	}
	if e := f.Tok[n.First].Entry; e >= 0 && f.Tok[n.First].End == n.End {
		n.Entry = e
	} else if e >= 0 && f.Tok[n.First].End < n.End {
		n.Country = f.KB.Entry(e).Country
	}
	for t := n.First; t < n.End; t++ {
		f.taken[t] = true
	}
	f.names = append(f.names, n)
}

// overlapsTaken reports whether one of tokens [first, end) is part of a name.
func (f *finder) overlapsTaken(first, end int) bool {
	return slices.Contains(f.taken[first:end], true)
}

// decide gives a name the kind that the tables say: of a country, a seat, a building.
func (f *finder) decide(n *Name) {
	if n.Entry >= 0 {
		e := f.KB.Entry(n.Entry)
		if n.Kind == doc.Person && (e.Sort == kb.Place || e.Sort == kb.Capital || e.Ambiguous) ||
			n.Kind == doc.Organization && (e.Sort == kb.Place || e.Sort == kb.Capital) && n.Sure > 0.6 {
			n.Entry = -1
			return
		}
		n.Kind = e.Kind
		return
	}
	if n.End-n.First < 2 {
		return
	}
	last := int(n.End) - 1
	if n.Kind == doc.Person {
		if f.Is(last, class.OrgHead) && !f.Is(int(n.First), class.Given) && n.Sure < 0.95 &&
			f.Tok[n.First].Shape&lexical.Initial == 0 {
			n.Kind = doc.Organization // "Halden Labs"
		}
		return
	}
	for f.Number(last) && last > int(n.First) {
		last--
	}
	building := f.Is(last, class.FacilityHead) && f.Cap(last)
	for t := int(n.First); t < last && !building; t++ {
		building = f.Is(t, class.FacilityHead) && f.Is(t+1, class.Of)
	}
	if building && (n.Kind != doc.Organization || !f.Is(last, class.OrgHead)) || f.namesFacility(n) {
		n.Kind = doc.Facility
	}
}

// namesFacility reports whether common nouns right behind a name say that it is a building or a line: "the Nord
// Stream 2 gas pipeline".
func (f *finder) namesFacility(n *Name) bool {
	if n.Kind == doc.Person || n.Entry >= 0 {
		return false
	}
	for j := int(n.End); j < int(n.End)+3 && f.Same(int(n.First), j) && f.UPOS(j) == doc.NOUN && !f.Cap(j); j++ {
		if f.Is(j, class.FacilityNoun) && !f.Is(j, class.OrgNoun|class.PlaceNoun) && f.UPOS(j+1) != doc.NOUN {
			return true
		}
	}
	return false
}
