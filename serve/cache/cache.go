// Package cache caches answers of a ledger that take long to compute.
//
// In come questions, each with a key and a function that computes the answer; out go
// answers, cached ones while the ledger has not changed. It refuses nothing, and
// evicts entries when it is full.
//
// The one idea: whether a ledger has changed is known by its newest arrival and its
// newest decision, which are looked up at most once a second, whoever asks.
package cache

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"readout/ledger"
	"readout/store"
)

// Cache holds answers. An answer is fresh while the ledger has not changed. After
// articles arrived a quick one is computed again, and a slow one is served stale, if it
// is not old, while it is refreshed in the background: nobody waits for a page that
// looks at a month of articles whenever an article arrives. After a person decided
// something all but overviews are computed again. It is safe for concurrent use: of
// several callers that ask the same, one computes.
type Cache struct {
	l    *ledger.Ledger
	work singleflight.Group
	big  chan struct{} // held while an overview is computed
	// ahead is big for overviews that nobody waits for yet: those that somebody does are not held up.
	ahead chan struct{}
	// tallies is held while many hits of a search are counted.
	tallies chan struct{}
	program func() string // identifies the build, see keeper.name

	mu      sync.Mutex
	looked  time.Time
	mark    revision
	answers map[string]*entry
	size    int64 // of all entries
}

// revision is the state of a ledger: the newest arrival and the newest decision. LastDay
// is the last day of publication, invalidated counts calls of Invalidate.
type revision struct {
	arrival     int64
	lastDay     string
	decision    int64
	invalidated int64
}

// decided reports whether a person decided something between two revisions.
func (r revision) decided(since revision) bool {
	return r.decision != since.decision || r.invalidated != since.invalidated
}

// entry is a cached answer.
type entry struct {
	value any
	mark  revision
	done  time.Time // when it was computed
	used  time.Time
	took  time.Duration
	size  int64 // estimate, in bytes
	again bool  // being refreshed in the background
}

const (
	// lookAgain is the time between two looks at the ledger's revision.
	lookAgain = time.Second
	// slow is how long computing an answer may take while somebody waits.
	slow = 60 * time.Millisecond
	// overview is how long computing an answer takes that is served stale even after a
	// decision, or when it is old.
	overview = 3 * time.Second
	// old is the age at which other answers are no longer served stale.
	old = time.Minute
	// rest is the least age of an answer that is refreshed, in multiples of the time it
	// took: a ledger that grows all day does not keep a processor busy with one page.
	rest = 20
	// maxAnswers bounds the number of entries, and budget their total size.
	maxAnswers = 4000
	// idle is how long an entry stays that nobody asks for, beside what its time buys where it still
	// holds: pages of yesterday are not kept for as long as the server runs.
	idle = 10 * time.Minute
	// worth is how much longer an unused entry stays for the time it took: a second of
	// work buys a hundred.
	worth = 100
	// workTime is the timeout for computing one answer.
	workTime = 3 * time.Minute
)

// New makes the cache of a ledger.
func New(l *ledger.Ledger) *Cache {
	return &Cache{l: l, big: make(chan struct{}, 1), ahead: make(chan struct{}, 1), tallies: make(chan struct{}, 1),
		program: sync.OnceValue(program)}
}

// inTurn is work that waits until no other overview is computed: several at once take several
// times the memory and each of them longer. What is computed beforehand has a turn of its own.
func inTurn[T any](c *Cache, work func(context.Context) (T, error)) func(context.Context) (T, error) {
	return func(ctx context.Context) (T, error) {
		turn := c.big
		if ctx.Value(beforehand{}) != nil {
			turn = c.ahead
		}
		select {
		case turn <- struct{}{}:
			defer func() { <-turn }()
			return work(ctx)
		case <-ctx.Done():
			var none T
			return none, context.Cause(ctx)
		}
	}
}

// LastDay is the last day of publication in the ledger, "" where none is known.
func (c *Cache) LastDay(ctx context.Context) string { return c.look(ctx).lastDay }

// Revision names the state that the ledger is in: another name, another state.
func (c *Cache) Revision(ctx context.Context) string {
	r := c.look(ctx)
	return fmt.Sprint(r.arrival, " ", r.decision, " ", r.invalidated)
}

