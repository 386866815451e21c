package event

import (
	"strconv"
	"strings"
	"testing"

	"readout/doc"
	"readout/event/internal/eventtest"
	"readout/record"
)

// TestScoresTable: each line of the table has a weight that is a number, and each evidence of the
// models stands in it.
func TestScoresTable(t *testing.T) {
	for line := range strings.Lines(scoresTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 3 {
			t.Errorf("%q has %d columns", line, len(f))
			continue
		}
		if _, err := strconv.ParseFloat(f[2], 64); err != nil {
			t.Errorf("%q: %v", line, err)
		}
	}
	d, m := text(t, "P:Vask opened/VERB the/DET fair|e:other:0:held on/ADP Friday/PROPN|date:0:held ./PUNCT")
	eventtest.Dated(d, "Friday", "2031-02-28", doc.Date)
	m.party(t, 0, "Vask")
	r := draftOf(d, m, fitted())
	c := &r.events[0]
	if len(c.slots) != 1 || len(c.maybe) != 1 {
		t.Fatalf("%+v", c)
	}
	for _, x := range []struct {
		of   string
		m    model
		list []evidence
	}{
		{"slot", slotModel, r.ss[0].evidence},
		{"event", eventModel, c.evidence},
		{"party", partyModel, c.maybe[0].evidence},
	} {
		for _, e := range x.list {
			if _, ok := x.m[e.name]; !ok {
				t.Errorf("%s: no weight of %q", x.of, e.name)
			}
		}
	}
}

// scored gives the scores of the first event of a text, and of its first slot and party; 0 where there is none.
func scored(t *testing.T, party string, lines ...string) (event, slot, who float64) {
	t.Helper()
	d, m := text(t, lines...)
	if strings.Contains(strings.Join(lines, " "), "Friday") {
		eventtest.Dated(d, "Friday", "2031-02-28", doc.Date)
	}
	if party != "" {
		m.party(t, 0, party)
	}
	r := draftOf(d, m, fitted())
	c := &r.events[0]
	if len(c.slots) > 0 {
		slot = r.ss[c.slots[0]].right
	}
	if len(c.maybe) > 0 {
		who = c.maybe[0].right
	}
	return c.right, slot, who
}

// TestScores: what is told in the sentence that names an event is surer than what stands far from it, an
// event of which something is said than a bare one, and who is named beside it than who is named elsewhere.
func TestScores(t *testing.T) {
	beside := "P:Vask opened/VERB the/DET fair|e:other:0:held on/ADP Friday/PROPN|date:0:held ./PUNCT"
	apart := []string{"P:Vask came/VERB ./PUNCT", "The/DET fair|e:other:0:held was/AUX long/ADJ ./PUNCT",
		"Rain fell/VERB and/CCONJ more/ADJ rain fell/VERB on/ADP Friday/PROPN|date:0:held ./PUNCT"}
	e1, s1, w1 := scored(t, "Vask", beside)
	e2, s2, w2 := scored(t, "Vask", apart...)
	if s1 <= s2 || w1 <= w2 {
		t.Errorf("beside: slot %.2f, party %.2f; apart: %.2f, %.2f", s1, w1, s2, w2)
	}
	if bare, _, _ := scored(t, "", "The/DET fair|e:other:0:held was/AUX long/ADJ ./PUNCT"); bare >= e1 || bare >= e2 {
		t.Errorf("bare %.2f, of which something is said %.2f and %.2f", bare, e1, e2)
	}
}

// TestRivals: two days of an event are rivals, the same day in other words is none.
func TestRivals(t *testing.T) {
	for second, want := range map[string]bool{"2031-02-28": false, "2031-02-24": true} {
		d, m := text(t, "The/DET fair|e:other:0:held opened/VERB on/ADP Friday/PROPN|date:0:held and/CCONJ "+
			"Ferrand-Day/PROPN|date:0:held ./PUNCT")
		eventtest.Dated(d, "Friday", "2031-02-28", doc.Date)
		eventtest.Dated(d, "Ferrand-Day", second, doc.Date)
		r := draftOf(d, m, fitted())
		if got := (scoring{r}).rivals(&r.events[0])[record.DateSlot]; got != want {
			t.Errorf("and %s: rivals %v", second, got)
		}
	}
}

// TestKnown: what is printed for the fit has each event, slot and party with its evidence by name.
func TestKnown(t *testing.T) {
	d, m := text(t, "P:Vask opened/VERB the/DET fair|e:other:0:held on/ADP Friday/PROPN|date:0:held ./PUNCT")
	eventtest.Dated(d, "Friday", "2031-02-28", doc.Date)
	m.party(t, 0, "Vask")
	list := draftOf(d, m, fitted()).known()
	if len(list) != 1 || len(list[0].Mentions) != 1 || list[0].Known[otherKind] != 1 {
		t.Fatalf("%+v", list)
	}
	s, p := list[0].Slots, list[0].Parties
	if len(s) != 1 || s[0].Slot != record.DateSlot || s[0].Status != record.Held || s[0].Known["a time in it"] != 1 ||
		s[0].Span.End <= s[0].Span.Start {
		t.Errorf("slots %+v", s)
	}
	if len(p) != 1 || p[0].Name != "Vask" || p[0].Known["beside a mention"] != 1 {
		t.Errorf("parties %+v", p)
	}
	if e := new(Pass).Evidence(new(doc.Doc)); e != nil {
		t.Errorf("of no text: %+v", e)
	}
}
