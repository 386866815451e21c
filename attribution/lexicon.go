package attribution

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"readout/doc"
)

// Cues.tsv is our own: verbs, nouns, adjectives and phrases that attribute, with what
// they say of the statement. It finds no cue; the head does. Columns: words, part of
// speech, attitude, act, certainty (FactBank, after its source-introducing predicates),
// and "hearer" where the object is who was told.
//
//go:embed cues.tsv
var cuesTSV string

// Words.tsv is our own: a class of English words a line.
//
//go:embed words.tsv
var wordsTSV string

// lemmasTSV is our own: a class of lemmas a line.
//
//go:embed lemmas.tsv
var lemmasTSV string

// lemmaClass is a set of classes of lemmas: bits by the lines of lemmas.tsv. The bits of class are used up.
type lemmaClass uint8

const (
	answering lemmaClass = 1 << iota
	reaching
	auxiliary
	moving  // what is done to hopes and fears that others have
	feeling // a hope or a fear
)

// class is a set of classes of words: bits by the lines of words.tsv, and by tags.
type class uint64

// part is the part of speech of a cue.
type part uint8

const (
	verbCue part = iota
	nounCue
	adjectiveCue
	phraseCue
)

// cueEntry is one line of cues.tsv.
type cueEntry struct {
	lemma         string
	rest          []string // the words after the first
	part          part
	attitude, act string
	certainty     fact
	hearer        bool
}

// lexicon is both tables. It is read-only.
type lexicon struct {
	classes map[string]class
	lemmas  map[string]lemmaClass
	cues    map[string][]*cueEntry // by first word; longest first
}

// readLexicon reads the embedded tables, once.
var readLexicon = sync.OnceValues(func() (*lexicon, error) {
	lex := &lexicon{classes: make(map[string]class, 600), lemmas: make(map[string]lemmaClass, 60),
		cues: make(map[string][]*cueEntry, 1000)}
	if err := lex.readWords(); err != nil {
		return nil, err
	}
	return lex, lex.readCues(cuesTSV)
})

// readWords reads the classes of words and of lemmas.
//
// Errors: those of readClasses.
func (lex *lexicon) readWords() error {
	if err := readClasses("words.tsv", wordsTSV, className, lex.classes); err != nil {
		return err
	}
	return readClasses("lemmas.tsv", lemmasTSV, lemmaClassName, lex.lemmas)
}

// readClasses reads a table of classes, one a line, into the classes of each of its words.
//
// Errors: a line without two columns, or a class that no rule asks about.
func readClasses[C class | lemmaClass](file, tsv string, bitOf func(string) (C, bool), to map[string]C) error {
	for n, line := range strings.Split(strings.TrimSpace(tsv), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, words, ok := strings.Cut(line, "\t")
		bit, known := bitOf(name)
		if !ok || !known {
			return fmt.Errorf("attribution: %s line %d: class %q", file, n+1, name)
		}
		for w := range strings.FieldsSeq(words) {
			to[strings.ReplaceAll(w, "_", " ")] |= bit
		}
	}
	return nil
}

func lemmaClassName(name string) (lemmaClass, bool) {
	bit, ok := map[string]lemmaClass{"answering": answering, "reaching": reaching, "auxiliary": auxiliary,
		"moving": moving, "feeling": feeling}[name]
	return bit, ok
}

// readCues reads the cues.
//
// Errors: a line without its six columns, or an unknown part of speech or certainty.
func (lex *lexicon) readCues(tsv string) error {
	parts := map[string]part{"verb": verbCue, "noun": nounCue, "adjective": adjectiveCue, "phrase": phraseCue}
	for n, line := range strings.Split(strings.TrimSpace(tsv), "\n") {
		cols := strings.Split(line, "\t")
		if len(cols) != 6 {
			return fmt.Errorf("attribution: cues.tsv line %d: %d columns, want 6", n+1, len(cols))
		}
		words := strings.Fields(cols[0])
		p, ok := parts[cols[1]]
		f, known := factOf(cols[4])
		if !ok || !known || len(words) == 0 {
			return fmt.Errorf("attribution: cues.tsv line %d: %q, %q", n+1, cols[1], cols[4])
		}
		e := &cueEntry{lemma: cols[0], rest: words[1:], part: p, attitude: cols[2], act: cols[3], certainty: f,
			hearer: cols[5] == "hearer"}
		list := append(lex.cues[words[0]], e)
		for i := len(list) - 1; i > 0 && len(list[i].rest) > len(list[i-1].rest); i-- {
			list[i], list[i-1] = list[i-1], list[i]
		}
		lex.cues[words[0]] = list
	}
	return nil
}

