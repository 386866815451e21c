package coref

import (
	"iter"
	"slices"

	"readout/doc"
	"readout/entity/bind"
	"readout/entity/class"
	"readout/entity/mention"
)

// clauses reads whom a word means or does not mean off the sentence that it stands in.
type clauses struct{ *resolver }

func (r *resolver) clauses() clauses { return clauses{r} }

// stressed is who is named right before a "himself": "Halden himself"; -1 where nobody is.
func (r clauses) stressed(i int) int32 {
	m := &r.Mentions[i]
	if !r.Is(m.Head, class.Reflexive) {
		return -1
	}
	for k := i - 1; k >= 0 && r.Same(r.Mentions[k].FirstToken, m.Head); k-- {
		if x := &r.Mentions[k]; x.EndToken == m.FirstToken && x.Entity >= 0 && r.MayStandFor(m, int32(x.Entity)) {
			return int32(x.Entity)
		}
	}
	return -1
}

// bound is whom "his" means in "A historian is not read if his style is dull", any of a kind; -1 in other sentences.
func (r clauses) bound(i int) int32 {
	m := &r.Mentions[i]
	first := r.Sentence(m.FirstToken).FirstToken
	e := int32(-1)
	his := r.Is(m.Head, class.Possessive) && r.Is(first, class.Indefinite)
	for k := i - 1; his && k >= 0 && r.Mentions[k].FirstToken >= first; k-- {
		x := &r.Mentions[k]
		if x.Entity < 0 || x.Kind != doc.Person {
			continue
		}
		generic := x.FirstToken == first && !x.Definite && r.Same(first, x.EndToken) && !r.Is(x.EndToken, class.Said) &&
			(r.XPOS(x.EndToken) == doc.XMD || r.XPOS(x.EndToken) == doc.XVBZ)
		if !generic {
			return -1 // somebody stands nearer
		}
		e = int32(x.Entity)
	}
	return e
}

// others is who pronoun i does not mean because of where it stands: who is named in the clause that it is the subject
// of, and who does to it what the verb before it says.
func (r clauses) others(i int) []int32 {
	m := &r.Mentions[i]
	var out []int32
	after, before := bind.After(r.Doc, m.Head), bind.Before(r.Doc, m.Head)
	for k := i + 1; k < len(r.Mentions) && r.Mentions[k].FirstToken < after.End; k++ {
		if x := &r.Mentions[k]; x.Form == doc.NameForm && x.Entity >= 0 && !x.Adjunct {
			out = append(out, int32(x.Entity))
		}
	}
	for k := i - 1; before >= 0 && k >= 0 && r.Same(r.Mentions[k].FirstToken, m.Head); k-- {
		if x := &r.Mentions[k]; x.EndToken == before+1 && x.Entity >= 0 {
			out = append(out, int32(x.Entity))
		}
	}
	return out
}

// apart is who a description does not mean because of where it stands: who is named inside it, to say whose it is or
// of what ("Halden's defender in parliament"), and the subject of its clause ("Orr stood beside the president").
func (r clauses) apart(i int) []int32 {
	m := &r.Mentions[i]
	var out []int32
	governed := r.governed(m)
	for k := range r.around(i) {
		x := &r.Mentions[k]
		inside := x.FirstToken >= min(m.FirstToken, m.Spot.First) && x.EndToken <= m.Spot.Last+1
		switch {
		case x.Entity < 0 || k == i:
		case inside && (x.EndToken <= m.Head || x.FirstToken > m.Head && r.UPOS(x.FirstToken-1) == doc.ADP):
			out = append(out, int32(x.Entity))
		case governed && k < i && !inside && bind.Clause(r.Doc, x.EndToken-1).Contains(doc.Range{First: m.Head,
			End: m.Head + 1}):
			out = append(out, int32(x.Entity))
		}
	}
	return out
}

// around is the mentions of the sentence of mention i.
func (r clauses) around(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		first := i
		for first > 0 && r.Same(r.Mentions[first-1].FirstToken, r.Mentions[i].FirstToken) {
			first--
		}
		for k := first; k < len(r.Mentions) && r.Same(r.Mentions[k].FirstToken, r.Mentions[i].FirstToken); k++ {
			if !yield(k) {
				return
			}
		}
	}
}

// governed reports whether a description is what a verb or preposition has for its object, and not what it makes of
// the subject: "met the mayor", not "is the mayor", "was elected mayor", "works as a lawyer".
func (r clauses) governed(m *mention.Mention) bool {
	before := m.FirstToken - 1
	u := r.UPOS(before)
	return (u == doc.ADP || u == doc.VERB) && !r.Is(before, class.Predicative)
}

