// Package fetch is a polite HTTP client for pages and feeds: it obeys robots.txt, limits its
// rate per host, retries with backoff and makes conditional requests.
//
// The input is URLs; the output is responses with decoded bodies. Each hop is also kept as a
// WARC record if an archive is given. The package refuses what robots.txt forbids, URLs other
// than http and https, private and local networks at every hop, and bodies over its size
// limits.
//
// The one idea: a fetch is a chain of hops, and every hop passes the same checks in the same
// order: scheme, robots.txt, the host's rate limit, the guarded dialer, the size limits. There
// is no other way to the network.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"

	"readout/source"
	"readout/source/warc"
)

// Options configure a Client. Zero values mean the defaults.
type Options struct {
	UserAgent    string         // default "Readout/1.0 (+https://readout.invalid/bot)"; name your own contact
	Allow        []netip.Prefix // private networks that may be reached
	PerHost      int            // concurrent requests to one host; default 1
	Delay        time.Duration  // between requests to one host; default 1 s; robots.txt may ask for more
	MaxDelay     time.Duration  // longest Crawl-delay and Retry-After that is waited for; default 60 s
	Timeout      time.Duration  // for one hop, including the body; default 30 s
	MaxPacked    int64          // body size as sent, in bytes; default 16 MB
	MaxBody      int64          // body size decoded, in bytes; default 64 MB
	MaxRatio     int64          // decoded to sent size, beyond the first MB; default 100
	MaxRedirects int            // default 5
	Retries      int            // after temporary failures; default 3; negative for none
	IgnoreRobots bool           // only for your own sites

	Archive io.Writer // where each hop is written as WARC; nil for no archive
	Memory  Memory    // validators of earlier fetches; nil for one in memory

	Clock  Clock                                                        // nil for the system clock
	Rand   func() float64                                               // in [0,1), for jitter; nil for math/rand/v2
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error) // nil for the system resolver
}

// Clock tells the time and sleeps.
type Clock interface {
	Now() time.Time
	// Sleep waits for d, or until ctx is done and then returns ctx's error.
	Sleep(ctx context.Context, d time.Duration) error
}

// Errors that a caller can tell apart, each wrapped with the URL.
var (
	ErrScheme     = errors.New("neither http nor https")
	ErrRobots     = errors.New("forbidden by robots.txt")
	ErrNoRobots   = errors.New("robots.txt is unavailable")
	ErrRedirects  = errors.New("too many redirects")
	ErrLoop       = errors.New("redirect loop")
	ErrTooLarge   = errors.New("body too large")
	ErrRatio      = errors.New("body has an implausible compression ratio")
	ErrForbidden  = errors.New("address in a network that is not to be reached")
	ErrNotSuccess = errors.New("unsuccessful response")
	ErrLater      = errors.New("host asked to retry later")
)

// Hop is one request of a fetch and its response.
type Hop struct {
	URL    string
	Status int
	IP     string
	To     string // redirect target, absolute; "" for the last hop
}

// Response is the result of a fetch.
type Response struct {
	URL         string // as requested
	Final       string // after redirects
	Hops        []Hop
	Status      int
	Header      http.Header
	ContentType string
	Body        []byte // decoded; nil if NotModified or Fresh
	NotModified bool   // the server answered 304
	Fresh       bool   // not requested: the last response is still fresh
	At          time.Time
	Attempts    int
}

// Hint returns what the response tells about the article in it.
func (r *Response) Hint() source.Hint {
	hint := source.Hint{URL: r.Final, Name: r.ContentType, ContentType: r.ContentType}
	if !r.At.IsZero() {
		hint.Today = r.At.Format(time.DateOnly)
	}
	return hint
}

// Client fetches URLs. It is safe for concurrent use.
type Client struct {
	o     Options
	http  *http.Client
	guard *guard

	mu    sync.Mutex
	hosts map[string]*host

	archive sync.Mutex
	warc    *warc.Writer
}

