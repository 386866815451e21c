package entity

import "readout/doc"

// pronouns that stand for a person or several, with their gender.
var pronouns = map[string]byte{"he": 'm', "him": 'm', "his": 'm', "himself": 'm', "she": 'f', "her": 'f', "hers": 'f', "herself": 'f',
	"they": 'p', "them": 'p', "their": 'p', "themselves": 'p'}

// looked is how many mentions before a pronoun are weighed.
const looked = 24

// linkPronouns ties pronouns to people, first to last. Of those before it the
// likeliest is near, was the subject or the one who spoke, and stands on the same
// side of a quotation mark.
//
// Source: the factors of Lappin and Leass 1994 (recency, subject, parallelism),
// with the newspaper's own: who spoke goes on being "he".
func (r *reading) linkPronouns() {
	order := r.inOrder()
	var before []int // mentions of people so far
	next := 0
	for i := range r.d.Tokens {
		for next < len(order) && r.mentions[order[next]].Head < i {
			m := &r.mentions[order[next]]
			if k := r.kindOfEntity(m.Entity); k == doc.Person || k == doc.Group {
				before = append(before, order[next])
			}
			next++
		}
		gender, ok := pronouns[r.low(i)]
		if !ok || r.nameAt[i] >= 0 {
			continue
		}
		best := r.bestAntecedent(i, gender, before[max(0, len(before)-looked):])
		m := r.add(mention{Mention: doc.Mention{First: i, End: i + 1, Head: i, Form: doc.PronounForm, Kind: doc.Person, By: "entity/pronoun@1", Score: 0.7}})
		if gender == 'p' {
			r.mentions[m].Kind = doc.Group
		}
		if best >= 0 {
			r.link(m, best)
			before = append(before, m)
			if x := &r.entities[best]; x.Gender == 0 && gender != 'p' {
				x.Gender = gender
			}
		}
	}
}

func (r *reading) kindOfEntity(e int) doc.EntityKind {
	if e < 0 {
		return ""
	}
	return r.entities[e].Kind
}

// inOrder is the mentions by their heads.
func (r *reading) inOrder() []int {
	out := make([]int, 0, len(r.mentions))
	for t := range r.d.Tokens {
		if m := r.nameAt[t]; m >= 0 && r.mentions[m].Head == t {
			out = append(out, int(m))
		}
	}
	return out
}

// bestAntecedent is the entity a pronoun stands for, or -1.
func (r *reading) bestAntecedent(i int, gender byte, before []int) int {
	best, bestScore := -1, -4.0
	for k := len(before) - 1; k >= 0; k-- {
		m := &r.mentions[before[k]]
		if !r.agrees(m.Entity, gender) {
			continue
		}
		score := r.salience(m, i)
		if r.entities[m.Entity].Gender == gender {
			score += 1.6
		}
		if score > bestScore {
			best, bestScore = m.Entity, score
		}
	}
	return best
}

// agrees tells whether an entity can be meant by a pronoun of a gender.
func (r *reading) agrees(e int, gender byte) bool {
	x := &r.entities[e]
	switch gender {
	case 'p':
		return x.Kind == doc.Group
	default:
		return x.Kind == doc.Person && (x.Gender == 0 || x.Gender == gender)
	}
}

// salience weighs a mention as antecedent of the pronoun at token i. The weights
// were set by hand on the scenario texts.
func (r *reading) salience(m *mention, i int) float64 {
	tok, at := r.d.Tokens[i], r.d.Tokens[m.Head]
	score := -1.0 * float64(tok.Sentence-at.Sentence)
	if tok.Sentence == at.Sentence {
		score = 0.8
	}
	if r.subject(m) {
		score += 1.2
	}
	if r.speaker(m) {
		score += 0.9
	}
	if s := r.sentenceOf(m.First); m.First-s.First < 2 {
		score += 0.4 // the topic of its sentence
	}
	switch {
	case tok.Quote < 0 && at.Quote >= 0:
		score -= 3.0 // whom a quotation names is seldom the one who speaks it
	case tok.Quote >= 0 && at.Quote < 0:
		score -= 1.0
	}
	if r.in(m.End, "'s", "’s") {
		score -= 0.6
	}
	if b1, b2 := r.d.Sentences[tok.Sentence].Block, r.d.Sentences[at.Sentence].Block; b1 != b2 {
		score -= 0.3
	}
	return score
}

// subject tells whether a mention is the subject of what follows it.
func (r *reading) subject(m *mention) bool {
	j := m.End
	if r.upos(j) == doc.ADV {
		j++
	}
	u := r.upos(j)
	return u == doc.VERB || u == doc.AUX || r.in(j, ",") && m.First == r.sentenceOf(m.First).First
}

// speaker tells whether a mention stands beside a verb of speech.
func (r *reading) speaker(m *mention) bool {
	return speaks[r.low(m.End)] || speaks[r.low(m.First-1)] || r.upos(m.End) == doc.ADV && speaks[r.low(m.End+1)]
}
