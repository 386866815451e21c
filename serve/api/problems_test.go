package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"readout/serve/auth"
)

// TestProblems: what is wrong with a question is told as a problem, with the status
// that the document names.
func TestProblems(t *testing.T) {
	h, _ := newAPI(t, auth.Read)
	for target, status := range map[string]int{
		"/v1/statements/v1.s1":                            404,
		"/v1/statements/v1.s1/wordings":                   404,
		"/v1/statements/hello":                            422,
		"/v1/statements?q=NOT+x":                          422,
		"/v1/statements?from=2024-02-31":                  422,
		"/v1/statements?from=yesterday":                   422,
		"/v1/statements?as_of=2024-13":                    422,
		"/v1/statements?cursor=x":                         422,
		"/v1/statements?limit=0":                          422,
		"/v1/statements?limit=100000":                     422,
		"/v1/statements?kind=shouted":                     422,
		"/v1/statements?speker=Oskeby":                    422, // a mistyped filter is not "no filter"
		"/v1/statements?person=Nobody+Atall":              404,
		"/v1/people/Nobody%20Atall":                       404,
		"/v1/people/Nobody%20Atall/said":                  404,
		"/v1/events/nothing%20of%20the%20kind":            404,
		"/v1/articles/v99":                                404,
		"/v1/articles/v99/proof":                          404,
		"/v1/articles/v99999999999999999999":              422,
		"/v1/articles/v9999999999999999999":               422,
		"/v1/quotation?words=%E2%80%A6":                   422,
		"/v1/quotation":                                   422,
		"/v1/changes?since=2024-02-30":                    422,
		"/v1/stories?from=2024-01-01&to=2025-01-01":       422,
		"/v1/stats?format=csv":                            422,
		"/v1/statements?format=xml":                       422,
		"/v1/export?person=Nobody+Atall":                  404,
		"/v1/nothing":                                     404,
		"/v1/statements/%2e%2e/%2e%2e/etc":                404,
		"/v1/people?name=" + strings.Repeat("x", 100_000): 422,
	} {
		r := httptest.NewRequest(http.MethodGet, "http://localhost"+Prefix+target, nil)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		short := target[:min(len(target), 60)]
		if w.Code != status {
			t.Errorf("%s: %d, want %d: %s", short, w.Code, status, w.Body)
			continue
		}
		if kind := w.Header().Get("Content-Type"); kind != "application/problem+json" {
			t.Errorf("%s: the problem is %s", short, kind)
		}
		var p struct {
			Status int
			Title  string
			Detail string
		}
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || p.Status != status || p.Title == "" || p.Detail == "" {
			t.Errorf("%s: the problem is %s, %v", short, w.Body, err)
		}
	}
	res := post(h, Prefix+"/v1/statements", "{}")
	if res.StatusCode != http.StatusMethodNotAllowed || res.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST to statements: %d, Allow %q", res.StatusCode, res.Header.Get("Allow"))
	}
}