// tokens is a document's tokens in the classes of the lexicon.
type tokens struct {
	d     *doc.Doc
	lex   *lexicon
	class []class
	time  []int32 // token to the date or time of day it belongs to, or -1
}

// reading is one document while its statements are made.
type reading struct {
	*tokens
	described map[string]int // entities made of descriptions
	added     []doc.Mention
}

// sense reads what is done by a statement and how sure it is.
type sense struct{ *tokens }

func newTokens(d *doc.Doc, lex *lexicon) *tokens {
	r := &tokens{d: d, lex: lex, class: make([]class, len(d.Tokens)), time: make([]int32, len(d.Tokens))}
	for i := range d.Tokens {
		r.time[i] = -1
		r.class[i] = lex.classes[d.LowerForm(i)] | tagClass(d, i)
	}
	for t := range d.Times {
		x := &d.Times[t]
		if x.Type != doc.Date && x.Type != doc.Clock {
			continue
		}
		for i := max(0, x.FirstToken); i < min(x.EndToken, len(r.time)); i++ {
			r.time[i] = int32(t)
		}
	}
	return r
}

// word is what syntax knows of token i.
func (r *tokens) word(i int) doc.Word {
	if i >= 0 && i < len(r.d.Words) {
		return r.d.Words[i]
	}
	return doc.Word{Head: -1}
}

// is reports whether token i belongs to one of the classes; no token outside the text does.
func (r *tokens) is(i int, c class) bool { return i >= 0 && i < len(r.class) && r.class[i]&c != 0 }

// of reports whether the lemma of token i belongs to one of the classes.
func (r *tokens) of(i int, c lemmaClass) bool { return r.lex.lemmas[r.word(i).Lemma]&c != 0 }

// timed reports whether token i belongs to a date or a time of day.
func (r *tokens) timed(i int) bool { return i >= 0 && i < len(r.time) && r.time[i] >= 0 }

// sentence is the tokens of the sentence of token i.
func (r *tokens) sentence(i int) doc.Range {
	s := r.d.Sentences[r.d.Tokens[i].Sentence]
	return doc.Range{First: s.FirstToken, End: s.EndToken}
}

// cueReading is what the words of a cue say.
type cueReading struct {
	doc.Range
	entry   *cueEntry // nil where no entry of the lexicon stands in the cue
	head    int       // the entry's first token
	negated bool
	unheld  bool // nobody is told to say it: "if she says", "nobody said"
}

// readCue finds the entry of a cue's words: the last verb that has one, else the last
// entry of any kind.
func (r *tokens) readCue(s doc.Range) cueReading {
	c := cueReading{Range: s, head: s.First}
	for i := s.First; i < s.End; i++ {
		c.negated = c.negated || r.is(i, negation)
		e := r.entryAt(i, s.End)
		if e == nil {
			continue
		}
		noun := r.is(i, nounTag)
		if c.entry != nil && (c.entry.part == verbCue && e.part != verbCue || e.part == verbCue && noun) {
			continue
		}
		c.entry, c.head = e, i
		i += len(e.rest)
	}
	for i := s.First - 1; i >= max(0, s.First-2) && !c.negated && r.is(i, negation|adverbTag); i-- {
		c.negated = r.is(i, negation)
	}
	return c
}

// entryAt is the longest entry whose words stand at token i, inside end; of two, the one
// of the part of speech that the tag says.
func (r *tokens) entryAt(i, end int) *cueEntry {
	var best *cueEntry
	noun := r.is(i, nounTag)
	for _, key := range [...]string{r.word(i).Lemma, r.d.LowerForm(i)} {
		for _, e := range r.lex.cues[key] {
			if !r.follows(e, i, end) {
				continue
			}
			if best == nil || len(e.rest) == len(best.rest) && (best.part == verbCue) == noun &&
				(e.part == verbCue) != noun {
				best = e
			}
		}
		if best != nil {
			return best
		}
	}
	return nil
}

// follows reports whether an entry's further words stand behind token i, inside end.
func (r *tokens) follows(e *cueEntry, i, end int) bool {
	if i+len(e.rest) >= end {
		return false
	}
	for k, w := range e.rest {
		if r.d.LowerForm(i+1+k) != w {
			return false
		}
	}
	return true
}