// New returns a client.
func New(o Options) *Client {
	set := func(d *time.Duration, v time.Duration) {
		if *d == 0 {
			*d = v
		}
	}
	set(&o.Delay, time.Second)
	set(&o.MaxDelay, time.Minute)
	set(&o.Timeout, 30*time.Second)
	if o.UserAgent == "" {
		o.UserAgent = "Readout/1.0 (+https://readout.invalid/bot)"
	}
	if o.PerHost <= 0 {
		o.PerHost = 1
	}
	if o.MaxPacked <= 0 {
		o.MaxPacked = 16 << 20
	}
	if o.MaxBody <= 0 {
		o.MaxBody = 64 << 20
	}
	if o.MaxRatio <= 0 {
		o.MaxRatio = 100
	}
	if o.MaxRedirects <= 0 {
		o.MaxRedirects = 5
	}
	if o.Retries == 0 {
		o.Retries = 3
	}
	if o.Memory == nil {
		o.Memory = &memory{}
	}
	if o.Clock == nil {
		o.Clock = systemClock{}
	}
	if o.Rand == nil {
		o.Rand = rand.Float64
	}
	c := &Client{o: o, guard: newGuard(o.Allow, o.Lookup), hosts: make(map[string]*host)}
	if o.Archive != nil {
		c.warc = warc.NewWriter(o.Archive)
	}
	c.http = &http.Client{
		// No proxy is used: it would connect in our place, bypassing the guard.
		Transport: &http.Transport{
			DialContext:            c.guard.dial,
			DisableCompression:     true, // bodies are decoded here, under the size limits
			MaxResponseHeaderBytes: 1 << 20,
			MaxIdleConnsPerHost:    o.PerHost,
			IdleConnTimeout:        30 * time.Second,
			TLSHandshakeTimeout:    10 * time.Second,
			ForceAttemptHTTP2:      true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c
}

// Close closes idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Get fetches a URL, following redirects. A URL fetched before is requested conditionally, and
// not at all while the last response is fresh.
//
// Errors: those above; ErrNotSuccess for a status of 400 or more, together with the response;
// network errors; ctx's error.
func (c *Client) Get(ctx context.Context, address string) (*Response, error) {
	known, _ := c.o.Memory.Recall(address)
	if c.o.Clock.Now().Before(known.FreshUntil) {
		return &Response{URL: address, Final: firstOf(known.Final, address), Status: http.StatusNotModified,
			NotModified: true, Fresh: true, At: c.o.Clock.Now()}, nil
	}
	r := &Response{URL: address, Final: address}
	seen := map[string]bool{}
	for {
		u, err := checkURL(r.Final)
		if err != nil {
			return r, fmt.Errorf("fetch %s: %w", address, err)
		}
		if seen[u.String()] {
			return r, fmt.Errorf("fetch %s: %w at %s", address, ErrLoop, u)
		}
		seen[u.String()] = true
		if err := c.checkRobots(ctx, u); err != nil {
			return r, fmt.Errorf("fetch %s: %w", address, err)
		}
		ask := known
		if u.String() != firstOf(known.Final, address) {
			ask = Validators{} // they belong to another URL
		}
		got, err := c.getWithRetry(ctx, u, ask, r)
		if err != nil {
			return r, fmt.Errorf("fetch %s: %w", address, err)
		}
		hop := Hop{URL: u.String(), Status: got.status, IP: got.ip}
		if to := got.redirect(u); to != "" {
			hop.To = to
			r.Hops = append(r.Hops, hop)
			if len(r.Hops) > c.o.MaxRedirects {
				return r, fmt.Errorf("fetch %s: %w", address, ErrRedirects)
			}
			r.Final = to
			continue
		}
		r.Hops = append(r.Hops, hop)
		r.Status, r.Header, r.ContentType, r.Body = got.status, got.header, got.header.Get("Content-Type"), got.body
		r.NotModified = got.status == http.StatusNotModified
		r.At = c.o.Clock.Now()
		if r.Status >= 400 {
			return r, fmt.Errorf("fetch %s: %w: status %d", address, ErrNotSuccess, r.Status)
		}
		if err := c.o.Memory.Remember(address, validatorsOf(known, r)); err != nil {
			return r, fmt.Errorf("fetch %s: storing validators: %w", address, err)
		}
		return r, nil
	}
}

// checkURL parses a URL and refuses it unless it is http or https.
func checkURL(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("%q: %w", address, ErrScheme)
	}
	u.User, u.Fragment = nil, ""
	return u, nil
}

// answer is the response to one request.
type answer struct {
	status int
	proto  string
	header http.Header
	body   []byte // decoded
	packed []byte // as sent
	ip     string
	cut    string // why the body is truncated: "length", "time" or "disconnect"; "" if it is not
}

// redirect returns the absolute URL that an answer redirects to, or "".
func (a *answer) redirect(from *url.URL) string {
	switch a.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect,
		http.StatusPermanentRedirect:
	default:
		return ""
	}
	to, err := from.Parse(a.header.Get("Location"))
	if err != nil || a.header.Get("Location") == "" {
		return ""
	}
	return to.String()
}

// getOnce makes one request and reads its response under the size limits.
func (c *Client) getOnce(ctx context.Context, u *url.URL, known Validators) (*answer, error) {
	ctx, cancel := context.WithTimeout(ctx, c.o.Timeout)
	defer cancel()
	ctx, ip := traceIP(ctx)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", c.o.UserAgent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"+
		"application/feed+json,application/xml;q=0.9,*/*;q=0.5")
	req.Header.Set("Accept-Encoding", "gzip, br, zstd")
	if known.ETag != "" {
		req.Header.Set("If-None-Match", known.ETag)
	}
	if known.LastModified != "" {
		req.Header.Set("If-Modified-Since", known.LastModified)
	}
	asked := c.o.Clock.Now()
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a := &answer{status: resp.StatusCode, proto: resp.Proto, header: resp.Header, ip: *ip}
	err = c.readBody(a, resp.Body)
	if werr := c.writeWARC(req, a, asked); werr != nil {
		return nil, werr
	}
	return a, err
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// agentName returns the product token of a user agent, as used in robots.txt.
func agentName(agent string) string {
	name, _, _ := strings.Cut(agent, "/")
	name, _, _ = strings.Cut(name, " ")
	return name
}

type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

func (systemClock) Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
