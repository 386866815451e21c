package stream

import "testing"

// TestStanding: where and when a thing was to be that was called off is not called off
// itself, and what is said before a value is not said after it.
func TestStanding(t *testing.T) {
	for want, x := range map[string][3]string{
		"28 March 2024, planned":   {"date", "planned", "28 March 2024"},
		"16 May 2024, cancelled":   {"date", "cancelled", "16 May 2024"},
		"was to be Corn Exchange":  {"venue", "cancelled", "Corn Exchange"},
		"was to be Hallowby":       {"place", "postponed", "Hallowby"},
		"so it was":                {"format", "held", ""},
		"it was Lakeside Hall":     {"venue", "held", "Lakeside Hall"},
		"cancelled":                {"press conference", "cancelled", ""},
		"Lakeside Hall, ruled out": {"venue", "ruled out", "Lakeside Hall"},
	} {
		if got := Standing(x[0], x[1], x[2]); got != want {
			t.Errorf("%q: %q, want %q", x, got, want)
		}
	}
}

// TestBecame: a card of a plan says what became of it, and nothing where nothing did.
func TestBecame(t *testing.T) {
	for want, p := range map[string]Plan{
		"":                     {Status: "planned", Time: "2024-05-23", Now: "2024-05-23"},
		"moved to 6 June 2024": {Status: "planned", Time: "2024-05-23", Now: "2024-06-06"},
		"set for 23 May 2024":  {Status: "planned", Time: "2024-W21", Now: "2024-05-23"},
		"called off":           {Status: "cancelled", Time: "2024-05-23", Now: "2024-05-23"},
		"put off":              {Status: "postponed", Time: "2024-05-23", Now: "2024-05-23"},
		"held on 21 May 2024":  {Status: "held", Time: "2024-05-14", Now: "2024-05-21"},
	} {
		if got := p.Became(); got != want {
			t.Errorf("%+v: %q, want %q", p, got, want)
		}
	}
}
