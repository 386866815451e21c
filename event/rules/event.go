// Package rules finds what people hold, attend or sign, planned or past, and what
// is said about it: when, where, who comes, what is on and off the agenda.
//
// In come tokens, tags, times, entities and statements; out goes the Events layer.
// It refuses to guess: a meeting that no word dates has no time, and a slot that
// nothing marks as planned or denied is not filled.
//
// The one idea: a report names one event many times over, and each sentence adds a
// little. So mentions are found first, then grouped into events, and only then is
// each clause asked which slot it fills and with what status.
package rules

import (
	"slices"
	"sync"

	"readout/article"
	"readout/doc"
)

// Pass gives the Events layer. It is safe to share.
type Pass struct {
	scratch *sync.Pool // of *reading
}

// New makes the pass.
func New() *Pass { return &Pass{scratch: &sync.Pool{New: func() any { return new(reading) }}} }

// Name is "event".
func (*Pass) Name() string { return "event" }

// Needs is every earlier layer but trees.
func (*Pass) Needs() doc.Layer {
	return doc.Tokens | doc.Tags | doc.Times | doc.Entities | doc.Statements
}

// Gives is the Events layer.
func (*Pass) Gives() doc.Layer { return doc.Events }

// Run fills d.Events.
func (p *Pass) Run(d *doc.Doc) error {
	r := p.scratch.Get().(*reading)
	defer func() {
		r.d = nil // what is in the pool holds no article
		p.scratch.Put(r)
	}()
	r.start(d)
	mentions := r.findMentions()
	groups := r.group(mentions)
	for _, g := range groups {
		r.settle(g)
	}
	r.fillSlots(groups)
	for _, g := range groups {
		g.statusFromSlots()
		if g.worthKeeping() {
			d.Events = append(d.Events, g.event)
		}
	}
	return nil
}

// reading is one article while its events are found. The slices parallel to the
// tokens answer in one step what every rule asks.
type reading struct {
	d         *doc.Doc
	classes   []class // the word lists each token stands in
	clauses   []clause
	clauseAt  []int32 // the clause of each token
	entityAt  []int32 // index into d.Mentions of the outermost mention over each token, or -1
	timeAt    []int32 // index into d.Times of the day or hour over each token, or -1
	statement []int32 // innermost statement whose content holds each token, or -1
	source    []bool  // the token stands in the source or cue of a statement
	size      []int32 // how many tokens the content that statement names has
}

// start makes a reading, new or used, ready for an article.
func (r *reading) start(d *doc.Doc) {
	n := len(d.Tokens)
	r.d = d
	r.clauses = r.clauses[:0]
	r.entityAt, r.timeAt, r.statement = filled(r.entityAt, n), filled(r.timeAt, n), filled(r.statement, n)
	r.clauseAt, r.size = slices.Grow(r.clauseAt[:0], n)[:n], slices.Grow(r.size[:0], n)[:n]
	r.classes = slices.Grow(r.classes[:0], n)[:n]
	r.source = slices.Grow(r.source[:0], n)[:n]
	clear(r.source)
	for i := range d.Tokens {
		r.classes[i] = classes[d.LowerForm(i)]
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		for t := m.FirstToken; t < m.EndToken && t < n; t++ {
			if r.entityAt[t] < 0 && m.Entity >= 0 {
				r.entityAt[t] = int32(i)
			}
		}
	}
	for i := range d.Times {
		if v := d.Times[i].Value; d.Times[i].Type != doc.Date && d.Times[i].Type != doc.Clock || v == "" || v[0] != 'X' && (v[0] < '0' || v[0] > '9') {
			continue // "now" and "three days" date nothing
		}
		for t := d.Times[i].FirstToken; t < d.Times[i].EndToken && t < n; t++ {
			r.timeAt[t] = int32(i)
		}
	}
	for i := range d.Statements {
		r.markStatement(i)
	}
	r.splitClauses()
}

// markStatement marks the tokens of one statement; of two contents over a token
// the shorter, which is the inner one, wins.
func (r *reading) markStatement(i int) {
	s := &r.d.Statements[i]
	for _, sp := range s.Content {
		first, end := r.d.TokensIn(sp)
		for t := first; t < end; t++ {
			if r.statement[t] < 0 || int32(end-first) < r.size[t] {
				r.statement[t], r.size[t] = int32(i), int32(end-first)
			}
		}
	}
	for _, part := range [...][]article.Span{s.Source, s.Cue} {
		for _, sp := range part {
			first, end := r.d.TokensIn(sp)
			for t := first; t < end; t++ {
				r.source[t] = true
			}
		}
	}
}

// filled is n times -1, in the memory of s where that is enough.
func filled(s []int32, n int) []int32 {
	s = slices.Grow(s[:0], n)[:n]
	for i := range s {
		s[i] = -1
	}
	return s
}

// is tells whether token i is one of the words, in any case.
func (r *reading) is(i int, words ...string) bool {
	if i < 0 || i >= len(r.d.Tokens) {
		return false
	}
	form := r.d.LowerForm(i)
	for _, w := range words {
		if form == w {
			return true
		}
	}
	return false
}

// isA tells whether token i stands in one of the word lists.
func (r *reading) isA(i int, list class) bool {
	return i >= 0 && i < len(r.classes) && r.classes[i]&list != 0
}

// upos is the tag of token i, NoUPOS outside the text.
func (r *reading) upos(i int) doc.UPOS {
	if i < 0 || i >= len(r.d.Words) {
		return doc.NoUPOS
	}
	return r.d.Words[i].UPOS
}

// lemma is the lemma of token i, "" outside the text.
func (r *reading) lemma(i int) string {
	if i < 0 || i >= len(r.d.Words) {
		return ""
	}
	return r.d.Words[i].Lemma
}
