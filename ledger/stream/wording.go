package stream

import (
	"cmp"
	"slices"
	"strings"

	"readout/ledger"
	"readout/record"
	"readout/store"
)

// Wordings is one quotation that outlets give differently, though nothing in them says so.
type Wordings struct {
	Who    []Person `json:"who"`
	Most   []Run    `json:"most"`   // what most outlets have, or of two the first
	Outlet []string `json:"outlet"` // those that have it
	Others []Other  `json:"others"`
	Equal  bool     `json:"equal"` // as many have the one as the other
	All    []string `json:"-"`     // the statements
}

// Other is another wording, set against Most.
type Other struct {
	Outlet    string         `json:"outlet"`
	Words     []Run          `json:"words"`
	Statement string         `json:"statement"`
	Article   ledger.Article `json:"article"`
}

// Run is some words, and whether the other wording has them too.
type Run struct {
	Words string `json:"words"`
	Same  bool   `json:"same"`
}

const (
	comparedMost  = 60 // quotations set against others'
	comparedWords = 6  // the shortest that is worth it
)

// wordings makes a card of each quotation whose words inside an otherwise equal wording
// are others in another outlet.
func (b *builder) wordings() error {
	done := map[string]bool{}
	n := 0
	for i := range b.heard {
		s := &b.heard[i]
		if s.Kind == record.Indirect || done[s.ID] || len(strings.Fields(s.Content)) < comparedWords {
			continue
		}
		if n++; n > comparedMost {
			break
		}
		u, err := b.l.CompareAt(b.ctx, s.ID, b.o.AsOf)
		if err != nil {
			return err
		}
		for k := range u.Members {
			done[u.Members[k].Statement.ID] = true
		}
		if u.Outlets < 2 || !slices.ContainsFunc(u.Members, func(m ledger.Wording) bool {
			return m.Difference == ledger.Altered
		}) {
			continue
		}
		b.wording(&u)
	}
	return nil
}

// group is one wording and its reports, the first published first.
type group struct {
	words   []string
	outlets []string
	reports []*ledger.Statement
}

func (b *builder) wording(u *ledger.Utterance) {
	var groups []*group
	for i := range u.Members {
		m := &u.Members[i]
		if m.Statement.Article.Until != "" || m.Statement.Kind == record.Indirect ||
			m.Difference != ledger.Altered && m.Difference != ledger.Identical && m.Statement.ID != u.Reference.ID {
			continue // cut or bracketed as newspapers may; or no longer what the outlet says
		}
		words := strings.Fields(m.Statement.Content)
		at := slices.IndexFunc(groups, func(g *group) bool { return plain(g.words) == plain(words) })
		if at < 0 {
			at = len(groups)
			groups = append(groups, &group{words: words})
		}
		g := groups[at]
		g.reports = append(g.reports, &m.Statement)
		if o := m.Statement.Article.Outlet; !slices.Contains(g.outlets, o) {
			g.outlets = append(g.outlets, o)
		}
	}
	if len(groups) < 2 {
		return
	}
	for _, g := range groups {
		slices.SortStableFunc(g.reports, func(x, y *ledger.Statement) int {
			return store.CompareTimes(x.Article.Published, y.Article.Published)
		})
	}
	slices.SortStableFunc(groups, func(x, y *group) int {
		return cmp.Or(cmp.Compare(len(y.outlets), len(x.outlets)), store.CompareTimes(x.reports[0].Article.Published,
			y.reports[0].Article.Published))
	})
	most := groups[0]
	w := &Wordings{Who: speakers(most.reports[0]), Outlet: most.outlets,
		Equal: len(groups[1].outlets) == len(most.outlets)}
	var newest *ledger.Statement
	var outlets []string
	for _, g := range groups[1:] {
		x, y := runs(most.words, g.words)
		if w.Most == nil {
			w.Most = x
		}
		s := g.reports[0]
		w.Others = append(w.Others, Other{Outlet: strings.Join(g.outlets, ", "), Words: y, Statement: s.ID,
			Article: s.Article})
		if newest == nil || s.Article.Published > newest.Article.Published {
			newest = s
		}
		outlets = append(outlets, g.outlets...)
	}
	for i := range u.Members {
		w.All = append(w.All, u.Members[i].Statement.ID)
	}
	b.put(Card{Kind: Wording, At: newest.Article.Published, Article: newest.Article, People: w.Who,
		Outlets: append(outlets, most.outlets...), Wording: w},
		plain(most.words), newest.Article.Outlet, newest.Article.URL)
}

func plain(words []string) string { return store.Words(strings.Join(words, " ")) }

// runs sets two wordings against each other by their longest common subsequence of words.
func runs(x, y []string) (a, b []Run) {
	n, m := len(x), len(y)
	long := make([][]int, n+1)
	for i := range long {
		long[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if store.Words(x[i]) == store.Words(y[j]) {
				long[i][j] = long[i+1][j+1] + 1
			} else {
				long[i][j] = max(long[i+1][j], long[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < n || j < m {
		switch {
		case i < n && j < m && store.Words(x[i]) == store.Words(y[j]):
			a, b = run(a, x[i], true), run(b, y[j], true)
			i, j = i+1, j+1
		case j == m || i < n && long[i+1][j] >= long[i][j+1]:
			a = run(a, x[i], false)
			i++
		default:
			b = run(b, y[j], false)
			j++
		}
	}
	return a, b
}

func run(list []Run, word string, same bool) []Run {
	if n := len(list); n > 0 && list[n-1].Same == same {
		list[n-1].Words += " " + word
		return list
	}
	return append(list, Run{word, same})
}
