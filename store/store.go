// Package store declares how a ledger keeps articles, and the values that go in
// and come out.
//
// In come entries that package ledger has prepared: a record and the rows it is to
// be found by. Out come versions, statement ids, agents and events. It refuses
// what it cannot keep whole: an entry goes in with all its rows or not at all.
//
// The one idea: the record is the truth and is kept once, packed; everything else
// is an index over it that could be dropped and made again. So the rows are narrow
// (a statement is an id and postings, no copied text), ids sort by day of
// publication, and a search reads its newest hits first and stops.
package store

import (
	"context"
	"errors"
)

// The errors a caller can tell apart. Each is wrapped with what was being done.
var (
	ErrLocked   = errors.New("the database is in use by another writer")
	ErrReadOnly = errors.New("the database cannot be written")
	ErrFull     = errors.New("the disk is full")
	ErrCorrupt  = errors.New("the database is damaged")
	ErrNewer    = errors.New("the database was written by a newer version")
	ErrNotFound = errors.New("not found")

	// ErrOldIndexes: what stands in the indexes was made by other rules, and cannot be taken out by these.
	ErrOldIndexes = errors.New("an earlier program made its indexes: 'readout backup' it, and 'readout restore' it " +
		"into a new ledger")

	ErrConflict = errors.New("somebody else changed it at the same time")
)

// Store keeps a ledger's articles, the index over them and what people decided.
// Every method that writes is one transaction. Methods are safe for many
// goroutines; writers wait for each other.
type Store interface {
	// Put adds versions of articles. A version whose text is there already is left
	// alone. The outcomes are in the order of the entries.
	Put(ctx context.Context, entries []Entry) ([]Outcome, error)
	// Replace writes the rows of versions anew: of another reading, or, with a
	// decision, as an editor corrected it. All changes are made or none. It gives the
	// last decision's number.
	Replace(ctx context.Context, changes ...Change) (int64, error)
	// Erase takes down versions: text, record and rows go, the decision stays. Their
	// articles, there or not, are not taken in again until it is undone.
	Erase(ctx context.Context, old []Entry, d Decision) (int64, error)

	Versions(ctx context.Context, f VersionFilter) ([]Version, error)
	Search(ctx context.Context, f Filter) ([]StatementID, error)
	Agents(ctx context.Context, f AgentFilter) ([]Agent, error)
	Events(ctx context.Context, f EventFilter) ([]Event, error)

	// Decide adds an entry to the audit and gives its number, which is the store's to
	// choose unless the decision has one: a restored audit keeps its numbers.
	Decide(ctx context.Context, d Decision) (int64, error)
	// Decisions reads the entries of the audit after a number, oldest first.
	Decisions(ctx context.Context, after int64) ([]Decision, error)

	PutFacts(ctx context.Context, facts []Fact) error
	Facts(ctx context.Context, f FactFilter) ([]Fact, error)

	// Dump reads everything that is not derived, as it stood at one moment, while
	// others may write.
	Dump(ctx context.Context, visit Visitor) error
	// Check lets the database look over its own pages and indexes, and proves the chain
	// of hashes over what is not derived.
	Check(ctx context.Context) error
	// Indexed sums up what each version is found by in everything derived.
	Indexed(ctx context.Context, visit func(VersionID, Indexed) error) error
	Stats(ctx context.Context) (Stats, error)
	Close() error
}

// Visitor is called with what Dump reads. A nil function skips its part.
type Visitor struct {
	Version  func(Version) error // with Body
	Decision func(Decision) error
	Fact     func(Fact) error
}

// Change is a version whose rows are written anew. Old is what is stored, ID set;
// New has the same text; where its Packed is nil, the body stays. Seen is the last
// decision that the rows were made with: ErrConflict if there is a newer one, or if
// the reading is no longer Old's. Decision is nil where a reader changed the rows.
type Change struct {
	Old, New Entry
	Seen     int64
	Decision *Decision
}

// Outcome says what Put did with one entry.
type Outcome struct {
	ID      VersionID
	Added   bool // false: the same text of the same article was there
	Earlier int  // versions of the article that were there before
	Erased  bool // the article was taken down; nothing was stored
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
}
