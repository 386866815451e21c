// Package event finds what people hold, attend, vote on or sign, planned or past, and
// what is said about it: when, where, who comes, what is on the agenda, what came of it.
//
// In come the encoder's vectors of tokens, times, entities and statements; out goes the
// Events layer. It refuses to guess: a value that no time and no name gives is the
// article's own words, and one that the words call open is empty.
//
// The one idea: heads on the encoder judge (which words name an event, which fill a slot,
// which of them go together, and with what status), and one decoder takes the most
// probable reading of the whole article that the hard constraints allow.
package event

import (
	"readout/doc"
	"readout/encoder"
	"readout/event/label"
)

// Pass gives the Events layer. It is safe to share.
type Pass struct {
	heads *heads
	fit   settings
}

// New makes the pass.
//
// Errors: the weight file lacks a head, or a head and its labels do not fit.
func New(c *encoder.Core) (*Pass, error) {
	h, err := loadHeads(c)
	if err != nil {
		return nil, err
	}
	return &Pass{heads: h, fit: fitted()}, nil
}

// Name is "event".
func (*Pass) Name() string { return "event" }

// Needs is the vectors and all that values are taken from.
func (*Pass) Needs() doc.Layer {
	return doc.Tokens | doc.Vectors | doc.Tags | doc.Times | doc.Entities | doc.Statements
}

// Gives is the Events layer.
func (*Pass) Gives() doc.Layer { return doc.Events }

// Run fills d.Events.
func (p *Pass) Run(d *doc.Doc) error {
	if len(d.Tokens) == 0 {
		return nil
	}
	j, done := p.heads.read(d)
	defer done()
	d.Events = decode(d, j, p.fit)
	return nil
}

// judge is what heads say of one article. Scores are logits but where a name says
// share: shares of one or more choices are at most 1 in all.
type judge interface {
	// kinds are those of mentions and of slots.
	kinds() (mentions, slots []string)
	// mentions and slots give a row of logits for each token, over "O" and then
	// "B-" and "I-" of each kind.
	mentions() label.Logits
	slots() label.Logits
	statuses() []string
	// antecedents gives, for each mention, a logit of "none" and then one for each
	// mention from the first that is in reach to the one before it.
	antecedents(ms []mention) []scores
	// links gives, for each slot, a logit for each mention in reach.
	links(ss []slot, ms []mention) []scores
	// mentionStatus gives a row over the statuses for each mention.
	mentionStatus(ms []mention) [][]float32
	// slotStatus gives a row over the statuses for each slot and the mention it is linked to.
	slotStatus(ss []slot, of []mention) [][]float32
	// parties gives, for each mention of an event, a logit for each name in reach.
	parties(ms []mention, names []name) []scores
}

// scores are logits for the items from one on; none is that of no item, where there is such a choice.
type scores struct {
	from int
	none float32
	list []float32
}

// span is words that a head has marked.
type span = label.Span

// decode reads an article's events.
func decode(d *doc.Doc, j judge, fit settings) []doc.Event {
	r := newReading(d, j)
	r.settings = fit
	r.findMentions()
	r.findSlots()
	r.weighParties()
	joining{r}.cluster()
	linking{r}.link()
	r.decide()
	anchoring{r}.tellFrom()
	r.findParties()
	out := make([]doc.Event, 0, len(r.events))
	for i := range r.events {
		if r.told(&r.events[i]) {
			out = append(out, r.publish(i))
		}
	}
	return out
}

// reading is one article while its events are found.
type reading struct {
	settings
	d  *doc.Doc
	j  judge
	ms []mention
	ss []slot

	kinds, fills []string // of mentions and of slots

	shares    []map[int]float64 // of each mention, by entity: that it takes part
	pairs     *pairs
	events    []cluster
	timeAt    []int32 // index into d.Times of the expression over each token, or -1
	statement []int32 // innermost statement whose content holds each token, or -1
}

// mention is words that name an event.
type mention struct {
	span
	sentence int
	which    string // "another", "second": the word that tells it from others of its sort
	status   []float64
	event    int
	years    []string // of its own dates
	days     []string // its own dates
	places   []int    // entities of its own places
	people   []int    // entities that surely take part and are named beside it
	with     []int    // entities that its own words name as those who meet
}

// slot is words that say something of an event.
type slot struct {
	span
	sentence int
	shares   []float64 // of each mention, from the first in reach on
	from     int
	event    int // -1 where no event takes it
	near     int // the mention of its event next to it
	link     float64
	status   string
	sure     float64 // share of the status
}

// cluster is the mentions of one event.
type cluster struct {
	mentions []int
	slots    []int
	parties  []party
	which    string
	status   string    // that words decide, "" where heads do
	moved    bool      // to another day
	anchor   int       // the mention it is told from
	one      []float64 // of each mention, in order: how surely it names the event that is told
}

func newReading(d *doc.Doc, j judge) *reading {
	n := len(d.Tokens)
	r := &reading{d: d, j: j, timeAt: filled(n), statement: filled(n)}
	r.kinds, r.fills = j.kinds()
	for i := range d.Times {
		for t := d.Times[i].FirstToken; t < min(d.Times[i].EndToken, n); t++ {
			r.timeAt[t] = int32(i)
		}
	}
	size := make([]int, n)
	for i := range d.Statements {
		for _, sp := range d.Statements[i].Content {
			first, end := d.TokensIn(sp)
			for t := first; t < end; t++ {
				if r.statement[t] < 0 || end-first < size[t] {
					r.statement[t], size[t] = int32(i), end-first
				}
			}
		}
	}
	return r
}

// filled is n times -1.
func filled(n int) []int32 {
	s := make([]int32, n)
	for i := range s {
		s[i] = -1
	}
	return s
}
