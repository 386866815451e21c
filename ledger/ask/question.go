// Package ask is what a ledger can be asked: the search for statements, and what a
// condition of any question may look like.
//
// In come the parameters of an address or the flags of a command; out comes a Query that
// has been checked. It refuses, with a *Fault that names the condition, what has no answer:
// a day that is none, a word outside the vocabulary.
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

// Fault is what is wrong with a question, for whoever asked to mend: a day that is
// none, a word outside the vocabulary, a search that cannot be read. Pages, the API,
// feeds, assistants' tools, alerts and commands all show it as it is.
type Fault struct {
	Field string // the name of the condition: "as_of", "q"
	Text  string
}

// Error is the condition with what is wrong with it.
func (f *Fault) Error() string { return f.Field + ": " + f.Text }

// NewFault is a Fault of a condition, its text formatted as by fmt.Sprintf.
func NewFault(field, format string, args ...any) error {
	return &Fault{Field: field, Text: fmt.Sprintf(format, args...)}
}

// The bounds of a question's conditions.
const (
	maxAskedName   = 200 // characters of a speaker, a person or a role
	maxAskedWords  = 20  // words of them
	maxAskedValues = 100 // values of one list
)

// ParseQuery reads a search from the parameters of an address, as pages and feeds
// have them. Names that are no conditions are not looked at.
//
// Errors: a *Fault, as Check gives it.
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

// sortOldest is what an address says of a search whose oldest hits come first.
const sortOldest = "oldest"

// Check refuses a question that has no answer, before anything is looked up.
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
		known  []string // nil is anything
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

// Match is the text of a question, parsed.
func (q *Query) Match() (store.Match, error) { return ParseSearch("q", q.Text) }

// ParseSearch parses a search as somebody typed it.
func ParseSearch(field, text string) (store.Match, error) {
	m, err := store.ParseMatch(text)
	if err != nil {
		return m, &Fault{Field: field, Text: err.Error()}
	}
	return m, nil
}

// CheckSearch refuses a search that cannot be read.
//
// Errors: a *Fault.
func CheckSearch(field, text string) error {
	_, err := ParseSearch(field, text)
	return err
}

// CheckName refuses a name that is too long to be one.
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

// CheckWords refuses values that are not among those known; nil knows all.
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

// CheckDays refuses what is neither empty nor a day of the calendar, given pairs of a
// field's name and its value.
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

// momentLayouts are the forms that a day looked back to is written in.
var momentLayouts = [...]string{time.DateOnly, "2006-01", "2006", time.RFC3339}

// CheckAsOf refuses a day looked back to that is none: it may also be a month, a year
// or a time.
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

// Query asks for statements. Conditions that are set must all hold; of a list, any.
type Query struct {
	Text        string // store.ParseMatch's language
	Speaker     string // words of a speaker's name or role
	Person      string // a person of the ledger, by id or name
	Role        string
	Outlets     []string
	Kinds       []string
	Acts        []string
	Commitments []string
	Attitudes   []string
	Statuses    []string
	From, To    string   // days of publication, both included
	AsOf        string   // what stood at the end of that day; "" is now
	Replaced    bool     // what later versions replaced, too
	Event       string   // only in reports of this event, by id or name
	Articles    []string // only in these, by id; nil is any
	Oldest      bool     // the oldest first
	Limit       int      // 0 is 50
	Cursor      string   // Page.Next of the page before
}

// ErrUnknown is wrapped where a question names a person, event or statement that
// the ledger does not hold.
var ErrUnknown = errors.New("the ledger holds nothing of that name")
