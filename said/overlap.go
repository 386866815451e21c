package said

import (
	"cmp"
	"slices"

	"readout/doc"
)

// settle shapes what was found and keeps what fits together: the surest first, each
// later one cut to what is free, or dropped.
func settle(d *doc.Doc, all []found) []found {
	for i := range all {
		f := &all[i]
		carve(d, f)
		trimContent(d, f)
		f.score = f.evidence.score(d, f)
	}
	all = slices.DeleteFunc(all, func(f found) bool { return f.score < threshold || len(f.content) == 0 || claimsClosed(d, &f) })
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(b.score, a.score) })
	var kept []found
	for _, f := range all {
		if fit(d, &f, kept) {
			kept = append(kept, f)
		}
	}
	slices.SortStableFunc(kept, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.cue.first, b.cue.first))
	})
	return carryOn(d, kept)
}

func trimContent(d *doc.Doc, f *found) {
	kept := f.content[:0]
	for _, s := range f.content {
		if s = trim(d, s); !s.empty() {
			kept = append(kept, s)
		}
	}
	f.content = kept
}

// fit cuts the content of f to what the kept ones leave, and reports whether enough is
// left. A cue inside the content of another is nested: it shares that content and stays
// inside it.
func fit(d *doc.Doc, f *found, kept []found) bool {
	whole := f.length()
	for i := range kept {
		k := &kept[i]
		if f.cue.overlaps(k.cue) {
			return false
		}
		if !f.hull().overlaps(k.hull()) {
			continue
		}
		switch {
		case k.contains(f.cue):
			f.content = within(f.content, k.content)
		case f.contains(k.cue):
		default:
			f.content = without(f.content, k.content)
		}
	}
	trimContent(d, f)
	return len(f.content) > 0 && 2*f.length() >= whole
}

// contains reports whether a piece of the content holds s.
func (f *found) contains(s span) bool {
	return slices.ContainsFunc(f.content, func(c span) bool { return c.holds(s) })
}

// length is the number of tokens of the content.
func (f *found) length() int {
	n := 0
	for _, s := range f.content {
		n += s.end - s.first
	}
	return n
}

// within is the part of spans that lies inside others.
func within(spans, others []span) []span {
	var out []span
	for _, s := range spans {
		for _, o := range others {
			if x := (span{max(s.first, o.first), min(s.end, o.end)}); !x.empty() {
				out = append(out, x)
			}
		}
	}
	return out
}

// without is the part of spans that lies outside others.
func without(spans, others []span) []span {
	out := slices.Clone(spans)
	for _, o := range others {
		var next []span
		for _, s := range out {
			for _, x := range [...]span{{s.first, min(s.end, o.first)}, {max(s.first, o.end), s.end}} {
				if !x.empty() {
					next = append(next, x)
				}
			}
		}
		out = next
	}
	return out
}

// carryOn gives quotations that no cue claims to the statement whose words they go on
// with: whole sentences of quotation, right behind it in its paragraph, or at the head of
// the next where the quotation ended its own.
func carryOn(d *doc.Doc, kept []found) []found {
	taken := make([]bool, len(d.Tokens))
	for i := range kept {
		for _, s := range append([]span{kept[i].source, kept[i].cue}, kept[i].content...) {
			for t := s.first; t < s.end; t++ {
				taken[t] = true
			}
		}
	}
	for q := range d.Quotes {
		x := &d.Quotes[q]
		if x.Parent >= 0 || !x.Closed || !free(taken, x) || !wholeSentence(d, x) {
			continue
		}
		if f := before(d, kept, x.FirstToken); f != nil {
			s := span{x.FirstToken, x.EndToken}
			f.content = append(f.content, s)
			for t := s.first; t < s.end; t++ {
				taken[t] = true
			}
		}
	}
	return kept
}

func free(taken []bool, x *doc.Quote) bool {
	for t := x.FirstToken; t < x.EndToken; t++ {
		if taken[t] {
			return false
		}
	}
	return true
}

// wholeSentence reports whether a quotation begins and ends with sentences of its own.
func wholeSentence(d *doc.Doc, x *doc.Quote) bool {
	first, last := d.Tokens[x.FirstToken].Sentence, d.Tokens[x.EndToken-1].Sentence
	return d.Sentences[first].FirstToken == x.FirstToken && d.Sentences[last].EndToken <= x.EndToken+1
}

// before is the statement that a quotation which begins at token t goes on with: one with
// content in marks that ends in the sentence before, its cue being there or in that
// content's own sentence.
func before(d *doc.Doc, kept []found, t int) *found {
	sentence := d.Tokens[t].Sentence
	if sentence == 0 {
		return nil
	}
	var best *found
	for i := range kept {
		f := &kept[i]
		end := max(f.hull().end, f.cue.end, f.source.end)
		if end > t || d.Tokens[end-1].Sentence != sentence-1 {
			continue
		}
		last := f.content[len(f.content)-1]
		if d.Tokens[last.end-1].Quote < 0 || d.Tokens[last.end-1].Sentence < sentence-1 {
			continue
		}
		if best == nil || end >= max(best.hull().end, best.cue.end, best.source.end) {
			best = f
		}
	}
	return best
}
