// Package lexicon holds the vocabulary of statements: the words and phrases that attribute, with
// what they say about a statement, and the classes of words and lemmas that rules refer to.
//
// It takes lowercase words or lemmas and returns classes and cues. It rejects a table with a
// line that it cannot parse.
//
// The one idea: rules name classes and never words, so another language only needs other tables.
package lexicon

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// cuesTSV is our own: verbs, nouns, adjectives and phrases that attribute, with what they say
// about the statement. It does not find cues; the head does. Columns: words, part of speech,
// attitude, act, certainty (FactBank, after its source-introducing predicates), and "hearer" if
// the object is the audience.
//
//go:embed cues.tsv
var cuesTSV string

// wordsTSV is our own: one class of English words per line.
//
//go:embed words.tsv
var wordsTSV string

// lemmasTSV is our own: one class of lemmas per line.
//
//go:embed lemmas.tsv
var lemmasTSV string

// LemmaClass is a set of classes of lemmas, one bit per line of lemmas.tsv. Class has no bits
// left.
type LemmaClass uint32

// The classes of lemmas.tsv.
const (
	Answering LemmaClass = 1 << iota // what sources refuse: to respond, to comment
	Reaching                         // what reporters try: to reach, to contact
	Auxiliary
	Moving  // affecting the hopes and fears of others
	Feeling // a hope or a fear
	Limiting
	Addressing
	Duty      // auxiliaries of what should, can or will be done
	Owing     // of duty, plans and reluctance, before "to": "has to", "plans to"
	First     // who speaks of himself
	Scarce    // how little somebody says
	Former    // that somebody once thought so
	Open      // before what is not decided
	Ranking   // what puts things in an order of somebody's
	Reasoning // saying what is or would be so, not what will be done
	Historic  // after "would": what came about
	Offering  // promising if to do something, else only holding out
	Exception // before what a claim leaves out
	Doubting  // with "no" before it that something is sure
	Interview // verbs for giving or taking an interview
	Asks      // labels of the questions of an interview
	Answers   // labels of its answers
	Single    // who speaks of himself alone
)

// Class is a set of classes of words, one bit per line of words.tsv and per class of tags.
type Class uint64

// Part is the part of speech of a cue.
type Part uint8

// The parts of speech.
const (
	Verb Part = iota
	Noun
	Adjective
	Phrase
)

// Cue is one line of cues.tsv.
type Cue struct {
	Lemma         string
	Rest          []string // the words after the first
	Part          Part
	Attitude, Act string
	Certainty     Fact
	Hearer        bool
}

// Lexicon holds the tables. It is read-only.
type Lexicon struct {
	classes map[string]Class
	lemmas  map[string]LemmaClass
	cues    map[string][]*Cue // by first word; longest first
}

// Read returns the embedded tables. It parses them once.
//
// Errors: a line of a table cannot be parsed.
var Read = sync.OnceValues(func() (*Lexicon, error) {
	lex := &Lexicon{classes: make(map[string]Class, 600), lemmas: make(map[string]LemmaClass, 60),
		cues: make(map[string][]*Cue, 1000)}
	if err := lex.readWords(); err != nil {
		return nil, err
	}
	return lex, lex.readCues(cuesTSV)
})

// readWords reads the classes of words and of lemmas.
//
// Errors: those of readClasses.
func (lex *Lexicon) readWords() error {
	if err := readClasses("words.tsv", wordsTSV, className, lex.classes); err != nil {
		return err
	}
	return readClasses("lemmas.tsv", lemmasTSV, lemmaClassName, lex.lemmas)
}

// readClasses parses a table with one class per line and adds the class to each of its words.
//
// Errors: a line without two columns, or an unknown class.
func readClasses[C Class | LemmaClass](file, tsv string, bitOf func(string) (C, bool), to map[string]C) error {
	for n, line := range strings.Split(strings.TrimSpace(tsv), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, words, ok := strings.Cut(line, "\t")
		bit, known := bitOf(name)
		if !ok || !known {
			return fmt.Errorf("attribution/lexicon: %s line %d: class %q", file, n+1, name)
		}
		for w := range strings.FieldsSeq(words) {
			to[strings.ReplaceAll(w, "_", " ")] |= bit
		}
	}
	return nil
}

func lemmaClassName(name string) (LemmaClass, bool) {
	bit, ok := map[string]LemmaClass{"answering": Answering, "reaching": Reaching, "auxiliary": Auxiliary,
		"moving": Moving, "feeling": Feeling, "limiting": Limiting, "addressing": Addressing,
		"duty": Duty, "owing": Owing, "first": First, "scarce": Scarce, "former": Former,
		"open": Open, "ranking": Ranking, "reasoning": Reasoning, "historic": Historic, "offering": Offering,
		"exception": Exception, "doubting": Doubting, "interview": Interview,
		"asks": Asks, "answers": Answers, "single": Single}[name]
	return bit, ok
}

// readCues parses the cues.
//
// Errors: a line without six columns, or an unknown part of speech or certainty.
func (lex *Lexicon) readCues(tsv string) error {
	parts := map[string]Part{"verb": Verb, "noun": Noun, "adjective": Adjective, "phrase": Phrase}
	for n, line := range strings.Split(strings.TrimSpace(tsv), "\n") {
		cols := strings.Split(line, "\t")
		if len(cols) != 6 {
			return fmt.Errorf("attribution/lexicon: cues.tsv line %d: %d columns, want 6", n+1, len(cols))
		}
		words := strings.Fields(cols[0])
		p, ok := parts[cols[1]]
		f, known := ParseFact(cols[4])
		if !ok || !known || len(words) == 0 {
			return fmt.Errorf("attribution/lexicon: cues.tsv line %d: %q, %q", n+1, cols[1], cols[4])
		}
		e := &Cue{Lemma: cols[0], Rest: words[1:], Part: p, Attitude: cols[2], Act: cols[3], Certainty: f,
			Hearer: cols[5] == "hearer"}
		list := append(lex.cues[words[0]], e)
		for i := len(list) - 1; i > 0 && len(list[i].Rest) > len(list[i-1].Rest); i-- {
			list[i], list[i-1] = list[i-1], list[i]
		}
		lex.cues[words[0]] = list
	}
	return nil
}

// Class returns the classes of a lowercase word, or of the words of a cue.
func (lex *Lexicon) Class(word string) Class { return lex.classes[word] }

// LemmaClass returns the classes of a lemma.
func (lex *Lexicon) LemmaClass(lemma string) LemmaClass { return lex.lemmas[lemma] }

// Cues returns the cues that begin with a word, the longest first.
func (lex *Lexicon) Cues(word string) []*Cue { return lex.cues[word] }
