package attribution

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// Cues.tsv is our own: verbs, nouns, adjectives and phrases that attribute. Which
// constructions a verb is listed with follows counts over PolNeAR's training
// articles where it occurs there, and usage of foreign wires where it does not.
// Columns: words, part of speech, constructions, attitude, act, irregular forms.
//
//go:embed cues.tsv
var cuesTSV string

// frame is a set of constructions a cue takes its content in.
type frame uint32

// The constructions, named in cues.tsv by the words in frameNames.
const (
	takesQuote    frame = 1 << iota // X said, "…"
	takesThat                       // X said that …
	takesBare                       // X said the talks …
	takesWhether                    // X asked whether …, knows what …
	takesTo                         // X plans to …
	takesObject                     // X criticised the talks
	takesObjectTo                   // X urged the sides to …
	takesHearer                     // X told Y that …
	takesPassive                    // the talks are expected to …
	takesAs                         // X is known as …
	takesOf                         // the denial of …
	takesOn                         // attacks on …
	takesFor                        // a call for …
	takesAbout                      // worried about …
	takesAgainst                    // allegations against …
	takesOver                       // concern over …
	namesSource                     // according to X, …
	marksClause                     // X reportedly …
	takesOwner                      // X's remark that …
)

var frameNames = map[string]frame{
	"quote": takesQuote, "that": takesThat, "bare": takesBare, "wh": takesWhether, "whether": takesWhether, "to": takesTo, "np": takesObject,
	"objto": takesObjectTo, "tell": takesHearer, "pass-to": takesPassive, "pass-as": takesAs, "of": takesOf, "on": takesOn,
	"for": takesFor, "about": takesAbout, "against": takesAgainst, "over": takesOver, "src": namesSource, "adv": marksClause, "poss": takesOwner,
}

// takesClause is any construction whose content can stand before the cue:
// "The talks failed, X said."
const takesClause = takesQuote | takesThat | takesBare

// part is the part of speech of a cue.
type part uint8

const (
	verbCue part = iota
	nounCue
	adjectiveCue
	phraseCue
)

var partNames = map[string]part{"verb": verbCue, "noun": nounCue, "adjective": adjectiveCue, "phrase": phraseCue}

// inflection is how a form of a cue stands in the sentence.
type inflection uint8

const (
	baseForm       inflection = iota // say
	thirdForm                        // says
	pastForm                         // said, wrote; regular pasts are participles too
	participleForm                   // written
	gerundForm                       // saying
	pluralForm                       // remarks
)

// cueEntry is one line of cues.tsv.
type cueEntry struct {
	lemma    string
	rest     []string // the words after the first
	part     part
	frames   frame
	attitude string
	act      string
}

// cueForm is one form of an entry's first word.
type cueForm struct {
	entry *cueEntry
	inflection
	alsoParticiple bool // a past form that serves as participle: "said"
}

// lexicon finds what a word can be: its closed class, and the cues it can start.
// It is read-only once loaded.
type lexicon struct {
	words map[string]wordEntry
}

type wordEntry struct {
	class class
	forms []cueForm // longest entry first
}

// cueLexicon is loaded once, at the first New.
var cueLexicon = sync.OnceValue(func() *lexicon {
	lex, err := parseCues(cuesTSV)
	if err != nil {
		panic(err) // the embedded file is ours: TestCuesParse keeps this from shipping
	}
	return lex
})

// parseCues reads the table and inflects it.
//
// Errors: a line without its five columns, or a name no table above has.
func parseCues(tsv string) (*lexicon, error) {
	lex := &lexicon{words: make(map[string]wordEntry, 6000)}
	for class, words := range closedClasses {
		for _, w := range strings.Fields(words) {
			e := lex.words[w]
			e.class |= class
			lex.words[w] = e
		}
	}
	for w := range contentWords {
		e := lex.words[w]
		e.class |= hedging
		lex.words[w] = e
	}
	for n, line := range strings.Split(strings.TrimSpace(tsv), "\n") {
		cols := strings.Split(line, "\t")
		if len(cols) < 5 {
			return nil, fmt.Errorf("attribution: cues.tsv line %d: %d columns, want 5 or 6", n+1, len(cols))
		}
		words := strings.Fields(cols[0])
		p, ok := partNames[cols[1]]
		if !ok || len(words) == 0 {
			return nil, fmt.Errorf("attribution: cues.tsv line %d: part of speech %q", n+1, cols[1])
		}
		entry := &cueEntry{lemma: cols[0], rest: words[1:], part: p, attitude: cols[3], act: cols[4]}
		for _, name := range strings.Fields(cols[2]) {
			f, ok := frameNames[name]
			if !ok {
				return nil, fmt.Errorf("attribution: cues.tsv line %d: construction %q", n+1, name)
			}
			entry.frames |= f
		}
		var irregular []string
		if len(cols) > 5 {
			irregular = strings.Fields(cols[5])
		}
		inflect(entry, words[0], irregular, lex.add)
	}
	return lex, nil
}

