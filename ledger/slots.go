package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"readout/record"
	"readout/store"
)

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
