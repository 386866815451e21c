package event

import (
	"slices"
	"strings"
	"testing"

	"readout/doc"
	"readout/event/alike"
	"readout/event/head"
	"readout/event/internal/eventtest"
	"readout/event/label"
	"readout/record"
)

// marked is a judge that says what a test has marked in a text, each thing with the same logit.
type marked struct {
	d      *doc.Doc
	events []markedSpan
	fills  []markedSpan

	// unsure is a logit between mentions of different events; by default they are apart.
	unsure float32
	takes  map[[2]int]float32 // by event and first token of a name
}

type markedSpan struct {
	doc.Range
	kind   string
	event  int
	status string
}

const sure = 9

func (m *marked) label(list []markedSpan, kinds []string) label.Logits {
	width := 2*len(kinds) + 1
	l := label.Logits{Kinds: kinds, Rows: make([]float32, width*len(m.d.Tokens))}
	for t := range m.d.Tokens {
		l.Rows[t*width] = sure
	}
	for _, s := range list {
		k := slices.Index(kinds, s.kind)
		for t := s.First; t < s.End; t++ {
			row := l.Rows[t*width : (t+1)*width]
			row[0], row[2*k+2] = 0, sure
			if t == s.First {
				row[2*k+2], row[2*k+1] = 0, sure
			}
		}
	}
	return l
}

func (m *marked) Mentions() label.Logits            { return m.label(m.events, eventtest.Kinds) }
func (m *marked) Slots() label.Logits               { return m.label(m.fills, eventtest.Slots) }
func (m *marked) Kinds() (mentions, slots []string) { return eventtest.Kinds, eventtest.Slots }
func (m *marked) Statuses() []string                { return record.Statuses[:] }

// at is the span that begins at a token; for one that only the decoder sees, the last.
func at(list []markedSpan, first int) markedSpan {
	if i := slices.IndexFunc(list, func(s markedSpan) bool { return s.First == first }); i >= 0 {
		return list[i]
	}
	return list[len(list)-1]
}

func (m *marked) Antecedents(ms []label.Span, _ *alike.Words) []head.Scores {
	out := make([]head.Scores, len(ms))
	for i := range ms {
		for j := range i {
			x := m.unsure - sure
			if at(m.events, ms[i].First).event == at(m.events, ms[j].First).event {
				x = sure
			}
			out[i].List = append(out[i].List, x)
		}
	}
	return out
}

func (m *marked) Links(ss, ms []label.Span) []head.Scores {
	out := make([]head.Scores, len(ss))
	for i := range ss {
		for j := range ms {
			x := float32(-sure)
			if at(m.fills, ss[i].First).event == at(m.events, ms[j].First).event {
				x = sure
			}
			out[i].List = append(out[i].List, x)
		}
	}
	return out
}

func status(name string) []float32 {
	row := make([]float32, len(record.Statuses))
	if k := slices.Index(record.Statuses[:], name); k >= 0 {
		row[k] = sure
	}
	return row
}

func (m *marked) MentionStatus(ms []label.Span) (out [][]float32) {
	for i := range ms {
		out = append(out, status(at(m.events, ms[i].First).status))
	}
	return out
}

func (m *marked) SlotStatus(ss, _ []label.Span) (out [][]float32) {
	for i := range ss {
		out = append(out, status(at(m.fills, ss[i].First).status))
	}
	return out
}

func (m *marked) Parties(ms []label.Span, names []doc.Range) []head.Scores {
	out := make([]head.Scores, len(ms))
	for i := range ms {
		for _, n := range names {
			x, ok := m.takes[[2]int{at(m.events, ms[i].First).event, n.First}]
			if !ok {
				x = -sure
			}
			out[i].List = append(out[i].List, x)
		}
	}
	return out
}

// text builds a document as eventtest.Doc does, of words that carry marks after a bar:
// "summit|e:meeting:0:planned" names event 0, "Lausen|place:0:planned" fills a slot of it; a word that
// ends in "|+" goes on with the span before it.
func text(t *testing.T, lines ...string) (*doc.Doc, *marked) {
	t.Helper()
	m := &marked{takes: make(map[[2]int]float32)}
	plain := make([]string, len(lines))
	var last *[]markedSpan
	i := 0
	for k, line := range lines {
		for w := range strings.FieldsSeq(line) {
			w, mark, _ := strings.Cut(w, "|")
			plain[k] += w + " "
			word := doc.Range{First: i, End: i + 1}
			switch f := strings.Split(mark, ":"); {
			case mark == "+":
				(*last)[len(*last)-1].End = i + 1
			case f[0] == "e":
				m.events, last = append(m.events, markedSpan{word, f[1], int(f[2][0] - '0'), f[3]}), &m.events
			case mark != "":
				kind := strings.ReplaceAll(f[0], "_", " ")
				m.fills, last = append(m.fills, markedSpan{word, kind, int(f[1][0] - '0'), f[2]}), &m.fills
			}
			i++
		}
	}
	m.d = eventtest.Doc(plain...)
	return m.d, m
}

// takes lets the name that reads so, in its n-th place, take part in an event.
func (m *marked) party(t *testing.T, event int, name string) {
	t.Helper()
	for i := range m.d.Tokens {
		if m.d.Form(i) == name {
			m.takes[[2]int{event, i}] = sure
		}
	}
}
