package calendar

import (
	"strings"

	"readout/article"
	"readout/doc"
	"readout/timex/class"
)

// Words gives access to one sentence of an article: its words and what they are, regardless of
// the day of the report.
type Words struct {
	Doc     *doc.Doc
	classes []class.Classes // classes of each token
	First   int             // tokens of the sentence, half-open
	End     int
}

// zones are names of time zones that follow a clock time.
var zones = map[string]bool{"gmt": true, "utc": true, "et": true, "est": true, "edt": true, "ct": true, "cst": true,
	"cdt": true, "mt": true, "pt": true,
	"pst": true, "pdt": true, "akst": true, "hst": true, "wat": true, "cat": true, "sast": true, "pkt": true,
	"hkt": true, "kst": true, "sgt": true,
	"aest": true, "aedt": true, "awst": true, "nzst": true, "nzdt": true, "brt": true, "art": true, "trt": true,
	"wib": true, "gst": true, "wet": true, "west": true, "cet": true, "cest": true, "bst": true, "msk": true,
	"ist": true, "jst": true, "eet": true, "eest": true}

// HalfDay parses "a.m." or "pm" and returns the hour on the 24-hour clock.
func (r *Words) HalfDay(h, i int) (hour, next int) {
	switch {
	case r.In(i, class.Am):
		return h % 12, i + 1
	case r.In(i, class.Pm):
		return h%12 + 12, i + 1
	}
	return h, i
}

// Zone parses "local time", "Moscow time", "GMT", "(ET)" after a clock time.
func (r *Words) Zone(i int) (end int, zone string) {
	switch {
	case r.In(i, class.OpenBracket) && !r.In(i+1, class.OpenBracket):
		if end, zone := r.Zone(i + 1); zone != "" && r.In(end, class.CloseBracket) {
			return end + 1, zone
		}
	case r.IsZone(i):
		return i + 1, r.Doc.Form(i)
	case r.In(i, class.ZoneRegion) && r.Capital(i) && !r.In(i+1, class.Time, class.Standard, class.Daylight) &&
		!r.Capital(i+1):
		return i + 1, r.Doc.Form(i)
	case r.In(i+1, class.Time) && i+1 < r.End && (r.In(i, class.Local) || r.Capital(i)):
		return i + 2, r.Doc.Form(i)
	case r.In(i+2, class.Time) && r.Capital(i) && (r.Capital(i+1) || r.In(i+1, class.Standard, class.Daylight)):
		return i + 3, r.Doc.Cut(r.Doc.SpanOf(i, i+2))
	}
	return i, ""
}

// IsZone reports whether token i is the abbreviation of a time zone, in capitals.
func (r *Words) IsZone(i int) bool {
	return zones[r.Word(i)] && strings.ToUpper(r.Doc.Form(i)) == r.Doc.Form(i)
}

// Capital reports whether token i is written with a capital letter.
func (r *Words) Capital(i int) bool {
	if i < r.First || i >= r.End {
		return false
	}
	c := r.Doc.Text[r.Doc.Tokens[i].Start]
	return c >= 'A' && c <= 'Z'
}

// IsMonth returns the month that token i names, which must be capitalised.
func (r *Words) IsMonth(i int) (int, bool) {
	w := r.Word(i)
	m, ok := MonthNumbers[w]
	if !ok {
		return 0, false
	}
	c := r.Doc.Text[r.Doc.Tokens[i].Start]
	return m, c >= 'A' && c <= 'Z'
}

// DayNumber parses a day of the month: "26", "26th".
func (r *Words) DayNumber(i int) (int, bool) {
	w := r.Word(i)
	if len(w) == 0 || w[0] < '0' || w[0] > '9' {
		return 0, false
	}
	n := len(w)
	if n > 2 && (w[n-2:] == "st" || w[n-2:] == "nd" || w[n-2:] == "rd" || w[n-2:] == "th") {
		w = w[:n-2]
	}
	d, ok := Atoi(w)
	return d, ok && d >= 1 && d <= 31 && len(w) <= 2
}

// YearNumber parses a year in digits: "2016".
func (r *Words) YearNumber(i int) (int, bool) {
	w := r.Word(i)
	if len(w) != 4 || w[0] != '1' && w[0] != '2' {
		return 0, false
	}
	y, ok := Atoi(w)
	return y, ok && y >= 1500 && y < 2100
}

// RangeMark reports whether token i joins two days: "June 16-18", "April 24 and 25".
func (r *Words) RangeMark(i int) bool { return r.In(i, class.Range) }

// Day31 reports whether token i can be a day of a month.
func (r *Words) Day31(i int) bool {
	_, ok := r.DayNumber(i)
	return ok
}

