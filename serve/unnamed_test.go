package serve_test

import (
	"strings"
	"testing"

	"readout/ledger/ledgertest"
	"readout/record"
	"readout/serve"
	"readout/serve/servetest"
)

// TestUnnamedUndated: reports without outlet, day or headline are told in whole words on every page, and links to
// them have some. A story is found by a version that another replaced.
func TestUnnamedUndated(t *testing.T) {
	l := servetest.Ledger(t)
	talks := ledgertest.Meeting("1", "", "", "Jon Alder", "Mira Halden", "Ostrella", "2024-03-20", record.Planned)
	first := ledgertest.Said("2", "2024-03-28", "Jon Alder", "", "", "The talks in Ostrella are on the table again.")
	later := ledgertest.Said("2", "2024-03-29", "Jon Alder", "", "", "The talks in Ostrella are off the table again.")
	first.Article.Outlet, later.Article.Outlet = "", ""
	wait := ledgertest.Said("3", "2024-03-29", "Jon Alder", "", "", "The talks in Ostrella wait.")
	servetest.Keep(t, l, talks, wait, first)
	s := servetest.New(t, l, serve.Options{})
	_, body := s.Get(t, "/storylines")
	servetest.Keep(t, l, later)
	c := &chaos{t: t}
	for path, body := range c.walk(s) {
		c.plain(path, body)
	}
	if _, to, ok := strings.Cut(body, `href="/storyline/`); ok {
		id, _, _ := strings.Cut(to, `"`)
		if resp, _ := s.Get(t, "/storyline/"+id); resp.StatusCode != 200 {
			t.Errorf("the story of %s answers %d", id, resp.StatusCode)
		}
	} else {
		t.Error("there is no story")
	}
	for path, want := range map[string]string{"/outlet/-": "<h1>Unnamed outlet</h1>", "/article/v0/versions": "undated",
		"/event/v0.s1": "the report itself"} {
		if _, body := s.Get(t, path); !strings.Contains(body, want) {
			t.Errorf("%s does not tell %q", path, want)
		}
	}
}
