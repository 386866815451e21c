package attribution

import (
	"readout/doc"
)

// role is what a ranker of spans looks for.
type role uint32

const (
	sourceRole role = iota
	contentRole
)

// cue is a candidate cue: tokens [first, end) of paragraph para.
type cue struct {
	first, end int32
	para       int32
	head       int32   // the token the rest of the article hangs on
	score      float32 // marginal probability of its first token as a beginning
}

// wordSpan is a span between two word tokens, both inside. first is -1 for none.
type wordSpan struct{ first, last int32 }

var noSpan = wordSpan{-1, -1}

func (w wordSpan) none() bool { return w.first < 0 }

func (w wordSpan) holds(i int32) bool { return w.first <= i && i <= w.last }

// scene is a cue seen from one role: everything its span features share.
type scene struct {
	v      *view
	m      *marginals
	role   role
	cue    cue
	source wordSpan // for contentRole: the source found, or none
	lo, hi int32    // the window: tokens [lo, hi)

	lex     uint32   // the cue's head word
	pattern uint32   // its tag, dependents and what stands beside it
	beside  uint32   // what stands beside it
	ruled   wordSpan // where the rules put the role
	sure    uint32   // how far to trust them: 0 they found no such cue
	geo     []place
}

// place is where one token of the window stands to the cue.
type place struct {
	order  uint8 // before or after cue and source
	gap    uint8 // words between it and cue or source, in steps
	sent   int8  // sentences between, -3 to 3
	via    uint32
	branch int32 // the child of the cue's head it hangs under, or -1
}

// window is how far from a cue a source or content may reach, in tokens.
const window = 220

// set prepares a scene for a cue; the source is noSpan for sourceRole.
func (x *scene) set(v *view, m *marginals, r role, c cue, source wordSpan) {
	x.v, x.m, x.role, x.cue, x.source = v, m, r, c, source
	p := v.para[c.para]
	x.lo, x.hi = max(p.first, c.first-window), min(p.end, c.end+window)
	h := &v.tok[c.head]
	x.lex = h.lex
	x.beside = v.besideClass(c.first-1, -1, p)<<8 | v.besideClass(c.end, 1, p)
	x.pattern = mix(mix(h.tag, uint32(h.kids)), x.beside)
	s, sure, known := v.rule.span(v, c, r)
	x.ruled, x.sure = s, 0
	if known {
		x.sure = 1
	}
	if sure {
		x.sure = 2
	}
	n := int(x.hi - x.lo)
	if cap(x.geo) < n {
		x.geo = make([]place, n)
	}
	x.geo = x.geo[:n]
	for i := x.lo; i < x.hi; i++ {
		x.geo[i-x.lo] = x.placeOf(i)
	}
}

// besideClass is the class of the token next to a cue on one side.
func (v *view) besideClass(i, step int32, p paragraph) uint32 {
	if i < p.first || i >= p.end {
		return 1
	}
	t := &v.tok[i]
	if t.punct != punctNone {
		c := 2 + uint32(t.punct)
		if t.punct == punctComma || t.punct == punctStop {
			// a comma before a closing mark is the mark's: look one further
			if j := i + step; j >= p.first && j < p.end && v.tok[j].punct == punctQuote {
				c += 8
			}
		}
		return c
	}
	switch t.upos {
	case doc.SCONJ:
		return 20
	case doc.ADP:
		return 21
	case doc.PRON:
		return 22
	case doc.PROPN:
		return 23
	case doc.NOUN:
		return 24
	case doc.VERB:
		return 25
	case doc.AUX:
		return 26
	case doc.PART:
		return 27
	case doc.DET:
		return 28
	}
	return 29
}

func (x *scene) placeOf(i int32) place {
	v, c := x.v, x.cue
	var g place
	switch {
	case i < c.first:
		g.order = 0
	case i < c.end:
		g.order = 1
	default:
		g.order = 2
	}
	from := between(v, i, c.first, c.end)
	if !x.source.none() {
		switch {
		case i < x.source.first:
			g.order |= 1 << 2
		case i <= x.source.last:
			g.order |= 2 << 2
		default:
			g.order |= 3 << 2
		}
		from = min(from, between(v, i, x.source.first, x.source.last+1))
	}
	g.gap = uint8(step(from))
	g.sent = int8(min(3, max(-3, v.tok[i].sentence-v.tok[c.first].sentence)))
	g.branch = -1
	j := i
	for range 16 {
		t := &v.tok[j]
		if t.head == c.head {
			g.branch = j
			g.via = t.rel
			break
		}
		if t.head < 0 {
			break
		}
		j = t.head
	}
	if g.branch < 0 && g.sent == 0 {
		// not under the cue: is the cue under it, or beside it?
		g.via = mix(v.tok[c.head].rel, 3)
	}
	return g
}

