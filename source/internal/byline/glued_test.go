package byline

import (
	"slices"
	"testing"
)

func TestNamesWithMoreAtThem(t *testing.T) {
	for s, want := range map[string][]string{
		"By Mara LenzOlav Brenn":                {"Mara Lenz", "Olav Brenn"},
		"By Mara MacLenan and Olav FitzBrenn":   {"Mara MacLenan", "Olav FitzBrenn"},
		"Mara DeLenz":                           {"Mara DeLenz"},
		"Mara Lenz - Ostby Post Staff Writer":   {"Mara Lenz"},
		"Mara Lenz — Holm":                      {"Mara Lenz — Holm"},
		"By Mara Lenz@maralenz":                 {"Mara Lenz"},
		"Mara Lenz mara.lenz@ostby.example":     {"Mara Lenz"},
		"By Mara Lenz, M.Lenz@ostby.example":    {"Mara Lenz"},
		"Mara Lenz @maralenz and Olav Brenn@ob": {"Mara Lenz", "Olav Brenn"},
	} {
		if got := Clean([]string{s}); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
