package title

import (
	"strings"

	"readout/doc"
	"readout/event/phrase"
	"readout/event/words"
)

// Subject is who or what does what a verb says. Named is what somebody is called whom a pronoun or a bare noun stands
// for; otherwise Words are as the report has them, right before the verb or not.
type Subject struct {
	Named string
	Words doc.Range
	verb  int // the first of the verb's auxiliaries
}

// How many tokens a subject has at most, how far before "and" the verb that shares it stands, and how sure it is at
// least whom a pronoun stands for: of such names in 150 reports, read by one of us on 2026-11-30, five of six less sure
// ones were false, and two of 18 others.
const (
	longestSubject = 6
	farthestVerb   = 15
	surelyNamed    = 0.7
)

// SubjectOf is the subject of the verb that a phrase begins with; false where it begins with none, or the sentence has
// no subject that can be understood alone.
func SubjectOf(x phrase.Text, s doc.Range) (Subject, bool) {
	if u := x.UPOS(s.First); u != doc.VERB && u != doc.AUX {
		return Subject{}, false
	}
	verb, bare := s.First, x.UPOS(s.First) == doc.VERB // without an auxiliary
	for x.UPOS(verb-1) == doc.AUX || x.UPOS(verb-1) == doc.ADV && !x.Is(verb-1, words.No) {
		verb--
		bare = bare && x.UPOS(verb) == doc.ADV
	}
	who := Subject{verb: verb}
	last := beforeAside(x, verb-1)
	switch within := last >= 0 && x.SentenceOf(last) == x.SentenceOf(s.First); {
	case !within:
	case x.Words[last].XPOS == doc.XPRP:
		who.Named = named(x, last)
	case x.Words[last].XPOS == doc.XWP, x.Words[last].XPOS == doc.XWDT:
		who = who.antecedent(x, last-1)
	case x.UPOS(last) == doc.CCONJ && bare:
		who = who.shared(x, last, x.Words[s.First].XPOS)
	case x.UPOS(last) == doc.PUNCT:
		who = who.behindMark(x, last, bare && x.Words[s.First].XPOS == doc.XVBN)
	case x.UPOS(last) == doc.NOUN, x.UPOS(last) == doc.PROPN:
		who.Words = nouns(x, last+1)
		if m := x.NameAt(last); who.Words.End-who.Words.First == 1 || m != nil && m.FirstToken == who.Words.First {
			who.Named = named(x, last) // "the [agency]", "Mayor [Vask]"
		}
	}
	if who.Named != "" && (x.Words[verb].XPOS == doc.XVBP || !x.Tokens[verb].SpaceBefore) {
		who.Named = "" // "I am", "they have", "he's": a name goes with another form
	}
	return who, who.Named != "" || !who.Words.Empty()
}

// Does is a phrase that begins with a verb, as written, behind its subject: "bridge was closed".
func (who Subject) Does(x phrase.Text, s doc.Range) string {
	switch {
	case who.Named != "":
		return who.Named + " " + Written(x, doc.Range{First: who.verb, End: s.End})
	case who.Words.End == who.verb:
		return Written(x, doc.Range{First: who.Words.First, End: s.End})
	}
	return Written(x, who.Words) + " " + Written(x, doc.Range{First: who.verb, End: s.End})
}

// Written is a phrase as written, without what leads in to it and without whose something is that is the writer's:
// "announced [my] resignation".
func Written(x phrase.Text, s doc.Range) string {
	var parts []string
	for t := s.First; t < s.End; t++ {
		if x.Is(t, words.Mine) && x.Form(t) == x.LowerForm(t) { // not "Vask for [Our] Bay"
			if t > s.First {
				parts = append(parts, x.Cut(x.SpanOf(s.First, t)))
			}
			s.First = t + 1
		}
	}
	if s.First < s.End {
		parts = append(parts, x.Written(s.First, s.End, len(parts) == 0))
	}
	return strings.Join(parts, " ")
}

// Participle reports whether a phrase is one participle, which says nothing alone: "published".
func Participle(x phrase.Text, s doc.Range) bool {
	tag := x.Words[s.First].XPOS
	return s.End-s.First == 1 && (tag == doc.XVBN || tag == doc.XVBG)
}

// beforeAside is the token before what stands between a subject and its verb: a time or brackets, "[Vask] (of Lausen)
// left", "[Vask] on Tuesday left".
func beforeAside(x phrase.Text, t int) int {
	if time := x.TimeAt(t); time != nil && x.UPOS(t) != doc.PRON {
		t = time.FirstToken - 1
		if x.UPOS(t) == doc.ADP {
			t--
		}
	}
	if t > 0 && x.Form(t) == ")" {
		for t--; t > 0 && x.Form(t) != "(" && x.SentenceOf(t) == x.SentenceOf(t+1); t-- {
		}
		t--
	}
	return t
}

