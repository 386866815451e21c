package work

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"
)

// View is a snapshot of the queue for its operator.
type View struct {
	Queues   []QueueView `json:"queues"`
	Workers  []string    `json:"workers"` // that are running a job now
	Rate     float64     `json:"articles_per_second"`
	Shards   float64     `json:"shards_per_second"`
	Sleeping int         `json:"scheduled"` // hosts and retries scheduled for later
	Retrying int         `json:"retrying"`  // failed and waiting for another attempt
	Dead     int         `json:"dead"`
	Done     int         `json:"done"` // in the last week
}

// QueueView is a snapshot of one queue.
type QueueView struct {
	Name    string  `json:"name"`
	Waiting int     `json:"waiting"`
	Running int     `json:"running"`
	Oldest  float64 `json:"oldest_seconds"` // how long the first job has waited
}

// rateWindow is the period over which rates are computed, and rateJobs the maximum number of
// jobs to examine for them.
const (
	rateWindow = 5 * time.Minute
	rateJobs   = 1000
)

// View takes a snapshot of the queue.
func (q *Queue[TTx]) View(ctx context.Context) (View, error) {
	v := View{Workers: []string{}}
	fail := func(err error) (View, error) { return v, fmt.Errorf("work: looking at the queue: %w", err) }
	exec := q.driver.GetExecutor()
	states, err := exec.JobCountByAllStates(ctx, &riverdriver.JobCountByAllStatesParams{})
	if err != nil {
		return fail(err)
	}
	v.Sleeping, v.Retrying = states[rivertype.JobStateScheduled], states[rivertype.JobStateRetryable]
	v.Dead, v.Done = states[rivertype.JobStateDiscarded], states[rivertype.JobStateCompleted]
	names := []string{queueFetch, queuePlan, queueRead, queueSuspect, queueTell}
	counts, err := exec.JobCountByQueueAndState(ctx, &riverdriver.JobCountByQueueAndStateParams{QueueNames: names})
	if err != nil {
		return fail(err)
	}
	for _, name := range names {
		qv := QueueView{Name: name}
		for _, c := range counts {
			if c.Queue == name {
				qv.Waiting, qv.Running = int(c.CountAvailable), int(c.CountRunning)
			}
		}
		if qv.Waiting > 0 {
			first, err := q.client.JobList(ctx, river.NewJobListParams().Queues(name).States(rivertype.JobStateAvailable).
				OrderBy(river.JobListOrderByScheduledAt, river.SortOrderAsc).First(1))
			if err != nil {
				return fail(err)
			}
			for _, j := range first.Jobs {
				qv.Oldest = max(0, time.Since(j.ScheduledAt).Seconds())
			}
		}
		v.Queues = append(v.Queues, qv)
	}
	running, err := q.client.JobList(ctx, river.NewJobListParams().States(rivertype.JobStateRunning).First(1000))
	if err != nil {
		return fail(err)
	}
	for _, j := range running.Jobs {
		if n := len(j.AttemptedBy); n > 0 {
			v.Workers = append(v.Workers, j.AttemptedBy[n-1])
		}
	}
	slices.Sort(v.Workers)
	v.Workers = slices.Compact(v.Workers)
	if err := q.rates(ctx, &v); err != nil {
		return fail(err)
	}
	return v, nil
}

// rates computes the reading rates of the last minutes.
func (q *Queue[TTx]) rates(ctx context.Context, v *View) error {
	last, err := q.client.JobList(ctx, river.NewJobListParams().Kinds(Shard{}.Kind()).States(rivertype.JobStateCompleted).
		OrderBy(river.JobListOrderByFinalizedAt, river.SortOrderDesc).First(rateJobs))
	if err != nil {
		return err
	}
	now := time.Now()
	shards, articles := 0, 0
	first := now
	for _, j := range last.Jobs {
		if j.FinalizedAt == nil || now.Sub(*j.FinalizedAt) > rateWindow {
			break
		}
		var r Reading
		if err := json.Unmarshal(j.Output(), &r); err == nil {
			articles += r.Articles
		}
		shards++
		first = earlier(first, *j.FinalizedAt)
	}
	// Measured from the first of them, so that a queue that started a minute ago shows its real
	// rate.
	span := min(max(now.Sub(first), 10*time.Second), rateWindow)
	v.Rate, v.Shards = float64(articles)/span.Seconds(), float64(shards)/span.Seconds()
	return nil
}

// DeadLetter is a job that was given up after its last attempt.
type DeadLetter struct {
	Job    int64     `json:"job"`
	Kind   string    `json:"kind"`
	Name   string    `json:"name"` // its archive, page, version, host or receiver
	At     int64     `json:"at"`   // offset in the archive
	Tries  int       `json:"tries"`
	When   time.Time `json:"when"`
	Reason string    `json:"reason"`
}

// Dead returns the dead letters, newest first.
func (q *Queue[TTx]) Dead(ctx context.Context, limit int) ([]DeadLetter, error) {
	got, err := q.client.JobList(ctx, river.NewJobListParams().States(rivertype.JobStateDiscarded).
		OrderBy(river.JobListOrderByFinalizedAt, river.SortOrderDesc).First(min(max(limit, 1), 10_000)))
	if err != nil {
		return nil, fmt.Errorf("work: listing dead letters: %w", err)
	}
	out := make([]DeadLetter, 0, len(got.Jobs))
	for _, j := range got.Jobs {
		out = append(out, deadOf(j))
	}
	return out, nil
}

// deadOf describes a job that was given up.
func deadOf(j *rivertype.JobRow) DeadLetter {
	d := DeadLetter{Job: j.ID, Kind: j.Kind, Tries: len(j.Errors)}
	if j.FinalizedAt != nil {
		d.When = *j.FinalizedAt
	}
	var args struct {
		Shard
		To    json.RawMessage `json:"to"` // a number, or an address
		Pages []struct {
			URL string `json:"url"`
		} `json:"pages"`
		Versions []int64 `json:"versions"`
		Host     string  `json:"host"`
	}
	if err := json.Unmarshal(j.EncodedArgs, &args); err == nil {
		d.Name, d.At = cmp.Or(args.Archive, args.Host), args.From
		var to string
		switch {
		case len(args.Pages) > 0:
			d.Name = args.Pages[0].URL
		case len(args.Versions) == 1:
			d.Name = fmt.Sprintf("v%d", args.Versions[0])
		case json.Unmarshal(args.To, &to) == nil && d.Name == "":
			d.Name = to
		}
		if args.Suspect != "" {
			d.Tries++ // the attempt with its shard
			d.Reason = args.Suspect
		}
	}
	if n := len(j.Errors); n > 0 {
		d.Reason = firstLine(j.Errors[n-1].Error)
	}
	return d
}

// Revive retries the given dead letters, or all of them if none are given, and returns how many.
func (q *Queue[TTx]) Revive(ctx context.Context, jobs ...int64) (int, error) {
	p := river.NewJobListParams().States(rivertype.JobStateDiscarded).First(1000)
	if len(jobs) > 0 {
		p = p.IDs(jobs...)
	}
	n := 0
	for {
		got, err := q.client.JobList(ctx, p)
		if err != nil {
			return n, fmt.Errorf("work: reviving dead letters: %w", err)
		}
		if len(got.Jobs) == 0 {
			return n, nil
		}
		for _, j := range got.Jobs {
			if _, err := q.client.JobRetry(ctx, j.ID); err != nil {
				return n, fmt.Errorf("work: reviving job %d: %w", j.ID, err)
			}
			n++
		}
	}
}
