package attribution

import "readout/doc"

// hint is what the rules make of a token: bits of hintCue and so on. The models
// learn how far to trust each.
type hint uint16

const (
	hintCue hint = 1 << iota
	hintCueBegin
	hintSource
	hintSourceBegin
	hintSourceEnd
	hintContent
	hintContentBegin
	hintContentEnd
	hintSure // of a rule that is right two times in three
)

// ruled is the rules' answer in the form the features ask for.
type ruled struct {
	hints []hint   // for each token
	entry []uint32 // class of the cue entry a token's form belongs to, or 0
	best  []int32  // for each token of a cue: the best candidate for it, or -1
	cands []Candidate
}

// read fills the hints from the rules' candidates. It must come before they are
// decided between, which cuts them.
func (h *ruled) read(r *reading, d *doc.Doc) {
	n := len(d.Tokens)
	h.hints, h.entry, h.best = grow(h.hints, n), grow(h.entry, n), grow(h.best, n)
	for i := range n {
		h.hints[i], h.best[i] = 0, -1
		h.entry[i] = 0
		if e := r.lex.words[d.LowerForm(i)]; len(e.forms) > 0 {
			h.entry[i] = e.forms[len(e.forms)-1].entry.hash()
		}
	}
	h.cands = r.cands
	for k := range r.cands {
		c := &r.cands[k]
		h.mark(c.At, hintCue, hintCueBegin, 0)
		for i := c.At.first; i < c.At.end; i++ {
			if b := h.best[i]; b < 0 || r.cands[b].Score < c.Score {
				h.best[i] = int32(k)
			}
		}
	}
	// only the best candidate of a cue speaks for its source and content
	for k := range r.cands {
		c := &r.cands[k]
		if h.best[c.At.first] != int32(k) {
			continue
		}
		if c.Score >= 2.0/3 {
			for i := c.At.first; i < c.At.end; i++ {
				h.hints[i] |= hintSure
			}
		}
		h.mark(c.Source, hintSource, hintSourceBegin, hintSourceEnd)
		for _, t := range c.Content {
			h.mark(t, hintContent, hintContentBegin, hintContentEnd)
		}
	}
}

func (h *ruled) mark(t tokenRange, all, begin, end hint) {
	if t.empty() {
		return
	}
	for i := t.first; i < t.end; i++ {
		h.hints[i] |= all
	}
	h.hints[t.first] |= begin
	h.hints[t.end-1] |= end
}

// hash is a class of cue entries: what they take and what attitude they show,
// not which word they are.
func (e *cueEntry) hash() uint32 {
	return mix(uint32(e.part)+1, mix(uint32(e.frames), hashString(e.attitude)))
}

// span is where the best rule for a cue puts a role, as words, or none.
func (h *ruled) span(v *view, c cue, r role) (s wordSpan, sure bool, known bool) {
	s = noSpan
	b := h.best[c.head]
	if b < 0 {
		b = h.best[c.first]
	}
	if b < 0 {
		return s, false, false
	}
	cand := &h.cands[b]
	put := func(t tokenRange) {
		for i := int32(t.first); i < int32(t.end); i++ {
			if v.tok[i].word {
				if s.none() {
					s.first = i
				}
				s.last = i
			}
		}
	}
	if r == sourceRole {
		put(cand.Source)
	} else {
		for _, t := range cand.Content {
			put(t)
		}
	}
	return s, cand.Score >= 2.0/3, true
}
