package syntax

import "readout/model"

// Numbers of features of one move, of either half of the model.
const (
	wideFeatures = 92
	deepFeatures = 62
)

// facts is what features of a move are made of. s0 to s2 are the words on the stack
// from its top, n0 to n3 the next words; h is a head, l and r are outermost dependants,
// l2 and r2 those inside them; w is a word, p its tags, g its group, e its ending, c its
// cluster, vl and vr the number of its dependants, seen their groups.
type facts struct {
	n0lw, n0w, n1w, n2w, s0hw, s0lw, s0rw, s0w, s1w                                       model.Hash
	n0wp, n1wp, s0wp                                                                      model.Hash
	n0l2p, n0lp, n0p, n1p, n2p, n3p, s0h2p, s0hp, s0l2p, s0lp, s0p, s0r2p, s0rp, s1p, s2p model.Hash
	n0c, n1c, s0c, s0hc, s0rc, s1c                                                        model.Hash
	n0lg, s0g, s0lg, s0rg                                                                 model.Hash
	n0e, n0seen, n0shape, n0vl, s0e, s0seen, s0shape, s0vl, s0vr                          model.Hash
	s0headed, dist, before, after                                                         model.Hash
}

// read collects the facts of a state.
func (f *facts) read(st *state) {
	words, pos := st.words, st.pos
	depth := len(st.stack)
	s0, s1, s2 := st.stack[depth-1], st.stack[depth-2], st.stack[depth-3]
	n0 := int32(st.next)
	n1, n2, n3 := st.ahead(1), st.ahead(2), st.ahead(3)
	s0h, s0l, s0r, n0l := st.head[s0], st.left[s0], st.right[s0], st.left[n0]
	s0h2, s0l2, s0r2, n0l2 := st.head[s0h], st.left2[s0], st.right2[s0], st.left2[n0]
	f.n0lw = words[n0l].lower
	f.n0w = words[n0].lower
	f.n1w = words[n1].lower
	f.n2w = words[n2].lower
	f.s0hw = words[s0h].lower
	f.s0lw = words[s0l].lower
	f.s0rw = words[s0r].lower
	f.s0w = words[s0].lower
	f.s1w = words[s1].lower
	f.n0l2p = model.Hash(pos[n0l2])
	f.n0lp = model.Hash(pos[n0l])
	f.n0p = model.Hash(pos[n0])
	f.n1p = model.Hash(pos[n1])
	f.n2p = model.Hash(pos[n2])
	f.n3p = model.Hash(pos[n3])
	f.s0h2p = model.Hash(pos[s0h2])
	f.s0hp = model.Hash(pos[s0h])
	f.s0l2p = model.Hash(pos[s0l2])
	f.s0lp = model.Hash(pos[s0l])
	f.s0p = model.Hash(pos[s0])
	f.s0r2p = model.Hash(pos[s0r2])
	f.s0rp = model.Hash(pos[s0r])
	f.s1p = model.Hash(pos[s1])
	f.s2p = model.Hash(pos[s2])
	f.n0wp = words[n0].lower + model.Hash(pos[n0])
	f.n1wp = words[n1].lower + model.Hash(pos[n1])
	f.s0wp = words[s0].lower + model.Hash(pos[s0])
	f.n0c = words[n0].kin
	f.n1c = words[n1].kin
	f.s0c = words[s0].kin
	f.s0hc = words[s0h].kin
	f.s0rc = words[s0r].kin
	f.s1c = words[s1].kin
	f.n0lg = model.Hash(st.group[n0l])
	f.s0g = model.Hash(st.group[s0])
	f.s0lg = model.Hash(st.group[s0l])
	f.s0rg = model.Hash(st.group[s0r])
	f.s0e, f.n0e = words[s0].end3, words[n0].end3
	f.s0shape, f.n0shape = words[s0].shape, words[n0].shape
	f.s0vl, f.s0vr, f.n0vl = model.Hash(min(st.lefts[s0], 4)), model.Hash(min(st.rights[s0], 4)), model.Hash(min(st.lefts[n0], 4))
	f.s0seen, f.n0seen = model.Hash(st.seen[s0]), model.Hash(st.seen[n0])
	f.s0headed = 0
	if s0h != 0 {
		f.s0headed = 1
	}
	f.dist = distance(int(n0 - s0))
	// The words just inside the two ends of the gap between top and next.
	f.after, f.before = model.Hash(pos[s0+1]), model.Hash(pos[n0-1])
}

