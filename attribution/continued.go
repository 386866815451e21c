package attribution

import (
	"slices"

	"readout/attribution/phrase"
	"readout/doc"
	"readout/record"
)

// sureWho is the coreference score from which a pronoun is believed against the previous
// speaker.
const sureWho = 0.9

// turns finds who goes on speaking from one statement to the next.
type turns struct{ *phrase.Text }

// continued reassigns statement i, whose source is "he" or "she", to the speaker of the previous
// statement if coreference chose somebody whom that statement only mentions: "Holm said they had
// invited Paul Orr. He added …".
func (r turns) continued(all []found, i int) {
	d := r.Doc
	s, source := &d.Statements[i], all[i].source
	if i == 0 || s.NestedIn >= 0 || s.Attitude != record.Speech || source.End-source.First != 1 ||
		!r.opens(&all[i]) || len(s.Speakers) != 1 {
		return
	}
	m := r.FirstMention(source.First)
	if m == len(d.Mentions) || d.Mentions[m].FirstToken != source.First || d.Mentions[m].Entity != s.Speakers[0] ||
		d.Mentions[m].Form != doc.PronounForm || r.Word(source.First).XPOS != doc.XPRP {
		return
	}
	x, last := &d.Mentions[m], r.lastOf(s.Speakers[0], m)
	for j := i - 1; j >= 0 && last >= 0; j-- {
		b := &d.Statements[j]
		if b.NestedIn >= 0 {
			continue
		}
		spokenOf := all[j].contains(doc.Range{First: d.Mentions[last].FirstToken, End: d.Mentions[last].EndToken})
		if spokenOf && x.Score < sureWho && len(b.Speakers) == 1 && r.canBe(b.Speakers[0], s.Speakers[0]) &&
			r.sentencesApart(all[j].cue.First, source.First) <= 2 {
			r.means(m, b.Speakers[0])
			s.Speakers = slices.Clone(b.Speakers)
		}
		return
	}
}

// opens reports whether at most one word precedes the source in its sentence, not counting
// content.
func (r turns) opens(f *found) bool {
	before := 0
	for t := r.SentenceAt(f.source.First).First; t < f.source.First; t++ {
		if !f.contains(doc.Range{First: t, End: t + 1}) && r.Tokens[t].Kind != doc.PunctToken {
			before++
		}
	}
	return before <= 1
}

// lastOf returns the last mention of an entity before mention m, or -1.
func (r turns) lastOf(entity, m int) int {
	for k := m - 1; k >= 0; k-- {
		if r.Mentions[k].Entity == entity {
			return k
		}
	}
	return -1
}

// canBe reports whether the pronoun that was resolved to other may also mean who: a person of a
// compatible gender.
func (r turns) canBe(who, other int) bool {
	a, b := &r.Entities[who], &r.Entities[other]
	return who != other && a.Kind == doc.Person && (a.Gender == 0 || b.Gender == 0 || a.Gender == b.Gender)
}

func (r turns) sentencesApart(a, b int) int { return r.SentenceOf(b) - r.SentenceOf(a) }

// means moves mention m to another entity.
func (r turns) means(m, entity int) {
	d := r.Doc
	old := &d.Entities[d.Mentions[m].Entity]
	old.Mentions = slices.DeleteFunc(old.Mentions, func(k int) bool { return k == m })
	d.Mentions[m].Entity = entity
	x := &d.Entities[entity]
	at, _ := slices.BinarySearch(x.Mentions, m)
	x.Mentions = slices.Insert(x.Mentions, at, m)
}
