// Package memory keeps answers of a ledger that take long to work out.
//
// In come questions, each with a key and the work that answers it; out go answers,
// kept ones where the ledger is what it was. It refuses nothing, and keeps a bounded
// number of answers.
//
// The one idea: whether a ledger has changed is known by its newest arrival and its
// newest decision, which are looked for once a second, whoever asks.
package memory

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"readout/ledger"
	"readout/store"
)

// Memory keeps answers. An answer is good while the ledger is what it
// was. After that a quick one is worked out anew, and a slow one is given once more
// while the new one is worked out behind it: a page that looks at a month of
// articles need not be waited for whenever an article arrives. It is safe for many
// goroutines: of several that ask the same, one works.
type Memory struct {
	l    *ledger.Ledger
	work singleflight.Group

	mu      sync.Mutex
	looked  time.Time
	mark    revision
	answers map[string]*kept
}

// revision tells whether a ledger is what it was: the newest arrival and the newest
// decision. LastDay is the last day of publication.
type revision struct {
	arrival, decision int64
	lastDay           string
}

type kept struct {
	value any
	mark  revision
	done  time.Time
	took  time.Duration
	again bool // being worked out behind
}

const (
	// lookAgain is how long the ledger's revision is taken for unchanged.
	lookAgain = time.Second
	// slow is how long an answer may take to be worked out while somebody waits.
	slow = 60 * time.Millisecond
	// rest is how many times the time that an answer took it is left alone: a ledger
	// that grows all day does not keep a processor busy with one page.
	rest = 20
	// maxAnswers bounds what is kept; past it all of it is forgotten.
	maxAnswers = 500
	// workTime bounds the work for one answer.
	workTime = 3 * time.Minute
)

// New makes the memory of a ledger.
func New(l *ledger.Ledger) *Memory { return &Memory{l: l} }

// LastDay is the last day of publication in the ledger, "" where none is known.
func (m *Memory) LastDay(ctx context.Context) string { return m.look(ctx).lastDay }

// look brings the revision up to date.
func (m *Memory) look(ctx context.Context) revision {
	m.mu.Lock()
	mark, fresh := m.mark, time.Since(m.looked) < lookAgain
	if !fresh {
		m.looked = time.Now() // others go on with what is known meanwhile
	}
	m.mu.Unlock()
	if fresh {
		return mark
	}
	now, err := revisionOf(ctx, m.l, mark)
	if err != nil {
		return mark // whoever needs the store will hear of it
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.mark = now
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

// Forget is for after a change that a person made here, who wants to see it.
func (m *Memory) Forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.looked = time.Time{}
	for key, k := range m.answers {
		if k.took < time.Second {
			delete(m.answers, key)
		} else {
			k.mark, k.done = revision{}, time.Time{}
		}
	}
}

// known gives what is kept under a key, if it will do, and whether a new one should
// be worked out behind it.
func (m *Memory) known(key string, now revision) (value any, ok, again bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	k := m.answers[key]
	switch {
	case k == nil:
		return nil, false, false
	case k.mark == now:
		return k.value, true, false
	case k.took < slow && time.Since(k.done) > rest*k.took:
		return nil, false, false
	}
	again = !k.again && time.Since(k.done) > rest*k.took
	k.again = k.again || again
	return k.value, true, again
}

func (m *Memory) keep(key string, k *kept) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.answers == nil || len(m.answers) >= maxAnswers {
		m.answers = map[string]*kept{}
	}
	m.answers[key] = k
}

// Remember gives the answer kept under a key, or works it out and keeps it.
//
// Errors: those of work, and the context's.
func Remember[T any](ctx context.Context, m *Memory, key string, work func(context.Context) (T, error)) (T, error) {
	now := m.look(ctx)
	value, ok, again := m.known(key, now)
	run := func() (any, error) {
		// Others wait for this answer: it is not given up because the first one left.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), workTime)
		defer cancel()
		began := time.Now()
		value, err := work(ctx)
		if err != nil {
			return nil, err
		}
		m.keep(key, &kept{value: value, mark: now, done: time.Now(), took: time.Since(began)})
		return value, nil
	}
	if again {
		m.work.DoChan(key, run)
	}
	if ok {
		return value.(T), nil
	}
	var none T
	select {
	case got := <-m.work.DoChan(key, run):
		if got.Err != nil {
			return none, got.Err
		}
		return got.Val.(T), nil
	case <-ctx.Done():
		return none, context.Cause(ctx)
	}
}
