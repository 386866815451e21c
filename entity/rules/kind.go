package rules

import (
	"strings"

	"readout/doc"
	"readout/model"
)

// votes is what speaks for each kind of a name whose words do not tell it.
type votes struct{ person, organization, place, other float32 }

func (v *votes) add(o votes) {
	v.person += o.person
	v.organization += o.organization
	v.place += o.place
	v.other += o.other
}

// best is the kind most speaks for; Other if nothing speaks clearly.
func (v *votes) best() doc.EntityKind {
	kind, top := doc.Other, v.other+0.5
	if v.place > top {
		kind, top = doc.Place, v.place
	}
	if v.organization > top {
		kind, top = doc.Organization, v.organization
	}
	if v.person > top {
		kind = doc.Person
	}
	return kind
}

// bearers is everything the article calls by one name.
type bearers struct {
	votes votes
	kind  doc.EntityKind
	sure  certainty
	entry int32
	first int32 // index of the first of the names
	seen  bool
}

// decideNames gives every name the kind that the whole article gives it: a guess
// here gives way to a title or a table there.
func (r *reading) decideNames() {
	r.all = r.all[:0]
	r.index.reset()
	for i := range r.names {
		n := &r.names[i]
		n.vote = r.context(n)
		g := r.group(i)
		g.votes.add(n.vote)
		if !g.seen || n.sure > g.sure {
			g.kind, g.sure, g.entry, g.seen = n.kind, n.sure, n.entry, true
		}
	}
	for i := range r.names {
		if n := &r.names[i]; n.end-n.first == 1 && n.entry < 0 {
			r.voteForPlace(int(n.first))
		}
	}
	for i := range r.names {
		if n := &r.names[i]; n.end-n.first > 1 {
			r.decide(i)
			if n.kind == doc.Person {
				r.noteSurname(n)
			}
		}
	}
	for i := range r.names {
		if n := &r.names[i]; n.end-n.first == 1 {
			r.decideSingle(i)
		}
	}
	for i := range r.names {
		r.names[i].vote = votes{}
		if g := r.group(i); g.first == int32(i) {
			r.names[i].vote = g.votes // once for all its bearers
		}
	}
}

// voteForPlace lets an adjective speak for the place it comes from: where an
// article writes "Karvonian", "Karvonia" is a place.
func (r *reading) voteForPlace(i int) {
	low := r.d.LowerForm(i)
	for _, e := range endings {
		stem, ok := strings.CutSuffix(low, e.adjective)
		if !ok || len(stem) < 4 {
			continue
		}
		if id := r.index.get(model.Hash(1).With(model.HashString(stem + e.place))); id >= 0 && r.all[id].entry < 0 {
			r.all[id].votes.place += 2.5
			return
		}
	}
}

// group is what bears the name that names[i] is.
func (r *reading) group(i int) *bearers {
	n := &r.names[i]
	id, isNew := r.index.put(r.key(int(n.first), int(n.end)))
	if isNew {
		r.all = append(r.all, bearers{first: int32(i), entry: -1})
	}
	return &r.all[id]
}

// key is one hash for the words of tokens [i, end).
func (r *reading) key(i, end int) model.Hash {
	h := model.Hash(end - i)
	for ; i < end; i++ {
		h = h.With(r.tok[i].hash)
	}
	return h
}

// decide settles a name of several words.
func (r *reading) decide(i int) {
	n, g := &r.names[i], r.group(i)
	if n.sure == certain {
		return
	}
	if r.calledOrganization(n) {
		n.kind, n.sure, n.by = doc.Organization, likely, "entity/called@1"
		return
	}
	if g.sure > n.sure {
		n.kind, n.sure, n.entry = g.kind, g.sure, g.entry
		return
	}
	if n.sure == guessed {
		v := g.votes
		v.add(r.wordVotes(n))
		n.kind = v.best()
	}
}

// calledOrganization tells whether a name of several words stands right behind what
// it is: "consumer group Fair Lines", "the newspaper Dagbladet Nord". A given name is
// rather somebody whose company it is: "the company Elon Varga runs".
func (r *reading) calledOrganization(n *name) bool {
	at := int(n.first) - 1
	return at >= 0 && n.end-n.first >= 2 && r.same(at, int(n.first)) && r.tok[at].class&orgNoun != 0 && r.tok[at].class&(plural|personNoun) == 0 &&
		r.tok[at].shape&capitalised == 0 && r.tok[n.first].class&given == 0
}

