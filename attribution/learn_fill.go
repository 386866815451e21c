package attribution

import (
	"strings"

	"readout/article"
	"readout/doc"
)

// spans turns an attribution's words into the spans told: quotation marks at the
// content's ends belong to it, and the words of source and cue that interrupt it
// do not.
func (v *view) spans(a *found) Raw {
	raw := Raw{Cue: []article.Span{v.d.SpanOf(int(a.cue.first), int(v.cueEnd(a)))}}
	if !a.source.none() {
		raw.Source = []article.Span{v.d.SpanOf(int(a.source.first), int(a.source.last)+1)}
	}
	a.content = v.toPredicate(a, v.fromSubject(a, v.withoutBeginnings(a.content)))
	first, end := v.withMarks(v.withDeterminer(a.content))
	holeFirst, holeEnd := v.hole(a)
	if holeFirst < 0 {
		raw.Content = []article.Span{v.d.SpanOf(int(first), int(end))}
		return raw
	}
	if first < holeFirst {
		raw.Content = append(raw.Content, v.d.SpanOf(int(first), int(holeFirst)))
	}
	if holeEnd < end && (len(raw.Content) == 0 || !v.hearer(holeEnd, end)) {
		raw.Content = append(raw.Content, v.d.SpanOf(int(holeEnd), int(end)))
	}
	return raw
}

// hearer tells whether what follows an interruption is no more of the content, but
// whom and when it was told: words without a verb, outside marks.
func (v *view) hearer(first, end int32) bool {
	for i := first; i < end; i++ {
		if v.tok[i].mark != outside {
			return false
		}
		switch v.tok[i].upos {
		case doc.VERB, doc.AUX:
			return false
		}
	}
	return true
}

// cueEnd is where a cue ends without a preposition whose phrase is neither source
// nor content: "said at" of "said at a rally" is "said".
func (v *view) cueEnd(a *found) int32 {
	last := a.cue.end - 1
	if last > a.cue.first && a.content.first == a.cue.end && v.d.LowerForm(int(last)) == "to" {
		a.content.first = last
		return last // "declined | to say"
	}
	if t := &v.tok[last]; last > a.cue.first && t.relation == doc.Case && t.head > last &&
		!a.content.holds(t.head) && !a.source.holds(t.head) {
		return last
	}
	return a.cue.end
}

// fromSubject begins a content where its clause does. A content that its sentence
// opens with begins with the sentence: "The next round of talks between | the two
// sides may be held in May, he said"; and "said earlier | that …" says nothing of
// when.
func (v *view) fromSubject(a *found, s wordSpan) wordSpan {
	if s.first > a.cue.first {
		for i := s.first; i < min(s.last, s.first+3); i++ {
			if v.d.LowerForm(int(i)) == "that" && i > s.first {
				return wordSpan{i, s.last}
			}
			if t := &v.tok[i]; t.upos != doc.ADV || t.mark != outside {
				return s
			}
		}
		return s
	}
	if v.tok[s.first].mark != outside || s.last > a.cue.first && s.holds(a.cue.first) {
		return s
	}
	first := s.first
	for i := s.first - 1; i >= 0 && i > s.first-longestBeginning && v.tok[i].sentence == v.tok[s.first].sentence; i-- {
		t := &v.tok[i]
		if !t.word || t.mark != outside || a.source.holds(i) {
			return s
		}
		switch t.upos {
		case doc.VERB, doc.AUX, doc.SCONJ, doc.CCONJ, doc.PRON, doc.ADV:
			return s
		}
		first = i
	}
	if first > 0 && v.tok[first-1].sentence == v.tok[s.first].sentence || first == s.first || v.tok[first].upos == doc.ADP {
		return s
	}
	return wordSpan{first, s.last}
}

// toPredicate goes on to the end of a clause whose subject a content ends with: "that
// the fine was wrong and that the firm | would file an appeal".
func (v *view) toPredicate(a *found, s wordSpan) wordSpan {
	next := s.last + 1
	if int(next) >= len(v.tok) || s.last < a.cue.first || v.tok[s.last].mark != outside || v.tok[next].mark != outside || v.tok[next].sentence != v.tok[s.last].sentence {
		return s
	}
	if u := v.tok[next].upos; u != doc.AUX && u != doc.VERB {
		return s
	}
	for i := s.last; i > s.first && i > s.last-longestBeginning; i-- {
		t := &v.tok[i]
		if t.relation != doc.Nsubj && t.relation != doc.NsubjPass || t.head <= s.last || v.tok[t.head].sentence != t.sentence || v.rule.entry[t.head] != 0 {
			continue // a verb of speech has a content of its own
		}
		if last := v.tok[t.head].right; last > s.last && last < int32(len(v.tok)) && !a.source.holds(last) {
			for last > s.last && !v.tok[last].word {
				last--
			}
			return wordSpan{s.first, last}
		}
	}
	return s
}

