// Package day parses the dates and times that publishers write.
//
// The input is a string from a feed, a page or a byline; the output is an RFC 3339 time, or a
// date if the time or its zone is missing. The package does not guess: an ambiguous or
// impossible date is rejected.
//
// The one idea: try numeric forms whose order is evident, then month names; keep a time only
// with its zone.
package day

import (
	"strconv"
	"strings"
	"time"

	"readout/internal/daynames"
)

// Parse parses a publisher's date in any of the forms used by feeds, metadata and bylines. It
// returns an RFC 3339 time, or a date if the time or its zone is missing, or "" if there is no
// date or an impossible one: month 13, 30 February, all zeros. It never guesses: 03/04/2021
// gives "", 27/11/2021 does not, and in 03.04.2021 the day comes first, as is usual with dots.
//
// Source: RFC 3339, RFC 822 section 5 with its zones, W3C-DTF; the rest is our own.
func Parse(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < 6 || len(s) > 200 {
		return ""
	}
	if d := parseNumericDate(s); d != "" {
		return d
	}
	if d := parseEpoch(s); d != "" {
		return d
	}
	return parseWordDate(s)
}

// parseEpoch parses seconds or milliseconds since 1970, for times since 2001.
func parseEpoch(s string) string {
	s, _, _ = strings.Cut(s, ".")
	if strings.Trim(s, "0123456789") != "" || len(s) != 10 && len(s) != 13 {
		return ""
	}
	seconds, err := strconv.ParseInt(s[:10], 10, 64)
	if err != nil || seconds < 1e9 {
		return ""
	}
	return time.Unix(seconds, 0).UTC().Format(time.RFC3339)
}

// epochDay is the date that a clock which was never set reports.
const epochDay = "1970-01-01"

// IsPossible reports whether a report can have been published on day: not before newspapers existed, not at the Unix
// epoch, not in another age.
func IsPossible(day string) bool {
	return day >= "1800" && day < "2100" && !strings.HasPrefix(day, epochDay)
}

// IsPlausible reports whether day can be the publication date of a report: not before
// newspapers existed, not the Unix epoch and, if today is known, not later than tomorrow.
func IsPlausible(day, today string) bool {
	if len(day) < len(time.DateOnly) || !IsPossible(day) {
		return false
	}
	t, err := time.Parse(time.DateOnly, today[:min(len(today), len(time.DateOnly))])
	return err != nil || day[:len(time.DateOnly)] <= t.AddDate(0, 0, 1).Format(time.DateOnly)
}

// moment is a date and time as far as it has been parsed.
type moment struct {
	year, month, day     int
	hour, minute, second int
	clock                bool
	zone                 int // seconds east of UTC
	zoned                bool
}

// format returns the moment as a string, or "" if it is impossible.
func (m moment) format() string {
	if m.year < 1700 || m.year > 2199 || m.month < 1 || m.month > 12 || m.day < 1 {
		return ""
	}
	t := time.Date(m.year, time.Month(m.month), m.day, 0, 0, 0, 0, time.UTC)
	if t.Day() != m.day {
		return ""
	}
	if !m.clock || !m.zoned {
		return t.Format(time.DateOnly)
	}
	if m.hour > 23 || m.minute > 59 || m.second > 60 || m.zone < -15*3600 || m.zone > 15*3600 {
		return t.Format(time.DateOnly)
	}
	t = time.Date(m.year, time.Month(m.month), m.day, m.hour, m.minute, min(m.second, 59), 0, time.FixedZone("", m.zone))
	return t.Format(time.RFC3339)
}

// parseNumericDate parses 2021-05-26, 2021/5/26 and 20210526, each with an optional time after
// T or a space.
func parseNumericDate(s string) string {
	var m moment
	var n int
	if m.year, n = number(s, 4); n != 4 {
		return parseDayFirst(s)
	}
	rest := s[4:]
	if rest == "" {
		return ""
	}
	if sep := rest[0]; sep == '-' || sep == '/' || sep == '.' {
		if m.month, n = number(rest[1:], 2); n == 0 || len(rest) <= 1+n || rest[1+n] != sep {
			return ""
		}
		rest = rest[2+n:]
		if m.day, n = number(rest, 2); n == 0 {
			return ""
		}
		rest = rest[n:]
	} else {
		if m.month, n = number(rest, 2); n != 2 {
			return ""
		}
		if m.day, n = number(rest[2:], 2); n != 2 {
			return ""
		}
		rest = rest[4:]
		if rest != "" && isDigit(rest[0]) {
			if len(rest) < 4 { // 20210526103000 is the only longer form
				return ""
			}
			m.readCompactClock(rest)
			return m.format()
		}
	}
	if rest != "" && (rest[0] == 'T' || rest[0] == 't') {
		rest = rest[1:]
	}
	rest = strings.TrimLeft(rest, " ,")
	if len(rest) >= 4 && isDigit(rest[0]) && isDigit(rest[1]) && isDigit(rest[2]) {
		m.readCompactClock(rest)
	} else {
		m.readClock(rest)
	}
	return m.format()
}

