package calendar

import (
	"readout/article"
	"readout/doc"
	"readout/timex/class"
)

// Some words before a day, month or weekday put it ahead of the report whatever the tense: "adjourned until March",
// "moved to Friday", "must be sold by May".

// Ahead reports whether the words before token i, where a day, month or weekday begins, put it ahead of the report.
func (r *Verbs) Ahead(i int) bool {
	at := r.opener(i)
	switch {
	case r.In(at, class.UntilWord):
		return !r.plainPast(at, false)
	case r.In(at, class.By):
		return !r.plainPast(at, true)
	case r.In(at, class.To):
		return r.putOff(at) >= 0 && !r.plainPast(at, false) && !r.In(i+1, class.Genitive) // "delays to Monday's vote"
	}
	return false
}

// doneUntil reports whether the verb before "until" only tells what somebody did, which may be over or not: "he worked
// there until May", "they closed it until May". Then the month is the nearest.
func (r *Verbs) doneUntil(i int) bool {
	at := r.opener(i)
	if !r.In(at, class.UntilWord) || r.putOff(at) >= 0 {
		return false
	}
	for j := at - 1; j >= r.First; j-- {
		if d := r.look(j); d != 0 || r.Xpos(j) == doc.XVBN {
			return d < 0 && r.Xpos(j) == doc.XVBD && !r.In(j, class.Were)
		}
	}
	return false
}

// PutOffFrom reports whether token i begins the day from which something is moved to another: "moved from Monday to
// Friday".
func (r *Verbs) PutOffFrom(i int) bool {
	const longest = 4 // tokens of the first day
	at := r.opener(i)
	if !r.In(at, class.From) || r.putOff(at) < 0 || r.plainPast(at, false) {
		return false
	}
	for j := i + 1; j <= i+longest && !r.In(j, class.Genitive); j++ { // not "delays results from Monday's vote"
		if r.In(j, class.To, class.UntilWord) {
			return true
		}
	}
	return false
}

// opener returns the token before a day, without what tells its part: "until early March", "by mid-May", "to Friday, 6
// May".
func (r *Verbs) opener(i int) int {
	for i--; ; i-- {
		_, weekday := Weekdays[r.Word(i)]
		if r.In(i, class.Comma) {
			_, weekday = Weekdays[r.Word(i-1)]
		}
		if !weekday && !r.In(i, class.Early, class.Late, class.Mid, class.Hyphen, class.Next) {
			return i
		}
	}
}

// putOff returns the word before token i that gives something another day, -1 if there is none: "postponed to", "moved
// its fair from May to", "put the vote off till".
func (r *Verbs) putOff(i int) int {
	const reach = 12 // tokens
	where := false
	for j := i - 1; j >= r.First && j > i-reach; j-- {
		switch {
		case r.In(j, class.PutOff), where && r.In(j, class.Put):
			return j
		case r.In(j, class.PutWhere):
			where = true
		case r.In(j, class.Comma, class.Semicolon), r.look(j) != 0 && !r.In(j, class.UntilWord):
			return -1
		}
	}
	return -1
}

// plainPast reports whether the clause that token i continues is over and done: "he was mayor until March", "had been
// put off to May". What was done until or to a day may still last on the day of the report ("it was closed until
// March"), what was done by a day does not.
func (r *Verbs) plainPast(i int, by bool) bool {
	participle := false
	for j := i - 1; j >= r.First; j-- {
		switch {
		case r.In(j, class.Had), r.In(j, class.Did):
			return true
		case r.In(j, class.Were):
			return by || !participle
		case r.In(j, class.PutWhere, class.Until):
		case r.isParticiple(j):
			if participle = true; r.participle(j) >= 0 { // "must be done", "is being built"
				return false
			}
		case r.Xpos(j) == doc.XVBD:
			return by
		case r.look(j) > 0, r.finite(j), r.In(j, class.To) && r.infinitive(j+1):
			return false
		}
	}
	if participle {
		return by
	}
	return r.startsPast(i)
}

// isParticiple reports whether token j is a past participle, or without tags looks like one.
func (r *Verbs) isParticiple(j int) bool {
	if len(r.Doc.Words) > 0 {
		return r.Xpos(j) == doc.XVBN
	}
	return r.In(j, class.Put, class.PutOff) || r.look(j) < 0 && !r.In(j, class.Back)
}

// finite reports whether token j is a verb in the present tense or a modal: "must stay", "have until".
func (r *Verbs) finite(j int) bool {
	x := r.Xpos(j)
	return x == doc.XMD || x == doc.XVBP || x == doc.XVBZ
}

// infinitive reports whether token j after "to" is a verb, as far as it is known.
func (r *Verbs) infinitive(j int) bool {
	_, number := r.Number(j)
	return r.Tag(j) == doc.VERB || r.Tag(j) == doc.AUX || len(r.Doc.Words) == 0 && !number && !r.Capital(j)
}

// startsPast reports whether a clause that a day begins is over and done: "Until March he was mayor".
func (r *Verbs) startsPast(i int) bool {
	for j := i + 1; j < r.End; j++ {
		if d := r.look(j); d != 0 {
			return d < 0
		}
	}
	return false
}

// setFrom returns the day, month or year in the text that the day at token i is counted from: the first of a range, or
// the day on which something is put off. moved tells the day from which it is.
func (r *Verbs) setFrom(i int) (from Date, moved, ok bool) {
	at, n := r.opener(i), len(r.Doc.Times)
	if n == 0 || !r.In(at, class.UntilWord, class.To, class.Through) {
		return Date{}, false, false
	}
	last := &r.Doc.Times[n-1]
	off := r.putOff(at)
	moved = last.EndToken == at && r.In(r.opener(last.FirstToken), class.From)
	if !moved && (off < 0 || last.FirstToken < off) || last.FirstToken < r.First {
		return Date{}, false, false
	}
	from, ok = ParseDay(last.Value)
	return from, moved && off >= 0, ok
}

// yearFrom returns the year of a day or month that the text counts from another: of the first after it, unless
// something is moved to a little before.
func (r *Verbs) yearFrom(i int, t Date) (int, bool) {
	from, moved, ok := r.setFrom(i)
	const far = 9 // months, beyond which what is moved is brought forward
	switch {
	case !ok:
		return 0, false
	case t.M > from.M || t.M == from.M && (t.D >= from.D || t.D == 0):
		return from.Y, true
	case moved && t.M+12-from.M > far:
		return from.Y, true
	}
	return from.Y + 1, true
}

// headline reports whether token i stands in a headline.
func (r *Verbs) headline(i int) bool {
	return r.Doc.BlockOf(r.Doc.SentenceOf(i)).Kind == article.Headline
}
