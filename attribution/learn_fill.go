package attribution

import (
	"readout/article"
)

// spans turns an attribution's words into the spans told: quotation marks at the
// content's ends belong to it, and the words of source and cue that interrupt it
// do not.
func (v *view) spans(a *found) Raw {
	raw := Raw{Cue: []article.Span{v.d.SpanOf(int(a.cue.first), int(a.cue.end))}}
	if !a.source.none() {
		raw.Source = []article.Span{v.d.SpanOf(int(a.source.first), int(a.source.last)+1)}
	}
	first, end := v.withMarks(a.content)
	holeFirst, holeEnd := v.hole(a)
	if holeFirst < 0 {
		raw.Content = []article.Span{v.d.SpanOf(int(first), int(end))}
		return raw
	}
	if first < holeFirst {
		raw.Content = append(raw.Content, v.d.SpanOf(int(first), int(holeFirst)))
	}
	if holeEnd < end {
		raw.Content = append(raw.Content, v.d.SpanOf(int(holeEnd), int(end)))
	}
	return raw
}

// withMarks widens a span of words by the marks of a quotation that opens before
// its first word or closes after its last.
func (v *view) withMarks(s wordSpan) (first, end int32) {
	first, end = s.first, s.last+1
	if first > 0 && v.tok[first-1].mark == opening {
		first--
	}
	// the full stop or comma before a closing mark goes with it
	for i := end; i < end+4 && int(i) < len(v.tok) && !v.tok[i].word && v.tok[i].para == v.tok[s.first].para; i++ {
		if v.tok[i].mark == closing {
			return first, i + 1
		}
		if v.tok[i].mark == outside || v.tok[i].mark == opening {
			break
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
