package rules

import (
	"fmt"
	"math"

	"readout/article"
	"readout/doc"
	"readout/model"
)

// CorefModel is a learned ranker: for each mention it weighs the entities before
// it, and a new one, and the best has it.
//
// Source: mention ranking with surface features (Durrett and Klein 2013), over
// entities instead of mentions, the rules' choice among the features.
type CorefModel struct{ table *model.Table }

const corefKind = "coref"

// OpenCoref reads the weights that TrainCoref writes.
//
// Errors: model.ErrForeign if they are damaged or not of this version.
func OpenCoref(f *model.File) (*CorefModel, error) {
	if err := f.Require(corefKind, corefVersion); err != nil {
		return nil, fmt.Errorf("entity: loading coreference: %w", err)
	}
	table, err := f.Table("pairs")
	if err != nil {
		return nil, fmt.Errorf("entity: loading coreference: %w", err)
	}
	if table.Width != 1 {
		return nil, fmt.Errorf("entity: loading coreference: %w: a table of %d columns, want 1", model.ErrForeign, table.Width)
	}
	return &CorefModel{table: table}, nil
}

// chooser decides where a mention goes: a candidate's index, or -1 for a new entity.
type chooser func(i int, candidates []candidate) int

// linkRanked reads the mentions in text order and ties each that no name has tied.
// linked, if it is not nil, hears of each.
func (r *reading) linkRanked(choose chooser, linked func(i int)) {
	r.recent = r.recent[:0]
	r.findPairs()
	r.quoteSpeakers()
	r.titledNames()
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Entity < 0 {
			r.rank(i, choose)
			if linked != nil && m.Entity >= 0 {
				linked(i)
			}
		}
		if m.Entity >= 0 {
			r.touch(i)
			r.enterHead(i)
		}
	}
}

// rank ties one mention.
func (r *reading) rank(i int, choose chooser) {
	m := &r.mentions[i]
	if m.apposed >= 0 {
		r.tie(i, r.names[r.nameAt[m.apposed]].entity)
		return
	}
	if e := r.quotedSpeaker(m); e >= 0 {
		r.tie(i, e)
		return
	}
	rule := r.ruleChoice(i)
	if rule >= 0 && r.entities[rule].Kind == doc.Group && len(r.entities[rule].Members) > 0 {
		r.tie(i, rule) // "the two leaders": a group has members, which only the rules find
		return
	}
	if rule >= 0 && (m.Form == doc.PronounForm && r.bySpeech(m) || m.Form == doc.NominalForm && m.Kind == doc.Person && !m.plural) {
		// Who goes on speaking, and which office is whose, the rules know from the
		// newspaper; the ranker learned from talk and encyclopedias.
		r.tie(i, rule)
		r.shown(&r.entities[rule], m)
		return
	}
	r.candidates = r.gather(r.candidates[:0], i, rule)
	if k := choose(i, r.candidates); k >= 0 {
		r.tie(i, r.candidates[k].entity)
		x := &r.entities[m.Entity]
		r.shown(x, m)
		x.pronouns = x.pronouns && m.Form == doc.PronounForm
		return
	}
	r.tie(i, r.describeNew(i))
	r.entities[m.Entity].thing = m.thing || m.Form == doc.PronounForm
	r.entities[m.Entity].pronouns = m.Form == doc.PronounForm
}

// shown lets a pronoun tell of an entity what its names did not: that it is a
// person, and of which gender.
func (r *reading) shown(x *entity, m *mention) {
	if m.Form != doc.PronounForm || m.gender != 'm' && m.gender != 'f' {
		return
	}
	if x.unsure && x.Kind != doc.Person {
		x.Kind, x.Gender, x.unsure = doc.Person, 0, false
	}
	if x.Gender == 0 && x.Kind == doc.Person {
		x.Gender = m.gender
	}
}

// ruleChoice is the entity the rules would tie a mention to, or -1.
func (r *reading) ruleChoice(i int) int32 {
	m := &r.mentions[i]
	switch {
	case m.thing:
		return -1
	case m.Form == doc.PronounForm:
		if r.tok[m.FirstToken].class&(pronounFirst|pronounWe|pronounYou) != 0 {
			return -1
		}
		return r.bestAntecedent(m)
	case m.Kind == doc.Group, m.plural && m.Kind != doc.Organization:
		return r.resolveGroup(i)
	case m.Kind == doc.Person:
		return r.resolvePerson(i)
	case m.Kind == doc.Organization:
		return r.resolveOrganization(i)
	}
	return r.resolvePlace(i)
}

// How many entities a mention is held against.
const (
	mostCandidates = 24
	lookedBack     = 90 // mentions
)

