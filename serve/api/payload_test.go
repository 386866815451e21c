package api

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"readout/serve/auth"
)

// payloads are what could do harm where text is taken for something else.
var payloads = []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, "javascript:alert(1)",
	"=cmd|' /C calc'!A0", "+1+1", "@SUM(A1:A9)", "-2+3", "\t=1+1",
	"{{constructor.constructor('alert(1)')()}}", "${jndi:ldap://x.example}", "'; DROP TABLE version; --",
	`\u003cscript\u003e`, "%0d%0aSet-Cookie: a=b", "\u202etxt.exe", "\u2028alert(1)",
	"]]>", "<!--", "OR NOT \" ( *", "../../etc/passwd"}

// TestPayloadsAreInert: payloads go in as articles, names, outlets, addresses and
// questions, and come out of JSON and CSV as text.
func TestPayloadsAreInert(t *testing.T) {
	h, _ := newAPI(t, auth.Write)
	for i, p := range payloads {
		body, err := json.Marshal(Submission{Content: "OSTRELLA, April 2 (KTA) - \"" + p + " is what we heard,\" " +
			"spokeswoman Maren " + p + " Oskeby said on Tuesday. " +
			"President Andrei " + p + " Volsunov will visit " + p + " Lindvik on April 9, Oskeby said.", Outlet: p,
			Published: "2024-04-02",
			URL:       "https://evil.example/" + url.PathEscape(p) + "?" + strings.Repeat("x", i)})
		if err != nil {
			t.Fatal(err)
		}
		if res := post(h, Prefix+"/v1/articles", string(body)); res.StatusCode != http.StatusCreated {
			t.Fatalf("%q: %d %s", p, res.StatusCode, bodyOf(t, res))
		}
	}
	if res := post(h, Prefix+"/v1/articles",
		`{"content": "x", "url": "javascript:alert(1)"}`); res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("an address of script: %d", res.StatusCode)
	}
	targets := []string{"/v1/statements?from=2024-04-01&limit=200", "/v1/articles?from=2024-04-01",
		"/v1/events?name=visit", "/v1/changes?since=2024-04-01", "/v1/people?name=Oskeby",
		"/v1/quotation?words=what+we+heard"}
	for _, p := range payloads {
		q := url.QueryEscape(p)
		targets = append(targets, "/v1/statements?q="+q, "/v1/statements?speaker="+q, "/v1/statements?outlet="+q,
			"/v1/people?name="+q, "/v1/people/"+url.PathEscape(p), "/v1/events/"+url.PathEscape(p),
			"/v1/quotation?words="+q, "/v1/statements?cursor="+q, "/v1/"+url.PathEscape(p), "/v1/statements?"+q+"=1")
	}
	said := 0
	for _, target := range targets {
		res := get(h, Prefix+target)
		body := bodyOf(t, res)
		if kind := res.Header.Get("Content-Type"); res.StatusCode >= 500 || kind != "application/json" &&
			kind != "application/problem+json" {
			t.Errorf("%s: %d %s %.200s", target, res.StatusCode, kind, body)
		}
		if !json.Valid([]byte(body)) || strings.ContainsAny(body, "<>\u2028") {
			t.Errorf("%s: %.300s", target, body)
		}
		if strings.Contains(body, `\u003cscript\u003e`) {
			said++
		}
		for name := range res.Header {
			if name == "Set-Cookie" {
				t.Errorf("%s: a header of the payload's", target)
			}
		}
		if res.StatusCode != http.StatusOK {
			continue
		}
		res = get(h, Prefix+target, "Accept", "text/csv")
		rows, err := csv.NewReader(strings.NewReader(bodyOf(t, res))).ReadAll()
		if err != nil {
			t.Errorf("%s as CSV: %v", target, err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
					t.Errorf("%s as CSV: a cell %q", target, cell)
				}
			}
		}
	}
	if said < 5 {
		t.Errorf("the payloads came out %d times: nothing was tested", said)
	}
}