// antecedent takes the noun next before token last, behind which a relative clause begins, for the subject.
func (who Subject) antecedent(x phrase.Text, last int) Subject {
	if last > 0 && x.UPOS(last) == doc.PUNCT && x.Form(last) != ")" {
		last--
	}
	last = beforeAside(x, last)
	switch u := x.UPOS(last); {
	case x.TimeAt(last) != nil, u == doc.PROPN && x.Hyphen(last-1): // "Sen. Vask, D-Sund, [who]"
	case u == doc.NOUN, u == doc.PROPN:
		if who.Named = named(x, last); who.Named == "" {
			who.Words = compound(x, last+1)
		}
	}
	return who
}

// behindMark takes for the subject what stands before a mark: a title in quotation marks, the noun that a participle
// behind a comma or a dash belongs to, the name that words between two commas describe.
func (who Subject) behindMark(x phrase.Text, mark int, participle bool) Subject {
	if q := x.Tokens[mark].Quote; q >= 0 && x.Quotes[q].EndToken == mark+1 {
		first := x.Quotes[q].FirstToken
		if x.UPOS(first-1) == doc.PART {
			first = compound(x, first).First
		}
		if mark+1-first <= longestSubject+2 {
			who.Words = doc.Range{First: first, End: mark + 1}
		}
		return who
	}
	if participle {
		return who.antecedent(x, mark)
	}
	if x.Form(mark) != "," {
		return who
	}
	for t := mark - 1; t > 0 && x.SentenceOf(t) == x.SentenceOf(mark) && x.UPOS(t) != doc.VERB; t-- {
		if m := x.NameAt(t - 1); x.Form(t) == "," {
			if m != nil && m.EndToken == t && m.Kind == doc.Person && !hangs(x, m.FirstToken) {
				who.Named = named(x, m.Head)
			}
			break
		}
	}
	return who
}

// shared takes the subject of the verb before a conjunction for one behind it of the same form: "the essay was found
// and [published]".
func (who Subject) shared(x phrase.Text, conjunction int, form doc.XPOS) Subject {
	for t := conjunction - 1; t > conjunction-farthestVerb && t > 0; t-- {
		if x.SentenceOf(t) != x.SentenceOf(conjunction) || x.UPOS(t) == doc.SCONJ || x.Is(t, words.Back) {
			break
		}
		if x.UPOS(t) == doc.VERB {
			if x.Words[t].XPOS == form {
				first, _ := SubjectOf(x, doc.Range{First: t, End: t + 1})
				first.verb = who.verb
				return first
			}
			break
		}
	}
	return who
}

// nouns is the noun phrase that ends before a token, with the one that it belongs to: "keeper of the bridges". It is
// empty where it hangs on something else, "governors of Lausen and [Sund]", or is too long.
func nouns(x phrase.Text, end int) doc.Range {
	s := compound(x, end)
	for !s.Empty() && hangs(x, s.First) {
		t := s.First - 1
		if u := x.UPOS(t); u == doc.DET || u == doc.PRON {
			t--
		}
		if u := x.UPOS(t - 1); !x.Is(t, words.Of) || u != doc.NOUN && u != doc.PROPN {
			return doc.Range{}
		}
		s.First = compound(x, t).First
	}
	if s.End-s.First > longestSubject || x.SentenceOf(s.First) != x.SentenceOf(end-1) {
		return doc.Range{}
	}
	return s
}

// compound is the nouns that end before a token, with what stands before them of the same phrase.
func compound(x phrase.Text, end int) doc.Range {
	t := end
	for t > 0 && (x.TimeAt(t-1) == nil && inObject(x, t-1, false) || x.Hyphen(t-1)) {
		t--
	}
	if m := x.NameAt(t); m != nil && t < end {
		t = m.FirstToken // "[Fast and] Furious"
	}
	return doc.Range{First: t, End: end}
}

// named is what the entity is called that a pronoun, a noun or a part of somebody's name stands for, "" where that is
// not sure or has no name.
func named(x phrase.Text, t int) string {
	for m := range x.Covering(doc.Range{First: t, End: t + 1}) {
		short := m.Form == doc.NameForm && m.Kind == doc.Person && m.EndToken == t+1
		if m.Entity < 0 || m.Score < surelyNamed || !short && (phrase.Named(m) || m.Head != t || m.EndToken > t+1) {
			continue
		}
		e := &x.Entities[m.Entity]
		for _, k := range e.Mentions {
			if phrase.Named(&x.Mentions[k]) {
				return e.Name
			}
		}
	}
	return ""
}
