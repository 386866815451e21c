package attribution

import (
	"slices"
	"strings"

	"readout/article"
	"readout/attribution/marks"
	"readout/doc"
	"readout/record"
)

// constrain drops a source that cannot be one. Each constraint is a function.
func (r *reading) constrain(f *found, s *doc.Statement) {
	r.mend(f)
	if s.Source = nil; !f.source.Empty() {
		s.Source = []article.Span{r.d.Bytes(f.source)}
	}
	sift := sieve{r}
	if f.source.Empty() || !r.asked(f) && !r.passiveSubject(f) && !sift.told(f) && !sift.moved(f) {
		return
	}
	f.source, s.Source = doc.Range{}, nil
}

// mend makes the source a phrase that the article has: all of the name that it begins inside of, the person before the
// bracket that it begins in, the subject of the cue where it has none.
func (r *reading) mend(f *found) {
	if f.source.Empty() {
		f.source = r.subject(f)
		return
	}
	first := f.source.First
	if open := r.openBracket(first); open >= 0 {
		first = open - 1
	}
	for m := r.firstMention(max(0, first-mostBefore)); m < len(r.d.Mentions) && r.d.Mentions[m].FirstToken <= first; m++ {
		x := &r.d.Mentions[m]
		if x.Form == doc.NameForm && x.EndToken > first && x.FirstToken < f.source.First &&
			(f.cue.End <= x.FirstToken || x.EndToken <= f.cue.First) &&
			!f.contains(doc.Range{First: x.FirstToken, End: x.EndToken}) {
			f.source.First = x.FirstToken
			return
		}
	}
}

// relayed makes whom another quotes the source, and gives the other: "the Tribune quoted Holm as saying", "Holm was
// quoted as saying by the Tribune".
func (r *reading) relayed(c *cueReading, f *found) doc.Range {
	verb := r.relayVerb(f.cue)
	if quoted := f.cue.First - 2; verb < 0 && r.is(f.cue.First-1, subordinator) && r.relayVerb(doc.Range{First: quoted,
		End: quoted + 1}) >= 0 && !f.source.Contains(doc.Range{First: quoted, End: quoted + 1}) {
		verb, f.cue.First, c.First = quoted, quoted, quoted // "was quoted as saying" without its first words
	}
	as := r.asSaying(verb)
	if as < 0 {
		return doc.Range{}
	}
	if as > verb+1 {
		whom := r.mentionBefore(as)
		if whom.First <= verb {
			return doc.Range{}
		}
		quoter := f.source
		f.source, f.cue.End, c.End = whom, verb+1, verb+1
		return quoter
	}
	subject := verb
	for subject > 0 && r.is(subject-1, beForm|adverbTag) {
		subject--
	}
	if s := r.mentionBefore(subject); subject < verb && !s.Empty() && !f.contains(s) {
		f.source = s
	}
	return r.agent(as + 2)
}

// relayVerb is the verb of a cue that passes on another's words: "quoted"; -1 where there is none.
func (r *reading) relayVerb(cue doc.Range) int {
	for i := max(0, cue.First); i < cue.End; i++ {
		if r.is(i, verbTag) && r.lex.classes[r.word(i).Lemma]&relayCue != 0 {
			return i
		}
	}
	return -1
}

// asSaying is the "as" of "quoted (somebody) as saying" behind such a verb; -1 where there is none.
func (r *reading) asSaying(verb int) int {
	if verb < 0 {
		return -1
	}
	for as := verb + 1; as < min(verb+mostBefore, r.sentence(verb).End-1); as++ {
		if r.is(as, subordinator) {
			if r.word(as+1).XPOS == doc.XVBG {
				return as
			}
			return -1
		}
	}
	return -1
}

// mentionBefore is the widest mention of somebody that ends before token i, as a span; empty where there is none.
func (r *reading) mentionBefore(i int) doc.Range {
	for m := r.firstMention(max(0, i-mostBefore)); m < len(r.d.Mentions) && r.d.Mentions[m].FirstToken < i; m++ {
		x := &r.d.Mentions[m]
		if speaks := x.Kind == doc.Person || x.Kind == doc.Organization || x.Kind == doc.Group; x.EndToken == i &&
			speaks && r.word(x.Head).XPOS != doc.XPRPS {
			return doc.Range{First: x.FirstToken, End: x.EndToken}
		}
	}
	return doc.Range{}
}

// agent is the mention behind the "by" at token i; empty where there is none.
func (r *reading) agent(i int) doc.Range {
	if i+1 >= len(r.d.Tokens) || r.d.LowerForm(i) != "by" {
		return doc.Range{}
	}
	for m := r.firstMention(i + 1); m < len(r.d.Mentions) && r.d.Mentions[m].FirstToken <= i+2; m++ {
		if x := &r.d.Mentions[m]; x.FirstToken == i+1 || r.is(i+1, determinerTag) {
			return doc.Range{First: x.FirstToken, End: x.EndToken}
		}
	}
	return doc.Range{}
}

// mostBefore is how many tokens a mention may begin before the token that is looked at.
const mostBefore = 12

// openBracket is the opening bracket that token i stands behind in its sentence, with no closing one between, or -1.
func (r *reading) openBracket(i int) int {
	for k := i - 1; k >= max(r.sentence(i).First, i-mostBefore); k-- {
		switch r.d.Form(k) {
		case ")", "]":
			return -1
		case "(":
			return k
		}
	}
	return -1
}

