package dossier

import (
	"slices"
	"strings"

	"readout/ledger/audit"
	"readout/ledger/event"
	"readout/ledger/index"
	"readout/ledger/statement"
	"readout/record"
	"readout/store"
)

// SlotTrack is one slot of an event over time. Item tells agenda items, documents
// and outcomes apart; it is "" for slots of which an event has one, unless the track is
// of another value than the one that stands: an alternative, or one that was ruled out.
type SlotTrack struct {
	Slot    string      `json:"slot"`
	Item    string      `json:"item,omitempty"`
	Entries []SlotEntry `json:"entries"` // by day of saying, then publication
	Now     *SlotEntry  `json:"now"`     // what stands; nil if nothing firm was said or all was withdrawn
	Sides   []SlotEntry `json:"sides"`   // the last word of each side
	Differ  bool        `json:"differ"`  // sides contradict each other
	Open    bool        `json:"open"`    // nobody has settled it, and it may still be
	// First and Last are the first and the last entry that give what stands.
	First *SlotEntry `json:"first,omitempty"`
	Last  *SlotEntry `json:"last,omitempty"`
	// Unreported: it was planned, the event is over, and nothing says what came of it.
	Unreported bool `json:"unreported,omitempty"`
}

// SlotEntry is one thing said about a slot. SaidBy is empty where a report says it
// in its own voice; Side is then "".
type SlotEntry struct {
	ID        string            `json:"id"` // for corrections
	Status    string            `json:"status"`
	Value     string            `json:"value"`
	SaidBy    []string          `json:"said_by"`
	Agents    []string          `json:"agents"` // ids of SaidBy
	Side      string            `json:"side"`
	Said      string            `json:"said"`
	Published string            `json:"published"`
	Ingested  int64             `json:"ingested"`
	Statement string            `json:"statement"` // "" where no statement says it
	Article   statement.Article `json:"article"`
	// Span is where the article says it.
	Span      record.Span `json:"span"`
	Withdrawn bool        `json:"withdrawn,omitempty"` // no version that stands says it
	Corrected int64       `json:"corrected,omitempty"` // the decision that changed how it was read
	Restated  bool        `json:"restated,omitempty"`  // the outlet's own sentence of an earlier article
	Repeats   bool        `json:"repeats,omitempty"`   // the same side said the same before
	// Verdict is what it does for what stands: stands, supports, superseded or set
	// aside; Reason says why it does not decide.
	Verdict string `json:"verdict"`
	Reason  string `json:"reason,omitempty"`
	// Inferred: the status follows from the event's having taken place; what was said
	// is that it was planned so.
	Inferred bool `json:"inferred,omitempty"`

	unsure bool // see Sure
}

// Alike reports whether a slot stands now as it stood before, either nil where nothing
// stood. That what was planned took place with the event is no change of its own.
func Alike(before, now *SlotEntry) bool {
	if before == nil || now == nil {
		return before == now
	}
	return strings.EqualFold(before.Value, now.Value) && (before.Status == now.Status || now.Inferred &&
		event.Polarity(before.Status) > 0)
}

// slotTracks shows the tracks of a view.
func slotTracks(v *event.View) []SlotTrack {
	out := []SlotTrack{}
	for i := range v.Tracks {
		t := &v.Tracks[i]
		s := SlotTrack{Slot: t.Slot, Item: t.Item}
		at := make(map[*event.Entry]int, len(t.Entries))
		for _, e := range t.Entries {
			at[e] = len(s.Entries)
			s.Entries = append(s.Entries, slotEntry(e))
		}
		if t.Now != nil {
			now := slotEntry(t.Now)
			now.Inferred = now.Status != t.Status
			now.Status = t.Status
			s.Now = &now
			s.First, s.Last = firstAndLast(s.Entries)
			follows := t.Slot == record.DateSlot || t.Slot == record.PlaceSlot || t.Slot == record.VenueSlot
			s.Unreported = v.Status == record.Held && !follows && event.Polarity(t.Status) > 0 &&
				t.Status != record.Held
		}
		for _, e := range t.Sides() {
			s.Sides = append(s.Sides, s.Entries[at[e]])
		}
		s.Differ = t.Differ()
		s.Open = !s.Unreported && open(s.Now, v.Status)
		out = append(out, s)
		for _, e := range t.Also {
			alternative := slotEntry(e)
			out = append(out, SlotTrack{Slot: t.Slot, Item: e.Value, Entries: []SlotEntry{alternative},
				Now: &alternative})
		}
	}
	return out
}

