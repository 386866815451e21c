package event

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"readout/ledger/event/timing"
	"readout/ledger/event/weights"
	"readout/record"
	"readout/store"
)

// single are the slots of which an event has one value.
var single = map[string]bool{record.DateSlot: true, record.TimeSlot: true, record.PlaceSlot: true,
	record.VenueSlot: true,
	record.PressSlot: true}

// Single reports whether an event has one value of a slot.
func Single(slot string) bool { return single[slot] }

// frozen are the slots that no report changes once the event took place.
var frozen = map[string]bool{record.DateSlot: true, record.PlaceSlot: true, record.VenueSlot: true,
	record.TimeSlot: true}

// Track is what was said of one slot, or of one item of a list, and what stands of it.
type Track struct {
	Slot    string
	Entries []*Entry
	Now     *Entry    // what stands; nil where nothing firm was said
	Item    string    // of a list; "" where the event has one value
	Status  string    // of what stands
	Silent  bool      // what would stand cannot be so: nothing stands
	held    store.Day // first publication that says the event took place; 0 where none does
	// other values that reports give and that neither stand nor fell: alternatives, and what was
	// ruled out
	Also []*Entry
}

// value is one value of a slot while its entries are weighed.
type value struct {
	entry   *Entry // the finest that gives it
	status  string
	by      *Entry // that gave the status
	support map[string]float64
	decided bool
	sure    float64
	last    store.Day // of the last article that gives it
	stood   bool
	moved   bool // told in one report with the end of what stood before
}

// judge weighs the entries of one slot in the order of their articles.
type judge struct {
	slot   string
	w      *weights.Deciding
	values []*value
	now    *value
	frozen bool
	held   store.Day // the day the event is known to have taken place; 0 is not known
}

// Judge decides what stands of a slot. held is the first publication that says the
// event took place, 0 where none does.
func Judge(slot string, entries []*Entry, held store.Day, w *weights.Deciding) Track {
	t := Track{Slot: slot, Entries: Order(entries), held: held}
	j := judge{slot: slot, w: w, held: held}
	for _, e := range t.Entries {
		e.prepare(slot)
	}
	corroborate(slot, t.Entries)
	if slot == record.DateSlot {
		putOff(t.Entries)
	}
	for _, e := range t.Entries {
		switch {
		case e.Withdrawn:
			e.set(SetAside, Withdrawal)
		case e.Replaced:
			e.set(SetAside, Corrected)
		case e.Restated:
			e.set(SetAside, Restating)
		case e.Early:
			e.set(SetAside, TooEarly)
		case !e.firm():
			e.set(SetAside, Weak)
		}
	}
	for _, step := range byArticle(t.Entries) {
		j.step(step, t.Entries)
	}
	j.finish(&t)
	return t
}

func (e *Entry) set(v Verdict, why string) { e.Verdict, e.Reason = v, why }

// byArticle gives the firm entries of each article, in the order of publication.
func byArticle(entries []*Entry) [][]*Entry {
	var out [][]*Entry
	at := map[string]int{}
	for _, e := range entries {
		if e.Verdict == SetAside {
			continue
		}
		i, ok := at[e.Outlet+"\x00"+e.Article]
		if !ok {
			i = len(out)
			at[e.Outlet+"\x00"+e.Article] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], e)
	}
	slices.SortStableFunc(out, func(x, y []*Entry) int { return store.CompareTimes(x[0].Published, y[0].Published) })
	return out
}

// say is what one article says of one value.
type say struct {
	v       *value
	list    []*Entry
	weight  float64
	status  *Entry
	decided bool
	looked  bool // a person looked it up
}

