package event

import (
	"math"
	"slices"
	"strings"

	"readout/record"
)

// Fit is what speaks for and against that a report is of an occasion.
type Fit struct {
	Sum   float64
	Parts []Part
}

// Part is one kind of evidence with its points.
type Part struct {
	What   string  `json:"what"`
	Points float64 `json:"points"`
}

func (f *Fit) add(what string, points float64) {
	if points != 0 {
		f.Sum += points
		f.Parts = append(f.Parts, Part{what, points})
	}
}

// Fit weighs a report against an occasion.
func (o *Occasion) Fit(r *Report, w *LinkWeights) Fit {
	var f Fit
	o.fitParties(r, w, &f)
	o.fitDays(r, w, &f)
	o.fitPlaces(r, w, &f)
	o.fitWords(r, w, &f)
	o.fitClass(r, w, &f)
	if o.versions[r.ID.Version()] {
		f.add("the article tells them apart", w.SameArticle)
	}
	if r.lead() && o.lead > 0 {
		f.add("what both articles are about", w.Lead)
	}
	f.add("reported often", w.Size*math.Log2(float64(len(o.versions))))
	o.fitWhich(r, w, &f)
	return f
}

// fitWhich weighs the words by which reports tell an event from others of its sort.
func (o *Occasion) fitWhich(r *Report, w *LinkWeights, f *Fit) {
	switch {
	case r.Which == "", r.Which == "first" && len(o.which) == 0:
	case len(o.which) == 0:
		f.add("called the "+r.Which+", others not", w.NewWhich)
	case o.which[r.Which] == 0:
		f.add("called the "+r.Which+", not so before", w.OtherWhich)
	case r.Which == "first":
		f.add("called the first", w.First)
	default:
		f.add("called the "+r.Which, w.Which)
	}
}

func (o *Occasion) fitParties(r *Report, w *LinkWeights, f *Fit) {
	people, sides, near := shared(r.People, o.people), shared(r.Sides, o.sides), shared(r.Near, o.people)
	switch {
	case people > 1 && byPeople[r.Class]:
		f.add("same people", w.Pair)
	case people > 1:
		f.add("same people", w.Guests)
	case people == 1 && (len(r.People) == 1 || len(o.people) == 1):
		f.add("the same person", w.One)
	}
	switch {
	case sides > 1:
		f.add("same sides", w.SidePair)
	case sides == 0 && len(r.Sides) > 0 && len(o.sides) > 0:
		f.add("other sides", w.OtherSides)
	}
	if near > 0 {
		f.add("office holders named beside it", w.Near)
	}
	switch {
	case people == 0 && len(r.People) > 0 && o.named > 0 && !byPeople[r.Class]:
		f.add("others are named", w.OtherGuests)
	case people == 0 && len(r.People) > 0 && o.named > 0:
		f.add("other people", w.OtherPeople)
	case people == 1 && len(r.People) > 1 && len(o.people) > 1 && byPeople[r.Class]:
		f.add("one of two is another", w.OneOther)
	}
}

func (o *Occasion) fitPlaces(r *Report, w *LinkWeights, f *Fit) {
	most := 0
	for _, p := range r.Places {
		most = max(most, o.places[p])
	}
	switch {
	case most > 0:
		f.add("same place", w.Place+w.PlaceShare*float64(most)/float64(o.placed))
	case len(r.Places) > 0 && len(o.places) > 0 && r.Class == "visit":
		f.add("another place of a visit", w.OtherPlaceVisit)
	}
}

func (o *Occasion) fitWords(r *Report, w *LinkWeights, f *Fit) {
	if n := shared(r.Terms, o.terms); n > 0 {
		f.add("same words", w.Terms*math.Log2(float64(n))+w.TermShare*float64(n)/float64(min(len(r.Terms),
			len(o.terms))))
	} else if len(r.Terms) > 0 && len(o.terms) > 0 {
		f.add("other words", w.OtherTerms)
	}
	switch {
	case !strings.Contains(r.Key, " "):
	case o.names[r.Key] > 0:
		f.add("same name", w.Name)
	case o.namedLike(r.Key):
		f.add("a name that holds the other", w.NamePart)
	}
}

// namedLike reports whether all words of one name, more than one, are in another's.
func (o *Occasion) namedLike(key string) bool {
	for name := range o.names {
		if strings.Contains(name, " ") && (holdsWords(name, key) || holdsWords(key, name)) {
			return true
		}
	}
	return false
}

func (o *Occasion) fitClass(r *Report, w *LinkWeights, f *Fit) {
	if o.heads[r.Head] > 0 && r.Head != "" {
		f.add("called by the same word", w.Head)
	}
	switch {
	case o.class[r.Class] > 0 && r.Class != "" && r.Class != "other":
		f.add("same sort of event", w.Class)
	case r.Class == "other" && o.class[r.Class] > 0:
		f.add("both of no usual sort", w.BothOther)
	case r.Class == "" || r.Class == "other" || o.class[""]+o.class["other"] > 0:
		f.add("sort of event not known", w.NoClass)
	case slices.ContainsFunc(alike[r.Class], func(c string) bool { return o.class[c] > 0 }):
		f.add("a sort of event much like it", w.NearClass)
	default:
		f.add("another sort of event", w.OtherClass)
	}
}

