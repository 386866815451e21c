// Package entity finds the people, organisations, places and buildings of an article, the titles and roles they bear,
// and which words mean the same one.
//
// In come tokens, quotations, tags and the encoder's vectors; out go the Mentions and Entities layers. It refuses to
// know people: countries, seats of government and organisations stand in tables, a person is found by how the article
// writes of one. What nothing resolves stays unresolved and says so.
//
// The one idea: learned heads say what is likely, hard constraints what is possible. All names are found first, and
// each is decided by everything the article says of it, so that a surname in the headline is the person introduced two
// paragraphs below. Descriptions and pronouns are tied to entities after that, in text order.
package entity

import (
	"fmt"
	"slices"

	"readout/article"
	"readout/doc"
	"readout/encoder"
	"readout/entity/class"
	"readout/entity/coref"
	"readout/entity/heads"
	"readout/entity/kb"
	"readout/entity/lexical"
	"readout/entity/link"
	"readout/entity/mention"
	"readout/entity/names"
)

// Pass gives the Mentions and Entities layers. It is immutable and shared.
type Pass struct {
	kb    *kb.Base
	heads *heads.Heads
}

// New makes the pass.
//
// Errors: a head that the weights lack, or whose sizes do not fit.
func New(c *encoder.Core) (*Pass, error) {
	h, err := heads.Load(c)
	if err != nil {
		return nil, fmt.Errorf("entity: %w", err)
	}
	return &Pass{kb: kb.Builtin(), heads: h}, nil
}

// Name is "entity".
func (*Pass) Name() string { return "entity" }

// Needs is Tokens, Quotes, Vectors and Tags.
func (*Pass) Needs() doc.Layer { return doc.Tokens | doc.Quotes | doc.Vectors | doc.Tags }

// Gives is Mentions and Entities.
func (*Pass) Gives() doc.Layer { return doc.Mentions | doc.Entities }

// Run fills d.Mentions and d.Entities. It never fails.
func (p *Pass) Run(d *doc.Doc) error {
	publish(p.read(d))
	return nil
}

// read finds and links everything in a document.
func (p *Pass) read(d *doc.Doc) *link.Links {
	v := p.heads.On(d)
	defer v.Close()
	w := names.Find(lexical.New(d, p.kb), p.heads.Labels(), v.Names())
	l := link.Names(w, mention.Find(w, v.Phrases()))
	coref.Resolve(l, v)
	return l
}

// publish writes the layers: mentions in text order, an outer one before those inside it, and only entities that
// something but pronouns names.
func publish(r *link.Links) {
	d := r.Doc
	at := slices.Repeat([]int32{-1}, len(r.Entities))
	d.Mentions, d.Entities = make([]doc.Mention, 0, len(r.Mentions)), make([]doc.Entity, 0, len(r.Entities))
	for i := range r.Mentions {
		m := r.Mentions[i].Mention
		if m.Entity >= 0 && !r.Entities[m.Entity].Shown() {
			m.Entity = -1
		}
		third := m.Form == doc.PronounForm && r.Is(m.Head, class.PronounMale|class.PronounFemale|class.PronounPlural)
		open := m.Form == doc.NameForm && m.Kind == doc.Person && r.Mentions[i].Entity < 0 // a surname of several people
		if m.Entity < 0 && !third && !open || len(d.Mentions) > 0 && d.Mentions[len(d.Mentions)-1].Span == m.Span {
			continue
		}
		if e := m.Entity; e >= 0 {
			if at[e] < 0 {
				at[e] = int32(len(d.Entities))
				d.Entities = append(d.Entities, r.Entities[e].Entity)
			}
			m.Entity = int(at[e])
			x := &d.Entities[m.Entity]
			x.Mentions = append(x.Mentions, len(d.Mentions))
			m.Kind = x.Kind
		}
		d.Mentions = append(d.Mentions, m)
	}
	for i := range d.Entities {
		x := &d.Entities[i]
		kept := make([]int, 0, len(x.Members))
		for _, e := range x.Members {
			if at[e] >= 0 {
				kept = append(kept, int(at[e]))
			}
		}
		if x.Members = kept; len(kept) == 0 {
			x.Members = nil
		}
	}
}

// Names lists the bare names of a read document as corpora of names mark them: no title, no article, and an adjective
// or people of a country as Other, neither person nor place. It is for scoring; passes read d.Mentions.
func (p *Pass) Names(d *doc.Doc) []doc.Mention {
	var out []doc.Mention
	end := 0
	for _, m := range d.Mentions {
		if m.Name.Empty() || m.Name.Start < end {
			continue
		}
		end = m.Name.End
		m.Span = m.Name
		if m.Kind == doc.Place {
			if e := p.kb.Spelt(d.Cut(m.Name)); e != nil && (e.Sort == kb.Adjective || e.Sort == kb.Nationals) {
				m.Kind = doc.Other
			}
		}
		out = append(out, m)
	}
	return out
}

// Chains is the mentions of a document that mean the same, as corpora of coreference mark them: whole noun phrases,
// whatever they stand for, also those that a record does not show. It is for scoring; it needs what Run needs.
func (p *Pass) Chains(d *doc.Doc) [][]article.Span {
	r := p.read(d)
	at := make(map[int]int, len(r.Entities))
	var out [][]article.Span
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if m.Entity < 0 || m.Adjunct && !m.Whole {
			continue // "Vestrian" of "the Vestrian government" is not marked
		}
		k, ok := at[m.Entity]
		if !ok {
			k = len(out)
			at[m.Entity] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], d.SpanOf(m.Spot.First, m.Spot.Last+1))
	}
	return out
}
