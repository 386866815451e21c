package attribution

import "readout/doc"

// groupEnd walks right over one noun group (determiner, adjectives, nouns, a possessor)
// that starts at token i, within [i, end), and returns its end; i itself where there is none.
func (r *tokens) groupEnd(i, end int) int {
	start, headed := i, false
	for ; i < end; i++ {
		switch {
		case r.is(i, possessiveTag) && !r.is(i, pronounTag):
			headed = false // "the minister's"
		case r.is(i, pronounTag) && !r.is(i, possessiveTag):
			if i == start && !r.is(i, relative) {
				return i + 1
			}
			return r.headed(start, i, headed)
		case r.is(i, nounTag|numberTag):
			headed = true
		case r.is(i, determinerTag|possessiveTag|adjectiveTag) && !headed:
		case r.is(i, adjectiveTag|participleTag|adverbTag) && i+1 < end && r.is(i+1,
			nounTag|adjectiveTag|numberTag) && !r.timed(i):
		case r.inWord(i) && i > start:
		default:
			return r.headed(start, i, headed)
		}
	}
	return r.headed(start, i, headed)
}

// headed is the end of a group that has a head, else its start.
func (r *tokens) headed(start, end int, headed bool) int {
	if headed {
		return end
	}
	return start
}

// inWord reports whether token i is a hyphen inside a word: "Russia-US".
func (r *tokens) inWord(i int) bool {
	return i+1 < len(r.d.Tokens) && r.d.Tokens[i].Kind == doc.PunctToken && r.d.Form(i) == "-" &&
		!r.d.Tokens[i].SpaceBefore && !r.d.Tokens[i+1].SpaceBefore
}

// phraseEnd walks right over a noun phrase: groups tied by prepositions and "and". It ends
// before a date and before an occasion.
func (r *tokens) phraseEnd(i, end int) int {
	j := r.groupEnd(i, end)
	for j > i && j+1 < end && !r.timed(j) && !r.timed(j+1) {
		if !(r.is(j, linking) && !r.occasionAt(j+1, end)) && !(r.is(j, conjunction) && r.is(j+1,
			nounTag|determinerTag|adjectiveTag)) {
			break
		}
		k := r.groupEnd(j+1, end)
		if k == j+1 {
			break
		}
		j = k
	}
	return j
}

// occasionAt reports whether the noun group at token i names an occasion to speak.
func (r *tokens) occasionAt(i, end int) bool {
	for stop := r.groupEnd(i, end); i < stop; i++ {
		if r.is(i, occasional) {
			return true
		}
	}
	return false
}
