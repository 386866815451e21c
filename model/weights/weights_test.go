package weights_test

import (
	"testing"

	"readout/model/weights"
)

// TestCore checks that the embedded files match each other and hold every head that reading
// uses.
func TestCore(t *testing.T) {
	c, err := weights.Core()
	if err != nil {
		t.Fatal(err)
	}
	if again, err := weights.Core(); err != nil || again != c {
		t.Errorf("a second core: %p, %v", again, err)
	}
	for _, head := range []string{"tags", "arc", "rel", "names", "mhead", "mspan", "coref", "cue", "att", "event",
		"slot", "same", "link", "slotstatus", "eventstatus", "party"} {
		if !c.Has(head) {
			t.Errorf("no head %q", head)
		}
	}
}
