package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/internal/daynames"
)

// lineOpenings begin lines that a desk or a page adds around a report. Such a line must also
// be short.
var lineOpenings = [...]string{"all news", "share this", "share on", "read more", "read also", "read the rest",
	"read next", "see also", "related:", "more:", "more on this", "follow us", "follow ", "sign up", "subscribe",
	"advertisement", "click here", "watch:", "listen:", "copyright", "©", "(c) ", "all rights reserved", "our standards",
	"this article was originally", "this story has been updated", "this story corrects", "for more ", "print",
	"e-mail this", "email this", "comments", "leave a comment", "published:", "updated:", "posted:", "last updated",
	"last modified", "tags:", "topics:", "download the", "get the latest", "breaking news", "top stories", "latest news",
	"skip to", "photo gallery",
	"like us on", "follow the", "@"}

// signOffs begin or end the line that closes a report with its contributors.
var signOffs = [...]string{"reporting by ", "(reporting by ", "additional reporting by ", "writing by ", "(writing by ",
	"editing by ", "(editing by ",
	"compiled by ", "translated by ", "contributed to this report", "contributed reporting", "production by ",
	"(additional reporting"}

// wholeLines are labels that occupy a line of their own.
var wholeLines = map[string]bool{"news": true, "world": true, "politics": true, "home": true, "business": true,
	"economy": true, "society": true,
	"world news": true, "top news": true, "latest": true, "ends": true, "***": true, "###": true, "-30-": true, "30": true,
	"more": true, "end": true, "menu": true, "search": true, "facebook": true, "twitter": true, "whatsapp": true,
	"telegram": true, "linkedin": true, "email": true, "live": true,
	"exclusive": true, "opinion": true, "video": true, "photo": true, "photos": true, "international": true,
	"diplomacy": true, "sport": true, "sports": true}

// maxFurniture is the maximum length of a line of furniture in characters, except for
// sign-offs.
const maxFurniture = 90

// isFurnitureLine reports whether a line was added around the report.
func isFurnitureLine(s string) bool {
	low := strings.ToLower(s)
	if wholeLines[strings.Trim(low, " .:|>»•")] {
		return true
	}
	for _, opening := range signOffs {
		if strings.HasPrefix(low, opening) ||
			len(s) < 300 && strings.HasSuffix(strings.TrimRight(low, ". )"), strings.TrimSpace(opening)) {
			return true
		}
	}
	if utf8.RuneCountInString(s) > maxFurniture {
		return false
	}
	for _, opening := range lineOpenings {
		if strings.HasPrefix(low, opening) && (len(opening) > 6 || !endsProse(s)) {
			return true
		}
	}
	return strings.Contains(low, " | ") && !endsProse(s) || !hasLetter(s)
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// IsByline reports whether a line names the author of the report: "By Mara Lenz".
func IsByline(s string) bool {
	rest, ok := strings.CutPrefix(s, "By ")
	if !ok {
		if rest, ok = strings.CutPrefix(s, "BY "); !ok {
			return false
		}
	}
	if utf8.RuneCountInString(s) > maxFurniture || endsProse(s) && !strings.HasSuffix(s, "Jr.") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(rest)
	words := strings.Fields(rest)
	capitals := 0
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			capitals++
		}
	}
	return unicode.IsUpper(first) && capitals*3 >= len(words)*2
}

// authors returns the names in a byline, without the desk they work for.
func authors(byline string) []string {
	_, names, _ := strings.Cut(byline, " ")
	names, _, _ = strings.Cut(names, ",")
	names, _, _ = strings.Cut(names, "|")
	var out []string
	for _, name := range strings.Split(strings.ReplaceAll(names, " & ", " and "), " and ") {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// captionMarks occur in picture captions and credits.
var captionMarks = [...]string{"file photo", "/file photo", "getty images", "(ap photo", "reuters/", "photo by ",
	"photograph:", "photo:", "picture:", "image:",
	"handout via", "pool photo", "(photo by", "photo credit", "via ap)", "via reuters"}

// isCaption reports whether a block is a picture's caption or credit.
func isCaption(s string) bool {
	low := strings.ToLower(s)
	if strings.HasPrefix(low, "file - ") || strings.HasPrefix(low, "file photo") || strings.HasPrefix(low, "pictured:") {
		return true
	}
	if utf8.RuneCountInString(s) > 400 {
		return false
	}
	if at := credits.FindStringIndex(s); at != nil && at[1] == len(s) {
		return true
	}
	for _, mark := range captionMarks {
		if at := strings.LastIndex(low, mark); at >= 0 && (at == 0 || at > len(low)/2 && len(low)-at < 60) {
			return true
		}
	}
	return false
}

// isDay reports whether a line is only a publication date and time.
func isDay(s string) bool {
	if utf8.RuneCountInString(s) > 48 || !strings.ContainsAny(s, "0123456789") {
		return false
	}
	known := 0
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		switch low := strings.ToLower(w); {
		case daynames.Month(low) > 0, daynames.Weekday(low) > 0,
			strings.Trim(low, "0123456789stndrhapmz") == "", low == "gmt", low == "utc",
			low == "et", low == "at":
			known++
		default:
			return false
		}
	}
	return known > 1
}
