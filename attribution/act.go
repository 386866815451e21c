package attribution

import (
	"strings"

	"readout/doc"
	"readout/record"
)

// attitude is the cue's, but for sources that are documents: a poll finds, a statement
// reads.
func (r sense) attitude(c *cueReading, f *found) string {
	attitude := record.Speech
	switch {
	case c.entry != nil:
		attitude = c.entry.attitude
	case r.d.LowerForm(f.content[0].First) == "to":
		attitude = record.Intention
	}
	if (attitude == record.Speech || attitude == record.Perception) && r.isDocument(f.source) {
		return record.Document
	}
	return attitude
}

// isDocument reports whether the head of a source is a document.
func (r sense) isDocument(source doc.Range) bool {
	head := r.headOf(source)
	return head >= 0 && r.is(head, documentary)
}

// headOf is the last noun of a source before a preposition, comma or relative word: the
// word that says what the source is; -1 where there is none. What only stresses it is not:
// "Holm himself" is Holm.
func (r *tokens) headOf(source doc.Range) int {
	head := -1
	for i := source.First; i < source.End; i++ {
		switch {
		case head >= 0 && (r.is(i, preposition|relative|verbTag) || r.d.Form(i) == "," || r.d.Form(i) == "("):
			return head
		case head >= 0 && r.stresses(i):
		case r.is(i, possessiveTag) && !r.is(i, pronounTag):
			head = -1
		case r.is(i, nounTag|pronounTag|numberTag):
			head = i
		}
	}
	return head
}

// stresses reports whether token i is "himself" or its like.
func (r *tokens) stresses(i int) bool {
	form := r.d.LowerForm(i)
	return r.is(i, pronounTag) && (strings.HasSuffix(form, "self") || strings.HasSuffix(form, "selves"))
}

// act is what the cue does, changed by what stands with it: "refused to comment", "did
// not say whether", "said: \"Why?\"", "No, …".
func (r sense) act(c *cueReading, content doc.Range) string {
	if c.entry == nil {
		return record.Assert
	}
	e := c.entry
	lemma := r.lex.classes[e.lemma]
	switch {
	case r.refusesReply(c.Range), r.refusesReply(doc.Range{First: c.head, End: min(content.First+2, len(r.d.Tokens))}) &&
		content.First >= c.End:
		return record.Decline
	case e.act == record.Decline, r.is(c.head, refusing):
		if e.act == record.Decline && r.is(content.First, commentWord) {
			return record.Decline
		}
		return record.Reject
	case c.negated && e.attitude == record.Speech && lemma&declineCue != 0:
		return record.Decline
	case c.negated && lemma&denialCue != 0:
		return record.Assert
	case c.negated && lemma&assentCue != 0:
		return record.Reject
	}
	if e.act != record.Assert || e.attitude != record.Speech {
		return e.act
	}
	return r.actOfContent(content)
}

// actOfContent is what a plain "said" does by the form of its content.
func (r sense) actOfContent(content doc.Range) string {
	for i := content.End - 1; i >= max(content.First, content.End-2); i-- {
		if r.d.Form(i) == "?" {
			return record.Ask
		}
	}
	if r.startsWithNo(content) {
		return record.Deny
	}
	if r.declines(doc.Range{First: r.mainClause(content), End: content.End}) {
		return record.Decline
	}
	return record.Assert
}

// refusesReply reports whether "declined to comment" or the like begins in s.
func (r sense) refusesReply(s doc.Range) bool {
	for i := s.First; i+2 < s.End; i++ {
		if r.is(i, refusing) {
			return r.d.LowerForm(i+1) == "to" && r.is(i+2, reply)
		}
	}
	return false
}

// startsWithNo reports whether content is a short answer in the negative: "No, …".
func (r sense) startsWithNo(content doc.Range) bool {
	for i := content.First; i+1 < content.End && i < content.First+2; i++ {
		if r.d.LowerForm(i) == "no" {
			return r.ends(i + 1)
		}
	}
	return false
}

// refineAct is what a plain "said" does by what it says: that something will or will not be is
// an announcement, that it is likely or not an estimate. That something is not so is no denial:
// nobody need have claimed it.
func (r sense) refineAct(c *cueReading, s *doc.Statement, content doc.Range) string {
	if s.Act != record.Assert || s.Attitude != record.Speech || c.entry == nil || c.entry.certainty != (fact{}) ||
		c.negated {
		return s.Act
	}
	switch s.Commitment {
	case record.ProbablePlus, record.ProbableMinus:
		return record.Estimate
	case record.CertainPlus, record.CertainMinus:
		if r.toCome(doc.Range{First: r.mainClause(content), End: content.End}) {
			return record.Announce
		}
	}
	return s.Act
}

// toCome reports whether the main verb of a clause is in the future: "will", or "would"
// in reported speech.
func (r sense) toCome(s doc.Range) bool {
	for k := s.First; k < min(s.End, s.First+farthest); k++ {
		switch {
		case r.is(k, future):
			next := r.word(min(k+1, s.End-1)).Lemma
			return r.d.LowerForm(k) != "would" || next != "like" && next != "have"
		case k > s.First && (r.is(k, finiteTag) || r.endsClause(k)):
			return false
		}
	}
	return false
}