// ahead is whom the main clause names first, where pronoun i stands in what opens the sentence and nobody is named
// before him there, or behind him but others, who he is not: "After he lost, Paul Orr resigned"; -1 where there is
// none.
func (r clauses) ahead(i int, others []int32) int32 {
	m := &r.Mentions[i]
	starts := bind.Ahead(r.Doc, m.Head)
	named := func(a *mention.Mention) bool { return a.Form == doc.NameForm && a.Kind == doc.Person && a.Entity >= 0 }
	for k := i - 1; len(starts) > 0 && k >= 0 && r.Same(r.Mentions[k].Head, m.Head); k-- {
		if named(&r.Mentions[k]) {
			return -1
		}
	}
	for k := i + 1; len(starts) > 0 && k < len(r.Mentions) && r.Same(m.Head, r.Mentions[k].Head); k++ {
		if a := &r.Mentions[k]; named(a) && !slices.Contains(others, int32(a.Entity)) {
			if slices.Contains(starts, a.FirstToken) && bind.Subject(r.Doc, a.FirstToken, a.EndToken-1) &&
				r.MayStandFor(m, int32(a.Entity)) {
				return int32(a.Entity)
			}
			return -1
		}
	}
	return -1
}

// ordinal is whom "the former" or "the latter" means: one of the two set side by side last, in this sentence or the two
// before; -1 where a description says neither.
func (r clauses) ordinal(i int) int32 {
	m := &r.Mentions[i]
	if !r.Is(m.Head, class.FirstOfTwo|class.SecondOfTwo) || !r.The(m.Head-1) {
		return -1
	}
	for k := len(r.pairs) - 1; k >= 0; k-- {
		a, b := &r.Mentions[r.pairs[k].a], &r.Mentions[r.pairs[k].b]
		if b.EndToken > m.FirstToken || a.Entity < 0 || b.Entity < 0 || a.Entity == b.Entity {
			continue
		}
		if r.Doc.SentenceOf(m.FirstToken)-r.Doc.SentenceOf(a.FirstToken) > 2 {
			return -1
		}
		if r.Is(m.Head, class.FirstOfTwo) {
			return int32(a.Entity)
		}
		return int32(b.Entity)
	}
	return -1
}

// standsAlone reports whether mention k stands in no phrase of another head.
func (r clauses) standsAlone(k int) bool {
	a := &r.Mentions[k]
	if r.Is(a.Spot.First-1, class.Of) {
		return false
	}
	for _, step := range [...]int{-1, 1} {
		for o := k + step; o >= 0 && o < len(r.Mentions) && r.Same(r.Mentions[o].Head, a.Head); o += step {
			b := &r.Mentions[o]
			holds := b.Spot.Head != a.Spot.Head && b.Spot.First <= a.Spot.First && b.Spot.Last >= a.Spot.Last
			if holds && b.Apposed < 0 && a.Apposed < 0 {
				return false
			}
		}
	}
	return true
}

// selfNamed leaves out who is named in the quotation that the pronoun of a mention stands beside, where anybody else
// may be meant: few speak of themselves by name. "“We remind Mr. Orr of it,” she said."
//
// Source: threads annotated for training and development, 2026-11-28: of 150 direct quotations none names the person
// who speaks.
func (r clauses) selfNamed(i int, choices []choice) []choice {
	m := &r.Mentions[i]
	if m.Kind != doc.Person || r.Doc.Tokens[m.Head].Quote >= 0 {
		return choices
	}
	named := r.namedBeside(m.Head)
	others := slices.DeleteFunc(slices.Clone(choices), func(c choice) bool { return slices.Contains(named, c.entity) })
	if len(others) > 0 {
		return others
	}
	return choices
}

// namedBeside is who is named in the quotations that the subject at a token may tell: "“…,” he said", "he said: “…”",
// and the one after "“…,” he said."
func (r clauses) namedBeside(token int) []int32 {
	var out []int32
	if before := token - 1; before >= 0 && r.Doc.Tokens[before].Quote >= 0 {
		out = r.namedWithin(out, r.Doc.Tokens[before].Quote)
	}
	const farthest = 5
	for t := token + 1; t < min(token+1+farthest, len(r.Tok)); t++ {
		if q := r.Doc.Tokens[t].Quote; q >= 0 {
			return r.namedWithin(out, q)
		}
		if r.Doc.Tokens[t].Kind == doc.WordToken && r.UPOS(t) != doc.VERB {
			break
		}
	}
	return out
}

// namedWithin adds who is named in a quotation.
func (r clauses) namedWithin(out []int32, quote int32) []int32 {
	q := &r.Doc.Quotes[quote]
	first, _ := slices.BinarySearchFunc(r.Mentions, q.FirstToken,
		func(m mention.Mention, t int) int { return m.FirstToken - t })
	for k := first; k < len(r.Mentions) && r.Mentions[k].EndToken <= q.EndToken; k++ {
		if m := &r.Mentions[k]; m.Form == doc.NameForm && m.Entity >= 0 {
			out = append(out, int32(m.Entity))
		}
	}
	return out
}
