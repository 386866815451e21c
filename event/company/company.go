// Package company finds those who may take part in an event by the words of the article alone:
// the names in it, and whom a mention of a meeting itself names.
//
// In come an article's words, names and entities; out go entities. It refuses to weigh: that is
// the heads' part.
//
// The one idea: "the meeting between Vask and Orr", "talks with the guild", "the Vask-Orr summit"
// and "Vask's visit" say who takes part.
package company

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/doc"
	"readout/event/phrase"
	"readout/event/words"
)

// Name is words that name somebody who may take part: the run of capitalised words, as the head
// is trained.
type Name struct {
	doc.Range
	Entity int
}

// Names are the runs of capitalised words that name a person, an organisation or a
// place. Of several entities in a run ("Kremlin Spokesman Dmitry Peskov") it names the
// one with the widest mention.
func Names(x phrase.Text) []Name {
	var out []Name
	for i := 0; i < len(x.Mentions); i++ {
		m := &x.Mentions[i]
		if m.Entity < 0 || !phrase.Named(m) || len(out) > 0 && m.FirstToken < out[len(out)-1].End {
			continue
		}
		switch x.Entities[m.Entity].Kind {
		case doc.Person, doc.Organization, doc.Place, doc.Group:
		default:
			continue
		}
		if observes(x, m) || within(x, m) {
			continue
		}
		out = append(out, Name{Range: run(x, m), Entity: m.Entity})
	}
	return out
}

// within reports whether a person's name only says whose somebody else is: "[Vask] supporter Orr", "[Vask]'s lawyer
// Orr".
func within(x phrase.Text, m *doc.Mention) bool {
	if x.Entities[m.Entity].Kind != doc.Person {
		return false
	}
	for o := range x.Covering(doc.Range{First: m.FirstToken, End: m.EndToken}) {
		if o.Entity >= 0 && o.Entity != m.Entity && o.Head >= m.EndToken && x.Entities[o.Entity].Kind == doc.Person {
			return true
		}
	}
	return false
}

// observes reports whether a name is told as that of somebody who tells of an event and does not take part in it:
// "Ana Vask, reporting from the march".
func observes(x phrase.Text, m *doc.Mention) bool {
	t := m.EndToken
	if t < len(x.Tokens) && x.Form(t) == "," {
		t++
	}
	return x.Entities[m.Entity].Kind == doc.Person && x.Is(t, words.Observes) &&
		x.SentenceOf(t) == x.SentenceOf(m.FirstToken)
}

// Compared reports whether a name is only held against somebody else's part in an event that a mention behind it names:
// "[Vask] did well, like Orr did in the debate".
func Compared(x phrase.Text, n *Name, mention doc.Range) bool {
	for t := n.End; t+2 < mention.First; t++ {
		if x.SentenceOf(t) != x.SentenceOf(n.First) {
			return false
		}
		if !x.Is(t, words.Compares) || x.UPOS(t+1) != doc.PROPN {
			continue
		}
		for v := t + 2; v < mention.First; v++ {
			if u := x.UPOS(v); u == doc.AUX || u == doc.VERB {
				return true
			}
			if x.UPOS(v) == doc.PUNCT {
				break
			}
		}
	}
	return false
}

// Aside reports whether a name stands before the subject of a verb that a mention begins with, who is somebody else:
// "[Vask] left after Orr signed the letter", "[Vask] saw Orr talking", but not "Vask and Orr signed" nor "Vask, whom
// Orr met".
func Aside(x phrase.Text, n *Name, mention doc.Range) bool {
	if x.UPOS(mention.First) != doc.VERB || n.End >= mention.First ||
		x.SentenceOf(n.First) != x.SentenceOf(mention.First) {
		return false
	}
	t := mention.First - 1
	for x.UPOS(t) == doc.AUX || x.UPOS(t) == doc.ADV {
		t--
	}
	subject := x.NameAt(t)
	if subject == nil || subject.Entity == n.Entity || subject.EndToken != t+1 || subject.FirstToken < n.End ||
		x.Entities[max(subject.Entity, 0)].Kind != doc.Person {
		return false
	}
	before := subject.FirstToken - 1
	return x.UPOS(before) != doc.CCONJ && x.Form(before) != "," && !x.HasIn(n.End, before+1, words.Back)
}

