package dossier

import (
	"fmt"
	"net/http"
	"strings"

	"readout/ledger"
	"readout/ledger/export"
	"readout/ledger/stream"
	"readout/record"
	"readout/serve/page/frame"
	"readout/serve/page/plot"
)

// eventTable is the dossier's plot as a table.
func (p *Pages) eventTable(w http.ResponseWriter, r *http.Request) error {
	d, err := p.dossier(r)
	if err != nil {
		return err
	}
	return frame.SendCSV(w, "timeline.csv", export.DossierRows([]ledger.Dossier{d}))
}

func (p *Pages) eventExport(w http.ResponseWriter, r *http.Request) error {
	d, err := p.dossier(r)
	if err != nil {
		return err
	}
	return frame.SendAs(w, r, "dossier", func() [][]string { return export.DossierRows([]ledger.Dossier{d}) },
		func() string { return dossierText(&d) })
}

// dossierText is a dossier as Markdown: what stands, and each point's history.
func dossierText(d *ledger.Dossier) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n\n", frame.MarkdownText(frame.EventTitle(d)), frame.MarkdownText(lead(d)))
	for i := range d.Slots {
		t := &d.Slots[i]
		if t.Now == nil {
			continue
		}
		fmt.Fprintf(&b, "## %s: %s\n\n", frame.MarkdownText(stream.SlotWord(t.Slot, t.Item)),
			frame.MarkdownText(stateWords(t.Slot, t.Item, t.Now)))
		for k := range t.Entries {
			e := &t.Entries[k]
			if !e.Sure() && !t.Rests(e) {
				continue
			}
			note := ""
			if e.Withdrawn {
				note = " (withdrawn since)"
			}
			fmt.Fprintf(&b, "- %s: %s — %s, %s%s\n", stream.OnceDated(e.Said), frame.MarkdownText(stateWords(t.Slot, t.Item, e)),
				frame.MarkdownText(frame.Spoken(e)), frame.MarkdownText(stream.OutletName(e.Article.Outlet)), note)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// stateWords is how a point stands: its value, if it has one, and its status.
func stateWords(slot, item string, e *ledger.SlotEntry) string {
	if item != "" {
		return stream.Alone(slot, e.Status)
	}
	value := e.Value
	if slot == record.DateSlot || slot == record.TimeSlot {
		value = stream.LongDate(value)
	}
	return stream.Standing(slot, e.Status, value)
}

// lead is what a dossier is about, in one sentence that says no more than stands.
func lead(d *ledger.Dossier) string {
	var b strings.Builder
	b.WriteString(stream.Capital(d.Name))
	on := func() {
		if d.Time != "" {
			b.WriteString(" " + stream.On(d.Time))
		}
	}
	switch d.Status {
	case record.Held:
		b.WriteString(", held")
		on()
	case record.Cancelled:
		b.WriteString(", called off")
		if d.Time != "" {
			b.WriteString("; it was planned")
			on()
		}
	case record.Postponed:
		b.WriteString(", put off")
	case record.Planned:
		b.WriteString(", planned")
		on()
	default:
		b.WriteString(", " + stream.StatusWord("", d.Status))
		on()
	}
	if d.Place != "" && !strings.Contains(strings.ToLower(d.Name), strings.ToLower(d.Place)) {
		b.WriteString(", in " + d.Place)
	}
	return b.String() + "."
}

// eventPlot is the dossier's plot as a file.
func (p *Pages) eventPlot(w http.ResponseWriter, r *http.Request) error {
	d, err := p.dossier(r)
	if err != nil {
		return err
	}
	return plot.Send(p.Frame, w, timeline(nil, &d, plot.Wide), "timeline.svg")
}