// between counts tokens between token i and the range [first, end).
func between(_ *view, i, first, end int32) int32 {
	if i < first {
		return first - i - 1
	}
	if i >= end {
		return i - end
	}
	return 0
}

// step sorts a count into steps that grow.
func step(n int32) uint32 {
	switch {
	case n < 5:
		return uint32(n)
	case n < 8:
		return 5
	case n < 12:
		return 6
	case n < 18:
		return 7
	case n < 28:
		return 8
	case n < 45:
		return 9
	}
	return 10
}

// level sorts a probability into levels.
func level(p float32) uint32 {
	switch {
	case p < 0.02:
		return 0
	case p < 0.1:
		return 1
	case p < 0.3:
		return 2
	case p < 0.5:
		return 3
	case p < 0.7:
		return 4
	case p < 0.9:
		return 5
	case p < 0.98:
		return 6
	}
	return 7
}

// around i, outside the paragraph counts as nothing.
func (x *scene) at(i int32) *token {
	p := x.v.para[x.cue.para]
	if i < p.first || i >= p.end {
		return &around
	}
	return &x.v.tok[i]
}

// mass is the marginal probability that token i belongs to the scene's role.
func (x *scene) mass(i int32) float32 {
	p := x.v.para[x.cue.para]
	if i < p.first || i >= p.end {
		return 0
	}
	if x.role == sourceRole {
		return x.m.source(i)
	}
	return x.m.content(i)
}

// edge appends the features of token i as the first (side 0) or last (side 1)
// word of the span looked for.
func (x *scene) edge(i int32, side int32, f []uint32) []uint32 {
	out, in := i-1, i+1 // the neighbour outside the span, and inside
	if side == 1 {
		out, in = i+1, i-1
	}
	t, o, n := x.at(i), x.at(out), x.at(in)
	oo := x.at(2*out - i)
	g := &x.geo[i-x.lo]
	salt := uint32(x.role)<<9 | uint32(side)<<8
	where := mix(salt, uint32(g.order)<<8|uint32(uint8(g.sent)))
	near := mix(where, uint32(g.gap))
	marks := uint32(o.mark)<<4 | uint32(t.mark)
	punct := uint32(o.punct)<<4 | uint32(oo.punct)
	top := t.topLeft
	full := uint32(0)
	if side == 1 {
		top = t.topRight
	}
	// the highest subtree that ends here and does not hold the cue
	var arc, arcHead uint32
	var topMost int32 = -1
	if top >= 0 {
		topMost = x.below(top, i, side)
	}
	if topMost >= 0 {
		c := &x.v.tok[topMost]
		arc = c.rel
		if c.head == x.cue.head {
			full = 1
		}
		if c.head >= 0 {
			arcHead = x.v.tok[c.head].tag
		}
	}
	if g.branch >= 0 {
		b := &x.v.tok[g.branch]
		if side == 0 && b.left == i || side == 1 && b.right == i {
			full |= 2
		}
	}
	edge := uint32(0)
	if o.sentence != t.sentence || o == &around {
		edge = 1
	} else if side == 1 && o.punct == punctStop && (oo == &around || oo.sentence != t.sentence || oo.punct == punctQuote) {
		edge = 2
	}
	lift := level(x.mass(i))<<4 | level(x.mass(out))
	begin := uint32(0)
	if side == 0 {
		begin = level(x.m.begin(x.role, i))
	}
	said := x.sure
	if at := [2]int32{x.ruled.first, x.ruled.last}[side]; !x.ruled.none() && at == i {
		said |= 4
	}
	entry := x.v.rule.entry[x.cue.head]
	return append(f,
		mix(128, mix(salt, said)), mix(129, mix(mix(salt, said), lift)), mix(130, mix(near, entry)), mix(131, mix(mix(where, entry), mix(arc, full))),
		mix(101, near), mix(102, mix(near, x.lex)), mix(103, mix(near, x.beside)), mix(104, mix(where, x.pattern)),
		mix(105, mix(where, o.lex)), mix(106, mix(where, t.lex)), mix(107, mix(salt, mix(o.lex, t.lex))), mix(108, mix(near, o.tag)),
		mix(109, mix(where, mix(o.tag, t.tag))), mix(110, mix(where, mix(o.tag, mix(t.tag, n.tag)))), mix(111, mix(where, mix(punct, marks))),
		mix(112, mix(mix(where, x.beside), mix(marks, edge))), mix(113, mix(where, mix(edge, x.lex))), mix(114, mix(mix(where, edge), mix(marks, punct))),
		mix(115, mix(where, mix(arc, full))), mix(116, mix(salt, mix(arc, mix(full, x.lex)))), mix(117, mix(where, mix(g.via, full))),
		mix(118, mix(mix(salt, g.via), mix(full, x.pattern))), mix(119, mix(where, mix(arc, arcHead))),
		mix(120, mix(salt, lift)), mix(121, mix(where, lift)), mix(122, mix(salt, mix(begin, lift))), mix(123, mix(mix(salt, lift), mix(punct, marks))),
		mix(124, mix(mix(where, t.upos32()), mix(o.upos32(), oo.upos32()))), mix(125, mix(mix(near, edge), mix(full, lift))),
		mix(126, mix(mix(salt, o.lex), mix(g.via, full))),
		mix(127, mix(where, mix(o.lex, oo.lex))),
	)
}

