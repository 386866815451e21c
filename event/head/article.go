package head

import (
	"slices"

	"readout/doc"
	"readout/encoder"
	"readout/event/alike"
	"readout/event/label"
)

// Scores are logits for the items from one on; None is that of no item, where there is such a choice.
type Scores struct {
	From int
	None float32
	List []float32
}

// Article is the heads on one article.
type Article struct {
	heads *Heads
	d     *doc.Doc
	s     *encoder.Scratch
}

// Kinds are those of mentions and of slots.
func (a *Article) Kinds() (mentions, slots []string) { return a.heads.kinds, a.heads.slots }

// Statuses are what MentionStatus and SlotStatus give a row over.
func (a *Article) Statuses() []string { return a.heads.statuses }

// Mentions gives a row of logits for each token, over "O" and then "B-" and "I-" of each kind.
func (a *Article) Mentions() label.Logits { return a.label(a.heads.event, a.heads.kinds) }

// Slots is Mentions for the kinds of slots.
func (a *Article) Slots() label.Logits { return a.label(a.heads.slot, a.heads.slots) }

func (a *Article) label(m *encoder.MLP, kinds []string) label.Logits {
	n := len(a.d.Tokens)
	l := label.Logits{Kinds: kinds, Rows: make([]float32, n*m.Out())}
	m.Apply(l.Rows, a.d.Vectors, n, a.s)
	return l
}

// ends appends the vectors of a span's first and last token.
func (a *Article) ends(rows []float32, s doc.Range) []float32 {
	w := a.d.Width
	rows = append(rows, a.d.Vectors[s.First*w:(s.First+1)*w]...)
	return append(rows, a.d.Vectors[(s.End-1)*w:s.End*w]...)
}

// room is room for the ends of n spans.
func (a *Article) room(n int) []float32 { return make([]float32, 0, 2*n*a.d.Width) }

// Reach is how many mentions, on either side, an item is weighed against: more than any
// article has that is not a live page of many days.
const Reach = 300

// keys prepares spans as keys.
func (a *Article) keys(p *encoder.Pair, list []doc.Range) *encoder.Keys {
	k := &encoder.Keys{At: make([]int32, len(list))}
	rows := a.room(len(list))
	for i, s := range list {
		rows = a.ends(rows, s)
		k.At[i] = int32(s.First)
	}
	p.Keys(k, rows, len(list), a.s)
	return k
}

// queries prepares spans as queries.
func (a *Article) queries(p *encoder.Pair, list []doc.Range) *encoder.Queries {
	q := new(encoder.Queries)
	rows := a.room(len(list))
	for _, s := range list {
		rows = a.ends(rows, s)
	}
	p.Queries(q, rows, len(list), a.s)
	return q
}

// ranges are the tokens of spans.
func ranges(spans []label.Span) []doc.Range {
	out := make([]doc.Range, len(spans))
	for i := range spans {
		out[i] = spans[i].Range
	}
	return out
}

// Antecedents gives, for each mention, a logit of "none" and then one for each mention from the
// first that is in reach to the one before it. common compares their words.
func (a *Article) Antecedents(ms []label.Span, common *alike.Words) []Scores {
	out := make([]Scores, len(ms))
	same, at := a.heads.same, ranges(ms)
	q, k := a.queries(same, at), a.keys(same, at)
	features := make([]uint8, len(ms))
	known := alike.Common(same.Features() - 1) // a bit for each thing that the head was trained with
	for i := range ms {
		from := max(0, i-Reach)
		x := Scores{From: from, List: make([]float32, i-from)}
		if len(q.None) > 0 {
			x.None = q.None[i]
		}
		for j := from; j < i; j++ {
			features[j-from] = uint8(common.In(i, j) & known)
		}
		same.Score(x.List, q, i, ms[i].First, k, from, i, features[:i-from])
		out[i] = x
	}
	return out
}

// Links gives, for each slot, a logit for each mention in reach.
func (a *Article) Links(ss, ms []label.Span) []Scores {
	link := a.heads.link
	q, k := a.queries(link, ranges(ss)), a.keys(link, ranges(ms))
	features := make([]uint8, len(ms))
	out := make([]Scores, len(ss))
	for i := range ss {
		from, to := within(ms, ss[i].First)
		for j := from; j < to; j++ {
			features[j-from] = uint8(2 * ss[i].Kind)
			if a.d.SentenceOf(ms[j].First) == a.d.SentenceOf(ss[i].First) {
				features[j-from]++
			}
		}
		out[i] = Scores{From: from, List: make([]float32, to-from)}
		link.Score(out[i].List, q, i, ss[i].First, k, from, to, features[:to-from])
	}
	return out
}

// within are the mentions in reach of a token.
func within(ms []label.Span, token int) (from, to int) {
	at, _ := slices.BinarySearchFunc(ms, token, func(m label.Span, t int) int { return m.First - t })
	return max(0, at-Reach), min(len(ms), at+Reach)
}

// Parties gives, for each mention of an event, a logit for each name in reach.
func (a *Article) Parties(ms []label.Span, names []doc.Range) []Scores {
	party := a.heads.party
	q, k := a.queries(party, ranges(ms)), a.keys(party, names)
	features := make([]uint8, len(names))
	out := make([]Scores, len(ms))
	for i := range ms {
		from := 0
		for from < len(names) && names[from].First < ms[i].First {
			from++
		}
		from = max(0, from-Reach)
		to := min(len(names), from+2*Reach)
		for j := from; j < to; j++ {
			features[j-from] = 0
			if a.d.SentenceOf(names[j].First) == a.d.SentenceOf(ms[i].First) {
				features[j-from] = 1
			}
		}
		out[i] = Scores{From: from, List: make([]float32, to-from)}
		party.Score(out[i].List, q, i, ms[i].First, k, from, to, features[:to-from])
	}
	return out
}

// MentionStatus gives a row of logits over the statuses for each mention.
func (a *Article) MentionStatus(ms []label.Span) [][]float32 {
	rows := a.room(len(ms))
	for i := range ms {
		rows = a.ends(rows, ms[i].Range)
	}
	return a.rows(a.heads.ofEvent, rows, len(ms))
}

// SlotStatus gives a row of logits over the statuses for each slot and the mention it is linked to.
func (a *Article) SlotStatus(ss, of []label.Span) [][]float32 {
	rows := a.room(2 * len(ss))
	for i := range ss {
		rows = a.ends(a.ends(rows, ss[i].Range), of[i].Range)
	}
	return a.rows(a.heads.ofSlot, rows, len(ss))
}

func (a *Article) rows(m *encoder.MLP, x []float32, n int) [][]float32 {
	out := make([]float32, n*m.Out())
	m.Apply(out, x, n, a.s)
	rows := make([][]float32, n)
	for i := range rows {
		rows[i] = out[i*m.Out() : (i+1)*m.Out()]
	}
	return rows
}