// open reports whether nobody has settled a slot, and it may still be: of an event that took place or is off, what
// nothing is known of is no question any more.
func open(now *SlotEntry, status string) bool {
	if now != nil {
		return !event.Settled(now.Status) && event.Polarity(now.Status) > -3
	}
	return status == record.Postponed || status != record.Held && event.Polarity(status) > -3
}

// Sure reports whether the report was read surely enough for the entry to be told as what
// somebody said; others are only counted, and listed under why.
func (e *SlotEntry) Sure() bool {
	return !e.unsure
}

// Nothing tells why nothing stands of a slot, "" where something does: that all that was said of it was
// withdrawn, or else why what was said was set aside.
func (t *SlotTrack) Nothing() string {
	if t.Now != nil {
		return ""
	}
	said := func(e SlotEntry) bool { return !e.Withdrawn }
	if len(t.Entries) > 0 && !slices.ContainsFunc(t.Entries, said) {
		return "all that was said of it was withdrawn"
	}
	var decided, others []string // reasons why what might stand does not, and why others never might
	for i := range t.Entries {
		e := &t.Entries[i]
		list := &decided
		switch e.Reason {
		case "", event.Withdrawal:
			continue
		case event.Weak, event.Restating, event.TooEarly:
			list = &others
		}
		if !slices.Contains(*list, e.Reason) {
			*list = append(*list, e.Reason)
		}
	}
	if decided == nil {
		decided = others
	}
	if decided == nil {
		return "nothing stands"
	}
	return "nothing stands: " + strings.Join(decided, "; ")
}

// Rests reports whether an entry is the one that what stands rests on.
func (t *SlotTrack) Rests(e *SlotEntry) bool { return t.Now != nil && t.Now.ID == e.ID }

// firstAndLast are the first and the last entry that give what stands.
func firstAndLast(entries []SlotEntry) (first, last *SlotEntry) {
	for i := range entries {
		if v := entries[i].Verdict; v != string(event.Stands) && v != string(event.Supports) {
			continue
		}
		if first == nil {
			first = &entries[i]
		}
		last = &entries[i]
	}
	return first, last
}

func slotEntry(e *event.Entry) SlotEntry {
	r := e.Report
	s := &r.Slots[e.Slot]
	out := SlotEntry{ID: audit.SlotID(r.ID, s.Slot, s.Span), Status: e.Status, Value: e.Value, Said: e.Said,
		Published: e.Published, Ingested: r.Version.Ingested,
		Article: statement.ArticleOf(&r.Version), Span: s.Span, Withdrawn: e.Withdrawn, SaidBy: []string{},
		Agents: []string{}, Side: e.Side,
		Statement: e.Statement, Restated: e.Restated, Repeats: e.Repeats, Verdict: string(e.Verdict),
		Reason: e.Reason, unsure: e.Background || e.Score < event.FirmScore}
	for _, n := range s.SaidBy {
		out.SaidBy = append(out.SaidBy, r.Parties[n].Name)
		out.Agents = append(out.Agents, index.AgentName(r.Parties[n].Agent))
	}
	return out
}

// Beside reports whether a track is of another value of a slot than the one that stands: its entries are also among
// those of the slot.
func (t *SlotTrack) Beside() bool { return t.Item != "" && event.Single(t.Slot) }

// Main gives the track of a slot of which an event has one value, nil where nothing is
// said of it.
func (d *Dossier) Main(slot string) *SlotTrack {
	i := slices.IndexFunc(d.Slots, func(t SlotTrack) bool { return t.Slot == slot && t.Item == "" })
	if i < 0 {
		return nil
	}
	return &d.Slots[i]
}

// Bare reports whether no day, no place and nobody who takes part is known of an event.
func (d *Dossier) Bare() bool { return d.Time == "" && d.Place == "" && len(d.Participants) == 0 }

// In reports whether an event is, or may be, in a town or house: all words of it are in
// its place or its venue.
func (d *Dossier) In(place string) bool {
	where := d.Place
	for _, slot := range [...]string{record.PlaceSlot, record.VenueSlot} {
		if t := d.Main(slot); t != nil && t.Now != nil && event.Polarity(t.Now.Status) > 0 {
			where += " " + t.Now.Value
		}
	}
	have := strings.Fields(store.Words(where))
	for w := range strings.FieldsSeq(store.Words(place)) {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}