// look brings the revision up to date.
func (c *Cache) look(ctx context.Context) revision {
	c.mu.Lock()
	mark, fresh := c.mark, time.Since(c.looked) < lookAgain
	if !fresh {
		c.looked = time.Now() // others go on with what is known meanwhile
	}
	c.mu.Unlock()
	if fresh {
		return mark
	}
	now, err := revisionOf(ctx, c.l, mark)
	if err != nil {
		return mark // whoever needs the store will hear of it
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	now.invalidated = c.mark.invalidated
	c.mark = now
	return now
}

// revisionOf finds a ledger's revision, given an earlier one.
func revisionOf(ctx context.Context, l *ledger.Ledger, was revision) (revision, error) {
	now := was
	if was.arrival == 0 {
		// The newest arrival, by halving: there is no asking for it.
		low, high := int64(0), int64(1)<<40
		for low < high {
			middle := low + (high-low)/2
			list, err := l.Store().Versions(ctx, store.VersionFilter{Arrived: max(middle, 1), Limit: 1})
			if err != nil {
				return was, err
			}
			if len(list) > 0 {
				low = list[0].Arrival
			} else {
				high = middle
			}
			if high-low <= 1 {
				break
			}
		}
		now.arrival = max(low, 1)
	}
	for {
		list, err := l.Store().Versions(ctx, store.VersionFilter{Arrived: now.arrival, Limit: 500})
		if err != nil {
			return was, err
		}
		if len(list) == 0 {
			break
		}
		now.arrival = list[len(list)-1].Arrival
	}
	audit, err := l.Audit(ctx)
	if err != nil {
		return was, err
	}
	if n := len(audit); n > 0 {
		now.decision = audit[n-1].ID
	}
	if now != was || was.lastDay == "" {
		newest, err := l.SearchArticles(ctx, ledger.Query{Limit: 1})
		if err != nil {
			return was, err
		}
		if len(newest) > 0 {
			day := newest[0].Published
			now.lastDay = day[:min(len(day), 10)]
		}
	}
	return now, nil
}

// Invalidate makes all entries stale, for after a change that a person made here and
// wants to see.
func (c *Cache) Invalidate() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.looked = time.Time{}
	c.mark.invalidated++
}

// lookup returns the entry of a key, if it may be served, and whether it should be
// refreshed in the background.
func (c *Cache) lookup(key string, now revision) (value any, ok, again bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k := c.answers[key]
	if k == nil {
		return nil, false, false
	}
	k.used = time.Now()
	age, decided := k.used.Sub(k.done), now.decided(k.mark)
	switch rested := age > rest*k.took; {
	case k.mark == now:
		return k.value, true, false
	case k.took < overview && (decided || age > old), k.took < slow && rested:
		return nil, false, false
	default:
		again = !k.again && (decided || rested)
		k.again = k.again || again
		return k.value, true, again
	}
}

// put stores an entry, and lets go of those that nobody has asked for in a while. When the cache
// is full, it evicts those unused for longest, quick ones first. What would fill it alone is not kept.
func (c *Cache) put(key string, k *entry) {
	most := budget()
	k.size = sizeOf(k.value, most) + int64(len(key))
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.answers == nil {
		c.answers = map[string]*entry{}
	}
	until := func(key string) time.Time { k := c.answers[key]; return k.used.Add(worth * k.took) }
	for key, e := range c.answers {
		last := e.used
		if e.mark == k.mark { // else it is of an older ledger
			last = until(key)
		}
		if k.done.Sub(last) > idle {
			c.drop(key)
		}
	}
	c.drop(key)
	if k.size > most {
		return
	}
	if len(c.answers) >= maxAnswers || c.size+k.size > most {
		keys := slices.Collect(maps.Keys(c.answers))
		slices.SortFunc(keys, func(x, y string) int { return cmp.Or(until(x).Compare(until(y)), cmp.Compare(x, y)) })
		for _, key := range keys { // a tenth more than needed: not to sort for each
			if len(c.answers) <= maxAnswers*9/10 && c.size+k.size <= most {
				break
			}
			c.drop(key)
		}
	}
	c.answers[key] = k
	c.size += k.size
}

// drop lets go of an entry. The mutex is held.
func (c *Cache) drop(key string) {
	if k := c.answers[key]; k != nil {
		c.size -= k.size
		delete(c.answers, key)
	}
}

// failed lets a refresh that ended in an error be retried.
func (c *Cache) failed(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if k := c.answers[key]; k != nil {
		k.again = false
	}
}

// Refresh is Get for callers that must not be served a stale answer: it waits.
//
// Errors: those of work, and the context's.
func Refresh[T any](ctx context.Context, c *Cache, key string, work func(context.Context) (T, error)) (T, error) {
	now := c.look(ctx)
	c.mu.Lock()
	if k := c.answers[key]; k != nil && k.mark != now {
		c.drop(key)
	}
	c.mu.Unlock()
	return Get(ctx, c, key, work)
}

// Get returns the cached answer of a key, or computes and caches it.
//
// Errors: those of work, and the context's.
func Get[T any](ctx context.Context, c *Cache, key string, work func(context.Context) (T, error)) (T, error) {
	now := c.look(ctx)
	value, ok, again := c.lookup(key, now)
	run := func() (any, error) {
		// Others wait for this answer: it is not cancelled because the first caller left.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), workTime)
		defer cancel()
		began := time.Now()
		value, err := work(ctx)
		if err != nil {
			c.failed(key)
			return nil, err
		}
		end := time.Now()
		c.put(key, &entry{value: value, mark: now, done: end, used: end, took: end.Sub(began)})
		return value, nil
	}
	// Callers that ask after a decision do not wait for work begun before it.
	flight := fmt.Sprint(now.decision, " ", now.invalidated, " ", key)
	if again {
		c.work.DoChan(flight, run)
	}
	if ok {
		return value.(T), nil
	}
	var none T
	select {
	case got := <-c.work.DoChan(flight, run):
		if got.Err != nil {
			return none, got.Err
		}
		return got.Val.(T), nil
	case <-ctx.Done():
		return none, context.Cause(ctx)
	}
}
