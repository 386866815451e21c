package event

import (
	"fmt"
	"strings"

	"readout/doc"
	"readout/encoder"
	"readout/event/alike"
	"readout/event/label"
)

// heads are the learned judges of events, on the vectors of the encoder.
type heads struct {
	core                    *encoder.Core
	event, slot             *encoder.MLP
	ofEvent, ofSlot         *encoder.MLP // statuses
	same, link, party       *encoder.Pair
	kinds, slots, statusSet []string
}

func loadHeads(c *encoder.Core) (*heads, error) {
	h := &heads{core: c}
	for _, x := range []struct {
		name string
		to   **encoder.MLP
		in   int // in vectors
	}{{"event", &h.event, 1}, {"slot", &h.slot, 1}, {"eventstatus", &h.ofEvent, 2}, {"slotstatus", &h.ofSlot, 4}} {
		var err error
		if *x.to, err = c.MLP(x.name); err != nil {
			return nil, fmt.Errorf("event: %w", err)
		}
		if (*x.to).In() != x.in*c.Width() {
			return nil, fmt.Errorf("event: head %q reads %d values, not %d", x.name, (*x.to).In(), x.in*c.Width())
		}
	}
	for _, x := range []struct {
		name string
		to   **encoder.Pair
	}{{"same", &h.same}, {"link", &h.link}, {"party", &h.party}} {
		var err error
		if *x.to, err = c.Pair(x.name); err != nil {
			return nil, fmt.Errorf("event: %w", err)
		}
		if p := *x.to; p.Roles() != 1 || p.QueryWidth() != 2*c.Width() || p.KeyWidth() != 2*c.Width() {
			return nil, fmt.Errorf("event: head %q does not score pairs of spans", x.name)
		}
	}
	if err := h.loadLabels(); err != nil {
		return nil, err
	}
	if n := h.same.Features(); n != sameFeatures && n != sameFeatures/2 || h.link.Features() < 2*len(h.slots) ||
		h.party.Features() != 2 {
		return nil, fmt.Errorf("event: heads of pairs with %d, %d and %d features",
			h.same.Features(), h.link.Features(), h.party.Features())
	}
	return h, nil
}

// sameFeatures is how many values the feature of two mentions has. Older weights know half
// of them: not whether both are of one type.
const sameFeatures = 32

func (h *heads) loadLabels() error {
	for _, x := range []struct {
		name string
		to   *[]string
		out  int
	}{{"event", &h.kinds, h.event.Out()}, {"slot", &h.slots, h.slot.Out()}} {
		labels, err := h.core.Labels(x.name)
		if err != nil {
			return fmt.Errorf("event: %w", err)
		}
		if len(labels) != x.out || x.out%2 == 0 || x.out > 255 {
			return fmt.Errorf("event: head %q has %d outputs for %d labels", x.name, x.out, len(labels))
		}
		for i := 1; i < len(labels); i += 2 {
			*x.to = append(*x.to, strings.TrimPrefix(labels[i], "B-"))
		}
	}
	var err error
	if h.statusSet, err = h.core.Labels("status"); err != nil {
		return fmt.Errorf("event: %w", err)
	}
	if n := len(h.statusSet); h.ofEvent.Out() != n || h.ofSlot.Out() != n {
		return fmt.Errorf("event: heads of %d and %d outputs for %d statuses", h.ofEvent.Out(), h.ofSlot.Out(), n)
	}
	return nil
}

// read lends what a reading of an article needs until done is called.
func (h *heads) read(d *doc.Doc) (j *headsOf, done func()) {
	s := h.core.Borrow()
	return &headsOf{heads: h, d: d, s: s}, func() { h.core.Return(s) }
}

// headsOf is the heads on one article.
type headsOf struct {
	*heads
	d *doc.Doc
	s *encoder.Scratch
}

func (h *headsOf) label(m *encoder.MLP, kinds []string) label.Logits {
	n := len(h.d.Tokens)
	l := label.Logits{Kinds: kinds, Rows: make([]float32, n*m.Out())}
	m.Apply(l.Rows, h.d.Vectors, n, h.s)
	return l
}

func (h *headsOf) mentions() label.Logits            { return h.label(h.event, h.heads.kinds) }
func (h *headsOf) slots() label.Logits               { return h.label(h.slot, h.heads.slots) }
func (h *headsOf) kinds() (mentions, slots []string) { return h.heads.kinds, h.heads.slots }
func (h *headsOf) statuses() []string                { return h.statusSet }

// ends appends the vectors of a span's first and last token.
func (h *headsOf) ends(rows []float32, first, end int) []float32 {
	w := h.d.Width
	rows = append(rows, h.d.Vectors[first*w:(first+1)*w]...)
	return append(rows, h.d.Vectors[(end-1)*w:end*w]...)
}