func (lex *lexicon) add(word string, f cueForm) {
	e := lex.words[word]
	at := len(e.forms)
	for at > 0 && len(e.forms[at-1].entry.rest) < len(f.entry.rest) {
		at--
	}
	e.forms = append(e.forms, cueForm{})
	copy(e.forms[at+1:], e.forms[at:])
	e.forms[at] = f
	lex.words[word] = e
}

// inflect calls add for each form of a cue's first word.
func inflect(entry *cueEntry, word string, irregular []string, add func(string, cueForm)) {
	switch entry.part {
	case nounCue:
		if len(entry.rest) > 0 {
			add(word, cueForm{entry: entry})
			return
		}
		add(word, cueForm{entry: entry, inflection: baseForm})
		add(withS(word), cueForm{entry: entry, inflection: pluralForm})
		return
	case adjectiveCue, phraseCue:
		add(word, cueForm{entry: entry})
		return
	}
	if word == "be" {
		for _, w := range [...]string{"be", "am", "is", "are", "was", "were", "been", "being"} {
			add(w, cueForm{entry: entry})
		}
		return
	}
	add(word, cueForm{entry: entry, inflection: baseForm})
	add(withS(word), cueForm{entry: entry, inflection: thirdForm})
	past, gerund := 0, 0
	for _, w := range irregular {
		if strings.HasSuffix(w, "ing") && w != word {
			add(w, cueForm{entry: entry, inflection: gerundForm})
			gerund++
		} else {
			past++
		}
	}
	if gerund == 0 {
		add(withIng(word), cueForm{entry: entry, inflection: gerundForm})
	}
	if past == 0 {
		add(withEd(word), cueForm{entry: entry, inflection: pastForm, alsoParticiple: true})
		return
	}
	seen := 0
	for _, w := range irregular {
		if strings.HasSuffix(w, "ing") && w != word {
			continue
		}
		switch {
		case past == 1:
			add(w, cueForm{entry: entry, inflection: pastForm, alsoParticiple: true})
		case strings.HasSuffix(w, "ed"): // two spellings of one past: "labeled labelled"
			add(w, cueForm{entry: entry, inflection: pastForm, alsoParticiple: true})
		case seen == 0:
			add(w, cueForm{entry: entry, inflection: pastForm})
		default:
			add(w, cueForm{entry: entry, inflection: participleForm})
		}
		seen++
	}
}

// withS is the third person or the plural of a word.
func withS(w string) string {
	switch {
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "z"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		return w + "es"
	case strings.HasSuffix(w, "go"), strings.HasSuffix(w, "to"):
		return w + "es"
	case consonantY(w):
		return w[:len(w)-1] + "ies"
	}
	return w + "s"
}

// withEd is the regular past of a word.
func withEd(w string) string {
	switch {
	case strings.HasSuffix(w, "e"):
		return w + "d"
	case consonantY(w):
		return w[:len(w)-1] + "ied"
	}
	return w + "ed"
}

// withIng is the regular gerund of a word.
func withIng(w string) string {
	if strings.HasSuffix(w, "e") && !strings.HasSuffix(w, "ee") && !strings.HasSuffix(w, "ye") {
		return w[:len(w)-1] + "ing"
	}
	return w + "ing"
}

func consonantY(w string) bool {
	return len(w) > 1 && w[len(w)-1] == 'y' && !strings.ContainsRune("aeiou", rune(w[len(w)-2]))
}
