// Package calendar reads the calendars that are served with a library that had no part in
// writing them.
//
// In come the calendars of the demonstration, as a careful reader wrote it down, and of one
// whose names and values could do harm; out go failures that name the calendar.
package calendar

import (
	"net/http"
	"strings"
	"testing"
	"time"

	ical "github.com/arran4/golang-ical"

	"readout/ledger/demo"
	"readout/serve"
	"readout/serve/servetest"
)

// read asks for a calendar and parses it.
func read(t *testing.T, s *servetest.Site, path string) *ical.Calendar {
	t.Helper()
	resp, body := s.Get(t, path)
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %s", path, resp.StatusCode, body)
	}
	c, err := ical.ParseCalendar(strings.NewReader(body))
	if err != nil {
		t.Fatalf("%s: %v\n%s", path, err, body)
	}
	return c
}

// TestCalendars: each calendar has the summit on its day, at its place.
func TestCalendars(t *testing.T) {
	s := servetest.Demo(t)
	for _, path := range []string{"/feeds/events.ics", "/feeds/events.ics?name=summit", "/feeds/event/summit.ics"} {
		found := false
		for _, e := range read(t, s, path).Events() {
			start, err := e.GetAllDayStartAt()
			if err != nil {
				t.Errorf("%s: %v", path, err)
			}
			found = found || start.Format(time.DateOnly) == "2024-03-28" &&
				strings.Contains(e.GetProperty(ical.ComponentPropertyLocation).Value, "Ostrella")
		}
		if !found {
			t.Errorf("%s: the summit is missing", path)
		}
	}
	if c := read(t, s, "/feeds/events.ics?name=nothingofthekind"); len(c.Events()) != 0 {
		t.Errorf("a calendar of nothing has %d events", len(c.Events()))
	}
}

// TestPayloadsStayInTheirLines: names and values that try to begin a line of their own come
// out as what they are, in the entry that they belong to.
func TestPayloadsStayInTheirLines(t *testing.T) {
	const payload = "x\r\nATTENDEE:mailto:a@evil.example\r\nEND:VEVENT\r\n\\n;,"
	records, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		for k := range r.Events {
			r.Events[k].Name += " " + payload
		}
		for k := range r.Entities {
			r.Entities[k].Name += " " + payload
		}
	}
	l := servetest.Ledger(t)
	servetest.Keep(t, l, records...)
	s := servetest.New(t, l, serve.Options{})
	named := 0
	for _, e := range read(t, s, "/feeds/events.ics?from=2024-01-01").Events() {
		if summary := e.GetProperty(ical.ComponentPropertySummary); summary != nil &&
			strings.Contains(summary.Value, "evil.example") {
			named++
		}
		for _, who := range e.Attendees() {
			t.Errorf("the calendar invites %s", who.Email())
		}
	}
	if named == 0 {
		t.Error("the payload is nowhere: nothing was tested")
	}
}