// step takes in one article.
func (j *judge) step(list, all []*Entry) {
	says := j.says(list)
	var best, denial *say
	for i := range says {
		s := &says[i]
		if Polarity(s.status.Status) < 0 && s.v.entry.key != "" {
			if j.now != nil && (s.v == j.now || j.moves(s)) {
				if denial == nil || s.v != j.now { // the day it is put off to tells more than that it is
					denial = s
				}
			} else {
				s.v.status, s.v.by = s.status.Status, s.status
			}
			continue
		}
		if best == nil || s.telling(j.w) > best.telling(j.w) {
			best = s
		}
	}
	if denial != nil && denial.looked {
		best = nil
	}
	for i := range says {
		s := &says[i]
		for _, e := range s.list {
			s.v.support[e.source()] = max(s.v.support[e.source()], j.weight(e))
		}
		s.v.decided = s.v.decided || s.decided
		s.v.last = max(s.v.last, s.list[0].Day)
	}
	for i := range says {
		if s := &says[i]; s != best && s.v != j.now && Polarity(s.status.Status) >= 0 && s.v.entry.key != "" {
			s.v.status, s.v.by = s.status.Status, s.status
		}
	}
	switch {
	case best != nil:
		j.affirm(best, denial)
	case denial != nil:
		put := j.moves(denial)
		j.take(denial)
		if e := plannedToo(denial, all); put && e != nil {
			j.now.status, j.now.by = e.Status, e
			e.set("", "")
		}
	case j.now == nil:
		for i := range says {
			j.take(&says[i])
		}
	}
}

// plannedToo is the entry by which the article that puts an event off to a day also says, however unsurely, that it is
// planned for that day; nil where there is none, as the day may be another one that was given up.
func plannedToo(s *say, all []*Entry) *Entry {
	of := s.list[0]
	i := slices.IndexFunc(all, func(e *Entry) bool {
		return e.Outlet == of.Outlet && e.Article == of.Article && e.Status == record.Planned && e.counts() &&
			e.key == s.v.entry.key
	})
	if i < 0 {
		return nil
	}
	return all[i]
}

// heldTells is how much more the day on which an event was held tells than one that is still to come: a trial
// that opened on Monday goes on on Wednesday.
const heldTells = 1.3

// telling is the weight of what an article says of a value; that it is open tells less
// than a value, and nothing so much as what a person looked up.
func (s *say) telling(w *weights.Deciding) float64 {
	if s.looked {
		return math.Inf(1)
	}
	if s.v.entry.key == "" {
		return s.weight * w.Empty
	}
	if s.status.Status == record.Held && s.v.entry.days.From > 0 && s.v.entry.days.Exact() {
		return s.weight * heldTells
	}
	return s.weight
}

// says sorts what an article says by value; coarser values go to the finer ones.
func (j *judge) says(list []*Entry) []say {
	var out []say
	for _, e := range list {
		v := j.valueOf(e)
		i := slices.IndexFunc(out, func(s say) bool { return s.v == v })
		if i < 0 {
			i = len(out)
			out = append(out, say{v: v})
		}
		out[i].list = append(out[i].list, e)
	}
	for i := range out {
		s := &out[i]
		voices := map[string]float64{}
		for _, e := range s.list {
			w := j.weight(e)
			s.weight += w * j.w.Again
			if w > voices[e.source()] {
				s.weight += (w - voices[e.source()]) * (1 - j.w.Again)
				voices[e.source()] = w
			}
			s.decided = s.decided || e.Decides
			s.looked = s.looked || e.Looked
			if s.status == nil || e.Looked || !s.status.Looked && j.weight(e) >= j.weight(s.status) {
				s.status = e
			}
		}
	}
	return out
}

// weight is what one entry counts.
func (j *judge) weight(e *Entry) float64 {
	w := e.Score
	switch {
	case e.Decides:
		w *= j.w.Decides
	case e.Voice == "":
		w *= j.w.Own
	default:
		w *= j.w.Observer
	}
	switch Polarity(e.Status) {
	case 3, -3:
		w *= j.w.Certain
	case 0:
		w *= j.w.Open
	}
	return w
}

// valueOf finds the value that an entry gives, or makes it.
func (j *judge) valueOf(e *Entry) *value {
	var coarse, fine *value
	for _, v := range j.values {
		switch compare(j.slot, e, v.entry) {
		case same:
			return v
		case coarser: // "this year" is not said again of the day that was given up
			if (coarse == nil || v == j.now) && (Polarity(e.Status) < 0 || Polarity(v.status) >= 0) {
				coarse = v
			}
		case finer: // a year that holds a day is that time told less precisely; a plan for the year need not be
			if fine == nil && (Polarity(e.Status) >= 0 || Polarity(cmp.Or(v.status, v.entry.Status)) < 0) {
				fine = v
			}
		}
	}
	v := cmp.Or(fine, coarse)
	switch {
	case fine != nil:
		v.entry = e
	case v == nil:
		v = &value{entry: e, support: map[string]float64{}}
		j.values = append(j.values, v)
	}
	return v
}

