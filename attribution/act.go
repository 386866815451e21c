package attribution

import (
	"readout/article"
	"readout/doc"
	"readout/record"
)

// attitude is the cue's, but for sources that are documents: a poll finds, a
// statement reads.
func (r *reading) attitude(c cueReading, raw Raw) string {
	attitude := record.Speech
	switch {
	case c.entry != nil:
		attitude = c.entry.attitude
	case r.infinitiveContent(raw.Content):
		attitude = record.Intention
	}
	if (attitude == record.Speech || attitude == record.Perception) && r.isDocument(raw.Source) {
		return record.Document
	}
	return attitude
}

// isDocument tells whether the head of a source is a document: its last noun before
// a preposition, comma or relative word.
func (r *reading) isDocument(source []article.Span) bool {
	if len(source) == 0 {
		return false
	}
	first, end := r.d.TokensIn(hull(source))
	var head class
	for i := first; i < end; i++ {
		k := r.words[i].class
		if k&(preposition|coordinator|comma) != 0 || k&(relative|verb) != 0 && k&noun == 0 && i > first {
			break
		}
		if r.d.Tokens[i].Kind == doc.WordToken {
			head = k
		}
	}
	return head&documentary != 0
}

// infinitiveContent tells whether content is "to …".
func (r *reading) infinitiveContent(content []article.Span) bool {
	first, end := r.d.TokensIn(hull(content))
	return first < end && r.d.LowerForm(first) == "to"
}

// replies are what one declines to do.
var replies = wordSet("comment say answer discuss disclose specify confirm elaborate respond talk speak name identify provide reveal give be address explain clarify")

// act is what the cue does, changed by what stands with it: "refused to comment",
// "did not say whether", "said: \"Why?\"", "No, …".
func (r *reading) act(c cueReading, raw Raw) string {
	if c.entry == nil {
		return record.Assert
	}
	d := r.d
	first, end := d.TokensIn(hull(raw.Content))
	act := c.entry.act
	opening := func(i int) string {
		if i < end {
			return d.LowerForm(i)
		}
		return ""
	}
	switch {
	case r.declinesInCue(c):
		return record.Decline
	case act == record.Decline, c.entry.lemma == "refuse":
		if opening(first) == "to" && replies[opening(first+1)] || act == record.Decline && (opening(first) == "comment" || opening(first) == "further") {
			return record.Decline
		}
		return record.Reject
	case c.negated && c.entry.attitude == record.Speech:
		switch c.entry.lemma {
		case "say", "comment", "comment on", "elaborate", "elaborate on", "specify", "disclose", "explain", "respond to", "answer", "reveal", "name", "detail", "respond", "clarify", "tell", "provide":
			return record.Decline
		case "deny", "dispute", "rule out", "exclude", "reject":
			return record.Assert
		case "confirm", "agree", "accept", "acknowledge", "recognise", "recognize", "support", "endorse":
			return record.Reject
		}
	case c.entry.lemma == "refer":
		return record.Refer
	}
	if act == record.Assert && c.entry.attitude == record.Speech {
		last := ""
		for i := end - 1; i >= first && (last == "" || d.Tokens[i].Kind == doc.PunctToken); i-- {
			if last = d.Form(i); last == "?" {
				return record.Ask
			}
			if d.Tokens[i].Kind != doc.PunctToken {
				break
			}
		}
		if r.startsWithNo(first, end) {
			return record.Deny
		}
		if r.declines(r.mainClause(first, end), end) {
			return record.Decline
		}
	}
	return act
}

// refineAct tells what a plain "said" does by what it says: that something will be
// is an announcement, that it will not be or is not so a denial, that it is likely
// or not an estimate.
func (r *reading) refineAct(c cueReading, s *doc.Statement) string {
	if s.Act != record.Assert || s.Attitude != record.Speech || c.entry == nil || cueCertainty[c.entry.lemma] != (fact{}) || c.negated {
		return s.Act
	}
	switch s.Commitment {
	case record.ProbablePlus, record.ProbableMinus:
		return record.Estimate
	case record.CertainMinus:
		return record.Deny
	case record.CertainPlus:
		first, end := r.d.TokensIn(hull(s.Content))
		if r.toCome(r.mainClause(first, end), end) {
			return record.Announce
		}
	}
	return s.Act
}

// toCome tells whether the main verb of the clause that starts at token i is in the
// future: "will", or "would" in reported speech.
func (r *reading) toCome(i, end int) bool {
	for k := i; k < min(end, i+farthest); k++ {
		switch form := r.d.LowerForm(k); form {
		case "will", "shall", "wo", "'ll", "’ll":
			return true
		case "would":
			return k+1 < end && r.d.LowerForm(k+1) != "like" && r.d.LowerForm(k+1) != "have"
		}
		c := r.words[k].class
		if k > i && c&finite != 0 && c&noun == 0 || k > i && r.endsClause(k) {
			return false
		}
	}
	return false
}

// declinesInCue tells a cue that holds the refusal itself: "declined to comment on".
func (r *reading) declinesInCue(c cueReading) bool {
	for i := c.first; i+2 < c.end; i++ {
		switch r.d.LowerForm(i) {
		case "decline", "declined", "declines", "declining", "refuse", "refused", "refuses", "refusing":
			return r.d.LowerForm(i+1) == "to" && replies[r.d.LowerForm(i+2)]
		}
	}
	return false
}

// startsWithNo tells a short answer in the negative: "No, …" in quotation marks.
func (r *reading) startsWithNo(first, end int) bool {
	for i := first; i < end && i < first+2; i++ {
		if r.d.LowerForm(i) == "no" && i+1 < end {
			next := r.d.Form(i + 1)
			return next == "," || next == "." || next == "!" || next == "—" || next == "-"
		}
	}
	return false
}
