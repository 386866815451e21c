package timex

import (
	"fmt"
	"strings"

	"readout/doc"
	"readout/timex/class"
)

// zones are the names of time zones that follow a clock time.
var zones = map[string]bool{"gmt": true, "utc": true, "et": true, "est": true, "edt": true, "ct": true, "cst": true,
	"cdt": true, "mt": true, "pt": true,
	"pst": true, "pdt": true, "akst": true, "hst": true, "wat": true, "cat": true, "sast": true, "pkt": true,
	"hkt": true, "kst": true, "sgt": true,
	"aest": true, "aedt": true, "awst": true, "nzst": true, "nzdt": true, "brt": true, "art": true, "trt": true,
	"wib": true, "gst": true, "wet": true, "west": true, "cet": true, "cest": true, "bst": true, "msk": true,
	"ist": true, "jst": true, "eet": true, "eest": true}

// clock: "1 pm", "1:00 p.m. local time", "1400 GMT", "2 pm Moscow time", "noon".
// The zone is kept as it is stated; nothing is converted.
func (r *clockRules) clock(i int) (found, bool) {
	h, m, j, ok := r.hourMinute(i)
	if !ok {
		return found{}, false
	}
	f := found{kind: doc.Clock, anchor: "dateline", by: "timex/clock@1"}
	f.end, f.zone = r.zone(j)
	day := "XXXX-XX-XX"
	if r.day.known() {
		day = r.day.String()
	}
	if d, end, ok := r.dayAfter(f.end); ok {
		day, f.end, f.anchor = d, end, fromText
	} else if d, ok := r.dayAfterBracket(f.end); ok {
		day, f.anchor = d, fromText
	} else if before, ok := r.dayJustNamed(i); ok {
		day, f.anchor = before, fromText
	}
	f.value = fmt.Sprintf("%sT%02d:%02d", day, h, m)
	return f, true
}

// dayAfterBracket is the day behind the same time in another zone: "10:35 a.m. (0735 GMT) Friday".
func (r *clockRules) dayAfterBracket(i int) (value string, ok bool) {
	if !r.in(i, class.OpenBracket) {
		return "", false
	}
	_, _, j, ok := r.hourMinute(i + 1)
	if !ok {
		return "", false
	}
	j, _ = r.zone(j)
	if !r.in(j, class.CloseBracket) {
		return "", false
	}
	value, _, ok = r.dayAfter(j + 1)
	return value, ok
}

// dayJustNamed is the day that stands right before a clock time, alone or with another
// time: "On Friday at 10 a.m.", "Friday from 3 p.m. to 5:30 p.m.", "Thursday at 3 p.m. EST (2000 GMT)".
func (r *clockRules) dayJustNamed(i int) (string, bool) {
	n := len(r.d.Times)
	if n == 0 {
		return "", false
	}
	const near = 3 // tokens
	t := &r.d.Times[n-1]
	const day = len("2021-05-26")
	if t.FirstToken < r.first || i-t.EndToken > near || len(t.Value) < day {
		return "", false
	}
	return t.Value[:day], t.Type == doc.Date && len(t.Value) == day || t.Type == doc.Clock && t.Anchor == fromText &&
		len(t.Value) == len("2021-05-26T13:00")
}

// hourMinute reads an hour, with minutes, from token i on and gives the token after it.
func (r *clockRules) hourMinute(i int) (h, m, next int, ok bool) {
	w := r.word(i)
	switch {
	case r.in(i, class.Noon):
		return 12, 0, i + 1, true
	case r.in(i, class.Midnight):
		return 0, 0, i + 1, true
	case w == "":
		return 0, 0, i, false
	}
	if c := strings.IndexByte(w, ':'); c > 0 && c <= 2 && len(w) == c+3 {
		h, ok1 := atoi(w[:c])
		m, ok2 := atoi(w[c+1:])
		if !ok1 || !ok2 || h > 24 || m > 59 {
			return 0, 0, i, false
		}
		h, next = r.halfDay(h, i+1)
		return h, m, next, true
	}
	if len(w) == 4 && w[0] >= '0' && w[0] <= '2' && (r.isZone(i+1) || r.in(i+1, class.HoursWord) && r.isZone(i+2)) {
		n, ok := atoi(w)
		if ok && n/100 < 25 && n%100 < 60 {
			return n / 100, n % 100, i + 1, true
		}
	}
	if h, m, ok := gluedTime(w); ok {
		return h, m, i + 1, true
	}
	if h, m, next, ok := r.dottedTime(i); ok {
		return h, m, next, true
	}
	n, isNumber := r.number(i)
	if !isNumber || n > 12 {
		return 0, 0, i, false
	}
	if r.in(i+1, class.OClock) {
		return n, 0, i + 2, true
	}
	if h, next := r.halfDay(n, i+1); next > i+1 {
		return h, 0, next, true
	}
	if h, ok := r.rangeHour(n, i+1); ok {
		return h, 0, i + 1, true
	}
	return 0, 0, i, false
}

