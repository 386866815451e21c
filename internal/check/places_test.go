package check

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// place is a path of the tree as pages name it: in code, with a slash, without spaces.
var place = regexp.MustCompile("`([A-Za-z.][A-Za-z0-9_.*-]*/[A-Za-z0-9_./*…-]*)`")

// TestPlaces: what the pages for newcomers name as a place of the tree is there.
func TestPlaces(t *testing.T) {
	found := 0
	for _, page := range []string{"CONTRIBUTING.md", "docs/architecture.md", "docs/glossary.md",
		"docs/decisions/014-newcomer.md"} {
		raw, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(page)))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range place.FindAllStringSubmatch(string(raw), -1) {
			name := strings.TrimPrefix(strings.TrimSuffix(m[1], "…"), "./")
			found++
			if list, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(name))); err != nil || len(list) == 0 {
				t.Errorf("%s names %s, which is not there", page, m[1])
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d places were found", found)
	}
}
