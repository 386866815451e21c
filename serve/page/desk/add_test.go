package desk_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/url"
	"strings"
	"testing"

	"readout/article"
	"readout/record"
	"readout/serve/auth"
	"readout/serve/intake"
	"readout/serve/page"
	"readout/serve/page/pagetest"
)

// bare reads an article without finding anything in it, and keeps it for the test.
func bare(seen *article.Article) func(context.Context, *article.Article) (*record.Record, error) {
	return func(_ context.Context, a *article.Article) (*record.Record, error) {
		*seen = *a
		if strings.Contains(a.Text, "unreadable") {
			return nil, errors.New("no words")
		}
		sum := sha256.Sum256([]byte(a.Text))
		return &record.Record{Schema: record.Schema, Reader: record.Reader{Version: "test", Models: "none"},
			Article: record.Article{ID: a.ID, URL: a.URL, Outlet: a.Outlet, Language: "en",
				SHA256: hex.EncodeToString(sum[:]), Published: a.Published, Text: a.Text, Blocks: []record.Block{}},
			Entities: []record.Entity{},
			Times:    []record.Time{}, Statements: []record.Statement{}, Events: []record.Event{}, Gaps: []record.Gap{}}, nil
	}
}

// TestAdd: what is pasted or uploaded is read and kept, and why not is said.
func TestAdd(t *testing.T) {
	var seen article.Article
	s := pagetest.New(t, page.Options{}, func(o *page.Options) {
		o.Intake = intake.New(intake.Options{Ledger: o.Ledger, Read: bare(&seen)})
	})
	const text = "Sluice stays shut\r\n\r\nThe gauge is read, warden Nils Aro said."
	paste := url.Values{"text": {text}, "outlet": {"Ostby Post"}, "url": {"https://ostby.example/1"},
		"published": {"2024-03-07"}}
	status, _, body := s.Post(t, "/add", "/add", paste)
	if status != 200 || !strings.Contains(body, "It is in the ledger now.") {
		t.Errorf("a pasted text answers %d: %s", status, body)
	}
	if seen.Outlet != "Ostby Post" || seen.URL != "https://ostby.example/1" || seen.Published != "2024-03-07" ||
		seen.Text != strings.ReplaceAll(text, "\r", "") {
		t.Errorf("read: %+v", seen)
	}
	if _, _, body = s.Post(t, "/add", "/add", paste); !strings.Contains(body, "This text was in the ledger already.") {
		t.Error("the same text again is not said to be there")
	}
	paste.Set("text", text+" Then he left.")
	if _, _, body = s.Post(t, "/add", "/add", paste); !strings.Contains(body,
		"a new version of an article that was there") {
		t.Error("another text of the same article is not said to be its new version")
	}
	for name, c := range map[string]struct {
		form url.Values
		says string
	}{
		"nothing":         {url.Values{"outlet": {"Ostby Post"}}, "There is neither content nor an address"},
		"an address only": {url.Values{"url": {"https://ostby.example/2"}}, "This server fetches nothing"},
		"what cannot be read": {url.Values{"text": {"unreadable\n\nThe text is."}, "outlet": {"Ostby Post"}},
			"The article cannot be read"},
	} {
		status, _, body := s.Post(t, "/add", "/add", c.form)
		if status != 422 || !strings.Contains(body, c.says) {
			t.Errorf("%s answers %d: %s", name, status, body)
		}
	}
	upload := func(outlet, content string) (int, string) {
		t.Helper()
		status, _, body := s.Upload(t, "/add", "/add", url.Values{"outlet": {outlet}}, "file", "lock.txt", content)
		return status, body
	}
	status, body = upload("", strings.ReplaceAll(text, "shut", "open"))
	if status != 200 || seen.Outlet != "lock.txt" || !strings.Contains(seen.Text, "stays open") {
		t.Errorf("a file answers %d, of %q: %s", status, seen.Outlet, body)
	}
	status, _ = upload("Varn Post", strings.ReplaceAll(text, "shut", "put"))
	if status != 200 || seen.Outlet != "Varn Post" {
		t.Errorf("a file with its outlet answers %d, of %q", status, seen.Outlet)
	}
	if status, _ = upload("", strings.Repeat("The gauge is read. ", 500_000)); status != 400 {
		t.Errorf("a file that is too long answers %d", status)
	}
	s.Who.Scope = auth.Read
	s.Refuses(t, "/add", 403)
}
