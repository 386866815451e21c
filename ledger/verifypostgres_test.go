package ledger_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"readout/store/postgres"
	"readout/store/postgrestest"
)

// changed returns another value for a column, by its type.
var changed = map[string]string{
	"bigint": "COL + 1", "integer": "COL + 1", "text": "COL || 'x'",
	"tsvector": "COL || to_tsvector('simple', 'qqq')",
	"bytea": "CASE length(COL) WHEN 0 THEN '\\x5a' " +
		"ELSE set_byte(COL, length(COL) / 2, get_byte(COL, length(COL) / 2) # 90) END",
}

// harmlessThere are changes that affect no answer: only the highest schema counts, the number for a
// day's next article may be any that is free, and an overview that is gone or stale is made anew.
var harmlessThere = map[string]bool{"rewritten.n": true, "overview.stale": true, "overview": true,
	"day.next": true, "day.day": true, "day": true,
	"readout_schema": true, "readout_schema.version": true}

// TestVerifySeesEditsOnPostgres changes or deletes a row of every table in turn: each edit is
// reported, or affects no answer.
func TestVerifySeesEditsOnPostgres(t *testing.T) {
	dsn := postgrestest.MustSchema(t)
	ctx := t.Context()
	open := func() *postgres.Store {
		st, err := postgres.Open(ctx, dsn)
		if err != nil {
			t.Fatal(err)
		}
		return st
	}
	st := open()
	fillWhole(t, st)
	_, want := problemsOf(st)
	st.Close()
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	exec := func(sql string) {
		if _, err := conn.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	rng := rand.New(rand.NewPCG(1, 2))
	made, told := 0, 0
	saved := map[string]bool{}
	for _, e := range postgresEdits(t, conn) {
		table, _, _ := strings.Cut(e.column, ".")
		if !saved[table] {
			exec("CREATE TEMP TABLE saved_" + table + " AS TABLE " + table)
			saved[table] = true
		}
		if n, err := conn.Exec(ctx, fmt.Sprintf(e.sql, rng.IntN(1<<30))); err != nil || n.RowsAffected() == 0 {
			continue // a constraint refuses it
		}
		var found []string
		got := ""
		if st, err := postgres.Open(ctx, dsn); err != nil {
			found = []string{err.Error()}
		} else {
			found, got = problemsOf(st)
			st.Close()
		}
		made++
		switch {
		case len(found) > 0:
			told++
		case got != want:
			t.Errorf("%s: the ledger answers otherwise, and nothing is told", e.column)
		case !e.mayPass:
			t.Errorf("%s: nothing is told", e.column)
		}
		exec("DELETE FROM " + table)
		exec("INSERT INTO " + table + " OVERRIDING SYSTEM VALUE SELECT * FROM saved_" + table)
	}
	if made < 40 || told < made/2 {
		t.Errorf("%d edits, %d told: the test looks at the wrong tables", made, told)
	}
	t.Logf("%d edits, %d told, the others alter no answer", made, told)
}

func postgresEdits(t *testing.T, conn *pgx.Conn) (out []edit) {
	t.Helper()
	rows, err := conn.Query(t.Context(), `SELECT table_name, column_name, data_type FROM information_schema.columns
		WHERE table_schema = current_schema() ORDER BY 1, 2`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	const one = " WHERE ctid = (SELECT ctid FROM %[1]s ORDER BY ctid LIMIT 1 " +
		"OFFSET %%d %%%% greatest(1, (SELECT count(*) FROM %[1]s)))"
	last := ""
	for rows.Next() {
		var table, column, kind string
		if err := rows.Scan(&table, &column, &kind); err != nil {
			t.Fatal(err)
		}
		value := changed[kind]
		if value == "" {
			t.Fatalf("%s.%s is of the type %s: how is it changed?", table, column, kind)
		}
		where := fmt.Sprintf(one, table)
		if table != last {
			out = append(out, edit{sql: "DELETE FROM " + table + where, column: table,
				mayPass: harmlessThere[table] || table == "agent" || table == "article" || table == "reader"})
			last = table
		}
		name := table + "." + column
		set := column + " = " + strings.ReplaceAll(value, "COL", column)
		out = append(out, edit{sql: "UPDATE " + table + " SET " + set + where, column: name, mayPass: harmlessThere[name]})
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
