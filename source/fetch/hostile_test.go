package fetch

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"

	"readout/source/warc"
)

func TestRefusesOtherSchemes(t *testing.T) {
	s := newSite(t)
	s.pages["/a"] = func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(302)
	}
	c := s.client(nil)
	for _, u := range []string{"file:///etc/passwd", "ftp://ostby.example/a", "gopher://ostby.example/", "//ostby.example",
		"javascript:alert(1)", s.URL + "/a"} {
		if _, err := c.Get(t.Context(), u); !errors.Is(err, ErrScheme) {
			t.Errorf("%s: %v, want ErrScheme", u, err)
		}
	}
}

func TestRefusesPrivateNetworks(t *testing.T) {
	c := New(Options{IgnoreRobots: true, Retries: -1})
	for _, h := range []string{"127.0.0.1:1", "localhost:1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254",
		"100.64.0.1", "100.100.100.200",
		"0.0.0.0:1", "[::1]:1", "[::ffff:127.0.0.1]:1", "[fe80::1]:1", "[fd00:ec2::254]", "2130706433:1", "[::]:1"} {
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		_, err := c.Get(ctx, "http://"+h+"/latest/meta-data/")
		cancel()
		if err == nil {
			t.Errorf("%s was reached", h)
		} else if !errors.Is(err, ErrForbidden) && !strings.HasPrefix(h, "2130706433") {
			t.Errorf("%s: %v, want ErrForbidden", h, err)
		}
	}
}

func TestRefusesRedirectsIntoPrivateNetworks(t *testing.T) {
	s := newSite(t)
	for path, to := range map[string]string{"/meta": "http://169.254.169.254/latest",
		"/loop": "http://127.0.0.2:" + s.port() + "/", "/six": "http://[::1]:" + s.port() + "/"} {
		s.pages[path] = func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }
		_, err := s.client(func(o *Options) { o.IgnoreRobots = true }).Get(t.Context(), s.URL+path)
		if !errors.Is(err, ErrForbidden) {
			t.Errorf("%s to %s: %v, want ErrForbidden", path, to, err)
		}
	}
}

// DNS rebinding, a name that first resolves to an allowed address and then to a forbidden one,
// is caught: the address of the connection counts.
func TestRefusesRebinding(t *testing.T) {
	s := newSite(t)
	s.page("/a", "A", "Cache-Control", "no-store", "Connection", "close")
	var n atomic.Int32
	c := s.client(func(o *Options) {
		o.IgnoreRobots, o.Retries = true, -1
		o.Lookup = func(context.Context, string) ([]netip.Addr, error) {
			if n.Add(1) == 1 {
				return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
			}
			return []netip.Addr{netip.MustParseAddr("127.0.0.9")}, nil
		}
	})
	address := "http://news.ostby.example:" + s.port() + "/a"
	mustGet(t, c, address)
	c.Close()
	if _, err := c.Get(t.Context(), address); !errors.Is(err, ErrForbidden) {
		t.Errorf("after rebinding: %v, want ErrForbidden", err)
	}
}

func TestEndsRedirectLoops(t *testing.T) {
	s := newSite(t)
	s.pages["/a"] = func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/b", http.StatusFound) }
	s.pages["/b"] = func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/a", http.StatusFound) }
	s.pages["/n"] = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/n?"+r.URL.RawQuery+"x", http.StatusFound)
	}
	c := s.client(nil)
	if _, err := c.Get(t.Context(), s.URL+"/a"); !errors.Is(err, ErrLoop) {
		t.Errorf("a circle: %v", err)
	}
	if _, err := c.Get(t.Context(), s.URL+"/n"); !errors.Is(err, ErrRedirects) {
		t.Errorf("ever new addresses: %v", err)
	}
}

// Ten gigabytes of zeros in ten megabytes: a thousand gzip members.
func TestRefusesABomb(t *testing.T) {
	var member bytes.Buffer
	w, _ := gzip.NewWriterLevel(&member, gzip.BestCompression)
	_, _ = w.Write(make([]byte, 10<<20))
	_ = w.Close()
	bomb := bytes.Repeat(member.Bytes(), 1024)
	s := newSite(t)
	s.page("/bomb", string(bomb), "Content-Encoding", "gzip", "Content-Type", "text/html")
	s.page("/big", strings.Repeat("a", 3<<20))
	s.page("/page", string(member.Bytes()[:0]), "Content-Encoding", "gzip")
	c := s.client(nil)
	if r, err := c.Get(t.Context(), s.URL+"/bomb"); !errors.Is(err, ErrRatio) && !errors.Is(err, ErrTooLarge) {
		t.Errorf("%d bytes of bomb: %v, %d bytes of body", len(bomb), err, len(r.Body))
	}
	small := s.client(func(o *Options) { o.MaxPacked = 1 << 20 })
	if _, err := small.Get(t.Context(), s.URL+"/big"); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a long body: %v", err)
	}
	mustGet(t, c, s.URL+"/page")
}

func TestLeavesASlowDrip(t *testing.T) {
	s := newSite(t)
	s.pages["/drip"] = func(w http.ResponseWriter, r *http.Request) {
		for {
			if _, err := w.Write([]byte("a")); err != nil || r.Context().Err() != nil {
				return
			}
			w.(http.Flusher).Flush()
			time.Sleep(5 * time.Millisecond)
		}
	}
	var kept lockedBuffer
	c := s.client(func(o *Options) {
		o.Timeout, o.Retries, o.IgnoreRobots, o.Archive = 100*time.Millisecond, -1, true, &kept
	})
	if _, err := c.Get(t.Context(), s.URL+"/drip"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a slow drip: %v", err)
	}
	for rec, err := range warc.Read(&kept.Buffer) {
		if err != nil {
			t.Fatal(err)
		}
		if rec.Type == warc.Response && rec.Field("WARC-Truncated") != "time" {
			t.Errorf("the record does not say that it was cut: %+v", rec.Fields)
		}
	}
}
