package quote

import (
	"strings"

	"readout/ledger/lexicon"
	"readout/store"
)

// Difference is how one outlet's wording differs from the fullest one.
type Difference string

// The classes of difference. Altered is not a judgement: it says that words inside an
// otherwise equal wording differ, and nothing in the text indicates it.
const (
	Identical Difference = "identical"
	Trimmed   Difference = "trimmed"   // words at the ends are left out
	Elided    Difference = "elided"    // words are left out, marked by dots or a gap
	Bracketed Difference = "bracketed" // words are inserted in [ ]
	Merged    Difference = "merged"    // distant parts are joined without a mark
	Reworded  Difference = "reworded"  // many words differ
	Altered   Difference = "altered"
	// ChangedSince is of an earlier version of an article: its outlet has other words now.
	ChangedSince Difference = "changed since"
)

// Edit is one run of an alignment. Op is "same", "left out", "put in" or "other". Reference
// and Other are words as written.
type Edit struct {
	Op        string `json:"op"`
	Reference string `json:"reference,omitempty"`
	Other     string `json:"other,omitempty"`
}

// The values of Edit.Op.
const (
	opSame  = "same"
	opLeft  = "left out"
	opPut   = "put in"
	opOther = "other"
)

// wording is a content as words, with its brackets and dots.
type wording struct {
	words     []string // in the alphabet of store.Words
	forms     []string // as written
	bracketed []bool
	gap       []bool // dots or a cut precede this word
}

func newWording(content string) *wording {
	w := &wording{}
	inBracket, gap := false, false
	for _, f := range strings.Fields(content) {
		if strings.Contains(f, "…") || strings.Contains(f, "...") {
			gap = true
		}
		if strings.HasPrefix(f, "[") || strings.Contains(f, "“[") || strings.Contains(f, `"[`) {
			inBracket = true
		}
		words := strings.Fields(store.Words(f))
		for _, word := range words {
			w.words = append(w.words, lexicon.PlainSpelling(word))
			form := strings.Trim(f, "\"“”‘’,.;:!?…")
			if len(words) > 1 {
				form = word
			}
			w.forms = append(w.forms, form)
			w.bracketed = append(w.bracketed, inBracket)
			w.gap = append(w.gap, gap)
			gap = false
		}
		if strings.Contains(f, "]") {
			inBracket = false
		}
	}
	return w
}

// maxAlign bounds the words of a wording that are aligned, since the table is quadratic.
const maxAlign = 600

// op is one step of an alignment: a word of each side, or of only one (-1 for none).
type op struct{ x, y int }

// align aligns two lists of words so that they have the most words in common.
func align(x, y []string) []op {
	x, y = x[:min(len(x), maxAlign)], y[:min(len(y), maxAlign)]
	var ops []op
	pre := 0
	for pre < len(x) && pre < len(y) && x[pre] == y[pre] {
		ops = append(ops, op{pre, pre})
		pre++
	}
	suf := 0
	for suf < len(x)-pre && suf < len(y)-pre && x[len(x)-1-suf] == y[len(y)-1-suf] {
		suf++
	}
	n, m := len(x)-pre-suf, len(y)-pre-suf
	table := make([]int16, (n+1)*(m+1))
	at := func(i, j int) *int16 { return &table[i*(m+1)+j] }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if x[pre+i] == y[pre+j] {
				*at(i, j) = *at(i+1, j+1) + 1
			} else {
				*at(i, j) = max(*at(i+1, j), *at(i, j+1))
			}
		}
	}
	i, j := 0, 0
	for i < n || j < m {
		switch {
		case i < n && j < m && x[pre+i] == y[pre+j]:
			ops = append(ops, op{pre + i, pre + j})
			i, j = i+1, j+1
		case j == m || i < n && *at(i+1, j) >= *at(i, j+1):
			ops = append(ops, op{pre + i, -1})
			i++
		default:
			ops = append(ops, op{-1, pre + j})
			j++
		}
	}
	for k := suf; k > 0; k-- {
		ops = append(ops, op{len(x) - k, len(y) - k})
	}
	return ops
}

// shared returns the number of common words in an alignment, and the length of their longest
// run.
func shared(ops []op) (n, run int) {
	current := 0
	for _, o := range ops {
		if o.x >= 0 && o.y >= 0 {
			n, current = n+1, current+1
			run = max(run, current)
		} else {
			current = 0
		}
	}
	return n, run
}

