package page

import (
	"context"
	"sync"
	"time"
)

// memory keeps answers that take long and change seldom, until the ledger changes.
// It is safe for many goroutines: of several that ask the same, one works.
type memory struct {
	mu      sync.Mutex
	looked  time.Time
	mark    revision
	answers map[string]*answerOnce
}

// revision tells whether a ledger is the one it was: how much it holds and how many
// decisions people have made.
type revision struct {
	versions, decisions int64
	lastDay             string
}

type answerOnce struct {
	once  sync.Once
	value any
	err   error
}

// lookAgain is how long the ledger's revision is taken for unchanged.
const lookAgain = 2 * time.Second

// look brings the revision up to date and forgets what is older.
func (m *memory) look(ctx context.Context, p *pages) revision {
	m.mu.Lock()
	defer m.mu.Unlock()
	if time.Since(m.looked) < lookAgain {
		return m.mark
	}
	if st, err := p.o.Ledger.Store().Stats(ctx); err == nil {
		if now := (revision{st.Versions, st.Decisions, st.LastDay}); now != m.mark {
			m.mark, m.answers = now, nil
		}
		m.looked = time.Now()
	}
	return m.mark
}

// forget is for after a change that a person made here, who wants to see it.
func (m *memory) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.answers = nil
}

func (m *memory) lastDay(ctx context.Context, p *pages) string { return m.look(ctx, p).lastDay }

// maxAnswers bounds what is kept; past it all of it is forgotten.
const maxAnswers = 500

// remember gives the answer kept under a key, or works it out and keeps it.
func remember[T any](ctx context.Context, p *pages, key string, work func(context.Context) (T, error)) (T, error) {
	m := &p.memory
	m.look(ctx, p)
	m.mu.Lock()
	if m.answers == nil || len(m.answers) >= maxAnswers {
		m.answers = map[string]*answerOnce{}
	}
	a := m.answers[key]
	if a == nil {
		a = &answerOnce{}
		m.answers[key] = a
	}
	m.mu.Unlock()
	a.once.Do(func() {
		// Others wait for this answer: it is not given up because the first one left.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
		defer cancel()
		a.value, a.err = work(ctx)
	})
	if a.err != nil {
		m.mu.Lock()
		if m.answers[key] == a {
			delete(m.answers, key)
		}
		m.mu.Unlock()
		var none T
		return none, a.err
	}
	return a.value.(T), nil
}
