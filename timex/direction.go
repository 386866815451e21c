package timex

import "readout/doc"

// future tells whether the words around token i look ahead: what decides is the
// nearest verb form on the left, else the nearest on the right.
//
// Source: ours. In reports "on Friday" after a past verb is the last Friday, after
// "will" or "is to" the next.
func (r *reading) future(i int) bool {
	const left, right = 14, 6
	for j := i - 1; j >= r.first && j > i-left; j-- {
		if d := r.look(j); d != 0 {
			return d > 0
		}
	}
	for j := i + 1; j < r.end && j < i+right; j++ {
		if d := r.look(j); d != 0 {
			return d > 0
		}
	}
	return false
}

// willBefore tells whether "will" stands right before what token i dates: "will meet
// on December 20" is no day in the past, however near.
func (r *reading) willBefore(i int) bool {
	const left = 5
	for j := i - 1; j >= r.first && j >= i-left; j-- {
		switch r.word(j) {
		case "will", "'ll", "’ll", "wo", "shall":
			return true
		case ",", ";":
			return false
		}
	}
	return false
}

// past tells whether the words around token i look back.
func (r *reading) past(i int) bool {
	for j := i - 1; j >= r.first; j-- {
		if d := r.look(j); d != 0 {
			return d < 0
		}
	}
	for j := i + 1; j < r.end; j++ {
		if d := r.look(j); d != 0 {
			return d < 0
		}
	}
	return false
}

// look is +1 for a word that looks ahead, -1 for one that looks back, else 0.
func (r *reading) look(j int) int {
	switch w := r.word(j); w {
	case "will", "'ll", "’ll", "wo", "shall", "would", "upcoming", "scheduled", "due", "planned", "plans", "expected", "expects", "tomorrow", "forthcoming", "slated", "until", "deadline", "might", "could":
		return 1
	case "may":
		if _, month := r.isMonth(j); !month {
			return 1
		}
	case "set", "going":
		if r.in(j+1, "to", "for") {
			return 1
		}
	case "to":
		if r.in(j-1, "is", "are", "was", "were", "due") && r.tag(j+1) == doc.VERB {
			return 1
		}
	case "was", "were", "had", "did", "said", "told", "ago", "since", "after":
		return -1
	default:
		if x := r.xpos(j); x == doc.XVBD {
			return -1
		}
		if len(r.d.Words) == 0 && len(w) > 4 && w[len(w)-2:] == "ed" {
			return -1
		}
	}
	return 0
}

func (r *reading) tag(i int) doc.UPOS {
	if i < 0 || i >= len(r.d.Words) {
		return doc.NoUPOS
	}
	return r.d.Words[i].UPOS
}

func (r *reading) xpos(i int) doc.XPOS {
	if i < 0 || i >= len(r.d.Words) {
		return doc.NoXPOS
	}
	return r.d.Words[i].XPOS
}
