package event

import (
	"slices"
	"testing"
	"time"

	"readout/ledger/event/weights"
	"readout/record"
	"readout/store"
)

// TestEarlierOccasion: what a report tells as done before the event's day was done on
// another occasion, and what it tells on the day was done here.
func TestEarlierOccasion(t *testing.T) {
	w := weights.ForDeciding()
	for _, c := range []struct{ day, want string }{{"2024-03-25", record.Planned}, {"2024-03-28", record.Held}} {
		o := newOccasion()
		o.add(parseReport(t, 1, "2024-03-07 meeting planned summit p=Volsunov,Tverdahl l=Ostrella d=2024-03-28"))
		o.add(parseReport(t, 2, "2024-03-08 meeting planned summit p=Volsunov,Tverdahl l=Ostrella d=2024-03-28"))
		last := parseReport(t, 3, c.day+" meeting held talks p=Holmsund l=Ostrella")
		last.Version.Key.Outlet = "NP"
		o.add(last)
		for _, track := range o.tracks("", 0, plainKeys, &w) {
			if track.Slot != record.PlaceSlot {
				continue
			}
			if track.Status != c.want {
				t.Errorf("held on %s: the place is %s, want %s", c.day, track.Status, c.want)
			}
		}
	}
}

// TestUndated: a report without a day of publication tells of where something was held as any other does.
func TestUndated(t *testing.T) {
	w := weights.ForDeciding()
	o := newOccasion()
	e := *parseReport(t, 1, "- protest held rally l=Ostrella d=2024-03-28").Event
	e.Version.Ingested = time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC).Unix()
	o.add(NewReport(&e, plainKeys))
	v := o.View("", plainKeys, &w)
	for _, track := range v.Tracks {
		if track.Now == nil || track.Status != record.Held {
			t.Errorf("of the %s %+v stands", track.Slot, track.Now)
		}
	}
}

// TestSides: the last words of two sides differ until one goes back on them or the
// event is over; nobody differs from himself.
func TestSides(t *testing.T) {
	w := weights.ForDeciding()
	say := func(day, side, voice, status string) *Entry {
		return &Entry{Day: store.DayOf(day), Published: day, Outlet: voice, Article: day, Side: side, Voice: voice,
			Status: status,
			Value:  "gas transit", Score: 1, Decides: true, Sentence: store.Hash(day + voice)}
	}
	ours, theirs := say("2024-03-11", "a", "ana", record.RuledOut), say("2024-03-12", "b", "bo", record.Planned)
	for _, c := range []struct {
		name    string
		entries []*Entry
		held    string
		want    bool
	}{
		{"two sides", []*Entry{ours, theirs}, "", true},
		{"one gave way", []*Entry{ours, theirs, say("2024-03-13", "a", "ana", record.Planned)}, "", false},
		{"a man and himself", []*Entry{ours, say("2024-03-13", "b", "ana", record.Planned)}, "", false},
		{"over", []*Entry{ours, theirs}, "2024-03-20", false},
		{"after it", []*Entry{say("2024-03-21", "a", "ana", record.RuledOut), say("2024-03-21", "b", "bo", record.Held)},
			"2024-03-20", true},
	} {
		var held store.Day
		if c.held != "" {
			held = store.DayOf(c.held)
		}
		track := Judge(record.AgendaSlot, c.entries, held, &w)
		if track.Differ() != c.want {
			t.Errorf("%s: differ %v, want %v", c.name, track.Differ(), c.want)
		}
	}
	day := func(value, side string) *Entry {
		e := say("2024-03-11", side, side, record.Planned)
		e.Value = value
		return e
	}
	track := Judge(record.DateSlot, []*Entry{day("2024-03-28", "a"), day("2024-04-02", "b")}, 0, &w)
	if !track.Differ() {
		t.Error("two days for what is to come are no difference")
	}
	if track.Status = record.Held; track.Differ() {
		t.Error("the sides differ on the day of what took place")
	}
}

