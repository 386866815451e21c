package attribution

import (
	"readout/doc"
	"readout/record"
)

// papersBack bounds how many statements back the one that names a paper may be.
const papersBack = 8

// linkPapers gives what a paper says the speaker who said something in it before: "… the
// press service said in a statement. "…," the statement reads."
//
// Source: ours; only a paper of the same name, and only with "the" before it.
func (r *reading) linkPapers(all []found) {
	d := r.d
	for i := range all {
		source := all[i].source
		if source.End-source.First != 2 || d.LowerForm(source.First) != "the" || !r.is(source.First+1, paper) {
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
func (r *reading) saidIn(f *found, paper string) bool {
	x := surroundings{reading: r, sentence: r.sentence(f.cue.First), taken: f.content}
	for i := x.sentence.First; i < x.sentence.End; i++ {
		if r.d.LowerForm(i) == paper && !f.source.Contains(doc.Range{First: i, End: i + 1}) && x.free(i) {
			return true
		}
	}
	return false
}

// linkAnswers gives a statement the question it replies to, where the report says it:
// "Asked whether …, X said", "answered in the negative to the question if …", and a short
// answer right after the sentence that puts the question.
func (r *reading) linkAnswers(all []found, cues []cueReading) {
	d := r.d
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
func (r *reading) questionIn(f *found) doc.Range {
	x := surroundings{reading: r, sentence: r.sentence(f.cue.First), taken: append([]doc.Range{f.source}, f.content...)}
	at := f.cue.First
	for i := max(x.sentence.First, at-2*farthest); i < min(x.sentence.End, at+2*farthest); i++ {
		if i == at || !r.is(i, askedWord|questionNoun) || !x.free(i) || r.is(i, askedWord) && !x.wasAsked(i) {
			continue
		}
		k := i + 1
		for k < x.sentence.End && k < i+8 && !r.is(k, askingTopic) {
			k++
		}
		if k >= x.sentence.End || k == i+8 {
			continue
		}
		if r.is(k, aboutOn) {
			k++
		}
		end := k
		for end < x.sentence.End && x.free(end) && !r.ends(end) {
			end++
		}
		if end > k {
			return doc.Range{First: k, End: end}
		}
	}
	return doc.Range{}
}

// wasAsked tells "asked whether" said of the speaker ("when asked", "was asked", "Asked …")
// from "X asked whether".
func (x *surroundings) wasAsked(i int) bool {
	return i == x.sentence.First || x.d.Form(i-1) == "," || x.is(i-1, askedBefore)
}

// repliesToBefore reports whether a statement reads like an answer: it says so, or opens
// with yes or no.
func (r *reading) repliesToBefore(c *cueReading, content doc.Range) bool {
	if c.entry != nil && r.lex.classes[c.entry.lemma]&replyCue != 0 {
		return true
	}
	for i := content.First; i < min(content.End, content.First+2); i++ {
		if r.is(i, yesNo) {
			return i+1 < content.End && r.ends(i+1)
		}
	}
	return false
}

// answerBefore links statement i to the statement before, if that one asks and stands in
// the same sentence or up to two before it.
func (r *reading) answerBefore(all []found, i int) {
	d := r.d
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
