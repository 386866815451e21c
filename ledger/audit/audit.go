// Package audit records what people decided, and applies it to what was read: corrections of
// statements and slots, merges and splits, judgements, saved searches.
//
// In come decisions; out come those that stand, and records with the corrections that fit
// them. Nothing is overwritten: every decision can be undone, and a correction that no longer
// fits is listed as an orphan.
package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"readout/ledger/ask"
	"readout/ledger/event/tie"
	"readout/ledger/index"
	"readout/record"
	"readout/store"
)

// Kinds of decisions.
const (
	Merge    = "merge"    // two people are the same
	Split    = "split"    // some agents are a separate person
	Correct  = "correct"  // a statement was read wrongly
	Takedown = "takedown" // an article was removed
	Undo     = "undo"     // an earlier decision is undone
)

// standing lists the kinds of decisions that hold until they are undone.
var standing = [...]string{Merge, Split, Correct, CorrectSlot, MergeEvents, SplitEvents}

// Data is the JSON in Decision.Data. It refers to texts and never contains them: what is taken
// down must not survive here.
type Data struct {
	Agents     []string      `json:"agents,omitempty"`
	Tombstones []Tombstone   `json:"tombstones,omitempty"`
	Text       *TextRef      `json:"text,omitempty"`
	Content    []record.Span `json:"content,omitempty"` // of the statement corrected
	Set        *Correction   `json:"set,omitempty"`
	Was        *Correction   `json:"was,omitempty"` // what Set replaced at that time
	// Reports are those of one event; Rest those that a split left behind.
	Reports []tie.Ref `json:"reports,omitempty"`
	Rest    []tie.Ref `json:"rest,omitempty"`
	// Slot is the corrected slot.
	Slot *slotFix `json:"slot,omitempty"`
}

// TextRef identifies one text of one article, independent of its version's id.
type TextRef struct {
	Outlet string `json:"outlet"`
	Ident  string `json:"ident"`
	SHA256 string `json:"sha256"`
}

// TextRefOf returns the reference to the text of a version.
func TextRefOf(v *store.Version) TextRef {
	return TextRef{Outlet: v.Key.Outlet, Ident: v.Key.Ident, SHA256: fmt.Sprintf("%x", v.SHA256)}
}

// Standing is all decisions and their effect. It is immutable: a newer decision makes a new
// one.
type Standing struct {
	All         []store.Decision
	Last        int64            // number of the newest decision
	People      []PersonDecision // those that stand, oldest first
	Corrections map[TextRef][]correction
	Events      []eventDecision // those that stand, oldest first
}

// PersonDecision is a merge or split that has not been undone.
type PersonDecision struct {
	Decision int64
	Kind     string
	Agents   []uint64
}

// Store is the part of a store that a Trail needs.
type Store interface {
	Decisions(ctx context.Context, after int64) ([]store.Decision, error)
	Decide(ctx context.Context, d store.Decision) (int64, error)
	Replace(ctx context.Context, changes ...store.Change) (int64, error)
	Versions(ctx context.Context, f store.VersionFilter) ([]store.Version, error)
}

// Trail is the audit trail of a ledger: it records decisions and knows which of them stand.
// Decisions are only ever appended, so it caches those it has read.
type Trail struct {
	st  Store
	now func() time.Time

	mu       sync.Mutex
	standing *Standing
}

// New returns the audit trail of a store; now gives the time of decisions.
func New(st Store, now func() time.Time) *Trail { return &Trail{st: st, now: now} }

// Standing returns the effect of all decisions recorded so far.
//
// Errors: the store's; a decision that cannot be parsed.
func (tr *Trail) Standing(ctx context.Context) (*Standing, error) {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	now := tr.standing
	if now == nil {
		now = &Standing{}
	}
	more, err := tr.st.Decisions(ctx, now.Last)
	if err != nil {
		return nil, fmt.Errorf("ledger: reading the audit: %w", err)
	}
	if len(more) > 0 {
		if now, err = newAudit(slices.Concat(now.All, more)); err != nil {
			return nil, err
		}
	}
	tr.standing = now
	return now, nil
}

