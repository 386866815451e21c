package company

import (
	"slices"

	"readout/doc"
	"readout/event/phrase"
	"readout/event/words"
)

// Away are those whom the words around the mentions of an event tell as not there, or only as asked or written to:
// "[Vask] skipped the opening", "[Orr] declined to attend the talks", "a letter to [Lund]". Another mention that names
// them is no sign that they took part: it is of the same event.
func Away(x phrase.Text, mentions []doc.Range) []int {
	var out []int
	for _, m := range mentions {
		out = append(out, absent(x, m)...)
		out = append(out, addressees(x, m)...)
	}
	return out
}

// NamedIn reports whether a phrase names one of a list of entities.
func NamedIn(x phrase.Text, s doc.Range, list []int) bool {
	return len(list) > 0 && slices.ContainsFunc(x.Mentions, func(m doc.Mention) bool {
		return m.FirstToken >= s.First && m.EndToken <= s.End && slices.Contains(list, m.Entity)
	})
}

// absent are those of whom a mention is told as what they stay away from, by the verb that it begins with or that has
// it for its object.
func absent(x phrase.Text, mention doc.Range) []int {
	t := mention.First
	if x.UPOS(t) != doc.VERB {
		t = governor(x, t)
	}
	if t < 0 {
		return nil
	}
	who := auxiliaries(x, t)
	switch {
	case t < mention.First && x.Lemma(t, words.Skips): // otherwise it is the event: "Vask skipped town"
		if !notIn(x, who, t) && !x.Lemma(x.Head(mention), words.Ballot) { // who left a race took part before
			return before(x, who)
		}
	case x.Lemma(t, words.Invitation) && x.UPOS(t) == doc.NOUN: // "declined an invitation to the talks"
		if v := governor(x, t); v >= 0 && x.Lemma(v, words.Declines) {
			return before(x, auxiliaries(x, v))
		}
	case x.Lemma(t, words.Invites) && x.UPOS(t) == doc.VERB && t < mention.First:
		return invited(x, t, mention.First, who)
	case !x.Lemma(t, words.Attends):
	case notIn(x, who, t):
		told := x.UPOS(who) == doc.AUX || x.Words[t].XPOS == doc.XVBD // not "asks that Vask not attend"
		if told && !x.HasIn(who, t, words.Should) {                   // "should not attend" is advice
			return before(x, who)
		}
	case x.UPOS(t-1) == doc.PART && x.Lemma(t-2, words.Declines): // "declined to attend"
		if v := auxiliaries(x, t-2); !notIn(x, v, t-2) {
			return before(x, v)
		}
	}
	return nil
}

// invited are whom the verb at token t says were asked to what a mention at token to names: "[Vask] was invited to the
// talks", "invited [Orr] to the talks".
func invited(x phrase.Text, t, to, aux int) []int {
	if x.Words[t].XPOS == doc.XVBN && aux < t && words.Be.Has(x.Words[t-1].Lemma) {
		return before(x, aux)
	}
	var out []int
	for i := range x.Mentions {
		if m := &x.Mentions[i]; m.FirstToken > t && m.EndToken <= to && m.Entity >= 0 && phrase.Named(m) {
			out = append(out, m.Entity)
		}
	}
	return out
}

// longestObject is how many tokens before what it leads to a verb stands at most.
const longestObject = 8

// governor is the verb, the noun or the adjective on which the noun phrase hangs that token t is of, past a
// preposition: "[skipped] Saturday's opening", "[stayed] away from the fair", "an [invitation] to the talks"; -1 where
// another word stands between.
func governor(x phrase.Text, t int) int {
	sentence, preposition := x.SentenceOf(t), false
	for i := t - 1; i >= 0 && t-i <= longestObject && x.SentenceOf(i) == sentence; i-- {
		switch u := x.UPOS(i); {
		case u == doc.VERB, u == doc.ADJ && x.Is(i, words.Skips):
			return i
		case u == doc.ADP || u == doc.PART && x.Words[i].XPOS != doc.XPOSS:
			preposition = true
		case preposition && u == doc.NOUN && x.Lemma(i, words.Invitation):
			return i
		case preposition && u == doc.PROPN && invites(x, i):
		case preposition && u != doc.ADV:
			return -1
		case u == doc.DET, u == doc.ADJ, u == doc.NOUN, u == doc.PROPN, u == doc.NUM, u == doc.ADV, u == doc.PART,
			x.Words[i].XPOS == doc.XPRPS, x.Hyphen(i):
		default:
			return -1
		}
	}
	return -1
}

