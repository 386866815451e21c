package rules

import (
	"slices"

	"readout/article"
	"readout/doc"
)

// name is a name found in the text, bare: without titles, articles and what stands
// in apposition to it.
type name struct {
	first, end int32 // tokens, half-open
	kind       doc.EntityKind
	entry      int32     // entry of the tables, or -1
	sure       certainty // how the kind is known
	country    string    // the side a name says it belongs to: "Russian Foreign Ministry"
	by         string
	vote       votes
	entity     int32 // set when names are linked
}

// certainty says how the kind of a name is known.
type certainty uint8

const (
	guessed certainty = iota // from what stands around it
	likely                   // by the words it is made of
	certain                  // by a table, a title or the head of an organisation
)

// findNames finds the names of running text first, then those of headlines that
// capitalise every word: there only what the text below calls a name is one.
func (r *reading) findNames() {
	for s := range r.d.Sentences {
		if !r.upper[s] {
			r.runs(s)
		}
	}
	for i := range r.names {
		n := &r.names[i]
		for t := n.first; t < n.end; t++ {
			if r.tok[t].shape&capitalised != 0 {
				r.forms[r.tok[t].form].named = true
			}
		}
	}
	for s := range r.d.Sentences {
		if r.upper[s] {
			r.runs(s)
		}
	}
	slices.SortFunc(r.names, func(a, b name) int { return int(a.first - b.first) })
	for i := range r.names {
		for t := r.names[i].first; t < r.names[i].end; t++ {
			r.nameAt[t] = int32(i)
		}
	}
}

// runs finds the runs of capitalised words of a sentence and reads each.
func (r *reading) runs(s int) {
	if r.d.BlockOf(s).Kind == article.Furniture {
		return
	}
	sent := r.d.Sentences[s]
	i := sent.FirstToken
	if dl := r.d.Article.Dateline; dl != nil && sent.Start < dl.End && dl.Start < sent.End {
		i = r.dateline(i, sent.EndToken, dl)
	}
	for i < sent.EndToken {
		if !r.begins(i) {
			i++
			continue
		}
		end := r.runEnd(i, sent.EndToken)
		r.read(i, end)
		i = end
	}
}

// begins tells whether a name may begin at token i.
func (r *reading) begins(i int) bool {
	t := &r.tok[i]
	if t.entry >= 0 {
		return r.entryBegins(i)
	}
	if t.shape&capitalised == 0 || t.class&closed != 0 && t.shape&initial == 0 {
		return false
	}
	next := i + 1
	followed := r.cap(next) && r.same(i, next) && !r.glued(next) && r.tok[next].class&closed == 0
	if t.class&month != 0 {
		return t.class&given != 0 && followed && t.shape&opens == 0
	}
	if t.shape&opens == 0 {
		return true
	}
	f := &r.forms[t.form]
	if r.upper[r.d.Tokens[i].Sentence] {
		return f.named && f.free >= f.small || t.class&given != 0 && followed && r.forms[r.tok[next].form].named
	}
	if f.capital > 0 && f.capital >= f.small {
		return true
	}
	switch r.upos(i) {
	case doc.DET, doc.PRON, doc.CCONJ, doc.SCONJ, doc.ADP, doc.AUX, doc.PART, doc.INTJ, doc.ADV, doc.NUM:
		return false
	case doc.VERB:
		return t.class&given != 0 && followed
	}
	if t.class&(given|titleWord) != 0 && followed {
		return true
	}
	if f.small > 0 {
		return false
	}
	if followed && r.hyphen(next) {
		return false
	}
	return r.xpos(i) == doc.XNNP || r.xpos(i) == doc.XNNPS || followed && (r.upos(i) != doc.NOUN || r.xpos(i) == doc.XNN && r.tok[next].entry < 0) ||
		followed && t.class&(orgHead|placeLead|direction|modifier|orgNoun) != 0
}

