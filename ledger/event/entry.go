package event

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"readout/ledger/event/daterange"
	"readout/record"
	"readout/store"
)

// Entry is one thing said of one slot of an event, and what became of it.
type Entry struct {
	Status, Value   string
	Said, Published string
	Day             store.Day // of publication
	Outlet, Article string
	Voice           string // key of who says it; "" where the report says it in its own voice
	Side            string // whom the speaker speaks for
	Decides         bool   // the speaker is of a side of the event
	Score           float64
	Background      bool
	Sentence        uint64 // hash of the sentence; copies share it
	Withdrawn       bool
	Looked          bool // a person looked it up
	Replaced        bool // a person put another value in place of this one in the same text
	Early           bool // it tells as done what only the event's coming day can bring
	Statement       string
	Verdict         Verdict
	Reason          string
	Restated        bool // the outlet's own sentence of an earlier article
	Repeats         bool // the same side said the same before
	Report          *Report
	Slot            int // its place in Report.Slots
	key             string
	together        float64 // how sure it is what it and others say
	origin          string  // the outlet that had the sentence first
	days            daterange.Range
}

// Verdict is what an entry does for what stands.
type Verdict string

// The verdicts.
const (
	Stands     Verdict = "stands"     // it is shown as what stands
	Supports   Verdict = "supports"   // it says the same
	Superseded Verdict = "superseded" // it stood, or supported what stood, before
	SetAside   Verdict = "set aside"  // it does not decide; Reason says why
)

// Reasons for setting an entry aside.
const (
	Withdrawal    = "no standing version of the article says it"
	Restating     = "the outlet's own sentence of an earlier article"
	Weak          = "told in passing or unsure"
	Corrected     = "a person put another value in its place in this article"
	TooEarly      = "tells as done, before the event's day, what another occasion brought"
	Frozen        = "said after the event about another value"
	Lone          = "one source against what two say or what a side decided"
	Implausible   = "a plan for a day before the report"
	OtherYear     = "a day of another year"
	Observer      = "an observer's doubt of what a side decided"
	Inferior      = "less support than what stands"
	Moved         = "another value was given later"
	NeverStood    = "puts off or rules out what did not stand"
	Changed       = "its status changed later"
	Contested     = "too little against what others give"
	Lapsed        = "the day went by, and no report says what came of it"
	LeftOpen      = "the event took place, and no report says that it was so"
	NotOver       = "an outcome, when no report surely says that the event took place"
	NotOfThis     = "held, when the event itself was put off or called off"
	OtherOccasion = "held on a day before, when the event is still to come"
)

// FirmScore is the score from which an entry may decide.
const FirmScore = record.FirmScore

// heardScore is the score from which a slot is told at all: below it a reader errs too often.
const heardScore = 0.3

// tells reports whether a slot of a report is told. Of what took place, a day or a place that it hardly rules out is of
// something else ("they voted in Orvel, but the results did not come on Monday"), and so is one that it plans beside
// one that it had: "they dined in Orvel and will hold talks in Lausen".
func (r *Report) tells(s *store.Slot) bool {
	switch {
	case !heard(s):
		return false
	case !r.over || !frozen[s.Slot] || s.Status == record.Held:
		return true
	case Polarity(s.Status) < 0:
		return s.Score >= likelyScore
	}
	return !slices.ContainsFunc(r.Slots, func(x store.Slot) bool {
		return x.Slot == s.Slot && x.Status == record.Held && heard(&x)
	})
}

// heard reports whether a slot says anything. A day or a place that is not said tells nothing but that it is open, nor
// does a place that has no name ("the region").
func heard(s *store.Slot) bool {
	switch {
	case s.Score < heardScore:
		return false
	case s.Value == "":
		return Polarity(s.Status) == 0 || !frozen[s.Slot]
	case s.Slot == record.PlaceSlot:
		return isName(s.Value) || Polarity(s.Status) < 2
	}
	return true
}

func (e *Entry) firm() bool { return e.sure() && e.counts() }

// sure reports whether the reader is sure of an entry, or several sources say it.
func (e *Entry) sure() bool { return max(e.Score, e.together) >= FirmScore }

// counts reports whether an entry may decide, if it is sure.
func (e *Entry) counts() bool {
	return !e.Background && !e.Withdrawn && !e.Replaced && !e.Restated && !e.Early
}

// said is a value with what speaks for it.
type said struct {
	e     *Entry             // that gives it
	right map[string]float64 // how sure the reader is that each source gives it
}

