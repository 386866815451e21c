package page

import (
	"bytes"
	"fmt"
	"net/http"
	"path"
	"strings"

	"readout/ledger"
	"readout/ledger/export"
	"readout/ledger/stream"
	"readout/record"
)

// sendAs answers with a table as CSV or XLSX, or with a text as Markdown, by the ending
// of the address.
func sendAs(w http.ResponseWriter, r *http.Request, name string, rows func() [][]string, text func() string) error {
	switch path.Ext(r.URL.Path) {
	case ".csv":
		return sendCSV(w, name+".csv", rows())
	case ".xlsx":
		var b bytes.Buffer
		if err := export.XLSX(&b, name, rows()); err != nil {
			return err
		}
		w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
		w.Header().Set("Content-Disposition", `attachment; filename="`+name+`.xlsx"`)
		_, err := w.Write(b.Bytes())
		return err
	case ".md":
		w.Header().Set("Content-Type", "text/markdown; charset=utf-8")
		w.Header().Set("Content-Disposition", `attachment; filename="`+name+`.md"`)
		_, err := w.Write([]byte(text()))
		return err
	}
	return errNoPage
}

func (p *pages) searchExport(w http.ResponseWriter, r *http.Request) error {
	q, err := p.query(r)
	if err != nil {
		return asked(err)
	}
	q.Limit, q.Cursor = tableLimit, ""
	found, err := p.o.Ledger.Search(r.Context(), q)
	if err != nil {
		return asked(err)
	}
	return sendAs(w, r, "statements", func() [][]string { return export.StatementRows(found.Statements) }, func() string {
		return statementsText("Statements", found.Statements)
	})
}

func (p *pages) personExport(w http.ResponseWriter, r *http.Request) error {
	t, err := p.track(r)
	if err != nil {
		return err
	}
	return sendAs(w, r, "person", func() [][]string { return export.TrackRows(&t) }, func() string {
		list := make([]ledger.Statement, 0, len(t.Entries))
		for i := range t.Entries {
			list = append(list, t.Entries[i].Statement)
		}
		return statementsText(t.Person.Name, list)
	})
}

func (p *pages) eventExport(w http.ResponseWriter, r *http.Request) error {
	d, err := p.dossier(r)
	if err != nil {
		return err
	}
	return sendAs(w, r, "dossier", func() [][]string { return export.DossierRows([]ledger.Dossier{d}) }, func() string { return dossierText(&d) })
}

func statementsText(title string, list []ledger.Statement) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", markdownText(title))
	for i := range list {
		b.WriteString(markdownCitation(&list[i]))
		b.WriteString("\n")
	}
	return b.String()
}

// dossierText is a dossier as Markdown: what stands, and each point's history.
func dossierText(d *ledger.Dossier) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n\n", markdownText(eventTitle(d)), markdownText(lead(d)))
	for i := range d.Slots {
		t := &d.Slots[i]
		if t.Now == nil {
			continue
		}
		fmt.Fprintf(&b, "## %s: %s\n\n", markdownText(stream.SlotWord(t.Slot, t.Item)), markdownText(stateWords(t.Slot, t.Item, t.Now)))
		for k := range t.Entries {
			e := &t.Entries[k]
			if !e.Sure() {
				continue
			}
			note := ""
			if e.Withdrawn {
				note = " (withdrawn since)"
			}
			fmt.Fprintf(&b, "- %s: %s — %s, %s%s\n", stream.LongDate(e.Said), markdownText(stateWords(t.Slot, t.Item, e)), markdownText(spoken(e)), markdownText(e.Article.Outlet), note)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// stateWords is how a point stands: its value, if it has one, and its status.
func stateWords(slot, item string, e *ledger.SlotEntry) string {
	status := stream.StatusWord(slot, e.Status)
	if item != "" || e.Value == "" {
		return status
	}
	value := e.Value
	if slot == record.DateSlot || slot == record.TimeSlot {
		value = stream.LongDate(value)
	}
	return value + ", " + status
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