// invites reports whether a name that holds token t stands right behind a verb of inviting: "invited [Ana Vask] to".
func invites(x phrase.Text, t int) bool {
	for t > 0 && (x.UPOS(t) == doc.PROPN || x.UPOS(t) == doc.NOUN) {
		t--
	}
	return x.UPOS(t) == doc.VERB && x.Lemma(t, words.Invites)
}

// auxiliaries is the first of a verb's auxiliaries, or the verb itself.
func auxiliaries(x phrase.Text, verb int) int {
	t := verb
	for t > 0 && x.SentenceOf(t-1) == x.SentenceOf(verb) &&
		(x.UPOS(t-1) == doc.AUX || x.UPOS(t-1) == doc.ADV || x.Is(t-1, words.Not)) {
		t--
	}
	return t
}

// notIn reports whether a "not" stands in tokens [first, end).
func notIn(x phrase.Text, first, end int) bool { return x.HasIn(first, end, words.Not) }

// before are whom the words right before token t name: "[Vask] and [Orr] skipped", past a remark between two commas,
// "[Vask], the mayor, skipped", and who a relative clause is on, "[Vask], who skipped".
func before(x phrase.Text, t int) []int {
	first := x.Sentences[x.SentenceOf(t)].FirstToken
	if t > first && x.Is(t-1, words.Who) && x.UPOS(t-1) == doc.PRON {
		if t--; t > first && x.Form(t-1) == "," {
			t--
		}
	} else if t > first && x.Form(t-1) == "," {
		i := t - 2
		for i > first && x.Form(i) != "," {
			i--
		}
		if i <= first {
			return nil
		}
		t = i
	}
	return subjects(x, t)
}

// longestAddress is how many tokens behind its noun a letter's addressee is named.
const longestAddress = 14

// addressees are those to whom what a mention names, or has for its object, was only sent: "a letter to [Vask]", "sent
// a letter to Mayor [Orr]", "sent a letter asking [Lund] to testify".
func addressees(x phrase.Text, mention doc.Range) []int {
	mail := -1
	end := min(x.Sentences[x.SentenceOf(mention.First)].EndToken, mention.End+longestObject/2)
	for t := mention.First; t < end && mail < 0; t++ {
		switch {
		case x.UPOS(t) == doc.NOUN && x.Lemma(t, words.Mail) && x.UPOS(t+1) != doc.NOUN:
			mail = t
		case t >= mention.End && x.UPOS(t) != doc.DET && x.UPOS(t) != doc.ADJ && x.UPOS(t) != doc.NOUN &&
			x.UPOS(t) != doc.PROPN, t >= mention.First+1 && x.UPOS(t) == doc.VERB:
			return nil
		}
	}
	if mail < 0 || mail >= mention.End && x.UPOS(mention.First) != doc.VERB {
		return nil
	}
	var out []int
	opened := false
	end = min(x.Sentences[x.SentenceOf(mail)].EndToken, mail+longestAddress)
	for t := mail + 1; t < end; t++ {
		u := x.UPOS(t)
		switch {
		case !opened && (x.Is(t, words.Toward) || x.Words[t].XPOS == doc.XVBG):
			opened = true
		case !opened && (u == doc.ADV || u == doc.ADP && x.UPOS(t-1) == doc.NOUN || x.TimeAt(t) != nil):
		case !opened, u == doc.VERB, u == doc.AUX, u == doc.PUNCT && x.Form(t) != ".", u == doc.ADP && !x.Is(t, words.Of),
			x.Is(t, words.Who):
			return out
		default:
			if m := x.NameAt(t); m != nil && m.Entity >= 0 && m.FirstToken == t {
				out = append(out, m.Entity)
			}
		}
	}
	return out
}
