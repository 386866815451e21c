package attribution

import (
	"slices"
	"sort"

	"readout/article"
	"readout/doc"
)

// speakers resolves a source to the entities it names. Only what heads the source
// speaks: not the possessor in "Trump's aide", not the employer in "a spokesman
// for Trump", nobody inside an apposition or a relative clause. Two heads joined
// by "and" are two speakers.
func (r *reading) speakers(source []article.Span) []int {
	if len(source) == 0 {
		return nil
	}
	d := r.d
	first, end := d.TokensIn(hull(source))
	if first >= end {
		return nil
	}
	if end-first == 1 {
		switch d.LowerForm(first) {
		case "who", "which", "that", "whom":
			return r.antecedent(first)
		}
	}
	var out []int
	at := first // nothing before this token can head the source any more
	joined, apposition := true, false
	for m := r.firstMention(first); m < len(d.Mentions) && d.Mentions[m].FirstToken < end; m++ {
		mention := &d.Mentions[m]
		if mention.FirstToken < at || mention.Head >= end {
			continue
		}
		switch r.between(at, mention.FirstToken, len(out) > 0) {
		case blocked:
			return out
		case skipped:
			if len(out) > 0 {
				return out
			}
			at = mention.EndToken
			joined = false
			continue
		case joins:
			joined = true
			if apposition && (mention.Kind != doc.Person || mention.Name.Empty()) {
				joined = false // "X, director of A, and chairman of B"
			}
		case apposed:
			joined, apposition = false, true
		}
		at = mention.EndToken
		if at < end && r.modifies(at, end) {
			joined = false
			continue
		}
		if !joined && len(out) > 0 {
			continue
		}
		joined = false
		out = r.addSpeaker(out, mention.Entity)
	}
	return out
}

// firstMention is the first mention that starts at or after a token.
func (r *reading) firstMention(token int) int {
	return sort.Search(len(r.d.Mentions), func(m int) bool { return r.d.Mentions[m].FirstToken >= token })
}

// link is what stands between two mentions of one source.
type link uint8

const (
	joins   link = iota // nothing, "and", a list's comma
	apposed             // ", a …": the same one again
	skipped             // "of", "for": another one, named to describe the first
	blocked             // a relative clause: who speaks has been said
)

// between reads the tokens [from, to) in front of a mention.
func (r *reading) between(from, to int, after bool) link {
	d := r.d
	result := joins
	for i := from; i < to; i++ {
		form := d.LowerForm(i)
		k := r.words[i].class
		switch {
		case form == "," || form == "(" || form == "-" || form == "–" || form == "—":
			if after {
				result = apposed
			}
		case form == "and" || form == "or" || form == "&" || form == "nor" || form == "both" || form == "well":
			result = joins
		case k&relative != 0 && k&determiner == 0 || form == "that" && i > from:
			return blocked
		case k&preposition != 0:
			result = skipped
		}
	}
	return result
}

// modifies tells whether what follows a mention makes it a modifier: "Trump's
// aide", "the Trump campaign".
func (r *reading) modifies(i, end int) bool {
	d := r.d
	switch form := d.LowerForm(i); form {
	case "'s", "’s", "'", "’":
		return i+1 < end
	case "-":
		return i+1 < end && !d.Tokens[i].SpaceBefore // "Oslo-based analysts"
	}
	upos := r.word(i).UPOS
	return upos == doc.NOUN || upos == doc.PROPN && d.Tokens[i].SpaceBefore
}

// antecedent is who a relative pronoun at token i stands for: the mention that ends
// right before it.
func (r *reading) antecedent(i int) []int {
	d := r.d
	stop := i
	if stop > 0 && d.LowerForm(stop-1) == "," {
		stop--
	}
	best := -1
	for m := r.firstMention(max(0, stop-12)); m < len(d.Mentions) && d.Mentions[m].FirstToken < stop; m++ {
		if d.Mentions[m].EndToken == stop && best < 0 {
			best = m // the outermost comes first
		}
	}
	if best < 0 {
		return nil
	}
	return r.addSpeaker(nil, d.Mentions[best].Entity)
}

// addSpeaker adds an entity once; of a group that lists its members, each member.
func (r *reading) addSpeaker(out []int, e int) []int {
	if e < 0 || e >= len(r.d.Entities) {
		return out
	}
	if members := r.d.Entities[e].Members; len(members) > 0 {
		for _, m := range members {
			if !slices.Contains(out, m) {
				out = append(out, m)
			}
		}
		return out
	}
	if !slices.Contains(out, e) {
		out = append(out, e)
	}
	return out
}

// about lists the entities a statement's content names, in text order, without its
// speakers.
func (r *reading) about(s *doc.Statement) []int {
	d := r.d
	var out []int
	for _, sp := range s.Content {
		first, end := d.TokensIn(sp)
		for m := r.firstMention(first); m < len(d.Mentions) && d.Mentions[m].FirstToken < end; m++ {
			e := d.Mentions[m].Entity
			if e >= 0 && d.Mentions[m].EndToken <= end && !slices.Contains(out, e) && !slices.Contains(s.Speakers, e) {
				out = append(out, e)
			}
		}
	}
	return out
}
