package entity

import (
	"strings"

	"readout/doc"
)

// split takes a run of capitalised words apart: titles, where their bearers
// belong, and names.
func (r *reading) split(i, end int) {
	head := -1
	for j := i; j < end; j++ {
		if t := r.kb.titles[r.low(j)]; t.rank != "" && (r.capital(j)) && !(j > i && r.kb.orgHeads[r.low(end-1)]) {
			head = j
		}
	}
	switch {
	case head >= 0 && head+1 < end && r.startsPerson(head+1, end):
		r.person(i, head, end)
	case head == end-1 && head >= 0:
		r.nominal(i, head) // a title without a name: "the Prime Minister"
	default:
		r.plain(i, end)
	}
}

// startsPerson tells whether what follows a title can be a person's name: not a
// country ("President of" apart) and not an organisation.
func (r *reading) startsPerson(i, end int) bool {
	if e, j := r.kb.find(r.d, i, end); e != nil && j == end {
		return false
	}
	return !r.kb.orgHeads[r.low(end-1)] && !facilityHeads[r.low(end-1)]
}

// person reads "Russian Presidential Spokesman Dmitry Peskov": tokens [i, end)
// with the title's head at head.
func (r *reading) person(i, head, end int) {
	first := r.titleStart(i)
	t := r.title(first, head)
	if t.rank == "courtesy" && first == head {
		t.words = ""
	}
	name := head + 1
	m := mention{Mention: doc.Mention{First: first, End: end, Head: end - 1, Form: doc.NameForm, Kind: doc.Person, Name: r.d.SpanOf(name, end),
		Title: r.d.SpanOf(first, name), By: "entity/title-name@1"}, title: t}
	r.belongs(first, head)
	at := r.add(m)
	if r.kb.titles[r.low(head)].plural {
		r.shareTitle(at, end)
	}
	r.ofCountry(at, end)
}

// titleStart extends a title to the left over lower-case words: "presidential
// spokesman", "deputy foreign minister".
func (r *reading) titleStart(i int) int {
	s := r.sentenceOf(i)
	for i-1 >= s.First && r.nameAt[i-1] < 0 {
		switch r.upos(i - 1) {
		case doc.ADJ, doc.NOUN:
			if r.capital(i-1) || titleModifiers[r.low(i-1)] || r.kb.titles[r.low(i-1)].rank != "" && r.kb.titles[r.low(i-1)].rank != "calling" {
				i--
				continue
			}
		}
		if titleModifiers[r.low(i-1)] || r.in(i-1, "-") && titleModifiers[r.low(i-2)] {
			i--
			continue
		}
		return i
	}
	return i
}

// titleModifiers stand before the head of a title.
var titleModifiers = set("prime foreign deputy vice press presidential former ex senior chief first second acting interim outgoing incoming newly elected " +
	"defence defense interior finance economy economic trade energy justice health labour labor education transport agriculture environment culture general " +
	"executive state national federal regional special permanent opposition party parliamentary permanent parliament government " +
	"military army navy police security campaign union house senate majority minority lead top retired late then current longtime veteran " +
	"legal political foreign-policy communications republican democratic conservative liberal labour managing under assistant principal")

// title reads the title whose head is token head, from token first on.
func (r *reading) title(first, head int) title {
	word := r.kb.titles[r.low(head)]
	t := title{head: word.singular, rank: word.rank, gender: word.gender, first: first, end: head + 1, words: r.d.Cut(r.d.SpanOf(first, head+1))}
	for j := first; j < head; j++ {
		if e, k := r.kb.find(r.d, j, head+1); e != nil && k <= head && (e.country != "" || e.sort == organisation) {
			if e.country != "" {
				t.country = e.country
			}
			t.modifiers = append(t.modifiers, strings.ToLower(e.name))
			if e.sort == seat && strings.HasPrefix(e.standsFor, "Presidency") {
				t.modifiers = append(t.modifiers, "presidential")
			}
			j = k - 1
			continue
		}
		if w := r.low(j); r.d.Tokens[j].Kind == doc.WordToken && w != "the" && w != "'s" && w != "’s" {
			t.modifiers = append(t.modifiers, w)
		}
	}
	return t
}

// belongs mentions the countries and organisations inside a title: "Russian" in
// "Russian President", "Kremlin" in "Kremlin spokesman".
func (r *reading) belongs(first, head int) {
	for j := first; j < head; j++ {
		e, k := r.kb.find(r.d, j, head)
		if e == nil {
			continue
		}
		r.add(mention{Mention: doc.Mention{First: j, End: k, Head: k - 1, Form: formOf(e), Kind: e.kind, Name: r.d.SpanOf(j, k), By: "entity/table@1"}, entry: e, inTitle: true})
		j = k - 1
	}
}

func formOf(e *entry) doc.MentionForm {
	switch {
	case e.sort == demonym && e.plural:
		return doc.NominalForm
	case e.sort == seat:
		return doc.MetonymForm
	}
	return doc.NameForm
}

// shareTitle gives a plural title to the second name too: "Presidents Vladimir
// Putin of Russia and Joe Biden of the United States".
func (r *reading) shareTitle(m, from int) {
	end := min(from+10, r.sentenceOf(from-1).End)
	seenAnd := false
	for j := from; j < end; j++ {
		if r.in(j, "and", ",") {
			seenAnd = true
			continue
		}
		if seenAnd && r.capital(j) && r.kb.titles[r.low(j)].rank == "" {
			stop := r.runEnd(j, r.sentenceOf(j).End, false)
			if stop-j < 2 {
				return
			}
			second := mention{Mention: doc.Mention{First: j, End: stop, Head: stop - 1, Form: doc.NameForm, Kind: doc.Person, Name: r.d.SpanOf(j, stop),
				By: "entity/shared-title@1"}, title: r.mentions[m].title}
			second.title.country = ""
			second.title.modifiers = nil
			at := r.add(second)
			r.ofCountry(at, stop)
			return
		}
	}
}

