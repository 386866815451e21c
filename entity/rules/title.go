package rules

import (
	"strings"
	"unicode/utf8"

	"readout/article"
	"readout/doc"
)

// personMention finds the title before a person's name and takes it into the
// mention: "his American counterpart Joe Biden".
func (r *reading) personMention(m *mention) {
	first := m.FirstToken
	m.gender = r.genderOf(first, m.EndToken)
	head := r.titleHeadBefore(first)
	if head < 0 {
		return
	}
	start, words := r.leftEdge(head)
	m.role = r.roleOf(words, head, first)
	m.FirstToken = start
	if words < first {
		m.Title = r.d.SpanOf(words, first)
	}
	for t := start; t < first; t++ {
		if n := r.nameAt[t]; n >= 0 && int(r.names[n].first) == t {
			r.markAdjunct(n)
		}
	}
	m.By = "entity/title-name@1"
	m.Score = score(certain)
	if c := r.tok[head].class; c&(male|female) == male {
		m.gender = 'm'
	} else if c&(male|female) == female {
		m.gender = 'f'
	}
}

// genderOf is the gender of a given name that a person's name begins with.
func (r *reading) genderOf(first, end int) byte {
	if end-first < 1 {
		return 0
	}
	for t := first; t < end && t < first+2; t++ {
		switch r.tok[t].class & given {
		case givenMale:
			return 'm'
		case givenFemale:
			return 'f'
		}
		if r.tok[t].shape&initial == 0 {
			break
		}
	}
	return 0
}

// titleHeadBefore is the head of the title that ends right before the name at
// token i: "spokesman", or "secretary" of "Secretary of State"; -1 if there is none.
func (r *reading) titleHeadBefore(i int) int {
	h := i - 1
	if !r.same(h, i) {
		return -1
	}
	if r.isForm(h, "-elect", "elect", "designate") && r.hyphen(h-1) {
		h -= 2
	}
	if r.headsTitle(h) {
		return h
	}
	for k := h; k > max(r.sentence(i).FirstToken, i-longestTitle); k-- {
		switch {
		case r.isForm(k, "of", "for"):
			if r.headsTitle(k-1) && r.is(k-1, leader|office|voice) {
				return k - 1
			}
			if !r.isForm(k, "of") {
				return -1
			}
		case r.d.Tokens[k].Kind == doc.PunctToken && !r.hyphen(k), r.upos(k) == doc.VERB, r.upos(k) == doc.AUX, r.upos(k) == doc.PRON && !r.is(k, possessive):
			return -1
		case r.upos(k) == doc.ADP && !r.isForm(k, "of", "for", "at", "in"):
			return -1
		}
	}
	return -1
}

// headsTitle tells whether token h is a noun that titles end in.
func (r *reading) headsTitle(h int) bool {
	if h < 0 {
		return false
	}
	t := &r.tok[h]
	if t.class&(titleWord|kin) == 0 || r.nameAt[h] >= 0 {
		return false
	}
	if t.shape&capitalised != 0 || t.class&(courtesy|shortTitle) != 0 {
		return true
	}
	u := r.upos(h)
	return u == doc.NOUN || u == doc.PROPN || u == doc.ADJ && t.class&(leader|office|voice) != 0
}

// leftEdge walks left from the head of a noun phrase. words is where its own
// words begin, start where its determiner or possessor does.
func (r *reading) leftEdge(head int) (start, words int) {
	low := max(r.sentence(head).FirstToken, head-longestTitle)
	k := head
	for k > low {
		p := k - 1
		t := &r.tok[p]
		if n := r.nameAt[p]; n >= 0 {
			x := &r.names[n]
			if x.kind == doc.Person || int(x.first) < low {
				break
			}
			k = int(x.first)
			continue
		}
		if r.hyphen(p) {
			if !r.glued(p) || !r.glued(k) || p-1 < low || r.nameAt[p-1] >= 0 && r.names[r.nameAt[p-1]].kind == doc.Person {
				break
			}
			k = p
			continue
		}
		if t.class&(determiner|possessive) != 0 && t.class&numeral == 0 {
			if r.isForm(p, "that", "this") && r.upos(p) != doc.DET {
				break
			}
			if r.isForm(p, "all", "both") || !r.isForm(p-1, "all", "both", "half") {
				return p, k
			}
			return p - 1, k
		}
		if r.isForm(p, "'s", "’s", "'", "’") && r.upos(p) != doc.PUNCT {
			return r.possessor(p, low), k
		}
		if !r.premodifies(p, k) {
			break
		}
		k = p
	}
	if k > low && r.isForm(k-1, "the", "a", "an") {
		return k - 1, k
	}
	return k, k
}

