package timex

import (
	"readout/article"
	"readout/doc"
	"readout/timex/calendar"
)

// nearHeadline is how many days the weekday of a headline lies from the report's at most.
const nearHeadline = 31

// headlines gives the bare weekdays of headlines the day that the report gives that weekday with its date, if it gives
// it one only: "Match moved to Sunday" over "moved … to Sunday 27 September".
func (r *reading) headlines() {
	if !r.Day.Known() {
		return
	}
	for i := range r.Doc.Times {
		x := &r.Doc.Times[i]
		if x.By != weekdayRule || x.EndToken-x.FirstToken > 1 {
			continue
		}
		if kind := r.Doc.BlockOf(r.Doc.SentenceOf(x.FirstToken)).Kind; kind != article.Headline && kind != article.Deck {
			continue
		}
		if day, ok := r.dated(calendar.Weekdays[r.Doc.LowerForm(x.FirstToken)]); ok {
			x.Value, x.Settled = day.String(), true
		}
	}
}

// dated returns the only day near the report's that it gives a weekday with its date.
func (r *reading) dated(weekday int) (day calendar.Date, ok bool) {
	for i := range r.Doc.Times {
		x := &r.Doc.Times[i]
		t, known := calendar.ParseDay(x.Value)
		if x.By != weekdayDateRule || x.Type != doc.Date || !known || t.D == 0 || t.Y == 0 || t.Weekday() != weekday {
			continue
		}
		if days := t.Serial() - r.Day.Serial(); days > nearHeadline || days < -nearHeadline || ok && t != day {
			return calendar.Date{}, false
		}
		day, ok = t, true
	}
	return day, ok
}