// gather lists the entities a mention may go back to, the latest first: those
// that agree with a pronoun; those a description has its head from, and the few
// before it.
func (r *reading) gather(out []candidate, i int, rule int32) []candidate {
	m := &r.mentions[i]
	r.stamp++
	rank := int32(0)
	limit := mostCandidates
	if m.Form != doc.PronounForm {
		limit = 6
		if !m.definite {
			limit = 2
		}
	}
	for k := len(r.recent) - 1; k >= 0 && k >= len(r.recent)-lookedBack && len(out) < limit; k-- {
		a := &r.mentions[r.recent[k]]
		x := &r.entities[a.Entity]
		if x.stamp == r.stamp {
			continue
		}
		x.stamp = r.stamp
		rank++
		if !r.possible(m, x) {
			continue
		}
		out = append(out, candidate{entity: int32(a.Entity), last: r.recent[k], rank: rank, rule: int32(a.Entity) == rule, match: r.headMatch(m, int32(a.Entity))})
	}
	if m.Form != doc.PronounForm {
		for e := r.lookup(r.headKey(m)); e >= 0 && len(out) < limit+4; e = r.entities[e].sameHead {
			out = r.also(out, m, e, rule, true)
		}
	}
	if rule >= 0 {
		out = r.also(out, m, rule, rule, r.headMatch(m, rule))
	}
	var most int32
	for k := range out {
		most = max(most, r.entities[out[k].entity].count)
	}
	for k := range out {
		out[k].order, out[k].most = int32(k), r.entities[out[k].entity].count == most
	}
	return out
}

// also adds an entity that is not among the candidates yet.
func (r *reading) also(out []candidate, m *mention, e, rule int32, match bool) []candidate {
	x := &r.entities[e]
	if x.lastHit < 0 || !r.possible(m, x) {
		return out
	}
	for k := range out {
		if out[k].entity == e {
			out[k].match = out[k].match || match
			return out
		}
	}
	return append(out, candidate{entity: e, last: x.lastHit, rank: 40, rule: e == rule, match: match})
}

// possible tells whether nothing speaks against an entity at once: gender, number,
// a person for a thing.
func (r *reading) possible(m *mention, x *entity) bool {
	if m.Form != doc.PronounForm {
		if m.Kind == doc.Person && !m.plural {
			return x.Kind == doc.Person && !(m.gender != 0 && x.Gender != 0 && m.gender != x.Gender) || x.thing
		}
		return x.Kind != doc.Person || m.plural || m.thing && x.generic
	}
	switch m.gender {
	case 'm', 'f':
		return (x.Kind == doc.Person || x.unsure || x.thing && x.Gender != 'p') && x.Gender != 'm'+'f'-m.gender
	case 'n':
		return x.Kind != doc.Person || x.generic && x.Gender == 0
	}
	return true
}

// headKey is the key of a mention's head word.
func (r *reading) headKey(m *mention) model.Hash {
	return model.HashString(r.d.Words[r.treeHead(m)].Lemma).With(saltLemma)
}

// enterHead puts the entity of a mention under its head word.
func (r *reading) enterHead(i int) {
	m := &r.mentions[i]
	if m.Form == doc.PronounForm {
		return
	}
	key := r.headKey(m)
	e := int32(m.Entity)
	x := &r.entities[e]
	for _, h := range x.heads[:x.headCount] {
		if h == key {
			return
		}
	}
	if int(x.headCount) < len(x.heads) {
		x.heads[x.headCount] = key
		x.headCount++
	}
	if x.headCount == 1 {
		x.sameHead = r.enter(key, e)
	}
}

// headMatch tells whether a mention has a head that an earlier mention of an
// entity had.
func (r *reading) headMatch(m *mention, e int32) bool {
	if m.Form == doc.PronounForm {
		return false
	}
	x := &r.entities[e]
	key := r.headKey(m)
	for _, h := range x.heads[:x.headCount] {
		if h == key {
			return true
		}
	}
	return false
}

// choose is the chooser of a trained model.
func (r *reading) choose(cm *CorefModel) chooser {
	return func(i int, candidates []candidate) int {
		m := &r.mentions[i]
		matched := false
		for k := range candidates {
			matched = matched || candidates[k].match
		}
		r.features = r.newFeatures(r.features[:0], m, len(candidates), matched)
		best, top := -1, cm.table.Score(r.features)
		if len(candidates) > 0 && m.Form == doc.PronounForm && (m.gender == 'm' || m.gender == 'f') {
			top = float32(math.Inf(-1)) // a "he" is always somebody mentioned
		}
		for k := range candidates {
			r.features = r.pairFeatures(r.features[:0], m, &candidates[k])
			if s := cm.table.Score(r.features); s > top {
				best, top = k, s
			}
		}
		return best
	}
}

// Chains is the mentions of a document that mean the same, as corpora of
// coreference mark them: whole noun phrases, whatever they stand for, also those
// that a record does not show. It is for scoring; it needs what Run needs.
func (p *Pass) Chains(d *doc.Doc) [][]article.Span {
	r := p.read(d)
	defer p.release(r)
	at := make(map[int]int, len(r.entities))
	var out [][]article.Span
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Entity < 0 {
			continue
		}
		k, ok := at[m.Entity]
		if !ok {
			k = len(out)
			at[m.Entity] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], r.phraseSpan(m))
	}
	return out
}
