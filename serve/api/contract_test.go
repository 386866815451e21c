package api

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	verrors "github.com/pb33f/libopenapi-validator/errors"

	"readout/ledger"
	"readout/serve/auth"
)

// contract is the served document, read by an independent library.
func contract(t *testing.T, h http.Handler) (validator.Validator, map[string]any) {
	t.Helper()
	raw := []byte(bodyOf(t, get(h, Prefix+"/v1/openapi.json")))
	doc, err := libopenapi.NewDocument(raw)
	if err != nil {
		t.Fatal(err)
	}
	v, errs := validator.NewValidator(doc)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	var plain map[string]any
	if err := json.Unmarshal(raw, &plain); err != nil {
		t.Fatal(err)
	}
	return v, plain
}

func tell(t *testing.T, what string, errs []*verrors.ValidationError) {
	t.Helper()
	for _, e := range errs {
		t.Errorf("%s: %s: %s", what, e.Message, e.Reason)
		for _, s := range e.SchemaValidationErrors {
			t.Errorf("%s:   %s at %s", what, s.Reason, s.FieldPath)
		}
	}
}

// TestDocumentIsValid: the document is OpenAPI 3.1, by a validator that is not huma's.
func TestDocumentIsValid(t *testing.T) {
	h, _ := newAPI(t, auth.Admin)
	v, plain := contract(t, h)
	if plain["openapi"] != "3.1.0" {
		t.Errorf("the document says it is %v", plain["openapi"])
	}
	if ok, errs := v.ValidateDocument(); !ok {
		tell(t, "document", errs)
	}
}

// operation is one method of one path of the document.
type operation struct {
	method, path string
	spec         map[string]any
}

func operations(plain map[string]any) []operation {
	var out []operation
	for path, item := range plain["paths"].(map[string]any) {
		for method, spec := range item.(map[string]any) {
			if m, ok := spec.(map[string]any); ok && slices.Contains([]string{"get", "post", "put", "delete"}, method) {
				out = append(out, operation{strings.ToUpper(method), path, m})
			}
		}
	}
	slices.SortFunc(out, func(x, y operation) int { return strings.Compare(x.path+x.method, y.path+y.method) })
	return out
}

// address makes the address of an operation from what the document gives as
// examples; known values win.
func (o operation) address(known map[string]string) string {
	path, query := o.path, url.Values{}
	params, _ := o.spec["parameters"].([]any)
	for _, p := range params {
		p := p.(map[string]any)
		name := p["name"].(string)
		value := known[o.path+" "+name]
		if value == "" {
			value = known[name]
		}
		if value == "" {
			if x, ok := p["example"].(string); ok {
				value = x
			} else if s, ok := p["schema"].(map[string]any); ok {
				if list, ok := s["examples"].([]any); ok && len(list) > 0 {
					value, _ = list[0].(string)
				}
			}
		}
		switch {
		case p["in"] == "path":
			path = strings.Replace(path, "{"+name+"}", url.PathEscape(value), 1)
		case p["required"] == true || known[o.path+" "+name] != "":
			query.Set(name, value)
		}
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path
}

// TestEveryRouteAnswersAsItSays walks every route of the document and holds request
// and answer against it, as JSON and, where it says so, as a table.
func TestEveryRouteAnswersAsItSays(t *testing.T) {
	h, l := newAPI(t, auth.Admin)
	v, plain := contract(t, h)
	known := someIDs(t, l)
	walked := 0
	for _, o := range operations(plain) {
		if o.method != http.MethodGet {
			continue // written to in tests of their own
		}
		walked++
		target := o.address(known)
		t.Run(o.spec["operationId"].(string), func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, "http://localhost"+target, nil)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != http.StatusOK {
				t.Fatalf("%s: %d %s", target, w.Code, w.Body)
			}
			if ok, errs := v.ValidateHttpRequest(r); !ok {
				tell(t, target, errs)
			}
			res := w.Result()
			kind := mediaType(res.Header.Get("Content-Type"))
			content := o.spec["responses"].(map[string]any)["200"].(map[string]any)["content"].(map[string]any)
			if content[kind] == nil {
				t.Fatalf("%s: answers %s, the document says %v", target, kind, content)
			}
			if kind == "application/json" {
				if ok, errs := v.ValidateHttpResponse(r, res); !ok {
					tell(t, target, errs)
				}
			}
			if content["text/csv"] != nil && content["application/json"] != nil {
				asTable(t, h, target)
			}
		})
	}
	if walked < 20 {
		t.Errorf("only %d routes were walked", walked)
	}
}

// asTable asks for the same as CSV.
func asTable(t *testing.T, h http.Handler, target string) {
	t.Helper()
	res := get(h, target, "Accept", "text/csv")
	if kind := mediaType(res.Header.Get("Content-Type")); res.StatusCode != http.StatusOK || kind != "text/csv" {
		t.Fatalf("%s as CSV: %d %s", target, res.StatusCode, kind)
	}
	rows, err := csv.NewReader(bytes.NewReader([]byte(bodyOf(t, res)))).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Errorf("%s as CSV: %d rows, %v", target, len(rows), err)
	}
}

// someIDs are ids that the demonstration ledger holds.
func someIDs(t *testing.T, l *ledger.Ledger) map[string]string {
	t.Helper()
	page, err := l.Search(t.Context(), ledger.Query{Text: `"Four hours is enough"`})
	if err != nil || len(page.Statements) == 0 {
		t.Fatal(page, err)
	}
	s := page.Statements[0]
	p, err := l.Person(t.Context(), "Oskeby")
	if err != nil {
		t.Fatal(err)
	}
	d, err := l.Event(t.Context(), "summit", "")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]string{Prefix + "/v1/events name": "summit"}
	for _, path := range []string{"", "/wordings"} {
		known[Prefix+"/v1/statements/{id}"+path+" id"] = s.ID
	}
	for _, path := range []string{"", "/text", "/versions", "/copies", "/proof"} {
		known[Prefix+"/v1/articles/{id}"+path+" id"] = s.Article.ID
	}
	for _, path := range []string{"", "/said", "/topics"} {
		known[Prefix+"/v1/people/{id}"+path+" id"] = p.ID
	}
	for _, path := range []string{"", "/outcomes"} {
		known[Prefix+"/v1/events/{id}"+path+" id"] = d.ID
	}
	return known
}

// TestProblems: what is wrong with a question is told as a problem, with the status
// that the document names.
func TestProblems(t *testing.T) {
	h, _ := newAPI(t, auth.Read)
	v, _ := contract(t, h)
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
		if status == 404 && !strings.Contains(target, "nothing") && !strings.Contains(target, "etc") {
			if ok, errs := v.ValidateHttpResponse(r, w.Result()); !ok {
				tell(t, short, errs)
			}
		}
	}
	res := post(h, Prefix+"/v1/statements", "{}")
	if res.StatusCode != http.StatusMethodNotAllowed || res.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST to statements: %d, Allow %q", res.StatusCode, res.Header.Get("Allow"))
	}
}
