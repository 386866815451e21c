package main

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"readout/ledger"
	"readout/source/fetch"
	"readout/store"
	"readout/work"
)

// exitAgain says that the program should be started again: EX_TEMPFAIL.
const exitAgain = 75

// workerCommand is "readout worker".
type workerCommand struct {
	ledgerFlags `embed:""`
	workFlags   `embed:""`
	netFlags    `embed:""`
	Fetch       bool     `help:"Fetch, too: what 'readout queue follow' and the feeds name."`
	Hosts       int      `default:"16" help:"Hosts fetched from at once (${default})."`
	Metrics     string   `placeholder:"ADDRESS" help:"Serve /metrics, /healthz and /readyz there: 127.0.0.1:9187."`
	Tell        []string `placeholder:"URL" help:"Post what is new to this address."`
	TellKey     string   `placeholder:"FILE" help:"Sign what is posted with the key in this file (HMAC-SHA256, header X-Readout-Signature)."`
}

// Help is shown by "readout worker --help".
func (workerCommand) Help() string {
	return `Works on the jobs of a ledger: reads shards of archives and fetched pages, reads the archive
again, fetches. Start as many as there are machines, all with the same --db; each reads as
many shards at once as it has processors. SIGTERM lets jobs under way finish.

  readout worker --db postgres://readout@db/readout
  readout queue --db postgres://readout@db/readout

The exit status is 75 after an article has hung the reader: all else was finished, and the
program should be started again.`
}

// Run works until it is stopped.
func (c *workerCommand) Run(ctx context.Context, t terminal) error {
	o, err := c.options(t)
	if err != nil {
		return err
	}
	if c.Fetch {
		net, err := c.netFlags.options()
		if err != nil {
			return err
		}
		o.Client, o.Hosts = fetch.New(net), c.Hosts
		defer o.Client.Close()
	}
	var l *ledger.Ledger // set before work begins
	if len(c.Tell) > 0 {
		var key []byte
		if c.TellKey != "" {
			if key, err = os.ReadFile(c.TellKey); err != nil {
				return fmt.Errorf("--tell-key: %w", err)
			}
		}
		o.Relate = func(ctx context.Context, ids []store.VersionID) ([]work.Notice, error) {
			return relate(ctx, l, c.Tell, ids)
		}
		o.Tell = func(ctx context.Context, n work.Notice) error { return post(ctx, n, bytes.TrimSpace(key)) }
	}
	q, opened, closeJobs, err := c.jobs(ctx, o)
	if err != nil {
		return err
	}
	defer closeJobs()
	l = opened
	if c.Metrics != "" {
		stop, err := serveMetrics(ctx, c.Metrics, q, l)
		if err != nil {
			return err
		}
		defer stop()
	}
	err = q.Work(ctx)
	if errors.Is(err, work.ErrHung) {
		return failure{status: exitAgain, err: err}
	}
	return err
}

func (c *workerCommand) options(t terminal) (work.Options, error) { return c.workFlags.options(t) }

// workInside works on a ledger's jobs beside something else, until the context ends;
// wait for drained before the program does. An article that hangs the reader leaves a
// processor busy, since nothing here can start the program again. With a
// client it fetches, too: feeds that are followed, and what they name.
func (f *ledgerFlags) workInside(ctx context.Context, t terminal, client *fetch.Client) (drained func(), err error) {
	o, err := (&workFlags{}).options(t)
	if err != nil {
		return nil, err
	}
	o.Client = client
	q, _, closeJobs, err := f.jobs(ctx, o)
	if err != nil {
		return nil, err
	}
	done := make(chan bool)
	go func() {
		defer close(done)
		for hangs := 0; ; hangs++ {
			err := q.Work(ctx)
			closeJobs()
			if !errors.Is(err, work.ErrHung) || hangs == maxHangs {
				if err != nil {
					o.Log.Error("work has ended", "error", err)
				}
				return
			}
			if q, _, closeJobs, err = f.jobs(ctx, o); err != nil {
				o.Log.Error("work has ended", "error", err)
				return
			}
		}
	}()
	return func() { <-done }, nil
}

// serveMetrics answers an operator's programs beside the work.
func serveMetrics(ctx context.Context, address string, q jobs, l *ledger.Ledger) (stop func(), err error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("--metrics: %w", err)
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(q.Collector(), collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry,
		promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if ctx.Err() != nil {
			http.Error(w, "stopping", http.StatusServiceUnavailable)
			return
		}
		if _, err := l.Store().Versions(r.Context(), store.VersionFilter{Limit: 1}); err != nil {
			http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second}
	go server.Serve(listener)
	return func() { server.Close() }, nil
}

// told is what is posted about new versions.
type told struct {
	Versions []toldVersion `json:"versions"`
}

type toldVersion struct {
	ID         string `json:"id"`
	Outlet     string `json:"outlet"`
	URL        string `json:"url"`
	Headline   string `json:"headline"`
	Published  string `json:"published"`
	Notice     string `json:"notice,omitempty"`
	Statements int    `json:"statements"`
}

// relate makes one message to each address about what is new.
func relate(ctx context.Context, l *ledger.Ledger, to []string, ids []store.VersionID) ([]work.Notice, error) {
	vs, err := l.Store().Versions(ctx, store.VersionFilter{IDs: ids})
	if err != nil {
		return nil, err
	}
	var all told
	for _, v := range vs {
		all.Versions = append(all.Versions, toldVersion{ID: fmt.Sprintf("v%d", v.ID), Outlet: v.Key.Outlet, URL: v.Key.Ident,
			Headline:  v.Headline,
			Published: v.Since, Notice: v.Notice, Statements: v.Count})
	}
	body, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(body)
	var out []work.Notice
	for _, address := range to {
		out = append(out, work.Notice{To: address, ID: hex.EncodeToString(sum[:16]), Body: body})
	}
	return out, nil
}

// post sends one message. Receivers tell repetitions by X-Readout-Id.
func post(ctx context.Context, n work.Notice, key []byte) error {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, n.To, bytes.NewReader(n.Body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Readout-Id", n.ID)
	if len(key) > 0 {
		mac := hmac.New(sha256.New, key)
		mac.Write(n.Body)
		req.Header.Set("X-Readout-Signature", "sha256="+hex.EncodeToString(mac.Sum(nil)))
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if !slices.Contains([]int{200, 201, 202, 204}, resp.StatusCode) {
		return fmt.Errorf("%s answered %s", strings.TrimSpace(n.To), resp.Status)
	}
	return nil
}
