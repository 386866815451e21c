package sqlite

import (
	"context"
	"slices"
	"strings"

	"readout/store"
)

// maxEndings is how many words the prefixes of a search are spelled out to. FTS5 merges the postings
// of all words of a prefix before it gives the first hit; spelled out, it walks them
// together, newest first, and stops. On 300,000 articles a prefix of 555 words took
// 1.6 s of processor time merged and 0.3 s spelled out (2026-11-23).
const maxEndings = 2048

// spellOut writes prefixes as the words that are in the index, if they are few. room
// is how many words may still be put in.
func (st *Store) spellOut(ctx context.Context, m store.Match, room *int) (store.Match, error) {
	if len(m.Args) > 0 {
		args := make([]store.Match, len(m.Args))
		for i, a := range m.Args {
			var err error
			if args[i], err = st.spellOut(ctx, a, room); err != nil {
				return m, err
			}
		}
		m.Args = args
		return m, nil
	}
	if m.Op != store.Find || !m.Prefix {
		return m, nil
	}
	last := len(m.Phrase) - 1
	rows, err := st.read.QueryContext(ctx, "SELECT word FROM word WHERE word >= ? AND word < ? LIMIT ?",
		m.Phrase[last], m.Phrase[last]+"\U0010ffff", *room+1)
	if err != nil {
		return m, err
	}
	defer rows.Close()
	out := store.Match{Op: store.Or}
	for rows.Next() {
		var word string
		if err := rows.Scan(&word); err != nil {
			return m, err
		}
		out.Args = append(out.Args, store.Match{Op: store.Find, Phrase: append(slices.Clone(m.Phrase[:last]), word)})
	}
	switch n := len(out.Args); {
	case rows.Err() != nil:
		return m, rows.Err()
	case n == 0 || n > *room:
		return m, nil
	case n == 1:
		return out.Args[0], nil
	default:
		*room -= n
		return out, nil
	}
}

// compile writes a filter as an FTS5 expression, "" where the filter puts no
// condition on terms. Every word is quoted, so that nothing a user types is syntax.
func compile(f *store.Filter) string {
	var no []string
	m := f.Match
	if m.Op == store.And && slices.ContainsFunc(m.Args, isNot) {
		// What must not be found goes last, so that facets alone can be what is.
		var yes []store.Match
		for _, a := range m.Args {
			if isNot(a) {
				no = append(no, expression(a.Args[0]))
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
	if expr == "" {
		return ""
	}
	return without(expr, no)
}

// without writes what must not be found as one condition: FTS5's parser has room for
// a hundred open brackets, and a chain of NOTs would open one for each.
func without(expr string, no []string) string {
	if len(no) == 0 {
		return expr
	}
	return "(" + expr + ") NOT ((" + strings.Join(no, ") OR (") + "))"
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
				no = append(no, expression(a.Args[0]))
			} else {
				yes = append(yes, "("+expression(a)+")")
			}
		}
		return without(strings.Join(yes, " AND "), no)
	}
	return quote("")
}
