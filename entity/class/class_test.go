package class

import "testing"

// TestRows: every class has a row of the tables, but those that the loader makes of others.
func TestRows(t *testing.T) {
	var all Set
	for name, c := range Rows() {
		if c == 0 {
			t.Errorf("row %q is of no class", name)
		}
		all |= c
	}
	for c := Leader; c <= Predicative; c <<= 1 {
		if all&c == 0 && c&Given == 0 && c != FamilyFirst {
			t.Errorf("no row of the tables gives class %b", c)
		}
	}
}

func TestGender(t *testing.T) {
	for _, c := range []struct {
		class Set
		want  byte
	}{{Kin | Male, 'm'}, {Voice | Female, 'f'}, {Office, 0}, {Male | Female, 0}} {
		if got := Gender(c.class); got != c.want {
			t.Errorf("the gender of %b is %q, want %q", c.class, got, c.want)
		}
	}
}
