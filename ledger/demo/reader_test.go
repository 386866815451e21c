package demo_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"readout/record"
)

// expected is what the thread must yield when Readout itself reads it: slot, status, words of
// the value, surname of who says it, outlet.
var expected = []string{
	"date|planned|2024-03-28|KTA", "date|planned|2024-03-28|NP", "place|possible|Port Cassel|Meridian",
	"place|planned|Ostrella|KTA",
	"place|planned|Ostrella|NP", "venue|undecided||KTA", "venue|planned|Lakeside Hall|NP",
	"venue|possible|Lakeside Hall|Meridian",
	"agenda|planned|gas transit|NP", "agenda|ruled out|gas transit|KTA", "agenda|ruled out|gas transit|Meridian",
	"agenda|planned|Vessin River|KTA",
	"agenda|planned|Sund crossings|KTA", "agenda|planned|exchange of prisoners|KTA", "agenda|planned|Vessin River|NP",
	"document|undecided|document|KTA", "document|doubted|document|KTA", "document|doubted|document|Meridian",
	"document|undecided|declaration|KTA",
	"document|possible|declaration|NP", "document|likely|declaration|Meridian", "document|held|declaration|KTA",
	"document|held|declaration|NP",
	"press conference|undecided||KTA", "press conference|undecided||NP", "press conference|ruled out||KTA",
	"time|planned|10:00|Meridian", "time|planned|10:00|KTA",
}

// reached is the minimum so far. A reader that falls below it has become worse. It was 20 while scores were not
// calibrated: of what is read as open or ruled out in real reports two in three are wrong, so little of it is told.
const reached = 15

func TestReaderOnTheThread(t *testing.T) {
	ctx := context.Background()
	l := openThread(t, readDispatches(t))
	events, err := l.Events(ctx, "Volsunov Tverdahl", "")
	if err != nil || len(events) == 0 {
		t.Fatalf("the summit: %v, %v", events, err)
	}
	d := events[0]
	if d.Time != "2024-03-28" || d.Place != "Ostrella" {
		t.Errorf("the summit is at %s in %s", d.Time, d.Place)
	}
	// The dossier is the same from whichever report it is requested.
	for _, e := range events {
		byID, err := l.Event(ctx, e.ID, "")
		if err != nil || byID.ID != e.ID || byID.Reports != e.Reports || byID.Time != e.Time {
			t.Errorf("%s of %d reports at %s is, asked for by its id, %s of %d at %s (%v)", e.Name, e.Reports, e.Time,
				byID.ID, byID.Reports, byID.Time, err)
		}
	}
	// Everything that was discussed before is the summit that took place: nothing else was
	// planned.
	for _, e := range events[1:] {
		if len(e.Participants) > 1 && e.Status != record.Held {
			t.Errorf("%s, %s for %q in %q, with %q, was planned by nobody", e.Name, e.Status, e.Time, e.Place, e.Participants)
		}
	}
	var have []string
	for _, track := range d.Slots {
		for _, e := range track.Entries {
			have = append(have, fmt.Sprintf("%s|%s|%s|%s", track.Slot, e.Status, e.Value, e.Article.Outlet))
		}
	}
	n := 0
	for _, want := range expected {
		w := strings.Split(want, "|")
		if slices.ContainsFunc(have, func(s string) bool {
			h := strings.Split(s, "|")
			return h[0] == w[0] && h[1] == w[1] && strings.Contains(strings.ToLower(h[2]), strings.ToLower(w[2])) && h[3] == w[3]
		}) {
			n++
		} else {
			t.Logf("not found: %s", want)
		}
	}
	t.Logf("%d of %d slots of the thread come out, in %d events", n, len(expected), len(events))
	if n < reached {
		t.Errorf("%d of %d slots come out, there were %d before", n, len(expected), reached)
	}
}
