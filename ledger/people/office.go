package people

import (
	"slices"
	"strings"

	"readout/ledger/lexicon"
	"readout/store"
)

// Office is a role taken apart: what somebody is, and of what.
type Office struct {
	Head string          // minister, spokes
	Of   map[string]bool // the other telling words: foreign, karvonian, kremlin
}

// roleSplits end the noun phrase that a role's head ends.
var roleSplits = []string{" of ", " for ", " to ", " in ", " at ", " on ", ", "}

// idle are words of a role that tell nothing about which office is meant.
var idle = map[string]bool{"the": true, "a": true, "an": true, "its": true, "his": true, "her": true, "their": true,
	"our": true, "former": true,
	"then": true, "acting": true, "new": true, "top": true, "senior": true, "and": true, "s": true, "current": true,
	"longtime": true}

// ReadOffice takes a role or a description apart: "spokesman for the Karvonian
// president" is a spokes- of karvonian, president.
func ReadOffice(role string) Office {
	lower := strings.ToLower(role)
	cut := len(lower)
	for _, sep := range roleSplits {
		if i := strings.Index(lower, sep); i > 0 {
			cut = min(cut, i)
		}
	}
	o := Office{Of: map[string]bool{}}
	words := strings.Fields(store.Words(lower[:cut]))
	words = slices.DeleteFunc(words, func(w string) bool { return idle[w] })
	if len(words) > 0 {
		o.Head = headKey(words[len(words)-1])
		words = words[:len(words)-1]
	}
	for _, w := range append(words, strings.Fields(store.Words(lower[cut:]))...) {
		if w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s"); len(w) > 1 && !idle[w] && !lexicon.IsFunction(w) {
			o.Of[w] = true
		}
	}
	return o
}

// headKey is one for the forms of an office that differ by who holds it.
func headKey(w string) string {
	for _, end := range []string{"woman", "person", "man"} {
		if rest, ok := strings.CutSuffix(w, end); ok && len(rest) > 2 {
			return rest
		}
	}
	return w
}

// OfficeHeads are the heads of some roles.
func OfficeHeads(roles []string) map[string]bool {
	out := map[string]bool{}
	for _, r := range roles {
		if o := ReadOffice(r); o.Head != "" {
			out[o.Head] = true
		}
	}
	return out
}

// Single reports whether an office is one of which a government, a body or a place has one at a time
// who speaks: "the Karvonian foreign minister" is somebody, "a Karvonian official" is
// nobody in particular.
func (o Office) Single() bool { return SingleHead(o.Head) }

// SingleHead is Single for the head of an office.
func SingleHead(head string) bool { return singleOffices[head] }

var singleOffices = map[string]bool{"president": true, "minister": true, "premier": true, "chancellor": true,
	"spokes": true, "king": true, "queen": true,
	"pope": true, "governor": true, "mayor": true, "chair": true, "chief": true, "director": true, "leader": true,
	"head": true, "ambassador": true,
	"secretary": true, "speaker": true, "emperor": true, "prince": true, "sultan": true, "commander": true, "ceo": true}

// indefinite begin descriptions of somebody who is not to be known.
var indefinite = map[string]bool{"a": true, "an": true, "one": true, "some": true, "another": true, "such": true,
	"no": true, "two": true, "three": true,
	"several": true, "many": true, "other": true, "any": true, "most": true, "anonymous": true, "unnamed": true,
	"unidentified": true, "former": true,
	"retired": true, "ex": true}

// DefiniteOffice reads a description that can mean one person only, and is not ok for
// any other: "the Karvonian presidential spokesman", but not "a Norhaven official".
func DefiniteOffice(description string) (o Office, ok bool) {
	words := strings.Fields(store.Words(description))
	if len(words) == 0 || indefinite[words[0]] {
		return o, false
	}
	o = ReadOffice(description)
	return o, o.Single() && len(o.Of) > 0
}

// Holds reports whether who has a role can be meant by a description: the heads are
// one, and what the description says more the role says too, or a country stands for.
func (o Office) Holds(role Office, sameCountry bool) bool {
	if o.Head != role.Head {
		return false
	}
	for w := range o.Of {
		if !role.Of[w] && !(sameCountry && !ministries[w]) {
			return false
		}
	}
	for w := range ministries {
		if o.Of[w] != role.Of[w] {
			return false
		}
	}
	return true
}

// ministries tell two holders of one head in one government apart, and deputies from
// those they stand for.
var ministries = map[string]bool{"prime": true, "foreign": true, "defence": true, "defense": true, "interior": true,
	"finance": true, "justice": true,
	"health": true, "economy": true, "trade": true, "deputy": true, "vice": true, "press": true, "assistant": true,
	"education": true, "energy": true,
	"environment": true, "agriculture": true, "transport": true, "labour": true, "labor": true, "culture": true,
	"opposition": true, "party": true,
	"ministry": true, "parliament": true, "army": true, "police": true, "central": true, "bank": true}

// CleanRole is a role without what was cut off with it: an article before it, a
// preposition that leads to nothing. It is "" where too little is left to be one.
func CleanRole(title string) string {
	fields := strings.Fields(title)
	for len(fields) > 0 && idleEnds[strings.ToLower(strings.Trim(fields[len(fields)-1], ",-–—"))] {
		fields = fields[:len(fields)-1]
	}
	for len(fields) > 0 && (strings.EqualFold(fields[0], "the") || strings.EqualFold(fields[0], "a") ||
		strings.EqualFold(fields[0], "an")) {
		fields = fields[1:]
	}
	role := strings.Trim(strings.Join(fields, " "), " ,;:-–—")
	if len(role) < 2 || strings.ContainsAny(role, "0123456789:\n") {
		return ""
	}
	return role
}

// idleEnds end no role.
var idleEnds = map[string]bool{"of": true, "for": true, "to": true, "in": true, "at": true, "on": true,
	"with": true, "the": true, "a": true, "an": true,
	"and": true, "or": true, "from": true, "by": true, "as": true, "his": true, "her": true, "its": true, "": true}

// Idle reports whether a word of a role tells nothing about which office is meant.
func Idle(w string) bool { return idle[w] }
