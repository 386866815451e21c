package plain

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/article"
	"readout/internal/daynames"
)

// maxDateline limits the search for the end of a dateline, in bytes.
const maxDateline = 140

// parseDateline parses the dateline at the beginning of a paragraph, or returns nil: "MOSCOW,
// May 26. /TASS/.", "GENEVA, June 16 (Reuters) -", "KYIV, Ukraine (AP) —", "BERLIN/PARIS, 3
// March (AFP) –", "BRUSSELS —", "(CNN) —".
//
// Source: the dateline chapters of the AP and Reuters style books, and the wires' own usage.
func parseDateline(text string, block article.Span) *article.Dateline {
	s := text[block.Start:min(block.End, block.Start+maxDateline)]
	head, agency, end := datelineEnd(s)
	if end == 0 {
		return nil
	}
	dl := &article.Dateline{Span: article.Span{Start: block.Start, End: block.Start + end}, Agency: agency}
	dated := false
	offset := 0
	for i, part := range strings.Split(head, ",") {
		start := offset + len(part) - len(strings.TrimLeft(part, " .\n\t"))
		offset += len(part) + 1
		region := strings.TrimSpace(part) // keeps the full stop of "Ill."
		part = strings.Trim(part, " .\n\t")
		if part == "" {
			continue
		}
		if sp, ok := datelineDate(dl, part); ok {
			dated = true
			span := article.Span{Start: block.Start + start + sp.Start, End: block.Start + start + sp.End}
			if dl.DateSpan.Empty() {
				dl.DateSpan = span
			}
			dl.DateSpan.End = span.End
			continue
		}
		if daynames.Weekday(part) > 0 {
			continue
		}
		if dated || !datelinePlace(dl, region, i == 0) {
			return nil
		}
	}
	return acceptDateline(dl, dated)
}

// datelineEnd finds the end of a dateline. It returns the words before the agency and dash,
// the agency, and the index after the dash, 0 if there is no dateline.
func datelineEnd(s string) (head, agency string, end int) {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '(':
			name, after, ok := bracketed(s[i:], ')')
			if !ok {
				return "", "", 0
			}
			dash := dashAt(s, i+after)
			if dash == 0 {
				return "", "", 0
			}
			return s[:i], name, dash
		case r == '/' && (i == 0 || s[i-1] == ' '):
			name, after, ok := bracketed(s[i:], '/')
			if !ok {
				return "", "", 0
			}
			end := i + after
			if end < len(s) && s[end] == '.' {
				end++
			}
			return s[:i], name, max(end, dashAt(s, end))
		case r == '-' || r == '–' || r == '—':
			if i == 0 || s[i-1] != ' ' && r == '-' {
				i += n // a hyphen inside a name
				continue
			}
			if dash := dashAt(s, i); dash > 0 {
				return s[:i], "", dash
			}
			return "", "", 0
		case unicode.IsLetter(r), unicode.IsDigit(r), r == ' ', r == ',', r == '.', r == '/', r == '\'', r == '’', r == '\n':
			i += n
		default:
			return "", "", 0
		}
	}
	return "", "", 0
}

// bracketed returns the agency between brackets or slashes at the start of s.
func bracketed(s string, closing byte) (name string, after int, ok bool) {
	end := strings.IndexByte(s[1:], closing)
	if end <= 1 || end > 40 {
		return "", 0, false
	}
	name = s[1 : 1+end]
	if r, _ := utf8.DecodeRuneInString(name); !unicode.IsUpper(r) {
		return "", 0, false
	}
	return name, end + 2, true
}

// dashAt returns the index after a dash at off, skipping spaces before it; 0 if there is none.
func dashAt(s string, off int) int {
	for off < len(s) && (s[off] == ' ' || s[off] == '\n' || strings.HasPrefix(s[off:], "\u00a0")) {
		off++
		if s[off-1] == 0xc2 {
			off++
		}
	}
	for _, dash := range [...]string{"---", "--", "—", "–", "-"} {
		if strings.HasPrefix(s[off:], dash) {
			return off + len(dash)
		}
	}
	if strings.HasPrefix(s[off:], "_ ") { // old wires send a long dash as an underscore
		return off + 1
	}
	return 0
}

