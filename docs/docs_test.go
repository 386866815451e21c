package docs

import (
	"strings"
	"testing"
)

// TestCards: each card is named by its heading, which its text does not repeat.
func TestCards(t *testing.T) {
	list := Cards()
	if len(list) < 2 {
		t.Fatalf("%d cards", len(list))
	}
	for i, c := range list {
		heading := strings.HasPrefix(c.Name, "#") || strings.HasPrefix(c.Text, "# ")
		if c.Name == "" || heading || strings.TrimSpace(c.Text) == "" {
			t.Errorf("card %d is %q: %.60q", i, c.Name, c.Text)
		}
	}
}
