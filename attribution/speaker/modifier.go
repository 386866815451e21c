package speaker

import (
	"strings"

	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// modifies reports whether a mention behind a speaker only belongs to the noun after it and speaks for nobody: "the
// businessman and [reality] star", "Orr and the [chamber]'s members", "activists and [Senate] Republicans".
func (r *Finder) modifies(x *doc.Mention, source doc.Range) bool {
	next := x.EndToken
	if next >= source.End {
		return false
	}
	if r.Is(next, lexicon.PossessiveTag) {
		return next+1 < source.End && r.Is(next+1, lexicon.NounTag|lexicon.AdjectiveTag)
	}
	if !r.Is(next, lexicon.NounTag) {
		return false
	}
	m := r.FirstMention(next)
	return r.Word(next).UPOS == doc.NOUN ||
		x.Form == doc.NameForm && x.Kind != doc.Person && m < len(r.Mentions) && r.Mentions[m].FirstToken == next
}

// holdsOffice reports whether a mention is only the title in the name of an office: "the [secretary] of state's
// office". In "the author of the mayor's book" it is not.
func (r *Finder) holdsOffice(x *doc.Mention, source doc.Range) bool {
	end := x.EndToken
	if r.Is(end, lexicon.Linking) && r.Word(end+1).UPOS == doc.NOUN {
		end += 2
	}
	return x.Form == doc.NominalForm && end > x.EndToken && end+1 < source.End && r.Is(end, lexicon.PossessiveTag) &&
		r.Is(end+1, lexicon.BodyNoun)
}

// among reports whether a name is one of several that tell what kind of people the source describes: "several [Marsh]
// and Vask administration veterans".
func (r *Finder) among(x *doc.Mention, source doc.Range) bool {
	if x.Form != doc.NameForm || x.Kind != doc.Person || x.FirstToken == source.First ||
		!r.Is(x.EndToken, lexicon.Conjunction) || r.Is(x.FirstToken-1, lexicon.Conjunction) {
		return false
	}
	head := r.HeadOf(source)
	if head <= x.EndToken || r.Word(head).XPOS != doc.XNNS {
		return false
	}
	for m := r.FirstMention(x.EndToken + 1); m < len(r.Mentions) && r.Mentions[m].FirstToken == x.EndToken+1; m++ {
		if y := &r.Mentions[m]; y.Form == doc.NameForm && y.EndToken <= head {
			return true
		}
	}
	return false
}

// listsAt reports whether a comma, "and" or the like stands among tokens [from, to), so that what is named behind it
// may be one more.
func (r *Finder) listsAt(from, to int) bool {
	for i := from; i < to; i++ {
		if r.Is(i, lexicon.Conjunction) || r.Form(i) == "," || r.Form(i) == ";" {
			return true
		}
	}
	return false
}

// calledSo gives what a description was taken for somebody else back to who is named right behind its last noun: "the
// party's leader in Ostby Ann Marsh".
func (r *Finder) calledSo(out []int, source doc.Range) []int {
	if len(out) != 1 || r.Entities[out[0]].Kind != doc.Person || r.namedIn(out[0], source) {
		return out
	}
	for m := r.FirstMention(source.First + 1); m < len(r.Mentions) && r.Mentions[m].EndToken <= source.End; m++ {
		x := &r.Mentions[m]
		if x.Form == doc.NameForm && x.Kind == doc.Person && x.Entity >= 0 && r.Is(x.FirstToken-1, lexicon.NounTag) &&
			(x.EndToken == source.End || r.Form(x.EndToken) == ",") {
			return r.addSpeaker(nil, x.Entity)
		}
	}
	return out
}

// member reports whether a name is that of a party, but what the source speaks of is one of its members: "the second
// Republican in the House". Whom a comma then names speaks: "the second Republican in the House, Jim Orr".
func (r *Finder) member(x *doc.Mention, source doc.Range) bool {
	if x.Form != doc.NameForm || x.Kind != doc.Organization || x.Entity < 0 || x.FirstToken == source.First {
		return false
	}
	for m := r.FirstMention(x.EndToken); m < len(r.Mentions) && r.Mentions[m].EndToken <= source.End; m++ {
		if y := &r.Mentions[m]; y.Form == doc.NameForm && y.Kind == doc.Person && r.Form(y.FirstToken-1) == "," {
			return false
		}
	}
	form, name := r.Form(x.EndToken-1), r.Entities[x.Entity].Name
	return r.Is(source.First, lexicon.DeterminerTag) && len(name) == len(form)+1 && strings.HasPrefix(name, form)
}

// ofAnother reports whether a name only says whose somebody described before it is, so that "who" behind it may mean
// either: "a source close to Marsh, who".
func (r *Finder) ofAnother(x *doc.Mention) bool {
	link := x.FirstToken - 1
	if x.Form != doc.NameForm || x.Kind != doc.Person || !r.Is(link, lexicon.Preposition) {
		return false
	}
	if r.Is(link-1, lexicon.AdjectiveTag|lexicon.AdverbTag) {
		link--
	}
	m := r.FirstMention(max(0, link-phrase.MostBefore))
	for ; m < len(r.Mentions) && r.Mentions[m].FirstToken < link; m++ {
		if y := &r.Mentions[m]; y.EndToken == link && y.Form == doc.NominalForm && y.Kind == doc.Person {
			return true
		}
	}
	return r.Is(link-1, lexicon.PersonNoun)
}
