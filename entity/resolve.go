package entity

import (
	"iter"
	"math"
	"slices"
	"strings"

	"readout/doc"
	"readout/entity/agree"
	"readout/entity/bind"
	"readout/entity/bio"
	"readout/entity/class"
	"readout/entity/link"
	"readout/entity/mention"
	"readout/entity/phrase"
)

// judge is what the learned head says of one article's mentions. Tests put their own in its place.
type judge interface {
	// Ask names the mentions, in text order, that Antecedents is asked about next.
	Ask(mentions []phrase.Spot)

	// Antecedents scores the mentions before mention i as what it goes back to, from the one that it gives on;
	// none is the score of going back to nothing. feature is that of the pair of i and an earlier mention.
	Antecedents(i int, feature func(earlier int) uint8) (from int, scores []float32, none float32)
}

// resolver ties what is no name, and surnames that several people bear, in text order: to the entity that the learned
// head finds likeliest of those that nothing forbids.
type resolver struct {
	agree.Rules
	judge  judge
	pairs  []pair
	seen   []bind.Pair      // of each mention: what the feature of a pair compares
	headed map[string][]int // mentions of things, by head word, the latest first
	alone  []bool           // of each mention: it stands in no phrase of another head
}

// untilAsked is after how many mentions it is asked whether the time is up.
const untilAsked = 256

// resolve ties the mentions that names leave open, in text order, to entities of the article or new ones.
func resolve(l *link.Links, j judge) {
	r := &resolver{judge: j, Rules: agree.Rules{Links: l}}
	r.run()
}

func (r *resolver) run() {
	places := make([]phrase.Spot, len(r.Mentions))
	r.seen, r.headed = make([]bind.Pair, len(r.Mentions)), make(map[string][]int)
	for i := range r.Mentions {
		places[i] = r.Mentions[i].Spot
		r.seen[i] = r.wordsOf(places[i])
	}
	r.alone = make([]bool, len(r.Mentions))
	for i := range r.alone {
		r.alone[i] = r.clauses().standsAlone(i)
	}
	r.judge.Ask(places)
	r.findPairs()
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if i%untilAsked == 0 && r.Doc.Stopped() {
			r.Doc.StopAt(m.Start)
			return
		}
		switch {
		case m.Entity >= 0:
			r.gather(i)
		default:
			if e := r.resolve(i); e >= 0 {
				r.Tie(i, e)
			}
		}
		if m.Entity >= 0 {
			r.Entities[m.Entity].Last = i
			r.remember(i)
		}
	}
}

// wordsOf reads what the feature of pairs compares off a noun phrase.
func (r *resolver) wordsOf(p phrase.Spot) bind.Pair {
	w := bind.Pair{Text: r.forms(p.First, p.Last+1), Head: r.Doc.LowerForm(p.Head),
		Sentence: r.Doc.Tokens[p.Head].Sentence}
	for t := p.First; t <= p.Last; t++ {
		if r.Cap(t) && len([]rune(r.Doc.Form(t))) > 1 {
			w.Capitals = append(w.Capitals, r.Doc.LowerForm(t))
		}
	}
	return w
}

// forms is the tokens [first, end) in lower case, a space between any two.
func (r *resolver) forms(first, end int) string {
	var b strings.Builder
	for t := first; t < end; t++ {
		b.WriteString(r.Doc.LowerForm(t))
		b.WriteByte(' ')
	}
	return b.String()
}

// choice is an entity that a mention may go back to, with its share of the probability of all antecedents.
type choice struct {
	entity int32
	share  float32
}

// weigh shares the probability of mention i's antecedents out among entities, in the order in which they were last
// mentioned; none is the share of going back to nothing.
func (r *resolver) weigh(i int, allowed func(e int32) bool) (choices []choice, none float32) {
	from, scores, nothing := r.judge.Antecedents(i, func(k int) uint8 { return bind.Feature(&r.seen[i], &r.seen[k]) })
	top := nothing
	for _, s := range scores {
		top = max(top, s)
	}
	none = bio.Exp(nothing - top)
	sum := none
	m := &r.Mentions[i]
	at := make(map[int]int)
	for k := len(scores) - 1; k >= 0; k-- {
		a := &r.Mentions[from+k]
		if a.Entity < 0 || r.nested(m, a) || !allowed(int32(a.Entity)) {
			continue
		}
		share := bio.Exp(scores[k] - top)
		sum += share
		c, ok := at[a.Entity]
		if !ok {
			c = len(choices)
			at[a.Entity] = c
			choices = append(choices, choice{entity: int32(a.Entity)})
		}
		choices[c].share += share
	}
	for c := range choices {
		choices[c].share /= sum
	}
	return choices, none / sum
}

