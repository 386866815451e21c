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

// host is what is known of one host and port, and whose turn it is there.
type host struct {
	slots chan struct{} // one for each request that may run at once

	mu     sync.Mutex
	next   time.Time // whose turn is next: not before this
	closed time.Time // the host asked for quiet until then
	delay  time.Duration

	robots sync.Mutex // held while robots.txt is fetched, so that it is fetched once
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

// turn waits for a slot and for the delay since the last request. The slot is
// given back with done.
//
// Errors: ErrLater where the host asked for more quiet than is waited for here.
func (c *Client) turn(ctx context.Context, h *host) (done func(), err error) {
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	done = func() { <-h.slots }
	h.mu.Lock()
	now := c.o.Clock.Now()
	if quiet := h.closed.Sub(now); quiet > c.o.MaxDelay {
		h.mu.Unlock()
		done()
		return nil, fmt.Errorf("%w: %s more", ErrLater, quiet.Round(time.Second))
	}
	at := now
	for _, t := range []time.Time{h.next, h.closed} {
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

// hold keeps everyone from a host for a while.
func (h *host) hold(until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed.Before(until) {
		h.closed = until
	}
}

// firstWait is what the first retry waits at most; each further one twice that.
const firstWait = 2 * time.Second

// getPatiently makes a request, and makes it again after failures that may pass:
// 429, 500, 502, 503, 504 and broken connections. It waits as long as Retry-After
// says, else a random time below a bound that doubles ("full jitter").
func (c *Client) getPatiently(ctx context.Context, u *url.URL, known Validators, r *Response) (*answer, error) {
	h := c.hostOf(u)
	for attempt := 0; ; attempt++ {
		done, err := c.turn(ctx, h)
		if err != nil {
			return nil, err
		}
		r.Attempts++
		a, err := c.getOnce(ctx, u, known)
		done()
		if !mayPass(a, err) || attempt >= c.o.Retries || ctx.Err() != nil {
			return a, err
		}
		wait := time.Duration(c.o.Rand() * float64(firstWait<<min(attempt, 10)))
		if a != nil {
			if asked, ok := retryAfter(a.header, c.o.Clock.Now()); ok {
				if wait = asked; wait > c.o.MaxDelay {
					h.hold(c.o.Clock.Now().Add(wait))
					return a, err // too long to wait here; the caller sees the status
				}
			}
		}
		wait = min(wait, c.o.MaxDelay)
		h.hold(c.o.Clock.Now().Add(wait))
	}
}

// mayPass reports whether an outcome may be another next time.
func mayPass(a *answer, err error) bool {
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

// retryAfter reads a Retry-After header: seconds, or a date.
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
