package timex

import (
	"maps"
	"slices"
	"strings"

	"readout/timex/calendar"
)

// rule matches one kind of expression. A match begins with one of the words, a word of one of
// the tables, or a number in digits; trying only the rules that can begin at a token keeps the
// pass fast.
type rule struct {
	read   func(*reading, int) (found, bool)
	digits bool
	words  string
	tables [][]string
}

// rules are tried in this order; the first that matches at a token wins. Longer expressions
// come first.
var rules = [...]rule{
	{read: (*reading).dateline, digits: true, tables: [][]string{months, days}},
	{read: (*reading).isoDate, digits: true},
	{read: (*reading).numeric, digits: true},
	{read: (*reading).clock, digits: true, words: "noon midday midnight", tables: [][]string{numbers}},
	{read: (*reading).holiday, words: "last next this christmas new thanksgiving halloween good easter"},
	{read: (*reading).firstOfRange, digits: true},
	{read: (*reading).furtherDay, digits: true},
	{read: (*reading).dayOver, words: "day week weekend month year night evening"},
	{read: (*reading).lastNight, words: "last"},
	{read: (*reading).unitOfDay, words: "week weekend night morning afternoon evening"},
	{read: (*reading).monthDay, tables: [][]string{months}},
	{read: (*reading).dayMonth, digits: true},
	{read: (*reading).weekdayName, words: "last past previous next coming this", tables: [][]string{days}},
	{read: (*reading).thenDay, words: "earlier later following next that same"},
	{read: (*reading).endOf, words: "end beginning start middle"},
	{read: (*reading).quarter, digits: true, words: "q1 q2 q3 q4", tables: [][]string{ranks}},
	{read: (*reading).century, digits: true, tables: [][]string{ranks}},
	{read: (*reading).half, digits: true, words: "last latter", tables: [][]string{ranks}},
	{read: (*reading).partOf, digits: true, words: "last final closing opening", tables: [][]string{ranks}},
	{read: (*reading).midMonth, words: mid},
	{read: (*reading).yearEnd, words: "year"},
	{read: (*reading).yearAgo, words: "year quarter month week"},
	{read: (*reading).monthName, words: "last past previous next coming this", tables: [][]string{months}},
	{read: (*reading).decade, digits: true, words: "' ’ ‘"},
	{read: (*reading).fiscalYear, words: "fiscal full"},
	{read: (*reading).thatDay, words: "today tonight yesterday tomorrow"},
	{read: (*reading).every, words: "every each mondays tuesdays wednesdays thursdays fridays saturdays sundays"},
	{read: (*reading).times, digits: true, words: "once twice", tables: [][]string{numbers, rates}},
	{read: (*reading).unitApart, digits: true, words: "a an several many some few", tables: [][]string{numbers}},
	{read: (*reading).amount, digits: true,
		words:  "a an several many some few last past next first coming previous final latest recent",
		tables: [][]string{numbers}},
	{read: (*reading).bareUnits, tables: [][]string{unitWords}},
	{read: (*reading).shiftedUnit, words: "earlier later last previous past next coming this current latest that same"},
	{read: (*reading).theUnit, words: "quarter weekend year week month"},
	{read: (*reading).season, tables: [][]string{seasonWords}},
	{read: (*reading).partOfDay, words: "this that"},
	{read: (*reading).yearSpan, digits: true},
	{read: (*reading).spanEnd, digits: true},
	{read: (*reading).year, digits: true},
	{read: (*reading).spokenYear, words: "eighteen nineteen"},
	{read: (*reading).reference,
		words: "now currently nowadays at current these recently lately recent coming past near foreseeable immediate " +
			"future"},
}

// The words of the tables in package calendar.
var (
	months      = slices.Sorted(maps.Keys(calendar.MonthNumbers))
	days        = slices.Sorted(maps.Keys(calendar.Weekdays))
	numbers     = slices.Sorted(maps.Keys(calendar.NumberWords))
	ranks       = slices.Sorted(maps.Keys(calendar.Ordinals))
	rates       = slices.Sorted(maps.Keys(frequencies))
	unitWords   = slices.Sorted(maps.Keys(calendar.Units))
	seasonWords = slices.Sorted(maps.Keys(calendar.Seasons))
)

// ruleSet is a set of rules: bit i stands for rules[i].
type ruleSet = uint64

// digitRules can begin at a number in digits; wordRules maps a word to the rules that can
// begin at it.
var digitRules, wordRules = indexRules()

func indexRules() (digits ruleSet, words map[string]ruleSet) {
	words = make(map[string]ruleSet)
	for i := range rules {
		bit := ruleSet(1) << i
		if rules[i].digits {
			digits |= bit
		}
		for _, w := range strings.Fields(rules[i].words) {
			words[w] |= bit
		}
		for _, table := range rules[i].tables {
			for _, w := range table {
				words[w] |= bit
			}
		}
	}
	return digits, words
}