// TestSilence: a planned day that went by without word that anything took place does
// not stand, nor does a day of before on which something else was held.
func TestSilence(t *testing.T) {
	w := weights.ForDeciding()
	for _, c := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"still to come", []string{"2024-03-07 meeting planned summit p=Volsunov,Tverdahl d=2024-03-28",
			"2024-03-08 meeting planned summit p=Volsunov,Tverdahl d=2024-03-28"}, "2024-03-28"},
		{"gone by", []string{"2024-03-07 meeting planned summit p=Volsunov,Tverdahl d=2024-03-28",
			"2024-04-02 meeting planned summit p=Volsunov,Tverdahl"}, ""},
		{"gone by and held", []string{"2024-03-07 meeting planned summit p=Volsunov,Tverdahl d=2024-03-28",
			"2024-04-02 meeting held summit p=Volsunov,Tverdahl"}, "2024-03-28"},
		{"another was held then", []string{"2024-03-07 meeting planned summit p=Volsunov,Tverdahl l=Ostrella",
			"2024-03-08 meeting held summit p=Volsunov,Tverdahl d=2019-05-02",
			"2024-03-09 meeting planned summit p=Volsunov,Tverdahl l=Ostrella",
			"2024-03-09 meeting planned summit p=Volsunov,Tverdahl l=Ostrella",
			"2024-03-10 meeting planned summit p=Volsunov,Tverdahl l=Ostrella"}, ""},
	} {
		o := newOccasion()
		for i, line := range c.lines {
			r := parseReport(t, i+1, line)
			r.Version.Key.Outlet = string(rune('A' + i))
			o.add(r)
		}
		v := o.View("", plainKeys, &w)
		got := ""
		for i := range v.Tracks {
			if t := &v.Tracks[i]; t.Slot == record.DateSlot && t.Now != nil {
				got = t.Now.Value
			}
		}
		if got != c.want || v.Time != c.want {
			t.Errorf("%s: %q stands and %q is the event's time, want %q", c.name, got, v.Time, c.want)
		}
	}
}

// TestFollow: a day and a place are what became of the event; what was planned for a day
// gone by is not reported, and no longer planned.
func TestFollow(t *testing.T) {
	w := weights.ForDeciding()
	for _, c := range []struct {
		name, asOf string
		lines      []string
		date       string // its status
		place      string
	}{
		{"still to come", "2024-03-27", []string{
			"2024-03-07 meeting planned summit p=Volsunov,Tverdahl d=2024-03-28 l=Ostrella",
			"2024-03-08 meeting planned summit p=Volsunov,Tverdahl d=2024-03-28 l=Ostrella"}, "planned", "planned"},
		{"called off", "2024-03-27", []string{
			"2024-03-07 meeting planned summit p=Volsunov,Tverdahl d=2024-03-28 l=Ostrella",
			"2024-03-08 meeting cancelled summit p=Volsunov,Tverdahl"}, "cancelled", "cancelled"},
		{"put off", "2024-03-27", []string{
			"2024-03-07 meeting planned summit p=Volsunov,Tverdahl d=2024-03-28 l=Ostrella",
			"2024-03-08 meeting postponed summit p=Volsunov,Tverdahl"}, "postponed", "planned"},
		{"put off to another day", "2024-03-27", []string{
			"2024-03-07 meeting planned summit p=Volsunov,Tverdahl d=2024-03-28 l=Ostrella",
			"2024-03-08 meeting postponed summit p=Volsunov,Tverdahl d=2024-04-18"}, "postponed", "planned"},
		{"planned anew", "2024-03-27", []string{
			"2024-03-07 meeting postponed summit p=Volsunov,Tverdahl",
			"2024-03-08 meeting planned summit p=Volsunov,Tverdahl d=2024-04-18 l=Ostrella"}, "planned", "planned"},
		{"a day after", "2024-03-29", []string{
			"2024-03-07 meeting planned summit p=Volsunov,Tverdahl d=2024-03-28 l=Ostrella"},
			"planned", "planned"},
		{"a day after a deadline", "2024-03-29", []string{
			"2024-03-07 deadline planned deadline p=Volsunov,Tverdahl d=2024-03-28 l=Ostrella"},
			NotReported, NotReported},
		{"on the day of a deadline", "2024-03-28", []string{
			"2024-03-07 deadline planned deadline p=Volsunov,Tverdahl d=2024-03-28 l=Ostrella"},
			"planned", "planned"},
		{"months after", "2024-06-29", []string{
			"2024-03-07 meeting planned summit p=Volsunov,Tverdahl d=2024-03-28 l=Ostrella"},
			NotReported, NotReported},
		{"months after it was held", "2024-06-29", []string{
			"2024-03-07 meeting planned summit p=Volsunov,Tverdahl d=2024-03-28 l=Ostrella",
			"2024-03-29 meeting held summit p=Volsunov,Tverdahl"}, "held", "held"},
	} {
		o := newOccasion()
		for i, line := range c.lines {
			r := parseReport(t, i+1, line)
			r.Version.Key.Outlet = string(rune('A' + i))
			o.add(r)
		}
		v := o.View(c.asOf, plainKeys, &w)
		got := map[string]string{}
		for i := range v.Tracks {
			got[v.Tracks[i].Slot] = v.Tracks[i].Status
		}
		if got[record.DateSlot] != c.date || got[record.PlaceSlot] != c.place {
			t.Errorf("%s: day %s, place %s; want %s, %s", c.name, got[record.DateSlot], got[record.PlaceSlot], c.date, c.place)
		}
	}
}

