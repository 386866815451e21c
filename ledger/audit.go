package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"readout/ledger/event"
	"readout/record"
	"readout/store"
)

// Kinds of decision in the audit.
const (
	Merge    = "merge"    // two people are one
	Split    = "split"    // agents are a person of their own
	Correct  = "correct"  // a statement was read wrongly
	Takedown = "takedown" // an article was taken out
	Undo     = "undo"     // an earlier decision is taken back
)

// standing are the kinds of decision that hold until they are undone.
var standing = [...]string{Merge, Split, Correct, CorrectSlot, MergeEvents, SplitEvents}

// decisionData is the JSON of Decision.Data. It names texts and never holds them:
// what is taken down must not live on here.
type decisionData struct {
	Agents     []string      `json:"agents,omitempty"`
	Tombstones []Tombstone   `json:"tombstones,omitempty"`
	Text       *textRef      `json:"text,omitempty"`
	Content    []record.Span `json:"content,omitempty"` // of the statement corrected
	Set        *Correction   `json:"set,omitempty"`
	Was        *Correction   `json:"was,omitempty"` // what Set replaced, when it was decided
	// Reports are those of one event, Rest those that a split left.
	Reports []event.Ref `json:"reports,omitempty"`
	Rest    []event.Ref `json:"rest,omitempty"`
	// Slot is the slot corrected.
	Slot *slotFix `json:"slot,omitempty"`
}

// textRef names one text of one article, whatever id its version has.
type textRef struct {
	Outlet string `json:"outlet"`
	Ident  string `json:"ident"`
	SHA256 string `json:"sha256"`
}

func textRefOf(v *store.Version) textRef {
	return textRef{Outlet: v.Key.Outlet, Ident: v.Key.Ident, SHA256: fmt.Sprintf("%x", v.SHA256)}
}

// audit is all decisions and what follows from them. It is never changed: a newer
// decision makes a new one.
type audit struct {
	all         []store.Decision
	last        int64            // number of the newest
	people      []personDecision // that stand, oldest first
	corrections map[textRef][]correction
	events      []eventDecision // that stand, oldest first
}

// personDecision is a merge or split that has not been undone.
type personDecision struct {
	id     int64
	kind   string
	agents []uint64
}

// auditCache keeps the audit between questions: decisions are only ever added, so
// only newer ones are read.
type auditCache struct {
	mu  sync.Mutex
	now *audit
}

func (l *Ledger) audited(ctx context.Context) (*audit, error) {
	l.audit.mu.Lock()
	defer l.audit.mu.Unlock()
	now := l.audit.now
	if now == nil {
		now = &audit{}
	}
	more, err := l.st.Decisions(ctx, now.last)
	if err != nil {
		return nil, fmt.Errorf("ledger: reading the audit: %w", err)
	}
	if len(more) > 0 {
		if now, err = newAudit(slices.Concat(now.all, more)); err != nil {
			return nil, err
		}
	}
	l.audit.now = now
	return now, nil
}

// newAudit works out what stands after some decisions, oldest first.
func newAudit(all []store.Decision) (*audit, error) {
	a := &audit{all: all, corrections: map[textRef][]correction{}}
	undone := map[int64]bool{}
	for _, d := range all {
		undone[d.Undoes] = true
		a.last = max(a.last, d.ID)
	}
	for _, d := range all {
		if undone[d.ID] || !slices.Contains(standing[:], d.Kind) {
			continue
		}
		var data decisionData
		if err := json.Unmarshal([]byte(d.Data), &data); err != nil {
			return nil, fmt.Errorf("ledger: decision %d: %w", d.ID, err)
		}
		switch d.Kind {
		case Correct:
			if data.Text != nil && data.Set != nil {
				a.corrections[*data.Text] = append(a.corrections[*data.Text],
					correction{decision: d.ID, content: data.Content, set: *data.Set})
			}
			continue
		case CorrectSlot:
			if data.Text != nil && data.Slot != nil {
				a.corrections[*data.Text] = append(a.corrections[*data.Text], correction{decision: d.ID, slot: data.Slot})
			}
			continue
		case MergeEvents, SplitEvents:
			a.events = append(a.events, eventDecision{reports: data.Reports, rest: data.Rest})
			continue
		}
		pd := personDecision{id: d.ID, kind: d.Kind}
		for _, name := range data.Agents {
			if id, ok := parseAgent(name); ok {
				pd.agents = append(pd.agents, id)
			}
		}
		a.people = append(a.people, pd)
	}
	return a, nil
}

