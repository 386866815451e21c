package timex

import (
	_ "embed"
	"fmt"
	"strings"
)

// class is what a word is to the rules. The words of each are in words.tsv: rules name
// classes only, so that another language is another table.
type class uint8

const (
	cA     class = iota
	cAbout       // an amount that is not exact; TimeBank leaves these out of the expression
	cAfter
	cAgo
	cAhead        // words that look ahead
	cAm           // behind an hour: before noon
	cAmountGoesOn // between a number and its unit
	cAmountOpener // before a number that is no year
	cAnd
	cAnyDay           // before a weekday that is any
	cApproximately    // an amount that is not exact
	cArranged         // verbs of what is arranged, whatever their tag
	cArrangedUntagged // more verbs of what is arranged, for text without tags
	cAt
	cBack // words that look back
	cBe
	cBefore
	cBeginning
	cBehindAnyDay // behind "a Monday" that is any Monday
	cBetween
	cBy
	cCentury
	cChristmas
	cClockOpener // before a time of day written "9.00"
	cClose
	cCloseBracket
	cClosing
	cComing
	cComma
	cCould
	cCounted // what a number before it counts
	cCouple
	cCurrent
	cDash
	cDay
	cDaylight
	cDays
	cDeterminer // before a day that describes a thing
	cDot
	cEach
	cEarlier
	cEarly
	cEaster
	cEnd
	cEnded
	cEnding
	cEve
	cEvening
	cEvery
	cFall
	cFewOf // behind "a": a number of units
	cFewer
	cFinal
	cFiscal
	cFiscalKind // before "year"
	cFollowing
	cFor
	cFriday
	cFrom
	cFull
	cFuture
	cFutureAdjective // before "future"
	cGenitive        // the genitive
	cGivenMonth      // months that are given names
	cGoing
	cGood
	cHalf
	cHalfSign
	cHalloween
	cHappening // before a participle that is neither past nor ahead
	cHence
	cHours // behind a time of day
	cHoursWord
	cHundred
	cHyphen
	cIn
	cIndefinite
	cIntended // before "to" that puts what follows ahead
	cIsTo     // before "to" that looks ahead
	cJan
	cKindOfPayment // what describes a payment as well
	cLast
	cLate
	cLater
	cLatest
	cLatter
	cLeast
	cLess
	cLocal
	cLong
	cLonger
	cManyOf // before "of" and a unit
	cMarch
	cMay
	cMid
	cMiddle
	cMidnight // 0:00
	cMoment
	cMonday
	cMonth
	cMonthNoName // before a month that is no part of a name
	cMonthOpener // before a month said alone
	cMore
	cMost
	cNameMonth // months that are names of people
	cNew
	cNewspaperName // behind a weekday in the name of a newspaper
	cNext
	cNight
	cNo
	cNoDay // behind a number that is no day of the month
	cNoon  // 12:00
	cNot
	cNotWord
	cNounOpener // before a month that is no part of a name
	cNow
	cNumberedAnyCase // what a number names, with no capital needed
	cNumberedThing   // what a number after it names
	cOClock
	cOf
	cOld
	cOldWord
	cOn
	cOnce
	cOpenBracket
	cOpening
	cOr
	cPartOf // behind "a quarter of"
	cPast
	cPastAdverb // the past
	cPer
	cPercent
	cPeriod
	cPm // behind an hour: after noon
	cPoint
	cPresent
	cPresentAdverb // the present
	cPrevious
	cQuarter
	cQuarterOpener // before "Q1"
	cRange         // between two days
	cRangeOpener   // before the first day of a range
	cRated         // before "a day" where it says how often
	cRecent
	cReporting // verbs that reports use in the present tense of what is past
	cSame
	cSemicolon
	cSet
	cSeveralUnits // a number of units that nobody counts
	cSlash
	cSo
	cSooner
	cSpring
	cStandard
	cStart
	cSunday
	cThan
	cThanksgiving
	cThat
	cThe
	cThese
	cThis
	cThrough
	cTime
	cTimes
	cTo
	cToday
	cTomorrow
	cTonight
	cTwice
	cUnitsOpener // before units without a number
	cUntil
	cUntilWord
	cUp
	cVersion // before numbers with dots that are no day
	cWas
	cWeek
	cWeekend
	cWhen
	cWhichPeriod // before an amount: "the last nine months"
	cWhose       // before "last night" that is somebody's last
	cWill        // before what is yet to be
	cYear
	cYearOpener // before a number that is a year
	cYesterday
	cZoneRegion // zones named by a region
	classes
)

