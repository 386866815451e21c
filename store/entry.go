package store

import (
	"cmp"
	"slices"
	"strings"

	"readout/record"
)

// Key identifies an article across its versions: the outlet, and the canonical URL or the
// provider's id.
type Key struct {
	Outlet string `json:"outlet"`
	Ident  string `json:"ident"`
}

// Version is one text of an article and the period for which it was current.
//
// Shape: Since and Until are RFC 3339 times or dates. A version is current from Since up to but
// not including Until, which is "" for the newest. Body is nil unless requested.
type Version struct {
	ID       VersionID
	Arrival  int64 // increases with every version stored
	Key      Key
	SHA256   [32]byte
	Since    string // Updated if set, otherwise Published
	Until    string
	Ingested int64 // Unix seconds
	Notice   string
	Headline string
	Reader   string // version and models of the reader that produced the record
	Count    int    // statements in the record
	Body     *Body
}

// Body is the stored content of a version. Raw is the input it was read from, or nil if that was
// just the text.
type Body struct {
	Record *record.Record
	Raw    []byte
}

// Entry is a version prepared for storing, with the rows that index it.
type Entry struct {
	Version Version
	Packed  []byte // the body in the form of Pack
	Rows    []Row
	Words   []string // distinct words of the rows' texts, without marked terms
	Agents  []Agent
	Events  []Event
}

// Row holds the index terms of one statement, or of the article itself (N 0), joined by spaces.
// First come the words of the content or of the whole text, in order and normalized by Words.
// The terms of NameTerms, RoleTerms, AgentTerm, TagTerm and KeyTerm follow in any order, each
// with a mark that no word has.
type Row struct {
	N     int
	Terms string
}

// Agent is a person, organization or place as an article presents it. Articles that present it
// alike share one agent; package ledger joins agents into people.
//
// Shape: Key is the name's key across spellings, by which agents are looked up. Roles are sorted
// case-insensitively. First and Last are days of publication.
type Agent struct {
	ID        uint64   `json:"id"`
	Kind      string   `json:"kind"`
	Name      string   `json:"name"`
	Key       string   `json:"-"`
	Roles     []string `json:"roles,omitempty"`
	Country   string   `json:"country,omitempty"`
	Wikidata  string   `json:"wikidata,omitempty"`
	StandsFor string   `json:"stands_for,omitempty"`
	First     Day      `json:"-"`
	Last      Day      `json:"-"`
}

// Join adds another presentation of the same agent: its days, and the spelling of its roles that has fewer capitals, so
// that it does not depend on which article came first.
func (a *Agent) Join(o *Agent) {
	a.First, a.Last = min(a.First, o.First), max(a.Last, o.Last)
	if slices.Compare(o.Roles, a.Roles) > 0 {
		a.Roles = o.Roles
	}
}

