package attribution

import (
	"readout/article"
	"readout/attribution/marks"
	"readout/doc"
	"readout/record"
)

// sieve says which of the attributions that the heads propose are none, or none of their source.
type sieve struct{ *reading }

// told reports whether a headline says of its source what others told it to do: "Lind told to resign", "Orr pressed to
// stay" have no object that could have been told.
func (r sieve) told(f *found) bool {
	block := r.d.Article.Blocks[r.d.Sentences[r.d.Tokens[f.cue.First].Sentence].Block].Kind
	if block != article.Headline && block != article.Heading || f.source.End != f.cue.First || len(f.content) == 0 ||
		f.content[0].First != f.cue.End || r.word(f.cue.End).XPOS != doc.XTO {
		return false
	}
	c := r.readCue(f.cue)
	past := r.word(c.head).XPOS == doc.XVBN || r.word(c.head).XPOS == doc.XVBD
	return past && c.entry != nil && c.entry.part == verbCue && r.plain(c.entry) &&
		(c.entry.hearer || c.entry.act == record.Advise || c.entry.act == record.Demand)
}

// moved reports whether a noun of hope or fear is what the source does something to, and not what it has: "the vote
// raised hopes of a deal" does not hope.
func (r sieve) moved(f *found) bool {
	c := r.readCue(f.cue)
	if c.entry == nil || c.entry.part != nounCue || !r.of(c.head, feeling) || f.source.End > c.head {
		return false
	}
	for i := c.head - 1; i >= f.source.End && !r.ends(i); i-- {
		if r.is(i, verbTag) {
			return r.of(i, moving)
		}
	}
	return false
}

// feelings gives back to the content the hope or fear that a cue speaks of: "plays down | hopes of a document".
func (r sieve) feelings(f *found) {
	c := r.readCue(f.cue)
	if c.entry == nil || c.entry.part != verbCue || c.entry.act != record.Reject || len(f.content) == 0 ||
		f.content[0].First != f.cue.End || !r.of(f.cue.End-1, feeling) {
		return
	}
	if end := c.head + 1 + len(c.entry.rest); end < f.cue.End {
		f.cue.End, f.content[0].First = end, end
	}
}

// asksWhether reports whether what is said is a question that the source was asked: "Orr, when asked whether it had
// sunk, said …" does not say whether.
func (r sieve) asksWhether(f *found) bool {
	first := f.hull().First
	if !r.is(first, askingTopic) || !r.is(first-1, askedWord) || f.cue.Contains(doc.Range{First: first - 1, End: first}) {
		return false
	}
	x := surroundings{reading: r.reading, sentence: r.sentence(first)}
	return x.wasAsked(first - 1)
}

// sureWord is the score from which an attribution is believed whose cue the tables do not know.
//
// Source: four annotated threads, 2026-11-28: of 26 such below it whose content has no verb 20 are none.
const sureWord = 0.7

// deed reports whether an attribution tells what its source does and not what it says: its cue has no word that
// the tables know to attribute, or one that its particle makes another of, and its content no verb. "The court
// upheld a subpoena", "he called off a meeting".
func (r sieve) deed(f *found) bool {
	if f.declines || f.score >= sureWord || len(r.d.Words) == 0 || r.d.Tokens[f.cue.First].Kind == doc.PunctToken ||
		marks.KindOf(r.d, f.content) != doc.Indirect || r.word(f.hull().First).XPOS == doc.XTO {
		return false
	}
	clause := false
	for _, s := range f.content {
		for i := s.First; i < s.End; i++ {
			clause = clause || r.is(i, finiteTag)
		}
	}
	c := r.readCue(f.cue)
	particle := c.entry != nil && c.entry.part == verbCue && len(c.entry.rest) == 0 && r.word(c.head+1).XPOS == doc.XRP
	return !clause && (c.entry == nil || particle)
}

// onlyWhen reports whether all of what is said is a time: "the court ruled on Tuesday".
func (r sieve) onlyWhen(f *found) bool {
	for _, s := range f.content {
		for i := s.First; i < s.End; i++ {
			if !r.timed(i) && !r.is(i, preposition) {
				return false
			}
		}
	}
	return marks.KindOf(r.d, f.content) == doc.Indirect
}

// somebody reports whether the whole of what a cue of "call" is said to say is a person: "she called her mother".
func (r sieve) somebody(f *found) bool {
	if len(f.content) != 1 || r.word(f.cue.First).Lemma != "call" || f.cue.End-f.cue.First != 1 {
		return false
	}
	s := f.content[0]
	return r.mentionBefore(s.End) == s
}
