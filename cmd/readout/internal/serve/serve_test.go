package serve_test

import "readout/cmd/readout/internal/serve"

// table is the command line of these tests.
type table struct {
	Serve serve.Serve `cmd:""`
	Token serve.Token `cmd:""`
	MCP   serve.MCP   `cmd:"" name:"mcp"`
	Demo  serve.Demo  `cmd:""`
}
