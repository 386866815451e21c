package wording

import "testing"

// TestNominal: a name that begins with a verb becomes a noun phrase if what follows allows it.
func TestNominal(t *testing.T) {
	for name, want := range map[string]string{
		"signed a joint declaration": "signing of a joint declaration",
		"sign":                       "signing",
		"Arrive in Lausen":           "arrival in Lausen",
		"arrived":                    "arrival",
		"met Orr":                    "meeting with Orr",
		"meets with Ana Vell":        "meeting with Ana Vell",
		"visited Lausen":             "visit to Lausen",
		"testified before the panel": "testimony before the panel",
		"met again":                  "met again",
		"arrive Lausen":              "arrive Lausen",
		"signed quickly":             "signed quickly",
		"Ana Vell signed the treaty": "Ana Vell's signing of the treaty",
		"Vell arrived in Lausen":     "Vell's arrival in Lausen",
		"Vell resigned":              "Vell's resignation",
		"Vell will resign":           "Vell will resign",
		"Vell met again":             "Vell met again",
		"voters met in Lausen":       "voters met in Lausen",
		"Vell voted and signed":      "Vell voted and signed",
		"visit to Lausen":            "visit to Lausen",
		"launch":                     "launch",
		"meeting in Lausen":          "meeting in Lausen",
		"":                           "",
	} {
		if got := Nominal(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// TestUsual: an event has the name given most often of those with the noun that most reports use.
func TestUsual(t *testing.T) {
	for want, names := range map[string][]string{
		"summit in Lausen": {"meeting", "meeting", "summit in Lausen", "summit in Lausen", "Lausen summit"},
		"meeting":          {"meeting", "meeting", "meeting", "summit in Lausen", "Lausen summit"},
		"talks":            {"talks"},
		"":                 nil,
	} {
		if got := Usual(names); got != want {
			t.Errorf("%q: %q, want %q", names, got, want)
		}
	}
}

// TestInside: the text of a declaration is not the declaration.
func TestInside(t *testing.T) {
	for name, want := range map[string]bool{"The text": true, "one page": true, "joint declaration": false, "": false} {
		if got := Inside(name); got != want {
			t.Errorf("%q: %v, want %v", name, got, want)
		}
	}
}
