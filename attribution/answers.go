package attribution

import (
	"readout/article"
	"readout/doc"
	"readout/record"
)

// linkAnswers gives a statement the question it replies to, where the report says
// it: "Asked whether …, X said", "answered in the negative to the question if …",
// and a short answer right after the sentence that puts the question.
func (r *reading) linkAnswers() {
	d := r.d
	for i := range d.Statements {
		s := &d.Statements[i]
		if s.Act == record.Ask {
			continue
		}
		first, _ := d.TokensIn(s.Cue[0])
		if first >= len(d.Tokens) {
			continue
		}
		l, at := r.itemAt(first)
		if l == nil {
			continue
		}
		if q := r.questionIn(l, at, s); !q.Empty() {
			s.Answers = q
			continue
		}
		if r.repliesToBefore(s) {
			s.Answers = r.questionBefore(i, l)
		}
	}
}

// questionIn finds a question put in the same line, outside the statement's words.
func (r *reading) questionIn(l *line, at int, s *doc.Statement) article.Span {
	free := r.freeItems(l, s, nil)
	low, high := max(l.first, at-2*farthest), min(l.end, at+2*farthest)
	for i := low; i < high; i++ {
		if !r.is(l, i, asking) || !r.isForm(l, i, "asked", "question", "questions", "pressed", "quizzed") || i == at || !free(i) {
			continue
		}
		if r.isForm(l, i, "asked", "pressed", "quizzed") && !r.wasAsked(l, i) {
			continue
		}
		k := i + 1
		for k < l.end && k < i+8 && !r.isForm(l, k, "whether", "if", "about", "how", "why", "what", "when", "where", "on", "who") {
			k++
		}
		if k >= l.end || k == i+8 {
			continue
		}
		if r.isForm(l, k, "about", "on") {
			k++
		}
		end := k
		for end < l.end && free(end) && !r.is(l, end, comma|stop) && !r.isQuote(l, end) {
			end++
		}
		if end > k {
			a, b := r.tokens(k, end)
			return r.d.SpanOf(a, b)
		}
	}
	return article.Span{}
}

// wasAsked tells "asked whether" said of the speaker ("when asked", "was asked",
// "Asked …") from "X asked whether".
func (r *reading) wasAsked(l *line, i int) bool {
	if i == l.first {
		return true
	}
	before := r.class(l, i-1)
	return before&(beForm|comma) != 0 || r.isForm(l, i-1, "when", "if", "after", "being", "and") || r.is(l, i-1, adverb) && r.is(l, i-2, beForm|subordinator)
}

// repliesToBefore tells whether a statement reads like an answer: it says so, or
// opens with yes or no.
func (r *reading) repliesToBefore(s *doc.Statement) bool {
	cue := r.readCue(Raw{Cue: s.Cue})
	if cue.entry != nil {
		switch cue.entry.lemma {
		case "reply", "respond", "answer", "retort", "shoot back":
			return true
		}
	}
	first, end := r.d.TokensIn(hull(s.Content))
	for i := first; i < min(end, first+2); i++ {
		switch r.d.LowerForm(i) {
		case "no", "yes":
			return i+1 < end && r.d.Tokens[i+1].Kind == doc.PunctToken
		}
	}
	return false
}

// questionBefore is the question of the statement before, if that one asks and
// stands in the same or the preceding sentence.
func (r *reading) questionBefore(i int, l *line) article.Span {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		q := &r.d.Statements[k]
		if q.Act != record.Ask {
			continue
		}
		token, _ := r.d.TokensIn(q.Cue[0])
		if token < len(r.d.Tokens) && r.d.SentenceOf(token) >= l.sentence-2 {
			return hull(q.Content)
		}
	}
	return article.Span{}
}
