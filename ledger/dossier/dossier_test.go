package dossier_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/dossier"
	"readout/ledger/ledgertest"
	"readout/record"
)

// thread is three reports of one meeting: planned, put off by a day, held.
func thread() []*record.Record {
	at := func(id, day, outlet, date, status string) *record.Record {
		return ledgertest.Meeting(id, day, outlet, "Jon Alder", "Mira Halden", "Ostrella", date, status)
	}
	return []*record.Record{at("1", "2024-03-01", "KTA", "2024-03-20", record.Planned),
		at("2", "2024-03-05", "NP", "2024-03-21", record.Planned), at("3", "2024-03-22", "ON", "2024-03-21", record.Held)}
}

func event(t *testing.T, l *ledger.Ledger, name, asOf string) dossier.Dossier {
	t.Helper()
	d, err := l.Event(t.Context(), name, asOf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestAsOf: a dossier as of a day knows what was published by then.
func TestAsOf(t *testing.T) {
	l := ledgertest.Open(t, thread()...)
	for asOf, want := range map[string]string{
		"2024-03-01": "2024-03-20 planned 1", "2024-03-04": "2024-03-20 planned 1", "2024-03-05": "2024-03-21 planned 2",
		"2024-03-22": "2024-03-21 held 3", "": "2024-03-21 held 3",
	} {
		d := event(t, l, "talks", asOf)
		if got := fmt.Sprint(d.Time, " ", d.Status, " ", d.Reports); got != want {
			t.Errorf("as of %q: %s, want %s", asOf, got, want)
		}
		if len(d.Articles()) != d.Reports {
			t.Errorf("as of %q: articles %q", asOf, d.Articles())
		}
	}
	if _, err := l.Event(t.Context(), "talks", "2024-02-28"); !errors.Is(err, ask.ErrUnknown) {
		t.Errorf("before the first report: %v", err)
	}
	for _, name := range []string{"ballot", "the", "v1.s1"} {
		if _, err := l.Event(t.Context(), name, ""); !errors.Is(err, ask.ErrUnknown) {
			t.Errorf("%q: %v, want ErrUnknown", name, err)
		}
	}
}

// TestTimesInOrder: weeks, months and several days are compared with days by the days that they are, in every list.
func TestTimesInOrder(t *testing.T) {
	var list []*record.Record
	for i, when := range []string{"2024-W12", "2024-03-20", "2024-03-22/2024-03-24", "2024-04", "2024-12-30", "2023"} {
		list = append(list, ledgertest.Meeting(fmt.Sprint(i), "2024-03-01", "KTA", "Jon Ald"+fmt.Sprint(i),
			"Mira Hal"+fmt.Sprint(i), "Town"+fmt.Sprint(i), when, record.Planned))
	}
	list[5].Article.Published = "2023-02-01"
	l := ledgertest.Open(t, list...)
	times := func(list []dossier.Dossier) string {
		var got []string
		for _, d := range list {
			got = append(got, d.Time)
		}
		return strings.Join(got, " ")
	}
	for _, c := range []struct{ from, to, want string }{
		{"2024-03-01", "", "2024-03-20 2024-03-22/2024-03-24 2024-W12 2024-04 2024-12-30"},
		{"2024-03-24", "", "2024-03-22/2024-03-24 2024-W12 2024-04 2024-12-30"},
		{"2024-03-25", "", "2024-04 2024-12-30"},
		{"2024-03-25", "2024-04-01", ""},
		{"2024-03-10", "2024-03-18", ""},
		{"2024-03-10", "2024-03-19", "2024-W12"},
		{"2024-05-01", "", "2024-12-30"},
		{"2023-06-01", "2024-01-01", "2023"},
	} {
		found, err := l.Upcoming(t.Context(), c.from, c.to, "")
		if got := times(found); err != nil || got != c.want {
			t.Errorf("from %s to %s: %q, %v, want %q", c.from, c.to, got, err, c.want)
		}
		for most := range 6 {
			soonest, err := l.Soonest(t.Context(), c.from, c.to, "", most)
			if got := times(soonest); err != nil || got != times(found[:min(most, len(found))]) {
				t.Errorf("the %d soonest from %s to %s: %q, %v, of %q", most, c.from, c.to, got, err, c.want)
			}
		}
	}
	all, err := l.AllEvents(t.Context(), "")
	if want := "2023 2024-W12 2024-03-20 2024-03-22/2024-03-24 2024-04 2024-12-30"; err != nil || times(all) != want {
		t.Errorf("all: %q, %v, want %q", times(all), err, want)
	}
}

// TestReplacedVersion: what only a version tells that another took the place of is not listed beside what that one
// tells, and two versions are one report; before the second came, the first was told.
func TestReplacedVersion(t *testing.T) {
	meeting := func(ident, at, date, place, second string) *record.Record {
		r := ledgertest.Meeting(ident, at, "KTA", "Jon Alder", second, place, date, record.Planned)
		r.Article.Updated = at
		r.Article.Published = "2024-03-01T08:00:00Z"
		return r
	}
	longer := meeting("2", "2024-03-02T08:00:00Z", "2024-06-20", "Brask", "Una Tell")
	longer.Article.Text += "\nMore follows."
	longer.Article.SHA256 = fmt.Sprintf("%x", sha256.Sum256([]byte(longer.Article.Text)))
	l := ledgertest.Open(t, meeting("1", "2024-03-01T08:00:00Z", "2024-03-20", "Ostrella", "Mira Halden"),
		meeting("1", "2024-03-02T08:00:00Z", "2024-05-11", "Helmsby", "Piet Solm"),
		meeting("2", "2024-03-01T08:00:00Z", "2024-06-20", "Brask", "Una Tell"), longer)
	list := func(f func() ([]dossier.Dossier, error)) string {
		t.Helper()
		found, err := f()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range found {
			got = append(got, fmt.Sprint(d.Time, " ", d.Reports))
		}
		slices.Sort(got)
		return strings.Join(got, ", ")
	}
	for asOf, want := range map[string]string{
		"": "2024-05-11 1, 2024-06-20 1", "2024-03-01": "2024-03-20 1, 2024-06-20 1",
	} {
		for name, f := range map[string]func() ([]dossier.Dossier, error){
			"all":      func() ([]dossier.Dossier, error) { return l.AllEvents(t.Context(), asOf) },
			"upcoming": func() ([]dossier.Dossier, error) { return l.Upcoming(t.Context(), "2024-03-02", "", asOf) },
			"soonest":  func() ([]dossier.Dossier, error) { return l.Soonest(t.Context(), "2024-03-02", "", asOf, 9) },
			"latest":   func() ([]dossier.Dossier, error) { return l.Latest(t.Context(), "2024-01-01", asOf, 9) },
		} {
			if got := list(f); got != want {
				t.Errorf("%s as of %q: %s, want %s", name, asOf, got, want)
			}
		}
	}
	if d := event(t, l, "Alder Halden talks", ""); d.Time != "2024-03-20" && d.Time != "" || d.Reports != 1 {
		t.Errorf("what was withdrawn, by name: %s, %d", d.Time, d.Reports)
	}
}

// TestUpcoming: the events planned for some days, the soonest first; the last day is not
// among them.
func TestUpcoming(t *testing.T) {
	l := ledgertest.Open(t,
		ledgertest.Meeting("1", "2024-03-01", "KTA", "Jon Alder", "Mira Halden", "Ostrella", "2024-03-20", record.Planned),
		ledgertest.Meeting("2", "2024-03-01", "KTA", "Una Brask", "Piet Solm", "Helmsby", "2024-03-15", record.Planned))
	for _, c := range []struct{ from, to, want string }{
		{"2024-03-01", "", "2024-03-15 2024-03-20"}, {"2024-03-15", "2024-03-20", "2024-03-15"},
		{"2024-03-16", "2024-03-21", "2024-03-20"}, {"2024-03-21", "", ""},
	} {
		list, err := l.Upcoming(t.Context(), c.from, c.to, "")
		var got []string
		for _, d := range list {
			got = append(got, d.Time)
		}
		if err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("from %s to %s: %q, %v, want %s", c.from, c.to, got, err, c.want)
		}
	}
}

// TestQuestions: an event is found by its day, its place and who takes part; the better
// answer goes first.
func TestQuestions(t *testing.T) {
	meeting := func(id, first, second, place, date string) *record.Record {
		return ledgertest.Meeting(id, "2024-03-01", "KTA", first, second, place, date, record.Planned)
	}
	l := ledgertest.Open(t, meeting("1", "Jon Alder", "Mira Halden", "Ostrella", "2024-03-20"),
		meeting("2", "Una Brask", "Piet Solm", "Helmsby", "2024-03-20"),
		meeting("3", "Una Brask", "Olof Rask", "Varnholm", "2024-06-11"))
	for question, want := range map[string]string{
		"talks in Ostrella": "Ostrella 2024-03-20", "Alder talks": "Ostrella 2024-03-20",
		"talks Brask June":     "Varnholm 2024-06-11",
		"talks Brask March 20": "Helmsby 2024-03-20", "Brask talks 2024 June 11": "Varnholm 2024-06-11",
	} {
		d, err := l.Event(t.Context(), question, "")
		if got := d.Place + " " + d.Time; err != nil || got != want {
			t.Errorf("%s: %s, %v, want %s", question, got, err, want)
		}
	}
	list, err := l.Events(t.Context(), "talks", "")
	if err != nil || len(list) != 3 {
		t.Errorf("all talks: %d, %v", len(list), err)
	}
	if _, err := l.Events(t.Context(), strings.Repeat("x", 500), ""); !errors.As(err, new(*ask.Fault)) {
		t.Errorf("a name that is too long: %v", err)
	}
}

// TestOtherThanAsked: who asks for the second of a row is not told of the first, and who asks for a vote
// not of talks, however well names and places fit.
func TestOtherThanAsked(t *testing.T) {
	first := ledgertest.Meeting("1", "2024-03-01", "KTA", "Jon Alder", "Mira Halden", "Ostrella", "2024-03-20",
		record.Planned)
	first.Events[0].Which = "first"
	l := ledgertest.Open(t, first)
	for question, found := range map[string]bool{
		"first talks Alder Halden": true, "talks Alder Halden": true, "next talks Alder Halden": true,
		"second talks Alder Halden": false, "Alder Halden vote in Ostrella": false, "Alder Ostrella": true,
		"Alder Brask talks Helmsby": false, "Alder Halden talks Helmsby": true,
	} {
		list, err := l.Events(t.Context(), question, "")
		if err != nil || (len(list) > 0) != found {
			t.Errorf("%s: %d events, %v, want any: %v", question, len(list), err, found)
		}
	}
}

// TestOutcomes: what was planned against what happened, once it has.
func TestOutcomes(t *testing.T) {
	list := thread()
	before := event(t, ledgertest.Open(t, list[:2]...), "talks", "")
	if out := before.Outcomes(); out != nil {
		t.Errorf("before the day: %+v", out)
	}
	after := event(t, ledgertest.Open(t, list...), "talks", "")
	found := false
	for _, o := range after.Outcomes() {
		if o.Slot == record.DateSlot {
			found = true
			if o.Planned == nil || o.Planned.Value != "2024-03-21" || o.Actual == nil || o.Actual.Status != record.Held {
				t.Errorf("the day: %+v, %+v", o.Planned, o.Actual)
			}
		}
	}
	if !found {
		t.Error("the day is no outcome")
	}
}

// TestUndecided: the slots that are open; what is planned or ruled out is not.
func TestUndecided(t *testing.T) {
	for status, want := range map[string]bool{
		record.Undecided: true, record.Possible: true, record.Planned: false, record.RuledOut: false, record.Held: false,
	} {
		r := ledgertest.Meeting("1", "2024-03-01", "KTA", "Jon Alder", "Mira Halden", "Ostrella", "2024-03-20", status)
		r.Events[0].Status = record.Planned
		d := event(t, ledgertest.Open(t, r), "talks", "")
		open := slices.ContainsFunc(d.Undecided(), func(s dossier.SlotTrack) bool { return s.Slot == record.DateSlot })
		if open != want {
			t.Errorf("a day that is %s is open: %v", status, open)
		}
	}
}

// TestIn: an event is in its town, by all words of it.
func TestIn(t *testing.T) {
	d := event(t, ledgertest.Open(t, thread()...), "talks", "")
	for place, want := range map[string]bool{"Ostrella": true, "ostrella": true, "Ostrella Hall": false,
		"Helmsby": false, "": true} {
		if got := d.In(place); got != want {
			t.Errorf("in %q: %v", place, got)
		}
	}
}

// TestMainTrack: the track of a slot that has one value; an item of a list is none.
func TestMainTrack(t *testing.T) {
	d := dossier.Dossier{Slots: []dossier.SlotTrack{{Slot: record.AgendaSlot, Item: "gas"}, {Slot: record.DateSlot}}}
	if d.Main(record.DateSlot) != &d.Slots[1] || d.Main(record.AgendaSlot) != nil || d.Main(record.PlaceSlot) != nil {
		t.Error("an item is the value of its slot, or a value is none")
	}
}

// TestSlotChanges: what stands otherwise since a day, with what stood before.
func TestSlotChanges(t *testing.T) {
	l := ledgertest.Open(t, thread()...)
	changes := func(since, asOf string) string {
		t.Helper()
		c, err := l.Changes(t.Context(), since, asOf)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, s := range c.Slots {
			show := func(e *dossier.SlotEntry) string {
				if e == nil {
					return "nothing"
				}
				return e.Value + " " + e.Status
			}
			out = append(out, s.Slot+": "+show(s.Before)+" became "+show(s.Now))
		}
		return strings.Join(out, "; ")
	}
	for _, c := range []struct{ since, asOf, want string }{
		{"2024-03-05", "2024-03-05", "date: 2024-03-20 planned became 2024-03-21 planned"},
		{"2024-03-06", "2024-03-21", ""},
		{"2024-03-22", "2024-03-22",
			"date: 2024-03-21 planned became 2024-03-21 held; place: Ostrella planned became Ostrella held"},
		{"2024-03-01", "2024-03-01", "date: nothing became 2024-03-20 planned; place: nothing became Ostrella planned"},
		// A month and a year begin with their first day.
		{"2024-03", "2024-03-05", "date: nothing became 2024-03-21 planned; place: nothing became Ostrella planned"},
		{"2024", "2024-03-05", "date: nothing became 2024-03-21 planned; place: nothing became Ostrella planned"},
		{"2024-04", "", ""},
	} {
		if got := changes(c.since, c.asOf); got != c.want {
			t.Errorf("since %s as of %s: %s\nwant %s", c.since, c.asOf, got, c.want)
		}
	}
}

// TestAlike: the same value with the same status; a status that only follows from another
// report is no change.
func TestAlike(t *testing.T) {
	entry := func(value, status string, inferred bool) *dossier.SlotEntry {
		return &dossier.SlotEntry{Value: value, Status: status, Inferred: inferred}
	}
	planned := entry("Ostrella", record.Planned, false)
	for name, c := range map[string]struct {
		before, now *dossier.SlotEntry
		want        bool
	}{
		"the same": {planned, entry("Ostrella", record.Planned, false), true}, "nothing yet": {nil, nil, true},
		"new": {nil, planned, false}, "gone": {planned, nil, false},
		"in capitals":   {planned, entry("OSTRELLA", record.Planned, false), true},
		"another value": {planned, entry("Helmsby", record.Planned, false), false},
		"held":          {planned, entry("Ostrella", record.Held, false), false},
		"inferred":      {planned, entry("Ostrella", record.Held, true), true},
		"inferred, but ruled out before": {entry("Ostrella", record.RuledOut, false),
			entry("Ostrella", record.Held, true), false},
	} {
		if got := dossier.Alike(c.before, c.now); got != c.want {
			t.Errorf("%s: alike: %v", name, got)
		}
	}
}

// TestWhy: why reports are of one event, and what was left out.
func TestWhy(t *testing.T) {
	l := ledgertest.Open(t, thread()...)
	why, err := l.Why(t.Context(), "talks", "")
	if err != nil || len(why.Joined) != 3 || len(why.Joined[0].Evidence)+len(why.Joined[1].Evidence) == 0 {
		t.Errorf("%+v, %v", why, err)
	}
	if _, err := l.Why(t.Context(), "ballot", ""); !errors.Is(err, ask.ErrUnknown) {
		t.Errorf("of nothing: %v", err)
	}
}
