package check

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDecisions: consecutive unique numbers, a title with the number, and a line in the list.
func TestDecisions(t *testing.T) {
	folder := filepath.Join(root, "docs", "decisions")
	pages, err := filepath.Glob(filepath.Join(folder, "[0-9]*.md"))
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile(filepath.Join(folder, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for i, page := range pages { // in order of their names
		name, number := filepath.Base(page), fmt.Sprintf("%03d", i+1)
		if !strings.HasPrefix(name, number+"-") {
			t.Fatalf("%s is where decision %s should be", name, number)
		}
		raw, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		if title, _, _ := strings.Cut(string(raw), "\n"); !strings.HasPrefix(title, "# "+number+": ") {
			t.Errorf("%s begins with %q, want \"# %s: …\"", name, title, number)
		}
		if !strings.Contains(string(list), "("+name+")") {
			t.Errorf("%s is not in docs/decisions/README.md", name)
		}
	}
	if len(pages) < 17 {
		t.Errorf("only %d decisions were found", len(pages))
	}
}
