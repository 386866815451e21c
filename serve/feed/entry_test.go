package feed

import (
	"strings"
	"testing"

	"readout/ledger"
)

// TestWithdrawnSlot: an entry about a point of which nothing is reported any more says what stood before, when it
// was withdrawn, and has an id of its own.
func TestWithdrawnSlot(t *testing.T) {
	old := ledger.SlotEntry{Published: "2031-03-05"}
	old.Status, old.Value = "planned", "2031-03-09"
	old.Article.SHA256, old.Article.Until = "ab", "2031-03-06T10:00:00Z"
	c := ledger.SlotChange{Event: "e1", Name: "Port hearing", Slot: "date", Before: &old}
	gone := ofSlotChange("https://news.example", &c)
	if gone.page != "https://news.example/event/e1" || gone.updated != rfc3339("2031-03-06T10:00:00Z") ||
		!strings.Contains(gone.text, "before: ") {
		t.Errorf("%+v", gone)
	}
	c.Now = &old
	if again := ofSlotChange("https://news.example", &c); again.id == gone.id {
		t.Error("a withdrawal has the id of what it withdrew")
	}
}
