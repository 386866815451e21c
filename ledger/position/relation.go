package position

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"readout/ledger/dossier"
	"readout/ledger/event"
	"readout/ledger/event/daterange"
	"readout/ledger/event/wording"
	"readout/ledger/index"
	"readout/ledger/lexicon"
	"readout/ledger/statement"
	"readout/record"
	"readout/store"
)

// RelationKind is how an utterance stands to an earlier one of the same speaker on
// the same point.
type RelationKind string

// The kinds of relation. None is a verdict: both texts are always shown.
const (
	Same     RelationKind = "same"         // the same again
	Firmer   RelationKind = "more certain" // the same direction, more certain, or decided at last
	Weaker   RelationKind = "less certain" // the same direction, less certain, or open again
	Other    RelationKind = "other way"    // the other direction
	NewValue RelationKind = "other value"  // another day, place or hour
	CameTrue RelationKind = "came about"   // what was planned or thought possible is told as done
)

// Relation sets an utterance against an earlier one on the same point.
//
// Shape: Text tells it in plain words, with both days. Score is how sure it is that
// both speak of the point and were read rightly, from 0 to 1.
type Relation struct {
	Kind   RelationKind        `json:"kind"`
	Point  string              `json:"point"`
	Text   string              `json:"text"`
	Before statement.Statement `json:"before"`
	Score  float64             `json:"score"`
}

// point is one thing that an utterance speaks of: a slot of one event.
type point struct {
	event, slot, item string
	day               string // of the event, "" where it is not known
	entry             dossier.SlotEntry
	sure              bool // the report was surely read so
}

func (p *point) name() string {
	if p.item == "" {
		return p.slot
	}
	return p.slot + ": " + p.item
}

// relationSure is the least score of a relation that is shown.
//
// Source: ours; every pair that the demonstration gives was judged by hand
// (demo/relations.tsv), go test -run TestRelations ./ledger/demo, 2026-11-28: the 2 that are
// shown as read are right, and of 3 more with a score of 0.84 to 0.87 one is. Likeness of words
// alone was tried on 302 articles of 33 threads and is no ground: it finds what is said again,
// and takes "is not planned now" and "a date would be worked out" for each other's contrary. Of
// the 35 pairs there that share a slot (2026-11-28), one is shown and right: both name the day,
// and the second takes back a doubt. Left out: a proposal, and a day of another occasion.
const relationSure = 0.88

// maxPointed bounds how many statements of a track points are looked up for: the
// newest.
const maxPointed = 150

// newest are the statements of a track that points are looked up for.
func newest(list []statement.Statement) []statement.Statement {
	list = slices.Clone(list)
	slices.SortFunc(list, func(x, y statement.Statement) int { return statement.OldestFirst(y, x) })
	return list[:min(maxPointed, len(list))]
}

// pointsOf finds the slots of events that statements speak of.
func (tk *Tracks) pointsOf(ctx context.Context, list []statement.Statement,
	asOf string) (map[store.StatementID][]point, error) {
	out := map[store.StatementID][]point{}
	wanted := map[string]store.StatementID{}
	var rows []store.StatementID
	for i := range list {
		s := &list[i]
		for _, n := range s.Fills {
			rows = append(rows, s.Row.Version().Row(min(n, store.MaxRow)))
			wanted[s.ID] = s.Row
		}
	}
	if len(rows) == 0 {
		return out, nil
	}
	slices.Sort(rows)
	rows = slices.Compact(rows)
	dossiers, err := tk.dossiers.Find(ctx, store.EventFilter{IDs: rows, AsOf: asOf, Limit: len(rows)}, asOf)
	if err != nil {
		return nil, err
	}
	for i := range dossiers {
		d := &dossiers[i]
		for k := range d.Slots {
			t := &d.Slots[k]
			for _, e := range t.Entries {
				if id, ok := wanted[e.Statement]; ok && !e.Withdrawn && !e.Restated {
					out[id] = append(out[id], point{event: d.ID, slot: t.Slot, item: t.Item, day: d.Time, entry: e,
						sure: e.Sure()})
				}
			}
		}
	}
	return out, nil
}

// relate sets each utterance of a speaker that is wanted, oldest first, against the last one of an
// earlier day on the same point. What was said on the same day is one account in
// several sentences or translations, and no change.
func relate(track []Position, wanted func(*Position) bool) {
	for i := range track {
		if !wanted(&track[i]) {
			continue
		}
		for k := i - 1; k >= 0; k-- {
			x, y := &track[k], &track[i]
			if statement.Day(x.Statement.Said) >= statement.Day(y.Statement.Said) ||
				x.Statement.Article.ID == y.Statement.Article.ID {
				continue
			}
			if r := relation(x, y); r != nil {
				y.Relation = r
				break
			}
		}
	}
}

