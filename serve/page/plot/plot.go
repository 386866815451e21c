// Package plot is drawings over days: an axis with round days on it, bars, dots and lines,
// in three widths.
//
// In come days; out go places on a drawing, and drawings as SVG files. It refuses to draw
// what has no day.
//
// The one idea: a drawing is data, and templates/plots.html writes it.
package plot

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"time"

	"readout/ledger/ask"
	"readout/serve/page/frame"
	"readout/store"
)

// Plot is a drawing as templates/plots.html writes it, in the page or as a file.
// Units: SVG user units, which are CSS pixels at full width.
type Plot struct {
	Name          string // tells the plots of one page apart
	Label         string // for those who cannot see it
	Width, Height int
	Top, Bottom   int // between which vertical lines run
	Ticks         []Tick
	Marks         []Tick // days that matter: the event's, the one looked back to
	Rules         []Rule
	Texts         []Text
	Bars          []Bar
	Dots          []Dot
	Path          string
	Alone         bool     // a file: brings its own styles, links nowhere
	Folded        []string // sides that said less than those drawn
	Slots         int      // slots that did not fit
	Legend        []Text   // the sides, by colour
}

// Tick is a day with a label below the axis.
type Tick struct {
	X     int
	Label string
}

// Rule is a line from left to right.
type Rule struct{ X1, X2, Y int }

// Text is words at a place.
type Text struct {
	X, Y         int
	Class, Words string
}

// Bar is a stretch of days.
type Bar struct {
	X, Y, W, H int
	Class      string
	To, Title  string
	Words      string
}

// Dot is one day.
type Dot struct {
	X, Y      int
	Class     string
	To, Title string
}

// Format is the size a plot is drawn for.
type Format struct {
	Name               string
	Width, Labels      int
	Lane, Head, Letter int
	MaxTicks           int
}

var (
	Wide   = Format{Name: "wide", Width: 1040, Labels: 168, Lane: 24, Head: 30, Letter: 7, MaxTicks: 12}
	Middle = Format{Name: "middle", Width: 680, Labels: 132, Lane: 24, Head: 30, Letter: 7, MaxTicks: 8}
	Narrow = Format{Name: "narrow", Width: 370, Labels: 92, Lane: 24, Head: 30, Letter: 7, MaxTicks: 4}
)

// Axis places days on a line.
type Axis struct {
	From, To store.Day
	X0, X1   int
}

// X is where a day stands.
func (a Axis) X(d store.Day) int {
	if a.To == a.From {
		return a.X0
	}
	d = min(max(d, a.From), a.To)
	return a.X0 + int(int64(a.X1-a.X0)*int64(d-a.From)/int64(a.To-a.From))
}

// Ticks puts at most n labels on round days: days, weeks, months or years apart.
func (a Axis) Ticks(n int) []Tick {
	span := int(a.To-a.From) + 1
	first, err := time.Parse(time.DateOnly, a.From.String())
	if err != nil {
		return nil
	}
	var out []Tick
	put := func(t time.Time, form string) {
		if d := store.DayOf(t.Format(time.DateOnly)); d >= a.From && d <= a.To {
			out = append(out, Tick{a.X(d), t.Format(form)})
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

// Colours is how many speakers or sides the style sheet tells apart; 0 is the
// report's own voice.
const Colours = 8

// Send answers with a drawing that stands alone.
func Send(p *frame.Frame, w http.ResponseWriter, drawing *Plot, name string) error {
	if drawing == nil {
		return fmt.Errorf("nothing to draw: %w", ask.ErrUnknown)
	}
	drawing.Alone = true
	var b bytes.Buffer
	if err := p.WritePart(&b, "plot", drawing); err != nil {
		return fmt.Errorf("page: drawing %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	// As a page of its own a drawing may use the style inside it and nothing else.
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	_, err := w.Write([]byte(strings.TrimSpace(b.String()) + "\n"))
	return err
}
