package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"readout/record"
	"readout/store"
)

// Dossier is what is known of one planned or past event, and how that came about.
//
// Shape: ID names the first report of the event; any report's id finds the dossier.
// Status, Time and Place are what stands now. Slots are in a fixed order, agenda
// items each on their own.
type Dossier struct {
	ID           string      `json:"id"`
	Name         string      `json:"name"`
	Type         string      `json:"type"`
	Status       string      `json:"status"`
	Time         string      `json:"time"`
	Place        string      `json:"place"`
	Participants []string    `json:"participants"`
	First        Article     `json:"first"`
	Last         Article     `json:"last"`
	Reports      int         `json:"reports"` // versions of articles that speak of it
	Partial      bool        `json:"partial"` // only the newest reports were looked at
	Slots        []SlotTrack `json:"slots"`
	// Sequence counts the changes of date, place or status, as iCalendar wants it.
	Sequence int `json:"sequence"`
}

// SlotTrack is one slot of an event over time. Item tells agenda items, documents
// and outcomes apart; it is "" for slots of which an event has one.
type SlotTrack struct {
	Slot    string      `json:"slot"`
	Item    string      `json:"item,omitempty"`
	Entries []SlotEntry `json:"entries"` // by day of saying, then publication
	Now     *SlotEntry  `json:"now"`     // the last that stands; nil if all were withdrawn
	Sides   []SlotEntry `json:"sides"`   // the last word of each side
	Differ  bool        `json:"differ"`  // sides contradict each other
	Open    bool        `json:"open"`    // nobody has settled it
}

// SlotEntry is one thing said about a slot. SaidBy is empty where a report says it
// in its own voice; Side is then "".
type SlotEntry struct {
	Status    string   `json:"status"`
	Value     string   `json:"value"`
	SaidBy    []string `json:"said_by"`
	Agents    []string `json:"agents"` // ids of SaidBy
	Side      string   `json:"side"`
	Said      string   `json:"said"`
	Published string   `json:"published"`
	Ingested  int64    `json:"ingested"`
	Statement string   `json:"statement"` // "" where no statement says it
	Article   Article  `json:"article"`
	// Span is where the article says it.
	Span      record.Span `json:"span"`
	Withdrawn bool        `json:"withdrawn,omitempty"` // no version that stands says it
	Corrected int64       `json:"corrected,omitempty"` // the decision that changed how it was read
	Restated  bool        `json:"restated,omitempty"`  // the outlet's own sentence of an earlier article
	Repeats   bool        `json:"repeats,omitempty"`   // the same side said the same before

	key string
}

// Event gives the dossier of an event by id or by words of its name, participants
// and place: the one with most reports, where several fit.
//
// Errors: ErrUnknown.
func (l *Ledger) Event(ctx context.Context, name, asOf string) (Dossier, error) {
	list, err := l.Events(ctx, name, asOf)
	if err != nil {
		return Dossier{}, err
	}
	if len(list) == 0 {
		return Dossier{}, fmt.Errorf("ledger: event %q: %w", name, ErrUnknown)
	}
	return list[0], nil
}

// Events gives the dossiers of all events that a name fits, those with most
// reports first.
func (l *Ledger) Events(ctx context.Context, name, asOf string) ([]Dossier, error) {
	f := store.EventFilter{AsOf: asOf, Limit: maxFound}
	if id, err := store.ParseStatementID(name); err == nil {
		f.IDs = []store.StatementID{id}
	} else {
		words := strings.Fields(store.Words(name))
		if len(words) == 0 {
			return nil, fmt.Errorf("ledger: event %q: %w", name, ErrUnknown)
		}
		f.Words = store.Match{Op: store.And}
		for _, w := range words {
			f.Words.Args = append(f.Words.Args, store.Match{Op: store.Find, Phrase: []string{w}})
		}
		if len(words) == 1 {
			f.Words = f.Words.Args[0]
		}
	}
	list, err := l.dossiers(ctx, f, asOf)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(x, y Dossier) int { return cmp.Compare(y.Reports, x.Reports) })
	return list, nil
}

