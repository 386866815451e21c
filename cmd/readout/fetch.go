package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"time"

	"readout"
	"readout/ledger"
	"readout/source"
	"readout/source/fetch"
)

// netFlags are the flags of commands that use the network.
type netFlags struct {
	UserAgent string        `placeholder:"TEXT" help:"How to name yourself: give your own contact address."`
	Allow     []string      `placeholder:"NETWORK" help:"Private networks that may be reached all the same: 192.168.1.0/24."`
	Delay     time.Duration `default:"1s" help:"Between two requests to one host; robots.txt may ask for more."`
}

func (f *netFlags) options() (fetch.Options, error) {
	o := fetch.Options{UserAgent: f.UserAgent, Delay: f.Delay}
	for _, s := range f.Allow {
		p, err := netip.ParsePrefix(s)
		if err != nil {
			return o, fmt.Errorf("--allow: %w", err)
		}
		o.Allow = append(o.Allow, p)
	}
	return o, nil
}

// fetchCommand is "readout fetch".
type fetchCommand struct {
	netFlags  `embed:""`
	Addresses []string `arg:"" help:"Addresses, http or https."`
	Out       string   `short:"o" required:"" placeholder:"FILE" help:"The archive to append to: a .warc.gz file."`
}

// Help is shown by "readout fetch --help".
func (fetchCommand) Help() string {
	return `Fetches pages into a WARC archive, one gzip member a record, as robots.txt and the hosts
allow. 'readout read -f warc FILE' and 'readout add -f warc FILE' read it.`
}

func (c *fetchCommand) Run(ctx context.Context, t terminal) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	archive, err := os.OpenFile(c.Out, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer archive.Close()
	o.Archive = archive
	client := fetch.New(o)
	defer client.Close()
	bad := 0
	for _, address := range c.Addresses {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		resp, err := client.Get(ctx, address)
		if err != nil {
			bad++
			fmt.Fprintf(t.err, "readout: %s: %v\n", address, err)
			continue
		}
		fmt.Fprintf(t.out, "%d %s %d bytes\n", resp.Status, resp.Final, len(resp.Body))
	}
	switch {
	case bad == len(c.Addresses):
		return failure{status: exitBad}
	case bad > 0:
		return failure{status: exitSome}
	}
	return archive.Sync()
}

// watchCommand is "readout watch".
type watchCommand struct {
	ledgerFlags `embed:""`
	netFlags    `embed:""`
	Feeds       []string      `arg:"" optional:"" help:"Addresses of feeds."`
	OPML        string        `placeholder:"FILE" help:"A list of feeds."`
	State       string        `default:"readout-watch.json" placeholder:"FILE" help:"Where to remember what was seen (${default})."`
	Archive     string        `placeholder:"FILE" help:"Keep every response in this .warc.gz file."`
	Idle        time.Duration `help:"End when nothing is due for so long: 1s looks at everything that is due once."`
}

// Help is shown by "readout watch --help".
func (watchCommand) Help() string {
	return `Follows feeds into the ledger. A feed is looked at as often as it brings news; an article
is fetched again after an hour, a day and a week, so that edits are seen. Ctrl-C stops,
and the same command goes on where it stopped.`
}

func (c *watchCommand) Run(ctx context.Context, t terminal) error {
	feeds, err := c.feeds()
	if err != nil {
		return err
	}
	o, err := c.options()
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
	reader, err := readout.New(readout.Options{})
	if err != nil {
		return err
	}
	l, closeLedger, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	client := fetch.New(o)
	defer client.Close()
	k := &keeper{l: l, progress: &progress{err: t.err}}
	w := fetch.Watch{Client: client, Feeds: feeds, Store: stateFile(c.State), Idle: c.Idle}
	return w.Run(ctx, func(ctx context.Context, v fetch.Visit) error {
		switch {
		case v.Err != nil:
			fmt.Fprintf(t.err, "readout: %s: %v\n", cmp.Or(v.Page, v.Feed), v.Err)
		case v.Page == "" && v.Channel != nil:
			fmt.Fprintf(t.out, "%s  %d entries\n", v.Feed, len(v.Channel.Entries))
		case v.Page != "" && v.Changed:
			a, err := source.HTML(v.Response.Body, v.Response.Hint())
			if err != nil {
				k.fail(v.Page, err)
				return nil
			}
			r, err := reader.Read(a)
			if err != nil {
				k.fail(v.Page, err)
				return nil
			}
			outcomes, err := l.Add(ctx, []ledger.Item{{Record: r}})
			if err != nil {
				return err // a visit is only acknowledged once it is kept
			}
			k.count(outcomes)
			fmt.Fprintf(t.out, "  %s  %d statements\n", v.Page, len(r.Statements))
		}
		return nil
	})
}

func (c *watchCommand) feeds() ([]string, error) {
	feeds := c.Feeds
	if c.OPML != "" {
		raw, err := os.ReadFile(c.OPML)
		if err != nil {
			return nil, err
		}
		subs, err := source.OPML(raw, source.Hint{Name: c.OPML})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.OPML, err)
		}
		for _, s := range subs {
			feeds = append(feeds, s.URL)
		}
	}
	if len(feeds) == 0 {
		return nil, errors.New("nothing to watch: name feeds, or a list of them with --opml")
	}
	return feeds, nil
}

// stateFile keeps a watch's state as JSON, replaced whole at every save.
type stateFile string

// Load reads the state; a file that is not there is an empty state.
func (f stateFile) Load() (*fetch.State, error) {
	raw, err := os.ReadFile(string(f))
	if errors.Is(err, os.ErrNotExist) {
		return &fetch.State{}, nil
	}
	if err != nil {
		return nil, err
	}
	var s fetch.State
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, fmt.Errorf("%s: %w", string(f), err)
	}
	return &s, nil
}

// Save writes the state beside the file and renames.
func (f stateFile) Save(s *fetch.State) error {
	raw, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(string(f)+".new", raw, 0o644); err != nil {
		return err
	}
	return os.Rename(string(f)+".new", string(f))
}
