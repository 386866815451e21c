package quote

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"readout/internal/union"
	"readout/ledger/index"
	"readout/ledger/lexicon"
	"readout/ledger/statement"
	"readout/record"
	"readout/store"
)

// onePerArticle keeps one witness per article: from its current version, or else the best.
func onePerArticle(list []Witness) []Witness {
	at := map[store.Key]int{}
	var out []Witness
	for _, w := range list {
		key := store.Key{Outlet: w.Statement.Article.Outlet, Ident: w.Statement.Article.URL}
		i, ok := at[key]
		if !ok {
			at[key] = len(out)
			out = append(out, w)
			continue
		}
		if w.Statement.Article.ID == out[i].Statement.Article.ID {
			continue
		}
		if kept := &out[i]; kept.Statement.Article.Until != "" && w.Statement.Article.Until == "" {
			w.Versions = kept.Versions
			out[i] = w
		}
		out[i].Versions++
	}
	return out
}

// reportsOnce groups the statements that come from one article, its versions and its copies.
func reportsOnce(ids []store.StatementID, readings map[store.VersionID]*statement.Reading) [][]store.StatementID {
	u := union.New(len(ids))
	grammed := map[store.VersionID][]uint64{}
	for i, id := range ids {
		rd := readings[id.Version()]
		if rd == nil {
			continue
		}
		if grammed[id.Version()] == nil {
			grammed[id.Version()] = index.Grams(rd.V)
		}
		for k, other := range ids[:i] {
			o := readings[other.Version()]
			if o == nil {
				continue
			}
			if o.V.Key == rd.V.Key || index.Share(grammed[id.Version()], grammed[other.Version()]) >= index.FamilyShare {
				u.Join(i, k)
			}
		}
	}
	var out [][]store.StatementID
	for _, g := range u.Groups() {
		var group []store.StatementID
		for _, i := range g {
			if readings[ids[i].Version()] != nil {
				group = append(group, ids[i])
			}
		}
		if len(group) > 0 {
			out = append(out, group)
		}
	}
	return out
}

// sentenceAround returns what the sentence says before and after a part of it: an exact fragment may
// mean something else in its whole sentence.
func sentenceAround(text string, content []record.Span, part []record.Span) (before, after string) {
	if len(content) == 0 || len(part) == 0 {
		return "", ""
	}
	first, last := part[0].Start, part[len(part)-1].End
	for _, sp := range content {
		if sp.Start <= first && first <= sp.End {
			before = text[sp.Start:first]
		}
		if sp.Start <= last && last <= sp.End {
			after = text[last:sp.End]
		}
	}
	if i := lastSentenceEnd(before); i >= 0 {
		before = before[i:]
	}
	if i := firstSentenceEnd(after); i >= 0 {
		after = after[:i]
	}
	return wordsOnly(before), wordsOnly(after)
}

// wordsOnly trims punctuation from the ends of a part; the result is "" if no word is left.
func wordsOnly(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%' && r != '$' && r != '€' && r != '£'
	})
}

func firstSentenceEnd(s string) int {
	for i, r := range s {
		if (r == '.' || r == '!' || r == '?') && (i+1 >= len(s) || strings.ContainsAny(s[i+1:i+2], " \n\"'") ||
			s[i+1] >= 0x80) {
			return i
		}
	}
	return -1
}

// lastSentenceEnd returns where the last, unfinished sentence of a text begins, or -1.
func lastSentenceEnd(s string) int {
	at := -1
	for off := 0; ; {
		i := firstSentenceEnd(s[off:])
		if i < 0 {
			return at
		}
		off += i + 1
		at = off
	}
}

// maxNearest is how many similar statements are shown if nothing is found.
const maxNearest = 3

// nearest finds the statements most similar to the claim: of the speaker asked about, or of
// anybody.
func (q *inquiry) nearest(ctx context.Context) ([]statement.Statement, error) {
	var telling []string
	for i, w := range q.raw {
		if !lexicon.IsFunction(w) && !lexicon.IsAuxiliary(w) && len(w) > 3 && !slices.Contains(q.raw[:i], w) {
			telling = append(telling, w)
		}
	}
	if len(telling) < 2 || !q.anybody && len(q.ids) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(telling, func(x, y string) int { return cmp.Compare(len(y), len(x)) })
	m := store.Match{Op: store.Or}
	for _, w := range telling[:min(len(telling), 6)] {
		m.Args = append(m.Args, store.Match{Op: store.Find, Phrase: []string{w}})
	}
	ids, err := q.qs.st.Search(ctx, store.Filter{Match: m, Agents: q.ids, AsOf: q.asOf, Limit: maxHits})
	if err != nil {
		return nil, err
	}
	list, err := q.qs.load.Load(ctx, ids[:min(len(ids), 2*maxHits)])
	if err != nil {
		return nil, err
	}
	type near struct {
		s      statement.Statement
		shared int
	}
	var found []near
	for _, s := range list {
		n := 0
		for _, w := range telling {
			if slices.Contains(s.ContentWords(), w) {
				n++
			}
		}
		if n >= 2 && n*3 >= len(telling) {
			found = append(found, near{s, n})
		}
	}
	slices.SortStableFunc(found, func(x, y near) int { return cmp.Compare(y.shared, x.shared) })
	var out []statement.Statement
	for _, f := range found[:min(len(found), maxNearest)] {
		out = append(out, f.s)
	}
	return out, nil
}
