package timex

import (
	"fmt"
	"strings"

	"readout/article"
	"readout/doc"
	"readout/timex/class"
)

// count reads how many units are meant, from token i on: "three", "a", "the past
// two", "several", "twenty-five". It gives the token after it, i if there is none.
func (r *words) count(i int) (next, n int, vague bool) {
	switch {
	case r.in(i, class.Indefinite):
		switch {
		case r.in(i+1, class.Hundred):
			return i + 2, 100, false
		case r.in(i+1, class.FewOf):
			j := i + 2
			if r.in(j, class.Of) {
				j++
			}
			return j, 2, !r.in(i+1, class.Couple)
		}
		return i + 1, 1, false
	case r.in(i, class.SeveralUnits):
		return i + 1, 0, true
	case r.in(i, class.Couple):
		if r.in(i+1, class.Of) {
			return i + 2, 2, false
		}
	case r.in(i, class.Half):
		return i, 0, false
	}
	n, ok := r.number(i)
	if !ok {
		return i, 0, false
	}
	if n >= 20 && n%10 == 0 && numberWords[r.word(i)] > 0 { // "twenty-five", "twenty five"
		j := i + 1
		if r.in(j, class.Hyphen) {
			j++
		}
		if more, ok := numberWords[r.word(j)]; ok && more < 10 {
			return j + 1, n + more, false
		}
	}
	if r.in(i+1, class.To, class.Or, class.Hyphen) { // "12 to 18 months", "two or three days"
		if most, ok := r.number(i + 2); ok && most > n {
			return i + 3, 0, true
		}
	}
	if m, ok := numberWords[r.word(i+1)]; ok && m == 100 {
		return i + 2, n * 100, false
	}
	return i + 1, n, false
}

// amount: "three days", "two-week", "several years", "the last nine months", "hours".
func (r *countRules) amount(i int) (found, bool) {
	start := i
	period := r.in(i, class.WhichPeriod)
	if period {
		i++
	}
	j, n, vague := r.count(i)
	if j == i || n >= 1500 {
		return found{}, false // "the 1988 quarter" is a year's
	}
	half := r.in(j, class.HalfSign)
	if half {
		j++
	}
	hyphen := r.in(j, class.Hyphen) && !r.d.Tokens[j].SpaceBefore
	if hyphen {
		j++
	}
	for r.in(j, class.AmountGoesOn) {
		j++
	}
	u, ok := r.unit(j)
	if !ok || r.in(i, class.Indefinite) && period {
		return found{}, false
	}
	if hyphen && r.in(j+1, class.Hyphen) && r.in(j+2, class.Old) || r.in(j+1, class.OldWord) {
		return found{}, false // an age describes somebody; TimeBank does not mark it
	}
	if u.letter == "Q" && start == i && (r.in(j+1, class.Point) || r.in(j+1, class.Of) && r.in(j+2, class.PartOf)) {
		return found{}, false // "a quarter of a point", "three quarters of all voters"
	}
	if r.in(j+1, class.Hyphen) && r.in(j+2, class.Ago, class.Earlier, class.OldWord, class.End) || hyphen && u.letter == "Q" {
		return found{}, false // "a year-ago loss"; "three-quarters" is no time
	}
	// "a day" after an amount is a rate, and "second" with an article an ordinal.
	if r.in(i, class.Indefinite) && start == i {
		if r.rate(i) {
			return found{end: j + 1, kind: doc.Set, value: durationValue(u, 1, false), by: "timex/rate@1"}, true
		}
		if u.letter == "S" || u.letter == "WE" {
			return found{}, false
		}
	}
	if u.letter == "S" && !r.plural(j) && !hyphen {
		return found{}, false
	}
	end := j + 1
	if hyphen && r.in(end, class.Hyphen) && r.in(end+1, class.Long) {
		end += 2
	}
	if r.in(end, class.And) && r.in(end+1, class.A) && r.in(end+2, class.Half) {
		half, end = true, end+3
	}
	if r.in(end, class.Or) && r.in(end+1, class.So) {
		end += 2
	}
	value := durationValue(u, n, vague)
	if half && !vague {
		value = halfMore(u, n)
	}
	return found{end: end, kind: doc.Duration, value: value, by: "timex/amount@1", bare: hyphen}, true
}

// rate reports whether "a day" at i says how often: "$5 a day", "twice a week".
func (r *words) rate(i int) bool {
	if i <= r.first {
		return false
	}
	return r.in(i-1, class.Rated) ||
		r.d.Tokens[i-1].Kind == doc.NumberToken && !r.in(i-1, class.Of)
}

