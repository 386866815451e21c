// Package serve serves a ledger to browsers, programs and assistants, over HTTP.
//
// In come requests; out go pages (serve/page), the API (serve/api), feeds and calendars
// (serve/feed) and tools for assistants (serve/mcp), each mounted here. It refuses unknown
// host names, missing tokens where they are required, and bodies and rates over the limits. It
// loads no model and contains no SQL.
//
// The one idea: all security is here, once, as middleware around the mux. A mounted part gets
// requests that are within limits and have an id, a deadline and a principal (serve/auth); it
// only needs to call auth.Allow before it acts.
package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"readout/article"
	"readout/ledger"
	"readout/record"
	"readout/serve/alert"
	"readout/serve/auth"
	"readout/serve/page"
	"readout/source"
)

// Options configures a Server. Only Ledger is required.
type Options struct {
	Ledger *ledger.Ledger
	// Read reads a submitted article; nil refuses submissions. Package serve loads no model
	// itself.
	Read func(context.Context, *article.Article) (*record.Record, error)
	// Fetch fetches a submitted address, guarded against private networks; nil refuses
	// addresses.
	Fetch func(ctx context.Context, url string) ([]byte, source.Hint, error)
	// Alerts sends webhooks while Serve runs; nil sends none.
	Alerts *alert.Dispatcher
	// Jobs are the ledger's jobs, for following feeds and viewing the queue; nil hides both.
	Jobs page.Jobs
	// Keys are the tokens. If nil, no token is required, which Serve allows only on a listener
	// that nobody but this machine's users can reach.
	Keys *auth.Keyring
	// User is the name recorded in the audit if no token is required.
	User string
	// Hosts are the host names accepted besides this machine's own.
	Hosts []string
	// Base is the public address, "https://news.example", for feeds and calendars; "" uses the
	// address of each request.
	Base string
	// TrustProxy are the networks of proxies whose forwarding headers are believed; those of
	// others are ignored.
	TrustProxy []netip.Prefix
	// Rate is the number of requests per second allowed from one address, with bursts of four
	// times as many; 0 is 100.
	Rate float64
	Log  *slog.Logger     // nil logs nothing
	Now  func() time.Time // nil is time.Now
	// Version is the program's version, for the About page and /api.
	Version string
	Cards   []page.Card // for the About page
}

// Server serves everything. Use it as an http.Handler, or call Serve.
type Server struct {
	o       Options
	mux     *http.ServeMux
	handler http.Handler
	metrics *metrics
	gate    *gate
	https   bool // the public address is HTTPS
	warm    func(context.Context)
	stopped context.Context // done when the server shuts down
	stop    context.CancelFunc
}

// New returns a server with every part mounted.
//
// Errors: a part cannot be made.
func New(o Options) (*Server, error) {
	if o.Ledger == nil {
		return nil, errors.New("serve: there is no ledger")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rate == 0 {
		o.Rate = 100
	}
	if o.User == "" {
		o.User = "local user"
	}
	s := &Server{o: o, mux: http.NewServeMux(), metrics: newMetrics(), gate: newGate(),
		https: strings.HasPrefix(o.Base, "https://")}
	s.stopped, s.stop = context.WithCancel(context.Background())
	if err := s.mountParts(); err != nil {
		return nil, fmt.Errorf("serve: %w", err)
	}
	var err error
	if s.handler, err = s.guard(s.mux); err != nil {
		return nil, fmt.Errorf("serve: %w", err)
	}
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Local reports whether a listener's address can only be reached from this machine.
func Local(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return !ok || tcp.IP.IsLoopback()
}

// shutdownTime is how long pending answers may take when the server stops.
const shutdownTime = 10 * time.Second

// Serve answers requests on a listener until the context ends; then it lets pending answers
// finish.
//
// Errors: the listener is public and there are no tokens; the listener's.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	if s.o.Keys == nil && (!Local(l.Addr()) || len(s.o.Hosts) > 0 || len(s.o.TrustProxy) > 0) {
		return fmt.Errorf("serve: others can reach %s: this needs tokens", l.Addr())
	}
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       60 * time.Second,
		WriteTimeout:      90 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(s.o.Log.Handler(), slog.LevelWarn),
	}
	if s.o.Alerts != nil {
		sending := make(chan struct{})
		go func() {
			defer close(sending)
			s.o.Alerts.Run(s.stopped)
		}()
		defer func() {
			s.stop()
			<-sending
		}()
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	warming := make(chan struct{})
	go func() {
		defer close(warming)
		s.warm(s.stopped)
	}()
	defer func() {
		s.stop()
		<-warming
	}()
	select {
	case err := <-done:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	s.stop() // readiness turns off, streams end
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	if err := server.Shutdown(end); err != nil {
		server.Close()
		return fmt.Errorf("serve: stopping: %w", err)
	}
	return nil
}
