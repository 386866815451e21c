package ledger_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/ledgertest"
	"readout/record"
	"readout/store"
)

var update = flag.Bool("update", false, "rewrite testdata/demo.expected.txt")

// TestDemonstration compares everything the ledger answers about the thread with what was
// written by hand, on both databases and in several orders of arrival.
func TestDemonstration(t *testing.T) {
	want, err := os.ReadFile("testdata/demo.expected.txt")
	if err != nil {
		t.Fatal(err)
	}
	orders := map[string]func([]*record.Record) []*record.Record{
		"published": func(r []*record.Record) []*record.Record { return r },
		"backwards": func(r []*record.Record) []*record.Record {
			out := make([]*record.Record, 0, len(r))
			for i := len(r) - 1; i >= 0; i-- {
				out = append(out, r[i])
			}
			return out
		},
	}
	for seed := range uint64(4) {
		orders[fmt.Sprint("shuffle ", seed)] = func(r []*record.Record) []*record.Record {
			rand.New(rand.NewPCG(seed, 7)).Shuffle(len(r), func(i, j int) { r[i], r[j] = r[j], r[i] })
			return r
		}
	}
	if *update {
		l := ledgertest.Open(t)
		ledgertest.Add(t, l, ledgertest.Gold(t)...)
		if err := os.WriteFile("testdata/demo.expected.txt", []byte(describe(t, l)), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	run := func(name string, open func(*testing.T) *ledger.Ledger) {
		for order, arrange := range orders {
			t.Run(name+"/"+order, func(t *testing.T) {
				l := open(t)
				if l == nil {
					t.Skip("READOUT_TEST_POSTGRES is not set: PostgreSQL is not tested")
				}
				for _, r := range arrange(ledgertest.Gold(t)) {
					ledgertest.Add(t, l, r) // one a transaction: the slowest way, and the one that could go wrong
				}
				if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(describe(t, l), "\n")); d != "" {
					t.Errorf("the ledger of the thread (-want +got):\n%s", d)
				}
			})
		}
	}
	run("sqlite", ledgertest.OpenSQLite)
	run("postgres", ledgertest.OpenPostgres)
}

// describe writes what the ledger answers, without ids.
func describe(t *testing.T, l *ledger.Ledger) string {
	t.Helper()
	ctx := context.Background()
	var b strings.Builder
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	events, err := l.Events(ctx, "summit", "")
	must(err)
	fmt.Fprintf(&b, "%d event\n", len(events))
	d, err := l.Event(ctx, "Volsunov Tverdahl", "")
	must(err)
	fmt.Fprintf(&b, "event %s: %s, %s at %s, %s, %d reports, first %s\n", d.Name, d.Status, d.Time, d.Place,
		strings.Join(d.Participants, " and "), d.Reports, d.First.Published)
	for _, s := range d.Slots {
		flags := ""
		if s.Differ {
			flags += " [sides differ]"
		}
		if s.Open {
			flags += " [open]"
		}
		fmt.Fprintf(&b, "slot %s %s%s\n", s.Slot, s.Item, flags)
		for _, e := range s.Entries {
			flags = ""
			if e.Withdrawn {
				flags += " withdrawn"
			}
			if e.Restated {
				flags += " restated"
			}
			if e.Repeats {
				flags += " repeats"
			}
			fmt.Fprintf(&b, "\t%s %s %q %s (%s)%s\n", e.Said, e.Status, e.Value, strings.Join(e.SaidBy, ","),
				e.Article.Outlet, flags)
		}
	}
	for _, asOf := range []string{"2024-03-05", "2024-03-14T13:00:00Z", "2024-03-14", "2024-03-15T10:30:00Z",
		"2024-03-20", "2024-03-25", ""} {
		d, err := l.Event(ctx, "Volsunov Tverdahl", asOf)
		must(err)
		fmt.Fprintf(&b, "as of %s: %s %s %s\n", asOf, d.Status, d.Time, d.Place)
		for _, s := range d.Slots {
			if s.Now != nil {
				flags := ""
				if s.Differ {
					flags = " [sides differ]"
				}
				if s.Unreported {
					flags += " [nothing says what came of it]"
				}
				fmt.Fprintf(&b, "\t%s %s: %s %s%s\n", s.Slot, s.Item, s.Now.Status, s.Now.Value, flags)
			}
		}
	}
	for _, person := range []string{"Sergey Dravitsyn", "Oskeby"} {
		people, err := l.People(ctx, person)
		must(err)
		for _, p := range people {
			var names []string
			for _, n := range p.Names {
				names = append(names, n.Name)
			}
			fmt.Fprintf(&b, "person %s: %s, %s, %s to %s\n", p.Name, strings.Join(names, "; "), p.Country, p.First, p.Last)
		}
	}
	for _, q := range [][2]string{{"Dravitsyn", "gas"}, {"Dravitsyn", "document OR declaration"}, {"Oskeby", "gas"}} {
		track, err := l.Said(ctx, q[0], q[1], "")
		must(err)
		fmt.Fprintf(&b, "position of %s on %s\n", track.Person.Name, q[1])
		for _, e := range track.Entries {
			fmt.Fprintf(&b, "\t%s %+d %d/%d %.60s\n", e.Statement.Said, e.Level, e.Reports, e.Outlets, e.Statement.Content)
			if r := e.Relation; r != nil {
				fmt.Fprintf(&b, "\t\t%s, %s: %s\n", r.Kind, r.Point, r.Text)
			}
		}
	}
	for _, q := range []string{`"very first meeting"`, `"face to face"`, `"crossings will be reopened"`,
		`"Lakeside Hall yesterday"`, `"hosts do not send bills"`} {
		page, err := l.Search(ctx, ask.Query{Text: q, Kinds: []string{"direct"}})
		must(err)
		if len(page.Statements) == 0 {
			t.Fatalf("nothing found for %s", q)
		}
		u, err := l.Compare(ctx, page.Statements[0].ID)
		must(err)
		fmt.Fprintf(&b, "utterance by %s, said %s, %d reports in %d outlets: %s\n", u.Speaker, u.Said, u.Reports,
			u.Outlets, u.Reference.Content)
		for _, m := range u.Members {
			restated := ""
			if m.Restated {
				restated = " restated"
			}
			fmt.Fprintf(&b, "\t%s %s%s: %.90s\n", m.Statement.Article.Outlet, m.Difference, restated, m.Statement.Content)
		}
	}
	for _, key := range []store.Key{{Outlet: "NP", Ident: "https://np.example/a/karvonia-four-hours"},
		{Outlet: "Meridian", Ident: "https://meridian.example/2024/03/15/postponed"}} {
		h, err := l.History(ctx, key)
		must(err)
		for _, step := range h.Steps {
			fmt.Fprintf(&b, "version of %s: %s\n", step.To.Published, step.To.Notice)
			for _, f := range step.Fates {
				old, now := "", ""
				if f.Old != nil {
					old = f.Old.Content
				}
				if f.New != nil {
					now = f.New.Content
				}
				fmt.Fprintf(&b, "\t%s: %.50s > %.50s\n", f.Survival, old, now)
			}
		}
	}
	articles, err := l.SearchArticles(ctx, ask.Query{Text: `"Lakeside Hall" "foreign affairs committee"`})
	must(err)
	for _, a := range articles[:1] {
		var id int64
		fmt.Sscanf(a.ID, "v%d", &id)
		f, err := l.Family(ctx, store.VersionID(id))
		must(err)
		fmt.Fprintf(&b, "family from %s:", f.Origin.Outlet)
		for _, m := range f.Members {
			fmt.Fprintf(&b, " %s %.2f", m.Article.Outlet, m.Share)
		}
		b.WriteByte('\n')
	}
	c, err := l.Changes(ctx, "2024-03-20", "2024-03-22")
	must(err)
	fmt.Fprintf(&b, "changes from 2024-03-20 to 2024-03-22\n")
	for _, s := range c.Slots {
		was := "nothing"
		if s.Before != nil {
			was = s.Before.Status + " " + s.Before.Value
		}
		fmt.Fprintf(&b, "\t%s %s: %s > %s %s\n", s.Slot, s.Item, was, s.Now.Status, s.Now.Value)
	}
	c, err = l.Changes(ctx, "2024-03-14", "2024-03-15")
	must(err)
	for _, a := range c.Articles {
		fmt.Fprintf(&b, "article %s %s: %s, %d changed, %d withdrawn, %d added\n", a.Article.Outlet, a.Article.Published,
			a.Kind, a.Changed, a.Withdrawn, a.Added)
	}
	lines, err := l.Storylines(ctx, "2024-03-01", "2024-03-31", "")
	must(err)
	for _, s := range lines {
		fmt.Fprintf(&b, "storyline of %d articles in %d outlets, %s to %s\n", len(s.Articles), s.Outlets, s.First, s.Last)
	}
	upcoming, err := l.Upcoming(ctx, "2024-03-21", "", "2024-03-20")
	must(err)
	for _, d := range upcoming {
		fmt.Fprintf(&b, "upcoming %s %s %s\n", d.Time, d.Name, d.Status)
	}
	d, err = l.Event(ctx, "summit", "")
	must(err)
	for _, o := range d.Outcomes() {
		if o.Planned != nil && o.Actual != nil {
			fmt.Fprintf(&b, "planned %s %s: %s, actual: %s\n", o.Slot, o.Item, o.Planned.Status, o.Actual.Status)
		}
	}
	d, err = l.Event(ctx, "summit", "2024-03-18") // ten days before
	must(err)
	for _, t := range d.Undecided() {
		fmt.Fprintf(&b, "open ten days before: %s %s\n", t.Slot, t.Item)
	}
	page, err := l.Search(ctx, ask.Query{Text: "gas", Statuses: []string{"ruled out"}})
	must(err)
	fmt.Fprintf(&b, "%d statements rule gas out\n", len(page.Statements))
	return b.String()
}
