package event

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"readout/doc"
	"readout/event/label"
	"readout/event/words"
	"readout/record"
)

// findMentions marks the words that name events, and gathers what each says by itself.
func (r *reading) findMentions() {
	for _, s := range r.j.mentions().Spans(r.d, r.mentionBias) {
		s = r.trim(s)
		if !r.content(s) || r.inDateline(s) || r.name(s) || r.onlyChange(s) {
			continue
		}
		if n := len(r.ms); n > 0 && s.First < r.ms[n-1].End {
			continue // the noun that the one before ends at
		}
		r.ms = append(r.ms, mention{span: s, sentence: r.d.SentenceOf(s.First), which: r.whichOf(s), event: -1})
	}
	for i, row := range r.j.mentionStatus(r.ms) {
		r.ms[i].status = make([]float64, len(row))
		label.Softmax(r.ms[i].status, row)
	}
}

// whichOf is the word in a mention's noun phrase that tells its event from others of its
// sort. "Next" in "next week's summit" is a time's.
func (r *reading) whichOf(s span) string {
	last := s.End - 1
	if u := r.upos(last); u != doc.NOUN && u != doc.PROPN {
		return ""
	}
	for t := last - 1; t >= 0 && r.d.Tokens[t].Sentence == r.d.Tokens[last].Sentence; t-- {
		if r.timeAt[t] < 0 && (r.is(t, words.Which) || r.is(t, words.Another)) {
			return r.d.LowerForm(t)
		}
		switch r.upos(t) {
		case doc.ADJ, doc.NOUN, doc.PROPN, doc.NUM, doc.DET:
		default:
			return ""
		}
	}
	return ""
}

// findSlots marks the words that say something of an event, and weighs which mention
// they speak of.
func (r *reading) findSlots() {
	if len(r.ms) == 0 {
		return
	}
	for _, s := range (lists{r}).whole(r.j.slots().Spans(r.d, r.slotBias)) {
		s.End = r.trimEnd(s)
		s.Kind = r.fillOf(s)
		if !r.content(s) || r.inDateline(s) || r.fills[s.Kind] == record.DateSlot && !r.datable(s) || r.beside(s) {
			continue
		}
		r.ss = append(r.ss, slot{span: s, sentence: r.d.SentenceOf(s.First), event: -1})
	}
	lists{r}.items()
	for i, x := range r.j.links(r.ss, r.ms) {
		s := &r.ss[i]
		s.from, s.shares = x.from, make([]float64, len(x.list))
		if len(x.list) > 0 {
			label.Softmax(s.shares, x.list)
		}
	}
}

// trim cuts off a mention what its noun does, and what leads on from it: "the summit [will
// be held in]".
func (r *reading) trim(s span) span {
	for s.First < s.End-1 && r.upos(s.First) == doc.PUNCT {
		s.First++
	}
	if s.End-s.First > 1 && r.upos(s.First) == doc.VERB && r.changeIn(s.First, s.First+1) {
		s.First++ // "delaying talks"
	}
	noun := false
	for t := s.First; t < s.End; t++ {
		switch r.upos(t) {
		case doc.NOUN, doc.PROPN:
			noun = true
		case doc.AUX:
			if noun {
				s.End = t
			}
		case doc.VERB:
			if x := r.d.Words[t].XPOS; noun && (x == doc.XVBD || x == doc.XVBZ || x == doc.XVBP || x == doc.XVBN) {
				s.End = t
			}
		}
	}
	s.End = r.trimEnd(s)
	for last := s.End - 1; r.upos(last) == doc.ADJ && s.End < len(r.d.Tokens) && r.upos(s.End) == doc.NOUN; {
		s.End++ // "his new [role]"
		last = s.End - 1
	}
	return s
}

// trimEnd is the end of a span without words that only lead on to others.
func (r *reading) trimEnd(s span) int {
	end := s.End
	for end > s.First+1 {
		switch r.upos(end - 1) {
		case doc.ADP, doc.CCONJ, doc.DET, doc.SCONJ, doc.AUX:
			end--
		case doc.PUNCT:
			if r.closesQuote(end - 1) {
				return end
			}
			end--
		default:
			return end
		}
	}
	return end
}