// newAudit derives what stands after some decisions, given oldest first.
func newAudit(all []store.Decision) (*Standing, error) {
	a := &Standing{All: all, Corrections: map[TextRef][]correction{}}
	undone := map[int64]bool{}
	for _, d := range all {
		undone[d.Undoes] = true
		a.Last = max(a.Last, d.ID)
	}
	for _, d := range all {
		if undone[d.ID] || !slices.Contains(standing[:], d.Kind) {
			continue
		}
		var data Data
		if err := json.Unmarshal([]byte(d.Data), &data); err != nil {
			return nil, fmt.Errorf("ledger: decision %d: %w", d.ID, err)
		}
		switch d.Kind {
		case Correct:
			if data.Text != nil && data.Set != nil {
				a.Corrections[*data.Text] = append(a.Corrections[*data.Text],
					correction{Decision: d.ID, content: data.Content, set: *data.Set})
			}
			continue
		case CorrectSlot:
			if data.Text != nil && data.Slot != nil {
				a.Corrections[*data.Text] = append(a.Corrections[*data.Text], correction{Decision: d.ID, Slot: data.Slot})
			}
			continue
		case MergeEvents, SplitEvents:
			a.Events = append(a.Events, eventDecision{Reports: data.Reports, Rest: data.Rest})
			continue
		}
		pd := PersonDecision{Decision: d.ID, Kind: d.Kind}
		for _, name := range data.Agents {
			if id, ok := index.ParseAgent(name); ok {
				pd.Agents = append(pd.Agents, id)
			}
		}
		a.People = append(a.People, pd)
	}
	return a, nil
}

// Audit lists every decision, oldest first.
func (tr *Trail) Audit(ctx context.Context) ([]store.Decision, error) {
	a, err := tr.Standing(ctx)
	if err != nil {
		return nil, err
	}
	return slices.Clone(a.All), nil
}

// Decide records a decision and returns its number.
//
// Errors: the store's.
func (tr *Trail) Decide(ctx context.Context, d store.Decision) (int64, error) {
	id, err := tr.st.Decide(ctx, d)
	if err != nil {
		return 0, fmt.Errorf("ledger: recording a decision (%s): %w", d.Kind, err)
	}
	return id, nil
}

// Draft returns a decision made now, without recording it.
//
// Errors: who or why is missing.
func (tr *Trail) Draft(kind, who, why string, data Data) (store.Decision, error) {
	if who == "" || why == "" {
		return store.Decision{}, fmt.Errorf("ledger: a decision (%s) needs who made it and why", kind)
	}
	b, err := json.Marshal(data)
	if err != nil {
		return store.Decision{}, fmt.Errorf("ledger: recording a decision (%s): %w", kind, err)
	}
	return store.Decision{At: tr.now().UTC().Format(time.RFC3339), Who: who, Kind: kind, Why: why, Data: string(b)}, nil
}

// Undo undoes a decision. Undoing a takedown allows the article again; its text is gone until
// it is added.
//
// Errors: ErrUnknown; the decision is an undo, or already undone.
func (tr *Trail) Undo(ctx context.Context, who, why string, decision int64) (int64, error) {
	a, err := tr.Standing(ctx)
	if err != nil {
		return 0, err
	}
	i := slices.IndexFunc(a.All, func(d store.Decision) bool { return d.ID == decision })
	switch {
	case i < 0:
		return 0, fmt.Errorf("ledger: undoing decision %d: %w", decision, ask.ErrUnknown)
	case a.All[i].Kind == Undo:
		return 0, fmt.Errorf("ledger: decision %d is itself an undo", decision)
	case slices.ContainsFunc(a.All, func(d store.Decision) bool { return d.Undoes == decision }):
		return 0, fmt.Errorf("ledger: decision %d is undone already", decision)
	}
	d, err := tr.Draft(Undo, who, why, Data{})
	if err != nil {
		return 0, err
	}
	d.Undoes = decision
	if ChangesText(a.All[i].Kind) {
		return tr.DecideText(ctx, d)
	}
	return tr.Decide(ctx, d)
}

// ChangesText reports whether a kind of decision changes how a text was read, so that its rows
// change too.
func ChangesText(kind string) bool { return kind == Correct || kind == CorrectSlot }

// Kinds of decisions about events.
const (
	MergeEvents = "merge events" // several dossiers concern one event
	SplitEvents = "split events" // some reports of a dossier concern another event
	CorrectSlot = "correct slot" // a slot of an event was read wrongly
)

// eventDecision is a merge or split of events that has not been undone. Reports are those
// joined; Rest those that a split left behind.
type eventDecision struct {
	Reports, Rest []tie.Ref
}

// Tombstone is what a takedown leaves of one version: its key, when it was stored and the hash
// of its text.
type Tombstone struct {
	Outlet   string `json:"outlet"`
	Ident    string `json:"ident"`
	Since    string `json:"since"`
	Ingested int64  `json:"ingested"`
	SHA256   string `json:"sha256"`
}
