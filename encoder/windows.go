package encoder

import "readout/doc"

// A window is at most mostInWindow pieces, its two ends among them. Its core is
// what it gives vectors for; what stands beside the core is context.
//
// Constants by the length of news: 750 words are three windows or two.
const (
	mostInWindow = 512
	coreOfWindow = 384
	before       = 80
	after        = 40
)

// Cut is one window of an article: tokens [First, End) are in it, and [CoreFirst,
// CoreEnd) take their vectors from it. Cores follow one another without a gap.
type Cut struct {
	First, End, CoreFirst, CoreEnd int
}

// Cuts parts an article into windows. A core ends with a block where it can, else
// with a sentence, else anywhere; the time is linear in the text.
func Cuts(in *Inputs, d *doc.Doc) []Cut {
	n := len(in.Ends)
	var cuts []Cut
	s := 0 // first sentence that ends after the core's beginning
	for core := 0; core < n; {
		end := coreEnd(in, d, core, &s)
		c := Cut{First: core, End: end, CoreFirst: core, CoreEnd: end}
		for c.First > 0 && in.pieces(c.First-1, core) <= before {
			c.First--
		}
		room := min(after, mostInWindow-2-in.pieces(c.First, end))
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

// coreEnd is where the core that begins at token core ends. s is moved to the
// sentence that it ends in.
func coreEnd(in *Inputs, d *doc.Doc, core int, s *int) int {
	block, sentence := 0, 0
	for *s < len(d.Sentences) && in.pieces(core, d.Sentences[*s].EndToken) <= coreOfWindow {
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
	case block > 0 && in.pieces(core, block) >= coreOfWindow/2:
		for *s > 0 && d.Sentences[*s-1].EndToken > block {
			*s--
		}
		return block
	case sentence > 0:
		return sentence
	}
	end := core + 1
	for end < len(in.Ends) && in.pieces(core, end+1) <= coreOfWindow {
		end++
	}
	return end
}
