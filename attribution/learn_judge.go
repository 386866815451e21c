package attribution

// judge appends the features by which the last judge weighs a whole attribution:
// how sure each model was, how far ahead of its second choice, and how the parts
// lie.
func (f *finder) judge(a *found, features []uint32) []uint32 {
	src, con := f.ranked[sourceRole], f.ranked[contentRole]
	second := func(o []option) float32 {
		if len(o) < 2 {
			return 0
		}
		return o[1].probability
	}
	x := &f.content
	var jointCue float32
	for i := a.cue.first; i < a.cue.end; i++ {
		jointCue = max(jointCue, f.m.joint[i*jointLabels+jointCueBegin]+f.m.joint[i*jointLabels+jointCueInside])
	}
	c := fine(a.cue.score)
	j := fine(jointCue)
	s, z := fine(src[0].probability), fine(con[0].probability)
	s2, z2 := level(second(src)), level(second(con))
	none := uint32(0)
	if a.source.none() {
		none = 1
	}
	mean, least := f.m.over(contentRole, a.content)
	length := step(a.content.last - a.content.first)
	quotes := uint32(f.tok[a.content.first].mark)<<4 | uint32(f.tok[a.content.last].mark)
	if a.content.first > 0 {
		quotes |= uint32(f.tok[a.content.first-1].mark) << 8
	}
	side := uint32(0)
	if a.content.last < a.cue.first {
		side = 1
	} else if a.content.first < a.cue.first {
		side = 2
	}
	if !a.source.none() && a.source.last < a.cue.first {
		side |= 4
	}
	inside := level(f.m.cuesIn(a.content, a.cue))
	// how much of the joint model's content mass the cue stands in
	held := level(f.m.content(a.cue.first))
	hints := uint32(f.rule.hints[a.cue.head])
	entry := f.rule.entry[a.cue.head]
	agreed := uint32(0)
	if rs, sure, known := f.rule.span(&f.view, a.cue, sourceRole); known {
		agreed = 1
		if sure {
			agreed = 2
		}
		if rs == a.source {
			agreed |= 4
		}
		if rc, _, _ := f.rule.span(&f.view, a.cue, contentRole); agree(rc, a.content) {
			agreed |= 8
		}
	}
	return append(features,
		mix(427, agreed), mix(428, mix(agreed, c)), mix(429, mix(agreed, x.lex)), mix(430, mix(hints, agreed)), mix(431, entry), mix(432, mix(entry, mix(c, x.pattern))),
		mix(401, none), mix(402, c), mix(403, mix(s, none)), mix(404, z), mix(405, j),
		mix(406, mix(c, mix(s, z))), mix(407, mix(c, z)), mix(408, mix(c, mix(s, none))), mix(409, mix(s, z)), mix(410, mix(c, j)),
		mix(411, mix(s2, z2)), mix(412, mix(z, z2)), mix(413, mix(s, s2)),
		mix(414, x.lex), mix(415, mix(x.lex, level(a.cue.score))), mix(416, x.pattern), mix(417, mix(x.beside, c)),
		mix(418, mix(fine(mean), fine(least))), mix(419, mix(quotes, side)), mix(420, mix(quotes, mix(side, z))),
		mix(421, mix(length, side)), mix(422, mix(inside, length)), mix(423, mix(inside, c)), mix(424, mix(held, c)),
		mix(425, mix(side, mix(none, x.beside))), mix(426, mix(mix(held, inside), mix(c, z))),
	)
}

// fine is level with twice as many steps.
func fine(p float32) uint32 {
	switch {
	case p < 0.05:
		return 0
	case p < 0.1:
		return 1
	case p < 0.9:
		return 2 + uint32(p*20)
	case p < 0.95:
		return 30
	case p < 0.98:
		return 31
	case p < 0.99:
		return 32
	}
	return 33
}