func (t *token) upos32() uint32 { return uint32(t.upos) }

// below is the highest token whose subtree has its edge at i without holding the
// cue, searched downwards from the highest of all.
func (x *scene) below(top, i, side int32) int32 {
	v := x.v
	t := &v.tok[top]
	if t.left > x.cue.head || t.right < x.cue.head {
		return top
	}
	// climb from the token itself while the subtree stays clear of the cue
	j := i
	best := int32(-1)
	for range 16 {
		c := &v.tok[j]
		if c.left <= x.cue.head && x.cue.head <= c.right {
			break
		}
		if side == 0 && c.left == i || side == 1 && c.right == i {
			best = j
		} else if best >= 0 {
			break
		}
		if c.head < 0 {
			break
		}
		j = c.head
	}
	return best
}

// pair appends the features of a span as a whole.
func (x *scene) pair(s wordSpan, f []uint32) []uint32 {
	v := x.v
	a, z := &v.tok[s.first], &v.tok[s.last]
	ga, gz := &x.geo[s.first-x.lo], &x.geo[s.last-x.lo]
	salt := mix(77, uint32(x.role))
	where := mix(salt, uint32(ga.order)<<4|uint32(gz.order))
	holdsSource := uint32(0)
	if !x.source.none() && s.first <= x.source.first && x.source.last <= s.last {
		holdsSource = 1
	}
	length := step(s.last - s.first)
	sentences := uint32(min(3, z.sentence-a.sentence))
	bo, ao := x.at(s.first-1), x.at(s.last+1)
	sentEdge := uint32(0)
	if bo.sentence != a.sentence || bo == &around {
		sentEdge |= 1
	}
	if ao.sentence != z.sentence || ao == &around || ao.punct == punctStop {
		sentEdge |= 2
	}
	quotes := uint32(a.mark)<<12 | uint32(z.mark)<<8 | uint32(bo.mark)<<4 | uint32(ao.mark)
	if a.quote == z.quote {
		quotes |= 1 << 16
	}
	// one subtree, and whose
	var unit, unitRel uint32
	if a.topLeft >= 0 && a.topLeft == z.topRight {
		unit, unitRel = 1, v.tok[a.topLeft].rel
		if v.tok[a.topLeft].head == x.cue.head {
			unit = 2
		}
	}
	if ga.branch >= 0 && ga.branch == gz.branch {
		b := &v.tok[ga.branch]
		unit |= 4
		if b.left == s.first {
			unit |= 8
		}
		if b.right == s.last || x.onlyPunct(s.last+1, b.right) {
			unit |= 16
		}
	}
	head := v.spanHead(s)
	h := &v.tok[head]
	toCue := uint32(0)
	if h.head == x.cue.head {
		toCue = 1
	} else if v.tok[x.cue.head].head == head {
		toCue = 2
	} else if h.head >= 0 && v.tok[h.head].head == x.cue.head {
		toCue = 3
	} else if h.head >= 0 && h.head == v.tok[x.cue.head].head {
		toCue = 4
	}
	inside, worst := x.m.over(x.role, s)
	left, right := x.mass(s.first-1), x.mass(s.last+1)
	if !v.wordAt(s.first - 1) {
		left = x.mass(s.first - 2)
	}
	if !v.wordAt(s.last + 1) {
		right = x.mass(s.last + 2)
	}
	fit := level(inside)<<8 | level(worst)<<4
	spill := level(left)<<4 | level(right)
	others := x.m.cuesIn(s, x.cue)
	gapFrom, gapTo := x.gap(s)
	otherBetween := x.m.cueMass(gapFrom, gapTo)
	rivals := level(others)<<4 | level(otherBetween)
	gap := uint32(step(gapTo - gapFrom))
	f = x.trail(s, head, f)
	said := x.sure
	if !x.ruled.none() && s.first == x.ruled.first {
		said |= 4
	}
	if !x.ruled.none() && s.last == x.ruled.last {
		said |= 8
	}
	entry := v.rule.entry[x.cue.head]
	return append(f,
		mix(228, mix(salt, said)), mix(229, mix(mix(salt, said), x.lex)), mix(230, mix(mix(salt, said), fit)), mix(231, mix(mix(where, entry), mix(unit, unitRel))),
		mix(201, where), mix(202, mix(where, length)), mix(203, mix(mix(where, length), x.lex)),
		mix(204, mix(where, x.pattern)), mix(205, mix(where, mix(x.lex, unit))),
		mix(206, mix(where, mix(sentences, sentEdge))), mix(207, mix(mix(where, sentEdge), mix(sentences, x.beside))),
		mix(208, mix(where, quotes)), mix(209, mix(mix(where, quotes), mix(sentEdge, x.beside))),
		mix(210, mix(where, mix(unit, unitRel))), mix(211, mix(mix(salt, unit), mix(h.rel, toCue))),
		mix(212, mix(mix(salt, toCue), mix(h.rel, x.lex))), mix(213, mix(salt, mix(h.lex, toCue))), mix(214, mix(salt, h.lex)),
		mix(215, mix(salt, fit)), mix(216, mix(salt, mix(fit, spill))), mix(217, mix(where, mix(fit, spill))),
		mix(218, mix(where, rivals)), mix(219, mix(mix(where, rivals), gap)), mix(220, mix(where, mix(gap, x.beside))),
		mix(221, mix(mix(salt, bo.mix3()), mix(ao.mix3(), sentEdge))), mix(222, mix(mix(where, holdsSource), x.beside)),
		mix(223, mix(mix(salt, a.tag), mix(z.tag, length))), mix(224, mix(mix(salt, h.tag), mix(a.lex, length))),
		mix(225, mix(mix(salt, h.tag), mix(toCue, unit))), mix(226, mix(mix(where, quotes), mix(fit, spill))),
		mix(227, mix(mix(salt, ao.lex), mix(unit, h.rel))),
	)
}

