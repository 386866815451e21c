package postgres

import (
	"testing"

	"readout/store"
	"readout/store/postgrestest"
	"readout/store/storetest"
)

// TestStore runs against the server that READOUT_TEST_POSTGRES names, each test in
// a schema of its own.
func TestStore(t *testing.T) {
	postgrestest.MustSchema(t)
	storetest.Run(t, func(t *testing.T) store.Store { return openSchema(t) })
}

// openSchema opens a store in a new schema that is dropped after the test.
func openSchema(t *testing.T) *Store {
	t.Helper()
	st, err := Open(t.Context(), postgrestest.MustSchema(t))
	if err != nil {
		t.Fatal(err)
	}
	return st
}
