package attribution

import (
	"cmp"
	"slices"

	"readout/article"
)

// decide keeps the candidates that fit together: one for a cue, one for the words
// of a content unless it lies wholly inside another's, each quotation once.
func (r *reading) decide(cands []Candidate) []Raw {
	cands = bestOfEachCue(cands)
	// The longest content is the outermost report, so it claims its words first.
	slices.SortStableFunc(cands, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(r.cues[a.Cue].line, r.cues[b.Cue].line), cmp.Compare(length(b.Content), length(a.Content)), cmp.Compare(a.At.first, b.At.first))
	})
	owner := r.owners()
	kept := cands[:0]
	for _, c := range cands {
		if owner[c.At.first] >= 0 {
			if c.reports && r.reportsInside(&r.cues[c.Cue]) && !c.Source.empty() && length(c.Content) <= longest {
				kept = append(kept, c)
			}
			continue
		}
		c.Content = unclaimed(owner, c.Content)
		if len(c.Content) == 0 {
			continue
		}
		for _, t := range c.Content {
			for i := t.first; i < t.end; i++ {
				owner[i] = int32(len(kept))
			}
		}
		kept = append(kept, c)
	}
	slices.SortStableFunc(kept, func(a, b Candidate) int { return cmp.Compare(a.At.first, b.At.first) })
	r.carryQuotations(kept, owner)
	raws := make([]Raw, 0, len(kept))
	for i := range kept {
		raws = append(raws, r.raw(&kept[i]))
	}
	return raws
}

// bestOfEachCue keeps the highest candidate of each cue; the earlier rule wins a tie.
func bestOfEachCue(cands []Candidate) []Candidate {
	slices.SortStableFunc(cands, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(a.Cue, b.Cue), cmp.Compare(b.Score, a.Score))
	})
	return slices.CompactFunc(cands, func(a, b Candidate) bool { return a.Cue == b.Cue })
}

// reportsInside tells whether a cue inside another's content is a report to tell of
// ("X said Y had ruled it out") and not a mere choice of verb.
func (r *reading) reportsInside(c *Cue) bool {
	return c.mood == finiteMood && c.entry.frames&takesThat != 0 || c.entry.lemma == "as saying"
}

// owners is a fresh table of the candidate that claimed each token.
func (r *reading) owners() []int32 {
	r.owner = slices.Grow(r.owner[:0], len(r.d.Tokens))[:len(r.d.Tokens)]
	for i := range r.owner {
		r.owner[i] = -1
	}
	return r.owner
}

// unclaimed cuts from content what another candidate already claimed.
func unclaimed(owner []int32, content []tokenRange) []tokenRange {
	out := content[:0]
	for _, t := range content {
		for t.first < t.end && owner[t.first] >= 0 {
			t.first++
		}
		for i := t.first; i < t.end; i++ {
			if owner[i] >= 0 {
				t.end = i
			}
		}
		if !t.empty() {
			out = append(out, t)
		}
	}
	return out
}

func length(content []tokenRange) int {
	n := 0
	for _, t := range content {
		n += t.end - t.first
	}
	return n
}

// carryQuotations gives a quotation that nobody is cued for to the statement just
// before it: "…," X said. "…" in one paragraph, or a paragraph that is nothing but
// a quotation. (In PolNeAR's training articles 94 of 121 such paragraphs belong to
// the statement before.)
func (r *reading) carryQuotations(kept []Candidate, owner []int32) {
	last := -1 // index into kept of the last statement outside another's content
	next := 0
	reach := -1 // the line the last statement, or what was carried to it, reaches to
	for n := range r.lines {
		l := &r.lines[n]
		for next < len(kept) && r.cues[kept[next].Cue].line == n {
			if !r.insideOther(kept, next) && !(last >= 0 && reach == n && r.endsQuoted(kept[last]) && !r.endsQuoted(kept[next])) {
				last, reach = next, n
			}
			next++
		}
		if last < 0 || reach < n-1 || !r.isQuote(l, l.first) || !r.quoteIsSpeech(l, l.first) {
			continue
		}
		q := &r.d.Quotes[r.items[l.first].quote]
		if owner[q.FirstToken] >= 0 {
			if reach == n-1 && l.first+1 == l.end {
				reach = n
			}
			continue
		}
		if l.stop > l.first+1 {
			continue // the reporter goes on
		}
		if l.opens && reach == n-1 && !r.carriesOver(kept[last]) {
			continue
		}
		t := tokenRange{q.FirstToken, q.EndToken}
		for i := t.first; i < t.end; i++ {
			owner[i] = int32(last)
		}
		kept[last].Content = append(kept[last].Content, t)
		reach = n
	}
}

// endsQuoted tells whether the last words of a candidate's content are a quotation.
func (r *reading) endsQuoted(c Candidate) bool {
	return r.d.Tokens[c.Content[len(c.Content)-1].end-1].Quote >= 0
}

// carriesOver tells whether a statement's words can go on in the next paragraph.
func (r *reading) carriesOver(c Candidate) bool {
	e := r.cues[c.Cue].entry
	return e.attitude == "speech" && !c.Source.empty()
}

// insideOther tells whether candidate i lies inside the content of a neighbour.
func (r *reading) insideOther(kept []Candidate, i int) bool {
	return r.owner[kept[i].At.first] >= 0
}

// raw turns a candidate's tokens into spans.
func (r *reading) raw(c *Candidate) Raw {
	out := Raw{By: c.Rule, Score: c.Score, Cue: r.spans(c.At)}
	if !c.Source.empty() {
		out.Source = r.spans(c.Source)
	}
	slices.SortFunc(c.Content, func(a, b tokenRange) int { return cmp.Compare(a.first, b.first) })
	for _, t := range c.Content {
		out.Content = append(out.Content, r.contentSpans(t)...)
	}
	return out
}

func (r *reading) spans(t tokenRange) []article.Span {
	return []article.Span{r.d.SpanOf(t.first, t.end)}
}

// contentSpans splits content at paragraph ends, so that no span holds the white
// space between two blocks.
func (r *reading) contentSpans(t tokenRange) []article.Span {
	var out []article.Span
	for t.first < t.end {
		block := r.d.Sentences[r.d.Tokens[t.first].Sentence].Block
		end := t.first + 1
		for end < t.end && r.d.Sentences[r.d.Tokens[end].Sentence].Block == block {
			end++
		}
		out = append(out, r.d.SpanOf(t.first, end))
		t.first = end
	}
	return out
}