// classify returns how wording y differs from the fullest wording x.
func classify(x, y *wording, ops []op) Difference {
	first, last := -1, -1
	for i, o := range ops {
		if o.x >= 0 && o.y >= 0 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return Reworded
	}
	var put, bracketed, outside, content int
	var leftInside, leftMarked, longest int
	for i := 0; i < len(ops); {
		o := ops[i]
		if o.x >= 0 && o.y >= 0 {
			i++
			continue
		}
		// One run of differences: words left out of x and words inserted in y.
		var out, in []int
		j := i
		for ; j < len(ops) && !(ops[j].x >= 0 && ops[j].y >= 0); j++ {
			if ops[j].x >= 0 {
				out = append(out, ops[j].x)
			} else {
				in = append(in, ops[j].y)
			}
		}
		inside := i > first && i < last
		inBrackets := len(in) > 0
		for _, k := range in {
			if y.bracketed[k] {
				bracketed++
			} else {
				inBrackets = false
				put++
				if !lexicon.IsFunction(y.words[k]) {
					content++
				}
			}
		}
		marked := inBrackets || j < len(ops) && ops[j].y >= 0 && y.gap[ops[j].y]
		for _, k := range in {
			marked = marked || y.gap[k]
		}
		switch {
		case len(out) == 0 || inBrackets:
		case !inside && len(in) == 0:
			outside += len(out)
		case !inside:
			outside += len(out)
			for _, k := range out[max(0, len(out)-len(in)):] {
				if !lexicon.IsFunction(x.words[k]) {
					content++
				}
			}
		case marked:
			leftMarked += len(out)
		default:
			leftInside += len(out)
			longest = max(longest, len(out))
			for _, k := range out {
				if !lexicon.IsFunction(x.words[k]) {
					content++
				}
			}
		}
		i = j
	}
	switch {
	case put == 0 && leftInside == 0 && bracketed > 0:
		return Bracketed
	case put == 0 && leftInside == 0 && leftMarked > 0:
		return Elided
	case put == 0 && leftInside == 0 && outside > 0:
		return Trimmed
	case put == 0 && leftInside == 0:
		return Identical
	case put == 0 && longest >= mergedWords:
		return Merged
	}
	changed := max(put, leftInside)
	if content > 0 && (changed <= 2 || float64(changed) <= alteredShare*float64(len(y.words))) {
		return Altered
	}
	return Reworded
}

const (
	// mergedWords: omitting this many words in a row without a mark joins two parts.
	mergedWords = 4
	// alteredShare: up to this share of different words, it is the same wording with words
	// changed; above it, another wording. Our own value, from the demonstration thread.
	alteredShare = 0.12
)

// edits returns an alignment as runs.
func edits(x, y *wording, ops []op) []Edit {
	var out []Edit
	for i := 0; i < len(ops); {
		same := ops[i].x >= 0 && ops[i].y >= 0
		var ref, other []string
		j := i
		for ; j < len(ops) && (ops[j].x >= 0 && ops[j].y >= 0) == same; j++ {
			if ops[j].x >= 0 {
				ref = append(ref, x.forms[ops[j].x])
			}
			if ops[j].y >= 0 {
				other = append(other, y.forms[ops[j].y])
			}
		}
		e := Edit{Op: opSame, Reference: strings.Join(ref, " "), Other: strings.Join(other, " ")}
		switch {
		case same:
			e.Other = ""
		case len(other) == 0:
			e.Op = opLeft
		case len(ref) == 0:
			e.Op = opPut
		default:
			e.Op = opOther
		}
		out = append(out, e)
		i = j
	}
	return out
}

// SameWords reports whether two contents are reports of one utterance, as far as words can
// tell, and returns their alignment. Both must be by the same speaker.
//
// Source: ours. At least 60 % of the words of the shorter occur in the longer in order, three
// of them in a row, with five content words in common (three if 80 % occur). A content of
// fewer than six words must occur whole.
func SameWords(x, y []string) ([]op, bool) {
	short := min(len(x), len(y))
	if short < 3 {
		return nil, false
	}
	ops := align(x, y)
	n, run := shared(ops)
	if short < 6 {
		return ops, n == short && run == n
	}
	if n*10 < short*6 || run < 3 {
		return ops, false
	}
	content := 0
	for _, o := range ops {
		if o.x >= 0 && o.y >= 0 && !lexicon.IsFunction(x[o.x]) && !lexicon.IsAuxiliary(x[o.x]) {
			content++
		}
	}
	return ops, content >= 5 || content >= 3 && n*10 >= short*8
}