// datelineDate parses "May 26", "26 May", "Nov. 3 2021" or "2021" into a dateline and returns
// the bytes of the part it covers.
func datelineDate(dl *article.Dateline, part string) (article.Span, bool) {
	words := strings.Fields(part)
	if len(words) == 0 || len(words) > 3 {
		return article.Span{}, false
	}
	m, d, y := 0, 0, 0
	for _, w := range words {
		n, err := strconv.Atoi(strings.TrimRight(w, ".stndrh"))
		switch {
		case daynames.Month(w) > 0 && m == 0:
			m = daynames.Month(w)
		case err == nil && n >= 1 && n <= 31 && d == 0:
			d = n
		case err == nil && n >= 1800 && n <= 2200 && y == 0:
			y = n
		default:
			return article.Span{}, false
		}
	}
	if m == 0 && (y == 0 || d != 0) || y != 0 && m == 0 && dl.Month == 0 {
		return article.Span{}, false
	}
	if m != 0 {
		dl.Month, dl.Day = m, d
	}
	if y != 0 {
		dl.Year = y
	}
	return article.Span{End: len(part)}, true
}

// datelinePlace reads one part of a dateline as a place: a city in capitals, or the region it
// is in.
func datelinePlace(dl *article.Dateline, part string, first bool) bool {
	if !capitalised(part) || len(strings.Fields(part)) > 5 {
		return false
	}
	if !first && (!allCaps(part) || strings.Contains(part, ".")) {
		if len(dl.Places) == 1 {
			dl.Place += ", " + part // KYIV, Ukraine
		}
		return len(dl.Places) > 0
	}
	part = strings.TrimRight(part, ".")
	for _, city := range strings.FieldsFunc(strings.ReplaceAll(part, " and ", "/"),
		func(r rune) bool { return r == '/' }) {
		dl.Places = append(dl.Places, strings.TrimSpace(city))
	}
	if first && len(dl.Places) > 0 {
		dl.Place = dl.Places[0]
	}
	return true
}

// notPlaces are words in capitals that precede a dash but name no place.
var notPlaces = map[string]bool{"EXCLUSIVE": true, "UPDATE": true, "BREAKING": true, "NOTE": true, "VIDEO": true,
	"WATCH": true, "PHOTOS": true,
	"ANALYSIS": true, "OPINION": true, "CORRECTED": true, "CORRECTION": true, "FACTBOX": true, "ADVISORY": true,
	"LIVE": true, "URGENT": true, "Q": true, "A": true}

// acceptDateline returns nil for what only looks like a dateline: without an agency, a city
// must be in capitals.
func acceptDateline(dl *article.Dateline, dated bool) *article.Dateline {
	switch {
	case dl.Place == "":
		if dl.Agency == "" || dated {
			return nil
		}
	case notPlaces[dl.Place]:
		return nil
	case !allCaps(dl.Places[0]) && dl.Agency == "":
		return nil
	case dl.Agency == "" && !dated && utf8.RuneCountInString(dl.Places[0]) < 3:
		return nil
	}
	return dl
}

// capitalised reports whether every word begins with a capital, except for short joining
// words.
func capitalised(s string) bool {
	for _, w := range strings.Fields(s) {
		switch w {
		case "and", "de", "of", "the", "la", "le", "el", "al", "upon", "on", "del", "am":
			continue
		}
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
	}
	return s != ""
}

// allCaps reports whether all letters are capitals; "St. PETERSBURG" and "N'DJAMENA" count.
func allCaps(s string) bool {
	letters := 0
	for _, w := range strings.Fields(s) {
		if w == "and" || w == "St." || w == "de" || w == "AL" {
			continue
		}
		for _, r := range w {
			if unicode.IsLower(r) {
				return false
			}
			if unicode.IsLetter(r) {
				letters++
			}
		}
	}
	return letters > 1
}
