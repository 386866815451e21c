package score

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"readout/article"
)

// Roles of an attribution, as indexes into AttributionFigures.
const (
	SourceRole = iota
	CueRole
	ContentRole
)

// RoleNames are the names of the roles, by index.
var RoleNames = [3]string{"source", "cue", "content"}

// Kinds of gold attribution, as indexes into AttributionFigures.Whole.
const (
	AllKinds = iota
	DirectKind
	MixedKind
	IndirectKind
)

// KindNames are the names of the kinds, by index.
var KindNames = [4]string{"all", "direct", "mixed", "indirect"}

// Count holds the numbers behind precision, recall and F1. The hits of the two sides differ if
// one found item may match several gold items.
type Count struct {
	FoundHits, GoldHits float64
	Found, Gold         float64
}

func (c *Count) add(o Count) {
	c.FoundHits += o.FoundHits
	c.GoldHits += o.GoldHits
	c.Found += o.Found
	c.Gold += o.Gold
}

// PRF returns precision, recall and F1 in percent, or 0 where the denominator is 0.
func (c Count) PRF() (precision, recall, f1 float64) {
	if c.Found > 0 {
		precision = 100 * c.FoundHits / c.Found
	}
	if c.Gold > 0 {
		recall = 100 * c.GoldHits / c.Gold
	}
	if precision+recall > 0 {
		f1 = 2 * precision * recall / (precision + recall)
	}
	return precision, recall, f1
}

// AttributionFigures are the counts for evaluating attributions. Punctuation is ignored.
//
// Token: the label of each word, where source overrides content and cue overrides source.
// Exact: all words of a role within one attribution are right.
// Soft: proportional overlap (Johansson and Moschitti 2010; Pareti 2013).
// Whole: cues overlap, sources overlap or are both missing, contents agree with a token F1 of
// at least 0.8, matched one to one; also by kind.
// Signed: the same, but cues that are both without words, a dash or a colon, agree too; by Whole
// no attribution with such a cue can be right.
type AttributionFigures struct {
	Token, Exact, Soft [3]Count
	Whole, Signed      [4]Count
}

// Add adds the figures of another article.
func (f *AttributionFigures) Add(o AttributionFigures) {
	for r := range f.Token {
		f.Token[r].add(o.Token[r])
		f.Exact[r].add(o.Exact[r])
		f.Soft[r].add(o.Soft[r])
	}
	for k := range f.Whole {
		f.Whole[k].add(o.Whole[k])
		f.Signed[k].add(o.Signed[k])
	}
}

// Attributions evaluates the attributions found in one article.
func Attributions(text string, gold, found []Attribution) AttributionFigures {
	w := newWords(text)
	g, p := w.attributions(gold), w.attributions(found)
	var out AttributionFigures
	w.tokens(&out, g, p)
	for role := range RoleNames {
		exact(&out.Exact[role], g, p, role)
		soft(&out.Soft[role], g, p, role)
	}
	w.whole(&out.Whole, g, p, false)
	w.whole(&out.Signed, g, p, true)
	return out
}

// words is a text split into scored words: runs of letters and digits that may be joined by an
// apostrophe, full stop or hyphen. Everything else is ignored.
type words struct {
	spans  []article.Span
	quoted []bool // inside quotation marks, which end at the latest with their line
}

func wordRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

func newWords(text string) *words {
	w := &words{}
	inside := false
	for off := 0; off < len(text); {
		r, n := utf8.DecodeRuneInString(text[off:])
		switch {
		case wordRune(r):
			end := wordEnd(text, off)
			w.spans = append(w.spans, article.Span{Start: off, End: end})
			w.quoted = append(w.quoted, inside)
			off = end
			continue
		case r == '\n':
			inside = false
		case r == '“' || r == '«':
			inside = true
		case r == '”' || r == '»':
			inside = false
		case r == '"':
			inside = !inside
		}
		off += n
	}
	return w
}

// wordEnd returns the end of the word that begins at off.
func wordEnd(text string, off int) int {
	for off < len(text) {
		r, n := utf8.DecodeRuneInString(text[off:])
		if wordRune(r) {
			off += n
			continue
		}
		if r != '’' && r != '\'' && r != '.' && r != '-' {
			break
		}
		if next, _ := utf8.DecodeRuneInString(text[off+n:]); !wordRune(next) {
			break
		}
		off += n
	}
	return off
}

// parts holds the words of each role of an attribution, in text order.
type parts [3][]int

func (w *words) attributions(all []Attribution) []parts {
	out := make([]parts, len(all))
	for i, a := range all {
		out[i] = parts{w.pick(a.Source), w.pick(a.Cue), w.pick(a.Content)}
	}
	return out
}

