package attribution

import (
	"cmp"
	"slices"

	"readout/article"
	"readout/attribution/marks"
	"readout/doc"
)

// reconcile adjusts the attributions and keeps a compatible set: in order of descending score, each
// one is cut to the tokens that are still free, or dropped.
func reconcile(d *doc.Doc, all []found, w *weights) []found {
	shapeAll(d, all)
	for i := range all {
		all[i].score = w.score(d, &all[i])
	}
	all = slices.DeleteFunc(all, func(f found) bool {
		return f.score < threshold || len(f.content) == 0 ||
			claimsClosed(d, &f)
	})
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(b.score, a.score) })
	var kept []found
	for _, f := range all {
		if fit(d, &f, kept) {
			kept = append(kept, f)
		}
	}
	slices.SortStableFunc(kept, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.cue.First, b.cue.First))
	})
	return addQuotations(d, kept)
}

// told returns the attributions without what the page sets into a sentence: links say nothing, and
// are no part of who speaks and what is said.
func told(d *doc.Doc, all []found) []found {
	inserted := d.Inserted()
	if len(inserted) == 0 {
		return all
	}
	kept := all[:0]
	for _, f := range all {
		links := doc.Overlapping(inserted, f.hull())
		said := marks.Without(f.content, links)
		if len(doc.Overlapping(inserted, f.cue)) > 0 || len(f.content) > 0 && len(said) == 0 {
			continue
		}
		f.content = said
		if links := doc.Overlapping(inserted, f.source); len(links) > 0 {
			f.source.End = max(f.source.First, links[0].First)
		}
		if f.source.Empty() {
			f.source = doc.Range{}
		}
		kept = append(kept, f)
	}
	return kept
}

// trimCue drops a trailing preposition or determiner from a cue unless its object is part of the
// cue or begins the content: "said in", from "said in an interview that …".
func trimCue(d *doc.Doc, f *found) {
	f.cue.End = groupOfCue(d, f)
	for f.cue.End-f.cue.First > 1 && len(d.Words) > 0 {
		switch w := d.Words[f.cue.End-1]; {
		case w.UPOS != doc.ADP && w.UPOS != doc.DET, w.XPOS == doc.XRP, f.begins(f.cue.End),
			f.source.First == f.cue.End:
			return
		}
		f.cue.End--
	}
}

// shapeAll prepares all attributions, in the order of their cues, for scoring.
func shapeAll(d *doc.Doc, all []found) {
	for i := range all {
		shape(d, &all[i])
	}
	rivals(all)
}

// shape adjusts the spans of the heads to the spans that an annotator would mark.
func shape(d *doc.Doc, f *found) {
	particle(d, f)
	carve(d, f)
	trimContent(d, f)
	trimCue(d, f)
}

// groupOfCue returns the end of the cue, extended to the end of the noun group that it stops in:
// "said in a phone interview", not "said in a phone".
func groupOfCue(d *doc.Doc, f *found) int {
	t := f.cue.End
	if len(d.Words) == 0 || t-f.cue.First < 2 || !isNominal(d, t-1) {
		return t
	}
	for t < len(d.Tokens) && d.Words[t].UPOS == doc.NOUN && d.Tokens[t].Sentence == d.Tokens[t-1].Sentence &&
		!f.contains(doc.Range{First: t, End: t + 1}) && !f.source.Overlaps(doc.Range{First: t, End: t + 1}) {
		t++
	}
	return t
}

func isNominal(d *doc.Doc, t int) bool {
	u := d.Words[t].UPOS
	return u == doc.NOUN || u == doc.ADJ || u == doc.DET
}

// begins reports whether a piece of the content begins at token t.
func (f *found) begins(t int) bool {
	return slices.ContainsFunc(f.content, func(s doc.Range) bool { return s.First == t })
}

// particle moves the particle of the cue's verb from the content to the cue: "ruled out | a
// signing".
func particle(d *doc.Doc, f *found) {
	t := f.cue.End
	if len(f.content) == 0 || f.content[0].First != t || t >= len(d.Words) || d.Words[t].XPOS != doc.XRP ||
		f.content[0].End == t+1 {
		return
	}
	f.cue.End, f.content[0].First = t+1, t+1
}

// carve cuts the cue and its source out of content that surrounds them.
func carve(d *doc.Doc, f *found) {
	if whole := f.hull(); around(whole, f.cue) {
		f.content = marks.Carve(d, whole, f.cue, f.source)
	}
}

func trimContent(d *doc.Doc, f *found) {
	kept := f.content[:0]
	for _, s := range f.content {
		if s = marks.Trim(d, s); !s.Empty() {
			kept = append(kept, s)
		}
	}
	f.content = kept
}

