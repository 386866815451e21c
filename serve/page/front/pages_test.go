package front_test

import (
	"strings"
	"testing"

	"readout/serve/page"
	"readout/serve/page/pagetest"
)

func TestFront(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	s.Holds(t, "/", "/event/", "/feeds/stream.atom", "/live?")
	s.Holds(t, "/?kind=plan&outlet=KTA&topic=gas&person=Dravitsyn")
	s.Holds(t, "/?as_of=2024-03-14")
	s.Refuses(t, "/?since=never", 400)
	s.Refuses(t, "/?topic=%22", 400)
	if _, body := s.Get(t, "/?topic=%22"); strings.Contains(body, "this question cannot be read") {
		t.Error("an internal prefix reaches the reader")
	}
}
