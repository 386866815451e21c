package clitest

import (
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"readout/cmd/readout/internal/cli"
)

// sayCommand prints a word to both outputs.
type sayCommand struct {
	Word string `arg:""`
}

func (c *sayCommand) Run(t cli.Terminal) error {
	in, err := io.ReadAll(t.In)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(t.Out, cli.Strong(c.Word)+string(in)); err != nil {
		return err
	}
	return errors.New("that was all")
}

type sayTable struct {
	Say sayCommand `cmd:""`
}

// TestRun: the output of a command without colours, and its status.
func TestRun(t *testing.T) {
	out, errs, status := Run(t.Context(), new(sayTable), " and in", "say", "out")
	if out != "out and in" || errs != "readout: that was all\n" || status != cli.ExitBad {
		t.Errorf("%q, %q, %d", out, errs, status)
	}
	Check(t, func() any { return new(sayTable) }, []Case{
		{Args: []string{"say", "a word"}, Stdin: "!", Status: cli.ExitBad, Out: []string{"a", "word!"},
			Err: []string{"all"}}})
}

// TestMissing: words must be in order.
func TestMissing(t *testing.T) {
	for _, c := range []struct{ text, want, missing string }{
		{"one two three", "one three", ""}, {"one two three", "", ""}, {"one two three", "two one", "one"},
		{"one", "one one", "one"},
	} {
		if got := missing(c.text, strings.Fields(c.want)); got != c.missing {
			t.Errorf("of %q in %q %q is missing, want %q", c.want, c.text, got, c.missing)
		}
	}
}

// TestLedger: each test gets its own copy of the ledger.
func TestLedger(t *testing.T) {
	one, two := Ledger(t), Ledger(t)
	if info, err := os.Stat(one); err != nil || info.Size() < 1000 || one == two {
		t.Errorf("%s and %s: %v, %v", one, two, info, err)
	}
}

// TestNewsSite: its pages exist, and it records requests.
func TestNewsSite(t *testing.T) {
	s := NewNewsSite(t)
	var seen string
	s.Asks = func(path string) { seen = path }
	for path, want := range map[string]string{"/robots.txt": "Disallow: /private", "/feed": "<rss",
		"/":            "rel=\"alternate\"",
		"/sitemap.xml": "sitemapindex", "/news.xml": "urlset", "/harbour": "The harbour to stay open",
		"/bridge": "The bridge",
		"/old":    "The harbour to stay open", "/gone": "404"} {
		res, err := http.Get(s.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil || !strings.Contains(string(body), want) {
			t.Errorf("%s: %v, %.200s", path, err, body)
		}
	}
	if s.Times("/harbour") != 2 || s.Times("/gone") != 1 || len(s.Asked()) != 10 || seen == "" {
		t.Errorf("asked %v", s.Asked())
	}
	if got := Local("fetch", "x"); len(got) != 6 || got[2] != "--allow" {
		t.Errorf("%q", got)
	}
}
