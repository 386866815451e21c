package main

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"readout/ledger"
	"readout/ledger/demo"
	"readout/store/sqlite"
)

// TestMCP speaks with the command as an assistant does: over its standard input and
// output, with the SDK's client.
func TestMCP(t *testing.T) {
	db := filepath.Join(t.TempDir(), "l.db")
	st, err := sqlite.Open(t.Context(), db, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	records, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	var items []ledger.Item
	for _, r := range records {
		items = append(items, ledger.Item{Record: r})
	}
	if err := added(ledger.New(st, ledger.Options{}).Add(t.Context(), items)); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	in, toServer := io.Pipe()
	fromServer, out := io.Pipe()
	done := make(chan int, 1)
	go func() {
		done <- run(context.Background(), []string{"mcp", "--db", db}, terminal{in: in, raw: out, out: out, err: t.Output()})
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
	if status := <-done; status != exitOK {
		t.Errorf("the command ends with %d when the assistant goes away", status)
	}
}
