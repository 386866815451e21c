package stream

import (
	"cmp"
	"slices"

	"readout/ledger"
	"readout/ledger/event/daterange"
	"readout/record"
	"readout/store"
)

// Plan is a thing planned for a day, as it was first said, and what came of it.
type Plan struct {
	Type   string `json:"type"`
	Time   string `json:"time"`  // as first said
	Place  string `json:"place"` // as it stands
	Words  Quote  `json:"words"`
	Status string `json:"status"` // now
	Now    string `json:"now"`    // the day that stands now
}

// Move is one point of a plan that stands otherwise than before. Was is nil where nothing
// was said of it; Since is set where it was overtaken by the time it could be told.
type Move struct {
	Slot  string `json:"slot"`
	Item  string `json:"item,omitempty"`
	Was   *State `json:"was,omitempty"`
	Is    State  `json:"is"`
	Since *State `json:"since,omitempty"`
	Words Quote  `json:"words"`
}

// State is how a point stands.
type State struct {
	Status string `json:"status"`
	Value  string `json:"value,omitempty"`
}

// state is a State that reports gave, and who gave it.
type state struct {
	State
	first   *ledger.SlotEntry
	outlets map[string]bool
}

// events makes the cards of plans: those reported in the days asked for.
func (b *builder) events() error {
	list, err := b.l.Latest(b.ctx, b.o.From, b.o.AsOf, eventsShown)
	if err != nil {
		return err
	}
	for i := range list {
		b.event(&list[i])
	}
	return nil
}

func (b *builder) event(d *ledger.Dossier) {
	if background(d) {
		return
	}
	first := b.plan(d)
	// The moves that one article tells of are one card.
	byArticle := map[string]*Card{}
	var order []string
	put := func(e *ledger.SlotEntry, m Move) {
		m.Words = *entry(e)
		c := byArticle[e.Article.ID]
		if c == nil {
			c = &Card{Kind: PlanChange, At: e.Published, Article: e.Article, Event: d.ID, EventName: d.Name}
			byArticle[e.Article.ID] = c
			order = append(order, e.Article.ID)
		}
		c.People = with(c.People, m.Words.Who)
		c.Moves = append(c.Moves, m)
	}
	for i := range d.Slots {
		t := &d.Slots[i]
		states := history(d, t)
		for n := range states {
			s := &states[n]
			m := Move{Slot: t.Slot, Item: t.Item, Is: s.State}
			if n > 0 {
				m.Was = &states[n-1].State
			}
			// What the first report says is the plan itself; what it leaves open is no news, nor is what may have
			// been told before.
			if n == 0 && (s.first.Article.ID == first || d.Partial || !weighs(s.Status)) {
				continue
			}
			if m.asPlanned() {
				continue
			}
			put(s.first, m)
		}
	}
	for _, id := range order {
		c := byArticle[id]
		if !slices.ContainsFunc(c.Moves, func(m Move) bool { return !m.whereAlone() }) {
			continue
		}
		b.put(*c, d.First.Outlet, d.First.URL, d.Name, c.Article.Outlet, c.Article.URL)
	}
}

// whereAlone reports whether a move tells no more than where something was of which nothing was told
// before: without a day that is no news.
func (m *Move) whereAlone() bool {
	return m.Was == nil && m.Is.Status == record.Held && inPlace(m.Slot)
}

// asPlanned reports whether a move tells no more than that a place or an hour was as planned: that
// the event took place is told of its day.
func (m *Move) asPlanned() bool {
	return m.Was != nil && m.Slot != record.DateSlot && m.Is.Status == record.Held &&
		(m.Was.Status == record.Planned || m.Was.Status == record.Likely) && m.Was.Value == m.Is.Value
}

// newsDays is how long before its first report an event may be over and still be news.
const newsDays = 31

// background reports whether an event was over long before it was first told of: the
// crossing that was closed three years ago is no plan that changed.
func background(d *ledger.Dossier) bool {
	days := daterange.Of(d.Time)
	return days.From > 0 && days.To+newsDays < store.DayOf(d.First.Published)
}

// plan makes the card of a plan that is new, and gives the article that it rests on.
func (b *builder) plan(d *ledger.Dossier) string {
	first := firstDate(d)
	if first == nil || first.Status == record.Held || first.Value == "" || !affirms(first.Status) {
		return ""
	}
	if d.Partial && b.toldBefore(d.ID, first.Article.ID) {
		return ""
	}
	q := entry(first)
	c := Card{Kind: NewPlan, At: first.Published, Article: first.Article, Event: d.ID, EventName: d.Name, People: q.Who,
		Plan: &Plan{Type: d.Type, Time: first.Value, Place: d.Place, Words: *q, Status: d.Status, Now: d.Time}}
	for _, name := range d.Participants {
		c.People = with(c.People, []Person{{ID: name, Name: name}})
	}
	b.put(c, d.First.Outlet, d.First.URL, d.Name)
	return first.Article.ID
}

