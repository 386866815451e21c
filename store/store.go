// Package store declares the storage interface of a ledger and the values that pass through it.
//
// It takes entries that package ledger has prepared: a record and the rows that index it. It
// returns versions, statement ids, agents and events. It never stores part of an entry: an entry
// is written with all of its rows or not at all.
//
// The one idea: the record is the source of truth and is stored once, compressed; everything
// else is an index that could be dropped and rebuilt. So rows are narrow (a statement is an id
// and postings, without a copy of its text), ids sort by day of publication, and a search reads
// its newest hits first and stops early.
package store

import (
	"context"
	"errors"
)

// The errors that callers distinguish. They are wrapped with the operation that failed.
var (
	ErrLocked   = errors.New("the database is in use by another writer")
	ErrReadOnly = errors.New("the database cannot be written")
	ErrFull     = errors.New("the disk is full")
	ErrCorrupt  = errors.New("the database is damaged")
	ErrNewer    = errors.New("the database was written by a newer version")
	ErrForeign  = errors.New("the database is not a ledger")
	ErrNotFound = errors.New("not found")

	// ErrOldIndexes: the indexes were built by other rules, so these rules cannot remove their
	// rows.
	ErrOldIndexes = errors.New("its indexes were built by an earlier version: run 'readout backup', and " +
		"'readout restore' into a new ledger")

	ErrConflict = errors.New("somebody else changed it at the same time")
)

// Store keeps a ledger's articles, their indexes and people's decisions. Every method that
// writes is one transaction. Methods are safe for concurrent use; writers wait for each other.
type Store interface {
	// Put adds versions of articles. A version whose text is already stored is left unchanged.
	// Outcomes are in the order of the entries.
	Put(ctx context.Context, entries []Entry) ([]Outcome, error)
	// Replace rewrites the rows of versions, for a new reading or, with a decision, for an
	// editor's correction. Either all changes are made or none. It returns the id of the last
	// decision.
	Replace(ctx context.Context, changes ...Change) (int64, error)
	// Erase takes down versions: it deletes text, record and rows and keeps the decision. Their
	// articles, stored or not, are rejected by Put until the decision is undone.
	Erase(ctx context.Context, old []Entry, d Decision) (int64, error)

	Versions(ctx context.Context, f VersionFilter) ([]Version, error)
	Search(ctx context.Context, f Filter) ([]StatementID, error)
	Agents(ctx context.Context, f AgentFilter) ([]Agent, error)
	Events(ctx context.Context, f EventFilter) ([]Event, error)
	// EventIDs returns the ids of the events that Events returns, without reading them.
	EventIDs(ctx context.Context, f EventFilter) ([]StatementID, error)

	// Decide appends a decision to the audit log and returns its id. The store chooses the id
	// unless the decision has one, as when a backup is restored.
	Decide(ctx context.Context, d Decision) (int64, error)
	// Decisions returns the decisions with ids greater than after, oldest first.
	Decisions(ctx context.Context, after int64) ([]Decision, error)

	PutFacts(ctx context.Context, facts []Fact) error
	Facts(ctx context.Context, f FactFilter) ([]Fact, error)

	// Mark returns the store's current state.
	Mark(ctx context.Context) (Mark, error)
	// Overview reads an overview that still holds, or a stale one of the current state. It returns
	// ErrNotFound if there is none.
	Overview(ctx context.Context, name string) (Overview, error)
	// KeepOverview stores an overview computed from the state at a mark, replacing one of the same
	// name. It returns ErrConflict, and stores nothing, if the overview no longer holds.
	KeepOverview(ctx context.Context, o Overview, since Mark) error

	// Dump reads everything that is not derived from a consistent snapshot. Others may write
	// meanwhile.
	Dump(ctx context.Context, visit Visitor) error
	// Check verifies the database's own pages and indexes, and the hash chain over everything
	// that is not derived.
	Check(ctx context.Context) error
	// Indexed visits each version with a summary of its index entries.
	Indexed(ctx context.Context, visit func(VersionID, Indexed) error) error
	Stats(ctx context.Context) (Stats, error)
	Close() error
}

// Visitor has the callbacks of Dump. A nil callback skips its part.
type Visitor struct {
	Version  func(Version) error // with Body
	Decision func(Decision) error
	Fact     func(Fact) error
}

// Change rewrites the rows of a version. Old is what is stored, with its ID; New has the same
// text, and a nil Packed keeps the body. Seen is the last decision that the new rows take into
// account: the error is ErrConflict if there is a newer one or if the reading is not Old's any
// more. Decision is nil if a reader changed the rows.
type Change struct {
	Old, New Entry
	Seen     int64
	Decision *Decision
}

// Outcome is what Put did with one entry.
type Outcome struct {
	ID      VersionID
	Added   bool // false: this text of the article was already stored
	Earlier int  // versions of the article that were already stored
	Erased  bool // the article was taken down, so nothing was stored
}

// Stats counts what a store holds. Bytes is the size on disk.
type Stats struct {
	Articles   int64  `json:"articles"`
	Versions   int64  `json:"versions"`
	Statements int64  `json:"statements"`
	Agents     int64  `json:"agents"`
	Events     int64  `json:"events"`
	Decisions  int64  `json:"decisions"`
	Facts      int64  `json:"facts"`
	Bytes      int64  `json:"bytes"`
	FirstDay   string `json:"first_day"`
	LastDay    string `json:"last_day"`

	Readers map[string]int64 `json:"readers"` // versions by the name of the reader that read them
}
