package attribution

import (
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
	"readout/record"
)

// passing finds who is quoted where somebody else passes the words on: “It is late,” Orr said, according to the Post.
// Those who pass them on say all of it, that Orr said so with it, and the words are Orr's.
type passing struct{ *phrase.Text }

// on gives words that are passed on to those who said them.
func (r passing) on(all []found) []found {
	for i, n := 0, len(all); i < n; i++ {
		f := &all[i]
		verb := r.spoken(f)
		if verb < 0 {
			continue
		}
		inner := -1
		for k := max(0, i-neighbours); k < min(n, i+neighbours); k++ {
			if all[k].cue.Contains(doc.Range{First: verb, End: verb + 1}) {
				inner = k
			}
		}
		switch who := r.sayer(verb); {
		case inner >= 0 && !all[inner].source.Empty():
			all[inner].evidence.cue = max(all[inner].evidence.cue, f.evidence.cue)
		case who.Empty():
			continue
		default:
			all = append(all, found{cue: doc.Range{First: verb, End: verb + 1}, source: who, content: r.quotedIn(f),
				evidence: f.evidence})
			f = &all[i]
		}
		end := f.cue.First
		if f.source.First > verb {
			end = min(end, f.source.First) // "…, the Post reports"
		}
		f.content = []doc.Range{{First: f.hull().First, End: end}}
	}
	return all
}

// spoken returns the verb of saying between a quotation in the content of f and the cue behind it, by which f passes
// the words on; -1 where there is none.
func (r passing) spoken(f *found) int {
	c := r.ReadCue(f.cue)
	if c.Entry == nil || f.source.Empty() || len(f.content) == 0 || f.hull().First >= f.cue.First ||
		r.Lex.Class(c.Entry.Lemma)&lexicon.RelayCue == 0 || len(r.quotedIn(f)) == 0 {
		return -1
	}
	for t := max(f.hull().First, r.SentenceAt(f.cue.First).First); t < f.cue.First; t++ {
		if e := r.EntryAt(t, f.cue.First); r.Tokens[t].Quote < 0 && r.Is(t, lexicon.FiniteTag) && e != nil &&
			e.Part == lexicon.Verb && e.Attitude == record.Speech && !f.source.Contains(doc.Range{First: t, End: t + 1}) {
			return t
		}
	}
	return -1
}

// sayer is who stands right before a verb of saying, or right behind it.
func (r passing) sayer(verb int) doc.Range {
	if who := r.MentionBefore(verb); !who.Empty() && who.End == verb {
		return who
	}
	if m := r.FirstMention(verb + 1); m < len(r.Mentions) && r.Mentions[m].FirstToken == verb+1 {
		return doc.Range{First: verb + 1, End: r.Mentions[m].EndToken}
	}
	return doc.Range{}
}

// quotedIn returns the closed quotations from the content of f on to its cue.
func (r passing) quotedIn(f *found) []doc.Range {
	var out []doc.Range
	for t := f.hull().First; t < f.cue.First; t++ {
		if q := r.Tokens[t].Quote; q >= 0 {
			if x := &r.Quotes[q]; x.Parent < 0 && x.Closed && x.FirstToken == t && x.EndToken <= f.cue.First {
				out = append(out, doc.Range{First: t, End: x.EndToken})
			}
		}
	}
	return out
}
