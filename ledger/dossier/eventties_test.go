package dossier_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"readout/ledger"
	"readout/ledger/archive"
	"readout/ledger/ask"
	"readout/ledger/dossier"
	"readout/ledger/ledgertest"
	"readout/record"
)

func dossiers(t *testing.T, l *ledger.Ledger, n int) []dossier.Dossier {
	t.Helper()
	list, err := l.AllEvents(context.Background(), "")
	if err != nil || len(list) != n {
		t.Fatalf("%d events, want %d (%v): %+v", len(list), n, err, list)
	}
	return list
}

func TestMergeAndSplitEvents(t *testing.T) { ledgertest.OnBoth(t, testMergeAndSplitEvents) }

func testMergeAndSplitEvents(t *testing.T, l *ledger.Ledger) {
	ctx := context.Background()
	ledgertest.Add(t, l, ledgertest.Meeting("1", "2024-03-01", "KTA", "Jon Alder", "Mira Halden", "Ostrella",
		"2024-03-20", record.Planned),
		ledgertest.Meeting("2", "2024-03-02", "NP", "Jon Alder", "Mira Halden", "Ostrella", "2024-03-20", record.Planned),
		ledgertest.Meeting("3", "2024-03-03", "NP", "Jon Alder", "Mira Halden", "Helmsby", "2024-06-11", record.Planned))
	list := dossiers(t, l, 2)
	// Three reports of one event, by the word of a person.
	if _, err := l.MergeEvents(ctx, "editor", "why", list[0].ID); err == nil {
		t.Error("one event was merged with itself")
	}
	if _, err := l.MergeEvents(ctx, "editor", "why", list[0].ID, "v1.s1"); !errors.Is(err, ask.ErrUnknown) {
		t.Errorf("merging what is not there: %v", err)
	}
	merged, err := l.MergeEvents(ctx, "editor", "it moved to June", list[0].ID, list[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	d := dossiers(t, l, 1)[0]
	if d.Reports != 3 {
		t.Errorf("merged: %d reports", d.Reports)
	}
	why, err := l.Why(ctx, d.ID, "")
	if err != nil || len(why.Joined) != 3 || why.Joined[2].Evidence[0].What != "a person put it here" {
		t.Errorf("why: %+v, %v", why.Joined, err)
	}
	// From whichever report it is asked for.
	for _, r := range why.Joined {
		if one, err := l.Event(ctx, r.ID, ""); err != nil || one.Reports != 3 {
			t.Errorf("asked for by %s: %d reports, %v", r.ID, one.Reports, err)
		}
	}
	// Another reading keeps it.
	read := func(r *record.Record) (*record.Record, error) {
		c := *r
		c.Reader.Version = "2"
		c.Events = append([]record.Event{{ID: "v1", Type: "other", Name: "dinner", Span: record.Span{End: 3},
			Mentions: []record.Span{{End: 3}}}}, r.Events...)
		c.Events[1].ID = "v2"
		return &c, nil
	}
	if _, err := l.Reread(ctx, "2 none", read, archive.RereadOptions{Write: true}); err != nil {
		t.Fatal(err)
	}
	if d, err := l.Event(ctx, "talks Alder", ""); err != nil || d.Reports != 3 {
		t.Errorf("after another reading: %d reports, %v", d.Reports, err)
	}
	var saved bytes.Buffer
	if _, err := l.Backup(ctx, &saved); err != nil {
		t.Fatal(err)
	}
	restored := ledgertest.Open(t)
	if _, err := restored.Restore(ctx, &saved); err != nil {
		t.Fatal(err)
	}
	if d, err := restored.Event(ctx, "talks Alder", ""); err != nil || d.Reports != 3 {
		t.Errorf("restored: %d reports, %v", d.Reports, err)
	}
	if _, err := l.Undo(ctx, "editor", "no", merged); err != nil {
		t.Fatal(err)
	}
	if d, err := l.Event(ctx, "talks Ostrella", ""); err != nil || d.Reports != 2 {
		t.Errorf("after the undo: %d reports, %v", d.Reports, err)
	}
	// One of two reports is of another event.
	why, err = l.Why(ctx, "talks Ostrella", "")
	if err != nil || len(why.Joined) != 2 {
		t.Fatalf("why: %+v, %v", why.Joined, err)
	}
	if _, err := l.SplitEvents(ctx, "editor", "why", why.Joined[0].ID, why.Joined[1].ID); err == nil {
		t.Error("all reports were split off")
	}
	split, err := l.SplitEvents(ctx, "editor", "other talks", why.Joined[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range why.Joined {
		if d, err := l.Event(ctx, r.ID, ""); err != nil || d.Reports != 1 {
			t.Errorf("split: %s has %d reports, %v", r.ID, d.Reports, err)
		}
	}
	if _, err := l.Undo(ctx, "editor", "no", split); err != nil {
		t.Fatal(err)
	}
	if d, err := l.Event(ctx, why.Joined[1].ID, ""); err != nil || d.Reports != 2 {
		t.Errorf("after the undo of the split: %d reports, %v", d.Reports, err)
	}
	ledgertest.Verified(t, l)
}

// TestEventOrder: a dossier is the same in whatever order its articles came.
func TestEventOrder(t *testing.T) {
	records := []*record.Record{
		ledgertest.Meeting("1", "2024-03-01", "KTA", "Jon Alder", "Mira Halden", "Ostrella", "2024-03-20", record.Planned),
		ledgertest.Meeting("2", "2024-03-02", "NP", "Jon Alder", "Mira Halden", "Ostrella", "2024-03-21", record.Planned),
		ledgertest.Meeting("3", "2024-03-03", "Meridian", "Jon Alder", "Mira Halden", "Ostrella", "2024-03-20",
			record.Planned),
		ledgertest.Meeting("4", "2024-03-21", "KTA", "Jon Alder", "Mira Halden", "Ostrella", "2024-03-20", record.Held)}
	want := ""
	for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}} {
		l := ledgertest.Open(t)
		for _, i := range order {
			ledgertest.Add(t, l, records[i])
		}
		d, err := l.Event(context.Background(), "talks Alder Halden", "")
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, s := range d.Slots {
			for _, e := range s.Entries {
				b.WriteString(strings.Join([]string{s.Slot, e.Article.Outlet, e.Value, e.Verdict, e.Reason, "\n"}, " "))
			}
		}
		if want == "" {
			want = b.String()
		}
		if d.Status != record.Held || d.Time != "2024-03-20" || d.Place != "Ostrella" ||
			!slices.Equal(d.Participants, []string{"Jon Alder", "Mira Halden"}) || b.String() != want {
			t.Errorf("in order %v: %s at %s in %s with %q\n%s", order, d.Status, d.Time, d.Place, d.Participants, b.String())
		}
	}
}

// TestNotTheOneLongBefore: who asks for talks without a year does not ask for those of years
// before, however often reports look back on them; who names the year does.
func TestNotTheOneLongBefore(t *testing.T) {
	l := ledgertest.Open(t)
	ctx := context.Background()
	ledgertest.Add(t, l, ledgertest.Meeting("1", "2024-03-01", "KTA", "Jon Alder", "Mira Halden", "Ostrella",
		"2019-03-20", record.Held),
		ledgertest.Meeting("2", "2024-03-02", "NP", "Jon Alder", "Mira Halden", "Ostrella", "2019-03-20", record.Held),
		ledgertest.Meeting("3", "2024-03-03", "ON", "Una Brask", "Piet Solm", "Ostrella", "2024-03-20", record.Held))
	for question, want := range map[string]string{"Ostrella talks": "2024-03-20", "Ostrella talks 2019": "2019-03-20"} {
		d, err := l.Event(ctx, question, "2024-04-01")
		if err != nil || d.Time != want {
			t.Errorf("%s: %s (%v), want %s", question, d.Time, err, want)
		}
	}
}