// trail appends what decides how far a span runs: the constituent it ends with,
// and the one that follows and was left out, or goes before and was.
func (x *scene) trail(s wordSpan, head int32, f []uint32) []uint32 {
	v := x.v
	salt := mix(55, uint32(x.role))
	place := func(h int32) uint32 { // where the constituent hangs
		switch {
		case h < 0:
			return 0
		case h == head:
			return 1
		case s.holds(h):
			return 2
		case h == x.cue.head:
			return 3
		case h >= x.cue.first && h < x.cue.end:
			return 4
		case h == v.tok[head].head:
			return 5
		}
		return 6
	}
	// the largest constituent that ends the span and begins behind its head
	var tailRel, tailLex, tailFrom, tailBefore, tailLength uint32
	for i, n := s.last, 0; i >= 0 && n < 16; n++ {
		t := &v.tok[i]
		if t.right > s.last && !x.onlyPunct(s.last+1, t.right) || t.left <= head || t.left <= s.first {
			break
		}
		first := &v.tok[t.left]
		tailRel, tailLex, tailFrom = t.rel, first.lex, place(t.head)
		tailLength = step(s.last - t.left)
		tailBefore = x.at(t.left - 1).mix3()
		i = t.head
	}
	f = append(f, mix(251, mix(salt, mix(tailRel, tailFrom))), mix(252, mix(mix(salt, tailRel), mix(tailFrom, tailLex))),
		mix(253, mix(mix(salt, tailRel), mix(tailFrom, tailBefore))), mix(254, mix(mix(salt, tailLex), mix(tailBefore, tailLength))),
		mix(255, mix(mix(salt, tailLex), mix(tailFrom, x.lex))), mix(256, mix(mix(salt, tailRel), mix(x.pattern, tailFrom))))
	// the constituent that follows
	next, marks := s.last+1, uint32(0)
	for n := 0; n < 4 && !v.wordAt(next); n++ {
		marks = marks<<4 | x.at(next).mix3()
		next++
	}
	if t := x.at(next); t != &around && t.sentence == v.tok[s.last].sentence {
		top := next
		for n := 0; n < 16; n++ {
			up := v.tok[top].head
			if up < 0 || v.tok[up].left < next {
				break
			}
			top = up
		}
		c := &v.tok[top]
		from := place(c.head)
		f = append(f, mix(261, mix(salt, mix(c.rel, from))), mix(262, mix(mix(salt, t.lex), mix(from, marks))),
			mix(263, mix(mix(salt, c.rel), mix(from, marks))), mix(264, mix(mix(salt, t.lex), mix(from, x.lex))),
			mix(265, mix(mix(salt, c.rel), mix(from, c.lex))), mix(266, mix(mix(salt, c.rel), mix(x.pattern, from))),
			mix(267, mix(mix(salt, tailRel), mix(tailFrom, mix(c.rel, from)))))
	} else {
		f = append(f, mix(268, mix(salt, marks)))
	}
	// the constituent that goes before
	before := s.first - 1
	for n := 0; n < 4 && before >= x.lo && !v.wordAt(before); n++ {
		before--
	}
	if t := x.at(before); t != &around && t.sentence == v.tok[s.first].sentence {
		from := place(t.head)
		f = append(f, mix(271, mix(salt, mix(t.rel, from))), mix(272, mix(mix(salt, t.lex), from)), mix(273, mix(mix(salt, t.rel), mix(from, v.tok[s.first].lex))))
	}
	return f
}

