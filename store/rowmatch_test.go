package store

import "testing"

func TestRowMatcher(t *testing.T) {
	row := " gas transit will be discussed " + TagTerm("act", "promise") + " " + AgentTerm(7) + " "
	for text, want := range map[string]bool{
		"gas": true, "ga": false, "ga*": true, `"gas transit"`: true, `"transit gas"`: false, `"gas tran"*`: true,
		"gas water": false, "gas OR water": true, "gas NOT water": true, "gas NOT transit": false,
		"gas NOT (water OR transit)": false,
		`"discussed act"`:            false,
	} {
		m, err := ParseMatch(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := NewRowMatcher(&Filter{Match: m}, CutTerm).Fits(row); got != want {
			t.Errorf("%s fits: %v, want %v", text, got, want)
		}
	}
	for name, c := range map[string]struct {
		f    Filter
		want bool
	}{
		"act":          {Filter{Acts: []string{"deny", "promise"}}, true},
		"another act":  {Filter{Acts: []string{"deny"}}, false},
		"agent":        {Filter{Agents: []uint64{7}}, true},
		"longer agent": {Filter{Agents: []uint64{7 * 36}}, false},
		"both":         {Filter{Acts: []string{"promise"}, Agents: []uint64{8}}, false},
		"everything":   {Filter{}, true},
	} {
		if got := NewRowMatcher(&c.f, CutTerm).Fits(row); got != c.want {
			t.Errorf("%s fits: %v, want %v", name, got, c.want)
		}
	}
}

func TestRowMatcherPhrases(t *testing.T) {
	m, err := ParseMatch(`"gas transit" water ("one two" OR three) "four five"* NOT "six seven"`)
	if err != nil {
		t.Fatal(err)
	}
	got := NewRowMatcher(&Filter{Match: m}, CutTerm).Phrases()
	if len(got) != 2 || got[0] != " gas transit " || got[1] != " four five" {
		t.Errorf("phrases: %q", got)
	}
}