// entryBegins tells whether a name of the tables at token i is one here: a single
// word that opens a sentence may be an ordinary one, "Apple" among apples.
func (r *reading) entryBegins(i int) bool {
	t := &r.tok[i]
	if int(t.end) > i+1 || t.shape&opens == 0 {
		return t.class&(month|weekday) == 0
	}
	f := &r.forms[t.form]
	if f.small > 0 && f.capital == 0 {
		return false
	}
	switch e := &r.kb.entries[t.entry]; e.sort {
	case country, adjective, nationals, capital, continent:
		return true
	case place:
		return t.class&closed == 0
	}
	if t.shape&allCaps != 0 && !r.upper[r.d.Tokens[i].Sentence] {
		return true
	}
	return f.capital > 0 || r.xpos(i) == doc.XNNP || r.xpos(i) == doc.XNNPS
}

// runEnd is where the run of capitalised words that begins at token i ends, with
// the small words that names hold: "van der", "of the", "&".
func (r *reading) runEnd(i, end int) int {
	chain := false // an organisation's "of" has been passed
	j := i
	if e := r.tok[i].end; r.tok[i].entry >= 0 {
		j = int(e)
	} else {
		j++
	}
	for j < end {
		t := &r.tok[j]
		switch {
		case t.entry >= 0 && !r.glued(j) && r.continues(j):
			j = int(t.end)
			continue
		case t.shape&capitalised != 0 && r.continues(j):
			if r.glued(j) && t.shape&wordlike != 0 && r.tok[j-1].shape&initial == 0 && !r.hyphen(j-1) {
				return j
			}
			j++
			continue
		}
		k := r.link(i, j, end, chain)
		if k == j {
			return j
		}
		chain = chain || r.isForm(j, "of", "for", "on")
		j = k
	}
	return j
}

// continues tells whether a capitalised token goes on with the name before it.
func (r *reading) continues(j int) bool {
	t := &r.tok[j]
	if t.class&closed != 0 && t.shape&(allCaps|initial) == 0 {
		return false
	}
	if t.class&month != 0 {
		return r.tok[j-1].class&(given|modifier|titleWord) != 0 && (j+1 >= len(r.tok) || r.d.Tokens[j+1].Kind != doc.NumberToken)
	}
	if r.upper[r.d.Tokens[j].Sentence] {
		f := &r.forms[t.form]
		return t.entry >= 0 || f.named && f.free >= f.small
	}
	return true
}

// link is the token after the small words at token j that join the capitals
// before and behind them into one name; j where they do not.
func (r *reading) link(i, j, end int, chain bool) int {
	t := &r.tok[j]
	before := &r.tok[j-1]
	capAt := func(k int) bool { return k < end && r.cap(k) && r.continues(k) }
	switch {
	case r.hyphen(j):
		if !r.glued(j) || !r.glued(j+1) || j+1 >= end {
			return j
		}
		if capAt(j + 1) {
			if r.twoNames(j) {
				return j
			}
			return j + 2
		}
		if r.d.Tokens[j+1].Kind == doc.NumberToken && r.d.Tokens[j+1].Len() <= 3 {
			return j + 2
		}
		if r.tok[i].class&familyFirst != 0 && j-1 > i && r.d.Tokens[j+1].Kind == doc.WordToken {
			return j + 2 // "Kim Jong-un"
		}
		return j
	case r.isForm(j, "&") && capAt(j+1):
		return j + 1
	case t.class&particle != 0 && t.shape&capitalised == 0 && before.shape&capitalised != 0:
		k := j + 1
		for k < end && r.tok[k].class&particle != 0 && r.tok[k].shape&capitalised == 0 {
			k++
		}
		if r.hyphen(k) && r.glued(k) {
			k++ // "Bashar al-Assad"
		}
		if capAt(k) {
			return k
		}
		return j
	case r.isForm(j, "of", "for", "on", "against", "at", "to", "in"):
		if before.shape&capitalised == 0 {
			return j
		}
		of := r.isForm(j, "of")
		heads := orgHead
		if of {
			heads |= placeHead | placeLead | eventHead
		}
		if before.class&heads == 0 && !(of && chain) || r.isForm(j, "at", "to", "in") || before.class&titleHead != 0 && before.class&orgHead == 0 {
			return j
		}
		k := j + 1
		if r.isForm(k, "the") {
			k++
		}
		if !capAt(k) || r.is(k, given) && r.cap(k+1) && !of {
			return j
		}
		return k
	case chain && r.isForm(j, "and", ",") && capAt(j+1) && r.tok[j+1].entry < 0 && r.tok[j+1].class&(given|titleWord) == 0:
		// "Department of Health and Human Services"; a comma only where "and" follows.
		if r.isForm(j, "and") && r.tok[j-1].entry < 0 || r.isForm(j+2, "and") && capAt(j+3) {
			return j + 1
		}
		return j
	case r.d.Tokens[j].Kind == doc.NumberToken:
		if before.shape&capitalised != 0 && before.class&month == 0 && r.numbered(i, j, end) {
			return j + 1
		}
	}
	return j
}

