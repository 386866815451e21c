package page_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"readout/serve/auth"
	"readout/serve/page"
	"readout/serve/page/pagetest"
)

// TestLate: what takes too long is refused with the time after which to ask again.
func TestLate(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	ctx, cancel := context.WithDeadline(auth.With(t.Context(), s.Who), time.Now().Add(-time.Second))
	defer cancel()
	w := httptest.NewRecorder()
	s.Pages.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, "/search?q=summit", nil))
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("status %d, Retry-After %q", w.Code, w.Header().Get("Retry-After"))
	}
}
