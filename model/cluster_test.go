package model

import (
	"slices"
	"testing"
)

func TestClusterSortsByCompany(t *testing.T) {
	// 0 the, 1 a; 2 dog, 3 cat, 4 horse; 5 barks, 6 sleeps, 7 runs
	var text [][]int32
	for i := range int32(60) {
		text = append(text, []int32{i % 2, 2 + i%3, 5 + (i/3)%3})
	}
	class := Cluster(text, 8, 3, 10)
	for _, group := range [][]int{{0, 1}, {2, 3, 4}, {5, 6, 7}} {
		for _, w := range group {
			if class[w] != class[group[0]] {
				t.Errorf("word %d is not in the class of word %d: %v", w, group[0], class)
			}
		}
	}
	if class[0] == class[2] || class[2] == class[5] || class[0] == class[5] {
		t.Errorf("words of different company share a class: %v", class)
	}
	if again := Cluster(text, 8, 3, 10); !slices.Equal(class, again) {
		t.Errorf("a second run gave %v, not %v", again, class)
	}
}
