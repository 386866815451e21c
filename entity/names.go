package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/article"
	"readout/doc"
)

// collectKnown notes the words that are written with a capital where nothing but
// their being names asks for one: inside sentences of ordinary prose.
func (r *reading) collectKnown() {
	r.known = make(map[string]bool)
	for s := range r.d.Sentences {
		sent := r.d.Sentences[s]
		if r.titleCase(sent) || r.shouting(sent) {
			continue
		}
		for i := sent.First + 1; i < sent.End; i++ {
			if r.capital(i) && !r.opensSentence(i) {
				r.known[r.low(i)] = true
			}
		}
	}
}

// opensSentence tells whether token i is the first word of a sentence or quotation.
func (r *reading) opensSentence(i int) bool {
	s := r.sentenceOf(i)
	for j := i - 1; j >= s.First; j-- {
		if r.d.Tokens[j].Kind == doc.WordToken || r.d.Tokens[j].Kind == doc.NumberToken {
			return false
		}
		if r.in(j, ":", "“", "\"", "‘", "``", "«", "—", "–", "…", "...", "•", "(", "-") {
			return true
		}
	}
	return true
}

// titleCase tells whether a sentence is a headline that capitalises its words.
func (r *reading) titleCase(s doc.Sentence) bool {
	if r.d.BlockOf(int(r.d.Tokens[s.First].Sentence)).Kind == article.Paragraph && r.in(s.End-1, ".", "\"", "”", "'", "’") {
		return false // prose, however many names it holds
	}
	long, capital := 0, 0
	for i := s.First; i < s.End; i++ {
		if tok := r.d.Tokens[i]; tok.Kind == doc.WordToken && tok.Len() >= 4 {
			long++
			if r.capital(i) {
				capital++
			}
		}
	}
	return long >= 3 && capital*4 >= long*3
}

// shouting tells whether a sentence is written in capitals throughout.
func (r *reading) shouting(s doc.Sentence) bool {
	words, caps := 0, 0
	for i := s.First; i < s.End; i++ {
		if r.d.Tokens[i].Kind == doc.WordToken && r.d.Tokens[i].Len() > 1 {
			words++
			if allCapitals(r.d.Form(i)) {
				caps++
			}
		}
	}
	return words > 2 && caps*2 > words
}

// allCapitals tells whether a word has no lower-case letter.
func allCapitals(s string) bool {
	for _, c := range s {
		if unicode.IsLower(c) {
			return false
		}
	}
	return true
}

// readDateline mentions the places and the agency of the dateline, which stands
// outside the report's sentences.
func (r *reading) readDateline() {
	dl := r.d.Article.Dateline
	if dl == nil {
		return
	}
	first, end := r.d.TokensIn(dl.Span)
	for i := first; i < end; {
		j, e := r.datelinePart(i, end, dl)
		if j == i {
			i++
			continue
		}
		m := r.add(mention{Mention: doc.Mention{First: i, End: j, Head: j - 1, Form: doc.NameForm, Kind: e.Kind, Name: r.d.SpanOf(i, j), By: "entity/dateline@1"}})
		r.link(m, r.named(e))
		i = j
	}
}

func (r *reading) datelinePart(i, end int, dl *article.Dateline) (int, doc.Entity) {
	if e, j := r.kb.find(r.d, i, end); e != nil {
		return j, doc.Entity{Kind: e.kind, Name: e.name, Country: e.country, Gender: 'n'}
	}
	for _, part := range append([]string{dl.Agency}, dl.Places...) {
		start := r.d.Tokens[i].Start
		if part == "" || !strings.HasPrefix(r.d.Text[start:], part) {
			continue
		}
		_, j := r.d.TokensIn(article.Span{Start: start, End: start + len(part)})
		if j <= i || j > end {
			continue
		}
		if part == dl.Agency {
			return j, doc.Entity{Kind: doc.Organization, Name: part, Gender: 'n'}
		}
		return j, doc.Entity{Kind: doc.Place, Name: properCase(part), Gender: 'n'}
	}
	return i, doc.Entity{}
}

