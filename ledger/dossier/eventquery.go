package dossier

import (
	"cmp"
	"context"
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"time"

	"readout/ledger/event"
	"readout/ledger/event/daterange"
	"readout/ledger/event/wording"
	"readout/ledger/index"
	"readout/ledger/lexicon"
	"readout/record"
	"readout/store"
)

// eventQuery is what somebody asks for an event with: words, and a day or a part of
// one ("December 2018", "May 25").
type eventQuery struct {
	words      []string
	year       string // "2018"
	month, day string // "12", "25"
}

// maxAsked bounds the words of a question that are looked for.
const maxAsked = 7

func parseEventQuery(name string) eventQuery {
	var q eventQuery
	for w := range strings.FieldsSeq(store.Words(name)) {
		n, err := strconv.Atoi(w)
		month := monthOf(w)
		switch {
		case month > 0:
			q.month = fmt.Sprintf("%02d", month)
		case err == nil && n >= 1900 && n < 2200:
			q.year = w
		case err == nil && n >= 1 && n <= 31 && q.month != "":
			q.day = fmt.Sprintf("%02d", n)
		case !lexicon.IsFunction(w) && !slices.Contains(q.words, w) && len(q.words) < maxAsked:
			q.words = append(q.words, w)
		}
	}
	return q
}

func monthOf(w string) time.Month {
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); w == name && m != time.May {
			return m
		}
	}
	if w == "may" {
		return time.May
	}
	return 0
}

// match finds words: whole ones, those that a longer word begins with, and the sort of
// event that one names.
func (q *eventQuery) match(chosen uint) store.Match {
	m := store.Match{Op: store.And}
	for i, w := range q.words {
		if chosen&(1<<i) == 0 {
			continue
		}
		find := store.Match{Op: store.Find, Phrase: []string{w}}
		stem, class := wording.Stem(w), wording.Class(w)
		switch {
		case class != "" && class != w: // whose words are many reports': to spell them out by their beginning is slow
			find = store.Match{Op: store.Or, Args: []store.Match{find, {Op: store.Find, Phrase: []string{class}}}}
		case class == "" && len(stem) >= 4:
			find.Phrase, find.Prefix = []string{stem}, true
		}
		m.Args = append(m.Args, find)
	}
	if len(m.Args) == 1 {
		return m.Args[0]
	}
	return m
}

// tells reports whether words tell more than the sort of an event: "summit" alone asks
// for any.
func (q *eventQuery) tells(chosen uint) bool {
	for i, w := range q.words {
		if chosen&(1<<i) != 0 && (wording.Class(w) == "" || len(q.words) == 1) {
			return true
		}
	}
	return false
}

// find looks for reports with all words of a question; where none has all, with fewer,
// down to half of them. One step further down is looked as well: what the words name
// together may be spread over the reports of one event.
func (q *eventQuery) find(ctx context.Context, st Store, asOf string) ([]store.Event, error) {
	n := len(q.words)
	var out []store.Event
	seen := map[store.StatementID]bool{}
	last := (n + 1) / 2
	for k := n; k >= last && k > 0; k-- {
		before := len(out)
		for chosen := uint(0); chosen < 1<<n; chosen++ {
			if bits.OnesCount(chosen) != k || !q.tells(chosen) {
				continue
			}
			list, err := st.Events(ctx, store.EventFilter{Words: q.match(chosen), AsOf: asOf, Limit: maxFound})
			if err != nil {
				return nil, fmt.Errorf("ledger: looking for an event: %w", err)
			}
			for i := range list {
				if id := list[i].ID; !seen[id] {
					seen[id] = true
					out = append(out, list[i])
				}
			}
			if len(out) >= maxFound {
				return out[:maxFound], nil
			}
		}
		if before == 0 && len(out) > 0 {
			last = max(last, k-1)
		}
	}
	return out, nil
}

// rank is how well a dossier answers the question: the words that it is called by
// before those of who takes part and of where it is, its sort, and the day. Of events
// that answer alike one that is still to come on the day asked about goes first.
func (q *eventQuery) rank(d *Dossier, o *event.Occasion, asOf string) int {
	called, known := map[string]bool{}, map[string]bool{}
	add := func(to map[string]bool, text string) {
		for w := range strings.FieldsSeq(store.Words(text)) {
			to[wording.Stem(w)] = true
		}
	}
	classes := map[string]bool{}
	for _, r := range o.Rows {
		add(called, r.Name+" "+r.Words+" "+r.Which)
		add(known, strings.Join(index.EventNames(r.Event), " "))
		classes[r.Class] = true
	}
	n := 0
	for _, w := range q.words {
		switch stem := wording.Stem(w); {
		case called[stem]:
			n += rankCalled
		case known[stem]:
			n += rankKnown
		}
		if class := wording.Class(w); class != "" && classes[class] {
			n += rankClass
		}
	}
	n += q.rankDay(d.Time) + rankSize*bits.Len(uint(d.Reports))
	if asOf != "" && d.Status != record.Held && (d.Time == "" || daterange.Of(d.Time).To >= store.DayOf(asOf)) {
		n += rankAhead
	}
	if q.year == "" && longBefore(d.Time, cmp.Or(asOf, o.Rows[len(o.Rows)-1].Version.Since)) {
		n -= rankPast
	}
	return n
}

