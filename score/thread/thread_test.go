package thread

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"readout/record"
)

func openThread(t *testing.T) *Thread {
	t.Helper()
	f, err := os.Open("testdata/thread.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	th, err := Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return th
}

// TestThreadRecords: records are valid, with noise as well, and the same seed gives the same
// noise.
func TestThreadRecords(t *testing.T) {
	th := openThread(t)
	if th.Articles[0].ID != "a1" {
		t.Errorf("the articles are not in the order of publication: %s first", th.Articles[0].ID)
	}
	all, slots := 0, map[int]bool{}
	for seed := range uint64(12) {
		n := Noise{}
		if seed > 0 {
			n = PlainNoise(seed)
		}
		records, err := th.Records(n)
		if err != nil {
			t.Fatal(err)
		}
		again, err := th.Records(n)
		if err != nil {
			t.Fatal(err)
		}
		x, _ := json.Marshal(records)
		if y, _ := json.Marshal(again); string(x) != string(y) {
			t.Errorf("seed %d gives two sets of records", seed)
		}
		count := 0
		for _, r := range records {
			if err := r.Check(); err != nil {
				t.Errorf("seed %d: %v", seed, err)
			}
			for _, v := range r.Events {
				count += len(v.Slots)
			}
		}
		if seed == 0 {
			all = count
		}
		slots[count] = true
	}
	if all != 7 || len(slots) < 3 {
		t.Errorf("%d slots without noise, and %d numbers of them with it", all, len(slots))
	}
	v := first(t, th).Events[0]
	if v.Time != "2031-05-09" || v.Name != "meet" || len(v.Mentions) != 2 || v.Slots[0].Statement == "" {
		t.Errorf("the talks: %+v", v)
	}
}

func first(t *testing.T, th *Thread) *record.Record {
	t.Helper()
	records, err := th.Records(Noise{})
	if err != nil {
		t.Fatal(err)
	}
	return records[0]
}

func TestThreadQuotes(t *testing.T) {
	th := openThread(t)
	th.Articles[0].Events[0].Mentions[0] = "no such words"
	if _, err := th.Records(Noise{}); err == nil {
		t.Error("a quotation that the article does not have was taken")
	}
	for quote, want := range map[string]int{"a": 1, "a#2": 4, "an": 1, "a#4": -1} {
		sp, err := Find("banana", quote)
		if want < 0 && err == nil || want >= 0 && (err != nil ||
			sp.Start != map[string]int{"a": 1, "a#2": 3, "an": 1}[quote]) {
			t.Errorf("%s: %+v, %v", quote, sp, err)
		}
	}
}

// shownSlot returns a slot in a ledger's JSON.
func shownSlot(t *testing.T, js string) ShownSlot {
	t.Helper()
	var s ShownSlot
	if err := json.Unmarshal([]byte(js), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestThreadCheck(t *testing.T) {
	right := ShownEvent{ID: "v1", Status: "held", Place: "Helmsby", Participants: []string{"Mira Halden", "Jon Alder"},
		Slots: []ShownSlot{
			shownSlot(t, `{"slot":"place","now":{"value":"Helmsby","status":"held"},`+
				`"entries":[{"article":{"url":"https://np.example/2"},"span":{"start":70,"end":120}}]}`),
			shownSlot(t, `{"slot":"date","now":{"value":"2031-05-09","status":"planned"},`+
				`"entries":[{"article":{"url":"https://kta.example/1"},"span":{"start":20,"end":120}}]}`)}}
	wrong := ShownEvent{ID: "v2", Status: "planned", Place: "Tavrosk",
		Participants: []string{"Mira Halden", "Ada Bruun"}, Slots: []ShownSlot{
			shownSlot(t, `{"slot":"place","now":{"value":"Tavrosk","status":"possible"},"entries":[]}`),
			shownSlot(t, `{"slot":"date","now":{"value":"2029","status":"held"},"entries":[]}`)}}
	th := openThread(t)
	f := th.Check([]ShownEvent{right}, func(string, string) (*ShownEvent, error) { return &right, nil })
	if f.Checks != 5 || f.Right != 4 || f.Stands != 0 || len(f.Faults) != 1 { // the place was open on the first day
		t.Errorf("right: %+v", f)
	}
	if f.Shown < 2 || f.Gold != 7 || f.Both != 2 || f.SameDossier != 2 {
		t.Errorf("links: %+v", f)
	}
	if p, r, _ := f.LinkPRF(); p != 100 || r != 100 {
		t.Errorf("P %.1f, R %.1f", p, r)
	}
	g := th.Check([]ShownEvent{wrong}, func(string, string) (*ShownEvent, error) { return &wrong, nil })
	if g.Right != 0 || g.Stands != 4 || g.Strangers != 1 || g.ParticipantsShown != 2 {
		t.Errorf("wrong: %+v", g)
	}
	f.Add(g)
	if f.Checks != 10 || f.Right != 4 || f.Stands != 4 || f.CheckBySlot["place"] != 4 ||
		!slices.Contains(f.Faults, g.Faults[0]) {
		t.Errorf("sum: %+v", f)
	}
}

// TestHeads: the heads of the gold are right, and every deviation is counted.
func TestHeads(t *testing.T) {
	th := openThread(t)
	a := &th.Articles[0]
	g := &a.Events[0]
	shown := ShownEvent{Name: g.Mentions[0], Participants: g.Participants}
	for _, s := range g.Slots {
		sp, err := Find(a.Text, s.Quote)
		if err != nil {
			t.Fatal(err)
		}
		slot := ShownSlot{Slot: s.Slot, Entries: make([]ShownEntry, 1)}
		slot.Entries[0].Article.URL, slot.Entries[0].Span = a.URL, sp
		shown.Slots = append(shown.Slots, slot)
		if s.Slot == record.DateSlot {
			shown.Time = s.Value
		}
	}
	if got := th.Heads([]ShownEvent{shown}); got.All != (Share{1, 1}) || got.Unknown != 0 {
		t.Errorf("gold's own head: %+v", got)
	}
	stands := shown
	stands.Slots = slices.Clone(shown.Slots)
	for i := range stands.Slots {
		stands.Slots[i].Now = &ShownValue{ShownEntry: stands.Slots[i].Entries[0], Value: "x", Status: record.Held}
	}
	n := len(stands.Slots)
	if got := th.values([]ShownEvent{shown, stands}); got != (Share{n, n}) {
		t.Errorf("of %d values of the gold %v are borne out", n, got)
	}
	stands.Slots[0].Now.Span.Start, stands.Slots[0].Now.Span.End = 0, 1
	if got := th.values([]ShownEvent{stands}); got != (Share{n - 1, n}) {
		t.Errorf("with a value from elsewhere %v are borne out", got)
	}
	for what, change := range map[string]func(*ShownEvent){
		"1999-01-01":      func(e *ShownEvent) { e.Time = "1999-01-01" },
		"Farthest Corner": func(e *ShownEvent) { e.Place = "Farthest Corner" },
		"Nobody Known":    func(e *ShownEvent) { e.Participants = []string{"Nobody Known"} },
		"harvest dance":   func(e *ShownEvent) { e.Name = "harvest dance" },
	} {
		e := shown
		change(&e)
		got := th.Heads([]ShownEvent{e})
		if got.All.Right != 0 || len(got.Faults) != 1 || !strings.Contains(got.Faults[0], what) {
			t.Errorf("%s is taken as right: %+v", what, got)
		}
	}
	shown.Slots = []ShownSlot{{Slot: record.DateSlot}}
	if got := th.Heads([]ShownEvent{shown}); got.Unknown != 1 || got.All.Of != 0 {
		t.Errorf("an event of no gold: %+v", got)
	}
}
