// Package postgrestest gives tests a schema of their own on the PostgreSQL server that READOUT_TEST_POSTGRES names.
package postgrestest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Env is the variable that names the server.
const Env = "READOUT_TEST_POSTGRES"

// Schema makes a schema that goes with the test, and gives how it is reached. It is "" where no server is named.
func Schema(t testing.TB) string {
	t.Helper()
	dsn := os.Getenv(Env)
	if dsn == "" {
		return ""
	}
	schema := fmt.Sprintf("readout_%d_%d", os.Getpid(), rand.Uint32())
	exec := func(sql string) {
		ctx := context.Background()
		conn, err := pgx.Connect(ctx, dsn)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(ctx)
		if _, err := conn.Exec(ctx, sql); err != nil {
			t.Fatal(err)
		}
	}
	exec("CREATE SCHEMA " + schema)
	t.Cleanup(func() { exec("DROP SCHEMA " + schema + " CASCADE") })
	return dsn + " search_path=" + schema
}

// MustSchema is Schema, and skips the test where no server is named.
func MustSchema(t testing.TB) string {
	t.Helper()
	dsn := Schema(t)
	if dsn == "" {
		t.Skip(Env + " is not set: PostgreSQL is not tested")
	}
	return dsn
}
