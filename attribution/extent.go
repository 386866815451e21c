package attribution

import (
	"sort"

	"readout/doc"
)

// How far content runs. A reported clause runs to the end of its sentence unless
// the sentence turns back to the speaker: in PolNeAR's training articles 82 % of
// clauses behind their cue do, 50 % of bare objects.

// longest bounds the search for the end of content, in items: past it, content
// runs to the end of its line. The longest content sentence in PolNeAR's training
// articles has 150 words.
const longest = 200

// clauseEnd is the end of a reported clause that starts at item i, for cue c.
func (r *reading) clauseEnd(l *line, i int, c *Cue) int {
	end := l.stop
	subordinate := c.first < i && r.leadingPhrase(l, c)
	relativeClause := r.isForm(l, c.first-1, "who", "which")
	if c.mood == nameMood {
		if k := r.mainVerb(l, i, c); k > 0 {
			return r.trimContent(l, i, k)
		}
	}
	for k := i; k < min(end, i+longest); k++ {
		at := r.class(l, k)
		switch {
		case at&comma != 0:
			if r.turnsBack(l, k+1, c, true) || subordinate && r.finiteSoon(l, k+1) || relativeClause && r.verbNext(l, k+1) {
				return k
			}
		case at&coordinator != 0 && r.isForm(l, k, "and", "but"):
			if r.turnsBack(l, k, c, false) {
				return k
			}
		case at&colon != 0 && r.form(l, k) == ";":
			return k
		case at&dash != 0:
			if r.turnsBack(l, k+1, c, true) || r.isForm(l, k+1, "a", "an") && k > i+2 {
				return k
			}
		}
	}
	return r.trimContent(l, i, end)
}

// mainVerb is the verb of the clause around a noun cue that is its subject: "the
// claim that stocks had recovered was not explained". It is the second finite verb
// where no word between starts a clause that could own it; 0 where there is none.
func (r *reading) mainVerb(l *line, i int, c *Cue) int {
	for k := max(l.first, c.first-2*farthest); k < c.first; k++ {
		if r.is(l, k, finite) && !r.is(l, k, noun) {
			return 0
		}
	}
	found := false
	for k := i + 1; k < min(l.end, i+farthest); k++ {
		at := r.class(l, k)
		switch {
		case at&(comma|coordinator|subordinator|relative|questionWord|quoted) != 0 && at&preposition == 0:
			if !found && at&(subordinator|relative|questionWord) == 0 {
				continue
			}
			return 0
		case at&finite != 0 && at&noun == 0:
			if found {
				return k
			}
			found = true
		}
	}
	return 0
}

// leadingPhrase tells whether cue c stands in a clause or phrase that comes before
// the main clause, so that a comma ends its content: "While X says …, Y …",
// "Commenting on X's remark that …, Y said".
func (r *reading) leadingPhrase(l *line, c *Cue) bool {
	if r.isForm(l, l.first, "while", "although", "though", "as", "when", "if", "after", "because", "since", "even") {
		return true
	}
	if c.mood == finiteMood {
		return false
	}
	return r.is(l, l.first, preposition) || r.xpos(l, l.first) == doc.XVBG || r.xpos(l, l.first) == doc.XVBN
}

// objectEnd is the end of a noun phrase or infinitive as content: it stops where a
// new clause begins as well.
func (r *reading) objectEnd(l *line, i int, c *Cue) int {
	end := l.stop
	relativeOpen := false
	for k := i; k < min(end, i+longest); k++ {
		at := r.class(l, k)
		next := r.class(l, k+1)
		switch {
		case at&comma != 0:
			if r.turnsBack(l, k+1, c, true) || r.isForm(l, k+1, "a", "an", "the", "even") && !r.inList(l, k) || next&(relative|subordinator|coordinator|adverb|questionWord) != 0 && !r.inList(l, k) ||
				next&verb != 0 && next&(noun|adjective) == 0 || next&subject != 0 && next&(determiner|noun) == 0 {
				return k
			}
			if r.finiteSoon(l, k+1) {
				return k
			}
		case at&coordinator != 0:
			if next&verb != 0 && next&(noun|adjective) == 0 && (c.mood != infinitiveMood || next&finite != 0) && k > i || r.turnsBack(l, k, c, false) {
				return k
			}
			if next&subject != 0 && next&(determiner|noun|object) == 0 {
				return k
			}
		case at&colon != 0:
			return k
		case at&dash != 0:
			return k
		case at&subordinator != 0 && at&(preposition|questionWord) == 0 && k > i && !r.isForm(l, k, "than", "as", "so"):
			return k
		case k > i && r.isForm(l, k, "when", "while", "because", "until") && next&(subject|noun|determiner|possessive|verb) != 0,
			k > i && r.isForm(l, k, "as", "after") && (r.finiteSoon(l, k+1) || next&verb != 0 && r.form(l, k) == "after"):
			return k
		case at&relative != 0 && k > i:
			relativeOpen = true
		case at&finite != 0 && at&noun == 0 && k > i && !relativeOpen && r.is(l, k-1, nominal|adverb) && c.entry.frames&takesBare == 0 && !r.subjectStarts(l, i, k):
			return k // the verb of the clause around: "those who criticised the plan say"
		}
	}
	return r.trimContent(l, i, end)
}

