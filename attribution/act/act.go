// Package act says what is done by a statement and how sure its source is: it asserts, denies, asks,
// declines; it speaks or believes; what it says is certain, likely or open.
//
// In come a cue and the tokens of what is said; out go an act, an attitude and a commitment of package
// record. It refuses to guess: a cue that no table knows asserts, and what is plainly said is certain.
//
// The one idea: the cue and the main clause of what is said each have a say, by classes of words.
package act

import (
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
	"readout/record"
)

// Sense is what a statement does, in the words of package record.
type Sense struct{ Attitude, Act, Commitment string }

// Of reads what a cue does with content, for a source that may be empty. Declines is set where it is
// known that the source refuses to answer.
func Of(x *phrase.Text, c *phrase.Cue, source, content doc.Range, declines bool) Sense {
	r := sense{x}
	s := Sense{Attitude: r.attitude(c, source, content), Act: record.Decline}
	if !declines {
		s.Act = r.act(c, content)
	}
	s.Commitment = r.commitment(c, s.Act, content)
	s.Act = r.refine(c, s, content)
	return s
}

// sense reads what is done by a statement and how sure it is.
type sense struct{ *phrase.Text }

// attitude is the cue's, but for sources that are documents: a poll finds, a statement
// reads.
func (r sense) attitude(c *phrase.Cue, source, content doc.Range) string {
	attitude := record.Speech
	switch {
	case c.Entry != nil:
		attitude = c.Entry.Attitude
	case r.LowerForm(content.First) == "to":
		attitude = record.Intention
	}
	if (attitude == record.Speech || attitude == record.Perception) && r.isDocument(source) {
		return record.Document
	}
	return attitude
}

// isDocument reports whether the head of a source is a document.
func (r sense) isDocument(source doc.Range) bool {
	head := r.HeadOf(source)
	return head >= 0 && r.Is(head, lexicon.Documentary)
}

// act is what the cue does, changed by what stands with it: "refused to comment", "did
// not say whether", "said: \"Why?\"", "No, …".
func (r sense) act(c *phrase.Cue, content doc.Range) string {
	if c.Entry == nil {
		return record.Assert
	}
	e := c.Entry
	lemma := r.Lex.Class(e.Lemma)
	switch {
	case r.refusesReply(c.Range), r.refusesReply(doc.Range{First: c.Head, End: min(content.First+2, len(r.Tokens))}) &&
		content.First >= c.End:
		return record.Decline
	case e.Act == record.Decline, r.Is(c.Head, lexicon.Refusing):
		if e.Act == record.Decline && r.Is(content.First, lexicon.CommentWord) {
			return record.Decline
		}
		return record.Reject
	case c.Negated && e.Attitude == record.Speech && lemma&lexicon.DeclineCue != 0:
		return record.Decline
	case c.Negated && lemma&lexicon.DenialCue != 0:
		return record.Assert
	case c.Negated && lemma&lexicon.AssentCue != 0:
		return record.Reject
	}
	if e.Act != record.Assert || e.Attitude != record.Speech {
		return e.Act
	}
	return r.actOfContent(content)
}

// actOfContent is what a plain "said" does by the form of its content.
func (r sense) actOfContent(content doc.Range) string {
	for i := content.End - 1; i >= max(content.First, content.End-2); i-- {
		if r.Form(i) == "?" {
			return record.Ask
		}
	}
	if r.startsWithNo(content) {
		return record.Deny
	}
	if r.declines(doc.Range{First: r.MainClause(content), End: content.End}) {
		return record.Decline
	}
	return record.Assert
}

// refusesReply reports whether "declined to comment" or the like begins in s.
func (r sense) refusesReply(s doc.Range) bool {
	for i := s.First; i+2 < s.End; i++ {
		if r.Is(i, lexicon.Refusing) {
			return r.LowerForm(i+1) == "to" && r.Is(i+2, lexicon.Reply)
		}
	}
	return false
}

// startsWithNo reports whether content is a short answer in the negative: "No, …".
func (r sense) startsWithNo(content doc.Range) bool {
	for i := content.First; i+1 < content.End && i < content.First+2; i++ {
		if r.LowerForm(i) == "no" {
			return r.IsMark(i + 1)
		}
	}
	return false
}

// refine is what a plain "said" does by what it says: that something will or will not be is
// an announcement, that it is likely or not an estimate. That something is not so is no denial:
// nobody need have claimed it.
func (r sense) refine(c *phrase.Cue, s Sense, content doc.Range) string {
	if s.Act != record.Assert || s.Attitude != record.Speech || c.Entry == nil || c.Entry.Certainty != (lexicon.Fact{}) ||
		c.Negated {
		return s.Act
	}
	switch s.Commitment {
	case record.ProbablePlus, record.ProbableMinus:
		return record.Estimate
	case record.CertainPlus, record.CertainMinus:
		if r.toCome(doc.Range{First: r.MainClause(content), End: content.End}) {
			return record.Announce
		}
	}
	return s.Act
}

// toCome reports whether the main verb of a clause is in the future: "will", or "would"
// in reported speech.
func (r sense) toCome(s doc.Range) bool {
	for k := s.First; k < min(s.End, s.First+phrase.Farthest); k++ {
		switch {
		case r.Is(k, lexicon.Future):
			next := r.Word(min(k+1, s.End-1)).Lemma
			return r.LowerForm(k) != "would" || next != "like" && next != "have"
		case k > s.First && (r.Is(k, lexicon.FiniteTag) || r.EndsClause(k)):
			return false
		}
	}
	return false
}
