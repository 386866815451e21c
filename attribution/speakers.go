package attribution

import (
	"slices"
	"sort"

	"readout/doc"
)

// speakers resolves a source to the entities it names. Only what heads the source speaks:
// not the possessor in "Trump's aide", not the employer in "a spokesman for Trump", nobody
// inside an apposition or a relative clause. Two heads joined by "and" are two speakers. A
// description of somebody nobody names is an entity of its own.
func (r *reading) speakers(source doc.Range) []int {
	if source.Empty() {
		return nil
	}
	if source.End-source.First == 1 && r.is(source.First, relative) {
		return r.antecedent(source.First)
	}
	out, described := r.named(source)
	if len(out) == 0 && !described.Empty() {
		return r.unnamed(described)
	}
	return out
}

// named walks the mentions of a source. It also returns the words that head the source
// where no mention of an entity does.
func (r *reading) named(source doc.Range) (out []int, described doc.Range) {
	d := r.d
	head := r.headOf(source)
	at, joined, apposition := source.First, true, false
	for m := r.firstMention(source.First); m < len(d.Mentions) && d.Mentions[m].FirstToken < source.End; m++ {
		x := &d.Mentions[m]
		if x.FirstToken < at || x.Head >= source.End || len(out) > 0 && r.stresses(x.FirstToken) {
			continue
		}
		switch r.between(at, x.FirstToken, len(out) > 0) {
		case blocked:
			return out, r.description(source, head)
		case skips:
			if who := r.oneOf(x, source, out); who >= 0 {
				return r.addSpeaker(nil, who), described
			}
			return out, r.description(source, head)
		case joins:
			joined = !apposition || x.Kind == doc.Person && !x.Name.Empty() // "X, director of A, and chairman of B"
		case apposes:
			if r.introduces(out, x, source) {
				return r.addSpeaker(nil, x.Entity), described // "the panel's top Republican, Rep. Doug Holm"
			}
			joined, apposition = false, true
		}
		if len(out) == 0 && head >= x.EndToken && !r.is(x.EndToken, conjunction) && d.Form(x.EndToken) != "," &&
			d.Form(x.EndToken) != "(" {
			continue // a modifier: "Trump's aide", "the Trump campaign"
		}
		at = min(x.EndToken, source.End)
		if !joined && len(out) > 0 {
			continue
		}
		if len(out) == 0 && (x.Entity < 0 && x.Form != doc.PronounForm || r.indefinite(x, source) || r.nationals(x)) {
			return nil, r.description(source, head)
		}
		if r.isAgency(x) {
			continue
		}
		joined = false
		out = r.addSpeaker(out, x.Entity)
	}
	return out, r.description(source, head)
}

// nationals reports whether a mention is of people by their country, which has not spoken: "Americans think", not "the
// Americans".
func (r *reading) nationals(x *doc.Mention) bool {
	return x.Form == doc.NominalForm && x.Entity >= 0 && r.d.Entities[x.Entity].Kind == doc.Place &&
		!r.is(x.FirstToken, determinerTag)
}

// introduces reports whether a mention in apposition names the person whom the words before it only describe: who was
// found in them is no person.
func (r *reading) introduces(out []int, x *doc.Mention, source doc.Range) bool {
	return len(out) == 1 && x.Form == doc.NameForm && x.Kind == doc.Person && x.Entity >= 0 &&
		r.d.Entities[out[0]].Kind != doc.Person &&
		(x.EndToken >= source.End || r.is(x.EndToken, preposition) || r.d.Form(x.EndToken) == ",")
}

// oneOf is the person whom an apposition names after words that only say of whom he is one: "one of the guards, Paul
// Orr"; -1 where none does.
func (r *reading) oneOf(x *doc.Mention, source doc.Range, out []int) int {
	if len(out) > 0 || r.d.Form(x.EndToken) != "," {
		return -1
	}
	for m := r.firstMention(x.EndToken); m < len(r.d.Mentions) && r.d.Mentions[m].FirstToken == x.EndToken+1; m++ {
		if n := &r.d.Mentions[m]; n.Form == doc.NameForm && n.Kind == doc.Person && n.EndToken <= source.End {
			return n.Entity
		}
	}
	return -1
}

// firstMention is the first mention that starts at or after a token.
func (r *reading) firstMention(token int) int {
	return sort.Search(len(r.d.Mentions), func(m int) bool { return r.d.Mentions[m].FirstToken >= token })
}

// link is what stands between two mentions of one source.
type link uint8

const (
	joins   link = iota // nothing, "and", a list's comma
	apposes             // ", a …": the same one again
	skips               // "of", "for": another one, named to describe the first
	blocked             // a relative clause: who speaks has been said
)

// between reads the tokens [from, to) in front of a mention.
func (r *reading) between(from, to int, after bool) link {
	result := joins
	for i := from; i < to; i++ {
		switch form := r.d.Form(i); {
		case form == "," || form == "(" || form == "-" || form == "–" || form == "—":
			if after {
				result = apposes
			}
		case r.is(i, conjunction):
			result = joins
		case r.is(i, relative) && !r.is(i, determinerTag) && (after || i > from):
			return blocked
		case r.is(i, preposition):
			result = skips
		}
	}
	return result
}

// antecedent is who a relative pronoun at token i stands for: the mention that ends right
// before it.
func (r *reading) antecedent(i int) []int {
	d := r.d
	stop := i
	if stop > 0 && d.Form(stop-1) == "," {
		stop--
	}
	person, last := d.LowerForm(i) == "who", -1
	for m := r.firstMention(max(0, stop-12)); m < len(d.Mentions) && d.Mentions[m].FirstToken < stop; m++ {
		x := &d.Mentions[m]
		if person && x.Kind == doc.Person && x.Form == doc.NameForm && d.Form(x.EndToken) == "," &&
			r.sentence(x.FirstToken) == r.sentence(i) {
			last = m // "Rep. Liza Holm, R-Ostby, who"
		}
		if x.EndToken == stop && (!person || x.Kind != doc.Place) { // the outermost comes first
			return r.addSpeaker(nil, x.Entity)
		}
	}
	if last >= 0 {
		return r.addSpeaker(nil, d.Mentions[last].Entity)
	}
	return nil
}

// addSpeaker adds an entity once; of a group that lists its members, each member.
func (r *reading) addSpeaker(out []int, e int) []int {
	if e < 0 || e >= len(r.d.Entities) {
		return out
	}
	members := r.d.Entities[e].Members
	if len(members) == 0 {
		members = []int{e}
	}
	for _, m := range members {
		if !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	return out
}

// about lists the entities a statement's content names, in text order, without its speakers.
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
