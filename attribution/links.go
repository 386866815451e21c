package attribution

import (
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
	"readout/record"
)

// papersBack bounds how many statements to search backwards for the one that names a paper.
const papersBack = 8

// linking connects statements: answers to questions, documents to who issued them, and relayed
// statements to who relayed them.
type linking struct{ *phrase.Text }

// papers gives a statement whose source is a document the speaker of an earlier statement made
// in that document: "… the press service said in a statement. "…," the statement reads."
//
// Source: ours; only a document called by the same noun, and only with "the" before it.
func (r linking) papers(all []found) {
	d := r.Doc
	for i := range all {
		source := all[i].source
		if source.End-source.First != 2 || d.LowerForm(source.First) != "the" || !r.Is(source.First+1, lexicon.Paper) {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-papersBack; j-- {
			if b := &d.Statements[j]; len(b.Speakers) > 0 && r.saidIn(&all[j], d.LowerForm(source.First+1)) {
				d.Statements[i].Speakers = append([]int(nil), b.Speakers...)
				break
			}
		}
	}
}

// saidIn reports whether a statement was made in a document: its noun occurs in the sentence of
// the cue, outside the content, behind "in" or as something that is introduced there. "Marsh
// praised the letter" is not said in it.
func (r linking) saidIn(f *found, paper string) bool {
	x := phrase.Rest{Sentence: r.SentenceAt(f.cue.First), Taken: f.content}
	end := x.Sentence.End
	for i := f.cue.End; i < end; i++ {
		if r.Is(i, lexicon.FiniteTag) && x.Free(i) {
			end = i // what follows may be said of somebody else
		}
	}
	for i := x.Sentence.First; i < end; i++ {
		if r.LowerForm(i) == paper && !f.source.Contains(doc.Range{First: i, End: i + 1}) && x.Free(i) {
			first := i
			for first > x.Sentence.First && r.Is(first-1, lexicon.DeterminerTag|lexicon.AdjectiveTag|lexicon.NounTag|
				lexicon.PossessiveTag) && x.Free(first-1) && !r.Timed(first-1) {
				first--
			}
			if r.Is(first-1, lexicon.OccasionPreposition) || r.Is(first, lexicon.Introducing|lexicon.PossessiveTag) {
				return true
			}
		}
	}
	return false
}

// answers records the question that a statement replies to, if the report gives it: "Asked
// whether …, X said", "answered in the negative to the question if …", or a short answer right
// after a sentence that asks.
func (r linking) answers(all []found, cues []phrase.Cue) {
	d := r.Doc
	for i := range all {
		s := &d.Statements[i]
		if isAsk(s) {
			continue
		}
		if q := r.questionIn(&all[i]); !q.Empty() {
			s.Answers = d.Bytes(q)
		} else if r.repliesToBefore(&cues[i], all[i].hull()) {
			r.answerBefore(all, i)
		}
	}
}

// questionIn returns a question in the sentence of the cue, outside the source and the content.
func (r linking) questionIn(f *found) doc.Range {
	x := phrase.Rest{Sentence: r.SentenceAt(f.cue.First), Taken: append([]doc.Range{f.source}, f.content...)}
	at := f.cue.First
	for i := max(x.Sentence.First, at-2*phrase.Farthest); i < min(x.Sentence.End, at+2*phrase.Farthest); i++ {
		if i == at || !r.Is(i, lexicon.AskedWord|lexicon.QuestionNoun) || !x.Free(i) ||
			r.Is(i, lexicon.AskedWord) && !r.WasAsked(i, x.Sentence.First) {
			continue
		}
		k := i + 1
		for k < x.Sentence.End && k < i+8 && !r.Is(k, lexicon.AskingTopic) {
			k++
		}
		if k >= x.Sentence.End || k == i+8 {
			continue
		}
		if r.Is(k, lexicon.AboutOn) {
			k++
		}
		end := k
		for end < x.Sentence.End && x.Free(end) && !r.IsMark(end) {
			end++
		}
		if end > k {
			return doc.Range{First: k, End: end}
		}
	}
	return doc.Range{}
}

// repliesToBefore reports whether a statement reads like an answer: its cue says so, or it opens
// with yes or no.
func (r linking) repliesToBefore(c *phrase.Cue, content doc.Range) bool {
	if c.Entry != nil && r.Lex.Class(c.Entry.Lemma)&lexicon.ReplyCue != 0 {
		return true
	}
	for i := content.First; i < min(content.End, content.First+2); i++ {
		if r.Is(i, lexicon.YesNo) {
			return i+1 < content.End && r.IsMark(i+1)
		}
	}
	return false
}

// answerBefore links statement i to the last question among the two statements before it, if
// that question is at most two sentences back.
func (r linking) answerBefore(all []found, i int) {
	d := r.Doc
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if isAsk(&d.Statements[k]) {
			if d.SentenceOf(all[k].cue.First) >= d.SentenceOf(all[i].cue.First)-2 {
				d.Statements[i].Answers = d.Bytes(all[k].hull())
			}
			return
		}
	}
}

func isAsk(s *doc.Statement) bool { return s.Act == record.Ask }
