package main

import (
	"slices"
	"strings"
	"testing"
)

// TestHold: below the floor, at it, not tested, and a package without a floor.
func TestHold(t *testing.T) {
	const output = "ok  \treadout/doc\t0.3s\tcoverage: 91.2% of statements\n" +
		"ok  \treadout/text\t(cached)\tcoverage: 74.9% of statements\n" +
		"FAIL\treadout/event\t1s\n" +
		"ok  \treadout/score\t1s\tcoverage: 3.0% of statements\n"
	got, err := hold(strings.NewReader(output), "# floors\ndoc 91.2\ntext 75\n\nevent 80\n")
	want := []string{"event: not tested", "text: 74.9 % covered, its floor is 75.0"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	for _, bad := range []string{"doc\n", "doc much\n", "doc 1 2\n"} {
		if _, err := hold(strings.NewReader(output), bad); err == nil {
			t.Errorf("%q was taken for floors", bad)
		}
	}
	if floors, err := readFloors(table); err != nil || len(floors) < 10 {
		t.Errorf("floors.txt: %d floors, %v", len(floors), err)
	}
}
