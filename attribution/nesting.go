package attribution

import (
	"cmp"
	"slices"

	"readout/article"
	"readout/doc"
)

// nest finds, for each statement, the innermost other statement whose content holds
// its cue. One sweep over the text: contents are intervals that open and close.
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
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
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
		for k := len(open) - 1; k >= 0 && k > len(open)-8; k-- {
			if open[k].statement != i && open[k].Contains(cue) && !holds(d, i, open[k].statement) {
				d.Statements[i].NestedIn = open[k].statement
				break
			}
		}
	}
}

// closeAt drops from the top of a stack what ends before off.
func closeAt[T any](open []T, off int, end func(T) int) []T {
	for len(open) > 0 && end(open[len(open)-1]) <= off {
		open = open[:len(open)-1]
	}
	return open
}

// holds tells whether statement outer's cue lies inside statement inner's content:
// then neither nests the other.
func holds(d *doc.Doc, inner, outer int) bool {
	cue := d.Statements[outer].Cue[0]
	for _, sp := range d.Statements[inner].Content {
		if sp.Contains(cue) {
			return true
		}
	}
	return false
}

// linkVia fills the chain between a speaker and the outlet: what TASS quotes CNN
// as quoting X to have said reaches the reader from X via CNN and TASS.
func (r *reading) linkVia() {
	d := r.d
	for i := range d.Statements {
		s := &d.Statements[i]
		for depth, j := 0, s.NestedIn; j >= 0 && depth < 8; depth, j = depth+1, d.Statements[j].NestedIn {
			if !r.relays(j) {
				break
			}
			for _, e := range d.Statements[j].Speakers {
				if !slices.Contains(s.Via, e) && !slices.Contains(s.Speakers, e) {
					s.Via = append(s.Via, e)
				}
			}
		}
	}
}

// relays tells whether a statement passes on what somebody else said: its cue
// reports, quotes or cites, or it is an organisation that says so.
func (r *reading) relays(i int) bool {
	s := &r.d.Statements[i]
	cue := r.readCue(Raw{Cue: s.Cue})
	if cue.entry == nil || len(s.Speakers) == 0 {
		return false
	}
	switch cue.entry.lemma {
	case "report", "quote", "cite", "according to", "as reported by", "as quoted by", "as cited by", "carry", "relay":
		return true
	case "say", "tell", "write":
		return r.d.Entities[s.Speakers[0]].Kind == doc.Organization
	}
	return false
}
