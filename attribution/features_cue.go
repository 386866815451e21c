package attribution

import (
	"readout/model"
)

// observe appends to s the features of every token of a paragraph, for the two
// CRFs alike: they read the same rows.
func (v *view) observe(p paragraph, s *model.Sequence) {
	for i := p.first; i < p.end; i++ {
		s.Features = v.observeToken(i, p, s.Features)
		s.Ends = append(s.Ends, int32(len(s.Features)))
	}
}

// around is what stands outside a paragraph.
var around = token{lex: 0x3C6EF372, form: 0x3C6EF372, tag: 0x3C6EF372, rel: 0x3C6EF372, head: -1}

func (v *view) observeToken(i int32, p paragraph, f []uint32) []uint32 {
	at := func(j int32) *token {
		if j < p.first || j >= p.end {
			return &around
		}
		return &v.tok[j]
	}
	t, l1, l2, r1, r2 := at(i), at(i-1), at(i-2), at(i+1), at(i+2)
	up, upup := &around, &around
	if t.head >= 0 {
		up = &v.tok[t.head]
		if up.head >= 0 {
			upup = &v.tok[up.head]
		}
	}
	quotes := uint32(l1.mark)<<8 | uint32(t.mark)<<4 | uint32(r1.mark)
	side := uint32(0)
	if t.head > i {
		side = 1
	}
	first := uint32(0)
	if i == p.first || l1.sentence != t.sentence {
		first = 1
	}
	kids := uint32(t.kids)
	upKids := uint32(up.kids)
	h := &v.rule
	own := uint32(h.hints[i])
	entry := h.entry[i]
	const bias = 0x12345
	return append(f,
		mix(1, bias),
		mix(2, t.lex), mix(3, t.form), mix(4, t.tag),
		mix(5, l1.lex), mix(6, r1.lex), mix(7, l2.lex), mix(8, r2.lex),
		mix(9, l1.tag), mix(10, r1.tag),
		mix(11, mix(l1.lex, t.lex)), mix(12, mix(t.lex, r1.lex)),
		mix(13, mix(l1.tag, t.tag)), mix(14, mix(t.tag, r1.tag)),
		mix(15, mix(l1.tag, mix(t.tag, r1.tag))),
		mix(16, mix(t.tag, mix(r1.tag, r2.tag))), mix(17, mix(l2.tag, mix(l1.tag, t.tag))),
		mix(18, mix(t.lex, r1.tag)), mix(19, mix(l1.tag, t.lex)),
		mix(20, mix(l1.form, mix(t.lex, r1.form))),
		mix(21, quotes), mix(22, mix(quotes, t.tag)), mix(23, mix(quotes, t.lex)),
		mix(24, mix(t.rel, t.tag)), mix(25, mix(t.rel, mix(up.lex, side))), mix(26, mix(t.rel, t.lex)),
		mix(27, mix(t.lex, up.lex)), mix(28, mix(up.tag, mix(t.rel, side))),
		mix(29, mix(kids, t.tag)), mix(30, mix(kids, t.lex)), mix(31, mix(t.subject, t.lex)), mix(32, mix(t.subject, kids)),
		mix(33, mix(upKids, mix(t.rel, side))), mix(34, mix(up.lex, mix(upKids, t.rel))),
		mix(35, mix(t.rel, mix(up.rel, upup.lex))),
		mix(36, t.govern), mix(37, mix(t.govern, t.outer)), mix(38, mix(t.govern, quotes)), mix(39, mix(t.outer, t.rel)),
		mix(40, mix(first, t.tag)), mix(41, mix(t.form, mix(l1.mix3(), r1.mix3()))),
		mix(42, own), mix(43, mix(own, mix(uint32(h.at(i-1, p)), uint32(h.at(i+1, p))))), mix(44, mix(own, t.lex)),
		mix(45, entry), mix(46, mix(entry, kids)), mix(47, mix(entry, mix(t.tag, r1.tag))), mix(48, mix(entry, mix(quotes, t.subject))),
		mix(49, mix(t.rel, v.entryOf(t.head))),
	)
}

// at is the hint of token i, none outside the paragraph.
func (h *ruled) at(i int32, p paragraph) hint {
	if i < p.first || i >= p.end {
		return 0
	}
	return h.hints[i]
}

// entryOf is the cue entry class of a token, none for the head of a root.
func (v *view) entryOf(i int32) uint32 {
	if i < 0 {
		return 0
	}
	return v.rule.entry[i]
}

// mix3 is a token's punctuation and quotation state together.
func (t *token) mix3() uint32 { return uint32(t.punct)<<4 | uint32(t.mark) }