// properCase writes a city in capitals as it is written elsewhere: "PORT CASSEL".
func properCase(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		_, n := utf8.DecodeRuneInString(w)
		words[i] = w[:n] + strings.ToLower(w[n:])
	}
	return strings.Join(words, " ")
}

// findNames reads every run of capitalised words and splits it into who and what
// it names.
func (r *reading) findNames() {
	for s := range r.d.Sentences {
		sent := r.d.Sentences[s]
		headline := r.titleCase(sent) || r.shouting(sent)
		for i := sent.First; i < sent.End; {
			if r.nameAt[i] >= 0 || !r.beginsName(i, headline) {
				i++
				continue
			}
			end := r.runEnd(i, sent.End, headline)
			r.split(i, end)
			i = max(end, i+1)
		}
	}
}

// beginsName tells whether token i can begin a name.
func (r *reading) beginsName(i int, headline bool) bool {
	if !r.capital(i) {
		return false
	}
	if e, j := r.kb.find(r.d, i, r.sentenceOf(i).End); e != nil && (j > i+1 || e.sort != agency && r.d.Form(i) != "IS" && r.d.Form(i) != "It") {
		return !(j == i+1 && r.closedClass(i) && !strings.Contains(r.d.Form(i), ".") && len(r.low(i)) < 3 && !allCapitals(r.d.Form(i)))
	}
	if headline {
		return r.known[r.low(i)] && !r.closedClass(i)
	}
	if !r.opensSentence(i) {
		return !r.closedClass(i) || r.kb.titles[r.low(i)].rank != ""
	}
	if r.closedClass(i) || r.upos(i) == doc.VERB || r.upos(i) == doc.ADV {
		return r.known[r.low(i)] && !r.closedClass(i)
	}
	if r.known[r.low(i)] || r.kb.titles[r.low(i)].rank != "" || r.kb.given[r.low(i)] != 0 {
		return true
	}
	next := i + 1
	return r.upos(i) == doc.PROPN && (r.capital(next) || r.in(next, "'s", "’s", ",") || r.upos(next) == doc.VERB || r.upos(next) == doc.AUX) ||
		r.capital(next) && r.d.Tokens[next].SpaceBefore && !r.closedClass(next)
}

// closedClass tells whether a word is no name whatever its first letter: "The",
// "He", "But", and words like "Monday".
func (r *reading) closedClass(i int) bool {
	if notNames[r.low(i)] {
		return true
	}
	switch r.upos(i) {
	case doc.DET, doc.PRON, doc.CCONJ, doc.SCONJ, doc.AUX, doc.INTJ, doc.PART:
		return len(r.low(i)) < 6 && !allCapitals(r.d.Form(i)) || r.low(i) == "i"
	case doc.ADP:
		return true
	}
	return false
}

// notNames are words that are capitalised for other reasons than naming somebody:
// days, months and what often opens sentences.
var notNames = set("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november " +
	"december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. a.m. p.m. gmt the a an he she it they we you i this that these those his her their our " +
	"its my your and but or nor so yet if when while after before since until because although though as at by for from in into of on onto to " +
	"with without under over about against among between during through within according asked commenting answering speaking responding meanwhile " +
	"however also earlier later no not yes there here what who which whose whom why how where then now still perhaps maybe despite following " +
	"both some many most several all each every any few one two three four five six seven eight nine ten more less other another such same " +
	"only even just once again instead moreover furthermore thus therefore hence is are was were be been has have had do does did will would can could " +
	"may might must shall should let's reporting editing writing mr mrs ms asked question answer that's it's")

