package serve

import (
	"net/http"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limiter keeps one rate for each address that asks.
type limiter struct {
	per   rate.Limit
	burst int

	mu    sync.Mutex
	all   map[string]*asker
	swept time.Time
}

type asker struct {
	*rate.Limiter
	last time.Time
}

// forgetAfter is how long an address is remembered that asks no more.
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
		a = &asker{Limiter: rate.NewLimiter(l.per, l.burst)}
		l.all[key] = a
	}
	a.last = now
	l.mu.Unlock()
	return a.AllowN(now, 1)
}

// limitRate answers 429 to whoever asks faster than the rate. It counts addresses,
// before any token is looked at, so that tokens cannot be guessed fast either: behind
// a trusted proxy those of its clients. An IPv6 user has a whole /64.
func (s *Server) limitRate(next http.Handler) http.Handler {
	l := &limiter{per: rate.Limit(s.o.Rate), burst: int(4 * s.o.Rate), all: map[string]*asker{}}
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
