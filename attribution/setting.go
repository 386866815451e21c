package attribution

import (
	"strings"

	"readout/article"
	"readout/doc"
)

// setting fills who a statement was made to, on what occasion and when, from the
// words of the cue's sentence that are neither source nor content. Near are the
// attributions around it.
func (r *reading) setting(c cueReading, s *doc.Statement, near []Raw) {
	if c.first >= c.end {
		return
	}
	l, at := r.itemAt(c.end - 1)
	if l == nil {
		return
	}
	free := r.freeItems(l, s, near)
	s.Audience = r.audience(l, at+1, c, free)
	if s.Audience != "" && r.occasionNoun(l, at+1) {
		s.Occasion, s.Audience = s.Audience, "" // "told a news conference"
	} else {
		s.Occasion = r.occasion(l, at+1, free)
	}
	s.SaidOn = r.saidOn(l, at, free)
}

// itemAt is the line and item that hold a token, or nil where it is furniture.
func (r *reading) itemAt(token int) (*line, int) {
	lo, hi := 0, len(r.items)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if int(r.items[mid].end) <= token {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(r.items) || int(r.items[lo].first) > token {
		return nil, 0
	}
	a, b := 0, len(r.lines)
	for a < b {
		mid := int(uint(a+b) >> 1)
		if r.lines[mid].end <= lo {
			a = mid + 1
		} else {
			b = mid
		}
	}
	return &r.lines[a], lo
}

// freeItems tells of an item whether it is outside a statement's source and content,
// and outside what others are said to say: "said he hoped to sign by March 1 but
// warned …" does not warn on March 1.
func (r *reading) freeItems(l *line, s *doc.Statement, near []Raw) func(i int) bool {
	taken := make([]article.Span, 0, 8)
	taken = append(append(taken, s.Source...), s.Content...)
	whole := r.d.SpanOf(int(r.items[l.first].first), int(r.items[l.end-1].end))
	cue := hull(s.Cue)
	for i := range near {
		if h := hull(near[i].Content); !h.Overlaps(whole) || h.Overlaps(cue) {
			continue
		}
		taken = append(taken, near[i].Content...)
	}
	return func(i int) bool {
		if i < l.first || i >= l.end {
			return false
		}
		sp := r.d.SpanOf(int(r.items[i].first), int(r.items[i].end))
		for _, o := range taken {
			if o.Overlaps(sp) {
				return false
			}
		}
		return true
	}
}

// audience is who was told: the object of "told", or who stands behind "to" and
// "with": "said to reporters", "in an interview with the newspaper".
func (r *reading) audience(l *line, i int, c cueReading, free func(int) bool) string {
	if head, inside := r.itemOf(l, c.head); inside && c.entry != nil && c.entry.frames&takesHearer != 0 {
		if head+1+len(c.entry.rest) < i { // a cue span that holds its hearer: "told reporters"
			i = head + 1 + len(c.entry.rest)
		}
		if free(i) && r.is(l, i, determiner|possessive|object|noun|adjective|number) {
			if end := r.freeEnd(i, r.hearerEnd(l, i), free); end > i {
				return r.text(i, end)
			}
		}
	}
	for k := i; free(k) && k < i+farthest; k++ {
		if !r.is(l, k, preposition|toWord) {
			continue
		}
		if r.isForm(l, k, "to") && k == i && !r.infinitive(l, k) || r.isForm(l, k, "with") && r.isForm(l, k-1, "interview", "conversation", "call", "talks", "meeting") {
			if end := r.freeEnd(k+1, r.hearerEnd(l, k+1), free); end > k+1 {
				return r.text(k+1, end)
			}
		}
	}
	return ""
}

func (r *reading) itemOf(l *line, token int) (int, bool) {
	m, i := r.itemAt(token)
	return i, m == l
}

// freeEnd shortens items [i, end) to those that are free.
func (r *reading) freeEnd(i, end int, free func(int) bool) int {
	for k := i; k < end; k++ {
		if !free(k) {
			return k
		}
	}
	return end
}

func (r *reading) text(first, end int) string {
	a, b := r.tokens(first, end)
	return strings.Join(strings.Fields(r.d.Cut(r.d.SpanOf(a, b))), " ")
}

// occasion is the phrase that says where or how it was said, as written: "at a
// news conference", "on the sidelines of the forum".
func (r *reading) occasion(l *line, i int, free func(int) bool) string {
	for _, from := range [...]int{i, l.first} {
		for k := from; k < min(l.end, from+farthest) && (free(k) || r.is(l, k, comma)); k++ {
			if !r.is(l, k, preposition) || !r.isForm(l, k, "at", "in", "on", "during", "after", "following", "before") || r.timed(l, k+1) {
				continue
			}
			end := r.groupEnd(l, k+1)
			if end == k+1 || !r.occasionNoun(l, k+1) {
				continue
			}
			for r.isForm(l, end, "of", "with", "between", "in", "to", "for", "on") && !r.timed(l, end+1) {
				next := r.groupEnd(l, end+1)
				if next == end+1 || r.timed(l, next-1) {
					break
				}
				end = next
			}
			if end = r.freeEnd(k, end, free); end > k+1 {
				return r.text(k, end)
			}
		}
	}
	return ""
}

// saidOn is the day a statement was made: a date beside the cue, or one that opens
// the sentence ("On Tuesday, both …"). A date inside source or content is another's.
func (r *reading) saidOn(l *line, at int, free func(int) bool) string {
	for i := at + 1; i < min(l.end, at+farthest) && (free(i) || r.is(l, i, comma)); i++ {
		if day := r.day(i); day != "" && free(i) {
			return day
		}
		if r.is(l, i, finite) && !r.is(l, i, noun) {
			break
		}
	}
	for i := at - 1; i >= l.first && i > at-farthest && free(i) && !r.is(l, i, comma|finite); i-- {
		if day := r.day(i); day != "" {
			return day
		}
	}
	for i := l.first; i < min(l.end, l.first+6) && free(i); i++ {
		if day := r.day(i); day != "" {
			return day
		}
		if r.is(l, i, verb) && !r.is(l, i, noun) {
			break
		}
	}
	return ""
}

// day is the date, as precise as it is known, of the time expression at item i.
func (r *reading) day(i int) string {
	t := r.items[i].time
	if t < 0 {
		return ""
	}
	value := r.d.Times[t].Value
	if len(value) >= 10 && value[4] == '-' && value[7] == '-' && value[5] != 'W' {
		return value[:10]
	}
	if len(value) == 7 && value[4] == '-' && value[5] >= '0' && value[5] <= '9' || len(value) == 4 && value[0] >= '0' && value[0] <= '9' {
		return value
	}
	return ""
}
