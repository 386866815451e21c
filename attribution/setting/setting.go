// Package setting finds to whom, on what occasion and when a statement was made.
//
// It takes a cue and the rest of its sentence, outside source and content, and returns the
// audience and the occasion as written, and a day. It rejects a day after the report's date if
// the verb is in the past or present.
//
// The one idea: whatever accompanies "said" and is neither source nor content describes the
// saying.
package setting

import (
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// Setting is to whom, on what occasion and when a statement was made. A field is empty if the
// text does not say.
type Setting struct{ Audience, Occasion, SaidOn string }

// Of reads the setting of a cue from rest: the words of its sentence outside its own source and
// content and outside neighbouring contents.
func Of(text *phrase.Text, c *phrase.Cue, rest phrase.Rest) Setting {
	x := surroundings{Text: text, Rest: rest}
	s := Setting{Audience: x.audience(c)}
	if s.Audience != "" && x.toldOccasion() {
		s.Occasion, s.Audience = s.Audience, "" // "told a news conference"
	} else {
		s.Occasion = x.occasion(c.End)
	}
	if day := x.saidOn(c); !x.ahead(c, day) {
		s.SaidOn = day
	}
	return s
}

// ahead reports whether a day is after the report's date although the verb is in the past or
// present.
func (x *surroundings) ahead(c *phrase.Cue, day string) bool {
	report := x.Article.Published
	n := min(len(day), len(report))
	if n == 0 || day[:n] <= report[:n] {
		return false
	}
	switch x.Word(c.Head).XPOS {
	case doc.XVBD, doc.XVBN, doc.XVBZ, doc.XVBP:
		return true
	}
	return false
}

// surroundings is the sentence of a cue without sources and contents.
type surroundings struct {
	*phrase.Text
	phrase.Rest
	hearer int // first token of the audience
}

// freeEnd returns the end of the leading tokens of [i, end) that are free.
func (x *surroundings) freeEnd(i, end int) int {
	for k := i; k < end; k++ {
		if !x.Free(k) {
			return k
		}
	}
	return end
}

// beginsHearer is the classes of words that can begin the audience.
const beginsHearer = lexicon.DeterminerTag | lexicon.PossessiveTag | lexicon.PronounTag | lexicon.NounTag |
	lexicon.AdjectiveTag | lexicon.NumberTag

// audience returns who was told: the object of "told", or what follows "to" or "with" ("said to
// reporters", "in an interview with the newspaper").
func (x *surroundings) audience(c *phrase.Cue) string {
	i := c.End
	if c.Entry != nil && c.Entry.Hearer {
		i = min(i, c.Head+1+len(c.Entry.Rest)) // a cue may hold its hearer: "told reporters"
		if x.Free(i) && !x.Timed(i) && (x.Is(i, beginsHearer) || x.opensTitle(i)) {
			if text := x.phrase(i); text != "" {
				return text
			}
		}
	}
	for k := i; x.Free(k) && k < i+phrase.Farthest; k++ {
		switch form := x.LowerForm(k); {
		case form == "to" && k == i && x.Word(k+1).XPOS != doc.XVB, form == "with" && x.Is(k-1, lexicon.Hearing):
			if text := x.phrase(k + 1); text != "" {
				return text
			}
		}
	}
	return ""
}

// toldOccasion reports whether the audience is an occasion and neither a name that has such a word nor somebody else:
// "a news conference", not "Ostra News" and not "a news agency".
func (x *surroundings) toldOccasion() bool {
	head := x.GroupEnd(x.hearer, x.Sentence.End) - 1
	return head >= x.hearer && x.Is(head, lexicon.Occasional) && x.Word(head).UPOS != doc.PROPN
}

// opensTitle reports whether a complete quotation begins at token i. It is no content, or token i
// would not be free: “Ostra Today”.
func (x *surroundings) opensTitle(i int) bool {
	if i >= x.Sentence.End {
		return false
	}
	q := x.Tokens[i].Quote
	return q >= 0 && x.Quotes[q].Closed && x.Quotes[q].FirstToken == i
}

// phrase returns the text of the noun phrase at token i, up to the first token that is not free,
// without the day that may follow; or of the title in quotation marks there.
func (x *surroundings) phrase(i int) string {
	end := x.freeEnd(i, x.PhraseEnd(i, x.Sentence.End))
	title := x.opensTitle(i)
	if title {
		i, end = i+1, x.freeEnd(i, x.Quotes[x.Tokens[i].Quote].EndToken)
	}
	name := x.nameEnd(i)
	for end > max(i, name) && (x.IsMark(end-1) || !title && (x.Timed(end-1) || x.Is(end-1, lexicon.ParticipleTag))) {
		end-- // "told reporters Monday", "an interview with the Courier published Monday"
	}
	if end <= i {
		return ""
	}
	x.hearer = i
	return x.Written(i, end)
}

// nameEnd returns the end of the name at token i, which may have a word for a time: "Ostra Today". It is i if there is
// none.
func (x *surroundings) nameEnd(i int) int {
	for m := x.FirstMention(i); m < len(x.Mentions) && x.Mentions[m].FirstToken == i; m++ {
		if x.Mentions[m].Form == doc.NameForm {
			return x.freeEnd(i, x.Mentions[m].EndToken)
		}
	}
	return i
}

// occasion returns the phrase that says where or how the statement was made, as written: "at a
// news conference", "on the sidelines of the forum".
func (x *surroundings) occasion(after int) string {
	for _, from := range [...]int{after, x.Sentence.First} {
		for k := from; k < min(x.Sentence.End, from+phrase.Farthest) && (x.Free(k) || x.Form(k) == ","); k++ {
			if !x.Is(k, lexicon.OccasionPreposition) || x.Timed(k+1) {
				continue
			}
			if end := x.freeEnd(k, x.occasionEnd(k+1)); end > k+1 {
				return x.Written(k, end)
			}
		}
	}
	return ""
}

// occasionEnd returns the end of the occasion that starts at token i, or i if there is none.
func (x *surroundings) occasionEnd(i int) int {
	end := x.GroupEnd(i, x.Sentence.End)
	if end == i || !x.OccasionAt(i, x.Sentence.End) {
		return i
	}
	for x.Is(end, lexicon.OccasionLink) && !x.Timed(end) && !x.Timed(end+1) {
		next := x.GroupEnd(end+1, x.Sentence.End)
		if next == end+1 || x.Timed(next-1) {
			break
		}
		end = next
	}
	return end
}

// saidOn returns the day on which a statement was made: a date beside the cue, or one that opens
// the sentence ("On Tuesday, both …"). A date inside source or content does not count.
func (x *surroundings) saidOn(c *phrase.Cue) string {
	for i := c.End; i < min(x.Sentence.End, c.End+phrase.Farthest) && (x.Free(i) || x.Form(i) == ","); i++ {
		if day := x.Day(i); day != "" && x.Free(i) {
			return day
		}
		if x.Is(i, lexicon.FiniteTag) {
			break
		}
	}
	least := c.First - phrase.Farthest
	for i := c.First - 1; x.Free(i) && i > least && x.Form(i) != "," && !x.Is(i, lexicon.FiniteTag); i-- {
		if day := x.Day(i); day != "" {
			return day
		}
	}
	for i := x.Sentence.First; i < x.Sentence.First+6 && x.Free(i) && !x.Is(i, lexicon.VerbTag); i++ {
		if day := x.Day(i); day != "" {
			return day
		}
	}
	return ""
}
