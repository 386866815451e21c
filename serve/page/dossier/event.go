package dossier

import (
	"context"
	"net/http"
	"slices"

	"readout/ledger"
	"readout/ledger/stream"
	"readout/serve/page/cards"
	"readout/serve/page/frame"
	"readout/serve/page/plot"
)

// eventPage is a dossier as the page shows it.
type eventPage struct {
	ledger.Dossier
	Title    string
	When     string
	Head     string // how it stands, in a word or two
	Lapsed   bool   // its day is over, and no report says what came of it
	Standing []standing
	Open     []ledger.SlotTrack
	Differ   []difference
	Outcomes []outcomeRow
	Plots    []*plot.Plot // the same for screens of three widths
	Rows     []tableRow
	More     int // rows of the table beyond those shown
	Unsure   int // entries that were not surely read, which are not shown
	Beyond   int // slots beyond those shown
	Stream   cards.List
}

// tableRow is one saying of one slot.
type tableRow struct {
	Label string
	Entry *ledger.SlotEntry
}

// What a page shows of an event that thousands of reports speak of; its CSV has all.
const (
	standingShown = 60
	differShown   = 12
	rowsShown     = 80
)

// standing is what stands in one slot now, and who said that first and last.
type standing struct {
	*ledger.SlotTrack
	Label       string
	Value       string
	First, Last *ledger.SlotEntry
	Why         []whyGroup
}

// whyGroup is the entries that do the same for what stands.
type whyGroup struct {
	Label   string
	Entries []*ledger.SlotEntry
}

// whyLabels says what entries of each verdict do, in the order in which they are shown.
var whyLabels = [...]struct{ verdict, label string }{
	{"stands", "It rests on"}, {"supports", "The same is said by"}, {"superseded", "Said before"},
	{"set aside", "Set aside"}}

// whyOf sorts the entries of a slot by what they do for what stands. Of a slot of which
// one thing was said there is nothing to explain.
func whyOf(t *ledger.SlotTrack) []whyGroup {
	if len(t.Entries) < 2 {
		return nil
	}
	var out []whyGroup
	for _, w := range whyLabels {
		g := whyGroup{Label: w.label}
		for i := range t.Entries {
			if e := &t.Entries[i]; e.Verdict == w.verdict && len(g.Entries) < whyShown {
				g.Entries = append(g.Entries, e)
			}
		}
		if g.Entries != nil {
			out = append(out, g)
		}
	}
	return out
}

// whyShown bounds the entries shown of each verdict.
const whyShown = 12

// difference is a slot about which sides contradict each other: what is claimed,
// and by whom.
type difference struct {
	Label  string
	Claims []claim
}

// claim is one status and value of a slot, the sides that give it, and the words of
// the one that spoke last; "" where no statement carries them.
type claim struct {
	Status, Value string
	Sides         []ledger.SlotEntry
	More          int // sides beyond those shown
	Last          ledger.SlotEntry
	Words         string
}

const (
	sidesShown  = 8
	claimsShown = 6
)

type outcomeRow struct {
	Label, Slot     string
	Planned, Actual *ledger.SlotEntry
	Same            bool
}

