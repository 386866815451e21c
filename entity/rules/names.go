package rules

import "readout/doc"

// read takes a run of capitalised words, tokens [i, end), apart into titles and
// names: "Kremlin Spokesman Dmitry Peskov" holds two names and a title.
func (r *reading) read(i, end int) {
	titled := false
	for at := i; at < end; {
		head := r.nextTitle(at, end)
		if head < 0 {
			r.readNames(at, end, titled)
			return
		}
		r.readNames(at, r.trim(at, head), titled)
		titled = true
		at = head + 1
	}
}

// nextTitle is the next token of a run that heads a title there, or -1. In
// "Premier League" and "John Major" such a word is part of a name.
func (r *reading) nextTitle(i, end int) int {
	for h := i; h < end; h++ {
		t := &r.tok[h]
		if t.entry >= 0 {
			h = int(t.end) - 1
			continue
		}
		if t.class&titleWord == 0 || t.shape&capitalised == 0 {
			continue
		}
		if h > i && h == end-1 && r.tok[h-1].class&given != 0 && r.tok[h-1].class&titleWord == 0 {
			continue // a surname
		}
		if h+1 < end && r.endsInHead(h+1, end) && r.tok[h+1].class&given == 0 {
			continue // "General Motors", "King Abdullah University"
		}
		if r.tok[h].class&(calling|kin) != 0 && h == i && h+1 < end && r.tok[h].class&(leader|office|voice|courtesy|shortTitle) == 0 && h+1 == end-1 && r.tok[h+1].class&given == 0 && t.class&given != 0 {
			continue
		}
		if r.isForm(h, "general", "major", "private", "premier", "minister", "official", "lead", "fellow", "member", "resident") && h+1 < end && r.tok[h+1].class&(orgHead|eventHead) != 0 {
			continue
		}
		return h
	}
	return -1
}

// endsInHead tells whether tokens [i, end) end in what organisations, facilities
// and events are called.
func (r *reading) endsInHead(i, end int) bool {
	return r.tok[end-1].class&(orgHead|orgTail|facilityHead|eventHead) != 0 && r.tok[end-1].class&given == 0
}

// trim is the end of the tokens [i, head) once the words that only modify the
// title at head are left out: "Prime", "Foreign", "Deputy".
func (r *reading) trim(i, head int) int {
	end := head
	for end > i && (r.tok[end-1].class&(modifier|titleWord) != 0 || r.hyphen(end-1)) && r.tok[end-1].class&orgHead == 0 {
		if r.covered(i, end-1) {
			break
		}
		end--
	}
	if end == i+1 && end < head+1 && !r.standsAlone(i) {
		return i // "Oil Minister"
	}
	return end
}

// standsAlone tells whether the word at token i is a name by itself here, not only
// what a title is about: a table has it, it is an acronym or an adjective of a
// place, or the article uses it alone.
func (r *reading) standsAlone(i int) bool {
	t := &r.tok[i]
	if t.entry >= 0 || t.shape&allCaps != 0 || t.class&(given|orgHead) != 0 || r.forms[t.form].free > 1 {
		return true
	}
	low := r.d.LowerForm(i)
	for _, e := range [...]string{"ian", "ese", "ish", "an", "i"} {
		if len(low) > len(e)+3 && low[len(low)-len(e):] == e {
			return true
		}
	}
	return r.xpos(i) == doc.XNNP && !r.forms[t.form].seenSmall()
}

// covered tells whether a name of the tables that begins in [i, at] goes over at.
func (r *reading) covered(i, at int) bool {
	for j := max(i, at-4); j <= at; j++ {
		if r.tok[j].entry >= 0 && int(r.tok[j].end) > at {
			return true
		}
	}
	return false
}

