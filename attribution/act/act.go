// Package act classifies what a statement does and how certain its source is: it asserts,
// denies, asks or declines; it is said or believed; its content is certain, likely or open.
//
// It takes a cue and the tokens of the content, and returns an act, an attitude and a commitment
// of package record. It does not guess: an unknown cue asserts, and a plain claim is certain.
//
// The one idea: the cue and the main clause of the content each contribute, by word classes.
package act

import (
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
	"readout/record"
)

// Sense is what a statement does, in the values of package record.
type Sense struct{ Attitude, Act, Commitment string }

// Of classifies a cue with its content; source may be empty. If declines is set, the source is
// already known to refuse an answer.
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

// sense holds the methods that classify one statement.
type sense struct{ *phrase.Text }

// attitude returns the attitude of the cue, or Document if the source is one: a poll finds, a
// statement reads.
func (r sense) attitude(c *phrase.Cue, source, content doc.Range) string {
	attitude := record.Speech
	switch {
	case c.Entry != nil:
		attitude = c.Entry.Attitude
	case r.LowerForm(content.First) == "to", r.Word(c.End-1).XPOS == doc.XTO:
		attitude = record.Intention // "is looking to | tax it"
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

// act returns the act of the cue in its context: "refused to comment", "did not say whether",
// "said: \"Why?\"", "No, …".
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
	if e.Act == record.Criticise && r.asks(content) {
		return record.Ask // "questioned whether"
	}
	if e.Act == record.Demand && !c.Negated && r.finds(content) {
		return record.Assert
	}
	if e.Act != record.Assert || e.Attitude != record.Speech {
		return e.Act
	}
	return r.actOfContent(content)
}

// finds reports whether content is a clause that tells what is or was: "the court ruled that he had lied" demands
// nothing, "ruled that he pay" does.
func (r sense) finds(content doc.Range) bool {
	main := r.MainClause(content)
	return main > content.First && r.Word(content.First).XPOS == doc.XIN &&
		r.tellsPresent(doc.Range{First: main, End: content.End})
}

// asks reports whether content begins as a question does.
func (r sense) asks(content doc.Range) bool {
	i := content.First
	for i < content.End && r.IsMark(i) {
		i++
	}
	return i < content.End && r.Is(i, lexicon.Question)
}

// actOfContent returns the act of a plain "said", by the form of its content.
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

// refusesReply reports whether s contains "declined to comment" or the like.
func (r sense) refusesReply(s doc.Range) bool {
	for i := s.First; i+2 < s.End; i++ {
		if r.Is(i, lexicon.Refusing) {
			return r.LowerForm(i+1) == "to" && r.Is(i+2, lexicon.Reply)
		}
	}
	return false
}

// startsWithNo reports whether content is a short negative answer: "No, …". In "No, don't go" an imperative follows:
// it pleads, and denies nothing.
func (r sense) startsWithNo(content doc.Range) bool {
	for i := content.First; i+1 < content.End && i < content.First+2; i++ {
		if r.LowerForm(i) == "no" {
			return r.IsMark(i+1) && r.Word(i+2).XPOS != doc.XVB
		}
	}
	return false
}

// refine adjusts the act of a plain "said" to its content: that something will or will not
// happen is an announcement, that it is likely or unlikely an estimate. That something is not so
// is no denial, since nobody need have claimed it.
//
// Who promises what is not to come assures of it: "promised that it is safe".
func (r sense) refine(c *phrase.Cue, s Sense, content doc.Range) string {
	main := doc.Range{First: r.MainClause(content), End: content.End}
	if s.Act == record.Promise && !c.Negated && (r.tellsPresent(main) || r.offers(c, main)) {
		return record.Assert
	}
	if s.Act != record.Assert || s.Attitude != record.Speech || c.Entry == nil || c.Entry.Certainty != (lexicon.Fact{}) ||
		c.Negated {
		return s.Act
	}
	switch s.Commitment {
	case record.ProbablePlus, record.ProbableMinus:
		return record.Estimate
	case record.CertainPlus, record.CertainMinus:
		if r.toCome(c, main) && !r.reasons(c, main) {
			return record.Announce
		}
	}
	return s.Act
}

// offers reports whether the cue holds out a thing: who offers a bill promises nothing, who offers to pay does.
func (r sense) offers(c *phrase.Cue, main doc.Range) bool {
	return c.Entry != nil && r.Lex.LemmaClass(c.Entry.Lemma)&lexicon.Offering != 0 &&
		r.Is(main.First, lexicon.DeterminerTag|lexicon.NounTag|lexicon.AdjectiveTag|lexicon.NumberTag)
}

// reasons reports whether a clause about the future says how things are and not what will be done: it begins as a
// question, "explained how high taxes will hurt", or its cue is one of reasoning, "argued that it would help".
func (r sense) reasons(c *phrase.Cue, main doc.Range) bool {
	return r.asks(main) || r.Lex.LemmaClass(c.Entry.Lemma)&lexicon.Reasoning != 0
}

// tellsPresent reports whether the main verb of a clause is finite and not in the future.
func (r sense) tellsPresent(s doc.Range) bool {
	for k := s.First; k < min(s.End, s.First+phrase.Farthest); k++ {
		switch {
		case r.Word(k).XPOS == doc.XTO, r.Is(k, lexicon.Future):
			return false
		case k > s.First && r.Is(k, lexicon.FiniteTag):
			return r.Word(k).XPOS != doc.XMD
		case k > s.First && r.EndsClause(k):
			return false
		}
	}
	return false
}

// toCome reports whether the main verb of a clause is in the future: "will", or "would" in
// reported speech.
func (r sense) toCome(c *phrase.Cue, s doc.Range) bool {
	for k := s.First; k < min(s.End, s.First+phrase.Farthest); k++ {
		switch {
		case r.Is(k, lexicon.Future):
			return r.LowerForm(k) != "would" || !r.supposes(c, k, s)
		case k > s.First && (r.Is(k, lexicon.FiniteTag) || r.EndsClause(k)):
			return false
		}
	}
	return false
}

// supposes reports whether the "would" at token k of a clause is no "will" of reported speech. It is one only behind
// a cue in the past: "he says he would sneak in" tells a habit. Quoted, "it would be late" tells what depends on
// something, as does "would kill him if he came"; "would be an abuse" judges, "would later spread" is history.
func (r sense) supposes(c *phrase.Cue, k int, s doc.Range) bool {
	n := k + 1
	for n < s.End-1 && r.Is(n, lexicon.Negation) {
		n++
	}
	switch lemma := r.Word(n).Lemma; {
	case r.Tokens[s.First].Quote >= 0, r.Tokens[k].Quote >= 0, lemma == "like", lemma == "have", r.Of(n, lexicon.Historic):
		return true
	case r.Is(n, lexicon.BeForm) && r.Word(s.First).XPOS != doc.XEX && r.judges(n+1):
		return true
	}
	for i := n; i < s.End; i++ {
		if r.Is(i, lexicon.Question) && r.Is(i, lexicon.Subordinator) && r.Word(i).XPOS == doc.XIN {
			return true
		}
	}
	tag := r.Word(c.Head).XPOS
	return tag == doc.XVBZ || tag == doc.XVBP || tag == doc.XVBN && r.present(c.Head)
}

// judges reports whether "a" or "an" stands at token t, in quotation marks or not: "would be “a mistake”".
func (r sense) judges(t int) bool {
	for r.IsMark(t) {
		t++
	}
	return r.Is(t, lexicon.Introducing) && r.Is(t, lexicon.DeterminerTag)
}

// present reports whether the participle at token t belongs to a perfect of the present: "have said".
func (r sense) present(t int) bool {
	for t--; t >= 0 && r.Is(t, lexicon.AdverbTag); t-- {
	}
	tag := r.Word(t).XPOS
	return tag == doc.XVBZ || tag == doc.XVBP
}
