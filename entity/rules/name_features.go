package rules

import (
	"unicode"
	"unicode/utf8"

	"readout/doc"
	"readout/model"
)

// nameVersion is that of the features below: it changes with them.
const nameVersion = 1

// The labels of the name finder: outside, and the beginning and the rest of a
// name of each kind.
const (
	outside = iota
	beginPerson
	insidePerson
	beginOrganization
	insideOrganization
	beginPlace
	insidePlace
	beginOther
	insideOther
	nameLabels
)

// labelOf is the label of a name's first or later token.
func labelOf(kind doc.EntityKind, inside bool) uint8 {
	l := uint8(beginOther)
	switch kind {
	case doc.Person:
		l = beginPerson
	case doc.Organization:
		l = beginOrganization
	case doc.Place, doc.Facility:
		l = beginPlace
	}
	if inside {
		l++
	}
	return l
}

// kindOfLabel is the kind that a label stands for.
func kindOfLabel(l uint8) doc.EntityKind {
	switch l {
	case beginPerson, insidePerson:
		return doc.Person
	case beginOrganization, insideOrganization:
		return doc.Organization
	case beginPlace, insidePlace:
		return doc.Place
	}
	return doc.Other
}

// reach is how far from a capital a token may stand and still be looked at.
const reach = 2

// stretches yields the runs of tokens near capitals: nothing else is a name.
func (r *reading) stretches(yield func(first, end int) bool) {
	for s := range r.d.Sentences {
		sent := r.d.Sentences[s]
		first, last := -1, -1
		for i := sent.FirstToken; i < sent.EndToken; i++ {
			if r.tok[i].shape&capitalised == 0 && r.tok[i].entry < 0 {
				continue
			}
			if last >= 0 && i-reach > last+reach+1 {
				if !yield(first, min(last+reach+1, sent.EndToken)) {
					return
				}
				first = -1
			}
			if first < 0 {
				first = max(sent.FirstToken, i-reach)
			}
			last = i
		}
		if first >= 0 && !yield(first, min(last+reach+1, sent.EndToken)) {
			return
		}
	}
}

// runAround is the run of capitals that token i stands in, small words inside it
// and titles before it left out; i, i for a token in none.
func (r *reading) noteRuns(first, end int) {
	r.run = sized(r.run, len(r.tok))
	for i := first; i < end; {
		if r.tok[i].shape&capitalised == 0 {
			i++
			continue
		}
		j := i + 1
		for j < end {
			t := &r.tok[j]
			if t.shape&capitalised != 0 {
				j++
				continue
			}
			if j+1 < end && r.tok[j+1].shape&capitalised != 0 && (t.class&particle != 0 || r.isForm(j, "of", "for", "&", "and") || r.hyphen(j) && r.glued(j)) && !r.isForm(j, "and") {
				j += 2
				continue
			}
			break
		}
		for k := i; k < j; k++ {
			r.run[k] = span32{int32(i), int32(j)}
		}
		i = j
	}
}

type span32 struct{ first, end int32 }

