package serve

import (
	"context"
	"math"
	"net/http"
	"runtime"
	"runtime/debug"
	runtimemetrics "runtime/metrics"
	"sync/atomic"
	"time"
)

// gate limits how many requests are handled at once. A request that finds it full waits
// briefly and is then refused with 503 and Retry-After: handling more at once would only slow
// all of them, and use memory until the machine swaps.
type gate struct {
	places chan struct{}
	wait   time.Duration
	left   atomic.Int64 // when the last request was answered, in nanoseconds since 1970
}

const (
	// perProcessor is how many requests are handled per processor. Most of them wait for the
	// disk or for an answer that another request computes.
	perProcessor = 16
	// gateWait is how long a request waits for a place.
	gateWait = 400 * time.Millisecond
	// fullAt is the fraction of GOMEMLIMIT above which no new request is accepted.
	fullAt = 0.9
)

func newGate() *gate {
	return &gate{places: make(chan struct{}, perProcessor*runtime.GOMAXPROCS(0)), wait: gateWait}
}

// enter reports whether there is a place. If so, leave must be called.
func (g *gate) enter(ctx context.Context) bool {
	if memoryFull() {
		return false
	}
	select {
	case g.places <- struct{}{}:
		return true
	default:
	}
	timer := time.NewTimer(g.wait)
	defer timer.Stop()
	select {
	case g.places <- struct{}{}:
		return true
	case <-timer.C:
	case <-ctx.Done():
	}
	return false
}

func (g *gate) leave() {
	g.left.Store(time.Now().UnixNano())
	<-g.places
}

// quiet returns for how long no request has been handled.
func (g *gate) quiet() time.Duration {
	if len(g.places) > 0 {
		return 0
	}
	return time.Since(time.Unix(0, g.left.Load()))
}

// memoryFull reports whether the heap is near the limit set by GOMEMLIMIT.
func memoryFull() bool {
	limit := debug.SetMemoryLimit(-1)
	if limit == math.MaxInt64 {
		return false
	}
	sample := []runtimemetrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	runtimemetrics.Read(sample)
	return float64(sample[0].Value.Uint64()) > fullAt*float64(limit)
}

// shed refuses a request because the server is too busy.
func (s *Server) shed(w http.ResponseWriter, r *http.Request) {
	s.metrics.refused.WithLabelValues("busy").Inc()
	w.Header().Set("Retry-After", "5")
	s.fail(w, r, http.StatusServiceUnavailable, "Too many requests at once. Try again in a few seconds.")
}
