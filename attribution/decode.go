package attribution

import (
	"readout/doc"
	"readout/encoder"
)

// The labels of the head "cue".
const (
	outside = iota
	begin
	inside
	cueLabels
)

// minMargin is the smallest margin, in logits, at which a token can begin a cue. The score threshold
// drops most weak cues in the end, but one may stand for a cue that the labels split.
const minMargin = -2

// finder holds the scratch space for one article.
type finder struct {
	labels  []float32
	query   []float32
	scores  []float32
	queries encoder.Queries
	keys    encoder.Keys
	cues    []cueSpan

	features []uint8

	breaks, tops []float32 // of views
}

// cueSpan is a cue with the margin of its first token over "no cue".
type cueSpan struct {
	doc.Range
	margin float32
}

// find returns the cues of d, each with the source and content that the heads rank highest.
func (f *finder) find(p *Pass, d *doc.Doc) []found {
	s := p.core.Borrow()
	defer p.core.Return(s)
	n := len(d.Tokens)
	f.labels = grow(f.labels, n*cueLabels)
	p.cue.Apply(f.labels, d.Vectors, n, s)
	f.cues = cueSpans(f.cues[:0], d, f.labels)
	if len(f.cues) > maxCues {
		d.StopAt(d.Tokens[f.cues[maxCues].First].Start)
		f.cues = f.cues[:maxCues]
	}
	return f.rank(p, d, f.cues, s)
}

// maxCues bounds the cues that are ranked in an article. The longest text we accept has half as
// many even if every sentence reports what somebody said.
const maxCues = 6000

// rank finds the sources and contents of cues, one stretch of text at a time.
func (f *finder) rank(p *Pass, d *doc.Doc, cues []cueSpan, s *encoder.Scratch) []found {
	out := make([]found, 0, len(cues))
	for rest := cues; len(rest) > 0; {
		first, of := rest[0].First, 1
		for of < len(rest) && rest[of].First < first+stretch {
			of++
		}
		if out = f.within(p, d, rest[:of], s, out); d.Stopped() {
			break
		}
		rest = rest[of:]
	}
	return out
}

// stretch is the number of tokens whose cues are ranked together. It bounds the memory for the
// keys; most articles fit in one stretch.
const stretch = 8192

// within ranks cues, which all lie in one stretch, and appends the attributions to out.
func (f *finder) within(p *Pass, d *doc.Doc, cues []cueSpan, s *encoder.Scratch, out []found) []found {
	n, w := len(d.Tokens), d.Width
	f.query = grow(f.query, len(cues)*2*w)
	for i, c := range cues {
		copy(f.query[2*i*w:], d.Vectors[c.First*w:(c.First+1)*w])
		copy(f.query[(2*i+1)*w:], d.Vectors[(c.End-1)*w:c.End*w])
	}
	p.ends.Queries(&f.queries, f.query, len(cues), s)
	from, end := max(0, cues[0].First-reach), min(n, cues[len(cues)-1].First+reach)
	p.ends.Keys(&f.keys, d.Vectors[from*w:], end-from, s)
	for i, c := range cues {
		if d.Stopped() {
			d.StopAt(d.Tokens[c.First].Start)
			break
		}
		at := view{Range: doc.Range{First: max(0, c.First-reach), End: min(n, c.First+reach)}, breaks: f.breaks, tops: f.tops}
		f.scores = grow(f.scores, int(roles)*(at.End-at.First))
		p.ends.Score(f.scores, &f.queries, i, c.First-from, &f.keys, at.First-from, at.End-from,
			f.sentenceDistances(p.ends, d, c.First, at))
		at.scores, at.none = f.scores, f.queries.None[i*int(roles):(i+1)*int(roles)]
		if x, ok := at.attribution(d, c); ok {
			out = append(out, x)
		}
		f.breaks, f.tops = at.breaks, at.tops
	}
	return out
}

// sentencesApart is the number of values that the sentence-distance feature can take.
const sentencesApart = 7

// sentenceDistances returns, for each token of the view, its distance from the cue in sentences, clipped to
// three in either direction. It returns nil if the heads take no such feature.
func (f *finder) sentenceDistances(ends *encoder.Pair, d *doc.Doc, cue int, at view) []uint8 {
	if ends.Features() == 0 {
		return nil
	}
	const most = sentencesApart / 2
	f.features = grow(f.features, at.End-at.First)
	here := int(d.Tokens[cue].Sentence)
	for t := at.First; t < at.End; t++ {
		f.features[t-at.First] = uint8(most + max(-most, min(most, int(d.Tokens[t].Sentence)-here)))
	}
	return f.features
}

// cueSpans appends the cue spans that the labels describe. A span never crosses a sentence
// border.
func cueSpans(out []cueSpan, d *doc.Doc, labels []float32) []cueSpan {
	open := false
	for t := range d.Tokens {
		l := labels[t*cueLabels : (t+1)*cueLabels]
		margin := max(l[begin], l[inside]) - l[outside]
		switch {
		case open && d.Tokens[t].Sentence == d.Tokens[t-1].Sentence && l[inside] > l[outside] && l[inside] > l[begin]:
			out[len(out)-1].End = t + 1
		case margin > minMargin && (d.Tokens[t].Kind != doc.PunctToken || d.Form(t) == ":"): // "WALLACE: Why?"
			out = append(out, cueSpan{doc.Range{First: t, End: t + 1}, margin})
			open = true
		default:
			open = false
		}
	}
	return out
}

// grow returns s with length n; its elements are not cleared.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}
