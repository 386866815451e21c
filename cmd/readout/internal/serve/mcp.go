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
	Pages           string `placeholder:"ADDRESS" help:"Where 'readout serve' shows this ledger, for links to its pages: https://news.example."`
}

// Help is shown by "readout mcp --help".
func (MCP) Help() string {
	return `Speaks the Model Context Protocol on standard input and output, for an assistant that
starts programs. A running 'readout serve' offers the same tools at /mcp.

  claude mcp add readout -- readout mcp --db readout.db`
}

// Run answers until the assistant closes its side.
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
	return s.Run(ctx, &sdk.IOTransport{Reader: io.NopCloser(t.In), Writer: unclosed{t.Raw}})
}

// unclosed is a writer that stays open.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