// TestWhoTakesPart: one report of several that names somebody is not enough, nor are few
// where others are named by all.
func TestWhoTakesPart(t *testing.T) {
	w := weights.ForDeciding()
	o := newOccasion()
	for i, who := range []string{"Volsunov,Tverdahl,Oxley", "Volsunov,Tverdahl,Moen", "Volsunov,Tverdahl,Moen",
		"Volsunov,Tverdahl",
		"Volsunov,Tverdahl", "Volsunov"} {
		o.add(parseReport(t, i+1, "2024-03-07 meeting planned summit p="+who))
	}
	var got []string
	for _, p := range o.View("", plainKeys, &w).Parties {
		got = append(got, p.Name)
	}
	if want := []string{"Volsunov", "Tverdahl"}; !slices.Equal(got, want) {
		t.Errorf("%q take part, want %q", got, want)
	}
	o = newOccasion()
	o.add(parseReport(t, 1, "2024-03-07 meeting planned summit p=Volsunov,Tverdahl"))
	if n := len(o.View("", plainKeys, &w).Parties); n != 2 {
		t.Errorf("of one report %d take part, want 2", n)
	}
}

// TestHeldToCome: what a report calls held and puts on a day that is still to come is planned.
func TestHeldToCome(t *testing.T) {
	for day, want := range map[string]string{"2024-06-30": "planned", "2024-05-10": "held"} {
		o := newOccasion()
		o.add(parseReport(t, 1, "2024-05-10 deadline held deadline p=Alder l=Ostrella d="+day))
		w := weights.ForDeciding()
		if v := o.View("", plainKeys, &w); v.Status != want || v.Tracks[0].Status != want {
			t.Errorf("of %s: %s, its day is %s; want %s", day, v.Status, v.Tracks[0].Status, want)
		}
	}
}

// TestHeldBeforeItsDay: what one report calls held is planned while the day that stands by another is still to come,
// and has come to nothing yet.
func TestHeldBeforeItsDay(t *testing.T) {
	for last, want := range map[string]string{"2024-05-12": "planned", "2024-07-01": "held"} {
		o := newOccasion()
		o.add(parseReport(t, 1, "2024-05-10 vote planned caucuses p=Alder l=Ostrella d=2024-06-30"))
		after := parseReport(t, 2, last+" vote held caucuses p=Alder l=Ostrella")
		after.Slots = append(after.Slots, store.Slot{Slot: record.OutcomeSlot, Value: "narrow win", Status: record.Held,
			Score: 1})
		o.add(after)
		w := weights.ForDeciding()
		v := o.View("", plainKeys, &w)
		if v.Status != want || v.Tracks[0].Status != want {
			t.Errorf("on %s: %s, its day is %s; want %s", last, v.Status, v.Tracks[0].Status, want)
		}
		if outcome := v.Tracks[len(v.Tracks)-1]; (outcome.Now != nil) != (want == record.Held) {
			t.Errorf("on %s: it came to %+v", last, outcome.Now)
		}
	}
}