// relation compares two utterances on the point that they share most surely, and is
// nil where they share none. Where they share no point of an event, one may still say in
// the very words of the other that it is not so.
func relation(x, y *Position) *Relation {
	var best *Relation
	shared := false
	for i := range x.on {
		for k := range y.on {
			p, q := &x.on[i], &y.on[k]
			if p.event != q.event || p.slot != q.slot || p.item != q.item {
				continue
			}
			both := p.sure && q.sure
			if shared = shared || both; !both && !sameNamed(x, p, y, q) || !tells(&x.Statement, p) ||
				!tells(&y.Statement, q) {
				continue
			}
			score := index.Round2(min(sureOf(&x.Statement, p), sureOf(&y.Statement, q)))
			if score < relationSure || best != nil && score <= best.Score {
				continue
			}
			if kind, ok := kindOf(p, q); ok {
				best = &Relation{Kind: kind, Point: q.name(), Before: x.Statement, Score: score}
				best.Text = relationText(kind, p, q)
			}
		}
	}
	if best == nil && !shared {
		return contrary(x, y)
	}
	return best
}

// sameNamed reports whether two utterances name one day or place in their own words: they speak of one
// point even where the reader was not sure of one of them.
func sameNamed(x *Position, p *point, y *Position, q *point) bool {
	return names(&x.Statement, p) && names(&y.Statement, q) && sameValue(q.slot, p.entry.Value, q.entry.Value)
}

// names reports whether a statement's own words give the day, one and no month, or the place of a point.
// What proposes a day or sets a condition takes no position on it.
func names(s *statement.Statement, p *point) bool {
	e := &p.entry
	switch p.slot {
	case record.DateSlot:
		if len(e.Value) != len(time.DateOnly) {
			return false
		}
	case record.PlaceSlot, record.VenueSlot:
	default:
		return false
	}
	return !slices.ContainsFunc(strings.Fields(store.Words(s.Content)), lexicon.IsProposing) &&
		slices.ContainsFunc(s.Spans, func(sp record.Span) bool {
			return sp.Start <= e.Span.Start && e.Span.End <= sp.End && e.Span.Start < e.Span.End
		})
}

// tells reports whether a statement says something of a point that can be compared: who declines to answer takes no
// position, nor does who asks for a thing or advises it, and a slot whose status and the statement's own certainty
// disagree was read wrongly by one of the two.
func tells(s *statement.Statement, p *point) bool {
	e := &p.entry
	if e.Status == record.Declined || e.Status == record.Referred || otherOccasion(s.Content) {
		return false
	}
	if s.Act == record.Ask || s.Act == record.Advise || s.Act == record.Demand {
		return false
	}
	if past(p) || p.slot == record.DocumentSlot && wording.Inside(e.Value) {
		return false // "the text is agreed": nothing of whether it will be signed
	}
	if done := p.day != "" && statement.Day(e.Said) > statement.Day(p.day); done && open(e.Status) {
		return false // nothing of an event is open once it is over: another one is meant
	}
	status, certain := event.Polarity(e.Status), statement.CommitmentLevel(s)
	switch {
	case s.Commitment == "":
		return true
	case status == 0:
		return certain >= 0
	}
	return status*certain > 0
}

// past reports whether a plan is for a day gone by when it was told: that day was read wrongly.
func past(p *point) bool {
	if p.slot != record.DateSlot || p.entry.Status == record.Held {
		return false
	}
	r := daterange.Of(p.entry.Value)
	return r.To != 0 && r.To < daterange.Of(statement.Day(p.entry.Said)).From
}

// open reports whether a status leaves the matter open.
func open(status string) bool {
	return status == record.Undecided || status == record.Possible || event.Polarity(status) == 0
}

// otherWords open another occasion: "a second summit" is not the first.
var otherWords = map[string]bool{"another": true, "second": true, "next": true, "previous": true, "earlier": true,
	"last": true, "future": true,
	"further": true, "third": true}

// otherOccasion reports whether a content speaks of another occasion of the kind.
func otherOccasion(content string) bool {
	words := strings.Fields(store.Words(content))
	for i, w := range words {
		if otherWords[w] && i+1 < len(words) && occasionNouns[strings.TrimSuffix(words[i+1], "s")] {
			return true
		}
	}
	return false
}

// occasionNouns are the nouns that such words stand before.
var occasionNouns = map[string]bool{"meeting": true, "summit": true, "visit": true, "talk": true, "round": true,
	"conference": true, "session": true,
	"encounter": true, "trip": true, "vote": true, "hearing": true, "debate": true, "election": true, "call": true}

// sureOf is how sure a statement is one on a point: its own score, less where the
// words of the item do not stand in it, so that the slot was found by what "it" means.
func sureOf(s *statement.Statement, p *point) float64 {
	sure := s.Score
	if sure == 0 {
		sure = 1
	}
	if p.item == "" {
		return sure
	}
	have := wording.ItemWords(p.slot, s.Content)
	for w := range wording.ItemWords(p.slot, p.item) {
		if !have[w] {
			sure *= 0.9
		}
	}
	return sure
}

