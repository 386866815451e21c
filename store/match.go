package store

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Op is the operation of a Match.
type Op uint8

// The operations. Find is a word or phrase; the others combine Args. Not occurs only among the
// Args of an And that also has a positive term.
const (
	Everything Op = iota
	Find
	And
	Or
	Not
)

// Match is a search expression over the words of a row. The zero value matches everything.
//
// Shape: Phrase is consecutive words normalized by Words; with Prefix the last one matches as a
// prefix.
type Match struct {
	Op     Op
	Phrase []string
	Prefix bool
	Args   []Match
}

// Limits of a search as typed. Longer or deeper ones have only been seen in attacks; both
// databases handle everything within the limits.
const (
	MaxSearch   = 1000 // characters
	maxTerms    = 100  // words, including each word of a phrase
	maxPrefixes = 10   // words with a star
	maxDepth    = 10   // nested brackets
)

// SearchError explains why a typed search cannot be parsed.
type SearchError struct {
	At   int // position in characters, from 1
	Text string
}

func (e *SearchError) Error() string {
	return fmt.Sprintf("the search cannot be read at character %d: %s", e.At, e.Text)
}

// ParseMatch parses a search as typed: words that must all occur, "words in this order", a OR b,
// a NOT b, brackets, and pre* for any ending. AND is optional. A word of several parts ("U.S.",
// "jean-pierre") is a phrase, and punctuation between words is ignored. An empty search matches
// everything.
//
// Errors: a *SearchError if a quotation mark or bracket is unbalanced, an operator lacks an
// operand, there is nothing to find, or a limit is exceeded.
func ParseMatch(s string) (Match, error) {
	if strings.TrimSpace(s) == "" {
		return Match{}, nil
	}
	p := matchParser{text: s}
	n := 0
	for at := range s {
		if n++; n > MaxSearch {
			p.fail(at, "it is longer than %d characters", MaxSearch)
			return Match{}, p.err
		}
	}
	m := p.or()
	if p.skipSpace(); p.err == nil && p.at < len(s) {
		p.fail(p.at, "this bracket closes none")
	}
	if p.err == nil && m.Op == Everything {
		p.fail(0, "there is no word in it")
	}
	if p.err == nil && !m.positive() {
		p.fail(0, "it says only what must not be found")
	}
	if p.err != nil {
		return Match{}, p.err
	}
	return m, nil
}

// PhraseMatch returns a Match for the words of text in order.
func PhraseMatch(text string) Match {
	words := strings.Fields(Words(text))
	if len(words) == 0 {
		return Match{}
	}
	return Match{Op: Find, Phrase: words}
}

// positive reports whether the expression finds rows instead of only excluding some. Every
// branch of an Or must be positive.
func (m Match) positive() bool {
	switch m.Op {
	case Not:
		return false
	case Or:
		for _, a := range m.Args {
			if !a.positive() {
				return false
			}
		}
	case And:
		for _, a := range m.Args {
			if a.positive() {
				return true
			}
		}
		return false
	}
	return true
}

// matchParser is a recursive-descent parser. After the first error it skips the rest.
type matchParser struct {
	text            string
	at              int // byte offset
	depth           int
	terms, prefixes int
	err             error
}

// fail records the first error, at a byte offset.
func (p *matchParser) fail(at int, format string, args ...any) {
	if p.err == nil {
		p.err = &SearchError{At: utf8.RuneCountInString(p.text[:at]) + 1, Text: fmt.Sprintf(format, args...)}
	}
	p.at = len(p.text)
}

func (p *matchParser) rest() string { return p.text[p.at:] }

func (p *matchParser) skipSpace() {
	p.at = len(p.text) - len(strings.TrimLeft(p.rest(), spaces))
}

const spaces = " \t\n\r\u00a0"

// next reports whether an operator, written in capitals, is next.
func (p *matchParser) next(word string) bool {
	p.skipSpace()
	after, ok := strings.CutPrefix(p.rest(), word)
	return ok && (after == "" || strings.ContainsRune(spaces+"()\"“", []rune(after)[0]))
}

// keyword consumes an operator if it is next.
func (p *matchParser) keyword(word string) bool {
	if !p.next(word) {
		return false
	}
	p.at += len(word)
	return true
}

// end reports whether the current bracket, or the text, ends here.
func (p *matchParser) end() bool {
	p.skipSpace()
	return p.at == len(p.text) || p.text[p.at] == ')'
}