// TestNoOutcomeYet: what is planned has come to nothing yet, whatever day it is for, and it is said why.
func TestNoOutcomeYet(t *testing.T) {
	w := weights.ForDeciding()
	for status, why := range map[string]string{record.Planned: NotOver, record.Cancelled: NotOver, record.Held: ""} {
		r := parseReport(t, 1, "2024-05-10 vote "+status+" caucuses p=Alder")
		r.Slots = append(r.Slots, store.Slot{Slot: record.OutcomeSlot, Value: "narrow win", Status: record.Held, Score: 1})
		o := newOccasion()
		o.add(r)
		outcome := o.View("", plainKeys, &w).Tracks[0]
		if (outcome.Now != nil) != (why == "") || outcome.Entries[0].Reason != why {
			t.Errorf("%s: it came to %+v, set aside as %q", status, outcome.Now, outcome.Entries[0].Reason)
		}
	}
}

// TestUnsureStatus: a status that the reader is not sure of is told where a day or a second report confirms it, or
// where a plan took place, and not for one report alone.
func TestUnsureStatus(t *testing.T) {
	w := weights.ForDeciding()
	report := func(n int, line string, score float64) *Report {
		r := parseReport(t, n, line)
		e := *r.Event
		e.StatusScore = score
		return NewReport(&e, plainKeys)
	}
	const planned, held = "2031-03-05 protest planned rally l=Lausen", "2031-03-07 protest held rally l=Lausen"
	for _, c := range []struct {
		name    string
		reports []*Report
		want    string
	}{
		{"sure", []*Report{report(1, planned, 0.9)}, "planned"},
		{"how sure is not known", []*Report{report(1, planned, 0)}, "planned"},
		{"unsure", []*Report{report(1, planned, 0.7)}, ""},
		{"its day says the same", []*Report{report(1, planned+" d=2031-03-06", 0.7)}, "planned"},
		{"two unsure, the same", []*Report{report(1, planned, 0.7), report(2, planned, 0.7)}, "planned"},
		{"two unsure, not the same", []*Report{report(1, planned, 0.7), report(2, held, 0.7)}, ""},
		{"a plan took place", []*Report{report(1, planned, 0.9), report(2, held, 0.7)}, "held"},
		{"what took place is to come", []*Report{report(1, held, 0.9), report(2, planned, 0.7)}, "held"},
	} {
		o := newOccasion()
		for _, r := range c.reports {
			o.add(r)
		}
		if v := o.View("", plainKeys, &w); v.Status != c.want {
			t.Errorf("%s: %q, want %q", c.name, v.Status, c.want)
		}
	}
	for day, want := range map[string]string{"2031-02-01": "", "2031-04-01": "2031-04-01"} {
		e := *parseReport(t, 1, "2031-03-05 protest planned rally d="+day).Event
		e.StatusScore, e.Slots[0].Status = 0.7, record.Held
		o := newOccasion()
		o.add(NewReport(&e, plainKeys))
		if v := o.View("", plainKeys, &w); v.Time != want {
			t.Errorf("something was held on %s, and it is rather to come: on %q", day, v.Time)
		}
	}
}

// TestUnsure: a day and a place of which the reader is unsure are told where two outlets give them, as
// what stands shows them, and not for one report alone, even in what it calls the event.
func TestUnsure(t *testing.T) {
	w := weights.ForDeciding()
	report := func(n int, score float64, words string) *Report {
		r := parseReport(t, n, "2031-03-05 protest held rally d=2031-03-04 l=Lausen")
		r.Time, r.Place, r.Words = "2031-03-04", "Lausen", words
		r.Slots[0].Score, r.Slots[1].Score = score, score
		r.Version.Key.Outlet = words
		r.Slots[0].Sentence, r.Slots[1].Sentence = uint64(n), uint64(n)
		return r
	}
	for _, c := range []struct {
		name       string
		reports    []*Report
		day, place string
	}{
		{"one, unsure", []*Report{report(1, 0.6, "a rally")}, "", ""},
		{"one, sure", []*Report{report(1, 0.9, "a rally")}, "2031-03-04", "Lausen"},
		{"two, unsure", []*Report{report(1, 0.6, "a rally"), report(2, 0.6, "the rally")}, "2031-03-04", "Lausen"},
		{"in its name", []*Report{report(1, 0.6, "rally in lausen")}, "", ""},
	} {
		o := newOccasion()
		for _, r := range c.reports {
			o.add(r)
		}
		if v := o.View("", plainKeys, &w); v.Time != c.day || v.Place != c.place {
			t.Errorf("%s: on %q in %q, want %q and %q", c.name, v.Time, v.Place, c.day, c.place)
		}
	}
}

