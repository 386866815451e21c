package dossier

import (
	"fmt"
	"slices"
	"testing"

	"readout/ledger"
	"readout/serve/page/plot"
)

// TestWhyOf: entries are shown by what they do for what stands, with nothing to
// explain where one thing was said.
func TestWhyOf(t *testing.T) {
	one := &ledger.SlotTrack{Entries: []ledger.SlotEntry{{Verdict: "stands"}}}
	if got := whyOf(one); got != nil {
		t.Errorf("of one entry: %+v", got)
	}
	track := &ledger.SlotTrack{Entries: []ledger.SlotEntry{
		{Verdict: "superseded", Value: "Port Cassel"}, {Verdict: "supports", Value: "Ostrella"},
		{Verdict: "set aside", Value: "Helmsby", Reason: "told in passing"},
		{Verdict: "stands", Value: "Ostrella"}, {Verdict: "supports", Value: "Ostrella"}}}
	got := whyOf(track)
	want := []struct {
		label string
		n     int
	}{{"It rests on", 1}, {"The same is said by", 2}, {"Said before", 1}, {"Set aside", 1}}
	if len(got) != len(want) {
		t.Fatalf("%d groups, want %d: %+v", len(got), len(want), got)
	}
	for i, w := range want {
		if got[i].Label != w.label || len(got[i].Entries) != w.n {
			t.Errorf("group %d is %q of %d, want %q of %d", i, got[i].Label, len(got[i].Entries), w.label, w.n)
		}
	}
}

// TestSevenLanes: however many sides spoke, a point has at most seven lanes, those of the
// sides that said most, each with a colour of its own; the others are named.
func TestSevenLanes(t *testing.T) {
	d := &ledger.Dossier{Name: "summit", Time: "2024-03-28"}
	for slot := range 3 {
		track := ledger.SlotTrack{Slot: "agenda", Item: fmt.Sprint("point ", slot)}
		track.Entries = append(track.Entries, ledger.SlotEntry{Status: "planned", Said: "2024-03-01"})
		for side := range 10 {
			for k := range 1 + side/(slot+1) { // later sides said more
				track.Entries = append(track.Entries, ledger.SlotEntry{Status: "planned", Side: fmt.Sprint("side ", side),
					Said: fmt.Sprintf("2024-03-%02d", 2+k)})
			}
		}
		d.Slots = append(d.Slots, track)
	}
	p := timeline(nil, d, plot.Wide)
	lanes := map[int]bool{}
	for _, x := range p.Texts {
		if x.Class != "slot" {
			lanes[x.Y] = true
		}
	}
	if len(lanes) != 3*7 || len(p.Legend) != 7 || len(p.Folded) != 4 || !slices.Contains(p.Folded, "side 0") ||
		slices.Contains(p.Folded, "side 9") {
		t.Errorf("%d lanes, legend %v, folded %v", len(lanes), p.Legend, p.Folded)
	}
	colours := map[string]bool{}
	for _, x := range p.Legend {
		colours[x.Class] = true
	}
	if len(colours) != len(p.Legend) {
		t.Errorf("two sides have one colour: %v", p.Legend)
	}
}

// TestDrawnOf: of what a side says of a point in one day, its last word is drawn; of a
// report that moves a day, the new day.
func TestDrawnOf(t *testing.T) {
	entry := func(article, status, value string, withdrawn bool) *ledger.SlotEntry {
		return &ledger.SlotEntry{Article: ledger.Article{ID: article}, Status: status, Value: value, Withdrawn: withdrawn}
	}
	for want, day := range map[string][]*ledger.SlotEntry{
		"2024-06-06": {entry("v1", "planned", "2024-06-06", false), entry("v1", "postponed", "2024-05-23", false)},
		"2024-05-23": {entry("v1", "planned", "2024-06-06", false), entry("v2", "postponed", "2024-05-23", false)},
		"2024-05-24": {entry("v1", "possible", "2024-05-23", false), entry("v1", "planned", "2024-05-24", false)},
		"2024-05-25": {entry("v1", "planned", "2024-05-25", false), entry("v1", "planned", "2024-05-26", true)},
		"2024-05-27": {entry("v1", "planned", "2024-05-26", true), entry("v1", "planned", "2024-05-27", true)},
	} {
		if got := drawnOf(day); got.Value != want {
			t.Errorf("%s %s is drawn, want %s", got.Status, got.Value, want)
		}
	}
}

// TestLegend: a side is named with who spoke for it, unless it is called by its speaker.
func TestLegend(t *testing.T) {
	d := &ledger.Dossier{Slots: []ledger.SlotTrack{{Entries: []ledger.SlotEntry{
		{Side: "NH", SaidBy: []string{"Maren Oskeby"}}, {Side: "NH", SaidBy: []string{"Maren Oskeby"}},
		{Side: "NH", SaidBy: []string{"Karin Holmsund"}}, {Side: "NH", SaidBy: []string{"Elin Tverdahl"}},
		{Side: "NH", SaidBy: []string{"Marin Oskeby"}}, {Side: "Dev Marling", SaidBy: []string{"Dev Marling"}}, {}}}}}
	got := legend(d, []string{"NH", "Dev Marling"})
	want := []string{"reports in their own voice", "NH: Maren Oskeby, Elin Tverdahl, others", "Dev Marling"}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i, w := range want {
		if got[i].Words != w {
			t.Errorf("side %d is called %q, want %q", i, got[i].Words, w)
		}
	}
}
