// Package class assigns English words to the classes that the rules of package timex use.
//
// The input is a word in lower case; the output is the set of its classes. The package refuses
// a table that names an unknown class.
//
// The one idea: rules refer to classes rather than words, so another language is another
// words.tsv.
package class

import (
	_ "embed"
	"fmt"
	"strings"
)

// Class is a class of words.
type Class uint8

// The classes, in the order of words.tsv, which lists their words.

const (
	A     Class = iota
	About       // inexact amount; TimeBank excludes these from the expression
	After
	Ago
	Ahead        // words that look ahead
	Am           // after an hour: a.m.
	AmountGoesOn // between a number and its unit
	AmountOpener // before a number that is not a year
	And
	AnyDay           // before an indefinite weekday
	Approximately    // an amount that is not exact
	Arranged         // verbs of scheduled events, whatever their tag
	ArrangedUntagged // more verbs of scheduled events, for text without tags
	At
	Back // words that look back
	Be
	Before
	Beginning
	BehindAnyDay // after an indefinite "a Monday"
	Between
	By
	Century
	Christmas
	ClockOpener // before a time of day written "9.00"
	Close
	CloseBracket
	Closing
	Coming
	Comma
	Could
	Counted // things that a preceding number counts
	Couple
	Current
	Dash
	Day
	Daylight
	Days
	Determiner // before a day used attributively
	Did
	Dot
	Each
	Earlier
	Early
	Easter
	End
	Ended
	Ending
	Eve
	Evening
	Every
	Fall
	FewOf // after "a": a number of units
	Fewer
	Final
	Fiscal
	FiscalKind // before "year"
	Following
	For
	Friday
	From
	Full
	Future
	FutureAdjective // before "future"
	Genitive        // the genitive
	GivenMonth      // months that are given names
	Going
	Good
	Had
	Half
	HalfSign
	Halloween
	Happening // before a participle that is neither past nor future
	Hence
	Hours // after a time of day
	HoursWord
	Hundred
	Hyphen
	In
	Indefinite
	Intended // before a "to" that makes what follows future
	IsTo     // before a "to" that looks ahead
	Jan
	KindOfPayment // adjectives of payments
	Last
	Late
	Later
	Latest
	Latter
	Least
	Less
	Local
	Long
	Longer
	ManyOf // before "of" and a unit
	March
	May
	Mid
	Middle
	Midnight // 0:00
	Moment
	Monday
	Month
	MonthNoName // before a month that is not part of a name
	MonthOpener // before a month said alone
	More
	Most
	NameMonth // months that are people's names
	New
	NewspaperName // after a weekday in a newspaper's name
	Next
	Night
	No
	NoDay // after a number that is not a day of the month
	Noon  // 12:00
	Not
	NotWord
	NounOpener // before a month that is not part of a name
	Now
	NumberedAnyCase // numbered things, capitalised or not
	NumberedThing   // numbered things, capitalised
	OClock
	Of
	Old
	OldWord
	On
	Once
	OpenBracket
	Opening
	Or
	PartOf // after "a quarter of"
	Past
	PastAdverb // the past
	Per
	Percent
	Period
	Pm // after an hour: p.m.
	Point
	Present
	PresentAdverb // the present
	Previous
	Put      // with PutWhere: gives what is to come another day
	PutOff   // gives what is to come another day
	PutWhere // after Put
	Quarter
	QuarterOpener // before "Q1"
	Range         // between two days
	RangeOpener   // before the first day of a range
	Rated         // before "a day" as a rate
	Recent
	Reporting // verbs used in the present tense for past events
	Same
	Semicolon
	Set
	SeveralUnits // uncounted number of units
	Slash
	So
	Sooner
	Spring
	Standard
	Start
	Sunday
	Than
	Thanksgiving
	That
	The
	These
	This
	Through
	Time
	Times
	To
	Today
	Tomorrow
	Tonight
	Twice
	UnitsOpener // before units without a number
	Until
	UntilWord
	Up
	Version // before dotted numbers that are not dates
	Was
	Week
	Weekend
	Were
	When
	WhichPeriod // before an amount: "the last nine months"
	Whose       // before a "last night" that is somebody's last
	Will        // before future events
	Year
	YearOpener // before a number that is a year
	Yesterday
	ZoneRegion // zones named by a region
	classes
)

