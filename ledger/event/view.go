package event

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"readout/ledger/event/daterange"
	"readout/ledger/event/party"
	"readout/ledger/event/weights"
	"readout/ledger/event/wording"
	"readout/record"
	"readout/store"
)

// View is what stands of an occasion on a day.
type View struct {
	Name, Type, Status string
	Time, Place        string
	Parties            []Party
	Tracks             []Track
	Held               store.Day // the first publication that says it took place
}

// Party is a side or a person that takes part, by the name given most often.
type Party = party.Party

// slotOrder is the order in which slots are shown.
var slotOrder = [...]string{record.DateSlot, record.TimeSlot, record.PlaceSlot, record.VenueSlot,
	record.ParticipantsSlot, record.FormatSlot,
	record.AgendaSlot, record.DocumentSlot, record.PressSlot, record.OutcomeSlot}

// View weighs what the reports that stand at asOf ("" is now) say.
func (o *Occasion) View(asOf string, k Keys, w *weights.Deciding) View {
	standing := o.standing(asOf)
	v := View{Name: nameOf(standing), Type: o.Rows[0].Type, Held: heldBy(standing)}
	told := statusOf(standing, false)
	v.Status = cmp.Or(told, statusOf(standing, true)) // what day and place have to agree with
	v.Tracks = o.tracks(asOf, v.Held, k, w)
	for i := range v.Tracks {
		v.Tracks[i].silence(&v, standing[len(standing)-1].known())
	}
	if took(v.Tracks) {
		told, v.Status = record.Held, record.Held
	}
	if off := offBy(v.Tracks); off != "" && v.Status != record.Held {
		told, v.Status = off, off
	}
	if day := dayOf(v.Tracks); v.Status == record.Held && day > standing[len(standing)-1].known() {
		told, v.Status = record.Planned, record.Planned // nothing is held on a day still to come
	}
	v.Parties = parties(standing, v.Tracks, k)
	for i := range v.Tracks {
		v.Tracks[i].follow(v.Status)
	}
	if v.Status == record.Postponed {
		since := putOffOn(standing)
		for i := range v.Tracks {
			v.Tracks[i].putOff(since)
		}
	}
	v.lapse(store.DayOf(asOf))
	v.Time, v.Place, v.Status = when(v.Tracks), where(v.Tracks), told
	return v
}

// known is the day by which a report was there: of its publication, or else of its coming into the ledger.
func (r *Report) known() store.Day {
	if r.Version.Since == "" && r.Version.Ingested > 0 {
		return store.DayOf(time.Unix(r.Version.Ingested, 0).UTC().Format(time.DateOnly))
	}
	return r.Day
}

// Stands reports whether an article that stands at asOf ("" is now) tells of the event.
func (o *Occasion) Stands(asOf string) bool {
	return slices.ContainsFunc(o.Rows, func(r *Report) bool { return r.Version.StandsAt(asOf) })
}

// Articles counts the articles that tell of the event at asOf, not their versions; of an event that all withdrew,
// those that did.
func (o *Occasion) Articles(asOf string) int {
	articles := map[store.Key]bool{}
	for _, r := range o.standing(asOf) {
		articles[r.Version.Key] = true
	}
	return len(articles)
}

