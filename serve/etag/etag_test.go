package etag

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func serve(body string, status int, method, have string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "/", nil)
	if have != "" {
		r.Header.Set("If-None-Match", have)
	}
	w := httptest.NewRecorder()
	Serve(w, r, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		for part := range strings.SplitAfterSeq(body, "\n") {
			w.Write([]byte(part))
		}
	}))
	return w
}

func TestServe(t *testing.T) {
	first := serve("a\nb", 200, "GET", "")
	tag := first.Header().Get("ETag")
	if first.Body.String() != "a\nb" || tag == "" {
		t.Fatalf("%q, %q", first.Body, tag)
	}
	if w := serve("a\nb", 200, "GET", tag); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("the same again: %d %q", w.Code, w.Body)
	}
	if w := serve("a\nc", 200, "GET", tag); w.Code != http.StatusOK || w.Header().Get("ETag") == tag {
		t.Errorf("another answer: %d", w.Code)
	}
	if w := serve("a", 404, "GET", "*"); w.Code != http.StatusNotFound || w.Header().Get("ETag") != "" {
		t.Errorf("a failure: %d", w.Code)
	}
	if w := serve("a", 200, "POST", "*"); w.Code != http.StatusOK || w.Header().Get("ETag") != "" {
		t.Errorf("a POST: %d", w.Code)
	}
	long := strings.Repeat(strings.Repeat("x", 99)+"\n", maxHeld/50)
	if w := serve(long, 200, "GET", ""); w.Body.String() != long || w.Header().Get("ETag") != "" {
		t.Errorf("a long answer: %d bytes of %d", w.Body.Len(), len(long))
	}
}