// readNames reads tokens [i, end) that hold no title. After a title comes a person.
func (r *reading) readNames(i, end int, titled bool) {
	for i < end {
		switch {
		case r.tok[i].shape&capitalised == 0 && r.tok[i].entry < 0:
			i++
			continue
		case r.tok[i].entry >= 0 && int(r.tok[i].end) <= end:
			i = r.tableName(i, end, titled)
		case titled:
			i = r.person(i, r.personEnd(i, end), "entity/title-name@1")
		default:
			i = r.plainName(i, end)
		}
		titled = false
	}
}

// tableName reads a name of the tables at token i and gives where reading goes on.
// It may be the beginning of a longer name, or somebody's surname.
func (r *reading) tableName(i, end int, titled bool) int {
	e := &r.kb.entries[r.tok[i].entry]
	stop := int(r.tok[i].end)
	person := r.tok[i].class&given != 0 || e.ambiguous
	if titled && stop == i+1 && e.kind == doc.Place && e.sort != country && (e.sort == capital || e.sort == place || person) &&
		r.is(i-1, courtesy|shortTitle|leader|office) && !r.isForm(i-1, "governor", "mayor") {
		return r.person(i, r.personEnd(i, end), "entity/title-name@1")
	}
	if stop < end {
		if head, kind := r.headed(i, end); head > stop {
			return r.name(name{first: int32(i), end: int32(head), kind: kind, entry: -1, sure: certain, country: e.country, by: "entity/head@1"})
		}
		next := &r.tok[stop]
		switch {
		case person && stop == i+1 && next.entry < 0 && next.class&given == 0 && next.shape&capitalised != 0 && !r.hyphen(stop):
			return r.person(i, r.personEnd(i, end), "entity/given-name@1")
		case e.kind == doc.Place && (e.sort == place || e.sort == capital) && next.class&(given|titleWord) == 0 && next.entry < 0 && next.shape&capitalised != 0 &&
			r.xpos(stop) != doc.XNNPS && stop+1 == end:
			// "Boston Celtics", "Texas Tech"
			return r.name(name{first: int32(i), end: int32(stop + 1), kind: doc.Organization, entry: -1, sure: guessed, country: e.country, by: "entity/name@1"})
		}
	}
	return r.name(name{first: int32(i), end: int32(stop), kind: e.kind, entry: r.tok[i].entry, sure: certain, by: "entity/table@1"})
}

// plainName reads a name that no table has and no title announces.
func (r *reading) plainName(i, end int) int {
	// Words that only modify name nothing by themselves: "Presidential", "Former".
	if r.tok[i].class&modifier != 0 && r.tok[i].class&(orgHead|given|placeHead) == 0 {
		if _, kind := r.headed(i, end); kind == "" || i+1 >= end {
			return i + 1
		}
	}
	stop := r.personEnd(i, end)
	head, kind := r.headed(i, end)
	if r.tok[i].class&given != 0 || r.tok[i].shape&initial != 0 {
		surname := head == i+2 && r.tok[i+1].class&(orgTail|companyHead) == 0 && !r.isForm(i+1, "university", "college", "foundation", "ministry", "committee", "airport")
		if stop > i+1 && (head <= i || head < stop || surname) {
			return r.person(i, stop, "entity/given-name@1")
		}
	}
	if head > i && kind != "" {
		sure := certain
		if head == i+1 {
			sure = likely
		}
		return r.name(name{first: int32(i), end: int32(head), kind: kind, entry: -1, sure: sure, by: "entity/head@1"})
	}
	if kind := r.kindAfter(stop); kind != "" {
		// "the Nord Stream 2 gas pipeline"
		return r.name(name{first: int32(i), end: int32(stop), kind: kind, entry: -1, sure: likely, by: "entity/head@1"})
	}
	return r.name(name{first: int32(i), end: int32(stop), kind: doc.Other, entry: -1, sure: guessed, by: "entity/name@1"})
}

// kindAfter is the kind that common nouns right after a name give it: a facility
// for "gas pipeline"; "" if they tell nothing.
func (r *reading) kindAfter(i int) doc.EntityKind {
	for j := i; j < i+3 && r.same(i-1, j) && r.tok[j].shape&capitalised == 0 && r.upos(j) == doc.NOUN; j++ {
		if r.goesOn(j) {
			continue
		}
		if c := r.tok[j].class; c&facilityNoun != 0 && c&(orgNoun|placeNoun) == 0 {
			return doc.Facility
		}
	}
	return ""
}

