package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"readout"
	"readout/serve/auth"
	"readout/serve/intake"
	"readout/source"
	"readout/source/fetch"
	"readout/store"
)

const dispatch = `OSTRELLA, April 2 (KTA) - Norhaven will send two ministers to Ostrella on April 9, spokeswoman ` +
	`Maren Oskeby said on Tuesday.\n\n\"The list is closed,\" Oskeby told reporters.`

// TestSubmit: an article goes in, is there to be asked for, and goes in only once.
func TestSubmit(t *testing.T) {
	h, _ := newAPI(t, auth.Write)
	body := `{"content": "` + dispatch + `", "outlet": "KTA", "url": "https://kta.example/politics/2"}`
	r := httptest.NewRequest(http.MethodPost, "http://localhost"+Prefix+"/v1/articles", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusCreated {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	var first Submitted
	if err := json.Unmarshal(w.Body.Bytes(), &first); err != nil {
		t.Fatal(err)
	}
	if len(first.Articles) != 1 || !first.Articles[0].New || len(first.Articles[0].Text.Statements) == 0 {
		t.Fatalf("the answer is %+v", first)
	}
	if res := get(h, w.Header().Get("Location")); res.StatusCode != http.StatusOK {
		t.Errorf("Location %s: %d", w.Header().Get("Location"), res.StatusCode)
	}
	if found := bodyOf(t, get(h, Prefix+"/v1/quotation?words=the+list+is+closed&by=Oskeby")); !strings.Contains(found,
		`"verdict":"exact"`) {
		t.Errorf("what was submitted is not found: %s", found)
	}
	var again Submitted
	if err := json.Unmarshal([]byte(bodyOf(t, post(h, Prefix+"/v1/articles", body))), &again); err != nil ||
		len(again.Articles) != 1 || again.Articles[0].New {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	changed := strings.Replace(body, "two ministers", "three ministers", 1)
	var version Submitted
	if err := json.Unmarshal([]byte(bodyOf(t, post(h, Prefix+"/v1/articles", changed))), &version); err != nil ||
		!version.Articles[0].New || version.Articles[0].Earlier != 1 {
		t.Errorf("another text of it: %+v, %v", version, err)
	}
}

// TestSubmitRefuses: what cannot be read, what was taken down, and whoever may not.
func TestSubmitRefuses(t *testing.T) {
	h, l := newAPI(t, auth.Write)
	if _, err := l.TakeDown(t.Context(), "tester", "a test",
		store.Key{Outlet: "NP", Ident: "https://np.example/a/karvonia-options"}); err != nil {
		t.Fatal(err)
	}
	for body, status := range map[string]int{
		`{}`:                                                422,
		`{"content": "  "}`:                                 422,
		`{"content": "\u0000\u0001"}`:                       422,
		`{"url": "file:///etc/passwd"}`:                     422,
		`{"url": "https://x.example/1"}`:                    503, // no fetcher
		`{"content": "x", "publishd": "2024-04-01"}`:        422,
		`{"content": "x", "published": "2024-02-31"}`:       422,
		`{"content": "<rss></rss>", "format": "nitf"}`:      422,
		`{"content": "{\"uri\":\"u\"}", "format": "ninjs"}`: 422,
		`[]`: 422,
		`{"content": "` + dispatch + `", "outlet": "NP", "url": "https://np.example/a/karvonia-options"}`: 410,
	} {
		if res := post(h, Prefix+"/v1/articles", body); res.StatusCode != status {
			t.Errorf("%s: %d, want %d: %s", body, res.StatusCode, status, bodyOf(t, res))
		}
	}
	if res := post(h, Prefix+"/v1/articles", `{"content": "`+strings.Repeat("x", maxSubmission)+
		`"}`); res.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("a body over the limit: %d", res.StatusCode)
	}
	reader, _ := newAPI(t, auth.Read)
	if res := post(reader, Prefix+"/v1/articles", `{"content": "x"}`); res.StatusCode != http.StatusForbidden {
		t.Errorf("a reader submits: %d", res.StatusCode)
	}
	nobody, _ := newAPI(t, auth.None)
	if res := post(nobody, Prefix+"/v1/articles", `{"content": "x"}`); res.StatusCode != http.StatusUnauthorized {
		t.Errorf("nobody submits: %d", res.StatusCode)
	}
}

// TestSubmitByAddress: the fetcher is asked, and its refusals are the caller's fault
// where they are.
func TestSubmitByAddress(t *testing.T) {
	reader, err := readout.New(readout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	l := demoLedger(t)
	h, err := New(Options{Ledger: l, Intake: intake.New(intake.Options{Ledger: l, Read: reader.Read,
		Fetch: func(_ context.Context, url string) ([]byte, source.Hint, error) {
			switch {
			case strings.Contains(url, "inside"):
				return nil, source.Hint{}, fmt.Errorf("fetch: %w", fetch.ErrForbidden)
			case strings.Contains(url, "broken"):
				return nil, source.Hint{}, errors.New("no answer")
			}
			text := strings.ReplaceAll(strings.ReplaceAll(dispatch, `\n`, "\n"), `\"`, `"`)
			return []byte(text), source.Hint{URL: url, ContentType: "text/plain"}, nil
		}})})
	if err != nil {
		t.Fatal(err)
	}
	h = as(auth.Write, h)
	for url, status := range map[string]int{"https://kta.example/politics/3": 201, "http://inside.example/": 422,
		"http://broken.example/": 502} {
		if res := post(h, Prefix+"/v1/articles", `{"url": "`+url+`"}`); res.StatusCode != status {
			t.Errorf("%s: %d, want %d: %s", url, res.StatusCode, status, bodyOf(t, res))
		}
	}
}
