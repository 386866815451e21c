package read_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/clitest"
	"readout/cmd/readout/internal/inputs"
	"readout/cmd/readout/internal/read"
)

// table is the command line of these tests.
type table struct {
	Read read.Command `cmd:""`
}

func command(ctx context.Context, stdin string, args ...string) (stdout, stderr string, status int) {
	return clitest.Run(ctx, new(table), stdin, args...)
}

// TestReadAddress reads a page by URL, if that is allowed.
func TestReadAddress(t *testing.T) {
	s := clitest.NewNewsSite(t)
	out, errs, status := command(t.Context(), "", clitest.Local("read", "--format", "json", s.URL+"/old")...)
	if status != cli.ExitOK || !strings.Contains(out, `"headline"`) || !strings.Contains(out, "Mira Halden") ||
		!strings.Contains(out, s.URL+"/harbour") {
		t.Fatalf("status %d\n%s\n%s", status, errs, out)
	}
	_, errs, status = command(t.Context(), "", "read", s.URL+"/harbour")
	if status != cli.ExitBad || !strings.Contains(errs, "in a private network: --allow ") {
		t.Errorf("without --allow: status %d, %s", status, errs)
	}
	_, errs, status = command(t.Context(), "", clitest.Local("read", s.URL+"/private/x", s.URL+"/gone",
		s.URL+"/bridge")...)
	if status != cli.ExitSome || !strings.Contains(errs, "robots.txt") || !strings.Contains(errs, "status 404") ||
		strings.Count(errs, "readout: ") != 2 {
		t.Errorf("two of three fail: status %d, %s", status, errs)
	}
}

// TestReadFeed reads the articles of a full-text feed.
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

const harbour = "Harbour to stay open, minister says\n\nARLEN, March 5 (Meridian) - \"The harbour will stay " +
	"open,\" Vestrian " +
	"Foreign Minister Mira Halden told reporters on Wednesday.\n"

const talks = "LAUSEN, March 6 (Meridian) - The talks will take place in Lausen on April 16, Oskar Lind said.\n"

// TestFormats prints one record and several in every format.
func TestFormats(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.txt": harbour, "b.txt": talks, "empty.txt": ""} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	one, all, empty := filepath.Join(dir, "a.txt"), dir, filepath.Join(dir, "empty.txt")
	clitest.Check(t, func() any { return new(table) }, []clitest.Case{
		{Args: []string{"read", one}, Out: []string{"WHO SAID WHAT", "Mira Halden"}},
		{Args: []string{"read", "-"}, Stdin: talks, Out: []string{"Oskar Lind"}},
		{Args: []string{"read"}, Stdin: talks, Out: []string{"Oskar Lind"}},
		{Args: []string{"read", "--format", "markdown", one}, Out: []string{"## Who said what", "Mira Halden"}},
		{Args: []string{"read", "--format", "html", one}, Out: []string{"<!DOCTYPE html>", "Mira Halden"}},
		{Args: []string{"read", "--format", "json", one}, Out: []string{"{\n  \"schema\"", "Mira Halden"}},
		{Args: []string{"read", "--format", "json", "--only", "times", one}, Out: []string{`"statements": []`}},
		{Args: []string{"read", "--format", "conllu", one}, Out: []string{"# newdoc id = ", "\tHalden\tHalden\tPROPN"}},
		{Args: []string{"read", "--format", "json", one, one}, Out: []string{"[\n", "Mira Halden", ",\n", "Mira Halden",
			"]\n"}},
		{Args: []string{"read", "--format", "jsonl", "-j", "2", all}, Status: cli.ExitSome,
			Out: []string{"Mira Halden", "Oskar Lind"}, Err: []string{"readout: " + empty + ": there is nothing in it\n"}},
		{Args: []string{"read", "--format", "markdown", one, one}, Out: []string{"## Who said what", "## Who said what"}},
		{Args: []string{"read", "--format", "conllu", empty}, Status: cli.ExitBad, Err: []string{"there is nothing in it"}},
		{Args: []string{"read", empty, filepath.Join(dir, "none")}, Status: cli.ExitBad, Err: []string{empty, "none"}},
		{Args: []string{"read", "--only", "music", one}, Status: cli.ExitBad, Err: []string{"music"}},
		{Args: []string{"read", "--allow", "here", one}, Status: cli.ExitBad, Err: []string{"--allow: "}},
		{Args: []string{"read", "--weights", dir, one}, Status: cli.ExitBad, Err: []string{"words.bin"}},
	})
}

// TestWorkersKeepOrder: the output does not depend on the number of workers.
func TestWorkersKeepOrder(t *testing.T) {
	dir := t.TempDir()
	args := []string{"read", "--format", "jsonl"}
	for i := range 6 {
		path := filepath.Join(dir, string(rune('a'+i))+".txt")
		if err := os.WriteFile(path, []byte(strings.Repeat(talks+"\n", 6-i)), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	one, _, _ := command(t.Context(), "", append(args, "-j", "1")...)
	four, _, _ := command(t.Context(), "", append(args, "-j", "4")...)
	if one != four || strings.Count(one, "\n") != 6 {
		t.Errorf("with one worker\n%s\nwith four\n%s", one, four)
	}
}

// broken is a writer that always fails.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

// TestWritingFails: a write error ends the command and is reported.
func TestWritingFails(t *testing.T) {
	for _, format := range []string{"text", "jsonl", "json", "html", "markdown", "conllu"} {
		var errs bytes.Buffer
		status := cli.Run(t.Context(), new(table), []string{"read", "--format", format}, cli.Terminal{
			In: strings.NewReader(talks), Raw: broken{}, Out: broken{}, Err: &errs}, kong.Vars{"formats": inputs.Formats})
		if status != cli.ExitBad || errs.String() != "readout: writing: the disk is full\n" {
			t.Errorf("%s: status %d, %q", format, status, errs.String())
		}
	}
}
