package postgres

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"readout/store"
)

const (
	// maxPosition is the last word a tsvector counts; maxOfWord how many places of
	// one word it keeps.
	maxPosition = 16383
	maxOfWord   = 255
	// maxTerm cuts very long words, in texts and in searches alike; a lexeme may have 2046 bytes.
	maxTerm = 512
)

// writeVector writes a row's terms as a tsvector for COPY's text format: each word
// with its places, terms with a mark without. Terms hold neither quotation marks
// nor backslashes, so they need no escape.
func writeVector(b *bytes.Buffer, terms string) {
	places := map[string][]int{}
	var order []string
	pos := 0
	for term := range strings.FieldsSeq(terms) {
		term = cut(term)
		marked := store.Marked(term)
		if !marked {
			if pos++; pos > maxPosition {
				continue
			}
		}
		at, seen := places[term]
		if !seen {
			order = append(order, term)
		}
		if !marked && len(at) < maxOfWord {
			at = append(at, pos)
		}
		places[term] = at
	}
	for i, term := range order {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteByte('\'')
		b.WriteString(term)
		b.WriteByte('\'')
		for k, p := range places[term] {
			if k == 0 {
				b.WriteByte(':')
			} else {
				b.WriteByte(',')
			}
			b.WriteString(strconv.Itoa(p))
		}
	}
}

func cut(term string) string {
	if len(term) <= maxTerm {
		return term
	}
	end := maxTerm
	for end > 0 && term[end]&0xc0 == 0x80 {
		end--
	}
	return term[:end]
}

// compile writes a filter as a tsquery, "" where it puts no condition on terms.
func compile(m store.Match, facets [][]string) string {
	var parts []string
	if m.Op != store.Everything {
		parts = append(parts, expression(m))
	}
	for _, anyOf := range facets {
		words := make([]string, len(anyOf))
		for i, w := range anyOf {
			words[i] = quote(w)
		}
		parts = append(parts, "("+strings.Join(words, " | ")+")")
	}
	return strings.Join(parts, " & ")
}

func compileEvent(f *store.EventFilter) string {
	if f.Keys == nil {
		return compile(f.Words, nil)
	}
	words := make([]string, len(f.Keys))
	for i, k := range f.Keys {
		words[i] = store.KeyTerm(k)
	}
	return compile(f.Words, [][]string{words})
}

func quote(word string) string { return "'" + cut(word) + "'" }

func expression(m store.Match) string {
	join := func(sep string) string {
		parts := make([]string, len(m.Args))
		for i, a := range m.Args {
			parts[i] = expression(a)
		}
		return "(" + strings.Join(parts, sep) + ")"
	}
	switch m.Op {
	case store.Find:
		words := make([]string, len(m.Phrase))
		for i, w := range m.Phrase {
			words[i] = quote(w)
		}
		if m.Prefix {
			words[len(words)-1] += ":*"
		}
		if len(words) == 1 {
			return words[0]
		}
		return "(" + strings.Join(words, " <-> ") + ")"
	case store.And:
		// What must not be found goes last: the index is read by what must.
		slices.SortStableFunc(m.Args, func(x, y store.Match) int { return isNot(x) - isNot(y) })
		return join(" & ")
	case store.Or:
		return join(" | ")
	case store.Not:
		return "!" + expression(m.Args[0])
	}
	return "''"
}

func isNot(m store.Match) int {
	if m.Op == store.Not {
		return 1
	}
	return 0
}
