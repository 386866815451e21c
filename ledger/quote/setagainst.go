package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/ledger/lexicon"
	"readout/record"
	"readout/store"
)

// anchored is a wording that knows where in the article each word is, and whether it is in
// quotation marks.
type anchored struct {
	wording
	at     []record.Span // of the word, from its first to its last letter
	part   []int         // index of the content's span
	quoted []bool
}

// anchor reads the words of spans of a text. kind says whether all of the content is in
// quotation marks, some or none; "" is unknown.
func anchor(text string, spans []record.Span, kind string) *anchored {
	a := &anchored{}
	for part, sp := range spans {
		inside, gap := kind == record.Direct, part > 0
		for off := sp.Start; off < sp.End; {
			r, size := utf8.DecodeRuneInString(text[off:sp.End])
			if unicode.IsSpace(r) {
				off += size
				continue
			}
			end := off
			for end < sp.End {
				r, size := utf8.DecodeRuneInString(text[end:sp.End])
				if unicode.IsSpace(r) {
					break
				}
				end += size
			}
			field := text[off:end]
			opens, closes := quoteMarks(field)
			if kind == record.Mixed || kind == "" {
				inside = inside || opens
			}
			if strings.Contains(field, "…") || strings.Contains(field, "...") {
				gap = true
			}
			for w := range strings.FieldsSeq(store.Words(field)) {
				a.words, a.forms = append(a.words, lexicon.PlainSpelling(w)), append(a.forms, strings.Trim(field, "\"“”‘’,.;:!?…"))
				a.bracketed, a.gap = append(a.bracketed, false), append(a.gap, gap)
				a.at, a.part, a.quoted = append(a.at, wordIn(field, off)), append(a.part, part), append(a.quoted, inside)
				gap = false
			}
			if closes && kind != record.Direct {
				inside = false
			}
			off = end
		}
	}
	return a
}

