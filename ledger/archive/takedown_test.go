package archive_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"readout/ledger"
	"readout/ledger/archive"
	"readout/ledger/ask"
	"readout/ledger/ledgertest"
	"readout/record"
	"readout/store"
)

func TestTakeDown(t *testing.T) { ledgertest.OnBoth(t, testTakeDown) }

func testTakeDown(t *testing.T, l *ledger.Ledger) {
	ctx := context.Background()
	r := ledgertest.Said("1", "2024-03-01", "Jon Alder", "foreign minister", "NH", "Something libellous.")
	ledgertest.Add(t, l, r)
	id, err := l.TakeDown(ctx, "editor", "court order 12/2024", store.Key{Outlet: "NP", Ident: "1"})
	if err != nil {
		t.Fatal(err)
	}
	page, err := l.Search(ctx, ask.Query{Text: "libellous"})
	if err != nil || len(page.Statements) != 0 {
		t.Errorf("%d statements are left (%v)", len(page.Statements), err)
	}
	out, err := l.Add(ctx, []ledger.Item{{Record: r}})
	if err != nil || !out[0].Erased || out[0].New {
		t.Errorf("added again: %+v, %v", out, err)
	}
	audit, err := l.Audit(ctx)
	if err != nil || len(audit) != 1 || !strings.Contains(audit[0].Data, r.Article.SHA256) ||
		strings.Contains(audit[0].Data, "libellous") {
		t.Errorf("tombstone: %+v, %v", audit, err)
	}
	if _, err := l.Undo(ctx, "editor", "appeal won", id); err != nil {
		t.Fatal(err)
	}
	ledgertest.Add(t, l, r)
	if page, err = l.Search(ctx, ask.Query{Text: "libellous"}); err != nil || len(page.Statements) != 1 {
		t.Errorf("%d statements after the undo (%v)", len(page.Statements), err)
	}
	if _, err := l.TakeDown(ctx, "editor", "x", store.Key{Outlet: "NP", Ident: "none"}); !errors.Is(err,
		ask.ErrUnknown) {
		t.Errorf("an article that is not there: %v", err)
	}
}

func TestReread(t *testing.T) {
	ctx := context.Background()
	l := ledgertest.Open(t)
	ledgertest.Add(t, l, ledgertest.Said("1", "2024-03-01", "Jon Alder", "", "NH",
		"The first thing that was said here."))
	read := func(old *record.Record) (*record.Record, error) {
		r := *old
		r.Reader.Version = "2"
		s := old.Statements[0]
		s.ID, s.By, s.Content = "s2", "other", []record.Span{{Start: s.Content[0].Start, End: s.Content[0].Start + 15}}
		r.Statements = append(slices.Clone(old.Statements), s)
		at := record.Span{Start: s.Content[0].Start, End: s.Content[0].End}
		r.Events = []record.Event{{ID: "e1", Type: "CONSULT", Name: "talks", Span: at, Mentions: []record.Span{at},
			Status: record.Planned,
			Slots:  []record.Slot{{Slot: record.VenueSlot, Span: at, Status: record.Undecided}}}}
		return &r, nil
	}
	other := func(old *record.Record) (*record.Record, error) {
		r, err := read(old)
		r.Statements = slices.Clone(r.Statements)
		r.Statements[0].Act = record.Deny
		return r, err
	}
	if got, err := l.Reread(ctx, "2 none", other, archive.RereadOptions{Examples: 1}); err != nil || got.Altered != 1 ||
		got.Stands != 0 || got.SlotsGained != 1 ||
		len(got.Examples) != 1 || !slices.Equal(got.Examples[0].Differs, []string{"act"}) || len(got.SlotExamples) != 1 ||
		got.SlotExamples[0].Event != "talks" ||
		got.Rules["other"] != (archive.RuleCount{Gained: 1}) {
		t.Errorf("another act, and an event: %+v, %v", got, err)
	}
	dry, err := l.Reread(ctx, "2 none", read, archive.RereadOptions{})
	if err != nil || dry.Gained != 1 || dry.Stands != 1 || dry.Written != 0 || len(dry.Examples) != 1 {
		t.Errorf("shown: %+v, %v", dry, err)
	}
	if page, _ := l.Search(ctx, ask.Query{}); len(page.Statements) != 1 {
		t.Errorf("%d statements after showing", len(page.Statements))
	}
	if done, err := l.Reread(ctx, "2 none", read, archive.RereadOptions{Write: true}); err != nil || done.Written != 1 {
		t.Errorf("written: %+v, %v", done, err)
	}
	if page, _ := l.Search(ctx, ask.Query{Text: "first thing"}); len(page.Statements) != 2 {
		t.Errorf("%d statements after writing", len(page.Statements))
	}
	if again, err := l.Reread(ctx, "2 none", read, archive.RereadOptions{Write: true}); err != nil ||
		again.Articles != 0 {
		t.Errorf("read again by the same reader: %+v, %v", again, err)
	}
	if v, err := l.Verify(ctx, nil); err != nil || len(v.Problems) != 0 {
		t.Errorf("verify: %+v, %v", v, err)
	}
}
