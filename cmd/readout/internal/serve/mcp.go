package serve

import (
	"context"
	"io"
	"log/slog"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"readout"
	"readout/cmd/readout/internal/cli"
	"readout/serve/mcp"
)

// MCP is "readout mcp".
type MCP struct {
	cli.LedgerFlags `embed:""`
	Pages           string `placeholder:"ADDRESS" help:"URL at which 'readout serve' serves this ledger, for links to its pages: https://news.example."`
}

// Help returns the text of "readout mcp --help".
func (MCP) Help() string {
	return `Speaks the Model Context Protocol on standard input and output, for assistants that start
programs themselves. A running 'readout serve' offers the same tools at /mcp.

  claude mcp add readout -- readout mcp --db readout.db`
}

// Run serves until the client closes its side.
func (c *MCP) Run(ctx context.Context, t cli.Terminal) error {
	l, closeLedger, err := c.OpenThere(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	s, err := mcp.NewServer(mcp.Options{Ledger: l, Base: c.Pages, Version: readout.Version,
		Log: slog.New(slog.NewTextHandler(t.Err, nil))})
	if err != nil {
		return err
	}
	return s.Run(ctx, &sdk.IOTransport{Reader: io.NopCloser(t.In), Writer: nopCloser{t.Raw}})
}

// nopCloser is a writer whose Close does nothing.
type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }
