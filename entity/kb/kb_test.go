package kb

import (
	"slices"
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
		raw, err := tables.ReadFile(table + ".tsv")
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
			case "places":
				if !slices.Contains(strings.Fields("city region state continent water mountains adjective person-like"), f[1]) {
					t.Errorf("places.tsv:%d: no sort %q", i+1, f[1])
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
	k := Builtin()
	for spelling, want := range map[string]Entry{
		"US":          {Name: "United States", Sort: Country, Country: "US"},
		"U.S.":        {Name: "United States", Sort: Country, Country: "US"},
		"Danes":       {Name: "Denmark", Sort: Nationals, Country: "DK"},
		"Russians":    {Name: "Russia", Sort: Nationals, Country: "RU"},
		"French":      {Name: "France", Sort: Adjective, Country: "FR"},
		"Moscow":      {Name: "Moscow", Sort: Capital, Country: "RU"},
		"Kremlin":     {Name: "Kremlin", Sort: Seat, Country: "RU"},
		"NATO":        {Name: "North Atlantic Treaty Organization", Sort: Body},
		"The Hague":   {Name: "The Hague", Sort: Capital, Country: "NL"},
		"European":    {Name: "Europe", Sort: Adjective},
		"Deir al-Zor": {Name: "Deir al-Zor", Sort: Place, Country: "SY"},
	} {
		got := k.Spelt(spelling)
		if got == nil {
			t.Errorf("%q is in no table", spelling)
			continue
		}
		if got.Name != want.Name || got.Sort != want.Sort || got.Country != want.Country {
			t.Errorf("%q is %+v, want %+v", spelling, *got, want)
		}
	}
	if k.Spelt("us") != nil {
		t.Error("the pronoun is the country")
	}
	for word, want := range map[string]class.Set{"spokeswoman": class.Voice | class.Female,
		"ministers": class.Office | class.Plural,
		"olga":      class.GivenFemale, "lindsey": class.GivenMale | class.GivenFemale} {
		if got := k.Look(word).Class; got&want != want {
			t.Errorf("class of %q is %b, want %b in it", word, got, want)
		}
	}
	if h := k.Look("spokeswoman").Head; h != "spokesman" {
		t.Errorf("a spokeswoman is filed under %q", h)
	}
}

// TestWords asks what descriptions may mean, and which place a word is the adjective of.
func TestWords(t *testing.T) {
	k := Builtin()
	if !k.MayMean("leader", "president") || k.MayMean("president", "spokesman") {
		t.Error("a leader may be a president, and a president is no spokesman")
	}
	if !k.Ordinary("veteran") || k.Ordinary("foreign") {
		t.Error("many are veterans, and a foreign minister is not the others")
	}
	for _, c := range []struct{ word, place string }{{"karvonian", "karvonia"}, {"karvonians", "karvonia"},
		{"sulmiran", "sulmira"}} {
		if got := k.DerivedFrom(c.word); !slices.Contains(got, c.place) {
			t.Errorf("%q is of one of %v, not of %q", c.word, got, c.place)
		}
	}
	if at, ok := k.OfCountry("DK"); !ok || k.Entry(at).Name != "Denmark" {
		t.Errorf("DK is entry %d, %v", at, ok)
	}
	if !k.Writing("notice") || !k.Writing("subheadline") || k.Writing("minister") || k.Writing("mascot") {
		t.Error("what is written are notices and subheadlines, not ministers")
	}
	if k.Find("zzyzx") != 0 || k.Word(k.Find("minister")).Text != "minister" {
		t.Error("a word is found under another's index")
	}
}
