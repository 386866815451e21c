package people

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/export"
	"readout/ledger/stream"
	"readout/serve/page/frame"
	"readout/serve/page/plot"
	"readout/serve/page/said"
	"readout/store"
)

func (p *Pages) personExport(w http.ResponseWriter, r *http.Request) error {
	t, err := p.track(r)
	if err != nil {
		return err
	}
	return frame.SendAs(w, r, "person", func() [][]string { return export.TrackRows(&t) }, func() string {
		list := make([]ledger.Statement, 0, len(t.Entries))
		for i := range t.Entries {
			if s := &t.Entries[i].Statement; s.Sure() {
				list = append(list, *s)
			}
		}
		text := said.StatementsText(t.Person.Name, list)
		if unsure := len(t.Entries) - len(list); unsure > 0 {
			text += "Left out as less surely read: " + frame.Count(unsure, "statement") + ".\n"
		}
		return text
	})
}

// positions draws a track: how each statement on one point, the one most spoken of,
// commits its speaker, over the days. Statements on different points tell nothing
// beside each other.
func positions(v *frame.View, all *ledger.Track, f plot.Format) *plot.Plot {
	t, on := onePoint(all)
	if len(t.Entries) < 2 {
		return nil
	}
	const step, top = 30, 34
	a := plot.Axis{X0: f.Labels + 10, X1: f.Width - 16}
	for _, e := range t.Entries {
		d := store.DayOf(e.Statement.Said)
		if a.From == 0 || d < a.From {
			a.From = d
		}
		a.To = max(a.To, d)
	}
	if a.To == 0 {
		return nil
	}
	a.To = max(a.To, a.From+1)
	level := func(n int) int { return top + (3-n)*step/2 }
	p := &plot.Plot{Name: "positions-" + f.Name, Width: f.Width, Height: level(-3) + 18, Top: 24, Bottom: level(-3) + 10,
		Ticks: a.Ticks(f.MaxTicks),
		Label: frame.Plain(fmt.Sprintf("%s: how firmly %s affirmed or denied, in %d statements. The list below holds the "+
			"same.", stream.Capital(on), t.Person.Name, len(t.Entries)))}
	for _, l := range [...]struct {
		n     int
		words string
	}{{3, "holds"}, {0, "open"}, {-3, "does not"}} {
		p.Texts = append(p.Texts, plot.Text{Y: level(l.n) + 4, Class: "lane", Words: l.words})
		p.Rules = append(p.Rules, plot.Rule{X1: a.X0, X2: a.X1, Y: level(l.n)})
	}
	var path strings.Builder
	for i := range t.Entries {
		e := &t.Entries[i]
		x, y := a.X(store.DayOf(e.Statement.Said)), level(e.Level)
		if i == 0 {
			fmt.Fprintf(&path, "M%d %d", x, y)
		} else {
			fmt.Fprintf(&path, "H%dV%d", x, y)
		}
		d := plot.Dot{X: x, Y: y, Class: "side1", Title: frame.Plain(stream.LongDate(e.Statement.Said) + ": " +
			frame.Clip(160, e.Statement.Told()))}
		if v != nil {
			d.To = v.Mark(&e.Statement)
		}
		p.Dots = append(p.Dots, d)
	}
	p.Path = path.String()
	return p
}

// onePoint is the part of a track that is on the point most spoken of.
func onePoint(all *ledger.Track) (*ledger.Track, string) {
	count, best := map[string]int{}, ""
	for i := range all.Entries {
		for _, name := range all.Entries[i].Points {
			if count[name]++; count[name] > count[best] {
				best = name
			}
		}
	}
	t := &ledger.Track{Person: all.Person, Topic: all.Topic}
	for i := range all.Entries {
		if best != "" && slices.Contains(all.Entries[i].Points, best) {
			t.Entries = append(t.Entries, all.Entries[i])
		}
	}
	return t, best
}

func (p *Pages) track(r *http.Request) (ledger.Track, error) {
	s, err := p.history(r.Context(), r.PathValue("id"), strings.TrimSpace(r.URL.Query().Get("topic")), frame.AsOf(r))
	return s.track, err
}

func (p *Pages) positionPlot(w http.ResponseWriter, r *http.Request) error {
	t, err := p.track(r)
	if err != nil {
		return err
	}
	return plot.Send(p.Frame, w, positions(nil, &t, plot.Wide), "positions.svg")
}

func (p *Pages) positionTable(w http.ResponseWriter, r *http.Request) error {
	t, err := p.track(r)
	if err != nil {
		return err
	}
	return frame.SendCSV(w, "positions.csv", export.TrackRows(&t))
}
