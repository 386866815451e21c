package collect

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/jobs"
	"readout/work"
)

// listFlags are the flags of "readout add" for lists of archives.
type listFlags struct {
	FromWARCList string `name:"from-warc-list" placeholder:"FILE" help:"Read the WARC files listed in FILE, one per line, distributed over all workers of the ledger."`
	Into         string `placeholder:"FOLDER" help:"With --from-warc-list: write Parquet files to this directory instead of the ledger. All workers must have access."`
	Manifest     string `placeholder:"FILE" help:"With --from-warc-list: write a manifest of what was read, by which reader, and what failed (manifest.json in --into)."`
	ShardKiB     int64  `name:"shard" placeholder:"KIB" help:"With --from-warc-list: size of a job in KiB of an archive (4096, or 16384 with --into)."`
	Detach       bool   `help:"With --from-warc-list: only queue the jobs and exit."`
}

// archives reads the list. Relative paths are made absolute, since workers run elsewhere.
func (f *listFlags) archives(stdin io.Reader) (work.Archives, error) {
	a := work.Archives{Shard: f.ShardKiB << 10}
	in := stdin
	if f.FromWARCList != "-" {
		file, err := os.Open(f.FromWARCList)
		if err != nil {
			return a, err
		}
		defer file.Close()
		in = file
	}
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		l := strings.TrimSpace(lines.Text())
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		path, err := filepath.Abs(l)
		if err != nil {
			return a, err
		}
		a.Files = append(a.Files, path)
	}
	if err := lines.Err(); err != nil {
		return a, fmt.Errorf("%s: %w", f.FromWARCList, err)
	}
	if len(a.Files) == 0 {
		return a, fmt.Errorf("%s lists no archive", f.FromWARCList)
	}
	if f.Into != "" {
		into, err := filepath.Abs(f.Into)
		if err != nil {
			return a, err
		}
		a.Into = into
		if f.Manifest == "" {
			f.Manifest = filepath.Join(into, "manifest.json")
		}
	}
	return a, nil
}

// list reads a list of archives: it queues them, works together with the ledger's other workers
// until they are read, and prints a summary.
func (c *Add) list(ctx context.Context, t cli.Terminal) error {
	if len(c.Files) > 0 {
		return errors.New("name files, or a list of archives with --from-warc-list, but not both")
	}
	a, err := c.archives(t.In)
	if err != nil {
		return err
	}
	o, err := (&jobs.Flags{ReaderFlags: c.ReaderFlags, Workers: c.Jobs}).WorkOptions(t)
	if err != nil {
		return err
	}
	q, l, closeJobs, err := jobs.Open(ctx, &c.LedgerFlags, work.Options{})
	if err != nil {
		return err
	}
	defer closeJobs()
	c.TellOthers(ctx, t, l)
	tag, err := q.AddArchives(ctx, a)
	if err != nil {
		return err
	}
	if c.Detach {
		fmt.Fprintf(t.Err, "readout: %d archives queued as %s; the same command without --detach follows them\n",
			len(a.Files), tag)
		return nil
	}
	p := cli.NewProgress(t, t.ErrIsTTY, "shards read")
	seen := 0
	err = jobs.UntilDone(ctx, &c.LedgerFlags, o, tag, func(q jobs.Queue) error {
		v, err := q.View(ctx)
		if n := v.Done - seen; n > 0 && err == nil {
			p.Done(int64(n))
			seen = v.Done
		}
		return err
	})
	p.End()
	if err != nil {
		return err
	}
	m, err := q.Manifest(ctx, tag)
	if err != nil {
		return err
	}
	if c.Manifest != "" {
		if err := writeManifest(c.Manifest, &m); err != nil {
			return err
		}
	}
	fmt.Fprintf(t.Err, "readout: %d archives in %d shards: %d articles, %d of them new, %d there already, %d records "+
		"without an article, %d dead letters\n",
		m.Archives, m.Shards, m.Articles, m.New, m.Known, m.Skipped, len(m.Dead))
	if len(m.Dead)+len(m.Damage) > 0 {
		return cli.Failure{Status: cli.ExitSome}
	}
	return nil
}

// writeManifest writes the manifest atomically.
func writeManifest(path string, m *work.Manifest) error {
	raw, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", append(raw, '\n'), 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}