// kindOf compares what is said of one point; ok is false where it cannot be.
func kindOf(p, q *point) (kind RelationKind, ok bool) {
	was, is := p.entry.Status, q.entry.Status
	x, y := event.Polarity(was), event.Polarity(is)
	valued := event.Single(q.slot) && q.slot != record.PressSlot
	switch {
	case valued && p.entry.Value != "" && q.entry.Value != "" && !sameValue(q.slot, p.entry.Value, q.entry.Value):
		if x > 0 && y > 0 && !gone(p, q) {
			return NewValue, true
		}
		return "", false // one says where, the other where not
	case valued && (x < 0 || y < 0) && (p.entry.Value == "" || q.entry.Value == ""):
		return "", false // a place that is ruled out says nothing of another
	case x*y < 0:
		return Other, true
	case is == record.Held && was != record.Held:
		return CameTrue, true
	case was == record.Held && is != record.Held:
		return "", false // what was done is planned again: another occasion
	case magnitude(y) > magnitude(x):
		return Firmer, true
	case magnitude(y) < magnitude(x):
		return Weaker, true
	}
	return Same, was == is || open(was) && open(is)
}

// gone reports whether the day that one names had gone by when the other was said: that one means another occasion, as
// tariffs of the summer are not those of the spring.
func gone(p, q *point) bool {
	r := daterange.Of(p.entry.Value)
	return p.slot == record.DateSlot && r.To != 0 && r.To < daterange.Of(statement.Day(q.entry.Said)).From
}

// sameValue reports whether two values of a slot can be one.
func sameValue(slot, x, y string) bool {
	switch {
	case slot == record.DateSlot:
		return daterange.Of(x).Meets(daterange.Of(y))
	case slot == record.TimeSlot && (!isClock(x) || !isClock(y)):
		return true // nine o'clock is in the morning
	case slot == record.TimeSlot:
		return x[:len("15:04")] == y[:len("15:04")]
	}
	x, y = store.Words(x), store.Words(y)
	return strings.Contains(x, y) || strings.Contains(y, x)
}

// isClock reports whether a value of a time begins with hours and minutes.
func isClock(v string) bool {
	if len(v) < len("15:04") {
		return false
	}
	_, err := time.Parse("15:04", v[:len("15:04")])
	return err == nil
}

// relationText tells a relation in plain words, with both days.
func relationText(kind RelationKind, p, q *point) string {
	before, now := writtenDay(p.entry.Said), writtenDay(q.entry.Said)
	if kind == Same && saidOf(p) == saidOf(q) {
		return fmt.Sprintf("said on %s, too, %s", before, saidOf(q))
	}
	return fmt.Sprintf("said on %s %s; says on %s %s", before, saidOf(p), now, saidOf(q))
}

// doneWords are what happens to the thing a slot names.
var doneWords = map[string]string{record.AgendaSlot: "discussed", record.DocumentSlot: "signed",
	record.PressSlot: "held", record.OutcomeSlot: "reached",
	record.ParticipantsSlot: "taking part", record.FormatSlot: "the format"}

// saidOf tells what an entry says of its point: "that it would not be discussed".
func saidOf(p *point) string {
	e := &p.entry
	it, done := "it", doneWords[p.slot]
	if event.Single(p.slot) && p.slot != record.PressSlot {
		it, done = "the "+p.slot, cmp.Or(writtenValue(p.slot, e.Value), "settled")
	}
	after := p.day != "" && statement.Day(e.Said) >= statement.Day(p.day)
	switch e.Status {
	case record.Held:
		return fmt.Sprintf("that %s was %s", it, done)
	case record.Planned:
		return fmt.Sprintf("that %s would be %s", it, done)
	case record.Likely:
		return fmt.Sprintf("that %s was likely to be %s", it, done)
	case record.Possible:
		return fmt.Sprintf("that %s might be %s", it, done)
	case record.Doubted:
		return fmt.Sprintf("that %s was unlikely to be %s", it, done)
	case record.NotPlanned:
		return fmt.Sprintf("that %s was not planned", it)
	case record.RuledOut:
		if after {
			return fmt.Sprintf("that %s was not %s", it, done)
		}
		return fmt.Sprintf("that %s would not be %s", it, done)
	case record.Postponed:
		return fmt.Sprintf("that %s was put off", it)
	case record.Cancelled:
		return fmt.Sprintf("that %s was called off", it)
	}
	return fmt.Sprintf("that %s was not decided", it)
}

func writtenValue(slot, value string) string {
	if slot == record.DateSlot {
		return writtenDay(value)
	}
	return strings.TrimPrefix(value, "T")
}

// writtenDay is "11 March 2024"; coarser values stay as they are.
func writtenDay(s string) string {
	if t, err := time.Parse(time.DateOnly, statement.Day(s)); err == nil {
		return t.Format("2 January 2006")
	}
	return s
}
