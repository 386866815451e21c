// Package scoring implements "readout score", which compares what is found with the annotations
// of public corpora, with one file per task.
//
// It takes a directory of corpora and prints the standard figures of each field. It rejects a
// text that reading changes, since its spans would no longer match.
package scoring

import (
	"context"
	"fmt"
	"io"
	"slices"

	"readout"
	"readout/cmd/readout/internal/cli"
)

// Command is "readout score".
type Command struct {
	What    []string `arg:"" optional:"" enum:"attribution,domain,trees,names,coref,times,dossiers,all" default:"all" help:"What to score: ${enum}."`
	Data    string   `required:"" placeholder:"DIR" help:"The directory of corpora, as described in docs/cards."`
	Part    string   `enum:"dev,train" default:"dev" help:"Part of the corpora: ${enum}."`
	Errors  int      `placeholder:"N" help:"Show errors: for attribution in the N worst articles, for times in the first N."`
	Predict string   `placeholder:"FILE" help:"Also write the records of the attribution set to this file, one per line."`

	cli.WeightFlags `embed:""`
}

// Help returns the text of "readout score --help".
func (Command) Help() string {
	return `Reads public corpora and compares the results with their annotations. Intervals are 95 %
confidence intervals, by bootstrap over articles. The metrics are the standard ones of each
field: see docs/cards.`
}

// Run scores each selected task.
func (c *Command) Run(ctx context.Context, t cli.Terminal) error {
	reader, err := c.Reader(readout.Options{Trees: slices.Contains(c.What, "trees") || slices.Contains(c.What, "all")})
	if err != nil {
		return err
	}
	s := scorer{Command: c, reader: reader, data: corpora(c.Data), w: t.Out, t: t}
	steps := []struct {
		name string
		run  func(context.Context) error
	}{{"trees", s.trees}, {"names", s.names}, {"coref", s.coref}, {"times", s.times}, {"attribution", s.attribution},
		{"domain", s.domain},
		{"dossiers", s.dossiers}}
	for _, step := range steps {
		for _, what := range c.What {
			if what != step.name && what != "all" {
				continue
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err := step.run(ctx); err != nil {
				return fmt.Errorf("scoring %s: %w", step.name, err)
			}
			break
		}
	}
	return nil
}

type scorer struct {
	*Command
	reader *readout.Reader
	data   corpora
	w      io.Writer
	t      cli.Terminal
}