// none appends the features of there being no such span.
func (x *scene) none(f []uint32) []uint32 {
	var top float32
	for i := x.lo; i < x.hi; i++ {
		top = max(top, x.mass(i))
	}
	salt := mix(99, uint32(x.role))
	said := x.sure
	if x.ruled.none() {
		said |= 4
	}
	return append(f, mix(310, mix(salt, said)), mix(311, mix(salt, x.v.rule.entry[x.cue.head])), mix(301, salt), mix(302, mix(salt, x.lex)), mix(303, mix(salt, x.pattern)), mix(304, mix(salt, x.beside)),
		mix(305, mix(salt, level(top))), mix(306, mix(mix(salt, level(top)), x.lex)), mix(307, mix(mix(salt, level(top)), x.beside)),
		mix(308, mix(salt, mix(x.lex, x.pattern))), mix(309, mix(mix(salt, level(top)), x.v.tok[x.cue.head].subject)))
}

// gap is the range of tokens between a span and the cue.
func (x *scene) gap(s wordSpan) (first, end int32) {
	switch {
	case s.last < x.cue.first:
		return s.last + 1, x.cue.first
	case s.first >= x.cue.end:
		return x.cue.end, s.first
	}
	return x.cue.first, x.cue.first
}

func (x *scene) onlyPunct(first, last int32) bool {
	if last-first > 4 {
		return false
	}
	for i := first; i <= last; i++ {
		if x.v.wordAt(i) {
			return false
		}
	}
	return true
}

func (v *view) wordAt(i int32) bool { return i >= 0 && int(i) < len(v.tok) && v.tok[i].word }

// spanHead is the token of a span that hangs outside it, the first if several do.
func (v *view) spanHead(s wordSpan) int32 {
	i := s.first
	for range 24 {
		h := v.tok[i].head
		if h < s.first || h > s.last {
			return i
		}
		i = h
	}
	return i
}
