// Package speaker resolves sources to speakers: entities of the article, or new entities for
// people whom the article describes but does not name.
//
// It takes the tokens of a source and returns entities. It does not guess: a source that names
// nobody has no speaker, and a description is never resolved to somebody who is named.
//
// The one idea: only the head of a source speaks, not everybody who is mentioned in it.
package speaker

import (
	"slices"
	"strings"

	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// Finder resolves the sources of one article.
type Finder struct {
	*phrase.Text
	by        string         // producer recorded in new mentions
	described map[string]int // entities created for descriptions
	added     []doc.Mention
}

// New returns a Finder for an article; by is recorded as the producer of the mentions it adds.
func New(x *phrase.Text, by string) *Finder {
	return &Finder{Text: x, by: by, described: make(map[string]int)}
}

// Of resolves a source to the entities that speak. Only the head of the source speaks: not the
// possessor in "Trump's aide", not the employer in "a spokesman for Trump", nobody inside an
// apposition or a relative clause. Two heads joined by "and" are two speakers. A description of
// somebody unnamed becomes an entity of its own.
func (r *Finder) Of(source doc.Range) []int {
	if source.Empty() {
		return nil
	}
	if source.End-source.First == 1 && r.Is(source.First, lexicon.Relative) {
		return r.antecedent(source.First)
	}
	out, described := r.named(source)
	if len(out) == 0 && !described.Empty() {
		return r.unnamed(described)
	}
	return r.calledSo(out, source)
}

// named returns the entities that head a source. If no mention of an entity does, it also
// returns the words that describe the speaker.
func (r *Finder) named(source doc.Range) (out []int, described doc.Range) {
	d := r.Doc
	head := r.HeadOf(source)
	at, joined, apposition := source.First, true, false
	for m := r.FirstMention(source.First); m < len(d.Mentions) && d.Mentions[m].FirstToken < source.End; m++ {
		x := &d.Mentions[m]
		if x.FirstToken < at || x.Head >= source.End || len(out) > 0 && r.Stresses(x.FirstToken) {
			continue
		}
		switch r.between(at, x, len(out) > 0) {
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
			if len(out) == 1 && r.Entities[out[0]].Kind == doc.Group && r.listed(m, source) {
				out, joined = nil, true
			}
		}
		if len(out) > 0 && r.modifies(x, source) || r.holdsOffice(x, source) || r.among(x, source) {
			continue
		}
		if len(out) == 1 && at < x.FirstToken && !r.listsAt(at, x.FirstToken) && !r.namedIn(out[0], source) &&
			r.namedIn(x.Entity, source) {
			out = nil // "the Ostby College's Ann Marsh", "a trader named Ann Marsh"
		}
		if len(out) == 1 && r.namedIn(x.Entity, source) && !r.namedIn(out[0], source) && r.title(source.First) {
			out = nil
		}
		if len(out) == 0 && head >= x.EndToken && !r.Is(x.EndToken, lexicon.Conjunction) && d.Form(x.EndToken) != "," &&
			d.Form(x.EndToken) != "(" {
			continue // a modifier: "Trump's aide", "the Trump campaign"
		}
		at = min(x.EndToken, source.End)
		if !joined && len(out) > 0 {
			continue
		}
		if len(out) == 0 && (x.Entity < 0 && x.Form != doc.PronounForm || r.indefinite(x, source) || r.nationals(x) ||
			r.member(x, source)) {
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

// nationals reports whether a mention names the people of a country and not the country as an
// actor: "Americans think", not "the Americans".
func (r *Finder) nationals(x *doc.Mention) bool {
	return x.Form == doc.NominalForm && x.Entity >= 0 && r.Entities[x.Entity].Kind == doc.Place &&
		!r.Is(x.FirstToken, lexicon.DeterminerTag)
}

// introduces reports whether a mention in apposition names the person whom the preceding words
// only describe, because the entity found in them is not a person.
func (r *Finder) introduces(out []int, x *doc.Mention, source doc.Range) bool {
	return len(out) == 1 && x.Form == doc.NameForm && x.Kind == doc.Person && x.Entity >= 0 &&
		r.Entities[out[0]].Kind != doc.Person &&
		(x.EndToken >= source.End || r.Is(x.EndToken, lexicon.Preposition) || r.Form(x.EndToken) == ",")
}

// oneOf returns the person named in apposition to "one of" a group ("one of the guards, Paul
// Orr"), or -1.
func (r *Finder) oneOf(x *doc.Mention, source doc.Range, out []int) int {
	if len(out) > 0 || r.Form(x.EndToken) != "," || !r.Is(r.HeadOf(source), lexicon.Introducing|lexicon.NumberTag) {
		return -1 // "the widow of one of the guards, Paul Orr" is not he
	}
	for m := r.FirstMention(x.EndToken); m < len(r.Mentions) && r.Mentions[m].FirstToken == x.EndToken+1; m++ {
		if n := &r.Mentions[m]; n.Form == doc.NameForm && n.Kind == doc.Person && n.EndToken <= source.End {
			return n.Entity
		}
	}
	return -1
}

// link is the relation between two mentions in a source.
type link uint8

const (
	joins   link = iota // nothing, "and", a comma in a list
	apposes             // ", a …": another description of the same entity
	skips               // "of", "for": another entity, which describes the first
	blocked             // a relative clause: the speaker has been named
)

// between classifies the tokens from one on before a mention.
func (r *Finder) between(from int, x *doc.Mention, after bool) link {
	result := joins
	for i := from; i < x.FirstToken; i++ {
		switch form := r.Form(i); {
		case form == "," || form == "(" || form == "-" || form == "–" || form == "—":
			if after {
				result = apposes
			}
		case r.Is(i, lexicon.Conjunction):
			if result == apposes && x.Form != doc.NameForm && r.Is(i-1, lexicon.NounTag) {
				break // "Ann Marsh, [press] and policy manager"
			}
			if i == from || !r.Is(i-1, lexicon.Preposition) { // "the governors of both states"
				result = joins
			}
		case r.Is(i, lexicon.Relative) && !r.Is(i, lexicon.DeterminerTag) && (after || i > from):
			return blocked
		case r.Is(i, lexicon.Preposition) && !r.Joined(i), after && r.Word(i).XPOS == doc.XVBG:
			result = skips // "a spokesman for Orr", "voters supporting Orr"
		}
	}
	return result
}

// title reports whether the description at token first is one of who is named behind it, as nobody is spoken of so
// without a determiner: "strategist and commentator Ann Marsh".
func (r *Finder) title(first int) bool {
	if r.Is(first, lexicon.DeterminerTag|lexicon.NumberTag|lexicon.PossessiveTag) {
		return false
	}
	for k := r.FirstMention(first); k < len(r.Mentions) && r.Mentions[k].FirstToken == first; k++ {
		if m := &r.Mentions[k]; m.Form == doc.NominalForm && r.Word(m.Head).XPOS == doc.XNN &&
			(m.Kind == doc.Person || !r.Is(m.Head, lexicon.BodyNoun)) {
			return true
		}
	}
	return false
}

// namedIn reports whether an entity is a person whose name a source has.
func (r *Finder) namedIn(e int, source doc.Range) bool {
	return e >= 0 && r.Entities[e].Kind == doc.Person && slices.ContainsFunc(r.Entities[e].Mentions, func(i int) bool {
		m := &r.Mentions[i]
		return m.Form == doc.NameForm && m.FirstToken >= source.First && m.EndToken <= source.End
	})
}

// listed reports whether all that a source names from mention m on are people by name: "two senators, Jim Orr and Tom
// Dale".
func (r *Finder) listed(m int, source doc.Range) bool {
	for ; m < len(r.Mentions) && r.Mentions[m].FirstToken < source.End; m++ {
		if x := &r.Mentions[m]; x.Kind != doc.Person || x.Form != doc.NameForm {
			return false
		}
	}
	return true
}

// antecedent resolves a relative pronoun at token i to the mention that ends right before it.
func (r *Finder) antecedent(i int) []int {
	d := r.Doc
	stop := i
	if stop > 0 && d.Form(stop-1) == "," {
		stop--
	}
	person, last := d.LowerForm(i) == "who", -1
	for m := r.FirstMention(max(0, stop-12)); m < len(d.Mentions) && d.Mentions[m].FirstToken < stop; m++ {
		x := &d.Mentions[m]
		if person && x.Kind == doc.Person && x.Form == doc.NameForm && d.Form(x.EndToken) == "," &&
			r.SentenceAt(x.FirstToken) == r.SentenceAt(i) {
			last = m // "Rep. Liza Holm, R-Ostby, who"
		}
		if x.EndToken == stop && (!person || x.Kind != doc.Place) { // the outermost comes first
			if person && stop < i && r.ofAnother(x) {
				return nil
			}
			return r.addSpeaker(nil, x.Entity)
		}
	}
	if last >= 0 {
		return r.addSpeaker(nil, d.Mentions[last].Entity)
	}
	return nil
}

// addSpeaker adds an entity if it is not there yet, or each member of a group that lists its
// members.
func (r *Finder) addSpeaker(out []int, e int) []int {
	if e < 0 || e >= len(r.Entities) {
		return out
	}
	members := r.Entities[e].Members
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

// About returns the entities mentioned in a statement's content, in text order, without its
// speakers.
func (r *Finder) About(s *doc.Statement) []int {
	d := r.Doc
	var out []int
	for _, sp := range s.Content {
		first, end := d.TokensIn(sp)
		for m := r.FirstMention(first); m < len(d.Mentions) && d.Mentions[m].FirstToken < end; m++ {
			e := d.Mentions[m].Entity
			if e >= 0 && d.Mentions[m].EndToken <= end && !slices.Contains(out, e) && !slices.Contains(s.Speakers, e) {
				out = append(out, e)
			}
		}
	}
	return out
}

// indefinite reports whether the mention at the head of a source introduces somebody ("A
// Norhaven official") but was resolved to a named entity whose name is not in the source.
// Somebody who is being introduced has not been named before.
func (r *Finder) indefinite(m *doc.Mention, source doc.Range) bool {
	if m.Form != doc.NominalForm || m.Entity < 0 || !r.Is(m.FirstToken, lexicon.Introducing) {
		return false
	}
	named := func(i int) bool { return r.Mentions[i].Form == doc.NameForm }
	in := func(i int) bool {
		return named(i) && r.Mentions[i].FirstToken >= source.First && r.Mentions[i].EndToken <= source.End
	}
	all := r.Entities[m.Entity].Mentions
	return slices.ContainsFunc(all, named) && !slices.ContainsFunc(all, in)
}

// isAgency reports whether a mention is a pronoun resolved to the agency or outlet that
// publishes the article. There "it" and "we" mean somebody else, unless the text has just named
// the agency ("Meridian reported … it said").
func (r *Finder) isAgency(m *doc.Mention) bool {
	if m.Form != doc.PronounForm || m.Entity < 0 || !r.Is(m.FirstToken, lexicon.AgencyWord) {
		return false
	}
	name := strings.ToLower(r.Entities[m.Entity].Name)
	outlet := strings.ToLower(r.Article.Outlet)
	if dl := r.Article.Dateline; dl == nil || name != strings.ToLower(dl.Agency) && name != outlet {
		return false
	}
	sentence := r.Tokens[m.FirstToken].Sentence
	return !slices.ContainsFunc(r.Entities[m.Entity].Mentions, func(i int) bool {
		x := &r.Mentions[i]
		return x.Form == doc.NameForm && x.FirstToken < m.FirstToken &&
			sentence-r.Tokens[x.FirstToken].Sentence <= 1 &&
			x.Start >= r.Article.Dateline.End
	})
}
