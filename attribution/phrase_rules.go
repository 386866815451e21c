package attribution

// phraseRules proposes for "according to X, …", "…, according to X" and "X has
// reportedly …".
func (r *reading) phraseRules(l *line, n int, c *Cue) {
	if c.entry.frames&marksClause != 0 {
		r.markedClause(l, n, c)
		return
	}
	if c.entry.lemma == "as saying" {
		r.quotedAsSaying(l, n, c)
		return
	}
	first, end, ok := r.subjectAfter(l, c.end)
	if !ok {
		return
	}
	source := [2]int{first, end}
	start := r.leadIn(l, c.first)
	if start >= 0 {
		// "According to X, the talks failed."
		if i := end; r.is(l, i, comma) && i+1 < l.end {
			r.propose(accordingTo, n, source, c.items(), [2]int{i + 1, r.clauseEnd(l, i+1, c)})
			return
		}
		if i := r.skipToComma(l, end); i > 0 {
			r.propose(accordingTo, n, source, c.items(), [2]int{i + 1, r.clauseEnd(l, i+1, c)})
		}
		return
	}
	if r.is(l, end, comma) && r.is(l, c.first-1, coordinator) && end+1 < l.end {
		// "…, and in the words of X, …"
		r.propose(accordingTo, n, source, c.items(), [2]int{end + 1, r.clauseEnd(l, end+1, c)})
		return
	}
	begin := r.clauseStart(l, c.first)
	stop := c.first
	for stop > begin && r.is(l, stop-1, comma|dash|bracket) {
		stop--
	}
	if stop <= begin {
		return
	}
	content := [][2]int{{begin, stop}}
	if r.is(l, end, comma) && end+1 < l.end && !r.turnsBack(l, end+1, c, true) && r.is(l, c.first-1, comma) {
		content = append(content, [2]int{end + 1, r.clauseEnd(l, end+1, c)})
	}
	r.propose(clauseAccording, n, source, c.items(), content...)
}

// quotedAsSaying proposes for the inner report of "Y quoted X as saying …": X says
// what follows.
func (r *reading) quotedAsSaying(l *line, n int, c *Cue) {
	first, end, ok := r.subjectBefore(l, c.first)
	if !ok || c.end >= l.end {
		return
	}
	r.propose(quotedAsSaying, n, [2]int{first, end}, c.items(), [2]int{c.end, r.clauseEnd(l, c.end, c)})
}

// leadIn tells whether a phrase cue opens its sentence, after at most a word such
// as "But"; it returns the first item of that opening or -1.
func (r *reading) leadIn(l *line, i int) int {
	k := i
	for k > l.first && r.is(l, k-1, coordinator|adverb|comma) {
		k--
	}
	if k == l.first {
		return k
	}
	return -1
}

// skipToComma finds the comma that ends a long source: "According to the report by
// X, which …,".
func (r *reading) skipToComma(l *line, i int) int {
	for k := i; k < min(l.end-1, i+20); k++ {
		if r.is(l, k, comma) {
			return k
		}
	}
	return 0
}

// markedClause proposes for an adverb that says somebody says so: "the talks have
// reportedly failed". There is no source.
func (r *reading) markedClause(l *line, n int, c *Cue) {
	i := c.first
	for i > l.first && r.is(l, i-1, auxiliary) {
		i--
	}
	first, end, ok := r.subjectBefore(l, i)
	if !ok {
		return
	}
	stop := r.objectEnd(l, c.end, c)
	if stop <= c.end {
		return
	}
	r.propose(reportedly, n, [2]int{}, c.items(), [2]int{first, max(end, c.first)}, [2]int{c.end, stop})
}
