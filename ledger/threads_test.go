package ledger_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"readout"
	"readout/ledger/ledgertest"
	"readout/record"
	"readout/score/thread"
	"readout/source"
)

// TestThread puts the records of an invented gold thread into a ledger, without noise, and
// makes the queries of a desk editor.
func TestThread(t *testing.T) {
	ctx := context.Background()
	f, err := os.Open("../score/thread/testdata/thread.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	th, err := thread.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	records, err := th.Records(thread.Noise{})
	if err != nil {
		t.Fatal(err)
	}
	l := ledgertest.Open(t)
	ledgertest.Add(t, l, records...)
	list, err := l.AllEvents(ctx, "")
	if err != nil || len(list) != 2 {
		t.Fatalf("%d events, want the talks and those before (%v)", len(list), err)
	}
	var all []thread.ShownEvent
	jsonCopy(t, list, &all)
	got := th.Check(all, func(words, asOf string) (*thread.ShownEvent, error) {
		d, err := l.Event(ctx, words, asOf)
		if err != nil {
			return nil, err
		}
		e := new(thread.ShownEvent)
		jsonCopy(t, d, e)
		return e, nil
	})
	if got.Right != got.Checks || got.Stands > 0 || got.Strangers > 0 {
		t.Errorf("%d of %d: %q", got.Right, got.Checks, got.Faults)
	}
	if p, r, _ := got.LinkPRF(); p < 100 || r < 100 {
		t.Errorf("linking: P %.0f, R %.0f", p, r)
	}
}

func jsonCopy(t *testing.T, from, to any) {
	t.Helper()
	b, err := json.Marshal(from)
	if err == nil {
		err = json.Unmarshal(b, to)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestBackgroundIsNoParticipant: somebody named only in a background explanation is not a
// participant, and a background slot never stands.
func TestBackgroundIsNoParticipant(t *testing.T) {
	l := ledgertest.Open(t)
	main := ledgertest.Meeting("1", "2024-03-01", "KTA", "Jon Alder", "Mira Halden", "Ostrella", "2024-03-20",
		record.Planned)
	passing := ledgertest.Meeting("2", "2024-03-02", "NP", "Jon Alder", "Ada Bruun", "Helmsby", "2024-03-20",
		record.Held)
	passing.Events[0].Background = true
	for i := range passing.Events[0].Slots {
		passing.Events[0].Slots[i].Background = true
	}
	ledgertest.Add(t, l, main, passing)
	list, err := l.AllEvents(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		if d.First.Outlet != "KTA" {
			continue
		}
		for _, p := range d.Participants {
			if p == "Ada Bruun" {
				t.Errorf("the meeting is shown with %q", d.Participants)
			}
		}
		if d.Place != "Ostrella" || d.Status != record.Planned {
			t.Errorf("it is %s in %s", d.Status, d.Place)
		}
	}
}

// developmentThreads returns the threads in the folder that READOUT_CORPORA names.
func developmentThreads(t *testing.T) []*thread.Thread {
	t.Helper()
	folder := os.Getenv("READOUT_CORPORA")
	if folder == "" {
		t.Skip("READOUT_CORPORA names no folder with threads")
	}
	names, err := filepath.Glob(filepath.Join(folder, "threads", "*.json"))
	if err != nil || len(names) == 0 {
		t.Fatalf("%d threads in %s (%v)", len(names), folder, err)
	}
	var out []*thread.Thread
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		th, err := thread.Read(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, th)
	}
	return out
}

// TestNobodyFromTheBackgroundInThreads: for every development thread, with the records of an
// ideal reader, the dossier lists nobody as a participant who is named only where another
// event is reported. READOUT_CORPORA names the folder with the threads.
func TestNobodyFromTheBackgroundInThreads(t *testing.T) {
	checked := 0
	for _, th := range developmentThreads(t) {
		records, err := th.Records(thread.Noise{})
		if err != nil {
			t.Fatal(err)
		}
		checked += nobodyFromTheBackground(t, th, records)
	}
	if checked == 0 {
		t.Error("nobody was looked at")
	}
}

// TestNobodyFromTheBackgroundAsRead is the same with the records of our own reader.
func TestNobodyFromTheBackgroundAsRead(t *testing.T) {
	threads := developmentThreads(t)
	reader, err := readout.New(readout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, th := range threads {
		var records []*record.Record
		for i := range th.Articles {
			g := &th.Articles[i]
			a, err := source.Text([]byte(g.Text), source.Hint{ID: g.ID, Outlet: g.Outlet, URL: g.URL, Published: g.Published})
			if err != nil {
				t.Fatal(err)
			}
			r, err := reader.Read(context.Background(), a)
			if err != nil {
				t.Fatal(err)
			}
			records = append(records, r)
		}
		checked += nobodyFromTheBackground(t, th, records)
	}
	if checked == 0 {
		t.Error("nobody was looked at")
	}
}

// nobodyFromTheBackground requests the main event of a thread on each day for which it has
// questions, and checks that it shows nobody who must never be shown, nor anybody whom the
// gold names only in reports of other, past events. It returns the number of participants
// checked.
func nobodyFromTheBackground(t *testing.T, th *thread.Thread, records []*record.Record) int {
	t.Helper()
	l := ledgertest.Open(t)
	ledgertest.Add(t, l, records...)
	checked := 0
	for _, c := range th.Dossier.Checks {
		d, err := l.Event(context.Background(), th.Dossier.Event, c.AsOf)
		if err != nil {
			continue // nothing is shown
		}
		var e thread.ShownEvent
		jsonCopy(t, d, &e)
		if th.KeyOf(&e) != th.Dossier.Key {
			continue // another event was taken for it: that is counted elsewhere
		}
		for _, who := range e.Participants {
			checked++
			named := func(name string) bool { return strings.Contains(strings.ToLower(who), strings.ToLower(name)) }
			if c.Slot == record.ParticipantsSlot && slices.ContainsFunc(c.Never, named) || ofThePast(th, who) {
				t.Errorf("%s, as of %s: %s is shown as a participant", th.Name, c.AsOf, who)
			}
		}
	}
	return checked
}

// ofThePast reports whether the gold names somebody as a participant only of other events than
// the main one, all of them past.
func ofThePast(th *thread.Thread, who string) bool {
	words := strings.Fields(strings.ToLower(who))
	last := words[len(words)-1]
	past := false
	for i := range th.Articles {
		for _, v := range th.Articles[i].Events {
			names := v.Participants
			for _, s := range v.Slots {
				if s.Slot == record.ParticipantsSlot {
					names = append(names[:len(names):len(names)], s.Value, s.Quote)
				}
			}
			if !strings.Contains(strings.ToLower(strings.Join(names, " ")), last) {
				continue
			}
			if v.Key == th.Dossier.Key || v.Status != record.Held {
				return false
			}
			past = true
		}
	}
	return past
}
