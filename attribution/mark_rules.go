package attribution

import (
	"readout/article"
	"readout/doc"
)

// markRules proposes for punctuation that attributes on its own: "Minister: no
// talks planned", a name and a colon before a speech, a dash and a name after one.
func (r *reading) markRules() {
	for n := range r.lines {
		l := &r.lines[n]
		r.colonRule(l, n)
		r.colonSource(l, n)
		r.dashRule(l, n)
	}
}

// colonRule reads "X: …" where X opens the line and is a short noun phrase.
func (r *reading) colonRule(l *line, n int) {
	if !l.opens {
		return
	}
	i := r.groupEnd(l, l.first)
	for i > l.first && r.isForm(l, i, "of", "and", "for", "in") && i < l.first+10 {
		j := r.groupEnd(l, i+1)
		if j == i+1 {
			break
		}
		i = j
	}
	if i == l.first || i > l.first+12 || r.form(l, i) != ":" || i+1 >= l.stop {
		return
	}
	if !l.headline && !r.names(l, l.first, i) || deskWords[r.form(l, i-1)] || deskWords[r.form(l, l.first)] {
		return
	}
	r.proposeMark(nameColon, n, [2]int{l.first, i}, [2]int{i, i + 1}, [2]int{i + 1, l.stop})
}

// colonSource reads a headline that names its source after a colon: "Minister to
// visit three states next week: spokesperson".
func (r *reading) colonSource(l *line, n int) {
	i, ok := r.sourceColon(l)
	if !ok || !r.isClause(l, l.first, i) && !r.headlineInfinitive(l, i) {
		return
	}
	r.proposeMark(nameColon, n, [2]int{i + 1, r.textEnd(l)}, [2]int{i, i + 1}, [2]int{l.first, i})
}

// longestSource is how many items may name a source after a headline's colon.
const longestSource = 4

// sourceColon finds the colon of a headline behind which only its source stands.
func (r *reading) sourceColon(l *line) (at int, ok bool) {
	end := r.textEnd(l)
	for i := end - 2; l.headline && i > l.first && i >= end-1-longestSource; i-- {
		if r.form(l, i) != ":" {
			continue
		}
		if r.groupEnd(l, i+1) != end {
			return i, false
		}
		first, stop := r.tokens(i+1, end)
		span := r.d.SpanOf(first, stop)
		return i, r.isDocument([]article.Span{span}) || len(r.speakers([]article.Span{span})) > 0
	}
	return 0, false
}

// textEnd is the end of a line without its closing stop.
func (r *reading) textEnd(l *line) int {
	if r.is(l, l.end-1, stop) {
		return l.end - 1
	}
	return l.end
}

// headlineInfinitive tells whether a headline's verb is an infinitive: "Leaders to
// meet in May".
func (r *reading) headlineInfinitive(l *line, end int) bool {
	for i := l.first + 1; i < end; i++ {
		if r.is(l, i, toWord) {
			return r.infinitive(l, i)
		}
	}
	return false
}

// deskWords stand before a colon and say what sort of piece follows, not who speaks.
var deskWords = wordSet("correction corrections corrected update updated kill killed withdrawn exclusive analysis factbox breaking explainer explained opinion " +
	"editorial watch live video photos pictures timeline latest profile urgent advisory alert bulletin flash recap preview review column refile recast")

// dashRule reads a quotation followed by a dash and a name.
func (r *reading) dashRule(l *line, n int) {
	for i := l.first; i+1 < l.end; i++ {
		if !r.is(l, i, dash) {
			continue
		}
		end := r.groupEnd(l, i+1)
		if end == i+1 || !r.names(l, i+1, end) {
			continue
		}
		switch {
		case i > l.first && r.isQuote(l, i-1) && r.quoteIsSpeech(l, i-1) && end >= l.end-2:
			r.proposeMark(quoteDash, n, [2]int{i + 1, end}, [2]int{i, i + 1}, [2]int{i - 1, i})
		case i == l.first && n > 0 && r.lines[n-1].end == r.lines[n-1].first+1 && r.isQuote(&r.lines[n-1], r.lines[n-1].first):
			r.proposeMark(quoteDash, n, [2]int{i + 1, end}, [2]int{i, i + 1}, [2]int{r.lines[n-1].first, r.lines[n-1].end})
		}
	}
}

// names tells whether a proper name stands among items [first, end).
func (r *reading) names(l *line, first, end int) bool {
	for i := first; i < end; i++ {
		if r.xpos(l, i) == doc.XNNP || r.xpos(l, i) == doc.XNNPS {
			return true
		}
	}
	return false
}

// proposeMark proposes for a cue that is a mark and no lexicon entry.
func (r *reading) proposeMark(by rule, n int, source, at, content [2]int) {
	c := Cue{line: n, first: at[0], end: at[1], at: at[0], entry: &markEntry, mood: nameMood}
	r.cues = append(r.cues, c)
	r.propose(by, len(r.cues)-1, source, at, content)
}

// markEntry stands for every cue that is punctuation.
var markEntry = cueEntry{lemma: ":", part: phraseCue, frames: takesQuote, attitude: "speech", act: "assert"}
