package serve_test

import (
	"context"
	"io"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/clitest"
)

// TestMCP talks to the command like an assistant: over standard input and output, with the SDK's
// client.
func TestMCP(t *testing.T) {
	db := clitest.Ledger(t)
	in, toServer := io.Pipe()
	fromServer, out := io.Pipe()
	done := make(chan int, 1)
	go func() {
		done <- cli.Run(context.Background(), new(table), []string{"mcp", "--db", db},
			cli.Terminal{In: in, Raw: out, Out: out, Err: t.Output()})
		out.Close()
	}()
	c, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(),
		&sdk.IOTransport{Reader: fromServer, Writer: toServer}, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := c.CallTool(t.Context(),
		&sdk.CallToolParams{Name: "check_quotation", Arguments: map[string]any{"words": "hosts do not send bills"}})
	if err != nil || res.IsError {
		t.Fatal(res, err)
	}
	if text := res.Content[0].(*sdk.TextContent).Text; !strings.HasPrefix(text, "Verdict: part of a sentence.") ||
		!strings.Contains(text, "Tomas Aguiral") {
		t.Errorf("the answer is %q", text)
	}
	c.Close()
	toServer.Close()
	if status := <-done; status != cli.ExitOK {
		t.Errorf("the command ends with %d when the assistant goes away", status)
	}
}