// Upcoming gives the dossiers of events planned for a day from (included) to
// another (not included; "" is no end), as known at asOf, soonest first.
func (l *Ledger) Upcoming(ctx context.Context, from, to, asOf string) ([]Dossier, error) {
	list, err := l.dossiers(ctx, store.EventFilter{From: from, To: to, AsOf: asOf, Limit: 10 * maxRows}, asOf)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(d Dossier) bool { return d.Time < from || to != "" && d.Time >= to })
	slices.SortStableFunc(list, func(x, y Dossier) int { return cmp.Or(cmp.Compare(x.Time, y.Time), cmp.Compare(x.Name, y.Name)) })
	return list, nil
}

// AllEvents gives the dossiers of the events last reported, those without a day among
// them, in the order of their days.
func (l *Ledger) AllEvents(ctx context.Context, asOf string) ([]Dossier, error) {
	list, err := l.dossiers(ctx, store.EventFilter{AsOf: asOf, Limit: 10 * maxRows}, asOf)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(x, y Dossier) int { return cmp.Or(cmp.Compare(x.Time, y.Time), cmp.Compare(x.Name, y.Name)) })
	return list, nil
}

func (l *Ledger) dossiers(ctx context.Context, f store.EventFilter, asOf string) ([]Dossier, error) {
	rows, found, cut, err := l.gather(ctx, f)
	if err != nil {
		return nil, err
	}
	var out []Dossier
	for _, o := range occasions(rows) {
		if slices.ContainsFunc(o.rows, func(e *report) bool { return found[e.ID] }) {
			d := o.dossier(asOf)
			d.Partial = cut
			if err := l.markCorrected(ctx, &d); err != nil {
				return nil, err
			}
			out = append(out, d)
		}
	}
	return out, nil
}

// markCorrected tells of each entry whether a person changed how it was read. Only
// texts that have corrections are looked at.
func (l *Ledger) markCorrected(ctx context.Context, d *Dossier) error {
	a, err := l.audited(ctx)
	if err != nil || len(a.corrections) == 0 {
		return err
	}
	mark := func(e *SlotEntry) error {
		if e.Statement == "" || len(a.corrections[textRef{e.Article.Outlet, e.Article.URL, e.Article.SHA256}]) == 0 {
			return nil
		}
		s, err := l.Statement(ctx, e.Statement)
		if err == nil {
			e.Corrected = s.Corrected
		}
		return err
	}
	for i := range d.Slots {
		for k := range d.Slots[i].Entries { // Now points at one of these
			if err := mark(&d.Slots[i].Entries[k]); err != nil {
				return err
			}
		}
		for k := range d.Slots[i].Sides {
			if err := mark(&d.Slots[i].Sides[k]); err != nil {
				return err
			}
		}
	}
	return nil
}

// single are the slots of which an event has one.
var single = map[string]bool{record.DateSlot: true, record.TimeSlot: true, record.PlaceSlot: true, record.VenueSlot: true, record.PressSlot: true}

// slotOrder is the order in which dossiers show slots.
var slotOrder = []string{record.DateSlot, record.TimeSlot, record.PlaceSlot, record.VenueSlot, record.ParticipantsSlot, record.FormatSlot,
	record.AgendaSlot, record.DocumentSlot, record.PressSlot, record.OutcomeSlot}

