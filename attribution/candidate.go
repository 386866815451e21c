package attribution

// tokenRange is a half-open range of tokens; empty where first == end.
type tokenRange struct{ first, end int }

func (t tokenRange) empty() bool { return t.first >= t.end }

func (t tokenRange) overlaps(o tokenRange) bool { return t.first < o.end && o.first < t.end }

// rule is one way to propose an attribution.
//
// Units: score is how often its proposals are a whole attribution of PolNeAR's 840
// training articles (right cue and source, content token F1 0.8 or more), measured
// with the light tagger on 2026-11-23 by the definition of package score.
type rule struct {
	name    string // Statement.By
	score   float64
	reports bool // a clause or a quotation: told inside another report as well
}

// The rules, by what they look like.
var (
	quoteSaid       = rule{"attribution/quote-said@1", 0.93, true}          // "…," X said
	saidQuote       = rule{"attribution/said-quote@1", 0.79, true}          // X said: "…"
	saidThat        = rule{"attribution/said-that@1", 0.76, true}           // X said that …
	saidClause      = rule{"attribution/said-clause@1", 0.72, true}         // X said the talks …
	clauseSaid      = rule{"attribution/clause-said@1", 0.65, true}         // The talks failed, X said
	askedWhether    = rule{"attribution/asked-whether@1", 0.56, true}       // X asked whether …
	coordinatedCue  = rule{"attribution/coordinated@1", 0.44, true}         // … and added that …
	adding          = rule{"attribution/adding@1", 0.51, false}             // …, adding that …
	plansTo         = rule{"attribution/plans-to@1", 0.48, false}           // X plans to …
	urgedTo         = rule{"attribution/urged-to@1", 0.55, false}           // X urged Y to …
	saidObject      = rule{"attribution/said-object@1", 0.47, false}        // X criticised the talks
	criticisedBy    = rule{"attribution/criticised-by@1", 0.58, false}      // the talks were criticised by X
	expectedTo      = rule{"attribution/is-expected-to@1", 0.60, false}     // the talks are expected to …
	seemsTo         = rule{"attribution/seems@1", 0.43, false}              // the talks seem to …
	whichSaid       = rule{"attribution/which-said@1", 0.49, false}         // which X said would …
	whatCalled      = rule{"attribution/what-called@1", 0.31, false}        // what X called …
	asSaid          = rule{"attribution/as-said@1", 0.61, false}            // As X said, …
	ownedNoun       = rule{"attribution/owned-noun@1", 0.38, false}         // X's claim that …
	inHisWords      = rule{"attribution/in-words@1", 0.60, false}           // In X's words, …
	accordingTo     = rule{"attribution/according-to@1", 0.68, false}       // According to X, …
	clauseAccording = rule{"attribution/clause-according-to@1", 0.76, true} // …, according to X
	quotedAsSaying  = rule{"attribution/quoted-as-saying@1", 0.70, true}    // Y quoted X as saying …
	reportedly      = rule{"attribution/reportedly@1", 0.38, false}         // X has reportedly …
	nameColon       = rule{"attribution/name-colon@1", 0.60, false}         // Minister: …; not scored there, a cue is words
	quoteDash       = rule{"attribution/quote-dash@1", 0.80, false}         // "…" — X; the same
)

// Candidate is what one rule proposes for one cue: the tokens of source, cue and
// content. A source may be empty; cue and content may not.
type Candidate struct {
	Rule    string
	Cue     int // index into the reading's cues
	Source  tokenRange
	At      tokenRange // the cue
	Content []tokenRange
	Score   float64
	reports bool
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
func (r *reading) propose(by rule, cue int, source, at [2]int, content ...[2]int) {
	cand := Candidate{Rule: by.name, Cue: cue, Score: by.score, reports: by.reports, source: source}
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
		t.first = min(t.first, r.d.Quotes[q].FirstToken)
	}
	if q := r.items[c[1]-1].quote; q >= 0 {
		t.end = max(t.end, r.d.Quotes[q].EndToken)
	}
	return t
}