// premodifies tells whether token p can stand in a noun phrase before token k.
func (r *reading) premodifies(p, k int) bool {
	t := &r.tok[p]
	if t.class&(weekday|month|said|pronoun) != 0 && t.class&(modifier|given) == 0 || r.d.Tokens[p].Kind == doc.PunctToken {
		return false
	}
	if r.glued(k) && !r.hyphen(k) && !r.hyphen(p) {
		return false
	}
	switch r.upos(p) {
	case doc.ADJ, doc.NUM:
		return true
	case doc.NOUN, doc.PROPN:
		// A plural ends the phrase before: "told reporters Kremlin spokesman".
		return r.xpos(p) != doc.XNNS || t.class&(modifier|orgPlural) != 0 || r.isForm(p, "communications", "affairs", "operations", "sports", "services")
	case doc.VERB:
		return t.class&modifier != 0 || (r.xpos(p) == doc.XVBN || r.xpos(p) == doc.XVBG) && p > 0 && r.tok[p-1].class&determiner != 0
	case doc.ADV:
		return t.class&modifier != 0 || r.isForm(p, "then", "most", "newly", "recently") && r.upos(k) == doc.ADJ
	}
	return t.class&modifier != 0 && t.class&determiner == 0
}

// possessor is where the possessor that ends before the clitic at token p begins.
func (r *reading) possessor(p, low int) int {
	if p-1 < low {
		return p
	}
	if n := r.nameAt[p-1]; n >= 0 {
		first := int(r.names[n].first)
		if r.isForm(first-1, "the") {
			first--
		}
		return max(first, low)
	}
	k := p - 1
	for k > low {
		t := &r.tok[k-1]
		if t.class&determiner != 0 {
			return k - 1
		}
		if u := r.upos(k - 1); u != doc.ADJ && u != doc.NOUN && u != doc.PROPN || r.d.Tokens[k-1].Kind == doc.PunctToken {
			break
		}
		k--
	}
	return k
}

// roleOf reads the title of tokens [words, end) whose head is token head.
func (r *reading) roleOf(words, head, end int) role {
	w := &r.kb.words[r.tok[head].word]
	c := r.tok[head].class
	ro := role{head: w.head, class: c, affil: -1, first: int32(words), end: int32(end)}
	if ro.head == "" {
		ro.head = w.text
	}
	if c&(courtesy|shortTitle) != 0 && c&titleHead == 0 && w.head == w.text && c&shortTitle == 0 {
		ro.courtesy = true
	}
	if c&courtesy != 0 && c&(leader|office|voice|calling|kin) == 0 {
		ro.courtesy = true
	}
	for t := words; t < head; t++ {
		r.modify(&ro, t, head)
	}
	for t := head + 1; t < end; t++ {
		r.modify(&ro, t, end)
	}
	// A possessor says whose: "Russia's foreign minister".
	if r.isForm(words-1, "'s", "’s", "'", "’") && words >= 2 {
		if n := r.nameAt[words-2]; n >= 0 {
			r.belongs(&ro, n)
		}
	}
	return ro
}

