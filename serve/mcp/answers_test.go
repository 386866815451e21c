package mcp

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write testdata/answers.txtar anew")

// TestAnswers holds what an assistant is told against testdata/answers.txtar. A name
// there is a tool and its arguments as JSON.
func TestAnswers(t *testing.T) {
	const name = "testdata/answers.txtar"
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	c := inMemory(t, ledgerOf(t, gold(t)))
	archive := txtar.Parse(raw)
	for i := range archive.Files {
		f := &archive.Files[i]
		tool, given, _ := strings.Cut(f.Name, " ")
		var args map[string]any
		if err := json.Unmarshal([]byte(given), &args); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		res, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: args})
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		got := strings.TrimSuffix(res.Content[0].(*sdk.TextContent).Text, "\n") + "\n"
		if *update {
			f.Data = []byte(got)
		} else if string(f.Data) != got {
			t.Errorf("%s: (go test -update writes it anew)\n%s", f.Name, got)
		}
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
