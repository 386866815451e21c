package postgres

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"

	"readout/store"
	"readout/store/storetest"
)

// TestStore runs against the server that READOUT_TEST_POSTGRES names, each test in
// a schema of its own.
func TestStore(t *testing.T) {
	dsn := os.Getenv("READOUT_TEST_POSTGRES")
	if dsn == "" {
		t.Skip("READOUT_TEST_POSTGRES is not set: PostgreSQL is not tested")
	}
	n := 0
	storetest.Run(t, func(t *testing.T) store.Store {
		n++
		return openSchema(t, dsn, fmt.Sprintf("readout_test_%d_%d", os.Getpid(), n))
	})
}

// openSchema opens a store in a new schema that is dropped after the test.
func openSchema(t *testing.T, dsn, schema string) *Store {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "CREATE SCHEMA "+schema); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		conn, err := pgx.Connect(ctx, dsn)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(ctx)
		if _, err := conn.Exec(ctx, "DROP SCHEMA "+schema+" CASCADE"); err != nil {
			t.Error(err)
		}
	})
	cfg, err := pgx.ParseConfig(dsn)
	if err != nil {
		t.Fatal(err)
	}
	st, err := Open(ctx, cfg.ConnString()+" search_path="+schema)
	if err != nil {
		t.Fatal(err)
	}
	return st
}
