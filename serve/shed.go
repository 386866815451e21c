package serve

import (
	"context"
	"math"
	"net/http"
	"runtime"
	"runtime/debug"
	runtimemetrics "runtime/metrics"
	"time"
)

// gate bounds how many requests are worked on at once. Whoever comes when it is full
// waits a little, and is then sent away with 503 and Retry-After: more at once would
// only make all of them slow, and take memory until the machine swaps.
type gate struct {
	places chan struct{}
	wait   time.Duration
}

const (
	// perProcessor is how many requests each processor is given. Most of them wait for
	// the disk or for an answer that another one works out.
	perProcessor = 32
	// gateWait is how long a request waits for its turn.
	gateWait = 2 * time.Second
	// fullAt is the part of GOMEMLIMIT from which on nothing new is begun.
	fullAt = 0.9
)

func newGate() *gate {
	return &gate{places: make(chan struct{}, perProcessor*runtime.GOMAXPROCS(0)), wait: gateWait}
}

// enter reports whether there is room. leave must be called if there is.
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

func (g *gate) leave() { <-g.places }

// memoryFull reports whether the program is near the limit that GOMEMLIMIT sets it.
func memoryFull() bool {
	limit := debug.SetMemoryLimit(-1)
	if limit == math.MaxInt64 {
		return false
	}
	sample := []runtimemetrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	runtimemetrics.Read(sample)
	return float64(sample[0].Value.Uint64()) > fullAt*float64(limit)
}

// shed answers a request that there is no room for.
func (s *Server) shed(w http.ResponseWriter, r *http.Request) {
	s.metrics.refused.WithLabelValues("busy").Inc()
	w.Header().Set("Retry-After", "5")
	s.fail(w, r, http.StatusServiceUnavailable, "Too many questions at once. Try again in a few seconds.")
}
