// Package coref ties what names leave open to entities: descriptions, pronouns, and surnames that several people bear.
//
// In come an article's links, and a judge that scores what a mention goes back to; out go the same links with every
// mention tied that can be, descriptions of nobody named to entities of their own. It refuses what package agree
// forbids, whatever the scores say, and leaves open who says "I" where the scores do not tell.
//
// The one idea: mentions are decided in text order, each by the likeliest entity of those that nothing forbids; where
// it stands in its sentence speaks before the scores do.
package coref

import (
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

// Judge is what the learned head says of one article's mentions. Tests put their own in its place.
type Judge interface {
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
	judge  Judge
	pairs  []pair
	seen   []bind.Pair      // of each mention: what the feature of a pair compares
	headed map[string][]int // mentions of things, by head word, the latest first
	alone  []bool           // of each mention: it stands in no phrase of another head
	borne  map[bearing]*use // whom the article calls by a surname of several people

	listed     int32          // whom the pronoun that opens the items of a list means so far, -1 of none
	introduced map[int32]bool // people whom a full name or one with an office has named so far
}

// untilAsked is after how many mentions it is asked whether the time is up.
const untilAsked = 256

// Resolve ties the mentions that names leave open, in text order, to entities of the article or new ones.
func Resolve(l *link.Links, j Judge) {
	r := &resolver{judge: j, Rules: agree.Rules{Links: l}}
	r.run()
}

func (r *resolver) run() {
	places := make([]phrase.Spot, len(r.Mentions))
	r.seen, r.headed = make([]bind.Pair, len(r.Mentions)), make(map[string][]int)
	r.listed = -1
	r.borne, r.introduced = make(map[bearing]*use), make(map[int32]bool)
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
			if e := r.inList(i, r.resolve); e >= 0 {
				r.Tie(i, e)
			}
		}
		if m.Entity >= 0 {
			r.Entities[m.Entity].Last = i
			r.remember(i)
			r.introduce(m)
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
// takes the "I" in, if both have more than the least share: "“I must go,” he said" goes back to whom "he" goes back to.
func (r *resolver) choose(choices []choice, least float32) (int32, float32) {
	e, share := best(choices)
	if e < 0 || !r.speaksOnly(e) {
		return e, share
	}
	others := slices.DeleteFunc(slices.Clone(choices), func(c choice) bool { return r.speaksOnly(c.entity) })
	o, rest := best(others)
	if o < 0 || r.Entities[o].Kind != doc.Person || r.Entities[o].Several || share+rest <= least {
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

// likelyOne is the share from which a description is taken for somebody; below it somebody else or nobody is as likely,
// and what is said would be put into another's mouth.
const likelyOne = 0.5

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
	least := none
	if m.Kind == doc.Person {
		least = max(none, likelyOne)
	}
	if e, share := r.choose(choices, least); e >= 0 && share > least {
		if r.spokenOf(i, e) {
			return r.describe(i)
		}
		return r.bearer(m, e)
	}
	if e := r.sameAgain(i); e >= 0 {
		return e
	}
	if e := r.sameWords(i); e >= 0 {
		return e
	}
	return r.describe(i)
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
	for _, e := range [...]int32{r.clauses().bound(i), r.clauses().beside(i)} {
		if e >= 0 && slices.ContainsFunc(choices, func(c choice) bool { return c.entity == e }) {
			return e
		}
	}
	must := m.Gender == 'm' || m.Gender == 'f' // "he" is always somebody mentioned
	if e := r.clauses().ahead(i, others); must && e >= 0 {
		return e
	}
	e, share := best(choices)
	if must {
		r.clauses().favour(i, choices)
		e, share = r.choose(choices, 0)
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
