package attribution

import (
	"slices"

	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// sureDecline is the score of a refusal to answer that the tables find and the heads do not.
const sureDecline = 0.8

// answerReach bounds how many tokens before "comment" its verb may be.
const answerReach = 10

// decliner finds refusals to answer, which have no content for the heads to find: "would not
// comment", "did not respond to a request for comment", "could not be reached for comment".
type decliner struct{ *phrase.Text }

// declined adds the refusals of an article to all, or completes those that are there.
func (r decliner) declined(all []found) []found {
	for t := range r.Tokens {
		if !r.Is(t, lexicon.CommentWord) || r.Tokens[t].Quote >= 0 {
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
		if last := o.hull(); last.First >= t && r.SentenceAt(t).Contains(last) {
			f.content[0].End = max(f.content[0].End, last.End)
		}
		f.score = max(f.score, o.score)
		all[at] = f
	}
	return all
}

// refusal returns the verb group that refuses the comment at token t.
func (r decliner) refusal(t int) (doc.Range, bool) {
	first := r.SentenceAt(t).First
	verb := t
	answers := func(t int) bool { return r.Of(t, lexicon.Answering|lexicon.Reaching) && r.Is(t, lexicon.VerbTag) }
	for verb >= max(first, t-answerReach) && !answers(verb) {
		if verb < t && (r.IsMark(verb) || r.Is(verb, lexicon.FiniteTag)) {
			return doc.Range{}, false
		}
		verb--
	}
	if verb < max(first, t-answerReach) {
		return doc.Range{}, false
	}
	group, negated := doc.Range{First: verb, End: verb + 1}, false
	for group.First > first &&
		(r.Is(group.First-1, lexicon.AdverbTag|lexicon.Negation) || r.Of(group.First-1, lexicon.Auxiliary)) {
		group.First--
		negated = negated || r.Is(group.First, lexicon.Negation)
	}
	if r.Of(verb, lexicon.Reaching) && !r.Is(verb-1, lexicon.BeForm) {
		return doc.Range{}, false // "could not reach him for comment"
	}
	if group.First == t {
		return doc.Range{}, false // "neither Vask nor Orr comment on it": no word but "comment" could be the cue
	}
	return group, negated || r.Is(r.subjectBefore(group.First).First, lexicon.Nobody)
}

// topicEnd returns the end of the topic of a comment: "comment on the sale".
func (r decliner) topicEnd(t int) int {
	if r.Is(t+1, lexicon.AboutOn) && !r.Timed(t+2) {
		return max(t+1, r.PhraseEnd(t+2, r.SentenceAt(t).End))
	}
	return t + 1
}

// subjectBefore returns the noun phrase with a mention that ends before token i, including
// "neither" and the like.
func (r decliner) subjectBefore(i int) doc.Range {
	m := r.MentionBefore(i)
	if m.Empty() {
		return doc.Range{}
	}
	first := r.SentenceAt(i).First
	best := m
	for s := m.First - 1; s >= max(first, m.First-phrase.MostBefore); s-- {
		if r.PhraseEnd(s, i) == i {
			best.First = s
		} else if r.Is(s, lexicon.Nobody) && r.Is(m.First-1, lexicon.Conjunction) {
			return doc.Range{First: s, End: i}
		}
	}
	return best
}
