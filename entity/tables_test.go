package entity

import (
	"strings"
	"testing"

	"readout/doc"
	"readout/entity/class"
)

// TestTables holds the built-in tables to their form: every line has its fields,
// every class is known, every code is two capitals.
func TestTables(t *testing.T) {
	fields := map[string]int{"countries": 6, "seats": 5, "places": 3, "organizations": 3, "words": 2, "given": 2,
		"heads": 3, "grammar": 2}
	for table, n := range fields {
		raw, err := tables.ReadFile("kb/" + table + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		if raw[0] != '#' {
			t.Errorf("%s.tsv does not begin with its source", table)
		}
		for i, line := range strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n") {
			if line == "" || line[0] == '#' {
				continue
			}
			f := strings.Split(line, "\t")
			if len(f) < n {
				t.Errorf("%s.tsv:%d has %d fields, want %d: %q", table, i+1, len(f), n, line)
				continue
			}
			switch table {
			case "words":
				if _, ok := class.Rows()[f[0]]; !ok {
					t.Errorf("words.tsv:%d: no class %q", i+1, f[0])
				}
			case "countries":
				if len(f[0]) != 2 || strings.ToUpper(f[0]) != f[0] {
					t.Errorf("countries.tsv:%d: %q is no country code", i+1, f[0])
				}
			case "seats":
				if k := doc.EntityKind(f[2]); k != doc.Organization && k != doc.Place && k != doc.Facility {
					t.Errorf("seats.tsv:%d: no kind %q", i+1, f[2])
				}
			}
		}
	}
}

// TestTablesAnswer asks the tables what readers ask them.
func TestTablesAnswer(t *testing.T) {
	k := builtin()
	for spelling, want := range map[string]entry{
		"US":          {name: "United States", sort: country, country: "US"},
		"U.S.":        {name: "United States", sort: country, country: "US"},
		"Danes":       {name: "Denmark", sort: nationals, country: "DK"},
		"Russians":    {name: "Russia", sort: nationals, country: "RU"},
		"French":      {name: "France", sort: adjective, country: "FR"},
		"Moscow":      {name: "Moscow", sort: capital, country: "RU"},
		"Kremlin":     {name: "Kremlin", sort: seat, country: "RU"},
		"NATO":        {name: "North Atlantic Treaty Organization", sort: body},
		"The Hague":   {name: "The Hague", sort: capital, country: "NL"},
		"European":    {name: "Europe", sort: adjective},
		"Deir al-Zor": {name: "Deir al-Zor", sort: place, country: "SY"},
	} {
		got := k.spelt(spelling)
		if got == nil {
			t.Errorf("%q is in no table", spelling)
			continue
		}
		if got.name != want.name || got.sort != want.sort || got.country != want.country {
			t.Errorf("%q is %+v, want %+v", spelling, *got, want)
		}
	}
	if k.spelt("us") != nil {
		t.Error("the pronoun is the country")
	}
	for word, want := range map[string]class.Set{"spokeswoman": class.Voice | class.Female,
		"ministers": class.Office | class.Plural,
		"olga":      class.GivenFemale} {
		if got := k.look(word).class; got&want != want {
			t.Errorf("class of %q is %b, want %b in it", word, got, want)
		}
	}
	if h := k.look("spokeswoman").head; h != "spokesman" {
		t.Errorf("a spokeswoman is filed under %q", h)
	}
}
