package wording

import "testing"

// TestTimeless: what is true only on the day of a report is no part of a name, what is part of one stays.
func TestTimeless(t *testing.T) {
	for name, want := range map[string]string{
		"vote next week": "vote", "meet later this week": "meet", "today’s talks": "talks", "week's debates": "debates",
		"visit tomorrow": "visit", "hearing Wednesday": "hearing", "Monday evening's results": "results",
		"Tuesday’s vote": "vote", "hearing on Friday": "hearing",
		"Super Tuesday": "Super Tuesday", "fiscal year": "fiscal year", "Thursday": "Thursday", "night": "night",
		"Friday meeting": "Friday meeting", "tomorrow": "tomorrow", "": "",
	} {
		if got := Timeless(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// TestUnquoted: a mark without its fellow goes, a pair stays.
func TestUnquoted(t *testing.T) {
	for name, want := range map[string]string{
		"\"frank talks": "frank talks", "self-rule\" vote": "self-rule vote", "“frank talks": "frank talks",
		"“frank” talks": "“frank” talks", "\"frank\" talks": "\"frank\" talks", "talks": "talks",
	} {
		if got := Unquoted(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// TestWholeName: a name that breaks off after one of two sides is that of the meeting alone.
func TestWholeName(t *testing.T) {
	for name, want := range map[string]string{
		"first meeting between Presidents Ana Vell of Norland": "first meeting",
		"talks between Norland":                                "talks",
		"first meeting between Presidents Ana Vell of Norland and Bo Harm of Sund": "" +
			"first meeting between Presidents Ana Vell of Norland and Bo Harm of Sund",
		"first meeting between the two leaders": "first meeting between the two leaders",
		"talks between the two Norlands":        "talks between the two Norlands",
		"talks between officials":               "talks between officials",
		"the summit":                            "the summit",
	} {
		if got := whole(name); got != want {
			t.Errorf("%q is called %q, want %q", name, got, want)
		}
	}
}

// TestName: all that makes a name fit to stand alone is done, one after another.
func TestName(t *testing.T) {
	for name, want := range map[string]string{
		"\"signed a declaration tomorrow":             "signing of a declaration",
		"today's talks between Presidents of Norland": "talks",
		"hearing": "hearing",
	} {
		if got := Name(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
