package syntax

import "readout/doc"

// state is a sentence while its tree is being built: a stack of words that may
// still get dependants, and the words not yet reached.
//
// Shape: words are numbered from 1; 0 is no word, and everything known of it says
// so. All slices have n+1 places.
type state struct {
	n     int
	next  int // the first word not yet reached
	words []word
	tags  []tag   // what the numbers in pos stand for
	pos   []uint8 // tags

	stack        []int32
	head         []int32
	group        []uint8
	label        []uint8
	before, last []int32 // the dependant of the same head before a word; a head's last so far

	// What features ask of a word's dependants so far.
	left, left2, right, right2 []int32  // the outermost ones, and those inside them
	lefts, rights              []uint8  // how many
	seen                       []uint16 // their groups, a bit each
}

// reset makes room for a sentence of n words and forgets the one before. The
// caller fills words[1:] and pos[1:].
func (st *state) reset(n int) {
	st.n, st.next = n, 1
	st.words = grow(st.words, n+1)
	st.pos = grow(st.pos, n+1)
	st.head, st.group, st.label = grow(st.head, n+1), grow(st.group, n+1), grow(st.label, n+1)
	st.left, st.left2 = grow(st.left, n+1), grow(st.left2, n+1)
	st.right, st.right2 = grow(st.right, n+1), grow(st.right2, n+1)
	st.before, st.last = grow(st.before, n+1), grow(st.last, n+1)
	st.lefts, st.rights, st.seen = grow(st.lefts, n+1), grow(st.rights, n+1), grow(st.seen, n+1)
	st.stack = append(st.stack[:0], 0, 0, 0)
	st.words[0], st.pos[0] = outside, noTag
	clear(st.head)
	clear(st.group)
	clear(st.label)
	st.label[0] = noLabel
	clear(st.left)
	clear(st.left2)
	clear(st.right)
	clear(st.right2)
	clear(st.lefts)
	clear(st.rights)
	clear(st.seen)
	clear(st.before)
	clear(st.last)
}

// grow gives a slice of n elements, of the old memory where it is large enough.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// done tells whether every word has been reached.
func (st *state) done() bool { return st.next > st.n }

// top is the word on the stack's top, or 0: three zeros lie below it.
func (st *state) top() int32 { return st.stack[len(st.stack)-1] }

// ahead is the word k places after the next one, or 0.
func (st *state) ahead(k int) int {
	if st.next+k > st.n {
		return 0
	}
	return st.next + k
}

// may tells whether the kinds of move are possible: an arc to the left needs a top
// without a head, a reduction one with a head.
func (st *state) may() (arc, left, pop bool) {
	top := st.top()
	if top == 0 {
		return false, false, false
	}
	headed := st.head[top] != 0
	return true, !headed, headed
}

// bestMove is the possible move that scores highest.
func (st *state) bestMove(scores *[moves]float32) int {
	arc, left, pop := st.may()
	at := shift
	if !arc {
		return at
	}
	if pop && scores[reduce] > scores[at] {
		at = reduce
	}
	if left {
		for m := leftArc; m < rightArc; m++ {
			if scores[m] > scores[at] {
				at = m
			}
		}
	}
	for m := rightArc; m < moves; m++ {
		if scores[m] > scores[at] {
			at = m
		}
	}
	return at
}

// leads tells whether a move leads all other possible ones by so much that the wide
// half of the model may decide alone.
func (st *state) leads(scores *[moves]float32, move int) bool {
	need := scores[move] - clearLead
	arc, left, pop := st.may()
	ok := move == shift || scores[shift] <= need
	ok = ok && (!pop || move == reduce || scores[reduce] <= need)
	for m := leftArc; ok && left && m < rightArc; m++ {
		ok = m == move || scores[m] <= need
	}
	for m := rightArc; ok && arc && m < moves; m++ {
		ok = m == move || scores[m] <= need
	}
	return ok
}

// apply makes a possible move.
func (st *state) apply(move int) {
	switch {
	case move == shift:
		st.stack = append(st.stack, int32(st.next))
		st.next++
	case move == reduce:
		st.stack = st.stack[:len(st.stack)-1]
	case move < rightArc:
		st.attach(int(st.top()), st.next, groupOfMove(move))
		st.stack = st.stack[:len(st.stack)-1]
	default:
		st.attach(st.next, int(st.top()), groupOfMove(move))
		st.stack = append(st.stack, int32(st.next))
		st.next++
	}
}

// groupOfMove is the group of an arc's move: they stand in one order.
func groupOfMove(move int) uint8 { return uint8(move-leftArc) + leftSubject }

// attach makes word w a dependant of head.
func (st *state) attach(w, head int, group uint8) {
	st.head[w], st.group[w] = int32(head), group
	st.seen[head] |= 1 << group
	if w < head {
		if st.left[head] == 0 || int32(w) < st.left[head] {
			st.left2[head], st.left[head] = st.left[head], int32(w)
		}
		if st.lefts[head] < 255 {
			st.lefts[head]++
		}
		return
	}
	if int32(w) > st.right[head] {
		st.right2[head], st.right[head] = st.right[head], int32(w)
	}
	if st.rights[head] < 255 {
		st.rights[head]++
	}
}

// finish leaves one root: the first word without a head that is no punctuation
// takes the others as its dependants.
func (st *state) finish() {
	root := 0
	for i := 1; i <= st.n; i++ {
		if st.head[i] == 0 && (root == 0 || st.punct(root) && !st.punct(i)) {
			root = i
		}
	}
	for i := 1; i <= st.n; i++ {
		if st.head[i] == 0 && i != root {
			group := rightOther
			if i < root {
				group = leftOther
			}
			st.attach(i, root, group)
		}
	}
}

// follow notes that word w comes after its head's other dependants so far.
func (st *state) follow(w int) {
	h := st.head[w]
	st.before[w], st.last[h] = st.last[h], int32(w)
}

// punct tells whether a word is a punctuation mark.
func (st *state) punct(w int) bool { return st.tags[st.pos[w]].upos == doc.PUNCT }
