package quote

import (
	"cmp"
	"context"
	"fmt"
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

// Tally counts what the reports of one utterance have of a claim; copies and versions of one
// article count once.
type Tally struct {
	Reports  int       `json:"reports"`
	Have     int       `json:"have"`     // have the claim's words
	Variants []Variant `json:"variants"` // what others have instead, most reports first
	Partly   int       `json:"partly"`   // have some of the words and no others
	Without  int       `json:"without"`  // omit the words
	Text     string    `json:"text"`     // in plain words
}

// Variant is what some reports have instead of a claim's words.
type Variant struct {
	Words   string   `json:"words"`
	Reports int      `json:"reports"`
	Outlets []string `json:"outlets"`
}

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

// tally counts what all reports of an utterance have of the claim.
func (q *inquiry) tally(ctx context.Context, u *Utterance) (Tally, error) {
	var ids []store.StatementID
	for i := range u.Members {
		ids = append(ids, u.Members[i].Statement.Row)
	}
	readings, err := q.qs.load.Readings(ctx, ids)
	if err != nil {
		return Tally{}, err
	}
	t := Tally{Variants: []Variant{}}
	for _, group := range reportsOnce(ids, readings) {
		t.Reports++
		best := Witness{}
		found := false
		for _, id := range group {
			if w, ok := q.setAgainst(readings[id.Version()], id); ok && (!found || byStrength(w, best) < 0) {
				best, found = w, true
			}
		}
		switch {
		case !found:
			t.Without++
		case best.Verdict != DifferentWords:
			t.Have++
		case otherWordsOf(&best) == "":
			t.Partly++
		default:
			t.addVariant(otherWordsOf(&best), best.Statement.Article.Outlet)
		}
	}
	slices.SortStableFunc(t.Variants, func(x, y Variant) int { return cmp.Compare(y.Reports, x.Reports) })
	t.Text = t.summary()
	return t, nil
}

func (t *Tally) addVariant(words, outlet string) {
	i := slices.IndexFunc(t.Variants, func(v Variant) bool { return strings.EqualFold(v.Words, words) })
	if i < 0 {
		i = len(t.Variants)
		t.Variants = append(t.Variants, Variant{Words: words})
	}
	t.Variants[i].Reports++
	if !slices.Contains(t.Variants[i].Outlets, outlet) {
		t.Variants[i].Outlets = append(t.Variants[i].Outlets, outlet)
	}
}

// summary returns the tally in plain words: "3 reports: 1 has these words, 2 have “hardly
// likely”".
func (t *Tally) summary() string {
	number := func(n int, one, many string) string {
		if n == 1 {
			return "1 " + one
		}
		return fmt.Sprint(n, " ", many)
	}
	parts := []string{}
	if t.Have > 0 {
		parts = append(parts, number(t.Have, "has these words", "have these words"))
	}
	for _, v := range t.Variants {
		parts = append(parts, number(v.Reports, "has", "have")+" “"+v.Words+"”")
	}
	if t.Partly > 0 {
		parts = append(parts, number(t.Partly, "has a part of them", "have a part of them"))
	}
	if t.Without > 0 {
		parts = append(parts, number(t.Without, "leaves them out", "leave them out"))
	}
	return number(t.Reports, "report", "reports") + ": " + strings.Join(parts, ", ")
}

// otherWordsOf returns the words of a report where the claim has others; "" if the report only
// has fewer or more.
func otherWordsOf(w *Witness) string {
	var parts []string
	for _, e := range w.Edits {
		if e.Op == "other" {
			parts = append(parts, e.Reference)
		}
	}
	return strings.Join(parts, " … ")
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