// noteSurname notes which word of a person's name is their surname.
func (r *reading) noteSurname(n *name) {
	last := n.end - 1
	for last > n.first && r.tok[last].class&suffix != 0 {
		last--
	}
	if last > n.first {
		r.forms[r.tok[last].form].surname = true
		r.forms[r.tok[n.first].form].forename = true
		if r.tok[n.first].class&familyFirst != 0 && r.tok[n.first].class&given == 0 {
			r.forms[r.tok[n.first].form].surname = true
		}
	}
}

// decideSingle settles a name of one word: a surname of somebody named in full is
// theirs, whatever city it may also be.
func (r *reading) decideSingle(i int) {
	n, g := &r.names[i], r.group(i)
	f := &r.forms[r.tok[n.first].form]
	v := g.votes
	switch {
	case n.sure == certain && n.entry >= 0 && f.surname:
		e := &r.kb.entries[n.entry]
		if e.sort == country && !e.ambiguous || e.sort == adjective || e.sort == nationals || e.sort == seat || e.sort == body {
			return
		}
		if v.person >= v.place && n.vote.place == 0 || n.vote.person > 0 {
			n.kind, n.entry, n.by = doc.Person, -1, "entity/surname@1"
		}
		return
	case n.sure == certain:
		return
	case f.surname && n.vote.place < 1.5:
		n.kind, n.sure, n.by = doc.Person, likely, "entity/surname@1"
		return
	case g.sure > n.sure:
		n.kind, n.sure, n.entry = g.kind, g.sure, g.entry
		return
	case f.forename && r.tok[n.first].class&given != 0:
		n.kind, n.sure, n.by = doc.Person, likely, "entity/surname@1"
		return
	case n.sure == likely:
		return
	}
	v.add(r.wordVotes(n))
	n.kind = v.best()
}

// wordVotes is what the words of a name say of its kind.
func (r *reading) wordVotes(n *name) (v votes) {
	first, last := &r.tok[n.first], &r.tok[n.end-1]
	size := n.end - n.first
	switch {
	case size == 1 && first.shape&allCaps != 0:
		v.organization += 2
	case size == 1 && first.class&given != 0:
		v.person += 1.5
	case size >= 2 && size <= 3 && r.spelt(n):
		v.person += 1.6
	case size >= 4:
		v.other += 0.5
	}
	if size == 1 {
		low := r.d.LowerForm(int(n.first))
		for _, e := range [...]string{"stan", "land", "ia", "burg", "ville", "grad", "polis", "shire", "istan", "abad", "pur", "haven", "ton"} {
			if len(low) > len(e)+2 && strings.HasSuffix(low, e) {
				v.place += 1.2
				break
			}
		}
	}
	if last.shape&allCaps != 0 && size > 1 {
		v.organization += 0.5
	}
	return v
}

// spelt tells whether every word of a name is written as people's names are.
func (r *reading) spelt(n *name) bool {
	for t := n.first; t < n.end; t++ {
		sh := r.tok[t].shape
		if sh&capitalised == 0 && r.tok[t].class&particle == 0 || sh&allCaps != 0 && sh&initial == 0 {
			return false
		}
	}
	return true
}

