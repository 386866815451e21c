package collect_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/cmd/readout/internal/ask"
	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/clitest"
	"readout/cmd/readout/internal/collect"
	"readout/cmd/readout/internal/read"
)

// table is the command line of these tests: the commands of this package, and others that show
// their effect.
type table struct {
	Add   collect.Add   `cmd:""`
	Fetch collect.Fetch `cmd:""`
	Watch collect.Watch `cmd:""`
	Read  read.Command  `cmd:""`
	Said  ask.Said      `cmd:""`
}

func command(ctx context.Context, stdin string, args ...string) (stdout, stderr string, status int) {
	return clitest.Run(ctx, new(table), stdin, args...)
}

// TestFetchGoesOn fetches into an archive; a second run requests only what is missing, and the
// archive is readable.
func TestFetchGoesOn(t *testing.T) {
	s := clitest.NewNewsSite(t)
	archive := filepath.Join(t.TempDir(), "pages.warc.gz")
	args := clitest.Local("fetch", s.URL+"/old#top", s.URL+"/gone", s.URL+"/private/x", "-", "--out", archive)
	out, errs, status := command(t.Context(), s.URL+"/bridge\n# a comment\n\n"+s.URL+"/bridge\n", args...)
	if status != cli.ExitSome || strings.Count(out, "200 ") != 2 ||
		!strings.Contains(errs, "2 fetched, 2 failed (1 no success, 1 robots.txt), 0 in ") {
		t.Fatalf("status %d\n%s%s", status, out, errs)
	}
	_, errs, _ = command(t.Context(), s.URL+"/bridge\n", args...)
	if s.Times("/harbour") != 1 || s.Times("/old") != 1 || s.Times("/bridge") != 1 || s.Times("/gone") != 2 ||
		!strings.Contains(errs, ", 2 in ") {
		t.Errorf("the second run asked again: %v\n%s", s.Asked(), errs)
	}
	if _, _, status := command(t.Context(), "", clitest.Local("fetch", "--again", s.URL+"/bridge", "--out",
		archive)...); status != cli.ExitOK || s.Times("/bridge") != 2 {
		t.Errorf("--again: status %d, %d times", status, s.Times("/bridge"))
	}
	out, errs, status = command(t.Context(), "", "read", "--format", "jsonl", "-f", "warc", archive)
	if status != cli.ExitOK || strings.Count(out, "\n") != 3 {
		t.Errorf("the archive gives %d records, status %d, %s", strings.Count(out, "\n"), status, errs)
	}
}

// TestFetchOfACutArchive: a truncated archive is reported, only the truncated record is lost,
// and what is appended is readable.
func TestFetchOfACutArchive(t *testing.T) {
	s := clitest.NewNewsSite(t)
	archive := filepath.Join(t.TempDir(), "pages.warc.gz")
	fetchIt := func() (string, int) {
		_, errs, status := command(t.Context(), "", clitest.Local("fetch", "-j", "1", s.URL+"/harbour",
			s.URL+"/bridge", "--out", archive)...)
		return errs, status
	}
	if errs, status := fetchIt(); status != cli.ExitOK {
		t.Fatal(errs)
	}
	raw, err := os.ReadFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(archive, raw[:len(raw)-700], 0o644); err != nil {
		t.Fatal(err)
	}
	errs, status := fetchIt()
	if status != cli.ExitOK || !strings.Contains(errs, "damaged from byte") || s.Times("/harbour") != 1 ||
		s.Times("/bridge") != 2 {
		t.Fatalf("status %d, %s, asked %v", status, errs, s.Asked())
	}
	out, errs, status := command(t.Context(), "", "read", "--format", "jsonl", archive)
	if status != cli.ExitSome || strings.Count(out, "\n") != 2 || strings.Count(errs, "damaged from byte") != 1 {
		t.Errorf("status %d, %d records, %s", status, strings.Count(out, "\n"), errs)
	}
}

// TestFetchStops: after Ctrl-C a run finishes the requests in progress and reports how many are
// left; the same command resumes.
func TestFetchStops(t *testing.T) {
	s := clitest.NewNewsSite(t)
	archive := filepath.Join(t.TempDir(), "pages.warc.gz")
	ctx, stop := context.WithCancel(t.Context())
	s.Asks = func(path string) {
		if path == "/bridge" {
			stop()
		}
	}
	args := clitest.Local("fetch", "-j", "1", s.URL+"/harbour", s.URL+"/bridge", s.URL+"/old", "--out", archive)
	_, errs, status := command(ctx, "", args...)
	if status != cli.ExitStopped || !strings.Contains(errs, "are left: the same command resumes with them") {
		t.Fatalf("status %d, %s", status, errs)
	}
	s.Asks = nil
	if _, errs, status := command(t.Context(), "", args...); status != cli.ExitOK || s.Times("/harbour") > 2 {
		t.Errorf("status %d, %s, asked %v", status, errs, s.Asked())
	}
}
