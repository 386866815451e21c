package dossier

import (
	"errors"
	"slices"
	"sync"
	"testing"
)

// TestInParts: all of a list is done, in at most so many parts, and no error or panic of one is lost.
func TestInParts(t *testing.T) {
	for _, n := range []int{0, 1, minPart, minPart + 1, 1000} {
		list := make([]int, n)
		for i := range list {
			list[i] = i
		}
		var mu sync.Mutex
		var got []int
		most := 0
		err := inParts(list, func(part int, of []int) error {
			mu.Lock()
			defer mu.Unlock()
			got, most = append(got, of...), max(most, part+1)
			return nil
		})
		slices.Sort(got)
		if err != nil || !slices.Equal(got, list) || most > maxParts {
			t.Errorf("of %d in %d parts: %v, %v", n, most, got, err)
		}
	}
	bad := errors.New("bad")
	if err := inParts(make([]int, 1000), func(part int, _ []int) error {
		if part == 2 {
			return bad
		}
		return nil
	}); !errors.Is(err, bad) {
		t.Errorf("the error of one part: %v", err)
	}
	defer func() {
		if p := recover(); p != "odd" {
			t.Errorf("the panic of one part: %v", p)
		}
	}()
	_ = inParts(make([]int, 1000), func(part int, _ []int) error {
		if part == 1 {
			panic("odd")
		}
		return nil
	})
}
