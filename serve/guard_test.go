package serve_test

import (
	"context"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout/serve"
	"readout/serve/auth"
	"readout/serve/servetest"
)

func TestHeaders(t *testing.T) {
	s := servetest.New(t, servetest.Ledger(t), serve.Options{})
	for _, path := range []string{"/", "/about", "/nothing", "/healthz", "/static/nothing.css", "/feeds/search.atom"} {
		resp, _ := s.Get(t, path)
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
			"Cross-Origin-Opener-Policy": "same-origin"} {
			if got := resp.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		csp := resp.Header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'",
			"base-uri 'none'", "require-trusted-types-for 'script'"} {
			if !strings.Contains(csp, want) {
				t.Errorf("%s: the policy is %q, want %s in it", path, csp, want)
			}
		}
		if strings.Contains(csp, "unsafe") {
			t.Errorf("%s: the policy is %q", path, csp)
		}
		if id := resp.Header.Get("X-Request-Id"); len(id) < 8 {
			t.Errorf("%s: the request's id is %q", path, id)
		}
	}
	if resp, _ := s.Get(t, "/", "X-Request-Id", "proxy-12345"); resp.Header.Get("X-Request-Id") != "proxy-12345" {
		t.Error("a proxy's id is not kept")
	}
	if resp, _ := s.Get(t, "/", "X-Request-Id", "bad id\"<x>"); strings.Contains(resp.Header.Get("X-Request-Id"), "bad") {
		t.Error("an id that could forge a log is kept")
	}
}

// TestHosts refuses names that are not the server's: DNS rebinding.
func TestHosts(t *testing.T) {
	s := servetest.New(t, servetest.Ledger(t), serve.Options{Hosts: []string{"desk.example"}, Keys: keyring(t)})
	for host, want := range map[string]int{"localhost": 200, "LOCALHOST:80": 200, "desk.example": 200, "[::1]:1234": 200,
		"evil.example": 421, "127.0.0.1.evil.example": 421, "": 200} {
		r, _ := http.NewRequest(http.MethodGet, s.URL+"/healthz", nil)
		r.Host = host
		if resp, _ := s.Do(t, r); resp.StatusCode != want {
			t.Errorf("host %q: %d, want %d", host, resp.StatusCode, want)
		}
	}
}

