package syntax

import (
	_ "embed"
	"strings"

	"readout/model"
)

// lexiconText lists words with the tags they were seen with, most frequent first,
// and the tag of unknown words by their ending: "talks<TAB>NOUN/NNS VERB/VBZ",
// "*ation<TAB>NOUN/NN". A tag with ! is the only one its word ever has in lower case.
// BuildLexicon writes it from the training treebanks.
//
//go:embed lexicon.txt
var lexiconText string

// maxTags is the number of tags kept for one word; English needs no more.
const maxTags = 4

// entry is what the lexicon knows of one written form.
type entry struct {
	form string // the form itself, so that a lemma can be had without a copy
	tags [maxTags]tag
	n    uint8
	sure bool // in lower case the word never has another tag

	class model.Hash // of the tags: words of one class behave alike
}

// has tells whether the word was seen with the Penn tag of t, and gives the tag
// with the universal tag it had then.
func (e *entry) has(t tag) (tag, bool) {
	for _, u := range e.tags[:e.n] {
		if u.xpos == t.xpos {
			return u, true
		}
	}
	return tag{}, false
}

// lexicon is words and endings with their tags.
type lexicon struct {
	words   map[string]entry
	endings map[string]tag
}

// parseLexicon reads the form BuildLexicon writes.
func parseLexicon(text string) *lexicon {
	lines := strings.Count(text, "\n")
	lex := &lexicon{words: make(map[string]entry, lines), endings: make(map[string]tag, 256)}
	tags := map[string]tag{}
	for line := range strings.Lines(text) {
		form, rest, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			continue
		}
		e := entry{form: form}
		for name := range strings.FieldsSeq(rest) {
			if name[0] == '!' {
				e.sure, name = true, name[1:]
			}
			t, ok := tags[name]
			if !ok {
				t = parseTag(name)
				tags[name] = t
			}
			if e.n < maxTags {
				e.tags[e.n] = t
				e.n++
			}
		}
		if ending, ok := strings.CutPrefix(form, "*"); ok && ending != "" {
			lex.endings[ending] = e.tags[0]
		} else {
			e.class = classOf(e.tags[:e.n])
			lex.words[form] = e
		}
	}
	return lex
}

// longestEnding is the length of the longest ending the lexicon lists.
const longestEnding = 5

// byEnding is the tag of the longest listed ending of an unknown word.
func (lex *lexicon) byEnding(lower string) (tag, bool) {
	for n := min(longestEnding, len(lower)-2); n > 0; n-- {
		if t, ok := lex.endings[lower[len(lower)-n:]]; ok {
			return t, true
		}
	}
	return tag{}, false
}
