package serve

import (
	"crypto/rand"
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"readout/serve/auth"
)

// policy is the Content-Security-Policy of every answer: nothing inline, nothing from another
// host, and no script may turn a string into markup or script.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"manifest-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// guard wraps a handler in the middleware that every request passes; the last one added is the
// outermost.
func (s *Server) guard(next http.Handler) (http.Handler, error) {
	h := s.authenticate(next)
	h = s.sameSite(h)
	h = s.limitRate(h)
	h = s.refuseProxied(h)
	h = s.knownHost(h)
	h = s.observe(h)
	zip, err := gzhttp.NewWrapper(gzhttp.MinSize(1000), gzhttp.CompressionLevel(5),
		gzhttp.ExceptContentTypes([]string{"text/event-stream"}))
	if err != nil {
		return nil, err
	}
	return zip(h), nil
}

// observe gives the request an id, sets the security headers, and logs and counts the answer.
// It recovers from a panic with 500 and logs the stack.
func (s *Server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		id := requestID(r)
		head := w.Header()
		head.Set("X-Request-Id", id)
		head.Set("Content-Security-Policy", policy)
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("Referrer-Policy", "same-origin")
		head.Set("Cross-Origin-Opener-Policy", "same-origin")
		head.Set("Cross-Origin-Resource-Policy", "same-origin")
		head.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		out := &responseRecorder{ResponseWriter: w, secure: s.secure(r)}
		if s.https {
			head.Set("Strict-Transport-Security", "max-age=31536000")
		}
		// Inner middleware makes new requests; this value carries what it finds.
		seen := &seen{}
		r = r.WithContext(withSeen(r.Context(), seen))
		s.metrics.inFlight.Inc()
		defer func() {
			s.metrics.inFlight.Dec()
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				s.o.Log.Error("panic", "request", id, "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
				if out.status == 0 {
					s.fail(out, r, http.StatusInternalServerError, "Something went wrong here. See the log, request "+id+".")
				}
			}
			took := time.Since(began)
			s.metrics.answered(r.Method, seen.pattern, out.status, took)
			s.o.Log.Info("request", "request", id, "method", r.Method, "path", r.URL.Path, "pattern", seen.pattern, "status",
				out.status,
				"bytes", out.bytes, "ms", float64(took.Microseconds())/1000, "who", seen.who, "client", s.client(r))
		}()
		next.ServeHTTP(out, r)
	})
}

// requestID keeps a proxy's id if it is well formed, or makes a new one.
func requestID(r *http.Request) string {
	if id := r.Header.Get("X-Request-Id"); len(id) >= 8 && len(id) <= 64 && !strings.ContainsFunc(id, func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_')
	}) {
		return id
	}
	return rand.Text()[:16]
}

// knownHost refuses host names that are not the server's: a page elsewhere could make its own
// name resolve to this machine (DNS rebinding) and read what only local users may.
func (s *Server) knownHost(next http.Handler) http.Handler {
	allowed := append([]string{"localhost", "127.0.0.1", "::1"}, s.o.Hosts...)
	if u, err := url.Parse(s.o.Base); err == nil && u.Host != "" {
		allowed = append(allowed, u.Hostname())
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
		host = strings.ToLower(strings.Trim(host, "[]"))
		if !slices.Contains(allowed, host) {
			s.fail(w, r, http.StatusMisdirectedRequest, "This server does not answer to that name. Start it with --host to "+
				"allow it.")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// sameSite refuses unsafe requests from pages of other sites (Sec-Fetch-Site, Origin). The
// pages' forms also carry a token.
func (s *Server) sameSite(next http.Handler) http.Handler {
	p := http.NewCrossOriginProtection()
	p.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, http.StatusForbidden, "This was sent by a page of another site.")
	}))
	return p.Handler(next)
}

// SessionCookie is the name of the cookie that holds a browser's token after signing in.
const SessionCookie = "readout_token"

// authenticate determines the principal: from a bearer token, from the session cookie, or the
// machine's user if the server requires no tokens.
func (s *Server) authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var p auth.Principal
		if s.o.Keys == nil {
			p = auth.Principal{Name: s.o.User, Scope: auth.Admin, Open: true}
		} else if scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok &&
			strings.EqualFold(scheme, "Bearer") {
			p, _ = s.o.Keys.Lookup(strings.TrimSpace(token))
		} else if c, err := r.Cookie(SessionCookie); err == nil {
			p, _ = s.o.Keys.Lookup(c.Value)
		}
		seenOf(r.Context()).who = p.Name
		next.ServeHTTP(w, r.WithContext(auth.With(r.Context(), p)))
	})
}

// refuse answers a request that auth.Allow refused: browsers are redirected to the sign-in
// page, programs get problem details.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	status := auth.Status(err)
	if status == http.StatusUnauthorized {
		if r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html") {
			http.Redirect(w, r, "/sign-in?to="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
			return
		}
		w.Header().Set("WWW-Authenticate", `Bearer realm="readout"`)
	}
	s.fail(w, r, status, err.Error())
}

// fail answers with problem details (RFC 9457), or with text for a browser.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, status int, detail string) {
	w.Header().Set("Cache-Control", "no-store")
	if strings.Contains(r.Header.Get("Accept"), "text/html") {
		http.Error(w, detail, status)
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]any{"title": http.StatusText(status), "status": status, "detail": detail,
		"instance": r.URL.Path})
}
