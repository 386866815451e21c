package event

import "readout/event/words"

// is reports whether token t is a word of a list.
func (r *reading) is(t int, l words.List) bool {
	return t >= 0 && t < len(r.d.Tokens) && l.Has(r.d.LowerForm(t))
}

// Kinds of event, as the head names them, that rules ask for.
const (
	meetingKind = "meeting"
	otherKind   = "other"
)
