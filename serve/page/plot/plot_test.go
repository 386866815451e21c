package plot

import (
	"testing"

	"readout/store"
)

// TestTicks: however long a drawing is, its labels are few, stand in order and on round
// days.
func TestTicks(t *testing.T) {
	for _, x := range [...]struct {
		to    string
		first string
	}{
		{"2024-03-05", "1 Mar"}, {"2024-03-20", "1 Mar"}, {"2024-05-20", "1 Mar"}, {"2025-02-01", "May 2024"},
		{"2034-02-01", "2025"},
	} {
		a := Axis{From: store.DayOf("2024-03-01"), To: store.DayOf(x.to), X0: 100, X1: 500}
		ticks := a.Ticks(8)
		if len(ticks) == 0 || len(ticks) > 12 || ticks[0].Label != x.first {
			t.Errorf("to %s: %v", x.to, ticks)
			continue
		}
		for i, tick := range ticks {
			if tick.X < a.X0 || tick.X > a.X1 || i > 0 && tick.X <= ticks[i-1].X {
				t.Errorf("to %s: %v", x.to, ticks)
			}
		}
	}
}

// TestAxis: days beside the axis stand at its ends, and one day is at its beginning.
func TestAxis(t *testing.T) {
	a := Axis{From: 10, To: 20, X0: 0, X1: 100}
	if a.X(5) != 0 || a.X(15) != 50 || a.X(30) != 100 {
		t.Errorf("%d, %d, %d", a.X(5), a.X(15), a.X(30))
	}
	if one := (Axis{From: 10, To: 10, X0: 7, X1: 100}); one.X(10) != 7 {
		t.Errorf("one day is at %d", one.X(10))
	}
}
