package cli

import "testing"

// TestDays: what is not known leaves no gap.
func TestDays(t *testing.T) {
	for _, c := range []struct{ first, last, want string }{
		{"2031-03-01", "2031-03-07", "2031-03-01 to 2031-03-07"}, {"2031-03-01", "2031-03-01", "2031-03-01"},
		{"", "2031-03-07", "2031-03-07"}, {"2031-03-01", "", "2031-03-01"}, {"", "", ""},
	} {
		if got := Days(c.first, c.last); got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.first, c.last, got, c.want)
		}
	}
	if got := Joined("Ana Vell", "", "Post", ""); got != "Ana Vell · Post" {
		t.Errorf("joined: %q", got)
	}
}
