// Package heads asks the learned heads about one article: which tokens are names, where noun phrases stand, what a
// mention goes back to.
//
// In come the encoder's vectors; out go scores and noun phrases. It refuses weights that lack a head, or whose heads do
// not fit the encoder and their labels.
//
// The one idea: mentions are scored in blocks, so that memory and time are bounded whatever the length of the text.
package heads

import (
	"fmt"

	"readout/doc"
	"readout/encoder"
	"readout/entity/bio"
	"readout/entity/phrase"
)

// Heads are the learned heads. They are read-only and shared.
type Heads struct {
	core  *encoder.Core
	bio   *bio.Inventory // of the labels of names
	name  *encoder.MLP
	kinds []string // of noun phrases; kinds[0] is none
	head  *encoder.MLP
	span  *encoder.Pair
	coref *encoder.Pair
}

// Load takes the heads out of the weights.
//
// Errors: a head that the weights lack, or whose sizes do not fit.
func Load(c *encoder.Core) (*Heads, error) {
	h := &Heads{core: c}
	labels, err := c.Labels("names")
	if err != nil {
		return nil, fmt.Errorf("heads: loading: %w", err)
	}
	if h.bio, err = bio.New(labels); err != nil {
		return nil, err
	}
	if h.kinds, err = c.Labels("mhead"); err != nil {
		return nil, fmt.Errorf("heads: loading: %w", err)
	}
	for _, l := range []struct {
		name string
		to   **encoder.MLP
	}{{"names", &h.name}, {"mhead", &h.head}} {
		if *l.to, err = c.MLP(l.name); err != nil {
			return nil, fmt.Errorf("heads: loading: %w", err)
		}
	}
	for _, l := range []struct {
		name string
		to   **encoder.Pair
	}{{"mspan", &h.span}, {"coref", &h.coref}} {
		if *l.to, err = c.Pair(l.name); err != nil {
			return nil, fmt.Errorf("heads: loading: %w", err)
		}
	}
	w := c.Width()
	if h.name.In() != w || h.name.Out() != len(labels) || h.head.In() != w || h.head.Out() != len(h.kinds) ||
		h.span.QueryWidth() != w || h.span.KeyWidth() != w || h.span.Roles() != 2 || h.coref.QueryWidth() != 3*w ||
		h.coref.KeyWidth() != 3*w || h.coref.Roles() != 1 || h.coref.Features() != pairFeatures {
		return nil, fmt.Errorf("heads: loading: layers of other sizes than the encoder and the labels")
	}
	return h, nil
}

// pairFeatures is how many values the feature of two mentions has: see bind.Feature.
const pairFeatures = 16

// Verdicts are what the heads say of one article. They belong to one goroutine.
type Verdicts struct {
	*Heads
	d       *doc.Doc
	scratch *encoder.Scratch
	asked   []phrase.Spot
	block   int // of mentions whose queries are ready; -1 for none
	queries encoder.Queries
	keys    [keptBlocks]encoder.Keys
	x       []float32
	row     []float32
}

// Labels is the inventory of the labels of names.
func (h *Heads) Labels() *bio.Inventory { return h.bio }

// On asks the heads about an article, whose vectors must be there. Close ends it.
func (h *Heads) On(d *doc.Doc) *Verdicts { return &Verdicts{Heads: h, d: d, scratch: h.core.Borrow()} }

// Close gives back what the verdicts have borrowed. Nothing may be asked after it.
func (v *Verdicts) Close() { v.core.Return(v.scratch) }

// Mentions are scored in blocks, and the keys of the latest few are kept, so that memory and time are bounded: what
// stands further back is not asked.
const (
	mentionBlock = 256
	keptBlocks   = 3
)

// Names scores the labels of names: [tokens, labels].
func (v *Verdicts) Names() []float32 {
	out := make([]float32, len(v.d.Tokens)*v.name.Out())
	v.name.Apply(out, v.d.Vectors, len(v.d.Tokens), v.scratch)
	return out
}