func keyring(t *testing.T) *auth.Keyring {
	t.Helper()
	k, err := auth.OpenKeyring(filepath.Join(t.TempDir(), "tokens"))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func token(t *testing.T, k *auth.Keyring, name string, s auth.Scope) string {
	t.Helper()
	token, err := k.Add(name, s, servetest.Noon)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestTokens(t *testing.T) {
	k := keyring(t)
	s := servetest.New(t, servetest.Ledger(t), serve.Options{Keys: k})
	read := token(t, k, "reader", auth.Read)
	for path, want := range map[string]int{"/": 401, "/search": 401, "/metrics": 401, "/api/v1/stats": 401,
		"/feeds/search.atom": 401, "/correct?undo=1": 401, "/healthz": 200, "/readyz": 200, "/sign-in": 200,
		"/robots.txt": 200} {
		if resp, body := s.Get(t, path); resp.StatusCode != want || want == 401 && strings.Contains(body, "<html") {
			t.Errorf("%s without a token: %d, want %d", path, resp.StatusCode, want)
		}
	}
	if resp, _ := s.Get(t, "/search?q=x", "Accept", "text/html"); resp.StatusCode != 303 ||
		resp.Header.Get("Location") != "/sign-in?to=%2Fsearch%3Fq%3Dx" {
		t.Errorf("a person without a token: %d to %s", resp.StatusCode, resp.Header.Get("Location"))
	}
	if resp, _ := s.Get(t, "/", "Authorization", "Bearer "+read); resp.StatusCode != 200 {
		t.Errorf("with a token: %d", resp.StatusCode)
	}
	if resp, _ := s.Get(t, "/correct?undo=1", "Authorization", "Bearer "+read); resp.StatusCode != 403 {
		t.Errorf("a form for writers, read by a reader: %d", resp.StatusCode)
	}
	for _, path := range []string{"/correct", "/saved", "/api/v1/articles"} {
		r, _ := http.NewRequest(http.MethodPost, s.URL+path, strings.NewReader("{}"))
		r.Header.Set("Authorization", "Bearer "+read)
		r.Header.Set("Content-Type", "application/json")
		if resp, _ := s.Do(t, r); resp.StatusCode != 403 {
			t.Errorf("%s written to by a reader: %d", path, resp.StatusCode)
		}
	}
	if err := k.Revoke("reader"); err != nil {
		t.Fatal(err)
	}
	if resp, _ := s.Get(t, "/", "Authorization", "Bearer "+read); resp.StatusCode != 401 {
		t.Errorf("with a revoked token: %d", resp.StatusCode)
	}
}

// person is a browser: it keeps cookies and fills in forms.
type person struct {
	t      *testing.T
	site   *servetest.Site
	client *http.Client
}

func newPerson(t *testing.T, s *servetest.Site) *person {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := *s.Client()
	client.Jar = jar
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &person{t, s, &client}
}

// open gets a page with a form and gives the form's token.
func (p *person) open(path string) string {
	p.t.Helper()
	resp, body := p.send(http.MethodGet, path, nil)
	if resp.StatusCode != 200 {
		p.t.Fatalf("%s: %d\n%s", path, resp.StatusCode, body)
	}
	_, rest, ok := strings.Cut(body, `name="token" value="`)
	if !ok {
		p.t.Fatalf("%s has no form with a token", path)
	}
	return rest[:strings.IndexByte(rest, '"')]
}

func (p *person) send(method, path string, form url.Values) (*http.Response, string) {
	p.t.Helper()
	r, err := http.NewRequest(method, p.site.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		p.t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	resp, err := p.client.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer resp.Body.Close()
	var b strings.Builder
	buf := make([]byte, 32<<10)
	for {
		n, err := resp.Body.Read(buf)
		b.Write(buf[:n])
		if err != nil {
			break
		}
	}
	return resp, b.String()
}

func TestSignIn(t *testing.T) {
	k := keyring(t)
	s := servetest.New(t, servetest.Ledger(t), serve.Options{Keys: k})
	secret := token(t, k, "Ana", auth.Write)
	p := newPerson(t, s)
	form := p.open("/sign-in?to=/about")
	if resp, _ := p.send(http.MethodPost, "/sign-in",
		url.Values{"token": {form}, "key": {"readout_wrong"}}); resp.StatusCode != 401 {
		t.Errorf("signing in with a wrong token: %d", resp.StatusCode)
	}
	if resp, _ := p.send(http.MethodPost, "/sign-in", url.Values{"token": {form}, "key": {secret},
		"to": {"https://evil.example/"}}); resp.StatusCode != 303 || resp.Header.Get("Location") != "/" {
		t.Errorf("a redirect leads elsewhere: %s", resp.Header.Get("Location"))
	}
	for _, to := range []string{"//evil.example", `/\evil.example`, "javascript:alert(1)", "/\t/evil.example"} {
		if resp, _ := p.send(http.MethodPost, "/sign-in",
			url.Values{"token": {form}, "key": {secret}, "to": {to}}); resp.Header.Get("Location") != "/" {
			t.Errorf("to %q leads to %q", to, resp.Header.Get("Location"))
		}
	}
	resp, _ := p.send(http.MethodPost, "/sign-in", url.Values{"token": {form}, "key": {secret}, "to": {"/about"}})
	if resp.StatusCode != 303 || resp.Header.Get("Location") != "/about" {
		t.Fatalf("signing in: %d to %s", resp.StatusCode, resp.Header.Get("Location"))
	}
	for _, c := range resp.Cookies() {
		if c.Name == serve.SessionCookie && (!c.HttpOnly || c.SameSite != http.SameSiteLaxMode) {
			t.Errorf("the cookie is not kept from scripts and other sites: %+v", c)
		}
	}
	if resp, body := p.send(http.MethodGet, "/about", nil); resp.StatusCode != 200 ||
		!strings.Contains(body, "Sign out") || !strings.Contains(body, "Ana") {
		t.Errorf("signed in: %d", resp.StatusCode)
	}
	if resp, _ := p.send(http.MethodPost, "/sign-out", url.Values{"token": {form}}); resp.StatusCode != 303 {
		t.Errorf("signing out: %d", resp.StatusCode)
	}
	if resp, _ := p.send(http.MethodGet, "/about", nil); resp.StatusCode != 401 {
		t.Errorf("signed out: %d", resp.StatusCode)
	}
}

func TestOtherSitesForms(t *testing.T) {
	s := servetest.New(t, servetest.Ledger(t), serve.Options{})
	form := url.Values{"do": {"undo"}, "id": {"1"}, "why": {"because"}, "who": {"x"}}
	post := func(head ...string) int {
		r, _ := http.NewRequest(http.MethodPost, s.URL+"/correct", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for i := 0; i+1 < len(head); i += 2 {
			r.Header.Set(head[i], head[i+1])
		}
		resp, _ := s.Do(t, r)
		return resp.StatusCode
	}
	if got := post("Sec-Fetch-Site", "cross-site"); got != 403 {
		t.Errorf("from another site: %d", got)
	}
	if got := post("Origin", "https://evil.example"); got != 403 {
		t.Errorf("with another origin: %d", got)
	}
	if got := post(); got != 400 {
		t.Errorf("without the form's token: %d", got)
	}
	form.Set("token", "zzz.zzz")
	if got := post("Cookie", "readout_form=ABCDEFGHIJKLMNOPQRSTUVWXYZ"); got != 400 {
		t.Errorf("with a made-up token: %d", got)
	}
}

func TestLimits(t *testing.T) {
	s := servetest.New(t, servetest.Ledger(t), serve.Options{})
	r, _ := http.NewRequest(http.MethodPost, s.URL+"/correct", strings.NewReader("why="+strings.Repeat("x", 2<<20)))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if resp, _ := s.Do(t, r); resp.StatusCode != 400 && resp.StatusCode != 413 {
		t.Errorf("a body of 2 MiB: %d", resp.StatusCode)
	}
	slow := servetest.New(t, servetest.Ledger(t), serve.Options{Rate: 1})
	status := 0
	for range 8 {
		resp, _ := slow.Get(t, "/healthz")
		status = resp.StatusCode
		if status == http.StatusTooManyRequests && resp.Header.Get("Retry-After") == "" {
			t.Error("429 does not say when to come back")
		}
	}
	if status != http.StatusTooManyRequests {
		t.Errorf("eight requests at once at a rate of 1: %d", status)
	}
	if resp, _ := s.Get(t, "/search?q="+url.QueryEscape(strings.Repeat("(", 5000))); resp.StatusCode >= 500 {
		t.Errorf("a search of brackets: %d", resp.StatusCode)
	}
}

// TestServeNeedsTokens refuses to let others in without tokens, and stops when asked.
func TestServeNeedsTokens(t *testing.T) {
	s, err := serve.New(serve.Options{Ledger: servetest.Ledger(t)})
	if err != nil {
		t.Fatal(err)
	}
	open, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	if err := s.Serve(context.Background(), open); err == nil || !strings.Contains(err.Error(), "token") {
		t.Errorf("serving others without tokens: %v", err)
	}
	local, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, local) }()
	resp, err := http.Get("http://" + local.Addr().String() + "/readyz")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 200 {
		t.Errorf("ready: %d", resp.StatusCode)
	}
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("stopping: %v", err)
		}
	case <-time.After(15 * time.Second):
		t.Fatal("it does not stop")
	}
}

func TestMetrics(t *testing.T) {
	s := servetest.New(t, servetest.Ledger(t), serve.Options{})
	s.Get(t, "/about")
	s.Get(t, "/article/v999999999")
	_, body := s.Get(t, "/metrics")
	for _, want := range []string{`readout_request_seconds_count{method="GET",route="/about",status="200"} 1`,
		`route="/article/{id}",status="404"`, "go_goroutines"} {
		if !strings.Contains(body, want) {
			t.Errorf("the metrics lack %s", want)
		}
	}
	if strings.Contains(body, "v999999999") {
		t.Error("an address from outside is a label")
	}
}

func TestNotModified(t *testing.T) {
	s := servetest.New(t, servetest.Ledger(t), serve.Options{})
	resp, _ := s.Get(t, "/about")
	tag := resp.Header.Get("ETag")
	if resp, body := s.Get(t, "/about", "If-None-Match", tag); resp.StatusCode != 304 || body != "" {
		t.Errorf("with the tag %s: %d", tag, resp.StatusCode)
	}
}
