package daynames

import "testing"

// TestTable: twelve months and seven days, each with one whole name.
func TestTable(t *testing.T) {
	for _, c := range []struct {
		what string
		full map[string]int
		want int
	}{{"months", months.full, 12}, {"days", days.full, 7}} {
		numbers := map[int]bool{}
		for _, n := range c.full {
			numbers[n] = true
		}
		for n := range c.want {
			if !numbers[n+1] {
				t.Errorf("none of the %s is the %d.", c.what, n+1)
			}
		}
		if len(c.full) != c.want {
			t.Errorf("there are %d names of %s", len(c.full), c.what)
		}
	}
}

// TestNames: where a month has to stand a shorter form will do; in running text "mar" is
// none, and "sat" sat.
func TestNames(t *testing.T) {
	for word, want := range map[string]int{"January": 1, "jan": 1, "JAN.": 1, "sept": 9, "Sep": 9, "May": 5, "mar": 3,
		"marc": 0, "": 0, "monday": 0} {
		if got := Month(word); got != want {
			t.Errorf("Month(%q) is %d, want %d", word, got, want)
		}
	}
	for word, want := range map[string]int{"Monday": 1, "SUNDAY": 7, "mon.": 0, "march": 0} {
		if got := Weekday(word); got != want {
			t.Errorf("Weekday(%q) is %d, want %d", word, got, want)
		}
	}
	for word, want := range map[string]bool{"march": true, "mar.": true, "mar": false, "sep": false, "sept": true} {
		if got := Months()[word] > 0; got != want {
			t.Errorf("%q in running text is a month: %v", word, got)
		}
	}
	for word, want := range map[string]bool{"sunday": true, "sat.": true, "sat": false, "sun": false} {
		if got := Weekdays()[word] > 0; got != want {
			t.Errorf("%q in running text is a day: %v", word, got)
		}
	}
	for word, want := range map[string]bool{"sat": true, "jul": true, "sept": true, "jan.": false, "noon": false} {
		if InDate(word) != want {
			t.Errorf("%q is part of a date: %v", word, !want)
		}
	}
}

// TestRead: a line of another kind, without a name or without a number names nothing.
func TestRead(t *testing.T) {
	n := read("month\t1\tjanuary\tjan.\nday\t1\tmonday\nmonth\ttwo\tfebruary\nmonth\t3\n", "month")
	if len(n.full) != 1 || n.full["january"] != 1 || n.any["jan"] != 1 {
		t.Errorf("%+v", n)
	}
}