// refuses reports whether an event is not the one asked for: the question asks for the second of a row and reports
// call it the first, it asks for a sort of event that it is not, in one of its words even where another fits
// ("address to the convention", of an address elsewhere), or of many words half say nothing of it ("Vell Orr summit
// Lausen", of a summit of Vell with another elsewhere).
func (q *eventQuery) refuses(o *event.Occasion) bool {
	called, known, sorts := map[string]bool{}, map[string]bool{}, map[string]bool{}
	add := func(to map[string]bool, text string) {
		for w := range strings.FieldsSeq(store.Words(text)) {
			to[wording.Stem(w)] = true
		}
	}
	which := wording.WhichOf(strings.Join(q.words, " "))
	same, other := false, false
	for _, r := range o.Rows {
		add(called, r.Name+" "+r.Words)
		add(known, strings.Join(index.EventNames(r.Event), " "))
		sorts[r.Class] = true
		same = same || r.Which == which
		other = other || wording.Numbered(r.Which)
	}
	if wording.Numbered(which) && other && !same {
		return true
	}
	hits, asked, fits, lacks := 0, false, false, false
	for _, w := range q.words {
		stem, class := wording.Stem(w), wording.Class(w)
		if known[stem] || called[stem] || sorts[class] {
			hits++
		}
		if class == "" {
			continue
		}
		asked = true
		fit := called[stem] || called[class] || sorts[class]
		fits = fits || fit
		lacks = lacks || !fit && !known[stem]
	}
	return asked && !fits || lacks || len(q.words) >= manyWords && 2*hits <= len(q.words)
}

// manyWords is from how many words of a question on more than half must say something of an event.
const manyWords = 4

// longBefore reports whether a day was over a year before the time it is asked at: what is asked
// for without a year is not what reports only look back on.
func longBefore(day, at string) bool {
	if len(day) < len("2006") || len(at) < len("2006") {
		return false
	}
	then, err1 := strconv.Atoi(day[:4])
	now, err2 := strconv.Atoi(at[:4])
	return err1 == nil && err2 == nil && then+1 < now
}

// What an event that is asked for with words is found by, in points.
const (
	rankCalled = 4 // a word it is called by
	rankKnown  = 3 // a word of who takes part, or of its place or agenda
	rankClass  = 1 // a word of its sort
	rankDay    = 3 // the year or the month; twice that for the day
	rankSize   = 3 // each doubling of its reports: who asks means what is written of
	rankAhead  = 3
	rankPast   = 6 // taken off what was long before
)

// asked is the time that is asked for: a year, a month or a day; "" where none is. A month without a year is of the
// year of near, a day that is known.
func (q *eventQuery) asked(near store.Day) string {
	if q.month == "" {
		return q.year
	}
	asked := cmp.Or(q.year, near.String()[:len("2006")]) + "-" + q.month
	if q.day != "" {
		asked += "-" + q.day
	}
	return asked
}

// rankDay is how well the day of an event answers the time that is asked for: what is at another time is not what is
// meant.
func (q *eventQuery) rankDay(day string) int {
	is := daterange.Of(day)
	if is.From == 0 || q.year == "" && q.month == "" {
		return 0
	}
	asked := q.asked(is.From)
	if !is.Meets(daterange.Of(asked)) {
		return -2 * rankDay
	}
	points := rankDay
	if q.year != "" && q.month != "" {
		points += rankDay
	}
	if q.day != "" && is.Exact() {
		points += 2 * rankDay
	}
	return points
}

// otherDay reports whether a day is asked for and an event is on another one, which no report gives it.
func (q *eventQuery) otherDay(d *Dossier) bool {
	is := daterange.Of(d.Time)
	if q.day == "" || !is.Exact() || q.rankDay(d.Time) > 0 {
		return false
	}
	for i := range d.Slots {
		for _, e := range d.Slots[i].Entries {
			if d.Slots[i].Slot == record.DateSlot && e.Value != "" && q.rankDay(e.Value) > 0 {
				return false
			}
		}
	}
	return true
}

// sortByRank orders dossiers by how well they answer, those with most reports first
// among equals.
func sortByRank(list []Dossier, ranks map[string]int) {
	slices.SortStableFunc(list, func(x, y Dossier) int {
		return cmp.Or(cmp.Compare(ranks[y.ID], ranks[x.ID]), cmp.Compare(y.Reports, x.Reports))
	})
}