// nested reports whether one of two mentions lies in the other: "his" and "his wife" are two.
func (r *resolver) nested(a, b *mention.Mention) bool {
	return a.FirstToken < b.EndToken && b.FirstToken < a.EndToken ||
		a.Spot.First <= b.Spot.Last && b.Spot.First <= a.Spot.Last &&
			(a.Spot.First < b.Spot.First || a.Spot.Last > b.Spot.Last ||
				b.Spot.First < a.Spot.First || b.Spot.Last > a.Spot.Last) && a.Apposed < 0 && b.Apposed < 0
}

// choose is the likeliest choice. Where that is only the "I" of a quotation, it is the likeliest of the others, which
// takes the "I" in: "“I must go,” he said" goes back to whom "he" goes back to.
func (r *resolver) choose(choices []choice) (int32, float32) {
	e, share := best(choices)
	if e < 0 || !r.speaksOnly(e) {
		return e, share
	}
	others := slices.DeleteFunc(slices.Clone(choices), func(c choice) bool { return r.speaksOnly(c.entity) })
	o, rest := best(others)
	if o < 0 || r.Entities[o].Kind != doc.Person || r.Entities[o].Several {
		return e, share
	}
	r.Merge(o, e)
	return o, share + rest
}

// speaksOnly reports whether an entity is nobody but the "I" of a quotation.
func (r *resolver) speaksOnly(e int32) bool {
	x := &r.Entities[e]
	return x.Silent && x.Last >= 0 && r.Doc.Tokens[r.Mentions[x.Last].Head].Quote >= 0 && x.Kind == doc.Person &&
		x.Gender == 0 && !x.Several
}

// best is the likeliest choice.
func best(choices []choice) (int32, float32) {
	e, top := int32(-1), float32(0)
	for _, c := range choices {
		if c.share > top {
			e, top = c.entity, c.share
		}
	}
	return e, top
}

// resolve finds the entity of mention i, one of its own if it is a description that goes back to nobody; -1 if it is
// left open.
func (r *resolver) resolve(i int) int32 {
	m := &r.Mentions[i]
	switch {
	case m.Named >= 0 && m.Kind == doc.Person:
		return r.namesake(i)
	case m.Form == doc.PronounForm:
		return r.pronoun(i)
	}
	if m.Plural && !m.Thing && m.Kind != doc.Organization {
		if e := r.group(i); e >= 0 {
			return e
		}
	}
	if e := r.clauses().ordinal(i); e >= 0 {
		return e
	}
	if e := r.holder(i); e >= 0 {
		return e
	}
	if m.Kind == doc.Organization && m.Definite && !m.Plural && len(m.Role.Mods) == 0 {
		if e := r.trader(m); e >= 0 {
			return e
		}
	}
	others := r.clauses().apart(i)
	choices, none := r.weigh(i, func(e int32) bool { return r.MayDescribe(m, e) && !slices.Contains(others, e) })
	if e, share := r.choose(choices); e >= 0 && share > none {
		return r.clauses().bearer(m, e)
	}
	if e := r.sameAgain(i); e >= 0 {
		return e
	}
	if e := r.sameWords(i); e >= 0 {
		return e
	}
	return r.describe(i)
}

// sameWords ties a phrase that the head leaves alone to what the same head word meant before with the same words beside
// it, or with more where a determiner points back: "a winter storm … the storm", "iodine … iodine". Not what an
// indefinite introduces, and nobody's "his wife".
func (r *resolver) sameWords(i int) int32 {
	m := &r.Mentions[i]
	if !m.Thing || r.Is(m.Spot.First, class.Indefinite) {
		return -1
	}
	words, points := r.beside(m)
	for _, k := range r.headed[r.headKey(m)] {
		a := &r.Mentions[k]
		have, _ := r.beside(a)
		if a.Entity >= 0 && !r.nested(m, a) && (slices.Equal(words, have) || points &&
			!slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(have, w) })) {
			return int32(a.Entity)
		}
	}
	return -1
}

// headKey is the head of a phrase, and whether it is one or several.
func (r *resolver) headKey(m *mention.Mention) string {
	if m.Plural {
		return r.Doc.LowerForm(m.Spot.Head) + "+"
	}
	return r.Doc.LowerForm(m.Spot.Head)
}

// remember keeps mention i for sameWords. Only the latest few of a head are kept.
func (r *resolver) remember(i int) {
	if m := &r.Mentions[i]; m.Thing && m.Entity >= 0 {
		key := r.headKey(m)
		r.headed[key] = append([]int{i}, r.headed[key][:min(len(r.headed[key]), 7)]...)
	}
}

