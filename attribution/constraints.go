package attribution

import (
	"slices"
	"strings"

	"readout/doc"
)

// constrain drops a source that cannot be one. Each constraint is a function.
func (r *reading) constrain(f *found, s *doc.Statement) {
	if f.source.empty() || !r.asked(f) && !r.passiveSubject(f) {
		return
	}
	f.source, s.Source = span{}, nil
}

// asked reports whether the cue says of its source that it was asked: "The minister, asked
// whether he would testify, replied …" does not ask.
func (r *reading) asked(f *found) bool {
	return f.source.end == f.cue.first-1 && r.d.Form(f.cue.first-1) == "," && r.is(f.cue.first, askedWord)
}

// passiveSubject reports whether the source is the subject of a passive: "Lind was accused
// of fraud" accuses nobody, "the talks are expected to fail" expects nothing. "Was quoted
// as saying" says.
func (r *reading) passiveSubject(f *found) bool {
	if f.source.end > f.cue.first || f.cue.first-f.source.end > 3 {
		return false
	}
	c := r.readCue(f.cue)
	if c.entry == nil || c.entry.part != verbCue || len(c.entry.rest) > 0 || r.word(c.head).XPOS != doc.XVBN {
		return false
	}
	for i := c.head - 1; i >= f.source.end; i-- {
		if r.is(i, beForm) {
			return true
		}
		if !r.is(i, adverbTag|negation) {
			return false
		}
	}
	return false
}

// indefinite reports whether a mention that heads a source introduces somebody ("A Norhaven
// official") and is tied to one who has a name, which the source does not give: who is
// introduced has not been named before.
func (r *reading) indefinite(m *doc.Mention, source span) bool {
	if m.Form != doc.NominalForm || m.Entity < 0 || !r.is(m.FirstToken, introducing) {
		return false
	}
	named := func(i int) bool { return r.d.Mentions[i].Form == doc.NameForm }
	in := func(i int) bool {
		return named(i) && r.d.Mentions[i].FirstToken >= source.first && r.d.Mentions[i].EndToken <= source.end
	}
	all := r.d.Entities[m.Entity].Mentions
	return slices.ContainsFunc(all, named) && !slices.ContainsFunc(all, in)
}

// isAgency reports whether a mention is a pronoun tied to the agency or the outlet that
// publishes the article: "it" and "we" there are other people's words, unless the agency
// has just been named in the text ("Meridian reported … it said").
func (r *reading) isAgency(m *doc.Mention) bool {
	if m.Form != doc.PronounForm || m.Entity < 0 || !r.is(m.FirstToken, agencyWord) {
		return false
	}
	name := strings.ToLower(r.d.Entities[m.Entity].Name)
	outlet := strings.ToLower(r.d.Article.Outlet)
	if dl := r.d.Article.Dateline; dl == nil || name != strings.ToLower(dl.Agency) && name != outlet {
		return false
	}
	sentence := r.d.Tokens[m.FirstToken].Sentence
	return !slices.ContainsFunc(r.d.Entities[m.Entity].Mentions, func(i int) bool {
		x := &r.d.Mentions[i]
		return x.Form == doc.NameForm && x.FirstToken < m.FirstToken &&
			sentence-r.d.Tokens[x.FirstToken].Sentence <= 1 &&
			x.Start >= r.d.Article.Dateline.End
	})
}

// claimsClosed reports whether f takes words that a closed quotation ended as a sentence of
// their own, and stands in another sentence: "… “It was dark.” The trial continues." does
// not say so.
func claimsClosed(d *doc.Doc, f *found) bool {
	last := f.hull().end - 1
	return last < f.cue.first && d.Tokens[last].Sentence != d.Tokens[f.cue.first].Sentence && closes(d, last) &&
		f.hull().first < last && d.Form(last-1) == "."
}
