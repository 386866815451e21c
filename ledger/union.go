package ledger

// union is a set of disjoint sets over 0..n-1. The leader of a set is its smallest
// member, so that it does not depend on the order of joins.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u union) join(i, j int) {
	i, j = u.find(i), u.find(j)
	if i < j {
		u[j] = i
	} else {
		u[i] = j
	}
}

// groups are the sets, each in ascending order, in the order of their leaders.
func (u union) groups() [][]int {
	at := map[int]int{}
	var out [][]int
	for i := range u {
		lead := u.find(i)
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
