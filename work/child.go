package work

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"

	"readout/article"
	"readout/record"
	"readout/source"
	"readout/source/warc"
)

// reader reads one article.
type reader func(context.Context, *article.Article) (*record.Record, error)

// line is one line of a child's output. Each document has a line when it begins and another with
// its result.
type line struct {
	At     int64          `json:"at"`
	Name   string         `json:"name,omitempty"`
	Begin  bool           `json:"begin,omitempty"`
	Record *record.Record `json:"record,omitempty"`
	Skip   bool           `json:"skip,omitempty"`
	Error  string         `json:"error,omitempty"`
	Damage string         `json:"damage,omitempty"`
	End    bool           `json:"end,omitempty"` // the whole shard was read
}

// Child runs the other end of Options.Child: it reads one shard from in and writes progress to
// out. It may be killed at any moment.
func Child(ctx context.Context, in io.Reader, out io.Writer,
	read func(context.Context, *article.Article) (*record.Record, error)) error {
	var s Shard
	if err := json.NewDecoder(in).Decode(&s); err != nil {
		return fmt.Errorf("work: taking a shard: %w", err)
	}
	enc := json.NewEncoder(out)
	for d, err := range s.documents() {
		var lost *warc.Damage
		if errors.As(err, &lost) {
			if err := enc.Encode(line{Damage: lost.Error()}); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		if err := enc.Encode(line{At: d.at, Name: d.name, Begin: true}); err != nil {
			return err
		}
		l := line{At: d.at, Name: d.name}
		r, err := readOne(ctx, read, d)
		switch {
		case err == nil:
			l.Record = r
		case errors.Is(err, warc.ErrNotPage) || errors.Is(err, source.ErrNoArticle):
			l.Skip = true
		default:
			l.Error = err.Error()
		}
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	return enc.Encode(line{End: true})
}

// readInChildren reads the shard in child processes. A child that dies or hangs costs only the
// current article; the next child resumes after it.
func (b *reading) readInChildren(ctx context.Context, child func(context.Context) *exec.Cmd) error {
	for s := *b.shard; ; {
		at, err := b.runChild(ctx, child, s)
		if err != nil || at < 0 || b.rest != nil {
			return err
		}
		s.From = at + 1
	}
}

// runChild runs one child until it ends. It returns the offset of the document that ended it, or
// -1 if everything was read.
func (b *reading) runChild(ctx context.Context, child func(context.Context) *exec.Cmd, s Shard) (at int64, err error) {
	ctx, kill := context.WithCancel(ctx)
	defer kill()
	cmd := child(ctx)
	cmd.WaitDelay = time.Second
	args, err := json.Marshal(s)
	if err != nil {
		return 0, fmt.Errorf("work: handing on a shard: %w", err)
	}
	stderr := &stderrHead{}
	cmd.Stdin, cmd.Stderr = bytes.NewReader(args), stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, fmt.Errorf("work: starting a reader: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return 0, fmt.Errorf("work: starting a reader: %w", err)
	}
	lines, failed := make(chan line), make(chan error, 1)
	go func() {
		defer close(lines)
		dec := json.NewDecoder(bufio.NewReaderSize(out, 1<<16))
		for {
			var l line
			if err := dec.Decode(&l); err != nil {
				failed <- err
				return
			}
			select {
			case lines <- l:
			case <-ctx.Done():
				failed <- ctx.Err()
				return
			}
		}
	}()
	var now *document // in progress
	limit := time.NewTimer(b.limit + startTime)
	defer limit.Stop()
	for {
		select {
		case l, more := <-lines:
			if !more {
				err := errors.Join(<-failed, cmd.Wait())
				if ctx.Err() != nil {
					return 0, ctx.Err()
				}
				if now == nil {
					return 0, fmt.Errorf("work: a reader exited without a result: %w: %s", err, stderr.first())
				}
				b.fail(*now, fmt.Sprintf("the reader died: %s (%v)", stderr.first(), cmd.ProcessState))
				return now.at, nil
			}
			limit.Reset(b.limit)
			switch {
			case l.End:
				kill()
				_ = cmd.Wait() // it has written everything
				return -1, nil
			case l.Damage != "":
				b.r.Damage = append(b.r.Damage, l.Damage)
			case l.Begin:
				now = &document{name: l.Name, at: l.At}
				if time.Now().After(b.until) {
					rest := b.shard.from(l.At)
					b.rest, b.r.To = &rest, l.At
					kill()
					_ = cmd.Wait() // killed
					return -1, nil
				}
			default:
				b.addLine(document{name: l.Name, at: l.At}, &l)
				now = nil
			}
		case <-limit.C:
			kill()
			_ = cmd.Wait() // killed
			if now == nil {
				return 0, errors.New("work: a reader did not start")
			}
			b.fail(*now, fmt.Sprintf("%v: more than %s", errTooSlow, b.limit))
			return now.at, nil
		}
	}
}

// startTime is how long a child may take to load its models.
const startTime = 20 * time.Second

// addLine records the result of a document that a child reports.
func (b *reading) addLine(d document, l *line) {
	switch {
	case l.Record != nil:
		b.addRecord(d, l.Record)
	case l.Skip:
		b.r.Skipped++
	default:
		b.fail(d, l.Error)
	}
}

// stderrHead keeps the beginning of a child's standard error.
type stderrHead struct{ b []byte }

// Write keeps what fits and discards the rest.
func (t *stderrHead) Write(p []byte) (int, error) {
	t.b = append(t.b, p[:min(len(p), 4096-len(t.b))]...)
	return len(p), nil
}

func (t *stderrHead) first() string { return firstLine(string(t.b)) }