// runEnd is where the run of capitalised words that begins at i ends: particles,
// initials, "of" after an organisation's head, and hyphens inside names go with it.
func (r *reading) runEnd(i, end int, headline bool) int {
	j := i + 1
	for j < end {
		if r.nameAt[j] >= 0 {
			return j
		}
		switch {
		case r.capital(j) && !notNames[r.low(j)] && (!headline || r.known[r.low(j)] || r.inTable(j)):
			if r.apart(j) {
				return j
			}
			j++
		case r.in(j, "-", "–") && !r.d.Tokens[j].SpaceBefore && j+1 < end && !r.d.Tokens[j+1].SpaceBefore && r.capital(j+1):
			if r.twoNames(i, j) {
				return j
			}
			j += 2
		case r.in(j, "-") && !r.d.Tokens[j].SpaceBefore && j+1 < end && r.d.Tokens[j+1].Kind == doc.NumberToken && !r.d.Tokens[j+1].SpaceBefore && len(r.low(j+1)) < 4:
			j += 2 // "Su-27"
		case r.in(j, "&") && r.capital(j+1), r.in(j, "'", "’") && !r.d.Tokens[j].SpaceBefore && r.capital(j+1) && !r.d.Tokens[j+1].SpaceBefore:
			j += 2
		case r.in(j, "of") && r.takesOf(j-1) && r.ofName(j, end):
			j++
			for r.in(j, "the") {
				j++
			}
		case r.in(j, "for", "and") && r.takesOf(j-1) && r.capital(j+1) && r.takesOf(i) && !headline:
			j += 2 // "Ministry of Trade and Industry", "Center for Politics"
		case particles[r.low(j)] && !r.in(j, "of") && j+1 < end && (r.capital(j+1) || particles[r.low(j+1)] && r.capital(j+2)):
			j++
		case r.d.Tokens[j].Kind == doc.NumberToken && r.numbered(i, j):
			j++
		default:
			return j
		}
	}
	return j
}

// inTable tells whether a name of the tables begins at token i.
func (r *reading) inTable(i int) bool {
	e, _ := r.kb.find(r.d, i, r.sentenceOf(i).End)
	return e != nil
}

// apart tells whether two capitalised words in a row belong to two names: "Friday
// Peskov", "Mr. Brandt President Korvin".
func (r *reading) apart(j int) bool {
	return !r.d.Tokens[j].SpaceBefore && r.d.Tokens[j-1].Kind == doc.WordToken && !strings.HasSuffix(r.d.Form(j-1), ".")
}

// takesOf tells whether a word heads names that go on with "of": an organisation's.
func (r *reading) takesOf(i int) bool { return r.kb.orgHeads[r.low(i)] && r.capital(i) }

func (r *reading) ofName(j, end int) bool {
	if r.in(j+1, "the") {
		return j+2 < end && r.capital(j+2)
	}
	return j+1 < end && r.capital(j+1)
}

// twoNames tells whether a hyphen joins two names, as in "Putin-Biden summit",
// rather than the parts of one, as in "Jean-Pierre".
func (r *reading) twoNames(i, hyphen int) bool {
	left, right := r.low(hyphen-1), r.low(hyphen+1)
	if r.kb.given[left] != 0 && r.kb.given[right] != 0 {
		return false
	}
	_, leftKnown := r.kb.entries[left]
	_, rightKnown := r.kb.entries[right]
	return (leftKnown || r.standsAlone(hyphen-1)) && (rightKnown || r.standsAlone(hyphen+1))
}

// standsAlone tells whether the article writes a word as a name of its own
// somewhere: with a capital and no hyphen beside it.
func (r *reading) standsAlone(at int) bool {
	low := r.low(at)
	if !r.known[low] {
		return false
	}
	for i := range r.d.Tokens {
		if r.d.LowerForm(i) == low && i != at && r.capital(i) && !r.in(i-1, "-") && !r.in(i+1, "-") {
			return true
		}
	}
	return false
}

// numbered tells whether a number belongs to the name before it: "Nord Stream 2".
func (r *reading) numbered(i, j int) bool {
	return j-i >= 2 && len(r.low(j)) <= 2 && !strings.Contains(r.low(j), ".") && r.upos(j+1) != doc.ADP && !r.in(j+1, "%", "percent", "to", "-", "million")
}
