package attribution

import (
	"cmp"
	"slices"

	"readout/doc"
	"readout/model"
)

// Models are what attribution learned: two CRFs, two rankers of spans and a last
// judge. They are read-only and shared.
type Models struct {
	vocab     *vocabulary
	cue       *model.CRF // shares its table with joint
	joint     *model.CRF
	kernel    *model.Kernel
	source    *model.Table
	content   *model.Table
	judge     *model.Table
	calibrate [2]float32 // Platt: probability = 1/(1+exp(-(a·score+b)))
	threshold float32    // the least probability that is told
}

// found is one attribution as the models propose it.
type found struct {
	cue     cue
	source  wordSpan
	content wordSpan
	score   float32
}

// finder finds attributions with the models. It is the scratch of one reading.
type finder struct {
	view
	m       marginals
	seq     model.Sequence
	chain   model.Chain
	sources scene
	content scene
	rank    ranking
	ranked  [2][]option
	found   []found
	kept    []found
	feats   []uint32
	keep    func(*found, []uint32) // in training, sees each proposal's features
}

// find proposes every attribution whose cue is likely enough to be looked at,
// with the judge's score.
func (f *finder) find(d *doc.Doc, r *reading, m *Models) []found {
	f.build(d, r, m.vocab)
	f.label(m.kernel, m.cue, m.joint)
	return f.propose(m.source, m.content, m.judge)
}

// label fills the marginals of the article.
func (f *finder) label(k *model.Kernel, cues, joint *model.CRF) {
	n := len(f.tok)
	f.m.cue, f.m.joint = grow(f.m.cue, n*cueLabels), grow(f.m.joint, n*jointLabels)
	for _, p := range f.para {
		f.seq.Reset()
		f.observe(p, &f.seq)
		f.chain.Emit(k, &f.seq)
		f.chain.Run(cues)
		copy(f.m.cue[p.first*cueLabels:], f.chain.Marginal)
		f.chain.Run(joint)
		copy(f.m.joint[p.first*jointLabels:], f.chain.Marginal)
	}
	f.m.sum(n)
}

// leastCue is the marginal probability below which a token is not looked at as
// the beginning of a cue.
const leastCue = 0.06

// leastRule is the score from which on a rule's cue is looked at whatever the
// models think of it.
const leastRule = 0.4

// cues appends the candidate cues of the article: the models', and the rules' where
// the models see none.
func (f *finder) cues(into []cue) []cue {
	for pi, p := range f.para {
		for i := p.first; i < p.end; i++ {
			b := f.m.cueBegins(i)
			if b < leastCue {
				continue
			}
			end := i + 1
			// The probability that the cue goes on, given that it began here, is
			// at most what is inside; it ends where that falls below one half.
			for end < p.end && f.m.cueGoesOn(end) > 0.5*b {
				end++
			}
			into = append(into, cue{first: i, end: end, para: int32(pi), head: f.cueHead(i, end), score: b})
		}
	}
	own := len(into)
	for k := range f.rule.cands {
		c := &f.rule.cands[k]
		first, end := int32(c.At.first), int32(c.At.end)
		if c.Score < leastRule || f.rule.best[first] != int32(k) {
			continue
		}
		at, _ := slices.BinarySearchFunc(into[:own], first, func(x cue, i int32) int { return cmp.Compare(x.end, i+1) })
		if at < own && into[at].first < end {
			continue
		}
		into = append(into, cue{first: first, end: end, para: f.tok[first].para, head: f.cueHead(first, end), score: f.m.cueBegins(first)})
	}
	return into
}

// cueHead is the word that carries a cue: its last verb or noun that hangs
// outside, else the token the others hang on.
func (v *view) cueHead(first, end int32) int32 {
	best := first
	for i := first; i < end; i++ {
		t := &v.tok[i]
		if t.head >= first && t.head < end {
			continue
		}
		switch t.upos {
		case doc.VERB, doc.NOUN, doc.ADJ:
			return i
		}
		if v.tok[best].upos == doc.AUX || v.tok[best].head >= first && v.tok[best].head < end {
			best = i
		}
	}
	return best
}

// propose finds source and content for each candidate cue.
func (f *finder) propose(source, content scorer, judge *model.Table) []found {
	f.found = f.found[:0]
	var cues [64]cue
	for _, c := range f.cues(cues[:0]) {
		f.sources.set(&f.view, &f.m, sourceRole, c, noSpan)
		f.rank.run(&f.sources, source, nil)
		f.ranked[sourceRole] = f.rank.best(f.ranked[sourceRole][:0])
		s := f.ranked[sourceRole][0].span
		f.content.set(&f.view, &f.m, contentRole, c, s)
		f.rank.run(&f.content, content, nil)
		f.ranked[contentRole] = f.rank.safest(f.ranked[contentRole][:0])
		z := f.ranked[contentRole][0].span
		if z.none() {
			continue
		}
		at := found{cue: c, source: s, content: z}
		if judge != nil {
			f.feats = f.judge(&at, f.feats[:0])
			at.score = judge.Score(f.feats)
			if f.keep != nil {
				f.keep(&at, f.feats)
			}
		} else {
			at.score = c.score
		}
		f.found = append(f.found, at)
	}
	return f.found
}

// choose keeps the proposals that fit together, best first: no two share a cue,
// and none has its cue in the words of another.
func choose(all []found, least float32, kept []found) []found {
	slices.SortStableFunc(all, func(x, y found) int { return cmp.Compare(y.score, x.score) })
	for _, a := range all {
		if a.score < least {
			break
		}
		if !slices.ContainsFunc(kept, func(k found) bool { return clash(&a, &k) }) {
			kept = append(kept, a)
		}
	}
	return kept
}

// clash tells whether two attributions cannot both be told side by side.
func clash(a, b *found) bool {
	if a.cue.para != b.cue.para {
		return false
	}
	if a.cue.first < b.cue.end && b.cue.first < a.cue.end {
		return true
	}
	inside := func(x, y *found) bool { // x's cue in the content of y, and not in its gap
		if !y.content.holds(x.cue.first) {
			return false
		}
		return !(y.content.holds(y.cue.first) && min(x.cue.first, y.cue.first) >= y.cue.first-12 && max(x.cue.first, y.cue.first) <= y.cue.end+12)
	}
	return inside(a, b) || inside(b, a)
}
