package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"readout/source"
	"readout/source/fetch"
	"readout/source/warc"
)

// showAfter is how long a command runs before its progress is shown.
const showAfter = time.Second

// Progress shows how many inputs are done and have failed, and the rate. It draws only on a
// terminal, and only after the command has run for a while.
type Progress struct {
	err      io.Writer
	enabled  bool
	what     string // the verb for an input that is done: "read"
	started  time.Time
	Total    int // number of inputs; 0 if unknown
	pool     *mpb.Progress
	bar      *mpb.Bar
	good     atomic.Int64 // atomic, since the goroutine of the bar reads it
	bad      atomic.Int64
	starting sync.Mutex     // guards pool and bar
	drawing  sync.Mutex     // guards kinds
	kinds    map[string]int // failures by kind
}

// NewProgress starts counting inputs. It draws only if enabled.
func NewProgress(t Terminal, enabled bool, what string) *Progress {
	return &Progress{err: t.Err, enabled: enabled, what: what, started: time.Now()}
}

// Done counts n successes.
func (p *Progress) Done(n int64) { p.good.Add(n); p.draw() }

// Failed counts a failure under its kind.
func (p *Progress) Failed(err error) {
	p.drawing.Lock()
	if p.kinds == nil {
		p.kinds = make(map[string]int)
	}
	p.kinds[failureKind(err)]++
	p.drawing.Unlock()
	p.bad.Add(1)
	p.draw()
}

// KindsOfFailure lists the kinds with their counts, most frequent first: " (3 robots.txt, 1
// timeout)". It returns "" if nothing failed.
func (p *Progress) KindsOfFailure() string {
	p.drawing.Lock()
	defer p.drawing.Unlock()
	if len(p.kinds) == 0 {
		return ""
	}
	names := slices.SortedFunc(maps.Keys(p.kinds), func(a, b string) int {
		return cmp.Or(cmp.Compare(p.kinds[b], p.kinds[a]), cmp.Compare(a, b))
	})
	for i, name := range names {
		names[i] = fmt.Sprintf("%d %s", p.kinds[name], name)
	}
	return " (" + strings.Join(names, ", ") + ")"
}

// failureKinds names the kinds of errors, narrower kinds first.
var failureKinds = [...]struct {
	err  error
	name string
}{
	{fetch.ErrRobots, "robots.txt"}, {fetch.ErrNoRobots, "no robots.txt"}, {fetch.ErrForbidden, "private network"},
	{fetch.ErrScheme, "no http"}, {fetch.ErrRedirects, "redirects"},
	{fetch.ErrLoop, "redirects"}, {fetch.ErrTooLarge, "too large"}, {fetch.ErrRatio, "too large"},
	{fetch.ErrLater, "asked to wait"},
	{fetch.ErrNotSuccess, "no success"}, {context.DeadlineExceeded, "timeout"}, {source.ErrEmpty, "empty"},
	{source.ErrBinary, "no text"},
	{source.ErrNoArticle, "no article"}, {source.ErrTooLarge, "too large"}, {fs.ErrNotExist, "no such file"},
	{fs.ErrPermission, "no permission"},
}

func failureKind(err error) string {
	for _, k := range failureKinds {
		if errors.Is(err, k.err) {
			return k.name
		}
	}
	var network net.Error
	var damage *warc.Damage
	switch {
	case errors.As(err, &network) && network.Timeout():
		return "timeout"
	case errors.As(err, &network):
		return "network"
	case errors.As(err, &damage):
		return "damage"
	}
	return "other"
}

func (p *Progress) draw() {
	if !p.enabled || time.Since(p.started) < showAfter {
		return
	}
	p.starting.Lock()
	defer p.starting.Unlock()
	if p.pool == nil {
		p.pool = mpb.New(mpb.WithOutput(p.err))
		p.bar = p.pool.New(0, mpb.SpinnerStyle(),
			mpb.PrependDecorators(decor.Any(func(decor.Statistics) string {
				good, bad := p.good.Load(), p.bad.Load()
				rate := float64(good+bad) / time.Since(p.started).Seconds()
				return fmt.Sprintf("%d %s, %d failed%s%s, %.0f a second", good, p.what, bad, p.KindsOfFailure(),
					p.remaining(good+bad, rate), rate)
			})))
	}
	p.bar.SetCurrent(p.good.Load() + p.bad.Load())
}

// remaining returns how many are left and the estimated time, or "" if unknown.
func (p *Progress) remaining(done int64, rate float64) string {
	left := int64(p.Total) - done
	if left <= 0 || rate <= 0 {
		return ""
	}
	return fmt.Sprintf(", %d left for %s", left, (time.Duration(float64(left)/rate) * time.Second).Round(time.Second))
}

// Tell prints a line above the bar.
func (p *Progress) Tell(line string) {
	p.starting.Lock()
	defer p.starting.Unlock()
	if p.pool != nil {
		fmt.Fprintln(p.pool, line)
		return
	}
	fmt.Fprintln(p.err, line)
}

// End removes the bar; later lines go to standard error.
func (p *Progress) End() {
	p.starting.Lock()
	defer p.starting.Unlock()
	if p.pool == nil {
		return
	}
	p.bar.SetTotal(-1, true)
	p.pool.Wait()
	p.pool = nil
	p.enabled = false
}