// corroborate finds how surely a value is so that several sources give and none surely: each may be misread, but hardly
// all of them to the same value.
func corroborate(slot string, entries []*Entry) {
	type value struct {
		key     string
		affirms bool
	}
	of := func(e *Entry) value { return value{e.key, Polarity(e.Status) > 0} }
	values := map[value]*said{}
	for _, e := range entries {
		if v := of(e); e.Value != "" && e.counts() {
			if values[v] == nil {
				values[v] = &said{e, map[string]float64{}}
			}
			by := cmp.Or(e.origin, e.Outlet)
			values[v].right[by] = max(values[v].right[by], e.Score)
		}
	}
	together := map[value]float64{}
	for v, s := range values {
		right := maps.Clone(s.right)
		for x, t := range values {
			if x.affirms == v.affirms && compare(slot, t.e, s.e) == finer {
				for by, p := range t.right {
					right[by] = max(right[by], p)
				}
			}
		}
		wrong, surest := 1.0, 0.0
		for _, p := range slices.Sorted(maps.Values(right)) { // in order, for the product to be the same each time
			wrong, surest = wrong*(1-p), p
		}
		if surest < FirmScore {
			together[v] = 1 - wrong
		}
	}
	for _, e := range entries {
		e.together = together[of(e)]
	}
}

// putOff makes sure of what puts off or calls off the very day that an article before it planned: that a misread date
// of another event is that day is no chance. The later day that the same article puts it off to is as sure.
func putOff(entries []*Entry) {
	off := map[string]daterange.Range{} // the day, by article
	for _, e := range entries {
		if calledOff[e.Status] && e.counts() && e.Score >= likelyScore && slices.ContainsFunc(entries, func(p *Entry) bool {
			return p.firm() && p.Status == record.Planned && p.days == e.days && p.days.From > 0 && p.Day < e.Day
		}) {
			e.together = max(e.together, FirmScore)
			off[e.Outlet+"\x00"+e.Article] = e.days
		}
	}
	for _, e := range entries {
		day, ok := off[e.Outlet+"\x00"+e.Article]
		if ok && e.Status == record.Postponed && e.counts() && e.Score >= likelyScore && e.days.From > day.To {
			e.together = max(e.together, FirmScore)
		}
	}
}

// calledOff are the statuses of what was planned and is not on that day.
var calledOff = map[string]bool{record.Postponed: true, record.Cancelled: true}

// source is who an entry counts as: copies of one sentence are one source, as are two
// sayings of one speaker.
func (e *Entry) source() string {
	if e.Voice != "" {
		return "v|" + e.Voice
	}
	return "o|" + cmp.Or(e.origin, e.Outlet)
}

// Order puts entries in order, joins the versions of one article, and marks what was
// only said again. It gives the entries that are left.
func Order(entries []*Entry) []*Entry {
	slices.SortStableFunc(entries, func(x, y *Entry) int {
		return cmp.Or(cmp.Compare(x.Said, y.Said), store.CompareTimes(x.Published, y.Published),
			cmp.Compare(x.Outlet, y.Outlet),
			cmp.Compare(x.Article, y.Article), cmp.Compare(x.Statement, y.Statement), cmp.Compare(x.Status, y.Status),
			cmp.Compare(x.Value, y.Value), cmp.Compare(x.Voice, y.Voice), cmp.Compare(y.Score, x.Score),
			cmp.Compare(x.Sentence, y.Sentence))
	})
	var kept []*Entry
	at := map[string]int{}
	sentences, before := map[string]string{}, map[string]bool{}
	origins := map[uint64]string{}
	for _, e := range entries {
		same := strings.Join([]string{e.Outlet, e.Article, e.Status, e.Value, e.Voice}, "\x00")
		if i, ok := at[same]; ok { // the same in another version, or twice in one
			k := kept[i]
			k.Withdrawn = k.Withdrawn && e.Withdrawn
			k.Looked = k.Looked || e.Looked
			k.Replaced = k.Replaced && e.Replaced
			k.Background = k.Background && e.Background
			k.Score = max(k.Score, e.Score)
			continue
		}
		sentence := e.Outlet + "|" + key36(e.Sentence)
		if article, ok := sentences[sentence]; ok && article != e.Article {
			e.Restated = true
		} else {
			sentences[sentence] = e.Article
		}
		if origins[e.Sentence] == "" {
			origins[e.Sentence] = e.Outlet
		}
		e.origin = origins[e.Sentence]
		said := e.Side + "\x00" + e.Status + "\x00" + e.Value
		e.Repeats = before[said]
		if !e.Withdrawn {
			before[said] = true
		}
		at[same] = len(kept)
		kept = append(kept, e)
	}
	return kept
}

// Polarity is how far a status affirms (3) or denies (-3); 0 leaves it open.
func Polarity(status string) int {
	switch status {
	case record.Held, record.Planned:
		return 3
	case record.Likely:
		return 2
	case record.Possible:
		return 1
	case record.Doubted:
		return -2
	case record.NotPlanned, record.RuledOut, record.Cancelled, record.Postponed:
		return -3
	}
	return 0
}

// Settled reports whether a status says that a thing is or will be so.
func Settled(status string) bool { return status == record.Held || status == record.Planned }