// fit cuts the content of f to what the kept attributions leave, and reports whether enough of
// it is left. If the cue of one is inside the content of the other, the two are nested: the
// inner one shares that content and stays inside it.
func fit(d *doc.Doc, f *found, kept []found) bool {
	whole := f.length()
	for i := range kept {
		k := &kept[i]
		if f.cue.Overlaps(k.cue) {
			return false
		}
		if !f.hull().Overlaps(k.hull()) {
			continue
		}
		switch {
		case k.contains(f.cue) && continuesBeside(d, f, k):
			k.content = contentBefore(d, k, f)
			trimContent(d, k)
		case f.contains(k.cue) && continuesBeside(d, k, f):
			f.content = contentBefore(d, f, k)
		case k.contains(f.cue):
			f.content = marks.Within(f.content, k.content)
		case f.contains(k.cue):
		case nearer(d, f, k):
			k.content = marks.Without(k.content, f.content)
		default:
			f.content = marks.Without(f.content, k.content)
		}
	}
	trimContent(d, f)
	return len(f.content) > 0 && 2*f.length() >= whole
}

// continuesBeside reports whether f continues beside k and is not nested in it, although its cue is in
// the content of k: the source of f is outside that content. "Marsh said it sank, adding that
// all left", where Marsh is the source of both.
func continuesBeside(d *doc.Doc, f, k *found) bool {
	return f.score >= sure && !f.source.Empty() && !k.hull().Overlaps(f.source) && f.hull().First >= f.cue.First &&
		k.cue.First < f.cue.First && k.hull().First < f.cue.First-1 && marks.Walled(d, f.cue.First, k.cue) < 0
}

// contentBefore returns the content of k up to the cue of f and the conjunction before it.
func contentBefore(d *doc.Doc, k, f *found) []doc.Range {
	end := f.cue.First
	if end-1 > k.hull().First && end-1 < len(d.Words) && d.Words[end-1].UPOS == doc.CCONJ {
		end--
	}
	return marks.Within(k.content, []doc.Range{{First: k.hull().First, End: end}})
}

// sure is the lowest score at which an attribution may take content that is nearer to its own
// cue from one with a higher score.
const sure = 0.5

// nearer reports whether the words that f and k both claim share a sentence with the cue of f
// but not with that of k, and k keeps some other content: a quotation that continues in the next
// sentence belongs to the cue there, if there is one.
func nearer(d *doc.Doc, f, k *found) bool {
	shared := marks.Within(f.content, k.content)
	if f.score < sure || len(shared) == 0 {
		return false
	}
	first, last := d.Tokens[shared[0].First].Sentence, d.Tokens[shared[len(shared)-1].End-1].Sentence
	mine, other := d.Tokens[f.cue.First].Sentence, d.Tokens[k.cue.First].Sentence
	rest := found{content: marks.Without(k.content, f.content)}
	return (mine == first || mine == last) && (other < first || other > last) && len(rest.content) > 0
}

// contains reports whether one piece of the content contains s.
func (f *found) contains(s doc.Range) bool {
	return slices.ContainsFunc(f.content, func(c doc.Range) bool { return c.Contains(s) })
}

// length returns the number of tokens of the content.
func (f *found) length() int {
	n := 0
	for _, s := range f.content {
		n += s.End - s.First
	}
	return n
}

// addQuotations adds quotations without a cue to the statement that they continue: quoted whole
// sentences right after it in its paragraph, or at the start of the next paragraph if the
// statement ended its own with a quotation.
func addQuotations(d *doc.Doc, kept []found) []found {
	taken := make([]bool, len(d.Tokens))
	for i := range kept {
		for _, s := range append([]doc.Range{kept[i].source, kept[i].cue}, kept[i].content...) {
			for t := s.First; t < s.End; t++ {
				taken[t] = true
			}
		}
	}
	for q := range d.Quotes {
		x := &d.Quotes[q]
		if x.Parent >= 0 || !x.Closed || !free(taken, x) || !marks.WholeSentence(d, x) || isHeading(d, x.FirstToken) {
			continue
		}
		if f := before(d, kept, x.FirstToken); f != nil {
			s := doc.Range{First: x.FirstToken, End: x.EndToken}
			f.content = append(f.content, s)
			for t := s.First; t < s.End; t++ {
				taken[t] = true
			}
		}
	}
	return kept
}

// isHeading reports whether token t is in a heading or a caption: "'Has to stop'" between two paragraphs is the
// newspaper's, or somebody else's in a picture.
func isHeading(d *doc.Doc, t int) bool {
	kind := d.BlockOf(int(d.Tokens[t].Sentence)).Kind
	return kind == article.Headline || kind == article.Heading || kind == article.Caption
}

func free(taken []bool, x *doc.Quote) bool {
	for t := x.FirstToken; t < x.EndToken; t++ {
		if taken[t] {
			return false
		}
	}
	return true
}

// before returns the statement that a quotation beginning at token t continues: one that ends in
// the previous sentence with quoted content, whose cue is there or in the sentence of that
// content. It returns nil if there is none.
func before(d *doc.Doc, kept []found, t int) *found {
	sentence := d.Tokens[t].Sentence
	if sentence == 0 {
		return nil
	}
	var best *found
	for i := range kept {
		f := &kept[i]
		end := max(f.hull().End, f.cue.End, f.source.End)
		if end > t || d.Tokens[end-1].Sentence != sentence-1 {
			continue
		}
		last := f.content[len(f.content)-1]
		if d.Tokens[last.End-1].Quote < 0 || d.Tokens[last.End-1].Sentence < sentence-1 {
			continue
		}
		if best == nil || end >= max(best.hull().End, best.cue.End, best.source.End) {
			best = f
		}
	}
	return best
}
