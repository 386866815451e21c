package audit_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"readout/ledger/archive"
	"readout/ledger/ask"
	"readout/ledger/audit"
	"readout/ledger/ledgertest"
	"readout/ledger/statement"
	"readout/record"
)

// TestCorrectionsAfterAnotherReading: whatever another reader finds, each correction still
// applies fully to its statement, or is listed as an orphan.
func TestCorrectionsAfterAnotherReading(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(r *record.Record)
		fits   bool
		why    string
	}{
		{"the same reading", func(*record.Record) {}, true, ""},
		{"a shorter content", func(r *record.Record) { r.Statements[0].Content[0].End -= 4 }, true, ""},
		{"a longer name", func(r *record.Record) { r.Entities[1].Name = "Mira A. Halden" }, true, ""},
		{"a statement before it", func(r *record.Record) {
			s := r.Statements[0]
			s.Content = []record.Span{{Start: 0, End: 9}}
			r.Statements[0].ID = "s2"
			r.Events[0].Slots[0].Statement = "s2"
			s.ID = "s1"
			r.Statements = []record.Statement{s, r.Statements[0]}
		}, true, ""},
		{"another speaker of that surname", func(r *record.Record) { r.Entities[1].Name = "Olof Halden" }, false,
			`names no "Mira Halden"`},
		{"no such statement", func(r *record.Record) { r.Statements[0].Content = []record.Span{{Start: 0, End: 9}} },
			false, "no such statement"},
		{"no slot", func(r *record.Record) { r.Events[0].Slots = nil }, false, "fills no slot"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx := context.Background()
			l := ledgertest.Open(t)
			ledgertest.Add(t, l, ledgertest.Misread())
			s := ledgertest.One(t, l, ask.Query{Text: "booked"})
			act, status := record.Deny, record.RuledOut
			if _, err := l.Correct(ctx, "editor", "heard the tape", s.ID,
				audit.Correction{Speakers: &[]string{"Mira Halden"}, Act: &act, Status: &status}); err != nil {
				t.Fatal(err)
			}
			read := func(*record.Record) (*record.Record, error) {
				r := ledgertest.Misread()
				r.Reader.Version = "2"
				c.change(r)
				return r, nil
			}
			dry, err := l.Reread(ctx, "2 none", read, archive.RereadOptions{Write: true})
			if err != nil {
				t.Fatal(err)
			}
			orphans, err := l.Orphans(ctx)
			if err != nil {
				t.Fatal(err)
			}
			v, err := l.Verify(ctx, nil)
			if err != nil || len(v.Problems) > 0 || !slices.Equal(v.Orphans, dry.Orphans) || len(v.Orphans) != len(orphans) {
				t.Errorf("verify: %+v, reread %+v, %v", v, dry.Orphans, err)
			}
			page, err := l.Search(ctx, ask.Query{})
			if err != nil {
				t.Fatal(err)
			}
			applied := slices.ContainsFunc(page.Statements, func(s statement.Statement) bool {
				return s.Corrected > 0 && s.Act == record.Deny && len(s.Speakers) == 1 &&
					strings.HasSuffix(s.Speakers[0].Name, "Halden") &&
					slices.Equal(s.Statuses, []string{record.RuledOut})
			})
			touched := slices.ContainsFunc(page.Statements, func(s statement.Statement) bool {
				return s.Corrected > 0 || s.Act == record.Deny || slices.Contains(s.Statuses, record.RuledOut)
			})
			switch {
			case c.fits && (!applied || len(orphans) != 0):
				t.Errorf("it is not on its statement: %+v, orphans %+v", page.Statements, orphans)
			case !c.fits && (touched || len(orphans) != 1 || !strings.Contains(orphans[0].Why, c.why)):
				t.Errorf("it is half applied or not listed: %+v, orphans %+v", page.Statements, orphans)
			}
		})
	}
}

// TestRereadFindsAnyChange: a record that differs only in how a name is linked counts as
// changed, and one that differs only in its reader does not.
func TestRereadFindsAnyChange(t *testing.T) {
	for name, c := range map[string]struct {
		change func(r *record.Record)
		want   int
	}{
		"nothing": {func(*record.Record) {}, 0},
		"a link":  {func(r *record.Record) { r.Entities[1].Mentions[0].Score = 0.5 }, 1},
		"a place": {func(r *record.Record) { r.Entities[0].Country = "SM" }, 1},
		"a time":  {func(r *record.Record) { r.Events[0].Time = "2024-03-21" }, 1},
	} {
		l := ledgertest.Open(t)
		ledgertest.Add(t, l, ledgertest.Misread())
		got, err := l.Reread(context.Background(), "2 none", func(*record.Record) (*record.Record, error) {
			r := ledgertest.Misread()
			r.Reader.Version = "2"
			c.change(r)
			return r, nil
		}, archive.RereadOptions{})
		if err != nil || got.Changed != c.want {
			t.Errorf("%s: %d records changed, want %d (%v)", name, got.Changed, c.want, err)
		}
	}
}
