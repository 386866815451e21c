package serve

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// watched remembers what was answered.
type watched struct {
	http.ResponseWriter
	secure bool // asked over HTTPS
	status int
	bytes  int64
}

func (w *watched) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
		w.secureCookies()
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *watched) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
		w.secureCookies()
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// secureCookies keeps every cookie, whichever part sets it, to HTTPS where that is how
// the server is asked.
func (w *watched) secureCookies() {
	for i, c := range w.Header()["Set-Cookie"] {
		if w.secure && !strings.Contains(c, "; Secure") {
			w.Header()["Set-Cookie"][i] = c + "; Secure"
		}
	}
}

// Unwrap lets http.ResponseController reach flushing and deadlines.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush is for handlers that look for http.Flusher.
func (w *watched) Flush() { http.NewResponseController(w.ResponseWriter).Flush() }

// seen is what inner middleware finds out for the log and the metrics.
type seen struct{ pattern, who string }

type seenKey struct{}

func withSeen(ctx context.Context, s *seen) context.Context {
	return context.WithValue(ctx, seenKey{}, s)
}

func seenOf(ctx context.Context) *seen {
	if s, ok := ctx.Value(seenKey{}).(*seen); ok {
		return s
	}
	return &seen{}
}

// metrics are the server's own, in a registry of their own.
type metrics struct {
	registry *prometheus.Registry
	took     *prometheus.HistogramVec
	inFlight prometheus.Gauge
	refused  *prometheus.CounterVec
}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "readout_request_seconds",
			Help:    "Time to answer, by route.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 20}},
			[]string{"method", "route", "status"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{Name: "readout_requests_in_flight",
			Help: "Requests being answered."}),
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "readout_requests_refused_total",
			Help: "Requests refused, by reason."}, []string{"reason"}),
	}
	m.registry.MustRegister(m.took, m.inFlight, m.refused, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// answered counts one answer. Methods and routes are from short lists, so that
// nobody outside can make new series.
func (m *metrics) answered(method, pattern string, status int, took time.Duration) {
	if !safe(method) && method != http.MethodPost && method != http.MethodPut && method != http.MethodPatch &&
		method != http.MethodDelete {
		method = "other"
	}
	if _, route, ok := strings.Cut(pattern, " "); ok {
		pattern = route
	}
	m.took.WithLabelValues(method, pattern, strconv.Itoa(status)).Observe(took.Seconds())
}
