package page

import (
	"bytes"
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/stream"
	"readout/store"
)

// plot is a drawing as templates/plots.html writes it, in the page or as a file.
// Units: SVG user units, which are CSS pixels at full width.
type plot struct {
	Name          string // tells the plots of one page apart
	Label         string // for those who cannot see it
	Width, Height int
	Top, Bottom   int // between which vertical lines run
	Ticks         []tick
	Marks         []tick // days that matter: the event's, the one looked back to
	Rules         []rule
	Texts         []plotText
	Bars          []bar
	Dots          []dot
	Path          string
	Alone         bool       // a file: brings its own styles, links nowhere
	Folded        []string   // sides that said less than those drawn
	Slots         int        // slots that did not fit
	Legend        []plotText // the sides, by colour
}

type tick struct {
	X     int
	Label string
}

type rule struct{ X1, X2, Y int }

type plotText struct {
	X, Y         int
	Class, Words string
}

type bar struct {
	X, Y, W, H int
	Class      string
	To, Title  string
	Words      string
}

type dot struct {
	X, Y      int
	Class     string
	To, Title string
}

// format is the size a plot is drawn for.
type format struct {
	name               string
	width, labels      int
	lane, head, letter int
	maxTicks           int
}

var (
	wide   = format{name: "wide", width: 1040, labels: 168, lane: 24, head: 30, letter: 7, maxTicks: 12}
	middle = format{name: "middle", width: 680, labels: 132, lane: 24, head: 30, letter: 7, maxTicks: 8}
	narrow = format{name: "narrow", width: 370, labels: 92, lane: 24, head: 30, letter: 7, maxTicks: 4}
)

const (
	// maxSides bounds the sides drawn beside the reports' own voice: more than seven lanes
	// nobody tells apart. maxBars bounds the sayings of one side (the newest),
	// maxPlotSlots the slots.
	maxSides     = 6
	maxBars      = 16
	maxPlotSlots = 24
)

// axis places days on a line.
type axis struct {
	from, to store.Day
	x0, x1   int
}

func (a axis) x(d store.Day) int {
	if a.to == a.from {
		return a.x0
	}
	d = min(max(d, a.from), a.to)
	return a.x0 + int(int64(a.x1-a.x0)*int64(d-a.from)/int64(a.to-a.from))
}

// ticks puts at most n labels on round days: days, weeks, months or years apart.
func (a axis) ticks(n int) []tick {
	span := int(a.to-a.from) + 1
	first, err := time.Parse(time.DateOnly, a.from.String())
	if err != nil {
		return nil
	}
	var out []tick
	put := func(t time.Time, form string) {
		if d := store.DayOf(t.Format(time.DateOnly)); d >= a.from && d <= a.to {
			out = append(out, tick{a.x(d), t.Format(form)})
		}
	}
	for _, step := range [...]int{1, 2, 7, 14} {
		if span <= step*n {
			for i := 0; i < span; i += step {
				put(first.AddDate(0, 0, i), "2 Jan")
			}
			return out
		}
	}
	month := time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, time.UTC)
	for _, step := range [...]int{1, 2, 3, 6} {
		if span/30 < step*n {
			for i := step; i <= span/28+step; i += step {
				put(month.AddDate(0, i, 0), "Jan 2006")
			}
			return out
		}
	}
	years := 1 + span/365/n
	for i := 1; i <= span/365+1; i += years {
		put(time.Date(first.Year()+i, 1, 1, 0, 0, 0, 0, time.UTC), "2006")
	}
	return out
}