// classNames are the names of the classes in words.tsv.
var classNames = [classes]string{
	cA:                "a",
	cAbout:            "about",
	cAfter:            "after",
	cAgo:              "ago",
	cAhead:            "ahead",
	cAm:               "am",
	cAmountGoesOn:     "amount-goes-on",
	cAmountOpener:     "amount-opener",
	cAnd:              "and",
	cAnyDay:           "any-day",
	cApproximately:    "approximately",
	cArranged:         "arranged",
	cArrangedUntagged: "arranged-untagged",
	cAt:               "at",
	cBack:             "back",
	cBe:               "be",
	cBefore:           "before",
	cBeginning:        "beginning",
	cBehindAnyDay:     "behind-any-day",
	cBetween:          "between",
	cBy:               "by",
	cCentury:          "century",
	cChristmas:        "christmas",
	cClockOpener:      "clock-opener",
	cClose:            "close",
	cCloseBracket:     "close-bracket",
	cClosing:          "closing",
	cComing:           "coming",
	cComma:            "comma",
	cCould:            "could",
	cCounted:          "counted",
	cCouple:           "couple",
	cCurrent:          "current",
	cDash:             "dash",
	cDay:              "day",
	cDaylight:         "daylight",
	cDays:             "days",
	cDeterminer:       "determiner",
	cDot:              "dot",
	cEach:             "each",
	cEarlier:          "earlier",
	cEarly:            "early",
	cEaster:           "easter",
	cEnd:              "end",
	cEnded:            "ended",
	cEnding:           "ending",
	cEve:              "eve",
	cEvening:          "evening",
	cEvery:            "every",
	cFall:             "fall",
	cFewOf:            "few-of",
	cFewer:            "fewer",
	cFinal:            "final",
	cFiscal:           "fiscal",
	cFiscalKind:       "fiscal-kind",
	cFollowing:        "following",
	cFor:              "for",
	cFriday:           "friday",
	cFrom:             "from",
	cFull:             "full",
	cFuture:           "future",
	cFutureAdjective:  "future-adjective",
	cGenitive:         "genitive",
	cGivenMonth:       "given-month",
	cGoing:            "going",
	cGood:             "good",
	cHalf:             "half",
	cHalfSign:         "half-sign",
	cHalloween:        "halloween",
	cHappening:        "happening",
	cHence:            "hence",
	cHours:            "hours",
	cHoursWord:        "hours-word",
	cHundred:          "hundred",
	cHyphen:           "hyphen",
	cIn:               "in",
	cIndefinite:       "indefinite",
	cIntended:         "intended",
	cIsTo:             "is-to",
	cJan:              "jan",
	cKindOfPayment:    "kind-of-payment",
	cLast:             "last",
	cLate:             "late",
	cLater:            "later",
	cLatest:           "latest",
	cLatter:           "latter",
	cLeast:            "least",
	cLess:             "less",
	cLocal:            "local",
	cLong:             "long",
	cLonger:           "longer",
	cManyOf:           "many-of",
	cMarch:            "march",
	cMay:              "may",
	cMid:              "mid",
	cMiddle:           "middle",
	cMidnight:         "midnight",
	cMoment:           "moment",
	cMonday:           "monday",
	cMonth:            "month",
	cMonthNoName:      "month-no-name",
	cMonthOpener:      "month-opener",
	cMore:             "more",
	cMost:             "most",
	cNameMonth:        "name-month",
	cNew:              "new",
	cNewspaperName:    "newspaper-name",
	cNext:             "next",
	cNight:            "night",
	cNo:               "no",
	cNoDay:            "no-day",
	cNoon:             "noon",
	cNot:              "not",
	cNotWord:          "not-word",
	cNounOpener:       "noun-opener",
	cNow:              "now",
	cNumberedAnyCase:  "numbered-any-case",
	cNumberedThing:    "numbered-thing",
	cOClock:           "o-clock",
	cOf:               "of",
	cOld:              "old",
	cOldWord:          "old-word",
	cOn:               "on",
	cOnce:             "once",
	cOpenBracket:      "open-bracket",
	cOpening:          "opening",
	cOr:               "or",
	cPartOf:           "part-of",
	cPast:             "past",
	cPastAdverb:       "past-adverb",
	cPer:              "per",
	cPercent:          "percent",
	cPeriod:           "period",
	cPm:               "pm",
	cPoint:            "point",
	cPresent:          "present",
	cPresentAdverb:    "present-adverb",
	cPrevious:         "previous",
	cQuarter:          "quarter",
	cQuarterOpener:    "quarter-opener",
	cRange:            "range",
	cRangeOpener:      "range-opener",
	cRated:            "rated",
	cRecent:           "recent",
	cReporting:        "reporting",
	cSame:             "same",
	cSemicolon:        "semicolon",
	cSet:              "set",
	cSeveralUnits:     "several-units",
	cSlash:            "slash",
	cSo:               "so",
	cSooner:           "sooner",
	cSpring:           "spring",
	cStandard:         "standard",
	cStart:            "start",
	cSunday:           "sunday",
	cThan:             "than",
	cThanksgiving:     "thanksgiving",
	cThat:             "that",
	cThe:              "the",
	cThese:            "these",
	cThis:             "this",
	cThrough:          "through",
	cTime:             "time",
	cTimes:            "times",
	cTo:               "to",
	cToday:            "today",
	cTomorrow:         "tomorrow",
	cTonight:          "tonight",
	cTwice:            "twice",
	cUnitsOpener:      "units-opener",
	cUntil:            "until",
	cUntilWord:        "until-word",
	cUp:               "up",
	cVersion:          "version",
	cWas:              "was",
	cWeek:             "week",
	cWeekend:          "weekend",
	cWhen:             "when",
	cWhichPeriod:      "which-period",
	cWhose:            "whose",
	cWill:             "will",
	cYear:             "year",
	cYearOpener:       "year-opener",
	cYesterday:        "yesterday",
	cZoneRegion:       "zone-region",
}

// classSet is a set of classes, a bit each.
type classSet [(classes + 63) / 64]uint64

func (s *classSet) add(c class) { s[c/64] |= 1 << (c % 64) }

func (s *classSet) has(c class) bool { return s[c/64]&(1<<(c%64)) != 0 }

//go:embed words.tsv
var wordsTable string

// lexicon gives each word of words.tsv its classes.
var lexicon = readLexicon(wordsTable)

// readLexicon reads the table. It panics on a line that names no class: the table is part of
// the program.
func readLexicon(table string) map[string]classSet {
	byName := make(map[string]class, classes)
	for c, name := range classNames {
		byName[name] = class(c)
	}
	words := make(map[string]classSet)
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, list, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		c, ok := byName[name]
		if !ok {
			panic(fmt.Sprintf("timex: words.tsv: no class %q", name))
		}
		for w := range strings.FieldsSeq(list) {
			set := words[w]
			set.add(c)
			words[w] = set
		}
	}
	return words
}
