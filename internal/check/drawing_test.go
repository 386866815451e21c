package check

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

//go:generate go test -run TestDrawing -update .

var update = flag.Bool("update", false, "write the drawing of docs/architecture.md anew")

// The markers around the drawing in the page.
const (
	drawingBegins = "<!-- drawn from internal/check/imports.txt by: go generate ./internal/check -->\n```text\n"
	drawingEnds   = "```\n"
)

// TestDrawing: the drawing on the architecture page matches the import policy, top layer first.
func TestDrawing(t *testing.T) {
	policy, err := os.ReadFile("imports.txt")
	if err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(root, "docs", "architecture.md")
	raw, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(raw), drawingBegins)
	if !found {
		t.Fatalf("docs/architecture.md has no drawing: %q is missing", drawingBegins)
	}
	old, after, _ := strings.Cut(rest, drawingEnds)
	drawn := drawLayers(string(policy))
	if *update {
		if err := os.WriteFile(page, []byte(before+drawingBegins+drawn+drawingEnds+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if old != drawn {
		t.Errorf("the drawing in docs/architecture.md is not that of imports.txt: go generate ./internal/check\n%s", drawn)
	}
}

// drawLayers draws the policy with one row per layer, wrapped if it is long.
func drawLayers(policy string) string {
	const width = 88
	var layers [][]string
	for line := range strings.Lines(policy) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		row := "  "
		var rows []string
		for _, pkg := range strings.Fields(line) {
			if pkg == "." {
				pkg = "readout"
			}
			if len(row)+2+len(pkg) > width {
				rows = append(rows, row)
				row = "  "
			}
			row += "  " + pkg
		}
		layers = append(layers, append(rows, row))
	}
	slices.Reverse(layers)
	rule := strings.Repeat("─", width) + "\n"
	var out strings.Builder
	out.WriteString(rule)
	for _, rows := range layers {
		for _, row := range rows {
			out.WriteString(strings.TrimPrefix(row, "  ") + "\n")
		}
		out.WriteString(rule)
	}
	return out.String()
}

// TestDrawLayers: comments are omitted, and the last line of the policy is on top.
func TestDrawLayers(t *testing.T) {
	rule := strings.Repeat("─", 88) + "\n"
	want := rule + "  readout\n" + rule + "  a  b\n" + rule
	if got := drawLayers("# why\na b\n.\n"); got != want {
		t.Errorf("drew\n%swant\n%s", got, want)
	}
}
