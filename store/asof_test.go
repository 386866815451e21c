package store

import "testing"

// TestLastDay: what is known as of a time was published, in its own time zone, a day after at most.
func TestLastDay(t *testing.T) {
	for asOf, want := range map[string]string{"": "", "garbage": "", "2024-03-14": "2024-03-15", "2024-02": "2024-03-01",
		"2023": "2024-01-01", "2024-03-14T23:30:00Z": "2024-03-15", "2024-03-15T00:30:00+03:00": "2024-03-15"} {
		if got := LastDay(asOf).String(); got != want {
			t.Errorf("LastDay(%q): %s, want %s", asOf, got, want)
		}
	}
}