// wide computes the features of the linear half: what two to five facts say
// together (Zhang and Nivre 2011, and some of ours).
func (f *facts) wide(r *[wideFeatures]uint32) {
	r[0] = feature(0, f.s0w)
	r[1] = feature(1, f.s0p)
	r[2] = feature(2, f.s0wp)
	r[3] = feature(3, f.n0w)
	r[4] = feature(4, f.n0p)
	r[5] = feature(5, f.n0wp)
	r[6] = feature(6, f.n1w)
	r[7] = feature(7, f.n1p)
	r[8] = feature(8, f.n1wp)
	r[9] = feature(9, f.n2w)
	r[10] = feature(10, f.n2p)
	r[11] = feature(11, f.s1w)
	r[12] = feature(12, f.s1p)
	r[13] = feature(13, f.s0wp.With(f.n0wp))
	r[14] = feature(14, f.s0wp.With(f.n0w))
	r[15] = feature(15, f.s0w.With(f.n0wp))
	r[16] = feature(16, f.s0wp.With(f.n0p))
	r[17] = feature(17, f.n0wp.With(f.s0p))
	r[18] = feature(18, f.s0w.With(f.n0w))
	r[19] = feature(19, f.s0p|f.n0p<<8)
	r[20] = feature(20, f.n0p|f.n1p<<8)
	r[21] = feature(21, f.n0w.With(f.n1p))
	r[22] = feature(22, f.n0p|f.n1p<<8|f.n2p<<16)
	r[23] = feature(23, f.s0p|f.n0p<<8|f.n1p<<16)
	r[24] = feature(24, f.s0hp|f.s0p<<8|f.n0p<<16)
	r[25] = feature(25, f.s0p|f.s0lp<<8|f.n0p<<16)
	r[26] = feature(26, f.s0p|f.s0rp<<8|f.n0p<<16)
	r[27] = feature(27, f.s0p|f.n0p<<8|f.n0lp<<16)
	r[28] = feature(28, f.s1p|f.s0p<<8|f.n0p<<16)
	r[29] = feature(29, f.s0p|f.n0p<<8|f.n1p<<16|f.n2p<<24)
	r[30] = feature(30, f.s1p|f.s0p<<8|f.n0p<<16|f.n1p<<24)
	r[31] = feature(31, f.s0w.With(f.n0p|f.n1p<<8))
	r[32] = feature(32, f.n0w.With(f.s0p|f.n1p<<8))
	r[33] = feature(33, f.s0w.With(f.dist))
	r[34] = feature(34, f.s0p|f.dist<<8)
	r[35] = feature(35, f.n0w.With(f.dist))
	r[36] = feature(36, f.n0p|f.dist<<8)
	r[37] = feature(37, f.s0w.With(f.n0w).With(f.dist))
	r[38] = feature(38, f.s0p|f.n0p<<8|f.dist<<16)
	r[39] = feature(39, f.s0w.With(f.s0vr))
	r[40] = feature(40, f.s0p|f.s0vr<<8)
	r[41] = feature(41, f.s0w.With(f.s0vl))
	r[42] = feature(42, f.s0p|f.s0vl<<8)
	r[43] = feature(43, f.n0w.With(f.n0vl))
	r[44] = feature(44, f.n0p|f.n0vl<<8)
	r[45] = feature(45, f.s0hw)
	r[46] = feature(46, f.s0hp|f.s0g<<8)
	r[47] = feature(47, f.s0g|f.s0p<<8|f.n0p<<16)
	r[48] = feature(48, f.s0lw)
	r[49] = feature(49, f.s0lp|f.s0lg<<8)
	r[50] = feature(50, f.s0rw)
	r[51] = feature(51, f.s0rp|f.s0rg<<8)
	r[52] = feature(52, f.n0lw)
	r[53] = feature(53, f.n0lp|f.n0lg<<8)
	r[54] = feature(54, f.s0h2p|f.s0hp<<8|f.s0p<<16)
	r[55] = feature(55, f.s0p|f.s0lp<<8|f.s0l2p<<16)
	r[56] = feature(56, f.s0p|f.s0rp<<8|f.s0r2p<<16)
	r[57] = feature(57, f.n0p|f.n0lp<<8|f.n0l2p<<16)
	r[58] = feature(58, f.s0w.With(f.s0seen))
	r[59] = feature(59, f.s0p|f.s0seen<<8)
	r[60] = feature(60, f.n0w.With(f.n0seen))
	r[61] = feature(61, f.n0p|f.n0seen<<8)
	r[62] = feature(62, f.s0p|f.s0seen<<8|f.n0p<<24|f.n0seen<<32)
	r[63] = feature(63, f.s0rw.With(f.n0w))
	r[64] = feature(64, f.s0w.With(f.s0rw).With(f.n0p))
	r[65] = feature(65, f.s0p|f.s0rg<<8|f.n0p<<16)
	r[66] = feature(66, f.s0rp|f.n0p<<8|f.s0p<<16|f.n1p<<24)
	r[67] = feature(67, f.s0p|f.n0p<<8|f.before<<16)
	r[68] = feature(68, f.s0p|f.n0p<<8|f.after<<16)
	r[69] = feature(69, f.s0p|f.n0p<<8|f.before<<16|f.after<<24)
	r[70] = feature(70, f.s0e.With(f.n0e))
	r[71] = feature(71, f.s0e|f.n0p<<40)
	r[72] = feature(72, f.n0e|f.s0p<<40)
	r[73] = feature(73, f.s0p|f.n0p<<8|f.s0headed<<16)
	r[74] = feature(74, f.s0hw.With(f.n0w))
	r[75] = feature(75, f.s0hp|f.n0p<<8|f.s0p<<16|f.n1p<<24)
	r[76] = feature(76, f.s0hw.With(f.n0p))
	r[77] = feature(77, f.s1w.With(f.n0p))
	r[78] = feature(78, f.s1p|f.n0p<<8)
	r[79] = feature(79, f.s1w.With(f.n0w))
	r[80] = feature(80, f.n0w.With(f.n1w))
	r[81] = feature(81, f.s0p|f.n0p<<8|f.n0vl<<16|f.s0seen<<24)
	r[82] = feature(82, f.s0w.With(f.n0p).With(f.n0seen|f.s0seen<<16))
	r[83] = feature(83, f.s0p|f.n0p<<8|f.n1p<<16|f.n2p<<24|f.dist<<32)
	r[84] = feature(84, f.s0shape|f.n0shape<<12|f.s0p<<24|f.n0p<<32)
	r[85] = feature(85, f.s0c|f.n0p<<8|f.s0p<<16)
	r[86] = feature(86, f.n0c|f.s0p<<8|f.n0p<<16)
	r[87] = feature(87, f.s0c|f.n0c<<8)
	r[88] = feature(88, f.s0c|f.n0c<<8|f.s0p<<16|f.n0p<<24|f.dist<<32)
	r[89] = feature(89, f.s0c|f.n1c<<8|f.n0p<<16)
	r[90] = feature(90, f.s0rc|f.n0c<<8|f.s0p<<16)
	r[91] = feature(91, f.s1c|f.n0c<<8|f.s0p<<16)
}

