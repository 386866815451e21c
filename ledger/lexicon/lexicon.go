// Package lexicon is what the ledger knows of English words: which are function words, how
// they are spelled and inflected.
//
// In come words in lower case; out go answers about them. It refuses nothing.
//
// The one idea: only tables and regular endings, so that another language is another version
// of this package.
package lexicon

import (
	"slices"
	"strings"
)

// IsFunction reports whether a word is a function word, a change of which seldom changes the
// meaning. Negations and modal verbs are not included.
func IsFunction(w string) bool {
	_, ok := slices.BinarySearch(functionWords, w)
	return ok
}

var functionWords = []string{"a", "also", "although", "an", "and", "as", "at", "but", "by", "for", "from", "has",
	"have", "he", "her", "his", "in", "is", "it",
	"its", "of", "on", "our", "she", "so", "that", "the", "their", "there", "these", "they", "this", "those", "though",
	"to", "very", "was", "we",
	"were", "which", "who", "with"}

// IsAuxiliary reports whether a word can accompany any verb: "gas would be discussed" and "gas
// would have to be part of it" share nothing but gas.
func IsAuxiliary(w string) bool { return auxiliaries[w] }

var auxiliaries = map[string]bool{"be": true, "been": true, "being": true, "would": true, "will": true, "can": true,
	"could": true, "may": true,
	"might": true, "should": true, "had": true, "have": true, "has": true, "having": true, "do": true, "does": true,
	"did": true, "are": true, "is": true}

// IsFinite reports whether a word is a form of a verb that only a clause has: "was", "would", "has".
func IsFinite(w string) bool { return finite[w] || auxiliaries[w] && !unfinished[w] }

var (
	finite     = map[string]bool{"was": true, "were": true, "am": true, "must": true, "shall": true}
	unfinished = map[string]bool{"be": true, "been": true, "being": true, "having": true}
)

// IsSaying reports whether the words of a cue say no more than that something was said: "said in comments",
// "has told", "was quoted as saying", "according to", and not "did not say" or "declined to say".
func IsSaying(cue []string) bool {
	first := slices.IndexFunc(cue, func(w string) bool { return !IsAuxiliary(w) && !IsFinite(w) && !besideSaying[w] })
	return first >= 0 && saying[cue[first]] && !slices.ContainsFunc(cue, IsDenial)
}

var (
	saying = map[string]bool{"say": true, "says": true, "said": true, "saying": true, "tell": true, "tells": true,
		"told": true, "telling": true, "add": true, "adds": true, "added": true, "adding": true, "write": true,
		"writes": true, "wrote": true, "written": true, "writing": true, "state": true, "states": true, "stated": true,
		"stating": true, "according": true}
	besideSaying = map[string]bool{"quoted": true, "as": true, "later": true, "also": true}
)

// IsNaming reports whether the words of a cue say what somebody was called, so that the content is no sentence without
// them: "called", "has described".
func IsNaming(cue []string) bool {
	return slices.ContainsFunc(cue, func(w string) bool { return naming[w] })
}

var naming = map[string]bool{"call": true, "calls": true, "called": true, "calling": true, "describe": true,
	"describes": true, "described": true, "describing": true, "label": true, "labels": true, "labeled": true,
	"labelled": true, "labeling": true, "labelling": true, "dub": true, "dubs": true, "dubbed": true, "dubbing": true,
	"brand": true, "brands": true, "branded": true, "branding": true, "characterised": true, "characterized": true}

// IsTelling reports whether a word tells something by itself: none of "I am not going to" does.
func IsTelling(w string) bool { return len(w) > 1 && !IsFunction(w) && !IsAuxiliary(w) && !empty[w] }

var empty = map[string]bool{"you": true, "me": true, "him": true, "us": true, "them": true, "my": true,
	"your": true, "what": true, "or": true, "if": true, "not": true, "no": true, "am": true, "im": true,
	"thats": true, "theres": true, "youre": true, "theyre": true, "dont": true, "doesnt": true, "didnt": true,
	"isnt": true, "wont": true, "cant": true, "going": true, "get": true, "got": true}

// Turns reports whether leaving a word out may turn what is said: a denial, a condition, a limit.
func Turns(w string) bool { return IsDenial(w) || IsProposing(w) || limits[w] }

