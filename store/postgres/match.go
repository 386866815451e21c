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
)

// writeVector writes a row's terms as a tsvector for COPY's text format: each word
// with its places, terms with a mark without. Terms hold neither quotation marks
// nor backslashes, so they need no escape.
func writeVector(b *bytes.Buffer, terms string) {
	places := map[string][]int{}
	var order []string
	pos := 0
	for term := range strings.FieldsSeq(terms) {
		term = store.CutTerm(term)
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

// candidates writes the condition that an article must meet to hold a row that
// fits a filter, as a tsquery: "" where there is none. What must not be found says
// nothing about the article, and a phrase no more than its words.
func candidates(f *store.Filter) string {
	var parts []string
	if m := loose(f.Match); m != "" {
		parts = append(parts, m)
	}
	for _, anyOf := range f.Facets() {
		words := make([]string, len(anyOf))
		for i, w := range anyOf {
			w, _, _ = strings.Cut(spell(w), "/")
			words[i] = quote(w)
		}
		parts = append(parts, "("+strings.Join(words, " | ")+")")
	}
	if len(parts) == 0 {
		return ""
	}
	return "(" + strings.Join(parts, " & ") + ") | '!'" // and those without an index of their own
}

// spell writes a term as body.terms has it: a key's last letter is set off, so that
// the index has it by itself.
func spell(term string) string {
	if n := len(term); term[:1] == store.KeyMark && n > 2 {
		return term[:n-1] + "/" + term[n-1:]
	}
	return store.CutTerm(term)
}

// loose writes what an article must hold for a row of it to fit.
func loose(m store.Match) string {
	switch m.Op {
	case store.Find:
		words := make([]string, len(m.Phrase))
		for i, w := range m.Phrase {
			words[i] = quote(w)
		}
		if m.Prefix {
			words[len(words)-1] += ":*"
		}
		return "(" + strings.Join(words, " & ") + ")"
	case store.And, store.Or:
		sep := " & "
		if m.Op == store.Or {
			sep = " | "
		}
		var parts []string
		for _, a := range m.Args {
			if p := loose(a); p != "" {
				parts = append(parts, p)
			}
		}
		if parts == nil {
			return ""
		}
		return "(" + strings.Join(parts, sep) + ")"
	}
	return "" // nothing said of the article
}

func quote(word string) string { return "'" + store.CutTerm(word) + "'" }

// compileEvent writes the conditions on an event's words and keys.
func compileEvent(f *store.EventFilter) string {
	var parts []string
	if f.Words.Op != store.Everything {
		parts = append(parts, expression(f.Words))
	}
	if f.Keys != nil {
		words := make([]string, len(f.Keys))
		for i, k := range f.Keys {
			words[i] = quote(store.KeyTerm(k))
		}
		parts = append(parts, "("+strings.Join(words, " | ")+")")
	}
	return strings.Join(parts, " & ")
}

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
