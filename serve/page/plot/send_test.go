package plot_test

import (
	"testing"

	"readout/serve/page"
	"readout/serve/page/pagetest"
)

// TestSend: a drawing that stands alone brings its style along, and nothing is drawn of
// what is not there.
func TestSend(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	s.Holds(t, "/event/summit/timeline.svg", "<svg", "<style", "</svg>")
	s.Refuses(t, "/person/nobodyofthatname/positions.svg", 404)
}
