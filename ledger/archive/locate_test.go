package archive_test

import (
	"errors"
	"strings"
	"testing"

	"readout/ledger"
	"readout/ledger/archive"
	"readout/ledger/ask"
	"readout/ledger/ledgertest"
	"readout/record"
	"readout/store"
)

// TestLocate finds an article by its address, or by the id of its version or of a statement;
// an address used by two outlets is ambiguous.
func TestLocate(t *testing.T) {
	other := ledgertest.Said("1", "2024-03-02", "Una Brask", "", "", "It snows.")
	other.Article.Outlet = "KTA"
	l := ledgertest.Open(t, ledgertest.Said("1", "2024-03-01", "Piet Solm", "", "", "It rains."), other,
		ledgertest.Said("2", "2024-03-02", "Piet Solm", "", "", "It pours."))
	s := ledgertest.One(t, l, ledger.Query{Text: "snows"})
	for name, want := range map[string]store.Key{
		"2": {Outlet: "NP", Ident: "2"}, s.ID: {Outlet: "KTA", Ident: "1"}, s.Article.ID: {Outlet: "KTA", Ident: "1"},
	} {
		if got, err := l.Locate(t.Context(), name); err != nil || got != want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	for _, name := range []string{"3", "v1", "v1.s1", ""} {
		if _, err := l.Locate(t.Context(), name); !errors.Is(err, ask.ErrUnknown) {
			t.Errorf("%s: %v, want ErrUnknown", name, err)
		}
	}
	if _, err := l.Locate(t.Context(), "1"); err == nil || !strings.Contains(err.Error(), `of "`) {
		t.Errorf("an address of two outlets: %v", err)
	}
	if _, err := l.TakeDown(t.Context(), "Ann", "why", store.Key{Outlet: "ON", Ident: "1"}); !errors.Is(err,
		ask.ErrUnknown) {
		t.Errorf("taking down what is not there: %v", err)
	}
}

// TestRereadSkips: with Skip, an article on which the reader fails is left unchanged and
// listed; without it, the failure is an error.
func TestRereadSkips(t *testing.T) {
	ctx := t.Context()
	l := ledgertest.Open(t, ledgertest.Said("1", "2024-03-01", "Piet Solm", "", "", "It rains."),
		ledgertest.Said("2", "2024-03-02", "Una Brask", "", "", "It snows."))
	read := func(r *record.Record) (*record.Record, error) {
		if r.Article.ID == "1" {
			return nil, errors.New("no words")
		}
		c := *r
		c.Reader.Version = "2"
		c.Statements = append([]record.Statement(nil), r.Statements...)
		c.Statements[0].Act = record.Warn
		return &c, nil
	}
	if _, err := l.Reread(ctx, "2 none", read, archive.RereadOptions{Write: true}); err == nil {
		t.Error("a reader that fails is passed over")
	}
	got, err := l.Reread(ctx, "2 none", read, archive.RereadOptions{Write: true, Skip: true})
	if err != nil || len(got.Failed) != 1 || got.Failed[0].Ident != "1" || got.Failed[0].Text != "no words" {
		t.Errorf("left: %+v, %v", got.Failed, err)
	}
	if got.Written != 1 || got.Changed != 1 || len(got.Examples) != 1 {
		t.Errorf("read again: %+v", got)
	}
	ledgertest.One(t, l, ledger.Query{Acts: []string{record.Warn}})
	ledgertest.Verified(t, l)
	// What this reader has read is not reread, unless All is set.
	if got, err = l.Reread(ctx, "2 none", read, archive.RereadOptions{Skip: true}); err != nil || got.Articles != 0 {
		t.Errorf("a second time: %+v, %v", got, err)
	}
	if got, err = l.Reread(ctx, "2 none", read, archive.RereadOptions{Skip: true, All: true}); err != nil ||
		got.Articles != 1 || got.Changed != 0 {
		t.Errorf("all of them: %+v, %v", got, err)
	}
	one, two := archive.NewReread(), got
	one.Merge(&two, 5)
	one.Merge(&two, 5)
	if one.Articles != 2 || len(one.Failed) != 2 {
		t.Errorf("put together: %+v", one)
	}
}

// TestVerifyVersion: one article is checked like all of them.
func TestVerifyVersion(t *testing.T) {
	l := ledgertest.Open(t, ledgertest.Misread())
	s := ledgertest.One(t, l, ledger.Query{Text: "booked"})
	v, err := l.VerifyVersion(t.Context(), s.Row.Version())
	if err != nil || v.Versions != 1 || v.Statements != 1 || v.Anchors != 2 || len(v.Problems) > 0 {
		t.Errorf("verified: %+v, %v", v, err)
	}
}