// long are the sorts of event that last for days.
var long = map[string]bool{"conference": true, "visit": true, "protest": true, "exercise": true}

// byPeople are the sorts of event that are one by who takes part.
var byPeople = map[string]bool{"meeting": true, "call": true, "visit": true, "": true, "other": true}

// alike are sorts of event that reports confuse.
var alike = map[string][]string{"meeting": {"conference"}, "conference": {"meeting"}, "ceremony": {"signing"},
	"signing": {"ceremony"}}

// leadBytes is how far into an article its first words of what it is about go.
const leadBytes = 400

// lead reports whether an article is about the event: it names it in its headline or
// in its first sentences.
func (r *Report) lead() bool { return r.Span.End > 0 && r.Span.Start < leadBytes }

const (
	// closeDays: reports that give days this close may speak of one event; one of them
	// errs, or another zone's day is meant.
	closeDays = 3
	// longDays: so long may one go on that lasts.
	longDays = 14
	// staleDays: a report that gives no day speaks of an event last written of within
	// this time.
	staleDays = 60
	// yearDays: so far apart are two of what comes every year.
	yearDays = 300
	// putOffDays: an event that was put off may come back within this time.
	putOffDays = 200
)

// fitDays weighs the days that a report gives against those known.
func (o *Occasion) fitDays(r *Report, w *LinkWeights, f *Fit) {
	if len(r.Days) > 0 && len(o.days) > 0 {
		o.fitGiven(r, w, f)
		return
	}
	if r.Day == 0 || o.last == 0 {
		return
	}
	if r.Day-o.last > staleDays {
		f.add("long after the last report", w.Stale)
	}
	first, any := o.day()
	planned := r.Status != record.Held
	if len(r.Days) == 0 && !any {
		f.add("no day to tell", w.NoDay)
	}
	switch {
	case len(r.Days) == 0 && any && planned && first.To+1 < r.Day:
		f.add("planned, when this was over", w.Behind)
	case len(r.Days) == 0 && any && !planned && first.From > r.Day:
		f.add("held, when this was to come", w.Behind)
	case len(r.Days) == 0 && any && !planned && r.Day-first.To < closeDays && first.From <= r.Day:
		f.add("held, just after this", w.After)
	case len(r.Days) == 0 && any && !planned && r.Day-first.To > yearDays:
		f.add("held, years after this", w.YearsAfter)
	case len(r.Days) == 0 && any && !planned:
		f.add("held, long after this", w.LongAfter)
	case len(r.Days) == 0 && any && planned && first.To >= r.Day:
		f.add("planned, as this is", w.Ahead)
	case !any && planned && o.held > 0 && o.held < r.Day:
		f.add("planned, when this was over", w.Behind)
	case len(r.Days) > 0 && r.Days[0].To+closeDays < o.last && o.held == 0:
		f.add("over, when this was still planned", w.Behind)
	case len(r.Days) > 0 && !any:
		f.add("a day, when this had none", w.NewDay)
	}
}

func (o *Occasion) fitGiven(r *Report, w *LinkWeights, f *Fit) {
	most, meets, apart := 0, false, 1<<30
	for _, d := range r.Days {
		for known, n := range o.days {
			if d == known && d.To-d.From < 10 {
				most = max(most, n)
			}
			meets = meets || d.Meets(known)
			apart = min(apart, d.Apart(known))
		}
	}
	switch {
	case most > 0:
		f.add("same day", w.SameDay+w.DayShare*float64(most)/float64(o.dated))
		if r.unsureDay {
			f.add("a day that is not sure", w.UnsureDay)
		}
		if first, _ := o.day(); r.Days[0] == first {
			f.add("the day given most often", w.MainDay)
		}
	case meets:
		f.add("days that agree", w.SameTime)
	case apart <= closeDays, apart <= longDays && long[r.Class]:
		f.add("a day close to it", w.CloseDay)
	case o.moved && apart <= putOffDays || r.Status == record.Postponed && apart <= putOffDays:
		f.add("another day, but it was put off", w.Moved)
	case apart > yearDays:
		f.add("another year", w.OtherYear)
	default:
		f.add("another day", w.OtherDay)
		if r.unsureDay {
			f.add("a day that is not sure", w.UnsureOtherDay)
		}
	}
}

// day is the day given most often, the finer of two given as often.
func (o *Occasion) day() (Range, bool) {
	best, n := Range{}, 0
	for d, k := range o.days {
		if k > n || k == n && (d.To-d.From < best.To-best.From || d.To-d.From == best.To-best.From &&
			d.From > best.From) {
			best, n = d, k
		}
	}
	return best, n > 0
}

func shared(list []string, set map[string]int) int {
	n := 0
	for _, x := range list {
		if set[x] > 0 {
			n++
		}
	}
	return n
}
