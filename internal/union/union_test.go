package union

import (
	"slices"
	"testing"
)

// TestGroups: the sets do not depend on the order of joins.
func TestGroups(t *testing.T) {
	want := [][]int{{0, 2, 5}, {1}, {3, 4}}
	pairs := [][]int{{0, 2}, {5, 2}, {4, 3}}
	for range pairs {
		u := New(6)
		for _, p := range pairs {
			u.Join(p[0], p[1])
		}
		if got := u.Groups(); !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%v gives %v, want %v", pairs, got, want)
		}
		if u.Find(5) != 0 || u.Find(4) != 3 {
			t.Errorf("leaders of 5 and 4: %d and %d, want the smallest member", u.Find(5), u.Find(4))
		}
		pairs = append(pairs[1:], pairs[0])
	}
}
