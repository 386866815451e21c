package collect

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"time"

	"readout"
	"readout/article"
	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/inputs"
	"readout/ledger"
	"readout/source"
	"readout/source/fetch"
)

// Watch is "readout watch".
type Watch struct {
	cli.LedgerFlags `embed:""`
	cli.NetFlags    `embed:""`
	cli.ReaderFlags `embed:""`
	Feeds           []string      `arg:"" optional:"" help:"URLs of feeds, news sitemaps, or pages that link to their feed."`
	OPML            string        `placeholder:"FILE" help:"A list of feeds in OPML."`
	SaveOPML        string        `placeholder:"FILE" help:"At the end write the followed feeds to this OPML file."`
	State           string        `default:"readout-watch.json" placeholder:"FILE" help:"File that stores what was seen (${default})."`
	Archive         string        `placeholder:"FILE" help:"Save all responses in this .warc.gz file."`
	Idle            time.Duration `help:"Exit when nothing is due for this long; 1s fetches everything that is due once."`
}

// Help returns the text of "readout watch --help".
func (Watch) Help() string {
	return `Follows feeds and stores their articles in the ledger. A feed is polled as often as it has news;
an article is fetched again after an hour, a day and a week to detect edits. The same command
resumes after Ctrl-C.`
}

// Run follows feeds until it is interrupted, or until nothing is due.
func (c *Watch) Run(ctx context.Context, t cli.Terminal) error {
	feeds, err := inputs.Feeds(c.Feeds, c.OPML)
	if err != nil {
		return err
	}
	o, err := c.FetchOptions()
	if err != nil {
		return err
	}
	if c.Archive != "" {
		f, err := os.OpenFile(c.Archive, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			return err
		}
		defer f.Close()
		o.Archive = f
	}
	reader, err := c.Reader(readout.Options{})
	if err != nil {
		return err
	}
	l, closeLedger, err := c.OpenOrMake(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	c.TellOthers(ctx, t, l)
	client := fetch.New(o)
	defer client.Close()
	k := &keeper{l: l, progress: cli.NewProgress(t, false, "")}
	w := fetch.Watch{Client: client, Feeds: feeds, Store: stateFile(c.State), Idle: c.Idle}
	list := newFeedList(feeds)
	err = w.Run(ctx, func(ctx context.Context, v fetch.Visit) error {
		switch {
		case v.Err != nil:
			fmt.Fprintf(t.Err, "readout: %s\n", visitError(v, time.Now()))
			return nil
		case v.Page == "" && v.Channel != nil:
			list.name(v.Feed, v.Channel)
			fmt.Fprintf(t.Out, "%s  %s\n", v.Feed, cli.Counted(len(v.Channel.Entries), "entry"))
			if len(v.Loose) == 0 {
				return nil
			}
		case !v.Changed:
			return nil
		}
		items, err := readVisit(ctx, reader, v)
		if err != nil {
			k.fail(cmp.Or(v.Page, v.Feed), err)
			return nil
		}
		// What was fetched is stored even while the watch is being stopped, and a visit is only
		// acknowledged once it is stored.
		outcomes, err := l.Add(context.WithoutCancel(ctx), items)
		if err != nil {
			return err
		}
		k.count(outcomes)
		for _, x := range items {
			fmt.Fprintf(t.Out, "  %s  %s\n", cmp.Or(v.Page, x.Record.Article.ID),
				cli.Counted(len(x.Record.Statements), "statement"))
		}
		return nil
	})
	if err == nil && c.SaveOPML != "" {
		err = list.save(c.SaveOPML)
	}
	return err
}

// visitError returns what went wrong at an address, what can be done about it, and when it is
// retried.
func visitError(v fetch.Visit, now time.Time) string {
	s := fmt.Sprintf("%s: %s", cmp.Or(v.Page, v.Feed), inputs.Reason(v.Err))
	if v.Next.IsZero() {
		return s + "; it is not looked at again"
	}
	return fmt.Sprintf("%s; next look in %s", s, v.Next.Sub(now).Round(time.Minute))
}

// readVisit reads what a visit fetched: a page, or the entries of a feed that have no page.
// Metadata that a page lacks is taken from its feed entry.
func readVisit(ctx context.Context, reader *readout.Reader, v fetch.Visit) ([]ledger.Item, error) {
	var articles []*article.Article
	var err error
	if v.Page != "" {
		articles, err = inputs.ReadResponse(v.Response, "auto", v.Response.Hint())
	}
	for i := range v.Loose {
		e := &v.Loose[i]
		a, lerr := e.Article(source.Hint{ID: e.ID})
		if lerr != nil {
			err = lerr
			continue
		}
		articles = append(articles, a)
	}
	if len(articles) == 0 {
		return nil, err
	}
	items := make([]ledger.Item, 0, len(articles))
	for _, a := range articles {
		fromFeed(a, v.Entry)
		r, err := reader.Read(ctx, a)
		if err != nil {
			return nil, err
		}
		items = append(items, ledger.Item{Record: r})
	}
	return items, nil
}

func fromFeed(a *article.Article, e *source.Entry) {
	if e == nil {
		return
	}
	a.Title = cmp.Or(a.Title, e.Title)
	a.Outlet = cmp.Or(a.Outlet, e.Outlet)
	if a.Published == "" && e.Published != "" {
		a.Published, a.PublishedFrom = e.Published, "metadata"
	}
	if len(a.Authors) == 0 {
		a.Authors = e.Authors
	}
}
