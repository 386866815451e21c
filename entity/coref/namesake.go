package coref

import (
	"slices"

	"readout/doc"
	"readout/entity/bind"
	"readout/entity/class"
	"readout/entity/mention"
)

// bearing is a surname that several people of the article bear, with the gender of its courtesy title.
type bearing struct {
	surname string
	gender  byte
}

// use is whom an article has called by a surname alone so far, and how often.
type use struct {
	entity int32
	times  int
	open   bool // it has called another so since, as it seems: "Orr" tells nothing any more
}

// settled is how often an article has called somebody by the bare surname before it is sure that another bearer, who
// has spoken under a full name in between, is not called so.
const settled = 3

// Within how many sentences of the report's own words a full name tells whom the bare surname means; among the turns
// of an interview what the reporter asks stands between.
const (
	near      = 2
	nearTurns = 4
)

// namesake finds whom a surname means that several people bear; -1 where the article does not tell. Rank, fame and
// how often somebody is named do not tell who speaks: a false guess puts the words into a relative's mouth.
func (r *resolver) namesake(i int) int32 {
	m := &r.Mentions[i]
	p := r.PersonOf(m)
	if all := r.Bearers(m, &p); len(all) > 1 && (m.Role.Head == "" || m.Role.Courtesy) {
		s := surnames{clauses: r.clauses(), all: all}
		if e := s.whom(i, bearing{p.Surname, m.Gender}); e >= 0 || s.speaks(m) {
			return e
		}
	}
	return r.likeliest(i, r.Fitting(m, &p))
}

// likeliest is who of several the learned head takes a mention for, whom the article names most often where it says
// nothing; -1 of none.
func (r *resolver) likeliest(i int, fit []int32) int32 {
	if len(fit) == 0 {
		return -1
	}
	choices, _ := r.weigh(i, func(e int32) bool { return slices.Contains(fit, e) })
	if e, _ := best(choices); e >= 0 {
		return e
	}
	most := fit[0]
	for _, e := range fit {
		if r.Entities[e].Count > r.Entities[most].Count {
			most = e
		}
	}
	return most
}

// surnames reads whom a bare surname means off the sentences around it. all is who bears it.
type surnames struct {
	clauses
	all []int32
}

// whom is whom the surname of mention i means: who has spoken by a full name just before, or whom the article has
// called so before; -1 where it does not tell, or those two are not the same.
func (r surnames) whom(i int, b bearing) int32 {
	m := &r.Mentions[i]
	quoted := r.Doc.Tokens[m.Head].Quote >= 0
	held := r.borne[b]
	if held == nil {
		held = &use{entity: -1}
		r.borne[b] = held
	}
	latest := int32(-1)
	if !quoted {
		latest = r.latest(i, true)
	}
	switch {
	case held.open:
		return -1
	case latest >= 0 && held.entity >= 0 && latest != held.entity:
		held.open = held.times < settled
		return -1
	case latest < 0 && held.entity >= 0:
		latest = held.entity
	case latest < 0 && !quoted:
		latest = r.onlyOne(i)
	}
	if latest >= 0 && !quoted && r.acts(m) {
		held.entity = latest
		held.times++
	}
	return latest
}

// onlyOne is who alone of the bearers has been named in full up to mention i, for an own part, or who has done
// something just before; -1 if nobody.
func (r surnames) onlyOne(i int) int32 {
	var named []int32
	for _, e := range r.all {
		if r.introduced[e] {
			named = append(named, e)
		}
	}
	if len(named) == 1 && !r.ByFamily(named[0]) {
		return named[0]
	}
	return r.latest(i, false)
}

// latest is which bearer was the subject of a verb just before mention i, of one of saying where said is asked for; -1
// where nobody was, and where two were together.
func (r surnames) latest(i int, said bool) int32 {
	m := &r.Mentions[i]
	far, label := near, r.label(m)
	if label {
		far = nearTurns
	}
	for k := i - 1; k >= 0 && r.between(r.Mentions[k].Head, m.Head) <= far; k-- {
		a := &r.Mentions[k]
		if a.Entity < 0 || !slices.Contains(r.all, int32(a.Entity)) || r.Doc.Tokens[a.Head].Quote >= 0 {
			continue
		}
		asked := label && r.UPOS(a.FirstToken-1) == doc.VERB
		if verb := r.verb(a); !r.tells(a) || !asked && (verb < 0 || said && !r.says(verb) || !said && !r.leads(a)) {
			continue
		}
		if r.together(k) {
			return -1
		}
		return int32(a.Entity)
	}
	return -1
}

// tells reports whether a mention says itself whom of the bearers it means: a full name, one with an office, and "he".
func (r surnames) tells(a *mention.Mention) bool {
	if a.Form == doc.PronounForm {
		return a.Gender == 'm' || a.Gender == 'f'
	}
	return r.unmistaken(a)
}

