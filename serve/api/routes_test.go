package api

import (
	"encoding/csv"
	"net/http"
	"strings"
	"testing"

	"readout/ledger"
	"readout/serve/auth"
)

// TestRoutes asks every route for what the demonstration is known to hold, and, where there
// is one, for the table of it. That answers are as the document says the module webtest tests.
func TestRoutes(t *testing.T) {
	h, l := newAPI(t, auth.Read)
	page, err := l.Search(t.Context(), ledger.Query{Text: `"Four hours is enough"`})
	if err != nil || len(page.Statements) == 0 {
		t.Fatal(page, err)
	}
	said := page.Statements[0]
	p, err := l.Person(t.Context(), "Oskeby")
	if err != nil {
		t.Fatal(err)
	}
	d, err := l.Event(t.Context(), "summit", "")
	if err != nil {
		t.Fatal(err)
	}
	statement, article := "/v1/statements/"+said.ID, "/v1/articles/"+said.Article.ID
	person, event := "/v1/people/"+p.ID, "/v1/events/"+d.ID
	for _, c := range []struct {
		target, want string
		table        bool
	}{
		{"/v1/statements?q=%22Four+hours+is+enough%22", `"Four hours is enough`, true},
		{statement, "Four hours is enough", false},
		{statement + "/wordings", "Four hours is enough", false},
		{"/v1/articles?outlet=KTA", `"outlet":"KTA"`, true},
		{article, said.Article.SHA256, false},
		{article + "/versions", said.Article.SHA256, true},
		{article + "/copies", "Norhaven expects four hours", false},
		{article + "/proof", `"anchors":4,"problems":[]`, false},
		{"/v1/people?name=Oskeby", "Maren Oskeby", true},
		{person, "Maren Oskeby", false},
		{person + "/said", "Four hours is enough", true},
		{person + "/topics", `"topics":[{`, false},
		{"/v1/events?name=summit", "Ostrella", true},
		{event, "Lakeside Hall", true},
		{event + "/why", `"slots":[{`, false},
		{event + "/outcomes", "Ostrella", false},
		{"/v1/changes?since=2024-03-01", `"venue"`, true},
		{"/v1/stories?from=2024-03-01&to=2024-03-31", `"stories":[{`, true},
		{"/v1/outlets?from=2024-03-01&to=2024-03-31", `{"name":"KTA",`, true},
		{"/v1/outlets/KTA", `"wordings":[{"difference":"`, false},
		{"/v1/stats", `"articles":`, false},
		{"/v1/audit", `"decisions":[`, false},
	} {
		res := get(h, Prefix+c.target)
		if body := bodyOf(t, res); res.StatusCode != http.StatusOK || !strings.Contains(body, c.want) {
			t.Errorf("%s: %d, %q is not in %.600s", c.target, res.StatusCode, c.want, body)
		}
		if !c.table {
			continue
		}
		res = get(h, Prefix+c.target, "Accept", "text/csv")
		rows, err := csv.NewReader(strings.NewReader(bodyOf(t, res))).ReadAll()
		if err != nil || res.StatusCode != http.StatusOK || mediaType(res.Header.Get("Content-Type")) != "text/csv" ||
			len(rows) == 0 || len(rows[0]) < 2 {
			t.Errorf("%s as a table: %d, %d rows, %v", c.target, res.StatusCode, len(rows), err)
		}
	}
	text := get(h, Prefix+article+"/text")
	if body := bodyOf(t, text); mediaType(text.Header.Get("Content-Type")) != "text/plain" ||
		!strings.Contains(body, "Four hours is enough") {
		t.Errorf("the text is %s: %.300s", text.Header.Get("Content-Type"), body)
	}
}