// OfOtherVerb reports whether a name is told as that of who did what another participle than the one a mention begins
// with says: "was found by [Orr] and published".
func OfOtherVerb(x phrase.Text, n *Name, mention doc.Range) bool {
	if x.Words[mention.First].XPOS != doc.XVBN || x.SentenceOf(n.First) != x.SentenceOf(mention.First) {
		return false
	}
	by := -1
	for t := n.First - 1; t > 0 && by < 0; t-- {
		switch {
		case x.Is(t, words.By):
			by = t
		case x.UPOS(t) == doc.VERB, x.UPOS(t) == doc.AUX, x.UPOS(t) == doc.ADP, x.UPOS(t) == doc.CCONJ:
			return false
		}
	}
	for t := by - 1; t > 0 && x.SentenceOf(t) == x.SentenceOf(n.First) && x.UPOS(t) != doc.AUX; t-- {
		if x.UPOS(t) == doc.VERB {
			return x.Words[t].XPOS == doc.XVBN && (t < mention.First || t >= mention.End)
		}
		if x.UPOS(t) == doc.CCONJ || x.UPOS(t) == doc.PUNCT {
			return false
		}
	}
	return false
}

// BehindAside reports whether a name stands behind a remark that a participle opens and who did it closes, before the
// verb of its own: "in the letter, [published] by Orr, Vask and [Lund] say".
func BehindAside(x phrase.Text, n *Name, mention doc.Range) bool {
	first := mention.First
	if first < 2 || x.Words[first].XPOS != doc.XVBN || x.Form(first-1) != "," ||
		x.SentenceOf(first-2) != x.SentenceOf(first) || x.SentenceOf(n.First) != x.SentenceOf(first) {
		return false
	}
	by, closed := false, false
	for t := first; t < n.First; t++ {
		by = by || x.Is(t, words.By)
		closed = closed || by && x.Form(t) == ","
	}
	for t := x.Sentences[x.SentenceOf(first)].FirstToken; t < n.First; t++ {
		if x.Finite(t) {
			return false
		}
	}
	for t := n.End; closed && t < x.Sentences[x.SentenceOf(first)].EndToken; t++ {
		if x.Finite(t) {
			return true
		}
	}
	return false
}

// Possessor reports whether a person's name only says whose the subject is of a verb that a mention begins with:
// "[Vask]'s film opened".
func Possessor(x phrase.Text, n *Name, mention doc.Range) bool {
	if x.Entities[n.Entity].Kind != doc.Person || x.UPOS(mention.First) != doc.VERB || n.End >= mention.First ||
		x.Words[n.End].XPOS != doc.XPOSS {
		return false
	}
	noun := false
	for t := n.End + 1; t < mention.First; t++ {
		switch x.UPOS(t) {
		case doc.NOUN, doc.PROPN:
			noun = true
		case doc.ADJ, doc.PUNCT, doc.ADV, doc.AUX:
		default:
			return false
		}
	}
	return noun
}

// Groups are the nouns for people who have no name: "teachers", "Norlandic officials", of which no word says that they
// were told of before: "the two men", "their wives".
func Groups(x phrase.Text) []Name {
	var out []Name
	for i := range x.Mentions {
		m := &x.Mentions[i]
		if m.Entity < 0 || m.Form != doc.NominalForm || x.Entities[m.Entity].Kind != doc.Group ||
			x.Is(m.FirstToken, words.Given) || x.UPOS(m.FirstToken) == doc.PRON {
			continue
		}
		out = append(out, Name{Range: doc.Range{First: m.Head, End: m.Head + 1}, Entity: m.Entity})
	}
	return out
}

// run is the capitalised words around the head of a name mention.
func run(x phrase.Text, m *doc.Mention) doc.Range {
	head := min(max(m.Head, m.FirstToken), m.EndToken-1)
	if !m.Name.Empty() {
		if a, b := x.TokensIn(m.Name); a < b {
			head = b - 1
			for head > a && !capital(x.Form(head)) {
				head--
			}
		}
	}
	first, end := head, head+1
	s := x.Sentences[x.SentenceOf(head)]
	for first > s.FirstToken && first > m.FirstToken && capital(x.Form(first-1)) {
		first--
	}
	for end < s.EndToken && end < m.EndToken && capital(x.Form(end)) {
		end++
	}
	return doc.Range{First: first, End: end}
}

// capital reports whether a form begins with a capital letter.
func capital(form string) bool {
	c, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(c)
}

// With are the entities that a mention of a meeting itself names as those who meet.
func With(x phrase.Text, mention doc.Range) []int {
	var out []int
	end := reach(x, mention)
	for k := range x.Mentions {
		m := &x.Mentions[k]
		if m.Entity < 0 || !phrase.Named(m) || m.Head < mention.First || m.Head >= end || slices.Contains(out, m.Entity) {
			continue
		}
		if tied(x, m) || x.HasIn(mention.First, m.FirstToken, words.With) && !aside(x, mention.First, m) {
			out = append(out, m.Entity)
		}
	}
	return out
}