// context is what the words around a name say of its kind.
func (r *reading) context(n *name) (v votes) {
	before, after := int(n.first)-1, int(n.end)
	if r.same(before, int(n.first)) {
		v.add(r.contextBefore(before))
	}
	if !r.same(int(n.first), after) {
		return v
	}
	next := &r.tok[after]
	switch {
	case next.class&said != 0 && r.upos(after) == doc.VERB:
		v.person += 1.5
		v.organization += 0.7
	case r.isForm(after, "who", "whom", "himself", "herself"):
		v.person += 3
	case r.isForm(after, "'s", "’s", "'", "’"):
		switch {
		case r.is(after+1, kin):
			v.person += 2
		case r.is(after+1, leader|office|voice) || r.is(after+1, modifier) && r.is(after+2, leader|office):
			v.place += 0.8
			v.organization += 0.8
		}
	case r.isForm(after, ","):
		c := after + 1
		switch {
		case r.isForm(c, "who"):
			v.person += 3
		case c < len(r.tok) && r.d.Tokens[c].Kind == doc.NumberToken && r.isForm(c+1, ","):
			v.person += 3
		case r.is(c, determiner|modifier) && r.apposedHead(c) >= 0:
			v.person += 2
		case c < len(r.tok) && r.tok[c].entry >= 0 && r.kb.entries[r.tok[c].entry].kind == doc.Place && r.kb.entries[r.tok[c].entry].sort != adjective &&
			(r.isForm(before, "in", "at", "near", "of", "from", "to")):
			v.place += 2
		}
	case r.isForm(after, "also", "then", "later", "further", "previously") && r.is(after+1, said):
		v.person += 1.5
	case next.class&(orgNoun|companyHead) != 0 && next.shape&capitalised == 0 && r.upos(after) == doc.NOUN:
		v.organization += 0.8
	case next.class&placeNoun != 0 && next.shape&capitalised == 0 && r.isForm(after, "region", "province", "district", "peninsula", "island", "city"):
		v.place += 1.5
	}
	if r.upos(after) == doc.VERB || r.upos(after) == doc.AUX {
		v.person += 0.3
	}
	return v
}

// contextBefore is what the word before a name says of it.
func (r *reading) contextBefore(i int) (v votes) {
	switch {
	case r.isForm(i, "in"):
		v.place += 1.5
	case r.isForm(i, "near", "across", "throughout", "outside"):
		v.place += 2
	case r.isForm(i, "from", "to", "at", "around"):
		v.place += 0.6
	case r.isForm(i, "between", "against"):
		v.place += 0.2
	case r.isForm(i, "of"):
		switch {
		case r.is(i-1, placeNoun|direction), r.isForm(i-1, "outskirts", "part", "parts"):
			v.place += 2.5
		case r.is(i-1, leader):
			v.place += 2
		case r.is(i-1, kin):
			v.person += 1
		}
	case r.isForm(i, "the"):
		v.organization += 0.9
		v.other += 0.4
		v.person -= 1
	case r.is(i, titleHead|courtesy|shortTitle) && !r.is(i, plural):
		v.person += 2
	case r.is(i, said) && r.upos(i) == doc.VERB && (r.isForm(i-1, ",", "\"", "”", "’", "''") || r.isForm(i-2, ",")):
		v.person += 1.5
	case r.isForm(i, "by", "with"):
		v.person += 0.3
	}
	return v
}

// apposedHead is the head of the title phrase that begins at token i, as in "the
// Kremlin spokeswoman" or "a senior fellow at"; -1 if none does.
func (r *reading) apposedHead(i int) int {
	end := min(i+longestTitle, len(r.tok))
	for j := i; j < end && r.same(i, j); j++ {
		t := &r.tok[j]
		if t.class&(titleHead|kin|person) != 0 && t.class&courtesy == 0 && !r.goesOn(j) {
			return j
		}
		if r.d.Tokens[j].Kind == doc.PunctToken && !r.hyphen(j) || r.upos(j) == doc.VERB && t.class&modifier == 0 && r.xpos(j) != doc.XVBN || r.upos(j) == doc.ADP && !r.isForm(j, "-") {
			return -1
		}
	}
	return -1
}

// goesOn tells whether the noun at token i only modifies the noun after it.
func (r *reading) goesOn(i int) bool {
	j := i + 1
	if r.tok[i].class&plural != 0 && r.tok[i].class&(orgNoun|orgPlural|facilityNoun) == 0 && !r.hyphen(j) {
		return false
	}
	if r.hyphen(j) && r.glued(j) {
		j++
	}
	if !r.same(i, j) {
		return false
	}
	if r.hyphen(j-1) && r.isForm(j, "elect", "designate", "in") {
		return false
	}
	switch r.upos(j) {
	case doc.NOUN:
		return true
	case doc.PROPN:
		return r.tok[j].class&(titleHead|orgHead) != 0 && r.nameAt[j] < 0
	}
	return r.hyphen(j-1) && r.d.Tokens[j].Kind == doc.WordToken
}

// longestTitle is how many tokens a title may have before its head.
const longestTitle = 10
