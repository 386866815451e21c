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

// responseRecorder is a ResponseWriter that records the status and the size.
type responseRecorder struct {
	http.ResponseWriter
	secure bool // the request came over HTTPS
	status int
	bytes  int64
}

func (w *responseRecorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
		w.secureCookies()
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *responseRecorder) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
		w.secureCookies()
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// secureCookies marks every cookie Secure, whichever part sets it, if the request came over
// HTTPS.
func (w *responseRecorder) secureCookies() {
	for i, c := range w.Header()["Set-Cookie"] {
		if w.secure && !strings.Contains(c, "; Secure") {
			w.Header()["Set-Cookie"][i] = c + "; Secure"
		}
	}
}

// Unwrap lets http.ResponseController flush and set deadlines.
func (w *responseRecorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush implements http.Flusher for handlers that look for it.
func (w *responseRecorder) Flush() { http.NewResponseController(w.ResponseWriter).Flush() }

// seen is what inner middleware reports for the log and the metrics.
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

// metrics are the server's own, in a separate registry.
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

// answered counts one answer. Methods and routes come from short lists, so that clients cannot
// create new series.
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
