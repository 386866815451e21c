package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"readout/record"
	"readout/store"
)

// Track is what one speaker said on one topic over time.
type Track struct {
	Person  Person     `json:"person"`
	Topic   string     `json:"topic"`
	Entries []Position `json:"entries"` // the earliest saying first
}

// Shift is how a position stands to the one before it. It is a comparison of two
// texts that are both shown, not a verdict.
type Shift string

// The shifts of a position.
const (
	FirstWord Shift = ""         // nothing came before
	Repeats   Shift = "repeats"  // the same direction, no less certain
	Narrows   Shift = "narrows"  // the same direction, less certain, or now left open
	Firms     Shift = "firms"    // more certain than before, or taken from open
	Reverses  Shift = "reverses" // the other direction
	Denies    Shift = "denies"   // denies what others report
)

// Position is one utterance on a topic. Level runs from 3 (certain that it holds)
// to -3 (certain that it does not). Before is the statement it is compared with.
type Position struct {
	Statement Statement  `json:"statement"`
	Level     int        `json:"level"`
	Shift     Shift      `json:"shift"`
	Before    *Statement `json:"before,omitempty"`
	Reports   int        `json:"reports"`
	Outlets   int        `json:"outlets"`
}

// maxTrack bounds the reports that one track reads: the newest.
const maxTrack = 400

// Said gives what a person said, grouped by utterance, oldest first. With a topic
// (store.ParseMatch's language) only statements whose words match.
//
// Errors: ErrUnknown; a *Fault of the topic or the day.
func (l *Ledger) Said(ctx context.Context, person, topic, asOf string) (Track, error) {
	m, err := parseSearch("topic", topic)
	if err == nil {
		err = CheckAsOf(asOf)
	}
	if err != nil {
		return Track{}, fmt.Errorf("ledger: what was said: %w", err)
	}
	p, err := l.Person(ctx, person)
	if err != nil {
		return Track{}, err
	}
	ids, err := l.st.Search(ctx, store.Filter{Match: m, Agents: p.agentIDs(), AsOf: asOf, Limit: maxTrack})
	if err != nil {
		return Track{}, fmt.Errorf("ledger: reading what %s said: %w", p.Name, err)
	}
	list, err := l.loadStatements(ctx, ids)
	if err != nil {
		return Track{}, err
	}
	t := Track{Person: p, Topic: topic}
	for _, g := range groupUtterances(list, oneSaying) {
		u := assembleUtterance(g)
		s := g[0]
		for _, m := range g { // the first report that says when it was said
			if m.SaidOn != "" {
				s.Said = min(s.Said, m.SaidOn)
			}
		}
		t.Entries = append(t.Entries, Position{Statement: s, Level: levelOf(&s), Reports: u.Reports, Outlets: u.Outlets})
	}
	// Grouping gave the order of first reports; a track is in the order of saying.
	slices.SortStableFunc(t.Entries, func(x, y Position) int { return oldestFirst(x.Statement, y.Statement) })
	for i := range t.Entries {
		e := &t.Entries[i]
		if i > 0 {
			e.Before = &t.Entries[i-1].Statement
			e.Shift = shift(&e.Statement, t.Entries[i-1].Level, e.Level)
		}
	}
	return t, nil
}

// oneSaying reports whether two reports of one person's words can be of one saying: not
// where one affirms on another day what the other denies, in however equal words.
func oneSaying(x, y *Statement) bool { return x.Said == y.Said || levelOf(x)*levelOf(y) >= 0 }

// levelOf reads how a statement commits its speaker: by the status of the event
// slots it fills, or else by its commitment and act. Slots that point both ways, a
// meeting that is planned and a document that is doubted, tell nothing of it.
func levelOf(s *Statement) int {
	least, most, level := 0, 0, 0
	for _, st := range s.Statuses {
		p := polarity(st)
		least, most, level = min(least, p), max(most, p), cmp.Or(level, p)
	}
	if bothWays := least < 0 && most > 0; len(s.Statuses) > 0 && !bothWays {
		return level
	}
	level = 0
	switch s.Commitment {
	case record.CertainPlus:
		level = 3
	case record.ProbablePlus:
		level = 2
	case record.PossiblePlus:
		level = 1
	case record.PossibleMinus:
		level = -1
	case record.ProbableMinus:
		level = -2
	case record.CertainMinus:
		level = -3
	}
	if (s.Act == record.Deny || s.Act == record.Reject) && level > 0 {
		return -level
	}
	return level
}

func shift(s *Statement, was, is int) Shift {
	switch {
	case was > 0 && is < 0 || was < 0 && is > 0:
		return Reverses
	case s.Act == record.Deny:
		return Denies
	case was != 0 && (is == 0 || magnitude(is) < magnitude(was)):
		return Narrows
	case magnitude(is) > magnitude(was):
		return Firms
	}
	return Repeats
}

func magnitude(n int) int { return max(n, -n) }

// Topic is what a person speaks about, and how often.
type Topic struct {
	Name       string `json:"name"`
	Statements int    `json:"statements"` // utterances, not reports
	Last       string `json:"last"`
}

// Topics counts what the newest statements of a person are about, the most first.
func (l *Ledger) Topics(ctx context.Context, person, asOf string) ([]Topic, error) {
	t, err := l.Said(ctx, person, "", asOf)
	if err != nil {
		return nil, err
	}
	return t.Topics(), nil
}

// Topics counts what the statements of a track are about, the most first.
func (t *Track) Topics() []Topic {
	byName := map[string]*Topic{}
	for _, e := range t.Entries {
		for _, name := range e.Statement.About {
			topic := byName[name]
			if topic == nil {
				topic = &Topic{Name: name}
				byName[name] = topic
			}
			topic.Statements++
			topic.Last = max(topic.Last, e.Statement.Said)
		}
	}
	out := make([]Topic, 0, len(byName))
	for _, topic := range byName {
		out = append(out, *topic)
	}
	slices.SortFunc(out, func(x, y Topic) int {
		return cmp.Or(cmp.Compare(y.Statements, x.Statements), cmp.Compare(y.Last, x.Last), cmp.Compare(x.Name, y.Name))
	})
	return out
}
