// Package fetch gets pages and feeds over HTTP as a guest should.
//
// In come addresses; out go responses with their bytes unpacked, each kept as a
// WARC record where an archive is given. It refuses what robots.txt forbids,
// addresses other than http and https, private and local networks at every hop,
// and bodies beyond its caps.
//
// The one idea: a fetch is a chain of hops, and every hop passes the same gates in
// the same order: scheme, robots.txt, the host's turn, the guarded dialer, the
// caps. Nothing reaches the network by another way.
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

// Options choose how a Client fetches. The zero value is the default.
//
// Units: bytes and time.Duration.
type Options struct {
	UserAgent    string         // default "Readout/1.0 (+https://readout.invalid/bot)": name your own contact
	Allow        []netip.Prefix // networks that may be reached although private
	PerHost      int            // requests at once to one host; default 1
	Delay        time.Duration  // between two requests to one host; default 1 s; robots.txt may ask for more
	MaxDelay     time.Duration  // longest Crawl-delay and Retry-After waited for; default 60 s
	Timeout      time.Duration  // for one hop, body included; default 30 s
	MaxPacked    int64          // bytes of a body as sent; default 16 MB
	MaxBody      int64          // bytes of a body unpacked; default 64 MB
	MaxRatio     int64          // unpacked to packed, beyond the first MB; default 100
	MaxRedirects int            // default 5
	Retries      int            // after failures that may pass; default 3; negative for none
	IgnoreRobots bool           // only for sites of your own

	Archive io.Writer // where each hop is written as WARC; nil for nowhere
	Memory  Memory    // validators of earlier fetches; nil for one in memory

	Clock  Clock                                                        // nil for the system's
	Rand   func() float64                                               // in [0,1), for jitter; nil for a seeded source
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error) // nil for the system's resolver
}

// Clock tells and waits for time.
type Clock interface {
	Now() time.Time
	// Sleep waits for d or until ctx is done, and then gives ctx's error.
	Sleep(ctx context.Context, d time.Duration) error
}

// The refusals a caller can tell apart, each wrapped with the address.
var (
	ErrScheme     = errors.New("neither http nor https")
	ErrRobots     = errors.New("forbidden by robots.txt")
	ErrNoRobots   = errors.New("what robots.txt says cannot be known")
	ErrRedirects  = errors.New("redirected too often")
	ErrLoop       = errors.New("redirected in a circle")
	ErrTooLarge   = errors.New("body larger than allowed")
	ErrRatio      = errors.New("body unpacks to more than a page can")
	ErrForbidden  = errors.New("address in a network that is not to be reached")
	ErrNotSuccess = errors.New("no success")
	ErrLater      = errors.New("host asks to be left alone for now")
)

// Hop is one request of a fetch and its answer.
type Hop struct {
	URL    string
	Status int
	IP     string
	To     string // where it redirected to, absolute; "" for the last
}

// Response is what came of a fetch.
type Response struct {
	URL         string // as asked for
	Final       string // after redirects
	Hops        []Hop
	Status      int
	Header      http.Header
	ContentType string
	Body        []byte // unpacked; nil where NotModified or Fresh
	NotModified bool   // the server says that nothing changed
	Fresh       bool   // not asked: the last answer is still fresh by its own word
	At          time.Time
	Attempts    int
}

// Hint is what the response says of the article in it.
func (r *Response) Hint() source.Hint {
	hint := source.Hint{URL: r.Final, Name: r.ContentType, ContentType: r.ContentType}
	if !r.At.IsZero() {
		hint.Today = r.At.Format(time.DateOnly)
	}
	return hint
}

// Client fetches. It is safe for many goroutines.
type Client struct {
	o     Options
	http  *http.Client
	guard *guard

	mu    sync.Mutex
	hosts map[string]*host

	archive sync.Mutex
	warc    *warc.Writer
}

// New makes a client.
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
		// A proxy would connect in our place, past the guard: none is used.
		Transport: &http.Transport{
			DialContext:            c.guard.dial,
			DisableCompression:     true, // bodies are unpacked here, under the caps
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

// Get fetches an address, following redirects. What was fetched before is asked
// for conditionally, and not at all while it is fresh.
//
// Errors: the refusals above; ErrNotSuccess for a status of 400 and more, with
// the response; what the network says; ctx's error.
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
			ask = Validators{} // they are another address's
		}
		got, err := c.getPatiently(ctx, u, ask, r)
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
			return r, fmt.Errorf("fetch %s: remembering it: %w", address, err)
		}
		return r, nil
	}
}

// checkURL refuses what is no http or https address.
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

// answer is what one request gave.
type answer struct {
	status int
	proto  string
	header http.Header
	body   []byte // unpacked
	packed []byte // as sent
	ip     string
	cut    string // why the body is not whole: "length", "time"; "" where it is
}

// redirect is where an answer sends on to, "" if nowhere.
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

// getOnce makes one request and reads its answer under the caps.
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
	if werr := c.keep(req, a, asked); werr != nil {
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

// agentName is the product name of a user agent, as robots.txt names it.
func agentName(agent string) string {
	name, _, _ := strings.Cut(agent, "/")
	name, _, _ = strings.Cut(name, " ")
	return name
}

// systemClock is the system's clock.
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
