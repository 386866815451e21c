package serve

import (
	"net/http"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limiter is a rate limiter per client address.
type limiter struct {
	per   rate.Limit
	burst int

	mu    sync.Mutex
	all   map[string]*visitor
	swept time.Time
}

type visitor struct {
	*rate.Limiter
	last time.Time
}

// forgetAfter is how long an idle address is remembered.
const forgetAfter = 5 * time.Minute

func (l *limiter) allow(key string, now time.Time) bool {
	l.mu.Lock()
	if now.Sub(l.swept) > forgetAfter {
		for k, a := range l.all {
			if now.Sub(a.last) > forgetAfter {
				delete(l.all, k)
			}
		}
		l.swept = now
	}
	a := l.all[key]
	if a == nil {
		a = &visitor{Limiter: rate.NewLimiter(l.per, l.burst)}
		l.all[key] = a
	}
	a.last = now
	l.mu.Unlock()
	return a.AllowN(now, 1)
}

// limitRate answers 429 to clients over the rate limit. It counts by address, before any token
// is checked, so that tokens cannot be guessed quickly either; behind a trusted proxy, by the
// proxy's clients. An IPv6 client counts by its /64.
func (s *Server) limitRate(next http.Handler) http.Handler {
	l := &limiter{per: rate.Limit(s.o.Rate), burst: int(4 * s.o.Rate), all: map[string]*visitor{}}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from := s.client(r)
		key := from.String()
		if from.Is6() {
			key = netip.PrefixFrom(from, 64).Masked().String()
		}
		if !l.allow(key, time.Now()) {
			s.metrics.refused.WithLabelValues("rate").Inc()
			w.Header().Set("Retry-After", "1")
			s.fail(w, r, http.StatusTooManyRequests, "Too many requests: slow down.")
			return
		}
		next.ServeHTTP(w, r)
	})
}
