package article

import "testing"

// TestSpan checks the half-open comparisons at their boundaries.
func TestSpan(t *testing.T) {
	sp := Span{Start: 2, End: 5}
	for _, c := range []struct {
		o                  Span
		contains, overlaps bool
	}{
		{Span{Start: 2, End: 5}, true, true}, {Span{Start: 3, End: 4}, true, true}, {Span{Start: 1, End: 3}, false, true},
		{Span{Start: 0, End: 2}, false, false}, {Span{Start: 5, End: 6}, false, false}, {Span{Start: 4, End: 6}, false, true},
	} {
		if sp.Contains(c.o) != c.contains || sp.Overlaps(c.o) != c.overlaps || c.o.Overlaps(sp) != c.overlaps {
			t.Errorf("%v and %v", sp, c.o)
		}
	}
	if sp.Len() != 3 || sp.Empty() || !(Span{Start: 4, End: 4}).Empty() {
		t.Error("Len or Empty")
	}
}

// TestHashIsOfTheText checks that the hash covers the text's bytes and nothing else.
func TestHashIsOfTheText(t *testing.T) {
	a, b := Article{Text: "abc", ID: "1"}, Article{Text: "abc", ID: "2"}
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // FIPS 180-4, first example
	if a.SHA256() != abc || b.SHA256() != abc {
		t.Errorf("%s, %s", a.SHA256(), b.SHA256())
	}
	if a.Cut(Span{Start: 1, End: 3}) != "bc" {
		t.Error("Cut")
	}
}
