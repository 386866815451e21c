package attribution

import (
	"cmp"
	"slices"

	"readout/article"
	"readout/doc"
)

// learnedBy names the models in Statement.By.
const learnedBy = "attribution/learned@1"

// surelyRuled is the score from which on a rule's find is told where the models
// found nothing. Constant: on PolNeAR dev, 2026-11-23, whole F1 is 67.8 at 0.8 and
// 67.4 at 0.6, on GUM's relations 63.2 and 64.2. See docs/decisions/005-attribution.md.
const surelyRuled = 0.6

// learned tells what the models find, in text order of their cues. The rules'
// candidates must have been made and not yet decided between.
func (f *finder) learned(d *doc.Doc, r *reading, m *Models) []Raw {
	f.kept = choose(f.find(d, r, m), m.score(m.threshold), f.kept[:0])
	slices.SortFunc(f.kept, func(a, b found) int { return cmp.Compare(a.cue.first, b.cue.first) })
	raws := make([]Raw, 0, len(f.kept))
	for i := range f.kept {
		raw := f.spans(&f.kept[i])
		if f.merelyDone(&f.kept[i], raw) {
			continue
		}
		raw.Source = r.wholeSubject(raw.Source)
		raw.Content = f.afterCiting(raw)
		raw.By, raw.Score = learnedBy, float64(m.probability(f.kept[i].score))
		raws = append(raws, raw)
	}
	return claimedOnce(d, withoutCiting(d, raws))
}

// afterCiting leaves out of a content the aside that names whom its source cites:
// "reported, citing two sources close to the talks, | that …".
func (f *finder) afterCiting(raw Raw) []article.Span {
	if len(raw.Content) != 1 || len(raw.Cue) != 1 || raw.Cue[0].End > raw.Content[0].Start {
		return raw.Content
	}
	first, end := f.d.TokensIn(raw.Content[0])
	from, _ := f.d.TokensIn(article.Span{Start: raw.Cue[0].End, End: raw.Content[0].Start})
	cites := false
	for i := from; i < first; i++ {
		cites = cites || citing(f.d, i)
	}
	if !cites {
		return raw.Content
	}
	for i := first + 1; i < end; i++ {
		if f.d.LowerForm(i) == "that" && f.d.LowerForm(i-1) == "," {
			return []article.Span{{Start: f.d.Tokens[i].Start, End: raw.Content[0].End}}
		}
	}
	return raw.Content
}

func citing(d *doc.Doc, i int) bool {
	w := d.LowerForm(i)
	return w == "citing" || w == "quoting"
}

// withoutCiting leaves out what a source cites where that runs on into what it says
// with another word of the same sentence.
func withoutCiting(d *doc.Doc, raws []Raw) []Raw {
	kept := make([]Raw, 0, len(raws))
	for _, a := range raws {
		at := firstToken(d, a.Cue[0])
		if citing(d, at) && slices.ContainsFunc(raws, func(b Raw) bool {
			return !overlap(a.Cue, b.Cue) && overlap(a.Source, b.Source) && overlap(a.Content, b.Content) && d.SentenceOf(firstToken(d, b.Cue[0])) == d.SentenceOf(at)
		}) {
			continue
		}
		kept = append(kept, a)
	}
	return kept
}

// wholeSubject widens a source that is only the end of a relative clause to the noun
// the clause is about: nobody speaks who stands behind a preposition.
func (r *reading) wholeSubject(source []article.Span) []article.Span {
	if len(source) != 1 {
		return source
	}
	l, first := r.itemAt(firstToken(r.d, source[0]))
	if l == nil || first == l.first || !r.is(l, first-1, preposition|toWord) {
		return source
	}
	start, ok := r.relativeBefore(l, first)
	if !ok {
		return source
	}
	return []article.Span{{Start: r.d.Tokens[r.items[start].first].Start, End: source[0].End}}
}

// claimedOnce leaves out a find whose content ends in the same quotation as that of
// a surer one beside it: words in marks are somebody's once.
func claimedOnce(d *doc.Doc, raws []Raw) []Raw {
	surest := map[int32]*Raw{} // by quotation
	for i := range raws {
		if q := lastQuote(d, &raws[i]); q >= 0 && (surest[q] == nil || surest[q].Score < raws[i].Score) {
			surest[q] = &raws[i]
		}
	}
	kept := make([]Raw, 0, len(raws))
	for i := range raws {
		raw := &raws[i]
		if q := lastQuote(d, raw); q >= 0 {
			if s := surest[q]; s != raw && !overlap(raw.Cue, s.Content) && !overlap(s.Cue, raw.Content) {
				continue
			}
		}
		kept = append(kept, *raw)
	}
	return kept
}

