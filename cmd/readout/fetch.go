package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"readout/source/fetch"
	"readout/source/warc"
)

// netFlags are the flags of commands that use the network.
type netFlags struct {
	UserAgent string        `placeholder:"TEXT" help:"How to name yourself to the hosts: give your own contact address."`
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

// client is a client as the flags say, without an archive.
func (f *netFlags) client() (*fetch.Client, error) {
	o, err := f.options()
	if err != nil {
		return nil, err
	}
	return fetch.New(o), nil
}

// fetchCommand is "readout fetch".
type fetchCommand struct {
	netFlags  `embed:""`
	Addresses []string `arg:"" help:"Addresses, http or https; - for one a line from standard input."`
	Out       string   `short:"o" required:"" placeholder:"FILE" help:"The archive to append to: a .warc.gz file."`
	Jobs      int      `short:"j" default:"8" help:"Pages fetched at once; from one host one at a time."`
	Again     bool     `help:"Fetch what the archive holds already once more."`
}

// Help is shown by "readout fetch --help".
func (fetchCommand) Help() string {
	return `Fetches pages into a WARC archive, one gzip member a record, as robots.txt and the hosts
allow. What the archive holds already is passed over, so a run that was stopped is gone on
with by the same command. 'readout read -f warc FILE' and 'readout add -f warc FILE' read it.

  readout fetch https://example.org/a-page --out pages.warc.gz
  readout fetch - --out pages.warc.gz < addresses.txt`
}

// Run fetches every address that the archive does not hold. Ctrl-C ends it after
// what is under way.
func (c *fetchCommand) Run(ctx context.Context, t terminal) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	addresses, err := c.list(t.in)
	if err != nil {
		return err
	}
	held := map[string]bool{}
	if !c.Again {
		if held, err = c.held(t); err != nil {
			return err
		}
	}
	var todo []string
	for _, a := range addresses {
		if !held[plainAddress(a)] {
			todo = append(todo, a)
		}
	}
	archive, err := os.OpenFile(c.Out, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer archive.Close()
	o.Archive = archive
	client := fetch.New(o)
	defer client.Close()
	p := newProgress(t, t.errIsTTY, "fetched")
	p.total = len(todo)
	get := func(address string) (*fetch.Response, error) { return client.Get(ctx, address) }
	good, bad := 0, 0
	for address, got := range inOrder(ctx, max(1, c.Jobs), slices.Values(todo), get) {
		switch {
		case errors.Is(got.err, context.Canceled):
			continue // the next run fetches it
		case got.err != nil:
			bad++
			p.failed(got.err)
			p.tell(fmt.Sprintf("readout: %s: %s", address, strings.TrimPrefix(got.err.Error(), "fetch "+address+": ")))
		default:
			good++
			p.done(1)
			if t.width == 0 { // on a terminal the bar says enough
				fmt.Fprintf(t.out, "%d %s %d bytes\n", got.value.Status, got.value.Final, len(got.value.Body))
			}
		}
	}
	p.end()
	if err := archive.Sync(); err != nil {
		return err
	}
	p.tell(fmt.Sprintf("%d fetched, %d failed%s, %d in %s before", good, bad, p.kindsOfFailure(), len(addresses)-len(todo),
		c.Out))
	switch {
	case ctx.Err() != nil:
		p.tell(fmt.Sprintf("%d are left: the same command goes on with them", len(todo)-good-bad))
		return ctx.Err()
	case bad > 0 && good == 0:
		return failure{status: exitBad}
	case bad > 0:
		return failure{status: exitSome}
	}
	return nil
}

// list is the addresses asked for, each once, in order.
func (c *fetchCommand) list(stdin io.Reader) ([]string, error) {
	var out []string
	seen := make(map[string]bool)
	add := func(a string) {
		if a = strings.TrimSpace(a); a != "" && a[0] != '#' && !seen[a] {
			seen[a] = true
			out = append(out, a)
		}
	}
	for _, a := range c.Addresses {
		if a != "-" {
			add(a)
			continue
		}
		lines := bufio.NewScanner(stdin)
		for lines.Scan() {
			add(lines.Text())
		}
		if err := lines.Err(); err != nil {
			return nil, fmt.Errorf("standard input: %w", err)
		}
	}
	return out, nil
}

// held is the addresses that the archive holds a good answer to, after redirects.
// Damage is told and does no harm: what it took is fetched again.
func (c *fetchCommand) held(t terminal) (map[string]bool, error) {
	f, err := os.Open(c.Out)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	answers := make(map[string]string) // to where it redirects, "" for a good answer
	for rec, err := range warc.Read(f) {
		if err != nil {
			fmt.Fprintf(t.err, "readout: %s: %s\n", c.Out, reason(err))
			continue
		}
		if rec.Type != warc.Response {
			continue
		}
		resp, err := rec.HTTP()
		switch {
		case err != nil || resp.Status >= 400 || rec.Field("WARC-Truncated") != "":
		case resp.Status >= 300:
			if from, err := url.Parse(rec.Target); err == nil {
				if to, err := from.Parse(resp.Get("Location")); err == nil && resp.Get("Location") != "" {
					answers[plainAddress(rec.Target)] = plainAddress(to.String())
				}
			}
		default:
			answers[plainAddress(rec.Target)] = ""
		}
	}
	held := make(map[string]bool)
	for a := range answers {
		const longest = 10 // a chain of redirects
		to, ok := a, true
		for range longest {
			if to, ok = answers[to]; !ok || to == "" {
				break
			}
		}
		held[a] = ok && to == ""
	}
	return held, nil
}

// plainAddress is an address as archives name it: without its fragment and user.
func plainAddress(a string) string {
	u, err := url.Parse(a)
	if err != nil {
		return a
	}
	u.Fragment, u.User = "", nil
	return u.String()
}
