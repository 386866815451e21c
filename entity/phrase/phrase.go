// Package phrase is noun phrases: where one may begin and end, and which holds which.
//
// In come a tagged document and the head word of a phrase; out go its bounds. It refuses nothing.
//
// The one idea: a clause bounds its phrases, whatever the scores of their ends say.
package phrase

import "readout/doc"

// Phrase is a noun phrase by its head word. Shape: tokens; Last is its last token, not the one after.
type Phrase struct {
	Head, First, Last int
	Kind              string // as the weights name them: "person", "abstract"
	Sure              float32
}

// Spot is where a mention stands, as the heads are asked about it. Shape: as Phrase.
type Spot struct{ First, Last, Head int }

// Longest is how many tokens from its head a noun phrase reaches at most.
const Longest = 60

// Nest makes the noun phrases of a sentence hold those that they overlap, and what "of" adds to them.
func Nest(d *doc.Doc, phrases []Phrase) {
	for i := len(phrases) - 1; i >= 0; i-- {
		p := &phrases[i]
		for k := i + 1; k < min(len(phrases), i+Longest); k++ {
			q := &phrases[k]
			if q.First > p.Last+2 {
				continue
			}
			if q.First > p.Head && q.First <= p.Last || q.First == p.Last+2 && d.LowerForm(p.Last+1) == "of" {
				p.Last = max(p.Last, q.Last)
			}
		}
	}
}
