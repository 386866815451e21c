package company

import (
	"slices"
	"strings"

	"readout/doc"
	"readout/event/phrase"
	"readout/event/words"
)

// Two are the people whom a mention of a meeting and the words next to it name as those who meet: "the meeting between
// [Vask] and [Orr]", "[Vask] met (with) [Orr]", "[his] talks with [Orr]", "[Vask] held talks with [Orr]"; nil where
// they name fewer than two.
func Two(x phrase.Text, mention doc.Range) []int {
	var out []int
	add := func(list ...int) {
		for _, e := range list {
			if e >= 0 && x.Entities[e].Kind == doc.Person && !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	add(With(x, mention)...)
	if head := x.Head(mention); x.UPOS(head) == doc.VERB {
		add(subjects(x, head)...)
		if m := x.NameAt(head + 1); m != nil && m.Entity >= 0 && m.FirstToken == head+1 && !aside(x, head, m) {
			add(m.Entity)
		}
	} else {
		add(Owners(x, mention)...)
		add(whose(x, mention.First), whose(x, mention.First-1))
		if verb := verbOf(x, mention.First); verb >= 0 {
			add(subjects(x, verb)...)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// subjects are whom the words right before a verb name: "[Vask] and [Orr] will meet", "[he] met".
func subjects(x phrase.Text, verb int) []int {
	var out []int
	t := verb - 1
	for t >= 0 && (x.UPOS(t) == doc.ADV || x.UPOS(t) == doc.AUX) {
		t--
	}
	for t >= 0 && x.SentenceOf(t) == x.SentenceOf(verb) {
		m := endingAt(x, t)
		if m == nil {
			break
		}
		out = append(out, m.Entity)
		if t = m.FirstToken - 1; t < 0 || x.UPOS(t) != doc.CCONJ {
			break
		}
		t--
	}
	return out
}

// verbOf is the verb of meeting that has what begins at a token for its object: "Vask [held] a long meeting"; -1 where
// none has.
func verbOf(x phrase.Text, first int) int {
	t := first - 1
	for t >= 0 && (x.UPOS(t) == doc.DET || x.UPOS(t) == doc.ADJ) {
		t--
	}
	if t >= 0 && x.UPOS(t) == doc.VERB && x.Lemma(t, words.Meets) && x.SentenceOf(t) == x.SentenceOf(first) {
		return t
	}
	return -1
}

// endingAt is the mention of a named person, or of one whom a pronoun stands for, that ends with token t; nil where
// none does.
func endingAt(x phrase.Text, t int) *doc.Mention {
	for m := range x.Covering(doc.Range{First: t, End: t + 1}) {
		if m.Entity >= 0 && m.EndToken == t+1 && (phrase.Named(m) || m.Form == doc.PronounForm) {
			return m
		}
	}
	return nil
}

// whose is whom the possessive pronoun at token t stands for, -1 where none is there.
func whose(x phrase.Text, t int) int {
	if t < 0 || x.Words[t].XPOS != doc.XPRPS {
		return -1
	}
	if m := endingAt(x, t); m != nil {
		return m.Entity
	}
	return -1
}

// OtherTwo reports whether two groups of people who meet differ: neither holds the other. Whoever shares a word of a
// name is taken for one, as a reader that parted the names of one person would have it.
func OtherTwo(x phrase.Text, a, b []int) bool {
	one := func(e, o int) bool {
		return e == o || slices.ContainsFunc(strings.Fields(x.Entities[e].Name), func(w string) bool {
			return slices.Contains(strings.Fields(x.Entities[o].Name), w)
		})
	}
	within := func(list, other []int) bool {
		return !slices.ContainsFunc(list, func(e int) bool {
			return !slices.ContainsFunc(other, func(o int) bool { return one(e, o) })
		})
	}
	return len(a) > 1 && len(b) > 1 && !within(a, b) && !within(b, a)
}
