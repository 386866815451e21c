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
