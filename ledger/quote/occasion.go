package quote

import (
	"slices"
	"strings"

	"readout/internal/daynames"
	"readout/ledger/lexicon"
	"readout/ledger/statement"
)

// saying is a report of words as it is compared with other reports of the same speaker.
type saying struct {
	s     *statement.Statement
	words []string
	told  []told
}

// told is a word that says when or how many, or that a thing is changed: where two sayings of
// different days differ in it, they are two.
type told struct {
	kind  toldKind
	value string
}

type toldKind int

const (
	nothingTold toldKind = iota
	weekdayTold
	monthTold
	dayOfMonth
	numberTold
	changeTold
)

func newSaying(s *statement.Statement) *saying {
	x := &saying{s: s, words: plainWords(s.ContentWords())}
	for i := range x.words {
		if w := tell(x.words, i); w.kind != nothingTold {
			x.told = append(x.told, w)
		}
	}
	return x
}

// tell returns what the i-th of some words tells. "May" and "march" are months beside a number, and
// a number beside a month is a day of it.
func tell(words []string, i int) told {
	w := words[i]
	near := func(is func(string) bool) bool { return i > 0 && is(words[i-1]) || i+1 < len(words) && is(words[i+1]) }
	digits := leadingDigits(w)
	switch n := lexicon.Number(w); {
	case daynames.Weekday(w) > 0:
		return told{weekdayTold, w}
	case isMonth(w) && (!lexicon.IsVerbToo(w) || near(startsWithDigit)):
		return told{monthTold, w[:3]}
	case digits != "" && len(digits) <= 2 && (near(isMonth) || lexicon.IsOrdinalEnding(w[len(digits):])):
		return told{dayOfMonth, digits}
	case digits != "":
		return told{numberTold, digits}
	case n != "":
		return told{numberTold, n}
	case lexicon.IsChange(w):
		return told{changeTold, "change"}
	}
	return told{}
}

// isMonth reports whether a word is the name of a month or a shortened one.
func isMonth(w string) bool { return len(w) >= 3 && daynames.Month(w) > 0 }

func startsWithDigit(w string) bool { return leadingDigits(w) != "" }

// leadingDigits returns the number that a word begins with: "9" of "9th", "4" of "4m".
func leadingDigits(w string) string {
	return w[:len(w)-len(strings.TrimLeft(w, "0123456789"))]
}

// same reports whether two reports are of one saying: the same words, on an occasion that may be the
// same one.
func (x *saying) same(y *saying) bool {
	ops, same := SameWords(x.words, y.words)
	return same && !x.otherOccasion(y, ops)
}

// apart reports whether two reports of the same words are of different occasions. Those of which
// neither has the words of the other may both be parts of a third.
func (x *saying) apart(y *saying) bool {
	if x.s.Said == y.s.Said || !x.contrary(y) && !differ(x.told, y.told) {
		return false
	}
	ops, same := SameWords(x.words, y.words)
	return same && x.otherOccasion(y, ops)
}

// otherOccasion reports whether two reports of different days of saying cannot be of one occasion,
// however similar the words: one affirms what the other denies (and not with the same "not"), or
// they tell different days or numbers, or one tells of a change. What only one of them has before or
// after the other's words does not count: it may have been cut. On one day, a different number is the
// outlet's.
func (x *saying) otherOccasion(y *saying, ops []op) bool {
	if x.s.Said == y.s.Said {
		return false
	}
	ops = withoutEnds(ops)
	var left, put []told
	others, denied, alike := false, false, false
	for _, o := range ops {
		switch {
		case o.y < 0:
			left, others = append(left, tell(x.words, o.x)), true
			denied = denied || lexicon.IsDenial(x.words[o.x])
		case o.x < 0:
			put, others = append(put, tell(y.words, o.y)), true
			denied = denied || lexicon.IsDenial(y.words[o.y])
		default:
			alike = alike || lexicon.IsDenial(x.words[o.x])
		}
	}
	without := func(list, other []told) []told {
		return slices.DeleteFunc(list, func(w told) bool { return w.kind == nothingTold || slices.Contains(other, w) })
	}
	if others && (denied || !alike) && x.contrary(y) {
		return true
	}
	return differ(without(left, y.told), without(put, x.told))
}

// contrary reports whether one of two statements affirms and the other denies.
func (x *saying) contrary(y *saying) bool { return statement.Level(x.s)*statement.Level(y.s) < 0 }

// differ reports whether each of two lists tells something of one kind that the other does not, or
// only one tells of a change.
func differ(x, y []told) bool {
	for kind := weekdayTold; kind <= changeTold; kind++ {
		more, other := tellsMore(x, y, kind), tellsMore(y, x, kind)
		if more && other || kind == changeTold && more != other {
			return true
		}
	}
	return false
}

// tellsMore reports whether x tells something of a kind that y does not.
func tellsMore(x, y []told, kind toldKind) bool {
	return slices.ContainsFunc(x, func(w told) bool { return w.kind == kind && !slices.Contains(y, w) })
}

// withoutEnds drops what only one of two wordings has before the first or after the last word of the
// other.
func withoutEnds(ops []op) []op {
	one := func(left, put int) int {
		if left > 0 && put > 0 {
			return 0
		}
		return left + put
	}
	ops = ops[one(leading(ops)):]
	return ops[:len(ops)-one(trailing(ops))]
}
