package cards_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"readout/serve/auth"
	"readout/serve/page"
	"readout/serve/page/pagetest"
)

// listen opens the stream of updates of a site, and gives what reads the ids of the next
// message.
func listen(t *testing.T, s *pagetest.Site, query string) func() []string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.Pages.ServeHTTP(w, r.WithContext(auth.With(r.Context(), s.Who)))
	}))
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(func() { stop(); server.Close() })
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/live"+query, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%s answers %s, %s", query, resp.Status, resp.Header.Get("Content-Type"))
	}
	lines := bufio.NewScanner(resp.Body)
	return func() []string {
		t.Helper()
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var ids []string
				if err := json.Unmarshal([]byte(data), &ids); err != nil {
					t.Fatal(err)
				}
				return ids
			}
		}
		t.Fatalf("the stream ended: %v", lines.Err())
		return nil
	}
}

// TestLive: who listens gets the cards that are there, then those of each change; a card
// marked as wrong is among them no more.
func TestLive(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	next := listen(t, s, "")
	all := next()
	_, front := s.Get(t, "/")
	card := regexp.MustCompile(`name="?card"? value="?([^"> ]+)`).FindStringSubmatch(front)[1]
	if !slices.Contains(all, card) || len(all) > 60 {
		t.Fatalf("of %d cards, %s of the front page is none: %q", len(all), card, all)
	}
	if _, err := s.Ledger.JudgeCard(t.Context(), "Ann", card, "a card", false); err != nil {
		t.Fatal(err)
	}
	if left := next(); slices.Contains(left, card) || len(left) == 0 {
		t.Errorf("the card that is wrong is still told of: %q", left)
	}
}

// TestLivePart: only the cards that the address asks for are told of.
func TestLivePart(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	all, none := listen(t, s, "")(), listen(t, s, "?outlet=Nowhere+Post")()
	if len(all) == 0 || len(none) != 0 {
		t.Errorf("%d cards, of an outlet that is not there %d", len(all), len(none))
	}
	s.Refuses(t, "/live?kind=nosuchkind", 400)
}