// introduce keeps who has been named so that nobody else of the surname can be meant.
func (r *resolver) introduce(m *mention.Mention) {
	if m.Kind == doc.Person && r.unmistaken(m) {
		r.introduced[int32(m.Entity)] = true
	}
}

// unmistaken reports whether a mention names a person by more than a surname: "Ann Orr", "President Orr".
func (r *resolver) unmistaken(m *mention.Mention) bool {
	if m.Named < 0 {
		return false
	}
	p := r.PersonOf(m)
	return p.Full() || m.Role.Head != "" && !m.Role.Courtesy
}

// leads reports whether what a mention names is the subject of its sentence: no verb and no conjunction stands before.
func (r surnames) leads(a *mention.Mention) bool {
	for t := a.FirstToken - 1; r.Same(t, a.FirstToken); t-- {
		if bind.Finite(r.Doc, t) || r.UPOS(t) == doc.SCONJ {
			return false
		}
	}
	return true
}

// together reports whether another bearer may be the subject of the same verb as mention k: "Ann Orr and her father,
// Ben Orr, wrote", "Ben Orr, father of the singer, Ann Orr, wrote", but not "Ann Orr's father, Ben Orr, wrote".
func (r surnames) together(k int) bool {
	a := &r.Mentions[k]
	for o := k - 1; o >= 0 && r.Same(r.Mentions[o].Head, a.FirstToken); o-- {
		b := &r.Mentions[o]
		if b.Entity < 0 || b.Entity == a.Entity || b.EndToken > a.FirstToken || !r.unmistaken(b) ||
			!slices.Contains(r.all, int32(b.Entity)) {
			continue
		}
		for t := b.EndToken; t < a.FirstToken; t++ {
			if bind.Finite(r.Doc, t) {
				return false
			}
		}
		return !r.Clitic(b.EndToken)
	}
	return false
}

// between is how many sentences that hold words of the report's own begin after token from, up to that of token to.
func (r surnames) between(from, to int) int {
	n := 0
	for s := r.Doc.SentenceOf(from) + 1; s <= r.Doc.SentenceOf(to); s++ {
		if r.own(r.Doc.Sentences[s]) {
			n++
		}
	}
	return n
}

// own reports whether a sentence holds a word outside quotations.
func (r surnames) own(s doc.Sentence) bool {
	for t := s.FirstToken; t < s.EndToken; t++ {
		if r.Doc.Tokens[t].Quote < 0 && r.Doc.Tokens[t].Kind != doc.PunctToken {
			return true
		}
	}
	return false
}

// acts reports whether what a mention names does or says something: it is the subject of a verb, the label of a turn,
// or behind "according to".
func (r surnames) acts(m *mention.Mention) bool { return r.verb(m) >= 0 || r.told(m) }

// speaks reports whether a record may give words to what a mention names: a report with quotations gives them to many
// who only do something, "launched", "defended"; a life without any to who says something.
func (r surnames) speaks(m *mention.Mention) bool {
	v := r.verb(m)
	return v >= 0 && (!r.Quiet() || r.says(v)) || r.told(m)
}

// told reports whether words stand beside a mention without a verb of its own: a label, "according to Orr".
func (r surnames) told(m *mention.Mention) bool {
	return r.label(m) || r.XPOS(m.FirstToken-2) == doc.XVBG && r.UPOS(m.FirstToken-1) == doc.ADP
}

// label reports whether a name stands before a colon at the beginning of its sentence: "Orr: I think so."
func (r surnames) label(m *mention.Mention) bool {
	return r.Mark(m.EndToken, ":") && r.Sentence(m.FirstToken).FirstToken == m.FirstToken
}

// verb is the verb that a mention is the subject of, also one behind a comma that ends an apposition ("his father, Ben
// Orr, said") and one of saying before it ("“…,” said Orr"); -1 if of none.
func (r surnames) verb(m *mention.Mention) int {
	if v := bind.Verb(r.Doc, m.FirstToken, m.EndToken-1); v >= 0 {
		return v
	}
	v := m.EndToken + 1
	if r.Mark(m.EndToken, ",") && r.Same(m.Head, v) && bind.Finite(r.Doc, v) {
		return v
	}
	if v = m.FirstToken - 1; r.Same(v, m.Head) && r.Verb(v) && r.Is(v, class.Said) {
		return v
	}
	return -1
}

// says reports whether the verb that begins at a token is one of saying: "has said".
func (r surnames) says(verb int) bool {
	const far = 3
	for t := verb; t < verb+far && r.Same(verb, t) && (r.Verb(t) || r.UPOS(t) == doc.ADV); t++ {
		if r.Is(t, class.Said) {
			return true
		}
	}
	return false
}
