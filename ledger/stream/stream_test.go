package stream_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"readout/ledger"
	"readout/ledger/demo"
	"readout/ledger/demo/local"
	"readout/ledger/stream"
	"readout/record"
	"readout/store/sqlite"
)

func keep(t *testing.T, list []*record.Record) *ledger.Ledger {
	t.Helper()
	ctx := context.Background()
	st, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	l := ledger.New(st, ledger.Options{})
	for _, r := range list {
		out, err := l.Add(ctx, []ledger.Item{{Record: r}})
		if err != nil || out[0].Err != nil {
			t.Fatal(err, out[0].Err)
		}
	}
	return l
}

// line is a card in a line, for comparing.
func line(c *stream.Card) string {
	parts := []string{c.At[:10], string(c.Kind), c.EventName}
	switch {
	case c.Position != nil:
		parts = append(parts, c.Position.Who.Name, c.Position.Then.Said, c.Position.Now.Said)
	case c.Plan != nil:
		parts = append(parts, c.Plan.Time, "now "+c.Plan.Status+" "+c.Plan.Now)
	case c.Wording != nil:
		for _, o := range c.Wording.Others {
			parts = append(parts, o.Outlet)
			for _, r := range o.Words {
				if !r.Same {
					parts = append(parts, r.Words)
				}
			}
		}
	case c.Notice != nil:
		parts = append(parts, c.Notice.Kind, c.Article.Outlet)
	case c.Said != nil:
		parts = append(parts, c.Said.Who[0].Name)
	}
	for _, m := range c.Moves {
		was := "nothing"
		if m.Was != nil {
			was = m.Was.Status + " " + m.Was.Value
		}
		parts = append(parts, m.Slot+": "+was+" -> "+m.Is.Status+" "+m.Is.Value)
	}
	return strings.Join(parts, " | ")
}

// TestLocal holds the stream to what happens in the town, and to nothing else.
func TestLocal(t *testing.T) {
	list, err := local.Records()
	if err != nil {
		t.Fatal(err)
	}
	cards, err := stream.Of(context.Background(), keep(t, list), stream.Options{From: "2024-05-01"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range cards {
		if cards[i].Kind != stream.Said {
			got = append(got, line(&cards[i]))
		}
	}
	want := []string{
		"2024-05-24 | plan | night market | 2024-06-01 | now planned 2024-06-01",
		"2024-05-22 | change | warehouse fire hearing | date: planned 2024-05-23 -> planned 2024-06-06",
		"2024-05-22 | change | council vote on Mill Lane baths | date: planned 2024-05-21 -> held 2024-05-21",
		"2024-05-20 | notice |  | kill | Radio Tarn",
		"2024-05-15 | position |  | Ines Corrado | 2024-05-06 | 2024-05-15",
		"2024-05-14 | change | bus drivers' strike | date: planned 2024-05-16 -> cancelled 2024-05-16",
		"2024-05-13 | change | the Larkspurs' concert | date: planned 2024-05-18 -> cancelled 2024-05-18",
		"2024-05-10 | wording |  | Lower Vale Post | away",
		"2024-05-09 | change | council vote on Mill Lane baths | date: planned 2024-05-14 -> planned 2024-05-21",
		"2024-05-08 | plan | warehouse fire hearing | 2024-05-23 | now planned 2024-06-06",
		"2024-05-07 | plan | bus drivers' strike | 2024-05-16 | now cancelled 2024-05-16",
		"2024-05-04 | notice |  | correction | Lower Vale Post",
		"2024-05-02 | plan | the Larkspurs' concert | 2024-05-18 | now cancelled 2024-05-18",
		"2024-05-01 | plan | council vote on Mill Lane baths | 2024-05-14 | now held 2024-05-21",
	}
	if !slices.Equal(got, want) {
		t.Errorf("cards:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for i := range cards {
		if c := &cards[i]; c.Position != nil {
			then, now := c.Position.Then, c.Position.Now
			if then.Before+then.Part+
				then.After != `"Hallowby will not introduce a charge for driving into the town centre," Corrado told shopkeepers `+
				`on Bridge Street.` ||
				now.Before+now.Part+
					now.After != `"Hallowby will introduce a charge for driving into the town centre," Corrado said.` {
				t.Errorf("the sentences are %+v and %+v", then, now)
			}
		}
	}
}

// TestDemo sees that nobody of the summit's thread is said to have changed his mind but
// the one who did, and that every card quotes what its article says.
func TestDemo(t *testing.T) {
	list, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	l := keep(t, list)
	cards, err := stream.Of(context.Background(), l, stream.Options{From: "2024-03-01", Said: 40})
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	var positions []string
	for i := range cards {
		c := &cards[i]
		t.Log(line(c))
		if ids[c.ID] {
			t.Errorf("two cards have the id %s", c.ID)
		}
		ids[c.ID] = true
		if c.Position != nil {
			positions = append(positions, line(c)+" | "+c.Position.Point)
		}
		if c.Tells() == "" || len(c.Passages()) == 0 || !strings.HasPrefix(c.Path(), "/") {
			t.Errorf("%s tells %q at %s", line(c), c.Tells(), c.Path())
		}
		if i > 0 && cards[i-1].At[:10] < c.At[:10] {
			t.Errorf("%s comes after %s", line(c), line(&cards[i-1]))
		}
		if c.Said == nil {
			continue
		}
		text, err := l.Text(context.Background(), c.Article.ID)
		if err != nil {
			t.Fatal(err)
		}
		if words := c.Said.Before + c.Said.Part + c.Said.After; !strings.Contains(text.Record.Article.Text,
			strings.Trim(words, "… ")) {
			t.Errorf("%q is not in the article", words)
		}
	}
	if want := []string{
		"2024-03-29 | position |  | Sergey Dravitsyn | 2024-03-28 | 2024-03-29 | agenda: gas transit"}; !slices.Equal(
		positions, want) {
		t.Errorf("who says otherwise: %q, want %q", positions, want)
	}
}
