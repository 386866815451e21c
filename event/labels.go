package event

import "readout/doc"

// spans are the best spans of a labelling, found by Viterbi's algorithm: "I-" follows
// only "B-" or "I-" of its kind, and no span goes from one sentence into the next. The
// bias is taken from the logit of "O"; as logits of one token share their normaliser, sums of
// logits rank readings as probabilities do.
func (l labelling) spans(d *doc.Doc, bias float32) []span {
	n, width := len(d.Tokens), 2*len(l.kinds)+1
	back := make([]uint8, n*width)
	score, next := make([]float32, width), make([]float32, width)
	for t := range n {
		opens := t == 0 || d.Tokens[t].Sentence != d.Tokens[t-1].Sentence
		best := argmax(score)
		row := l.logits[t*width : (t+1)*width]
		for y := range width {
			from := best
			if y > 0 && y%2 == 0 {
				if opens {
					next[y] = impossible
					continue
				}
				if from = y; score[y-1] > score[y] {
					from = y - 1
				}
			}
			next[y] = score[from] + row[y]
			back[t*width+y] = uint8(from)
		}
		next[0] -= bias
		score, next = next, score
		lower(score)
	}
	labels := make([]int, n)
	for t, y := n-1, argmax(score); t >= 0; t-- {
		labels[t] = y
		y = int(back[t*width+y])
	}
	return l.cut(labels)
}

// impossible is lower than any sum of logits.
const impossible = -1e9

// lower takes the greatest value from all, so that sums over long texts stay exact.
func lower(s []float32) {
	top := s[argmax(s)]
	for i := range s {
		s[i] = max(s[i]-top, impossible)
	}
}

// cut makes spans of labels.
func (l labelling) cut(labels []int) []span {
	width := 2*len(l.kinds) + 1
	share := make([]float64, width)
	var out []span
	for t := 0; t < len(labels); {
		y := labels[t]
		if y == 0 {
			t++
			continue
		}
		s := span{first: t, kind: (y - 1) / 2}
		for {
			softmax(share, l.logits[t*width:(t+1)*width])
			s.score += 1 - share[0]
			if t++; t == len(labels) || labels[t] != 2*s.kind+2 {
				break
			}
		}
		s.end = t
		s.score /= float64(s.end - s.first)
		out = append(out, s)
	}
	return out
}

func argmax[T float32 | float64](s []T) int {
	best := 0
	for i := range s {
		if s[i] > s[best] {
			best = i
		}
	}
	return best
}