// Audit lists every decision, oldest first.
func (l *Ledger) Audit(ctx context.Context) ([]store.Decision, error) {
	a, err := l.audited(ctx)
	if err != nil {
		return nil, err
	}
	return slices.Clone(a.all), nil
}

// Merge records that several people, by id, are one. It can be undone.
func (l *Ledger) Merge(ctx context.Context, who, why string, people ...string) (int64, error) {
	if len(people) < 2 {
		return 0, errors.New("ledger: merging: it takes two people")
	}
	return l.decidePeople(ctx, Merge, who, why, people, true)
}

// Split records that some agents ("a…", as Person.Agents and the speakers of
// statements show them) are a person of their own. It can be undone.
func (l *Ledger) Split(ctx context.Context, who, why string, agents ...string) (int64, error) {
	if len(agents) == 0 {
		return 0, errors.New("ledger: splitting: it takes an agent")
	}
	return l.decidePeople(ctx, Split, who, why, agents, false)
}

func (l *Ledger) decidePeople(ctx context.Context, kind, who, why string, ids []string, whole bool) (int64, error) {
	var data decisionData
	for _, id := range ids {
		if _, ok := parseAgent(id); !ok {
			return 0, fmt.Errorf("ledger: %s: %q is not the id of a person", kind, id)
		}
		p, err := l.Person(ctx, id)
		if err != nil {
			return 0, fmt.Errorf("ledger: %s: %w", kind, err)
		}
		if whole {
			// All agents of today's person: those it gains later join them by evidence.
			for _, a := range p.agents {
				data.Agents = append(data.Agents, agentName(a.ID))
			}
		} else {
			data.Agents = append(data.Agents, id)
		}
	}
	d, err := l.decision(kind, who, why, data)
	if err != nil {
		return 0, err
	}
	return l.decide(ctx, d)
}

func (l *Ledger) decide(ctx context.Context, d store.Decision) (int64, error) {
	id, err := l.st.Decide(ctx, d)
	if err != nil {
		return 0, fmt.Errorf("ledger: recording a decision (%s): %w", d.Kind, err)
	}
	return id, nil
}

func (l *Ledger) decision(kind, who, why string, data decisionData) (store.Decision, error) {
	if who == "" || why == "" {
		return store.Decision{}, fmt.Errorf("ledger: a decision (%s) needs who made it and why", kind)
	}
	b, err := json.Marshal(data)
	if err != nil {
		return store.Decision{}, fmt.Errorf("ledger: recording a decision (%s): %w", kind, err)
	}
	return store.Decision{At: l.now().UTC().Format(time.RFC3339), Who: who, Kind: kind, Why: why, Data: string(b)}, nil
}

// Undo takes back a decision. Undoing a takedown lets the article in again; its
// text is gone until it is added.
//
// Errors: ErrUnknown, or the decision is an undo or undone already.
func (l *Ledger) Undo(ctx context.Context, who, why string, decision int64) (int64, error) {
	a, err := l.audited(ctx)
	if err != nil {
		return 0, err
	}
	i := slices.IndexFunc(a.all, func(d store.Decision) bool { return d.ID == decision })
	switch {
	case i < 0:
		return 0, fmt.Errorf("ledger: undoing decision %d: %w", decision, ErrUnknown)
	case a.all[i].Kind == Undo:
		return 0, fmt.Errorf("ledger: decision %d is itself an undo", decision)
	case slices.ContainsFunc(a.all, func(d store.Decision) bool { return d.Undoes == decision }):
		return 0, fmt.Errorf("ledger: decision %d is undone already", decision)
	}
	d, err := l.decision(Undo, who, why, decisionData{})
	if err != nil {
		return 0, err
	}
	d.Undoes = decision
	if a.all[i].Kind == Correct || a.all[i].Kind == CorrectSlot {
		return l.decideText(ctx, d)
	}
	return l.decide(ctx, d)
}