// pick returns the words of which more than half is inside one of the spans.
func (w *words) pick(spans []article.Span) []int {
	var got []int
	for _, sp := range spans {
		i, _ := slices.BinarySearchFunc(w.spans, sp.Start,
			func(x article.Span, off int) int { return cmp.Compare(x.End, off+1) })
		for ; i < len(w.spans) && w.spans[i].Start < sp.End; i++ {
			x := w.spans[i]
			if in := min(x.End, sp.End) - max(x.Start, sp.Start); in == x.Len() || 2*in > x.Len() {
				got = append(got, i)
			}
		}
	}
	slices.Sort(got)
	return slices.Compact(got)
}

// kind classifies an attribution by the quotation marks of its content.
func (w *words) kind(content []int) int {
	quoted := 0
	for _, i := range content {
		if w.quoted[i] {
			quoted++
		}
	}
	switch {
	case quoted == 0:
		return IndirectKind
	case quoted == len(content):
		return DirectKind
	}
	return MixedKind
}

func (w *words) labels(all []parts) []int8 {
	lab := make([]int8, len(w.spans))
	for i := range lab {
		lab[i] = -1
	}
	for _, role := range [...]int{ContentRole, SourceRole, CueRole} {
		for _, a := range all {
			for _, i := range a[role] {
				lab[i] = int8(role)
			}
		}
	}
	return lab
}

func (w *words) tokens(out *AttributionFigures, gold, found []parts) {
	g, p := w.labels(gold), w.labels(found)
	for i := range g {
		if g[i] >= 0 {
			out.Token[g[i]].Gold++
		}
		if p[i] >= 0 {
			out.Token[p[i]].Found++
		}
		if g[i] >= 0 && g[i] == p[i] {
			out.Token[g[i]].GoldHits++
			out.Token[g[i]].FoundHits++
		}
	}
}

func exact(out *Count, gold, found []parts, role int) {
	used := make([]bool, len(gold))
	for _, a := range gold {
		if len(a[role]) > 0 {
			out.Gold++
		}
	}
	for _, b := range found {
		if len(b[role]) == 0 {
			continue
		}
		out.Found++
		for i, a := range gold {
			if !used[i] && slices.Equal(a[role], b[role]) {
				used[i] = true
				out.GoldHits++
				out.FoundHits++
				break
			}
		}
	}
}

func soft(out *Count, gold, found []parts, role int) {
	side := func(from, to []parts, n, hits *float64) {
		for _, a := range from {
			if len(a[role]) == 0 {
				continue
			}
			*n++
			most := 0.0
			for _, b := range to {
				most = max(most, float64(common(a[role], b[role]))/float64(len(a[role])))
			}
			*hits += most
		}
	}
	side(found, gold, &out.Found, &out.FoundHits)
	side(gold, found, &out.Gold, &out.GoldHits)
}

func (w *words) whole(out *[4]Count, gold, found []parts, signed bool) {
	usedGold, usedFound := wholeMatches(gold, found, signed)
	for i, a := range gold {
		for _, k := range [...]int{AllKinds, w.kind(a[ContentRole])} {
			out[k].Gold++
			if usedGold[i] {
				out[k].GoldHits++
			}
		}
	}
	for i, b := range found {
		for _, k := range [...]int{AllKinds, w.kind(b[ContentRole])} {
			out[k].Found++
			if usedFound[i] {
				out[k].FoundHits++
			}
		}
	}
}

// meet reports whether a role has a word in common in two attributions, or none in either.
func meet(a, b []int) bool { return len(a) == 0 && len(b) == 0 || common(a, b) > 0 }

// wholeMatches pairs gold and found attributions one to one, best content first.
func wholeMatches(gold, found []parts, signed bool) (usedGold, usedFound []bool) {
	type pair struct {
		f1   float64
		g, p int
	}
	var pairs []pair
	for g, a := range gold {
		for p, b := range found {
			if !meet(a[CueRole], b[CueRole]) || !signed && len(a[CueRole]) == 0 || !meet(a[SourceRole], b[SourceRole]) {
				continue
			}
			n := len(a[ContentRole]) + len(b[ContentRole])
			if n == 0 {
				continue
			}
			if f1 := 2 * float64(common(a[ContentRole], b[ContentRole])) / float64(n); f1 >= 0.8 {
				pairs = append(pairs, pair{f1, g, p})
			}
		}
	}
	slices.SortStableFunc(pairs, func(x, y pair) int { return cmp.Compare(y.f1, x.f1) })
	usedGold, usedFound = make([]bool, len(gold)), make([]bool, len(found))
	for _, x := range pairs {
		if !usedGold[x.g] && !usedFound[x.p] {
			usedGold[x.g], usedFound[x.p] = true, true
		}
	}
	return usedGold, usedFound
}

// common returns how many numbers two sorted lists share.
func common(a, b []int) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n++
			i++
			j++
		}
	}
	return n
}
