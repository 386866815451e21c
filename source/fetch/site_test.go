package fetch

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"sync"
	"testing"
	"time"
)

// testClock is a fake clock: it advances only by sleeping, which takes no time.
type testClock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func newClock() *testClock {
	return &testClock{now: time.Date(2021, 5, 26, 10, 0, 0, 0, time.UTC)}
}

func (c *testClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *testClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d > 0 {
		c.now = c.now.Add(d)
		c.slept = append(c.slept, d)
	}
	return ctx.Err()
}

// asked is a request that a fake site received.
type asked struct {
	path   string
	at     time.Time
	header http.Header
}

// site is a fake news site that records its requests.
type site struct {
	*httptest.Server
	clock *testClock

	mu       sync.Mutex
	requests []asked
	pages    map[string]http.HandlerFunc
}

func newSite(t *testing.T) *site {
	s := &site{clock: newClock(), pages: make(map[string]http.HandlerFunc)}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.requests = append(s.requests, asked{r.URL.RequestURI(), s.clock.Now(), r.Header.Clone()})
		page := s.pages[r.URL.Path]
		s.mu.Unlock()
		if page == nil {
			http.NotFound(w, r)
			return
		}
		page(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) page(path, body string, headers ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		_, _ = w.Write([]byte(body))
	}
}

// statuses serves one status after another; the last one repeats.
func (s *site) statuses(path string, header http.Header, list ...int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	s.pages[path] = func(w http.ResponseWriter, _ *http.Request) {
		s.mu.Lock()
		status := list[min(n, len(list)-1)]
		n++
		s.mu.Unlock()
		if status >= 400 {
			for k, v := range header {
				w.Header()[k] = v
			}
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte("page"))
	}
}

// asked returns the requests for a path.
func (s *site) asked(path string) []asked {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []asked
	for _, r := range s.requests {
		if r.path == path {
			out = append(out, r)
		}
	}
	return out
}

// client returns a client that may reach the fake site and nothing else.
func (s *site) client(change func(*Options)) *Client {
	o := Options{UserAgent: "Testbot/1.0 (+https://ostby.example/bot)",
		Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")},
		Clock: s.clock, Rand: func() float64 { return 0.5 }}
	if change != nil {
		change(&o)
	}
	return New(o)
}

func (s *site) port() string {
	u, _ := url.Parse(s.URL)
	return u.Port()
}

func mustGet(t *testing.T, c *Client, address string) *Response {
	t.Helper()
	r, err := c.Get(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// lockedBuffer is a buffer that is safe for concurrent use.
type lockedBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}