// standing are the reports that stand, or all where none does: of an event that all
// withdrew it is told what they said.
func (o *Occasion) standing(asOf string) []*Report {
	var out []*Report
	for _, r := range o.Rows {
		if r.Version.StandsAt(asOf) {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return o.Rows
	}
	return out
}

// heldBy is the first day on which a report says that the event took place.
func heldBy(rows []*Report) store.Day {
	for _, r := range rows {
		if r.over && !r.Background {
			return r.Day
		}
	}
	return 0
}

// statusOf is the status of the whole: the last report's, but what took place stays so
// unless two outlets say after it that it is still to come. What the reader is not sure of counts
// once a second report says it, or where it is that a plan took place; with unsure set it counts always.
func statusOf(rows []*Report, unsure bool) string {
	status := ""
	against, doubted := map[string]bool{}, map[string]bool{}
	for i := 0; i < len(rows); {
		j, best := i+1, rows[i]
		for ; j < len(rows) && rows[j].ID.Version() == rows[i].ID.Version(); j++ {
			if len(rows[j].Slots) > len(best.Slots) || best.Background && !rows[j].Background {
				best = rows[j]
			}
		}
		i = j
		switch {
		case best.told == "" || best.Background && status != "":
		case !best.sure && !unsure && !doubted[best.told] && !(best.over && Polarity(status) >= 2):
			doubted[best.told] = true
		case status != record.Held || best.over:
			status = best.told
			clear(against)
		default:
			against[best.Version.Key.Outlet] = true
			if len(against) > 1 {
				status = best.told
				clear(against)
			}
		}
	}
	return status
}

// took reports whether the day that stands is one on which the event was held.
func took(tracks []Track) bool {
	return slices.ContainsFunc(tracks, func(t Track) bool {
		return t.Slot == record.DateSlot && t.Now != nil && t.Status == record.Held && t.Now.days.Exact()
	})
}

// dayOf is the first day of the date that stands; 0 where none does.
func dayOf(tracks []Track) store.Day {
	for i := range tracks {
		if t := &tracks[i]; t.Slot == record.DateSlot && t.Now != nil && Polarity(t.Status) > 0 {
			return t.Now.days.From
		}
	}
	return 0
}

// offBy is the status of what was put off or called off, by the day that stands; "" where the day is not off.
func offBy(tracks []Track) string {
	for i := range tracks {
		if t := &tracks[i]; t.Slot == record.DateSlot && t.Now != nil && calledOff[t.Status] {
			return t.Status
		}
	}
	return ""
}

func nameOf(rows []*Report) string {
	var names []string
	for _, r := range rows {
		names = append(names, wording.Name(r.Name))
	}
	return wording.Usual(names)
}

// tracks sorts everything said about the event into slots and judges each.
func (o *Occasion) tracks(asOf string, held store.Day, k Keys, w *weights.Deciding) []Track {
	type group struct {
		item    *wording.Item
		slot    string
		entries []*Entry
	}
	var list []*group
	at := map[any]*group{}
	items, replaced := wording.NewItems(), o.replaced()
	for _, r := range o.Rows {
		for i := range r.Slots {
			s := &r.Slots[i]
			if !r.tells(s) {
				continue
			}
			var key any = s.Slot
			var it *wording.Item
			if !single[s.Slot] {
				if it = items.Of(s.Slot, s.Value); it == nil {
					continue
				}
				key = it
			}
			g := at[key]
			if g == nil {
				g = &group{item: it, slot: s.Slot}
				at[key] = g
				list = append(list, g)
			}
			e := o.entry(r, i, asOf)
			e.Replaced = !e.Looked && replaced[saidIn{r.ID.Version(), s.Slot, s.Value}]
			g.entries = append(g.entries, e)
		}
	}
	out := make([]Track, len(list))
	// The date comes first: what is told as done before that day belongs to another occasion.
	if date := slices.IndexFunc(list, func(g *group) bool { return g.slot == record.DateSlot }); date > 0 {
		list[0], list[date] = list[date], list[0]
	}
	var day store.Day
	for i, g := range list {
		for _, e := range g.entries {
			e.Early = e.Status == record.Held && e.Day > 0 && e.Day < day
		}
		out[i] = Judge(g.slot, g.entries, held, w)
		if g.item != nil {
			out[i].Item = g.item.Name
		}
		if g.slot == record.DateSlot {
			day = out[i].day()
		}
	}
	out = slices.DeleteFunc(out, func(t Track) bool { return t.unsure() })
	rank := func(s string) int {
		if i := slices.Index(slotOrder[:], s); i >= 0 {
			return i
		}
		return len(slotOrder)
	}
	slices.SortStableFunc(out, func(x, y Track) int {
		return cmp.Or(cmp.Compare(rank(x.Slot), rank(y.Slot)), cmp.Compare(x.Slot, y.Slot),
			cmp.Compare(x.Entries[0].Published, y.Entries[0].Published), cmp.Compare(x.Item, y.Item))
	})
	return out
}

// saidIn is a value of a slot in one version of an article.
type saidIn struct {
	version     store.VersionID
	slot, value string
}

// replaced are the values that a person put others in place of. What an article says twice was read wrongly twice, of
// one mention of the event or of two.
func (o *Occasion) replaced() map[saidIn]bool {
	out := map[saidIn]bool{}
	for _, r := range o.Rows {
		for _, l := range r.looked {
			if l.Was != "" {
				out[saidIn{r.ID.Version(), r.Slots[l.Slot].Slot, l.Was}] = true
			}
		}
	}
	return out
}

// unsure reports whether the reader was sure of nothing that is said there: then nothing is
// shown, not even that it is open.
func (t *Track) unsure() bool {
	return !slices.ContainsFunc(t.Entries, func(e *Entry) bool { return !e.Background && e.sure() })
}

// day is the day that stands of a date, where it is one day that is sure to come or has
// come; else 0.
func (t *Track) day() store.Day {
	if t.Now == nil || !t.Now.days.Exact() || Polarity(t.Status) < 2 {
		return 0
	}
	return t.Now.days.From
}

// silence keeps a day from standing that cannot be the event's: one planned that went by
// before the last report, when nothing says that it took place, and one on which
// something was held when the event itself is still to come. Nothing stands then: a
// false day is worse than none.
func (t *Track) silence(v *View, last store.Day) {
	if t.Slot != record.DateSlot || t.Now == nil || t.Now.days.From == 0 || t.Now.days.To >= last {
		return
	}
	switch {
	case Polarity(t.Status) <= 0:
	case t.Status != record.Held && v.Status != record.Held:
		t.unsay(Lapsed)
	case t.Status == record.Held && v.Status != record.Held && Polarity(v.Status) > 0:
		t.unsay(OtherOccasion)
	}
}

// unsay sets all aside that stands, for a reason.
func (t *Track) unsay(why string) {
	t.Now, t.Status, t.Silent = nil, "", true
	for _, e := range t.Entries {
		if e.Verdict == Stands || e.Verdict == Supports {
			e.set(SetAside, why)
		}
	}
}

// entry is one slot of a report, with whom it is said by.
func (o *Occasion) entry(r *Report, i int, asOf string) *Entry {
	s := &r.Slots[i]
	e := &Entry{Status: s.Status, Value: s.Value, Said: s.SaidOn, Published: r.Version.Since, Day: r.Day,
		Outlet:  r.Version.Key.Outlet,
		Article: r.Version.Key.Ident, Score: s.Score, Background: s.Background, Sentence: s.Sentence,
		Withdrawn: !r.Version.StandsAt(asOf),
		Report:    r, Slot: i}
	e.Looked = r.isLooked(i)
	e.Decides = e.Looked
	if e.Said == "" {
		e.Said = r.ID.Version().Day().String()
	}
	if s.Slot == record.DateSlot && s.Status == record.Held && daterange.Of(s.Value).From > r.known() {
		e.Status = record.Planned // nothing is held on a day still to come
	}
	if s.Statement > 0 {
		e.Statement = r.ID.Version().Row(min(s.Statement, store.MaxRow)).String()
	}
	voices := make([]string, 0, len(s.SaidBy))
	for _, n := range s.SaidBy {
		p := &r.Parties[n]
		voices = append(voices, r.keys[n])
		e.Decides = e.Decides || o.decides(p, r.keys[n])
		if e.Side == "" {
			e.Side = o.Side(p, r.keys[n])
		}
	}
	e.Voice = strings.Join(voices, "+")
	return e
}

// decides reports whether a speaker is of a side of the event.
func (o *Occasion) decides(p *store.Party, key string) bool {
	if !p.Said && !p.Near || o.people[key] > 0 || o.sides[key] > 0 {
		return true
	}
	return p.Country != "" && o.sides[strings.ToLower(p.Country)] > 0
}

// Side is whom a party speaks for: a country, or where none is known itself, by the
// name that the first report gives it: spellings of a surname are one side.
func (o *Occasion) Side(p *store.Party, key string) string {
	if p.Country != "" || p.Kind != record.PersonKind {
		return cmp.Or(p.Country, p.Name)
	}
	for _, r := range o.Rows {
		for i := range r.Parties {
			if q := &r.Parties[i]; r.keys[i] == key && q.Kind == record.PersonKind && q.Country == "" {
				return q.Name
			}
		}
	}
	return p.Name
}

// follow brings day, time, place and venue to what became of the event: they are held where it
// was, still to come where it is, and off where it was called off. What was put off may keep its place. That a
// place was open, or not to be it, tells nothing of where the event took place; nor does where something was held tell
// of what was called off, and what has not taken place has no outcome.
func (t *Track) follow(status string) {
	beside := t.Now != nil && frozen[t.Slot] && t.Slot != record.DateSlot
	switch {
	case beside && status == record.Held && Polarity(t.Status) < 2:
		t.unsay(LeftOpen)
	case beside && Polarity(status) == -3 && t.Status == record.Held:
		t.unsay(NotOfThis)
	case t.Slot == record.OutcomeSlot && t.Status == record.Held && status != record.Held && status != "":
		t.unsay(NotOver)
	}
	if t.Now == nil || t.Now.Value == "" || !frozen[t.Slot] || Polarity(t.Status) < 2 {
		return
	}
	switch p := Polarity(status); {
	case status == record.Held && t.Slot == record.TimeSlot: // nobody said that it began on time
	case status == record.Held, p == -3 && status != record.Postponed && t.Status != record.Held,
		p > 0 && t.Status == record.Held && t.Slot != record.DateSlot:
		t.Status = status
	}
}

// putOffOn is the day of the last report that says that the event is put off; 0 where none does.
func putOffOn(rows []*Report) store.Day {
	var day store.Day
	for _, r := range rows {
		if r.told == record.Postponed {
			day = max(day, r.Day)
		}
	}
	return day
}

// putOff makes a day the one that was given up if no report plans it since the event was put off.
func (t *Track) putOff(on store.Day) {
	if t.Slot == record.DateSlot && t.Now != nil && Polarity(t.Status) > 0 && !slices.ContainsFunc(t.Entries,
		func(e *Entry) bool { return (e.Verdict == Stands || e.Verdict == Supports) && e.Day >= on }) {
		t.Status = record.Postponed
	}
}

// lapse gives what was to be on a day gone by the status NotReported, where no report says by
// today what came of it.
func (v *View) lapse(today store.Day) {
	if v.Status == record.Held || today == 0 {
		return
	}
	var day store.Day
	for i := range v.Tracks {
		if t := &v.Tracks[i]; t.Slot == record.DateSlot && t.Now != nil && t.Status != record.Held {
			day = daterange.Of(t.Now.Value).To
		}
	}
	grace := store.Day(graceDays)
	if endsItself[v.Type] {
		grace = 0
	}
	if day == 0 || day+grace >= today {
		return
	}
	for i := range v.Tracks {
		if t := &v.Tracks[i]; t.Now != nil && frozen[t.Slot] && Polarity(t.Status) > 0 && t.Status != record.Held {
			t.Status = NotReported
		}
	}
}

// NotReported is the status of what was to be on a day that went by without a report of what
// came of it.
const NotReported = "not reported"

// graceDays is how long after a day reports of it still come.
const graceDays = 14

// endsItself are the types of event whose day goes by whether anybody does anything or not: nobody reports that
// a deadline took place, and the day after it is no plan any more.
var endsItself = map[string]bool{"deadline": true}

// when is the day that stands, as its track shows it: a day that nothing shown bears out is not told.
func when(tracks []Track) string {
	for i := range tracks {
		if tracks[i].Silent {
			return ""
		}
		if t := &tracks[i]; t.Slot == record.DateSlot && t.Now != nil && (t.Now.Value == "" ||
			daterange.Of(t.Now.Value).From > 0) {
			if Polarity(t.Status) > 0 && t.Now.Value != "" {
				return t.Now.Value
			}
			if Polarity(t.Status) < 0 {
				return t.dayBefore()
			}
			return "" // it is open
		}
	}
	return ""
}

// dayBefore is the day of what was put off or called off: a calendar still shows it
// there.
func (t *Track) dayBefore() string {
	day := t.Now.Value
	for _, e := range t.Entries {
		if e.Verdict == Superseded && Settled(e.Status) && e.days.From > 0 {
			day = e.Value
		}
	}
	return day
}

// where is the place that stands, as its track shows it.
func where(tracks []Track) string {
	for i := range tracks {
		if t := &tracks[i]; t.Slot == record.PlaceSlot && t.Now != nil && Polarity(t.Status) > 0 {
			return t.Now.Value
		}
	}
	return ""
}

// isName reports whether words name a place: "the region" and "a conference center" only describe one.
func isName(words string) bool { return strings.ContainsFunc(words, unicode.IsUpper) }

// parties are those who take part: named so by enough reports, or said to come and not
// said to stay away.
func parties(rows []*Report, tracks []Track, k Keys) []Party {
	var c party.Count
	for _, r := range rows {
		if r.Background && len(rows) > 1 {
			continue
		}
		c.Report(r.Version.Key.Ident)
		for i := range r.Parties {
			c.Add(&r.Parties[i], r.keys[i], r.Version.Key.Outlet+r.Version.Key.Ident)
		}
	}
	away := map[string]bool{}
	for i := range tracks {
		if t := &tracks[i]; t.Slot == record.ParticipantsSlot && t.Now != nil && Polarity(t.Status) <= -2 {
			away[k.Surname(record.PersonKind, t.Item)] = true
		}
	}
	return c.Parties(away, rows[0].Class)
}
