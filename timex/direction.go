package timex

import (
	"strings"

	"readout/article"
	"readout/doc"
)

// future reports whether the words around token i look ahead: what decides is the
// nearest verb form on the left, else the nearest on the right.
//
// Source: ours. In reports "on Friday" after a past verb is the last Friday, after
// "will" or "is to" the next.
func (r *verbs) future(i int) bool {
	const left, right = 14, 6
	attributive := r.in(i-1, "the", "a", "an", "its", "his", "her", "their", "this") || r.in(i+1, "'s", "’s")
	for j := i - 1; j >= r.first && j > i-left; j-- {
		if d := r.look(j); d != 0 && !(attributive && r.isPresent(j)) {
			return d > 0
		}
	}
	for j := i + 1; j < r.end && j < i+right; j++ {
		if d := r.look(j); d != 0 && !(attributive && r.isPresent(j)) {
			return d > 0
		}
	}
	return false
}

// isPresent reports whether token j is a verb in the present tense. It says nothing of a
// day that describes a thing: "the plan follows Tuesday's talks", "it is under a June accord".
func (r *verbs) isPresent(j int) bool {
	if w := r.word(j); arranged[w] || len(r.d.Words) == 0 && scheduled[w] {
		return true
	}
	switch r.xpos(j) {
	case doc.XVBZ, doc.XVBP:
		return true
	case doc.XVBD, doc.XVBN:
		return strings.HasSuffix(r.word(j), "s") && !r.in(j, "was") // no past form ends so
	}
	return false
}

// willBefore reports whether "will" stands right before what token i dates: "will meet
// on December 20" is no day in the past, however near.
func (r *verbs) willBefore(i int) bool {
	const left = 5
	for j := i - 1; j >= r.first && j >= i-left; j-- {
		switch r.word(j) {
		case "will", "'ll", "’ll", "wo", "shall":
			return true
		case ",", ";":
			return false
		}
	}
	return false
}

// past reports whether the words around token i look back.
func (r *verbs) past(i int) bool {
	for j := i - 1; j >= r.first; j-- {
		if d := r.look(j); d != 0 {
			return d < 0
		}
	}
	for j := i + 1; j < r.end; j++ {
		if d := r.look(j); d != 0 {
			return d < 0
		}
	}
	return false
}

// look is +1 for a word that looks ahead, -1 for one that looks back, else 0.
func (r *verbs) look(j int) int {
	switch w := r.word(j); w {
	case "will", "'ll", "’ll", "wo", "shall", "would", "upcoming", "scheduled", "due", "planned", "plans",
		"planning", "expected", "expects", "tomorrow", "forthcoming", "slated", "deadline", "might":
		return 1
	case "could":
		if r.in(j+1, "not", "n't", "n’t") {
			return 0 // "could not be reached Friday"
		}
		return 1
	case "until":
		if j == r.first {
			return 0 // "Until Thursday, they had kept silent"
		}
		return 1
	case "may":
		if _, month := r.isMonth(j); !month {
			return 1
		}
	case "set", "going":
		if r.in(j+1, "to", "for") {
			return 1
		}
	case "to":
		if (r.in(j-1, "is", "are", "was", "were", "due") || intended[r.word(j-1)]) && r.tag(j+1) == doc.VERB {
			return 1
		}
	case "was", "were", "had", "did", "said", "told", "ago", "since", "after":
		return -1
	default:
		switch x := r.xpos(j); {
		case r.isPresent(j):
			return r.present(j)
		case x == doc.XVBD:
			return -1
		case x == doc.XVBN:
			return r.participle(j)
		}
		if len(r.d.Words) == 0 && len(w) > 4 && w[len(w)-2:] == "ed" {
			return -1
		}
	}
	return 0
}

// participle is the direction of a past participle: "announced Wednesday by the firm",
// "has met", but "to be held", "is being built".
func (r *verbs) participle(j int) int {
	k := j - 1
	for k > j-3 && (r.tag(k) == doc.ADV || r.in(k, "not", "n't", "n’t")) {
		k--
	}
	switch r.word(k) {
	case "be":
		if r.in(k-1, "to") {
			return 1
		}
		return 0
	case "being", "is", "are", "'s", "’s", "'re", "’re", "get", "gets":
		return 0
	}
	return -1
}

// intended are words before "to" that put what follows ahead: "did not plan to go on Friday".
var intended = map[string]bool{"plan": true, "plans": true, "planned": true, "planning": true, "hopes": true,
	"hope": true, "hoped": true, "hoping": true, "wants": true, "want": true, "wanted": true,
	"intends": true, "intend": true, "intended": true, "agreed": true, "vowed": true, "promised": true,
	"decided": true, "ready": true, "likely": true, "threatened": true, "scheduled": true, "set": true}

// reporting are verbs that reports use in the present tense of what is past.
var reporting = map[string]bool{"says": true, "say": true, "shows": true, "show": true, "tells": true,
	"tell": true, "writes": true, "write": true, "has": true, "have": true, "'ve": true, "’ve": true,
	"reports": true, "report": true, "claims": true, "claim": true, "follows": true, "follow": true,
	"thinks": true, "think": true, "believes": true, "believe": true, "knows": true, "know": true, "'s": true,
	"’s": true}

// present is the direction of a verb in the present tense: "the fair opens on Friday".
// A headline tells what is past in it.
func (r *verbs) present(j int) int {
	if reporting[r.word(j)] || r.d.BlockOf(r.d.SentenceOf(j)).Kind != article.Paragraph {
		return 0
	}
	return 1
}

// arranged are verbs of what is arranged that are hardly anything else, whatever the tag.
var arranged = map[string]bool{"opens": true, "begins": true, "resumes": true, "travels": true, "arrives": true,
	"flies": true, "expires": true, "reopens": true, "convenes": true}

// scheduled are more of them, for text without tags.
var scheduled = map[string]bool{"starts": true, "meets": true, "meet": true, "travel": true, "returns": true,
	"resume": true,
	"visits": true, "hosts": true, "leaves": true, "votes": true, "ends": true, "closes": true, "holds": true,
	"is": true, "are": true}

func (r *words) tag(i int) doc.UPOS {
	if i < 0 || i >= len(r.d.Words) {
		return doc.NoUPOS
	}
	return r.d.Words[i].UPOS
}

func (r *words) xpos(i int) doc.XPOS {
	if i < 0 || i >= len(r.d.Words) {
		return doc.NoXPOS
	}
	return r.d.Words[i].XPOS
}
