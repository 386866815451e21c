package main

import (
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// showAfter is how long a command may run before it shows how far it is.
const showAfter = time.Second

// progress shows how many inputs are done, how fast, and how many failed, on a
// terminal only, and only once a command takes longer than a person waits gladly.
// The zero pool draws nothing.
type progress struct {
	err     io.Writer
	enabled bool
	what    string // what is done to an input: "read"
	started time.Time
	pool    *mpb.Progress
	bar     *mpb.Bar
	good    atomic.Int64 // the bar's goroutine reads them
	bad     atomic.Int64
	drawing sync.Mutex
}

func newProgress(t terminal, enabled bool, what string) *progress {
	return &progress{err: t.err, enabled: enabled, what: what, started: time.Now()}
}

func (p *progress) done(n int64) { p.good.Add(n); p.draw() }
func (p *progress) failed()      { p.bad.Add(1); p.draw() }

func (p *progress) draw() {
	if !p.enabled || time.Since(p.started) < showAfter {
		return
	}
	p.drawing.Lock()
	defer p.drawing.Unlock()
	if p.pool == nil {
		p.pool = mpb.New(mpb.WithOutput(p.err))
		p.bar = p.pool.New(0, mpb.SpinnerStyle(),
			mpb.PrependDecorators(decor.Any(func(decor.Statistics) string {
				good, bad := p.good.Load(), p.bad.Load()
				rate := float64(good+bad) / time.Since(p.started).Seconds()
				return fmt.Sprintf("%d %s, %d failed, %.0f a second", good, p.what, bad, rate)
			})))
	}
	p.bar.SetCurrent(p.good.Load() + p.bad.Load())
}

// tell prints a line above the bar.
func (p *progress) tell(line string) {
	p.drawing.Lock()
	defer p.drawing.Unlock()
	if p.pool != nil {
		fmt.Fprintln(p.pool, line)
		return
	}
	fmt.Fprintln(p.err, line)
}

func (p *progress) end() {
	if p.pool == nil {
		return
	}
	p.bar.SetTotal(-1, true)
	p.pool.Wait()
}
