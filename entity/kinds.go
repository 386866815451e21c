package entity

import (
	"unicode/utf8"

	"readout/doc"
)

// kindOf tells what a name of no table names, by its last word, its first, and
// what stands around it. Other is the honest answer where nothing tells.
func (r *reading) kindOf(i, end int) doc.EntityKind {
	last := r.low(end - 1)
	switch {
	case r.kindAfter(end) == doc.Facility && end-i >= 2:
		return doc.Facility
	case facilityHeads[last] && end-i >= 2:
		return doc.Facility
	case placeHeads[last] && end-i >= 2, placeHeads[r.low(i)] && end-i >= 2:
		return doc.Place
	case r.orgName(i, end):
		return doc.Organization
	case end-i >= 2 && end-i <= 4 && (r.kb.given[r.low(i)] != 0 || r.initial(i) || r.initial(i+1)):
		return doc.Person
	case r.personContext(i, end):
		return doc.Person
	case r.placeContext(i, end):
		return doc.Place
	case end-i == 1 && r.acronym(i):
		return doc.Organization
	case end-i == 2 || end-i == 3:
		return doc.Person
	}
	return doc.Other
}

func (r *reading) orgName(i, end int) bool {
	for j := i; j < end; j++ {
		if r.kb.orgHeads[r.low(j)] && (j == end-1 && end-i >= 2 || r.in(j+1, "of", "for")) {
			return true
		}
	}
	return false
}

// kindAfter is the kind that lower-case nouns after a name give it: "gas pipeline".
func (r *reading) kindAfter(i int) doc.EntityKind {
	for j := i; j < i+2 && j < len(r.d.Tokens); j++ {
		if facilityHeads[r.low(j)] && !r.capital(j) && r.upos(j) == doc.NOUN {
			return doc.Facility
		}
		if r.upos(j) != doc.NOUN {
			break
		}
	}
	return doc.Other
}

func (r *reading) initial(i int) bool {
	if i >= len(r.d.Tokens) {
		return false
	}
	form := r.d.Form(i)
	return len(form) == 2 && form[1] == '.' && form[0] >= 'A' && form[0] <= 'Z'
}

// personContext tells whether what stands beside a name makes it a person's: it
// speaks, has an age, or somebody "who" does something.
func (r *reading) personContext(i, end int) bool {
	if r.in(end, "who") || r.in(end, ",") && (r.in(end+1, "who") || r.d.Tokens[min(end+1, len(r.d.Tokens)-1)].Kind == doc.NumberToken && r.in(end+2, ",")) {
		return true
	}
	if end-i <= 3 && (speaks[r.low(end)] || speaks[r.low(i-1)] && r.in(i-2, ",", "\"", "”", "’") || r.in(end, "also", "then", "later") && speaks[r.low(end+1)]) {
		return !r.acronym(i) || end-i > 1
	}
	// ", a 39-year-old Miami businessman": a title after the comma.
	return r.in(end, ",") && r.appositionHead(end+1) >= 0 && end-i <= 3
}

// speaks are verbs whose subject is nearly always a person.
var speaks = set("said says told added noted stressed explained stated replied recalled argued insisted believes thinks wrote joked quipped explains adds argues")

// placeContext tells whether a name stands where places do: "in Ostrella".
func (r *reading) placeContext(i, end int) bool {
	return end-i <= 2 && r.in(i-1, "in", "near", "at", "outside", "from", "to", "across", "around", "toward", "towards") && !r.acronym(i)
}

func (r *reading) acronym(i int) bool {
	form := r.d.Form(i)
	n := utf8.RuneCountInString(form)
	return n >= 2 && n <= 6 && allCapitals(form)
}