// parseDayFirst parses 31.05.2017 and 27/11/2017, each with an optional time. With slashes and
// hyphens, the numbers themselves must show which one is the day.
func parseDayFirst(s string) string {
	var m moment
	first, n := number(s, 2)
	if n == 0 || len(s) < n+6 {
		return ""
	}
	sep := s[n]
	rest := s[n+1:]
	second, k := number(rest, 2)
	if k == 0 || sep != '.' && sep != '/' && sep != '-' || len(rest) <= k || rest[k] != sep {
		return ""
	}
	rest = rest[k+1:]
	if m.year, n = number(rest, 4); n != 4 || len(rest) > 4 && isDigit(rest[4]) {
		return ""
	}
	switch {
	case sep == '.' || first > 12 && second <= 12 || first == second:
		m.day, m.month = first, second
	case second > 12 && first <= 12:
		m.day, m.month = second, first
	default:
		return ""
	}
	m.readClock(strings.TrimLeft(rest[4:], " ,Tt-–|"))
	return m.format()
}

// readCompactClock parses 1030, 103000 and 103000Z.
func (m *moment) readCompactClock(s string) {
	var n int
	if m.hour, n = number(s, 2); n != 2 {
		return
	}
	if m.minute, n = number(s[2:], 2); n != 2 {
		return
	}
	m.clock = true
	s = s[4:]
	if v, n := number(s, 2); n == 2 {
		m.second, s = v, s[2:]
	}
	m.readZone(s)
}

// readClock parses 10:30, 10:30:15.5, 10:30 p.m. and the zone that follows.
func (m *moment) readClock(s string) {
	hour, n := number(s, 2)
	if n == 0 || len(s) <= n || s[n] != ':' {
		return
	}
	s = s[n+1:]
	minute, n := number(s, 2)
	if n == 0 {
		return
	}
	s = s[n:]
	m.hour, m.minute, m.clock = hour, minute, true
	if len(s) > 1 && s[0] == ':' {
		if v, n := number(s[1:], 2); n > 0 {
			m.second, s = v, s[1+n:]
		}
	}
	if len(s) > 1 && (s[0] == '.' || s[0] == ',') && isDigit(s[1]) {
		for s = s[1:]; s != "" && isDigit(s[0]); s = s[1:] {
		}
	}
	s = strings.TrimLeft(s, " \u00a0")
	if half, rest := halfDay(s); half != 0 {
		if m.hour == 12 {
			m.hour = 0
		}
		if half == 'p' {
			m.hour += 12
		}
		s = rest
	}
	m.readZone(s)
}

// halfDay parses am, p.m. and similar. It returns 'a', 'p' or 0, and the rest of s.
func halfDay(s string) (byte, string) {
	if len(s) < 2 || s[0]|0x20 != 'a' && s[0]|0x20 != 'p' {
		return 0, s
	}
	half, rest := s[0]|0x20, strings.TrimPrefix(s[1:], ".")
	if rest == "" || rest[0]|0x20 != 'm' {
		return 0, s
	}
	rest = strings.TrimPrefix(rest[1:], ".")
	if rest != "" && isLetter(rest[0]) {
		return 0, s
	}
	return half, rest
}

// zoneHours maps unambiguous zone names to their UTC offsets. Ambiguous names (IST, BST) and
// names that change with the season (ET) are left out, which leaves a date without a time.
var zoneHours = map[string]int{
	"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
	"PST": -8, "PDT": -7, "WET": 0, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "AEST": 10, "AEDT": 11,
}

func (m *moment) readZone(s string) {
	s = strings.TrimLeft(s, " (")
	if s == "" {
		return
	}
	if s[0] == '+' || s[0] == '-' {
		hour, n := number(s[1:], 2)
		if n != 2 {
			return
		}
		minute := 0
		rest := strings.TrimPrefix(s[3:], ":")
		if v, n := number(rest, 2); n == 2 {
			minute = v
		}
		m.zone, m.zoned = hour*3600+minute*60, minute < 60
		if s[0] == '-' {
			m.zone = -m.zone
		}
		return
	}
	n := 0
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	name := strings.ToUpper(s[:n])
	hours, ok := zoneHours[name]
	if !ok {
		return
	}
	m.zone, m.zoned = hours*3600, true
	if (name == "GMT" || name == "UTC") && n < len(s) && (s[n] == '+' || s[n] == '-') {
		m.zoned = false
		if len(s) > n+2 && !isDigit(s[n+2]) || len(s) == n+2 {
			s = s[:n+1] + "0" + s[n+1:] // GMT+3
		}
		m.readZone(s[n:])
	}
}

