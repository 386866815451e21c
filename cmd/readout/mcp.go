package main

import (
	"context"
	"io"
	"log/slog"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"readout"
	"readout/serve/mcp"
)

// mcpCommand is "readout mcp".
type mcpCommand struct {
	ledgerFlags `embed:""`
	Pages       string `placeholder:"ADDRESS" help:"Where 'readout serve' shows this ledger, for links to its pages: https://news.example."`
}

// Help is shown by "readout mcp --help".
func (mcpCommand) Help() string {
	return `Speaks the Model Context Protocol on standard input and output, for an assistant that
starts programs. A running 'readout serve' offers the same tools at /mcp.

  claude mcp add readout -- readout mcp --db readout.db`
}

// Run answers until the assistant closes its side.
func (c *mcpCommand) Run(ctx context.Context, t terminal) error {
	l, closeLedger, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	s, err := mcp.NewServer(mcp.Options{Ledger: l, Base: c.Pages, Version: readout.Version,
		Log: slog.New(slog.NewTextHandler(t.err, nil))})
	if err != nil {
		return err
	}
	return s.Run(ctx, &sdk.IOTransport{Reader: io.NopCloser(t.in), Writer: unclosed{t.raw}})
}

// unclosed is a writer that stays open.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
