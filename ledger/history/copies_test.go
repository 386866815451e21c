package history_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"readout/article"
	"readout/ledger"
	"readout/ledger/ledgertest"
	"readout/record"
	"readout/store"
)

// copyOf makes a syndicated copy of a record: another outlet, and one or two of the edits that
// desks make to wire copy. It returns the statements of the copy by number of the original (0
// for those cut).
func copyOf(r *record.Record, n int, rng *rand.Rand) (*record.Record, map[int]int) {
	type part struct {
		text string
		span record.Span
	}
	text := r.Article.Text
	var parts []part
	for _, b := range r.Article.Blocks {
		parts = append(parts, part{text: text[b.Start:b.End], span: b.Span})
	}
	head, body := parts[:1], parts[1:]
	switch rng.IntN(4) {
	case 0: // cut from the end, as space demands
		body = body[:min(len(body), max(3, len(body)*(5+rng.IntN(5))/10))]
	case 1: // paragraphs in another order
		body = slices.Clone(body)
		for range 2 {
			i := rng.IntN(len(body) - 1)
			body[i], body[i+1] = body[i+1], body[i]
		}
	case 2: // paragraphs dropped
		body = slices.DeleteFunc(slices.Clone(body), func(part) bool { return rng.IntN(5) == 0 })
	}
	out := *r
	out.Article.Outlet = fmt.Sprintf("Copy outlet %d", rng.IntN(30))
	out.Article.URL = fmt.Sprintf("https://copy.example/%d", n)
	out.Article.Blocks, out.Statements, out.Events, out.Entities = nil, nil, nil, slices.Clone(r.Entities)
	var b strings.Builder
	at := map[int]int{}
	if rng.IntN(2) == 0 {
		head = []part{{text: "A headline of the copy desk's own"}}
	}
	for i, p := range append(slices.Clone(head), body...) {
		if i > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		kind := article.Paragraph
		if i == 0 {
			kind = article.Headline
		}
		var inside []int
		for k := range r.Statements {
			if p.span.Contains(r.Statements[k].Content[0]) {
				inside = append(inside, k)
			}
		}
		// Words are changed in the copy's own prose and, rarely, in a quotation.
		rest := p.span.Start
		for _, k := range inside {
			c := r.Statements[k].Content[0]
			b.WriteString(text[rest:c.Start])
			from := b.Len()
			b.WriteString(edited(text[c.Start:c.End], rng))
			s := r.Statements[k]
			s.ID, s.Content, s.Source, s.Cue = fmt.Sprintf("s%d", len(out.Statements)+1),
				[]record.Span{{Start: from, End: b.Len()}}, nil, nil
			out.Statements = append(out.Statements, s)
			at[k+1] = len(out.Statements)
			rest = c.End
		}
		if p.span.End > 0 {
			b.WriteString(text[rest:p.span.End])
		} else {
			b.WriteString(p.text)
		}
		out.Article.Blocks = append(out.Article.Blocks, record.Block{Kind: kind,
			Span: record.Span{Start: start, End: b.Len()}})
	}
	for i := range out.Entities {
		out.Entities[i].Mentions, out.Entities[i].Roles = nil, slices.Clone(out.Entities[i].Roles)
		for k := range out.Entities[i].Roles {
			out.Entities[i].Roles[k].Span = record.Span{Start: 0, End: 1}
		}
	}
	out.Article.Text = b.String()
	out.Article.Headline = &out.Article.Blocks[0].Span
	sum := sha256.Sum256([]byte(out.Article.Text))
	out.Article.SHA256 = hex.EncodeToString(sum[:])
	return &out, at
}

// edited changes a quotation as desks do: mostly not at all.
func edited(s string, rng *rand.Rand) string {
	words := strings.Fields(s)
	if len(words) < 8 {
		return s
	}
	switch rng.IntN(10) {
	case 0: // trimmed
		return strings.Join(words[:len(words)*3/4], " ") + ",\""
	case 1: // elided
		return strings.Join(words[:4], " ") + " … " + strings.Join(words[6:], " ")
	case 2: // a word put in
		return strings.Join(words[:3], " ") + " [there] " + strings.Join(words[3:], " ")
	case 3: // a word changed
		words[len(words)/2] = "another"
		return strings.Join(words, " ")
	}
	return s
}

