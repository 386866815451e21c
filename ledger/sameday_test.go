package ledger

import "testing"

func TestSameDay(t *testing.T) {
	for _, c := range []struct {
		x, y string
		want bool
	}{
		{"2024-03-28", "2024-03-28", true},
		{"2024-03", "2024-03-28", true},
		{"2024-03-28", "2024-W13", true},
		{"2024-W12", "2024-03-28", false},
		{"2024-03-27", "2024-03-28", false},
		{"2024-12-30", "2025-W01", true},
		{"2024-03-28T10:00", "2024-03-28", true},
		{"XXXX-03", "2024-03-28", false},
	} {
		if got := sameDay(c.x, c.y); got != c.want {
			t.Errorf("sameDay(%q, %q) = %v, want %v", c.x, c.y, got, c.want)
		}
	}
}
