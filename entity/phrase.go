package entity

import (
	"readout/doc"
)

// nounPhrase is a noun phrase by its head word. Shape: tokens; last is its last token, not the one after.
type nounPhrase struct {
	head, first, last int
	kind              string // as the weights name them: "person", "abstract"
	sure              float32
}

// spot is where a mention stands, as the heads are asked about it. Shape: as nounPhrase.
type spot struct{ first, last, head int }

// nestPhrases makes the noun phrases of a sentence hold those that they overlap, and what "of" adds to them.
func nestPhrases(d *doc.Doc, phrases []nounPhrase) {
	for i := len(phrases) - 1; i >= 0; i-- {
		p := &phrases[i]
		for k := i + 1; k < min(len(phrases), i+longestPhrase); k++ {
			q := &phrases[k]
			if q.first > p.last+2 {
				continue
			}
			if q.first > p.head && q.first <= p.last || q.first == p.last+2 && d.LowerForm(p.last+1) == "of" {
				p.last = max(p.last, q.last)
			}
		}
	}
}