func (o *occasion) dossier(asOf string) Dossier {
	first, last := o.rows[0], o.rows[len(o.rows)-1]
	d := Dossier{ID: first.ID.String(), Type: first.Type, First: first.shown, Last: last.shown}
	names, parties, places := map[string]int{}, map[string]int{}, map[string]int{}
	versions := map[store.VersionID]bool{}
	var latest *report
	for _, e := range o.rows {
		versions[e.ID.Version()] = true
		if !e.Version.StandsAt(asOf) {
			continue
		}
		names[e.Name]++
		for _, p := range e.Parties {
			if !p.Said && !p.Near && p.Kind == "person" {
				parties[p.Name]++
			}
		}
		if e.Place != "" {
			places[e.Place]++
		}
		if e.Time != "" {
			d.Time = e.Time
		}
		latest = e
	}
	if latest == nil { // all reports were withdrawn: say what they said
		latest = last
		names[last.Name]++
		d.Time = last.Time
	}
	d.Reports = len(versions)
	d.Name, d.Place, d.Status = mostOften(names), mostOften(places), latest.Status
	d.Participants = fullNames(properNames(parties))
	d.Slots = o.tracks(asOf)
	for i := range d.Slots {
		t := &d.Slots[i]
		if t.Now == nil || t.Item != "" {
			continue
		}
		switch t.Slot {
		case record.DateSlot:
			if v := t.Now.Value; settled(t.Now.Status) && store.DayOf(v) > 0 {
				d.Time = v
			}
		case record.PlaceSlot:
			if settled(t.Now.Status) && t.Now.Value != "" {
				d.Place = t.Now.Value
			}
		}
		if t.Slot == record.DateSlot || t.Slot == record.PlaceSlot {
			previous := ""
			for _, e := range t.Entries {
				// What was withdrawn counts twice: a sequence never falls.
				if e.Withdrawn {
					d.Sequence++
				}
				if e.Restated || e.Status+e.Value == previous {
					continue
				}
				if previous != "" {
					d.Sequence++
				}
				previous = e.Status + e.Value
			}
		}
	}
	return d
}

// Outcome sets what was said of a slot before the event against what is said after
// it. Either is nil where nothing was.
type Outcome struct {
	Slot    string     `json:"slot"`
	Item    string     `json:"item,omitempty"`
	Planned *SlotEntry `json:"planned,omitempty"`
	Actual  *SlotEntry `json:"actual,omitempty"`
}

// Outcomes compares plan and event, slot by slot. Before the event's day it gives
// nothing.
func (d *Dossier) Outcomes() []Outcome {
	if len(d.Time) < 10 {
		return nil
	}
	var out []Outcome
	after := false
	for _, t := range d.Slots {
		o := Outcome{Slot: t.Slot, Item: t.Item}
		for i := range t.Entries {
			e := &t.Entries[i]
			switch {
			case e.Withdrawn || e.Restated:
			case e.Status == record.Held || e.Said > d.Time[:10] || e.Said == d.Time[:10] && d.Status == record.Held:
				o.Actual, after = e, true
			default:
				o.Planned = e
			}
		}
		out = append(out, o)
	}
	if !after {
		return nil
	}
	return out
}

// Undecided gives the slots that are open: with a dossier as of some days before
// the event, what was still open then.
func (d *Dossier) Undecided() []SlotTrack {
	var out []SlotTrack
	for _, t := range d.Slots {
		if t.Open {
			out = append(out, t)
		}
	}
	return out
}

func settled(status string) bool { return status == record.Held || status == record.Planned }

func mostOften(m map[string]int) string {
	best := ""
	for name, n := range m {
		if best == "" || n > m[best] || n == m[best] && (len(name) > len(best) || len(name) == len(best) && name < best) {
			best = name
		}
	}
	return best
}

// properNames drops what only describes somebody ("the prime minister of Norhaven"),
// unless nobody is named.
func properNames(m map[string]int) map[string]int {
	out := map[string]int{}
	for name, n := range m {
		if r, _ := utf8.DecodeRuneInString(name); unicode.IsUpper(r) {
			out[name] = n
		}
	}
	if len(out) == 0 {
		return m
	}
	return out
}

// fullNames drops a name that is only the surname of another, and orders the rest
// by how often they are given.
func fullNames(m map[string]int) []string {
	var out []string
	for name := range m {
		short := false
		for other := range m {
			if other == name || surnameKey("person", other) != surnameKey("person", name) || !namesAgree(other, name) {
				continue
			}
			g, h := len(givenKeys(name)), len(givenKeys(other))
			short = short || g < h || g == h && (m[other] > m[name] || m[other] == m[name] && other < name)
		}
		if !short {
			out = append(out, name)
		}
	}
	slices.SortFunc(out, func(x, y string) int { return cmp.Or(cmp.Compare(m[y], m[x]), cmp.Compare(x, y)) })
	return out
}

