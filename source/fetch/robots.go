package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/temoto/robotstxt"
)

// How long a robots.txt is cached: a day, or an hour if it could not be fetched.
//
// Source: RFC 9309 sections 2.3.1 and 2.4.
const (
	robotsTTL     = 24 * time.Hour
	robotsRetry   = time.Hour
	maxRobots     = 512 << 10
	robotsRetries = 1
)

// rules is the cached robots.txt of a host.
type rules struct {
	data  *robotstxt.RobotsData
	until time.Time
	why   error // why robots.txt could not be fetched, or nil
}

// checkRobots refuses a URL that its host's robots.txt forbids. If robots.txt cannot be
// fetched (5xx, 429, no connection), everything is forbidden for an hour; if there is none
// (4xx), everything is allowed.
func (c *Client) checkRobots(ctx context.Context, u *url.URL) error {
	if c.o.IgnoreRobots {
		return nil
	}
	r, err := c.rulesOf(ctx, u)
	if err != nil {
		return err
	}
	switch {
	case errors.Is(r.why, ErrForbidden):
		return fmt.Errorf("%s: %w", u, ErrForbidden)
	case r.why != nil:
		return fmt.Errorf("%s: %w: %w", u, ErrNoRobots, r.why)
	case !r.data.TestAgent(robotsPath(u), agentName(c.o.UserAgent)):
		return fmt.Errorf("%s: %w", u, ErrRobots)
	}
	return nil
}

// robotsPath returns the path and query of a URL in the form in which rules are matched.
func robotsPath(u *url.URL) string {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return normalOctets(path)
}

// normalOctets normalises percent-encoding, so that /privé, /priv%C3%A9 and /priv%c3%a9 are
// one path, and so are /%7Eana and /~ana: octets outside ASCII are encoded, unreserved ones
// decoded. Reserved octets stay as they are: /a%2Fb is not /a/b.
//
// Source: RFC 9309 section 2.2.2; RFC 3986 section 2.3.
func normalOctets(s string) string {
	var sb strings.Builder
	for i := 0; i < len(s); i++ {
		b := s[i]
		if b == '%' && i+2 < len(s) {
			if v, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				if isUnreserved(byte(v)) {
					sb.WriteByte(byte(v))
				} else {
					fmt.Fprintf(&sb, "%%%02X", v)
				}
				i += 2
				continue
			}
		}
		if b >= 0x80 || b <= ' ' {
			fmt.Fprintf(&sb, "%%%02X", b)
			continue
		}
		sb.WriteByte(b)
	}
	return sb.String()
}

func isUnreserved(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= '0' && b <= '9' || strings.IndexByte("-._~", b) >= 0
}

// normalRobots keeps the valid lines of a robots.txt, with normalised paths. It drops rules
// before the first group, and unknown lines, which must not invalidate the others.
//
// Source: RFC 9309 sections 2.2 and 2.2.4.
func normalRobots(body []byte) []byte {
	var out bytes.Buffer
	grouped := false
	for line := range strings.Lines(strings.ReplaceAll(strings.TrimPrefix(string(body), "\ufeff"), "\r", "\n")) {
		line, _, _ = strings.Cut(line, "#")
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		name, value = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)
		switch name {
		case "user-agent":
			grouped = grouped || value != ""
			if value == "" {
				continue
			}
		case "allow", "disallow":
			value = normalOctets(value)
			if !grouped {
				continue
			}
		case "crawl-delay":
			if seconds, err := strconv.ParseFloat(value, 64); err != nil || seconds < 0 || !grouped {
				continue
			}
		case "sitemap":
		default:
			continue
		}
		fmt.Fprintf(&out, "%s: %s\n", name, value)
	}
	return out.Bytes()
}

// Sitemaps returns the sitemaps listed in the robots.txt of a URL's host.
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

// rulesOf returns the rules of a host, from the cache or by fetching robots.txt.
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
	hold, why := robotsTTL, err
	if err == nil && (status >= 500 || status == http.StatusTooManyRequests) {
		why = fmt.Errorf("status %d", status)
	}
	if why != nil {
		status, body, hold = http.StatusServiceUnavailable, nil, robotsRetry
	}
	data, err := robotstxt.FromStatusAndBytes(status, normalRobots(body))
	if err != nil {
		return nil, fmt.Errorf("robots.txt of %s: %w", u.Host, err)
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

// getRobots fetches robots.txt with the same checks as a page, except for robots.txt itself.
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
	return http.StatusNotFound, nil, nil // RFC 9309: too many redirects count as no robots.txt
}

func (c *Client) robotsAnswer(ctx context.Context, at *url.URL) (*answer, error) {
	h := c.hostOf(at)
	var a *answer
	var err error
	for range robotsRetries + 1 {
		done, terr := c.acquire(ctx, h)
		if terr != nil {
			return nil, terr
		}
		a, err = c.getOnce(ctx, at, Validators{})
		done()
		if !isTemporary(a, err) {
			break
		}
		h.holdUntil(c.o.Clock.Now().Add(time.Duration(c.o.Rand() * float64(firstBackoff))))
	}
	return a, err
}
