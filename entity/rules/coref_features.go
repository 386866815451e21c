package rules

import (
	"readout/doc"
	"readout/model"
)

// corefVersion is that of the features below: it changes with them.
const corefVersion = 1

// candidate is an entity that a mention may go back to.
type candidate struct {
	entity int32
	last   int32 // its latest mention before
	rank   int32 // how many other entities were mentioned since
	rule   bool  // the rules would choose it
	match  bool  // an earlier mention of it has the same head
	order  int32 // its place among the candidates
	most   bool  // nobody among them has been mentioned more often
}

// typeOf is what sort of mention a mention is, as a feature: a pronoun by its
// word, a description by its determiner, a name by its kind.
func (r *reading) typeOf(m *mention) model.Hash {
	switch m.Form {
	case doc.PronounForm:
		if r.tok[m.FirstToken].class&(pronounMale|pronounFemale) != 0 {
			// He and she go by the same rules.
			return 2 + boolOf(r.xpos(m.FirstToken) == doc.XPRPS) + 2*boolOf(r.isForm(m.FirstToken, "he", "she"))
		}
		return r.tok[m.FirstToken].hash
	case doc.NameForm, doc.MetonymForm:
		switch m.Kind {
		case doc.Person:
			return 11
		case doc.Organization:
			return 12
		case doc.Place, doc.Facility:
			return 13
		}
		return 14
	}
	t := model.Hash(20)
	switch {
	case r.is(m.FirstToken, demonstrative):
		t = 21
	case r.is(m.FirstToken, possessive):
		t = 22
	case r.is(m.FirstToken, definite):
		t = 23
	case r.is(m.FirstToken, indefinite):
		t = 24
	case r.nameAt[m.FirstToken] >= 0:
		t = 25
	}
	if m.plural {
		t += 8
	}
	return t
}

// coarse is typeOf in few classes.
func (r *reading) coarse(m *mention) model.Hash {
	if m.Form != doc.PronounForm {
		if m.Form == doc.NominalForm {
			return 1 + model.Hash(boolOf(m.definite))
		}
		return 3
	}
	switch c := r.tok[m.FirstToken].class; {
	case c&(pronounMale|pronounFemale) != 0:
		return 4
	case c&pronounThing != 0:
		return 6
	case c&pronounPlural != 0:
		return 7
	case c&pronounFirst != 0:
		return 8
	case c&pronounWe != 0:
		return 9
	case c&pronounYou != 0:
		return 10
	}
	return 11
}

func boolOf(b bool) model.Hash {
	if b {
		return 1
	}
	return 0
}

// bucket folds a distance to eight classes.
func bucket(n int) model.Hash {
	switch {
	case n < 5:
		return model.Hash(max(n, 0))
	case n < 9:
		return 5
	case n < 17:
		return 6
	}
	return 7
}

// adder numbers feature templates and hashes what they see.
type adder struct {
	out []uint32
	n   model.Hash
}

func (a *adder) add(values ...model.Hash) {
	a.n++
	h := a.n
	for _, v := range values {
		h = h.With(v)
	}
	a.out = append(a.out, h.Row())
}

// newFeatures appends what speaks for a mention to begin an entity.
func (r *reading) newFeatures(out []uint32, m *mention, candidates int, matched bool) []uint32 {
	f := adder{out: out, n: 1000}
	d := r.d
	t, c := r.typeOf(m), r.coarse(m)
	h := r.treeHead(m)
	w := &d.Words[h]
	f.add(t)
	f.add(t, boolOf(matched))
	f.add(c, model.Hash(w.Rel))
	f.add(t, bucket(d.SentenceOf(m.FirstToken)))
	f.add(c, model.Hash(min(candidates, 3)))
	f.add(c, bucket(m.Head-m.FirstToken))
	var parent, after model.Hash
	if w.Head >= 0 {
		parent = model.HashString(d.Words[w.Head].Lemma)
	}
	if m.EndToken < len(r.tok) {
		after = r.tok[m.EndToken].hash
	}
	f.add(c, model.Hash(w.Rel), parent)
	f.add(t, after)
	if m.Form != doc.PronounForm {
		f.add(model.HashString(w.Lemma), boolOf(matched))
		f.add(model.HashString(w.Lemma), boolOf(m.definite))
		f.add(nounClasses(r.tok[h].class), boolOf(matched), boolOf(m.definite))
		f.add(t, boolOf(int(r.yield[h].end) > h+1), boolOf(matched))
		f.add(t, boolOf(m.role.n > 0), boolOf(matched))
	} else {
		f.n += 5
		if m.gender == 'n' {
			f.add(boolOf(r.expletive(m.FirstToken)), t)
			f.add(parent, model.Hash(w.Rel), after)
		}
	}
	return f.out
}

// nounClasses is the classes that tell what a noun stands for.
func nounClasses(c class) model.Hash {
	return model.Hash(c & (personNoun | plural | thingNoun | sideNoun | groupNoun | eventHead | relation | facilityHead | seatNoun))
}

