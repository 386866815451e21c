package attribution

import (
	"slices"

	"readout/article"
	"readout/attribution/lexicon"
	"readout/attribution/marks"
	"readout/attribution/phrase"
	"readout/doc"
	"readout/record"
)

// sourcing decides the source of an attribution. Each constraint is a function.
type sourcing struct{ *phrase.Text }

// constrain corrects the source of f and drops it if it cannot be one.
func (r sourcing) constrain(f *found, s *doc.Statement) {
	r.repair(f)
	if s.Source = nil; !f.source.Empty() {
		s.Source = []article.Span{r.Bytes(f.source)}
	}
	sift := sieve(r)
	if f.source.Empty() || !r.asked(f) && !r.passiveSubject(f) && !sift.told(f) && !sift.moved(f) {
		return
	}
	f.source, s.Source = doc.Range{}, nil
}

// repair extends a source that begins inside a name to the whole name, replaces one inside
// brackets by the person before the bracket, and fills in the subject of the cue if there is no
// source.
func (r sourcing) repair(f *found) {
	if f.source.Empty() {
		f.source = r.subject(f)
		return
	}
	first := f.source.First
	if open := r.openBracket(first); open >= 0 {
		first = open - 1
	}
	for m := r.FirstMention(max(0, first-phrase.MostBefore)); m < len(r.Mentions); m++ {
		x := &r.Mentions[m]
		if x.FirstToken > first {
			return
		}
		if x.Form == doc.NameForm && x.EndToken > first && x.FirstToken < f.source.First &&
			(f.cue.End <= x.FirstToken || x.EndToken <= f.cue.First) &&
			!f.contains(doc.Range{First: x.FirstToken, End: x.EndToken}) {
			f.source.First = x.FirstToken
			return
		}
	}
}

// relayed makes the quoted person the source and returns who quotes: "the Tribune quoted Holm as
// saying", "Holm was quoted as saying by the Tribune".
func (r sourcing) relayed(c *phrase.Cue, f *found) doc.Range {
	verb := r.relayVerb(f.cue)
	if quoted := (doc.Range{First: f.cue.First - 2, End: f.cue.First - 1}); verb < 0 &&
		r.Is(f.cue.First-1, lexicon.Subordinator) && r.relayVerb(quoted) >= 0 && !f.source.Contains(quoted) {
		verb = quoted.First // "was quoted as saying" without its first words
		f.cue.First, c.First = verb, verb
	}
	as := r.asSaying(verb)
	if as < 0 {
		return doc.Range{}
	}
	if as > verb+1 {
		whom := r.MentionBefore(as)
		if whom.First <= verb {
			return doc.Range{}
		}
		quoter := f.source
		f.source, f.cue.End, c.End = whom, verb+1, verb+1
		return quoter
	}
	subject := verb
	for subject > 0 && r.Is(subject-1, lexicon.BeForm|lexicon.AdverbTag) {
		subject--
	}
	if s := r.MentionBefore(subject); subject < verb && !s.Empty() && !f.contains(s) {
		f.source = s
	}
	return r.agent(as + 2)
}

// relayVerb returns the verb of a cue that passes on somebody else's words ("quoted"), or -1.
func (r sourcing) relayVerb(cue doc.Range) int {
	for i := max(0, cue.First); i < cue.End; i++ {
		if r.Is(i, lexicon.VerbTag) && r.Lex.Class(r.Word(i).Lemma)&lexicon.RelayCue != 0 {
			return i
		}
	}
	return -1
}

// asSaying returns the "as" of "quoted (somebody) as saying" after such a verb, or -1.
func (r sourcing) asSaying(verb int) int {
	if verb < 0 {
		return -1
	}
	for as := verb + 1; as < min(verb+phrase.MostBefore, r.SentenceAt(verb).End-1); as++ {
		if r.Is(as, lexicon.Subordinator) {
			if r.Word(as+1).XPOS == doc.XVBG {
				return as
			}
			return -1
		}
	}
	return -1
}

// agent returns the mention after a "by" at token i, or an empty range.
func (r sourcing) agent(i int) doc.Range {
	if i+1 >= len(r.Tokens) || r.LowerForm(i) != "by" {
		return doc.Range{}
	}
	for m := r.FirstMention(i + 1); m < len(r.Mentions) && r.Mentions[m].FirstToken <= i+2; m++ {
		if x := &r.Mentions[m]; x.FirstToken == i+1 || r.Is(i+1, lexicon.DeterminerTag) {
			return doc.Range{First: x.FirstToken, End: x.EndToken}
		}
	}
	return doc.Range{}
}

// openBracket returns the bracket that is still open before token i in its sentence, or -1.
func (r sourcing) openBracket(i int) int {
	for k := i - 1; k >= max(r.SentenceAt(i).First, i-phrase.MostBefore); k-- {
		switch r.Form(k) {
		case ")", "]":
			return -1
		case "(":
			return k
		}
	}
	return -1
}

// subject returns the mention right before an active verb that has no source: "Holm said".
func (r sourcing) subject(f *found) doc.Range {
	c := r.ReadCue(f.cue)
	if c.Entry == nil {
		return doc.Range{}
	}
	end := f.cue.First
	for end > 0 && r.Is(end-1, lexicon.AdverbTag) {
		end--
	}
	tag := r.Word(c.Head).XPOS
	speaks := c.Entry.Part == lexicon.Verb && c.Entry.Attitude == record.Speech && c.Head == f.cue.First &&
		(tag == doc.XVBD || tag == doc.XVBZ)
	if feels := c.Entry.Part == lexicon.Adjective && r.Is(end-1, lexicon.BeForm); feels {
		end-- // "he was convinced"
	} else if !speaks {
		return doc.Range{}
	}
	s := r.MentionBefore(end)
	if s.Empty() || r.SentenceAt(s.First) != r.SentenceAt(f.cue.First) || f.contains(s) ||
		r.Is(s.First-1, lexicon.Preposition|lexicon.Conjunction) {
		return doc.Range{}
	}
	return s
}

