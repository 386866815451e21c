package entity

import (
	"slices"
	"strings"

	"readout/doc"
)

// findAppositions reads titles set beside names: "Mira Halden, the Kremlin
// spokeswoman,", "Its leader, Jonas Feldrum,".
func (r *reading) findAppositions() {
	for i := range len(r.mentions) {
		m := r.mentions[i]
		if m.Kind != doc.Person || m.Form != doc.NameForm || m.Entity < 0 {
			continue
		}
		if r.in(m.End, ",") {
			if head := r.appositionHead(m.End + 1); head >= 0 {
				r.apposed(m.Entity, m.End+1, head)
			}
		}
		if r.in(m.First-1, ",") && r.in(m.End, ",") {
			if head := r.headBefore(m.First - 1); head >= 0 {
				r.apposed(m.Entity, r.phraseStart(head), head)
			}
		}
	}
}

// longestApposition is how many tokens may stand before the head of an apposition.
const longestApposition = 9

// appositionHead is the head of the title phrase that starts at token i, or -1.
func (r *reading) appositionHead(i int) int {
	if i >= len(r.d.Tokens) || r.capital(i) && r.kb.titles[r.low(i)].rank == "" && !r.inTable(i) {
		return -1
	}
	end := min(i+longestApposition, r.sentenceOf(i).End)
	head := -1
	for j := i; j < end; j++ {
		if t := r.kb.titles[r.low(j)]; t.rank != "" && t.rank != "courtesy" {
			head = j
			continue
		}
		switch r.upos(j) {
		case doc.DET, doc.ADJ, doc.NOUN, doc.PROPN, doc.NUM, doc.PART:
			if head >= 0 && r.upos(j) != doc.NOUN {
				return head
			}
			continue
		}
		if r.in(j, "-", "'s", "’s", "his", "her", "its", "their") && head < 0 {
			continue
		}
		return head
	}
	return head
}

// headBefore is the head of the title phrase that a comma at token i closes, or -1:
// "the leader of the opposition Harbor Party,".
func (r *reading) headBefore(comma int) int {
	s := r.sentenceOf(comma)
	for j := comma - 1; j >= s.First && j > comma-longestApposition; j-- {
		if t := r.kb.titles[r.low(j)]; t.rank != "" && t.rank != "courtesy" && r.nameAt[j] < 0 {
			return j
		}
		switch r.upos(j) {
		case doc.DET, doc.ADJ, doc.NOUN, doc.PROPN, doc.ADP, doc.NUM:
			continue
		}
		return -1
	}
	return -1
}

// phraseStart is the first token of the noun phrase whose head is at token head.
func (r *reading) phraseStart(head int) int {
	s := r.sentenceOf(head)
	i := head
	for i > s.First {
		switch r.upos(i - 1) {
		case doc.ADJ, doc.NOUN, doc.PROPN, doc.NUM:
			if r.d.Tokens[i-1].Kind == doc.PunctToken || r.inTime(i-1) {
				return i
			}
			i--
			continue
		case doc.DET:
			return i - 1
		}
		switch {
		case r.in(i-1, "the", "a", "an", "his", "her", "its", "their", "this", "that", "our", "my", "both"):
			return i - 1
		case r.in(i-1, "-") && !r.d.Tokens[i-1].SpaceBefore && i-1 > s.First, r.in(i-1, "'s", "’s"):
			i--
			continue
		}
		return i
	}
	return i
}

// inTime tells whether token i names a day: "on Wednesday officials said".
func (r *reading) inTime(i int) bool { return daysAndMonths[r.low(i)] }

var daysAndMonths = set("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october " +
	"november december jan. feb. mar. apr. aug. sept. oct. nov. dec. today yesterday")

