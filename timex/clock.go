package timex

import (
	"fmt"
	"strings"

	"readout/doc"
)

// zones are the names of time zones that follow a clock time.
var zones = map[string]bool{"gmt": true, "utc": true, "et": true, "est": true, "edt": true, "ct": true, "cst": true, "cdt": true, "mt": true, "pt": true,
	"pst": true, "pdt": true, "cet": true, "cest": true, "bst": true, "msk": true, "ist": true, "jst": true, "eet": true, "eest": true}

// clock: "1 pm", "1:00 p.m. local time", "1400 GMT", "2 pm Moscow time", "noon".
// The zone is kept as it is stated; nothing is converted.
func (r *reading) clock(i int) (found, bool) {
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
		day, f.end, f.anchor = d, end, "text"
	} else if n := len(r.d.Times); n > 0 {
		// "On Friday at 10 a.m.": the day was named just before.
		if t := r.d.Times[n-1]; t.Type == doc.Date && len(t.Value) == 10 && i-t.EndToken <= 3 && t.FirstToken >= r.first {
			day, f.anchor = t.Value, "text"
		}
	}
	f.value = fmt.Sprintf("%sT%02d:%02d", day, h, m)
	return f, true
}

// hourMinute reads an hour, with minutes, from token i on and gives the token after it.
func (r *reading) hourMinute(i int) (h, m, next int, ok bool) {
	w := r.word(i)
	switch w {
	case "noon", "midday":
		return 12, 0, i + 1, true
	case "midnight":
		return 0, 0, i + 1, true
	case "":
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
	if len(w) == 4 && w[0] >= '0' && w[0] <= '2' && (zones[r.word(i+1)] || r.in(i+1, "hours") && zones[r.word(i+2)]) {
		n, ok := atoi(w)
		if ok && n/100 < 25 && n%100 < 60 {
			return n / 100, n % 100, i + 1, true
		}
	}
	n, isNumber := r.number(i)
	if !isNumber || n > 12 {
		return 0, 0, i, false
	}
	if r.in(i+1, "o'clock", "o’clock") {
		return n, 0, i + 2, true
	}
	if h, next := r.halfDay(n, i+1); next > i+1 {
		return h, 0, next, true
	}
	return 0, 0, i, false
}

// halfDay reads "a.m." or "pm" and puts the hour on the clock of 24.
func (r *reading) halfDay(h, i int) (hour, next int) {
	switch r.word(i) {
	case "am", "a.m.", "a.m":
		return h % 12, i + 1
	case "pm", "p.m.", "p.m":
		return h%12 + 12, i + 1
	}
	return h, i
}

// zone reads "local time", "Moscow time", "GMT", "(ET)" after a clock time.
func (r *reading) zone(i int) (end int, zone string) {
	switch {
	case zones[r.word(i)]:
		return i + 1, r.d.Form(i)
	case r.in(i+1, "time") && i+1 < r.end && (r.in(i, "local") || r.capital(i)):
		return i + 2, r.d.Form(i)
	case r.in(i+2, "time") && r.capital(i) && (r.capital(i+1) || r.in(i+1, "standard", "daylight")):
		return i + 3, r.d.Cut(r.d.SpanOf(i, i+2))
	}
	return i, ""
}

func (r *reading) capital(i int) bool {
	if i < r.first || i >= r.end {
		return false
	}
	c := r.d.Text[r.d.Tokens[i].Start]
	return c >= 'A' && c <= 'Z'
}

// dayAfter reads the day that follows a clock time: "10 p.m. Friday", "noon on May 3".
func (r *reading) dayAfter(i int) (value string, end int, ok bool) {
	j := i
	if r.in(j, "on", ",") {
		j++
	}
	for _, rule := range [...]func(*reading, int) (found, bool){(*reading).monthDay, (*reading).dayMonth, (*reading).weekdayName, (*reading).thatDay} {
		if f, ok := rule(r, j); ok && f.kind == doc.Date && len(f.value) == 10 {
			return f.value, f.end, true
		}
	}
	return "", i, false
}
