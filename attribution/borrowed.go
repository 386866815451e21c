package attribution

// coordinated tells whether a finite cue without a subject shares the one before
// it: "said the talks failed and added that …", "…, but says its role …".
func (r *reading) coordinated(l *line, c *Cue) bool {
	i := c.first - 1
	for i > l.first && r.is(l, i, adverb) {
		i--
	}
	return r.isForm(l, i, "and", "but", "or", "then") || r.is(l, i, comma) && i > l.first
}

// borrowedSource is the source of a cue without a subject of its own: the subject
// of the verb it hangs on. Empty where none is found.
func (r *reading) borrowedSource(l *line, n int, c *Cue) [2]int {
	if c.mood == gerundMood && c.first > l.first && r.is(l, c.first-1, noun|object) && !r.timed(l, c.first-1) {
		// "a group backing X", "with officials saying": what stands right before
		if first, end, ok := r.subjectBefore(l, c.first); ok {
			if s, ok := r.groupStart(l, end); ok && s > first {
				first = s
			}
			return [2]int{first, end}
		}
	}
	if source, ok := r.lastSpeaker(l, c); ok {
		return source
	}
	low := max(l.first, c.first-2*farthest)
	for i := c.first - 1; i >= low; i-- {
		at := r.class(l, i)
		if at&finite == 0 || at&noun != 0 && at&verb == 0 || at&determiner != 0 && at&verb == 0 {
			continue
		}
		group := i
		for group > l.first && r.is(l, group-1, auxiliary|negation|adverb) && !r.timed(l, group-1) {
			group--
		}
		if r.is(l, group-1, coordinator) && !r.is(l, group-1, subject) {
			continue // a coordinated verb: its subject stands farther left
		}
		if first, end, ok := r.subjectBefore(l, group); ok {
			if r.is(l, first, relative) && !r.is(l, first, determiner) && c.mood == gerundMood {
				continue
			}
			return [2]int{first, end}
		}
		if first, end, ok := r.subjectAfter(l, i+1); ok && r.quotedBefore(l, i) {
			return [2]int{first, end}
		}
	}
	if c.mood != finiteMood && c.first <= l.first+2 {
		return r.subjectOfMain(l, c)
	}
	return [2]int{}
}

// lastSpeaker is the source of the finite cue before in the same line, for a cue
// that goes on with it: "said that … and added that …", "…, X said, adding that …".
func (r *reading) lastSpeaker(l *line, c *Cue) ([2]int, bool) {
	if len(r.cands) == 0 {
		return [2]int{}, false
	}
	last := &r.cands[len(r.cands)-1]
	before := &r.cues[last.Cue]
	if last.source[1] == 0 || before.mood != finiteMood || before.end > c.first || before.line != c.line {
		return [2]int{}, false
	}
	if c.mood == finiteMood && before.inflection != c.inflection || c.mood == infinitiveMood {
		return [2]int{}, false
	}
	// The cue before must end with its content here, and not go on past this cue.
	first, _ := r.tokens(c.first, c.end)
	for _, t := range last.Content {
		if t.first < first && t.end > first {
			return [2]int{}, false
		}
	}
	return last.source, true
}

func (r *reading) quotedBefore(l *line, i int) bool {
	return r.isQuote(l, i-1) || r.is(l, i-1, comma)
}

// subjectOfMain is the subject after a leading participle clause: "Speaking of the
// talks, X said", "Noting that …, X".
func (r *reading) subjectOfMain(l *line, c *Cue) [2]int {
	for i := c.end; i < min(l.end, c.end+farthest); i++ {
		if !r.is(l, i, comma) {
			continue
		}
		j := r.groupEnd(l, i+1)
		if j > i+1 && (r.is(l, j, finite) || r.is(l, j, adverb) && r.is(l, j+1, finite)) {
			return [2]int{i + 1, j}
		}
	}
	return [2]int{}
}