// nameFeatures appends the features of token i of a stretch.
func (r *reading) nameFeatures(out []uint32, i, first, end int) []uint32 {
	n := model.Hash(0)
	add := func(values ...model.Hash) {
		n++
		h := n
		for _, v := range values {
			h = h.With(v)
		}
		out = append(out, h.Row())
	}
	at := func(k int) *token {
		if k < first || k >= end {
			return &noToken
		}
		return &r.tok[k]
	}
	t, p, q := at(i), at(i-1), at(i+1)
	pp, qq := at(i-2), at(i+2)
	sh, shp, shq := r.shapeCode(i, first, end), r.shapeCode(i-1, first, end), r.shapeCode(i+1, first, end)
	// Words. A capital's own word is known only if a table has it or it is common.
	if r.knowsWord(i) {
		add(t.hash)
		add(t.hash, shp)
	} else {
		n += 2
	}
	add(p.hash)
	add(q.hash)
	add(pp.hash, p.hash)
	add(q.hash, qq.hash)
	add(p.hash, q.hash)
	// How it is written.
	add(sh)
	add(sh, shp)
	add(sh, shq)
	add(shp, sh, shq)
	low := r.lower(i)
	add(ending(low, 2), sh)
	add(ending(low, 3), sh)
	add(ending(low, 4), sh)
	add(beginning(low, 3), sh)
	// What the tables say.
	c, cp, cq := nameClasses(t.class), nameClasses(p.class), nameClasses(q.class)
	add(c, sh)
	add(c, cp)
	add(c, cq)
	add(cp, sh, cq)
	eb, ep, eq := r.entryCode(i, first, end), r.entryCode(i-1, first, end), r.entryCode(i+1, first, end)
	add(eb)
	add(eb, ep)
	add(eb, eq)
	add(eb, cq, cp)
	// What it is in the sentence.
	x, xp, xq := model.Hash(r.xpos(i)), model.Hash(r.xpos(i-1)), model.Hash(r.xpos(i+1))
	add(x, sh)
	add(xp, x)
	add(x, xq)
	add(xp, sh, xq)
	// What the rules find, and what the whole article shows of the word.
	a, ap, aq := r.ruleCode(i), r.ruleCode(i-1), r.ruleCode(i+1)
	add(a)
	add(a, ap)
	add(a, aq)
	add(a, sh, c)
	add(a, p.hash)
	add(a, q.hash)
	if t.shape&capitalised != 0 {
		f := &r.forms[t.form]
		add(seen(f), sh)
		add(seen(f), a)
	} else {
		n += 2
	}
	// The run of capitals it stands in: its place there, its ends, its neighbours.
	run := r.run[i]
	if run.end > run.first {
		last, begin := &r.tok[run.end-1], &r.tok[run.first]
		size := model.Hash(min(run.end-run.first, 5))
		place := model.Hash(min(int32(i)-run.first, 3))*4 + model.Hash(min(run.end-int32(i), 3))
		cl, cb := nameClasses(last.class), nameClasses(begin.class)
		add(size, place)
		add(cl, place)
		add(cb, place)
		if r.knowsWord(int(run.end) - 1) {
			add(last.hash, place)
		} else {
			n++
		}
		before, after := at(int(run.first)-1), at(int(run.end))
		add(before.hash, place)
		add(after.hash, place)
		add(before.hash, after.hash, size)
		add(ending(r.lower(int(run.end)-1), 3), place)
		add(r.entryCode(int(run.first), first, end), place, size)
		// All its words together, and the runs beside it.
		var all class
		for k := run.first; k < run.end; k++ {
			all |= r.tok[k].class
		}
		add(nameClasses(all)&model.Hash(orgHead|orgTail|orgLead|facilityHead|placeHead|placeLead|eventHead|given|titleWord), place, size)
		add(before.hash, cl, place)
		add(after.hash, cl, place)
		add(before.hash, at(int(run.first)-2).hash, place)
		add(after.hash, at(int(run.end)+1).hash, place)
		if k := r.runBefore(int(run.first), first); k >= 0 {
			o := r.run[k]
			b := between(r, k+1, int(run.first))
			add(nameClasses(r.tok[k].class), b, place)
			add(r.ruleCode(k), b, place)
			add(r.entryCode(k, first, end), b, place)
			add(model.Hash(min(o.end-o.first, 4)), size, b)
			if r.spells(o, run) {
				add(nameClasses(r.tok[k].class), place)
			} else {
				n++
			}
		} else {
			n += 5
		}
		if k := r.runAfter(int(run.end), end); k >= 0 {
			o := r.run[k]
			b := between(r, int(run.end), k)
			add(nameClasses(r.tok[o.end-1].class), b, place)
			add(r.ruleCode(k), b, place)
			add(r.entryCode(k, first, end), b, place)
			if r.spells(run, o) {
				add(cl, place)
			} else {
				n++
			}
		}
	}
	return out
}

// runBefore is the last token of the run of capitals that ends at most three
// tokens before token i, or -1.
func (r *reading) runBefore(i, first int) int {
	for k := i - 1; k >= max(first, i-3); k-- {
		if r.run[k].end > r.run[k].first {
			return k
		}
	}
	return -1
}

// runAfter is the first token of the run that begins at most two tokens after
// token i, or -1.
func (r *reading) runAfter(i, end int) int {
	for k := i; k < min(end, i+3); k++ {
		if r.run[k].end > r.run[k].first {
			return k
		}
	}
	return -1
}

