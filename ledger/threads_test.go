package ledger_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/ledger/ledgertest"
	"readout/record"
	"readout/score/thread"
)

// TestThread puts the records of an invented gold thread into a ledger, without noise,
// and asks what a desk editor would.
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

// TestBackgroundIsNoParticipant: who is named only where a report explains something
// else takes no part, and a slot that is told so never stands.
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

// TestNobodyFromTheBackgroundInThreads: of every development thread, with the records that a
// reader without errors writes, the dossier shows nobody as a participant who is named
// only where another event is told. READOUT_CORPORA names the folder that holds the threads.
func TestNobodyFromTheBackgroundInThreads(t *testing.T) {
	folder := os.Getenv("READOUT_CORPORA")
	if folder == "" {
		t.Skip("READOUT_CORPORA names no folder with threads")
	}
	names, err := filepath.Glob(filepath.Join(folder, "threads", "*.json"))
	if err != nil || len(names) == 0 {
		t.Fatalf("%d threads in %s (%v)", len(names), folder, err)
	}
	checked := 0
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
		records, err := th.Records(thread.Noise{})
		if err != nil {
			t.Fatal(err)
		}
		l := ledgertest.Open(t)
		ledgertest.Add(t, l, records...)
		for _, c := range th.Dossier.Checks {
			if c.Slot != record.ParticipantsSlot || len(c.Never) == 0 {
				continue
			}
			d, err := l.Event(context.Background(), th.Dossier.Event, c.AsOf)
			if err != nil {
				continue // nothing is shown
			}
			var e thread.ShownEvent
			jsonCopy(t, d, &e)
			checked++
			for _, who := range e.Participants {
				for _, never := range c.Never {
					if strings.Contains(strings.ToLower(who), strings.ToLower(never)) {
						t.Errorf("%s, as of %s: %s is shown as a participant", th.Name, c.AsOf, who)
					}
				}
			}
		}
	}
	if checked == 0 {
		t.Error("no check says who must not be shown")
	}
}