// dateWord is a word or a number in a text that may hold a date.
type dateWord struct {
	off    int
	value  int // of a number
	digits int // number of digits, 0 for a word
	month  int // the month the word names, or 0
}

// maxDateWords is the number of words of a text that are searched for a date.
const maxDateWords = 40

// dateWords splits a text into words and numbers. Ordinal endings ("26th") and the short words
// between day, month and year are dropped.
func dateWords(s string) []dateWord {
	out := make([]dateWord, 0, 12)
	for off := 0; off < len(s) && len(out) < maxDateWords; {
		end := off
		switch {
		case isLetter(s[off]):
			for end < len(s) && isLetter(s[end]) {
				end++
			}
			if word := strings.ToLower(s[off:end]); !dateFillers[word] {
				out = append(out, dateWord{off: off, month: daynames.Month(word)})
			}
		case isDigit(s[off]):
			v, n := number(s[off:], 9)
			end = off + n
			out = append(out, dateWord{off: off, value: v, digits: n})
			if end < len(s) && s[end] == ':' { // a time of day, not a day
				for end < len(s) && (isDigit(s[end]) || s[end] == ':' || s[end] == '.') {
					end++
				}
				out[len(out)-1].digits = 0
			}
		default:
			end++
		}
		off = end
	}
	return out
}

var dateFillers = map[string]bool{"st": true, "nd": true, "rd": true, "th": true, "of": true, "the": true, "de": true}

// parseWordDate parses dates with a month's name: "Wed, 26 May 2021 10:30:00 GMT", "May 26,
// 2021 at 10:30 am EDT", "26 May 2021". A name counts as a month only next to a day with a
// year: "By April Rowan, June 3, 2021" is a day in June.
func parseWordDate(s string) string {
	words := dateWords(s)
	for i, w := range words {
		if w.month == 0 {
			continue
		}
		m := moment{month: w.month}
		if i > 0 && words[i-1].isDay() && m.takeYear(words[i+1:], true) {
			m.day = words[i-1].value
		} else if i+1 < len(words) && words[i+1].isDay() && m.takeYear(words[i+2:], false) {
			m.day = words[i+1].value
		} else {
			continue
		}
		for off := 0; off < len(s) && !m.clock; off++ {
			if k := strings.IndexByte(s[off:], ':'); k < 0 {
				break
			} else if off += k; off > 0 && isDigit(s[off-1]) {
				start := off - 1
				if start > 0 && isDigit(s[start-1]) {
					start--
				}
				m.readClock(s[start:])
			}
		}
		if d := m.format(); d != "" {
			return d
		}
	}
	return ""
}

func (w dateWord) isDay() bool {
	return w.digits > 0 && w.digits <= 2 && w.value >= 1 && w.value <= 31
}

// takeYear sets the year from the words after a day and month: the next four-digit number
// within the few words that a time takes, or, if short, two digits directly after the month,
// as in RFC 822. It reports whether there was one.
func (m *moment) takeYear(rest []dateWord, short bool) bool {
	for i, w := range rest[:min(len(rest), 6)] {
		switch {
		case w.month > 0:
			return false
		case w.digits == 4 && w.value >= 1700 && w.value < 2200:
			m.year = w.value
			return true
		case short && i == 0 && w.digits == 2:
			if m.year = 2000 + w.value; w.value >= 70 {
				m.year = 1900 + w.value
			}
			return true
		}
	}
	return false
}

// number parses up to width leading digits. It returns their value and how many there were.
func number(s string, width int) (v, n int) {
	for n < len(s) && n < width && isDigit(s[n]) {
		v = v*10 + int(s[n]-'0')
		n++
	}
	return v, n
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// InPath returns the date in the path of a URL, as in /2021/05/26/ or /2021-05-26-, or "".
func InPath(address string) string {
	for off := 0; off+10 < len(address); off++ {
		if address[off] != '/' {
			continue
		}
		s := address[off+1:]
		year, n := number(s, 4)
		if n != 4 || year < 1990 || s[4] != '/' && s[4] != '-' {
			continue
		}
		sep := s[4]
		month, n := number(s[5:], 2)
		if n == 0 {
			month, n = daynames.Month(s[5:min(8, len(s))]), 3
		}
		if month == 0 || len(s) <= 6+n || s[5+n] != sep {
			continue
		}
		rest := s[6+n:]
		day, n := number(rest, 2)
		if n == 0 || len(rest) > n && isDigit(rest[n]) {
			continue
		}
		if d := (moment{year: year, month: month, day: day}).format(); d != "" {
			return d
		}
	}
	return ""
}
