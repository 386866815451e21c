package event

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"

	"readout/doc"
	"readout/event/cue"
	"readout/event/value"
)

// The heads say of each thing by itself how sure they are of it. That an event, a slot or
// somebody who takes part is right follows from several of these and from how the report tells
// it; here is the probability.

// evidence is one thing that is known of what is scored. Its name is that of its weight.
type evidence struct {
	name  string
	value float64
}

// model is a logistic model: weights by the name of the evidence.
type model map[string]float64

func (m model) score(list []evidence) float64 {
	var sum float64
	for _, e := range list {
		sum += float64(m[e.name] * e.value)
	}
	return 1 / (1 + math.Exp(-sum))
}

//go:embed scores.tsv
var scoresTSV string

var slotModel, eventModel, partyModel = readModel("slot"), readModel("event"), readModel("party")

// readModel reads the lines of the table that are of one model. What is no number there counts as
// nothing; a test holds that all are.
func readModel(of string) model {
	m := make(model)
	for line := range strings.Lines(scoresTSV) {
		if f := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); len(f) == 3 && f[0] == of {
			m[f[1]], _ = strconv.ParseFloat(f[2], 64) // see above
		}
	}
	return m
}

// surest is where logits are clipped: beyond it they carry no more information.
const surest = 5

func logit(p float64) float64 {
	const least = 1e-6
	return min(surest, max(-surest, math.Log(max(p, least)/max(1-p, least))))
}

// scoring finds how surely what is found is right.
type scoring struct{ *draft }

// score gives an event and its slots their scores.
func (r scoring) score(c *cluster) {
	st := standing(r)
	c.stands = st.of(c)
	c.sureness = st.sureness(c, c.stands)
	rivals := r.rivals(c)
	for _, k := range c.slots {
		s := &r.ss[k]
		s.evidence = r.slot(s, c, rivals[s.fill])
		s.right = slotModel.score(s.evidence)
	}
	c.evidence = r.event(c)
	c.right = eventModel.score(c.evidence)
}

// slot is the evidence that the words of a slot fill it, that it is a slot of the event and that
// it has the status. rival reports whether the event has another value in a slot of the kind.
func (r scoring) slot(s *slot, c *cluster, rival bool) []evidence {
	m := &r.ms[s.near]
	share := 0.0
	for _, i := range c.mentions {
		share += linking(r).share(s, i)
	}
	return []evidence{
		{"always", 1},
		{"the words fill the slot", logit(s.Score)},
		{"they speak of the event", min(share, 1)},
		{"it has the status", logit(r.stated(s))},
		{"the mention names an event", logit(m.Score)},
		{"in one sentence", truth(m.sentence == s.sentence)},
		{"tokens between", math.Log1p(float64(gap(s.Span, m.Span)))},
		{"mentions", math.Log(float64(len(c.mentions)))},
		{"another value is given", truth(rival)},
		{"a time in it", truth(r.timed(s))},
		{"the event has its status", c.sureness},
		{"status like the event's", truth(group(s.status) == group(c.stands))},
		{"status leaves it open", truth(group(s.status) == unsettled)},
		{"status denies it", truth(group(s.status) == negative)},
		{s.fill, 1},
	}
}

// stated is how surely a slot has its status.
func (r scoring) stated(s *slot) float64 {
	if s.worded {
		return wordedSure
	}
	return standing(r).weight(s, group(s.status))
}

// wordedSure is how sure a status is that words right at a value give it.
const wordedSure = 0.95

