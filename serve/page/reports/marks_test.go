package reports

import (
	"fmt"
	"strings"
	"testing"

	"readout/ledger"
	"readout/record"
	"readout/serve/page/frame"
)

// textOf makes a ledger's text with statements over some spans.
func textOf(text string, spans ...record.Span) *ledger.Text {
	t := &ledger.Text{Record: &record.Record{Article: record.Article{Text: text}}}
	for i, sp := range spans {
		t.Record.Statements = append(t.Record.Statements, record.Statement{ID: fmt.Sprintf("s%d", i+1),
			Content: []record.Span{sp}})
		t.Statements = append(t.Statements, ledger.Statement{ID: fmt.Sprintf("v1.s%d", i+1), Spans: []record.Span{sp},
			Speakers: []ledger.Speaker{{Agent: fmt.Sprint(i), Name: "A"}}})
	}
	return t
}

func shown(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.Text)
	}
	return b.String()
}

// TestCut shows nested spans: the innermost statement is the one linked to.
func TestCut(t *testing.T) {
	text := "He said that she said no today."
	m := newMarker(&frame.View{}, textOf(text, record.Span{Start: 8, End: 30}, record.Span{Start: 22, End: 24}),
		record.Span{Start: 8, End: 12})
	got := m.cut(record.Span{End: len(text)})
	want := []piece{{Text: "He said "}, {Text: "that", ID: "s1", More: []string{"at"}, To: "/statement/v1.s1"},
		{Text: " she said ", To: "/statement/v1.s1"}, {Text: "no", ID: "s2", To: "/statement/v1.s2"},
		{Text: " today", To: "/statement/v1.s1"}, {Text: "."}}
	if len(got) != len(want) {
		t.Fatalf("%d pieces, want %d: %+v", len(got), len(want), got)
	}
	for i, p := range got {
		if p.Text != want[i].Text || p.To != want[i].To || p.ID != want[i].ID ||
			strings.Join(p.More, " ") != strings.Join(want[i].More, " ") {
			t.Errorf("piece %d is %+v, want %+v", i, p, want[i])
		}
	}
	if !strings.Contains(got[1].Class, "at") || !strings.Contains(got[1].Class, "q c1") {
		t.Errorf("classes %q", got[1].Class)
	}
}

// TestCutDeep holds that a text of nothing but marks ends in few steps.
func TestCutDeep(t *testing.T) {
	const n = 20_000
	text := strings.Repeat("\"", n)
	var spans []record.Span
	for i := range n / 2 {
		spans = append(spans, record.Span{Start: i, End: n - i})
	}
	m := newMarker(&frame.View{}, textOf(text, spans...), record.Span{})
	if got := shown(m.cut(record.Span{End: n})); got != text {
		t.Errorf("%d bytes are shown, want %d", len(got), n)
	}
}

// FuzzCut holds that the pieces are the text, whatever is marked and however it falls
// into blocks.
func FuzzCut(f *testing.F) {
	f.Add("He said that she said no.", 3, 9, 5, 20, 8)
	f.Add("“a” b “c”", 0, 5, 5, 9, 6)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d, border int) {
		clamp := func(n int) int { return min(max(n, 0), len(text)) }
		span := func(x, y int) record.Span {
			x, y = clamp(x), clamp(y)
			return record.Span{Start: min(x, y), End: max(x, y)}
		}
		m := newMarker(&frame.View{}, textOf(text, span(a, b), span(c, d)), span(b, c))
		at := clamp(border)
		got := shown(m.cut(record.Span{End: at})) + shown(m.cut(record.Span{Start: at, End: len(text)}))
		if got != text {
			t.Errorf("shown is %q, want %q", got, text)
		}
	})
}

func TestCompareTexts(t *testing.T) {
	got := compareTexts("Title\n\nThe summit is March 27.\n\nSame here.",
		"Title\n\nThe summit is March 28.\n\nSame here.\n\nA correction.")
	var b strings.Builder
	for _, e := range got {
		for _, r := range e.Runs {
			fmt.Fprintf(&b, "[%s:%s]", r.Op, r.Words)
		}
		b.WriteByte('\n')
	}
	want := "[same:Title]\n[same:The summit is March][out:27.][in:28.]\n[same:Same here.]\n[in:A correction.]\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// TestCutSpace: a space between two marks, which is of the content around them, is no link: it would have no words.
func TestCutSpace(t *testing.T) {
	text := "he said no"
	tx := textOf(text, record.Span{End: len(text)})
	tx.Record.Statements[0].Source = []record.Span{{End: 2}}
	tx.Record.Statements[0].Cue = []record.Span{{Start: 3, End: 7}}
	for _, p := range newMarker(&frame.View{}, tx, record.Span{}).cut(record.Span{End: len(text)}) {
		if (p.To == "") != (strings.TrimSpace(p.Text) == "") {
			t.Errorf("%q links to %q", p.Text, p.To)
		}
	}
}