// YearWords parses a year in words; y is 0 if there is none.
func (r *Words) YearWords(i int) (y, end int) {
	century := NumberWords[r.Word(i)]
	if century != 18 && century != 19 {
		return 0, i
	}
	tens := NumberWords[r.Word(i+1)]
	if tens < 10 || tens > 90 {
		return 0, i
	}
	y, end = century*100+tens, i+2
	j := end
	if r.In(j, class.Hyphen) {
		j++
	}
	if one := NumberWords[r.Word(j)]; tens >= 20 && tens%10 == 0 && one > 0 && one < 10 {
		y, end = y+one, j+1
	}
	return y, end
}

// CountsThings reports whether a number is followed by what it counts: "May 5 and 12 people".
func (r *Words) CountsThings(i int) bool {
	return r.Tag(i+1) == doc.NOUN || r.Tag(i+1) == doc.ADJ || r.Tag(i+1) == doc.SYM || r.In(i+1, class.Percent)
}

// Preposed reports whether the token before a number makes it a year.
func (r *Words) Preposed(i int) bool {
	return r.In(i-1, class.YearOpener)
}

// Tag returns the part of speech of token i, or NoUPOS without tags.
func (r *Words) Tag(i int) doc.UPOS {
	if i < 0 || i >= len(r.Doc.Words) {
		return doc.NoUPOS
	}
	return r.Doc.Words[i].UPOS
}

// Xpos returns the Penn Treebank tag of token i, or NoXPOS without tags.
func (r *Words) Xpos(i int) doc.XPOS {
	if i < 0 || i >= len(r.Doc.Words) {
		return doc.NoXPOS
	}
	return r.Doc.Words[i].XPOS
}

// Count parses the number of units from token i on: "three", "a", "the past two", "several",
// "twenty-five". next is the token after it, or i if there is none.
func (r *Words) Count(i int) (next, n int, vague bool) {
	switch {
	case r.In(i, class.Indefinite):
		switch {
		case r.In(i+1, class.Hundred):
			return i + 2, 100, false
		case r.In(i+1, class.FewOf):
			j := i + 2
			if r.In(j, class.Of) {
				j++
			}
			return j, 2, !r.In(i+1, class.Couple)
		}
		return i + 1, 1, false
	case r.In(i, class.SeveralUnits):
		return i + 1, 0, true
	case r.In(i, class.Couple):
		if r.In(i+1, class.Of) {
			return i + 2, 2, false
		}
	case r.In(i, class.Half):
		return i, 0, false
	}
	n, ok := r.Number(i)
	if !ok {
		return i, 0, false
	}
	if n >= 20 && n%10 == 0 && NumberWords[r.Word(i)] > 0 { // "twenty-five", "twenty five"
		j := i + 1
		if r.In(j, class.Hyphen) {
			j++
		}
		if more, ok := NumberWords[r.Word(j)]; ok && more < 10 {
			return j + 1, n + more, false
		}
	}
	if r.In(i+1, class.To, class.Or, class.Hyphen) { // "12 to 18 months", "two or three days"
		if most, ok := r.Number(i + 2); ok && most > n {
			return i + 3, 0, true
		}
	}
	if m, ok := NumberWords[r.Word(i+1)]; ok && m == 100 {
		return i + 2, n * 100, false
	}
	return i + 1, n, false
}

// Rate reports whether "a day" at i is a rate: "$5 a day", "twice a week".
func (r *Words) Rate(i int) bool {
	if i <= r.First {
		return false
	}
	return r.In(i-1, class.Rated) ||
		r.Doc.Tokens[i-1].Kind == doc.NumberToken && !r.In(i-1, class.Of)
}

// Unit returns the unit that token i names. Capitalised inside a paragraph, it is part of a
// name: "60 Minutes", "Business Week".
func (r *Words) Unit(i int) (Unit, bool) {
	u, ok := Units[r.Word(i)]
	if ok && r.Capital(i) && i > r.First && r.Doc.BlockOf(r.Doc.SentenceOf(i)).Kind == article.Paragraph {
		return Unit{}, false
	}
	return u, ok
}

// namedDays are days with a name of their own, and a club; they are not days of this week.
var namedDays = map[string]string{"sheffield": "wednesday", "bloody": "sunday", "black": "friday",
	"super": "tuesday", "cyber": "monday", "ruby": "tuesday", "giving": "tuesday"}

