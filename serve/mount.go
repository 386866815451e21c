package serve

import (
	"context"
	"math"
	"net/http"
	"strings"
	"time"

	"readout/serve/api"
	"readout/serve/auth"
	"readout/serve/cache"
	"readout/serve/feed"
	"readout/serve/intake"
	"readout/serve/mcp"
	"readout/serve/page"
)

// Limits are the limits of one mounted part. The zero value is right for pages.
type Limits struct {
	Body   int64         // maximum bytes of a request's body; 0 is 1 MiB
	Time   time.Duration // timeout of the request's context; 0 is 20 s
	Stream bool          // no timeout until the server stops: for event streams
	Asks   bool          // unsafe methods only query, too, and need no more than the mount's scope
}

// Mount registers a handler for a pattern of http.ServeMux. Safe methods (GET, HEAD, OPTIONS)
// need scope; all others need at least auth.Write. The handler sees the whole path; r.Pattern
// is the route label of metrics, or the inner pattern if the handler has a mux of its own.
//
// How to add a part. A part is a package below serve that exports
//
//	func New(o Options) (http.Handler, error)
//
// with an Options struct of what it needs (the *ledger.Ledger, Now, Base, …; never
// serve.Options, since serve imports it), and one line in mountParts. Inside it:
//
//   - auth.From(r.Context()) is the principal, for the audit ("who"); call auth.Allow(ctx,
//     auth.Admin) before anything that needs more than the mount's scope; auth.Status(err)
//     returns 401 or 403.
//   - The request has a deadline, a body limit, a rate limit, an id (the header
//     X-Request-Id of the answer) and, for unsafe methods, does not come from another
//     site's page. Compression, logging, metrics and recovery from panics are done outside.
//   - Every answer already has nosniff, a same-origin referrer policy and the strict
//     Content-Security-Policy of pages; a handler that needs another one sets the
//     header itself.
//   - Long-lived answers use Limits{Stream: true} and end when their context does.
func (s *Server) Mount(pattern string, scope auth.Scope, lim Limits, h http.Handler) {
	if lim.Body == 0 {
		lim.Body = 1 << 20
	}
	if lim.Time == 0 {
		lim.Time = 20 * time.Second
	}
	s.mux.Handle(pattern, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		need := scope
		if !safe(r.Method) && !lim.Asks {
			need = max(need, auth.Write)
		}
		if scope == auth.None {
			need = auth.None
		}
		if err := auth.Allow(r.Context(), need); err != nil {
			s.refuse(w, r, err)
			return
		}
		if scope != auth.None && !lim.Stream {
			if !s.gate.enter(r.Context()) {
				s.shed(w, r)
				return
			}
			defer s.gate.leave()
		}
		r.Body = http.MaxBytesReader(w, r.Body, lim.Body)
		ctx := r.Context()
		var cancel context.CancelFunc
		if lim.Stream {
			// A stream may last any time, but no longer than the server runs.
			c := http.NewResponseController(w)
			c.SetWriteDeadline(time.Time{})
			c.SetReadDeadline(time.Time{})
			ctx, cancel = context.WithCancel(ctx)
			defer context.AfterFunc(s.stopped, cancel)()
		} else {
			ctx, cancel = context.WithTimeout(ctx, lim.Time)
		}
		defer cancel()
		r = r.WithContext(ctx)
		defer func() { seenOf(ctx).pattern = r.Pattern }() // a part's own mux replaces it
		h.ServeHTTP(w, r)
	}))
}

// mountParts mounts everything that is served.
func (s *Server) mountParts() error {
	s.Mount("GET /healthz", auth.None, Limits{}, http.HandlerFunc(s.healthy))
	s.Mount("GET /readyz", auth.None, Limits{}, http.HandlerFunc(s.ready))
	s.Mount("GET /metrics", auth.Read, Limits{}, s.metrics.handler())
	answers := cache.New(s.o.Ledger)
	in := intake.New(intake.Options{Ledger: s.o.Ledger, Read: s.o.Read, Fetch: s.o.Fetch, Added: answers.Invalidate})
	rest, err := api.New(api.Options{Ledger: s.o.Ledger, Cache: answers, Intake: in, Alerts: s.o.Alerts, Base: s.o.Base,
		Version: s.o.Version, Now: s.o.Now, Log: s.o.Log})
	if err != nil {
		return err
	}
	s.Mount("/api/", auth.Read, Limits{Body: 9 << 20, Time: 30 * time.Second}, rest)
	s.Mount("GET /api/v1/export", auth.Read, Limits{Stream: true}, rest)
	feeds, err := feed.New(feed.Options{Ledger: s.o.Ledger, Cache: answers, Base: s.o.Base, Now: s.o.Now, Log: s.o.Log})
	if err != nil {
		return err
	}
	s.Mount("GET /feeds/", auth.Read, Limits{}, feeds)
	tools, err := mcp.New(mcp.Options{Ledger: s.o.Ledger, Base: s.o.Base, Version: s.o.Version, Now: s.o.Now,
		Log: s.o.Log})
	if err != nil {
		return err
	}
	s.Mount(mcp.Path, auth.Read, Limits{Asks: true}, tools)
	o := page.Options{Ledger: s.o.Ledger, Cache: answers, Intake: in, Jobs: s.o.Jobs, Keys: s.o.Keys,
		Cookie: SessionCookie, Now: s.o.Now, Log: s.o.Log,
		Version: s.o.Version, Cards: s.o.Cards, Secure: strings.HasPrefix(s.o.Base, "https://"),
		Quiet: func() time.Duration { return s.gate.quiet() }}
	if s.o.Alerts != nil {
		o.Alerts = s.o.Alerts
		s.metrics.registry.MustRegister(s.o.Alerts)
	}
	pages, err := page.New(o)
	if err != nil {
		return err
	}
	s.warm = pages.Warm
	s.Mount("/", auth.Read, Limits{}, pages)
	s.Mount("POST /add", auth.Write, Limits{Body: 9 << 20, Time: time.Minute}, pages)
	for _, form := range [...]string{"GET /feeds/manage", "POST /feeds/manage", "GET /feeds/manage.opml"} {
		s.Mount(form, auth.Write, Limits{Body: 2 << 20}, pages)
	}
	s.Mount("GET /live", auth.Read, Limits{Stream: true}, pages)
	for _, open := range [...]string{"/sign-in", "/sign-out", "/unsubscribe", "/static/", "/favicon.ico", "/robots.txt"} {
		s.Mount(open, auth.None, Limits{Body: 64 << 10}, pages)
	}
	return nil
}

func safe(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}

// healthy answers as long as the process is alive.
func (s *Server) healthy(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Write([]byte("ok\n"))
}

// ready reports whether requests should be sent here: the store answers and the server is not
// stopping.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if s.stopped.Err() != nil {
		http.Error(w, "stopping", http.StatusServiceUnavailable)
		return
	}
	if _, err := s.o.Ledger.Store().Decisions(r.Context(), math.MaxInt64); err != nil {
		s.o.Log.ErrorContext(r.Context(), "the store does not answer", "error", err)
		http.Error(w, "the store does not answer", http.StatusServiceUnavailable)
		return
	}
	w.Write([]byte("ready\n"))
}
