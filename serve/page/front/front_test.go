package front

import (
	"net/url"
	"testing"
)

// TestFeedOf: the feed that a stream names takes every parameter that it is named with.
func TestFeedOf(t *testing.T) {
	for q, want := range map[string]string{"": "", "since=2024-03-01": "",
		"before=x&kind=plan&kind=change&outlet=A": "?kind=plan&kind=change&outlet=A", "topic=gas&foo=1": "?topic=gas"} {
		asked, err := url.ParseQuery(q)
		if err != nil {
			t.Fatal(err)
		}
		if got := feedOf(asked); got != "/feeds/stream.atom"+want {
			t.Errorf("%q: %s", q, got)
		}
	}
}
