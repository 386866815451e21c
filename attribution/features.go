package attribution

import (
	"readout/doc"
)

// view is one article as the learned models see it: what a feature may ask of a
// token, hashed once. Training and reading build it with the same function.
type view struct {
	d    *doc.Doc
	tok  []token
	para []paragraph
	rule ruled
}

// paragraph is a run of sentences of one block: what the CRFs label as one
// sequence, and where a cue's source and content are looked for.
type paragraph struct{ first, end int32 }

// token is one token of a view.
//
// Shape: left and right are the first and last token of the token's subtree;
// topLeft and topRight the highest token whose subtree begins, or ends, here, or -1.
// sentence counts sentences from the start of the article.
type token struct {
	lex      uint32 // lemma if the vocabulary has it, else its class
	form     uint32 // as written in lower case, under the same condition
	tag      uint32 // Penn tag
	rel      uint32
	head     int32
	left     int32
	right    int32
	topLeft  int32
	topRight int32
	sentence int32
	para     int32
	quote    int32
	upos     doc.UPOS
	relation doc.Rel
	mark     quoteMark
	word     bool   // has a letter or a digit: an edge may stand here
	kids     uint16 // relations of its dependents, see kid
	subject  uint32 // lexical class of its subject, 0 if none
	govern   uint32 // the clause the token stands in: relation and head's lex
	outer    uint32 // the clause around that one
	punct    uint8  // class of punctuation, see punctClass
}

// quoteMark is where a token stands to the quotation that holds it.
type quoteMark uint8

const (
	outside quoteMark = iota
	opening
	inside
	closing
)

// Kinds of dependents, as bits of token.kids.
const (
	kidSubject = 1 << iota
	kidPassive
	kidClause // ccomp
	kidOpen   // xcomp
	kidObject
	kidOblique
	kidMark
	kidBeside // parataxis
	kidAux
	kidAcl
	kidNeg
	kidPossessive
	kidNominal // nmod
)

// Classes of punctuation.
const (
	punctNone uint8 = iota
	punctComma
	punctStop
	punctColon
	punctDash
	punctBracket
	punctQuote
	punctOther
)

const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

// hashString is FNV-1a: the same on every machine.
func hashString(s string) uint32 {
	h := uint32(fnvOffset)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * fnvPrime
	}
	return h
}

// mix combines two hashes; the order matters.
func mix(a, b uint32) uint32 {
	h := a*0x9E3779B1 ^ b
	h ^= h >> 15
	h *= 0x85EBCA77
	return h ^ h>>13
}

// vocabulary is the set of lemmas that features may name. Everything else is
// known by its class alone, so that no model remembers names and topics.
type vocabulary struct{ slots []uint32 }

// newVocabulary holds lemma hashes in an open table at most half full.
func newVocabulary(hashes []uint32) *vocabulary {
	size := 16
	for size < 2*len(hashes) {
		size *= 2
	}
	v := &vocabulary{slots: make([]uint32, size)}
	for _, h := range hashes {
		at := h
		for v.slots[int(at)&(size-1)] != 0 {
			at++
		}
		v.slots[int(at)&(size-1)] = h
	}
	return v
}

func (v *vocabulary) has(h uint32) bool {
	mask := len(v.slots) - 1
	for at := int(h) & mask; v.slots[at] != 0; at = (at + 1) & mask {
		if v.slots[at] == h {
			return true
		}
	}
	return false
}

// build fills the view from a Doc with tokens, quotes, tags and trees, and from
// what the rules propose for it. It keeps the view's memory.
func (v *view) build(d *doc.Doc, r *reading, vocab *vocabulary) {
	v.d = d
	v.rule.read(r, d)
	n := len(d.Tokens)
	if cap(v.tok) < n {
		v.tok = make([]token, n)
	}
	v.tok = v.tok[:n]
	v.para = v.para[:0]
	block := -1
	for si := range d.Sentences {
		s := &d.Sentences[si]
		if s.Block != block || len(v.para) == 0 {
			v.para = append(v.para, paragraph{first: int32(s.FirstToken), end: int32(s.EndToken)})
			block = s.Block
		}
		p := len(v.para) - 1
		v.para[p].end = int32(s.EndToken)
		for i := s.FirstToken; i < s.EndToken; i++ {
			v.tok[i] = token{sentence: int32(si), para: int32(p), quote: -1, left: int32(i), right: int32(i), topLeft: -1, topRight: -1}
			v.token(i, vocab)
		}
		v.tree(s.FirstToken, s.EndToken)
	}
	for qi := range d.Quotes {
		q := &d.Quotes[qi]
		if q.Depth > 0 {
			continue
		}
		for i := q.FirstToken; i < q.EndToken; i++ {
			v.tok[i].mark, v.tok[i].quote = inside, int32(qi)
		}
		v.tok[q.FirstToken].mark = opening
		if q.Closed {
			v.tok[q.EndToken-1].mark = closing
		}
	}
	for i := range v.tok {
		v.clause(i)
	}
}