// timeline draws what each side said of each slot, over the days: a lane a side,
// and in it a bar from each saying to the side's next one.
func timeline(v *view, d *ledger.Dossier, f format) *plot {
	a := axis{x0: f.labels, x1: f.width - 8}
	sides, folded := sidesOf(d)
	for i := range d.Slots {
		for j := range d.Slots[i].Entries {
			e := &d.Slots[i].Entries[j]
			said := store.DayOf(e.Said)
			if a.from == 0 || said < a.from {
				a.from = said
			}
			a.to = max(a.to, said)
		}
	}
	if a.to == 0 {
		return nil
	}
	event := store.Day(0)
	if len(d.Time) >= 10 {
		if event = store.DayOf(d.Time); event > a.to && event < a.to+400 {
			a.to = event
		}
	}
	a.to++
	p := &plot{Name: "timeline-" + f.name, Width: f.width, Top: 26,
		Label: plain("What each side said of every slot of " + eventTitle(d) + ", from " + stream.LongDate(a.from.String()) + " to " + stream.LongDate((a.to - 1).String()) + ". The table below holds the same.")}
	p.Legend, p.Folded = legend(sides), folded
	y := p.Top
	p.Slots = max(len(d.Slots)-maxPlotSlots, 0)
	for i := range d.Slots[:min(len(d.Slots), maxPlotSlots)] {
		t := &d.Slots[i]
		lanes := lanesOf(t, sides)
		if len(lanes) == 0 {
			continue // only sides that are folded spoke of it
		}
		p.Texts = append(p.Texts, plotText{0, y + f.head - 9, "slot", clip((f.width)/f.letter-4, plain(stream.SlotWord(t.Slot, t.Item)))})
		p.Rules = append(p.Rules, rule{0, f.width, y + f.head - 3})
		y += f.head
		for _, lane := range lanes {
			p.lane(v, f, a, lane, slices.Index(sides, lane.side)+1, y)
			y += f.lane
		}
		y += 4
	}
	p.Bottom, p.Height = y, y+8
	p.Ticks = a.ticks(f.maxTicks)
	if event >= a.from && event <= a.to && event > 0 {
		p.Marks = append(p.Marks, tick{a.x(event), "the day"})
		p.Ticks = slices.DeleteFunc(p.Ticks, func(t tick) bool { return max(t.X-a.x(event), a.x(event)-t.X) < 46 })
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

// legend names the sides by their colours.
func legend(sides []string) []plotText {
	out := []plotText{{Class: "side0", Words: "reports in their own voice"}}
	for i, side := range sides {
		out = append(out, plotText{Class: fmt.Sprintf("side%d", i+1), Words: side})
	}
	return out
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

func (p *plot) lane(v *view, f format, a axis, lane sideLane, colour, y int) {
	name, class := lane.side, "lane"
	if name == "" {
		name, class = "reports", "lane voice"
	}
	p.Texts = append(p.Texts, plotText{0, y + f.lane - 8, class, clip(f.labels/f.letter, plain(name))})
	lane.entries = lane.entries[max(0, len(lane.entries)-maxBars):]
	for i := 0; i < len(lane.entries); i++ {
		e := lane.entries[i]
		from := store.DayOf(e.Said)
		// Of several sayings in one day the last stands; the table has them all.
		if i+1 < len(lane.entries) && store.DayOf(lane.entries[i+1].Said) == from && !lane.entries[i+1].Withdrawn {
			continue
		}
		to := a.to
		if i+1 < len(lane.entries) {
			to = store.DayOf(lane.entries[i+1].Said)
		}
		b := bar{X: a.x(from), Y: y + 3, H: f.lane - 7, W: max(a.x(to)-a.x(from)-2, 6), Title: barTitle(e)}
		b.Class = fmt.Sprintf("side%d %s", colour%colours, tone(e.Status))
		if e.Withdrawn {
			b.Class += " withdrawn"
		}
		if v != nil {
			b.To = sentenceAt(v, e)
		}
		words := e.Status
		if tone(e.Status) == "firm" && e.Value != "" && len(e.Value) < 30 {
			words += ", " + shortDate(plain(e.Value))
		}
		switch room := (b.W - 8) / f.letter; {
		case len([]rune(words))+2 <= room:
			b.Words = glyph(e.Status) + " " + words
		case len(e.Status)+2 <= room:
			b.Words = glyph(e.Status) + " " + e.Status
		case room >= 1:
			b.Words = glyph(e.Status)
		}
		p.Bars = append(p.Bars, b)
	}
}

func barTitle(e *ledger.SlotEntry) string {
	title := stream.LongDate(e.Said) + ": " + e.Status
	if e.Value != "" {
		title += ", " + stream.LongDate(e.Value)
	}
	title += " — " + spoken(e) + " (" + e.Article.Outlet + ")"
	if e.Withdrawn {
		title += "; withdrawn since"
	}
	return plain(title)
}

// colours is how many speakers or sides the style sheet tells apart; 0 is the
// report's own voice.
const colours = 8

// eventPlot is the dossier's plot as a file.
func (p *pages) eventPlot(w http.ResponseWriter, r *http.Request) error {
	d, err := p.dossier(r)
	if err != nil {
		return err
	}
	return p.sendPlot(w, timeline(nil, &d, wide), "timeline.svg")
}

// sendPlot answers with a drawing that stands alone.
func (p *pages) sendPlot(w http.ResponseWriter, drawing *plot, name string) error {
	if drawing == nil {
		return fmt.Errorf("nothing to draw: %w", ask.ErrUnknown)
	}
	drawing.Alone = true
	var b bytes.Buffer
	set, err := p.templates(settings{zone: "UTC", lang: "en"})
	if err != nil {
		return fmt.Errorf("page: %w", err)
	}
	if err := set["about"].ExecuteTemplate(&b, "plot", drawing); err != nil {
		return fmt.Errorf("page: drawing %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	// As a page of its own a drawing may use the style inside it and nothing else.
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	_, err = w.Write([]byte(strings.TrimSpace(b.String()) + "\n"))
	return err
}