// toldBefore reports whether an article is not the first that plans an event, of which a list of very
// many events knows the newest reports only.
func (b *builder) toldBefore(event, article string) bool {
	d, err := b.l.Event(b.ctx, event, b.o.AsOf)
	if err != nil {
		return true // nothing is told of what cannot be looked up
	}
	e := firstDate(&d)
	return e == nil || e.Article.ID != article
}

// firstDate is the first word on an event's day that was not withdrawn or set aside, nil if there is none.
func firstDate(d *ledger.Dossier) *ledger.SlotEntry {
	for i := range d.Slots {
		t := &d.Slots[i]
		if t.Slot != record.DateSlot || t.Item != "" {
			continue
		}
		for k := range t.Entries {
			if e := &t.Entries[k]; !e.Withdrawn && e.Verdict != setAside {
				return e
			}
		}
	}
	return nil
}

func with(list, more []Person) []Person {
	for _, p := range more {
		if !slices.ContainsFunc(list, func(q Person) bool { return q.Name == p.Name }) {
			list = append(list, p)
		}
	}
	return list
}

// history is how a point stood, one after the other, up to what stands now. A state
// between that only one outlet gave did not stand: it is left out. What an article says
// of the old day where it gives the new one is no state of its own, nor is a plan that
// names no day, nor what is told as done before the day of the event.
func history(d *ledger.Dossier, t *ledger.SlotTrack) []state {
	if t.Now == nil || t.Item != "" && slices.Contains(single[:], t.Slot) {
		return nil // nothing stands, or it is only reported beside what stands
	}
	var out []state
	for i := range t.Entries {
		e := &t.Entries[i]
		if e.Withdrawn || e.Restated || e.Verdict == setAside || replacedHere(t, e) || tooEarly(d, e) {
			continue
		}
		if t.Slot == record.DateSlot && e.Value == "" && affirms(e.Status) {
			continue
		}
		s := State{e.Status, e.Value}
		if t.Item != "" {
			s.Value = ""
		}
		if n := len(out); n > 0 && same(out[n-1].State, s) {
			out[n-1].outlets[e.Article.Outlet] = true
			continue
		}
		out = append(out, state{s, e, map[string]bool{e.Article.Outlet: true}})
	}
	now := State{t.Now.Status, t.Now.Value}
	if t.Item != "" {
		now.Value = ""
	}
	last := -1
	for i := range out {
		if same(out[i].State, now) {
			last = i // the last time it came to stand so
		}
	}
	if last < 0 {
		return nil
	}
	var kept []state
	for i := range out[:last+1] {
		s := out[i]
		if i != 0 && i != last && len(s.outlets) < 2 || len(kept) > 0 && same(kept[len(kept)-1].State, s.State) {
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// tooEarly reports whether a report tells as done what only the day of the event can bring.
func tooEarly(d *ledger.Dossier, e *ledger.SlotEntry) bool {
	day := daterange.Of(d.Time)
	return e.Status == record.Held && day.Exact() && store.DayOf(e.Published) < day.From
}

// setAside is the verdict on an entry that says nothing of what stands.
const setAside = "set aside"

// single are the points of which an event has one.
var single = [...]string{record.DateSlot, record.TimeSlot, record.PlaceSlot, record.VenueSlot, record.PressSlot}

// replacedHere reports whether an entry tells of a day or place that its own article
// says is no longer it.
func replacedHere(t *ledger.SlotTrack, e *ledger.SlotEntry) bool {
	if affirms(e.Status) || e.Status == record.Cancelled {
		return false
	}
	return slices.ContainsFunc(t.Entries, func(o ledger.SlotEntry) bool {
		return o.Article.ID == e.Article.ID && affirms(o.Status) && o.Value != e.Value && t.Item == ""
	})
}

// same reports whether two states say the same: a coarser value supports a finer one,
// and a week the day in it.
func same(x, y State) bool {
	return class(x.Status) == class(y.Status) && (x.Value == y.Value || x.Value == "" || y.Value == "" ||
		finer(x.Value, y.Value) || finer(y.Value, x.Value) ||
		oneDay(x.Value, y.Value))
}

// oneDay reports whether two values are days or stretches of days with a day in common.
func oneDay(x, y string) bool {
	a, b := daterange.Of(x), daterange.Of(y)
	return a.From > 0 && b.From > 0 && a.Meets(b)
}

func finer(x, y string) bool {
	return len(x) > len(y) && x[:len(y)] == y && (x[len(y)] == '-' || x[len(y)] == 'T')
}

// class puts statuses together that say the same of a point for a reader's purpose.
func class(status string) string {
	switch status {
	case record.Planned, record.Likely:
		return "set"
	case record.NotPlanned, record.RuledOut, record.Doubted:
		return "no"
	case record.Undecided, record.Declined, record.Referred, record.Possible:
		return "open"
	}
	return cmp.Or(status, "open")
}

func affirms(status string) bool {
	return status == record.Held || status == record.Planned || status == record.Likely
}

// weighs reports whether a first word about a point is news: it is settled either way.
func weighs(status string) bool { return class(status) != "open" }
