// Package record holds what Readout asserts about one article, and its JSON form.
//
// The input is the values that a reading found; the output is JSON of schema "readout/1". The
// package refuses nothing; Check verifies that a record is consistent.
//
// The one idea: a record is a contract. Types may gain fields, and a field never changes its
// meaning with the way it was filled; docs/record.schema.json says the same as these types,
// and a test keeps them in sync.
package record

import (
	"slices"

	"readout/article"
)

// Schema is the version of the contract that this package writes.
const Schema = "readout/1"

// Span is a half-open range of bytes of Article.Text.
type Span = article.Span

// Record is everything read from one version of one article.
type Record struct {
	Schema     string      `json:"schema"`
	Reader     Reader      `json:"reader"`
	Article    Article     `json:"article"`
	Entities   []Entity    `json:"entities"`
	Times      []Time      `json:"times"`
	Statements []Statement `json:"statements"`
	Events     []Event     `json:"events"`
	Gaps       []Gap       `json:"gaps"`
}

// Reader identifies the reader and the models that wrote a record.
type Reader struct {
	Version string `json:"version"`
	Models  string `json:"models"` // "sha256:…" of the weight files, after "fast" with fast layers; or "none"
}

// Article is what was published.
type Article struct {
	ID            string    `json:"id"`
	URL           string    `json:"url"`
	Outlet        string    `json:"outlet"`
	Language      string    `json:"language"`
	SHA256        string    `json:"sha256"`
	Title         string    `json:"title,omitempty"`
	Authors       []string  `json:"authors,omitempty"`
	Headline      *Span     `json:"headline"`
	Deck          *Span     `json:"deck"`
	Byline        *Span     `json:"byline"`
	Dateline      *Dateline `json:"dateline"`
	Published     string    `json:"published"`
	PublishedFrom string    `json:"published_from"`
	Updated       string    `json:"updated,omitempty"`
	EmbargoUntil  string    `json:"embargo_until,omitempty"`
	Urgency       int       `json:"urgency,omitempty"`
	Notice        string    `json:"notice,omitempty"`
	Blocks        []Block   `json:"blocks"`
	Text          string    `json:"text"`
}

// Dateline is the place, date and agency at the beginning of a report. Date is resolved as far
// as the article allows, or "" if the dateline has none.
type Dateline struct {
	Span
	Place  string   `json:"place"`
	Places []string `json:"places,omitempty"`
	Date   string   `json:"date"`
	Agency string   `json:"agency"`
}

// Block is a passage of the text of one kind.
type Block = article.Block

// Entity is what one or more mentions name. ID is "e1", "e2", … in order of first mention.
type Entity struct {
	ID        string    `json:"id"`
	Kind      string    `json:"kind"`
	Name      string    `json:"name"`
	Roles     []Role    `json:"roles"`
	StandsFor string    `json:"stands_for"`
	Country   string    `json:"country,omitempty"`
	Wikidata  string    `json:"wikidata"`
	Members   []string  `json:"members,omitempty"`
	Mentions  []Mention `json:"mentions"`
}

// Role is a title or office, with its span in the text.
type Role struct {
	Title string `json:"title"`
	Span
}

// Mention is a phrase in the text. By and Score describe the link to the entity.
type Mention struct {
	Span
	Form  string  `json:"form"`
	By    string  `json:"by"`
	Score float64 `json:"score"`
}

// Time is a TIMEX3 time expression.
type Time struct {
	Span
	Type   string  `json:"type"`
	Value  string  `json:"value"`
	Mod    string  `json:"mod"`
	Anchor string  `json:"anchor"`
	Zone   string  `json:"zone,omitempty"`
	By     string  `json:"by"`
	Score  float64 `json:"score"`
}

// Statement is an attribution. ID is "s1", "s2", … in text order of its first span. Speakers,
// Via and About are entity IDs; NestedIn is a statement ID or "".
type Statement struct {
	ID         string   `json:"id"`
	Kind       string   `json:"kind"`
	Source     []Span   `json:"source"`
	Cue        []Span   `json:"cue"`
	Content    []Span   `json:"content"`
	Speakers   []string `json:"speakers"`
	Via        []string `json:"via"`
	NestedIn   string   `json:"nested_in"`
	Audience   string   `json:"audience"`
	Occasion   string   `json:"occasion"`
	SaidOn     string   `json:"said_on"`
	Act        string   `json:"act"`
	Attitude   string   `json:"attitude"`
	Commitment string   `json:"commitment"`
	About      []string `json:"about"`
	Answers    *Span    `json:"answers"`
	By         string   `json:"by"`
	Score      float64  `json:"score"`
}

// Event is something that people hold, attend or sign. ID is "v1", "v2", …; Span is its first
// mention. Place is the first place, Places all of them if there are several.
type Event struct {
	ID           string   `json:"id"`
	Type         string   `json:"type"`
	Name         string   `json:"name"`
	Span         Span     `json:"span"`
	Mentions     []Span   `json:"mentions"`
	Status       string   `json:"status"`
	Participants []string `json:"participants"`
	// Unsure holds the Participants that the reader is not sure of. They are not shown as
	// taking part.
	Unsure []string `json:"unsure,omitempty"`
	Place  string   `json:"place"`
	Places []string `json:"places,omitempty"`
	Time   string   `json:"time"`
	Slots  []Slot   `json:"slots"`
	By     string   `json:"by"`
	Score  float64  `json:"score"`
	// Which distinguishes the event from similar ones, in the report's own word: "next",
	// "second", "another", "previous".
	Which string `json:"which,omitempty"`
	// Background: mentioned only to explain something else ("their first meeting since …").
	Background bool `json:"background,omitempty"`
	// StatusScore is the confidence in Status; 0 means that it is not known.
	StatusScore float64 `json:"status_score,omitempty"`
}

// Slot is one detail about an event. Statement is "" if the report says it in its own voice.
// Score is the confidence that the slot belongs to this event and is stated; Background marks
// a clause that only explains something else.
type Slot struct {
	Slot      string   `json:"slot"`
	Value     string   `json:"value"`
	Span      Span     `json:"span"`
	Status    string   `json:"status"`
	SaidBy    []string `json:"said_by"`
	Statement string   `json:"statement"`
	By        string   `json:"by"`
	Score     float64  `json:"score"`

	Background bool `json:"background,omitempty"`
}

// SureParticipants returns the participants that the reader is sure of.
func (e *Event) SureParticipants() []string {
	var out []string
	for _, id := range e.Participants {
		if !slices.Contains(e.Unsure, id) {
			out = append(out, id)
		}
	}
	return out
}

// FirmScore is the score from which a slot is reliable enough to be shown or acted on.
//
// Source: 1,157 annotated reports that the reader's weights have not seen: of 2,581 slots with such
// a score 82 % are of the event and have a status of the right group (docs/decisions/021).
const FirmScore = 0.7

// Firm reports whether a slot is reliable enough to be shown: its clause speaks of its event,
// and its score is at least FirmScore.
func (s *Slot) Firm() bool { return !s.Background && s.Score >= FirmScore }

// Gap is a part of the text that was not read, and the reason.
type Gap = article.Gap
