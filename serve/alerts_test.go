package serve_test

import (
	"net/http"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"readout/serve"
	"readout/serve/alert"
	"readout/serve/servetest"
)

// TestAlertsOfAnotherServer: a server that has not the journal says so, and nobody is told
// that an alert has ended which goes on; once the other is gone it has the alerts itself.
func TestAlertsOfAnotherServer(t *testing.T) {
	l := servetest.Demo(t).Ledger
	path := filepath.Join(t.TempDir(), "alerts")
	open := func() *alert.Dispatcher {
		d, err := alert.Open(alert.Options{Ledger: l, Path: path,
			Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	first := open()
	made, _, err := first.Subscribe(t.Context(), "Ana", alert.Subscription{Kind: alert.Status, URL: "http://127.0.0.1:1/"})
	if err != nil {
		t.Fatal(err)
	}
	second := open()
	t.Cleanup(func() { second.Close() })
	s := servetest.New(t, l, serve.Options{Alerts: second})
	end := func() int {
		resp, err := http.PostForm(s.URL+"/unsubscribe", url.Values{"id": {made.ID}, "key": {"x"}})
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	if _, body := s.Get(t, "/alerts"); !strings.Contains(body, "another on this ledger does") {
		t.Error("the page of alerts does not say that another server has them")
	}
	if resp, body := s.Get(t, "/api/v1/alerts"); resp.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("the list of alerts is %s: %s", resp.Status, body)
	}
	if got := end(); got != http.StatusServiceUnavailable {
		t.Errorf("ending an alert of another server is %d", got)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if resp, body := s.Get(t, "/api/v1/alerts"); resp.StatusCode != http.StatusOK || !strings.Contains(body, made.ID) {
		t.Errorf("the other server is gone: %s, %s", resp.Status, body)
	}
	if got := end(); got != http.StatusOK {
		t.Errorf("ending an alert by another key is %d", got)
	}
}