// Unused returns the ids of the agents of entries that are gone which those in their place do not present, each once:
// another article may present them.
func Unused(gone, fresh []Entry) []uint64 {
	var out []uint64
	used := func(id uint64) bool {
		return slices.ContainsFunc(fresh, func(e Entry) bool {
			return slices.ContainsFunc(e.Agents, func(a Agent) bool { return a.ID == id })
		})
	}
	for i := range gone {
		for k := range gone[i].Agents {
			if id := gone[i].Agents[k].ID; !slices.Contains(out, id) && !used(id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// AgentID returns the same id for agents that an article presents alike.
func AgentID(a Agent) uint64 {
	return Hash(a.Kind, a.Name, a.Country, a.Wikidata, a.StandsFor, strings.ToLower(strings.Join(a.Roles, "|")))
}

// Event is what one version of an article says about an event. ID is a row of the version whose
// number is that of the record's "v<n>".
//
// Shape: Terms are the words of the name, parties and place, and a KeyTerm for each key shared
// by reports of the same event; they are written but never read back. When read, Version is the
// version of the row, without Body.
type Event struct {
	ID      StatementID
	Version Version
	Type    string
	Name    string
	Status  string
	Time    string
	Place   string
	Parties []Party
	Slots   []Slot
	Terms   string
	Words   string      // distinct words of all mentions
	Which   string      // "next", "second", "another", …: distinguishes it from similar events
	Span    record.Span // of the first mention
	// Background: mentioned only to explain something else ("their first meeting since …").
	Background bool
	// StatusScore is the reader's confidence in Status; 0 means that it is not known.
	StatusScore float64
}

// Party is somebody who takes part in an event or says something about it.
type Party struct {
	Agent   uint64
	Kind    string
	Name    string
	Country string
	Said    bool // only says something, does not take part
	Near    bool // an officeholder in the article; the report does not say who takes part
	Unsure  bool // takes part according to the reader, but not with certainty
}

// Slot is one detail of an event. SaidBy are indexes into Event.Parties; Statement is the number
// of the statement that says it, or 0.
type Slot struct {
	Slot, Value, Status string
	Span                record.Span
	SaidBy              []int
	Statement           int
	SaidOn              string
	Sentence            uint64  // hash of the words of its sentence
	Score               float64 // how certain the reader is that it is said about this event
	Background          bool    // in a clause that only explains something else
}

// Decision is an entry of the audit log: something a person did to the ledger. Entries never
// change; Undoes is the id of the decision that this one undoes.
type Decision struct {
	ID     int64  `json:"id"`
	At     string `json:"at"` // RFC 3339
	Who    string `json:"who"`
	Kind   string `json:"kind"` // merge, split, correct, takedown, undo
	Undoes int64  `json:"undoes,omitempty"`
	Why    string `json:"why"`
	Data   string `json:"data"` // JSON whose schema, by kind, package ledger defines

	// Beside marks a decision that changes nothing the ledger says. It is not stored.
	Beside bool `json:"-"`
}

// Fact is one line of a knowledge base provided by the user: who held which role when. Unknown
// days are 0.
type Fact struct {
	Key      string // name key, as Agent.Key
	Name     string
	Wikidata string
	Kind     string
	Role     string
	Country  string
	From, To Day
	Source   string
}

// VersionFilter selects versions. All conditions that are set must hold.
type VersionFilter struct {
	Key     *Key
	Ident   string // of any outlet; scans the keys of all articles
	IDs     []VersionID
	Arrived int64 // stored after this arrival
	From    Day   // published on or after
	To      Day   // published on or before; 0 means no bound
	Outlet  string
	AsOf    string // current at this time or day; "" means any
	Live    bool   // not replaced by a later version
	Limit   int    // 0 means no limit
	Body    bool   // also read the body
}

// AgentFilter selects agents by id, by name key, or by the prefix of a key.
type AgentFilter struct {
	IDs    []uint64
	Keys   []string
	Prefix string
	Limit  int
}

// EventFilter selects reports of events by shared keys, by words, or by the time of the event.
type EventFilter struct {
	IDs    []StatementID
	Keys   []uint64 // shares at least one of these
	Words  Match
	From   string // event on this day or after; what is on no one day may also be up to a year before
	To     string // event before this day; what is on no one day may also be up to a year after
	PubMin Day    // published on or after
	PubMax Day    // published on or before; 0 means no bound
	AsOf   string
	Limit  int // keeps the newest; 0 means no limit
}

// FactFilter selects facts by name keys or Wikidata id.
type FactFilter struct {
	Keys     []string
	Wikidata string
}

// OrderVersions sorts the versions of one article by the time from which they were current, and
// sets Until. The order depends on the order of ingestion only if the publisher gave no times.
func OrderVersions(vs []Version) {
	rank := func(v Version) int {
		switch v.Notice {
		case "kill":
			return 2
		case "correction", "update":
			return 1
		}
		return 0
	}
	slices.SortFunc(vs, func(x, y Version) int {
		return cmp.Or(CompareTimes(x.Since, y.Since), cmp.Compare(rank(x), rank(y)), cmp.Compare(x.Ingested, y.Ingested),
			slices.Compare(x.SHA256[:], y.SHA256[:]))
	})
	for i := range vs {
		vs[i].Until = ""
		if i+1 < len(vs) {
			vs[i].Until = vs[i+1].Since
		}
	}
	if n := len(vs); n > 0 && vs[n-1].Notice == "kill" {
		vs[n-1].Until = vs[n-1].Since // a killed article is never current
	}
}

// CompareTimes compares RFC 3339 times and dates; a bare date is the start of its day.
func CompareTimes(x, y string) int { return strings.Compare(utc(x), utc(y)) }
