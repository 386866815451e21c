package work

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Metrics holds the counters of one process.
type Metrics struct {
	failed   *prometheus.CounterVec
	articles prometheus.Counter
	pages    prometheus.Counter
	took     prometheus.Histogram
}

func newMetrics() *Metrics {
	return &Metrics{
		failed: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "readout_jobs_failed_total",
			Help: "Attempts at jobs that failed, by kind."}, []string{"kind"}),
		articles: prometheus.NewCounter(prometheus.CounterOpts{Name: "readout_articles_read_total",
			Help: "Articles read by this process."}),
		pages: prometheus.NewCounter(prometheus.CounterOpts{Name: "readout_pages_fetched_total",
			Help: "Pages fetched by this process that were new or changed."}),
		took: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "readout_shard_seconds",
			Help:    "Time from taking a shard until its records were kept.",
			Buckets: []float64{.05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 180}}),
	}
}

func (m *Metrics) read(r *Reading, took time.Duration) {
	m.articles.Add(float64(r.Articles))
	m.took.Observe(took.Seconds())
}

// The gauges of the whole queue, computed on each scrape.
var (
	waitingDesc = prometheus.NewDesc("readout_queue_waiting", "Jobs that could start now, by queue.",
		[]string{"queue"}, nil)
	runningDesc = prometheus.NewDesc("readout_queue_running", "Jobs under way on all workers, by queue.",
		[]string{"queue"}, nil)
	oldestDesc = prometheus.NewDesc("readout_queue_oldest_seconds", "How long the first job of a queue has waited.",
		[]string{"queue"}, nil)
	retryDesc = prometheus.NewDesc("readout_queue_retrying", "Jobs that failed and will be tried again.", nil, nil)
	deadDesc  = prometheus.NewDesc("readout_queue_dead", "Dead letters.", nil, nil)
)

// collector exports the counters of the process and the gauges of the queue.
type collector[TTx any] struct{ q *Queue[TTx] }

// Collector returns a collector for a Prometheus registry.
func (q *Queue[TTx]) Collector() prometheus.Collector { return collector[TTx]{q} }

// Describe implements prometheus.Collector.
func (c collector[TTx]) Describe(to chan<- *prometheus.Desc) {
	for _, m := range c.q.m.all() {
		m.Describe(to)
	}
	for _, d := range [...]*prometheus.Desc{waitingDesc, runningDesc, oldestDesc, retryDesc, deadDesc} {
		to <- d
	}
}

func (m *Metrics) all() []prometheus.Collector {
	return []prometheus.Collector{m.failed, m.articles, m.pages, m.took}
}

// Collect implements prometheus.Collector.
func (c collector[TTx]) Collect(to chan<- prometheus.Metric) {
	for _, m := range c.q.m.all() {
		m.Collect(to)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	v, err := c.q.View(ctx)
	if err != nil {
		to <- prometheus.NewInvalidMetric(waitingDesc, err)
		return
	}
	for _, qv := range v.Queues {
		to <- prometheus.MustNewConstMetric(waitingDesc, prometheus.GaugeValue, float64(qv.Waiting), qv.Name)
		to <- prometheus.MustNewConstMetric(runningDesc, prometheus.GaugeValue, float64(qv.Running), qv.Name)
		to <- prometheus.MustNewConstMetric(oldestDesc, prometheus.GaugeValue, qv.Oldest, qv.Name)
	}
	to <- prometheus.MustNewConstMetric(retryDesc, prometheus.GaugeValue, float64(v.Retrying))
	to <- prometheus.MustNewConstMetric(deadDesc, prometheus.GaugeValue, float64(v.Dead))
}
