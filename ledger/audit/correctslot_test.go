package audit_test

import (
	"bytes"
	"context"
	"slices"
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
		"no date":        {Value: ptr("5 November")},
		"no such day":    {Value: ptr("2024-11-31")},
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

// TestCorrectedDecides: a value that a person put in place of another stands against what others say, and the
// other does not stand on what the same article says of it elsewhere.
func TestCorrectedDecides(t *testing.T) {
	ctx := context.Background()
	at := func(id, outlet, day string) *record.Record {
		return ledgertest.Meeting(id, day, outlet, "Jon Alder", "Mira Halden", "Ostrella", "2024-03-20", record.Planned)
	}
	twice := at("3", "ON", "2024-03-03")
	again := twice.Events[0].Slots[0]
	again.Span, again.SaidBy, again.Statement = record.Span{Start: 0, End: 3}, []string{}, ""
	twice.Events[0].Slots = append(twice.Events[0].Slots, again)
	l := ledgertest.Open(t, at("1", "KTA", "2024-03-01"), at("2", "NP", "2024-03-02"), twice)
	d, err := l.Event(ctx, "talks", "")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(d.Slots[0].Entries, func(e ledger.SlotEntry) bool {
		return e.Article.Outlet == "ON" && len(e.SaidBy) > 0
	})
	fixed, err := l.CorrectSlot(ctx, "editor", "looked up", d.Slots[0].Entries[i].ID,
		audit.SlotCorrection{Value: ptr("2024-03-21")})
	if err != nil {
		t.Fatal(err)
	}
	if d, err = l.Event(ctx, "talks", ""); err != nil {
		t.Fatal(err)
	}
	if now := d.Main(record.DateSlot).Now; d.Time != "2024-03-21" || now.Corrected != fixed {
		t.Errorf("corrected: %s, %+v", d.Time, now)
	}
	for _, e := range d.Main(record.DateSlot).Entries {
		if e.Article.Outlet == "ON" && e.Value == "2024-03-20" &&
			e.Reason != "a person put another value in its place in this article" {
			t.Errorf("the article's other entry: %s %s", e.Verdict, e.Reason)
		}
	}
	if _, err := l.Undo(ctx, "editor", "no", fixed); err != nil {
		t.Fatal(err)
	}
	if d, err = l.Event(ctx, "talks", ""); err != nil || d.Time != "2024-03-20" {
		t.Errorf("undone: %s, %v", d.Time, err)
	}
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
