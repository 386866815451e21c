// Package union joins things into disjoint sets.
//
// In come pairs that belong together; out go the sets. It refuses nothing.
//
// The one idea: the leader of a set is its smallest member, so that the sets do not depend
// on the order of joins.
package union

// Sets are disjoint sets over 0..n-1.
type Sets []int

// New makes n sets of one member each.
func New(n int) Sets {
	u := make(Sets, n)
	for i := range u {
		u[i] = i
	}
	return u
}

// Find returns the leader of the set that i is in.
func (u Sets) Find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

// Join makes one set of those that i and j are in.
func (u Sets) Join(i, j int) {
	i, j = u.Find(i), u.Find(j)
	if i < j {
		u[j] = i
	} else {
		u[i] = j
	}
}

// Groups returns the sets, each in ascending order, in the order of their leaders.
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
