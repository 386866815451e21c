package export_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"readout/ledger"
	"readout/ledger/export"
)

// TestCalendarDays: the day after the last day of an event, and the time stamp of its entry.
func TestCalendarDays(t *testing.T) {
	for when, want := range map[string]string{
		"2024-03-20":            "20240320 to 20240321",
		"2024-03-20T14:00":      "20240320 to 20240321",
		"2024-03-20/2024-03-22": "20240320 to 20240323",
		"2024-03-20/2024-03-19": "20240320 to 20240321", // no such end
		"2024-03-20/soon":       "20240320 to 20240321",
		"2024-03":               "", "": "",
	} {
		d := ledger.Dossier{ID: "e1", Name: "talks", Time: when,
			Last: ledger.Article{Published: "2024-03-05T10:00:00+02:00"}}
		var b bytes.Buffer
		if err := export.Calendar(&b, []ledger.Dossier{d}, export.CalendarOptions{}); err != nil {
			t.Fatal(err)
		}
		field := func(name string) string {
			_, rest, _ := strings.Cut(b.String(), name+":")
			value, _, _ := strings.Cut(rest, "\r\n")
			return value
		}
		got := ""
		if strings.Contains(b.String(), "BEGIN:VEVENT") {
			got = field("DTSTART;VALUE=DATE") + " to " + field("DTEND;VALUE=DATE")
			if at := field("DTSTAMP"); at != "20240305T080000Z" {
				t.Errorf("%s: made at %s", when, at)
			}
		}
		if got != want {
			t.Errorf("%q: %s, want %s", when, got, want)
		}
	}
	var b bytes.Buffer
	d := ledger.Dossier{Time: "2024-03-20"}
	now := export.CalendarOptions{Now: time.Date(2024, 4, 1, 12, 0, 0, 0, time.UTC)}
	if err := export.Calendar(&b, []ledger.Dossier{d}, now); err != nil || !strings.Contains(b.String(),
		"DTSTAMP:20240401T120000Z") {
		t.Errorf("made now: %s, %v", b.String(), err)
	}
}

// TestNotes: a citation's note names the speaker, or else the source's own words.
func TestNotes(t *testing.T) {
	for want, s := range map[string]ledger.Statement{
		"Nils Aro: ":   {Speakers: []ledger.Speaker{{Name: "Nils Aro"}}, Source: "the warden"},
		"the warden: ": {Source: "the warden"},
	} {
		var b bytes.Buffer
		if err := export.CSL(&b, []ledger.Statement{s}, export.Options{}); err != nil || !strings.Contains(b.String(),
			want) {
			t.Errorf("no %q in %s, %v", want, b.String(), err)
		}
	}
}

// TestCalendarOfUnnamedOutlet: what a report without an outlet says is told without empty brackets.
func TestCalendarOfUnnamedOutlet(t *testing.T) {
	for outlet, want := range map[string]string{"": "place: planned\\, Ostrella\r\n",
		"NP": "place: planned\\, Ostrella (NP)\r\n"} {
		d := ledger.Dossier{ID: "e1", Name: "talks", Time: "2024-03-20", Slots: []ledger.SlotTrack{{Slot: "place",
			Now: &ledger.SlotEntry{Status: "planned", Value: "Ostrella", Article: ledger.Article{Outlet: outlet}}}}}
		var b bytes.Buffer
		if err := export.Calendar(&b, []ledger.Dossier{d}, export.CalendarOptions{}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q: %s", outlet, b.String())
		}
	}
}
