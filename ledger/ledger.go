// Package ledger is what Readout knows across articles: versions and copies of one article,
// the same words in several outlets, people, events and positions over time.
//
// In come records; out come typed answers that pages, commands and exports show. It refuses
// records that violate their own invariants, and judges nobody: a change of position is always
// shown beside both texts.
//
// The one idea: only articles and human decisions are stored; everything else is derived from
// them on request. So an answer cannot depend on the order in which articles arrived, and a
// better rule needs no migration.
package ledger

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"sync"
	"time"

	"readout/article"
	"readout/ledger/archive"
	"readout/ledger/audit"
	"readout/ledger/dossier"
	"readout/ledger/history"
	"readout/ledger/identity"
	"readout/ledger/index"
	"readout/ledger/position"
	"readout/ledger/quote"
	"readout/ledger/statement"
	"readout/ledger/storyline"
	"readout/record"
	"readout/store"
)

// Ledger answers questions over a store. It is safe for concurrent use. It adds and finds
// articles itself; every other query is answered by one of the embedded parts, each in its own
// package.
type Ledger struct {
	st  store.Store
	now func() time.Time

	*audit.Trail
	*statement.Loader
	*identity.Register
	*dossier.Dossiers
	*quote.Quotes
	*position.Tracks
	*archive.Archive
	*history.Texts
	*storyline.Stories
}

// Options for New. The zero value is the default.
type Options struct {
	Now func() time.Time // for "ingested" and the audit; nil is time.Now

	// Reader is the version of the program's reader. For records that another reader made,
	// Verify does not compare the stored event keys with what this program derives, since an
	// earlier program wrote them. "" compares all.
	Reader string
}

// New returns a ledger over an open store, which the caller closes.
func New(st store.Store, o Options) *Ledger {
	if o.Now == nil {
		o.Now = time.Now
	}
	l := &Ledger{st: st, now: o.Now, Trail: audit.New(st, o.Now)}
	l.Loader = statement.New(st, l.Trail)
	l.Register = identity.New(st, l.Trail, l.Loader)
	l.Dossiers = dossier.New(st, l.Trail, l.Loader)
	l.Quotes = quote.New(st, l.Loader, l.Register)
	l.Tracks = position.New(l.Register, l.Dossiers)
	l.Archive = archive.New(st, l.Trail, o.Reader)
	l.Texts = history.New(st, l.Trail)
	l.Stories = storyline.New(l.Trail)
	return l
}

// Store returns the underlying store, for what needs no interpretation: counts and health.
func (l *Ledger) Store() store.Store { return l.st }

// Item is a record to add. Raw is the input that the article was read from, if that is more
// than its text.
type Item struct {
	Record *record.Record
	Raw    []byte
}

// Added is the outcome for one item.
type Added struct {
	Version store.VersionID `json:"version"`
	New     bool            `json:"new"`     // false: the same text was already there
	Earlier int             `json:"earlier"` // number of versions already there
	Erased  bool            `json:"erased"`  // the article was taken down: not stored
	Err     error           `json:"-"`       // this record could not be prepared
}

// Add stores records in one transaction, whole articles or nothing. An invalid record does not
// hold up the others: its Added has an error.
//
// Errors: the store's, after which nothing of the batch is stored. On success all of it is on
// disk.
func (l *Ledger) Add(ctx context.Context, items []Item) ([]Added, error) {
	p := l.prepare(items)
	if err := l.put(ctx, p); err != nil {
		return nil, err
	}
	return p.added, nil
}

// prepared is a batch that is ready to be stored: the valid entries, and the index of each
// one's item.
type prepared struct {
	entries []store.Entry
	at      []int
	added   []Added
}

// prepare makes entries of items, using all processors.
func (l *Ledger) prepare(items []Item) *prepared {
	p := &prepared{added: make([]Added, len(items))}
	entries := make([]store.Entry, len(items))
	ingested := l.now().Unix()
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(items)) {
		wg.Go(func() {
			for i := range next {
				entries[i], p.added[i].Err = index.Prepare(items[i].Record, items[i].Raw, ingested)
			}
		})
	}
	for i := range items {
		next <- i
	}
	close(next)
	wg.Wait()
	for i := range items {
		if p.added[i].Err == nil {
			p.entries, p.at = append(p.entries, entries[i]), append(p.at, i)
		}
	}
	return p
}

func (l *Ledger) put(ctx context.Context, p *prepared) error {
	outcomes, err := l.st.Put(ctx, p.entries)
	if err != nil {
		return fmt.Errorf("ledger: adding %d articles: %w", len(p.added), err)
	}
	for k, o := range outcomes {
		a := &p.added[p.at[k]]
		a.Version, a.New, a.Earlier, a.Erased = o.ID, o.Added, o.Earlier, o.Erased
	}
	return nil
}

// longestBatch is how long articles are collected for one transaction, so that a process which
// is killed again and again still makes progress.
const longestBatch = time.Second

// AddAll stores any number of records, batch of them (0 is 300) per transaction, or fewer if
// they arrive slowly, and prepares the next batch while one is being written. After each batch
// it calls done, which may be nil, with the outcome of each of its items, in order.
//
// Errors: the first from items or the store; what was passed to done is stored.
func (l *Ledger) AddAll(ctx context.Context, items iter.Seq2[Item, error], batch int, done func([]Added)) error {
	if batch <= 0 {
		batch = 300
	}
	ready := make(chan *prepared, 1)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var sourceErr error
	go func() {
		defer close(ready)
		var some []Item
		begun := time.Now()
		send := func() bool {
			select {
			case ready <- l.prepare(some):
				some, begun = nil, time.Now()
				return true
			case <-ctx.Done():
				return false
			}
		}
		for item, err := range items {
			if ctx.Err() != nil {
				return
			}
			if err != nil {
				sourceErr = err
				break
			}
			if some = append(some, item); (len(some) == batch || time.Since(begun) > longestBatch) && !send() {
				return
			}
		}
		if len(some) > 0 {
			send()
		}
	}()
	for p := range ready {
		if err := l.put(ctx, p); err != nil {
			cancel(err)
			for range ready { // wait for the producer to stop
			}
			return err
		}
		if done != nil {
			done(p.added)
		}
	}
	if err := context.Cause(ctx); err != nil {
		return fmt.Errorf("ledger: adding articles: %w", err)
	}
	return sourceErr
}

// Has reports whether the ledger holds the text of an article, so that it need not be read
// again. It reports false for an article that was taken down, which Add refuses.
func (l *Ledger) Has(ctx context.Context, a *article.Article) (bool, error) {
	key := store.Key{Outlet: a.Outlet, Ident: cmp.Or(a.URL, a.ID)}
	if key.Outlet == "" && a.Dateline != nil {
		key.Outlet = a.Dateline.Agency
	}
	versions, err := l.st.Versions(ctx, store.VersionFilter{Key: &key})
	if err != nil {
		return false, fmt.Errorf("ledger: looking for %s: %w", key.Ident, err)
	}
	sum := sha256.Sum256([]byte(a.Text))
	return slices.ContainsFunc(versions, func(v store.Version) bool { return v.SHA256 == sum }), nil
}