// asked reports whether the cue says that the source was asked: "The minister, asked whether he
// would testify, replied …" does not make the minister the one who asks.
func (r sourcing) asked(f *found) bool {
	return f.source.End == f.cue.First-1 && r.Form(f.cue.First-1) == "," && r.Is(f.cue.First, lexicon.AskedWord)
}

// passiveSubject reports whether the source is the subject of a passive cue and so not the one
// who speaks: "Lind was accused of fraud", "the talks are expected to fail". "Was quoted as
// saying" is not such a cue.
func (r sourcing) passiveSubject(f *found) bool {
	if f.source.End > f.cue.First || f.cue.First-f.source.End > 3 {
		return false
	}
	c := r.ReadCue(f.cue)
	if c.Entry == nil || c.Entry.Part != lexicon.Verb || !plain(r.Text, c.Entry) || r.Word(c.Head).XPOS != doc.XVBN {
		return false
	}
	for i := c.Head - 1; i >= f.source.End; i-- {
		if r.Is(i, lexicon.BeForm) {
			return true
		}
		if !r.Is(i, lexicon.AdverbTag|lexicon.Negation) {
			return false
		}
	}
	return false
}

// plain reports whether an entry is a bare verb, optionally with "on" or the like: "pressed on",
// not "quoted as saying".
func plain(x *phrase.Text, e *lexicon.Cue) bool {
	return len(e.Rest) == 0 || len(e.Rest) == 1 && x.Lex.Class(e.Rest[0])&lexicon.AboutOn != 0
}

// told reports whether the pronoun right behind the cue means one of the speakers: "the writer asked
// him", where the writer was taken for him. Nobody is the speaker then.
func (r sourcing) told(f *found, speakers []int) bool {
	m := r.FirstMention(f.cue.End)
	if m == len(r.Mentions) || r.Mentions[m].FirstToken != f.cue.End || r.Mentions[m].Form != doc.PronounForm ||
		f.source.First > f.cue.First || r.Word(f.cue.End).XPOS != doc.XPRP || r.Stresses(f.cue.End) {
		return false
	}
	return slices.Contains(speakers, r.Mentions[m].Entity) && !f.contains(doc.Range{First: f.cue.End, End: f.cue.End + 1})
}

// claimsClosed reports whether the content of f ends with a complete quoted sentence while its
// cue is in a later sentence: "… “It was dark.” The trial continues."
func claimsClosed(d *doc.Doc, f *found) bool {
	last := f.hull().End - 1
	return last < f.cue.First && d.Tokens[last].Sentence != d.Tokens[f.cue.First].Sentence && marks.Closes(d, last) &&
		f.hull().First < last && d.Form(last-1) == "."
}

// wholePhrase extends a cue to the whole phrase that it begins: "according to", not "according". A
// verb takes the preposition that makes it do something else from its content: "called on | Marsh
// to sail".
func (r sourcing) wholePhrase(f *found) {
	e := r.EntryAt(f.cue.First, r.SentenceAt(f.cue.First).End)
	if c := r.ReadCue(f.cue); c.Entry != nil && len(c.Entry.Rest) == 0 && c.Head == f.cue.End-1 && len(f.content) > 0 &&
		f.content[0].First == f.cue.End {
		long := r.EntryAt(c.Head, f.content[0].End)
		if long != nil && long.Part == lexicon.Verb && c.Entry.Part == lexicon.Verb && len(long.Rest) == 1 &&
			long.Act != c.Entry.Act && r.Is(f.cue.End, lexicon.Preposition) && r.Word(f.cue.End).XPOS != doc.XTO {
			f.cue.End++
			f.content[0].First++
			return
		}
	}
	if e == nil || e.Part != lexicon.Phrase {
		return
	}
	rest := doc.Range{First: f.cue.End, End: f.cue.First + 1 + len(e.Rest)}
	if rest.Empty() || f.source.Overlaps(rest) || slices.ContainsFunc(f.content, rest.Overlaps) {
		return
	}
	f.cue.End = rest.End
}

// passiveContent removes the subject of a passive cue from the content and makes the "by" phrase
// the source: "Orr was asked by Holm whether it would close".
func (r sourcing) passiveContent(f *found) {
	if len(f.content) < 2 || !r.subjectOnly(f, f.content[0]) {
		return
	}
	f.content = f.content[1:]
	by := r.agent(f.content[0].First)
	if f.source.Empty() && !by.Empty() && by.End < f.content[0].End {
		f.source, f.content[0].First = by, by.End
	}
}

// subjectOnly reports whether a piece of content is just the subject of a passive cue: "she was
// asked about it".
func (r sourcing) subjectOnly(f *found, piece doc.Range) bool {
	c := r.ReadCue(f.cue)
	if piece.End != f.cue.First || c.Entry == nil || c.Entry.Part != lexicon.Verb || !r.Is(f.cue.First, lexicon.BeForm) ||
		r.Word(c.Head).XPOS != doc.XVBN {
		return false
	}
	return r.MentionBefore(piece.End) == piece
}
