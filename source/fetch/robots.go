package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/temoto/robotstxt"
)

// How long a robots.txt holds: a day, or an hour where the host could not say.
//
// Source: RFC 9309 sections 2.3.1 and 2.4.
const (
	robotsFor     = 24 * time.Hour
	robotsAgain   = time.Hour
	maxRobots     = 512 << 10
	robotsRetries = 1
)

// rules are what a host's robots.txt says, until when.
type rules struct {
	data  *robotstxt.RobotsData
	until time.Time
	why   error // why robots.txt could not be had, nil where it could
}

// checkRobots refuses an address that its host's robots.txt forbids. A host whose
// robots.txt cannot be had (5xx, 429, no connection) forbids everything for an
// hour; one that has none (4xx) forbids nothing.
func (c *Client) checkRobots(ctx context.Context, u *url.URL) error {
	if c.o.IgnoreRobots {
		return nil
	}
	r, err := c.rulesOf(ctx, u)
	if err != nil {
		return err
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !r.data.TestAgent(path, agentName(c.o.UserAgent)) {
		switch {
		case errors.Is(r.why, ErrForbidden):
			return fmt.Errorf("%s: %w", u, ErrForbidden)
		case r.why != nil:
			return fmt.Errorf("%s: %w: it could not be had: %v", u, ErrRobots, r.why)
		}
		return fmt.Errorf("%s: %w", u, ErrRobots)
	}
	return nil
}

// Sitemaps are the sitemaps that the robots.txt of an address's host names.
func (c *Client) Sitemaps(ctx context.Context, address string) ([]string, error) {
	u, err := checkURL(address)
	if err != nil {
		return nil, fmt.Errorf("fetch %s: %w", address, err)
	}
	r, err := c.rulesOf(ctx, u)
	if err != nil {
		return nil, fmt.Errorf("fetch %s: %w", address, err)
	}
	return r.data.Sitemaps, nil
}

// rulesOf gives a host's rules, fetching robots.txt once a day.
func (c *Client) rulesOf(ctx context.Context, u *url.URL) (*rules, error) {
	h := c.hostOf(u)
	h.robots.Lock()
	defer h.robots.Unlock()
	now := c.o.Clock.Now()
	if h.rules != nil && now.Before(h.rules.until) {
		return h.rules, nil
	}
	status, body, err := c.getRobots(ctx, u)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	hold, why := robotsFor, err
	if err != nil || status >= 500 || status == http.StatusTooManyRequests {
		status, body, hold = http.StatusServiceUnavailable, nil, robotsAgain
	}
	data, err := robotstxt.FromStatusAndBytes(status, body)
	if err != nil { // lines that cannot be read: nothing can be known of what they forbid
		data, _ = robotstxt.FromStatusAndBytes(http.StatusServiceUnavailable, nil)
		hold = robotsAgain
	}
	h.rules = &rules{data: data, until: c.o.Clock.Now().Add(hold), why: why}
	if group := data.FindGroup(agentName(c.o.UserAgent)); group != nil {
		h.mu.Lock()
		if group.CrawlDelay > h.delay {
			h.delay = min(group.CrawlDelay, c.o.MaxDelay)
			h.next = c.o.Clock.Now().Add(h.delay)
		}
		h.mu.Unlock()
	}
	return h.rules, nil
}

// getRobots fetches robots.txt through the same gates as a page, but for itself.
func (c *Client) getRobots(ctx context.Context, u *url.URL) (int, []byte, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for range c.o.MaxRedirects + 1 {
		a, err := c.robotsAnswer(ctx, at)
		if err != nil {
			return 0, nil, err
		}
		to := a.redirect(at)
		if to == "" {
			return a.status, a.body[:min(len(a.body), maxRobots)], nil
		}
		if at, err = checkURL(to); err != nil {
			return 0, nil, err
		}
	}
	return http.StatusNotFound, nil, nil // RFC 9309: too many redirects mean there is none
}

func (c *Client) robotsAnswer(ctx context.Context, at *url.URL) (*answer, error) {
	h := c.hostOf(at)
	var a *answer
	var err error
	for range robotsRetries + 1 {
		done, terr := c.turn(ctx, h)
		if terr != nil {
			return nil, terr
		}
		a, err = c.getOnce(ctx, at, Validators{})
		done()
		if !mayPass(a, err) {
			break
		}
		h.hold(c.o.Clock.Now().Add(time.Duration(c.o.Rand() * float64(firstWait))))
	}
	return a, err
}