// tracks sorts everything said about the event into slots.
func (o *occasion) tracks(asOf string) []SlotTrack {
	type track struct {
		SlotTrack
		words map[string]bool // of the item
	}
	var list []*track
	at := map[string]*track{}
	keys := map[[2]string]string{} // of items met before
	for _, e := range o.rows {
		for i := range e.Slots {
			s := &e.Slots[i]
			key, words := s.Slot, map[string]bool(nil)
			if !single[s.Slot] {
				if key = keys[[2]string{s.Slot, s.Value}]; key == "" {
					words = itemWords(s.Slot, s.Value)
				}
				for _, t := range list {
					if key != "" {
						break
					}
					if t.Slot == s.Slot && sameItem(t.words, words) {
						key = t.Slot + "|" + t.Item
						break
					}
				}
				if key == "" {
					key = s.Slot + "|" + s.Value
				}
				keys[[2]string{s.Slot, s.Value}] = key
			}
			t := at[key]
			if t == nil {
				t = &track{SlotTrack: SlotTrack{Slot: s.Slot}, words: words}
				if !single[s.Slot] {
					t.Item = s.Value
				}
				at[key] = t
				list = append(list, t)
			}
			t.Entries = append(t.Entries, o.entry(e, s, asOf))
		}
	}
	out := make([]SlotTrack, len(list))
	for i, t := range list {
		t.finish()
		out[i] = t.SlotTrack
	}
	rank := func(s string) int {
		if i := slices.Index(slotOrder, s); i >= 0 {
			return i
		}
		return len(slotOrder)
	}
	slices.SortStableFunc(out, func(x, y SlotTrack) int {
		return cmp.Or(cmp.Compare(rank(x.Slot), rank(y.Slot)), cmp.Compare(x.Slot, y.Slot), cmp.Compare(x.Entries[0].Published, y.Entries[0].Published),
			cmp.Compare(x.Item, y.Item))
	})
	return out
}

func (o *occasion) entry(e *report, s *store.Slot, asOf string) SlotEntry {
	out := SlotEntry{Status: s.Status, Value: s.Value, Said: s.SaidOn, Published: e.Version.Since, Ingested: e.Version.Ingested,
		Article: e.shown, Span: s.Span, Withdrawn: !e.Version.StandsAt(asOf), SaidBy: []string{}, Agents: []string{}}
	if out.Said == "" {
		out.Said = e.ID.Version().Day().String()
	}
	if s.Statement > 0 {
		out.Statement = e.ID.Version().Row(min(s.Statement, store.MaxRow)).String()
	}
	for _, i := range s.SaidBy {
		p := &e.Parties[i]
		out.SaidBy = append(out.SaidBy, p.Name)
		out.Agents = append(out.Agents, agentName(p.Agent))
		if out.Side == "" {
			out.Side = o.side(p)
		}
	}
	out.key = strconv.FormatUint(s.Sentence, 36)
	return out
}

// side is whom a party speaks for: a country, or where none is known itself, by the
// name that the first report gives it: spellings of a surname are one side.
func (o *occasion) side(p *store.Party) string {
	if p.Country != "" || p.Kind != "person" {
		return cmp.Or(p.Country, p.Name)
	}
	key := surnameKey(p.Kind, p.Name)
	if o.speakers[key] == "" {
		o.speakers[key] = p.Name
	}
	return o.speakers[key]
}

