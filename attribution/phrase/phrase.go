package phrase

import (
	"slices"

	"readout/attribution/lexicon"
	"readout/doc"
)

// GroupEnd returns the end of the noun group (determiner, adjectives, nouns, a possessor) that
// starts at token i, within [i, end), or i if there is none.
func (x *Text) GroupEnd(i, end int) int {
	start, headed := i, false
	for ; i < end; i++ {
		switch {
		case x.Is(i, lexicon.PossessiveTag) && !x.Is(i, lexicon.PronounTag):
			headed = false // "the minister's"
		case x.Is(i, lexicon.PronounTag) && !x.Is(i, lexicon.PossessiveTag):
			if i == start && !x.Is(i, lexicon.Relative) {
				return i + 1
			}
			return x.headed(start, i, headed)
		case x.Is(i, lexicon.NounTag|lexicon.NumberTag):
			headed = true
		case x.Is(i, lexicon.DeterminerTag|lexicon.PossessiveTag|lexicon.AdjectiveTag) && !headed:
		case x.Is(i, lexicon.AdjectiveTag|lexicon.ParticipleTag|lexicon.AdverbTag) && i+1 < end && x.Is(i+1,
			lexicon.NounTag|lexicon.AdjectiveTag|lexicon.NumberTag) && !x.Timed(i):
		case x.inWord(i) && i > start:
		default:
			return x.headed(start, i, headed)
		}
	}
	return x.headed(start, i, headed)
}

// headed returns end if the group has a head, and start otherwise.
func (x *Text) headed(start, end int, headed bool) int {
	if headed {
		return end
	}
	return start
}

// inWord reports whether token i is a hyphen inside a word: "Russia-US".
func (x *Text) inWord(i int) bool {
	return i+1 < len(x.Tokens) && x.Tokens[i].Kind == doc.PunctToken && x.Form(i) == "-" &&
		!x.Tokens[i].SpaceBefore && !x.Tokens[i+1].SpaceBefore
}

// PhraseEnd returns the end of the noun phrase at token i: groups joined by prepositions and
// "and". It stops before a date and before an occasion.
func (x *Text) PhraseEnd(i, end int) int {
	j := x.GroupEnd(i, end)
	for j > i && j+1 < end && !x.Timed(j) && !x.Timed(j+1) {
		if !(x.Is(j, lexicon.Linking) && !x.OccasionAt(j+1, end)) && !(x.Is(j, lexicon.Conjunction) && x.Is(j+1,
			lexicon.NounTag|lexicon.DeterminerTag|lexicon.AdjectiveTag)) {
			break
		}
		k := x.GroupEnd(j+1, end)
		if k == j+1 {
			break
		}
		j = k
	}
	return j
}

// OccasionAt reports whether the noun group at token i names an occasion for speaking.
func (x *Text) OccasionAt(i, end int) bool {
	for stop := x.GroupEnd(i, end); i < stop; i++ {
		if x.Is(i, lexicon.Occasional) {
			return true
		}
	}
	return false
}

// Rest is a sentence without its sources and contents.
type Rest struct {
	Sentence doc.Range
	Taken    []doc.Range
}

// Free reports whether token i is in the sentence and in no source or content.
func (r Rest) Free(i int) bool {
	return i >= r.Sentence.First && i < r.Sentence.End &&
		!slices.ContainsFunc(r.Taken, func(s doc.Range) bool { return s.First <= i && i < s.End })
}

// WasAsked reports whether "asked" at token i is said of the speaker ("when asked", "was asked",
// "Asked …") and not of whoever asks ("X asked whether"). The sentence begins at token first.
func (x *Text) WasAsked(i, first int) bool {
	return i == first || x.Form(i-1) == "," || x.Is(i-1, lexicon.AskedBefore)
}
