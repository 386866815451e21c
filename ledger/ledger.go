// Package ledger is what Readout knows across articles: versions and copies of
// one article, the same words in several outlets, people, events and positions
// over time.
//
// In come records; out come typed answers that pages, commands and exports show.
// It refuses records that break their own promises, and judges nobody: a change of
// position is always given beside both texts.
//
// The one idea: articles and what people decided are stored, everything else is
// worked out from them when it is asked for. So an answer cannot depend on the
// order in which articles arrived, and a better rule needs no migration.
package ledger

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"readout/record"
	"readout/store"
)

// Ledger answers questions over a store. It is safe for many goroutines.
type Ledger struct {
	st  store.Store
	now func() time.Time
}

// Options for New. The zero value is the default.
type Options struct {
	Now func() time.Time // for "ingested" and the audit; nil is time.Now
}

// New makes a ledger over an open store, which the caller closes.
func New(st store.Store, o Options) *Ledger {
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Ledger{st: st, now: o.Now}
}

// Store is the store below, for what needs no judgement: counts and health.
func (l *Ledger) Store() store.Store { return l.st }

// Item is a record to add. Raw are the bytes the article was read from, where they
// are more than its text.
type Item struct {
	Record *record.Record
	Raw    []byte
}

// Added says what became of one item.
type Added struct {
	Version store.VersionID `json:"version"`
	New     bool            `json:"new"`     // false: the same text was there
	Earlier int             `json:"earlier"` // versions there before
	Erased  bool            `json:"erased"`  // the article was taken down: not stored
	Err     error           `json:"-"`       // this record could not be prepared
}

// Add stores records in one transaction, whole articles or nothing. A record that
// breaks its promises does not hold up the others: its Added has an error.
//
// Errors: the store's; then nothing of the batch is stored. After nil, all of it
// is on the disk.
func (l *Ledger) Add(ctx context.Context, items []Item) ([]Added, error) {
	out := make([]Added, len(items))
	entries := make([]store.Entry, len(items))
	ingested := l.now().Unix()
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(items)) {
		wg.Go(func() {
			for i := range next {
				entries[i], out[i].Err = Prepare(items[i].Record, items[i].Raw, ingested)
			}
		})
	}
	for i := range items {
		next <- i
	}
	close(next)
	wg.Wait()
	var good []store.Entry
	var at []int
	for i := range items {
		if out[i].Err == nil {
			good, at = append(good, entries[i]), append(at, i)
		}
	}
	outcomes, err := l.st.Put(ctx, good)
	if err != nil {
		return nil, fmt.Errorf("ledger: adding %d articles: %w", len(items), err)
	}
	for k, o := range outcomes {
		a := &out[at[k]]
		a.Version, a.New, a.Earlier, a.Erased = o.ID, o.Added, o.Earlier, o.Erased
	}
	return out, nil
}

// ErrUnknown is wrapped where a question names a person, event or statement that
// the ledger does not hold.
var ErrUnknown = errors.New("the ledger holds nothing of that name")
