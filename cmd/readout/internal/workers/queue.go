package workers

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/inputs"
	"readout/cmd/readout/internal/jobs"
	"readout/work"
)

// Queue is "readout queue".
type Queue struct {
	Show   queueShowCommand   `cmd:"" default:"withargs" help:"Show what is waiting, the rate, and failures."`
	Dead   queueDeadCommand   `cmd:"" help:"List dead letters with their reasons."`
	Revive queueReviveCommand `cmd:"" help:"Retry dead letters."`
	Follow queueFollowCommand `cmd:"" help:"Follow feeds on all workers that fetch."`
}

// queueFlags are the flags of the queue commands.
type queueFlags struct {
	cli.LedgerFlags `embed:""`
	cli.FormatFlags `embed:""`
}

// ask opens the queue of an existing ledger, calls question and prints the answer.
func (f *queueFlags) ask(ctx context.Context, t cli.Terminal, question func(jobs.Queue) (cli.Answer, error)) error {
	if err := f.There(); err != nil {
		return err
	}
	return f.askOrMake(ctx, t, question)
}

// askOrMake is like ask but creates the ledger if needed.
func (f *queueFlags) askOrMake(ctx context.Context, t cli.Terminal,
	question func(jobs.Queue) (cli.Answer, error)) error {
	q, _, closeJobs, err := jobs.Open(ctx, &f.LedgerFlags, work.Options{})
	if err != nil {
		return err
	}
	defer closeJobs()
	a, err := question(q)
	if err != nil {
		return err
	}
	return f.Print(t, a)
}

type queueShowCommand struct {
	queueFlags `embed:""`
}

// Run prints the state of the queues.
func (c *queueShowCommand) Run(ctx context.Context, t cli.Terminal) error {
	return c.ask(ctx, t, func(q jobs.Queue) (cli.Answer, error) {
		v, err := q.View(ctx)
		return cli.Answer{Value: v, Text: func(w *cli.Text) {
			for _, x := range v.Queues {
				w.Line(0, "%-8s %7d waiting  %4d under way  %s", x.Name, x.Waiting, x.Running, age(x.Oldest))
			}
			w.Line(0, "%.1f articles a second in %.2f shards, over the last five minutes; %s done in a week", v.Rate, v.Shards,
				cli.Counted(v.Done, "job"))
			w.Line(0, "%s busy; %s not yet due, %d to be tried again, %s", cli.Counted(len(v.Workers), "worker"),
				cli.Counted(v.Sleeping, "job"), v.Retrying, cli.Counted(v.Dead, "dead letter"))
			if v.Dead > 0 {
				w.Line(0, "%s", cli.Faint("'readout queue dead' lists them, 'readout queue revive' tries them again."))
			}
		}, Table: func() [][]string {
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
	Limit      int `short:"n" default:"50" help:"Maximum number, newest first (${default})."`
}

// Run lists the dead letters.
func (c *queueDeadCommand) Run(ctx context.Context, t cli.Terminal) error {
	return c.ask(ctx, t, func(q jobs.Queue) (cli.Answer, error) {
		dead, err := q.Dead(ctx, c.Limit)
		return cli.Answer{Value: dead, Text: func(w *cli.Text) {
			for _, d := range dead {
				w.Line(0, "%s", cli.Clean(fmt.Sprintf("%d  %s %s at %d, %d tries", d.Job, d.Kind, d.Name, d.At, d.Tries)))
				w.Line(4, "%s", cli.Faint(cli.Clean(d.Reason)))
			}
			if len(dead) == 0 {
				w.Line(0, "No dead letters.")
			}
		}, Table: func() [][]string {
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
	Jobs       []int64 `arg:"" optional:"" help:"Ids of dead letters (all)."`
}

// Run retries dead letters.
func (c *queueReviveCommand) Run(ctx context.Context, t cli.Terminal) error {
	return c.ask(ctx, t, func(q jobs.Queue) (cli.Answer, error) {
		n, err := q.Revive(ctx, c.Jobs...)
		return cli.Answer{Value: map[string]int{"revived": n}, Text: func(w *cli.Text) {
			w.Line(0, "%d will be tried again.", n)
		},
			Table: func() [][]string { return [][]string{{"revived"}, {strconv.Itoa(n)}} }}, err
	})
}

type queueFollowCommand struct {
	queueFlags `embed:""`
	Feeds      []string `arg:"" optional:"" help:"URLs of feeds."`
	OPML       string   `placeholder:"FILE" help:"A list of feeds in OPML."`
}

// Run starts following feeds.
func (c *queueFollowCommand) Run(ctx context.Context, t cli.Terminal) error {
	feeds, err := inputs.Feeds(c.Feeds, c.OPML)
	if err != nil {
		return err
	}
	return c.askOrMake(ctx, t, func(q jobs.Queue) (cli.Answer, error) {
		err := q.Watch(ctx, feeds)
		return cli.Answer{Value: map[string]int{"feeds": len(feeds)}, Text: func(w *cli.Text) {
			w.Line(0, "Every worker that fetches ('readout worker --fetch') follows %s.", cli.Counted(len(feeds), "feed"))
		}, Table: func() [][]string { return [][]string{{"feeds"}, {strconv.Itoa(len(feeds))}} }}, err
	})
}