// modify takes token t of a title into its role: as a side it belongs to, or as a
// word that tells it from other titles.
func (r *reading) modify(ro *role, t, stop int) {
	if n := r.nameAt[t]; n >= 0 {
		if int(r.names[n].first) == t {
			r.belongs(ro, n)
		}
		return
	}
	tk := &r.tok[t]
	if r.d.Tokens[t].Kind == doc.PunctToken || tk.class&determiner != 0 || r.isForm(t, "of", "for", "'s", "’s", "and", "at", "in") {
		return
	}
	switch {
	case r.isForm(t, "former", "ex", "late", "then", "retired", "onetime"):
		ro.former = true
	case tk.class&titleHead != 0 && t < stop && ro.n < maxMods && tk.class&modifier == 0 && r.isForm(t, "secretary", "chief", "head", "general"), ro.n < maxMods:
		ro.mods[ro.n] = tk.hash
		ro.n++
	}
}

// belongs notes the side that a name in a title or beside it stands for.
func (r *reading) belongs(ro *role, n int32) {
	x := &r.names[n]
	if x.kind == doc.Person {
		return
	}
	ro.affil = n
	if x.entry >= 0 {
		if c := r.kb.entries[x.entry].country; c != "" {
			ro.country = c
			return
		}
	}
	if x.country != "" {
		ro.country = x.country
	}
}

// shareTitles gives what stands after a name to its title: "President Putin of
// Russia", and a plural title to every name it governs: "Presidents Vladimir Putin
// of Russia and Joe Biden of the United States".
func (r *reading) shareTitles() {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Kind != doc.Person || m.role.head == "" {
			continue
		}
		at := r.ofSide(m, m.EndToken)
		if m.role.class&plural == 0 {
			continue
		}
		ro := m.role
		for k := i + 1; k < len(r.mentions) && k < i+8; k++ {
			x := &r.mentions[k]
			if !r.same(m.FirstToken, x.FirstToken) {
				break
			}
			if x.Kind != doc.Person {
				continue
			}
			if !r.joined(at, x.FirstToken) || x.role.head != "" {
				break
			}
			x.role = ro
			x.role.country, x.role.affil, x.role.text = "", -1, ""
			at = r.ofSide(x, x.EndToken)
			if x.role.text == "" {
				x.role.country, x.role.affil = ro.country, ro.affil
				x.role.text = r.singularTitle(&x.role)
			}
		}
		if m.role.text == "" {
			m.role.text = r.singularTitle(&m.role)
		}
	}
}

// joined tells whether only commas and "and" stand in tokens [from, to).
func (r *reading) joined(from, to int) bool {
	if from >= to {
		return false
	}
	for t := from; t < to; t++ {
		if !r.isForm(t, ",", "and", "or", "&") {
			return false
		}
	}
	return true
}

// ofSide reads "of Russia" after a titled name and gives the token after it.
func (r *reading) ofSide(m *mention, i int) int {
	if !r.isForm(i, "of") || !r.same(i, m.FirstToken) || m.role.class&(leader|office) == 0 {
		return i
	}
	j := i + 1
	if r.isForm(j, "the") {
		j++
	}
	if !r.same(j, i) || r.nameAt[j] < 0 {
		return i
	}
	n := r.nameAt[j]
	x := &r.names[n]
	if x.kind != doc.Place && x.kind != doc.Organization {
		return i
	}
	r.belongs(&m.role, n)
	m.role.text = r.singularTitle(&m.role) + " of " + r.d.Cut(r.d.SpanOf(i+1, int(x.end)))
	return int(x.end)
}

// singularTitle is the words of a title with a plural head made singular and its
// first letter as written: "Presidents" gives "President".
func (r *reading) singularTitle(ro *role) string {
	words := r.d.Cut(r.spanOf(ro.first, ro.end))
	if ro.class&plural == 0 || ro.head == "" {
		return words
	}
	at := strings.LastIndexByte(words, ' ') + 1
	first, n := utf8.DecodeRuneInString(words[at:])
	head := ro.head
	if low, _ := utf8.DecodeRuneInString(head); first != low {
		head = words[at:at+n] + head[1:]
	}
	return words[:at] + head
}

// titleSpan is the words of a role where the article says it.
func (r *reading) titleSpan(ro *role) article.Span { return r.spanOf(ro.first, ro.end) }
