package syntax

// oracle knows what each move costs: how many arcs of the gold tree can no longer
// be built after it. Source: Goldberg and Nivre 2012, arc-eager.
//
// Shape: head and group are the gold tree's, numbered as in state; the root's head is 0.
type oracle struct {
	head  []int32
	group []uint8
}

// set reads the gold tree of a sentence.
func (o *oracle) set(t *Tree) {
	n := len(t.Words)
	o.head, o.group = grow(o.head, n+1), grow(o.group, n+1)
	for i, w := range t.Words {
		o.head[i+1] = w.Head + 1
		o.group[i+1] = groupOf(w.Rel, int(w.Head) > i)
	}
}

// costs are those of shift, reduce and an arc to either side.
type costs struct{ shift, reduce, left, right int }

// costs counts what the moves would lose. Moves that are not possible have a cost too.
func (o *oracle) costs(st *state) costs {
	var c costs
	s, b := st.top(), int32(st.next)
	// The next word, once shifted or attached, finds no head and no dependants among
	// the words on the stack.
	for _, k := range st.stack {
		if k == 0 {
			continue
		}
		if o.head[b] == k {
			c.shift++
			if k != s {
				c.right++
			}
		}
		if o.head[k] == b && st.head[k] == 0 {
			c.shift++
			c.right++
		}
	}
	if h := o.head[b]; h == 0 || h > b {
		c.right++
	}
	// The top, once it is off the stack, finds no head and no dependants among the
	// words to come.
	for k := b; k <= int32(st.n); k++ {
		if o.head[k] == s {
			c.reduce++
			c.left++
		}
	}
	if s != 0 {
		if h := o.head[s]; h == 0 || h > b {
			c.left++
		}
	}
	return c
}

// good marks the moves that lose least, of those that are possible. An arc that is
// in the gold tree has one group; one that only costs nothing may have any.
func (o *oracle) good(st *state, good, possible *[moves]bool) {
	arc, left, pop := st.may()
	c := o.costs(st)
	least := c.shift
	if pop {
		least = min(least, c.reduce)
	}
	if left {
		least = min(least, c.left)
	}
	if arc {
		least = min(least, c.right)
	}
	s, b := int(st.top()), st.next
	for m := range moves {
		switch {
		case m == shift:
			possible[m], good[m] = true, c.shift == least
		case m == reduce:
			possible[m], good[m] = pop, c.reduce == least
		case m < rightArc:
			possible[m], good[m] = left, c.left == least && o.allows(s, b, groupOfMove(m))
		default:
			possible[m], good[m] = arc, c.right == least && o.allows(b, s, groupOfMove(m))
		}
		good[m] = good[m] && possible[m]
	}
}

// allows tells whether an arc may have a group: one of the gold tree has its own.
func (o *oracle) allows(w, head int, group uint8) bool {
	return int(o.head[w]) != head || o.group[w] == group
}