// between is the words of tokens [from, to), as a feature.
func between(r *reading, from, to int) model.Hash {
	h := model.Hash(7)
	for k := from; k < to; k++ {
		h = h.With(r.tok[k].hash)
	}
	return h
}

// spells tells whether run b is one word of the initials of run a: "Harbour
// Workers Union (HWU)".
func (r *reading) spells(a, b span32) bool {
	if b.end-b.first != 1 || r.tok[b.first].shape&capitalised == 0 || !r.isForm(int(b.first)-1, "(") {
		return false
	}
	short := r.d.LowerForm(int(b.first))
	at := 0
	for k := a.first; k < a.end; k++ {
		if r.tok[k].shape&capitalised != 0 && at < len(short) && r.d.LowerForm(int(k))[0] == short[at] {
			at++
		}
	}
	return at == len(short) && at > 1
}

var noToken = token{entry: -1}

// knowsWord tells whether a word may be a feature by itself: what is written with a
// capital must be in a table, so that no names are learned by heart.
func (r *reading) knowsWord(i int) bool {
	t := &r.tok[i]
	return t.shape&capitalised == 0 || t.word != 0 && t.class != 0
}

func (r *reading) lower(i int) string { return r.d.LowerForm(i) }

// shapeCode is how a token is written, as a feature.
func (r *reading) shapeCode(i, first, end int) model.Hash {
	if i < first || i >= end {
		return 1
	}
	t := &r.tok[i]
	s := r.d.Form(i)
	switch r.d.Tokens[i].Kind {
	case doc.NumberToken:
		return 2 + model.Hash(min(len(s), 5))
	case doc.PunctToken, doc.SymbolToken:
		return 16 + model.Hash(s[0])
	}
	code := model.Hash(300)
	switch {
	case t.shape&allCaps != 0:
		code = 310 + model.Hash(min(utf8.RuneCountInString(s), 6))
	case t.shape&initial != 0:
		code = 320
	case t.shape&capitalised != 0:
		code = 321
		rest := s[1:]
		for _, c := range rest {
			if unicode.IsUpper(c) {
				code = 322 // "McCain", "iPhone"
				break
			}
		}
		if len(s) <= 3 {
			code += 4
		}
	}
	if t.shape&opens != 0 {
		code += 32
	}
	return code
}

// entryCode is what the tables have at a token: the sort of the name that begins
// or goes on there.
func (r *reading) entryCode(i, first, end int) model.Hash {
	if i < first || i >= end {
		return 1
	}
	for k := i; k >= max(first, i-4); k-- {
		if e := r.tok[k].entry; e >= 0 && int(r.tok[k].end) > i {
			x := &r.kb.entries[e]
			code := 2 + 4*model.Hash(x.sort)
			if k < i {
				code++
			}
			if x.ambiguous {
				code += 2
			}
			return code
		}
	}
	return 0
}

// ruleCode is what the rules make of a token: the kind of the name they find, its
// beginning or the rest, and how they know.
func (r *reading) ruleCode(i int) model.Hash {
	if i < 0 || i >= len(r.nameAt) || r.nameAt[i] < 0 {
		return 0
	}
	n := &r.names[r.nameAt[i]]
	return 1 + model.Hash(labelOf(n.kind, int(n.first) < i))*4 + model.Hash(n.sure)
}

// nameClasses is the classes that tell of names.
func nameClasses(c class) model.Hash {
	const telling = titleWord | kin | suffix | particle | orgHead | orgTail | orgLead | facilityHead | placeHead | placeLead | eventHead | relation |
		orgNoun | placeNoun | month | weekday | direction | creed | given | familyFirst | modifier | said | locative | determiner
	return model.Hash(c & telling)
}

// seen is how an article writes a word, as a feature.
func seen(f *form) model.Hash {
	code := model.Hash(min(f.capital, 2))*3 + model.Hash(min(f.small, 2))
	if f.surname {
		code += 16
	}
	if f.forename {
		code += 32
	}
	return code
}

// ending and beginning are the last and first n bytes of a word, as a feature.
func ending(s string, n int) model.Hash {
	return model.HashString(s[max(0, len(s)-n):])
}

func beginning(s string, n int) model.Hash { return model.HashString(s[:min(n, len(s))]) }