// subject is the mention right before a verb in the active that has no source: "Holm said".
func (r *reading) subject(f *found) doc.Range {
	c := r.readCue(f.cue)
	if c.entry == nil {
		return doc.Range{}
	}
	end := f.cue.First
	for end > 0 && r.is(end-1, adverbTag) {
		end--
	}
	tag := r.word(c.head).XPOS
	speaks := c.entry.part == verbCue && c.entry.attitude == record.Speech && c.head == f.cue.First &&
		(tag == doc.XVBD || tag == doc.XVBZ)
	if feels := c.entry.part == adjectiveCue && r.is(end-1, beForm); feels {
		end-- // "he was convinced"
	} else if !speaks {
		return doc.Range{}
	}
	s := r.mentionBefore(end)
	if s.Empty() || r.sentence(s.First) != r.sentence(f.cue.First) || f.contains(s) ||
		r.is(s.First-1, preposition|conjunction) {
		return doc.Range{}
	}
	return s
}

// asked reports whether the cue says of its source that it was asked: "The minister, asked
// whether he would testify, replied …" does not ask.
func (r *reading) asked(f *found) bool {
	return f.source.End == f.cue.First-1 && r.d.Form(f.cue.First-1) == "," && r.is(f.cue.First, askedWord)
}

// passiveSubject reports whether the source is the subject of a passive: "Lind was accused
// of fraud" accuses nobody, "the talks are expected to fail" expects nothing. "Was quoted
// as saying" says.
func (r *reading) passiveSubject(f *found) bool {
	if f.source.End > f.cue.First || f.cue.First-f.source.End > 3 {
		return false
	}
	c := r.readCue(f.cue)
	if c.entry == nil || c.entry.part != verbCue || !r.plain(c.entry) || r.word(c.head).XPOS != doc.XVBN {
		return false
	}
	for i := c.head - 1; i >= f.source.End; i-- {
		if r.is(i, beForm) {
			return true
		}
		if !r.is(i, adverbTag|negation) {
			return false
		}
	}
	return false
}

// plain reports whether an entry is a verb and at most what it is about: "pressed on", not "quoted as saying".
func (r *reading) plain(e *cueEntry) bool {
	return len(e.rest) == 0 || len(e.rest) == 1 && r.lex.classes[e.rest[0]]&aboutOn != 0
}

// indefinite reports whether a mention that heads a source introduces somebody ("A Norhaven
// official") and is tied to one who has a name, which the source does not give: who is
// introduced has not been named before.
func (r *reading) indefinite(m *doc.Mention, source doc.Range) bool {
	if m.Form != doc.NominalForm || m.Entity < 0 || !r.is(m.FirstToken, introducing) {
		return false
	}
	named := func(i int) bool { return r.d.Mentions[i].Form == doc.NameForm }
	in := func(i int) bool {
		return named(i) && r.d.Mentions[i].FirstToken >= source.First && r.d.Mentions[i].EndToken <= source.End
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
	last := f.hull().End - 1
	return last < f.cue.First && d.Tokens[last].Sentence != d.Tokens[f.cue.First].Sentence && marks.Closes(d, last) &&
		f.hull().First < last && d.Form(last-1) == "."
}

// wholePhrase gives a cue the rest of the phrase that it begins: "according to", not "according".
func (r *reading) wholePhrase(f *found) {
	e := r.entryAt(f.cue.First, r.sentence(f.cue.First).End)
	if e == nil || e.part != phraseCue {
		return
	}
	rest := doc.Range{First: f.cue.End, End: f.cue.First + 1 + len(e.rest)}
	if rest.Empty() || f.source.Overlaps(rest) || slices.ContainsFunc(f.content, rest.Overlaps) {
		return
	}
	f.cue.End = rest.End
}

// passiveContent takes the subject of a passive out of what is said, and makes whom "by" names the source: "Orr was
// asked by Holm whether it would close".
func (r *reading) passiveContent(f *found) {
	if len(f.content) < 2 || !r.subjectOnly(f, f.content[0]) {
		return
	}
	f.content = f.content[1:]
	by := r.agent(f.content[0].First)
	if f.source.Empty() && !by.Empty() && by.End < f.content[0].End {
		f.source, f.content[0].First = by, by.End
	}
}

// subjectOnly reports whether a piece of content is the subject of a passive cue and no more: "she was asked about it".
func (r *reading) subjectOnly(f *found, piece doc.Range) bool {
	c := r.readCue(f.cue)
	if piece.End != f.cue.First || c.entry == nil || c.entry.part != verbCue || !r.is(f.cue.First, beForm) ||
		r.word(c.head).XPOS != doc.XVBN {
		return false
	}
	return r.mentionBefore(piece.End) == piece
}

// unheld reports whether nobody is told to say what a statement says: its source is nobody, or
// stands under a condition.
func (r *reading) unheld(f *found) bool {
	if f.source.Empty() || f.source.First > f.cue.First {
		return false
	}
	if first := r.sentence(f.cue.First).First; f.source.First == first+1 && r.is(first, subordinator) {
		word := r.d.LowerForm(first)
		return word == "if" || word == "unless"
	}
	return r.is(f.source.First, nobody)
}
