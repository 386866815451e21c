package collect

import (
	"context"
	"fmt"
	"sync"

	"readout"
	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/inputs"
	"readout/ledger"
	"readout/record"
)

// tally counts the results of articles.
type tally struct {
	Added    int `json:"added"`
	Versions int `json:"versions"` // new versions of stored articles
	Known    int `json:"known"`
	Failed   int `json:"failed"`
	Empty    int `json:"empty"` // pages of archives without an article
	Undated  int `json:"-"`     // stored without a day of publication
}

// keeper counts the results of articles on their way into the ledger. It is safe for concurrent
// use by readers and the ledger.
type keeper struct {
	l        *ledger.Ledger
	progress *cli.Progress
	mu       sync.Mutex
	tally
}

// fail reports an article that could not be read or stored.
func (k *keeper) fail(name string, err error) {
	k.mu.Lock()
	k.Failed++
	k.mu.Unlock()
	k.progress.Failed(err)
	k.progress.Tell(fmt.Sprintf("readout: %s: %s", name, inputs.Reason(err)))
}

// tellUndated tells how many articles were stored without a day of publication, and what to do.
func (k *keeper) tellUndated(t cli.Terminal) {
	have := "have"
	if k.Undated == 1 {
		have = "has"
	}
	if k.Undated > 0 {
		fmt.Fprintf(t.Err, "readout: %s %s no day of publication: days like 'on Friday' stay open. Add such articles with "+
			"--published DAY; what is stored already stays as it is, so use a new ledger.\n",
			cli.Counted(k.Undated, "article"), have)
	}
}

// read returns the records of a piece, without texts that the ledger already has.
func (k *keeper) read(ctx context.Context, reader *readout.Reader, p inputs.Piece) ([]*record.Record, error) {
	articles, err := p.Make()
	if err != nil {
		return nil, err
	}
	var records []*record.Record
	for _, a := range articles {
		there, err := k.l.Has(ctx, a)
		if err != nil {
			return nil, err
		}
		if there {
			k.mu.Lock()
			k.Known++
			k.mu.Unlock()
			k.progress.Done(1)
			continue
		}
		r, err := reader.Read(ctx, a)
		if err != nil {
			return nil, err
		}
		records = append(records, r)
	}
	return records, nil
}

// count counts what the ledger acknowledged.
func (k *keeper) count(outcomes []ledger.Added) {
	for _, o := range outcomes {
		if o.Err != nil {
			k.fail("keeping", o.Err)
			continue
		}
		k.mu.Lock()
		switch {
		case !o.New:
			k.Known++
		case o.Earlier > 0:
			k.Versions++
		default:
			k.Added++
		}
		if o.New && o.Version.Day() == 0 {
			k.Undated++
		}
		k.mu.Unlock()
		k.progress.Done(1)
	}
}