// lastQuote is the quotation in which a content ends, or -1.
func lastQuote(d *doc.Doc, raw *Raw) int32 {
	if _, end := d.TokensIn(raw.Content[len(raw.Content)-1]); end > 0 {
		return d.Tokens[end-1].Quote
	}
	return -1
}

// says tells whether a content has a word that says something: "he … though it" has
// not.
func says(d *doc.Doc, content []article.Span) bool {
	for _, sp := range content {
		first, end := d.TokensIn(sp)
		for i := first; i < end; i++ {
			switch d.Words[i].UPOS {
			case doc.NOUN, doc.PROPN, doc.VERB, doc.ADJ, doc.NUM, doc.ADV, doc.INTJ:
				return true
			}
			if d.Tokens[i].Quote >= 0 {
				return true
			}
		}
	}
	return false
}

// merelyDone tells an act from a statement: "signed a declaration" has a cue that no
// lexicon knows, and what follows is neither a clause nor quoted.
//
// Source: ours. On PolNeAR dev, 2026-11-23, leaving these out takes whole F1 from 67.4
// to 67.5 and precision from 72.7 to 73.6; on GUM's relations nothing changes.
func (f *finder) merelyDone(a *found, raw Raw) bool {
	if !says(f.d, raw.Content) {
		return true
	}
	if f.rule.entry[a.cue.head] != 0 || kindOf(f.d, raw.Content) != doc.Indirect {
		return false
	}
	for i := a.content.first; i <= a.content.last; i++ {
		switch f.d.Words[i].XPOS {
		case doc.XVB, doc.XVBD, doc.XVBP, doc.XVBZ, doc.XMD:
			return false
		}
	}
	return true
}

// join adds to the models' finds what the rules decided and the models cannot
// know: further paragraphs of a quotation, reports inside a report, and sure finds
// in words that no model claimed.
func join(d *doc.Doc, learned, ruled []Raw) []Raw {
	learned = yieldQuotations(d, learned, ruled)
	own := len(learned)
	for _, r := range ruled {
		if len(r.Cue) == 0 || len(r.Content) == 0 {
			continue
		}
		free, inside := true, false
		for i := range learned[:own] {
			l := &learned[i]
			switch {
			case overlap(l.Cue, r.Cue):
				l.Content = carry(d, l, r, learned[:own])
				free = false
			case overlap(l.Content, r.Cue):
				inside = within(r.Content, l.Content)
				free = free && inside
			case overlap(l.Content, r.Content), overlap(l.Cue, r.Content), overlap(l.Source, r.Content):
				free = false
			}
		}
		if free && (inside || r.Score >= surelyRuled) {
			learned = append(learned, r)
		}
	}
	return learned
}

// surelyQuoted is the score from which on a rule's wholly quoted find stands against
// the models': marks say more surely where a quotation ends than any weights.
// Constant: on PolNeAR dev, 2026-11-23, whole F1 of direct attributions is 77.2
// with the models first and 86.7 with the rules first.
const surelyQuoted = 0.9

// yieldQuotations takes out of the models' finds those that share words with a
// sure quotation of the rules, which join then adds as it stands. What the models
// find inside the quotation stays.
func yieldQuotations(d *doc.Doc, learned, ruled []Raw) []Raw {
	for _, r := range ruled {
		if r.Score < surelyQuoted || kindOf(d, r.Content) != doc.Direct {
			continue
		}
		learned = slices.DeleteFunc(learned, func(l Raw) bool {
			return overlap(l.Cue, r.Cue) || overlap(l.Content, r.Content) && !within(l.Content, r.Content)
		})
	}
	return learned
}

// carry gives an attribution the content that a rule found for its cue in later
// paragraphs, as far as no other attribution has it.
func carry(d *doc.Doc, l *Raw, r Raw, all []Raw) []article.Span {
	content := l.Content
	last := d.BlockOf(d.SentenceOf(max(0, firstToken(d, l.Cue[0])))).End
	for _, sp := range l.Content {
		last = max(last, sp.End)
	}
	for _, sp := range r.Content {
		if sp.Start < last || slices.ContainsFunc(all, func(o Raw) bool {
			return overlap(o.Content, []article.Span{sp}) || overlap(o.Cue, []article.Span{sp})
		}) {
			continue
		}
		content = append(content, sp)
	}
	return content
}

func firstToken(d *doc.Doc, sp article.Span) int {
	first, _ := d.TokensIn(article.Span{Start: sp.Start, End: len(d.Text)})
	return min(first, len(d.Tokens)-1)
}

// overlap tells whether two lists of spans share a byte.
func overlap(a, b []article.Span) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Overlaps(y) {
				return true
			}
		}
	}
	return false
}

// within tells whether each span of a lies inside one of b.
func within(a, b []article.Span) bool {
	for _, x := range a {
		if !slices.ContainsFunc(b, func(y article.Span) bool { return y.Contains(x) }) {
			return false
		}
	}
	return true
}