// Phrases finds noun phrases: a head word each, and from it the first and the last word.
func (v *Verdicts) Phrases() []phrase.Phrase {
	d := v.d
	scores := make([]float32, len(d.Tokens)*v.head.Out())
	v.head.Apply(scores, d.Vectors, len(d.Tokens), v.scratch)
	var out []phrase.Phrase
	for i := range d.Tokens {
		row := scores[i*v.head.Out() : (i+1)*v.head.Out()]
		bio.Softmax(row)
		best := 1
		for k, p := range row[1:] {
			if p > row[best] {
				best = k + 1
			}
		}
		if 1-row[0] > leastPhrase {
			out = append(out, phrase.Phrase{Head: i, First: i, Last: i, Kind: v.kinds[best], Sure: row[best]})
		}
	}
	at := 0
	for _, s := range d.Sentences {
		end := at
		for end < len(out) && out[end].Head < s.EndToken {
			end++
		}
		for b := at; b < end; b += mentionBlock {
			v.bounds(s, out[b:min(end, b+mentionBlock)])
		}
		phrase.Nest(d, out[at:end])
		at = end
	}
	return out
}

// leastPhrase is how likely a word must head a noun phrase. Set on GUM's development part, where half missed more.
const leastPhrase = 0.4

// bounds finds the first and last words of noun phrases of one sentence.
func (v *Verdicts) bounds(s doc.Sentence, phrases []phrase.Phrase) {
	if len(phrases) == 0 {
		return
	}
	w := v.d.Width
	low, high := max(s.FirstToken, phrases[0].Head-phrase.Longest),
		min(s.EndToken, phrases[len(phrases)-1].Head+phrase.Longest+1)
	v.span.Keys(&v.keys[0], v.d.Vectors[low*w:high*w], high-low, v.scratch)
	v.x = v.x[:0]
	for _, p := range phrases {
		v.x = append(v.x, v.d.Vectors[p.Head*w:(p.Head+1)*w]...)
	}
	v.span.Queries(&v.queries, v.x, len(phrases), v.scratch)
	for i := range phrases {
		p := &phrases[i]
		from, to := max(low, p.Head-phrase.Longest), min(high, p.Head+phrase.Longest+1)
		v.row = append(v.row[:0], make([]float32, 2*(to-from))...)
		v.span.Score(v.row, &v.queries, i, p.Head-low, &v.keys[0], from-low, to-low, nil)
		begin, stop := v.row[:to-from], v.row[to-from:]
		for t := phrase.Left(v.d, p.Head, from); t < p.Head; t++ {
			if begin[t-from] > begin[p.First-from] {
				p.First = t
			}
		}
		for t := p.Head + 1; t < phrase.Right(v.d, p.Head, to); t++ {
			if stop[t-from] > stop[p.Last-from] {
				p.Last = t
			}
		}
	}
}

// Ask names the mentions to score.
func (v *Verdicts) Ask(mentions []phrase.Spot) { v.asked, v.block = mentions, -1 }

// Antecedents scores the mentions before mention i, which must not stand before one asked for already.
func (v *Verdicts) Antecedents(i int, feature func(earlier int) uint8) (from int, scores []float32, none float32) {
	for v.block < i/mentionBlock {
		v.block++
		v.prepare(v.block)
	}
	from = max(0, (v.block-keptBlocks+1)*mentionBlock)
	v.row = v.row[:0]
	for b := from / mentionBlock; b <= v.block; b++ {
		first, end := b*mentionBlock, min((b+1)*mentionBlock, i)
		if first >= end {
			break
		}
		features := make([]uint8, end-first)
		for j := range features {
			features[j] = feature(first + j)
		}
		at := len(v.row)
		v.row = append(v.row, make([]float32, end-first)...)
		v.coref.Score(v.row[at:], &v.queries, i%mentionBlock, v.asked[i].Head, &v.keys[b%keptBlocks], 0, end-first, features)
	}
	if len(v.queries.None) > 0 {
		none = v.queries.None[i%mentionBlock]
	}
	return from, v.row, none
}

// prepare makes the queries and keys of one block of mentions.
func (v *Verdicts) prepare(block int) {
	mentions := v.asked[block*mentionBlock : min((block+1)*mentionBlock, len(v.asked))]
	w := v.d.Width
	v.x = v.x[:0]
	keys := &v.keys[block%keptBlocks]
	keys.At = keys.At[:0]
	for _, m := range mentions {
		for _, t := range [...]int{m.First, m.Last, m.Head} {
			v.x = append(v.x, v.d.Vectors[t*w:(t+1)*w]...)
		}
		keys.At = append(keys.At, int32(m.Head))
	}
	v.coref.Queries(&v.queries, v.x, len(mentions), v.scratch)
	v.coref.Keys(keys, v.x, len(mentions), v.scratch)
}