// reach is how many mentions, on either side, an item is weighed against: more than any
// article has that is not a live page of many days.
const reach = 300

// keysOf prepares spans as keys.
func keysOf[T any](h *headsOf, p *encoder.Pair, list []T, at func(T) (first, end int)) *encoder.Keys {
	k := &encoder.Keys{At: make([]int32, len(list))}
	var rows []float32
	for i, x := range list {
		first, end := at(x)
		rows = h.ends(rows, first, end)
		k.At[i] = int32(first)
	}
	p.Keys(k, rows, len(list), h.s)
	return k
}

func queriesOf[T any](h *headsOf, p *encoder.Pair, list []T, at func(T) (first, end int)) *encoder.Queries {
	q := new(encoder.Queries)
	var rows []float32
	for _, x := range list {
		first, end := at(x)
		rows = h.ends(rows, first, end)
	}
	p.Queries(q, rows, len(list), h.s)
	return q
}

func mentionAt(m mention) (first, end int) { return m.First, m.End }
func slotAt(s slot) (first, end int)       { return s.First, s.End }
func nameAt(n name) (first, end int)       { return n.First, n.End }

func (h *headsOf) antecedents(ms []mention) []scores {
	out := make([]scores, len(ms))
	q, k := queriesOf(h, h.same, ms, mentionAt), keysOf(h, h.same, ms, mentionAt)
	features := make([]uint8, len(ms))
	words := wordsOf(h.d, ms)
	known := alike.Common(h.same.Features() - 1) // a bit for each thing that the head was trained with
	for i := range ms {
		from := max(0, i-reach)
		x := scores{from: from, list: make([]float32, i-from)}
		if len(q.None) > 0 {
			x.none = q.None[i]
		}
		for j := from; j < i; j++ {
			features[j-from] = uint8(words.In(i, j) & known)
		}
		h.same.Score(x.list, q, i, ms[i].First, k, from, i, features[:i-from])
		out[i] = x
	}
	return out
}

func (h *headsOf) links(ss []slot, ms []mention) []scores {
	q, k := queriesOf(h, h.link, ss, slotAt), keysOf(h, h.link, ms, mentionAt)
	features := make([]uint8, len(ms))
	out := make([]scores, len(ss))
	for i := range ss {
		from, to := within(ms, ss[i].First)
		for j := from; j < to; j++ {
			features[j-from] = uint8(2 * ss[i].Kind)
			if ms[j].sentence == ss[i].sentence {
				features[j-from]++
			}
		}
		out[i] = scores{from: from, list: make([]float32, to-from)}
		h.link.Score(out[i].list, q, i, ss[i].First, k, from, to, features[:to-from])
	}
	return out
}

// within are the mentions in reach of a token.
func within(ms []mention, token int) (from, to int) {
	at := 0
	for at < len(ms) && ms[at].First < token {
		at++
	}
	return max(0, at-reach), min(len(ms), at+reach)
}

func (h *headsOf) parties(ms []mention, names []name) []scores {
	q, k := queriesOf(h, h.party, ms, mentionAt), keysOf(h, h.party, names, nameAt)
	features := make([]uint8, len(names))
	out := make([]scores, len(ms))
	for i := range ms {
		from := 0
		for from < len(names) && names[from].First < ms[i].First {
			from++
		}
		from = max(0, from-reach)
		to := min(len(names), from+2*reach)
		for j := from; j < to; j++ {
			features[j-from] = 0
			if names[j].sentence == ms[i].sentence {
				features[j-from] = 1
			}
		}
		out[i] = scores{from: from, list: make([]float32, to-from)}
		h.party.Score(out[i].list, q, i, ms[i].First, k, from, to, features[:to-from])
	}
	return out
}

func (h *headsOf) mentionStatus(ms []mention) [][]float32 {
	var rows []float32
	for _, m := range ms {
		rows = h.ends(rows, m.First, m.End)
	}
	return h.rows(h.ofEvent, rows, len(ms))
}

func (h *headsOf) slotStatus(ss []slot, of []mention) [][]float32 {
	var rows []float32
	for i := range ss {
		rows = h.ends(h.ends(rows, ss[i].First, ss[i].End), of[i].First, of[i].End)
	}
	return h.rows(h.ofSlot, rows, len(ss))
}

func (h *headsOf) rows(m *encoder.MLP, x []float32, n int) [][]float32 {
	out := make([]float32, n*m.Out())
	m.Apply(out, x, n, h.s)
	rows := make([][]float32, n)
	for i := range rows {
		rows[i] = out[i*m.Out() : (i+1)*m.Out()]
	}
	return rows
}