// pairFeatures appends what speaks for mention m to go back to a candidate.
func (r *reading) pairFeatures(out []uint32, m *mention, k *candidate) []uint32 {
	f := adder{out: out}
	d := r.d
	x := &r.entities[k.entity]
	a := &r.mentions[k.last]
	t, c, ta, ca := r.typeOf(m), r.coarse(m), r.typeOf(a), r.coarse(a)
	tok, at := &d.Tokens[m.FirstToken], &d.Tokens[a.FirstToken]
	sentences := int(tok.Sentence - at.Sentence)
	h, ha := r.treeHead(m), r.treeHead(a)
	w, wa := &d.Words[h], &d.Words[ha]
	kind := kindCode(x)
	both := c*16 + ca
	near := model.Hash(min(sentences, 3))
	rule := boolOf(k.rule)

	f.add(t, ta)
	f.add(c, kind, r.agreement(m.gender, x.Gender))
	f.add(c, kind, r.agreement(m.gender, a.gender), boolOf(a.plural))
	f.add(both, bucket(sentences))
	f.add(c, bucket(int(k.rank)))
	f.add(c, near, bucket(int(k.rank)))
	f.add(c, bucket(m.FirstToken-a.Head), near)
	f.add(c, rule)
	f.add(both, rule, near)
	f.add(both, model.Hash(w.Rel), model.Hash(wa.Rel))
	f.add(c, near, model.Hash(wa.Rel))
	f.add(c, near, model.Hash(w.Rel), model.Hash(wa.Rel))
	f.add(c, boolOf(w.Rel == wa.Rel), near)
	f.add(c, boolOf(r.isSubject(a)), near)
	f.add(c, bucket(int(x.count)), kind)
	f.add(c, bucket(int(x.subject)), near)
	f.add(c, bucket(int(k.order)), near)
	f.add(c, boolOf(k.most), near, bucket(int(k.order)))
	f.add(c, bucket(int(k.order)), model.Hash(wa.Rel), model.Hash(w.Rel))
	f.add(c, r.depth(ha), near, model.Hash(wa.Rel))
	f.add(c, r.depth(h), r.depth(ha), near)
	f.add(c, model.Hash(w.Rel), boolOf(r.isSubject(a)), near, boolOf(k.most))
	// Quotations and paragraphs.
	q := quoteCode(tok, at)
	f.add(c, q, near)
	if tok.Quote >= 0 {
		f.add(c, boolOf(r.speaker[r.outermost(tok.Quote)] == k.entity))
	} else {
		f.n++
	}
	blocks := d.Sentences[tok.Sentence].Block - d.Sentences[at.Sentence].Block
	f.add(both, model.Hash(min(blocks, 4)))
	f.add(t, ta, model.Hash(min(blocks, 3)))
	f.add(c, boolOf(r.bySpeech(m)), boolOf(r.bySpeech(a)), near)
	// Where the two stand in one sentence.
	if sentences == 0 {
		f.add(c, boolOf(r.binds(m, a)))
		f.add(c, model.Hash(w.Rel), boolOf(w.Head == int32(ha)))
		f.add(c, model.Hash(w.Rel), boolOf(wa.Head >= 0 && wa.Head == w.Head), model.Hash(wa.Rel))
		f.add(c, model.Hash(wa.Rel), boolOf(int(wa.Head) == h), r.copula(h))
		f.add(c, r.commands(ha, h), model.Hash(wa.Rel))
		f.add(both, boolOf(r.inside(m, a)), boolOf(r.inside(a, m)))
		f.add(c, bucket(m.FirstToken-a.EndToken))
	} else {
		f.n += 7
	}
	if int(a.EndToken) < len(r.tok) && c != 4 {
		f.add(c, r.tok[a.EndToken].hash, near)
	} else {
		f.n++
	}
	// What a description says, and what the other is called.
	if m.Form != doc.PronounForm {
		same := w.Lemma == wa.Lemma
		f.add(t, boolOf(same), boolOf(k.match))
		f.add(both, boolOf(k.match), near)
		f.add(t, boolOf(k.match), r.modsCode(m, a))
		f.add(t, ta, boolOf(k.match))
		f.add(boolOf(k.match), model.HashString(w.Lemma), boolOf(m.definite))
		f.add(nounClasses(r.tok[h].class), kind, boolOf(k.match))
		f.add(nounClasses(r.tok[h].class), nounClasses(r.tok[ha].class), boolOf(m.definite))
		f.add(boolOf(r.sameWords(m, a)), t)
		f.add(t, kind, rule)
		if a.Form == doc.NominalForm && !k.match {
			f.add(model.HashString(w.Lemma), model.HashString(wa.Lemma))
		} else if a.Form != doc.PronounForm {
			f.add(model.HashString(w.Lemma), kind)
		}
	} else {
		f.n += 10
		f.add(t, nounClasses(r.tok[ha].class), boolOf(a.thing))
		if a.Form == doc.NominalForm {
			f.add(c, ending(wa.Lemma, 3))
			f.add(c, model.HashString(wa.Lemma))
		} else {
			f.n += 2
		}
		if w.Head >= 0 && c != 4 {
			f.add(c, model.HashString(d.Words[w.Head].Lemma), kind)
		}
	}
	return f.out
}

