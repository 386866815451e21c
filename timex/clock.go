package timex

import (
	"fmt"
	"strings"

	"readout/doc"
	"readout/timex/calendar"
	"readout/timex/class"
)

// clock matches "1 pm", "1:00 p.m. local time", "1400 GMT", "2 pm Moscow time", "noon". The
// zone is kept as stated; nothing is converted.
func (r *clockRules) clock(i int) (found, bool) {
	h, m, j, ok := r.hourMinute(i)
	if !ok {
		return found{}, false
	}
	f := found{kind: doc.Clock, anchor: "dateline", by: "timex/clock@1"}
	f.end, f.zone = r.Zone(j)
	day := "XXXX-XX-XX"
	if r.Day.Known() {
		day = r.Day.String()
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

// dayAfterBracket returns the day after the same time in another zone: "10:35 a.m. (0735 GMT)
// Friday".
func (r *clockRules) dayAfterBracket(i int) (value string, ok bool) {
	if !r.In(i, class.OpenBracket) {
		return "", false
	}
	_, _, j, ok := r.hourMinute(i + 1)
	if !ok {
		return "", false
	}
	j, _ = r.Zone(j)
	if !r.In(j, class.CloseBracket) {
		return "", false
	}
	value, _, ok = r.dayAfter(j + 1)
	return value, ok
}

// dayJustNamed returns the day directly before a clock time, alone or with another time: "On
// Friday at 10 a.m.", "Friday from 3 p.m. to 5:30 p.m.", "Thursday at 3 p.m. EST (2000 GMT)".
func (r *clockRules) dayJustNamed(i int) (string, bool) {
	n := len(r.Doc.Times)
	if n == 0 {
		return "", false
	}
	const near = 3 // tokens
	t := &r.Doc.Times[n-1]
	const day = len("2021-05-26")
	if t.FirstToken < r.First || i-t.EndToken > near || len(t.Value) < day {
		return "", false
	}
	return t.Value[:day], t.Type == doc.Date && len(t.Value) == day || t.Type == doc.Clock && t.Anchor == fromText &&
		len(t.Value) == len("2021-05-26T13:00")
}

// hourMinute parses an hour, with minutes, from token i on. next is the token after it.
func (r *clockRules) hourMinute(i int) (h, m, next int, ok bool) {
	w := r.Word(i)
	switch {
	case r.In(i, class.Noon):
		return 12, 0, i + 1, true
	case r.In(i, class.Midnight):
		return 0, 0, i + 1, true
	case w == "":
		return 0, 0, i, false
	}
	if c := strings.IndexByte(w, ':'); c > 0 && c <= 2 && len(w) == c+3 {
		h, ok1 := calendar.Atoi(w[:c])
		m, ok2 := calendar.Atoi(w[c+1:])
		if !ok1 || !ok2 || h > 24 || m > 59 {
			return 0, 0, i, false
		}
		h, next = r.HalfDay(h, i+1)
		return h, m, next, true
	}
	if len(w) == 4 && w[0] >= '0' && w[0] <= '2' && (r.IsZone(i+1) || r.In(i+1, class.HoursWord) && r.IsZone(i+2)) {
		n, ok := calendar.Atoi(w)
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
	n, isNumber := r.Number(i)
	if !isNumber || n > 12 {
		return 0, 0, i, false
	}
	if r.In(i+1, class.OClock) {
		return n, 0, i + 2, true
	}
	if h, next := r.HalfDay(n, i+1); next > i+1 {
		return h, 0, next, true
	}
	if h, ok := r.rangeHour(n, i+1); ok {
		return h, 0, i + 1, true
	}
	return 0, 0, i, false
}

// rangeHour returns the hour that begins a range whose a.m. or p.m. follows its end: "9 to 11
// a.m.", "11-2 p.m."; i is the token after the hour.
func (r *clockRules) rangeHour(n, i int) (int, bool) {
	if n == 0 || !r.In(i, class.Hyphen, class.Dash, class.To) && (!r.In(i, class.And) || !r.In(i-2, class.Between)) {
		return 0, false
	}
	w := r.Word(i + 1)
	last, ok := r.Number(i + 1)
	if c := strings.IndexByte(w, ':'); c > 0 {
		last, ok = calendar.Atoi(w[:c])
	}
	if !ok || last < 1 || last > 12 {
		return 0, false
	}
	end, next := r.HalfDay(last, i+2)
	if next == i+2 {
		return 0, false
	}
	if start := n%12 + end/12*12; start <= end {
		return start, true
	}
	return n % 12, true // "11-2 p.m." begins before noon
}

// gluedTime parses "3pm", "7.45pm", "10:30am", which are one token.
func gluedTime(w string) (h, m int, ok bool) {
	if len(w) < len("3pm") || w[0] > '9' || w[len(w)-1] != 'm' || w[len(w)-2] != 'a' && w[len(w)-2] != 'p' {
		return 0, 0, false
	}
	hours, minutes := w[:len(w)-2], "0"
	if c := strings.IndexAny(hours, ".:"); c > 0 {
		hours, minutes = hours[:c], hours[c+1:]
	}
	h, ok1 := calendar.Atoi(hours)
	m, ok2 := calendar.Atoi(minutes)
	if !ok1 || !ok2 || h < 1 || h > 12 || m > 59 || len(hours) > 2 || len(minutes) > 2 {
		return 0, 0, false
	}
	return h%12 + map[byte]int{'p': 12}[w[len(w)-2]], m, true
}

// dottedTime parses "9.00" if a.m. or p.m., a zone or a day next to it shows that it is not an
// amount: "7.45 p.m.", "20.00 GMT", "on Friday from 9.00 to 11.30".
func (r *clockRules) dottedTime(i int) (h, m, next int, ok bool) {
	w := r.Word(i)
	c := strings.IndexByte(w, '.')
	if c < 1 || c > 2 || len(w) != c+3 || i > r.First && r.Doc.Tokens[i-1].Kind == doc.SymbolToken {
		return 0, 0, i, false
	}
	h, ok1 := calendar.Atoi(w[:c])
	m, ok2 := calendar.Atoi(w[c+1:])
	if !ok1 || !ok2 || h > 24 || m > 59 {
		return 0, 0, i, false
	}
	if half, next := r.HalfDay(h, i+1); next > i+1 && h <= 12 {
		return half, m, next, true
	}
	if end, _ := r.Zone(i + 1); end > i+1 || r.In(i+1, class.Hours) {
		return h, m, i + 1, true
	}
	_, named := r.dayJustNamed(i)
	return h, m, i + 1, named && r.In(i-1, class.ClockOpener) && !r.Counted(i+1)
}

// dayAfter parses the day after a clock time: "10 p.m. Friday", "noon on May 3".
func (r *dayRules) dayAfter(i int) (value string, end int, ok bool) {
	j := i
	if r.In(j, class.On, class.Comma) {
		j++
	}
	for _, rule := range [...]func(int) (found, bool){r.monthDay, r.dayMonth, r.weekdayName, r.thatDay} {
		if f, ok := rule(j); ok && f.kind == doc.Date && len(f.value) == 10 {
			return f.value, f.end, true
		}
	}
	return "", i, false
}
