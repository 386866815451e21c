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
	"readout/event/alike"
	"readout/event/company"
	"readout/event/head"
	"readout/event/label"
	"readout/event/phrase"
)

// Pass gives the Events layer. It is safe to share.
type Pass struct {
	heads *head.Heads
	fit   settings
}

// New makes the pass.
//
// Errors: the weight file lacks a head, or a head and its labels do not fit.
func New(c *encoder.Core) (*Pass, error) {
	h, err := head.Load(c)
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
	j, done := p.heads.Read(d)
	defer done()
	d.Events = decode(d, j, p.fit)
	return nil
}

// judge is what heads say of one article; head.Article is one. Scores are logits.
type judge interface {
	// Kinds are those of mentions and of slots.
	Kinds() (mentions, slots []string)
	// Statuses are what a row of MentionStatus and SlotStatus is over.
	Statuses() []string
	// Mentions and Slots give a row of logits for each token, over "O" and then "B-" and
	// "I-" of each kind.
	Mentions() label.Logits
	Slots() label.Logits
	// Antecedents gives, for each mention, a logit of "none" and then one for each mention
	// from the first that is in reach to the one before it.
	Antecedents(ms []label.Span, common *alike.Words) []head.Scores
	// Links gives, for each slot, a logit for each mention in reach.
	Links(ss, ms []label.Span) []head.Scores
	// MentionStatus gives a row over the statuses for each mention.
	MentionStatus(ms []label.Span) [][]float32
	// SlotStatus gives a row over the statuses for each slot and the mention it is linked to.
	SlotStatus(ss, of []label.Span) [][]float32
	// Parties gives, for each mention of an event, a logit for each name in reach.
	Parties(ms []label.Span, names []doc.Range) []head.Scores
}

// decode reads an article's events, one step after the other: what there is, what of it goes
// together, what status it has, and who takes part.
func decode(d *doc.Doc, j judge, fit settings) []doc.Event {
	r := draftOf(d, j, fit)
	return publishing{r, newSources(r.Text)}.publish()
}

// draftOf decides all of an article's events but how they are told.
func draftOf(d *doc.Doc, j judge, fit settings) *draft {
	r := newDraft(d, j, fit)
	finding{r, j}.find()
	mooding{r}.weigh()
	names := company.Names(r.Text)
	if len(names) > mostNames {
		d.StopAt(d.Tokens[names[mostNames].First].Start)
		names = names[:mostNames]
	}
	partaking{r}.weigh(j, names)
	partaking{r}.weighGroups(j, company.Groups(r.Text))
	pairs := newPairs(r, j)
	joining{r, pairs}.cluster()
	linking{r}.link(j)
	parting{r}.part()
	deciding{r}.decide()
	anchoring{r, pairs}.tellFrom()
	for c := range r.events {
		scoring{r}.score(&r.events[c])
	}
	partaking{r}.find()
	return r
}

// draft is one article while its events are found: what the steps of decode hand on.
type draft struct {
	phrase.Text
	settings
	kinds, fills, statuses []string // of mentions, of slots, and of both

	ms     []mention
	ss     []slot
	events []cluster
}

// mention is words that name an event.
type mention struct {
	label.Span
	sentence int
	which    string // "another", "second": the word that tells it from others of its sort
	status   []float64
	mood     string // the status that the words around it give it, "" where they leave it to the heads
	event    int
	years    []string        // of its own dates
	days     []string        // its own dates
	places   []int           // entities of its own places
	towns    []int           // those of them that are no house
	people   []int           // entities that surely take part and are named beside it
	with     []int           // entities that its own words name as those who meet
	two      []int           // the people of a meeting, where it and the words next to it name two or more
	owners   []int           // people who alone do it, by its own words
	shares   map[int]float64 // by entity: that it takes part
	groups   map[int]float64 // the same of people without a name, who tell no event from another
}

// slot is words that say something of an event.
type slot struct {
	label.Span
	sentence int
	fill     string    // what kind of slot it is
	shares   []float64 // of each mention, from the first in reach on
	from     int
	event    int // -1 where no event takes it
	near     int // the mention of its event next to it
	link     float64
	status   string
	weighed  []float64 // the share of each status by the heads
	sure     float64   // its share
	worded   bool      // words right at it say so, whatever the heads find: "postponed to"
	evidence []evidence
	right    float64 // its score
}

// cluster is the mentions of one event.
type cluster struct {
	mentions []int
	slots    []int
	parties  []party
	maybe    []party // all who may take part, parties among them
	away     []int   // entities that are told as not there
	stands   string  // its status
	sureness float64 // of the status
	evidence []evidence
	right    float64 // its score
	which    string
	status   string    // that words decide, "" where heads do
	moved    bool      // to another day
	anchor   int       // the mention it is told from
	one      []float64 // of each mention, in order: how surely it names the event that is told
}

// Kinds of event, as the head names them, that rules ask for.
const (
	meetingKind  = "meeting"
	deadlineKind = "deadline"
	visitKind    = "visit"
	voteKind     = "vote"
	otherKind    = "other"
)

func newDraft(d *doc.Doc, j judge, fit settings) *draft {
	r := &draft{Text: phrase.New(d), settings: fit, statuses: j.Statuses()}
	r.kinds, r.fills = j.Kinds()
	return r
}

// spans are the words of the draft's mentions.
func (r *draft) spans() []label.Span {
	out := make([]label.Span, len(r.ms))
	for i := range r.ms {
		out[i] = r.ms[i].Span
	}
	return out
}
