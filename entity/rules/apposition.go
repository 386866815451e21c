package rules

import "readout/doc"

// appositions reads titles set beside names: "Mira Peskova, the Kremlin
// spokeswoman, said", "The foreign minister, Ilse Korvin, said".
func (r *reading) appositions() {
	n := len(r.mentions)
	for i := 0; i < n; i++ {
		if r.mentions[i].Kind == doc.Person && r.mentions[i].Form == doc.NameForm {
			r.apposedAfter(i)
			r.apposedBefore(i)
		}
	}
}

// apposedAfter reads a title after a name: between commas, after "who is", or
// after an age, "Jane Doe, 45, a nurse".
func (r *reading) apposedAfter(i int) {
	m := &r.mentions[i]
	at := m.EndToken
	if r.isForm(at, "(") || !r.same(at, m.FirstToken) {
		return
	}
	copula := false
	switch {
	case r.isForm(at, ",", "—", "–", "--"):
		at++
		if at+1 < len(r.tok) && r.d.Tokens[at].Kind == doc.NumberToken && r.isForm(at+1, ",") {
			at += 2
		}
		if r.isForm(at, "who") && r.isForm(at+1, "is", "was", "became", "serves", "served") {
			at += 2
			copula = true
			if r.isForm(at, "as") {
				at++
			}
		}
	case r.isForm(at, "is", "was", "becomes", "became") && r.is(at+1, definite|indefinite):
		at++
		copula = true
	default:
		return
	}
	if !r.same(at, m.FirstToken) || r.isForm(at, "not") {
		return
	}
	head := r.apposedHead(at)
	if head < 0 || r.headsName(head) || r.tok[head].class&plural != 0 {
		return
	}
	start, words := r.leftEdge(head)
	if start != at && words != at {
		return
	}
	end := r.complement(head)
	closed := r.endsClause(end)
	if !closed && !copula && !r.is(start, indefinite) {
		return
	}
	if copula && r.is(at, indefinite) && r.is(head, person) {
		return
	}
	r.describe(i, start, words, head, end)
}

// endsClause tells whether a phrase may end before token i.
func (r *reading) endsClause(i int) bool {
	return i >= len(r.tok) || r.d.Tokens[i].Kind == doc.PunctToken && !r.hyphen(i) || r.isForm(i, "who", "and", "whose", "since", "until") || i > 0 && !r.same(i-1, i)
}

// headsName tells whether the noun at token i is the title of a name after it.
func (r *reading) headsName(i int) bool {
	return i+1 < len(r.tok) && r.nameAt[i+1] >= 0 && r.same(i, i+1) && r.names[r.nameAt[i+1]].kind == doc.Person
}

// apposedBefore reads a title before a name and a comma: "Its leader, Jonas Feldrum,".
func (r *reading) apposedBefore(i int) {
	m := &r.mentions[i]
	comma := m.FirstToken - 1
	saying := r.isForm(m.EndToken, ",") && (r.upos(m.EndToken+1) == doc.VERB || r.upos(m.EndToken+1) == doc.AUX)
	if !r.isForm(comma, ",") || !r.same(comma, m.FirstToken) || m.role.head != "" && !saying || !r.isForm(m.EndToken, ",", ".") {
		return // "the envoy, Foreign Minister Jan Dahl" may be two, but not where one verb follows
	}
	low := max(r.sentence(comma).FirstToken, comma-longestTitle)
	for h := comma - 1; h >= low; h-- {
		if r.headsTitle(h) && r.coverAt[h] < 0 && !r.goesOn(h) {
			start, words := r.leftEdge(h)
			if r.complement(h) != comma || !r.is(start, definite|indefinite) && start == words {
				return
			}
			if r.is(start, indefinite) && !saying {
				return // "a mayor, Jane Doe" may be a list; "A spokesman for the port, Jan Dahl, said" is none
			}
			if r.tok[h].class&plural != 0 || r.upos(start-1) == doc.ADP && !r.isForm(m.EndToken, ",") {
				return
			}
			r.describe(i, start, words, h, comma)
			return
		}
		if r.d.Tokens[h].Kind == doc.PunctToken && !r.hyphen(h) || r.upos(h) == doc.VERB || r.upos(h) == doc.AUX {
			return
		}
	}
}

// describe adds a description of the person of mention i: its words are tokens
// [start, end), its head token head.
func (r *reading) describe(i, start, words, head, end int) {
	ro := r.roleOf(words, head, end)
	gender := genderOfClass(ro.class)
	if gender != 0 {
		r.mentions[i].gender = gender
	}
	r.cover(start, head+1)
	r.add(mention{Mention: doc.Mention{FirstToken: start, EndToken: head + 1, Head: head, Form: doc.NominalForm, Kind: doc.Person, Title: r.d.SpanOf(words, end),
		By: "entity/apposition@1", Score: 0.9}, entry: -1, role: ro, gender: gender, definite: true, apposed: int32(r.mentions[i].Head), nameEnd: int32(end)})
}

func genderOfClass(c class) byte {
	switch c & (male | female) {
	case male:
		return 'm'
	case female:
		return 'f'
	}
	return 0
}

// complement is where a noun phrase whose head is token head ends, with what "of",
// "for", "at" and "in" say of it: "spokesman for the foreign ministry".
func (r *reading) complement(head int) int {
	end := head + 1
	for range 3 {
		if !r.isForm(end, "of", "for", "at", "in", "from", "on", "with", "to") || !r.same(end, head) {
			return end
		}
		j := end + 1
		noun := -1
		for j < len(r.tok) && r.same(j, head) && j < end+longestTitle {
			if n := r.nameAt[j]; n >= 0 {
				j = int(r.names[n].end)
				noun = j
				continue
			}
			u := r.upos(j)
			switch {
			case r.hyphen(j) && r.glued(j):
			case r.d.Tokens[j].Kind == doc.PunctToken:
				u = doc.PUNCT
			case u == doc.NOUN || u == doc.PROPN:
				if r.tok[j].class&(weekday|month) != 0 {
					u = doc.PUNCT
				} else {
					noun = j + 1
				}
			case u == doc.ADJ, u == doc.DET, u == doc.NUM, r.tok[j].class&possessive != 0, r.isForm(j, "'s", "’s"):
			default:
				u = doc.PUNCT
			}
			if u == doc.PUNCT {
				break
			}
			j++
		}
		if noun < 0 {
			return end
		}
		if !r.isForm(end, "of", "for", "at", "in", "from") {
			return end
		}
		end = noun
	}
	return end
}
