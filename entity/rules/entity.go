// Package rules finds the people, organisations, places and facilities of an
// article, the titles and roles they bear, and which words mean the same one.
//
// In come tokens, quotations and tags, and trees where there are any; out go the
// Mentions and Entities layers. It refuses to know people: countries, seats of
// government and organisations stand in tables, a person is found by how the
// article writes of one. What nothing resolves stays unresolved and says so.
//
// The one idea: an article tells more of a name than a sentence does. All names
// are found first; then each is decided by everything the article says of it, so
// that a surname in the headline is the person introduced two paragraphs below.
// Descriptions and pronouns are tied to entities after that, in text order.
package rules

import (
	"sync"

	"readout/doc"
	"readout/model"
)

// Options choose how names and links are decided. The zero value reads by rules.
type Options struct {
	Names *NameModel  // finds names; nil for the rules alone
	Coref *CorefModel // ties descriptions and pronouns where there are trees; nil for the rules alone
}

// Pass gives the Mentions and Entities layers. It is immutable and shared.
type Pass struct {
	kb    *knowledge
	names *NameModel
	coref *CorefModel
	free  sync.Pool // of *reading
}

// New makes the pass.
func New(o Options) *Pass {
	return &Pass{kb: builtin(), names: o.Names, coref: o.Coref, free: sync.Pool{New: func() any { return new(reading) }}}
}

// Name is "entity".
func (*Pass) Name() string { return "entity" }

// Needs is Tokens, Quotes and Tags.
func (*Pass) Needs() doc.Layer { return doc.Tokens | doc.Quotes | doc.Tags }

// Gives is Mentions and Entities.
func (*Pass) Gives() doc.Layer { return doc.Mentions | doc.Entities }

// Run fills d.Mentions and d.Entities. It never fails.
func (p *Pass) Run(d *doc.Doc) error {
	r := p.read(d)
	r.publish()
	p.release(r)
	return nil
}

// read finds and links everything in a document. The reading must be released.
func (p *Pass) read(d *doc.Doc) *reading {
	r := p.free.Get().(*reading)
	r.start(d, p.kb)
	ranked := p.coref != nil && r.hasTrees()
	r.prepare(p, ranked)
	if ranked {
		r.linkRanked(r.choose(p.coref), nil)
		r.firstPersons()
	} else {
		r.linkRest()
	}
	return r
}

// prepare finds the mentions of a document and links the names.
func (r *reading) prepare(p *Pass, ranked bool) {
	r.survey()
	r.findNames()
	r.decideNames()
	if p.names != nil {
		r.relabel(p.names)
	}
	r.buildMentions()
	r.yield = r.yield[:0]
	if ranked {
		r.noteYields()
		r.things()
		r.everyPronoun()
	}
	r.sortMentions()
	r.linkNames()
}

func (p *Pass) release(r *reading) {
	r.d = nil
	p.free.Put(r)
}

// reading is one article while its entities are found, and the scratch for it.
type reading struct {
	d  *doc.Doc
	kb *knowledge

	tok      []token
	forms    []form
	formSlot []int32 // hash table from a word's hash to its form
	names    []name
	all      []bearers
	nameAt   []int32 // the name that covers each token, or -1
	mentions []mention
	coverAt  []int32 // the outermost mention that covers each token, or -1
	entities []entity
	pairs    []pair
	index    nameIndex
	under    []int32 // entities by the numbers of index
	recent   []int32 // mentions so far, in text order
	speaker  []int32 // entity that speaks each quotation, or -1
	voice    []int32 // mention that speaks each quotation, or -1

	// Scratch of the name finder.
	run   []span32 // the run of capitals each token stands in
	seq   model.Sequence
	chain model.Chain
	best  []float32
	path  []uint8
	found []foundName
	sums  [][4]float32
	spare []name

	// Scratch of sorting and of the ranker.
	at, next   []int32
	sorted     []mention
	yield      []span32 // the noun phrase each token heads; empty without trees
	headAt     []int32
	candidates []candidate
	features   []uint32
	stamp      int32

	upper []bool // sentences whose words are capitalised or in capitals throughout
}

// start makes the scratch ready for an article.
func (r *reading) start(d *doc.Doc, kb *knowledge) {
	r.d, r.kb = d, kb
	n := len(d.Tokens)
	r.tok = sized(r.tok, n)
	r.nameAt = filled(r.nameAt, n)
	r.coverAt = filled(r.coverAt, n)
	r.upper = sized(r.upper, len(d.Sentences))
	r.forms, r.names, r.mentions, r.entities, r.pairs = r.forms[:0], r.names[:0], r.mentions[:0], r.entities[:0], r.pairs[:0]
	r.index.reset()
}

// sized is a slice of n zero elements, in the old memory where it is large enough.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// filled is sized with every element -1.
func filled(s []int32, n int) []int32 {
	s = sized(s, n)
	for i := range s {
		s[i] = -1
	}
	return s
}