// event is the evidence that an event is one.
func (r scoring) event(c *cluster) []evidence {
	best, sum, surest, noun, told := 0.0, 0.0, 0.0, false, false
	for _, i := range c.mentions {
		m := &r.ms[i]
		best, sum = max(best, m.Score), sum+m.Score
		u := r.UPOS(r.Head(m.Range))
		noun = noun || u == doc.NOUN || u == doc.PROPN
		told = told || !background(r).explains(m)
	}
	for _, k := range c.slots {
		surest = max(surest, r.ss[k].right)
	}
	return []evidence{
		{"always", 1},
		{"the surest mention names an event", logit(best)},
		{"mentions name an event", logit(sum / float64(len(c.mentions)))},
		{"mentions", math.Log(float64(len(c.mentions)))},
		{"slots", math.Log1p(float64(len(c.slots)))},
		{"the surest slot", surest},
		{"a noun names it", truth(noun)},
		{"told for itself", truth(told)},
		{"the event has its status", c.sureness},
		{"sentences before", math.Log1p(float64(r.ms[c.mentions[0]].sentence))},
		{kindOf(r.draft, c), 1},
	}
}

// speakers are the entities that say something.
func (r scoring) speakers() map[int]bool {
	out := make(map[int]bool)
	for i := range r.Statements {
		for _, e := range r.Statements[i].Speakers {
			out[e] = true
		}
	}
	return out
}

// party is the evidence that an entity takes part in an event. others are surer to, and speaks
// reports whether it says something.
func (r scoring) party(p *party, c *cluster, others int, speaks bool) []evidence {
	e := &r.Entities[p.entity]
	surely, own, in := 0.0, 0.0, make(map[int]bool)
	for _, i := range c.mentions {
		m := &r.ms[i]
		surely += truth(m.shares[p.entity] >= r.partyShare)
		in[m.sentence] = true
	}
	beside := slices.ContainsFunc(e.Mentions, func(k int) bool { return in[r.SentenceOf(r.Mentions[k].FirstToken)] })
	if p.own > 0 {
		own = logit(p.own)
	}
	between := r.between(e, c)
	return []evidence{
		{"always", 1},
		{"the surest mention takes part", logit(p.best)},
		{"a mention names who takes part", truth(p.own > 0)},
		{"how surely it does", own},
		{"mentions taken part in", math.Log1p(surely)},
		{"mentions", math.Log(float64(len(c.mentions)))},
		{"named often", math.Log1p(float64(len(e.Mentions)))},
		{"others are surer", math.Log1p(float64(others))},
		{"speaks in the report", truth(speaks)},
		{"beside a mention", truth(beside)},
		{"verbs between", math.Log1p(float64(between.Verbs))},
		{"a clause opens between", truth(between.Opens)},
		{"named before a mention", truth(between.Before)},
		{"status leaves it open", truth(group(c.stands) == unsettled)},
		{"status denies it", truth(group(c.stands) == negative)},
		{string(e.Kind), 1},
		{kindOf(r.draft, c), 1},
	}
}

// between is the stretch with the fewest verbs between an entity and a mention of an event: who does something else in
// the sentence takes no part in what a clause of it tells in passing.
func (r scoring) between(e *doc.Entity, c *cluster) cue.Stretch {
	var best *cue.Stretch
	for _, i := range c.mentions {
		m := &r.ms[i]
		for _, k := range e.Mentions {
			x := &r.Mentions[k]
			if r.SentenceOf(x.FirstToken) != m.sentence {
				continue
			}
			s := cue.Over(r.Text, x.EndToken, m.First)
			if s.Before = x.FirstToken < m.End; !s.Before {
				s = cue.Over(r.Text, m.End, x.FirstToken)
			}
			if best == nil || s.Verbs < best.Verbs {
				best = &s
			}
		}
	}
	if best == nil {
		return cue.Stretch{}
	}
	return *best
}

// timed reports whether a time stands in a slot.
func (r scoring) timed(s *slot) bool {
	for t := s.First; t < s.End; t++ {
		if r.TimeAt(t) != nil {
			return true
		}
	}
	return false
}

// rivals are the kinds of slots of which an event has more than one value.
func (r scoring) rivals(c *cluster) map[string]bool {
	first, out := map[string]string{}, map[string]bool{}
	for _, k := range c.slots {
		s := &r.ss[k]
		v := value.Of(r.Text, s.Range, s.fill, s.status)
		if was, ok := first[s.fill]; ok && was != v {
			out[s.fill] = true
		} else {
			first[s.fill] = v
		}
	}
	return out
}