// finish orders a track's entries, joins the versions of one article, marks what
// is repeated and finds what stands now.
func (t *SlotTrack) finish() {
	slices.SortStableFunc(t.Entries, func(x, y SlotEntry) int {
		return cmp.Or(cmp.Compare(x.Said, y.Said), store.CompareTimes(x.Published, y.Published), cmp.Compare(x.Article.Outlet, y.Article.Outlet),
			cmp.Compare(x.Article.URL, y.Article.URL), cmp.Compare(x.Statement, y.Statement))
	})
	var kept []SlotEntry
	inArticle := map[string]int{}
	sentences, before := map[string]string{}, map[string]bool{}
	for _, e := range t.Entries {
		same := strings.Join([]string{e.Article.Outlet, e.Article.URL, e.Status, e.Value, strings.Join(e.SaidBy, "|")}, "\x00")
		if i, ok := inArticle[same]; ok { // the same in another version, or twice in one
			if kept[i].Withdrawn && !e.Withdrawn {
				kept[i].Withdrawn = false
			}
			continue
		}
		sentence := e.Article.Outlet + e.key
		if url, ok := sentences[sentence]; ok && url != e.Article.URL {
			e.Restated = true
		} else {
			sentences[sentence] = e.Article.URL
		}
		said := e.Side + "\x00" + e.Status + "\x00" + e.Value
		e.Repeats = before[said]
		if !e.Withdrawn {
			before[said] = true
		}
		inArticle[same] = len(kept)
		kept = append(kept, e)
	}
	t.Entries = kept
	lastOf := map[string]int{}
	for i, e := range kept {
		if e.Withdrawn || e.Restated && t.Now != nil {
			continue
		}
		t.Now = &kept[i]
		if e.Side != "" {
			lastOf[e.Side] = i
		}
	}
	var order []int
	for _, i := range lastOf {
		order = append(order, i)
	}
	slices.Sort(order)
	for n, i := range order {
		t.Sides = append(t.Sides, kept[i])
		for _, j := range order[:n] {
			t.Differ = t.Differ || contradict(t.Slot, &kept[i], &kept[j])
		}
	}
	t.Open = t.Now == nil || !settled(t.Now.Status) && polarity(t.Now.Status) > -3
}

// polarity is how far a status affirms (3) or denies (-3); 0 leaves it open.
func polarity(status string) int {
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

// ofPlans are the denials that speak of plans alone: what was doubted or not planned
// may have been held all the same.
var ofPlans = map[string]bool{record.Doubted: true, record.NotPlanned: true, record.Postponed: true}

// contradict tells whether two sides say what cannot both hold.
func contradict(slot string, x, y *SlotEntry) bool {
	px, py := polarity(x.Status), polarity(y.Status)
	if x.Status == record.Held && ofPlans[y.Status] || y.Status == record.Held && ofPlans[x.Status] {
		return false
	}
	if px >= 2 && py <= -2 || px <= -2 && py >= 2 {
		return true
	}
	if px != 3 || py != 3 || x.Value == "" || y.Value == "" {
		return false
	}
	switch slot {
	case record.DateSlot:
		return !sameDay(x.Value, y.Value)
	case record.PlaceSlot:
		return !strings.HasPrefix(x.Value, y.Value) && !strings.HasPrefix(y.Value, x.Value)
	}
	return false
}

// sameDay tells whether two TIMEX3 dates can be one day, the one said less
// precisely: a month, or the week it lies in.
func sameDay(x, y string) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	if strings.HasPrefix(y, x) {
		return true
	}
	day, err := time.Parse(time.DateOnly, y[:min(len(y), len(time.DateOnly))])
	if err != nil {
		return false
	}
	year, week := day.ISOWeek()
	return x == fmt.Sprintf("%d-W%02d", year, week)
}

// itemWords are the telling words of an agenda item, a document or an outcome.
// What a document is called is none: the joint document of one day is the joint
// declaration of another.
func itemWords(slot, value string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(store.Words(value)) {
		w = strings.TrimSuffix(w, "s")
		if len(w) > 2 && !isFunctionWord(w) && !fillers[w] && !(slot == record.DocumentSlot && documents[w]) {
			out[w] = true
		}
	}
	return out
}

var fillers = map[string]bool{"issue": true, "question": true, "topic": true, "any": true, "signing": true, "joint": true, "sharing": true,
	"problem": true, "possible": true, "reopening": true, "final": true}

var documents = map[string]bool{"document": true, "declaration": true, "statement": true, "communique": true, "text": true, "paper": true,
	"accord": true, "agreement": true, "memorandum": true, "deal": true, "treaty": true}

// sameItem tells whether two items are one: one's words are all among the other's.
func sameItem(x, y map[string]bool) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return len(y) == 0
	}
	for w := range x {
		if !y[w] {
			return false
		}
	}
	return true
}
