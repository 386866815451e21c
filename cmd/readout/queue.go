package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"readout/work"
)

// queueCommand is "readout queue".
type queueCommand struct {
	Show   queueShowCommand   `cmd:"" default:"withargs" help:"How much waits, how fast it goes, what fails."`
	Dead   queueDeadCommand   `cmd:"" help:"List what was given up, and why."`
	Revive queueReviveCommand `cmd:"" help:"Let what was given up be tried again."`
	Follow queueFollowCommand `cmd:"" help:"Follow feeds, on every worker that fetches."`
}

// queueFlags are the flags of what looks at a queue.
type queueFlags struct {
	ledgerFlags `embed:""`
	formatFlags `embed:""`
}

// look opens the queue, asks it something and prints the answer.
func (f *queueFlags) look(ctx context.Context, t terminal, question func(jobs) (answer, error)) error {
	if err := f.there(); err != nil {
		return err
	}
	return f.change(ctx, t, question)
}

// change is look for a command that a ledger may begin with.
func (f *queueFlags) change(ctx context.Context, t terminal, question func(jobs) (answer, error)) error {
	q, _, closeJobs, err := f.jobs(ctx, work.Options{})
	if err != nil {
		return err
	}
	defer closeJobs()
	a, err := question(q)
	if err != nil {
		return err
	}
	return f.print(t, a)
}

type queueShowCommand struct {
	queueFlags `embed:""`
}

func (c *queueShowCommand) Run(ctx context.Context, t terminal) error {
	return c.look(ctx, t, func(q jobs) (answer, error) {
		v, err := q.View(ctx)
		return answer{value: v, text: func(w *textAnswer) {
			for _, x := range v.Queues {
				w.line(0, "%-8s %7d waiting  %4d under way  %s", x.Name, x.Waiting, x.Running, age(x.Oldest))
			}
			w.line(0, "%.1f articles a second in %.2f shards, over the last five minutes; %s done in a week", v.Rate, v.Shards,
				counted(v.Done, "job"))
			w.line(0, "%s busy; %s not yet due, %d to be tried again, %s", counted(len(v.Workers), "worker"),
				counted(v.Sleeping, "job"), v.Retrying, counted(v.Dead, "dead letter"))
			if v.Dead > 0 {
				w.line(0, "%s", faint.Render("'readout queue dead' lists them, 'readout queue revive' tries them again."))
			}
		}, table: func() [][]string {
			rows := [][]string{{"queue", "waiting", "running", "oldest_seconds"}}
			for _, x := range v.Queues {
				rows = append(rows, []string{x.Name, strconv.Itoa(x.Waiting), strconv.Itoa(x.Running),
					fmt.Sprintf("%.0f", x.Oldest)})
			}
			return rows
		}}, err
	})
}

func age(seconds float64) string {
	if seconds < 1 {
		return ""
	}
	return "the first for " + (time.Duration(seconds) * time.Second).String()
}

type queueDeadCommand struct {
	queueFlags `embed:""`
	Limit      int `short:"n" default:"50" help:"How many, the newest first (${default})."`
}

func (c *queueDeadCommand) Run(ctx context.Context, t terminal) error {
	return c.look(ctx, t, func(q jobs) (answer, error) {
		dead, err := q.Dead(ctx, c.Limit)
		return answer{value: dead, text: func(w *textAnswer) {
			for _, d := range dead {
				w.line(0, "%s", clean(fmt.Sprintf("%d  %s %s at %d, %d tries", d.Job, d.Kind, d.Name, d.At, d.Tries)))
				w.line(4, "%s", faint.Render(clean(d.Reason)))
			}
			if len(dead) == 0 {
				w.line(0, "No dead letters.")
			}
		}, table: func() [][]string {
			rows := [][]string{{"job", "kind", "name", "at", "tries", "when", "reason"}}
			for _, d := range dead {
				rows = append(rows, []string{fmt.Sprint(d.Job), d.Kind, d.Name, fmt.Sprint(d.At), strconv.Itoa(d.Tries),
					d.When.UTC().Format(time.RFC3339), d.Reason})
			}
			return rows
		}}, err
	})
}

type queueReviveCommand struct {
	queueFlags `embed:""`
	Jobs       []int64 `arg:"" optional:"" help:"Numbers of dead letters; all of them unless given."`
}

func (c *queueReviveCommand) Run(ctx context.Context, t terminal) error {
	return c.look(ctx, t, func(q jobs) (answer, error) {
		n, err := q.Revive(ctx, c.Jobs...)
		return answer{value: map[string]int{"revived": n}, text: func(w *textAnswer) {
			w.line(0, "%d will be tried again.", n)
		},
			table: func() [][]string { return [][]string{{"revived"}, {strconv.Itoa(n)}} }}, err
	})
}

type queueFollowCommand struct {
	queueFlags `embed:""`
	Feeds      []string `arg:"" optional:"" help:"Addresses of feeds."`
	OPML       string   `placeholder:"FILE" help:"A list of feeds."`
}

func (c *queueFollowCommand) Run(ctx context.Context, t terminal) error {
	feeds, err := (&watchCommand{Feeds: c.Feeds, OPML: c.OPML}).feeds()
	if err != nil {
		return err
	}
	return c.change(ctx, t, func(q jobs) (answer, error) {
		err := q.Watch(ctx, feeds)
		return answer{value: map[string]int{"feeds": len(feeds)}, text: func(w *textAnswer) {
			w.line(0, "Every worker that fetches ('readout worker --fetch') follows %s.", counted(len(feeds), "feed"))
		}, table: func() [][]string { return [][]string{{"feeds"}, {strconv.Itoa(len(feeds))}} }}, err
	})
}
