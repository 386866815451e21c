package alert

import (
	"slices"
	"strings"
	"testing"

	"readout/ledger"
	"readout/ledger/stream"
)

// toldOf are the changes that a subscription was told of, in words.
func (p *place) toldOf(name string) []string {
	p.t.Helper()
	var out []string
	for _, a := range p.hook.alerts(p.t) {
		if a.Subscription["name"] != name {
			continue
		}
		for _, c := range a.Changes {
			out = append(out, inWords(c.SlotChange))
		}
	}
	return out
}

func inWords(c ledger.SlotChange) string {
	m := stream.Move{Slot: c.Slot, Item: c.Item}
	if c.Before != nil {
		m.Was = &stream.State{Status: c.Before.Status, Value: c.Before.Value}
	}
	if c.Now != nil {
		m.Is = stream.State{Status: c.Now.Status, Value: c.Now.Value}
	}
	if c.Since != nil {
		m.Since = &stream.State{Status: c.Since.Status, Value: c.Since.Value}
	}
	return m.Tells()
}

// TestAllAtOnce: whoever waits for something to be ruled out, or put off, is told so too
// where the whole story arrives in one batch, after the event, with how it stands by now.
func TestAllAtOnce(t *testing.T) {
	p := newPlace(t)
	p.turn()
	for _, s := range []Subscription{
		{Name: "ruled out", Event: "summit", Is: []string{"ruled out"}},
		{Name: "put off", Slot: []string{"date"}, Is: []string{"postponed"}},
		{Name: "venue", Slot: []string{"venue"}},
	} {
		s.Kind, s.Since = Status, "2024-01-01"
		p.subscribe(s)
	}
	p.add(1, 23)
	p.turn()
	for name, want := range map[string][]string{
		"ruled out": {"Agenda: gas transit, ruled out", "Press conference, ruled out",
			"Document: joint document, ruled out; before: doubted; by now: came about"},
		"put off": {"put off; by now held on 28 March 2024"},
		"venue":   {"Venue, not decided; by now: it was Lakeside Hall", "Venue: Lakeside Hall, planned; before: possible"},
	} {
		told := p.toldOf(name)
		for _, w := range want {
			if !slices.ContainsFunc(told, func(s string) bool { return strings.HasPrefix(s, w) }) {
				t.Errorf("%s: not told %q, but %q", name, w, told)
			}
		}
	}
}
