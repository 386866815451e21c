package encoder

import (
	"fmt"
	"math"

	"readout/encoder/kernel"
	"readout/model"
)

// Pair scores pairs of positions in the text for several roles: a query (such as a cue) with
// each key (such as a token that could begin its source).
type Pair struct {
	path         kernel.Path
	roles, width int
	root         float32 // square root of width
	q1, q2, none *Linear // none may be nil
	k1, k2, kb   *Linear
	distance     []float32 // [roles, distances], or nil
	feature      []float32 // [roles, features], or nil
	features     int
	buckets      [maxDistance + 1]uint8
}

const (
	maxDistance = 400 // tokens; all greater distances count as this one
	buckets     = 25  // distance buckets per direction
	distances   = 2 * buckets
)

// bucketStarts returns the least distance of each bucket from the ninth on: 8*2^(k/3), rounded
// up.
func bucketStarts() [17]int {
	return [17]int{8, 11, 13, 16, 21, 26, 32, 41, 51, 64, 81, 102, 128, 162, 204, 256, 323}
}

// LoadPair loads the pair scorer of a name.
func LoadPair(f *model.Tensors, name string, path kernel.Path) (*Pair, error) {
	p := &Pair{path: path}
	for _, l := range []struct {
		name string
		to   **Linear
	}{{"q1", &p.q1}, {"q2", &p.q2}, {"none", &p.none}, {"k1", &p.k1}, {"k2", &p.k2}, {"kb", &p.kb}} {
		full := name + "." + l.name
		if l.name == "none" && !f.Has(full+".weight") {
			continue
		}
		var err error
		if *l.to, err = LoadLinear(f, full, path); err != nil {
			return nil, err
		}
	}
	p.roles = p.kb.out
	p.width = p.q2.out / p.roles
	p.root = float32(math.Sqrt(float64(p.width)))
	if p.width == 0 || p.q2.out != p.roles*p.width || p.k2.out != p.q2.out || p.q2.in != p.q1.out ||
		p.k2.in != p.k1.out || p.kb.in != p.k1.out || p.none != nil && (p.none.out != p.roles || p.none.in != p.q1.out) {
		return nil, fmt.Errorf("encoder: pair %q: layer sizes do not match", name)
	}
	r := loader{file: f}
	if f.Has(name + ".dist") {
		p.distance = r.float32(name+".dist", p.roles, distances)
	}
	if f.Has(name + ".feat") {
		p.feature = r.float32(name+".feat", p.roles, -1)
		p.features = len(p.feature) / p.roles
	}
	if r.err != nil {
		return nil, fmt.Errorf("encoder: pair %q: %w", name, r.err)
	}
	p.fillBuckets()
	return p, nil
}

func (p *Pair) fillBuckets() {
	for a := range p.buckets {
		p.buckets[a] = uint8(min(a, 7))
		for k, start := range bucketStarts() {
			if a >= start {
				p.buckets[a] = uint8(8 + k)
			}
		}
	}
}

// bucket returns the column of a distance.
func (p *Pair) bucket(d int) int {
	if d < 0 {
		return int(p.buckets[min(-d, maxDistance)])
	}
	return buckets + int(p.buckets[min(d, maxDistance)])
}

// Roles returns the number of roles.
func (p *Pair) Roles() int { return p.roles }

// QueryWidth returns the length of a query's input row.
func (p *Pair) QueryWidth() int { return p.q1.in }

// KeyWidth returns the length of a key's input row.
func (p *Pair) KeyWidth() int { return p.k1.in }

// Features returns the number of values of a pair's feature, or 0 if pairs have none.
func (p *Pair) Features() int { return p.features }

// Queries holds encoded queries. The zero value is ready to be filled.
type Queries struct {
	vectors []float32 // [n, roles, width]
	None    []float32 // [n, roles]: the score of no key; empty if the pair has no such score
}

// Keys holds encoded keys. The zero value is ready to be filled.
type Keys struct {
	vectors []float32 // [n, roles, width]
	bias    []float32 // [n, roles]

	// At is the token of each key; nil if key t is token t.
	At []int32
}

// Queries encodes n rows of x into q.
func (p *Pair) Queries(q *Queries, x []float32, n int, s *Scratch) {
	q.vectors, q.None = grow(q.vectors, n*p.q2.out), q.None[:0]
	if p.none != nil {
		q.None = grow(q.None, n*p.roles)
	}
	for i := 0; i < n; i += blockRows {
		count := min(blockRows, n-i)
		hidden := p.hidden(p.q1, x[i*p.q1.in:], count, s)
		p.q2.Apply(q.vectors[i*p.q2.out:], hidden, count, s)
		if p.none != nil {
			p.none.Apply(q.None[i*p.roles:], hidden, count, s)
		}
	}
}

// Keys encodes n rows of x into k.
func (p *Pair) Keys(k *Keys, x []float32, n int, s *Scratch) {
	k.vectors, k.bias = grow(k.vectors, n*p.k2.out), grow(k.bias, n*p.roles)
	for i := 0; i < n; i += blockRows {
		count := min(blockRows, n-i)
		hidden := p.hidden(p.k1, x[i*p.k1.in:], count, s)
		p.k2.Apply(k.vectors[i*p.k2.out:], hidden, count, s)
		p.kb.Apply(k.bias[i*p.roles:], hidden, count, s)
	}
}

func (p *Pair) hidden(l *Linear, x []float32, n int, s *Scratch) []float32 {
	s.hidden = grow(s.hidden, n*l.out)
	l.Apply(s.hidden, x, n, s)
	p.path.Gelu(s.hidden)
	return s.hidden
}

// Score writes the scores of query i with keys [from, to) to dst, [roles, to-from]. The query
// is at token at, the keys at the tokens in k.At; features has the feature of each pair,
// beginning with key from, and may be nil if the pair has none.
func (p *Pair) Score(dst []float32, q *Queries, i, at int, k *Keys, from, to int, features []uint8) {
	count, all := to-from, p.roles*p.width
	query := q.vectors[i*all : (i+1)*all]
	for j := range count {
		t := from + j
		keys, bias := k.vectors[t*all:(t+1)*all], k.bias[t*p.roles:(t+1)*p.roles]
		near := 0
		if p.distance != nil {
			place := t
			if k.At != nil {
				place = int(k.At[t])
			}
			near = p.bucket(place - at)
		}
		for r := range p.roles {
			score := p.path.Dot(query[r*p.width:(r+1)*p.width], keys[r*p.width:(r+1)*p.width])/p.root + bias[r]
			if p.distance != nil {
				score += p.distance[r*distances+near]
			}
			if p.feature != nil {
				score += p.feature[r*p.features+int(features[j])]
			}
			dst[r*count+j] = score
		}
	}
}
