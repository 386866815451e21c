package said

import (
	"math"

	"readout/doc"
)

// threshold is the least score of a statement that is kept.
const threshold = 0.35

// weights of the score: of the margins of cue, source and content, each cut at most
// and joined by a logistic function.
var scoreWeights = [...]float64{-2.4, 0.5, 0.15, 0.2}

// surest is where a margin stops to tell more.
const surest = 6

// score is how likely an attribution is right as a whole.
func (e evidence) score(*doc.Doc, *found) float64 {
	w := &scoreWeights
	x := w[0]
	for i, m := range [...]float32{e.cue, e.source, e.content} {
		x += w[i+1] * float64(max(-surest, min(surest, m)))
	}
	return 1 / (1 + math.Exp(-x))
}
