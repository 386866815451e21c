package dossier

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/stream"
	"readout/record"
	"readout/serve/page/frame"
	"readout/serve/page/plot"
	"readout/store"
)

const (
	// maxSides bounds the sides drawn beside the reports' own voice: more than seven lanes
	// nobody tells apart. maxBars bounds the sayings of one side (the newest),
	// maxPlotSlots the slots.
	maxSides     = 6
	maxBars      = 16
	maxPlotSlots = 24
)

// timeline draws what each side said of each slot, over the days: a lane a side,
// and in it a bar from each saying to the side's next one.
func timeline(v *frame.View, d *ledger.Dossier, f plot.Format) *plot.Plot {
	a := plot.Axis{X0: f.Labels, X1: f.Width - 8}
	sides, folded := sidesOf(d)
	for i := range d.Slots {
		for j := range d.Slots[i].Entries {
			e := &d.Slots[i].Entries[j]
			said := store.DayOf(e.Said)
			if a.From == 0 || said < a.From {
				a.From = said
			}
			a.To = max(a.To, said)
		}
	}
	if a.To == 0 {
		return nil
	}
	event := store.Day(0)
	if len(d.Time) >= 10 {
		if event = store.DayOf(d.Time); event > a.To && event < a.To+400 {
			a.To = event
		}
	}
	a.To++
	p := &plot.Plot{Name: "timeline-" + f.Name, Width: f.Width, Top: 26,
		Label: frame.Plain("What each side said of every slot of " + frame.EventTitle(d) + ", from " +
			stream.LongDate(a.From.String()) + " to " + stream.LongDate((a.To - 1).String()) +
			". The table below holds the same.")}
	p.Legend, p.Folded = legend(d, sides), folded
	y := p.Top
	p.Slots = max(len(d.Slots)-maxPlotSlots, 0)
	for i := range d.Slots[:min(len(d.Slots), maxPlotSlots)] {
		t := &d.Slots[i]
		lanes := lanesOf(t, sides)
		if len(lanes) == 0 {
			continue // only sides that are folded spoke of it
		}
		p.Texts = append(p.Texts, plot.Text{Y: y + f.Head - 9, Class: "slot",
			Words: frame.Clip((f.Width)/f.Letter-4, frame.Plain(stream.SlotWord(t.Slot, t.Item)))})
		p.Rules = append(p.Rules, plot.Rule{X2: f.Width, Y: y + f.Head - 3})
		y += f.Head
		for _, lane := range lanes {
			drawLane(p, v, f, a, lane, slices.Index(sides, lane.side)+1, y)
			y += f.Lane
		}
		y += 4
	}
	p.Bottom, p.Height = y, y+8
	p.Ticks = a.Ticks(f.MaxTicks)
	if event >= a.From && event <= a.To && event > 0 {
		p.Marks = append(p.Marks, plot.Tick{X: a.X(event), Label: "the day"})
		p.Ticks = slices.DeleteFunc(p.Ticks, func(t plot.Tick) bool { return max(t.X-a.X(event), a.X(event)-t.X) < 46 })
	}
	return p
}

// sidesOf gives the sides that said most of an event, in the order in which they first
// spoke, and those that said less.
func sidesOf(d *ledger.Dossier) (drawn, folded []string) {
	said := map[string]int{}
	var order []string
	var entries []*ledger.SlotEntry
	for i := range d.Slots {
		for k := range d.Slots[i].Entries {
			if e := &d.Slots[i].Entries[k]; e.Side != "" && !e.Restated {
				entries = append(entries, e)
			}
		}
	}
	slices.SortStableFunc(entries, func(x, y *ledger.SlotEntry) int { return strings.Compare(x.Said, y.Said) })
	for _, e := range entries {
		if said[e.Side]++; said[e.Side] == 1 {
			order = append(order, e.Side)
		}
	}
	most := slices.Clone(order)
	slices.SortStableFunc(most, func(x, y string) int { return cmp.Compare(said[y], said[x]) })
	most = most[:min(len(most), maxSides)]
	for _, side := range order {
		if slices.Contains(most, side) {
			drawn = append(drawn, side)
		} else {
			folded = append(folded, side)
		}
	}
	return drawn, folded
}

// legend names the sides by their colours, and who speaks for them: a side may be no more
// than the code of a land.
func legend(d *ledger.Dossier, sides []string) []plot.Text {
	out := []plot.Text{{Class: "side0", Words: "reports in their own voice"}}
	for i, side := range sides {
		words := side
		if names := speakFor(d, side); len(names) > 0 {
			words += ": " + strings.Join(names, ", ")
		}
		out = append(out, plot.Text{Class: fmt.Sprintf("side%d", i+1), Words: words})
	}
	return out
}

// namesOfSide bounds the speakers that a legend names for each side.
const namesOfSide = 2

