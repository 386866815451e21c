package statement

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/ledger/lexicon"
	"readout/record"
	"readout/store"
)

// Deed returns the report's own cue, "denied", "accused of", where a statement's words do not say by themselves
// what its speaker does with them; "" where they can stand alone after the speaker's name. Whoever denied that
// she had lied did not say that she had lied: every view that shows a statement in one line shows this beside it.
func (s *Statement) Deed() string {
	plain := s.Act == "" || s.Act == record.Assert
	switch {
	case s.Cue == "":
		return "" // the act was read from the words
	case lexicon.IsSaying(strings.Fields(store.Words(s.Cue))):
		if s.begins(infinitive) {
			return s.Cue // told somebody to do it
		}
		return ""
	case lexicon.IsNaming(strings.Fields(store.Words(s.Cue))) && !startsQuoted(s.Content):
		return s.Cue // called whom what: “Orr a liar, who was wrong”
	case plain && (s.Attitude == "" || s.Attitude == record.Speech || s.Attitude == record.Document) && s.isSentence():
		return ""
	}
	return s.Cue
}

// Told returns a statement's words for a view of one line, with the deed before them where they need it.
func (s *Statement) Told() string {
	if deed := s.Deed(); deed != "" {
		return deed + ": " + s.Content
	}
	return s.Content
}

// startsQuoted reports whether a content begins as a quotation does, with a capital: it stands for itself.
func startsQuoted(content string) bool {
	first, n := utf8.DecodeRuneInString(content)
	next, _ := utf8.DecodeRuneInString(content[n:])
	return !unicode.IsLetter(first) && unicode.IsUpper(next)
}

// What a content begins with that is an infinitive, and a clause.
const infinitive, clause = "to", "that"

// openers begin a content that tells nothing by itself: an order, a question.
var openers = []string{infinitive, "whether", "if"}

func (s *Statement) begins(words ...string) bool {
	list := s.ContentWords()
	return len(list) > 0 && slices.Contains(words, list[0])
}

// isSentence reports whether a content surely tells something by itself: a clause after "that", one with a verb
// that only a sentence has, or a quotation that begins as a sentence does.
func (s *Statement) isSentence() bool {
	if s.begins(openers...) {
		return false
	}
	letters := strings.TrimLeftFunc(s.Content, func(r rune) bool { return !unicode.IsLetter(r) })
	first, _ := utf8.DecodeRuneInString(letters)
	return s.begins(clause) || s.Kind == record.Direct && unicode.IsUpper(first) ||
		slices.ContainsFunc(s.ContentWords(), lexicon.IsFinite)
}
