package postgres

import (
	"errors"
	"fmt"
	"testing"

	"readout/store"
)

// TestLostIndexEntries lets the server forget to put rows into the indexes over terms: the
// check says so, of either, and no longer once they are made anew.
func TestLostIndexEntries(t *testing.T) {
	st := openSchema(t)
	defer st.Close()
	ctx := t.Context()
	exec := func(sql string) {
		t.Helper()
		if _, err := st.pool.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	row := func(n int) {
		t.Helper()
		exec(fmt.Sprintf(`INSERT INTO body (id, data, terms)
			VALUES (%d, '\x00', E'gas transit it''s a\\b w%d\nvenue/hall')`, n, n))
		exec(fmt.Sprintf(`INSERT INTO event (id, time, data, terms)
			VALUES (%d, '', '\x00', array_to_tsvector(ARRAY['meeting', 'o''clock', 'e%d']))`, n, n))
	}
	row(1)
	row(2)
	if err := st.checkTerms(ctx); err != nil {
		t.Fatalf("whole indexes: %v", err)
	}
	for n, index := range []string{"body_terms", "event_terms"} {
		ready := func(yes bool) {
			exec(fmt.Sprintf("UPDATE pg_index SET indisready = %v WHERE indexrelid = '%s'::regclass", yes, index))
		}
		ready(false)
		row(10 + n)
		ready(true)
		if err := st.checkTerms(ctx); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("%s lacks a row, and the check says %v", index, err)
		}
		exec("REINDEX INDEX " + index)
		if err := st.checkTerms(ctx); err != nil {
			t.Errorf("%s made anew: %v", index, err)
		}
	}
}