// numbered tells whether the number at token j belongs to the name before it:
// "Nord Stream 2", "Apollo 11", but not "Kosovo 12 people".
func (r *reading) numbered(i, j, end int) bool {
	if r.d.Tokens[j].Len() > 3 || r.tok[j-1].entry >= 0 && j-1 == i || r.tok[i].shape&opens != 0 && j-1 == i {
		return false
	}
	if j+1 >= end {
		return true
	}
	switch r.xpos(j + 1) {
	case doc.XNNS, doc.XCD:
		return false
	}
	return !r.isForm(j+1, "%", "percent", "per", "to", "-", "–", "million", "billion", "a.m.", "p.m.", ":")
}

// twoNames tells whether the hyphen at token j stands between two names, as in
// "Putin-Biden summit" and "Russia-US relations", not inside one: "Jean-Pierre".
func (r *reading) twoNames(j int) bool {
	left, right := &r.tok[j-1], &r.tok[j+1]
	if left.class&given != 0 && right.class&given != 0 && right.entry < 0 {
		return false
	}
	if l, ok := r.nameOfSide(j - 1); ok {
		if e, ok := r.nameOfSide(j + 1); ok && l != e {
			return true
		}
	}
	if r.is(j+2, relation) && left.class&given == 0 {
		return true
	}
	return r.forms[left.form].free > 0 && r.forms[right.form].free > 0
}

// nameOfSide is the entry of the tables that a token is by itself.
func (r *reading) nameOfSide(i int) (int32, bool) {
	e := r.tok[i].entry
	return e, e >= 0 && int(r.tok[i].end) == i+1
}

// dateline reads the places and the agency of a dateline and gives the first token
// after it.
func (r *reading) dateline(first, end int, dl *article.Dateline) int {
	i := first
	for i < end && r.d.Tokens[i].Start < dl.End {
		n := name{first: int32(i), entry: -1, sure: certain, by: "entity/dateline@1"}
		if e := r.tok[i].entry; e >= 0 && r.kb.entries[e].sort != adjective {
			n.end, n.entry, n.kind = r.tok[i].end, e, r.kb.entries[e].kind
		} else if at, ok := r.startsWith(i, dl.Agency); ok {
			n.end, n.kind = int32(at), doc.Organization
		} else {
			for _, p := range dl.Places {
				if at, ok := r.startsWith(i, p); ok {
					n.end, n.kind = int32(at), doc.Place
					break
				}
			}
		}
		if n.end == 0 && len(dl.Places) == 0 {
			if at, ok := r.startsWith(i, dl.Place); ok {
				n.end, n.kind = int32(at), doc.Place
			}
		}
		if n.end == 0 {
			i++
			continue
		}
		if n.entry < 0 {
			n.entry = r.shouted(i, int(n.end))
		}
		r.names = append(r.names, n)
		i = int(n.end)
	}
	return i
}

// startsWith tells whether the text at token i is s, and gives the token after it.
func (r *reading) startsWith(i int, s string) (end int, ok bool) {
	start := r.d.Tokens[i].Start
	if s == "" || start+len(s) > len(r.d.Text) || r.d.Text[start:start+len(s)] != s {
		return 0, false
	}
	_, end = r.d.TokensIn(article.Span{Start: start, End: start + len(s)})
	return end, end > i
}

// shouted is the entry of a place that a dateline writes in capitals: "MOSCOW"; -1
// if the tables have none.
func (r *reading) shouted(i, end int) int32 {
	sp := r.d.SpanOf(i, end)
	low := r.d.Lower[sp.Start:sp.End]
	for k := range r.kb.words[r.tok[i].word].phrases {
		if p := &r.kb.words[r.tok[i].word].phrases[k]; p.lower == low {
			return p.entry
		}
	}
	return -1
}
