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
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"readout/ledger"
	"readout/store"
)

// Memory keeps answers. An answer is good while the ledger is what it was. After
// articles arrived a quick one is worked out anew, and a slow one is given once more,
// if it is not old, while the new one is worked out behind it: a page that looks at a
// month of articles need not be waited for whenever an article arrives. After a
// person decided something all but overviews are worked out anew. It is safe for many
// goroutines: of several that ask the same, one works.
type Memory struct {
	l    *ledger.Ledger
	work singleflight.Group
	big  chan struct{} // whoever works out an overview has it

	mu      sync.Mutex
	looked  time.Time
	mark    revision
	answers map[string]*kept
}

// revision reports whether a ledger is what it was: the newest arrival and the newest
// decision. LastDay is the last day of publication, forgotten counts calls of Forget.
type revision struct {
	arrival   int64
	lastDay   string
	decision  int64
	forgotten int64
}

// decided reports whether a person decided something between two revisions.
func (r revision) decided(since revision) bool {
	return r.decision != since.decision || r.forgotten != since.forgotten
}

type kept struct {
	value any
	mark  revision
	done  time.Time // when it was worked out
	used  time.Time
	took  time.Duration
	again bool // being worked out behind
}

const (
	// lookAgain is how long the ledger's revision is taken for unchanged.
	lookAgain = time.Second
	// slow is how long an answer may take to be worked out while somebody waits.
	slow = 60 * time.Millisecond
	// overview is how long an answer takes that is given once more even after a
	// decision, or when it is old.
	overview = 3 * time.Second
	// old is the age at which other answers are not given once more.
	old = time.Minute
	// rest is how many times the time that an answer took it is left alone: a ledger
	// that grows all day does not keep a processor busy with one page.
	rest = 20
	// maxAnswers bounds what is kept.
	maxAnswers = 500
	// worth is how much longer an answer is kept unused for the time it took: a second
	// of work for a hundred.
	worth = 100
	// workTime bounds the work for one answer.
	workTime = 3 * time.Minute
)

// New makes the memory of a ledger.
func New(l *ledger.Ledger) *Memory { return &Memory{l: l, big: make(chan struct{}, 1)} }

// Overview is Remember for an answer that looks at a large part of the ledger: one at a
// time is worked out, since several at once take several times the memory and each
// of them longer.
//
// Errors: those of work, and the context's.
func Overview[T any](ctx context.Context, m *Memory, key string, work func(context.Context) (T, error)) (T, error) {
	return Remember(ctx, m, key, func(ctx context.Context) (T, error) {
		select {
		case m.big <- struct{}{}:
			defer func() { <-m.big }()
			return work(ctx)
		case <-ctx.Done():
			var none T
			return none, context.Cause(ctx)
		}
	})
}

// LastDay is the last day of publication in the ledger, "" where none is known.
func (m *Memory) LastDay(ctx context.Context) string { return m.look(ctx).lastDay }

// Revision names the state that the ledger is in: another name, another state.
func (m *Memory) Revision(ctx context.Context) string {
	r := m.look(ctx)
	return fmt.Sprint(r.arrival, " ", r.decision, " ", r.forgotten)
}

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
	now.forgotten = m.mark.forgotten
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
	m.mark.forgotten++
}

// known gives what is kept under a key, if it will do, and whether a new one should
// be worked out behind it.
func (m *Memory) known(key string, now revision) (value any, ok, again bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	k := m.answers[key]
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

// keep keeps an answer. Where there is no room, those go that were not used for
// longest, quick ones first.
func (m *Memory) keep(key string, k *kept) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.answers == nil {
		m.answers = map[string]*kept{}
	}
	if len(m.answers) >= maxAnswers {
		keys := make([]string, 0, len(m.answers))
		for key := range m.answers {
			keys = append(keys, key)
		}
		until := func(key string) time.Time { k := m.answers[key]; return k.used.Add(worth * k.took) }
		slices.SortFunc(keys, func(x, y string) int { return cmp.Or(until(x).Compare(until(y)), cmp.Compare(x, y)) })
		for _, key := range keys[:maxAnswers/10] {
			delete(m.answers, key)
		}
	}
	m.answers[key] = k
}

// failed lets an answer that could not be worked out behind be tried again.
func (m *Memory) failed(key string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if k := m.answers[key]; k != nil {
		k.again = false
	}
}

// Fresh is Remember for whoever must not be given what was true before: it waits.
//
// Errors: those of work, and the context's.
func Fresh[T any](ctx context.Context, m *Memory, key string, work func(context.Context) (T, error)) (T, error) {
	now := m.look(ctx)
	m.mu.Lock()
	if k := m.answers[key]; k != nil && k.mark != now {
		delete(m.answers, key)
	}
	m.mu.Unlock()
	return Remember(ctx, m, key, work)
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
			m.failed(key)
			return nil, err
		}
		end := time.Now()
		m.keep(key, &kept{value: value, mark: now, done: end, used: end, took: end.Sub(began)})
		return value, nil
	}
	// Whoever asks after a decision does not wait for work begun before it.
	flight := fmt.Sprint(now.decision, " ", now.forgotten, " ", key)
	if again {
		m.work.DoChan(flight, run)
	}
	if ok {
		return value.(T), nil
	}
	var none T
	select {
	case got := <-m.work.DoChan(flight, run):
		if got.Err != nil {
			return none, got.Err
		}
		return got.Val.(T), nil
	case <-ctx.Done():
		return none, context.Cause(ctx)
	}
}