// aside reports whether a place or a body only says where those who meet are from, or a place where they meet: "talks
// with [Norland]'s president", "with the [Norlandic] president", "with [Guild] members", "with Orr of [Norland]", "with
// Orr in [Lausen]".
func aside(x phrase.Text, first int, m *doc.Mention) bool {
	kind := x.Entities[m.Entity].Kind
	if kind == doc.Person {
		end := m.EndToken // "with [Vask]'s lawyers", "with a [Vask] supporter"
		return end < len(x.Words) && x.SentenceOf(end) == x.SentenceOf(m.Head) && x.TimeAt(end) == nil &&
			(x.UPOS(end) == doc.NOUN || x.Words[end].XPOS == doc.XPOSS)
	}
	if x.UPOS(m.Head) == doc.ADJ || leadsOn(x, m.EndToken) {
		return true
	}
	for t := m.FirstToken - 1; t >= first && kind != doc.Organization; t-- {
		if x.UPOS(t) == doc.ADP {
			return !x.Is(t, words.With)
		}
	}
	return false
}

// leadsOn reports whether the phrase of a name that ends before token t goes on with what is named by it.
func leadsOn(x phrase.Text, t int) bool {
	if t >= len(x.Words) || x.SentenceOf(t) != x.SentenceOf(t-1) || x.TimeAt(t) != nil {
		return false
	}
	u := x.UPOS(t)
	return u == doc.NOUN || u == doc.PROPN || u == doc.ADJ || x.Words[t].XPOS == doc.XPOSS
}

// farthest is how many tokens behind a mention its people are looked for: "between Russian
// President A B and his American counterpart C D".
const farthest = 16

// reach is the end of what belongs to a mention: its own words, and what "between" or "with"
// opens right behind them, up to a verb, a mark, another preposition or what opens a clause.
func reach(x phrase.Text, mention doc.Range) int {
	end := mention.End
	if !x.HasIn(mention.First, end+1, words.With) && !x.Is(end-1, words.With) {
		return end
	}
	for t := end; t < len(x.Words) && t < end+farthest && x.SentenceOf(t) == x.SentenceOf(mention.First); t++ {
		w := x.Words[t]
		if w.UPOS == doc.VERB || w.UPOS == doc.AUX || w.UPOS == doc.PUNCT || x.Is(t, words.Back) ||
			w.UPOS == doc.ADP && !x.Is(t, words.With) && !x.Is(t, words.Of) {
			return t
		}
	}
	return min(end+farthest, len(x.Tokens))
}

// tied reports whether a hyphen or dash ties a name to the next word or the one before.
func tied(x phrase.Text, m *doc.Mention) bool {
	hyphen := func(t int) bool {
		return t > 0 && t+1 < len(x.Tokens) && (x.Form(t) == "-" || x.Form(t) == "–") &&
			x.Tokens[t-1].End == x.Tokens[t].Start && x.Tokens[t].End == x.Tokens[t+1].Start
	}
	return hyphen(m.FirstToken-1) || hyphen(m.EndToken)
}

// Owners are those whose event a mention's own words or those before it make it: "Vask's visit", "Orr's hearing", and
// of bodies those that it begins with: "the council's June meeting".
//
// Source: the gold mentions of the development threads, gone through by hand; of 71 people and bodies that own a
// visit, a hearing, a meeting or what is of no usual kind 69 take part, and none of those whose funeral it is.
func Owners(x phrase.Text, mention doc.Range) []int {
	var out []int
	for k := range x.Mentions {
		m := &x.Mentions[k]
		if m.Entity < 0 || !phrase.Named(m) || m.EndToken >= mention.End || x.Words[m.EndToken].XPOS != doc.XPOSS ||
			m.FirstToken < mention.First && m.EndToken+1 != mention.First {
			continue
		}
		switch x.Entities[m.Entity].Kind {
		case doc.Person:
			if !hasVerb(x, mention.First, m.FirstToken) { // "suspended Vask's ban" is not Vask's
				out = append(out, m.Entity)
			}
		case doc.Organization:
			if m.FirstToken <= mention.First+1 && x.NameAt(m.EndToken+1) == nil {
				out = append(out, m.Entity)
			}
		}
	}
	return out
}

// hasVerb reports whether a verb stands in tokens [first, end).
func hasVerb(x phrase.Text, first, end int) bool {
	for t := first; t < end; t++ {
		if x.UPOS(t) == doc.VERB {
			return true
		}
	}
	return false
}

// SpeaksForOthers reports whether somebody's office is to speak for others: who announces a
// meeting does not take part in it.
func SpeaksForOthers(e *doc.Entity) bool {
	return slices.ContainsFunc(e.Roles, func(role doc.Role) bool {
		return slices.ContainsFunc(strings.Fields(strings.ToLower(role.Title)),
			func(w string) bool { return words.Voice.Has(w) })
	})
}
