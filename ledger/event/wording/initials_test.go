package wording

import (
	"slices"
	"testing"
)

// TestInitials: a word in capitals may be the initials of another name.
func TestInitials(t *testing.T) {
	for _, c := range []struct {
		short, long string
		want        bool
	}{
		{"NRC in Lausen", "Norland Republican Convention", true},
		{"SOA address", "State of the Assembly", false}, // neither with all small words nor without any
		{"SOTU address", "State of the Union", true},
		{"NEC summit", "the upcoming Norland-Ostmark Economic Cooperation summit", false},
		{"NOEC summit", "the upcoming Norland-Ostmark Economic Cooperation summit", true},
		{"EU summit", "Eastern Union summit", false},
		{"Gas talks", "Grand Assembly of States", false},
		{"GAS talks", "Grand Assembly of States", true},
	} {
		got := slices.ContainsFunc(Short(c.short), func(w string) bool { return slices.Contains(Initials(c.long), w) })
		if got != c.want {
			t.Errorf("%q is of %q: %v, want %v", c.short, c.long, got, c.want)
		}
	}
	if got := Short("G7 summit in USA2 and of UN"); got != nil {
		t.Errorf("short are %q", got)
	}
}

// TestProper: what an event is called of its own.
func TestProper(t *testing.T) {
	for name, want := range map[string][]string{
		"the Norland National Convention in Lausen": {"norland national convention"},
		"State of the Union":                        {"state of the union"},
		"formal talks":                              nil,
		"talks with Petra Vask":                     nil,
		"Lausen Forum":                              {"lausen forum"},
		"Gas Forum of late and Oil Week":            {"gas forum", "oil week"},
	} {
		if got := Proper(name, []string{"Petra Vask", "Lausen"}); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
