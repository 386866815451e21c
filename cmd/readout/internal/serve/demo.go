package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"

	"readout"
	"readout/article"
	"readout/cmd/readout/internal/ask"
	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/jobs"
	"readout/ledger"
	"readout/ledger/demo"
	"readout/source"
	"readout/work"
)

// Demo is "readout demo".
type Demo struct {
	DB         string `name:"db" default:"demo.db" placeholder:"FILE" help:"File to create; it must not exist yet (${default})."`
	Serve      bool   `default:"true" negatable:"" help:"Serve the new ledger until Ctrl-C."`
	serveFlags `embed:""`
}

// Run reads the demonstration dispatches into a new ledger, prints a dossier, and serves the
// ledger at the address that it prints last.
func (c *Demo) Run(ctx context.Context, t cli.Terminal) error {
	if _, err := os.Stat(c.DB); err == nil {
		return fmt.Errorf("%s already exists: remove it, name another with --db, or open it with 'readout serve --db %s'",
			c.DB, c.DB)
	}
	reader, err := c.Reader(readout.Options{})
	if err != nil {
		return err
	}
	flags := cli.AskFlags{LedgerFlags: cli.LedgerFlags{DB: c.DB}, FormatFlags: cli.FormatFlags{Format: "text"}}
	l, closeLedger, err := flags.OpenOrMake(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	dispatches, err := demo.Dispatches()
	if err != nil {
		return err
	}
	for i := range dispatches {
		r, err := reader.Read(ctx, dispatchArticle(&dispatches[i]))
		if err != nil {
			return err
		}
		if err := added(l.Add(ctx, []ledger.Item{{Record: r}})); err != nil {
			return err
		}
	}
	d, err := l.Event(ctx, "summit", "")
	if err != nil {
		return err
	}
	err = flags.Print(t, cli.Answer{Text: func(w *cli.Text) {
		w.Line(0, "%d dispatches of three invented agencies are in %s. The dossier of their summit:", len(dispatches), c.DB)
		w.Gap()
		ask.WriteDossier(w, &d)
		w.Gap()
		for _, ask := range []string{"said Dravitsyn --about document", "changes --since 2024-03-15", "search 'gas transit'",
			"event summit --as-of 2024-03-14"} {
			w.Line(0, "%s", cli.Faint("readout "+ask+" --db "+c.DB))
		}
		w.Gap()
	}})
	if err != nil || !c.Serve {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil && c.Listen == DefaultListen { // in use: any other port will do
		listener, err = net.Listen("tcp", "127.0.0.1:0")
	}
	if err != nil {
		return fmt.Errorf("listening: %w", err)
	}
	q, _, closeJobs, err := jobs.Open(ctx, &flags.LedgerFlags, work.Options{})
	if err != nil {
		return err
	}
	defer closeJobs()
	c.queue = q
	return c.serve(ctx, t, listener, l, func() (*readout.Reader, error) { return reader, nil }, c.DB,
		"/event/"+url.PathEscape(d.ID))
}

func added(outcomes []ledger.Added, err error) error {
	for _, o := range outcomes {
		err = errors.Join(err, o.Err)
	}
	return err
}

// dispatchArticle returns a dispatch as an article from an agency's feed.
func dispatchArticle(x *demo.Dispatch) *article.Article {
	a, err := source.Text([]byte(x.Text), source.Hint{URL: x.URL, Outlet: x.Outlet})
	if err != nil {
		a = &article.Article{Text: x.Text, URL: x.URL, Outlet: x.Outlet}
	}
	a.ID, a.Published, a.PublishedFrom, a.Updated, a.Notice = x.URL, x.Published, "metadata", x.Updated,
		article.Notice(x.Notice)
	return a
}
