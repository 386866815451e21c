package store

import (
	"cmp"
	"slices"
	"strings"

	"readout/record"
)

// Key is what makes an article one article over all its versions: the outlet and
// the canonical address or the provider's id.
type Key struct {
	Outlet string `json:"outlet"`
	Ident  string `json:"ident"`
}

// Version is one text of one article, and when it stood.
//
// Shape: Since and Until are RFC 3339 times or dates; a version stands from Since
// up to, but not at, Until, and Until is "" for the newest. Body is nil unless it
// was asked for.
type Version struct {
	ID       VersionID
	Arrival  int64 // counts up with every version stored
	Key      Key
	SHA256   [32]byte
	Since    string // Updated, or else Published
	Until    string
	Ingested int64 // Unix seconds
	Notice   string
	Headline string
	Reader   string // version and models of the reader that wrote the record
	Count    int    // statements in the record
	Body     *Body
}

// Body is what is kept of a version beside its row. Raw are the bytes it was read
// from, nil where the text is all there was.
type Body struct {
	Record *record.Record
	Raw    []byte
}

// Entry is a version prepared for storing, with the rows it is to be found by.
type Entry struct {
	Version Version
	Packed  []byte // the body, as Pack makes it
	Rows    []Row
	Words   []string // each word of the rows' texts once, without terms that have a mark
	Agents  []Agent
	Events  []Event
}

// Row is what one statement, or the article itself (N 0), is found by: a list of
// terms joined by spaces. First the words of the content or of the whole text, in
// order, in the alphabet of Words; after them, in any order, terms of NameTerm,
// RoleTerms, AgentTerm, TagTerm and KeyTerm, each with a mark that no word has.
type Row struct {
	N     int
	Terms string
}

// Agent is a person, organization or place as one article presents it. Articles
// that present it alike share one agent; package ledger joins agents into people.
//
// Shape: Key is the name's key across spellings, the field agents are looked up
// by. Roles are sorted without regard to case. First and Last are days of publication.
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

// AgentID is the same for agents that an article cannot tell apart.
func AgentID(a Agent) uint64 {
	return Hash(a.Kind, a.Name, a.Country, a.Wikidata, a.StandsFor, strings.ToLower(strings.Join(a.Roles, "|")))
}

// Event is what one version of one article says of one event. ID is a row of the
// version, its number that of the record's "v<n>".
//
// Shape: Terms are the words of name, parties and place, and a KeyTerm for each
// key that reports of the same event share; they are written, not read back. Version holds the
// row's version, without Body, when read.
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
	Words   string      // the words of all mentions, each once
	Which   string      // "next", "second", "another", … where the report tells it so from others of its sort
	Span    record.Span // of the first mention
	// Background: only told to explain something else ("their first meeting since …").
	Background bool
}

// Party is someone who takes part in an event or says something about it.
type Party struct {
	Agent   uint64
	Kind    string
	Name    string
	Country string
	Said    bool // only says something; does not take part
	Near    bool // an office holder of the article; the report does not say who takes part
	Unsure  bool // takes part, as the reader takes it, but not surely
}

// Slot is one thing said about an event. SaidBy are places in Event.Parties;
// Statement is the number of the statement that says it, or 0.
type Slot struct {
	Slot, Value, Status string
	Span                record.Span
	SaidBy              []int
	Statement           int
	SaidOn              string
	Sentence            uint64  // hash of the words of the sentence it stands in
	Score               float64 // how sure the reader is that it is said, and of this event
	Background          bool    // said in a clause that only explains something else
}

// Decision is an entry of the audit: something a person did to the ledger. An
// entry is never changed; Undoes names the one it takes back.
type Decision struct {
	ID     int64  `json:"id"`
	At     string `json:"at"` // RFC 3339
	Who    string `json:"who"`
	Kind   string `json:"kind"` // merge, split, correct, takedown, undo
	Undoes int64  `json:"undoes,omitempty"`
	Why    string `json:"why"`
	Data   string `json:"data"` // JSON, by kind; package ledger knows it
}

// Fact is one line of a knowledge base that a user brought: who held which role
// when. Days are 0 where the base does not say them.
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

// VersionFilter picks versions. Conditions that are set must all hold.
type VersionFilter struct {
	Key     *Key
	Ident   string // of any outlet; reads all articles' names
	IDs     []VersionID
	Arrived int64 // stored after this arrival
	From    Day   // published on or after
	To      Day   // published on or before; 0 is no bound
	Outlet  string
	AsOf    string // stands at this time or day; "" is any
	Live    bool   // no later version replaced it
	Limit   int    // 0 is no limit
	Body    bool   // read the body too
}

// AgentFilter picks agents: by id, by name key, or by the first letters of a key.
type AgentFilter struct {
	IDs    []uint64
	Keys   []string
	Prefix string
	Limit  int
}

// EventFilter picks reports of events: by shared keys, by words, or by the time
// the event is said to be at.
type EventFilter struct {
	IDs    []StatementID
	Keys   []uint64 // shares at least one of these
	Words  Match
	From   string // event time on or after
	To     string // event time before
	PubMin Day    // published on or after
	PubMax Day    // published on or before; 0 is no bound
	AsOf   string
	Limit  int // keeps the newest; 0 is no limit
}

// FactFilter picks facts by name keys or Wikidata id.
type FactFilter struct {
	Keys     []string
	Wikidata string
}

// OrderVersions puts the versions of one article in the order in which they stood
// and sets Until. The order does not depend on the order of arrival unless the
// publisher gave no times: then, the earlier ingested came first.
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
		vs[n-1].Until = vs[n-1].Since // a killed article stands at no time
	}
}

// CompareTimes orders RFC 3339 times and dates; a bare date is the start of its day.
func CompareTimes(x, y string) int { return strings.Compare(utc(x), utc(y)) }
