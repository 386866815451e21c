// Package byline extracts authors' names from bylines and author metadata.
//
// The input is strings as publishers write them; the output is names. Job titles, places and
// agencies next to people are dropped. The package refuses nothing.
//
// The one idea: a doubtful name is worse than a missing one.
package byline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/internal/daynames"
	"readout/source/internal/tree"
)

// Clean returns the names in a list of author metadata: it strips "By" and job titles, splits
// joined names and drops URLs and e-mail addresses.
func Clean(list []string) []string {
	var out []string
	for _, s := range list {
		for _, name := range splitNames(tree.PlainText(s)) {
			if name = cleanName(name); name == "" {
				continue
			}
			known := false
			for _, o := range out {
				known = known || strings.EqualFold(o, name)
			}
			if !known && len(out) < 20 {
				out = append(out, name)
			}
		}
	}
	return peopleOnly(out)
}

// peopleOnly drops agencies if people are named too.
func peopleOnly(names []string) []string {
	var people []string
	for _, n := range names {
		if !agencies[strings.ToLower(n)] {
			people = append(people, n)
		}
	}
	if len(people) > 0 {
		return people
	}
	return names
}

// splitNames splits "A, B and C" into names. A suffix stays with its name, and "Lenz, Mara"
// becomes "Mara Lenz".
func splitNames(s string) []string {
	s = unglue(cutBy(s))
	if cut := strings.IndexAny(s, "|•·"); cut > 0 {
		s = s[:cut]
	}
	if names := familyFirst(s); names != nil {
		return names
	}
	s = strings.NewReplacer(" and ", ", ", " And ", ", ", " AND ", ", ", " & ", ", ", ";", ",", " with ", ", ").Replace(s)
	for _, joint := range [...]string{" und ", " y ", " et ", " e "} {
		s = splitAt(s, joint)
	}
	var names []string
	for _, part := range strings.Split(s, ",") {
		part = strings.TrimSpace(part)
		if n := len(names); n > 0 && nameSuffixes[strings.ToLower(strings.Trim(part, ". "))] {
			names[n-1] += " " + part
			continue
		}
		names = append(names, part)
	}
	if len(names) == 2 && isOneName(names[0]) && isOneName(names[1]) {
		return []string{names[1] + " " + names[0]}
	}
	return names
}

// familyFirst splits a list of names that all have the family name first: "Lenz, Mara and Orr,
// Ben", "LENZ, MARA; ORR, BEN". It returns nil if one of them does not.
func familyFirst(s string) []string {
	groups := strings.Split(strings.NewReplacer(" and ", ";", " AND ", ";", " & ", ";").Replace(s), ";")
	if len(groups) < 2 {
		return nil
	}
	for i, group := range groups {
		family, given, found := strings.Cut(strings.TrimSpace(group), ",")
		given = strings.TrimSpace(given)
		if !found || given == "" || strings.ContainsAny(family+given, ",.@/0123456789") {
			return nil
		}
		if len(strings.Fields(family)) != 1 || len(strings.Fields(given)) > 2 {
			return nil
		}
		if low := strings.ToLower(given); jobWords[low] || agencies[low] || nameSuffixes[low] {
			return nil
		}
		groups[i] = given + " " + family
	}
	return groups
}

// splitAt replaces a foreign "and" by a comma if it has whole names on both sides; in "José
// Ortega y Gasset" it joins two family names.
func splitAt(s, joint string) string {
	k := strings.Index(s, joint)
	if k < 0 {
		return s
	}
	before, after := s[:k], s[k+len(joint):]
	before = before[strings.LastIndexByte(before, ',')+1:]
	next, _, _ := strings.Cut(after, ",")
	if len(strings.Fields(before)) < 2 || len(strings.Fields(next)) < 2 {
		return s
	}
	return s[:k] + ", " + splitAt(after, joint)
}

var nameSuffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true, "phd": true,
	"ph.d": true, "md": true, "m.d": true, "esq": true}

// isOneName reports whether a part is a single capitalised word that is neither a job title
// nor an agency: a family name or a first name.
func isOneName(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	low := strings.ToLower(s)
	return unicode.IsUpper(r) && !strings.ContainsAny(s, " .@/0123456789") && strings.ToUpper(s) != s && !jobWords[low] &&
		!agencies[low]
}

// authorWords precede the names of authors.
var authorWords = []string{
	"posted by", "written by", "published by", "words by", "text by", "story by", "reported by", "report by",
	"reporting by", "by", "by:", "von",
}

// cutBy strips "By", "Posted by" and similar from the front.
func cutBy(s string) string {
	s = strings.TrimSpace(s)
	for _, by := range authorWords {
		if len(s) > len(by) && s[len(by)] == ' ' && strings.EqualFold(s[:len(by)], by) {
			s = strings.TrimSpace(s[len(by):])
		}
	}
	return s
}

// agencies are names that follow a person's in bylines but are not people.
var agencies = map[string]bool{
	"associated press": true, "the associated press": true, "ap": true, "reuters": true, "afp": true,
	"agence france-presse": true, "bloomberg": true, "upi": true, "dpa": true, "tass": true, "xinhua": true, "efe": true,
	"ansa": true, "pti": true,
}

