package serve_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"readout/serve"
	"readout/serve/auth"
	"readout/serve/servetest"
)

// proxied is a server asked from addresses that a test chooses.
func proxied(t *testing.T, o serve.Options) func(from string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	o.Ledger = servetest.Ledger(t)
	s, err := serve.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return func(from string, header ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "http://localhost/healthz", nil)
		r.RemoteAddr = from
		for i := 0; i+1 < len(header); i += 2 {
			r.Header.Add(header[i], header[i+1])
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
}

// TestRateBehindProxy: readers behind a trusted proxy each have a rate of their own,
// and nobody can get another one by what they say of themselves.
func TestRateBehindProxy(t *testing.T) {
	o := serve.Options{Rate: 0.001, Keys: keyring(t), TrustProxy: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"),
		netip.MustParsePrefix("10.0.0.0/8")}}
	o.Rate = 0.25 // one request, then 429
	const via = "X-Forwarded-For"
	for name, c := range map[string]struct {
		first, second []string // address, then headers
		same          bool
	}{
		"two readers": {[]string{"127.0.0.1:1", via, "192.0.2.1"},
			[]string{"127.0.0.1:2", via, "192.0.2.2"}, false},
		"one reader": {[]string{"127.0.0.1:1", via, "192.0.2.1"},
			[]string{"127.0.0.1:2", via, "192.0.2.1"}, true},
		"one reader, with a port": {[]string{"127.0.0.1:1", via, "192.0.2.1:99"},
			[]string{"127.0.0.1:2", via, "192.0.2.1"}, true},
		"through two proxies": {[]string{"127.0.0.1:1", via, "192.0.2.1, 10.1.2.3"},
			[]string{"127.0.0.1:2", via, "192.0.2.2, 10.1.2.3"}, false},
		"two header lines": {[]string{"127.0.0.1:1", via, "192.0.2.9", via, "192.0.2.1"},
			[]string{"127.0.0.1:2", via, "192.0.2.1"}, true},
		"made up before the proxy": {[]string{"127.0.0.1:1", via, "1.1.1.1, 192.0.2.1"},
			[]string{"127.0.0.1:2", via, "2.2.2.2, 192.0.2.1"}, true},
		"made up without a proxy": {[]string{"192.0.2.7:1", via, "1.1.1.1"}, []string{"192.0.2.7:2", via, "2.2.2.2"},
			true},
		"a name that is no address": {[]string{"127.0.0.1:1", via, "unknown"}, []string{"127.0.0.1:2", via, "_hidden"},
			true},
		"one IPv6 network": {[]string{"127.0.0.1:1", via, "2001:db8::1"},
			[]string{"127.0.0.1:2", via, "[2001:db8::2]:5"}, true},
		"IPv4 written as IPv6": {[]string{"[::ffff:127.0.0.1]:1", via, "::ffff:192.0.2.1"},
			[]string{"127.0.0.1:2", via, "192.0.2.1"}, true},
		"the proxy itself and a reader": {[]string{"127.0.0.1:1"}, []string{"127.0.0.1:2", via, "192.0.2.1"}, false},
	} {
		ask := proxied(t, o)
		if w := ask(c.first[0], c.first[1:]...); w.Code != http.StatusOK {
			t.Errorf("%s: the first request: %d", name, w.Code)
		}
		want := http.StatusOK
		if c.same {
			want = http.StatusTooManyRequests
		}
		if w := ask(c.second[0], c.second[1:]...); w.Code != want {
			t.Errorf("%s: the second request: %d, want %d", name, w.Code, want)
		}
	}
}

// TestOpenServerBehindProxy: where nobody is asked for a token, nothing is answered
// that a proxy passed on, whatever host it names.
func TestOpenServerBehindProxy(t *testing.T) {
	open := proxied(t, serve.Options{})
	closed := proxied(t, serve.Options{Keys: keyring(t)})
	if w := open("127.0.0.1:1"); w.Code != http.StatusOK {
		t.Errorf("from here: %d", w.Code)
	}
	for _, name := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP",
		"Via"} {
		if w := open("127.0.0.1:1", name, "192.0.2.1"); w.Code != http.StatusForbidden {
			t.Errorf("with %s: %d, want 403", name, w.Code)
		}
		if w := closed("127.0.0.1:1", name, "192.0.2.1"); w.Code != http.StatusOK {
			t.Errorf("with tokens and %s: %d", name, w.Code)
		}
	}
	s, err := serve.New(serve.Options{Ledger: servetest.Ledger(t)})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodGet, "http://localhost/healthz", nil)
	r.RemoteAddr, r.Proto, r.ProtoMajor, r.ProtoMinor = "127.0.0.1:1", "HTTP/1.0", 1, 0
	w := httptest.NewRecorder()
	if s.ServeHTTP(w, r); w.Code != http.StatusForbidden {
		t.Errorf("HTTP/1.0, as a proxy without settings speaks it: %d, want 403", w.Code)
	}
}

// TestHTTPSBase: behind a public address of HTTPS every cookie keeps to it, browsers
// are told to, and a token's scheme is read in any case.
func TestHTTPSBase(t *testing.T) {
	k := keyring(t)
	write := token(t, k, "writer", auth.Write)
	for base, secure := range map[string]bool{"https://news.example": true, "": false} {
		s := servetest.New(t, servetest.Ledger(t), serve.Options{Keys: k, Base: base})
		cookies := 0
		for _, path := range []string{"/", "/sign-in", "/saved?q=gas"} {
			resp, _ := s.Get(t, path, "Authorization", "bearer "+write)
			if resp.StatusCode != http.StatusOK {
				t.Errorf("%s: %d", path, resp.StatusCode)
			}
			if got := resp.Header.Get("Strict-Transport-Security") != ""; got != secure {
				t.Errorf("base %q, %s: Strict-Transport-Security is %v", base, path, got)
			}
			for _, c := range resp.Cookies() {
				if cookies++; c.Secure != secure {
					t.Errorf("base %q, %s: the cookie %s is secure: %v", base, path, c.Name, c.Secure)
				}
			}
		}
		if cookies < 2 {
			t.Errorf("base %q: %d cookies, the test looks at the wrong pages", base, cookies)
		}
		r, _ := http.NewRequest(http.MethodPost, s.URL+"/sign-out", strings.NewReader(url.Values{}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		resp, _ := s.Do(t, r)
		for _, c := range resp.Cookies() {
			if c.Secure != secure {
				t.Errorf("base %q, signing out: the cookie %s is secure: %v", base, c.Name, c.Secure)
			}
		}
	}
}
