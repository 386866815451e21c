package report

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"readout/record"
)

//go:embed page.html
var pageSource string

var page = template.Must(template.New("page").Parse(pageSource))

// HTML writes records as one self-contained web page, without scripts or requests: the text of
// each article with its spans marked, next to the list of statements.
//
// Errors: only those of w.
func HTML(w io.Writer, records []*record.Record, parts Parts) error {
	data := pageData{Title: "Readout"}
	if len(records) == 1 {
		data.Title = NewView(records[0]).Title
	}
	for n, r := range records {
		data.Articles = append(data.Articles, newArticlePage(n, r, parts))
	}
	return page.Execute(w, data)
}

type pageData struct {
	Title    string
	Articles []articlePage
}

type articlePage struct {
	*View
	Parts    Parts
	Prefix   string // makes the anchors of several articles distinct
	Blocks   []blockPage
	Speakers []speakerPage
}

type speakerPage struct {
	SpeakerView
	Colour int
}

type blockPage struct {
	Kind  string
	Parts []markedText
}

// markedText is a stretch of text within which no mark begins or ends.
type markedText struct {
	Text    string
	Anchor  string   // the statement whose content starts here
	Classes []string // "content", "source", "cue", and "c3" for the speaker's colour
	Title   string
}

// colours is the number of speaker colours in page.html.
const colours = 8

func newArticlePage(n int, r *record.Record, parts Parts) articlePage {
	v := NewView(r)
	out := articlePage{View: v, Parts: parts, Prefix: fmt.Sprintf("a%d-", n+1)}
	colour := make(map[string]int)
	for i, sp := range v.Speakers {
		out.Speakers = append(out.Speakers, speakerPage{SpeakerView: sp, Colour: i % colours})
		for _, s := range sp.Statements {
			colour[s.ID] = i % colours
		}
	}
	marks := v.marks(colour)
	for _, b := range r.Article.Blocks {
		out.Blocks = append(out.Blocks, blockPage{Kind: string(b.Kind), Parts: cut(r.Article.Text, b.Span, marks)})
	}
	return out
}

// mark is one span of a statement.
type mark struct {
	record.Span
	id, role, title string
	colour          int
	first           bool // the first content span, which gets the anchor
}

func (v *View) marks(colour map[string]int) []mark {
	var marks []mark
	for i := range v.Record.Statements {
		s := &v.Record.Statements[i]
		title := fmt.Sprintf("%s: %s, %s", s.ID, v.Names(s.Speakers), strings.Join(v.notes(s), ", "))
		for _, part := range [...]struct {
			role  string
			spans []record.Span
		}{{"content", s.Content}, {"source", s.Source}, {"cue", s.Cue}} {
			for n, sp := range part.spans {
				marks = append(marks, mark{Span: sp, id: s.ID, role: part.role, title: title, colour: colour[s.ID],
					first: part.role == "content" && n == 0})
			}
		}
	}
	slices.SortStableFunc(marks, func(x, y mark) int {
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
	})
	return marks
}

// cut splits a block wherever a mark begins or ends. Where marks overlap, the innermost one
// gives the title.
func cut(text string, block record.Span, marks []mark) []markedText {
	borders := []int{block.Start, block.End}
	var inside []mark
	for _, m := range marks {
		if m.Overlaps(block) {
			inside = append(inside, m)
			borders = append(borders, max(m.Start, block.Start), min(m.End, block.End))
		}
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	var out []markedText
	for i := 0; i+1 < len(borders); i++ {
		piece := record.Span{Start: borders[i], End: borders[i+1]}
		part := markedText{Text: text[piece.Start:piece.End]}
		for _, m := range inside {
			if !m.Contains(piece) {
				continue
			}
			part.Classes = append(part.Classes, m.role, fmt.Sprintf("c%d", m.colour))
			part.Title = m.title
			if m.first && m.Start == piece.Start && part.Anchor == "" {
				part.Anchor = m.id
			}
		}
		part.Classes = unique(part.Classes)
		out = append(out, part)
	}
	return out
}

func unique(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}

// WordsOf is Words for one span; templates cannot call a variadic method with it.
func (v *View) WordsOf(sp record.Span) string { return v.Words(sp) }

// Content returns the content of a statement.
func (v *View) Content(s *record.Statement) string { return v.Words(s.Content...) }

// Notes returns the notes on one line.
func (v *View) Notes(s *record.Statement) string { return strings.Join(v.notes(s), " · ") }

// SlotWords returns the value of a slot, or its words if it has no value.
func (v *View) SlotWords(s record.Slot) string { return orWords(v, s) }

// Tone returns the group of a status: "planned", "open" or "ruled".
func (v *View) Tone(status string) string {
	switch status {
	case record.Held, record.Planned, record.Likely:
		return "planned"
	case record.NotPlanned, record.RuledOut, record.Cancelled:
		return "ruled"
	default:
		return "open"
	}
}
