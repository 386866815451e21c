package syntax

import "readout/model"

// labelFeatures is the number of features of naming one relation.
const labelFeatures = 58

// labelRows computes the features of the relation of word d, whose tree is whole:
// d is the word, h its head, hh the head's head, l and r its outermost dependants,
// p and n the words before and after it, s the dependant of h before it and sl that
// one's relation.
func labelRows(r *[labelFeatures]uint32, st *state, d int) {
	words, pos := st.words, st.pos
	h := int(st.head[d])
	hh := st.head[h]
	p, n := d-1, d+1
	if n > st.n {
		n = 0
	}
	l, l2, rr, r2 := st.left[d], st.left2[d], st.right[d], st.right2[d]
	s := st.before[d]
	hl, hr := st.left[h], st.right[h]
	dir := model.Hash(1)
	if h < d {
		dir = 2
	}
	dist := distance(max(d-h, h-d))
	dw, hw, hhw, pw, nw := words[d].lower, words[h].lower, words[hh].lower, words[p].lower, words[n].lower
	lw, l2w, rw, sw, hlw := words[l].lower, words[l2].lower, words[rr].lower, words[s].lower, words[hl].lower
	dp, hp, hhp, pp, np := model.Hash(pos[d]), model.Hash(pos[h]), model.Hash(pos[hh]), model.Hash(pos[p]), model.Hash(pos[n])
	lp, l2p, rp, r2p := model.Hash(pos[l]), model.Hash(pos[l2]), model.Hash(pos[rr]), model.Hash(pos[r2])
	sp, hlp, hrp := model.Hash(pos[s]), model.Hash(pos[hl]), model.Hash(pos[hr])
	dg, hg, sg := model.Hash(st.group[d]), model.Hash(st.group[h]), model.Hash(st.group[s])
	dkin, hkin := words[d].kin, words[h].kin
	sl := model.Hash(st.label[s])
	dseen, hseen := model.Hash(st.seen[d]), model.Hash(st.seen[h])
	de, he := words[d].end3, words[h].end3
	dc, hc := words[d].class, words[h].class
	dsh, hsh := words[d].shape, words[h].shape
	r[0] = feature(0, dw.With(dir))
	r[1] = feature(1, dp|dir<<8)
	r[2] = feature(2, hw.With(dir))
	r[3] = feature(3, hp|dir<<8)
	r[4] = feature(4, dp|hp<<8|dir<<16)
	r[5] = feature(5, dw.With(hp|dir<<8))
	r[6] = feature(6, hw.With(dp|dir<<8))
	r[7] = feature(7, dw.With(hw).With(dir))
	r[8] = feature(8, dg|dp<<8)
	r[9] = feature(9, dg|hp<<8|dp<<16)
	r[10] = feature(10, dg|hw<<8)
	r[11] = feature(11, dg|dw<<8)
	r[12] = feature(12, dp|hp<<8|dist<<16)
	r[13] = feature(13, de.With(dir))
	r[14] = feature(14, he.With(dir))
	r[15] = feature(15, de.With(hp|dg<<8))
	r[16] = feature(16, he.With(dp|dg<<8))
	r[17] = feature(17, lw.With(dg))
	r[18] = feature(18, lp|dg<<8|dp<<16)
	r[19] = feature(19, lw.With(dp|hp<<8|dir<<16))
	r[20] = feature(20, lw.With(hw))
	r[21] = feature(21, lw.With(dw))
	r[22] = feature(22, l2p|lp<<8|dp<<16|dg<<24)
	r[23] = feature(23, l2w.With(dg|dp<<8))
	r[24] = feature(24, rw.With(dg))
	r[25] = feature(25, rp|dg<<8|dp<<16)
	r[26] = feature(26, r2p|rp<<8|dp<<16)
	r[27] = feature(27, dseen|dp<<16|dg<<24)
	r[28] = feature(28, hseen|hp<<16|dg<<24)
	r[29] = feature(29, hseen|dp<<16|dg<<24|dseen<<32)
	r[30] = feature(30, hseen|hw<<16|dg<<8)
	r[31] = feature(31, dseen|hseen<<16|dp<<32|hp<<40)
	r[32] = feature(32, pp|dp<<8|np<<16)
	r[33] = feature(33, pw.With(dg))
	r[34] = feature(34, nw.With(dg))
	r[35] = feature(35, pp|dg<<8|dp<<16)
	r[36] = feature(36, np|dg<<8|dp<<16)
	r[37] = feature(37, hhp|hp<<8|dp<<16|dg<<24)
	r[38] = feature(38, hhp|hg<<8|hp<<16|dp<<24|dg<<32)
	r[39] = feature(39, hhw.With(dg|dp<<8))
	r[40] = feature(40, sp|sg<<8|dp<<16|dg<<24|hp<<32)
	r[41] = feature(41, sw.With(dg|dp<<8))
	r[42] = feature(42, sl|dg<<8|dp<<16)
	r[43] = feature(43, sl|dg<<8|hw<<16)
	r[44] = feature(44, hlw.With(dg|dp<<8))
	r[45] = feature(45, hlp|hp<<8|dp<<16|dg<<24)
	r[46] = feature(46, hrp|hp<<8|dp<<16|dg<<24)
	r[47] = feature(47, dc.With(hp|dg<<8))
	r[48] = feature(48, dc.With(hc).With(dir))
	r[49] = feature(49, dsh|dg<<16|hp<<24)
	r[50] = feature(50, dw.With(lw).With(hp))
	r[51] = feature(51, dsh|hsh<<12|dg<<24|dist<<32)
	r[52] = feature(52, hw.With(sg|dg<<8))
	r[53] = feature(53, dkin|hkin<<8|dg<<16)
	r[54] = feature(54, dkin|dp<<8|dg<<16|hp<<24)
	r[55] = feature(55, hkin|dg<<8|dp<<16)
	r[56] = feature(56, words[l].kin|dg<<8|dkin<<16)
	r[57] = feature(57, words[l].lower.With(hkin|dg<<8))
}
