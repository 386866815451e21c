package store

import (
	"slices"
	"testing"
)

// TestUnused: of the agents of what is gone those are unused that nothing in its place presents, each once.
func TestUnused(t *testing.T) {
	of := func(ids ...uint64) Entry {
		var e Entry
		for _, id := range ids {
			e.Agents = append(e.Agents, Agent{ID: id})
		}
		return e
	}
	if got := Unused([]Entry{of(1, 2), of(2, 3)}, []Entry{of(3, 4)}); !slices.Equal(got, []uint64{1, 2}) {
		t.Errorf("%d", got)
	}
	if got := Unused([]Entry{of(1)}, nil); !slices.Equal(got, []uint64{1}) {
		t.Errorf("with nothing in its place: %d", got)
	}
}

// TestJoin: joined agents are seen on the days of both, with the roles that have fewer capitals, whichever comes first.
func TestJoin(t *testing.T) {
	x := Agent{Roles: []string{"Prime Minister"}, First: 3, Last: 5}
	y := Agent{Roles: []string{"prime minister"}, First: 4, Last: 9}
	for _, c := range [][2]Agent{{x, y}, {y, x}} {
		a := c[0]
		a.Join(&c[1])
		if a.First != 3 || a.Last != 9 || a.Roles[0] != "prime minister" {
			t.Errorf("%+v", a)
		}
	}
}
