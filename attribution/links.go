package attribution

import (
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
	"readout/record"
)

// papersBack bounds how many statements back the one that names a paper may be.
const papersBack = 8

// linking ties statements to each other: to the question that one answers, the paper that one was made in, and
// those by way of whom it reached the report.
type linking struct{ *phrase.Text }

// papers gives what a paper says the speaker who said something in it before: "… the
// press service said in a statement. "…," the statement reads."
//
// Source: ours; only a paper of the same name, and only with "the" before it.
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

// saidIn reports whether a statement was made in a paper: one of that name stands in the
// sentence of its cue, outside what is said.
func (r linking) saidIn(f *found, paper string) bool {
	x := phrase.Rest{Sentence: r.SentenceAt(f.cue.First), Taken: f.content}
	for i := x.Sentence.First; i < x.Sentence.End; i++ {
		if r.LowerForm(i) == paper && !f.source.Contains(doc.Range{First: i, End: i + 1}) && x.Free(i) {
			return true
		}
	}
	return false
}

// answers gives a statement the question it replies to, where the report says it:
// "Asked whether …, X said", "answered in the negative to the question if …", and a short
// answer right after the sentence that puts the question.
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

// questionIn finds a question put in the cue's sentence, outside the statement's words.
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

// repliesToBefore reports whether a statement reads like an answer: it says so, or opens
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

// answerBefore links statement i to the statement before, if that one asks and stands in
// the same sentence or up to two before it.
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