// moves reports whether an article says that what stands was put off to a later day.
func (j *judge) moves(s *say) bool {
	return j.slot == record.DateSlot && s.status.Status == record.Postponed && !j.frozen &&
		s.v.entry.days.From > j.now.entry.days.To
}

// lapsed reports whether the day that stands went by before an article without word
// that anything took place.
func (j *judge) lapsed(s *say) bool {
	return j.slot == record.DateSlot && j.now.status != record.Held && j.now.entry.days.From > 0 &&
		j.now.entry.days.To < s.list[0].Day
}

func (j *judge) settled(v *value) bool {
	return v.entry.key != "" && Polarity(v.status) >= 2 && (v.decided || len(v.support) >= 2)
}

// affirm takes in the value that an article gives.
func (j *judge) affirm(s, denial *say) {
	switch {
	case j.now == nil || s.v == j.now:
		j.take(s)
	case s.looked:
		j.take(s)
	case s.v.entry.key == "":
		j.open(s)
	case j.aside(s) != "":
		for _, e := range s.list {
			e.set(SetAside, j.aside(s))
		}
	case denial != nil:
		j.take(s)
		j.now.moved = true
	case Polarity(j.now.status) < 0, j.now.entry.key == "", j.lapsed(s):
		j.take(s)
	case s.status.Status == record.Held && j.over(s):
		j.take(s)
	case j.firmer(s):
		j.take(s)
	case !j.settled(j.now):
		if s.weight >= j.w.Later*j.now.sure {
			j.take(s)
		} else {
			j.reject(s, Inferior)
		}
	case s.decided && Settled(s.status.Status), len(s.v.support) >= 2 && s.v.sure+s.weight >= j.w.Settled:
		j.take(s)
	default:
		j.reject(s, Lone)
	}
}

// firmer reports whether an article plans for a later day what was only likely so far.
func (j *judge) firmer(s *say) bool {
	return j.slot == record.DateSlot && Polarity(j.now.status) == 2 && s.status.Status == record.Planned &&
		s.v.entry.days.From > j.now.entry.days.To
}

func (j *judge) reject(s *say, why string) {
	s.v.sure = max(s.v.sure, s.weight)
	if s.v.status == "" || Polarity(s.v.status) < 0 {
		s.v.status, s.v.by = s.status.Status, s.status
	}
	for _, e := range s.list {
		e.set(SetAside, why)
	}
}

// over reports whether the day of what stands has come by the time of an article.
func (j *judge) over(s *say) bool {
	if j.slot != record.DateSlot {
		return true
	}
	return j.now.entry.days.From <= s.list[0].Day
}

// aside says why a value cannot displace what stands, "" where it may.
func (j *judge) aside(s *say) string {
	e := s.status
	if j.frozen || frozen[j.slot] && j.held > 0 && e.Day > j.held && j.settled(j.now) {
		return Frozen
	}
	if j.slot != record.DateSlot || e.days.From == 0 {
		return ""
	}
	switch {
	case e.Status != record.Held && e.days.To < e.Day:
		return Implausible
	case j.otherYear(e) && !s.decided:
		return OtherYear
	}
	return ""
}

// otherYear reports whether an entry gives a day far from the one that stands.
func (j *judge) otherYear(e *Entry) bool {
	now := j.now.entry
	return j.slot == record.DateSlot && e.days.From > 0 && now.days.From > 0 && e.days.Apart(now.days) > timing.Year
}

// open takes in that a thing is not decided.
func (j *judge) open(s *say) {
	if j.frozen || j.settled(j.now) && !j.lapsed(s) && !s.decided && Polarity(s.status.Status) >= 0 {
		for _, e := range s.list {
			e.set(SetAside, Observer)
		}
		return
	}
	j.take(s)
}

// take makes a value the one that stands, or gives the one that stands a new status.
func (j *judge) take(s *say) {
	if j.now != s.v {
		if j.now != nil {
			s.v.sure = 0
		}
		j.now = s.v
		s.v.stood = true
	}
	j.status(s)
}

