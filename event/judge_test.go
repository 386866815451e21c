package event

import (
	"slices"
	"strings"
	"testing"

	"readout/article"
	"readout/doc"
	"readout/event/label"
	"readout/record"
)

// The kinds of the heads.
var (
	testKinds = []string{"meeting", "visit", "conference", "hearing", "vote", "signing", "ceremony", "protest",
		"exercise", "deadline", "other"}
	testSlots = []string{"date", "time", "place", "venue", "participants", "agenda", "document", "press conference",
		"format", "outcome"}
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

func (m *marked) mentions() label.Logits            { return m.label(m.events, testKinds) }
func (m *marked) slots() label.Logits               { return m.label(m.fills, testSlots) }
func (m *marked) kinds() (mentions, slots []string) { return testKinds, testSlots }
func (m *marked) statuses() []string                { return record.Statuses[:] }

// at is the span that begins at a token; for one that only the decoder sees, the last.
func at(list []markedSpan, first int) markedSpan {
	if i := slices.IndexFunc(list, func(s markedSpan) bool { return s.First == first }); i >= 0 {
		return list[i]
	}
	return list[len(list)-1]
}

func (m *marked) antecedents(ms []mention) []scores {
	out := make([]scores, len(ms))
	for i := range ms {
		for j := range i {
			x := m.unsure - sure
			if at(m.events, ms[i].First).event == at(m.events, ms[j].First).event {
				x = sure
			}
			out[i].list = append(out[i].list, x)
		}
	}
	return out
}

func (m *marked) links(ss []slot, ms []mention) []scores {
	out := make([]scores, len(ss))
	for i := range ss {
		for j := range ms {
			x := float32(-sure)
			if at(m.fills, ss[i].First).event == at(m.events, ms[j].First).event {
				x = sure
			}
			out[i].list = append(out[i].list, x)
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

func (m *marked) mentionStatus(ms []mention) (out [][]float32) {
	for i := range ms {
		out = append(out, status(at(m.events, ms[i].First).status))
	}
	return out
}

func (m *marked) slotStatus(ss []slot, _ []mention) (out [][]float32) {
	for i := range ss {
		out = append(out, status(at(m.fills, ss[i].First).status))
	}
	return out
}

func (m *marked) parties(ms []mention, names []name) []scores {
	out := make([]scores, len(ms))
	for i := range ms {
		for _, n := range names {
			x, ok := m.takes[[2]int{at(m.events, ms[i].First).event, n.First}]
			if !ok {
				x = -sure
			}
			out[i].list = append(out[i].list, x)
		}
	}
	return out
}

// text builds a Doc of sentences, one a line, whose words carry marks after a bar:
// "summit|e:meeting:0:planned" names event 0, "Lausen|place:0:planned" fills a slot of it; a word that
// ends in "|+" goes on with the span before it. Capitals name: P:, O:, L: and F: before a word make an entity
// of a person, an organisation, a place or a facility; words with one form are one entity.
func text(t *testing.T, lines ...string) (*doc.Doc, *marked) {
	t.Helper()
	var words, tags []string
	var ends []int
	m := &marked{takes: make(map[[2]int]float32)}
	type found struct {
		at   int
		kind doc.EntityKind
	}
	kinds := map[byte]doc.EntityKind{'P': doc.Person, 'O': doc.Organization, 'L': doc.Place, 'F': doc.Facility}
	var names []found
	var last *[]markedSpan
	for _, line := range lines {
		for _, w := range strings.Fields(line) {
			i := len(words)
			w, mark, _ := strings.Cut(w, "|")
			if len(w) > 2 && w[1] == ':' {
				names, w = append(names, found{i, kinds[w[0]]}), w[2:]
			}
			w, tag, ok := strings.Cut(w, "/")
			if !ok {
				tag = "NOUN"
			}
			words, tags = append(words, w), append(tags, tag)
			switch f := strings.Split(mark, ":"); {
			case mark == "+":
				(*last)[len(*last)-1].End = i + 1
			case f[0] == "e":
				m.events, last = append(m.events, markedSpan{doc.Range{First: i, End: i + 1}, f[1], int(f[2][0] - '0'), f[3]}),
					&m.events
			case mark != "":
				kind := strings.ReplaceAll(f[0], "_", " ")
				m.fills, last = append(m.fills, markedSpan{doc.Range{First: i, End: i + 1}, kind, int(f[1][0] - '0'), f[2]}),
					&m.fills
			}
		}
		ends = append(ends, len(words))
	}
	d := doc.Build(words, tags, nil, nil)
	sentence, first := d.Sentences[0], 0
	d.Sentences = nil
	for k, end := range ends {
		s := sentence
		s.FirstToken, s.EndToken, s.Span = first, end, d.SpanOf(first, end)
		d.Sentences = append(d.Sentences, s)
		for i := first; i < end; i++ {
			d.Tokens[i].Sentence = int32(k)
		}
		first = end
	}
	entity := make(map[string]int)
	for _, n := range names {
		form := d.Form(n.at)
		e, ok := entity[form]
		if !ok {
			e = len(d.Entities)
			entity[form] = e
			d.Entities = append(d.Entities, doc.Entity{Kind: n.kind, Name: form})
		}
		d.Entities[e].Mentions = append(d.Entities[e].Mentions, len(d.Mentions))
		d.Mentions = append(d.Mentions, doc.Mention{Span: d.Tokens[n.at].Span, FirstToken: n.at, EndToken: n.at + 1,
			Head: n.at, Form: doc.NameForm, Kind: n.kind, Entity: e})
	}
	d.Published = "2031-03-05"
	m.d = d
	return d, m
}

// dated adds the time expression of the tokens that read so.
func dated(t *testing.T, d *doc.Doc, words, value string, kind doc.TimeType) {
	t.Helper()
	i := strings.Index(d.Text, words)
	if i < 0 {
		t.Fatalf("no %q", words)
	}
	sp := article.Span{Start: i, End: i + len(words)}
	first, end := d.TokensIn(sp)
	d.Times = append(d.Times, doc.Time{Span: sp, FirstToken: first, EndToken: end, Type: kind, Value: value})
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