// jobWords occur in job titles and section names, not in people's names.
var jobWords = map[string]bool{
	"reporter": true, "editor": true, "writer": true, "correspondent": true, "staff": true, "contributor": true,
	"columnist": true, "producer": true, "chief": true, "senior": true, "digital": true, "photographer": true,
	"analyst": true, "special": true, "political": true, "business": true, "associate": true, "managing": true,
	"deputy": true, "assistant": true, "news": true, "updated": true, "published": true, "posted": true, "min": true,
	"read": true, "feed": true, "rss": true, "comments": true, "entries": true, "admin": true, "administrator": true,
	"webmaster": true, "newsroom": true, "desk": true, "guest": true, "team": true, "editors": true, "reporters": true,
	"writers": true,
}

// pictureWords begin the part of a byline that credits pictures.
var pictureWords = []string{"photo", "picture", "illustration", "video", "graphic", "image"}

// placeJoints separate a name from a place or an employer.
var placeJoints = []string{" in ", " for ", " at ", " of the "}

// cleanName returns a name without what bylines add to it, or "" if it is not a name.
func cleanName(s string) string {
	if strings.Contains(s, "://") || strings.Contains(s, "www.") {
		return ""
	}
	s = cutPlace(cutJob(cutBy(withoutHandles(s))))
	for _, word := range pictureWords {
		if len(s) > len(word) && strings.EqualFold(s[:len(word)], word) && strings.Contains(s, " by ") {
			return ""
		}
	}
	if open := strings.IndexAny(s, "(/["); open > 0 {
		s = strings.TrimSpace(s[:open])
	}
	s = strings.Trim(s, " .,-–—:@")
	if len(s) < 2 || len(s) > 60 || strings.Contains(s, "@") {
		return ""
	}
	words := strings.Fields(s)
	if len(words) > 6 {
		return ""
	}
	jobs := 0
	for _, w := range words {
		if jobWords[strings.ToLower(strings.Trim(w, ".,"))] {
			jobs++
		}
	}
	if jobs*2 > len(words) || jobs > 0 && jobWords[strings.ToLower(words[len(words)-1])] {
		return ""
	}
	r, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(r) {
		return ""
	}
	if strings.ToUpper(s) == s && len(words) > 1 {
		for i, w := range words {
			lw := []rune(strings.ToLower(w))
			lw[0] = unicode.ToUpper(lw[0])
			words[i] = string(lw)
		}
		return strings.Join(words, " ")
	}
	return strings.Join(words, " ")
}

// withoutHandles removes e-mail addresses and account names.
func withoutHandles(s string) string {
	if !strings.Contains(s, "@") {
		return s
	}
	var kept []string
	for _, w := range strings.Fields(s) {
		name, account, found := strings.Cut(w, "@")
		r, _ := utf8.DecodeRuneInString(name)
		if !found || unicode.IsUpper(r) && !strings.ContainsAny(account, ".@") {
			kept = append(kept, name) // an account name may be attached to a name; an e-mail address is not a name
		}
	}
	return strings.Join(kept, " ")
}

// cutPlace strips "in Oslo" and "for the Paper" from the end of a name.
func cutPlace(s string) string {
	for _, joint := range placeJoints {
		name, place, found := strings.Cut(s, joint)
		r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(place, "the "))
		if found && unicode.IsUpper(r) && len(strings.Fields(name)) > 1 {
			s = name
		}
	}
	return s
}

// cutJob strips a job title after a dash: "Mara Lenz - Ostby Post Staff Writer".
func cutJob(s string) string {
	for _, dash := range [...]string{" - ", " – ", " — "} {
		name, post, found := strings.Cut(s, dash)
		for _, w := range strings.Fields(post) {
			if found && jobWords[strings.ToLower(strings.Trim(w, ".,"))] {
				return strings.TrimSpace(name)
			}
		}
	}
	return s
}

// gluedPrefixes begin family names with an inner capital.
var gluedPrefixes = map[string]bool{"mac": true, "fitz": true, "van": true, "von": true, "del": true, "della": true}

// unglue splits names from adjacent elements with no space between them: "Mara LenzOlav
// Brenn".
func unglue(s string) string {
	words := strings.Fields(s)
	for i := 1; i+1 < len(words); i++ {
		w := []rune(words[i])
		for k := 3; k+3 <= len(w); k++ {
			if unicode.IsLower(w[k-1]) && unicode.IsUpper(w[k]) && unicode.IsLower(w[k+1]) && unicode.IsUpper(w[0]) &&
				!gluedPrefixes[strings.ToLower(string(w[:k]))] {
				words[i] = string(w[:k]) + ", " + string(w[k:])
				break
			}
		}
	}
	return strings.Join(words, " ")
}

// Names returns the names in a byline as shown on a page: "By A and B, Staff Writers | Nov 19,
// 2019". Everything from the first digit on is a date.
func Names(s string) []string {
	if cut := strings.IndexFunc(s, unicode.IsDigit); cut >= 0 {
		s = s[:cut]
		last := strings.LastIndexAny(strings.TrimSpace(s), " ,|")
		if last >= 0 && daynames.Month(strings.Trim(strings.TrimSpace(s)[last+1:], ".")) > 0 {
			s = s[:last]
		}
		if words := strings.Fields(s); len(words) > 2 && daynames.Weekday(strings.Trim(words[len(words)-1], ",.")) > 0 {
			s = strings.Join(words[:len(words)-1], " ")
		}
	}
	var names []string
	for _, n := range Clean([]string{s}) {
		if r, _ := utf8.DecodeRuneInString(n); unicode.IsUpper(r) && strings.Contains(n, " ") {
			names = append(names, n)
		}
	}
	return names
}
