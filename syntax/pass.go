package syntax

import (
	"fmt"
	"math"
	"strings"

	"readout/doc"
	"readout/encoder"
)

// Options configure a Pass. The zero value tags and lemmatises.
type Options struct {
	Trees bool // also parse: few callers need trees, and they take longer than everything else here
}

// Pass tags, lemmatises and parses with heads on the encoder's vectors. It is immutable and
// safe for concurrent use.
type Pass struct {
	core   *encoder.Core
	tags   *encoder.Linear
	upos   []doc.UPOS // tags of the first outputs
	xpos   []doc.XPOS // tags of the remaining outputs
	pairs  [][2]int32 // pairs of outputs that are compatible as universal and Penn tag
	parser *treeReader
	lemmas *lemmatiser
}

// New returns the pass.
//
// Errors: the weights lack a head, or a head has another number of outputs than labels.
func New(c *encoder.Core, o Options) (*Pass, error) {
	h := &Pass{core: c}
	var err error
	if h.tags, err = c.Linear("tags"); err != nil {
		return nil, fmt.Errorf("syntax: loading the tagger: %w", err)
	}
	upos, err := c.Labels("upos")
	if err != nil {
		return nil, fmt.Errorf("syntax: loading the tagger: %w", err)
	}
	xpos, err := c.Labels("xpos")
	if err != nil {
		return nil, fmt.Errorf("syntax: loading the tagger: %w", err)
	}
	if h.tags.In() != c.Width() || h.tags.Out() != len(upos)+len(xpos) {
		return nil, fmt.Errorf("syntax: tagger of %d inputs and %d outputs for %d and %d tags", h.tags.In(), h.tags.Out(),
			len(upos), len(xpos))
	}
	for _, s := range upos {
		h.upos = append(h.upos, doc.ParseUPOS(s))
	}
	for _, s := range xpos {
		h.xpos = append(h.xpos, doc.ParseXPOS(s))
	}
	lex := parseLexicon(lexiconText)
	h.lemmas, h.pairs = newLemmatiser(lex), tagPairs(h.upos, h.xpos)
	if o.Trees {
		if h.parser, err = newTreeReader(c); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// Name returns "syntax".
func (*Pass) Name() string { return "syntax" }

// Needs returns the tokens and their vectors.
func (*Pass) Needs() doc.Layer { return doc.Tokens | doc.Vectors }

// Gives returns the Tags layer, and Trees if Options.Trees is set.
func (h *Pass) Gives() doc.Layer {
	if h.parser != nil {
		return doc.Tags | doc.Trees
	}
	return doc.Tags
}

// Run fills d.Words. It never fails.
func (h *Pass) Run(d *doc.Doc) error {
	d.Words = make([]doc.Word, len(d.Tokens))
	s := h.core.Borrow()
	defer h.core.Return(s)
	var scores []float32
	for first := 0; first < len(d.Tokens); first += tagBlock {
		n := min(tagBlock, len(d.Tokens)-first)
		scores = grown(scores, n*h.tags.Out())
		h.tags.Apply(scores, d.Vectors[first*d.Width:], n, s)
		for i := range n {
			h.tag(d, first+i, scores[i*h.tags.Out():(i+1)*h.tags.Out()])
		}
	}
	if h.parser != nil {
		h.parser.run(d, s)
	}
	return nil
}

// tagBlock is the number of tokens tagged at once; it bounds the scratch memory.
const tagBlock = 256

// tag assigns token i the compatible pair of tags with the greatest product of probabilities.
func (h *Pass) tag(d *doc.Doc, i int, scores []float32) {
	u, x := scores[:len(h.upos)], scores[len(h.upos):]
	best, at := float32(math.Inf(-1)), [2]int32{}
	for _, p := range h.pairs {
		if s := u[p[0]] + x[p[1]]; s > best {
			best, at = s, p
		}
	}
	t := tag{h.upos[at[0]], h.xpos[at[1]]}
	switch lower := d.LowerForm(i); {
	case isGerund(lower, t.xpos):
		t.xpos = doc.XVBG
	case h.lemmas.isPast(lower, t.xpos):
		t.xpos = doc.XVBD
		if i > 0 && d.Words[i-1].UPOS == doc.AUX {
			t.xpos = doc.XVBN
		}
	}
	d.Words[i] = doc.Word{UPOS: t.upos, XPOS: t.xpos, Lemma: h.lemmas.lemma(d.Form(i), d.LowerForm(i), t), Head: -1}
}

// isGerund reports whether a verb with another tag can only be a gerund: it ends in -ing after a vowel,
// as no base form does ("postponing", but "bring").
func isGerund(lower string, x doc.XPOS) bool {
	stem, ok := strings.CutSuffix(lower, "ing")
	switch x {
	case doc.XVB, doc.XVBP, doc.XVBZ, doc.XVBD, doc.XVBN:
		return ok && strings.ContainsAny(stem, "aeiouy")
	}
	return false
}

// tagPairs returns the compatible pairs of outputs. Every universal tag keeps a partner, so
// that every token gets tags.
func tagPairs(upos []doc.UPOS, xpos []doc.XPOS) [][2]int32 {
	var out [][2]int32
	for i, u := range upos {
		found := false
		for k, x := range xpos {
			if fits(u, x) {
				out, found = append(out, [2]int32{int32(i), int32(k)}), true
			}
		}
		for k := 0; k < len(xpos) && !found; k++ {
			out = append(out, [2]int32{int32(i), int32(k)})
		}
	}
	return out
}

func grown(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}
