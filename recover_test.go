package readout

import (
	"strings"
	"testing"

	"readout/doc"
)

// broken is a pass that panics.
type broken struct{}

func (broken) Name() string       { return "broken" }
func (broken) Needs() doc.Layer   { return 0 }
func (broken) Gives() doc.Layer   { return 0 }
func (broken) Run(*doc.Doc) error { panic("no such token") }

// TestRecovered: a panic in a part of the reading is that article's error, which names the part.
func TestRecovered(t *testing.T) {
	if err := run(broken{}, new(doc.Doc)); err == nil ||
		!strings.Contains(err.Error(), "pass broken panicked: no such token") {
		t.Error(err)
	}
	if rec, err := new(Reader).record(nil); rec != nil || err == nil ||
		!strings.Contains(err.Error(), "assembling the record panicked") {
		t.Error(rec, err)
	}
}