// speakFor are the names of those who spoke for a side, those who said most first, but for
// a side that is called by its only speaker.
func speakFor(d *ledger.Dossier, side string) []string {
	said := map[string]int{}
	for i := range d.Slots {
		for _, e := range d.Slots[i].Entries {
			for _, name := range e.SaidBy {
				if e.Side == side && name != side {
					said[name]++
				}
			}
		}
	}
	names := slices.SortedFunc(maps.Keys(said), func(x, y string) int {
		return cmp.Or(cmp.Compare(said[y], said[x]), cmp.Compare(x, y))
	})
	// Outlets spell a name in several ways: of one surname the most used is named.
	surnames := map[string]bool{}
	names = slices.DeleteFunc(names, func(name string) bool {
		surname := name[strings.LastIndexByte(name, ' ')+1:]
		known := surnames[surname]
		surnames[surname] = true
		return known
	})
	if len(names) > namesOfSide {
		names = append(names[:namesOfSide], "others")
	}
	return names
}

// sideLane is what one side said of one slot, by day.
type sideLane struct {
	side    string
	entries []*ledger.SlotEntry
}

// lanesOf sorts a slot's entries by side: reports' own voice first, then the sides
// as they first spoke. What an outlet only restated is not drawn, nor what other sides
// than these said.
func lanesOf(t *ledger.SlotTrack, sides []string) []sideLane {
	var out []sideLane
	for i := range t.Entries {
		e := &t.Entries[i]
		if !e.Sure() || e.Restated || e.Side != "" && !slices.Contains(sides, e.Side) {
			continue
		}
		at := slices.IndexFunc(out, func(l sideLane) bool { return l.side == e.Side })
		if at < 0 {
			at = len(out)
			out = append(out, sideLane{side: e.Side})
		}
		out[at].entries = append(out[at].entries, e)
	}
	slices.SortStableFunc(out, func(x, y sideLane) int { return cmp.Compare(min(len(x.side), 1), min(len(y.side), 1)) })
	return out
}

// drawLane adds one side's lane to a drawing.
func drawLane(p *plot.Plot, v *frame.View, f plot.Format, a plot.Axis, lane sideLane, colour, y int) {
	name, class := lane.side, "lane"
	if name == "" {
		name, class = "reports", "lane voice"
	}
	p.Texts = append(p.Texts, plot.Text{Y: y + f.Lane - 8, Class: class,
		Words: frame.Clip(f.Labels/f.Letter, frame.Plain(name))})
	lane.entries = lane.entries[max(0, len(lane.entries)-maxBars):]
	for i, next := 0, 0; i < len(lane.entries); i = next {
		from := store.DayOf(lane.entries[i].Said)
		for next = i + 1; next < len(lane.entries) && store.DayOf(lane.entries[next].Said) == from; {
			next++
		}
		e, to := drawnOf(lane.entries[i:next]), a.To
		if next < len(lane.entries) {
			to = store.DayOf(lane.entries[next].Said)
		}
		b := plot.Bar{X: a.X(from), Y: y + 3, H: f.Lane - 7, W: max(a.X(to)-a.X(from)-2, 6), Title: barTitle(e)}
		b.Class = fmt.Sprintf("side%d %s", colour%plot.Colours, frame.Tone(e.Status))
		if e.Withdrawn {
			b.Class += " withdrawn"
		}
		if v != nil {
			b.To = frame.SentenceAt(v, e)
		}
		words := e.Status
		if frame.Tone(e.Status) == "firm" && e.Value != "" && len(e.Value) < 30 {
			words += ", " + frame.ShortDate(frame.Plain(e.Value))
		}
		switch room := (b.W - 8) / f.Letter; {
		case len([]rune(words))+2 <= room:
			b.Words = frame.Glyph(e.Status) + " " + words
		case len(e.Status)+2 <= room:
			b.Words = frame.Glyph(e.Status) + " " + e.Status
		case room >= 1:
			b.Words = frame.Glyph(e.Status)
		}
		p.Bars = append(p.Bars, b)
	}
}

// drawnOf chooses from a side's sayings of one day the last that was not withdrawn; the
// table has them all. A report that moves a day says two things, and the new day is drawn.
func drawnOf(day []*ledger.SlotEntry) *ledger.SlotEntry {
	drawn := day[len(day)-1]
	for i := len(day) - 1; i >= 0 && drawn.Withdrawn; i-- {
		if !day[i].Withdrawn {
			drawn = day[i]
		}
	}
	for _, e := range day {
		if drawn.Status == record.Postponed && e.Status != record.Postponed && !e.Withdrawn &&
			e.Article.ID == drawn.Article.ID {
			drawn = e
		}
	}
	return drawn
}

func barTitle(e *ledger.SlotEntry) string {
	title := stream.OnceDated(e.Said) + ": " + e.Status
	if e.Value != "" {
		title += ", " + stream.LongDate(e.Value)
	}
	title += " — " + frame.Spoken(e) + " (" + stream.OutletName(e.Article.Outlet) + ")"
	if e.Withdrawn {
		title += "; withdrawn since"
	}
	return frame.Plain(title)
}
