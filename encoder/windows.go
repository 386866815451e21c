package encoder

import "readout/doc"

// A window has at most maxWindow pieces, including its two ends. Vectors are taken from its
// core; the rest is context. The constants fit the length of news: 750 words are two or three
// windows.
const (
	maxWindow = 512
	maxCore   = 384
	before    = 80
	after     = 40
)

// Cut is one window of an article: it contains tokens [First, End) and provides the vectors of
// [CoreFirst, CoreEnd). Cores are contiguous.
type Cut struct {
	First, End, CoreFirst, CoreEnd int
}

// Cuts splits an article into windows. A core ends with a block if possible, else with a
// sentence, else anywhere; the time is linear in the text.
func Cuts(in *Inputs, d *doc.Doc) []Cut {
	n := len(in.Ends)
	var cuts []Cut
	s := 0 // first sentence that ends after the beginning of the core
	for core := 0; core < n; {
		end := coreEnd(in, d, core, &s)
		c := Cut{First: core, End: end, CoreFirst: core, CoreEnd: end}
		for c.First > 0 && in.pieces(c.First-1, core) <= before {
			c.First--
		}
		room := min(after, maxWindow-2-in.pieces(c.First, end))
		for c.End < n && in.pieces(end, c.End+1) <= room {
			c.End++
		}
		cuts = append(cuts, c)
		core = end
	}
	return cuts
}

// pieces counts the pieces of tokens [first, end).
func (in *Inputs) pieces(first, end int) int {
	if first >= end {
		return 0
	}
	start := int32(0)
	if first > 0 {
		start = in.Ends[first-1]
	}
	return int(in.Ends[end-1] - start)
}

// coreEnd returns the end of the core that begins at token core, and moves s to the sentence
// in which it ends.
func coreEnd(in *Inputs, d *doc.Doc, core int, s *int) int {
	block, sentence := 0, 0
	for *s < len(d.Sentences) && in.pieces(core, d.Sentences[*s].EndToken) <= maxCore {
		end := d.Sentences[*s].EndToken
		if end > core {
			sentence = end
			if *s+1 == len(d.Sentences) || d.Sentences[*s+1].Block != d.Sentences[*s].Block {
				block = end
			}
		}
		*s++
	}
	switch {
	case block > 0 && in.pieces(core, block) >= maxCore/2:
		for *s > 0 && d.Sentences[*s-1].EndToken > block {
			*s--
		}
		return block
	case sentence > 0:
		return sentence
	}
	end := core + 1
	for end < len(in.Ends) && in.pieces(core, end+1) <= maxCore {
		end++
	}
	return end
}
