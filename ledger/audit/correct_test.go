package audit_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"readout/ledger"
	"readout/ledger/archive"
	"readout/ledger/ask"
	"readout/ledger/audit"
	"readout/ledger/ledgertest"
	"readout/record"
	"readout/store"
)

func TestCorrect(t *testing.T) { ledgertest.OnBoth(t, testCorrect) }

func testCorrect(t *testing.T, l *ledger.Ledger) {
	ctx := context.Background()
	ledgertest.Add(t, l, ledgertest.Misread())
	s := ledgertest.One(t, l, ask.Query{Text: "booked"})
	for name, bad := range map[string]audit.Correction{
		"nothing":      {},
		"unknown name": {Speakers: &[]string{"Nobody"}},
		"unknown act":  {Act: ptr("sing")},
		"no day":       {SaidOn: ptr("yesterday")},
	} {
		if _, err := l.Correct(ctx, "editor", "why", s.ID, bad); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	if _, err := l.Correct(ctx, "editor", "why", "v1.s1", audit.Correction{Act: ptr("deny")}); !errors.Is(err,
		ask.ErrUnknown) {
		t.Errorf("no such statement: %v, want ErrUnknown", err)
	}
	first, err := l.Correct(ctx, "editor", "the mayor spoke", s.ID,
		audit.Correction{Speakers: &[]string{"Mira Halden"}, SaidOn: ptr("2024-02-29")})
	if err != nil {
		t.Fatal(err)
	}
	// It is shown and found as corrected, in the dossier too; the text is unchanged.
	got := ledgertest.One(t, l, ask.Query{Person: "Mira Halden"})
	if got.Speakers[0].Name != "Mira Halden" || got.Said != "2024-02-29" || got.Corrected != first ||
		got.Content != s.Content || got.ID != s.ID {
		t.Errorf("corrected: %+v", got)
	}
	ledgertest.None(t, l, ask.Query{Text: "booked", Speaker: "Alder"})
	d, err := l.Event(ctx, "booking", "")
	if err != nil || !slices.Equal(d.Slots[0].Entries[0].SaidBy, []string{"Mira Halden"}) ||
		d.Slots[0].Entries[0].Said != "2024-02-29" {
		t.Errorf("dossier: %+v, %v", d.Slots, err)
	}
	// The status it gives to the slot it fills, marked as changed by a person.
	status, err := l.Correct(ctx, "editor", "he ruled it out", s.ID, audit.Correction{Status: ptr(record.RuledOut)})
	if err != nil {
		t.Fatal(err)
	}
	if d, err = l.Event(ctx, "booking", ""); err != nil || d.Slots[0].Now.Status != record.RuledOut ||
		d.Slots[0].Now.Corrected != status {
		t.Errorf("dossier after a correction of a status: %+v, %v", d.Slots, err)
	}
	ledgertest.One(t, l, ask.Query{Person: "Mira Halden", Statuses: []string{record.RuledOut}})
	if _, err := l.Undo(ctx, "editor", "no", status); err != nil {
		t.Fatal(err)
	}
	// A second correction of another field; undoing the first keeps it.
	if _, err := l.Correct(ctx, "editor", "he refused", s.ID, audit.Correction{Act: ptr(record.Decline)}); err != nil {
		t.Fatal(err)
	}
	ledgertest.One(t, l, ask.Query{Speaker: "Halden", Acts: []string{record.Decline}})
	var saved bytes.Buffer
	backup, err := l.Backup(ctx, &saved)
	if err != nil {
		t.Fatal(err)
	}
	restored := ledgertest.Open(t)
	if b, err := restored.Restore(ctx, &saved); err != nil || b.Digest != backup.Digest {
		t.Fatalf("restoring: %+v, %v", b, err)
	}
	ledgertest.One(t, restored, ask.Query{Speaker: "Halden", Acts: []string{record.Decline}})
	if _, err := l.Undo(ctx, "editor", "it was he", first); err != nil {
		t.Fatal(err)
	}
	got = ledgertest.One(t, l, ask.Query{Speaker: "Alder", Acts: []string{record.Decline}})
	if got.Said != "2024-03-01" {
		t.Errorf("after the undo: %+v", got)
	}
	ledgertest.None(t, l, ask.Query{Text: "booked", Speaker: "Halden"})
	// Rereading keeps what fits: here the same statement with another act.
	again := ledgertest.Misread()
	again.Reader.Version = "2"
	again.Statements[0].Act = record.Promise
	read := func(*record.Record) (*record.Record, error) { return again, nil }
	if _, err := l.Reread(ctx, "2 none", read, archive.RereadOptions{Write: true}); err != nil {
		t.Fatal(err)
	}
	ledgertest.One(t, l, ask.Query{Acts: []string{record.Decline}})
	ledgertest.None(t, l, ask.Query{Acts: []string{record.Promise}})
	ledgertest.Verified(t, l)
	// A takedown removes the corrected rows; undoing a correction then only adds a decision.
	audit, err := l.Audit(ctx)
	if err != nil || len(audit) != 5 {
		t.Fatalf("audit: %+v, %v", audit, err)
	}
	if _, err := l.TakeDown(ctx, "editor", "court", store.Key{Outlet: "NP", Ident: "1"}); err != nil {
		t.Fatal(err)
	}
	ledgertest.None(t, l, ask.Query{Text: "booked"})
	if _, err := l.Undo(ctx, "editor", "for the record", audit[3].ID); err != nil {
		t.Fatal(err)
	}
	ledgertest.Verified(t, l)
	for _, d := range audit {
		if strings.Contains(d.Data, "booked") {
			t.Errorf("the audit holds a text: %s", d.Data)
		}
	}
}

// TestCorrectAtOnce: editors who correct concurrently do not overwrite each other's rows.
func TestCorrectAtOnce(t *testing.T) { ledgertest.OnBoth(t, testCorrectAtOnce) }

func testCorrectAtOnce(t *testing.T, l *ledger.Ledger) {
	ctx := context.Background()
	ledgertest.Add(t, l, ledgertest.Misread())
	s := ledgertest.One(t, l, ask.Query{Text: "booked"})
	var wg sync.WaitGroup
	errs := make([]error, 4)
	for i, set := range []audit.Correction{{Act: ptr(record.Deny)}, {SaidOn: ptr("2024-02-28")},
		{Commitment: ptr(record.CertainMinus)}, {Speakers: &[]string{"Mira Halden"}}} {
		wg.Go(func() { _, errs[i] = l.Correct(ctx, "editor", "why", s.ID, set) })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
	if got := ledgertest.One(t, l, ask.Query{Speaker: "Halden", Acts: []string{record.Deny},
		Commitments: []string{record.CertainMinus}}); got.Said != "2024-02-28" {
		t.Errorf("after all: %+v", got)
	}
	ledgertest.Verified(t, l)
}

// TestSavedSearches saves a search and undoes it.
func TestSavedSearches(t *testing.T) {
	l := ledgertest.Open(t)
	ctx := context.Background()
	if _, err := l.SaveSearch(ctx, "editor", "", "q=gas"); err == nil {
		t.Error("a search without a name was saved")
	}
	id, err := l.SaveSearch(ctx, "editor", "Gas transit", "q=gas+transit")
	if err != nil {
		t.Fatal(err)
	}
	list, err := l.SavedSearches(ctx)
	if err != nil || len(list) != 1 || list[0].Query != "q=gas+transit" || list[0].Name != "Gas transit" ||
		list[0].Who != "editor" {
		t.Fatalf("saved: %+v, %v", list, err)
	}
	if _, err := l.Undo(ctx, "editor", "over", id); err != nil {
		t.Fatal(err)
	}
	if list, err = l.SavedSearches(ctx); err != nil || len(list) != 0 {
		t.Errorf("after the undo: %+v, %v", list, err)
	}
}

func ptr(s string) *string { return &s }

// TestCorrectUnsureStatus: a status that a person corrects is told though the reader was not sure
// of the slot; of two such slots the surest counts as read.
func TestCorrectUnsureStatus(t *testing.T) {
	r := ledgertest.Misread()
	r.Events[0].Slots[0].Score = 0.4
	less := r.Events[0].Slots[0]
	less.Slot, less.Score = record.PlaceSlot, 0.2
	r.Events[0].Slots = append(r.Events[0].Slots, less)
	l := ledgertest.Open(t, r)
	s := ledgertest.One(t, l, ask.Query{Text: "booked"})
	ledgertest.None(t, l, ask.Query{Statuses: []string{record.Planned}})
	if len(s.Statuses) > 0 {
		t.Errorf("statuses of unsure slots: %q", s.Statuses)
	}
	if _, err := l.Correct(t.Context(), "editor", "she ruled it out", s.ID,
		audit.Correction{Status: ptr(record.RuledOut)}); err != nil {
		t.Fatal(err)
	}
	if got := ledgertest.One(t, l, ask.Query{Statuses: []string{record.RuledOut}}); !slices.Equal(got.Statuses,
		[]string{record.RuledOut}) {
		t.Errorf("statuses: %q", got.Statuses)
	}
	versions, err := l.Trail.Versions(t.Context(), store.VersionFilter{Body: true})
	if err != nil || len(versions) != 1 {
		t.Fatal(versions, err)
	}
	if slots := versions[0].Body.Record.Events[0].Slots; slots[0].Score != 1 || slots[1].Score != 0.2 {
		t.Errorf("slots: %+v", slots)
	}
}
