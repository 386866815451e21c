package item

import (
	"slices"
	"strings"

	"readout/article"
	"readout/source/day"
	"readout/source/internal/letters"
)

// Slug parses the slug lines at the top of an agency's plain text: the slug itself
// ("BC-OSTBY-VOTE/1st Ld"), priority words, embargo, correction and kill. It sets the
// article's Notice, Urgency and EmbargoUntil where they are empty and marks the slug lines as
// furniture. Text and offsets do not change.
//
// Source: our own, after the patterns of ANPA 1312 text and of agencies' advisories.
func Slug(a *article.Article) {
	lines := 0
	for i := range a.Blocks {
		b := &a.Blocks[i]
		if lines++; lines > 6 {
			return
		}
		text := a.Cut(b.Span)
		first, _, _ := strings.Cut(text, "\n")
		if isSlug(first) && !(a.Dateline != nil && a.Dateline.Overlaps(b.Span)) {
			if n := slugNotice(first); Weight(n) > Weight(a.Notice) {
				a.Notice = n
			}
			if b.Kind != article.Headline || i == 0 {
				b.Kind = article.Furniture
			}
			if a.Headline == b.Span {
				a.Headline = article.Span{}
				headline(a, i+1)
			}
		}
		if len(first) > 160 {
			continue
		}
		if u := urgencyOf(first); u > 0 && a.Urgency == 0 {
			a.Urgency = u
		}
		n := noticeOf(first)
		if Weight(n) > Weight(a.Notice) {
			a.Notice = n
		}
		if n == article.Embargoed && a.EmbargoUntil == "" {
			a.EmbargoUntil = day.Parse(first)
		}
	}
}

// headline makes block i the headline, if it was read as the deck below a slug.
func headline(a *article.Article, i int) {
	if i < len(a.Blocks) && a.Blocks[i].Kind == article.Deck && a.Deck == a.Blocks[i].Span {
		a.Blocks[i].Kind, a.Headline, a.Deck = article.Headline, a.Deck, article.Span{}
	}
}

// maxSlug is the maximum length of a slug line, which holds no sentence.
const maxSlug = 100

// isSlug reports whether a line is a slug: keywords joined by hyphens or slashes without
// spaces, in capitals or after a two-letter cycle code. The cities of a dateline
// ("WASHINGTON/ISLAMABAD") look alike, but a sentence follows them.
func isSlug(line string) bool {
	if len(line) > maxSlug {
		return false
	}
	word, _, _ := strings.Cut(strings.TrimSpace(strings.TrimLeft(line, "^")), " ")
	word, _, _ = strings.Cut(word, ",")
	if len(word) < 6 || len(word) > 60 || !strings.ContainsAny(word, "-/") {
		return false
	}
	cycle := len(word) > 3 && word[2] == '-' && strings.Contains("AM PM BC", word[:2])
	upper := 0
	for i := range len(word) {
		switch b := word[i]; {
		case b >= 'A' && b <= 'Z' || b == '-' || b == '/' || letters.IsDigit(b) || b == '&' || b == '_':
			upper++
		case letters.IsLetter(b) || b >= 0x80:
		default:
			return false
		}
	}
	return cycle || upper == len(word) && strings.Count(word, "-")+strings.Count(word, "/") >= 1
}

// slugNotice returns the notice of a slug's version words: a lead or write-through is an
// update.
func slugNotice(slug string) article.Notice {
	low := strings.ToLower(slug)
	switch {
	case slices.Contains(strings.FieldsFunc(low, func(r rune) bool { return r < 'a' || r > 'z' }), "kill"):
		return article.Kill
	case strings.Contains(low, "correct"), strings.Contains(low, " corr"):
		return article.Correction
	case strings.Contains(low, "writethru"), strings.Contains(low, " ld"), strings.Contains(low, "-ld"),
		strings.Contains(low, "update"):
		return article.Update
	}
	return article.NoNotice
}

// noticeOpenings begin the lines in which a desk says what an item is.
var noticeOpenings = []struct {
	words  string
	notice article.Notice
}{
	{"mandatory kill", article.Kill}, {"bulletin kill", article.Kill}, {"kill:", article.Kill},
	{"kill notice", article.Kill}, {"story kill", article.Kill}, {"advisory - kill", article.Kill},
	{"editors: please kill", article.Kill}, {"please kill", article.Kill}, {"withdrawn:", article.Kill},
	{"withdrawal:", article.Kill}, {"story withdrawn", article.Kill}, {"please disregard", article.Kill},
	{"retraction", article.Kill}, {"embargoed", article.Embargoed}, {"embargo:", article.Embargoed},
	{"under embargo", article.Embargoed}, {"not for publication before", article.Embargoed},
	{"hold for release", article.Embargoed}, {"not for release before", article.Embargoed},
	{"correction", article.Correction}, {"corrected", article.Correction}, {"corrects ", article.Correction},
	{"(corrects", article.Correction}, {"this story corrects", article.Correction}, {"eds: corrects", article.Correction},
	{"refile", article.Correction}, {"update ", article.Update}, {"updates ", article.Update},
	{"eds: updates", article.Update}, {"(updates", article.Update}, {"(adds ", article.Update},
	{"eds: adds", article.Update},
}

// noticeOf returns the notice that a note or headline opens with. "Correction fluid sales
// rise" is none: in a headline, the word must be alone or followed by a colon, a dash or a
// number.
func noticeOf(note string) article.Notice {
	marked := strings.TrimLeft(note, " *-–—^")
	low := strings.ToLower(strings.TrimLeft(marked, " *-–—^("))
	low = low[:min(len(low), 80)]
	for _, o := range noticeOpenings {
		words, bracket := strings.CutPrefix(o.words, "(")
		rest, ok := strings.CutPrefix(low, words)
		if !ok || bracket && !strings.HasPrefix(marked, "(") {
			continue
		}
		last := o.words[len(o.words)-1]
		rest = strings.TrimSpace(rest)
		switch {
		case strings.Contains(o.words[:len(o.words)-1], " "), last == ':', bracket:
			return o.notice
		case rest == "", strings.IndexByte(":-(/*.", rest[0]) >= 0, strings.HasPrefix(rest, "–"),
			strings.HasPrefix(rest, "—"):
			return o.notice
		case o.notice == article.Update && len(rest) > 0 && letters.IsDigit(rest[0]):
			return o.notice
		case o.notice == article.Embargoed && (strings.HasPrefix(rest, "until") || strings.HasPrefix(rest, "for ") ||
			strings.HasPrefix(rest, "to ") || strings.HasPrefix(rest, "till")):
			return o.notice
		case o.words == "corrects " && (strings.HasPrefix(rest, "in ") || strings.HasPrefix(rest, "to ") ||
			strings.HasPrefix(rest, "para") || strings.HasPrefix(rest, "name") || strings.HasPrefix(rest, "spelling")):
			return o.notice
		case o.words == "updates " && (strings.HasPrefix(rest, "with") || strings.HasPrefix(rest, "to ") ||
			strings.HasPrefix(rest, "throughout") || strings.HasPrefix(rest, "the previous")):
			return o.notice
		}
	}
	return article.NoNotice
}

// urgencyOf returns the urgency of a priority word: FLASH 1, BULLETIN 2, URGENT 3.
func urgencyOf(line string) int {
	word := strings.Trim(line, " *-–—:()")
	if k := strings.IndexAny(word, " :-"); k > 0 {
		word = word[:k]
	}
	switch word {
	case "FLASH", "SNAP":
		return 1
	case "BULLETIN", "ALERT":
		return 2
	case "URGENT":
		return 3
	}
	return 0
}
