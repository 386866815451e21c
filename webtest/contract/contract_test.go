// Package contract holds the API to its own OpenAPI document, by a library that shares no
// code with the one that writes the document.
//
// In come the routes of the demonstration ledger; out go failures that name the address and
// what the answer lacks.
//
// The one idea: programs are generated from the document, so that what it says of an answer
// has to be so.
package contract

import (
	"encoding/csv"
	"encoding/json"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	verrors "github.com/pb33f/libopenapi-validator/errors"

	"readout"
	"readout/ledger"
	"readout/serve/alert"
	"readout/serve/api"
	"readout/serve/auth"
	"readout/serve/intake"
	"readout/serve/servetest"
)

// noon is when the API is asked: some days after the demonstration.
func noon() time.Time { return time.Date(2024, 4, 1, 12, 0, 0, 0, time.UTC) }

// newAPI is the API of the demonstration, asked by one who may do all, and its ledger.
func newAPI(t *testing.T) (http.Handler, *ledger.Ledger) {
	t.Helper()
	l := servetest.Demo(t).Ledger
	reader, err := readout.New(readout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	alerts, err := alert.Open(alert.Options{Ledger: l, Path: filepath.Join(t.TempDir(), "alerts"), Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { alerts.Close() })
	h, err := api.New(api.Options{Ledger: l, Intake: intake.New(intake.Options{Ledger: l, Read: reader.Read}),
		Alerts: alerts, Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, r.WithContext(auth.With(r.Context(), auth.Principal{Name: "tester", Scope: auth.Admin})))
	}), l
}

// ask sends a request and gives it with its answer.
func ask(h http.Handler, method, target, body string, header ...string) (*http.Request, *httptest.ResponseRecorder) {
	r := httptest.NewRequest(method, "http://localhost"+target, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return r, w
}

// mediaType is the Content-Type of an answer without its parameters.
func mediaType(w *httptest.ResponseRecorder) string {
	kind, _, _ := mime.ParseMediaType(w.Header().Get("Content-Type"))
	return kind
}

// contract is the served document, read by an independent library.
func contract(t *testing.T, h http.Handler) (validator.Validator, map[string]any) {
	t.Helper()
	_, w := ask(h, http.MethodGet, api.Prefix+"/v1/openapi.json", "")
	raw := w.Body.Bytes()
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
	h, _ := newAPI(t)
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
	h, l := newAPI(t)
	v, plain := contract(t, h)
	known := someIDs(t, l)
	walked := 0
	for _, o := range operations(plain) {
		if o.method != http.MethodGet {
			continue // TestWritingAnswersAsItSays
		}
		walked++
		target := o.address(known)
		t.Run(o.spec["operationId"].(string), func(t *testing.T) {
			r, w := ask(h, http.MethodGet, target, "")
			if w.Code != http.StatusOK {
				t.Fatalf("%s: %d %s", target, w.Code, w.Body)
			}
			if ok, errs := v.ValidateHttpRequest(r); !ok {
				tell(t, target, errs)
			}
			kind := mediaType(w)
			content := o.spec["responses"].(map[string]any)["200"].(map[string]any)["content"].(map[string]any)
			if content[kind] == nil {
				t.Fatalf("%s: answers %s, the document says %v", target, kind, content)
			}
			if kind == "application/json" {
				if ok, errs := v.ValidateHttpResponse(r, w.Result()); !ok {
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
	_, w := ask(h, http.MethodGet, target, "", "Accept", "text/csv")
	if kind := mediaType(w); w.Code != http.StatusOK || kind != "text/csv" {
		t.Fatalf("%s as CSV: %d %s", target, w.Code, kind)
	}
	rows, err := csv.NewReader(w.Body).ReadAll()
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
	known := map[string]string{api.Prefix + "/v1/events name": "summit"}
	for _, path := range []string{"", "/wordings"} {
		known[api.Prefix+"/v1/statements/{id}"+path+" id"] = s.ID
	}
	for _, path := range []string{"", "/text", "/versions", "/copies", "/proof"} {
		known[api.Prefix+"/v1/articles/{id}"+path+" id"] = s.Article.ID
	}
	for _, path := range []string{"", "/said", "/topics"} {
		known[api.Prefix+"/v1/people/{id}"+path+" id"] = p.ID
	}
	for _, path := range []string{"", "/outcomes"} {
		known[api.Prefix+"/v1/events/{id}"+path+" id"] = d.ID
	}
	return known
}

// TestProblemsAreAsTheySay: what is not there is told as the document says.
func TestProblemsAreAsTheySay(t *testing.T) {
	h, _ := newAPI(t)
	v, _ := contract(t, h)
	for _, target := range []string{"/v1/statements/v1.s1", "/v1/statements/v1.s1/wordings",
		"/v1/statements?person=Nobody+Atall", "/v1/people/Nobody%20Atall", "/v1/people/Nobody%20Atall/said",
		"/v1/articles/v99", "/v1/articles/v99/proof", "/v1/export?person=Nobody+Atall"} {
		r, w := ask(h, http.MethodGet, api.Prefix+target, "")
		if w.Code != http.StatusNotFound || mediaType(w) != "application/problem+json" {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
		if ok, errs := v.ValidateHttpResponse(r, w.Result()); !ok {
			tell(t, target, errs)
		}
	}
}

// TestWritingAnswersAsItSays: an article goes in, and an alert is made, listed, tried out and
// ended, each answer as the document says.
func TestWritingAnswersAsItSays(t *testing.T) {
	h, _ := newAPI(t)
	v, _ := contract(t, h)
	send := func(method, path, body string, status int) (answer []byte) {
		t.Helper()
		r, w := ask(h, method, api.Prefix+"/v1"+path, body)
		if w.Code != status {
			t.Fatalf("%s %s: %d, want %d: %s", method, path, w.Code, status, w.Body)
		}
		if ok, errs := v.ValidateHttpResponse(r, w.Result()); !ok {
			tell(t, method+" "+path, errs)
		}
		return w.Body.Bytes()
	}
	send("POST", "/articles", `{"content": "OSTRELLA, April 2 (KTA) - Norhaven will send two ministers to Ostrella on `+
		`April 9, spokeswoman Maren Oskeby said on Tuesday.", "outlet": "KTA", "url": "https://kta.example/politics/2"}`, 201)
	var made api.Subscribed
	raw := send("POST", "/alerts",
		`{"url": "https://hooks.example/x", "kind": "status", "event": "summit", "slot": ["venue"]}`, 201)
	if err := json.Unmarshal(raw, &made); err != nil || made.Subscription.ID == "" {
		t.Fatalf("%s, %v", raw, err)
	}
	send("GET", "/alerts", "", 200)
	send("POST", "/alerts/"+made.Subscription.ID+"/test", "", 204)
	var waiting api.DeliveryList
	if err := json.Unmarshal(send("GET", "/deliveries", "", 200), &waiting); err != nil || len(waiting.Deliveries) != 1 {
		t.Fatalf("%+v, %v", waiting, err)
	}
	send("POST", "/deliveries/"+waiting.Deliveries[0].ID+"/retry", "", 204)
	send("DELETE", "/deliveries/"+waiting.Deliveries[0].ID, "", 204)
	send("DELETE", "/alerts/"+made.Subscription.ID, "", 204)
	send("DELETE", "/alerts/"+made.Subscription.ID, "", 404)
}
