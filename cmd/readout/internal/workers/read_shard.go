package workers

import (
	"context"
	"time"

	"readout"
	"readout/cmd/readout/internal/cli"
	"readout/work"
)

// ReadShard is "readout read-shard": the process in which a worker reads what
// may end it. It is not for people.
type ReadShard struct {
	Time time.Duration `help:"What the reading of one article may take."`
}

// Run takes a shard from standard input and says on standard output what is in it.
func (c *ReadShard) Run(ctx context.Context, t cli.Terminal) error {
	reader, err := readout.New(readout.Options{Time: c.Time})
	if err != nil {
		return err
	}
	return work.Child(ctx, t.In, t.Raw, reader.Read)
}