// subjectStarts tells whether a pronoun or a noun phrase between i and k can be
// the subject of the verb at k inside the content: "the plan he proposed".
func (r *reading) subjectStarts(l *line, i, k int) bool {
	for j := k - 1; j > i; j-- {
		if r.is(l, j, subject) && !r.is(l, j, object) || r.is(l, j, subordinator|questionWord|thatWord) {
			return true
		}
	}
	return false
}

// inList tells whether the comma at k stands in a list of nouns.
func (r *reading) inList(l *line, k int) bool {
	return r.is(l, k+1, coordinator) && r.is(l, k-1, noun) && r.is(l, k+2, noun|determiner|adjective|possessive|number) && !r.finiteSoon(l, k+2) && r.commaBefore(l, k)
}

func (r *reading) commaBefore(l *line, k int) bool {
	for j := k - 1; j > l.first && j > k-12; j-- {
		if r.is(l, j, comma) {
			return true
		}
		if r.is(l, j, verb) && !r.is(l, j, noun) {
			return false
		}
	}
	return false
}

// verbNext tells whether item i, adverbs aside, is a finite verb: after a relative
// clause the one of the main clause.
func (r *reading) verbNext(l *line, i int) bool {
	for r.is(l, i, adverb) && !r.is(l, i, coordinator|subordinator) {
		i++
	}
	return r.is(l, i, finite) && !r.is(l, i, noun)
}

// finiteSoon tells whether a noun group at item i is followed by its verb.
func (r *reading) finiteSoon(l *line, i int) bool {
	j := r.groupEnd(l, i)
	for j > i && r.is(l, j, adverb) {
		j++
	}
	return j > i && r.is(l, j, finite) && !r.is(l, j, noun|adjective)
}

// turnsBack tells whether the words at item k leave the reported clause of cue c
// for another cue of the same speaker, or of another: "…, adding that", "… and
// said", "…, the aide said", "…, according to".
func (r *reading) turnsBack(l *line, k int, c *Cue, afterComma bool) bool {
	coordinated := false
	if r.isForm(l, k, "and", "but", "or") {
		coordinated = true
		k++
	}
	next := r.cueStarting(l, k)
	if next == nil {
		if !afterComma {
			return false
		}
		if coordinated {
			// ", but he …", ", and voted …": the reporter goes on
			return r.form(l, k-1) == "but" && r.isForm(l, k, "he", "she", "they") || r.is(l, k, finite) && r.is(l, k, verb) && !r.is(l, k, noun|auxiliary) && c.mood == finiteMood
		}
		return r.closingTag(l, k)
	}
	switch next.mood {
	case gerundMood:
		return (afterComma && !coordinated || coordinated && c.mood == gerundMood) && next.entry.part == verbCue && next.entry.attitude == "speech"
	case finiteMood:
		if !coordinated {
			return false
		}
		if afterComma || r.form(l, k-1) == "but" && next.inflection == c.inflection {
			return true
		}
		return next.inflection == c.inflection && next.entry.attitude == "speech" && c.mood == finiteMood && c.entry.attitude == "speech" && next.first == next.at
	case nameMood:
		return next.entry.frames&namesSource != 0 && !coordinated
	}
	return false
}

// closingTag tells whether a speaker and a cue at item k close the sentence:
// "…, the aide said on Tuesday."
func (r *reading) closingTag(l *line, k int) bool {
	for j := k; j < l.end && j < k+20; j++ {
		if r.is(l, j, comma) {
			return false
		}
		c := r.cueStarting(l, j)
		if c == nil || j == k || c.mood != finiteMood || c.entry.frames&takesClause == 0 {
			continue
		}
		first, _, ok := r.subjectBefore(l, c.first)
		return ok && first == k && r.tagEnds(l, c.end)
	}
	return false
}

// tagEnds tells whether nothing but who, when and where follows a closing tag.
func (r *reading) tagEnds(l *line, i int) bool {
	if l.end-i > farthest {
		return false
	}
	for ; i < l.end; i++ {
		if r.is(l, i, finite|thatWord|questionWord|colon) && !r.is(l, i, noun|determiner) || r.isQuote(l, i) {
			return false
		}
	}
	return true
}

// cueStarting is the cue of line l whose first item is k, or nil.
func (r *reading) cueStarting(l *line, k int) *Cue {
	if n := r.cueFrom(l, k); n < l.cuesEnd && r.cues[n].first == k {
		return &r.cues[n]
	}
	return nil
}

// cueFrom is the index of the first cue of line l that starts at item k or after.
func (r *reading) cueFrom(l *line, k int) int {
	return l.cues + sort.Search(l.cuesEnd-l.cues, func(n int) bool { return r.cues[l.cues+n].first >= k })
}

// trimContent drops punctuation from the end of items [first, end).
func (r *reading) trimContent(l *line, first, end int) int {
	for end > first && r.is(l, end-1, comma|colon|dash|stop) {
		end--
	}
	return end
}
