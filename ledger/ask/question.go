// Package ask defines the queries a ledger answers: the search for statements, and the syntax
// of conditions in any query.
//
// In come URL parameters or command flags; out comes a Query that has been checked. It refuses
// invalid conditions, such as a day that does not exist or a word outside the vocabulary, with
// a *Fault that names the condition.
package ask

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"readout/record"
	"readout/store"
)

// Fault is what is wrong with a query, in words for whoever made it: a day that does not
// exist, a word outside the vocabulary, a search that cannot be parsed. Pages, the API, feeds,
// assistants' tools, alerts and commands all show it unchanged.
type Fault struct {
	Field string // the name of the condition: "as_of", "q"
	Text  string
}

// Error returns the condition and what is wrong with it.
func (f *Fault) Error() string { return f.Field + ": " + f.Text }

// Plain returns what is wrong as people read it: that the search cannot be read says itself of which condition it is.
func (f *Fault) Plain() string {
	if f.Field == textField {
		return f.Text
	}
	return f.Error()
}

// textField is the condition that holds the words of a search.
const textField = "q"

// NewFault returns a Fault of a condition, its text formatted as by fmt.Sprintf.
func NewFault(field, format string, args ...any) error {
	return &Fault{Field: field, Text: fmt.Sprintf(format, args...)}
}

// The limits of a query's conditions.
const (
	maxAskedName   = 200 // characters in the name of a speaker, a person or a role
	maxAskedWords  = 20  // words in such a name
	maxAskedValues = 100 // values in one list
)

// ParseQuery reads a search from URL parameters, as used by pages and feeds. It ignores
// parameters that are not conditions.
//
// Errors: a *Fault, as from Check.
func ParseQuery(values map[string][]string) (Query, error) {
	one := func(name string) string {
		if v := values[name]; len(v) > 0 {
			return strings.TrimSpace(v[0])
		}
		return ""
	}
	q := Query{Text: one("q"), Speaker: one("speaker"), Person: one("person"), Role: one("role"),
		Outlets: values["outlet"], Kinds: values["kind"],
		Acts: values["act"], Commitments: values["commitment"], Attitudes: values["attitude"], Statuses: values["status"],
		From: one("from"), To: one("to"),
		AsOf: one("as_of"), Replaced: one("replaced") == "true", Event: one("event"), Oldest: one("sort") == sortOldest,
		Cursor: one("cursor")}
	if err := CheckWords("sort", values["sort"], []string{"", "newest", sortOldest}); err != nil {
		return q, err
	}
	return q, q.Check()
}

// sortOldest is the value of the parameter sort that puts the oldest hits first.
const sortOldest = "oldest"

// Check refuses an invalid query before anything is looked up.
//
// Errors: a *Fault.
func (q *Query) Check() error {
	if _, err := q.Match(); err != nil {
		return err
	}
	for _, name := range [...]struct{ field, value string }{{"speaker", q.Speaker}, {"person", q.Person},
		{"role", q.Role}, {"event", q.Event}} {
		if err := CheckName(name.field, name.value); err != nil {
			return err
		}
	}
	for _, list := range [...]struct {
		field  string
		values []string
		known  []string // nil allows anything
	}{
		{"outlet", q.Outlets, nil},
		{"kind", q.Kinds, record.Kinds[:]},
		{"act", q.Acts, record.Acts[:]},
		{"commitment", q.Commitments, record.Commitments[:]},
		{"attitude", q.Attitudes, record.Attitudes[:]},
		{"status", q.Statuses, record.Statuses[:]},
	} {
		if err := CheckWords(list.field, list.values, list.known); err != nil {
			return err
		}
	}
	if err := CheckDays("from", q.From, "to", q.To); err != nil {
		return err
	}
	return CheckAsOf(q.AsOf)
}

// Match returns the parsed text of a query.
func (q *Query) Match() (store.Match, error) { return ParseSearch(textField, q.Text) }

// ParseSearch parses a search as a user typed it.
func ParseSearch(field, text string) (store.Match, error) {
	m, err := store.ParseMatch(text)
	if err != nil {
		return m, &Fault{Field: field, Text: err.Error()}
	}
	return m, nil
}

// CheckSearch refuses a search that cannot be parsed.
//
// Errors: a *Fault.
func CheckSearch(field, text string) error {
	_, err := ParseSearch(field, text)
	return err
}

// CheckName refuses a name that is too long.
//
// Errors: a *Fault.
func CheckName(field, name string) error {
	if n := len([]rune(name)); n > maxAskedName {
		return NewFault(field, "it is longer than %d characters", maxAskedName)
	}
	if len(strings.Fields(store.Words(name))) > maxAskedWords {
		return NewFault(field, "there are more than %d words", maxAskedWords)
	}
	return nil
}

// CheckWords refuses values that are not among the known ones; if known is nil, any are
// allowed.
//
// Errors: a *Fault.
func CheckWords(field string, values, known []string) error {
	if len(values) > maxAskedValues {
		return NewFault(field, "there are more than %d values", maxAskedValues)
	}
	for _, v := range values {
		if known != nil && !slices.Contains(known, v) {
			return NewFault(field, "%.100q is none of: %s", v, strings.Join(known, ", "))
		}
		if len([]rune(v)) > maxAskedName {
			return NewFault(field, "a value is longer than %d characters", maxAskedName)
		}
	}
	return nil
}

// CheckDays refuses values that are neither empty nor a calendar day, given pairs of a field's
// name and its value.
//
// Errors: a *Fault.
func CheckDays(pairs ...string) error {
	for i := 0; i+1 < len(pairs); i += 2 {
		field, day := pairs[i], pairs[i+1]
		if _, err := time.Parse(time.DateOnly, day); day != "" && (err != nil || store.DayOf(day) == 0) {
			return NewFault(field, "%.40q is not a day: write 2024-03-14", day)
		}
	}
	return nil
}

// momentLayouts are the formats of a moment to look back to.
var momentLayouts = [...]string{time.DateOnly, "2006-01", "2006", time.RFC3339}

// CheckAsOf refuses an invalid as_of: it may be a day, a month, a year or a time.
//
// Errors: a *Fault.
func CheckAsOf(asOf string) error { return CheckMoment("as_of", asOf) }

// CheckMoment refuses what is neither empty nor a day, a month, a year or a time.
//
// Errors: a *Fault.
func CheckMoment(field, when string) error {
	if when == "" {
		return nil
	}
	for _, layout := range momentLayouts {
		if _, err := time.Parse(layout, when); err == nil && store.DayOf(when) > 0 {
			return nil
		}
	}
	return NewFault(field, "%.40q is not a day: write 2024-03-14, 2024-03, 2024 or 2024-03-14T16:05:00Z", when)
}

// Query asks for statements. All conditions that are set must hold; of a list, any one.
type Query struct {
	Text        string // in the language of store.ParseMatch
	Speaker     string // words of a speaker's name or role
	Person      string // a person of the ledger, by id or name
	Role        string
	Outlets     []string
	Kinds       []string
	Acts        []string
	Commitments []string
	Attitudes   []string
	Statuses    []string
	From, To    string   // days of publication, inclusive
	AsOf        string   // what stood at the end of that day; "" is now
	Replaced    bool     // include what later versions replaced
	Event       string   // only in reports of this event, by id or name
	Articles    []string // only in these articles, by id; nil is any
	Oldest      bool     // the oldest first
	Limit       int      // 0 is 50
	Cursor      string   // Page.Next of the previous page
}

// ErrUnknown is wrapped if a query names a person, event or statement that the ledger does not
// hold.
var ErrUnknown = errors.New("the ledger holds nothing of that name")