// deep computes the features of the network, which combines facts by itself.
func (f *facts) deep(r *[deepFeatures]uint32) {
	r[0] = feature(0, f.s0w)
	r[1] = feature(1, f.n0w)
	r[2] = feature(2, f.n1w)
	r[3] = feature(3, f.n2w)
	r[4] = feature(4, f.s1w)
	r[5] = feature(5, f.s0hw)
	r[6] = feature(6, f.s0rw)
	r[7] = feature(7, f.s0lw)
	r[8] = feature(8, f.n0lw)
	r[9] = feature(9, f.s0wp)
	r[10] = feature(10, f.n0wp)
	r[11] = feature(11, f.s0p)
	r[12] = feature(12, f.n0p)
	r[13] = feature(13, f.n1p)
	r[14] = feature(14, f.n2p)
	r[15] = feature(15, f.n3p)
	r[16] = feature(16, f.s1p)
	r[17] = feature(17, f.s2p)
	r[18] = feature(18, f.s0hp)
	r[19] = feature(19, f.s0lp|f.s0lg<<8)
	r[20] = feature(20, f.s0rp|f.s0rg<<8)
	r[21] = feature(21, f.n0lp|f.n0lg<<8)
	r[22] = feature(22, f.s0l2p)
	r[23] = feature(23, f.s0r2p)
	r[24] = feature(24, f.n0l2p)
	r[25] = feature(25, f.s0h2p)
	r[26] = feature(26, f.s0c|f.s0p<<8)
	r[27] = feature(27, f.n0c|f.n0p<<8)
	r[28] = feature(28, f.n1c|f.n1p<<8)
	r[29] = feature(29, f.s1c|f.s1p<<8)
	r[30] = feature(30, f.s0hc|f.s0hp<<8)
	r[31] = feature(31, f.s0rc|f.s0rp<<8)
	r[32] = feature(32, f.s0g|f.s0p<<8)
	r[33] = feature(33, f.s0seen|f.s0p<<16)
	r[34] = feature(34, f.n0seen|f.n0p<<16)
	r[35] = feature(35, f.s0vr|f.s0p<<8)
	r[36] = feature(36, f.dist|f.s0p<<8|f.n0p<<16)
	r[37] = feature(37, f.s0e)
	r[38] = feature(38, f.n0e)
	r[39] = feature(39, f.before|f.n0p<<8)
	r[40] = feature(40, f.after|f.s0p<<8)
	r[41] = feature(41, f.s0p|f.n0p<<8)
	r[42] = feature(42, f.s0w.With(f.n0w))
	r[43] = feature(43, f.s0w.With(f.n0p))
	r[44] = feature(44, f.n0w.With(f.s0p))
	r[45] = feature(45, f.s0p|f.n0p<<8|f.n1p<<16)
	r[46] = feature(46, f.s1p|f.s0p<<8|f.n0p<<16)
	r[47] = feature(47, f.s0hp|f.s0p<<8|f.n0p<<16)
	r[48] = feature(48, f.n0p|f.n1p<<8|f.n2p<<16)
	r[49] = feature(49, f.s0c|f.n0c<<8|f.s0p<<16|f.n0p<<24)
	r[50] = feature(50, f.s0rw.With(f.n0w))
	r[51] = feature(51, f.s0p|f.s0rg<<8|f.n0p<<16|f.s0seen<<24)
	r[52] = feature(52, f.s0p|f.n0p<<8|f.before<<16|f.after<<24)
	r[53] = feature(53, f.s0shape)
	r[54] = feature(54, f.n0shape)
	r[55] = feature(55, f.s0p|f.n0p<<8|f.n1p<<16|f.n2p<<24)
	r[56] = feature(56, f.s0vl|f.s0p<<8)
	r[57] = feature(57, f.n0vl|f.n0p<<8)
	r[58] = feature(58, f.s0hw.With(f.n0w))
	r[59] = feature(59, f.s1w.With(f.n0w))
	r[60] = feature(60, f.s0p|f.s0rp<<8|f.n0p<<16)
	r[61] = feature(61, f.s0headed|f.s0p<<8|f.n0p<<16)
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