// personEnd is where a person's name that begins at token i ends: before a name of
// the tables that is none of theirs.
func (r *reading) personEnd(i, end int) int {
	for j := i + 1; j < end; j++ {
		e := r.tok[j].entry
		if e < 0 {
			continue
		}
		x := &r.kb.entries[e]
		if int(r.tok[j].end) > j+1 || x.sort == country && !x.ambiguous || x.sort == adjective || x.sort == nationals {
			if r.is(j-1, particle) {
				continue
			}
			return j
		}
		if j+1 < end && r.is(j, given) || x.kind == doc.Organization && r.tok[j].shape&allCaps != 0 {
			return j
		}
	}
	return end
}

// headed finds the longest name in tokens [i, end) that a head word gives its
// kind, and where it ends; kind is "" if there is none.
func (r *reading) headed(i, end int) (stop int, kind doc.EntityKind) {
	for h := end - 1; h >= i; h-- {
		t := &r.tok[h]
		if t.shape&capitalised == 0 {
			continue
		}
		k := r.kindOfHead(h, h == i)
		if k == "" {
			continue
		}
		if h+1 < end && r.isForm(h+1, "of", "for", "on", "against") {
			return end, k
		}
		if h == i && (t.class&(orgHead|orgNoun) == 0 || k != doc.Organization) && h+1 >= end {
			return i, ""
		}
		if h+1 < end && (r.d.Tokens[h+1].Kind == doc.NumberToken || r.hyphen(h+1)) {
			return end, k
		}
		if r.placeLed(i, end) && h == i {
			return end, k
		}
		if h == i && h+1 < end {
			if t.class&orgLead != 0 && end-i <= 3 && r.tok[h+1].class&titleWord == 0 {
				return end, doc.Organization
			}
			return i, ""
		}
		return h + 1, k
	}
	if end-i >= 2 && r.placeLed(i, end) {
		return end, doc.Place
	}
	return i, ""
}

// placeLed tells whether a name begins as places' names do: "Lake", "San", "Port".
func (r *reading) placeLed(i, end int) bool {
	return r.tok[i].class&placeLead != 0 && r.tok[i].class&given == 0 && end-i >= 2 && r.tok[i+1].class&(titleWord|orgHead) == 0
}

// kindOfHead is the kind of a name whose head is token h, "" if that tells nothing.
func (r *reading) kindOfHead(h int, alone bool) doc.EntityKind {
	c := r.tok[h].class
	switch {
	case c&orgTail != 0 && !alone:
		return doc.Organization
	case c&orgHead != 0:
		return doc.Organization
	case alone && c&(placeLead|direction) != 0:
		return ""
	case c&facilityHead != 0:
		return doc.Facility
	case c&placeHead != 0:
		return doc.Place
	case c&eventHead != 0:
		return doc.Other
	}
	return ""
}

// person keeps tokens [i, end) as a person's name.
func (r *reading) person(i, end int, by string) int {
	for end > i+1 && (r.tok[end-1].shape&wordlike == 0 || r.tok[end-1].class&(modifier|titleHead) != 0 && r.tok[end-1].class&suffix == 0 && end-1 > i+1) {
		end-- // a name does not end in "-", nor in "Prime" or "Foreign"
	}
	return r.name(name{first: int32(i), end: int32(end), kind: doc.Person, entry: -1, sure: certain, by: by})
}

// name keeps a name and gives the token after it.
func (r *reading) name(n name) int {
	for n.end > n.first+1 && r.tok[n.end-1].shape&wordlike == 0 && r.d.Tokens[n.end-1].Kind == doc.PunctToken {
		n.end--
	}
	r.names = append(r.names, n)
	return int(n.end)
}