func (p *matchParser) or() Match {
	m := p.and()
	for p.next("OR") {
		m = p.joined(Or, "OR", m, p.and)
	}
	return m
}

// joined parses an operator and its right operand. It rejects an operator without an operand on
// either side.
func (p *matchParser) joined(op Op, name string, m Match, read func() Match) Match {
	at := p.at
	p.keyword(name)
	right := read()
	switch {
	case m.Op == Everything:
		p.fail(at, "there is no word before %s (in lower case or quotation marks it is a word itself)", name)
	case right.Op == Everything:
		p.fail(at, "there is no word after %s (in lower case or quotation marks it is a word itself)", name)
	}
	return join(op, m, right)
}

func (p *matchParser) and() Match {
	var m Match
	for !p.end() && !p.next("OR") {
		switch {
		case p.next("AND"):
			m = p.joined(And, "AND", m, p.term)
		case p.next("NOT"):
			m = join(And, m, p.term())
		default:
			m = join(And, m, p.operand())
		}
	}
	return m
}

// term parses one operand of an AND, possibly a NOT.
func (p *matchParser) term() Match {
	if p.end() || p.next("OR") || p.next("AND") {
		return Match{}
	}
	at := p.at
	if !p.keyword("NOT") {
		return p.operand()
	}
	var a Match
	if !p.end() && !p.next("OR") && !p.next("AND") && !p.next("NOT") {
		a = p.operand()
	}
	switch {
	case a.Op == Everything:
		p.fail(at, "there is no word after NOT (in lower case or quotation marks it is a word itself)")
	case !a.positive():
		p.fail(at, "there is a NOT within this NOT")
	}
	return Match{Op: Not, Args: []Match{a}}
}

// operand parses a word, a quoted phrase or a bracket. It always consumes something.
func (p *matchParser) operand() Match {
	begin := p.at
	if p.text[begin] == '(' {
		return p.bracket()
	}
	for _, mark := range [...][2]string{{`"`, `"`}, {"“", "”"}} {
		if after, ok := strings.CutPrefix(p.rest(), mark[0]); ok {
			text, _, closed := strings.Cut(after, mark[1])
			if !closed {
				p.fail(begin, "this quotation mark is not closed")
				return Match{}
			}
			p.at += len(mark[0]) + len(text) + len(mark[1])
			m := p.phrase(begin, text)
			if strings.HasPrefix(p.rest(), "*") && m.Op == Find {
				p.at++
				m = p.star(begin, m)
			}
			return m
		}
	}
	end := strings.IndexAny(p.rest(), spaces+"()\"“")
	switch {
	case end < 0:
		end = len(p.rest())
	case end == 0: // a closing bracket is left to the caller
		end = 1
	}
	word := p.text[begin : begin+end]
	p.at += end
	m := p.phrase(begin, word)
	if m.Op == Find && strings.HasSuffix(word, "*") {
		m = p.star(begin, m)
	}
	return m
}

func (p *matchParser) bracket() Match {
	begin := p.at
	if p.depth++; p.depth > maxDepth {
		p.fail(begin, "there are more than %d brackets within brackets", maxDepth)
		return Match{}
	}
	p.at++
	m := p.or()
	p.depth--
	if p.err == nil && !strings.HasPrefix(p.rest(), ")") {
		p.fail(begin, "this bracket is not closed")
		return Match{}
	}
	if p.err == nil {
		p.at++
	}
	return m
}

func (p *matchParser) phrase(begin int, text string) Match {
	m := PhraseMatch(text)
	if p.terms += len(m.Phrase); p.terms > maxTerms {
		p.fail(begin, "there are more than %d words", maxTerms)
	}
	return m
}

// star makes the last word of a phrase a prefix.
func (p *matchParser) star(begin int, m Match) Match {
	if p.prefixes++; p.prefixes > maxPrefixes {
		p.fail(begin, "there are more than %d words with a star", maxPrefixes)
	}
	m.Prefix = true
	return m
}

// join combines two expressions and keeps lists flat.
func join(op Op, x, y Match) Match {
	switch {
	case x.Op == Everything && y.Op == Not:
		return Match{Op: op, Args: []Match{y}}
	case x.Op == Everything:
		return y
	case y.Op == Everything:
		return x
	}
	m := Match{Op: op}
	for _, a := range [...]Match{x, y} {
		if a.Op == op {
			m.Args = append(m.Args, a.Args...)
		} else {
			m.Args = append(m.Args, a)
		}
	}
	return m
}
