package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"readout/ledger"
	"readout/record"
	"readout/serve/page/frame"
	"readout/serve/page/plot"
)

// piece is a stretch of an article's text in which no mark begins or ends.
type piece struct {
	Text  string
	To    string   // the page of the innermost statement whose content this is
	ID    string   // the anchor of what begins here
	More  []string // anchors of what else does
	Class string
	Title string
}

// textMark is one marked span. Of marks over each other the shortest is innermost.
type textMark struct {
	record.Span
	statement int    // index, -1 for none
	role      string // "q" content, "src" source, "cue", "at" what an address points at
	first     bool   // the first span of a content, or of what an address points at
}

// maxDepth bounds how many marks over each other are looked at; a text of nothing
// but quotation marks may have thousands.
const maxDepth = 12

// marker cuts a text into pieces.
type marker struct {
	v      *frame.View
	text   string
	list   []ledger.Statement
	colour []int // of each statement

	marks   []textMark // in the order of the text
	next    int        // the first that no block has reached
	carried []textMark // those that go on after the last block
}

func newMarker(v *frame.View, t *ledger.Text, at record.Span) *marker {
	m := &marker{v: v, text: t.Record.Article.Text, list: t.Statements, colour: speakerColours(t.Statements)}
	for i := range t.Record.Statements {
		s := &t.Record.Statements[i]
		for n, sp := range s.Content {
			m.marks = append(m.marks, textMark{sp, i, "q", n == 0})
		}
		for _, sp := range s.Source {
			m.marks = append(m.marks, textMark{sp, i, "src", false})
		}
		for _, sp := range s.Cue {
			m.marks = append(m.marks, textMark{sp, i, "cue", false})
		}
	}
	if !at.Empty() {
		m.marks = append(m.marks, textMark{at, -1, "at", true})
	}
	slices.SortStableFunc(m.marks, func(x, y textMark) int {
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
	})
	return m
}

// speakerColours gives each statement its first speaker's colour, from 1; 0 where
// nobody is known to speak.
func speakerColours(list []ledger.Statement) []int {
	seen := map[string]int{}
	out := make([]int, len(list))
	for i := range list {
		if len(list[i].Speakers) == 0 {
			continue
		}
		id := list[i].Speakers[0].Agent
		if seen[id] == 0 {
			seen[id] = len(seen)%(plot.Colours-1) + 1
		}
		out[i] = seen[id]
	}
	return out
}

// cut gives the pieces of one block. Blocks are cut in text order.
func (m *marker) cut(block record.Span) []piece {
	inside := slices.DeleteFunc(m.carried, func(mk textMark) bool { return !mk.Overlaps(block) })
	for ; m.next < len(m.marks) && m.marks[m.next].Start < block.End; m.next++ {
		if m.marks[m.next].Overlaps(block) {
			inside = append(inside, m.marks[m.next])
		}
	}
	m.carried = nil
	for _, mk := range inside {
		if mk.End > block.End { // goes on in the next block
			m.carried = append(m.carried, mk)
		}
	}
	borders := []int{block.Start, block.End}
	for _, mk := range inside {
		borders = append(borders, max(mk.Start, block.Start), min(mk.End, block.End))
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	var out []piece
	var open []textMark
	next := 0
	for i := 0; i+1 < len(borders); i++ {
		sp := record.Span{Start: borders[i], End: borders[i+1]}
		open = slices.DeleteFunc(open, func(mk textMark) bool { return mk.End <= sp.Start })
		for ; next < len(inside) && inside[next].Start <= sp.Start; next++ {
			if inside[next].End > sp.Start && len(open) < maxDepth {
				open = append(open, inside[next])
			}
		}
		out = append(out, m.piece(sp, open))
	}
	return out
}

func (m *marker) piece(sp record.Span, open []textMark) piece {
	p := piece{Text: m.text[sp.Start:sp.End]}
	var classes []string
	content := -1
	for _, mk := range open {
		switch mk.role {
		case "q":
			if content < 0 || mk.Len() <= open[content].Len() {
				content = slices.Index(open, mk)
			}
		default:
			classes = append(classes, mk.role)
		}
		if mk.first && mk.Start == sp.Start {
			id := "at"
			if mk.role != "at" {
				id = fmt.Sprintf("s%d", mk.statement+1)
			}
			if p.ID == "" {
				p.ID = id
			} else {
				p.More = append(p.More, id)
			}
		}
	}
	if content >= 0 && strings.TrimSpace(p.Text) != "" { // what is between two marks may be a space: no link has no words
		i := open[content].statement
		s := &m.list[i]
		classes = append(classes, "q", fmt.Sprintf("c%d", m.colour[i]))
		p.To, p.Title = m.v.To("/statement/%s", s.ID), noteOf(s)
	}
	p.Class = strings.Join(classes, " ")
	return p
}

// noteOf is a statement in a few words: who, how, with which standing.
func noteOf(s *ledger.Statement) string {
	parts := []string{frame.SpeakersOf(s), s.Act}
	if s.Audience != "" {
		parts = append(parts, "to "+s.Audience)
	}
	parts = append(parts, s.Statuses...)
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}
