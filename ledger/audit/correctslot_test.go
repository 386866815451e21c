package audit_test

import (
	"bytes"
	"context"
	"testing"

	"readout/ledger"
	"readout/ledger/archive"
	"readout/ledger/audit"
	"readout/ledger/ledgertest"
	"readout/record"
	"readout/store"
)

func TestCorrectSlot(t *testing.T) { ledgertest.OnBoth(t, testCorrectSlot) }

func testCorrectSlot(t *testing.T, l *ledger.Ledger) {
	ctx := context.Background()
	ledgertest.Add(t, l, ledgertest.Meeting("1", "2024-03-01", "KTA", "Jon Alder", "Mira Halden", "Ostrella",
		"2024-03-20", record.Planned))
	d, err := l.Event(ctx, "talks", "")
	if err != nil {
		t.Fatal(err)
	}
	date := d.Main(record.DateSlot).Now
	if !audit.IsSlotID(date.ID) || audit.IsSlotID(d.ID) {
		t.Fatalf("the id of the date is %q", date.ID)
	}
	for name, bad := range map[string]audit.SlotCorrection{
		"nothing":        {},
		"unknown status": {Status: ptr("soon")},
		"another text":   {Event: "v1.s1"},
	} {
		if _, err := l.CorrectSlot(ctx, "editor", "why", date.ID, bad); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	fixed, err := l.CorrectSlot(ctx, "editor", "the 21st", date.ID,
		audit.SlotCorrection{Value: ptr("2024-03-21"), Status: ptr(record.Likely)})
	if err != nil {
		t.Fatal(err)
	}
	check := func(when, want, status string, by int64) {
		t.Helper()
		d, err := l.Event(ctx, "talks", "")
		if err != nil {
			t.Fatal(err)
		}
		now := d.Main(record.DateSlot).Now
		if now == nil || now.Value != want || now.Status != status || now.Corrected != by {
			t.Errorf("%s: %+v", when, now)
		}
	}
	check("corrected", "2024-03-21", record.Likely, fixed)
	again := func(r *record.Record) (*record.Record, error) {
		c := *r
		c.Reader.Version = "2"
		return &c, nil
	}
	if _, err := l.Reread(ctx, "2 none", again, archive.RereadOptions{Write: true}); err != nil {
		t.Fatal(err)
	}
	check("after another reading", "2024-03-21", record.Likely, fixed)
	if orphans, err := l.Orphans(ctx); err != nil || len(orphans) != 0 {
		t.Errorf("it fits: %+v, %v", orphans, err)
	}
	var saved bytes.Buffer
	if _, err := l.Backup(ctx, &saved); err != nil {
		t.Fatal(err)
	}
	restored := ledgertest.Open(t)
	if _, err := restored.Restore(ctx, &saved); err != nil {
		t.Fatal(err)
	}
	if d, err := restored.Event(ctx, "talks", ""); err != nil || d.Main(record.DateSlot).Now.Value != "2024-03-21" {
		t.Errorf("restored: %+v, %v", d.Slots, err)
	}
	ledgertest.Verified(t, restored)
	if _, err := l.Undo(ctx, "editor", "no", fixed); err != nil {
		t.Fatal(err)
	}
	check("undone", "2024-03-20", record.Planned, 0)
	d, err = l.Event(ctx, "talks", "")
	if err != nil {
		t.Fatal(err)
	}
	place := d.Main(record.PlaceSlot).Now.ID
	if _, err := l.CorrectSlot(ctx, "editor", "another town", place, audit.SlotCorrection{Drop: true}); err != nil {
		t.Fatal(err)
	}
	if d, err = l.Event(ctx, "talks", ""); err != nil || d.Main(record.PlaceSlot) != nil {
		t.Errorf("a place that is not said: %+v, %v", d.Slots, err)
	}
	ledgertest.Verified(t, l)
}

// TestSlotIDs: an id is parsed as it was written; similar strings are refused.
func TestSlotIDs(t *testing.T) {
	report, err := store.ParseStatementID("v7.s2")
	if err != nil {
		t.Fatal(err)
	}
	id := audit.SlotID(report, "press conference", record.Span{Start: 3, End: 17})
	if id != "v7.s2/press-conference/3-17" || !audit.IsSlotID(id) {
		t.Errorf("the id is %q", id)
	}
	for _, bad := range []string{"", "v7.s2", "v7.s2/date", "v7.s2/date/3", "v7.s2/date/3-x", "v7/date/3-17",
		"x/date/3-17",
		"v7.s2/date/3-17/4"} {
		if audit.IsSlotID(bad) {
			t.Errorf("%q is taken for an id", bad)
		}
	}
}

// TestSlotOfAnotherEvent: a slot is moved to another event of its article, and corrections of
// missing slots are refused.
func TestSlotOfAnotherEvent(t *testing.T) {
	ctx := context.Background()
	r := ledgertest.Meeting("1", "2024-03-01", "KTA", "Jon Alder", "Mira Halden", "Ostrella", "2024-03-20",
		record.Planned)
	r.Events = append(r.Events, record.Event{ID: "v2", Type: "dinner", Name: "dinner", Status: record.Planned,
		Span: record.Span{End: 3}, Mentions: []record.Span{{End: 3}}, Participants: []string{"e1"}, Slots: []record.Slot{}})
	l := ledgertest.Open(t, r)
	d, err := l.Event(ctx, "talks", "")
	if err != nil {
		t.Fatal(err)
	}
	date := d.Main(record.DateSlot).Now
	dinner := d.Articles()[0] + ".s2"
	for name, c := range map[string]struct {
		id  string
		set audit.SlotCorrection
	}{
		"itself":             {date.ID, audit.SlotCorrection{Event: d.Articles()[0] + ".s1"}},
		"a third event":      {date.ID, audit.SlotCorrection{Event: d.Articles()[0] + ".s3"}},
		"no id":              {"talks", audit.SlotCorrection{Drop: true}},
		"another slot":       {date.ID[:len(date.ID)-1], audit.SlotCorrection{Drop: true}},
		"an article not had": {"v999.s1/date/3-17", audit.SlotCorrection{Drop: true}},
	} {
		if _, err := l.CorrectSlot(ctx, "editor", "why", c.id, c.set); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	if _, err := l.CorrectSlot(ctx, "editor", "of the dinner", date.ID,
		audit.SlotCorrection{Event: dinner}); err != nil {
		t.Fatal(err)
	}
	if d, err = l.Event(ctx, "talks", ""); err != nil || d.Main(record.DateSlot) != nil {
		t.Errorf("the talks keep the day: %+v, %v", d.Slots, err)
	}
	if d, err = l.Event(ctx, "dinner", ""); err != nil || d.Main(record.DateSlot) == nil ||
		d.Main(record.DateSlot).Now.Value != "2024-03-20" {
		t.Errorf("the dinner has no day: %+v, %v", d.Slots, err)
	}
	ledgertest.Verified(t, l)
}
