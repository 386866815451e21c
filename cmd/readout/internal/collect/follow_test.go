package collect_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/clitest"
	"readout/source"
	"readout/source/warc"
)

// TestWatch follows the feeds of an OPML list; a second run does not fetch again what was seen.
func TestWatch(t *testing.T) {
	s := clitest.NewNewsSite(t)
	dir := t.TempDir()
	list := filepath.Join(dir, "feeds.opml")
	if err := os.WriteFile(list, []byte(`<opml version="2.0"><body><outline type="rss" xmlUrl="`+s.URL+
		`/feed"/></body></opml>`), 0o644); err != nil {
		t.Fatal(err)
	}
	args := clitest.Local("watch", "--opml", list, "--db", filepath.Join(dir, "l.db"), "--state",
		filepath.Join(dir, "state.json"), "--archive", filepath.Join(dir, "a.warc.gz"), "--idle", "1s")
	out, errs, status := command(t.Context(), "", args...)
	if status != cli.ExitOK || !strings.Contains(out, "/feed  2 entries") || !strings.Contains(out, "/harbour  ") ||
		!strings.Contains(out, "/bridge  ") {
		t.Fatalf("status %d\n%s%s", status, out, errs)
	}
	if _, errs, status := command(t.Context(), "", args...); status != cli.ExitOK || s.Times("/harbour") != 1 ||
		s.Times("/feed") != 1 {
		t.Errorf("the second run: status %d, %s, asked %v", status, errs, s.Asked())
	}
	if out, _, status := command(t.Context(), "", "said", "Halden", "--db",
		filepath.Join(dir, "l.db")); status != cli.ExitOK || !strings.Contains(out, "will stay open") {
		t.Errorf("the ledger: status %d\n%s", status, out)
	}
	f, err := os.Open(filepath.Join(dir, "a.warc.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	responses := 0
	for rec, err := range warc.Read(f) {
		if err != nil {
			t.Fatal(err)
		}
		if rec.Type == warc.Response {
			responses++
		}
	}
	if responses < 3 {
		t.Errorf("%d responses are in the archive", responses)
	}
}

// TestWatchFindsWhatToFollow follows the feed that a page links to and the pages of a news
// sitemap index, and writes a readable OPML list.
func TestWatchFindsWhatToFollow(t *testing.T) {
	s := clitest.NewNewsSite(t)
	dir := t.TempDir()
	list := filepath.Join(dir, "out.opml")
	args := clitest.Local("watch", s.URL+"/", s.URL+"/sitemap.xml", "--db", filepath.Join(dir, "l.db"), "--state",
		filepath.Join(dir, "state.json"), "--idle", "1s", "--save-opml", list)
	out, errs, status := command(t.Context(), "", args...)
	if status != cli.ExitOK || !strings.Contains(out, s.URL+"/  2 entries") ||
		!strings.Contains(out, s.URL+"/sitemap.xml  1 entry") || s.Times("/harbour") != 1 || s.Times("/bridge") != 1 {
		t.Fatalf("status %d\n%s%s\nasked %v", status, out, errs, s.Asked())
	}
	raw, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	subs, err := source.OPML(raw, source.Hint{})
	if err != nil || len(subs) != 2 || subs[0].Title != "Meridian" || subs[0].URL != s.URL+"/" {
		t.Errorf("%+v, %v", subs, err)
	}
}

// TestWatchSaysWhatItMayNotReach names the option that allows access, and the time of the next
// attempt.
func TestWatchSaysWhatItMayNotReach(t *testing.T) {
	s := clitest.NewNewsSite(t)
	dir := t.TempDir()
	_, errs, _ := command(t.Context(), "", "watch", s.URL+"/feed", "--db", filepath.Join(dir, "l.db"),
		"--state", filepath.Join(dir, "state.json"), "--idle", "1s")
	if !strings.Contains(errs, " lets Readout reach it; next look in ") ||
		strings.Contains(errs, "robots") || len(s.Asked()) > 0 {
		t.Errorf("%s\nasked %v", errs, s.Asked())
	}
}
