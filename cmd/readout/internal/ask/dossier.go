package ask

import (
	"strings"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
	"readout/ledger/stream"
)

func writeDossierHead(w *cli.Text, d *ledger.Dossier) {
	parts := []string{d.Status, d.Time, d.Place, strings.Join(d.Participants, ", "),
		cli.Counted(d.Reports, "report"), d.ID}
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	w.Line(0, "%s  %s", cli.Strong(cli.Clean(d.Name)), cli.Faint(cli.Clean(strings.Join(kept, " · "))))
}

// WriteDossier writes an event: the current state of each slot, then its history.
func WriteDossier(w *cli.Text, d *ledger.Dossier) {
	writeDossierHead(w, d)
	writeUnread(w, d)
	for i := range d.Slots {
		s := &d.Slots[i]
		w.Gap()
		name := s.Slot
		if s.Item != "" {
			name += ": " + cli.Clean(s.Item)
		}
		marks := ""
		if s.Differ {
			marks += "  the sides differ"
		}
		if s.Open {
			marks += "  open"
		}
		now := s.Nothing()
		if s.Now != nil {
			now = standsAs(s)
		}
		w.Line(0, "%s  %s%s", cli.Strong(name), cli.Marked(now), cli.Faint(marks))
		for j := range s.Entries {
			e := &s.Entries[j]
			if !s.Rests(e) && (!e.Sure() || e.Restated || e.Repeats) {
				continue
			}
			told := strings.Join(e.SaidBy, ", ") + " · " + e.Article.Outlet
			if e.Withdrawn {
				told += " · withdrawn"
			}
			w.Line(2, "%s  %-11s %s  %s", e.Said, e.Status, entryValue(e), cli.Faint(cli.Clean(strings.TrimPrefix(told, " · "))))
		}
	}
}

// writeUnread says of an event of which its head tells all there is that no more was surely read.
func writeUnread(w *cli.Text, d *ledger.Dossier) {
	if len(d.Slots) == 0 {
		w.Gap()
		w.Line(0, "Nothing more was surely read of it: no day, no place and no other detail.")
	}
}

// standsAs returns the current state of a slot in the words of the web pages: "it was Lakeside
// Hall".
func standsAs(s *ledger.SlotTrack) string {
	if s.Item != "" {
		return stream.Alone(s.Slot, s.Now.Status)
	}
	return stream.Standing(s.Slot, s.Now.Status, entryValue(s.Now))
}

// entryValue returns the value of an entry; an hour is "10:00", not TIMEX3's "T10:00".
func entryValue(e *ledger.SlotEntry) string {
	if hour, ok := strings.CutPrefix(e.Value, "T"); ok && len(hour) >= 2 && hour[0] >= '0' && hour[0] <= '9' {
		return cli.Clean(hour)
	}
	return cli.Clean(e.Value)
}
