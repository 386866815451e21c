package store

import (
	"errors"
	"strings"
	"testing"
)

func (m Match) dump() string {
	switch m.Op {
	case Everything:
		return "*"
	case Find:
		s := strings.Join(m.Phrase, "+")
		if m.Prefix {
			s += "*"
		}
		return s
	case Not:
		return "-" + m.Args[0].dump()
	}
	var parts []string
	for _, a := range m.Args {
		parts = append(parts, a.dump())
	}
	return "(" + strings.Join(parts, map[Op]string{And: " & ", Or: " | "}[m.Op]) + ")"
}

func TestParseMatch(t *testing.T) {
	for in, want := range map[string]string{
		"":                               "*",
		"sanctions":                      "sanctions",
		"gas transit":                    "(gas & transit)",
		`"gas transit" OR sanc*`:         "(gas+transit | sanc*)",
		"U.S. jean-pierre":               "(u+s & jean+pierre)",
		"gas NOT (price OR cost)":        "(gas & -(price | cost))",
		"a AND b OR c":                   "((a & b) | c)",
		"((a b) c)":                      "(a & b & c)",
		"a (b (c d)) OR (e OR (f OR g))": "((a & b & c & d) | e | f | g)",
		"shouldn’t":                      "shouldnt",
		"“gas transit” Müller":           "(gas+transit & muller)",
		"ORDER NOTHING ANDREI":           "(order & nothing & andrei)",
		"NOT price gas":                  "(-price & gas)",
		"--- !!! a":                      "a",
		"gas AND NOT price":              "(gas & -price)",
		"gas – transit & \U0001f642":     "(gas & transit)",
		"gas (NOT price) NOT cost":       "(gas & -price & -cost)",
		`"OR" "and" or`:                  "(or & and & or)",
		`"gas tran"*`:                    "gas+tran*",
		"  ":                             "*",
	} {
		m, err := ParseMatch(in)
		if err != nil {
			t.Errorf("%q: %v", in, err)
			continue
		}
		if got := m.dump(); got != want {
			t.Errorf("%.40q: got %s, want %s", in, got, want)
		}
	}
}

// TestParseMatchRefuses: errors have a position; nothing is repaired silently, and a search
// without a word does not match everything.
func TestParseMatchRefuses(t *testing.T) {
	for _, c := range []struct {
		in   string
		at   int
		text string
	}{
		{"NOT price", 1, "only what must not be found"},
		{"gas OR NOT price", 1, "only what must not be found"},
		{"(NOT a)", 1, "only what must not be found"},
		{"gas NOT (NOT price)", 5, "NOT within this NOT"},
		{"\U0001f642", 1, "no word"},
		{"*", 1, "no word"},
		{"-", 1, "no word"},
		{`""`, 1, "no word"},
		{"()", 1, "no word"},
		{"AND", 1, "no word before AND"},
		{"gas OR", 5, "no word after OR"},
		{"gas OR * OR oil", 5, "no word after OR"},
		{"gas AND OR oil", 5, "no word after AND"},
		{"gas NOT -", 5, "no word after NOT"},
		{"gas (OR oil)", 6, "no word before OR"},
		{`“gas” "price`, 7, "not closed"},
		{"é “gas", 3, "not closed"},
		{"a AND (b", 7, "not closed"},
		{"((a) b", 1, "not closed"},
		{"a) b", 2, "closes none"},
		{strings.Repeat("(a OR ", 40) + "b" + strings.Repeat(")", 40), 61, "brackets within brackets"},
		{strings.Repeat("(", 900), 11, "brackets within brackets"},
		{strings.Repeat("x ", 101), 201, "more than 100 words"},
		{`a "` + strings.Repeat("x ", 100) + `"`, 3, "more than 100 words"},
		{strings.Repeat("x* ", 11), 31, "star"},
		{strings.Repeat("\xa9", MaxSearch+1), MaxSearch + 1, "longer than"},
		{strings.Repeat("é", MaxSearch+1), MaxSearch + 1, "longer than"},
	} {
		m, err := ParseMatch(c.in)
		var fault *SearchError
		switch {
		case err == nil:
			t.Errorf("%.40q: parsed to %s, want an error", c.in, m.dump())
		case !errors.As(err, &fault):
			t.Errorf("%.40q: %v is no SearchError", c.in, err)
		case fault.At != c.at || !strings.Contains(fault.Text, c.text):
			t.Errorf("%.40q: %v, want %q at %d", c.in, err, c.text, c.at)
		}
	}
}

// depth returns how deeply operations are nested.
func (m Match) depth() int {
	d := 0
	for _, a := range m.Args {
		d = max(d, a.depth())
	}
	return d + 1
}

func FuzzParseMatch(f *testing.F) {
	f.Add(`a "b c" OR (d NOT e*)`)
	f.Add("a) NOT (NOT b) AND")
	f.Fuzz(func(t *testing.T, s string) {
		m, err := ParseMatch(s)
		if err == nil && (!m.positive() || m.Op == Everything && strings.TrimSpace(s) != "" || m.depth() > 3*maxDepth) {
			t.Errorf("%q parsed to %s", s, m.dump())
		}
	})
}

func TestWords(t *testing.T) {
	for in, want := range map[string]string{
		"The U.S. won’t — it's 3.5%": "the u s wont its 3 5",
		"Sergei's 'quoted' word":     "sergeis quoted word",
		"Çelik, ŁÓDŹ; Straße":        "celik lodz strasse",
		"Путин":                      "путин",
		"  ":                         "",
		"cafe\u0301":                 "cafe",
	} {
		if got := Words(in); got != want {
			t.Errorf("Words(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDays(t *testing.T) {
	for in, want := range map[string]string{"2024-03-28": "2024-03-28", "2024-03-28T23:30:00-08:00": "2024-03-28",
		"2024-03": "2024-03-01", "2024": "2024-01-01", "": "", "soon": "", "1800-01-01": "1800-01-01"} {
		if got := DayOf(in).String(); got != want {
			t.Errorf("DayOf(%q) = %q, want %q", in, got, want)
		}
	}
	id := NewVersionID(DayOf("2024-03-28"), 5).Row(9)
	if back, err := ParseStatementID(id.String()); err != nil || back != id || id.N() != 9 ||
		id.Version().Day().String() != "2024-03-28" {
		t.Errorf("id %v comes back as %v (%v)", id, back, err)
	}
}

func TestStandsAt(t *testing.T) {
	v := Version{Since: "2024-03-14T12:40:00Z", Until: "2024-03-14T16:05:00Z"}
	for asOf, want := range map[string]bool{"2024-03-13": false, "2024-03-14": false, "2024-03-14T13:00:00Z": true,
		"2024-03-14T12:40:00Z": true, "2024-03-14T16:05:00Z": false, "": false, "2024": false} {
		if got := v.StandsAt(asOf); got != want {
			t.Errorf("StandsAt(%q) = %v", asOf, got)
		}
	}
}