// quoteMarks reports whether a field has opening quotation marks before its word or closing
// ones after it.
func quoteMarks(field string) (opens, closes bool) {
	word := strings.IndexFunc(field, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	if word < 0 {
		return strings.ContainsAny(field, "“„«"), strings.ContainsAny(field, "”»")
	}
	last := strings.LastIndexFunc(field, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	_, size := utf8.DecodeRuneInString(field[last:])
	return strings.ContainsAny(field[:word], "\"“„«‘"), strings.ContainsAny(field[last+size:], "\"”»")
}

// wordIn returns the span of a field in the text, from its first to its last letter.
func wordIn(field string, off int) record.Span {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	first, last := strings.IndexFunc(field, letter), strings.LastIndexFunc(field, letter)
	if first < 0 {
		return record.Span{Start: off, End: off + len(field)}
	}
	_, size := utf8.DecodeRuneInString(field[last:])
	return record.Span{Start: off + first, End: off + last + size}
}

func (w *wording) cut(n int) {
	n = min(n, len(w.words))
	w.words, w.forms, w.bracketed, w.gap = w.words[:n], w.forms[:n], w.bracketed[:n], w.gap[:n]
}

// slice returns the words from lo to hi.
func (w *wording) slice(lo, hi int) *wording {
	return &wording{words: w.words[lo:hi], forms: w.forms[lo:hi], bracketed: w.bracketed[lo:hi], gap: w.gap[lo:hi]}
}

// slack is how many words around the best match are also aligned, so that for a claim with
// different words at its ends, the edits show which they replace.
const slack = 4

// setAgainst compares a claim with a report: where the claim's words are, and how they differ.
// ok is false if they are not there.
func setAgainst(x *anchored, y *wording, segments []segment) (w Witness, ok bool) {
	lo, hi, run := window(x.words, y.words, segments)
	if run == 0 {
		return w, false
	}
	w, _, ok = x.compare(y, lo, hi, run == len(y.words))
	if ok && w.Verdict == DifferentWords && hi-lo < len(x.words) {
		// The claim may join words that are far apart, without a mark.
		lo, hi = max(0, lo-maxAlign/2), min(len(x.words), hi+maxAlign/2)
		if wide, ops, _ := x.compare(y, lo, min(hi, lo+maxAlign), false); wide.Verdict == Abridged && inPieces(y, ops) {
			return wide, true
		}
	}
	return w, ok
}

// compare compares the words of a from lo to hi with all of y.
func (a *anchored) compare(y *wording, lo, hi int, whole bool) (w Witness, ops []op, ok bool) {
	part := a.slice(lo, hi)
	ops = align(part.words, y.words)
	if !whole {
		if _, same := SameWords(part.words, y.words); !same {
			if w.near = nearly(part, y, ops); !w.near {
				return w, nil, false
			}
		}
	}
	ops = trimEnds(ops)
	w.Difference = classify(part, y, ops)
	if (w.Difference == Altered || w.Difference == Reworded) && onlyLeftOut(part, y, ops) {
		w.Difference = Merged
	}
	w.Edits = edits(part, y, ops)
	first, last := -1, -1
	w.Quoted = true
	for _, o := range ops {
		if o.x < 0 || o.y < 0 {
			continue
		}
		i := lo + o.x
		if first < 0 {
			first = i
		}
		if last >= 0 && a.part[last] == a.part[i] {
			w.Spans[len(w.Spans)-1].End = a.at[i].End
		} else {
			w.Spans = append(w.Spans, a.at[i])
		}
		w.Quoted = w.Quoted && a.quoted[i]
		last = i
	}
	if first < 0 {
		return w, nil, false
	}
	if w.Difference == Identical && (first > 0 || last < len(a.words)-1) {
		w.Difference = Trimmed
	}
	switch w.Difference {
	case Altered, Reworded:
		w.Verdict = DifferentWords
	case Identical, Trimmed:
		w.Verdict = Exact
	default:
		w.Verdict = Abridged
	}
	if !w.Quoted && w.Verdict != DifferentWords {
		w.Verdict = Paraphrase
	}
	return w, ops, true
}

// shortClaim is the length of a claim from which some of its words are enough (see SameWords).
const shortClaim = 6

// nearly reports whether a short claim has the words of a report except for some left out, or one
// other word in place of one. This is enough only for words of the speaker asked about.
//
// Source: ours. Four words are in common, two of them tell something; up to three are left out.
// Another word and the one in its place tell something too, and it is the last, or else three of the
// others do: "I will not … today" and "… in the near future" say little.
func nearly(x, y *wording, ops []op) bool {
	n, run := shared(ops)
	if len(y.words) >= shortClaim || n < 4 || len(y.words)-n > 1 {
		return false
	}
	same, left, put := 0, 0, 0
	core := trimEnds(withoutEnds(ops))
	for _, o := range core {
		switch {
		case o.x < 0 && lexicon.IsTelling(y.words[o.y]):
			put++
		case o.x >= 0 && o.y >= 0 && lexicon.IsTelling(x.words[o.x]):
			same++
		case o.y < 0 && lexicon.IsTelling(x.words[o.x]):
			left++
		}
	}
	if len(y.words) == n {
		return same >= 2 && len(core)-n < mergedWords
	}
	last := run == n && core[0].x >= 0 && core[0].y >= 0
	return put == 1 && left == 1 && len(core) == len(y.words)+1 && same >= 2 && (last || same > 2)
}

// onlyLeftOut reports whether a claim's words are those of the report except for some left out, none
// of which turns what is said.
func onlyLeftOut(x, y *wording, ops []op) bool {
	for _, o := range ops {
		if o.x < 0 && !y.bracketed[o.y] || o.y < 0 && lexicon.Turns(x.words[o.x]) {
			return false
		}
	}
	return true
}

// inPieces reports whether a claim's words were found in pieces of at least two words, each
// with a content word: single words occur everywhere.
func inPieces(y *wording, ops []op) bool {
	size, telling := 0, false
	for i, o := range ops {
		if same := o.x >= 0 && o.y >= 0; same {
			size++
			telling = telling || !lexicon.IsFunction(y.words[o.y])
			if i < len(ops)-1 {
				continue
			}
		}
		if size > 0 && (size < 2 || !telling) {
			return false
		}
		size, telling = 0, false
	}
	return true
}

// window finds the words of x in which the claim may be: for each segment the longest run it
// shares with x, with room for the words before and after. run is the length of the longest
// run.
func window(x, y []string, segments []segment) (lo, hi, run int) {
	lo, hi = len(x), 0
	at, prev := make([]int, len(x)+1), make([]int, len(x)+1) // lengths of the runs that end at each word of x
	for _, s := range segments {
		best, endX, endY := 0, 0, 0
		clear(prev)
		for j := s.first; j < s.end; j++ {
			clear(at)
			for i := range x {
				if x[i] == y[j] {
					if at[i+1] = prev[i] + 1; at[i+1] > best {
						best, endX, endY = at[i+1], i+1, j+1
					}
				}
			}
			at, prev = prev, at
		}
		if best == 0 || best < 3 && best < s.end-s.first {
			continue
		}
		run = max(run, best)
		before, after := endY-best-s.first, s.end-endY
		if before > 0 {
			before += slack
		}
		if after > 0 {
			after += slack
		}
		lo, hi = min(lo, max(0, endX-best-before)), max(hi, min(len(x), endX+after))
	}
	if hi-lo > maxAlign {
		hi = lo + maxAlign
	}
	return lo, hi, run
}

// trimEnds drops the report's words before and after the claim, except for as many as the
// claim has others in their place.
func trimEnds(ops []op) []op {
	trim := func(left, put int) int { return max(0, left-put) }
	// In a run of differences the report's words come first.
	ops = ops[trim(leading(ops)):]
	drop := trim(trailing(ops))
	if drop == 0 {
		return ops
	}
	end := len(ops)
	for end > 0 && (ops[end-1].x < 0 || ops[end-1].y < 0) {
		end--
	}
	var tail []op
	kept := 0
	for _, o := range ops[end:] {
		if o.y < 0 {
			if kept++; kept > len(ops)-end-drop-countPut(ops[end:]) {
				continue
			}
		}
		tail = append(tail, o)
	}
	return append(ops[:end:end], tail...)
}

// leading counts the words that only one of two wordings has before the first that both have: left out of the first
// and put into the second.
func leading(ops []op) (left, put int) { return atEnd(len(ops), func(k int) op { return ops[k] }) }

// trailing counts such words behind the last that both have.
func trailing(ops []op) (left, put int) {
	return atEnd(len(ops), func(k int) op { return ops[len(ops)-1-k] })
}

func atEnd(n int, at func(k int) op) (left, put int) {
	for k := range n {
		switch o := at(k); {
		case o.x >= 0 && o.y >= 0:
			return left, put
		case o.y < 0:
			left++
		default:
			put++
		}
	}
	return left, put
}

func countPut(ops []op) int {
	n := 0
	for _, o := range ops {
		if o.x < 0 {
			n++
		}
	}
	return n
}
