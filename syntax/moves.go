package syntax

import "readout/model"

// moveFeatures is the number of features of one move.
const moveFeatures = 86

// moveRows computes the features of the next move: the templates of Zhang and
// Nivre 2011 and some of ours. s0 is the stack's top, s1 the word below it, n0 to
// n2 the next words; h is a head, l and r are outermost dependants, l2 and r2 those
// inside them; w is a word, p its tags, g its group, e its ending.
func moveRows(r *[moveFeatures]uint32, st *state) {
	s0, s1 := st.top(), st.stack[len(st.stack)-2]
	n0 := st.next
	n1, n2 := n0+1, n0+2
	if n1 > st.n {
		n1 = 0
	}
	if n2 > st.n {
		n2 = 0
	}
	s0h, s0l, s0r, n0l := st.head[s0], st.left[s0], st.right[s0], st.left[n0]
	words, pos := st.words, st.pos
	s0w, n0w, n1w, n2w, s1w := words[s0].lower, words[n0].lower, words[n1].lower, words[n2].lower, words[s1].lower
	s0p, n0p, n1p, n2p, s1p := model.Hash(pos[s0]), model.Hash(pos[n0]), model.Hash(pos[n1]), model.Hash(pos[n2]), model.Hash(pos[s1])
	s0wp, n0wp, n1wp := s0w+s0p, n0w+n0p, n1w+n1p
	s0hw, s0lw, s0rw, n0lw := words[s0h].lower, words[s0l].lower, words[s0r].lower, words[n0l].lower
	s0hp, s0lp, s0rp, n0lp := model.Hash(pos[s0h]), model.Hash(pos[s0l]), model.Hash(pos[s0r]), model.Hash(pos[n0l])
	s0h2p, s0l2p := model.Hash(pos[st.head[s0h]]), model.Hash(pos[st.left2[s0]])
	s0r2p, n0l2p := model.Hash(pos[st.right2[s0]]), model.Hash(pos[st.left2[n0]])
	s0g, s0lg, s0rg, n0lg := model.Hash(st.group[s0]), model.Hash(st.group[s0l]), model.Hash(st.group[s0r]), model.Hash(st.group[n0l])
	s0vl, s0vr, n0vl := model.Hash(min(st.lefts[s0], 4)), model.Hash(min(st.rights[s0], 4)), model.Hash(min(st.lefts[n0], 4))
	s0seen, n0seen := model.Hash(st.seen[s0]), model.Hash(st.seen[n0])
	s0e, n0e := words[s0].end3, words[n0].end3
	s0c, n0c := words[s0].class, words[n0].class
	s0shape, n0shape := words[s0].shape, words[n0].shape
	dist := distance(n0 - int(s0))
	// The words just inside the two ends of the gap between top and next.
	after, before := model.Hash(pos[s0+1]), model.Hash(pos[n0-1])
	s0headed := model.Hash(0)
	if s0h != 0 {
		s0headed = 1
	}
	r[0] = feature(0, s0w)
	r[1] = feature(1, s0p)
	r[2] = feature(2, s0wp)
	r[3] = feature(3, n0w)
	r[4] = feature(4, n0p)
	r[5] = feature(5, n0wp)
	r[6] = feature(6, n1w)
	r[7] = feature(7, n1p)
	r[8] = feature(8, n1wp)
	r[9] = feature(9, n2w)
	r[10] = feature(10, n2p)
	r[11] = feature(11, s1w)
	r[12] = feature(12, s1p)
	r[13] = feature(13, s0wp.With(n0wp))
	r[14] = feature(14, s0wp.With(n0w))
	r[15] = feature(15, s0w.With(n0wp))
	r[16] = feature(16, s0wp.With(n0p))
	r[17] = feature(17, n0wp.With(s0p))
	r[18] = feature(18, s0w.With(n0w))
	r[19] = feature(19, s0p|n0p<<8)
	r[20] = feature(20, n0p|n1p<<8)
	r[21] = feature(21, n0w.With(n1p))
	r[22] = feature(22, n0p|n1p<<8|n2p<<16)
	r[23] = feature(23, s0p|n0p<<8|n1p<<16)
	r[24] = feature(24, s0hp|s0p<<8|n0p<<16)
	r[25] = feature(25, s0p|s0lp<<8|n0p<<16)
	r[26] = feature(26, s0p|s0rp<<8|n0p<<16)
	r[27] = feature(27, s0p|n0p<<8|n0lp<<16)
	r[28] = feature(28, s1p|s0p<<8|n0p<<16)
	r[29] = feature(29, s0p|n0p<<8|n1p<<16|n2p<<24)
	r[30] = feature(30, s1p|s0p<<8|n0p<<16|n1p<<24)
	r[31] = feature(31, s0w.With(n0p|n1p<<8))
	r[32] = feature(32, n0w.With(s0p|n1p<<8))
	r[33] = feature(33, s0w.With(dist))
	r[34] = feature(34, s0p|dist<<8)
	r[35] = feature(35, n0w.With(dist))
	r[36] = feature(36, n0p|dist<<8)
	r[37] = feature(37, s0w.With(n0w).With(dist))
	r[38] = feature(38, s0p|n0p<<8|dist<<16)
	r[39] = feature(39, s0w.With(s0vr))
	r[40] = feature(40, s0p|s0vr<<8)
	r[41] = feature(41, s0w.With(s0vl))
	r[42] = feature(42, s0p|s0vl<<8)
	r[43] = feature(43, n0w.With(n0vl))
	r[44] = feature(44, n0p|n0vl<<8)
	r[45] = feature(45, s0hw)
	r[46] = feature(46, s0hp|s0g<<8)
	r[47] = feature(47, s0g|s0p<<8|n0p<<16)
	r[48] = feature(48, s0lw)
	r[49] = feature(49, s0lp|s0lg<<8)
	r[50] = feature(50, s0rw)
	r[51] = feature(51, s0rp|s0rg<<8)
	r[52] = feature(52, n0lw)
	r[53] = feature(53, n0lp|n0lg<<8)
	r[54] = feature(54, s0h2p|s0hp<<8|s0p<<16)
	r[55] = feature(55, s0p|s0lp<<8|s0l2p<<16)
	r[56] = feature(56, s0p|s0rp<<8|s0r2p<<16)
	r[57] = feature(57, n0p|n0lp<<8|n0l2p<<16)
	r[58] = feature(58, s0w.With(s0seen))
	r[59] = feature(59, s0p|s0seen<<8)
	r[60] = feature(60, n0w.With(n0seen))
	r[61] = feature(61, n0p|n0seen<<8)
	r[62] = feature(62, s0p|s0seen<<8|n0p<<24|n0seen<<32)
	r[63] = feature(63, s0rw.With(n0w))
	r[64] = feature(64, s0w.With(s0rw).With(n0p))
	r[65] = feature(65, s0p|s0rg<<8|n0p<<16)
	r[66] = feature(66, s0rp|n0p<<8|s0p<<16|n1p<<24)
	r[67] = feature(67, s0p|n0p<<8|before<<16)
	r[68] = feature(68, s0p|n0p<<8|after<<16)
	r[69] = feature(69, s0p|n0p<<8|before<<16|after<<24)
	r[70] = feature(70, s0e.With(n0e))
	r[71] = feature(71, s0e|n0p<<40)
	r[72] = feature(72, n0e|s0p<<40)
	r[73] = feature(73, s0p|n0p<<8|s0headed<<16)
	r[74] = feature(74, s0c.With(n0c))
	r[75] = feature(75, s0hw.With(n0w))
	r[76] = feature(76, s0hp|n0p<<8|s0p<<16|n1p<<24)
	r[77] = feature(77, s0hw.With(n0p))
	r[78] = feature(78, s1w.With(n0p))
	r[79] = feature(79, s1p|n0p<<8)
	r[80] = feature(80, s1w.With(n0w))
	r[81] = feature(81, n0w.With(n1w))
	r[82] = feature(82, s0p|n0p<<8|n0vl<<16|s0seen<<24)
	r[83] = feature(83, s0w.With(n0p).With(n0seen|s0seen<<16))
	r[84] = feature(84, s0p|n0p<<8|n1p<<16|n2p<<24|dist<<32)
	r[85] = feature(85, s0shape|n0shape<<12|s0p<<24|n0p<<32)
}

// distance puts the number of words between two into one of seven classes.
func distance(n int) model.Hash {
	switch {
	case n < 5:
		return model.Hash(n)
	case n < 8:
		return 5
	case n < 14:
		return 6
	}
	return 7
}
