// Package entity finds people, organisations, places and facilities, the titles
// and roles they bear, and which words of an article mean the same one.
//
// In come tokens with tags and quotations; out go the Mentions and Entities
// layers. It refuses to know people: countries, seats of government and
// international bodies are read from tables, a person is found by how the article
// writes of one. A mention that nothing resolves says so.
//
// The one idea: names are found first, over the whole article, then titles and
// descriptions are tied to the people who bear them, and pronouns come last, when
// it is known who was spoken of where.
package entity

import (
	"cmp"
	"slices"

	"readout/doc"
)

// Options choose how names and links are decided. The zero value reads by rules.
type Options struct{}

// Pass gives the Mentions and Entities layers. It is immutable and shared.
type Pass struct{ kb *knowledge }

// New makes the pass.
func New(Options) *Pass { return &Pass{kb: builtin()} }

// Name is "entity".
func (*Pass) Name() string { return "entity" }

// Needs is tokens, quotations and tags.
func (*Pass) Needs() doc.Layer { return doc.Tokens | doc.Quotes | doc.Tags }

// Gives is Mentions and Entities.
func (*Pass) Gives() doc.Layer { return doc.Mentions | doc.Entities }

// Run fills d.Mentions and d.Entities.
func (p *Pass) Run(d *doc.Doc) error {
	r := &reading{d: d, kb: p.kb, nameAt: filled(len(d.Tokens)), byPerson: make(map[string][]int), byName: make(map[string]int)}
	r.collectKnown()
	r.readDateline()
	r.findNames()
	r.linkNames()
	r.findAppositions()
	r.findNominals()
	r.linkPronouns()
	r.publish()
	return nil
}

// reading is one article while its entities are found.
type reading struct {
	d        *doc.Doc
	kb       *knowledge
	known    map[string]bool // words written with a capital inside a sentence
	mentions []mention
	entities []entity
	nameAt   []int32          // the mention that covers each token, or -1
	byPerson map[string][]int // people by last name in lower case
	byName   map[string]int   // everything else by its name in lower case
}

// mention is a doc.Mention with what linking needs.
type mention struct {
	doc.Mention
	entry    *entry // what the tables say of it
	title    title  // the title it bears or consists of
	plural   bool
	definite bool
	inTitle  bool // it only says where a titled person belongs
}

// entity is a doc.Entity with what linking needs.
type entity struct {
	doc.Entity
	titles []title
	last   int // token it was mentioned at last
	count  int
}

// title is one title or role: its head and what modifies it.
type title struct {
	head      string // singular, lower case: "spokesman", "minister"
	rank      string // leader, office, voice, calling, courtesy
	gender    byte
	modifiers []string // lower case: "presidential", "foreign"
	country   string   // the code of the side it belongs to, or ""
	words     string   // as written
	first     int      // tokens, half-open
	end       int
}

func filled(n int) []int32 {
	s := make([]int32, n)
	for i := range s {
		s[i] = -1
	}
	return s
}

// publish writes the layers: mentions in text order, an outer one before those
// inside it, and only entities that are mentioned.
func (r *reading) publish() {
	slices.SortStableFunc(r.mentions, func(a, b mention) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.End, a.End))
	})
	d := r.d
	place := make([]int, len(r.entities))
	for i := range place {
		place[i] = -1
	}
	d.Mentions = make([]doc.Mention, 0, len(r.mentions))
	for i := range r.mentions {
		m := r.mentions[i].Mention
		if i > 0 && m.Span == r.mentions[i-1].Span {
			continue
		}
		if m.Entity >= 0 {
			e := m.Entity
			if place[e] < 0 {
				place[e] = len(d.Entities)
				d.Entities = append(d.Entities, r.entities[e].Entity)
			}
			m.Entity = place[e]
			d.Entities[m.Entity].Mentions = append(d.Entities[m.Entity].Mentions, len(d.Mentions))
		}
		d.Mentions = append(d.Mentions, m)
	}
	for i := range d.Entities {
		d.Entities[i].Members = r.renumber(d.Entities[i].Members, place)
	}
}

// renumber gives members their published places; one that nothing mentions is left out.
func (r *reading) renumber(members, place []int) []int {
	out := make([]int, 0, len(members))
	for _, m := range members {
		if place[m] >= 0 {
			out = append(out, place[m])
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// add keeps a mention over tokens [first, end) and gives its index.
func (r *reading) add(m mention) int {
	m.Span = r.d.SpanOf(m.First, m.End)
	if m.Score == 0 {
		m.Score = 0.9
	}
	m.Entity = -1
	i := len(r.mentions)
	r.mentions = append(r.mentions, m)
	if !m.inTitle {
		for t := m.First; t < m.End; t++ {
			r.nameAt[t] = int32(i)
		}
	}
	return i
}

// link ties a mention to an entity.
func (r *reading) link(m, e int) {
	r.mentions[m].Entity = e
	r.entities[e].last = r.mentions[m].Head
	r.entities[e].count++
}

// create makes an entity and gives its index.
func (r *reading) create(e doc.Entity) int {
	r.entities = append(r.entities, entity{Entity: e, last: -1})
	return len(r.entities) - 1
}

func (r *reading) low(i int) string {
	if i < 0 || i >= len(r.d.Tokens) {
		return ""
	}
	return r.d.LowerForm(i)
}

func (r *reading) upos(i int) doc.UPOS {
	if i < 0 || i >= len(r.d.Words) {
		return doc.NoUPOS
	}
	return r.d.Words[i].UPOS
}

// in tells whether token i is one of the words.
func (r *reading) in(i int, words ...string) bool {
	low := r.low(i)
	for _, w := range words {
		if low == w {
			return true
		}
	}
	return false
}

// capital tells whether token i is a word that begins with a capital.
func (r *reading) capital(i int) bool {
	if i < 0 || i >= len(r.d.Tokens) || r.d.Tokens[i].Kind != doc.WordToken {
		return false
	}
	return upperFirst(r.d.Form(i))
}

// sentenceOf is the sentence token i stands in.
func (r *reading) sentenceOf(i int) doc.Sentence { return r.d.Sentences[r.d.Tokens[i].Sentence] }