// apposed gives a person the title of an apposition and ties its words to them.
func (r *reading) apposed(e, first, head int) {
	t := r.title(first, head)
	t.words = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(t.words, "the "), "a "), "an ")
	r.complement(&t, head)
	r.bear(e, t)
	if r.nameAt[head] >= 0 {
		return
	}
	m := r.add(mention{Mention: doc.Mention{First: first, End: head + 1, Head: head, Form: doc.NominalForm, Kind: doc.Person, By: "entity/apposition@1"}, title: t})
	r.link(m, e)
}

// complement adds what "of" or "for" says of a title: "spokesman for the foreign ministry".
func (r *reading) complement(t *title, head int) {
	if !r.in(head+1, "of", "for", "at") {
		return
	}
	for j := head + 2; j < head+7 && j < r.sentenceOf(head).End; j++ {
		switch r.upos(j) {
		case doc.NOUN, doc.PROPN, doc.ADJ:
			t.modifiers = append(t.modifiers, r.low(j))
			if e, _ := r.kb.find(r.d, j, r.sentenceOf(head).End); e != nil && e.country != "" && t.country == "" {
				t.country = e.country
				t.modifiers = append(t.modifiers, strings.ToLower(e.name))
			}
		case doc.DET:
		default:
			return
		}
	}
}

// findNominals reads titles without names and organisations without them, and
// ties each to whom or what it goes back to.
func (r *reading) findNominals() {
	for i := range r.d.Tokens {
		if r.nameAt[i] >= 0 {
			continue
		}
		low := r.low(i)
		if t := r.kb.titles[low]; t.rank != "" && t.rank != "courtesy" && r.isNoun(i) && !r.modifiesNext(i) {
			r.nominal(i, i)
			continue
		}
		if orgNouns[low] && r.isNoun(i) && !r.modifiesNext(i) {
			r.orgNominal(i)
		}
	}
	for i := range r.mentions {
		if m := &r.mentions[i]; m.Entity < 0 && m.Form == doc.NominalForm {
			r.linkNominal(i)
		}
	}
}

// orgNouns name organisations in lower case.
var orgNouns = set("ministry government office service administration company party committee commission police army agency council parliament court campaign bank " +
	"embassy opposition presidency cabinet regulator watchdog delegation military authorities senate congress department bureau mission statement")

func (r *reading) isNoun(i int) bool { return r.upos(i) == doc.NOUN || r.upos(i) == doc.PROPN }

// modifiesNext tells whether a noun only modifies the one after it: "police officers",
// "government spokesman".
func (r *reading) modifiesNext(i int) bool {
	j := i + 1
	if r.in(j, "-") && !r.d.Tokens[j].SpaceBefore {
		return true
	}
	if j >= len(r.d.Tokens) || r.d.Tokens[j].Sentence != r.d.Tokens[i].Sentence || !r.isNoun(j) || r.nameAt[j] >= 0 {
		return false
	}
	return r.kb.titles[r.low(j)].rank != "" || orgNouns[r.low(j)]
}

// nominal keeps a title without a name; linkNominal decides whose it is.
func (r *reading) nominal(i, head int) {
	first := min(i, r.phraseStart(head))
	for first < head && r.nameAt[first] >= 0 {
		first++
	}
	t := r.title(first, head)
	r.complement(&t, head)
	t.words = ""
	r.belongs(first, head)
	word := r.kb.titles[r.low(head)]
	r.add(mention{Mention: doc.Mention{First: first, End: head + 1, Head: head, Form: doc.NominalForm, Kind: doc.Person, By: "entity/title@1", Score: 0.8},
		title: t, plural: word.plural, definite: r.definite(first, head)})
}

// definite tells whether a phrase goes back to somebody named: it has an article
// or possessor, or is set without one, as in headlines.
func (r *reading) definite(first, head int) bool {
	if r.in(first, "a", "an", "another", "one", "some", "several", "many", "no", "any", "two", "three", "four", "other", "more") {
		return false
	}
	return true
}

