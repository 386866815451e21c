package attribution

import (
	"slices"
	"strings"

	"readout/doc"
)

// setting fills who a statement was made to, on what occasion and when, from the words of
// the cue's sentence that are neither source nor content of it or of those near it.
func (r *reading) setting(c *cueReading, f *found, s *doc.Statement, near []found) {
	x := surroundings{reading: r, sentence: r.sentence(c.First), taken: taken(f, near)}
	s.Audience = x.audience(c)
	if s.Audience != "" && r.occasionAt(x.hearer, x.sentence.End) {
		s.Occasion, s.Audience = s.Audience, "" // "told a news conference"
	} else {
		s.Occasion = x.occasion(c.End)
	}
	if day := x.saidOn(c); !x.ahead(c, day) {
		s.SaidOn = day
	}
}

// ahead reports whether a day is after the report although its verb says that something was said or is being said.
func (x *surroundings) ahead(c *cueReading, day string) bool {
	report := x.d.Article.Published
	n := min(len(day), len(report))
	if n == 0 || day[:n] <= report[:n] {
		return false
	}
	switch x.word(c.head).XPOS {
	case doc.XVBD, doc.XVBN, doc.XVBZ, doc.XVBP:
		return true
	}
	return false
}

// surroundings is a sentence with what of it is said, and by whom.
type surroundings struct {
	*reading
	sentence doc.Range
	taken    []doc.Range
	hearer   int // where the audience starts
}

// taken is the tokens that are somebody's source or content: those of f, and contents near
// it that do not hold its cue ("said he hoped to sign by March 1 but warned …" does not warn
// on March 1).
func taken(f *found, near []found) []doc.Range {
	out := append([]doc.Range{f.source}, f.content...)
	for i := range near {
		if n := &near[i]; !n.contains(f.cue) {
			out = append(out, n.content...)
		}
	}
	return out
}

// free reports whether token i is in the sentence and nobody's words.
func (x *surroundings) free(i int) bool {
	return i >= x.sentence.First && i < x.sentence.End &&
		!slices.ContainsFunc(x.taken, func(s doc.Range) bool { return s.First <= i && i < s.End })
}

// freeEnd shortens [i, end) to what is free.
func (x *surroundings) freeEnd(i, end int) int {
	for k := i; k < end; k++ {
		if !x.free(k) {
			return k
		}
	}
	return end
}

// audience is who was told: the object of "told", or who stands behind "to" and "with":
// "said to reporters", "in an interview with the newspaper".
func (x *surroundings) audience(c *cueReading) string {
	i := c.End
	if c.entry != nil && c.entry.hearer {
		i = min(i, c.head+1+len(c.entry.rest)) // a cue may hold its hearer: "told reporters"
		if x.free(i) && !x.timed(i) && x.is(i, determinerTag|possessiveTag|pronounTag|nounTag|adjectiveTag|numberTag) {
			if text := x.phrase(i); text != "" {
				return text
			}
		}
	}
	for k := i; x.free(k) && k < i+farthest; k++ {
		switch form := x.d.LowerForm(k); {
		case form == "to" && k == i && x.word(k+1).XPOS != doc.XVB, form == "with" && x.is(k-1, hearing):
			if text := x.phrase(k + 1); text != "" {
				return text
			}
		}
	}
	return ""
}

// phrase is the text of the noun phrase at token i, as far as it is free.
func (x *surroundings) phrase(i int) string {
	end := x.freeEnd(i, x.phraseEnd(i, x.sentence.End))
	if end <= i {
		return ""
	}
	x.hearer = i
	return x.text(i, end)
}

// text is the words of tokens [first, end) with white space folded.
func (r *tokens) text(first, end int) string {
	return strings.Join(strings.Fields(r.d.Cut(r.d.SpanOf(first, end))), " ")
}

// occasion is the phrase that says where or how it was said, as written: "at a news
// conference", "on the sidelines of the forum".
func (x *surroundings) occasion(after int) string {
	for _, from := range [...]int{after, x.sentence.First} {
		for k := from; k < min(x.sentence.End, from+farthest) && (x.free(k) || x.d.Form(k) == ","); k++ {
			if !x.is(k, occasionPreposition) || x.timed(k+1) {
				continue
			}
			if end := x.freeEnd(k, x.occasionEnd(k+1)); end > k+1 {
				return x.text(k, end)
			}
		}
	}
	return ""
}

// occasionEnd is the end of the occasion that starts at token i; i where there is none.
func (x *surroundings) occasionEnd(i int) int {
	end := x.groupEnd(i, x.sentence.End)
	if end == i || !x.occasionAt(i, x.sentence.End) {
		return i
	}
	for x.is(end, occasionLink) && !x.timed(end) && !x.timed(end+1) {
		next := x.groupEnd(end+1, x.sentence.End)
		if next == end+1 || x.timed(next-1) {
			break
		}
		end = next
	}
	return end
}

// saidOn is the day a statement was made: a date beside the cue, or one that opens the
// sentence ("On Tuesday, both …"). A date inside source or content is another's.
func (x *surroundings) saidOn(c *cueReading) string {
	for i := c.End; i < min(x.sentence.End, c.End+farthest) && (x.free(i) || x.d.Form(i) == ","); i++ {
		if day := x.day(i); day != "" && x.free(i) {
			return day
		}
		if x.is(i, finiteTag) {
			break
		}
	}
	for i := c.First - 1; x.free(i) && i > c.First-farthest && x.d.Form(i) != "," && !x.is(i, finiteTag); i-- {
		if day := x.day(i); day != "" {
			return day
		}
	}
	for i := x.sentence.First; i < x.sentence.First+6 && x.free(i) && !x.is(i, verbTag); i++ {
		if day := x.day(i); day != "" {
			return day
		}
	}
	return ""
}

// day is the date, as precise as it is known, of the time expression at token i.
func (r *tokens) day(i int) string {
	if !r.timed(i) {
		return ""
	}
	value := r.d.Times[r.time[i]].Value
	digit := func(k int) bool { return value[k] >= '0' && value[k] <= '9' }
	switch {
	case len(value) >= 10 && value[4] == '-' && value[7] == '-' && digit(5):
		return value[:10]
	case len(value) == 7 && value[4] == '-' && digit(5), len(value) == 4 && digit(0):
		return value
	}
	return ""
}
