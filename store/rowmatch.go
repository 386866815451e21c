package store

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// RowMatcher decides whether rows match the words and facets of a filter, for a database whose
// index finds articles and not their rows.
type RowMatcher struct {
	match  rowMatch
	facets [][]string // each term with a space before and after
}

// rowMatch is a Match whose phrases are spelled as in a row.
type rowMatch struct {
	op   Op
	text string
	args []rowMatch
}

// NewRowMatcher returns the matcher of a filter for rows whose terms are encoded by spell.
func NewRowMatcher(f *Filter, spell func(term string) string) *RowMatcher {
	m := &RowMatcher{match: rowMatchOf(&f.Match, spell), facets: f.Facets()}
	for _, anyOf := range m.facets {
		for k, term := range anyOf {
			anyOf[k] = " " + spell(term) + " "
		}
	}
	return m
}

func rowMatchOf(m *Match, spell func(string) string) rowMatch {
	out := rowMatch{op: m.Op}
	if m.Op == Find {
		words := make([]string, len(m.Phrase))
		for i, w := range m.Phrase {
			words[i] = spell(w)
		}
		out.text = " " + strings.Join(words, " ")
		if !m.Prefix {
			out.text += " "
		}
	}
	for i := range m.Args {
		out.args = append(out.args, rowMatchOf(&m.Args[i], spell))
	}
	return out
}

// Phrases returns substrings that every matching row must contain: the multiword phrases that
// are not inside an Or.
func (m *RowMatcher) Phrases() []string { return m.match.phrases(nil) }

func (m *rowMatch) phrases(out []string) []string {
	switch m.op {
	case Find:
		if strings.Contains(m.text[1:len(m.text)-1], " ") {
			out = append(out, m.text)
		}
	case And:
		for i := range m.args {
			out = m.args[i].phrases(out)
		}
	}
	return out
}

// Fits reports whether a row matches. Terms is its encoded terms with a space before and after
// each.
func (m *RowMatcher) Fits(terms string) bool {
	for _, anyOf := range m.facets {
		if !slices.ContainsFunc(anyOf, func(t string) bool { return strings.Contains(terms, t) }) {
			return false
		}
	}
	return m.match.fits(terms)
}

func (m *rowMatch) fits(terms string) bool {
	fits := func(a rowMatch) bool { return a.fits(terms) }
	switch m.op {
	case Find:
		return strings.Contains(terms, m.text)
	case And:
		return !slices.ContainsFunc(m.args, func(a rowMatch) bool { return !a.fits(terms) })
	case Or:
		return slices.ContainsFunc(m.args, fits)
	case Not:
		return !m.args[0].fits(terms)
	}
	return true
}

// maxTerm is the length of a term, in bytes, that both databases can index.
const maxTerm = 512

// CutTerm truncates terms that are too long to index, in texts and searches alike.
func CutTerm(term string) string {
	if len(term) <= maxTerm {
		return term
	}
	end := maxTerm
	for end > 0 && !utf8.RuneStart(term[end]) {
		end--
	}
	return term[:end]
}