// InWeekdayName reports whether the weekday at token i is part of a name: "The Sunday
// Times", "Sheffield Wednesday", "Black Friday".
func (r *Words) InWeekdayName(i int) bool {
	if r.Capital(i-1) && namedDays[r.Word(i-1)] == r.Word(i) {
		return true
	}
	return r.Capital(i+1) && r.In(i+1, class.NewspaperName)
}

// SomeDay reports whether the weekday at token i is indefinite: "on a Monday", "one Friday in
// May".
func (r *Words) SomeDay(i int) bool {
	if !r.In(i-1, class.AnyDay) {
		if _, month := r.IsMonth(i - 1); !month {
			return false
		}
	}
	return i+1 >= r.End || r.Doc.Tokens[i+1].Kind == doc.PunctToken || r.In(i+1, class.BehindAnyDay)
}

// MonthInName reports whether a month without a day at token i is part of a person's name:
// "Augustus March", "April Ryland". Only months that are also names can be.
func (r *Words) MonthInName(i int) bool {
	if !r.In(i, class.NameMonth) || r.In(i-1, class.MonthNoName) {
		return false
	}
	if r.Capital(i-1) && r.Doc.Tokens[i].SpaceBefore && r.namePart(i-1) {
		return true
	}
	return !r.In(i-1, class.NounOpener) && r.Capital(i+1) &&
		r.Doc.Tokens[i+1].SpaceBefore && r.namePart(i+1)
}

// namePart reports whether the capitalised token i can be part of a name.
func (r *Words) namePart(i int) bool {
	if _, day := Weekdays[r.Word(i)]; day {
		return false
	}
	if _, month := r.IsMonth(i); month && !r.In(i, class.GivenMonth) {
		return false
	}
	if tag := r.Tag(i); tag != doc.NoUPOS {
		return tag == doc.PROPN
	}
	return i > r.First && r.Doc.Tokens[i].Kind == doc.WordToken
}

// NumberOfThing reports whether token i numbers a thing: "Room 2012", "Flight 1999".
func (r *Words) NumberOfThing(i int) bool {
	return r.In(i-1, class.NumberedThing) && (r.Capital(i-1) || r.In(i-1, class.NumberedAnyCase))
}

// SpanYears parses the two years of "1939-45". to is 0 if the second number is a month:
// "2021-05".
func (r *Words) SpanYears(i int) (from, to int) {
	from, ok := r.YearNumber(i)
	if !ok || !r.In(i+1, class.Hyphen, class.Dash) || !r.Glued(i+1) || !r.Glued(i+2) || r.In(i+3, class.Hyphen) &&
		r.Glued(i+3) {
		return 0, 0
	}
	w := r.Word(i + 2)
	last, ok := Atoi(w)
	switch {
	case !ok || len(w) != 2 && len(w) != 4:
		return 0, 0
	case len(w) == 4 && last > from && last < 2100:
		return from, last
	case len(w) == 4:
		return 0, 0
	case last > from%100:
		return from, from - from%100 + last
	case from%100 > 90 && last < 30 && from < 2000 && last > 12:
		return from, from - from%100 + 100 + last // "1995-15" crosses the century
	case from >= 2000 && last >= 1 && last <= 12:
		return from, 0
	}
	return 0, 0
}

// Glued reports whether token i follows the one before without a space.
func (r *Words) Glued(i int) bool {
	return i > r.First && i < r.End && !r.Doc.Tokens[i].SpaceBefore
}

// Counted reports whether token i is something that a number before it counts.
func (r *Words) Counted(i int) bool {
	return r.In(i, class.Counted)
}

// Taken reports whether the last match covers token i.
func (r *Words) Taken(i int) bool {
	n := len(r.Doc.Times)
	return i < r.First || n > 0 && r.Doc.Times[n-1].EndToken > i
}

// Word returns token i in lower case, or "" outside the sentence.
func (r *Words) Word(i int) string {
	if i < r.First || i >= r.End {
		return ""
	}
	return r.Doc.LowerForm(i)
}

// In reports whether token i is in one of the classes.
func (r *Words) In(i int, classes ...class.Class) bool {
	if i < r.First || i >= r.End {
		return false
	}
	for _, c := range classes {
		if r.classes[i].Has(c) {
			return true
		}
	}
	return false
}

// Plural reports whether token i, a unit, is in the plural.
func (r *Words) Plural(i int) bool { return strings.HasSuffix(r.Word(i), "s") }

// Number returns the value of token i if it is a number in digits or words.
func (r *Words) Number(i int) (int, bool) {
	w := r.Word(i)
	if w == "" {
		return 0, false
	}
	if w[0] >= '0' && w[0] <= '9' {
		return Atoi(w)
	}
	n, ok := NumberWords[w]
	return n, ok
}