// TestNobodyTakesPart: what names one of a party takes no part.
func TestNobodyTakesPart(t *testing.T) {
	w := weights.ForDeciding()
	o := newOccasion()
	o.add(parseReport(t, 1, "2031-03-05 vote held vote s=Republican,Senate"))
	if got := o.View("", plainKeys, &w).Parties; len(got) != 1 || got[0].Name != "Senate" {
		t.Errorf("parties %v, want the Senate", got)
	}
}

// TestGoesOn: what was held on a day and goes on on another was held on the first.
func TestGoesOn(t *testing.T) {
	w := weights.ForDeciding()
	r := parseReport(t, 1, "2031-03-03 other planned trial p=Vell d=2031-03-05")
	opened := r.Slots[0]
	opened.Value, opened.Status, opened.Score, opened.Sentence = "2031-03-03", record.Held, 0.8, 7
	r.Slots[0].Score = 0.85
	r.Slots = append(r.Slots, opened)
	o := newOccasion()
	o.add(r)
	if v := o.View("", plainKeys, &w); v.Time != "2031-03-03" || v.Status != record.Held {
		t.Errorf("%s on %q, want held on March 3", v.Status, v.Time)
	}
}

// TestHour: that the event took place does not tell that it began at the hour that was planned, where
// it was does.
func TestHour(t *testing.T) {
	w := weights.ForDeciding()
	for _, c := range []struct{ said, want string }{{record.Planned, record.Planned}, {record.Held, record.Held}} {
		o := newOccasion()
		plan := parseReport(t, 1, "2031-03-02 meeting planned summit p=Vell,Orr l=Lausen d=2031-03-04")
		plan.Slots = append(plan.Slots, store.Slot{Slot: record.TimeSlot, Value: "T09:00", Status: record.Planned, Score: 1})
		o.add(plan)
		held := parseReport(t, 2, "2031-03-05 meeting held summit p=Vell,Orr d=2031-03-04")
		if c.said == record.Held {
			held.Slots = append(held.Slots, store.Slot{Slot: record.TimeSlot, Value: "T09:00", Status: c.said, Score: 1,
				Sentence: 5})
		}
		o.add(held)
		got := map[string]string{}
		v := o.View("", plainKeys, &w)
		for i := range v.Tracks {
			got[v.Tracks[i].Slot] = v.Tracks[i].Status
		}
		if got[record.TimeSlot] != c.want || got[record.PlaceSlot] != record.Held {
			t.Errorf("said to be %s at nine: %v", c.said, got)
		}
	}
}

// TestCoarseDay: a month in which one report says that it was held is not what an event's day is frozen
// at; a day is, and where three plan it for a later one nothing stands.
func TestCoarseDay(t *testing.T) {
	w := weights.ForDeciding()
	for _, c := range []struct{ first, want string }{{"2031-01", "2031-03-04"}, {"2031-01-08", ""}} {
		o := newOccasion()
		o.add(parseReport(t, 1, "2031-02-01 meeting held summit p=Vell,Orr d="+c.first))
		for n, day := range []string{"2031-02-20", "2031-02-21", "2031-02-22"} {
			r := parseReport(t, n+2, day+" meeting planned summit p=Vell,Orr d=2031-03-04")
			r.Version.Key.Outlet = day
			o.add(r)
		}
		v, got := o.View("", plainKeys, &w), ""
		if now := v.Tracks[0].Now; now != nil {
			got = now.Value
		}
		if got != c.want {
			t.Errorf("held in %s, then planned: %q, want %q", c.first, got, c.want)
		}
	}
}

