package main

import (
	"fmt"
	"io"
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
	started time.Time
	pool    *mpb.Progress
	bar     *mpb.Bar
	good    int64
	bad     int64
}

func newProgress(t terminal) *progress {
	return &progress{err: t.err, enabled: t.errIsTTY && t.width == 0, started: time.Now()}
}

func (p *progress) done()   { p.good++; p.draw() }
func (p *progress) failed() { p.bad++; p.draw() }

func (p *progress) draw() {
	if !p.enabled || time.Since(p.started) < showAfter {
		return
	}
	if p.pool == nil {
		p.pool = mpb.New(mpb.WithOutput(p.err))
		p.bar = p.pool.New(0, mpb.SpinnerStyle(),
			mpb.PrependDecorators(decor.Any(func(decor.Statistics) string {
				rate := float64(p.good+p.bad) / time.Since(p.started).Seconds()
				return fmt.Sprintf("%d read, %d failed, %.0f a second", p.good, p.bad, rate)
			})))
	}
	p.bar.SetCurrent(p.good + p.bad)
}

// tell prints a line above the bar.
func (p *progress) tell(line string) {
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
