package event

import (
	"cmp"
	"slices"

	"readout/doc"
	"readout/event/title"
	"readout/event/words"
)

// naming finds what an event is called.
type naming struct{ *draft }

// nameOf is the mention that tells most of the event, of those that surely name it: a noun, with names in it, outside
// of a quotation, of the word that the report uses most, the longest. Where no noun surely names the event the word for
// its kind does, and for one of no usual kind a clause, with its subject; nothing, where the report has only a name, a
// pronoun or a participle for it.
func (r naming) nameOf(c *cluster) string {
	var best doc.Range
	var most [6]int
	for k, i := range c.mentions {
		s, ok := title.Noun(r.Text, r.ms[i].Range)
		if !ok || r.UPOS(s.First) != doc.VERB && r.Lemma(s.End-1, words.Thing) {
			continue
		}
		noun := 1
		if r.UPOS(s.First) == doc.VERB {
			noun = 0 // "closed the bridge", where nothing else is there
		}
		outside := 1
		if q := r.Tokens[s.First].Quote; q >= 0 && (r.Quotes[q].FirstToken < s.First || r.Quotes[q].EndToken > s.End) {
			outside = 0 // in words that are somebody's
		}
		sure := 0
		for sure < len(r.nameSure) && c.one[k]*r.ms[i].Score >= r.nameSure[sure] {
			sure++
		}
		rank := [6]int{sure, noun, r.NamesIn(s.First, s.End), outside, r.nounCount(c, s), s.End - s.First}
		if best.Empty() || slices.Compare(rank[:], most[:]) > 0 {
			best, most = s, rank
		}
	}
	name, called, unsure := kindOf(r.draft, c), !best.Empty() && most[0] > 0, best
	if !called {
		best = r.ms[r.surest(c)].Range
		if name = r.sort(name, best); name != otherKind {
			return name
		}
		best = title.Verb(r.Text, best)
	}
	if title.Nameless(r.Text, best) {
		return ""
	}
	who, does := title.SubjectOf(r.Text, best)
	noun := r.HasNoun(best.First, best.End)
	switch {
	case does && acts[name] && (noun || !r.hollow(best) || who.Named == ""): // "Vask released it" tells nothing
		return who.Does(r.Text, best)
	case called, noun:
	case kindOf(r.draft, c) != otherKind:
		return kindOf(r.draft, c)
	case title.Participle(r.Text, best) && !unsure.Empty():
		best = unsure
	case r.hollow(best), title.Participle(r.Text, best) && r.Words[best.First].XPOS == doc.XVBN:
		return ""
	}
	return title.Written(r.Text, best)
}

// acts are the kinds of event that a clause names with its subject, whose act it is. Of an occasion, a visit or a
// signing, those who take part are told beside its name.
var acts = map[string]bool{otherKind: true, "vote": true, "hearing": true, "deadline": true}

// sorts say more exactly than its kind what an event is whose mention has a verb of a list: the list's name, and for
// otherKind that a clause says it best.
var sorts = map[string][]words.List{"hearing": {words.Ruling}, "vote": {words.Election},
	"ceremony": {words.Celebration}, "meeting": {words.Speaks}, "deadline": {words.Ends}}

// hollow reports whether a clause has only verbs that tell of no event without a noun: "begins", not "resigned".
func (r naming) hollow(s doc.Range) bool {
	for t := s.First; t < s.End; t++ {
		if r.UPOS(t) == doc.VERB && !r.Lemma(t, words.Hollow) {
			return false
		}
	}
	return true
}

// verbs are those of a mention that the word for a kind says: who joined a council held no meeting.
var verbs = map[string]words.List{"meeting": words.Meets, "visit": words.Goes, "vote": words.Votes}

// sort is the word for the kind of an event that no noun names, or a better one for what the verb of its mention says.
func (r naming) sort(kind string, s doc.Range) string {
	acts := false
	for t := s.First; t < s.End; t++ {
		acts = acts || r.UPOS(t) == doc.VERB
	}
	does := func(l words.List) bool {
		for t := s.First; t < s.End; t++ {
			if r.UPOS(t) == doc.VERB && r.Lemma(t, l) {
				return true
			}
		}
		return false
	}
	for _, l := range sorts[kind] {
		switch {
		case l == words.Speaks && does(l), l == words.Ends && !does(l):
			return otherKind // a speech is no meeting, and "Congress reconvenes" no deadline
		case does(l) && l != words.Ends:
			return string(l)
		}
	}
	if l := verbs[kind]; l != "" && !does(l) && acts {
		return otherKind
	}
	return kind
}

// surest is the mention of an event that the head is surest of.
func (r naming) surest(c *cluster) int {
	return slices.MaxFunc(c.mentions, func(a, b int) int {
		return cmp.Compare(r.ms[a].Score*c.surely(a), r.ms[b].Score*c.surely(b))
	})
}

// nounCount is how many of an event's mentions have the head word of a phrase.
func (r naming) nounCount(c *cluster, s doc.Range) int {
	n, word := 0, r.Words[r.Head(s)].Lemma
	for _, i := range c.mentions {
		if r.Words[r.Head(r.ms[i].Range)].Lemma == word {
			n++
		}
	}
	return n
}
