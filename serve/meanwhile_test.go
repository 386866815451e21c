package serve_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"

	"readout/article"
	"readout/record"
	"readout/serve"
	"readout/serve/servetest"
)

// TestAnswersMeanwhile: while articles are read that take long, and more wait for their
// turn, everybody else is answered.
func TestAnswersMeanwhile(t *testing.T) {
	begun, release := make(chan struct{}, 100), make(chan struct{})
	read := func(context.Context, *article.Article) (*record.Record, error) {
		begun <- struct{}{}
		<-release
		return nil, errors.New("it was a test")
	}
	s := servetest.New(t, servetest.Demo(t).Ledger, serve.Options{Read: read})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			body := strings.NewReader(`{"content": "The ferry is late, Ada Lind said."}`)
			res, err := http.Post(s.URL+"/api/v1/articles", "application/json", body)
			if err != nil {
				t.Error(err)
				return
			}
			res.Body.Close()
		})
	}
	<-begun
	for _, path := range []string{"/", "/events", "/search?q=gas", "/api/v1/statements", "/feeds/search.atom",
		"/healthz"} {
		if resp, body := s.Get(t, path); resp.StatusCode != http.StatusOK {
			t.Errorf("%s: %s %.200s", path, resp.Status, body)
		}
	}
	close(release)
	wg.Wait()
}
