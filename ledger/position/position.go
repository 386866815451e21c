// Package position follows what one person said on a point over time, and where it
// narrows, repeats, reverses or denies what was said before: beside both texts, never as
// a verdict.
package position

import (
	"context"
	"fmt"
	"slices"

	"readout/ledger/ask"
	"readout/ledger/dossier"
	"readout/ledger/event"
	"readout/ledger/identity"
	"readout/ledger/quote"
	"readout/ledger/statement"
	"readout/store"
)

// Track is what one speaker said on one topic over time.
type Track struct {
	Person  identity.Person `json:"person"`
	Topic   string          `json:"topic"`
	Entries []Position      `json:"entries"` // the earliest saying first

	list []statement.Statement // that Sayings read
}

// Position is one utterance on a topic. Level runs from 3 (certain that it holds) to
// -3 (certain that it does not).
//
// Shape: Points names what it speaks of, where the reading found a slot of an event.
// Relation is nil where nothing before it by the same speaker is on one of them.
type Position struct {
	Statement statement.Statement `json:"statement"`
	Level     int                 `json:"level"`
	Points    []string            `json:"points,omitempty"`
	Relation  *Relation           `json:"relation,omitempty"`
	Reports   int                 `json:"reports"`
	Outlets   int                 `json:"outlets"`

	on    []point
	claim *claim // made once, see claimOf
}

// Tracks follows what one person said over time.
type Tracks struct {
	people   *identity.Register
	dossiers *dossier.Dossiers
}

// New follows the people of a register, and the events of dossiers.
func New(people *identity.Register, dossiers *dossier.Dossiers) *Tracks {
	return &Tracks{people, dossiers}
}

// maxTrack bounds the reports that one track reads: the newest.
const maxTrack = 400

// Said gives what a person said, grouped by utterance, oldest first. With a topic
// (store.ParseMatch's language) only statements whose words match, or whose variants do:
// a document is a declaration too.
//
// Errors: ErrUnknown; a *Fault of the topic or the day.
func (tk *Tracks) Said(ctx context.Context, person, topic, asOf string) (Track, error) {
	t, list, err := tk.sayings(ctx, person, topic, asOf, maxTrack)
	if err != nil {
		return Track{}, err
	}
	points, err := tk.pointsOf(ctx, newest(list), asOf)
	if err != nil {
		return Track{}, err
	}
	t.order(list, points)
	relate(t.Entries, func(*Position) bool { return true })
	return t, nil
}

// Sayings is Said of the newest reports, without what the utterances have to do with one another, see
// Turns: no more than those that points are looked up for, which turns are found by.
//
// Errors: those of Said.
func (tk *Tracks) Sayings(ctx context.Context, person, asOf string) (Track, error) {
	t, list, err := tk.sayings(ctx, person, "", asOf, maxPointed)
	if err != nil {
		return Track{}, err
	}
	t.order(list, nil)
	t.list = list
	return t, nil
}

// Turns relates what was published on a day or after it to what was said before, in tracks that
// Sayings gave, for who looks for turns from one direction to the other: where all affirm, or all
// deny, nothing is related. The events of all tracks are weighed at once.
func (tk *Tracks) Turns(ctx context.Context, tracks []Track, from, asOf string) error {
	late := func(p *Position) bool { return p.Statement.Article.Published >= from }
	var both []*Track
	var pointed []statement.Statement
	for i := range tracks {
		t := &tracks[i]
		if t.bothWays() && slices.ContainsFunc(t.Entries, func(p Position) bool { return late(&p) }) {
			both = append(both, t)
			pointed = append(pointed, newest(t.list)...)
		}
	}
	points, err := tk.pointsOf(ctx, pointed, asOf)
	if err != nil {
		return err
	}
	for _, t := range both {
		t.Entries = nil
		t.order(t.list, points)
		relate(t.Entries, late)
	}
	return nil
}

// bothWays reports whether some of the utterances affirm and others deny.
func (t *Track) bothWays() bool {
	yes, no := false, false
	for i := range t.Entries {
		e := &t.Entries[i]
		yes, no = yes || e.Level > 0, no || e.Level < 0
		for _, status := range e.Statement.Statuses {
			yes, no = yes || event.Polarity(status) > 0, no || event.Polarity(status) < 0
		}
	}
	return yes && no
}

// sayings finds a person and the statements of a track.
func (tk *Tracks) sayings(ctx context.Context, person, topic, asOf string, most int) (Track, []statement.Statement,
	error) {
	m, err := ask.ParseSearch("topic", topic)
	if err == nil {
		err = ask.CheckAsOf(asOf)
	}
	if err != nil {
		return Track{}, nil, fmt.Errorf("ledger: what was said: %w", err)
	}
	p, err := tk.people.Person(ctx, person)
	if err != nil {
		return Track{}, nil, err
	}
	list, err := tk.people.SaidBy(ctx, &p, store.Filter{Match: widen(m), AsOf: asOf, Limit: most})
	if err != nil {
		return Track{}, nil, fmt.Errorf("ledger: reading what %s said: %w", p.Name, err)
	}
	return Track{Person: p, Topic: topic}, list, nil
}

// order groups statements into utterances, in the order of saying.
func (t *Track) order(list []statement.Statement, points map[store.StatementID][]point) {
	for _, g := range quote.Group(list, nil) {
		t.Entries = append(t.Entries, newPosition(g, points))
	}
	// Grouping gave the order of first reports; a track is in the order of saying.
	slices.SortStableFunc(t.Entries, func(x, y Position) int { return statement.OldestFirst(x.Statement, y.Statement) })
}

// newPosition is one utterance with what its first report that says so speaks of.
func newPosition(reports []statement.Statement, points map[store.StatementID][]point) Position {
	u := quote.Assemble(reports)
	s := reports[0]
	p := Position{Reports: u.Reports, Outlets: u.Outlets}
	for _, m := range reports { // the first report that says when it was said
		if m.SaidOn != "" {
			s.Said = min(s.Said, m.SaidOn)
		}
		if p.on == nil {
			p.on = points[m.Row]
		}
	}
	p.Statement, p.Level = s, statement.Level(&s)
	for _, on := range p.on {
		if name := on.name(); on.sure && !slices.Contains(p.Points, name) {
			p.Points = append(p.Points, name)
		}
	}
	return p
}

func magnitude(n int) int { return max(n, -n) }
