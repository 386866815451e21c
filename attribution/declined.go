package attribution

import (
	"slices"

	"readout/doc"
)

// sureDecline is the score of a refusal to answer that tables find and the heads do not.
const sureDecline = 0.8

// answerReach bounds how many tokens before "comment" the verb that refuses it may be.
const answerReach = 10

// decliner finds refusals to answer, which say nothing that the heads could find content by: "would not comment",
// "did not respond to a request for comment", "could not be reached for comment".
type decliner struct{ *reading }

// declined adds the refusals of an article to what was found, or makes full ones of what was.
func (r decliner) declined(all []found) []found {
	for t := range r.d.Tokens {
		if !r.is(t, commentWord) || r.d.Tokens[t].Quote >= 0 {
			continue
		}
		group, ok := r.refusal(t)
		if !ok {
			continue
		}
		f := found{cue: group, content: []doc.Range{{First: group.End, End: t + 1}}, score: sureDecline, declines: true}
		if group.End > t { // "would not comment"
			f.cue.End, f.content[0].First = t, t
		}
		at := slices.IndexFunc(all, func(o found) bool { return o.cue.Overlaps(group) })
		within := func(o found) bool { return o.contains(group) }
		if at < 0 {
			if slices.ContainsFunc(all, within) {
				continue // "said that he would not comment"
			}
			if f.source = r.subjectBefore(group.First); !f.source.Empty() {
				f.content[0].End = r.topicEnd(t)
				all = append(all, f)
			}
			continue
		}
		o := &all[at]
		if f.source = o.source; f.source.Empty() || f.source.Overlaps(f.cue) {
			f.source = r.subjectBefore(group.First)
		}
		f.content[0].End = max(t+1, r.topicEnd(t))
		if last := o.hull(); last.First >= t && r.sentence(t).Contains(last) {
			f.content[0].End = max(f.content[0].End, last.End)
		}
		f.score = max(f.score, o.score)
		all[at] = f
	}
	return all
}

// refusal is the verb group that refuses the comment of token t.
func (r decliner) refusal(t int) (doc.Range, bool) {
	first := r.sentence(t).First
	verb := t
	for verb >= max(first, t-answerReach) && !(r.of(verb, answering|reaching) && r.is(verb, verbTag)) {
		if verb < t && (r.ends(verb) || r.is(verb, finiteTag)) {
			return doc.Range{}, false
		}
		verb--
	}
	if verb < max(first, t-answerReach) {
		return doc.Range{}, false
	}
	group, negated := doc.Range{First: verb, End: verb + 1}, false
	for group.First > first && (r.is(group.First-1, adverbTag|negation) || r.of(group.First-1, auxiliary)) {
		group.First--
		negated = negated || r.is(group.First, negation)
	}
	if r.of(verb, reaching) && !r.is(verb-1, beForm) {
		return doc.Range{}, false // "could not reach him for comment"
	}
	return group, negated || r.is(r.subjectBefore(group.First).First, nobody)
}

// topicEnd is the end of what a comment is not made about: "comment on the sale".
func (r decliner) topicEnd(t int) int {
	if r.is(t+1, aboutOn) && !r.timed(t+2) {
		return max(t+1, r.phraseEnd(t+2, r.sentence(t).End))
	}
	return t + 1
}

// subjectBefore is the noun phrase that ends before token i and has somebody in it, with "neither" and all.
func (r decliner) subjectBefore(i int) doc.Range {
	m := r.mentionBefore(i)
	if m.Empty() {
		return doc.Range{}
	}
	first := r.sentence(i).First
	best := m
	for s := m.First - 1; s >= max(first, m.First-mostBefore); s-- {
		if r.phraseEnd(s, i) == i {
			best.First = s
		} else if r.is(s, nobody) && r.is(m.First-1, conjunction) {
			return doc.Range{First: s, End: i}
		}
	}
	return best
}
