package workers

import (
	"context"
	"time"

	"readout"
	"readout/cmd/readout/internal/cli"
	"readout/work"
)

// ReadShard is "readout read-shard": the subprocess in which a worker reads what may crash it.
// It is not meant for users.
type ReadShard struct {
	Time time.Duration `help:"Time limit for reading one article."`

	cli.ReaderFlags `embed:""`
}

// Run reads a shard from standard input and writes the results to standard output.
func (c *ReadShard) Run(ctx context.Context, t cli.Terminal) error {
	reader, err := c.Reader(readout.Options{Time: c.Time})
	if err != nil {
		return err
	}
	return work.Child(ctx, t.In, t.Raw, reader.Read)
}
