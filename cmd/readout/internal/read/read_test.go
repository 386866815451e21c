package read_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/clitest"
	"readout/cmd/readout/internal/read"
)

// table is the command line of these tests.
type table struct {
	Read read.Command `cmd:""`
}

func command(ctx context.Context, stdin string, args ...string) (stdout, stderr string, status int) {
	return clitest.Run(ctx, new(table), stdin, args...)
}

// TestReadAddress reads a page from its address, where that may be reached.
func TestReadAddress(t *testing.T) {
	s := clitest.NewNewsSite(t)
	out, errs, status := command(t.Context(), "", clitest.Local("read", "--format", "json", s.URL+"/old")...)
	if status != cli.ExitOK || !strings.Contains(out, `"headline"`) || !strings.Contains(out, "Mira Halden") ||
		!strings.Contains(out, s.URL+"/harbour") {
		t.Fatalf("status %d\n%s\n%s", status, errs, out)
	}
	_, errs, status = command(t.Context(), "", "read", s.URL+"/harbour")
	if status != cli.ExitBad || !strings.Contains(errs, "not to be reached") {
		t.Errorf("without --allow: status %d, %s", status, errs)
	}
	_, errs, status = command(t.Context(), "", clitest.Local("read", s.URL+"/private/x", s.URL+"/gone",
		s.URL+"/bridge")...)
	if status != cli.ExitSome || !strings.Contains(errs, "robots.txt") || !strings.Contains(errs, "status 404") ||
		strings.Count(errs, "readout: ") != 2 {
		t.Errorf("two of three fail: status %d, %s", status, errs)
	}
}

// TestReadFeed reads the articles of a feed that carries their texts.
func TestReadFeed(t *testing.T) {
	feed := filepath.Join(t.TempDir(), "feed.xml")
	body := strings.Repeat("<p>The harbour will stay open, Foreign Minister Mira Halden told reporters on Wednesday "+
		"after a long meeting with the owners of the port.</p>", 4)
	if err := os.WriteFile(feed,
		[]byte(
			`<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>`+
				`<title>Meridian</title><link>https://meridian.example/</link>`+
				`<item><title>Harbour to stay open</title><link>https://meridian.example/1</link><content:encoded><![CDATA[`+body+
				`]]></content:encoded></item>`+
				`<item><title>No text</title><link>https://meridian.example/2</link></item></channel></rss>`), 0o644); err != nil {
		t.Fatal(err)
	}
	out, errs, status := command(t.Context(), "", "read", "--format", "jsonl", feed)
	if status != cli.ExitOK || strings.Count(out, "\n") != 1 || !strings.Contains(out, "https://meridian.example/1") {
		t.Errorf("status %d, %s\n%s", status, errs, out)
	}
}