// onlyChange reports whether a mention is no more than a verb of change, which names no event
// but says what became of one.
func (r *reading) onlyChange(s span) bool {
	for t := s.First; t < s.End; t++ {
		if r.upos(t) == doc.VERB {
			if !r.lemma(t, words.Cancels) && !r.lemma(t, words.Postpones) && !r.lemma(t, words.Moves) {
				return false
			}
		} else if u := r.upos(t); u == doc.NOUN || u == doc.PROPN || u == doc.PRON {
			return false
		}
	}
	return true
}

// fillOf is the kind of a slot: by its noun where that fills one kind only.
func (r *reading) fillOf(s span) int {
	last := s.End - 1
	kind := ""
	switch {
	case r.is(last, words.Conference) && r.is(last-1, words.Press) && last > s.First:
		kind = record.PressSlot
	case r.is(last, words.Paper) && r.fills[s.Kind] != record.OutcomeSlot && r.fills[s.Kind] != record.AgendaSlot:
		kind = record.DocumentSlot
	}
	if k := slices.Index(r.fills, kind); k >= 0 {
		return k
	}
	return s.Kind
}

// beside reports whether a place is told as a side of what is between two.
func (r *reading) beside(s span) bool {
	kind := r.fills[s.Kind]
	if kind != record.PlaceSlot && kind != record.VenueSlot {
		return false
	}
	return r.is(s.First, words.Beside) || s.First > 0 && r.is(s.First-1, words.Beside)
}

// content reports whether a span has a word that can carry a meaning.
func (r *reading) content(s span) bool {
	for t := s.First; t < s.End; t++ {
		switch r.upos(t) {
		case doc.ADP, doc.AUX, doc.CCONJ, doc.DET, doc.PART, doc.PUNCT, doc.SCONJ:
		default:
			return true
		}
	}
	return false
}

// inDateline reports whether a span lies in the line that says where and when the report
// was written: nothing takes place there.
func (r *reading) inDateline(s span) bool {
	dl := r.d.Article.Dateline
	return dl != nil && r.d.Bytes(s.Range).Overlaps(dl.Span)
}

// name reports whether a span is no more than the name of a person or a place, or than people: "the Democrats", not
// those of "a leaders summit".
func (r *reading) name(s span) bool {
	from, _ := slices.BinarySearchFunc(r.d.Mentions, s.First-longestName, func(m doc.Mention, t int) int {
		return m.FirstToken - t
	})
	for i := from; i < len(r.d.Mentions) && r.d.Mentions[i].FirstToken <= s.First; i++ {
		m := &r.d.Mentions[i]
		if m.EndToken < s.End {
			continue
		}
		if m.Form == doc.NameForm && (m.Kind == doc.Person || m.Kind == doc.Place) ||
			m.Form == doc.NominalForm && (m.Kind == doc.Person || m.Kind == doc.Group) &&
				m.EndToken == m.Head+1 && r.upos(m.EndToken) != doc.NOUN {
			return true
		}
	}
	return false
}

// datable reports whether a span can say when: it has a time expression, or a word that
// is no verb. What is so now is no day of anything.
func (r *reading) datable(s span) bool {
	can := false
	for t := s.First; t < s.End; t++ {
		if x := r.timeAt[t]; x >= 0 {
			return r.d.Times[x].Value != "PRESENT_REF"
		}
		switch r.upos(t) {
		case doc.NOUN, doc.PROPN, doc.NUM, doc.ADV, doc.ADJ:
			can = true
		}
	}
	if s.End < len(r.timeAt) && r.timeAt[s.End] >= 0 && r.d.Times[r.timeAt[s.End]].Value == "PRESENT_REF" {
		return false // "right" in "right now"
	}
	return can
}

// upos is the tag of token t, NoUPOS outside the text.
func (r *reading) upos(t int) doc.UPOS {
	if t < 0 || t >= len(r.d.Words) {
		return doc.NoUPOS
	}
	return r.d.Words[t].UPOS
}

// capital reports whether a form begins with a capital letter.
func capital(form string) bool {
	c, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(c)
}
