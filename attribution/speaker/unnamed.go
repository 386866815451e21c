package speaker

import (
	"cmp"
	"slices"
	"strings"

	"readout/attribution/lexicon"
	"readout/doc"
)

// description returns the words of a source that describe an unnamed speaker: the noun phrase
// around its head, up to a comma or relative word. It is empty if the head is no noun.
func (r *Finder) description(source doc.Range, head int) doc.Range {
	if head < 0 || !r.Is(head, lexicon.NounTag) {
		return doc.Range{}
	}
	end := r.PhraseEnd(source.First, source.End)
	return doc.Range{First: source.First, End: max(end, head+1)}
}

// unnamed returns the entity of a description: the one created earlier for the same words, the
// one that "the official" refers back to, or a new one. It is never a named entity.
func (r *Finder) unnamed(s doc.Range) []int {
	d := r.Doc
	name := r.Written(s.First, s.End)
	if r.Is(s.First, lexicon.DeterminerTag|lexicon.PossessiveTag) {
		name = d.LowerForm(s.First) + strings.TrimPrefix(name, d.Form(s.First))
	}
	back := "the " + r.Word(r.HeadOf(s)).Lemma // the last one with that head noun
	e, known := r.described[name]
	if !known && s.End-s.First == 2 && r.Is(s.First, lexicon.Definite) {
		e, known = r.described[back]
	}
	kind := r.kindOfDescription(s)
	if !known {
		e = len(d.Entities)
		d.Entities = append(d.Entities, doc.Entity{Kind: kind, Name: name})
	}
	r.described[name] = e
	if !r.Is(r.HeadOf(s), lexicon.Office) {
		r.described[back] = e
	}
	r.mention(s, e, kind)
	return []int{e}
}

// kindOfDescription returns the kind of entity that the head of a description denotes.
func (r *Finder) kindOfDescription(s doc.Range) doc.EntityKind {
	head := r.HeadOf(s)
	switch {
	case head < 0:
		return doc.Other
	case r.Is(head, lexicon.PersonNoun) && r.Word(head).XPOS == doc.XNNS:
		return doc.Group
	case r.Is(head, lexicon.PersonNoun):
		return doc.Person
	case r.Is(head, lexicon.BodyNoun):
		return doc.Organization
	}
	return doc.Other
}

// mention gives entity e the mention at s: an existing mention without an entity, or else a new
// one, which Publish inserts.
func (r *Finder) mention(s doc.Range, e int, kind doc.EntityKind) {
	d := r.Doc
	for m := r.FirstMention(s.First); m < len(d.Mentions) && d.Mentions[m].FirstToken == s.First; m++ {
		if x := &d.Mentions[m]; x.Entity < 0 && x.Form != doc.PronounForm {
			x.Entity = e
			d.Entities[e].Mentions = append(d.Entities[e].Mentions, m)
			return
		}
	}
	head := r.HeadOf(s)
	r.added = append(r.added, doc.Mention{Span: d.Bytes(s), FirstToken: s.First, EndToken: s.End, Head: head,
		Form: doc.NominalForm, Kind: kind, Entity: e, By: r.by, Score: 1})
}

// Publish inserts the added mentions, keeping mentions in text order with outer ones before
// inner ones.
func (r *Finder) Publish() {
	if len(r.added) == 0 {
		return
	}
	d := r.Doc
	order := make([]int, 0, len(d.Mentions)+len(r.added))
	all := append(slices.Clone(d.Mentions), r.added...)
	for i := range all {
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(all[a].FirstToken, all[b].FirstToken), cmp.Compare(all[b].EndToken, all[a].EndToken))
	})
	d.Mentions = make([]doc.Mention, len(all))
	for i := range d.Entities {
		d.Entities[i].Mentions = d.Entities[i].Mentions[:0]
	}
	for place, i := range order {
		d.Mentions[place] = all[i]
		if e := all[i].Entity; e >= 0 {
			d.Entities[e].Mentions = append(d.Entities[e].Mentions, place)
		}
	}
}