func (p *Pages) event(w http.ResponseWriter, r *http.Request) error {
	v := p.View(r, "", "events")
	d, err := p.dossier(r)
	if err != nil {
		return err
	}
	main := eventPage{Dossier: d, Title: frame.EventTitle(&d), Open: d.Undecided()}
	v.Title = main.Title
	main.Head, main.Lapsed = stream.Head(&d, v.Today), stream.Lapsed(&d, v.Today)
	v.Feed = "/feeds/event/" + d.ID + ".atom"
	if len(d.Time) >= 10 {
		main.When = frame.DayCount(v.Today, d.Time[:10])
	}
	main.Beyond = max(len(main.Slots)-standingShown, 0)
	main.Open = main.Open[:min(len(main.Open), standingShown)]
	for i := range main.Slots {
		t := &main.Slots[i]
		if s := stands(t); s.Now != nil && i < standingShown {
			main.Standing = append(main.Standing, s)
		}
		for k := range t.Entries {
			if t.Entries[k].Sure() || t.Rests(&t.Entries[k]) {
				main.Rows = append(main.Rows, tableRow{stream.SlotWord(t.Slot, t.Item), &t.Entries[k]})
			} else {
				main.Unsure++
			}
		}
	}
	if main.More = max(len(main.Rows)-rowsShown, 0); main.More > 0 { // the newest, by slot as before
		days := make([]string, len(main.Rows))
		for i, row := range main.Rows {
			days[i] = row.Entry.Said
		}
		slices.Sort(days)
		first := days[main.More]
		main.Rows = slices.DeleteFunc(main.Rows, func(row tableRow) bool { return row.Entry.Said < first })
		main.Rows = main.Rows[:min(len(main.Rows), rowsShown)]
	}
	for i := range main.Slots {
		t := &main.Slots[i]
		if !t.Differ || len(main.Differ) == differShown {
			continue
		}
		main.Differ = append(main.Differ, difference{Label: stream.SlotWord(t.Slot, t.Item), Claims: claims(t)})
	}
	if err := p.quote(r.Context(), main.Differ); err != nil {
		return err
	}
	for _, o := range d.Outcomes() {
		if o.Actual == nil || len(main.Outcomes) == standingShown {
			continue
		}
		main.Outcomes = append(main.Outcomes, outcomeRow{Label: stream.SlotWord(o.Slot, o.Item), Slot: o.Slot,
			Planned: o.Planned, Actual: o.Actual,
			Same: o.Planned != nil && frame.Tone(o.Planned.Status) == frame.Tone(o.Actual.Status)})
	}
	for _, f := range [...]plot.Format{plot.Wide, plot.Middle, plot.Narrow} {
		if drawn := timeline(v, &d, f); drawn != nil {
			main.Plots = append(main.Plots, drawn)
		}
	}
	if main.Stream, err = p.cards.Part(w, r, v, stream.Filter{Event: d.ID}); err != nil {
		return err
	}
	v.Main = &main
	return p.Show(w, r, "event", v, http.StatusOK)
}

// quote gives claims the words that carry them.
func (p *Pages) quote(ctx context.Context, list []difference) error {
	var ids []string
	for _, d := range list {
		for _, c := range d.Claims {
			if c.Last.Statement != "" {
				ids = append(ids, c.Last.Statement)
			}
		}
	}
	found, err := p.Ledger.Statements(ctx, ids...)
	if err != nil {
		return err
	}
	for i := range list {
		for k := range list[i].Claims {
			c := &list[i].Claims[k]
			s := found[c.Last.Statement]
			c.Words = s.Told()
		}
	}
	return nil
}

// dossier is the event an address names, by id or by words.
func (p *Pages) dossier(r *http.Request) (ledger.Dossier, error) {
	return p.Cache.Event(r.Context(), r.PathValue("id"), frame.AsOf(r))
}

// stands finds the first and the last who said what stands now.
func stands(t *ledger.SlotTrack) standing {
	s := standing{SlotTrack: t, Label: stream.SlotWord(t.Slot, t.Item), Last: t.Now, Why: whyOf(t)}
	if t.Now == nil {
		return s
	}
	if t.Item == "" {
		s.Value = stream.Value(t.Slot, t.Now.Value)
	}
	if t.First != nil {
		s.First, s.Last = t.First, t.Last
	}
	return s
}

// claims puts the last words of the sides together by what they claim.
func claims(t *ledger.SlotTrack) []claim {
	var out []claim
	for _, e := range t.Sides {
		at := slices.IndexFunc(out, func(c claim) bool {
			return frame.Tone(c.Status) == frame.Tone(e.Status) && (t.Item != "" || c.Value == stream.Value(t.Slot, e.Value))
		})
		if at < 0 {
			at = len(out)
			out = append(out, claim{Status: e.Status, Value: stream.Value(t.Slot, e.Value)})
		}
		c := &out[at]
		c.Last, c.Status = e, e.Status // sides come in the order of saying
		if c.Sides = append(c.Sides, e); len(c.Sides) > sidesShown {
			c.Sides, c.More = c.Sides[1:], c.More+1
		}
	}
	return out[max(0, len(out)-claimsShown):]
}
