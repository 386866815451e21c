package serve

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"readout/ledger"
	"readout/serve/auth"
	"readout/store/sqlite"
)

// TestShed: when all places are taken, who comes waits a little and is sent away with
// 503 and the time to come back; whether the server lives is answered all the same.
func TestShed(t *testing.T) {
	st, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	s, err := New(Options{Ledger: ledger.New(st, ledger.Options{})})
	if err != nil {
		t.Fatal(err)
	}
	s.gate = &gate{places: make(chan struct{}, 1), wait: 10 * time.Millisecond}
	inside, done := make(chan bool), make(chan bool)
	s.Mount("GET /slow", auth.Read, Limits{}, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		inside <- true
		<-done
	}))
	ask := func(path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil)
		r.RemoteAddr = "127.0.0.1:1"
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	first := make(chan int)
	go func() { first <- ask("/slow").Code }()
	<-inside
	if q := s.gate.quiet(); q != 0 {
		t.Errorf("quiet for %s while a request is handled", q)
	}
	for _, path := range []string{"/slow", "/search", "/api/v1/stats"} {
		if w := ask(path); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
			t.Errorf("%s while all places are taken: %d, Retry-After %q", path, w.Code, w.Header().Get("Retry-After"))
		}
	}
	if w := ask("/healthz"); w.Code != http.StatusOK {
		t.Errorf("/healthz while all places are taken: %d", w.Code)
	}
	close(done)
	if code := <-first; code != http.StatusOK {
		t.Errorf("the first: %d", code)
	}
	if w := ask("/about"); w.Code != http.StatusOK {
		t.Errorf("after it: %d", w.Code)
	}
	if q := s.gate.quiet(); q < 0 || q > time.Minute {
		t.Errorf("quiet for %s after the last request", q)
	}
}
