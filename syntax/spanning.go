package syntax

import (
	"fmt"

	"readout/doc"
	"readout/encoder"
)

// treeReader builds trees from the scores of arcs and relations.
type treeReader struct {
	arc  *encoder.Pair
	rel  *encoder.MLP
	rels []doc.Rel
}

func newTreeReader(c *encoder.Core) (*treeReader, error) {
	t := new(treeReader)
	var err error
	if t.arc, err = c.Pair("arc"); err != nil {
		return nil, fmt.Errorf("syntax: loading the parser: %w", err)
	}
	if t.rel, err = c.MLP("rel"); err != nil {
		return nil, fmt.Errorf("syntax: loading the parser: %w", err)
	}
	names, err := c.Labels("rel")
	if err != nil {
		return nil, fmt.Errorf("syntax: loading the parser: %w", err)
	}
	for _, s := range names {
		t.rels = append(t.rels, doc.ParseRel(s))
	}
	if w := c.Width(); t.arc.QueryWidth() != w || t.arc.KeyWidth() != w || t.rel.In() != 2*w ||
		t.rel.Out() != len(t.rels) {
		return nil, fmt.Errorf("syntax: loading the parser: layer sizes do not match the encoder and %d relations",
			len(t.rels))
	}
	return t, nil
}

// maxTree is the maximum number of tokens in one tree. Anything longer is not a sentence:
// it is split into several trees, each below the previous one, in linear time.
const maxTree = 160

// rootPenalty is subtracted from the score of every arc from the root, so that the best tree has
// exactly one of them.
const rootPenalty = 1e6

// run parses every sentence of a tagged document.
func (t *treeReader) run(d *doc.Doc, s *encoder.Scratch) {
	var w treeScratch
	for _, sent := range d.Sentences {
		root := -1
		for first := sent.FirstToken; first < sent.EndToken; first += maxTree {
			end := min(first+maxTree, sent.EndToken)
			at := t.tree(d, first, end, &w, s)
			if root >= 0 {
				d.Words[at].Head, d.Words[at].Rel = int32(root), doc.Parataxis
			}
			root = at
		}
	}
}

// treeScratch is memory reused from tree to tree.
type treeScratch struct {
	queries encoder.Queries
	keys    encoder.Keys
	row     []float32
	scores  []float64 // [1+n, 1+n], scores of heads by dependent; 0 is the root
	pairs   []float32
	rels    []float32
}

// tree parses tokens [first, end) and returns their root.
func (t *treeReader) tree(d *doc.Doc, first, end int, w *treeScratch, s *encoder.Scratch) (root int) {
	n := end - first
	x := d.Vectors[first*d.Width : end*d.Width]
	t.arc.Queries(&w.queries, x, n, s)
	t.arc.Keys(&w.keys, x, n, s)
	w.row = grown(w.row, n)
	w.scores = append(w.scores[:0], make([]float64, (n+1)*(n+1))...)
	for i := range n {
		t.arc.Score(w.row, &w.queries, i, i, &w.keys, 0, n, nil)
		row := w.scores[(i+1)*(n+1) : (i+2)*(n+1)]
		row[0] = float64(w.queries.None[i]) - rootPenalty
		for k, v := range w.row {
			row[k+1] = float64(v)
		}
	}
	heads := spanningTree(w.scores, n+1)
	w.pairs = grown(w.pairs, 2*n*d.Width)
	for i := range n {
		pair := w.pairs[2*i*d.Width : 2*(i+1)*d.Width]
		copy(pair, x[i*d.Width:(i+1)*d.Width])
		if h := heads[i+1] - 1; h >= 0 {
			copy(pair[d.Width:], x[h*d.Width:(h+1)*d.Width])
		} else {
			clear(pair[d.Width:])
		}
	}
	w.rels = grown(w.rels, n*len(t.rels))
	t.rel.Apply(w.rels, w.pairs, n, s)
	for i := range n {
		word := &d.Words[first+i]
		if heads[i+1] == 0 {
			word.Head, word.Rel, root = -1, doc.Root, first+i
			continue
		}
		word.Head, word.Rel = int32(first+heads[i+1]-1), t.best(w.rels[i*len(t.rels):(i+1)*len(t.rels)])
	}
	return root
}

// best returns the most likely relation of a word that is not the root.
func (t *treeReader) best(scores []float32) doc.Rel {
	best := -1
	for k, v := range scores {
		if t.rels[k] != doc.Root && (best < 0 || v > scores[best]) {
			best = k
		}
	}
	if best < 0 {
		return doc.Dep
	}
	return t.rels[best]
}

// spanningTree returns the head of each node in the maximum spanning tree rooted at node 0.
// scores[d*n+h] is the score of the arc from h to d; those of node 0 and of loops are ignored.
//
// Source: Chu and Liu 1965, Edmonds 1967, by contracting one cycle after another.
func spanningTree(scores []float64, n int) []int {
	heads := make([]int, n)
	for d := 1; d < n; d++ {
		for h := 1; h < n; h++ {
			if h != d && scores[d*n+h] > scores[d*n+heads[d]] {
				heads[d] = h
			}
		}
	}
	cycle := findCycle(heads)
	if cycle == nil {
		return heads
	}
	inside := make([]bool, n)
	for _, v := range cycle {
		inside[v] = true
	}
	var kept []int // nodes outside the cycle; the cycle becomes the node after them
	for v := range n {
		if !inside[v] {
			kept = append(kept, v)
		}
	}
	m := len(kept) + 1
	small := make([]float64, m*m)
	enter, leave := make([]int, m), make([]int, m) // the cycle's node that an arc enters or leaves
	for i, v := range kept {
		for k, h := range kept {
			small[i*m+k] = scores[v*n+h]
		}
		enter[i], leave[i] = cycle[0], cycle[0]
		for _, c := range cycle {
			if scores[c*n+v]-scores[c*n+heads[c]] > scores[enter[i]*n+v]-scores[enter[i]*n+heads[enter[i]]] {
				enter[i] = c
			}
			if scores[v*n+c] > scores[v*n+leave[i]] {
				leave[i] = c
			}
		}
		small[(m-1)*m+i] = scores[enter[i]*n+v] - scores[enter[i]*n+heads[enter[i]]]
		small[i*m+m-1] = scores[v*n+leave[i]]
	}
	for i, h := range spanningTree(small, m) {
		switch {
		case i == 0:
		case i == m-1:
			heads[enter[h]] = kept[h]
		case h == m-1:
			heads[kept[i]] = leave[i]
		default:
			heads[kept[i]] = kept[h]
		}
	}
	return heads
}

// findCycle returns the nodes of a cycle among the arcs to heads, or nil. Node 0 has no head.
func findCycle(heads []int) []int {
	seen := make([]int, len(heads))
	for d := 1; d < len(heads); d++ {
		v := d
		for v != 0 && seen[v] == 0 {
			seen[v] = d
			v = heads[v]
		}
		if v == 0 || seen[v] != d {
			continue
		}
		cycle := []int{v}
		for u := heads[v]; u != v; u = heads[u] {
			cycle = append(cycle, u)
		}
		return cycle
	}
	return nil
}
