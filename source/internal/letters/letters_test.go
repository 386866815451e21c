package letters

import "testing"

// TestSame compares titles, ignoring case, punctuation and white space.
func TestSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Harbour vote put off", "HARBOUR VOTE PUT OFF", true},
		{"Harbour vote put off", "Harbour vote put off until June", false},
		{"Harbour vote put off until June", "Harbour vote put off", false},
		{"“Harbour” vote: put off…", "Harbour vote put off", true},
		{"  Harbour vote\n", "Harbour vote.", true},
		{"Stage 1 opens", "Stage 2 opens", false},
		{"Stage 1 opens", "Stage one opens", false},
		{"Ærø ferry", "ærø FERRY", true},
		{"Ærø ferry", "Årø ferry", false},
		{"Переговоры идут", "ПЕРЕГОВОРЫ идут.", true},
		{"Мир", "Кот", false},
		{"会談は来月", "会談は、来月。", true},
		{"会談は来月", "会議は来月", false},
		{"Ærø ferry", "Ærø, ferry", true},
		{"Part P", "Part 0", false}, // 'P' and '0' differ in the case bit alone
		{"", "", false},
		{"…", "—", false},
		{"", "Harbour", false},
	} {
		if got := Same([]byte(c.a), c.b); got != c.want {
			t.Errorf("Same(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

// TestShared checks that the fraction is of the shorter text's words in either order.
func TestShared(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"Harbour vote put off", "Council: harbour vote put off again", 1},
		{"Harbour vote put off", "Harbour vote won, fishermen say", 0.5},
		{"Harbour\u00a0vote", "vote—harbour", 1},
		{"Harbour vote", "Ferry fares", 0},
		{"", "Harbour vote", 0},
		{"Stage 2", "Stage 1 of many", 0.5},
	} {
		if got := Shared(c.a, c.b); got != c.want {
			t.Errorf("Shared(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
		if got := Shared(c.b, c.a); got != c.want {
			t.Errorf("Shared(%q, %q) = %v, want %v", c.b, c.a, got, c.want)
		}
	}
}

func TestLetters(t *testing.T) {
	for r, want := range map[rune]bool{
		0xa0: true, 0x85: true, 0x2000: true, 0x200a: true, 0x3000: true,
		'x': false, 0x1fff: false, 0x200b: false, 0x2010: false, // a break of no width, a hyphen
	} {
		if IsBlank(r) != want {
			t.Errorf("IsBlank(%U) = %v", r, !want)
		}
	}
	for b, want := range map[byte][2]bool{
		'a': {true, false}, 'Z': {true, false}, '@': {false, false}, '[': {false, false}, '`': {false, false},
		'{': {false, false}, '0': {false, true}, '9': {false, true}, '/': {false, false}, ':': {false, false},
	} {
		if got := [2]bool{IsLetter(b), IsDigit(b)}; got != want {
			t.Errorf("%q: letter and digit are %v, want %v", b, got, want)
		}
	}
	if got := Collapse(" The\tquay \n stays  "); got != "The quay stays" {
		t.Errorf("collapsed to %q", got)
	}
}
