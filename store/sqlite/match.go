package sqlite

import (
	"slices"
	"strings"

	"readout/store"
)

// compile writes a filter as an FTS5 expression, "" where the filter puts no
// condition on terms. Every word is quoted, so that nothing a user types is syntax.
func compile(f *store.Filter) string {
	var no string
	m := f.Match
	if m.Op == store.And && slices.ContainsFunc(m.Args, isNot) {
		// What must not be found goes last, so that facets alone can be what is.
		var yes []store.Match
		for _, a := range m.Args {
			if isNot(a) {
				no += " NOT (" + expression(a.Args[0]) + ")"
			} else {
				yes = append(yes, a)
			}
		}
		m.Args = yes
		if len(yes) == 0 {
			m = store.Match{}
		}
	}
	expr := conjunction(m, f.Facets())
	if no != "" && expr != "" {
		return "(" + expr + ")" + no
	}
	return expr
}

func isNot(m store.Match) bool { return m.Op == store.Not }

// compileEvent writes the conditions on an event's words and keys.
func compileEvent(f *store.EventFilter) string {
	var facets [][]string
	if f.Keys != nil {
		words := make([]string, len(f.Keys))
		for i, k := range f.Keys {
			words[i] = store.KeyTerm(k)
		}
		facets = [][]string{words}
	}
	return conjunction(f.Words, facets)
}

// conjunction joins an expression and facets. FTS5 walks the terms of an AND
// together: their order does not matter.
func conjunction(m store.Match, facets [][]string) string {
	var parts []string
	if m.Op != store.Everything {
		parts = append(parts, "("+expression(m)+")")
	}
	for _, anyOf := range facets {
		words := make([]string, len(anyOf))
		for i, w := range anyOf {
			words[i] = quote(w)
		}
		parts = append(parts, "("+strings.Join(words, " OR ")+")")
	}
	return strings.Join(parts, " AND ")
}

func quote(word string) string { return `"` + word + `"` }

// expression writes a Match whose And parts have something to find.
func expression(m store.Match) string {
	switch m.Op {
	case store.Find:
		s := quote(strings.Join(m.Phrase, " "))
		if m.Prefix {
			s += " *"
		}
		return s
	case store.Or:
		parts := make([]string, len(m.Args))
		for i, a := range m.Args {
			parts[i] = "(" + expression(a) + ")"
		}
		return strings.Join(parts, " OR ")
	case store.And:
		var yes, no []string
		for _, a := range m.Args {
			if a.Op == store.Not {
				no = append(no, "("+expression(a.Args[0])+")")
			} else {
				yes = append(yes, "("+expression(a)+")")
			}
		}
		expr := strings.Join(yes, " AND ")
		for _, n := range no {
			expr = "(" + expr + ") NOT " + n
		}
		return expr
	}
	return quote("")
}
