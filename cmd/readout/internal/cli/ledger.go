package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"readout"

	"readout/ledger"
	"readout/store"
	"readout/store/postgres"
	"readout/store/sqlite"
)

// LedgerFlags are the flags of every command that opens a ledger.
type LedgerFlags struct {
	DB string `name:"db" env:"READOUT_DB" default:"readout.db" placeholder:"FILE" help:"The ledger: a file, or postgres://… (${env}, ${default})."`
}

// OpenThere opens a ledger that must exist, for commands that query or change it: a mistyped
// name is an error, not a new empty ledger.
func (f *LedgerFlags) OpenThere(ctx context.Context) (*ledger.Ledger, func(), error) {
	if err := f.There(); err != nil {
		return nil, nil, err
	}
	return f.OpenOrMake(ctx)
}

// There returns an error if the ledger is a file that does not exist.
func (f *LedgerFlags) There() error {
	if f.Server() {
		return nil
	}
	info, err := os.Stat(f.DB)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no ledger %s: create one with 'readout add', or name another with --db", f.DB)
	case err == nil && info.Mode().IsRegular() && info.Size() == 0:
		return fmt.Errorf("%s is an empty file and no ledger: name another with --db", f.DB)
	}
	return err
}

// OpenToFill is OpenOrMake for a command that fills a ledger from one file. The returned function closes it and
// returns the error that it is given; if there is one, it removes a ledger that was created for the command.
func (f *LedgerFlags) OpenToFill(ctx context.Context) (*ledger.Ledger, func(error) error, error) {
	_, missing := os.Stat(f.DB)
	l, closeLedger, err := f.OpenOrMake(ctx)
	if err != nil {
		return nil, nil, err
	}
	return l, func(err error) error {
		closeLedger()
		if err != nil && !f.Server() && errors.Is(missing, fs.ErrNotExist) {
			for _, of := range [...]string{"", "-wal", "-shm"} {
				os.Remove(f.DB + of)
			}
		}
		return err
	}, nil
}

// OpenOrMake opens the ledger, creating it if needed. The returned function closes it.
func (f *LedgerFlags) OpenOrMake(ctx context.Context) (*ledger.Ledger, func(), error) {
	var st store.Store
	var err error
	if f.Server() {
		st, err = postgres.Open(ctx, f.DB)
	} else {
		st, err = sqlite.Open(ctx, f.DB, sqlite.Options{})
	}
	if err != nil {
		return nil, nil, err
	}
	return ledger.New(st, ledger.Options{Reader: readout.Version}), func() { st.Close() }, nil
}

// Server reports whether the ledger is on a database server and not in a file.
func (f *LedgerFlags) Server() bool {
	return strings.HasPrefix(f.DB, "postgres://") || strings.HasPrefix(f.DB, "postgresql://") ||
		strings.Contains(f.DB, "host=")
}
