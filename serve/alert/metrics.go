package alert

import (
	"github.com/prometheus/client_golang/prometheus"
)

// counts are counters of sending, by way: json, slack or mail.
type counts struct{ sent, failed *prometheus.CounterVec }

func newCounts() counts {
	c := counts{
		sent: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "readout_alerts_sent_total",
			Help: "Alerts that were taken, by way."}, []string{"way"}),
		failed: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "readout_alerts_failed_total",
			Help: "Attempts to send an alert that failed, by way."}, []string{"way"}),
	}
	for _, way := range [...]string{wayJSON, wayChat, wayMail} { // so that counters start at 0 instead of missing
		c.sent.WithLabelValues(way)
		c.failed.WithLabelValues(way)
	}
	return c
}

// The ways of sending, as labels.
const (
	wayJSON = "json"
	wayChat = "slack"
	wayMail = "mail"
)

func (s *Subscription) way() string {
	switch {
	case s.mailTo() != "":
		return wayMail
	case s.Form == Chat:
		return wayChat
	}
	return wayJSON
}

// gauge is one current figure of the queue.
type gauge struct {
	desc  *prometheus.Desc
	value float64
}

func (d *Dispatcher) gauges() []gauge {
	desc := func(name, help string) *prometheus.Desc { return prometheus.NewDesc(name, help, nil, nil) }
	d.mu.Lock()
	defer d.mu.Unlock()
	var subs, paused, waiting, failing, dead float64
	for _, s := range d.subs {
		if subs++; s.Paused != "" {
			paused++
		}
	}
	for _, x := range d.queue {
		switch {
		case x.Dead:
			dead++
		case x.Tries > 0:
			failing++
		default:
			waiting++
		}
	}
	return []gauge{
		{desc("readout_alerts", "Alerts that were made."), subs},
		{desc("readout_alerts_paused", "Alerts that send nothing until somebody sees to them."), paused},
		{desc("readout_alerts_waiting", "Messages to be sent that were not tried yet, those for digests among them."),
			waiting},
		{desc("readout_alerts_failing", "Messages that were not taken and will be tried again."), failing},
		{desc("readout_alerts_dead", "Messages that were given up."), dead},
	}
}

// Describe implements prometheus.Collector.
func (d *Dispatcher) Describe(to chan<- *prometheus.Desc) { prometheus.DescribeByCollect(d, to) }

// Collect implements prometheus.Collector.
func (d *Dispatcher) Collect(to chan<- prometheus.Metric) {
	for _, g := range d.gauges() {
		to <- prometheus.MustNewConstMetric(g.desc, prometheus.GaugeValue, g.value)
	}
	d.counts.sent.Collect(to)
	d.counts.failed.Collect(to)
}
