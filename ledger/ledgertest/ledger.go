package ledgertest

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/demo"
	"readout/ledger/statement"
	"readout/record"
	"readout/store/postgres"
	"readout/store/postgrestest"
	"readout/store/sqlite"
)

// Noon is the time at which tests query a ledger: after the last day of the demonstration.
var Noon = time.Date(2024, 4, 1, 12, 0, 0, 0, time.UTC)

// OpenSQLite opens a new ledger on SQLite.
func OpenSQLite(t *testing.T) *ledger.Ledger { return Open(t) }

// Open opens a new ledger on SQLite with some records.
func Open(t testing.TB, records ...*record.Record) *ledger.Ledger {
	t.Helper()
	st, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	l := ledger.New(st, ledger.Options{Now: func() time.Time { return Noon }})
	Add(t, l, records...)
	return l
}

// OpenPostgres opens a ledger in a schema of its own, or returns nil if no server is
// configured.
func OpenPostgres(t *testing.T) *ledger.Ledger {
	t.Helper()
	dsn := postgrestest.Schema(t)
	if dsn == "" {
		return nil
	}
	st, err := postgres.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return ledger.New(st, ledger.Options{Now: func() time.Time { return Noon }})
}

// OnBoth runs a test on both databases.
func OnBoth(t *testing.T, test func(t *testing.T, l *ledger.Ledger)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, Open(t)) })
	t.Run("postgres", func(t *testing.T) {
		l := OpenPostgres(t)
		if l == nil {
			t.Skip(postgrestest.Env + " is not set: PostgreSQL is not tested")
		}
		test(t, l)
	})
}

// Add adds records, all of which the ledger must accept.
func Add(t testing.TB, l *ledger.Ledger, records ...*record.Record) {
	t.Helper()
	items := make([]ledger.Item, len(records))
	for i, r := range records {
		items[i] = ledger.Item{Record: r}
	}
	out, err := l.Add(context.Background(), items)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range out {
		if o.Err != nil {
			t.Fatal(o.Err)
		}
	}
}

// Gold returns the hand-annotated records of the demonstration.
func Gold(t testing.TB) []*record.Record {
	t.Helper()
	records, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// One returns the only statement that a search finds.
func One(t testing.TB, l *ledger.Ledger, q ask.Query) statement.Statement {
	t.Helper()
	page, err := l.Search(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Statements) != 1 {
		t.Fatalf("%+v: %d statements, want 1", q, len(page.Statements))
	}
	return page.Statements[0]
}

// None fails the test if a search finds anything.
func None(t testing.TB, l *ledger.Ledger, q ask.Query) {
	t.Helper()
	page, err := l.Search(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Statements) != 0 {
		t.Errorf("%+v: %d statements, want none", q, len(page.Statements))
	}
}

// Verified fails the test if the ledger is not intact.
func Verified(t testing.TB, l *ledger.Ledger) {
	t.Helper()
	v, err := l.Verify(context.Background(), nil)
	if err != nil || len(v.Problems) > 0 {
		t.Fatalf("verify: %+v, %v", v, err)
	}
}
