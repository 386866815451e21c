package attribution

import (
	"cmp"
	"slices"

	"readout/article"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// deepest bounds the walk outwards through nested statements.
const deepest = 8

// nest sets, for each statement, the innermost other statement whose content contains its cue.
// It sweeps the text once, with a stack of the contents that are open.
func nest(d *doc.Doc) {
	type part struct {
		article.Span
		statement int
	}
	var parts []part
	cues := make([]int, len(d.Statements))
	for i := range d.Statements {
		cues[i] = i
		for _, sp := range d.Statements[i].Content {
			parts = append(parts, part{sp, i})
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start),
			cmp.Compare(b.End, a.End))
	})
	slices.SortStableFunc(cues, func(a, b int) int {
		return cmp.Compare(d.Statements[a].Cue[0].Start, d.Statements[b].Cue[0].Start)
	})
	var open []part
	next := 0
	for _, i := range cues {
		cue := d.Statements[i].Cue[0]
		for next < len(parts) && parts[next].Start <= cue.Start {
			open = append(closeAt(open, parts[next].Start, func(p part) int { return p.End }), parts[next])
			next++
		}
		open = closeAt(open, cue.Start, func(p part) int { return p.End })
		for k := len(open) - 1; k >= 0 && k > len(open)-deepest; k-- {
			if open[k].statement != i && open[k].Contains(cue) && !holds(d, i, open[k].statement) {
				d.Statements[i].NestedIn = open[k].statement
				break
			}
		}
	}
}

// closeAt pops the elements of a stack that end at or before off.
func closeAt[T any](open []T, off int, end func(T) int) []T {
	for len(open) > 0 && end(open[len(open)-1]) <= off {
		open = open[:len(open)-1]
	}
	return open
}

// holds reports whether the content of statement inner contains the cue of statement outer. Then
// neither is nested in the other.
func holds(d *doc.Doc, inner, outer int) bool {
	cue := d.Statements[outer].Cue[0]
	return slices.ContainsFunc(d.Statements[inner].Content, func(sp article.Span) bool { return sp.Contains(cue) })
}

// via fills in the chain between a speaker and the outlet: if TASS quotes CNN as quoting X, the
// words of X come via CNN and TASS.
func (r linking) via(cues []phrase.Cue) {
	d := r.Doc
	for i := range d.Statements {
		s := &d.Statements[i]
		for depth, j := 0, s.NestedIn; j >= 0 && depth < deepest &&
			r.relays(j, &cues[j]); depth, j = depth+1, d.Statements[j].NestedIn {
			for _, e := range d.Statements[j].Speakers {
				if !slices.Contains(s.Via, e) && !slices.Contains(s.Speakers, e) {
					s.Via = append(s.Via, e)
				}
			}
		}
	}
}

// relays reports whether a statement passes on what somebody else said: its cue means to report,
// quote or cite, or an organisation says it.
func (r linking) relays(i int, c *phrase.Cue) bool {
	s := &r.Statements[i]
	if c.Entry == nil || len(s.Speakers) == 0 {
		return false
	}
	lemma := r.Lex.Class(c.Entry.Lemma)
	return lemma&lexicon.RelayCue != 0 || lemma&lexicon.TellCue != 0 && s.Speakers[0] < len(r.Entities) &&
		r.Entities[s.Speakers[0]].Kind == doc.Organization
}