// TestPlanLongPast: of a report without a day of publication that calls something planned for a day that
// had gone by when it came into the ledger the day is not told; one still to come is, and one of what
// was held.
func TestPlanLongPast(t *testing.T) {
	w := weights.ForDeciding()
	came := time.Date(2031, 3, 5, 0, 0, 0, 0, time.UTC).Unix()
	for _, c := range []struct {
		status, day string
		want        string
	}{
		{record.Planned, "1931-03-04", ""}, {record.Planned, "2031-06-01", "2031-06-01"},
		{record.Held, "1931-03-04", "1931-03-04"},
	} {
		e := store.Event{Type: "vote", Name: "vote", Status: c.status, Time: c.day, Slots: []store.Slot{
			{Slot: record.DateSlot, Value: c.day, Status: c.status, Score: 1}}}
		e.Version = store.Version{Ingested: came}
		o := newOccasion()
		o.add(NewReport(&e, plainKeys))
		if got := o.View("", plainKeys, &w).Time; got != c.want {
			t.Errorf("%+v: on %q", c, got)
		}
	}
}

// TestLeftOpen: of what took place no house is told that was not decided or not to be it, of what is to
// come it is; of what was called off none where something was held.
func TestLeftOpen(t *testing.T) {
	w := weights.ForDeciding()
	for _, c := range []struct {
		event, venue string
		want         bool
	}{
		{record.Held, record.Undecided, false}, {record.Held, record.RuledOut, false}, {record.Held, record.Planned, true},
		{record.Planned, record.Undecided, true}, {record.Planned, record.RuledOut, true},
		{record.Cancelled, record.Held, false}, {record.Cancelled, record.Planned, true},
	} {
		r := parseReport(t, 1, "2031-03-05 meeting "+c.event+" talks p=Vell,Orr")
		r.Slots = append(r.Slots, store.Slot{Slot: record.VenueSlot, Value: "Lake Hall", Status: c.venue, Score: 1})
		o := newOccasion()
		o.add(r)
		if v := o.View("", plainKeys, &w); (v.Tracks[0].Now != nil) != c.want {
			t.Errorf("%s, at a house %s: %+v", c.event, c.venue, v.Tracks[0].Now)
		}
	}
}

// TestTold: a day without a value tells nothing but that it is open, and what a report hardly rules out of what it
// tells as held is of something else.
func TestTold(t *testing.T) {
	slot := func(name, value, status string, score float64) *store.Slot {
		return &store.Slot{Slot: name, Value: value, Status: status, Score: score}
	}
	for _, c := range []struct {
		event string
		slot  *store.Slot
		want  bool
	}{
		{record.Planned, slot(record.DateSlot, "", record.Undecided, 0.9), true},
		{record.Planned, slot(record.DateSlot, "", record.Planned, 0.9), false},
		{record.Planned, slot(record.DateSlot, "", record.Cancelled, 0.9), false},
		{record.Planned, slot(record.PressSlot, "", record.RuledOut, 0.9), true},
		{record.Held, slot(record.DateSlot, "2024-05-13", record.RuledOut, 0.4), false},
		{record.Held, slot(record.DateSlot, "2024-05-13", record.RuledOut, 0.6), true},
		{record.Planned, slot(record.DateSlot, "2024-05-13", record.RuledOut, 0.4), true},
		{record.Held, slot(record.DateSlot, "2024-05-10", record.Held, 0.4), true},
		{record.Held, slot(record.AgendaSlot, "gas transit", record.RuledOut, 0.4), true},
	} {
		r := parseReport(t, 1, "2024-05-10 vote "+c.event+" caucuses p=Alder")
		if got := r.tells(c.slot); got != c.want {
			t.Errorf("of what is %s, %+v: told %v, want %v", c.event, *c.slot, got, c.want)
		}
	}
	// A place to come beside one where it was.
	to := slot(record.PlaceSlot, "Lausen", record.Planned, 0.9)
	for status, want := range map[string]bool{record.Held: false, record.Planned: true} {
		if r := parseReport(t, 1, "2024-05-10 meeting "+status+" dinner p=Alder l=Orvel"); r.tells(to) != want {
			t.Errorf("of a dinner %s in Orvel, that it will be in Lausen is told: %v", status, !want)
		}
	}
}
