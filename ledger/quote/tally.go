package quote

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"readout/ledger/lexicon"
	"readout/ledger/statement"
	"readout/store"
)

// Tally counts what the reports of one utterance have of a claim; copies and versions of one
// article count once, by what its newest version says.
type Tally struct {
	Reports  int       `json:"reports"`
	Have     int       `json:"have"`     // have the claim's words, one after the other or as its dots and brackets say
	Variants []Variant `json:"variants"` // what others have instead, most reports first
	Partly   int       `json:"partly"`   // have some of the words and no others
	Without  int       `json:"without"`  // omit the words
	Before   int       `json:"before"`   // had the words in a version that was replaced since, and have them no more
	Text     string    `json:"text"`     // in plain words
}

// Variant is what some reports have instead of a claim's words, or among them.
type Variant struct {
	Words   string   `json:"words"`
	Among   bool     `json:"among,omitempty"` // the report has all the claim's words, and these among them
	Reports int      `json:"reports"`
	Outlets []string `json:"outlets"`
}

// has is what one report has of a claim.
type has struct {
	kind    hasKind
	variant Variant
}

// hasKind orders what a report has of a claim: the most first.
type hasKind int

const (
	hasAll hasKind = iota
	hasAmong
	hasOthers
	hasPart
	hasNone
)

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
		stand, gone := q.standing(group, readings)
		t.add(q.bestOf(stand, readings), q.bestOf(gone, readings), len(stand) > 0)
	}
	slices.SortStableFunc(t.Variants, func(x, y Variant) int { return cmp.Compare(y.Reports, x.Reports) })
	t.Text = t.summary()
	return t, nil
}

// standing parts the statements of one report into those that stand and those of replaced versions. On a day
// looked back to, what stood then stands.
func (q *inquiry) standing(group []store.StatementID, readings map[store.VersionID]*statement.Reading) (stand,
	gone []store.StatementID) {
	for _, id := range group {
		if q.asOf == "" && readings[id.Version()].V.Until != "" {
			gone = append(gone, id)
		} else {
			stand = append(stand, id)
		}
	}
	return stand, gone
}

// bestOf is the most that any of some statements has of the claim.
func (q *inquiry) bestOf(group []store.StatementID, readings map[store.VersionID]*statement.Reading) has {
	best := has{kind: hasNone}
	for _, id := range group {
		rd := readings[id.Version()]
		if id.N() < 1 || id.N() > len(rd.R.Statements) {
			continue
		}
		s := &rd.R.Statements[id.N()-1]
		h := q.hasOf(anchor(rd.R.Article.Text, s.Content, s.Kind))
		h.variant.Outlets = []string{rd.V.Key.Outlet}
		if h.kind < best.kind {
			best = h
		}
	}
	return best
}

// hasOf says what one report of the utterance has of the claim. Unlike a search, it knows that both are of one
// saying: half of the claim's words and three in a row are enough to find their place.
func (q *inquiry) hasOf(x *anchored) has {
	lo, hi, run := window(x.words, q.y.words, q.segments())
	if run == 0 {
		return has{kind: hasNone}
	}
	part := x.slice(lo, hi)
	ops := align(part.words, q.y.words)
	if n, run := shared(ops); 2*n < len(q.y.words) || run < min(nearWords, len(q.y.words)) {
		return has{kind: hasNone}
	}
	for i := range ops {
		if ops[i].x >= 0 {
			ops[i].x += lo
		}
	}
	return whatOf(&x.wording, q.y, unitAt(&x.wording, q.y, trimEnds(ops)))
}

// whatOf says what a report has of a claim, by their alignment.
func whatOf(x, y *wording, ops []op) has {
	if d := classify(x, y, ops); d == Elided || d == Bracketed {
		return has{kind: hasAll} // with what the claim says that it left out and put in
	}
	var words []string
	put, other := false, false
	for _, e := range edits(x, y, ops) {
		if e.Op != opSame && e.Reference != "" {
			words = append(words, e.Reference)
		}
		put, other = put || e.Op == opPut, other || e.Op == opOther
	}
	v := Variant{Words: strings.Join(words, " … ")}
	switch {
	case words == nil && !put:
		return has{kind: hasAll}
	case words == nil:
		return has{kind: hasPart}
	case !put && !other:
		v.Among = true
		return has{hasAmong, v}
	}
	return has{hasOthers, v}
}

// unitAt makes the front of an alignment a unit of the report's words. Denials right before it belong to it:
// what is "hardly likely" is not likely, and no report may be told to have the one that has the other. Function
// words that stand there for none of the claim's do not.
func unitAt(x, y *wording, ops []op) []op {
	left, put := leading(ops)
	light := func(w string) bool { return lexicon.IsFunction(w) || lexicon.IsAuxiliary(w) }
	if !slices.ContainsFunc(ops[:left+put], func(o op) bool { return o.y >= 0 && light(y.words[o.y]) }) {
		for ; left > 1 && ops[0].x >= 0 && light(x.words[ops[0].x]); left-- {
			ops = ops[1:]
		}
	}
	first := slices.IndexFunc(ops, func(o op) bool { return o.x >= 0 })
	for at := ops[first].x; at > 0 && lexicon.IsDenial(x.words[at-1]); at-- {
		ops = slices.Concat([]op{{at - 1, -1}}, ops)
	}
	return ops
}

// add counts a report by what it has now, and had in versions that were replaced.
func (t *Tally) add(now, was has, stands bool) {
	t.Reports++
	if had := was.kind == hasAll && (!stands || now.kind != hasAll); had {
		t.Before++
		if !stands {
			return
		}
	}
	if !stands {
		now = was // withdrawn, and never had them
	}
	switch now.kind {
	case hasAll:
		t.Have++
	case hasPart:
		t.Partly++
	case hasNone:
		t.Without++
	default:
		t.addVariant(now.variant)
	}
}

func (t *Tally) addVariant(v Variant) {
	i := slices.IndexFunc(t.Variants, func(o Variant) bool {
		return strings.EqualFold(o.Words, v.Words) && o.Among == v.Among
	})
	if i < 0 {
		i = len(t.Variants)
		t.Variants = append(t.Variants, Variant{Words: v.Words, Among: v.Among})
	}
	t.Variants[i].Reports++
	for _, outlet := range v.Outlets {
		if !slices.Contains(t.Variants[i].Outlets, outlet) {
			t.Variants[i].Outlets = append(t.Variants[i].Outlets, outlet)
		}
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
		if v.Among {
			parts = append(parts, number(v.Reports, "has", "have")+" “"+v.Words+"” among them")
			continue
		}
		parts = append(parts, number(v.Reports, "has", "have")+" “"+v.Words+"”")
	}
	if t.Partly > 0 {
		parts = append(parts, number(t.Partly, "has a part of them", "have a part of them"))
	}
	if t.Without > 0 {
		parts = append(parts, number(t.Without, "leaves them out", "leave them out"))
	}
	if t.Before > 0 {
		parts = append(parts, fmt.Sprint(t.Before, " had these words in a version replaced since"))
	}
	return number(t.Reports, "report", "reports") + ": " + strings.Join(parts, ", ")
}
