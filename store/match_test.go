package store

import (
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
		"":                                "*",
		"sanctions":                       "sanctions",
		"gas transit":                     "(gas & transit)",
		`"gas transit" OR sanc*`:          "(gas+transit | sanc*)",
		"U.S. jean-pierre":                "(u+s & jean+pierre)",
		"gas NOT (price OR cost)":         "(gas & -(price | cost))",
		"a AND b OR c":                    "((a & b) | c)",
		`"never closed`:                   "never+closed",
		"((a b":                           "(a & b)",
		"a) b":                            "(a & b)",
		"shouldn’t":                       "shouldnt",
		"“gas transit” Müller":            "(gas+transit & muller)",
		"ORDER NOTHING ANDREI":            "(order & nothing & andrei)",
		"NOT price gas":                   "(-price & gas)",
		"--- !!! a":                       "a",
		"gas AND NOT price":               "(gas & -price)",
		strings.Repeat("(", 1000) + "a b": "(a & b)",
		`"gas tran"*`:                     "gas+tran*",
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
	for _, in := range []string{"NOT price", "gas OR NOT price", "(NOT a)"} {
		if m, err := ParseMatch(in); err == nil {
			t.Errorf("%q: parsed to %s, want an error", in, m.dump())
		}
	}
}

func FuzzParseMatch(f *testing.F) {
	f.Add(`a "b c" OR (d NOT e*)`)
	f.Fuzz(func(t *testing.T, s string) {
		m, err := ParseMatch(s)
		if err == nil && !m.positive() {
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
	for in, want := range map[string]string{"2024-03-28": "2024-03-28", "2024-03-28T23:30:00-08:00": "2024-03-28", "2024-03": "2024-03-01", "2024": "2024-01-01", "": "", "soon": "", "1800-01-01": "1800-01-01"} {
		if got := DayOf(in).String(); got != want {
			t.Errorf("DayOf(%q) = %q, want %q", in, got, want)
		}
	}
	id := NewVersionID(DayOf("2024-03-28"), 5).Row(9)
	if back, err := ParseStatementID(id.String()); err != nil || back != id || id.N() != 9 || id.Version().Day().String() != "2024-03-28" {
		t.Errorf("id %v comes back as %v (%v)", id, back, err)
	}
}

func TestStandsAt(t *testing.T) {
	v := Version{Since: "2024-03-14T12:40:00Z", Until: "2024-03-14T16:05:00Z"}
	for asOf, want := range map[string]bool{"2024-03-13": false, "2024-03-14": false, "2024-03-14T13:00:00Z": true, "2024-03-14T12:40:00Z": true, "2024-03-14T16:05:00Z": false, "": false, "2024": false} {
		if got := v.StandsAt(asOf); got != want {
			t.Errorf("StandsAt(%q) = %v", asOf, got)
		}
	}
}
