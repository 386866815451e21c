package event

import "readout/doc"

// A clause tells of something earlier, to explain what the report tells, when it hangs
// on a word ("their first meeting since Berg met Silva in Oslo") and names another event
// than the one that is asked about.

// clauseRoot is the head of the innermost subordinate clause that token t stands in, or -1
// where that is a main clause or nothing is parsed.
func (r *reading) clauseRoot(t int) int {
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
func (r *reading) under(t, root int) bool {
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

// behind reports whether token t stands in a subordinate clause that names another event
// and not event c.
func (r *reading) behind(t, c int) bool {
	if t >= len(r.d.Words) {
		return false
	}
	root := r.clauseRoot(t)
	if root < 0 {
		return false
	}
	other := false
	for i := range r.ms {
		m := &r.ms[i]
		if m.sentence != r.d.SentenceOf(t) || !r.under(m.end-1, root) {
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
func (r *reading) onlyBehind(e, c int) bool {
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
func (r *reading) explains(m *mention) bool {
	if m.end > len(r.d.Words) {
		return false
	}
	root := r.clauseRoot(m.end - 1)
	if root < 0 {
		return false
	}
	for i := range r.ms {
		o := &r.ms[i]
		if o.sentence == m.sentence && o.event != m.event && !r.under(o.end-1, root) {
			return true
		}
	}
	return false
}