// status gives what stands the status of an article, unless an observer doubts what
// was settled.
func (j *judge) status(s *say) {
	v := s.v
	softer := v.status != "" && Polarity(s.status.Status) < Polarity(v.status) && Polarity(s.status.Status) > -3
	if !s.looked && (softer && j.settled(v) && !s.decided && s.status.Voice != "" || v.status == record.Held &&
		s.status.Status != record.Held) {
		for _, e := range s.list {
			if Polarity(e.Status) < Polarity(v.status) {
				e.set(SetAside, Observer)
			}
		}
		return
	}
	v.status, v.by = s.status.Status, s.status
	v.sure = max(v.sure*j.w.Fade, s.weight)
	if frozen[j.slot] && v.status == record.Held && v.entry.key != "" && (j.slot != record.DateSlot ||
		v.entry.days.From <= s.list[0].Day && (v.entry.days.Exact() || j.settled(v))) {
		j.frozen = true
	}
}

// finish says of each entry what it did for what stands.
func (j *judge) finish(t *Track) {
	if j.now == nil {
		return
	}
	if j.contested() {
		for _, e := range t.Entries {
			if e.Verdict != SetAside {
				e.set(SetAside, Contested)
			}
		}
		t.Silent = true
		return
	}
	t.Now, t.Status = j.now.by, j.now.status
	for _, e := range t.Entries {
		if e.Verdict == SetAside {
			continue
		}
		v := j.find(e)
		switch {
		case v == j.now && e == t.Now:
			e.set(Stands, "")
		case v == j.now && (e.Status == t.Status || Polarity(e.Status) == 3 && Polarity(t.Status) == 3):
			// What was planned and came about was said first when it was planned.
			e.set(Supports, "")
		case v == j.now:
			e.set(Superseded, Changed)
		default:
			e.set(j.fallen(v, e))
		}
	}
	for _, v := range j.values {
		if v != j.now && v.by != nil && v.entry.key != "" && j.alternative(v) {
			t.Also = append(t.Also, v.by)
		}
	}
	// The finest value of what stands, with its status.
	if e := j.now.entry; e != t.Now && e.key != t.Now.key && t.Now.Value != "" {
		finest := *t.Now
		finest.Value = e.Value
		t.Now = &finest
	}
}

// fallen is the verdict on what an entry says of another value than the one that stands: nothing is superseded that
// never stood and that nothing later speaks against.
func (j *judge) fallen(v *value, e *Entry) (Verdict, string) {
	switch {
	case v == nil, v.stood, j.now.last > e.Day:
		return Superseded, Moved
	case j.otherYear(e):
		return SetAside, OtherYear
	case Polarity(e.Status) < 0:
		return SetAside, NeverStood
	}
	return SetAside, Inferior
}

// contested reports whether little speaks for what would stand of a day or a place, and nobody
// who decides it, while others at the same time or later say almost as much for other values:
// then nothing stands. Silence is better than one of several values that no two surely give.
func (j *judge) contested() bool {
	if !frozen[j.slot] || j.now.entry.key == "" || j.now.decided || j.now.moved || Polarity(j.now.status) < 0 {
		return false
	}
	own, others := total(j.now.support), 0.0
	for _, v := range j.values {
		if v != j.now && v.entry.key != "" && v.last >= j.now.by.Day && v.status == j.now.status &&
			compare(j.slot, v.entry, j.now.entry) == differ {
			others += total(v.support)
		}
	}
	return own < j.w.Sure && others > j.w.Contest*own
}

func total(support map[string]float64) float64 {
	sum := 0.0
	for _, source := range slices.Sorted(maps.Keys(support)) {
		sum += support[source]
	}
	return sum
}

// alternative reports whether a value that does not stand is shown beside the one that
// does: it was called off or ruled out, or it is still talked of as possible.
func (j *judge) alternative(v *value) bool {
	switch p := Polarity(v.status); {
	case j.otherYear(v.entry):
		return false
	case p < 0:
		return true
	case p == 1 || p == 2:
		return !v.stood && !j.frozen && v.last >= j.now.last && j.now.status != record.Held
	}
	return false
}

// find is the value that an entry gives: the same, or else what stands where that is told more or less precisely.
func (j *judge) find(e *Entry) *value {
	var near *value
	for _, v := range j.values {
		switch r := compare(j.slot, e, v.entry); {
		case r == same:
			return v
		case r != differ && (near == nil || v == j.now):
			near = v
		}
	}
	return near
}
