package syntax

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/doc"
)

// Limits of the lexicon, chosen on EWT and GUM dev.
const (
	seldomWord  = 2     // a word seen less often is left out, unless its class is closed
	seldomTag   = 0.04  // so is a tag with a smaller share of a word's uses
	fewWords    = 6     // an ending carried by fewer words is left out
	mixedEnding = 0.55  // so is one whose first tag has a smaller share of them
	sureWord    = 20    // of a word seen this often
	sureShare   = 0.998 // a tag with this share is the only one that counts
)

// BuildLexicon makes the lexicon of the light pass from treebanks. A word keeps
// its capitals unless it opens a sentence; a name that is only ever a name is left
// out, because a capital in mid-sentence says as much.
func BuildLexicon(trees []Tree) []byte {
	words := map[string]map[tag]int{}
	count := func(form string, t tag) {
		if words[form] == nil {
			words[form] = map[tag]int{}
		}
		words[form][t]++
	}
	for i := range trees {
		t := &trees[i]
		for j, form := range t.Forms {
			w := t.Words[j]
			if w.UPOS == doc.X || w.UPOS == doc.NoUPOS || w.XPOS == doc.XADD || w.XPOS == doc.XGW || strings.ContainsAny(form, "*\t ") {
				continue
			}
			if w.UPOS != doc.PROPN && (j == 0 || isUpper(form) && len(form) > 1 || strings.ContainsAny(t.Forms[j-1], "\"'`\u201c:-")) {
				form = strings.ToLower(form)
			}
			count(form, tag{w.UPOS, w.XPOS})
		}
	}
	var lines []string
	endings := map[string]map[tag]int{}
	for form, tags := range words {
		ranked, total := rank(tags)
		if t := ranked[0]; total <= 3 && isWord(form) && open(t) {
			for n := 1; n <= min(longestEnding, len(form)-2); n++ {
				if e := form[len(form)-n:]; utf8.ValidString(e) {
					if endings[e] == nil {
						endings[e] = map[tag]int{}
					}
					endings[e][t]++
				}
			}
		}
		onlyName := !slices.ContainsFunc(ranked, func(t tag) bool { return t.upos != doc.PROPN })
		if onlyName && startsUpper(form) || total < seldomWord && open(ranked[0]) || unicode.IsDigit(rune(form[0])) {
			continue
		}
		var kept []string
		for _, t := range ranked {
			if float64(tags[t]) >= seldomTag*float64(total) && len(kept) < maxTags {
				kept = append(kept, t.String())
			}
		}
		if total >= sureWord && float64(tags[ranked[0]]) >= sureShare*float64(total) {
			kept[0] = "!" + kept[0]
		}
		lines = append(lines, fmt.Sprintf("%s\t%s\n", form, strings.Join(kept, " ")))
	}
	for e, tags := range endings {
		ranked, total := rank(tags)
		if total >= fewWords && float64(tags[ranked[0]]) >= mixedEnding*float64(total) {
			lines = append(lines, fmt.Sprintf("*%s\t%s\n", e, ranked[0]))
		}
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, ""))
}

// rank lists tags by count, and by name where counts are equal.
func rank(tags map[tag]int) (ranked []tag, total int) {
	for t, n := range tags {
		ranked = append(ranked, t)
		total += n
	}
	slices.SortFunc(ranked, func(a, b tag) int {
		return cmp.Or(tags[b]-tags[a], strings.Compare(a.String(), b.String()))
	})
	return ranked, total
}

// open tells whether new words join the class of a tag.
func open(t tag) bool {
	switch t.upos {
	case doc.NOUN, doc.VERB, doc.ADJ, doc.ADV, doc.PROPN, doc.INTJ:
		return true
	}
	return false
}

func isWord(form string) bool {
	return strings.IndexFunc(form, func(r rune) bool { return !unicode.IsLower(r) }) < 0
}

// startsUpper tells whether a form opens with a capital letter.
func startsUpper(form string) bool {
	if form[0] < utf8.RuneSelf {
		return form[0] >= 'A' && form[0] <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

// isUpper tells whether a form has letters and all of them are capitals.
func isUpper(form string) bool {
	letters := false
	for _, r := range form {
		if unicode.IsLower(r) {
			return false
		}
		letters = letters || unicode.IsUpper(r)
	}
	return letters
}