// withoutBeginnings cuts off what only begins at a content's end: the subject of a
// verb that is no more of it, behind a semicolon ("wants a raise; the company | has
// offered five per cent"), or how long before or after something it was said ("had
// come up at the summit, a day | after its spokesman denied it").
func (v *view) withoutBeginnings(s wordSpan) wordSpan {
	next := s.last + 1
	if int(next) >= len(v.tok) || v.tok[next].sentence != v.tok[s.last].sentence || v.tok[s.last].mark != outside {
		return s
	}
	verb := v.tok[next].upos == doc.VERB || v.tok[next].upos == doc.AUX
	switch v.d.LowerForm(int(next)) {
	case "after", "before", "later", "earlier":
	default:
		if !verb {
			return s
		}
	}
	for i := s.last; i > s.first && i > s.last-longestBeginning; i-- {
		if v.tok[i].upos == doc.VERB || v.tok[i].upos == doc.AUX {
			return s
		}
		if verb && v.d.LowerForm(int(i)) == ";" || !verb && v.tok[i].punct == punctComma && v.lapse(i+1, next) {
			return wordSpan{s.first, i - 1}
		}
	}
	return s
}

// longestBeginning bounds what withoutBeginnings looks at, in tokens.
const longestBeginning = 12

// lapse tells whether tokens [first, end) say how much time passed: "a day", "some
// two weeks".
func (v *view) lapse(first, end int32) bool {
	if first >= end || end-first > 4 {
		return false
	}
	switch strings.TrimSuffix(v.d.LowerForm(int(end-1)), "s") {
	case "minute", "hour", "day", "week", "month", "year", "decade":
		return true
	}
	return false
}

// withDeterminer widens a span of words by the determiners that stand before its
// first word and hang inside: "both sides" is one phrase whatever a ranker thinks.
func (v *view) withDeterminer(s wordSpan) wordSpan {
	for i := s.first - 1; i >= 0 && v.tok[i].sentence == v.tok[s.first].sentence; i-- {
		t := &v.tok[i]
		if t.relation != doc.Det && t.relation != doc.DetPredet || !s.holds(t.head) {
			break
		}
		s.first = i
	}
	return s
}

// withMarks widens a span of words by the marks of a quotation that opens before
// its first word or closes after its last.
func (v *view) withMarks(s wordSpan) (first, end int32) {
	first, end = s.first, s.last+1
	if i := int(end); i < len(v.tok) && !v.d.Tokens[i].SpaceBefore && v.d.LowerForm(i) == "%" {
		end++ // the sign of "3.2%" goes with its number
	}
	if first > 0 && v.tok[first-1].mark == opening {
		first--
	}
	// the full stop or comma before a closing mark goes with it, and so does what
	// ends a paragraph whose quotation goes on in the next
	last := v.para[v.tok[s.last].para].end
	for i := end; i < min(end+4, last) && !v.tok[i].word; i++ {
		switch {
		case v.tok[i].mark == closing:
			return first, i + 1
		case v.tok[i].mark != inside:
			return first, end
		case i+1 == last:
			return first, last
		}
	}
	return first, end
}

// hole is the range of tokens that interrupt a content: source, cue and what goes
// with them, up to the punctuation on either side. first is -1 if nothing does.
func (v *view) hole(a *found) (first, end int32) {
	s := a.content
	if !s.holds(a.cue.first) {
		if !a.source.none() && s.holds(a.source.first) {
			return a.source.first, a.source.last + 1
		}
		return -1, -1
	}
	first, end = a.cue.first, a.cue.end
	if !a.source.none() && s.holds(a.source.first) {
		first, end = min(first, a.source.first), max(end, a.source.last+1)
	}
	// leftwards to the closing mark or the comma it stands behind
	for i, n := first-1, 0; i > s.first && n < 6; i, n = i-1, n+1 {
		t := &v.tok[i]
		if t.mark == closing || t.punct == punctDash || t.punct == punctComma || t.sentence != v.tok[first].sentence {
			first = i + 1
			if t.mark != closing && t.sentence == v.tok[a.cue.first].sentence {
				first = i
			}
			break
		}
	}
	// rightwards: between quotations to the next opening mark, else to the comma
	quoted := first > 0 && v.tok[first-1].mark == closing
	for i := end; i <= s.last; i++ {
		t := &v.tok[i]
		if t.mark == opening {
			return first, i
		}
		if !quoted && (t.punct == punctComma || t.punct == punctDash || t.punct == punctStop || t.punct == punctColon) {
			return first, i + 1
		}
		if quoted && t.sentence != v.tok[a.cue.first].sentence {
			return first, i
		}
	}
	return first, end
}
