package calendar

import (
	"testing"
	"time"
)

// TestCalendar compares our arithmetic with package time over the years of news.
func TestCalendar(t *testing.T) {
	for at := time.Date(1896, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2105; at = at.AddDate(0, 0, 1) {
		d := Date{at.Year(), int(at.Month()), at.Day()}
		if back := fromSerial(d.Serial()); back != d {
			t.Fatalf("%s comes back as %s", d, back)
		}
		if want := (int(at.Weekday())+6)%7 + 1; d.Weekday() != want {
			t.Fatalf("%s is weekday %d, want %d", d, d.Weekday(), want)
		}
		y, w := d.week()
		if wantY, wantW := at.ISOWeek(); y != wantY || w != wantW {
			t.Fatalf("%s is in week %d-W%02d, want %d-W%02d", d, y, w, wantY, wantW)
		}
	}
}