// orgNominal keeps an organisation named in lower case.
func (r *reading) orgNominal(head int) {
	if r.in(head, "statement", "service") && !r.in(head-1, "press", "security", "intelligence") {
		return
	}
	first := r.phraseStart(head)
	for first < head && r.nameAt[first] >= 0 && r.mentions[r.nameAt[first]].Kind != doc.Place {
		first++
	}
	t := title{head: r.low(head), first: first, end: head + 1}
	for j := first; j < head; j++ {
		if !r.in(j, "the", "a", "an", "his", "her", "its", "their", "'s", "’s") {
			t.modifiers = append(t.modifiers, r.low(j))
		}
	}
	r.belongs(first, head)
	end := head + 1
	if r.in(end, "of") {
		end = r.ofWhom(end)
	}
	r.add(mention{Mention: doc.Mention{First: first, End: end, Head: head, Form: doc.NominalForm, Kind: doc.Organization, By: "entity/organisation@1", Score: 0.7},
		title: t, definite: r.definite(first, head)})
}

// ofWhom is the end of "of the Amber Palace" that starts at token i, i where no
// name follows.
func (r *reading) ofWhom(i int) int {
	j := i + 1
	if r.in(j, "the") {
		j++
	}
	if j >= len(r.d.Tokens) || r.nameAt[j] < 0 || r.mentions[r.nameAt[j]].First > j {
		return i
	}
	return r.mentions[r.nameAt[j]].End
}

// linkNominal ties a description to the entity it describes.
func (r *reading) linkNominal(i int) {
	m := &r.mentions[i]
	switch {
	case m.Kind == doc.Organization:
		r.linkOrgNominal(i)
	case m.plural:
		r.linkGroup(i)
	default:
		e := -1
		if m.definite {
			e = r.bearer(m)
		}
		if e < 0 {
			e = r.create(doc.Entity{Kind: doc.Person, Name: r.phrase(m), Gender: m.title.gender, Country: m.title.country})
			r.entities[e].titles = append(r.entities[e].titles, m.title)
		}
		r.link(i, e)
	}
}

// phrase is the words of a description with white space folded.
func (r *reading) phrase(m *mention) string {
	return strings.Join(strings.Fields(r.d.Cut(m.Span)), " ")
}

// bearer is the person who bears a title: whose modifiers agree, and of those the
// one mentioned last before it; a later one if none was before. -1 if nobody does.
func (r *reading) bearer(m *mention) int {
	best, bestAt := -1, -1
	for e := range r.entities {
		x := &r.entities[e]
		if x.Kind != doc.Person || !r.bears(x, &m.title) {
			continue
		}
		at := r.lastBefore(e, m.First)
		if best < 0 || at > bestAt {
			best, bestAt = e, at
		}
	}
	return best
}

// lastBefore is the last token before a place at which an entity is mentioned, -1
// if it only comes later.
func (r *reading) lastBefore(e, at int) int {
	last := -1
	for i := range r.mentions {
		if m := &r.mentions[i]; m.Entity == e && m.Head < at {
			last = max(last, m.Head)
		}
	}
	return last
}

// sameHead are heads that say the same of somebody.
var sameHead = map[string]string{"spokeswoman": "spokesman", "spokesperson": "spokesman", "chairwoman": "chairman", "chair": "chairman", "premier": "minister",
	"congresswoman": "representative", "congressman": "representative", "lawmaker": "representative"}

func headClass(head string) string {
	if h, ok := sameHead[head]; ok {
		return h
	}
	return head
}

// bears tells whether a person bears a title. What the description says of it must
// agree with something the person's titles say; a description that says nothing
// more agrees with any.
func (r *reading) bears(x *entity, t *title) bool {
	for i := range x.titles {
		have := &x.titles[i]
		if headClass(have.head) != headClass(t.head) && !(t.head == "leader" && isLeader(have)) {
			continue
		}
		if t.gender != 0 && x.Gender != 0 && t.gender != x.Gender {
			continue
		}
		if t.country != "" && x.Country != "" {
			if t.country == x.Country {
				return true
			}
			continue
		}
		telling := 0
		for _, w := range t.modifiers {
			if !ordinary[w] {
				telling++
				if slices.Contains(have.modifiers, w) || r.sharesStem(have.modifiers, w) {
					return true
				}
			}
		}
		if telling == 0 {
			return true
		}
	}
	return false
}

