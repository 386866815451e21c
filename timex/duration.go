package timex

import (
	"fmt"
	"strings"

	"readout/doc"
	"readout/timex/calendar"
	"readout/timex/class"
)

// amount matches "three days", "two-week", "several years", "the last nine months".
func (r *countRules) amount(i int) (found, bool) {
	start := i
	period := r.In(i, class.WhichPeriod)
	if period {
		i++
	}
	j, n, vague := r.Count(i)
	if j == i || n >= 1500 {
		return found{}, false // "the 1988 quarter" belongs to a year
	}
	half := r.In(j, class.HalfSign)
	switch {
	case half:
		j++
	case r.andHalf(j): // "two and a half years"
		half, j = true, j+3
	}
	hyphen := r.In(j, class.Hyphen) && !r.Doc.Tokens[j].SpaceBefore
	if hyphen {
		j++
	}
	for r.In(j, class.AmountGoesOn) {
		j++
	}
	u, ok := r.Unit(j)
	if !ok || r.In(i, class.Indefinite) && period {
		return found{}, false
	}
	if hyphen && r.In(j+1, class.Hyphen) && r.In(j+2, class.Old) || r.In(j+1, class.OldWord) {
		return found{}, false // an age is an attribute; TimeBank does not annotate it
	}
	if u.Letter == "Q" && start == i && (r.In(j+1, class.Point) || r.In(j+1, class.Of) && r.In(j+2, class.PartOf)) {
		return found{}, false // "a quarter of a point", "three quarters of all voters"
	}
	if r.In(j+1, class.Hyphen) && r.In(j+2, class.Ago, class.Earlier, class.OldWord, class.End) || hyphen &&
		u.Letter == "Q" {
		return found{}, false // "a year-ago loss"; "three-quarters" is not a time
	}
	// "a day" after an amount is a rate; "a second" is an ordinal.
	if r.In(i, class.Indefinite) && start == i {
		if r.Rate(i) {
			return found{end: j + 1, kind: doc.Set, value: durationValue(u, 1, false), by: "timex/rate@1"}, true
		}
		if u.Letter == "S" || u.Letter == "WE" {
			return found{}, false
		}
	}
	if u.Letter == "S" && !r.Plural(j) && !hyphen {
		return found{}, false
	}
	end := j + 1
	if hyphen && r.In(end, class.Hyphen) && r.In(end+1, class.Long) {
		end += 2
	}
	if r.andHalf(end) { // "two years and a half"
		half, end = true, end+3
	}
	if r.In(end, class.Or) && r.In(end+1, class.So) {
		end += 2
	}
	value := durationValue(u, n, vague)
	if half && !vague {
		value = halfMore(u, n)
	}
	return found{end: end, kind: doc.Duration, value: value, by: "timex/amount@1", bare: hyphen}, true
}

// andHalf reports whether token i begins "and a half".
func (r *countRules) andHalf(i int) bool {
	return r.In(i, class.And) && r.In(i+1, class.A) && r.In(i+2, class.Half)
}

// durationValue returns the TIMEX3 value: "P3D", "PT2H", "PXY".
func durationValue(u calendar.Unit, n int, vague bool) string {
	amount := "X"
	if !vague {
		amount = fmt.Sprint(n)
	}
	letter := u.Letter
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
	if u.Clock {
		return "PT" + amount + letter
	}
	return "P" + amount + letter
}

// halfMore returns the value of n and a half units: "P2Y6M", "PT1H30M", "P2.5D".
func halfMore(u calendar.Unit, n int) string {
	switch {
	case u.Letter == "Y":
		return fmt.Sprintf("P%dY6M", n)
	case u.Letter == "H":
		return fmt.Sprintf("PT%dH30M", n)
	case u.Clock && u.Letter == "M":
		return fmt.Sprintf("PT%dM30S", n)
	}
	return fmt.Sprintf("P%d.5%s", n, u.Letter)
}

// bareUnits matches units without a number, "for months", "years ago".
func (r *countRules) bareUnits(i int) (found, bool) {
	u, ok := calendar.Units[r.Word(i)]
	if !ok || !r.Plural(i) || u.Letter == "S" {
		return found{}, false
	}
	if u.Letter == "Q" && r.In(i-1, class.Hyphen) || r.In(i-1, class.Of) && r.In(i-2, class.ManyOf) {
		return found{}, false // "three-quarters of its food"
	}
	if r.In(i-1, class.UnitsOpener) || r.In(i+1, class.Ago, class.Later, class.Of, class.Before) {
		f := found{end: i + 1, kind: doc.Duration, value: durationValue(u, 0, true), by: "timex/units@1", bare: true}
		if r.In(i+1, class.Ago, class.Later) {
			f.end, f.kind, f.value = i+2, doc.Date, map[string]string{"ago": "PAST_REF", "later": "FUTURE_REF"}[r.Word(i+1)]
		}
		return f, true
	}
	return found{}, false
}

// every matches "every day", "each year", "every two weeks", "every Tuesday".
func (r *countRules) every(i int) (found, bool) {
	if !r.In(i, class.Every, class.Each) {
		w, ok := calendar.Weekdays[strings.TrimSuffix(r.Word(i), "s")]
		return found{end: i + 1, kind: doc.Set, value: fmt.Sprintf("XXXX-WXX-%d", w), by: "timex/every@1", bare: true},
			ok && r.Capital(i)
	}
	if w, ok := calendar.Weekdays[r.Word(i+1)]; ok {
		return found{end: i + 2, kind: doc.Set, value: fmt.Sprintf("XXXX-WXX-%d", w), by: "timex/every@1"}, true
	}
	j, n, vague := r.Count(i + 1)
	if j == i+1 {
		n = 1
	}
	u, ok := calendar.Units[r.Word(j)]
	if !ok || vague {
		return found{}, false
	}
	return found{end: j + 1, kind: doc.Set, value: durationValue(u, n, false), by: "timex/every@1"}, true
}

// frequencies are adverbs of frequency with their TIMEX3 values.
var frequencies = map[string]string{"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y",
	"annually": "P1Y",
	"hourly":   "PT1H", "quarterly": "P3M", "nightly": "P1D", "biweekly": "P2W"}

// times matches "daily", "annually", "twice a week", "three times a year".
func (r *countRules) times(i int) (found, bool) {
	if v, ok := frequencies[r.Word(i)]; ok {
		t := r.Tag(i)
		if r.Tag(i+1) == doc.PROPN || t == doc.PROPN || t != doc.ADV && t != doc.NoUPOS && r.In(i, class.KindOfPayment) {
			return found{}, false // "the daily Novine"; in "quarterly dividend" it is a kind of payment
		}
		return found{end: i + 1, kind: doc.Set, value: v, by: "timex/frequency@1", bare: true}, true
	}
	j := i
	switch {
	case r.In(i, class.Once, class.Twice):
		j = i + 1
	case r.In(i+1, class.Times):
		if _, ok := r.Number(i); ok {
			j = i + 2
		}
	}
	if j == i || !r.In(j, class.A, class.Per, class.Each, class.Every) {
		return found{}, false
	}
	u, ok := calendar.Units[r.Word(j+1)]
	if !ok {
		return found{}, false
	}
	return found{end: j + 2, kind: doc.Set, value: durationValue(u, 1, false), by: "timex/frequency@1"}, true
}
