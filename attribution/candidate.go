package attribution

// tokenRange is a half-open range of tokens; empty where first == end.
type tokenRange struct{ first, end int }

func (t tokenRange) empty() bool { return t.first >= t.end }

func (t tokenRange) overlaps(o tokenRange) bool { return t.first < o.end && o.first < t.end }

// Candidate is what one rule proposes for one cue: the tokens of source, cue and
// content. A source may be empty; cue and content may not.
//
// Units: Score is how often the rule's proposals are right, measured on PolNeAR's
// training articles (see docs/cards), so that candidates of different rules compare.
type Candidate struct {
	Rule    string // "attribution/said-that@1"
	Cue     int    // index into the reading's cues
	Source  tokenRange
	At      tokenRange // the cue
	Content []tokenRange
	Score   float64
	source  [2]int // the items of the source
}

// candidates proposes attributions for every cue of the document.
func (r *reading) candidates() []Candidate {
	r.findCues()
	for i := range r.cues {
		c := &r.cues[i]
		l := &r.lines[c.line]
		switch c.entry.part {
		case verbCue, adjectiveCue:
			r.verbRules(l, i, c)
		case nounCue:
			r.nounRules(l, i, c)
		case phraseCue:
			r.phraseRules(l, i, c)
		}
	}
	r.markRules()
	return r.cands
}

// propose records a candidate. Items outside the line, an empty content or a
// content that holds its own cue are refused here, so that no rule need check.
func (r *reading) propose(rule string, cue int, source, at [2]int, score float64, content ...[2]int) {
	cand := Candidate{Rule: "attribution/" + rule + "@1", Cue: cue, Score: score, source: source}
	if source[1] > source[0] {
		cand.Source.first, cand.Source.end = r.tokens(source[0], source[1])
	}
	cand.At.first, cand.At.end = r.tokens(at[0], at[1])
	for _, c := range content {
		if c[1] <= c[0] {
			continue
		}
		var t tokenRange
		t.first, t.end = r.tokens(c[0], c[1])
		t = r.wholeQuotes(t, c)
		if t.overlaps(cand.At) {
			return
		}
		cand.Content = append(cand.Content, t)
	}
	if len(cand.Content) > 0 {
		r.cands = append(r.cands, cand)
	}
}

// wholeQuotes widens content that begins or ends with a quotation to the whole of
// that quotation, over the sentences and paragraphs it runs.
func (r *reading) wholeQuotes(t tokenRange, c [2]int) tokenRange {
	if q := r.items[c[0]].quote; q >= 0 {
		t.first = min(t.first, r.d.Quotes[q].First)
	}
	if q := r.items[c[1]-1].quote; q >= 0 {
		t.end = max(t.end, r.d.Quotes[q].End)
	}
	return t
}
