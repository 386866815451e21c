// Package union implements disjoint sets.
//
// It takes pairs of elements that belong together and returns the sets. It refuses nothing.
//
// The one idea: the representative of a set is its smallest element, so the sets do not depend
// on the order of joins.
package union

// Sets are disjoint sets over 0..n-1.
type Sets []int

// New returns n sets of one element each.
func New(n int) Sets {
	u := make(Sets, n)
	for i := range u {
		u[i] = i
	}
	return u
}

// Find returns the representative of the set of i.
func (u Sets) Find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

// Join merges the sets of i and j.
func (u Sets) Join(i, j int) {
	i, j = u.Find(i), u.Find(j)
	if i < j {
		u[j] = i
	} else {
		u[i] = j
	}
}

// Groups returns the sets, each in ascending order, ordered by representative.
func (u Sets) Groups() [][]int {
	at := map[int]int{}
	var out [][]int
	for i := range u {
		lead := u.Find(i)
		k, ok := at[lead]
		if !ok {
			k = len(out)
			at[lead] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}
