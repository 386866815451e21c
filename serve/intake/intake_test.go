package intake_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"readout/article"
	"readout/ledger"
	"readout/record"
	"readout/serve/intake"
	"readout/source"
	"readout/source/fetch"
	"readout/store"
	"readout/store/sqlite"
)

// bare reads an article without finding anything in it.
func bare(_ context.Context, a *article.Article) (*record.Record, error) {
	if a.Outlet == "Unreadable" {
		return nil, errors.New("no words")
	}
	sum := sha256.Sum256([]byte(a.Text))
	return &record.Record{Schema: record.Schema, Reader: record.Reader{Version: "test", Models: "none"},
		Article: record.Article{ID: a.ID, URL: a.URL, Outlet: a.Outlet, Language: "en", SHA256: hex.EncodeToString(sum[:]),
			Published:     a.Published,
			PublishedFrom: "metadata", Text: a.Text, Blocks: []record.Block{}}, Entities: []record.Entity{},
		Times:      []record.Time{},
		Statements: []record.Statement{}, Events: []record.Event{}, Gaps: []record.Gap{}}, nil
}

// TestTake gives an intake what it takes and what it refuses.
func TestTake(t *testing.T) {
	ctx := context.Background()
	st, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	l := ledger.New(st, ledger.Options{})
	added := 0
	in := intake.New(intake.Options{Ledger: l, Read: bare, Added: func() { added++ },
		Fetch: func(_ context.Context, url string) ([]byte, source.Hint, error) {
			switch url {
			case "https://inside.example/":
				return nil, source.Hint{}, fmt.Errorf("fetch: %w", fetch.ErrForbidden)
			case "https://broken.example/":
				return nil, source.Hint{}, errors.New("no answer")
			}
			return []byte("Ferry late\n\nThe ferry is late."), source.Hint{URL: url, ContentType: "text/plain"}, nil
		}})
	closed := intake.New(intake.Options{Ledger: l})
	blind := intake.New(intake.Options{Ledger: l, Read: bare})
	if !in.Reads() || !in.Fetches() || closed.Reads() || blind.Fetches() {
		t.Error("an intake says wrongly what it can do")
	}
	for name, c := range map[string]struct {
		in   *intake.Intake
		s    intake.Submission
		want error
	}{
		"content": {in, intake.Submission{Content: "Harbour open\n\nThe harbour is open.",
			URL: "https://post.example/1", Outlet: "Post", Published: "2024-05-01"}, nil},
		"address":        {in, intake.Submission{URL: "https://post.example/2"}, nil},
		"nothing":        {in, intake.Submission{}, intake.ErrEmpty},
		"no web address": {in, intake.Submission{URL: "file:///etc/passwd"}, intake.ErrAddress},
		"inside":         {in, intake.Submission{URL: "https://inside.example/"}, intake.ErrRefused},
		"no answer":      {in, intake.Submission{URL: "https://broken.example/"}, intake.ErrFailed},
		"no article": {in, intake.Submission{Content: "<opml version='2.0'><body/></opml>", Format: "opml"},
			intake.ErrNone},
		"unreadable": {in, intake.Submission{Content: "A\n\nB.", Outlet: "Unreadable"}, intake.ErrUnread},
		"no reader":  {closed, intake.Submission{Content: "A\n\nB."}, intake.ErrNoReader},
		"no fetcher": {blind, intake.Submission{URL: "https://post.example/3"}, intake.ErrNoFetch},
	} {
		got, err := c.in.Take(ctx, c.s)
		if !errors.Is(err, c.want) || (c.want == nil) != (len(got) == 1) {
			t.Errorf("%s: %v, %v; want %v", name, got, err, c.want)
		}
	}
	if added != 2 {
		t.Errorf("it told of %d articles, want 2", added)
	}
	again, err := in.Take(ctx, intake.Submission{Content: "Harbour open\n\nThe harbour is open.",
		URL: "https://post.example/1", Outlet: "Post", Published: "2024-05-01"})
	if err != nil || again[0].New {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	if _, err := l.TakeDown(ctx, "Ana", "asked", store.Key{Outlet: "Post", Ident: again[0].Text.Article.URL}); err != nil {
		t.Fatal(err)
	}
	if _, err := in.Take(ctx, intake.Submission{Content: "Harbour open\n\nThe harbour is open again.",
		URL: "https://post.example/1", Outlet: "Post"}); !errors.Is(err, intake.ErrErased) {
		t.Errorf("what was taken down: %v", err)
	}
}