// ordinary are modifiers that do not tell one bearer of a title from another.
var ordinary = set("former current new senior top the two both first long-time longtime then this same late acting veteran")

func (r *reading) sharesStem(modifiers []string, w string) bool {
	for _, m := range modifiers {
		n := 0
		for n < len(m) && n < len(w) && m[n] == w[n] {
			n++
		}
		if n >= 5 && n >= min(len(m), len(w))-2 {
			return true
		}
	}
	return false
}

func isLeader(t *title) bool {
	return t.rank == "leader" || t.head == "minister" && slices.Contains(t.modifiers, "prime")
}

// linkGroup ties a plural: "the two leaders" are the two people spoken of who lead.
func (r *reading) linkGroup(i int) {
	m := &r.mentions[i]
	var members []int
	if m.definite || r.in(m.First, "two", "both") {
		members = r.membersOf(m)
	}
	e := -1
	for k := range r.entities {
		x := &r.entities[k]
		if x.Kind == doc.Group && (len(members) > 0 && slices.Equal(x.Members, members) || len(members) == 0 && m.definite && len(x.titles) > 0 && x.titles[0].head == m.title.head && len(x.Members) == 0) {
			e = k
		}
	}
	if e < 0 {
		e = r.create(doc.Entity{Kind: doc.Group, Name: r.phrase(m), Members: members, Gender: 'p'})
		r.entities[e].titles = append(r.entities[e].titles, m.title)
	}
	r.link(i, e)
}

// membersOf is the two people a plural title names, those mentioned most; nil
// where there are not two.
func (r *reading) membersOf(m *mention) []int {
	var out []int
	for e := range r.entities {
		x := &r.entities[e]
		if x.Kind != doc.Person {
			continue
		}
		for k := range x.titles {
			if headClass(x.titles[k].head) == headClass(m.title.head) || m.title.head == "leader" && isLeader(&x.titles[k]) {
				out = append(out, e)
				break
			}
		}
	}
	if len(out) < 2 || len(out) > 2 && !r.in(m.First+1, "two") && !r.in(m.First, "two", "both") {
		return nil
	}
	slices.SortStableFunc(out, func(a, b int) int { return r.entities[b].count - r.entities[a].count })
	out = out[:2]
	slices.Sort(out)
	return out
}

// linkOrgNominal ties "the ministry" to the ministry named before.
func (r *reading) linkOrgNominal(i int) {
	m := &r.mentions[i]
	best, bestAt := -1, -1
	if m.definite {
		for e := range r.entities {
			x := &r.entities[e]
			if x.Kind != doc.Organization || !r.namesOrg(x, m) {
				continue
			}
			if at := r.lastBefore(e, m.First); at > bestAt {
				best, bestAt = e, at
			}
		}
	}
	if best < 0 {
		best = r.create(doc.Entity{Kind: doc.Organization, Name: r.phrase(m), Gender: 'n'})
		r.entities[best].titles = append(r.entities[best].titles, m.title)
	}
	r.link(i, best)
}

// namesOrg tells whether a description can name an organisation: its head ends the
// name, and what it adds stands in the name too.
func (r *reading) namesOrg(x *entity, m *mention) bool {
	words := strings.Fields(strings.ToLower(x.Name))
	if !slices.Contains(words, m.title.head) {
		return false
	}
	for _, w := range m.title.modifiers {
		if !slices.Contains(words, w) && !r.sharesStem(words, w) {
			return false
		}
	}
	return true
}