// ofCountry reads "of Russia" after a titled name.
func (r *reading) ofCountry(m, end int) {
	if !r.in(end, "of") {
		return
	}
	j := end + 1
	if r.in(j, "the") {
		j++
	}
	if j >= len(r.d.Tokens) {
		return
	}
	if e, _ := r.kb.find(r.d, j, r.sentenceOf(end).End); e != nil && e.country != "" {
		t := &r.mentions[m].title
		t.country = e.country
		t.modifiers = append(t.modifiers, strings.ToLower(e.name))
		single := t.head
		if single != "" {
			t.words = strings.ToUpper(single[:1]) + single[1:] + " of " + r.d.Cut(r.d.SpanOf(end+1, j+1))
			t.words = strings.TrimSuffix(t.words, " the") // "of the United States" is cut at its name below
			t.words = strings.ToUpper(single[:1]) + single[1:] + " of " + e.name
		}
	}
}

// plain reads a run without a title of its own: names of the tables, a person
// after a lower-case title, an organisation by its head, or whatever it may be.
func (r *reading) plain(i, end int) {
	if e, j := r.kb.find(r.d, i, end); e != nil && j == end {
		r.table(e, i, j)
		return
	}
	if head := i - 1; head >= 0 && r.kb.titles[r.low(head)].rank != "" && r.nameAt[head] < 0 && r.sentenceOf(head) == r.sentenceOf(i) &&
		r.titled(head) && r.personLike(i, end) {
		r.person(r.titleStart(head), head, end)
		return
	}
	// A modifier of the tables before another name: "Russian Foreign Ministry",
	// "US Senate" stay one; "Moscow Peskov" does not occur.
	if e, j := r.kb.find(r.d, i, end); e != nil && j < end && !r.wholeName(e, i, end) {
		r.table(e, i, j)
		r.plain(j, end)
		return
	}
	r.add(mention{Mention: doc.Mention{First: i, End: end, Head: end - 1, Form: doc.NameForm, Kind: r.kindOf(i, end), Name: r.d.SpanOf(i, end), By: "entity/name@1"}})
}

// titled tells whether a title word at token i is one here: "spokesman Dmitry
// Peskov", and not the last word of another phrase.
func (r *reading) titled(i int) bool {
	return r.upos(i) == doc.NOUN || r.upos(i) == doc.PROPN || r.upos(i) == doc.ADJ || r.kb.titles[r.low(i)].rank != "calling"
}

// personLike tells whether a run can be a person's name.
func (r *reading) personLike(i, end int) bool {
	return end-i <= 4 && !r.kb.orgHeads[r.low(end-1)] && !facilityHeads[r.low(end-1)] && !placeHeads[r.low(end-1)]
}

// wholeName tells whether a name that begins with one of the tables goes on beyond
// it: "Moscow State University", "Washington Post".
func (r *reading) wholeName(e *entry, i, end int) bool {
	last := r.low(end - 1)
	if r.kb.orgHeads[last] || facilityHeads[last] || placeHeads[last] {
		return true
	}
	return e.sort != demonym && e.sort != seat && e.kind == doc.Place && r.personLike(i, end) && r.kb.given[r.low(i)] != 0
}

// table mentions a name of the tables. A capital that acts is its government.
func (r *reading) table(e *entry, i, end int) {
	m := mention{Mention: doc.Mention{First: i, End: end, Head: end - 1, Form: formOf(e), Kind: e.kind, Name: r.d.SpanOf(i, end), By: "entity/table@1", Score: 0.95}, entry: e, plural: e.plural}
	if e.sort == seat {
		if head := r.orgAfter(end); head > 0 {
			// "the Kremlin press service" is an organisation of its own.
			m.inTitle = true
			r.add(m)
			r.organisationPhrase(i, head+1)
			return
		}
	}
	if facility := r.facilityAfter(end); facility && e.kind == doc.Place {
		m.Kind = doc.Place
	}
	if e.sort == capitalCity && r.acts(i, end) {
		m.Form = doc.MetonymForm
	}
	r.add(m)
}

// orgAfter is the head of a lower-case organisation noun after a name: "press
// service" in "the Kremlin press service"; 0 if none follows.
func (r *reading) orgAfter(i int) int {
	for j := i; j < i+3 && j < r.sentenceOf(i-1).End; j++ {
		if r.in(j, "service", "office", "administration", "ministry") && !r.capital(j) {
			return j
		}
		if r.upos(j) != doc.NOUN && r.upos(j) != doc.ADJ {
			return 0
		}
	}
	return 0
}

func (r *reading) organisationPhrase(i, end int) {
	first := i
	if r.in(i-1, "the") {
		first = i - 1
	}
	r.add(mention{Mention: doc.Mention{First: first, End: end, Head: end - 1, Form: doc.NameForm, Kind: doc.Organization, Name: r.d.SpanOf(first, end), By: "entity/organisation@1"}})
}

func (r *reading) facilityAfter(i int) bool { return r.kindAfter(i) == doc.Facility }

// acts tells whether a capital does what a government does: it is the subject of
// a verb, a possessor, or one of two sides, and no word of place stands before it.
func (r *reading) acts(i, end int) bool {
	if r.in(i-1, "in", "at", "from", "to", "near", "of", "outside", "around", "into", "through", "leave", "left", "visit", "visited", "toward", "towards", "via") {
		return false
	}
	if r.in(i-1, "between", "with", "against") || r.in(end, "'s", "’s", "and", "-") {
		return true
	}
	u := r.upos(end)
	return u == doc.VERB || u == doc.AUX
}
