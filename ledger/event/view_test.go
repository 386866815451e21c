package event

import (
	"testing"

	"readout/record"
)

// TestEarlierOccasion: what a report tells as done before the event's day was done on
// another occasion, and what it tells on the day was done here.
func TestEarlierOccasion(t *testing.T) {
	w := Deciding()
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