// TestCopies measures families and utterances on articles of which 30 % are copies, edited and
// shuffled, arriving in any order. The full 10,000 run in BenchmarkCopies; here fewer, with
// the same seed.
func TestCopies(t *testing.T) {
	measureCopies(t, 400)
}

func BenchmarkCopies(b *testing.B) {
	for b.Loop() {
		measureCopies(b, 10_000)
	}
}

func measureCopies(t testing.TB, n int) {
	ctx := context.Background()
	l := ledgertest.Open(t)
	c := ledgertest.New(ledgertest.Options{Seed: 3, Statements: 10, People: 300})
	rng := rand.New(rand.NewPCG(9, 9))
	var items []ledger.Item
	var family []int // of each item
	type quote struct{ item, n int }
	utterance := map[quote]int{}
	next := 0
	var originals []*record.Record
	for i := range n {
		if i > 10 && rng.IntN(10) < 3 {
			o := rng.IntN(len(originals))
			r, at := copyOf(originals[o], i, rng)
			for from, to := range at {
				utterance[quote{i, to}] = utterance[quote{-1 - o, from}]
			}
			items, family = append(items, ledger.Item{Record: r}), append(family, o)
			continue
		}
		r := c.Record(i)
		r.Events = nil
		for k := range r.Statements {
			next++
			utterance[quote{i, k + 1}] = next
			utterance[quote{-1 - len(originals), k + 1}] = next
		}
		items, family = append(items, ledger.Item{Record: r}), append(family, len(originals))
		originals = append(originals, r)
	}
	order := rng.Perm(n)
	shuffled := make([]ledger.Item, n)
	for i, k := range order {
		shuffled[i] = items[k]
	}
	ids := make([]store.VersionID, n)
	item := map[store.VersionID]int{}
	for chunk := 0; chunk < n; chunk += 500 {
		out, err := l.Add(ctx, shuffled[chunk:min(chunk+500, n)])
		if err != nil {
			t.Fatal(err)
		}
		for i, o := range out {
			if o.Err != nil {
				t.Fatal(o.Err)
			}
			k := order[chunk+i]
			ids[k] = o.Version
			item[o.Version] = k
		}
	}
	var right, found, gold int
	size := map[int]int{}
	for _, f := range family {
		size[f]++
	}
	for k, id := range ids {
		f, err := l.Family(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		gold += size[family[k]] - 1
		for _, m := range f.Members {
			var v int64
			fmt.Sscanf(m.Article.ID, "v%d", &v)
			if o := item[store.VersionID(v)]; o != k {
				found++
				if family[o] == family[k] {
					right++
				}
			}
		}
	}
	p, r := float64(right)/float64(found), float64(right)/float64(gold)
	t.Logf("families of %d articles: precision %.4f recall %.4f (%d pairs)", n, p, r, gold)
	if p < 0.98 || r < 0.98 {
		t.Errorf("family precision %.4f, recall %.4f, want 0.98", p, r)
	}
	members := map[int]int{}
	for q, u := range utterance {
		if q.item >= 0 {
			members[u]++
		}
	}
	right, found, gold = 0, 0, 0
	for q, u := range utterance {
		if q.item < 0 || (q.item*31+q.n)%7 != 0 { // a seventh of all, the same in every run
			continue
		}
		c, err := l.Compare(ctx, ids[q.item].Row(q.n).String())
		if err != nil {
			t.Fatal(err)
		}
		gold += members[u] - 1
		for _, m := range c.Members {
			sid, err := store.ParseStatementID(m.Statement.ID)
			if err != nil {
				t.Fatal(err)
			}
			o := quote{item[sid.Version()], sid.N()}
			if o == q {
				continue
			}
			found++
			if utterance[o] == u {
				right++
			}
		}
	}
	p, r = float64(right)/float64(found), float64(right)/float64(gold)
	t.Logf("utterances: precision %.4f recall %.4f (%d pairs)", p, r, gold)
	if p < 0.95 || r < 0.90 {
		t.Errorf("utterance precision %.4f, recall %.4f, want 0.95 and 0.90", p, r)
	}
}
