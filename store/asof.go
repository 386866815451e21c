package store

import (
	"strings"
	"time"
)

// utc converts a time with a zone to a form that sorts as text: "2024-03-14T16:05:00Z". Dates
// and coarser values are unchanged, so they sort before the times of their day.
func utc(s string) string {
	if len(s) <= 10 || strings.HasSuffix(s, "Z") {
		return s
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC().Format("2006-01-02T15:04:05Z")
	}
	return s
}

// UTC returns a time or date in the form that stores compare as text.
func UTC(s string) string { return utc(s) }

// EndOf returns the first moment after a day, time, month or year, in the form of UTC:
// everything published "as of 2024-03-14" sorts before EndOf("2024-03-14").
func EndOf(s string) string {
	switch len(s) {
	case 10:
		if t, err := time.Parse("2006-01-02", s); err == nil {
			return t.AddDate(0, 0, 1).Format("2006-01-02")
		}
	case 7:
		if t, err := time.Parse("2006-01", s); err == nil {
			return t.AddDate(0, 1, 0).Format("2006-01")
		}
	case 4:
		if t, err := time.Parse("2006", s); err == nil {
			return t.AddDate(1, 0, 0).Format("2006")
		}
	}
	return utc(s) + "\x7f" // just after the moment itself
}

// LastDay returns the last day of publication that a version known as of a time, day, month or year can
// have, in the time zone of its outlet: up to a day after. 0 means no bound.
//
// Versions are numbered by their days, so that a search as of a day long ago need not look at all that came since.
func LastDay(asOf string) Day {
	end := EndOf(asOf)
	d := DayOf(end[:min(len(end), len(time.DateOnly))])
	if d > 0 && len(asOf) > len(time.DateOnly) {
		d++
	}
	return d
}

// StandsAt reports whether the version was current at a time or at the end of a day. With "" it
// reports whether the version is current now.
func (v *Version) StandsAt(asOf string) bool {
	if asOf == "" {
		return v.Until == ""
	}
	end := EndOf(asOf)
	return v.Since < end && (v.Until == "" || v.Until >= end)
}
