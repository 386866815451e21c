package sqlite

import (
	"strings"

	"readout/store"
)

// compile writes a filter as an FTS5 expression, "" where the filter puts no
// condition on words. Every word is quoted, so that nothing a user types is syntax.
func compile(f *store.Filter) string {
	var yes, no []string
	if m := f.Match; m.Op == store.And {
		for _, a := range m.Args {
			if a.Op == store.Not {
				no = append(no, "words : ("+expression(a.Args[0])+")")
			} else {
				yes = append(yes, "words : ("+expression(a)+")")
			}
		}
	} else if m.Op != store.Everything {
		yes = append(yes, "words : ("+expression(m)+")")
	}
	for _, facet := range f.Facets() {
		words := make([]string, len(facet.AnyOf))
		for i, w := range facet.AnyOf {
			words[i] = quote(w)
		}
		yes = append(yes, facet.Column+" : ("+strings.Join(words, " OR ")+")")
	}
	if len(yes) == 0 {
		return ""
	}
	// FTS5 walks the terms of an AND together: the order does not matter.
	expr := strings.Join(yes, " AND ")
	for _, n := range no {
		expr = "(" + expr + ") NOT " + n
	}
	return expr
}

// compileEvent writes the conditions on an event's words and keys.
func compileEvent(f *store.EventFilter) string {
	var parts []string
	if f.Words.Op != store.Everything {
		parts = append(parts, "words : ("+expression(f.Words)+")")
	}
	if f.Keys != nil {
		words := make([]string, len(f.Keys))
		for i, k := range f.Keys {
			words[i] = quote(store.SketchWord(k))
		}
		parts = append(parts, "keys : ("+strings.Join(words, " OR ")+")")
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
