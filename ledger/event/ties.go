package event

import "slices"

// tiedTo is the occasion that a person put a report to, nil where nobody did.
func (l *linker) tiedTo(r *Report) *Occasion {
	if !l.ties.Any(r.ID) {
		return nil
	}
	for _, o := range l.all {
		if slices.ContainsFunc(o.Rows, func(e *Report) bool { return l.ties.Tied(e.ID, r.ID) }) {
			return o
		}
	}
	return nil
}

// parted reports whether a person said that a report is of another event than one of an occasion.
func (l *linker) parted(r *Report, o *Occasion) bool {
	return l.ties.Split(r.ID) && slices.ContainsFunc(o.Rows, func(e *Report) bool { return l.ties.Parted(r.ID, e.ID) })
}
