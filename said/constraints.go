package said

import "readout/doc"

// constrain drops a source that cannot be one. Each constraint is a function.
func (r *reading) constrain(f *found, s *doc.Statement) {
	if f.source.empty() || !r.asked(f) && !r.passiveSubject(f) {
		return
	}
	f.source, s.Source = span{}, nil
}

// asked reports whether the cue says of its source that it was asked: "The minister, asked
// whether he would testify, replied …" does not ask.
func (r *reading) asked(f *found) bool {
	return f.source.end == f.cue.first-1 && r.d.Form(f.cue.first-1) == "," && r.is(f.cue.first, askedWord)
}

// passiveSubject reports whether the source is the subject of a passive: "Lind was accused
// of fraud" accuses nobody, "the talks are expected to fail" expects nothing. "Was quoted
// as saying" says.
func (r *reading) passiveSubject(f *found) bool {
	if f.source.end > f.cue.first || f.cue.first-f.source.end > 3 {
		return false
	}
	c := r.readCue(f.cue)
	if c.entry == nil || c.entry.part != verbCue || len(c.entry.rest) > 0 || r.word(c.head).XPOS != doc.XVBN {
		return false
	}
	for i := c.head - 1; i >= f.source.end; i-- {
		if r.is(i, beForm) {
			return true
		}
		if !r.is(i, adverbTag|negation) {
			return false
		}
	}
	return false
}