// rangeHour is the hour that opens a range whose half of the day is said at its end:
// "9 to 11 a.m.", "11-2 p.m."; i is the token after the hour.
func (r *clockRules) rangeHour(n, i int) (int, bool) {
	if n == 0 || !r.in(i, class.Hyphen, class.Dash, class.To) && (!r.in(i, class.And) || !r.in(i-2, class.Between)) {
		return 0, false
	}
	w := r.word(i + 1)
	last, ok := r.number(i + 1)
	if c := strings.IndexByte(w, ':'); c > 0 {
		last, ok = atoi(w[:c])
	}
	if !ok || last < 1 || last > 12 {
		return 0, false
	}
	end, next := r.halfDay(last, i+2)
	if next == i+2 {
		return 0, false
	}
	if start := n%12 + end/12*12; start <= end {
		return start, true
	}
	return n % 12, true // "11-2 p.m." begins before noon
}

// gluedTime reads "3pm", "7.45pm", "10:30am", which are one token.
func gluedTime(w string) (h, m int, ok bool) {
	if len(w) < len("3pm") || w[0] > '9' || w[len(w)-1] != 'm' || w[len(w)-2] != 'a' && w[len(w)-2] != 'p' {
		return 0, 0, false
	}
	hours, minutes := w[:len(w)-2], "0"
	if c := strings.IndexAny(hours, ".:"); c > 0 {
		hours, minutes = hours[:c], hours[c+1:]
	}
	h, ok1 := atoi(hours)
	m, ok2 := atoi(minutes)
	if !ok1 || !ok2 || h < 1 || h > 12 || m > 59 || len(hours) > 2 || len(minutes) > 2 {
		return 0, 0, false
	}
	return h%12 + map[byte]int{'p': 12}[w[len(w)-2]], m, true
}

// dottedTime reads "9.00" where a half of the day, a zone or a day beside it says that
// it is no amount: "7.45 p.m.", "20.00 GMT", "on Friday from 9.00 to 11.30".
func (r *clockRules) dottedTime(i int) (h, m, next int, ok bool) {
	w := r.word(i)
	c := strings.IndexByte(w, '.')
	if c < 1 || c > 2 || len(w) != c+3 || i > r.first && r.d.Tokens[i-1].Kind == doc.SymbolToken {
		return 0, 0, i, false
	}
	h, ok1 := atoi(w[:c])
	m, ok2 := atoi(w[c+1:])
	if !ok1 || !ok2 || h > 24 || m > 59 {
		return 0, 0, i, false
	}
	if half, next := r.halfDay(h, i+1); next > i+1 && h <= 12 {
		return half, m, next, true
	}
	if end, _ := r.zone(i + 1); end > i+1 || r.in(i+1, class.Hours) {
		return h, m, i + 1, true
	}
	_, named := r.dayJustNamed(i)
	return h, m, i + 1, named && r.in(i-1, class.ClockOpener) && !r.counted(i+1)
}

// halfDay reads "a.m." or "pm" and puts the hour on the clock of 24.
func (r *words) halfDay(h, i int) (hour, next int) {
	switch {
	case r.in(i, class.Am):
		return h % 12, i + 1
	case r.in(i, class.Pm):
		return h%12 + 12, i + 1
	}
	return h, i
}

// zone reads "local time", "Moscow time", "GMT", "(ET)" after a clock time.
func (r *words) zone(i int) (end int, zone string) {
	switch {
	case r.in(i, class.OpenBracket) && !r.in(i+1, class.OpenBracket):
		if end, zone := r.zone(i + 1); zone != "" && r.in(end, class.CloseBracket) {
			return end + 1, zone
		}
	case r.isZone(i):
		return i + 1, r.d.Form(i)
	case r.in(i, class.ZoneRegion) && r.capital(i) && !r.in(i+1, class.Time, class.Standard, class.Daylight) &&
		!r.capital(i+1):
		return i + 1, r.d.Form(i)
	case r.in(i+1, class.Time) && i+1 < r.end && (r.in(i, class.Local) || r.capital(i)):
		return i + 2, r.d.Form(i)
	case r.in(i+2, class.Time) && r.capital(i) && (r.capital(i+1) || r.in(i+1, class.Standard, class.Daylight)):
		return i + 3, r.d.Cut(r.d.SpanOf(i, i+2))
	}
	return i, ""
}

// isZone reports whether token i is the short name of a time zone, in capitals.
func (r *words) isZone(i int) bool {
	return zones[r.word(i)] && strings.ToUpper(r.d.Form(i)) == r.d.Form(i)
}

func (r *words) capital(i int) bool {
	if i < r.first || i >= r.end {
		return false
	}
	c := r.d.Text[r.d.Tokens[i].Start]
	return c >= 'A' && c <= 'Z'
}

// dayAfter reads the day that follows a clock time: "10 p.m. Friday", "noon on May 3".
func (r *dayRules) dayAfter(i int) (value string, end int, ok bool) {
	j := i
	if r.in(j, class.On, class.Comma) {
		j++
	}
	for _, rule := range [...]func(int) (found, bool){r.monthDay, r.dayMonth, r.weekdayName, r.thatDay} {
		if f, ok := rule(j); ok && f.kind == doc.Date && len(f.value) == 10 {
			return f.value, f.end, true
		}
	}
	return "", i, false
}
