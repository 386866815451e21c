package store

import (
	"errors"
	"strings"
)

// Op says what a Match asks for.
type Op uint8

// The operations. Find is a word or phrase, the others join Args. Not stands
// only among the Args of an And that also has something to find.
const (
	Everything Op = iota
	Find
	And
	Or
	Not
)

// Match is a search expression over the words of a row. The zero value matches
// everything.
//
// Shape: Phrase is words in the alphabet of Words that must follow each other;
// with Prefix the last of them may go on.
type Match struct {
	Op     Op
	Phrase []string
	Prefix bool
	Args   []Match
}

// errNothing refuses a search that says only what not to find.
var errNothing = errors.New("store: the search says only what must not be found")

// ParseMatch reads a search as people type it: words that must all be there,
// "words in this order", a OR b, a NOT b, brackets, and pre* for any ending. AND
// may be written. A word of several parts ("U.S.", "jean-pierre") is a phrase. A
// missing closing mark or bracket is closed at the end.
//
// Errors: there is nothing to find but only something not to.
func ParseMatch(s string) (Match, error) {
	p := matchParser{rest: s}
	m := p.or()
	for !p.done() { // a closing bracket too many
		m = join(And, m, p.or())
	}
	if !m.positive() {
		return Match{}, errNothing
	}
	return m, nil
}

// PhraseMatch matches exact words in order.
func PhraseMatch(text string) Match {
	words := strings.Fields(Words(text))
	if len(words) == 0 {
		return Match{}
	}
	return Match{Op: Find, Phrase: words}
}

// positive tells whether rows can be found by the expression, rather than all
// rows but some. Every branch of an Or must be.
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

type matchParser struct {
	rest  string
	depth int
}

// maxDepth bounds brackets within brackets; deeper ones are read as if left out.
const maxDepth = 50

func (p *matchParser) skipSpace() { p.rest = strings.TrimLeft(p.rest, " \t\n\r\u00a0") }

func (p *matchParser) done() bool {
	p.skipSpace()
	if p.depth == 0 {
		p.rest = strings.TrimLeft(p.rest, ") \t\n\r")
	}
	return p.rest == ""
}

// keyword takes an operator written in capitals, if it is next.
func (p *matchParser) keyword(word string) bool {
	p.skipSpace()
	if !strings.HasPrefix(p.rest, word) {
		return false
	}
	if after := p.rest[len(word):]; after == "" || strings.ContainsRune(" \t\n\r(\"", rune(after[0])) {
		p.rest = after
		return true
	}
	return false
}

func (p *matchParser) or() Match {
	m := p.and()
	for p.keyword("OR") {
		m = join(Or, m, p.and())
	}
	return m
}

func (p *matchParser) and() Match {
	var m Match
	for {
		p.keyword("AND")
		if p.skipSpace(); p.rest == "" || p.rest[0] == ')' {
			return m
		}
		if strings.HasPrefix(p.rest, "OR") && m.Op != Everything {
			save := p.rest
			if p.keyword("OR") {
				p.rest = save
				return m
			}
		}
		if p.keyword("NOT") {
			if a := p.one(); a.Op != Everything {
				m = join(And, m, Match{Op: Not, Args: []Match{a}})
			}
			continue
		}
		m = join(And, m, p.one())
	}
}

// one reads a word, a quoted phrase or a bracket. It always moves forward.
func (p *matchParser) one() Match {
	p.skipSpace()
	if p.rest == "" {
		return Match{}
	}
	if p.rest[0] == '(' {
		p.rest = p.rest[1:]
		if p.depth >= maxDepth {
			return Match{}
		}
		p.depth++
		m := p.or()
		p.depth--
		p.skipSpace()
		p.rest = strings.TrimPrefix(p.rest, ")")
		return m
	}
	for _, mark := range [...][2]string{{`"`, `"`}, {"“", "”"}} {
		if after, ok := strings.CutPrefix(p.rest, mark[0]); ok {
			text, rest, _ := strings.Cut(after, mark[1])
			p.rest = rest
			return p.star(PhraseMatch(text))
		}
	}
	end := strings.IndexAny(p.rest, " \t\n\r()\"“")
	switch {
	case end < 0:
		end = len(p.rest)
	case end == 0:
		end = 1
	}
	word := p.rest[:end]
	p.rest = p.rest[end:]
	m := PhraseMatch(word)
	m.Prefix = m.Op == Find && strings.HasSuffix(word, "*")
	return m
}

// star takes the "*" that may follow a phrase.
func (p *matchParser) star(m Match) Match {
	if after, ok := strings.CutPrefix(p.rest, "*"); ok && m.Op == Find {
		p.rest, m.Prefix = after, true
	}
	return m
}

// join puts two expressions together and keeps lists flat.
func join(op Op, x, y Match) Match {
	switch {
	case x.Op == Everything && y.Op == Not:
		return Match{Op: op, Args: []Match{y}}
	case x.Op == Everything:
		return y
	case y.Op == Everything:
		return x
	case x.Op == op:
		x.Args = append(x.Args, y)
		return x
	}
	return Match{Op: op, Args: []Match{x, y}}
}
