package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// host is the state of one host and port: its rate limit and its robots.txt.
type host struct {
	slots chan struct{} // one per concurrent request

	mu         sync.Mutex
	next       time.Time // earliest time of the next request
	quietUntil time.Time // the host asked to be left alone until then (Retry-After)
	delay      time.Duration

	robots sync.Mutex // held while robots.txt is fetched, so that it is fetched only once
	rules  *rules
}

func (c *Client) hostOf(u *url.URL) *host {
	key := u.Scheme + "://" + strings.ToLower(u.Host)
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.hosts[key]
	if h == nil {
		h = &host{slots: make(chan struct{}, c.o.PerHost), delay: c.o.Delay}
		c.hosts[key] = h
	}
	return h
}

// acquire waits for a slot and for the delay since the last request. The caller must call done
// to release the slot.
//
// Errors: ErrLater if the host asked for a longer wait than MaxDelay.
func (c *Client) acquire(ctx context.Context, h *host) (done func(), err error) {
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	done = func() { <-h.slots }
	h.mu.Lock()
	now := c.o.Clock.Now()
	if quiet := h.quietUntil.Sub(now); quiet > c.o.MaxDelay {
		h.mu.Unlock()
		done()
		return nil, fmt.Errorf("%w: %s more", ErrLater, quiet.Round(time.Second))
	}
	at := now
	for _, t := range []time.Time{h.next, h.quietUntil} {
		if t.After(at) {
			at = t
		}
	}
	h.next = at.Add(h.delay)
	h.mu.Unlock()
	if wait := at.Sub(now); wait > 0 {
		if err := c.o.Clock.Sleep(ctx, wait); err != nil {
			done()
			return nil, err
		}
	}
	return done, nil
}

// holdUntil blocks all requests to a host until a time.
func (h *host) holdUntil(until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.quietUntil.Before(until) {
		h.quietUntil = until
	}
}

// firstBackoff is the maximum wait before the first retry; it doubles with each further one.
const firstBackoff = 2 * time.Second

// getWithRetry makes a request and retries it after temporary failures: 429, 500, 502, 503,
// 504 and broken connections. It waits as long as Retry-After says, or else for a random time
// with exponential backoff ("full jitter").
func (c *Client) getWithRetry(ctx context.Context, u *url.URL, known Validators, r *Response) (*answer, error) {
	h := c.hostOf(u)
	for attempt := 0; ; attempt++ {
		done, err := c.acquire(ctx, h)
		if err != nil {
			return nil, err
		}
		r.Attempts++
		a, err := c.getOnce(ctx, u, known)
		done()
		if !isTemporary(a, err) || attempt >= c.o.Retries || ctx.Err() != nil {
			return a, err
		}
		wait := time.Duration(c.o.Rand() * float64(firstBackoff<<min(attempt, 10)))
		if a != nil {
			if asked, ok := retryAfter(a.header, c.o.Clock.Now()); ok {
				if wait = asked; wait > c.o.MaxDelay {
					h.holdUntil(c.o.Clock.Now().Add(wait))
					return a, err // too long to wait; the caller sees the status
				}
			}
		}
		wait = min(wait, c.o.MaxDelay)
		h.holdUntil(c.o.Clock.Now().Add(wait))
	}
}

// isTemporary reports whether a retry may have a different outcome.
func isTemporary(a *answer, err error) bool {
	if err != nil {
		for _, final := range []error{ErrForbidden, ErrTooLarge, ErrRatio, ErrScheme, ErrLater, context.Canceled} {
			if errors.Is(err, final) {
				return false
			}
		}
		return true
	}
	switch a.status {
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable,
		http.StatusGatewayTimeout:
		return true
	}
	return false
}

// retryAfter parses a Retry-After header: seconds, or a date.
func retryAfter(header http.Header, now time.Time) (time.Duration, bool) {
	v := strings.TrimSpace(header.Get("Retry-After"))
	if v == "" {
		return 0, false
	}
	if n, err := strconv.Atoi(v); err == nil && n >= 0 && n < 1<<30 {
		return time.Duration(n) * time.Second, true
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(0, t.Sub(now)), true
	}
	return 0, false
}