// token fills what token i says by itself.
func (v *view) token(i int, vocab *vocabulary) {
	d, t := v.d, &v.tok[i]
	w := &d.Words[i]
	t.upos, t.relation, t.head = w.UPOS, w.Rel, w.Head
	t.tag = 0x51ED270B + uint32(w.XPOS)
	t.rel = 0x2545F491 + uint32(w.Rel)
	low := d.LowerForm(i)
	kind := d.Tokens[i].Kind
	switch {
	case kind == doc.PunctToken || kind == doc.SymbolToken:
		t.punct = punctClass(low)
		t.lex = hashString(low)
		switch t.punct {
		case punctQuote, punctDash:
			t.lex = 0x68E31DA4 + uint32(t.punct)
		}
		t.form = t.lex
	case kind == doc.NumberToken || w.UPOS == doc.NUM:
		t.word = true
		t.lex = 0x1B56C4E9
		t.form = t.lex
	case w.UPOS == doc.PROPN:
		t.word = true
		t.lex = 0x7FEB352D + nameShape(d.Form(i))
		t.form = t.lex
	default:
		t.word = true
		lemma := hashString(w.Lemma)
		if vocab.has(lemma) {
			t.lex = lemma
			t.form = hashString(low)
		} else {
			t.lex = mix(hashString(suffix(low)), uint32(w.UPOS))
			t.form = t.tag
		}
	}
}

// nameShape tells an acronym from a name in title case.
func nameShape(form string) uint32 {
	upper := 0
	for i := 0; i < len(form); i++ {
		if form[i] >= 'A' && form[i] <= 'Z' {
			upper++
		}
	}
	if upper > 1 && upper == len(form) {
		return 1
	}
	return 0
}

// suffix is the last three bytes of a word.
func suffix(low string) string {
	if len(low) > 3 {
		return low[len(low)-3:]
	}
	return low
}

func punctClass(form string) uint8 {
	switch form {
	case ",":
		return punctComma
	case ".", "!", "?", "...", "…":
		return punctStop
	case ":", ";":
		return punctColon
	case "-", "--", "–", "—":
		return punctDash
	case "(", ")", "[", "]":
		return punctBracket
	case "\"", "“", "”", "'", "‘", "’", "''", "``", "«", "»", "„":
		return punctQuote
	}
	return punctOther
}

// tree finds subtree edges and kinds of dependents for one sentence. Crossing
// arcs are no trouble: an edge is the outermost token below.
func (v *view) tree(first, end int) {
	// A chain of heads may be as long as the sentence. Edges are pushed upwards
	// until nothing moves; real sentences settle in a few rounds, and the bound
	// keeps a hostile one linear.
	for round := 0; round < 24; round++ {
		moved := false
		for i := first; i < end; i++ {
			h := v.tok[i].head
			if h < 0 {
				continue
			}
			t, up := &v.tok[i], &v.tok[h]
			if t.left < up.left {
				up.left, moved = t.left, true
			}
			if t.right > up.right {
				up.right, moved = t.right, true
			}
		}
		if !moved {
			break
		}
	}
	for i := first; i < end; i++ {
		t := &v.tok[i]
		v.raise(int32(i))
		if t.head < 0 {
			continue
		}
		up := &v.tok[t.head]
		switch t.relation {
		case doc.Nsubj, doc.NsubjOuter, doc.Csubj:
			up.kids |= kidSubject
			up.subject = v.subjectClass(i)
		case doc.NsubjPass, doc.CsubjPass:
			up.kids |= kidPassive
			up.subject = v.subjectClass(i)
		case doc.Ccomp:
			up.kids |= kidClause
		case doc.Xcomp:
			up.kids |= kidOpen
		case doc.Obj, doc.Iobj:
			up.kids |= kidObject
		case doc.Obl, doc.OblAgent, doc.OblUnmarked:
			up.kids |= kidOblique
		case doc.Mark:
			up.kids |= kidMark
		case doc.Parataxis:
			up.kids |= kidBeside
		case doc.Aux, doc.AuxPass:
			up.kids |= kidAux
		case doc.Acl, doc.AclRelcl:
			up.kids |= kidAcl
		case doc.NmodPoss:
			up.kids |= kidPossessive
			up.subject = v.subjectClass(i)
		case doc.Nmod:
			up.kids |= kidNominal
		case doc.Advmod:
			if v.tok[i].lex == notLex || v.tok[i].form == ntLex {
				up.kids |= kidNeg
			}
		}
	}
}

var (
	notLex = hashString("not")
	ntLex  = hashString("n't")
)

// subjectClass is what kind of thing a subject is, without its name.
func (v *view) subjectClass(i int) uint32 {
	t := &v.tok[i]
	switch t.upos {
	case doc.PROPN:
		return 1
	case doc.NUM:
		return 2
	}
	return t.lex
}

// raise notes token i as the highest whose subtree starts at its left edge and
// ends at its right one.
func (v *view) raise(i int32) {
	t := &v.tok[i]
	if l := &v.tok[t.left]; l.topLeft < 0 || v.tok[l.topLeft].right < t.right {
		l.topLeft = i
	}
	if r := &v.tok[t.right]; r.topRight < 0 || v.tok[r.topRight].left > t.left {
		r.topRight = i
	}
}

// clause notes which clause token i stands in, and which one that stands in.
func (v *view) clause(i int) {
	at := v.clauseHead(int32(i))
	t := &v.tok[i]
	if at < 0 {
		return
	}
	c := &v.tok[at]
	t.govern = c.rel
	if c.head < 0 {
		return
	}
	t.govern = mix(c.rel, v.tok[c.head].lex)
	if up := v.clauseHead(c.head); up >= 0 {
		o := &v.tok[up]
		t.outer = o.rel
		if o.head >= 0 {
			t.outer = mix(o.rel, v.tok[o.head].lex)
		}
	}
}

// clauseHead climbs to the head of the clause that holds token i.
func (v *view) clauseHead(i int32) int32 {
	for range 12 {
		t := &v.tok[i]
		switch t.relation {
		case doc.Ccomp, doc.Parataxis, doc.Advcl, doc.AdvclRelcl, doc.Acl, doc.AclRelcl, doc.Xcomp, doc.Csubj, doc.Root:
			return i
		}
		if t.head < 0 {
			return i
		}
		i = t.head
	}
	return i
}