// durationValue is the TIMEX3 value: "P3D", "PT2H", "PXY".
func durationValue(u unit, n int, vague bool) string {
	amount := "X"
	if !vague {
		amount = fmt.Sprint(n)
	}
	letter := u.letter
	switch letter {
	case "F":
		if !vague {
			amount = fmt.Sprint(2 * n)
		}
		return "P" + amount + "W"
	case "DE", "CE":
		if !vague {
			return fmt.Sprintf("P%dY", n*map[string]int{"DE": 10, "CE": 100}[letter])
		}
		return "PX" + letter
	}
	if u.clock {
		return "PT" + amount + letter
	}
	return "P" + amount + letter
}

// halfMore is the value of so many units and a half: "P2Y6M", "PT1H30M", "P2.5D".
func halfMore(u unit, n int) string {
	switch {
	case u.letter == "Y":
		return fmt.Sprintf("P%dY6M", n)
	case u.letter == "H":
		return fmt.Sprintf("PT%dH30M", n)
	case u.clock && u.letter == "M":
		return fmt.Sprintf("PT%dM30S", n)
	}
	return fmt.Sprintf("P%d.5%s", n, u.letter)
}

// unit is the unit token i names. A capital inside a paragraph makes it a name:
// "60 Minutes", "Business Week".
func (r *words) unit(i int) (unit, bool) {
	u, ok := units[r.word(i)]
	if ok && r.capital(i) && i > r.first && r.d.BlockOf(r.d.SentenceOf(i)).Kind == article.Paragraph {
		return unit{}, false
	}
	return u, ok
}

// bareUnits: units without a number, "for months", "years ago".
func (r *countRules) bareUnits(i int) (found, bool) {
	u, ok := units[r.word(i)]
	if !ok || !r.plural(i) || u.letter == "S" {
		return found{}, false
	}
	if u.letter == "Q" && r.in(i-1, class.Hyphen) || r.in(i-1, class.Of) && r.in(i-2, class.ManyOf) {
		return found{}, false // "three-quarters of its food"
	}
	if r.in(i-1, class.UnitsOpener) || r.in(i+1, class.Ago, class.Later, class.Of, class.Before) {
		f := found{end: i + 1, kind: doc.Duration, value: durationValue(u, 0, true), by: "timex/units@1", bare: true}
		if r.in(i+1, class.Ago, class.Later) {
			f.end, f.kind, f.value = i+2, doc.Date, map[string]string{"ago": "PAST_REF", "later": "FUTURE_REF"}[r.word(i+1)]
		}
		return f, true
	}
	return found{}, false
}

// every: "every day", "each year", "every two weeks", "every Tuesday".
func (r *countRules) every(i int) (found, bool) {
	if !r.in(i, class.Every, class.Each) {
		w, ok := weekdays[strings.TrimSuffix(r.word(i), "s")]
		return found{end: i + 1, kind: doc.Set, value: fmt.Sprintf("XXXX-WXX-%d", w), by: "timex/every@1", bare: true}, ok && r.capital(i)
	}
	if w, ok := weekdays[r.word(i+1)]; ok {
		return found{end: i + 2, kind: doc.Set, value: fmt.Sprintf("XXXX-WXX-%d", w), by: "timex/every@1"}, true
	}
	j, n, vague := r.count(i + 1)
	if j == i+1 {
		n = 1
	}
	u, ok := units[r.word(j)]
	if !ok || vague {
		return found{}, false
	}
	return found{end: j + 1, kind: doc.Set, value: durationValue(u, n, false), by: "timex/every@1"}, true
}

// adverbs of frequency.
var frequencies = map[string]string{"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y",
	"hourly": "PT1H", "quarterly": "P3M", "nightly": "P1D", "biweekly": "P2W"}

// times: "daily", "annually", "twice a week", "three times a year".
func (r *countRules) times(i int) (found, bool) {
	if v, ok := frequencies[r.word(i)]; ok {
		t := r.tag(i)
		if r.tag(i+1) == doc.PROPN || t == doc.PROPN || t != doc.ADV && t != doc.NoUPOS && r.in(i, class.KindOfPayment) {
			return found{}, false // "the daily Novine"; of a "quarterly dividend" it is the kind
		}
		return found{end: i + 1, kind: doc.Set, value: v, by: "timex/frequency@1", bare: true}, true
	}
	j := i
	switch {
	case r.in(i, class.Once, class.Twice):
		j = i + 1
	case r.in(i+1, class.Times):
		if _, ok := r.number(i); ok {
			j = i + 2
		}
	}
	if j == i || !r.in(j, class.A, class.Per, class.Each, class.Every) {
		return found{}, false
	}
	u, ok := units[r.word(j+1)]
	if !ok {
		return found{}, false
	}
	return found{end: j + 2, kind: doc.Set, value: durationValue(u, 1, false), by: "timex/frequency@1"}, true
}
