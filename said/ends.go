package said

import "readout/doc"

// role is an end of a part of an attribution, in the order of the head "att".
type role int

const (
	sourceFirst role = iota
	sourceLast
	contentFirst
	contentLast
	roles
)

// Bounds of the search for ends, in tokens. Of PolNeAR's training articles no source
// is longer than 60 words and 1 content in 700 longer than 150; quotations of speeches
// run longer elsewhere.
const (
	reach         = 600 // on each side of the cue
	longestSource = 60
	longestText   = 450
	behind        = 9 // a first end this much worse than the best, in logits, is not tried
)

// view is the scores of one cue's ends over the tokens [first, end).
type view struct {
	first, end int
	scores     []float32 // [roles, end-first]
	none       []float32 // [roles]
	breaks     []float32 // [end-first]: what content loses by going on over tokens up to this one
}

// of is the row of a role.
func (v *view) of(r role) []float32 {
	n := v.end - v.first
	return v.scores[int(r)*n : (int(r)+1)*n]
}

// evidence is how far each decision is ahead of the next best, in logits.
type evidence struct {
	cue, source, content float32
}

// attribution decodes the parts of one cue: the source with the best two ends, then
// the content with the best two that fit it. An attribution without content is none.
func (v *view) attribution(d *doc.Doc, c cueSpan) (found, bool) {
	anywhere := func(int) bool { return true }
	source, sure := v.best(sourceFirst, longestSource, anywhere, anywhere, func(s span) bool {
		return !s.overlaps(c.span) && d.Tokens[s.first].Sentence == d.Tokens[s.end-1].Sentence
	})
	v.breaks = breaks(v.breaks[:0], d, v.first, v.end, c.span)
	begins, ends := func(t int) bool { return mayBegin(d, t, c.span) }, func(t int) bool { return mayEnd(d, t, c.span) }
	content, known := v.best(contentFirst, longestText, begins, ends, func(s span) bool {
		if s.holds(c.span) {
			return s.first < c.first && c.end < s.end && (source.empty() || s.holds(source) && around(s, source) || !s.overlaps(source))
		}
		return !s.overlaps(c.span) && !s.overlaps(source)
	})
	if content.empty() {
		return found{}, false
	}
	return found{cue: c.span, source: source, content: []span{content}, evidence: evidence{c.margin, sure, known}}, true
}

// around reports whether words of s stand on both sides of o.
func around(s, o span) bool { return s.first < o.first && o.end < s.end }

// best is the pair of ends with the highest sum for a part whose first end is role r,
// among spans that are allowed and at most longest tokens; empty where "none" is better.
// The margin is over the better of none and the best span with another first end.
func (v *view) best(r role, longest int, begins, ends func(t int) bool, allowed func(span) bool) (best span, margin float32) {
	first, last := v.of(r), v.of(r+1)
	none := v.none[r] + v.none[r+1]
	top := first[0]
	for _, s := range first {
		top = max(top, s)
	}
	bestScore, second := none, float32(-1e9)
	for i, s := range first {
		if s < top-behind || !begins(v.first+i) {
			continue
		}
		end, score := -1, float32(-1e9)
		for j := i; j < min(len(last), i+longest); j++ {
			sum := s + last[j]
			if v.breaks != nil {
				sum -= v.breaks[j] - v.breaks[i]
			}
			if sum > score && ends(v.first+j) && allowed(span{v.first + i, v.first + j + 1}) {
				end, score = j, sum
			}
		}
		switch {
		case end < 0:
		case score > bestScore:
			second, bestScore = bestScore, score
			best = span{v.first + i, v.first + end + 1}
		case score > second:
			second = score
		}
	}
	return best, bestScore - second
}