// names are the names of the classes in words.tsv.
var names = [classes]string{
	A:                "a",
	About:            "about",
	After:            "after",
	Ago:              "ago",
	Ahead:            "ahead",
	Am:               "am",
	AmountGoesOn:     "amount-goes-on",
	AmountOpener:     "amount-opener",
	And:              "and",
	AnyDay:           "any-day",
	Approximately:    "approximately",
	Arranged:         "arranged",
	ArrangedUntagged: "arranged-untagged",
	At:               "at",
	Back:             "back",
	Be:               "be",
	Before:           "before",
	Beginning:        "beginning",
	BehindAnyDay:     "behind-any-day",
	Between:          "between",
	By:               "by",
	Century:          "century",
	Christmas:        "christmas",
	ClockOpener:      "clock-opener",
	Close:            "close",
	CloseBracket:     "close-bracket",
	Closing:          "closing",
	Coming:           "coming",
	Comma:            "comma",
	Could:            "could",
	Counted:          "counted",
	Couple:           "couple",
	Current:          "current",
	Dash:             "dash",
	Day:              "day",
	Daylight:         "daylight",
	Days:             "days",
	Determiner:       "determiner",
	Did:              "did",
	Dot:              "dot",
	Each:             "each",
	Earlier:          "earlier",
	Early:            "early",
	Easter:           "easter",
	End:              "end",
	Ended:            "ended",
	Ending:           "ending",
	Eve:              "eve",
	Evening:          "evening",
	Every:            "every",
	Fall:             "fall",
	FewOf:            "few-of",
	Fewer:            "fewer",
	Final:            "final",
	Fiscal:           "fiscal",
	FiscalKind:       "fiscal-kind",
	Following:        "following",
	For:              "for",
	Friday:           "friday",
	From:             "from",
	Full:             "full",
	Future:           "future",
	FutureAdjective:  "future-adjective",
	Genitive:         "genitive",
	GivenMonth:       "given-month",
	Going:            "going",
	Good:             "good",
	Had:              "had",
	Half:             "half",
	HalfSign:         "half-sign",
	Halloween:        "halloween",
	Happening:        "happening",
	Hence:            "hence",
	Hours:            "hours",
	HoursWord:        "hours-word",
	Hundred:          "hundred",
	Hyphen:           "hyphen",
	In:               "in",
	Indefinite:       "indefinite",
	Intended:         "intended",
	IsTo:             "is-to",
	Jan:              "jan",
	KindOfPayment:    "kind-of-payment",
	Last:             "last",
	Late:             "late",
	Later:            "later",
	Latest:           "latest",
	Latter:           "latter",
	Least:            "least",
	Less:             "less",
	Local:            "local",
	Long:             "long",
	Longer:           "longer",
	ManyOf:           "many-of",
	March:            "march",
	May:              "may",
	Mid:              "mid",
	Middle:           "middle",
	Midnight:         "midnight",
	Moment:           "moment",
	Monday:           "monday",
	Month:            "month",
	MonthNoName:      "month-no-name",
	MonthOpener:      "month-opener",
	More:             "more",
	Most:             "most",
	NameMonth:        "name-month",
	New:              "new",
	NewspaperName:    "newspaper-name",
	Next:             "next",
	Night:            "night",
	No:               "no",
	NoDay:            "no-day",
	Noon:             "noon",
	Not:              "not",
	NotWord:          "not-word",
	NounOpener:       "noun-opener",
	Now:              "now",
	NumberedAnyCase:  "numbered-any-case",
	NumberedThing:    "numbered-thing",
	OClock:           "o-clock",
	Of:               "of",
	Old:              "old",
	OldWord:          "old-word",
	On:               "on",
	Once:             "once",
	OpenBracket:      "open-bracket",
	Opening:          "opening",
	Or:               "or",
	PartOf:           "part-of",
	Past:             "past",
	PastAdverb:       "past-adverb",
	Per:              "per",
	Percent:          "percent",
	Period:           "period",
	Pm:               "pm",
	Point:            "point",
	Present:          "present",
	PresentAdverb:    "present-adverb",
	Previous:         "previous",
	Put:              "put",
	PutOff:           "put-off",
	PutWhere:         "put-where",
	Quarter:          "quarter",
	QuarterOpener:    "quarter-opener",
	Range:            "range",
	RangeOpener:      "range-opener",
	Rated:            "rated",
	Recent:           "recent",
	Reporting:        "reporting",
	Same:             "same",
	Semicolon:        "semicolon",
	Set:              "set",
	SeveralUnits:     "several-units",
	Slash:            "slash",
	So:               "so",
	Sooner:           "sooner",
	Spring:           "spring",
	Standard:         "standard",
	Start:            "start",
	Sunday:           "sunday",
	Than:             "than",
	Thanksgiving:     "thanksgiving",
	That:             "that",
	The:              "the",
	These:            "these",
	This:             "this",
	Through:          "through",
	Time:             "time",
	Times:            "times",
	To:               "to",
	Today:            "today",
	Tomorrow:         "tomorrow",
	Tonight:          "tonight",
	Twice:            "twice",
	UnitsOpener:      "units-opener",
	Until:            "until",
	UntilWord:        "until-word",
	Up:               "up",
	Version:          "version",
	Was:              "was",
	Week:             "week",
	Weekend:          "weekend",
	Were:             "were",
	When:             "when",
	WhichPeriod:      "which-period",
	Whose:            "whose",
	Will:             "will",
	Year:             "year",
	YearOpener:       "year-opener",
	Yesterday:        "yesterday",
	ZoneRegion:       "zone-region",
}

// Classes is a set of classes, one bit each.
type Classes [(classes + 63) / 64]uint64

func (s *Classes) add(c Class) { s[c/64] |= 1 << (c % 64) }

// Has reports whether a class is in the set.
func (s *Classes) Has(c Class) bool { return s[c/64]&(1<<(c%64)) != 0 }

//go:embed words.tsv
var wordsTable string

var lexicon = read(wordsTable)

// Lookup returns the classes of a word in lower case.
func Lookup(word string) Classes { return lexicon[word] }

// read parses the table. It panics on an unknown class, because the table is part of the
// program.
func read(table string) map[string]Classes {
	byName := make(map[string]Class, classes)
	for c, name := range names {
		byName[name] = Class(c)
	}
	words := make(map[string]Classes)
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, list, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		c, ok := byName[name]
		if !ok {
			panic(fmt.Sprintf("class: words.tsv: no class %q", name))
		}
		for w := range strings.FieldsSeq(list) {
			set := words[w]
			set.add(c)
			words[w] = set
		}
	}
	return words
}