// beside is the words of a phrase but for its head and its determiner, and whether that points back.
func (r *resolver) beside(m *mention.Mention) (words []string, points bool) {
	first := m.Spot.First
	if r.Is(first, class.Determiner|class.Indefinite) && first < m.Spot.Head {
		points = !r.Is(first, class.Indefinite)
		first++
	}
	for t := first; t <= m.Spot.Last; t++ {
		if t != m.Spot.Head {
			words = append(words, r.Doc.LowerForm(t))
		}
	}
	return words, points
}

// namesake finds whom a surname means that several people bear.
func (r *resolver) namesake(i int) int32 {
	m := &r.Mentions[i]
	p := r.PersonOf(m)
	fit := r.Fitting(m, &p)
	if len(fit) == 0 {
		return -1
	}
	choices, _ := r.weigh(i, func(e int32) bool { return slices.Contains(fit, e) })
	if e, _ := best(choices); e >= 0 {
		return e
	}
	most := fit[0]
	for _, e := range fit {
		if r.Entities[e].Count > r.Entities[most].Count {
			most = e
		}
	}
	return most
}

// pronoun finds what a pronoun stands for.
func (r *resolver) pronoun(i int) int32 {
	m := &r.Mentions[i]
	if e := r.clauses().stressed(i); e >= 0 {
		return e
	}
	others := r.clauses().others(i)
	choices, none := r.weigh(i, func(e int32) bool { return r.MayStandFor(m, e) && !slices.Contains(others, e) })
	choices = r.clauses().selfNamed(i, choices)
	if e := r.clauses().bound(i); e >= 0 && slices.ContainsFunc(choices, func(c choice) bool { return c.entity == e }) {
		return e
	}
	must := m.Gender == 'm' || m.Gender == 'f' // "he" is always somebody mentioned
	if e := r.clauses().ahead(i, others); must && e >= 0 {
		return e
	}
	e, share := best(choices)
	if must {
		r.clauses().favour(i, choices)
		e, share = r.choose(choices)
	}
	if m.Gender == 'p' && r.Is(m.Head, class.PronounPlural) && (e < 0 || share <= none) {
		if g := r.pairBefore(m); g >= 0 {
			return g
		}
	}
	if e < 0 || !must && share <= none || must && share < 0.02 && r.Entities[e].Silent {
		e = r.Create(doc.Entity{Kind: m.Kind, Name: r.Phrase(m.FirstToken, m.EndToken), Gender: m.Gender})
		x := &r.Entities[e]
		x.Silent, x.Several = true, m.Plural
		if must {
			x.GenderSaid = true
		}
		return e
	}
	x := &r.Entities[e]
	if r.Is(m.Head, class.PronounFirst) && share < 0.6 {
		return -1 // whoever speaks a quotation is told beside it
	}
	if must && x.Gender == 0 && x.Kind == doc.Person && share > 0.5 {
		x.Gender = m.Gender
	}
	m.Score = math.Min(0.95, float64(share))
	return e
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

// How much likelier than its words alone say "he" is the subject of the sentence before, by how many others that
// speaks of; and how likely nobody but another "he", if somebody named is there. The learned head knows sentences by
// their words, and clings to whom it has met most often. Compared on GAP's development part.
var topics = [...]float32{100, 10, 4}

const pronounOnly = 0.3

// favour weighs the choices of pronoun i by where they stand.
func (r clauses) favour(i int, choices []choice) {
	topic, rivals := int32(-1), 0
	if head := r.Mentions[i].Head; bind.Subject(r.Doc, head, head) {
		topic, rivals = bind.Topic(r.Doc, head, r.candidates(i))
	}
	sum := float32(0)
	for c := range choices {
		x := &choices[c]
		if r.Entities[x.entity].Silent {
			x.share *= pronounOnly
		}
		if x.entity == topic {
			x.share *= topics[min(rivals, len(topics)-1)]
		}
		sum += x.share
	}
	for c := range choices {
		choices[c].share /= max(sum, 1)
	}
}

// candidates is who the sentences before pronoun i speak of, and its own so far, as far as nothing forbids that it
// means them.
func (r clauses) candidates(i int) []bind.Candidate {
	m := &r.Mentions[i]
	var out []bind.Candidate
	for k := i - 1; k >= 0 && r.Doc.SentenceOf(m.Head)-r.Doc.SentenceOf(r.Mentions[k].Head) < 4; k-- {
		a := &r.Mentions[k]
		if a.Entity < 0 || r.speaksOnly(int32(a.Entity)) || !r.MayStandFor(m, int32(a.Entity)) {
			continue
		}
		x := &r.Entities[a.Entity]
		out = append(out, bind.Candidate{First: a.Spot.First, Last: a.Spot.Last, Entity: int32(a.Entity),
			Named: !x.Generic && !x.Silent, Whole: r.alone[k]})
	}
	slices.Reverse(out)
	return out
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

// gather takes into an entity that is named here what only descriptions and pronouns have named before, where the head
// is sure that they are one: "The president … Mr. Halden".
func (r *resolver) gather(i int) {
	m := &r.Mentions[i]
	e := int32(m.Entity)
	x := &r.Entities[e]
	if x.Last >= 0 || m.Named < 0 || x.Kind != doc.Person && x.Kind != doc.Organization {
		return
	}
	choices, none := r.weigh(i, func(o int32) bool {
		y := &r.Entities[o]
		return o != e && (y.Generic && !y.Indefinite || y.Silent) && !y.Thing && y.Members == nil && !y.Several &&
			y.Country == "" == (x.Country == "") && r.MayBeOne(x, y)
	})
	if o, share := best(choices); o >= 0 && share > none && share > 0.5 {
		r.Merge(e, o)
	}
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

// sameAgain ties a description that the head leaves alone to what the same one named before: "the official" to "a
// senior official", "the company" to the company named last, one named only to say whose another is left aside.
func (r *resolver) sameAgain(i int) int32 {
	m := &r.Mentions[i]
	if !m.Definite || m.Thing || m.Plural {
		return -1
	}
	latest := int32(-1)
	for e := range r.Entities {
		x := &r.Entities[e]
		if x.Last < 0 || x.Kind != m.Kind || x.Thing || x.Silent || x.Wire || x.Several || !r.MayDescribe(m, int32(e)) ||
			latest >= 0 && !r.clauses().nearer(e, int(latest)) {
			continue
		}
		same := x.Generic && x.Head == m.Role.Head && !slices.ContainsFunc(m.Role.Mods, func(w string) bool {
			return !r.KB.Ordinary(w) && !slices.Contains(x.Mods, w)
		})
		if same || m.Kind == doc.Organization && r.NamedSo(m, x) {
			latest = int32(e)
		}
	}
	return latest
}

// bearer is the only body of the article whose name has the head of a description, where entity e is another whose name
// has it not: "the bank" is Halden Bank, and not the trust that owns it.
func (r clauses) bearer(m *mention.Mention, e int32) int32 {
	has := func(x *link.Entity) bool { return slices.Contains(x.NameWords(), m.Role.Head) }
	x := &r.Entities[e]
	if m.Kind != doc.Organization || !m.Definite || m.Plural || len(m.Role.Mods) > 0 || x.Generic ||
		x.Kind != doc.Organization || has(x) {
		return e
	}
	found := e
	for o := range r.Entities {
		x := &r.Entities[o]
		if x.Last >= 0 && !x.Generic && !x.Thing && !x.Wire && x.Kind == doc.Organization && has(x) {
			if found != e {
				return e // several have
			}
			found = int32(o)
		}
	}
	if !r.MayDescribe(m, found) {
		return e
	}
	return found
}

// nearer reports whether entity a was spoken of later than b. What was named once and inside another's phrase, "a
// unit of Lind Trust", has not been spoken of.
func (r clauses) nearer(a, b int) bool {
	x, y := &r.Entities[a], &r.Entities[b]
	if in, and := x.Count == 1 && !r.alone[x.Last], y.Count == 1 && !r.alone[y.Last]; in != and {
		return and
	}
	return x.Last > y.Last
}

// trader is the only one that the article names whose name has a word of the trade that a description tells: "the
// carmaker" is Alder Motors; -1 where none has or several have.
func (r *resolver) trader(m *mention.Mention) int32 {
	found := int32(-1)
	trade := func(w string) bool { return r.KB.MayMean(m.Role.Head, w) }
	for e := range r.Entities {
		x := &r.Entities[e]
		if x.Last < 0 || x.Generic || x.Thing || x.Kind != doc.Organization && x.Kind != doc.Other ||
			!slices.ContainsFunc(x.NameWords(), trade) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = int32(e)
	}
	return found
}

// describe makes an entity that only a description names.
func (r *resolver) describe(i int) int32 {
	m := &r.Mentions[i]
	name := r.Phrase(m.FirstToken, max(m.EndToken, m.NameEnd))
	if r.Is(m.FirstToken, class.Determiner|class.Possessive) && r.NameAt[m.FirstToken] < 0 {
		first, rest, ok := strings.Cut(name, " ")
		if ok {
			name = strings.ToLower(first) + " " + rest
		}
	}
	kind, gender := m.Kind, m.Gender
	if m.Plural && kind == doc.Person {
		kind, gender = doc.Group, 'p'
	}
	e := r.Create(doc.Entity{Kind: kind, Name: name, Gender: gender, Country: m.Role.Country})
	x := &r.Entities[e]
	x.Generic, x.Indefinite, x.Thing, x.Several = true, !m.Definite, m.Thing, m.Plural
	x.Mods, x.Affil = m.Role.Mods, m.Role.Affil
	x.Head = r.HeadWord(m)
	return e
}