var limits = map[string]bool{"may": true, "might": true, "would": true, "can": true, "must": true, "only": true,
	"almost": true, "nearly": true, "far": true, "less": true, "partly": true, "perhaps": true, "maybe": true,
	"possibly": true, "probably": true, "likely": true, "allegedly": true, "supposedly": true, "reportedly": true,
	"deny": true, "denies": true, "denied": true, "refuse": true, "refuses": true, "refused": true, "failed": true,
	"false": true, "wrong": true}

// IsProposing reports whether a word signals a proposal, a request, a hope or a condition.
func IsProposing(w string) bool { return proposing[w] }

var proposing = map[string]bool{"if": true, "unless": true, "whether": true, "until": true, "suggest": true,
	"suggests": true, "suggested": true, "propose": true, "proposes": true, "proposed": true, "ask": true, "asks": true,
	"asked": true, "urge": true, "urges": true, "urged": true, "consider": true, "should": true, "could": true,
	"want": true, "wants": true, "wanted": true, "hope": true, "hopes": true, "hoped": true}

// Number returns the value of a number word in digits; "" if it is none. "One" often is no number.
func Number(w string) string { return numbers[w] }

var numbers = map[string]string{"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
	"eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
	"fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20",
	"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}

// IsVerbToo reports whether the name of a month is a verb too.
func IsVerbToo(month string) bool { return verbsToo[month] }

var verbsToo = map[string]bool{"may": true, "march": true, "mar": true}

// IsOrdinalEnding reports whether a number in digits is an ordinal with an ending: 9th.
func IsOrdinalEnding(ending string) bool { return ordinalEndings[ending] }

var ordinalEndings = map[string]bool{"st": true, "nd": true, "rd": true, "th": true}

// IsDenial reports whether a word turns what is said into its contrary or nearly so.
func IsDenial(w string) bool {
	return denials[w] || len(w) > 3 && strings.HasSuffix(w, "nt") && auxiliaries[w[:len(w)-2]]
}

var denials = map[string]bool{"not": true, "no": true, "never": true, "none": true, "nobody": true, "nothing": true,
	"nor": true, "neither": true, "without": true, "cannot": true, "cant": true, "wont": true, "wasnt": true,
	"werent": true, "hardly": true, "scarcely": true, "barely": true, "rarely": true, "seldom": true,
	"unlikely": true, "impossible": true}

// IsChange reports whether a word says that what was planned is changed.
func IsChange(w string) bool { return changes[w] }

var changes = map[string]bool{"postpone": true, "postpones": true, "postponed": true, "postponing": true,
	"reschedule": true, "rescheduled": true, "delayed": true, "cancel": true, "cancels": true, "canceled": true,
	"cancelled": true, "adjourned": true, "suspended": true, "scrapped": true, "abandoned": true, "withdrawn": true}

// PlainSpelling maps British to American spelling, so that both compare as equal.
func PlainSpelling(w string) string {
	if len(w) < 6 {
		return w
	}
	switch {
	case strings.Contains(w, "our"):
		return strings.Replace(w, "our", "or", 1)
	case strings.Contains(w, "isation"):
		return strings.Replace(w, "isation", "ization", 1)
	case strings.HasSuffix(w, "ise"), strings.HasSuffix(w, "ised"), strings.HasSuffix(w, "ises"):
		i := strings.LastIndex(w, "is")
		return w[:i] + "iz" + w[i+2:]
	}
	return w
}

// ending replaces one ending by another, in words of at least least letters.
type ending struct {
	from, to string
	least    int
}

// Endings of nouns in the plural and in the singular; the first match counts.
var (
	toSingular = []ending{{"ies", "y", 5}, {"shes", "sh", 5}, {"ches", "ch", 5}, {"xes", "x", 5}, {"ss", "ss", 0},
		{"us", "us", 0},
		{"is", "is", 0}, {"s", "", 4}}
	toPlural = []ending{{"ay", "ays", 0}, {"ey", "eys", 0}, {"iy", "iys", 0}, {"oy", "oys", 0}, {"uy", "uys", 0},
		{"y", "ies", 3},
		{"sh", "shes", 0}, {"ch", "ches", 0}, {"x", "xes", 0}, {"s", "ses", 0}, {"", "s", 0}}
)

func inflect(w string, endings []ending) string {
	for _, e := range endings {
		if stem, ok := strings.CutSuffix(w, e.from); ok && len(w) >= e.least {
			return stem + e.to
		}
	}
	return w
}

// Singular returns the singular of a noun.
func Singular(w string) string { return inflect(w, toSingular) }

// Plural returns the plural of a noun.
func Plural(w string) string { return inflect(w, toPlural) }
