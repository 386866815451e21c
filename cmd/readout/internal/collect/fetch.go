package collect

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"slices"
	"strings"

	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/inputs"
	"readout/source/fetch"
	"readout/source/warc"
)

// Fetch is "readout fetch".
type Fetch struct {
	cli.NetFlags `embed:""`
	Addresses    []string `arg:"" help:"URLs, http or https; - for one per line from standard input."`
	Out          string   `short:"o" required:"" placeholder:"FILE" help:"The archive to append to: a .warc.gz file."`
	Jobs         int      `short:"j" default:"8" help:"Pages fetched concurrently, but only one per host."`
	Again        bool     `help:"Also fetch what the archive already contains."`
}

// Help returns the text of "readout fetch --help".
func (Fetch) Help() string {
	return `Fetches pages into a WARC archive, one gzip member per record, as far as robots.txt and the hosts
allow. What the archive already contains is skipped, so the same command resumes a run that was
stopped. 'readout read -f warc FILE' and 'readout add -f warc FILE' read it.

  readout fetch https://example.org/a-page --out pages.warc.gz
  readout fetch - --out pages.warc.gz < addresses.txt`
}

// Run fetches the addresses that the archive does not contain. On Ctrl-C it finishes the running
// requests.
func (c *Fetch) Run(ctx context.Context, t cli.Terminal) error {
	o, err := c.FetchOptions()
	if err != nil {
		return err
	}
	addresses, err := c.list(t.In)
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
		if !held[plainURL(a)] {
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
	p := cli.NewProgress(t, t.ErrIsTTY, "fetched")
	p.Total = len(todo)
	get := func(address string) (*fetch.Response, error) { return client.Get(ctx, address) }
	good, bad := 0, 0
	for address, got := range inputs.InOrder(ctx, max(1, c.Jobs), slices.Values(todo), get) {
		switch {
		case errors.Is(got.Err, context.Canceled):
			continue // the next run fetches it
		case got.Err != nil:
			bad++
			p.Failed(got.Err)
			p.Tell(fmt.Sprintf("readout: %s: %s", address, inputs.Reason(got.Err)))
		default:
			good++
			p.Done(1)
			if t.Width == 0 { // on a terminal the bar is enough
				fmt.Fprintf(t.Out, "%d %s %d bytes\n", got.Value.Status, got.Value.Final, len(got.Value.Body))
			}
		}
	}
	p.End()
	if err := archive.Sync(); err != nil {
		return err
	}
	p.Tell(fmt.Sprintf("%d fetched, %d failed%s, %d in %s before", good, bad, p.KindsOfFailure(), len(addresses)-len(todo),
		c.Out))
	switch {
	case ctx.Err() != nil:
		p.Tell(fmt.Sprintf("%d are left: the same command resumes with them", len(todo)-good-bad))
		return ctx.Err()
	case bad > 0 && good == 0:
		return cli.Failure{Status: cli.ExitBad}
	case bad > 0:
		return cli.Failure{Status: cli.ExitSome}
	}
	return nil
}

// list returns the distinct addresses, in order.
func (c *Fetch) list(stdin io.Reader) ([]string, error) {
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

// held returns the addresses with a successful response in the archive, after redirects. Damage
// is reported but harmless: what it destroyed is fetched again.
func (c *Fetch) held(t cli.Terminal) (map[string]bool, error) {
	f, err := os.Open(c.Out)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	answers := make(map[string]string) // target of a redirect, or "" for a successful response
	for rec, err := range warc.Read(f) {
		if err != nil {
			fmt.Fprintf(t.Err, "readout: %s: %s\n", c.Out, inputs.Reason(err))
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
					answers[plainURL(rec.Target)] = plainURL(to.String())
				}
			}
		default:
			answers[plainURL(rec.Target)] = ""
		}
	}
	held := make(map[string]bool)
	for a := range answers {
		const longest = 10 // limits chains of redirects
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

// plainURL returns an address as stored in archives, without fragment and user.
func plainURL(a string) string {
	u, err := url.Parse(a)
	if err != nil {
		return a
	}
	u.Fragment, u.User = "", nil
	return u.String()
}