// agreement is how two genders agree: both unknown, one unknown, the same, others.
func (r *reading) agreement(a, b byte) model.Hash {
	switch {
	case a == 0 || b == 0:
		return boolOf(a == b)
	case a == b:
		return 2
	}
	return 3 + model.Hash(b)
}

// kindCode is an entity's kind, as a feature.
func kindCode(x *entity) model.Hash {
	k := model.Hash(1)
	switch x.Kind {
	case doc.Person:
		k = 2
	case doc.Organization:
		k = 3
	case doc.Place, doc.Facility:
		k = 4
	case doc.Group:
		k = 5
	}
	if x.generic {
		k += 8
	}
	if x.thing {
		k += 16
	}
	if x.pronouns {
		k += 32
	}
	return k
}

func quoteCode(a, b *doc.Token) model.Hash {
	switch {
	case a.Quote < 0 && b.Quote < 0:
		return 0
	case a.Quote == b.Quote:
		return 1
	case a.Quote < 0:
		return 2
	case b.Quote < 0:
		return 3
	}
	return 4
}

// outermost is the quotation that holds a quotation and stands in none.
func (r *reading) outermost(q int32) int32 {
	for r.d.Quotes[q].Parent >= 0 {
		q = int32(r.d.Quotes[q].Parent)
	}
	return q
}

// copula tells whether token h is a predicate noun: "X is the president".
func (r *reading) copula(h int) model.Hash {
	for i := h - 1; i >= max(0, h-8); i-- {
		if w := &r.d.Words[i]; int(w.Head) == h && w.Rel == doc.Cop {
			return 1
		}
	}
	return 0
}

// commands is how token a stands to token b in the tree: 1 if a hangs on a word
// above b, 2 if a is itself above b, 3 if b is above a, 0 otherwise.
func (r *reading) commands(a, b int) model.Hash {
	pa := int(r.d.Words[a].Head)
	for h, n := int(r.d.Words[b].Head), 0; h >= 0 && n < 12; n++ {
		switch h {
		case a:
			return 2
		case pa:
			return 1 + 4*model.Hash(min(n, 3))
		}
		h = int(r.d.Words[h].Head)
	}
	for h, n := pa, 0; h >= 0 && n < 12; n++ {
		if h == b {
			return 3
		}
		h = int(r.d.Words[h].Head)
	}
	return 0
}

// depth is how many words stand above a token in its tree, four at most.
func (r *reading) depth(t int) model.Hash {
	n := model.Hash(0)
	for h := int(r.d.Words[t].Head); h >= 0 && n < 4; h = int(r.d.Words[h].Head) {
		n++
	}
	return n
}

// inside tells whether mention a lies in the phrase of mention m.
func (r *reading) inside(m, a *mention) bool {
	y := r.yield[r.treeHead(m)]
	return int(y.first) <= a.FirstToken && a.EndToken <= int(y.end)
}

// modsCode is how the words before two heads agree: none, the same, those of m in
// a, some, others.
func (r *reading) modsCode(m, a *mention) model.Hash {
	n, shared := 0, 0
	for t := m.FirstToken; t < m.Head; t++ {
		if r.tok[t].class&(determiner|possessive) != 0 || r.d.Tokens[t].Kind == doc.PunctToken {
			continue
		}
		n++
		for k := a.FirstToken; k < a.EndToken; k++ {
			if r.tok[k].hash == r.tok[t].hash {
				shared++
				break
			}
		}
	}
	extra := 0
	for k := a.FirstToken; k < a.Head; k++ {
		if r.tok[k].class&(determiner|possessive) == 0 {
			extra++
		}
	}
	switch {
	case n == 0 && extra == 0:
		return 0
	case n == 0:
		return 1
	case shared == n:
		return 2
	case shared > 0:
		return 3
	}
	return 4 + boolOf(extra > 0)
}

// sameWords tells whether two mentions are the same words, their determiners apart.
func (r *reading) sameWords(m, a *mention) bool {
	i, j := m.FirstToken, a.FirstToken
	if r.is(i, determiner) && i < m.Head {
		i++
	}
	if r.is(j, determiner) && j < a.Head {
		j++
	}
	if m.EndToken-i != a.EndToken-j {
		return false
	}
	for ; i < m.EndToken; i, j = i+1, j+1 {
		if r.tok[i].hash != r.tok[j].hash {
			return false
		}
	}
	return true
}
