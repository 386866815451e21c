package event

import (
	"readout/doc"
	"readout/event/words"
)

// A clause tells of something earlier, to explain what the report tells, when it hangs
// on a word ("their first meeting since Berg met Silva in Oslo") and names another event
// than the one that is asked about.

// clauses finds what stands in subordinate clauses.
type clauses struct{ *reading }

// clauseRoot is the head of the innermost subordinate clause that token t stands in, or -1
// where that is a main clause or nothing is parsed.
func (r clauses) clauseRoot(t int) int {
	for range len(r.d.Words) {
		switch w := &r.d.Words[t]; {
		case w.Rel == doc.Advcl, w.Rel == doc.Acl, w.Rel == doc.AclRelcl, w.Rel == doc.AdvclRelcl:
			return t
		case w.Head < 0:
			return -1
		default:
			t = int(w.Head)
		}
	}
	return -1
}

// under reports whether token t hangs on root.
func (r clauses) under(t, root int) bool {
	for range len(r.d.Words) {
		if t == root {
			return true
		}
		if r.d.Words[t].Head < 0 {
			return false
		}
		t = int(r.d.Words[t].Head)
	}
	return false
}

// clause is the tokens of the innermost subordinate clause that token t stands in; ok is
// false in a main clause. Where nothing is parsed, it goes from the word that opens it to
// the next comma or the end of the sentence.
func (r clauses) clause(t int) (in func(int) bool, ok bool) {
	if root := r.clauseRoot(t); root >= 0 {
		return func(i int) bool { return r.under(i, root) }, true
	}
	s := r.d.Sentences[r.d.SentenceOf(t)]
	if r.parsed(s.FirstToken, s.EndToken) {
		return nil, false
	}
	from := t
	for from >= s.FirstToken && !r.is(from, words.Back) {
		if f := r.d.Form(from); f == "," || f == ";" || f == "—" {
			return nil, false
		}
		from--
	}
	if from <= s.FirstToken || from < t-longestClause || !r.finite(from, s.EndToken) {
		return nil, false
	}
	end := t
	for end < s.EndToken && r.d.Form(end) != "," && r.d.Form(end) != ";" && r.d.Form(end) != "—" {
		end++
	}
	return func(i int) bool { return i >= from && i < end }, true
}

// longestClause bounds the words from the opening of a clause that is told by its words alone.
const longestClause = 25

// parsed reports whether tokens [first, end) have a tree.
func (r clauses) parsed(first, end int) bool {
	for t := first; t < end; t++ {
		if r.d.Words[t].Head >= 0 {
			return true
		}
	}
	return false
}

// finite reports whether a verb in the past stands near token from.
func (r clauses) finite(from, end int) bool {
	for t := from + 1; t < end && r.d.Form(t) != ","; t++ {
		if r.d.Words[t].XPOS == doc.XVBD {
			return true
		}
	}
	return false
}

// behind reports whether token t stands in a subordinate clause that names another event
// and not event c.
func (r clauses) behind(t, c int) bool {
	if t >= len(r.d.Words) {
		return false
	}
	in, ok := r.clause(t)
	if !ok {
		return false
	}
	other := false
	for i := range r.ms {
		m := &r.ms[i]
		if m.sentence != r.d.SentenceOf(t) || !in(m.End-1) {
			continue
		}
		if m.event == c {
			return false
		}
		other = true
	}
	return other
}

// onlyBehind reports whether an entity is named only in clauses that tell of another
// event than c.
func (r clauses) onlyBehind(e, c int) bool {
	found := false
	for _, k := range r.d.Entities[e].Mentions {
		m := &r.d.Mentions[k]
		if !named(m) {
			continue
		}
		if !r.behind(m.Head, c) {
			return false
		}
		found = true
	}
	return found
}

// explains reports whether a mention only explains another event: it stands in a
// subordinate clause, and the clause above names another event.
func (r clauses) explains(m *mention) bool {
	if m.End > len(r.d.Words) {
		return false
	}
	in, ok := r.clause(m.End - 1)
	if !ok {
		return false
	}
	for i := range r.ms {
		o := &r.ms[i]
		if o.sentence == m.sentence && o.event != m.event && !in(o.End-1) {
			return true
		}
	}
	return false
}
